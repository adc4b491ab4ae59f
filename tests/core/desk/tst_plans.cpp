// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/notices.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "core/leads/timelinerows.h"
#include "tests/support/commitcount.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// How the file is asked: by indexes, in few statements, and with one commit a verb.
class TestPlans : public QObject
{
    Q_OBJECT

    /// Whether the rows of one customer may be sorted when they are read: they are few in any store.
    enum class Sorting { Never, OfOneCustomer };

    // Every statement that ran, as SQLite means to run it. What may be read whole has a few rows in any store, or is
    // the list of one customer's leads, or is walked in order up to a LIMIT, or is "every" lead for a filter's words,
    // read beside the window.
    static QByteArray faults(Session &session, const StatementTrace &trace, Sorting sorting = Sorting::Never)
    {
        QByteArrayList all;
        for (const auto &[sql, times] : trace.statements()) {
            auto plan = planOf(session.database(), sql);
            if (sorting == Sorting::OfOneCustomer)
                std::erase_if(plan, [](const QByteArray &line) { return line.contains("TEMP B-TREE"); });
            if (plan.empty())
                continue;
            const auto fault = planFault(plan,
                {"person", "shift", "away", "store", "setting", "source", "source_pattern", "target", "route_rule",
                    "ring", "score_model", "unit", "plan", "plan_version", "who", "owned", "line", "lead_now_clock",
                    "every"});
            if (!fault.isEmpty())
                all << fault + ": " + sql;
        }
        return all.join('\n');
    }

    template <class T>
    static void must(const Result<T> &result)
    {
        QVERIFY2(result, result ? "" : qPrintable(result.error().subject + result.error().detail));
    }

    static std::vector<QueueFilter> filters(PersonId person)
    {
        std::vector<QueueFilter> all;
        for (const auto view : {QueueFilter::View::Mine, QueueFilter::View::Team, QueueFilter::View::Unassigned}) {
            for (const int tiers : {0, 8}) {
                for (const bool untouched : {false, true})
                    all.push_back({view, person, {}, tiers, untouched, tiers == 0});
            }
        }
        QueueFilter words;
        words.text = QStringLiteral("rav4");
        all.push_back(words);
        return all;
    }

    static void askQueue(Session &session, const QueueFilter &filter)
    {
        must(regroup(session.database(), session.now()));
        const auto page = queueRows(session.database(), filter, 50);
        must(page);
        if (!page->empty())
            must(queueRows(session.database(), filter, 50, keyOf(page->back())));
        must(queueCounts(session.database(), filter));
        must(waitingForPerson(session.database(), filter.view, filter.person));
        must(nextLater(session.database(), filter, session.now()));
        must(lateByOwner(session.database(), session.now()));
        must(oldestClock(session.database(), filter, session.now()));
    }

private Q_SLOTS:
    void theQueueIsReadByIndexes()
    {
        TestStore store;
        const Captured lead = store.add(store.webLead(1));
        const StatementTrace trace(store->database());
        for (const QueueFilter &filter : filters(store.dana))
            askQueue(*store, filter);
        must(queueRow(store->database(), lead.lead));
        must(ladderDue(store->database(), store->now(), 10));
        must(nextLadderAt(store->database()));
        QVERIFY(trace.count() > 20);
        QCOMPARE(faults(*store, trace), QByteArray());
    }
    void aCustomerIsFoundByIndexes()
    {
        TestStore store;
        const Captured lead = store.add(store.webLead(1));
        const StatementTrace trace(store->database());
        for (const char *typed : {"210001", "5552", "lopez", "maria lop", "person1@", "0001"})
            must(findCustomers(store->database(), QString::fromLatin1(typed)));
        must(possibleMatches(*store, store.webLead(2)));
        must(customerCard(store->database(), lead.customer));
        QVERIFY(trace.count() > 20);
        QCOMPARE(faults(*store, trace, Sorting::OfOneCustomer), QByteArray());
    }
    void theHistoryIsReadByIndexes()
    {
        TestStore store;
        const Captured lead = store.add(store.webLead(1));
        const StatementTrace trace(store->database());
        for (const auto kind : {TimelineKind::All, TimelineKind::Calls, TimelineKind::Messages, TimelineKind::Visits,
                 TimelineKind::Changes})
            must(timelineRows(store->database(), lead.customer, kind, 50));
        must(notices(store->database(), store.dana, 20));
        must(unseenNotices(store->database(), store.dana));
        QCOMPARE(faults(*store, trace, Sorting::OfOneCustomer), QByteArray());
    }
    void verbsLookUpByIndexes()
    {
        TestStore store;
        const StatementTrace trace(store->database());
        const Captured lead = store.add(store.webLead(1));
        store.add(store.webLead(1)); // the same document
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("other");
        store.add(again);
        for (const Outcome outcome : {Outcome::NoAnswer, Outcome::WrongNumber}) {
            CallLog call;
            call.outcome = outcome;
            must(logCall(*store, lead.lead, call));
        }
        must(undoLast(*store));
        must(redoLast(*store));
        const Captured other = store.add(store.webLead(2));
        must(merge(*store, other.customer, lead.customer));
        must(doNotContact(*store, lead.customer, QStringLiteral("Stop")));
        QVERIFY(trace.count() > 100);
        QCOMPARE(faults(*store, trace, Sorting::OfOneCustomer), QByteArray());
    }
    void aVerbIsOneCommit()
    {
        TestStore store;
        CommitCount commits(store->database());
        const auto once = [&commits] {
            const int count = commits.count();
            commits.reset();
            return count == 1;
        };
        const Captured lead = store.add(store.webLead(1));
        QVERIFY(once());
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        must(logCall(*store, lead.lead, call));
        QVERIFY(once());
        must(undoLast(*store));
        QVERIFY(once());
        must(redoLast(*store));
        QVERIFY(once());
        must(doNotContact(*store, lead.customer, {}));
        QVERIFY(once());
        store.add(store.webLead(1)); // the same document writes nothing
        QCOMPARE(commits.count(), 0);
    }
    void aRefreshOfTheQueueAsksFewQuestionsHoweverManyLeads()
    {
        TestStore store;
        const auto asked = [&store] {
            must(regroup(store->database(), store->now()));
            const StatementTrace trace(store->database());
            askQueue(*store, {});
            return trace.count();
        };
        for (int i = 0; i < 60; ++i)
            store.add(store.webLead(i));
        const int few = asked();
        QVERIFY2(few <= 20, qPrintable(QString::number(few)));
        for (int i = 60; i < 120; ++i)
            store.add(store.webLead(i));
        QCOMPARE(asked(), few);
    }
    void aCaptureRunsABoundedNumberOfStatements()
    {
        TestStore store;
        store.add(store.webLead(1));
        const StatementTrace trace(store->database());
        store.add(store.webLead(2));
        QVERIFY2(trace.count() < 90, qPrintable(QString::number(trace.count())));
    }
};

UPDESK_TEST(TestPlans);
#include "tst_plans.moc"
