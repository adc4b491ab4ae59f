// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/compare.h"
#include "tests/core/sync/talker.h"
#include "tests/support/suite.h"

using namespace updesk;

/// A change that the server has, of which the desk does not know it: the answer did not come. What others do to the row
/// before it asks again lies under its own value, and stands once the server has said so.
class TestRepeated : public QObject
{
    Q_OBJECT
    static void loseAnswer(Talker &desk)
    {
        desk.way = Line::Way::Deaf;
        QVERIFY(!desk.talk());
        desk.way = Line::Way::Open;
    }
    static bool isSound(Talker &desk)
    {
        const auto faults = compareLogWithRows(*desk.desk.database);
        return faults && faults->empty();
    }
private Q_SLOTS:
    void whatOthersDidMeanwhileStandsThoughAnotherDeedIsInTheWay()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        const Customer row = ann.adds("Ann");
        loseAnswer(ann);
        QVERIFY(bob.talk());
        bob.renames(row, "Eva");
        QVERIFY(bob.talk());
        server.chokesOn = "bad";
        ann.adds("bad");
        const auto failed = ann.talk();
        QVERIFY(failed && failed->notTaken);
        QCOMPARE(ann.names(), QByteArray("Ann bad")); // nothing has said that hers came first
        QVERIFY(isSound(ann));
        QVERIFY(ann.settled() > 0);
        QCOMPARE(ann.names(), QByteArray("Eva bad"));
        QVERIFY(isSound(ann));
    }
    void whatOthersDidWhileThePersonWasAwayStands()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        const Customer row = ann.adds("Ann");
        QVERIFY(ann.talk());
        QVERIFY(bob.talk());
        const Customer anna = ann.renames(row, "Anna");
        loseAnswer(ann);
        QVERIFY(bob.talk());
        bob.desk.clock.advance(kMinute);
        bob.renames(anna, "Eva");
        QVERIFY(bob.talk());
        ann.way = Line::Way::Absent;
        QVERIFY(ann.talk());
        QCOMPARE(ann.names(), QByteArray("Anna"));
        ann.way = Line::Way::Open;
        QVERIFY(ann.talk());
        QCOMPARE(bob.names(), QByteArray("Eva"));
        QCOMPARE(ann.names(), QByteArray("Eva"));
        QVERIFY(isSound(ann));
    }
    void aLaterChangeOfOnesOwnStaysOnTop()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        const Customer row = ann.adds("Ann");
        loseAnswer(ann);
        QVERIFY(bob.talk());
        bob.renames(row, "Eva");
        QVERIFY(bob.talk());
        ann.way = Line::Way::Absent;
        QVERIFY(ann.talk());
        ann.desk.clock.advance(kMinute);
        ann.renames(row, "Anna");
        ann.way = Line::Way::Open;
        QVERIFY(ann.talk());
        QVERIFY(bob.talk());
        QCOMPARE(ann.names(), QByteArray("Anna"));
        QCOMPARE(bob.names(), QByteArray("Anna"));
    }
    void aRowThatAnotherRemovedMeanwhileIsNoFaultOfTheLog()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        const Customer row = ann.adds("Ann");
        loseAnswer(ann);
        QVERIFY(bob.talk());
        QVERIFY(bob.write(remove(kCustomer, row.id.value)));
        QVERIFY(bob.talk());
        ann.way = Line::Way::Absent;
        QVERIFY(ann.talk());
        QVERIFY(isSound(ann));
        ann.way = Line::Way::Open;
        QVERIFY(ann.talk());
        QCOMPARE(ann.desk.list("SELECT deleted FROM customer"), QByteArray("1\n"));
        QVERIFY(isSound(ann));
    }
};

UPDESK_TEST(TestRepeated);
#include "tst_repeated.moc"
