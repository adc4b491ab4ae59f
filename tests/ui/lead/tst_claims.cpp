// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/lead/writingdesk.h"

using namespace updesk;

/// What a person writes of cars, prices and payments beside what is so (F62).
class TestComposerClaims : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    void F62_typedClaimsStandBesideTheLiveFigureAndKeepItFromLeaving_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told");
        QTest::newRow("count") << words("Only 77 left!") << words("“77 left”");
        QTest::newRow("one") << words("Just two left.") << words("“two left”");
        QTest::newRow("payment") << words("For the same payment.") << words("“same payment”");
        QTest::newRow("rate") << words("With 0 % financing.") << words("“0 % financing”");
        QTest::newRow("rebate") << words("With a rebate.") << words("“rebate”");
    }
    void F62_typedClaimsStandBesideTheLiveFigureAndKeepItFromLeaving()
    {
        QFETCH(QString, typed);
        QFETCH(QString, told);
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(words("Dana at Northgate Motors. ") + typed);
        QVERIFY2(desk.words("lead.composer.snag").contains(told), qPrintable(desk.words("lead.composer.snag")));
        QVERIFY(!desk.find<QWidget>("lead.composer.send")->isEnabled());
        desk.send();
        QCOMPARE(desk.count("message"), 0);
        desk.write(words("Dana at Northgate Motors. It is here."));
        QVERIFY(desk.find<QWidget>("lead.composer.send")->isEnabled());
    }
    void F62_anAmountOfOnesOwnIsFlaggedAndMayGo()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(words("Dana at Northgate Motors. I can do $31,900."));
        QVERIFY2(desk.words("lead.composer.note").contains(words("“$31,900” is your own figure")),
            qPrintable(desk.words("lead.composer.note")));
        QVERIFY(desk.find<QWidget>("lead.composer.send")->isEnabled());
    }
};

UPDESK_TEST(TestComposerClaims);
#include "tst_claims.moc"
