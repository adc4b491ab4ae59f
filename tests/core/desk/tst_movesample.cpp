// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/buyerfacts.h"
#include "core/desk/calls.h"
#include "core/desk/cobuyer.h"
#include "core/desk/drafts.h"
#include "core/desk/garage.h"
#include "core/desk/leadverbs.h"
#include "core/desk/movesample.h"
#include "core/desk/sample.h"
#include "core/desk/setup.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// A sample as it is made, and a store of one's own beside it.
class TwoStores
{
public:
    TwoStores()
    {
        SampleOrder order;
        order.now = clock.now();
        const auto config = setupConfig(exampleSetup(), clock.now());
        if (!makeSample(samplePath, order) || !config || !makeStore(ownPath, clock, *config))
            qFatal("two stores");
        sample = opened(samplePath);
        own = opened(ownPath);
    }
    std::unique_ptr<Session> opened(const QString &path)
    {
        auto session = Session::open(path, clock);
        if (!session)
            qFatal("open");
        const auto rules = (*session)->rules();
        (*session)->setPerson((*rules)->people.front().id);
        return std::move(*session);
    }
    /// A walk-in typed over the sample.
    Captured walkIn(const char *name, const char *phone)
    {
        LeadDraft draft;
        draft.full = QString::fromLatin1(name);
        draft.phones = {{QString::fromLatin1(phone), {}, {}, PhoneKind::Mobile}};
        draft.type = LeadType::WalkIn;
        draft.source = QStringLiteral("Drive by");
        draft.comments = QStringLiteral("wants a blue one");
        draft.timeframeDays = 7;
        VehicleDraft want;
        want.year = 2026;
        want.make = QStringLiteral("Toyota");
        want.model = QStringLiteral("RAV4");
        draft.wants = {want};
        VehicleDraft trade;
        trade.year = 2016;
        trade.make = QStringLiteral("Honda");
        draft.trades = {trade};
        CaptureChoices choices;
        choices.keyed = true;
        const auto made = capture(*sample, draft, choices);
        if (!made)
            qFatal("capture");
        clock.advance(kMinute);
        return *made;
    }
    static qint64 count(Session &session, const QByteArray &sql)
    {
        Query q = session.database().once("SELECT count(*) FROM " + sql);
        return q.next() ? q.number(0) : -1;
    }
    QTemporaryDir dir;
    FakeClock clock;
    QString samplePath = dir.filePath(QStringLiteral("sample.updesk"));
    QString ownPath = dir.filePath(QStringLiteral("store.updesk"));
    std::unique_ptr<Session> sample, own;
};

class TestMoveSample : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSampleAsItWasMadeHoldsNothingOfOnesOwn()
    {
        TwoStores two;
        const auto added = addedByHand(two.sample->database());
        QVERIFY(added);
        QVERIFY(added->isEmpty());
        QVERIFY(added->notes.empty());
        QVERIFY(TwoStores::count(*two.sample, "lead") > 100);
        const auto moved = moveByHand(*two.sample, *two.own);
        QVERIFY(moved);
        QCOMPARE(moved->leads, 0);
        QCOMPARE(TwoStores::count(*two.own, "lead"), 0);
    }
    void aWalkInIsCapturedAgainWithItsHistory()
    {
        TwoStores two;
        const Captured ana = two.walkIn("Ana Quist", "(555) 555-0142");
        QVERIFY(addNote(*two.sample, ana.lead, QStringLiteral("prefers mornings")));
        QVERIFY(setGrade(*two.sample, ana.lead, 1, QStringLiteral("pays cash")));
        const auto before = leadNowOf(two.sample->database(), ana.lead);
        const auto moved = moveByHand(*two.sample, *two.own);
        QVERIFY(moved);
        QCOMPARE(moved->leads, 1);
        Session &own = *two.own;
        QCOMPARE(TwoStores::count(own, "customer WHERE full_name='Ana Quist'"), 1);
        QCOMPARE(TwoStores::count(own, "phone WHERE e164='+15555550142'"), 1);
        QCOMPARE(TwoStores::count(own, "lead WHERE comments='wants a blue one' AND grade_set=1"), 1);
        QCOMPARE(TwoStores::count(own, "want WHERE model='RAV4'"), 1);
        QCOMPARE(TwoStores::count(own, "trade WHERE make='Honda'"), 1);
        QCOMPARE(TwoStores::count(own, "visit"), 1);
        QCOMPARE(TwoStores::count(own, "activity WHERE body='prefers mornings'"), 1);
        QCOMPARE(TwoStores::count(own, "deed WHERE verb='capture'"), 1); // a real deed, with its log
        QCOMPARE(own.database().once("SELECT count(*) FROM lead_now").next(), true);
        Query q = own.database().once("SELECT received FROM lead");
        QVERIFY(q.next());
        QCOMPARE(q.number(0), before->received);
    }
    void whatTheyDriveAndWhoBuysAlongComesOnceAndInventedPeopleDoNot()
    {
        TwoStores two;
        const Captured ana = two.walkIn("Ana Quist", "(555) 555-0142"),
                       cleo = two.walkIn("Cleo Hart", "(555) 555-0144");
        const Captured ben = two.walkIn("Ben Moor", "(555) 555-0143"); // comes later than who buys along with him
        GarageRow car;
        car.vehicle.year = 2016;
        car.vehicle.make = QStringLiteral("Honda");
        car.loan.lender = QStringLiteral("Elm Bank");
        QVERIFY(saveVehicle(*two.sample, ana.customer, {}, car));
        QVERIFY(sayBuyerFacts(*two.sample, cleo.lead, {.decides = Decides::Others}));
        QVERIFY(commitDeed(*two.sample, "test", [&](Transaction &tx) -> Result<void> { // before a trade was named
            const auto lead = load(tx.database(), kLead, cleo.lead.value);
            Lead said = *lead;
            said.noTrade = true;
            return apply(tx, set(kLead, *lead, said));
        }));
        QVERIFY(setCoBuyer(*two.sample, ana.lead, ben.customer));
        QVERIFY(addCoBuyer(*two.sample, ben.lead, QStringLiteral("Nadia Moor")));
        Query q = two.sample->database().once("SELECT customer_id FROM lead ORDER BY received LIMIT 1");
        QVERIFY(q.next());
        QVERIFY(setCoBuyer(*two.sample, cleo.lead, {q.id(0)}));
        for (int n = 0; n < 2; ++n)
            QVERIFY(moveByHand(*two.sample, *two.own));
        Session &own = *two.own;
        QCOMPARE(TwoStores::count(own,
                     "owned_vehicle v JOIN customer c ON c.id=v.customer_id"
                     " WHERE v.make='Honda' AND c.full_name='Ana Quist'"),
            1);
        QCOMPARE(TwoStores::count(own, "owned_vehicle"), 1);
        QCOMPARE(
            TwoStores::count(own, "loan l JOIN owned_vehicle v ON v.id=l.owned_vehicle_id WHERE l.lender='Elm Bank'"),
            1);
        QCOMPARE(TwoStores::count(own, "customer"), 4);
        for (const char *pair : {"c.full_name='Ana Quist' AND b.full_name='Ben Moor'",
                 "c.full_name='Ben Moor' AND b.full_name='Nadia Moor'"})
            QCOMPARE(TwoStores::count(own,
                         "lead l JOIN customer c ON c.id=l.customer_id JOIN customer b ON b.id=l.co_buyer_id WHERE "
                             + QByteArray(pair)),
                1);
        QCOMPARE(TwoStores::count(own, "lead WHERE co_buyer_id IS NOT NULL"), 2);
        QCOMPARE(TwoStores::count(own,
                     "lead l JOIN customer c ON c.id=l.customer_id WHERE c.full_name='Cleo Hart' AND l.no_trade=1 AND "
                     "l.decides=2"),
            1);
        QCOMPARE(TwoStores::count(own, "lead WHERE no_trade<>0"), 1);
    }
    void movingTwiceMovesOnce()
    {
        TwoStores two;
        const Captured ana = two.walkIn("Ana Quist", "(555) 555-0142");
        QVERIFY(addNote(*two.sample, ana.lead, QStringLiteral("prefers mornings")));
        two.walkIn("Ben Moor", "(555) 555-0143");
        QVERIFY(moveByHand(*two.sample, *two.own));
        const auto again = moveByHand(*two.sample, *two.own);
        QVERIFY(again);
        QCOMPARE(again->leads, 0);
        QCOMPARE(again->known, 2);
        QCOMPARE(TwoStores::count(*two.own, "lead"), 2);
        QCOMPARE(TwoStores::count(*two.own, "activity WHERE body='prefers mornings'"), 1);
    }
    void aMoveThatWasCutOffIsDoneAgain()
    {
        TwoStores two;
        two.walkIn("Ana Quist", "(555) 555-0142");
        two.walkIn("Ben Moor", "(555) 555-0143");
        // Ben cannot be written: the disk is full, say. Ana is whole, Ben is not there at all.
        QVERIFY(two.own->database().execute("CREATE TRIGGER full BEFORE INSERT ON customer WHEN new.first='Ben'"
                                            " BEGIN SELECT RAISE(FAIL, 'full'); END"));
        QVERIFY(!moveByHand(*two.sample, *two.own));
        QCOMPARE(TwoStores::count(*two.own, "lead"), 1);
        QCOMPARE(TwoStores::count(*two.own, "activity WHERE kind=3"), 1);
        QVERIFY(QFile::exists(two.samplePath));
        QVERIFY(two.own->database().execute("DROP TRIGGER full"));
        const auto again = moveByHand(*two.sample, *two.own);
        QVERIFY(again);
        QCOMPARE(again->leads, 1);
        QCOMPARE(TwoStores::count(*two.own, "lead"), 2);
    }
    void whatWasTakenBackStaysBehind()
    {
        TwoStores two;
        two.walkIn("Ana Quist", "(555) 555-0142");
        QVERIFY(undoLast(*two.sample));
        const auto added = addedByHand(two.sample->database());
        QVERIFY(added);
        QVERIFY(added->isEmpty());
    }
    void aVisitOfSomebodyOfTheSampleComesWithWhatWasTypedThen()
    {
        TwoStores two;
        Query q = two.sample->database().once("SELECT p.e164, c.full_name FROM lead_now n JOIN phone p ON "
                                              "p.customer_id=n.customer_id JOIN customer c ON c.id=n.customer_id"
                                              " WHERE n.closed=0 AND p.bad=0 AND p.e164<>'' AND p.deleted=0 LIMIT 1");
        QVERIFY(q.next());
        const QByteArray phone = q.bytes(0), name = q.bytes(1);
        const Captured joined = two.walkIn(name.constData(), phone.constData());
        QVERIFY(joined.how != Captured::How::NewCustomer);
        const auto moved = moveByHand(*two.sample, *two.own);
        QVERIFY(moved);
        QCOMPARE(moved->leads, 1);
        Query kept = two.own->database().once("SELECT comments FROM lead");
        QVERIFY(kept.next());
        QCOMPARE(kept.text(0), QStringLiteral("wants a blue one"));
    }
    void halfTypedFormsComeToo()
    {
        TwoStores two;
        SavedDraft draft;
        draft.id = newId(two.clock.now());
        draft.begun = two.clock.now();
        draft.fields = {{QStringLiteral("first"), QStringLiteral("Sam")}};
        QVERIFY(saveDraft(*two.sample, draft));
        const auto added = addedByHand(two.sample->database());
        QVERIFY(added && !added->isEmpty());
        QVERIFY(moveByHand(*two.sample, *two.own));
        QVERIFY(moveByHand(*two.sample, *two.own));
        QCOMPARE(TwoStores::count(*two.own, "draft WHERE body LIKE '%Sam%'"), 1);
    }
    void onlyASampleIsRemoved()
    {
        TwoStores two;
        QVERIFY(!moveByHand(*two.own, *two.sample));
        two.sample.reset();
        two.own.reset();
        QCOMPARE(removeSample(two.ownPath, two.clock).error().code, Error::Code::Denied);
        QVERIFY(QFile::exists(two.ownPath));
        QVERIFY(removeSample(two.samplePath, two.clock));
        QVERIFY(QDir(two.dir.path()).entryList({QStringLiteral("sample*")}).isEmpty());
        QCOMPARE(removeSample(two.samplePath, two.clock).error().code, Error::Code::NotFound);
    }
};
UPDESK_TEST(TestMoveSample);
#include "tst_movesample.moc"
