// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/occasions.h"
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

using namespace updesk;

/// docs/gate.md says what a lawyer has yet to look at: nothing that the rules themselves mark may be missing there.
class TestCounsel : public QObject
{
    Q_OBJECT

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString section()
    {
        const QString all = QString::fromUtf8(read(QStringLiteral(UPDESK_SOURCE_DIR "/docs/gate.md")));
        const qsizetype from = all.indexOf(QStringLiteral("## What counsel has to verify"));
        return from < 0 ? QString() : all.mid(from);
    }
    static QJsonObject rules()
    {
        return QJsonDocument::fromJson(read(QStringLiteral(":/updesk/legal/rules-2026-01-01.json"))).object();
    }
    static bool names(const QString &text, const QString &word)
    {
        return QRegularExpression(QStringLiteral("\\b%1\\b").arg(word)).match(text).hasMatch();
    }

private Q_SLOTS:
    void everyStateThatIsMarkedIsNamed()
    {
        const QString text = section();
        QVERIFY(!text.isEmpty());
        const QJsonObject states = rules()[QLatin1String("states")].toObject();
        int marked = 0, recording = 0;
        for (auto state = states.begin(); state != states.end(); ++state) {
            const QJsonObject one = state->toObject();
            if (one.contains(QLatin1String("verify"))) {
                ++marked;
                QVERIFY2(names(text, state.key()), qPrintable(state.key()));
            }
            if (one[QLatin1String("record")].toString() != QLatin1String("all"))
                continue;
            ++recording;
            QVERIFY2(names(text, state.key()), qPrintable(state.key()));
        }
        QVERIFY(marked >= 5 && recording >= 10);
    }
    void everyOtherMarkIsNamed()
    {
        const QString text = section();
        const QJsonObject all = rules();
        for (auto part = all.begin(); part != all.end(); ++part) {
            const bool marked =
                part->toObject().contains(QLatin1String("verify")) || part.key().endsWith(QLatin1String("_verify"));
            if (marked)
                QVERIFY2(text.contains(u'`' + part.key() + u'`'), qPrintable(part.key()));
        }
        QVERIFY(text.contains(QStringLiteral("Spanish and French")));
    }
    // "US3_aCapThatEndsAtNight": the rules that a test shows stand in front of what it shows.
    void everyRuleOfTheGateHasATestOfItsName()
    {
        QSet<QString> named;
        static const QRegularExpression test(QStringLiteral("void ((?:[A-Z]{2}[0-9]+_)+)"));
        QDirIterator files(QStringLiteral(UPDESK_SOURCE_DIR "/tests"), {QStringLiteral("tst_*.cpp")}, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            auto found = test.globalMatch(QString::fromUtf8(read(files.next())));
            while (found.hasNext()) {
                for (const QString &id : found.next().captured(1).split(u'_', Qt::SkipEmptyParts))
                    named << id;
            }
        }
        static const QRegularExpression row(
            QStringLiteral("^\\| ((?:[A-Z]{2}-[0-9]+(?:, )?)+) \\|"), QRegularExpression::MultilineOption);
        int rules = 0;
        auto rows = row.globalMatch(QString::fromUtf8(read(QStringLiteral(UPDESK_SOURCE_DIR "/docs/gate.md"))));
        while (rows.hasNext()) {
            for (QString id : rows.next().captured(1).split(QStringLiteral(", "))) {
                ++rules;
                QVERIFY2(named.contains(id.remove(u'-')), qPrintable(id));
            }
        }
        QVERIFY2(rules >= 29, qPrintable(QString::number(rules)));
    }
    // The words by which the table of purposes calls them.
    void everyOccasionHasItsPlaceInTheTable()
    {
        const QString all = QString::fromUtf8(read(QStringLiteral(UPDESK_SOURCE_DIR "/docs/gate.md")));
        for (const char *occasion : {"visit confirmation", "visit reminder", "acknowledgement", "thanks to a buyer",
                 "first message", "follow-up", "missed visit", "service referral", "equity", "nurture"})
            QVERIFY2(all.contains(QLatin1String(occasion)), occasion);
        QCOMPARE(kOccasions, 10); // one that is added gets a purpose, and a word here
    }
};

UPDESK_TEST(TestCounsel);
#include "tst_counsel.moc"
