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
};
UPDESK_TEST(TestPlurals);
#include "tst_plurals.moc"
