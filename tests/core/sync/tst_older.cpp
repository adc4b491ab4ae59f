// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/derived.h"
#include "core/desk/leadverbs.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "core/leads/timelinerows.h"
#include "core/store/check.h"
#include "core/store/log.h"
#include "core/sync/inbox.h"
#include "core/sync/older.h"
#include "core/sync/oldermarks.h"
#include "core/sync/refill.h"
#include "core/sync/retention.h"
#include "tests/support/oldstore.h"
#include "tests/support/suite.h"

using namespace updesk;

/// History from before a desk's 25 months, asked for and let go of again, at a real PostgreSQL.
class TestOlder : public QObject
{
    Q_OBJECT
    static void fill(SharedDesk &desk)
    {
        for (bool more = true; more;) {
            const Syncer::Turn turn = desk.syncer->turn();
            QVERIFY2(turn.online, qPrintable(turn.error ? turn.error->subject + turn.error->detail : QString()));
            more = turn.done.filling;
        }
    }
    /// All rows by pull alone, whatever their age.
    static void pullAll(SharedDesk &desk)
    {
        QVERIFY(desk.session->database().query("DELETE FROM state WHERE k LIKE 'bring%'").run());
        desk.talk();
    }
    static std::unique_ptr<OlderFetch> asking(SharedDesk &desk, CustomerId customer, int page = 500)
    {
        auto fetch =
            OlderFetch::open(desk.session->database(), desk.place.store, customer, desk.session->person(), page);
        if (!fetch)
            qFatal("fetch");
        return std::move(*fetch);
    }
    static qint64 fetch(SharedDesk &desk, CustomerId customer, int page = 500)
    {
        const auto fetch = asking(desk, customer, page);
        for (;;) {
            const auto whole = desk.syncer->fetch(*fetch);
            if (!whole)
                qFatal("%s %s", qPrintable(whole.error().subject), qPrintable(whole.error().detail));
            if (*whole)
                return fetch->rows();
        }
    }
    static void isSound(SharedDesk &desk)
    {
        const auto report = checkStore(desk.session->database());
        QVERIFY(report);
        for (const auto &fault : report->faults)
            qWarning("%s.%s %lld", qPrintable(fault.table), qPrintable(fault.column), fault.rows);
        QVERIFY(report->sound());
        QCOMPARE(rebuild(desk.session->database(), desk.session->now(), Rebuild::CompareOnly)->differed, 0);
    }
    /// What the queue and the counts beside it are made of.
    static QByteArray figures(SharedDesk &desk)
    {
        Database &database = desk.session->database();
        QByteArray all;
        Query q =
            database.once("SELECT quote(lead_id)||' '||grp||' '||k1||' '||k2||' '||k3||' '||stage||' '||score||' '"
                          "||attempts||' '||next_change||' '||ladder_at FROM lead_now WHERE grp<9 OR next_change>0"
                          " OR ladder_at>0 OR clock_state=1 ORDER BY lead_id");
        while (q.next())
            all += q.bytes(0) + '\n';
        const auto counts = queueCounts(database, {});
        for (const int count : *counts)
            all += QByteArray::number(count) + ' ';
        const auto rows = queueRows(database, {}, 1000);
        for (const auto &row : *rows)
            all += row.now.id.value.hex() + ' ';
        for (const char *table : {"notice", "told", "deed", "setback", "stuck"})
            all += QByteArray(table) + QByteArray::number(desk.count(table)) + ' ';
        return all;
    }
    static qint64 state(SharedDesk &desk, const char *key) { return *desk.session->database().state(key); }

private Q_SLOTS:
    void whatIsAskedForIsTheServersRowByRow()
    {
        OldStore old;
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        pullAll(bob);
        QCOMPARE(ann.count("lead"), bob.count("lead") - 1);
        QCOMPARE(ann.count("activity WHERE at<" + QByteArray::number(old.ended)), 0);
        QCOMPARE(ann.count("original"), 0);
        QCOMPARE(*olderHere(ann.session->database(), old.customer, old.now), OlderHere::Likely);
        QVERIFY(*ann.syncer->misses(old.customer, ann.session->person()));
        QVERIFY(!*ann.syncer->misses(old.other, ann.session->person()));
        const QByteArray before = figures(ann);
        const qint64 cursor = state(ann, "taken.1"), group = state(ann, "taken.0");

        const qint64 rows = fetch(ann, old.customer, 7);

        QVERIFY2(rows > old.activities, qPrintable(QString::number(rows)));
        QVERIFY(ann.rows() == bob.rows());
        QCOMPARE(ann.count("original_part"), 20);
        QCOMPARE(ann.count("lead_now"), bob.count("lead_now"));
        QCOMPARE(figures(ann).split('\n'), before.split('\n'));
        QCOMPARE(state(ann, "taken.1"), cursor);
        QCOMPARE(state(ann, "taken.0"), group);
        QCOMPARE(*olderHere(ann.session->database(), old.customer, old.now), OlderHere::AllHere);
        QVERIFY(!*ann.syncer->misses(old.customer, ann.session->person()));
        isSound(ann);
        const auto lines = timelineRows(ann.session->database(), old.customer, TimelineKind::All, 10'000);
        QVERIFY(lines && int(lines->size()) > old.activities);
        // What happens to them later comes by pull, as to all.
        Pusher meg(old.server, "meg");
        QCOMPARE(Pusher::outcome(meg.push({Pusher::set("lead", old.gone.value, "\"comments\":\"found again\"",
                     "\"comments\":\"Is the XLE on the lot this weekend?\"")})),
            QStringLiteral("ok"));
        ann.talk();
        bob.talk();
        QCOMPARE(ann.count("lead WHERE comments='found again'"), 1);
        QVERIFY(ann.rows() == bob.rows());
        QVERIFY(state(ann, "taken.1") > cursor);
        // Once more it brings the same and changes nothing.
        QCOMPARE(fetch(ann, old.customer), rows);
        QVERIFY(ann.rows() == bob.rows());
    }
    // Cut after every page: what came stays, hangs together, and a second try brings the rest.
    void aFetchThatIsCutIsBegunAnew()
    {
        OldStore old(30);
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        pullAll(bob);
        const QByteArray before = figures(ann);
        int cuts = 0;
        for (bool whole = false; !whole; ++cuts) {
            QVERIFY(cuts < 200);
            const auto remote = connectTo(ann.place, ann.options.password, ann.session->database());
            QVERIFY(remote);
            const auto fetch = asking(ann, old.customer, 5);
            for (int pages = 0; !whole; ++pages) {
                if (pages == cuts)
                    (*remote)->connection().close();
                const auto done = fetch->further(**remote);
                if (!done) {
                    QCOMPARE(done.error().code, Error::Code::Offline);
                    break;
                }
                whole = *done;
            }
            isSound(ann);
            if (whole)
                break;
            QCOMPARE(figures(ann).split('\n'), before.split('\n'));
            QCOMPARE(*olderHere(ann.session->database(), old.customer, old.now), OlderHere::Likely);
            QVERIFY(*ann.syncer->misses(old.customer, ann.session->person()));
        }
        QVERIFY2(cuts > 15, qPrintable(QString::number(cuts)));
        QVERIFY(ann.rows() == bob.rows());
        QCOMPARE(*olderHere(ann.session->database(), old.customer, old.now), OlderHere::AllHere);
    }
    void ofWhomSomebodyWasMergedIntoTheHistoryIsOne()
    {
        OldStore old;
        old.alter("UPDATE updesk.customer SET merged_into='" + old.customer.value.hex() + "' WHERE id='"
            + old.other.value.hex() + "'");
        old.alter("UPDATE updesk.lead SET closed=1, received=7, closed_at=8 WHERE customer_id='" + old.other.value.hex()
            + '\'');
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        pullAll(bob);
        QCOMPARE(ann.count("lead"), bob.count("lead") - 2);
        QVERIFY(fetch(ann, old.customer) > 0);
        QVERIFY(ann.rows() == bob.rows());
        // A record that is merged into this one later brings its own.
        QVERIFY(*isOlderWhole(ann.session->database(), std::vector{old.customer.value, old.other.value}, old.now));
        QVERIFY(!*isOlderWhole(ann.session->database(), std::vector{old.customer.value, Id{{1}}}, old.now));
    }
    void rowsOfAnotherStoreNeverCome()
    {
        OldStore old(20);
        const QByteArray customer = '\'' + old.customer.value.hex() + '\'', gone = '\'' + old.gone.value.hex() + '\'';
        old.alter("INSERT INTO updesk.lead(id,store_id,seq,customer_id,closed,received,closed_at) VALUES"
                  " (gen_random_uuid(),2,1,"
            + customer + ",2,5,6)");
        for (const QByteArray &lead : {gone, QByteArray("NULL")})
            old.alter("INSERT INTO updesk.activity(id,store_id,seq,lead_id,customer_id,at,body) VALUES"
                      " (gen_random_uuid(),2,1,"
                + lead + ',' + customer + ",5,'theirs')");
        SharedDesk ann(old.server, old.clock(), "ann");
        fill(ann);
        fetch(ann, old.customer);
        QVERIFY(ann.count("activity WHERE at<" + QByteArray::number(old.ended)) > 20);
        QCOMPARE(ann.count("activity WHERE store_id<>1 OR body='theirs'"), 0);
        QCOMPARE(ann.count("lead WHERE store_id<>1"), 0);
        // Nor to somebody who belongs to both, for the file is one store's.
        old.alter("INSERT INTO updesk.member(login,store_id,user_id,role) VALUES ('ann',2,'"
            + old.server.person("ann").value.hex() + "','sales')");
        fetch(ann, old.customer);
        QCOMPARE(ann.count("activity WHERE store_id<>1"), 0);
        QCOMPARE(ann.count("lead WHERE store_id<>1"), 0);
        // And who belongs to the other store alone sees nothing of this one, whatever the file says.
        const auto remote = connectTo(ann.place, ann.options.password, ann.session->database());
        ServerPlace place = ann.place;
        place.login = QStringLiteral("cy");
        place.person = old.server.person("cy");
        const auto cy = connectTo(place, SyncServer::passwordOf(place.login), ann.session->database());
        QVERIFY(remote && cy);
        const std::vector<Id> records{old.customer.value}, leads{old.gone.value};
        QCOMPARE((*remote)->olderScope({}, records, old.now)->leads.size(), size_t(1));
        const auto scope = (*cy)->olderScope({}, records, old.now);
        QVERIFY(scope && scope->leads.empty() && scope->originals.empty() && scope->loose == 0);
        const OlderAsk ask{ann.session->database().table("activity"), OlderAsk::By::Lead, leads, 0, {}, 500};
        QVERIFY((*remote)->older({}, ask)->rows.size() > 20);
        QVERIFY((*cy)->older({}, ask)->rows.empty());
        // Somebody whose connection this is not is told so.
        QCOMPARE((*cy)->older(old.server.person("ann"), ask).error().subject, QStringLiteral("login"));
    }
    void theNightTakesItAwayAfterSevenDays()
    {
        OldStore old;
        SharedDesk ann(old.server, old.clock(), "ann");
        fill(ann);
        const QByteArray before = ann.rows();
        Database &database = ann.session->database();
        fetch(ann, old.customer);
        const QByteArray fetched = ann.rows();
        QCOMPARE(*dropOutOfWindow(database, old.now + kMinute, 1000), 0);
        QCOMPARE(*dropOutOfWindow(database, old.now + 6 * kDay, 1000), 0);
        QVERIFY(ann.rows() == fetched);
        // Others' history that nobody asked for goes meanwhile, however much was asked for.
        {
            auto tx = Transaction::begin(database, {{}, 1});
            Lead lead;
            lead.id.value = newId(5);
            lead.customer = old.other;
            lead.closed = Closed::Lost;
            lead.received = lead.closedAt = 9;
            QVERIFY(tx && takeRow(*tx, kLead, lead, 3) && tx->commit());
        }
        QCOMPARE(*dropOutOfWindow(database, old.now + 6 * kDay, 1), 1);
        QVERIFY(ann.rows() == fetched);
        QCOMPARE(*olderHere(database, old.customer, old.now + 6 * kDay), OlderHere::AllHere);

        const Time later = old.now + kFetchedKept + kMinute;
        QCOMPARE(*olderHere(database, old.customer, later), OlderHere::Likely);
        while (*dropOutOfWindow(database, later, 100) > 0) { }
        QVERIFY(ann.rows() == before);
        QCOMPARE(ann.count("state WHERE k LIKE 'older.%'"), 0);
        isSound(ann);
        QVERIFY(fetch(ann, old.customer) > 0);
        QVERIFY(ann.rows() == fetched);
    }
    // A visit stays with the customer, and an open lead stays without the document it came from: neither is a fault.
    void whatStaysBehindIsNoFaultOfTheFile()
    {
        OldStore old(20);
        old.alter(
            "INSERT INTO updesk.visit(id,store_id,seq,lead_id,customer_id,arrived) SELECT gen_random_uuid(),1,1,id,"
            "customer_id,received FROM updesk.lead WHERE closed<>0");
        old.alter("UPDATE updesk.lead SET original_id=(SELECT id FROM updesk.original) WHERE id='"
            + old.today.value.hex() + '\'');
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        pullAll(bob);
        while (*dropOutOfWindow(bob.session->database(), old.now, 1000) > 0) { }
        QVERIFY(bob.rows() == ann.rows());
        QCOMPARE(bob.count("visit"), 1);
        isSound(ann);
        isSound(bob);
        // The document comes with what is asked for.
        QVERIFY(!originalText(ann.session->database(), {old.document}));
        fetch(ann, old.customer);
        QCOMPARE(originalText(ann.session->database(), {old.document})->bytes.size(), 20'000);
        // In a store of one desk both are faults.
        QVERIFY(bob.session->database().execute("DELETE FROM state WHERE k='joined'"));
        const auto report = checkStore(bob.session->database());
        QVERIFY(report);
        QCOMPARE(report->faults.size(), size_t(2));
    }
    void theNightSparesWhatIsJustComing()
    {
        OldStore old(30);
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        pullAll(bob);
        const auto fetch = asking(ann, old.customer, 4);
        for (bool whole = false; !whole;) {
            const auto done = ann.syncer->fetch(*fetch);
            QVERIFY(done);
            whole = *done;
            QCOMPARE(*dropOutOfWindow(ann.session->database(), old.now + kMinute, 1000), 0);
        }
        QVERIFY(ann.rows() == bob.rows());
    }
    // A desk that takes all its rows anew loses what only the asking brought: it says so, and may ask again.
    void takingAllRowsAnewForgetsTheAsking()
    {
        OldStore old(20);
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        pullAll(bob);
        const auto fetch = asking(ann, old.customer, 5);
        for (int i = 0; i < 6; ++i)
            QVERIFY(!*ann.syncer->fetch(*fetch));
        {
            auto tx = Transaction::begin(ann.session->database(), {});
            QVERIFY(tx && beginRefill(*tx) && tx->commit());
        }
        QCOMPARE(*olderHere(ann.session->database(), old.customer, old.now), OlderHere::Likely);
        for (bool whole = false; !whole;) {
            const auto done = ann.syncer->fetch(*fetch);
            QVERIFY(done);
            whole = *done;
        }
        QCOMPARE(*olderHere(ann.session->database(), old.customer, old.now), OlderHere::AllHere);
        fill(ann);
        QVERIFY(ann.rows() == bob.rows());
    }
    // Two who ask for one customer at one moment, and all rows are taken anew in the midst of the first: what the
    // second says of itself says nothing of the first.
    void whatWasDroppedMeanwhileIsNotCalledWhole()
    {
        OldStore old(20);
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        pullAll(bob);
        const auto first = asking(ann, old.customer, 5), second = asking(ann, old.customer, 5);
        const QByteArray of = "activity WHERE lead_id=x'" + old.gone.value.hex() + '\'';
        while (ann.count(of) < bob.count(of))
            QVERIFY(!*ann.syncer->fetch(*first));
        {
            auto tx = Transaction::begin(ann.session->database(), {});
            QVERIFY(tx && beginRefill(*tx) && tx->commit());
        }
        QVERIFY(!*ann.syncer->fetch(*second));
        QVERIFY(endRefill(ann.session->database(), ann.place.store));
        QCOMPARE(ann.count(of), 0);
        for (bool whole = false; !whole;) {
            const auto done = ann.syncer->fetch(*first);
            QVERIFY(done);
            whole = *done;
        }
        QCOMPARE(ann.count(of), bob.count(of));
    }
    void ownWorkOnAFetchedLeadStays()
    {
        OldStore old(20);
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        fetch(ann, old.customer);
        {
            auto tx = Transaction::begin(ann.session->database(), ann.session->by());
            const auto lead = load(ann.session->database(), kLead, old.gone.value);
            QVERIFY(tx && tx->start("test") && lead);
            Lead after = *lead;
            after.comments = QStringLiteral("mine");
            QVERIFY(apply(*tx, set(kLead, *lead, after)) && tx->commit());
        }
        fetch(ann, old.customer);
        QCOMPARE(ann.count("lead WHERE comments='mine'"), 1);
        ann.talk();
        pullAll(bob);
        QVERIFY(ann.rows() == bob.rows());
        QCOMPARE(ann.count("setback"), 0);
    }
    // The others had let go of it; to them it must not look like a lead that nobody ever answered.
    void aLeadThatIsOpenedAgainBringsItsHistoryToEveryDesk()
    {
        OldStore old;
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        fill(bob);
        QCOMPARE(bob.count("lead WHERE received<" + QByteArray::number(old.ended)), 0);
        fetch(ann, old.customer);
        QVERIFY(reopenLead(*ann.session, old.gone));
        ann.talk();
        bob.talk();
        for (const char *table : {"lead", "activity", "task", "want", "assignment", "score_log"}) {
            const QByteArray of = table + QByteArray(qstrcmp(table, "lead") == 0 ? " WHERE id=x'" : " WHERE lead_id=x'")
                + old.gone.value.hex() + '\'';
            QVERIFY2(bob.count(of) > 0, table);
            QCOMPARE(bob.count(of), ann.count(of));
        }
        const auto here = leadNowOf(bob.session->database(), old.gone);
        const auto there = leadNowOf(ann.session->database(), old.gone);
        QVERIFY(here && there);
        QVERIFY(here->attempts > 0);
        QVERIFY(*here == *there);
        QCOMPARE(bob.count("notice"), 0);
        // A lead that was whole here is not asked about again and again.
        QVERIFY(addNote(*ann.session, old.gone, QStringLiteral("called back")));
        ann.talk();
        bob.talk();
        QVERIFY(*leadNowOf(bob.session->database(), old.gone) == *leadNowOf(ann.session->database(), old.gone));
    }
    // It comes to those who had let go of it, closed as it is, and is whole there.
    void aLeadThatIsOnlyChangedBringsItsHistoryToo()
    {
        OldStore old(20);
        SharedDesk ann(old.server, old.clock(), "ann"), bob(old.server, old.clock(), "bob");
        fill(ann);
        fill(bob);
        fetch(ann, old.customer);
        QVERIFY(doDeed(*ann.session, "test", {old.gone}, [&](Transaction &tx) -> Result<void> {
            const auto lead = load(tx.database(), kLead, old.gone.value);
            if (!lead)
                return lead.error();
            Lead after = *lead;
            after.comments = QStringLiteral("found in a drawer");
            return apply(tx, set(kLead, *lead, after));
        }));
        ann.talk();
        bob.talk();
        const QByteArray of = " WHERE lead_id=x'" + old.gone.value.hex() + '\'';
        QCOMPARE(bob.count("lead WHERE comments='found in a drawer'"), 1);
        QVERIFY(bob.count("activity" + of) >= 20);
        QCOMPARE(bob.count("activity" + of), ann.count("activity" + of));
    }
    // Five thousand rows among a hundred thousand: each table is met by its index, and no step takes long.
    void aLongHistoryIsLookedUpByIndexAndComesInSmallSteps()
    {
        OldStore old(5000);
        old.alter(
            "INSERT INTO updesk.activity(id,store_id,seq,lead_id,customer_id,at,body) SELECT gen_random_uuid(),1,1,"
            "gen_random_uuid(),gen_random_uuid(),7,'of others' FROM generate_series(1,100000)");
        old.alter("INSERT INTO updesk.task(id,store_id,seq,lead_id) SELECT gen_random_uuid(),1,1,gen_random_uuid()"
                  " FROM generate_series(1,20000)");
        old.alter("ANALYZE updesk.activity; ANALYZE updesk.task; ANALYZE updesk.lead");
        SharedDesk ann(old.server, old.clock(), "ann");
        const auto chief = old.server.chief();
        const auto read = [&chief](const char *what) {
            const auto rows = chief->query(QByteArray("SELECT sum(") + what
                + ") FROM pg_stat_user_tables WHERE schemaname='updesk' AND relname IN ('activity','task')");
            return rows ? rows->number(0, 0) : -1;
        };
        // The desk has greeted the server and has no rows yet: only the fetch reads.
        QVERIFY(ann.session->database().execute("INSERT INTO desk_setting VALUES('server_generation','1')"));
        const qint64 scanned = read("seq_tup_read"), looked = read("idx_tup_fetch");
        const auto fetch = asking(ann, old.customer);
        qint64 worst = 0, steps = 0;
        {
            const auto remote = connectTo(ann.place, ann.options.password, ann.session->database());
            QVERIFY(remote);
            QElapsedTimer all;
            all.start();
            for (bool whole = false; !whole; ++steps) {
                QElapsedTimer timer;
                timer.start();
                const auto done = fetch->further(**remote);
                QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
                whole = *done;
                worst = std::max(worst, timer.elapsed());
            }
            qInfo(
                "%lld rows in %lld steps and %lld ms, the longest %lld ms", fetch->rows(), steps, all.elapsed(), worst);
        }
        QVERIFY(fetch->rows() > 5000);
        QVERIFY2(worst < 3000, qPrintable(QString::number(worst))); // some tenths, and what a busy machine adds
        QTRY_VERIFY_WITH_TIMEOUT(read("idx_tup_fetch") >= looked + 5000, 20'000); // the session's figures come late
        QCOMPARE(read("seq_tup_read"), scanned);
    }
};
UPDESK_TEST(TestOlder);
#include "tst_older.moc"
