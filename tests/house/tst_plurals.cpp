// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace updesk;

class TestPlurals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void englishHasEveryPluralAndNoBracketIsLeft()
    {
        QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/translations/updesk_en.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        static const QRegularExpression counted(QStringLiteral(R"re(\btr\(\s*"([^"]*%n[^"]*)")re"));
        int plurals = 0;
        for (const char *room : {"/ui", "/app"}) {
            QDirIterator sources(QLatin1String(UPDESK_SOURCE_DIR) + QLatin1String(room), {QStringLiteral("*.cpp")},
                QDir::Files, QDirIterator::Subdirectories);
            while (sources.hasNext()) {
                QFile source(sources.next());
                QVERIFY(source.open(QIODevice::ReadOnly));
                for (auto found = counted.globalMatch(QString::fromUtf8(source.readAll())); found.hasNext();
                     ++plurals) {
                    const QString words = found.next().captured(1).toHtmlEscaped();
                    QVERIFY2(text.contains("<source>" + words.toUtf8()), qPrintable(words));
                }
            }
        }
        QVERIFY(plurals > 0);
        QVERIFY(!text.contains("type=\"unfinished\""));
        for (const QByteArray &line : text.split('\n'))
            QVERIFY2(!(line.contains("<numerusform>") && line.contains("(s)")), line.constData());
    }
    // What a class with Q_OBJECT says is looked for under its whole name, else its brackets stay.
    void everyContextIsTheOneThatIsAskedFor()
    {
        QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/translations/updesk_en.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString heads;
        for (const char *room : {"/ui", "/app"}) {
            QDirIterator all(QLatin1String(UPDESK_SOURCE_DIR) + QLatin1String(room), {QStringLiteral("*.h")},
                QDir::Files, QDirIterator::Subdirectories);
            while (all.hasNext()) {
                QFile head(all.next());
                QVERIFY(head.open(QIODevice::ReadOnly));
                heads += QString::fromUtf8(head.readAll());
            }
        }
        static const QRegularExpression context(QStringLiteral("<name>(updesk::)?(\\w+)</name>"));
        int objects = 0;
        for (auto found = context.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();) {
            const auto name = found.next();
            const QRegularExpression object(QStringLiteral("class %1\\b[^;{]*\\{\\s*Q_OBJECT").arg(name.captured(2)));
            const bool isObject = object.match(heads).hasMatch();
            objects += isObject;
            QVERIFY2(isObject == !name.captured(1).isEmpty(), qPrintable(name.captured(2)));
        }
        QVERIFY(objects > 5);
    }
};
UPDESK_TEST(TestPlurals);
#include "tst_plurals.moc"
