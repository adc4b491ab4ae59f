// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "core/desk/enrol.h"
#include "core/desk/leadverbs.h"
#include "core/desk/planlines.h"
#include "core/desk/planmove.h"
#include "core/desk/planround.h"
#include "core/desk/undo.h"
#include "core/leads/timelinerows.h"
#include "core/sequences/planjson.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What the history says of a plan: that it began, that it is over and why, and what a rule of law moved.
class TestPlanLines : public QObject
{
    Q_OBJECT
    using Code = Activity::Code;

    static std::vector<Activity> told(PlanDesk &desk)
    {
        std::vector<Activity> out;
        const CustomerId customer = load(desk.database(), kLead, desk.lead.value)->customer;
        const auto rows = timelineRows(desk.database(), customer, TimelineKind::All, 500);
        for (const TimelineRow &row : *rows) {
            if (row.activity.code >= Code::PlanStarted && row.activity.code <= Code::PlanStepMoved && !row.struckOut)
                out.push_back(row.activity);
        }
        std::ranges::reverse(out); // oldest first
        return out;
    }

private Q_SLOTS:
    void aPlanThatBeganByItselfSaysSoOnce()
    {
        PlanDesk desk;
        desk.add(1);
        const auto lines = told(desk);
        QCOMPARE(lines.size(), size_t(1));
        QCOMPARE(lines[0].code, Code::PlanStarted);
        QCOMPARE(lines[0].kind, Activity::Kind::System);
        QVERIFY(lines[0].person.isNull());
        QCOMPARE(lines[0].body, QStringLiteral("New internet lead"));
        QCOMPARE(lines[0].at, desk.store.clock.now());
        desk.wait(desk.store.clock.now() + 3 * kDay); // steps come and go without a line each
        QCOMPARE(desk.lines(Code::PlanStarted), 1);
        QCOMPARE(desk.lines(Code::PlanStopped), 0);
    }
    void aStopSaysWhy()
    {
        PlanDesk desk;
        desk.add(1);
        desk.store.clock.advance(kMinute);
        desk.call(Outcome::VisitSet);
        const auto lines = told(desk);
        QCOMPARE(lines.size(), size_t(2));
        QCOMPARE(lines[1].code, Code::PlanStopped);
        QCOMPARE(lines[1].kind, Activity::Kind::System); // the plan stopped, whoever called
        QCOMPARE(lines[1].providerText, QString::fromLatin1(planStopCode(PlanStop::Visit)));
        QVERIFY(undoLast(*desk.store)); // the stop was in the deed of the call
        QCOMPARE(told(desk).size(), size_t(1));
        desk.call(Outcome::VisitSet); // and once more it has its line
        QCOMPARE(desk.lines(Code::PlanStopped), 1);
    }
    void whatAPersonBeganAndStoppedIsTheirs()
    {
        PlanDesk desk;
        desk.add(1);
        QVERIFY(startPlan(*desk.store, desk.lead, QStringLiteral("lease_end")));
        QVERIFY(stopPlans(*desk.store, desk.lead));
        const auto lines = told(desk);
        QCOMPARE(lines.size(), size_t(3)); // the first was replaced: the second one's line tells
        QCOMPARE(desk.lines(Code::PlanStarted), 2);
        int hers = 0;
        for (const Activity &line : lines) {
            if (line.kind != Activity::Kind::Change)
                continue;
            ++hers;
            QCOMPARE(line.person, desk.store.dana);
            QCOMPARE(line.body, QStringLiteral("Lease ends soon"));
            QCOMPARE(line.providerText, line.code == Code::PlanStopped ? QStringLiteral("by_person") : QString());
        }
        QCOMPARE(hers, 2);
    }
    void aLeadWhoseTierRoseSaysThat()
    {
        PlanDesk desk;
        LeadDraft cool = desk.store.webLead(4);
        cool.timeframeDays = -1;
        cool.asks = 0;
        cool.wants.clear();
        cool.postal.clear();
        cool.source = QStringLiteral("AutoSite");
        desk.lead = desk.store.add(cool).lead;
        desk.store.clock.advance(kMinute);
        LeadDraft again = desk.store.webLead(4);
        again.externalId = QStringLiteral("T-again");
        QCOMPARE(desk.store.add(again).lead, desk.lead);
        desk.wait(desk.store.clock.now() + 20 * kMinute);
        QCOMPARE(desk.newest().plan, QStringLiteral("internet"));
        const auto lines = told(desk);
        QCOMPARE(lines.size(), size_t(2));
        QCOMPARE(lines[1].code, Code::PlanRaised);
        QCOMPARE(lines[1].body, QStringLiteral("New internet lead"));
    }
    void whoIsMovedToANewVersionReadsNothingOfIt()
    {
        PlanDesk desk;
        desk.add(1);
        desk.store->setPerson(desk.store.mike);
        const auto shelf = planShelf(desk.database());
        const PlanShelf::Version *old = (*shelf)->inUse(QStringLiteral("internet"));
        Plan typed = old->plan;
        typed.steps[10].delay = kDay;
        const auto saved = savePlan(*desk.store, old->row.id, typed);
        QVERIFY(saved);
        QCOMPARE(*movePeople(*desk.store, desk.newest().version, saved->version, QStringLiteral("call_4")), 1);
        QCOMPARE(told(desk).size(), size_t(1));
    }
    void aPlanThatEndsByItselfSaysThatAndWhatFollows()
    {
        PlanDesk desk;
        desk.add(1);
        desk.wait(desk.store.clock.now() + 31 * kDay);
        const auto lines = told(desk);
        QCOMPARE(desk.lines(Code::PlanStopped, " AND provider_text=''"), 1);
        QCOMPARE(desk.lines(Code::PlanStarted), 2);
        QVERIFY(std::ranges::any_of(
            lines, [](const Activity &line) { return line.body == QStringLiteral("Now and then for a year"); }));
    }
    void aStepThatALawMovesWhenItIsDueIsTold()
    {
        PlanDesk desk;
        LeadDraft draft = desk.store.webLead(1);
        draft.phones = {{{}, QStringLiteral("+13055550150"), {}, PhoneKind::Mobile}}; // Florida: three in a day
        draft.region = QStringLiteral("FL");
        desk.lead = desk.store.add(draft).lead;
        for (int n = 0; n < 3; ++n)
            desk.call(Outcome::NoAnswer);
        const qint64 before = desk.lines(Code::PlanStepMoved);
        desk.wait(desk.store.clock.now() + 6 * kHour);
        const auto moved = told(desk);
        QVERIFY(desk.lines(Code::PlanStepMoved) > before);
        const auto line = std::ranges::find(moved, Code::PlanStepMoved, &Activity::code);
        QCOMPARE(line->body, QStringLiteral("US-3"));
        QVERIFY(line->sentAt > line->at);
        QVERIFY(line->person.isNull());
    }
    void ofTwoHostsThatDecideTheSameOneLineComes()
    {
        PlanDesk one;
        one.add(1);
        QVERIFY(one.database().execute("INSERT OR REPLACE INTO state VALUES('joined', 1)"));
        one.store->setHost({7, running() + kMinute});
        const QString copy = one.store.dir.filePath(QStringLiteral("copy.updesk"));
        QVERIFY(one.database().execute("VACUUM INTO '" + copy.toUtf8() + "'"));
        auto other = Session::open(copy, one.store.clock);
        QVERIFY(other);
        (*other)->setHost({8, running() + kMinute});
        for (int day = 0; day < 32; ++day) { // nobody does anything, until it is over
            one.store.clock.advance(kDay);
            one.store->setHost({7, running() + kMinute});
            (*other)->setHost({8, running() + kMinute});
            QVERIFY(makeRound(*one.store) && makeRound(**other));
        }
        const QByteArray sql = "SELECT quote(id) FROM activity WHERE code BETWEEN "
            + QByteArray::number(int(Code::PlanStarted)) + " AND " + QByteArray::number(int(Code::PlanStepMoved))
            + " ORDER BY id";
        const auto ids = [&sql](Database &database) {
            QByteArray all;
            Query q = database.once(sql);
            while (q.next())
                all += q.bytes(0) + '\n';
            return q.done() ? all : QByteArray("error");
        };
        QVERIFY(ids(one.database()).count('\n') >= 3);
        QCOMPARE(ids((*other)->database()), ids(one.database()));
    }
};

UPDESK_TEST(TestPlanLines);
#include "tst_planlines.moc"
