// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/leads/leadnowstore.h"
#include "core/store/check.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// Who may act for a shared store, and what becomes of those who may no longer.
class TestLease : public QObject
{
    Q_OBJECT
    static QByteArray code(Activity::Code code) { return "activity WHERE code=" + QByteArray::number(int(code)); }
    static QByteArray kind(Notice::Kind kind) { return "notice WHERE kind=" + QByteArray::number(int(kind)); }
    static LeadId onlyLead(HostDesk &desk)
    {
        Query q = desk.session->database().query("SELECT id FROM lead");
        return {q.next() ? q.id(0) : Id{}};
    }
    static QByteArray document()
    {
        return "<?xml version=\"1.0\"?><?adf version=\"1.0\"?><adf><prospect><id source=\"Website\">A-1</id>"
               "<requestdate>2026-03-12T09:30:00-04:00</requestdate><vehicle interest=\"buy\" status=\"new\">"
               "<year>2026</year><make>Honda</make><model>Civic</model></vehicle><customer><contact>"
               "<name part=\"full\">Rosa Diaz</name><phone>212 555 0188</phone><email>rosa@example.com</email>"
               "</contact><comments>Is it there?</comments></customer><provider><name>Website</name></provider>"
               "</prospect></adf>";
    }

private Q_SLOTS:
    void oneHoldsItAndAnotherHasItAtOnceWhenItIsGivenBack()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        HostDesk one(server, lone->clock, "host"), two(server, lone->clock, "hop");
        QVERIFY(!one.lease->turn(false).changed); // not able: not asked for
        const Lease::Turn first = one.lease->turn(true);
        QVERIFY(first.changed && first.state.mayAct());
        const Time left = first.state.until - running();
        QVERIFY2(left > 17 * kSecond && left < Lease::kFor, QByteArray::number(left).constData());
        QCOMPARE(two.take(), 0);
        QVERIFY(!one.lease->turn(true).changed);
        QVERIFY(one.lease->giveBack());
        QVERIFY(!one.lease->state().mayAct());
        QCOMPARE(two.take(), first.state.epoch + 1);
    }
    void aLoginThatMayNotHostIsToldAndAsksSeldom()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        HostDesk ann(server, lone->clock, "ann");
        const Lease::Turn refused = ann.lease->turn(true);
        QVERIFY(refused.error);
        QCOMPARE(refused.error->code, Error::Code::Denied);
        QVERIFY(!refused.state.mayAct());
        QVERIFY(!ann.lease->turn(true).error); // not asked again yet
    }
    void aDeskMayHostUnlessItIsToldNotTo()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        HostDesk desk(server, lone->clock, "host");
        QVERIFY(*mayHost(desk.session->database()));
        QVERIFY(setMayHost(desk.session->database(), false));
        QVERIFY(!*mayHost(desk.session->database()));
    }
    void forHowLongNobodyHostsIsSaidToWhoeverServesTheStore()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        const auto chief = server.chief(), ann = server.as("ann"), host = server.as("host");
        const Id desk = Pusher::fresh();
        const auto lasts = [&ann] { return unhostedFor(*ann, SyncServer::kStore)->value_or(-1); };
        const auto takes = [&] { return host->query("SELECT updesk.lease_take(1, 'auto', $1, '20 s')", desk); };
        const auto gives = [&] { return host->query("SELECT updesk.lease_give(1, 'auto', $1)", desk)->flag(0, 0); };
        QVERIFY(lasts() < kMinute); // nobody ever did, since the history began
        QVERIFY(chief->query("UPDATE updesk.op_log SET at=at-interval '1 hour' WHERE store_id=1 AND n=1"));
        QVERIFY(lasts() >= kHour);
        QVERIFY(takes());
        QCOMPARE(lasts(), 0);
        QVERIFY(gives());
        QVERIFY(lasts() < kMinute);
        QVERIFY(takes());
        QVERIFY(chief->query("UPDATE updesk.lease SET until=now()-interval '3 minutes'"));
        QVERIFY(gives()); // it had run out long before
        QVERIFY(lasts() >= 3 * kMinute && lasts() < 4 * kMinute);
        QVERIFY(chief->query("UPDATE updesk.lease SET until='-infinity'")); // given back to an older server
        QVERIFY(lasts() >= kHour);
        QCOMPARE(unhostedFor(*server.as("cy"), SyncServer::kStore).error().code, Error::Code::Denied);
        QVERIFY(chief->execute("DROP FUNCTION updesk.lease_idle"));
        const auto older = unhostedFor(*ann, SyncServer::kStore);
        QVERIFY(older && !*older);
    }
    void withoutTheLeaseADeskMakesNoStep()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        HostDesk desk(server, lone->clock, "host");
        lone->clock.advance(30 * kMinute);
        QVERIFY(makeRound(*desk.session));
        QCOMPARE(desk.count("activity WHERE kind=7"), 0);
        QVERIFY(rescore(desk.session->database(), lone->clock.now() + 90 * kDay, std::nullopt));
        QCOMPARE(desk.count("score_log WHERE cause='quiet_days'"), 0);
        desk.session->setHost({5, running() - 1}); // it has run out
        QVERIFY(makeRound(*desk.session));
        QCOMPARE(desk.count("activity WHERE kind=7"), 0);
        QVERIFY(desk.take() > 0);
        QVERIFY(makeRound(*desk.session));
        QVERIFY(desk.count("activity WHERE kind=7") > 0);
        QCOMPARE(unsent(desk.session->database())->deeds, 1);
        desk.talk();
        QCOMPARE(unsent(desk.session->database())->deeds, 0);
    }
    void theStepsOfAStaleHostComeHome()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        HostDesk one(server, lone->clock, "host"), two(server, lone->clock, "hop");
        const qint64 epoch = one.take();
        lone->clock.advance(11 * kMinute);
        QVERIFY(makeRound(*one.session));
        QCOMPARE(one.count(code(Activity::Code::TakenBack)), 1);
        const PersonId moved = leadNowOf(one.session->database(), onlyLead(one))->owner;
        QVERIFY(one.lease->giveBack());
        QCOMPARE(two.take(), epoch + 1);
        const Exchanged fenced = one.talk();
        QVERIFY(fenced.setbacks > 0 && fenced.news());
        QCOMPARE(one.count("activity WHERE kind=7"), 0);
        QVERIFY(leadNowOf(one.session->database(), onlyLead(one))->owner != moved);
        QCOMPARE(one.count("deed WHERE epoch<0"), 1);
        QCOMPARE(unsent(one.session->database())->deeds, 0);
        QVERIFY(setbacks(one.session->database())->empty()); // nobody keyed it
        QCOMPARE(one.rows(), two.rows());
        QVERIFY(makeRound(*two.session)); // and it is made once, by whoever may
        two.talk();
        one.talk();
        QCOMPARE(one.count(code(Activity::Code::TakenBack)), 1);
        QCOMPARE(one.rows(), two.rows());
        const auto report = checkStore(one.session->database());
        QVERIFY(report && report->sound());
    }
    // The answer was lost with the host: what the server took under the old epoch stays taken.
    void whatWasTakenBeforeTheEpochEndedStays()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        HostDesk one(server, lone->clock, "host"), two(server, lone->clock, "hop");
        QVERIFY(one.take() > 0);
        lone->clock.advance(4 * kMinute);
        QVERIFY(makeRound(*one.session));
        Query before = one.session->database().query("SELECT v FROM state WHERE k='sent'");
        QVERIFY(before.next());
        const QByteArray sent = before.bytes(0);
        QVERIFY(before.done());
        one.talk();
        QVERIFY(one.lease->giveBack());
        QVERIFY(two.take() > 0);
        QVERIFY(one.session->database().execute("UPDATE state SET v=" + sent + " WHERE k='sent'"));
        one.talk();
        QCOMPARE(one.count("activity WHERE kind=7 AND seq>0"), 1);
        QCOMPARE(one.count("deed WHERE epoch<0"), 0);
        two.talk();
        QCOMPARE(one.rows(), two.rows());
    }
    void twoHostsThatKnowNothingOfEachOtherMakeOneRowOfAStep()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        HostDesk one(server, lone->clock, "host"), two(server, lone->clock, "hop");
        for (const Time step : {4 * kMinute, 7 * kMinute}) { // the warning, then the take-back
            lone->clock.advance(step);
            QVERIFY(one.take() > 0);
            QVERIFY(makeRound(*one.session));
            one.talk();
            QVERIFY(one.lease->giveBack());
            QVERIFY(two.take() > 0);
            QVERIFY(makeRound(*two.session)); // before it has pulled
            two.talk();
            QVERIFY(two.lease->giveBack());
            one.talk();
            two.talk();
            QCOMPARE(one.rows(), two.rows());
        }
        for (const auto step : {Activity::Code::OwnerWarned, Activity::Code::TakenBack, Activity::Code::ManagerTold})
            QCOMPARE(two.count(code(step)), 1);
        QCOMPARE(two.count("assignment"), 2); // of the arrival and of the take-back
        QCOMPARE(unsent(two.session->database())->deeds, 0);
    }
    void aStepThatAPersonOvertookIsNotMadeAtAll()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        HostDesk host(server, lone->clock, "host"), meg(server, lone->clock, "meg");
        meg.session->setPerson(server.person("meg"));
        const LeadId lead = onlyLead(host);
        QVERIFY(host.take() > 0);
        lone->clock.advance(11 * kMinute);
        QVERIFY(makeRound(*host.session));
        QCOMPARE(host.count(code(Activity::Code::TakenBack)), 1);
        const PersonId owner = leadNowOf(meg.session->database(), lead)->owner;
        const PersonId to = owner == server.person("ann") ? server.person("bob") : server.person("ann");
        QVERIFY(assign(*meg.session, std::vector{lead}, to, QStringLiteral("she knows them")));
        meg.talk();
        host.talk();
        QCOMPARE(host.count(code(Activity::Code::TakenBack)), 0);
        QCOMPARE(leadNowOf(host.session->database(), lead)->owner, to);
        meg.talk();
        QCOMPARE(host.rows(), meg.rows());
        QVERIFY(setbacks(host.session->database())->empty());
    }
    void peopleOfOtherDesksHearOfItOnce()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        HostDesk host(server, lone->clock, "host"), ann(server, lone->clock, "ann");
        QCOMPARE(ann.count("notice"), 0); // a first fill is no news
        QVERIFY(host.take() > 0);
        for (const Time step : {4 * kMinute, 2 * kMinute}) {
            lone->clock.advance(step);
            QVERIFY(makeRound(*host.session));
        }
        QCOMPARE(host.count(kind(Notice::Kind::ClockClose)), 1);
        host.talk();
        for (int again = 0; again < 3; ++again) {
            ann.talk();
            host.talk();
            for (HostDesk *desk : {&host, &ann}) {
                QCOMPARE(desk->count(kind(Notice::Kind::ClockClose)), 1);
                QCOMPARE(desk->count(kind(Notice::Kind::ClockLate)), host.count(kind(Notice::Kind::ClockLate)));
                QCOMPARE(desk->count(kind(Notice::Kind::BackupNeeded)), 1);
                QVERIFY(desk->session->database().execute("UPDATE state SET v=1 WHERE k='taken.1'")); // a page again
            }
        }
        QVERIFY(host.count(kind(Notice::Kind::ClockLate)) > 0);
    }
    void anOwnerHearsOfALeadThatCameToAnotherDesk()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        HostDesk meg(server, lone->clock, "meg"), ann(server, lone->clock, "ann");
        meg.session->setPerson(server.person("meg"));
        CaptureChoices toAnn;
        toAnn.owner = server.person("ann");
        QVERIFY(capture(*meg.session, lone->webLead(1), toAnn));
        meg.talk();
        ann.talk();
        ann.talk();
        const auto told = notices(ann.session->database(), server.person("ann"));
        QCOMPARE(told->size(), size_t(1));
        QVERIFY(told->front().kind == Notice::Kind::NewLead || told->front().kind == Notice::Kind::HotLead);
        QCOMPARE(told->front().other, server.person("meg"));
        meg.talk();
        QCOMPARE(meg.count("notice WHERE person_id=x'" + server.person("ann").value.hex() + "'"), 1);
        std::vector<LeadId> many; // twelve at once are one line
        for (int i = 2; i < 14; ++i) {
            CaptureChoices toMeg;
            toMeg.owner = server.person("meg");
            many.push_back(capture(*meg.session, lone->webLead(i), toMeg)->lead);
        }
        lone->clock.advance(kMinute);
        QVERIFY(assign(*meg.session, many, server.person("ann"), {}));
        meg.talk();
        ann.talk();
        const auto more = notices(ann.session->database(), server.person("ann"));
        int leads = 0;
        for (const Notice &notice : *more)
            leads += notice.count;
        QCOMPARE(leads, 13); // the first, then twelve
        QVERIFY2(more->size() < 8, QByteArray::number(qsizetype(more->size())).constData());
        QCOMPARE(more->front().kind, Notice::Kind::LeadsGiven);
    }
    void aDocumentThatCameToTwoHostsIsOneLeadAndIsNeverLost()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        HostDesk one(server, lone->clock, "host"), two(server, lone->clock, "hop");
        QVERIFY(takeDocument(*one.session, document(), QStringLiteral("a.xml"), 0));
        lone->clock.advance(kMinute);
        QVERIFY(two.take() > 0);
        QVERIFY(takeDocument(*two.session, document(), QStringLiteral("a.xml"), 0));
        two.talk();
        one.talk(); // has no lease, and its lead must not wait for the next
        QCOMPARE(unsent(one.session->database())->deeds, 0);
        QVERIFY(doDeed(*one.session, "note", {}, [&](Transaction &tx) -> Result<void> {
            Task task;
            task.id = {tx.freshId()};
            task.lead = onlyLead(one);
            return apply(tx, put(kTask, task));
        }));
        one.talk(); // everything else a host's login writes does
        QCOMPARE(unsent(one.session->database())->waiting, 1);
        QVERIFY(two.lease->giveBack());
        QVERIFY(one.take() > 0);
        one.talk();
        QCOMPARE(unsent(one.session->database())->deeds, 0);
        two.talk();
        one.talk();
        for (const char *table : {"lead", "customer", "original", "assignment", "phone", "activity"})
            QCOMPARE(QByteArray(table) + QByteArray::number(one.count(table)), QByteArray(table) + '1');
        QCOMPARE(one.count("task"), 2);
        QCOMPARE(one.rows(), two.rows());
        QVERIFY(setbacks(one.session->database())->empty());
    }
    void underALeaseAPersonsDeskHasTheRightsOfAHost()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        Pusher bob(server, "bob");
        bob.epoch = 1;
        QCOMPARE(Pusher::outcome(bob.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")})),
            QStringLiteral("no answer"));
        QCOMPARE(bob.error.code, Error::Code::Denied);
        NewMember member;
        member.login = QStringLiteral("bob");
        member.store = SyncServer::kStore;
        member.role = QStringLiteral("sales");
        member.hosting = Hosting::Yes;
        QVERIFY(addMember(*server.chief(), member, server.clock.now()));
        HostDesk desk(server, lone->clock, "bob");
        QVERIFY(desk.take() > 0);
        lone->clock.advance(11 * kMinute);
        QVERIFY(makeRound(*desk.session)); // takes a lead that is somebody else's, which a salesperson may not
        desk.talk();
        QCOMPARE(desk.count(code(Activity::Code::TakenBack)), 1);
        QCOMPARE(unsent(desk.session->database())->deeds, 0);
        HostDesk meg(server, lone->clock, "meg");
        QCOMPARE(meg.rows(), desk.rows());
    }
    void theStepsOfALoginThatMayHostNoLongerComeHome()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        NewMember member;
        member.login = QStringLiteral("bob");
        member.store = SyncServer::kStore;
        member.role = QStringLiteral("sales");
        member.hosting = Hosting::Yes;
        QVERIFY(addMember(*server.chief(), member, server.clock.now()));
        HostDesk desk(server, lone->clock, "bob"), meg(server, lone->clock, "meg");
        meg.session->setPerson(server.person("meg"));
        QVERIFY(desk.take() > 0);
        lone->clock.advance(11 * kMinute);
        QVERIFY(makeRound(*desk.session));
        QCOMPARE(desk.count(code(Activity::Code::TakenBack)), 1);
        QVERIFY(capture(*meg.session, lone->webLead(5)));
        meg.talk();
        QVERIFY(server.chief()->execute("REVOKE updesk_auto FROM bob"));
        const Exchanged done = desk.talk();
        QVERIFY(done.setbacks > 0);
        QCOMPARE(desk.count(code(Activity::Code::TakenBack)), 0);
        QCOMPARE(desk.count("lead"), 2);
        QCOMPARE(unsent(desk.session->database())->deeds, 0);
        QCOMPARE(desk.rows(), meg.rows());
        QVERIFY(setbacks(desk.session->database())->empty());
    }
};

UPDESK_TEST(TestLease);
#include "tst_lease.moc"
