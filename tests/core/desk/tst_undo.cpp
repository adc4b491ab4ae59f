// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/rounds.h"
#include "core/leads/leadnowstore.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestUndo : public QObject
{
    Q_OBJECT

    static QByteArray alive(TestStore &store)
    {
        QByteArray all;
        for (const Table *table : store->database().setup().tables) {
            QByteArray columns = "quote(id)";
            for (int i = 0; i < table->count; ++i)
                columns += QByteArray("||quote(") + table->columns[size_t(i)].name + ')';
            all +=
                table->name + store.list("SELECT " + columns + " FROM " + table->name + " WHERE deleted=0 ORDER BY id");
        }
        return all
            + store.list("SELECT "
                         "quote(lead_id)||stage||'|'||clock_state||'|'||first_human||'|'||attempts||'|'||grade||'|'||"
                         "quote(next_task)||next_due||quote(owner_id) FROM lead_now ORDER BY lead_id");
    }
    static void rounds(TestStore &store, int minutes)
    {
        for (int i = 0; i < minutes; ++i) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
    }
    /// The same store at another window, with somebody else before it.
    static std::unique_ptr<Session> window(TestStore &store, PersonId person)
    {
        auto other = Session::open(store.path, store.clock);
        if (!other)
            qFatal("no second window");
        (*other)->setPerson(person);
        return std::move(*other);
    }

private Q_SLOTS:
    void theLadderHasFiredAndTheCaptureIsTakenBackAllTheSame()
    {
        TestStore store;
        store.add(store.webLead(5));
        const QByteArray before = alive(store);
        const LeadId lead = store.add(store.webLead(1)).lead;
        rounds(store, 40);
        QVERIFY(store.count("activity WHERE kind=7 AND lead_id=x'" + lead.value.hex() + "'") >= 4);
        QVERIFY(store.count("assignment WHERE lead_id=x'" + lead.value.hex() + "'") >= 2);
        QVERIFY(store.count("notice WHERE lead_id=x'" + lead.value.hex() + "'") > 0);
        const QByteArray climbed = alive(store);
        const auto undone = undoLast(*store);
        QVERIFY(undone);
        QVERIFY(undone->kept.empty());
        for (const char *table : {"activity", "assignment", "score_log", "task", "want"})
            QCOMPARE(store.count(QByteArray(table) + " WHERE deleted=0 AND lead_id=x'" + lead.value.hex() + "'"), 0);
        for (const char *table : {"notice", "lead_now"})
            QCOMPARE(store.count(QByteArray(table) + " WHERE lead_id=x'" + lead.value.hex() + "'"), 0);
        QCOMPARE(store.count("customer WHERE deleted=0"), 1);
        QVERIFY(checkStore(store->database())->sound());
        QVERIFY(redoLast(*store));
        QCOMPARE(alive(store), climbed);
        QVERIFY(checkStore(store->database())->sound());
    }
    void scoresOfTheNightGoWithTheLead()
    {
        TestStore store;
        for (int i = 0; i < 12; ++i) {
            LeadDraft draft = store.webLead(i);
            draft.timeframeDays = i * 9 - 1;
            store.add(draft);
        }
        store.clock.advance(28 * kDay);
        QVERIFY(rescore(store->database(), store.clock.now()));
        QVERIFY(store.count("score_log WHERE cause='quiet_days'") > 0);
        for (int i = 0; i < 12; ++i)
            QVERIFY(undoLast(*store));
        QCOMPARE(store.count("score_log WHERE deleted=0"), 0);
        QCOMPARE(store.count("lead_now"), 0);
    }
    void whatAnotherPersonDidOnItIsNotTakenAway_data()
    {
        QTest::addColumn<int>("which");
        static constexpr const char *kNames[] = {"note", "call", "assign", "snooze", "book", "grade", "close",
            "household", "merge", "opt-out", "asked again"};
        for (int i = 0; i < int(std::size(kNames)); ++i)
            QTest::newRow(kNames[i]) << i;
    }
    void whatAnotherPersonDidOnItIsNotTakenAway()
    {
        QFETCH(int, which);
        TestStore store;
        const Captured other = store.add(store.webLead(5));
        const Captured one = store.add(store.webLead(1));
        rounds(store, 12);
        const auto omars = window(store, store.omar);
        Session &omar = *omars;
        const Time later = store.clock.now() + kHour;
        const std::array leads{one.lead};
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.told = store.clock.now();
        const PersonId owner = leadNowOf(store->database(), one.lead)->owner;
        const std::array<std::function<bool()>, 11> works{
            [&] { return bool(addNote(omar, one.lead, QStringLiteral("likes blue"))); },
            [&] { return bool(logCall(omar, one.lead, call)); },
            [&] { return bool(assign(omar, leads, owner == store.omar ? store.mike : store.omar)); },
            [&] { return bool(snooze(omar, one.lead, later)); },
            [&] { return bool(bookVisit(omar, one.lead, later, {})); },
            [&] { return bool(setGrade(omar, one.lead, 1, QStringLiteral("knows him"))); },
            [&] { return bool(closeLead(omar, one.lead, Closed::Bad, QStringLiteral("spam"))); },
            [&] { return bool(linkHousehold(omar, one.customer, other.customer)); },
            [&] { return bool(merge(omar, one.customer, other.customer)); },
            [&] { return bool(doNotContact(omar, one.customer)); },
            [&] {
                LeadDraft again = store.webLead(1);
                again.externalId = QStringLiteral("again");
                return bool(capture(omar, again));
            },
        };
        QVERIFY(works[size_t(which)]());
        const QByteArray before = alive(store);
        const auto undone = undoLast(*store);
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, Error::Code::Conflict);
        QCOMPARE(alive(store), before);
    }
    void aSourceThatOthersUseStaysWhenTheLeadThatBroughtItGoes()
    {
        TestStore store;
        LeadDraft first = store.webLead(1), second = store.webLead(2);
        first.source = second.source = QStringLiteral("Billboard");
        const auto deed = store.add(first).deed;
        store.add(second);
        QVERIFY(undoDeed(*store, deed));
        QCOMPARE(store.count("source WHERE name='Billboard' AND deleted=0"), 1);
        QVERIFY(checkStore(store->database())->sound());
        QVERIFY(undoLast(*store)); // the second one
        QVERIFY(checkStore(store->database())->sound());
    }
    void fiftyDeedsAreTakenBackOneByOneAndDoneAgain()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Captured two = store.add(store.webLead(2));
        std::vector<QByteArray> states{alive(store)};
        for (int i = 0; i < 50; ++i) {
            store.clock.advance(kMinute);
            const LeadId lead = i % 2 ? one.lead : two.lead;
            CallLog call;
            call.outcome = Outcome::NoAnswer;
            call.told = store.clock.now();
            const bool done = i % 5 == 0 ? bool(addNote(*store, lead, QString::number(i)))
                : i % 5 == 1             ? bool(logCall(*store, lead, call))
                : i % 5 == 2             ? bool(snooze(*store, lead, store.clock.now() + kDay + i * kMinute))
                : i % 5 == 3             ? bool(setGrade(*store, lead, 1 + i % 4, QString::number(i)))
                                         : bool(bookVisit(*store, lead, store.clock.now() + kDay, {}));
            QVERIFY(done);
            states.push_back(alive(store));
        }
        for (int i = 49; i >= 0; --i) {
            const auto undone = undoLast(*store);
            QVERIFY(undone && undone->kept.empty());
            QVERIFY2(alive(store) == states[size_t(i)], qPrintable(QString::number(i)));
        }
        QCOMPARE(undoLast(*store).error().code, Error::Code::NotFound); // the two captures are 51 and 52 deep
        for (int i = 1; i <= 50; ++i) {
            QVERIFY(redoLast(*store));
            QVERIFY2(alive(store) == states[size_t(i)], qPrintable(QString::number(i)));
        }
        QCOMPARE(redoLast(*store).error().code, Error::Code::NotFound);
        QVERIFY(undoLast(*store));
        QVERIFY(addNote(*store, one.lead, QStringLiteral("new")));
        QCOMPARE(redoLast(*store).error().code, Error::Code::NotFound); // a new deed ends what could be done again
        QVERIFY(checkStore(store->database())->sound());
    }
    void aFieldThatAnotherPersonChangedSinceIsLeftAndNamed()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(setGrade(*store, one.lead, 1, QStringLiteral("mine")));
        const auto omars = window(store, store.omar);
        QVERIFY(setGrade(*omars, one.lead, 3, QStringLiteral("his")));
        const auto undone = undoLast(*store);
        QVERIFY(undone);
        QCOMPARE(undone->kept.size(), size_t(2));
        QCOMPARE(QByteArray(undone->kept.front().column).left(6), QByteArray("grade_"));
        QCOMPARE(leadNowOf(store->database(), one.lead)->grade, 3);
    }
};
UPDESK_TEST(TestUndo);
#include "tst_undo.moc"
