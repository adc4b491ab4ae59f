// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

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
        QVERIFY(text.count("<message") >= 38);
        QVERIFY(!text.contains("type=\"unfinished\""));
        for (const QByteArray &line : text.split('\n'))
            QVERIFY2(!(line.contains("<numerusform>") && line.contains("(s)")), line.constData());
    }
};
UPDESK_TEST(TestPlurals);
#include "tst_plurals.moc"
