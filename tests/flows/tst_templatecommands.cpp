// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace updesk;

static QStringList words(const QString &line) { return line.split(u' ', Qt::SkipEmptyParts); }

/// What the store writes, from the command line.
class TestTemplateCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;

    Program::Ran run(const QString &line) { return program->at10(words(line)); }
    QString lead()
    {
        const QJsonArray rows = run(QStringLiteral("queue --json")).json()[QLatin1String("rows")].toArray();
        return rows.isEmpty() ? QString() : rows.first()[QLatin1String("id")].toString();
    }

private Q_SLOTS:
    void init()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
    }
    void templatesAreListedInThreeLanguages()
    {
        const auto ran = run(QStringLiteral("templates --json"));
        QCOMPARE(ran.status, 0);
        QMap<QString, int> languages;
        for (const QJsonValue one : ran.json()[QLatin1String("templates")].toArray()) {
            ++languages[one[QLatin1String("language")].toString()];
            QVERIFY(one[QLatin1String("active")].toBool() && !one[QLatin1String("own")].toBool());
            QVERIFY2(
                one[QLatin1String("problems")].toArray().isEmpty(), qPrintable(one[QLatin1String("key")].toString()));
        }
        QCOMPARE(languages.size(), 3);
        QVERIFY(languages[QStringLiteral("en")] >= 20);
        const auto spoken = run(QStringLiteral("templates"));
        QVERIFY(spoken.out.contains("first_text") && spoken.out.contains("shipped"));
    }
    void aTemplateIsFilledForALeadAndNothingIsWritten()
    {
        const QString id = lead();
        QVERIFY(!id.isEmpty());
        const QByteArray before = run(QStringLiteral("check --json")).out;
        const auto ran = run(QStringLiteral("fill first_text %1 --json").arg(id));
        QCOMPARE(ran.status, 0);
        const QJsonObject message = ran.json();
        const QString body = message[QLatin1String("body")].toString();
        QVERIFY(body.contains(QStringLiteral("STOP")) && !body.contains(u'{'));
        const QJsonObject length = message[QLatin1String("length")].toObject();
        QVERIFY(length[QLatin1String("units")].toInt() > 0);
        QVERIFY(length[QLatin1String("segments")].toInt() >= 1);
        const auto spanish = run(QStringLiteral("fill first_text %1 --lang es --json").arg(id)).json();
        QCOMPARE(spanish[QLatin1String("language")].toString(), QStringLiteral("es"));
        QVERIFY(spanish[QLatin1String("body")].toString().startsWith(QStringLiteral("Hola")));
        const auto spoken = run(QStringLiteral("fill first_text %1").arg(id));
        QVERIFY(spoken.out.contains(body.toUtf8()) && spoken.out.contains(" of 160"));
        QCOMPARE(run(QStringLiteral("check --json")).out, before);
    }
    void whatCannotBeSaidIsRefusedByName()
    {
        const QString id = lead();
        // No visit is set: nothing is to be confirmed.
        const auto leads = run(QStringLiteral("leads --all --json")).json()[QLatin1String("rows")].toArray();
        int refused = 0;
        for (const QJsonValue one : leads) {
            const auto ran =
                run(QStringLiteral("fill visit_reminder_text %1 --json").arg(one[QLatin1String("id")].toString()));
            if (ran.status == 0)
                continue;
            QCOMPARE(ran.status, 3);
            QVERIFY(ran.json()[QLatin1String("error")].toObject()[QLatin1String("message")].toString().contains(
                QStringLiteral("visit")));
            if (++refused == 2)
                break;
        }
        QVERIFY(refused > 0);
        QCOMPARE(run(QStringLiteral("fill nothing %1").arg(id)).status, 4);
        QCOMPARE(run(QStringLiteral("fill first_text nobodyatall")).status, 4);
        QCOMPARE(run(QStringLiteral("fill first_text %1 --lang de").arg(id)).status, 2);
        QCOMPARE(run(QStringLiteral("fill first_text")).status, 2);
    }
};
UPDESK_TEST(TestTemplateCommands);
#include "tst_templatecommands.moc"
