// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/appointment.h"
#include "core/desk/calls.h"
#include "core/desk/contactrows.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customerstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestPeople : public QObject
{
    Q_OBJECT
    static CallLog outcome(TestStore &store, Outcome outcome)
    {
        CallLog call;
        call.outcome = outcome;
        call.dialledAt = store.clock.now();
        store.clock.advance(10 * kSecond);
        call.endedAt = store.clock.now();
        return call;
    }
    static LeadDraft walkIn(const TestStore &store, int i)
    {
        LeadDraft draft = store.webLead(i);
        draft.type = LeadType::WalkIn;
        draft.externalId.clear();
        return draft;
    }
    static bool mayCall(TestStore &store, CustomerId customer)
    {
        return contactable(store->database(), customer)->call;
    }
private Q_SLOTS:
    void anOptOutEndsEveryLeadOfTheCustomerOnAllChannels()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Captured two = store.add(store.webLead(2));
        QVERIFY(merge(*store, two.customer, one.customer));
        QVERIFY(logCall(*store, one.lead, outcome(store, Outcome::DoNotContact)));
        for (const LeadId lead : {one.lead, two.lead}) {
            QCOMPARE(leadNowOf(store->database(), lead)->closed, Closed::Lost);
            for (const Channel channel : {Channel::Phone, Channel::Text, Channel::Email})
                QVERIFY(!mayContact(*store, lead, channel));
        }
        QCOMPARE(store.count("task WHERE deleted=0 AND done_by_activity IS NULL AND dropped=0"), 0);
    }
    void anOptOutOnAMergedRecordBindsTheOneThatLives()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Captured two = store.add(store.webLead(2));
        QVERIFY(merge(*store, two.customer, one.customer));
        QVERIFY(doNotContact(*store, two.customer));
        QVERIFY(!mayCall(store, one.customer));
    }
    void aRefusedNumberIsNotDialledForAnotherCustomerEither()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        LeadDraft shared = store.webLead(2);
        shared.phones = store.webLead(1).phones;
        const Captured two = store.add(shared);
        QVERIFY(two.customer != one.customer);
        QVERIFY(mayContact(*store, two.lead, Channel::Phone));
        QVERIFY(doNotContact(*store, one.customer));
        const auto may = mayContact(*store, two.lead, Channel::Phone);
        QVERIFY(!may);
        QCOMPARE(may.error().subject, QStringLiteral("do_not_contact"));
        QVERIFY(mayContact(*store, two.lead, Channel::Email)); // that address nobody refused
        QVERIFY(undoLast(*store));
        QVERIFY(mayContact(*store, two.lead, Channel::Phone));
    }
    void whoRefusesEveryWayAndAsksAgainIsAManagersDecision()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(doNotContact(*store, one.customer, QStringLiteral("never again")));
        store.clock.advance(kDay);
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("again");
        const Captured two = store.add(again);
        QCOMPARE(two.customer, one.customer);
        QVERIFY(two.lead != one.lead);
        auto now = leadNowOf(store->database(), two.lead);
        QCOMPARE(now->nextKind, Task::Kind::Decide);
        QCOMPARE(now->clock, LeadNow::NoClock);
        QCOMPARE(now->ladderAt, Time(0));
        QVERIFY(now->place.group > 1 && now->place.group < kClosedGroup);
        QCOMPARE(store.count("task WHERE kind=0 AND dropped=0 AND done_by_activity IS NULL"), 0);
        const auto told = notices(store->database(), store.mike);
        QCOMPARE(told->front().kind, Notice::Kind::ToDecide);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
        QVERIFY(closeLead(*store, two.lead, Closed::Lost, QStringLiteral("other")));
        QVERIFY(reopenLead(*store, two.lead));
        now = leadNowOf(store->database(), two.lead);
        QCOMPARE(now->nextKind, Task::Kind::Decide);
    }
    void whoRefusesOnlyCallsIsWrittenToAndIsNotCalledToConfirm()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(doDeed(*store, "no calls", {}, [&](Transaction &tx) {
            Consent no;
            no.id = {tx.freshId()};
            no.customer = one.customer;
            no.channel = int(Channel::Phone);
            no.state = Consent::State::No;
            no.at = tx.now();
            return apply(tx, put(kConsent, no));
        }));
        QVERIFY(closeLead(*store, one.lead, Closed::Lost, QStringLiteral("other")));
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("again");
        const Captured two = store.add(again);
        const auto now = leadNowOf(store->database(), two.lead);
        QCOMPARE(now->nextKind, Task::Kind::Email);
        QCOMPARE(now->clock, LeadNow::Running); // an e-mail may answer it
        CallLog call = outcome(store, Outcome::VisitSet);
        call.appointment = store.clock.now() + 3 * kDay;
        const auto logged = logCall(*store, two.lead, call);
        QVERIFY(logged && logged->lastAttempt);
        QCOMPARE(logged->nextDue, Time(0));
        QCOMPARE(store.count("task WHERE channel=1 AND dropped=0 AND done_by_activity IS NULL AND lead_id=x'"
                     + two.lead.value.hex() + "'"),
            0);
        QCOMPARE(store.count("appointment WHERE state=0"), 1);
    }
    void anOptOutDoneAgainCountsAgain()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(doNotContact(*store, one.customer));
        QVERIFY(undoLast(*store));
        QVERIFY(mayCall(store, one.customer));
        QVERIFY(redoLast(*store));
        QVERIFY(!mayCall(store, one.customer));
        QVERIFY(undoLast(*store));
        QVERIFY(mayCall(store, one.customer));
    }
    void anUndoneMergeGivesEachRecordItsOwnRefusal()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Captured two = store.add(store.webLead(2));
        QVERIFY(doNotContact(*store, two.customer, QStringLiteral("never again")));
        QVERIFY(merge(*store, two.customer, one.customer));
        QVERIFY(!mayCall(store, one.customer));
        QVERIFY(undoLast(*store));
        QVERIFY(mayCall(store, one.customer));
        QVERIFY(!mayCall(store, two.customer));
        QVERIFY(redoLast(*store));
        QVERIFY(!mayCall(store, one.customer));
    }
    void whatCannotBeTakenBackDoesNotBarWhatCan()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Captured two = store.add(store.webLead(2));
        QVERIFY(addNote(*store, two.lead, QStringLiteral("likes blue")));
        QVERIFY(doNotContact(*store, one.customer, QStringLiteral("stop")));
        QCOMPARE(undoLast(*store).error().code, Error::Code::Denied);
        QVERIFY(undoLast(*store));
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 0);
    }
    void aDeedTakenBackByItsToastIsNotTakenBackTwice()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const auto note = addNote(*store, one.lead, QStringLiteral("likes blue"));
        QVERIFY(undoDeed(*store, *note));
        QVERIFY(redoLast(*store));
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 1);
        QVERIFY(undoLast(*store));
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 0);
    }
    void anotherPersonDoesNotTakeMyDeedsBack()
    {
        TestStore store;
        store.add(store.webLead(1));
        store->setPerson(store.omar);
        QCOMPARE(undoLast(*store).error().code, Error::Code::NotFound);
    }
    void aMergeAnswersTheSuspicionAndKeepsBothOpenLeads()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        LeadDraft like = store.webLead(1);
        like.externalId = QStringLiteral("other");
        like.phones = {{{}, QStringLiteral("+15552999999"), {}, PhoneKind::Mobile}};
        like.emails = {};
        const Captured two = store.add(like);
        QVERIFY(two.customer != one.customer);
        QCOMPARE(customerCard(store->database(), two.customer)->maybeSame.size(), size_t(1));
        QVERIFY(merge(*store, one.customer, two.customer));
        QVERIFY(customerCard(store->database(), two.customer)->maybeSame.empty());
        QCOMPARE(store.count("lead_now WHERE grp<9 AND customer_id=x'" + two.customer.value.hex() + "'"), 2);
        QVERIFY(undoLast(*store));
        QCOMPARE(customerCard(store->database(), two.customer)->maybeSame.size(), size_t(1));
    }
    void twoHouseholdsBecomeOneAndNobodyStaysBehind()
    {
        TestStore store;
        std::vector<CustomerId> people;
        for (int i = 1; i <= 4; ++i)
            people.push_back(store.add(store.webLead(i)).customer);
        QVERIFY(linkHousehold(*store, people[0], people[1]));
        QVERIFY(linkHousehold(*store, people[2], people[3]));
        QVERIFY(linkHousehold(*store, people[0], people[2]));
        for (const CustomerId &person : people)
            QCOMPARE(customerCard(store->database(), person)->householdOthers, 3);
        QVERIFY(!linkHousehold(*store, people[0], people[0]));
        QVERIFY(undoLast(*store));
        QCOMPARE(customerCard(store->database(), people[3])->householdOthers, 1);
    }
    void anyoneIsFoundByNamePhoneAndMailAlsoUnderAnOldRecord()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Captured two = store.add(store.webLead(2));
        QVERIFY(merge(*store, two.customer, one.customer));
        const QString name = customerCard(store->database(), one.customer)->customer.full.toUpper();
        for (const QString &text : {name, name.section(u' ', 1), name.left(3), QStringLiteral("555201"),
                 QStringLiteral("010001"), QStringLiteral("person1@"), QStringLiteral("person2@exa")}) {
            const auto found = findCustomers(store->database(), text);
            QVERIFY2(found && found->size() == 1, qPrintable(text));
            QCOMPARE(found->front().customer, one.customer);
        }
        for (const char *text : {"", "  ", "12", "%", "' OR 1=1 --", "@"})
            QVERIFY2(findCustomers(store->database(), QString::fromLatin1(text)), text);
        QVERIFY(findCustomers(store->database(), QString(100'000, u'x'))->empty());
    }
    void aLostLeadIsReopenedByAPromiseAndBySilenceNot()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(closeLead(*store, one.lead, Closed::Lost, QStringLiteral("price")));
        QVERIFY(!closeLead(*store, one.lead, Closed::Bad, QStringLiteral("spam")));
        QVERIFY(!snooze(*store, one.lead, store.clock.now() + kHour));
        const auto silent = logCall(*store, one.lead, outcome(store, Outcome::NoAnswer));
        QVERIFY(silent && silent->lastAttempt);
        QCOMPARE(store.count("task WHERE done_by_activity IS NULL AND dropped=0"), 0);
        CallLog call = outcome(store, Outcome::CallBack);
        call.callBack = store.clock.now() + kHour;
        QVERIFY(logCall(*store, one.lead, call));
        const auto now = leadNowOf(store->database(), one.lead);
        QCOMPARE(now->closed, Closed::Open);
        QVERIFY(now->promised);
        QCOMPARE(now->nextDue, call.callBack);
    }
    void aRepeatInquiryOnAClosedLeadIsANewOpportunity()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(closeLead(*store, one.lead, Closed::Lost, QStringLiteral("price")));
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("later");
        const Captured two = store.add(again);
        QCOMPARE(two.how, Captured::How::KnownCustomer);
        QVERIFY(two.lead != one.lead);
        QCOMPARE(two.customer, one.customer);
    }
    void aCallLongBeforeDoesNotFinishTheConfirmationAndANewVisitReplacesTheOld()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(bookVisit(*store, one.lead, store.clock.now() + 3 * kDay, {}));
        QVERIFY(logCall(*store, one.lead, outcome(store, Outcome::NoAnswer)));
        const auto now = leadNowOf(store->database(), one.lead);
        QVERIFY(now->confirmDue > store.clock.now());
        QVERIFY(bookVisit(*store, one.lead, store.clock.now() + 4 * kDay, {}));
        QCOMPARE(store.count("appointment WHERE state=0"), 1);
        QCOMPARE(store.count("appointment WHERE state=5"), 1);
        store.clock.set(leadNowOf(store->database(), one.lead)->confirmDue);
        QVERIFY(logCall(*store, one.lead, outcome(store, Outcome::NoAnswer)));
        // They were not reached: the question is asked once more, on Monday, for the store is closed on Sundays.
        const Time opens = (*store->rules())->hours.nextOpening(store.clock.now() + 2 * kHour);
        QVERIFY(opens > store.clock.now() + 2 * kHour);
        QCOMPARE(leadNowOf(store->database(), one.lead)->confirmDue, opens);
        QVERIFY(closeLead(*store, one.lead, Closed::Lost, QStringLiteral("price")));
        QCOMPARE(store.count("appointment WHERE state=6"), 1);
        QVERIFY(undoLast(*store));
        QCOMPARE(leadNowOf(store->database(), one.lead)->stage, Stage::VisitSet);
    }
    void aWrongNumberMarksTheOneThatIsDialled()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.phones.insert(draft.phones.begin(), {QStringLiteral("call me"), {}, {}, PhoneKind::Unknown});
        const Captured one = store.add(draft);
        QVERIFY(logCall(*store, one.lead, outcome(store, Outcome::WrongNumber)));
        QCOMPARE(store.count("phone WHERE bad=1 AND e164<>''"), 1);
        QCOMPARE(leadNowOf(store->database(), one.lead)->nextKind, Task::Kind::FindContact);
        QCOMPARE(mayContact(*store, one.lead, Channel::Phone).error().subject, QStringLiteral("no_phone"));
    }
    void aClockSetBackLosesNoCall()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = store.clock.now() + kHour;
        const auto logged = logCall(*store, one.lead, call);
        QVERIFY(logged && !logged->verified);
        call.dialledAt = 0;
        call.told = leadNowOf(store->database(), one.lead)->received - kMinute;
        QVERIFY(!logCall(*store, one.lead, call));
    }
    void aCallDialledBeforeTheInquiryCameIsRefused()
    {
        TestStore store;
        store.clock.advance(kDay);
        const Captured one = store.add(store.webLead(1));
        store.clock.advance(kMinute);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = 1'000'000;
        const auto logged = logCall(*store, one.lead, call);
        QVERIFY(!logged);
        QCOMPARE(logged.error().code, Error::Code::Invalid);
        QCOMPARE(logged.error().subject, QStringLiteral("dialled"));
        QCOMPARE(store.count("activity WHERE kind=0"), 0);
        store.clock.advance(-kHour); // set back since: the call is kept, whatever its time is worth
        call.dialledAt = store.clock.now();
        QVERIFY(logCall(*store, one.lead, call));
    }
    void aVisitorWithoutAPersonWaitsUntilSomebodyHasThem()
    {
        TestStore store;
        QVERIFY(doDeed(*store, "rules", {}, [](Transaction &tx) -> Result<void> {
            const auto rules = loadAll(tx.database(), kRouteRule);
            RouteRuleRow off = rules->front();
            off.active = false;
            return apply(tx, set(kRouteRule, rules->front(), off));
        }));
        store->setPerson({});
        const Captured one = store.add(walkIn(store, 1));
        QVERIFY(one.owner.isNull());
        QCOMPARE(leadNowOf(store->database(), one.lead)->place.group, 0);
        store->setPerson(store.mike);
        const std::array leads{one.lead};
        QVERIFY(assign(*store, leads, store.omar));
        QVERIFY(leadNowOf(store->database(), one.lead)->place.group > 0);
        QVERIFY(undoLast(*store));
        QCOMPARE(leadNowOf(store->database(), one.lead)->place.group, 0);
    }
    void undoingAnAssignmentTakesItsNoticesBackUnlessSeen()
    {
        TestStore store;
        CaptureChoices dana;
        dana.owner = store.dana;
        const Captured one = store.add(store.webLead(1), dana);
        store->setPerson(store.mike);
        const std::array leads{one.lead};
        store.clock.advance(kMinute);
        QVERIFY(assign(*store, leads, store.omar));
        QCOMPARE(*unseenNotices(store->database(), store.omar), 1);
        QVERIFY(markNoticesSeen(store->database(), store.omar));
        QVERIFY(undoLast(*store));
        QCOMPARE(*unseenNotices(store->database(), store.dana), 0);
        QCOMPARE(notices(store->database(), store.omar)->size(), size_t(1));
    }
    void markingUnverifiedTwiceIsRefused()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(logCall(*store, one.lead, outcome(store, Outcome::NoAnswer)));
        QVERIFY(markUnverified(*store, one.lead));
        QCOMPARE(leadNowOf(store->database(), one.lead)->clock, LeadNow::Running);
        QVERIFY(!markUnverified(*store, one.lead));
        QCOMPARE(leadNowOf(store->database(), one.lead)->attempts, 1);
    }
    void aPhoneUpIsAnsweredAndEndsTheWaitOfTheLeadItJoins()
    {
        TestStore store;
        LeadDraft call = store.webLead(1);
        call.type = LeadType::Phone;
        CaptureChoices keyed;
        keyed.keyed = true;
        const Captured phone = store.add(call, keyed);
        QCOMPARE(leadNowOf(store->database(), phone.lead)->clock, LeadNow::BornStopped);
        QVERIFY(leadNowOf(store->database(), phone.lead)->place.group > 0);
        const Captured web = store.add(store.webLead(2));
        LeadDraft again = store.webLead(2);
        again.type = LeadType::Phone;
        again.externalId.clear();
        store.clock.advance(kMinute);
        QCOMPARE(store.add(again, keyed).lead, web.lead);
        const auto now = leadNowOf(store->database(), web.lead);
        QCOMPARE(now->clock, LeadNow::Stopped);
        QCOMPARE(now->firstEvidence, Evidence::Told); // hollow and counted apart: nobody dialled from here
        QVERIFY(now->place.group > 0);
        QCOMPARE(now->stage, Stage::Contacted);
    }
    void aFormBegunBeforeTheInquiryAnswersItWhenSaved()
    {
        for (const LeadType type : {LeadType::Phone, LeadType::WalkIn}) {
            TestStore store;
            const Time begun = store.clock.now();
            store.clock.advance(2 * kMinute);
            const Captured web = store.add(store.webLead(1));
            store.clock.advance(3 * kMinute);
            LeadDraft met = store.webLead(1);
            met.type = type;
            met.externalId.clear();
            met.received = begun;
            CaptureChoices keyed;
            keyed.keyed = true;
            QCOMPARE(store.add(met, keyed).lead, web.lead);
            const auto now = leadNowOf(store->database(), web.lead);
            QCOMPARE(now->firstEvidence, Evidence::Told);
            QCOMPARE(now->firstHuman, store.clock.now());
            QCOMPARE(store.count("visit WHERE arrived=" + QByteArray::number(begun)), int(type == LeadType::WalkIn));
        }
    }
    void whoAsksAgainOfSomebodyWhoLeftIsGivenToSomebodyElse()
    {
        TestStore store;
        CaptureChoices omars;
        omars.owner = store.omar;
        const Captured one = store.add(store.webLead(1), omars);
        QVERIFY(doDeed(*store, "left", {}, [&](Transaction &tx) -> Result<void> {
            const auto omar = load(tx.database(), kPerson, store.omar.value);
            Person gone = *omar;
            gone.active = false;
            return apply(tx, set(kPerson, *omar, gone));
        }));
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("again");
        QCOMPARE(store.add(again).lead, one.lead);
        QCOMPARE(leadNowOf(store->database(), one.lead)->owner, store.dana);
    }
    void aLeadThatCrossesIntoAHigherTierIsTold()
    {
        TestStore store;
        CaptureChoices omars;
        omars.owner = store.omar;
        LeadDraft vague = store.webLead(1);
        vague.timeframeDays = -1;
        vague.asks = 0;
        vague.wants.clear();
        const Captured one = store.add(vague, omars);
        const auto before = leadNowOf(store->database(), one.lead);
        LeadDraft sure = store.webLead(1);
        sure.externalId = QStringLiteral("sure");
        sure.preApproved = true;
        store.add(sure);
        const auto after = leadNowOf(store->database(), one.lead);
        QVERIFY(after->tier > before->tier);
        QCOMPARE(store.count("score_log"), 2);
        QCOMPARE(store.count("notice WHERE kind=" + QByteArray::number(int(Notice::Kind::TierUp))), 1);
    }
};
UPDESK_TEST(TestPeople);
#include "tst_people.moc"
