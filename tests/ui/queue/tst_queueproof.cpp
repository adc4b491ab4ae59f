// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"

#include <QListWidget>
#include <QSignalSpy>

using namespace updesk;

/// What the queue says of answers without proof, and of marking one.
class TestQueueProof : public QObject
{
    Q_OBJECT
    static void call(QueueDesk &desk, LeadId lead, Outcome outcome, bool told)
    {
        CallLog log;
        log.outcome = outcome;
        log.reason = outcome == Outcome::NotInterested ? QStringLiteral("price") : QString();
        log.told = told ? desk.store.clock.now() : 0;
        QVERIFY(logCall(*desk.store, lead, log));
    }

private Q_SLOTS:
    void answersWithoutProofAreListedAndOpened()
    {
        QueueDesk desk;
        const LeadId lost = desk.leads.add({.first = "Dev", .last = "Patel"});
        const LeadId tried = desk.leads.add({.first = "Sam", .last = "Okafor"});
        desk.leads.add({.first = "Maria", .last = "Lopez"});
        QueueScreen &screen = desk.open();
        QSignalSpy said(&screen, &QueueScreen::said);
        screen.showWithoutProof();
        QCOMPARE(said.count(), 1);
        QVERIFY(!said.front()[1].toBool());
        call(desk, lost, Outcome::NotInterested, false);
        call(desk, tried, Outcome::Voicemail, false);
        screen.showWithoutProof();
        auto *list = desk.window->findChild<QListWidget *>(QStringLiteral("choose.list"));
        QVERIFY(list);
        QCOMPARE(list->count(), 2);
        QVERIFY(list->accessibleName().contains(QStringLiteral("never answered 1")));
        QSignalSpy opened(&screen, &QueueScreen::openLead);
        desk.type(QStringLiteral("dev"));
        QCOMPARE(list->count(), 1);
        desk.key(Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front()[0].value<LeadId>(), lost);
    }
    void anAnswerByATurnedClockIsAmongThem()
    {
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Dev", .last = "Patel", .ago = 10 * kMinute});
        desk.store.clock.setJumped(-40 * kMinute);
        desk.leads.called(lead, 7 * kMinute);
        QueueScreen &screen = desk.open();
        screen.showWithoutProof();
        auto *list = desk.window->findChild<QListWidget *>(QStringLiteral("choose.list"));
        QVERIFY(list);
        QCOMPARE(list->count(), 1);
        QVERIFY2(list->item(0)->text().contains(QStringLiteral("the clock had been changed")),
            qPrintable(list->item(0)->text()));
        QVERIFY(list->accessibleName().contains(QStringLiteral("clock changed 1")));
        const LeadNow now = *leadNowOf(desk.store->database(), lead);
        QCOMPARE(desk.model().words().listClock(now, desk.store.clock.now()).mark, ClockMark::Doubted);
        const int row = desk.model().rowOf(lead);
        QVERIFY(row >= 0);
        const QModelIndex cell = desk.model().index(row, QueueModel::Clock);
        QVERIFY2(cell.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("set back by 40 minute(s)")),
            qPrintable(cell.data(Qt::AccessibleTextRole).toString()));
        const PopoverText clock = screen.reasons()->textFor(cell);
        QCOMPARE(clock.note, QStringLiteral("Answered in 3 minute(s)"));
        QVERIFY(std::ranges::any_of(clock.lines,
            [](const PopoverLine &line) { return line.points == QStringLiteral("set back by 40 minute(s)"); }));
    }
    void theClockIsSaidToCountOnlyWhenItDoes()
    {
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Sam", .last = "Okafor"});
        const LeadId other = desk.leads.add({.first = "Dev", .last = "Patel"});
        call(desk, lead, Outcome::Voicemail, true);
        call(desk, other, Outcome::Voicemail, true);
        desk.store.clock.advance(kMinute);
        call(desk, lead, Outcome::NoAnswer, true);
        QueueScreen &screen = desk.open();
        QVERIFY(screen.view()->selectLead(lead) || screen.model()->rowOf(lead) < 0);
        if (screen.model()->rowOf(lead) < 0) {
            screen.view()->toggleGroup(5);
            QVERIFY(screen.view()->selectLead(lead));
        }
        QSignalSpy said(&screen, &QueueScreen::said);
        desk.key(Qt::Key_U);
        QCOMPARE(said.count(), 1);
        QVERIFY2(!said[0][0].toString().contains(QStringLiteral("counts again")), qPrintable(said[0][0].toString()));
        QVERIFY(said[0][0].toString().contains(QStringLiteral("Another call")));
        QCOMPARE(leadNowOf(desk.store->database(), lead)->clock, LeadNow::Stopped);
        QVERIFY(screen.view()->selectLead(other));
        desk.key(Qt::Key_U);
        QCOMPARE(said.count(), 2);
        QVERIFY2(said[1][0].toString().contains(QStringLiteral("counts again")), qPrintable(said[1][0].toString()));
        QCOMPARE(leadNowOf(desk.store->database(), other)->clock, LeadNow::Running);
    }
};
UPDESK_TEST(TestQueueProof);
#include "tst_queueproof.moc"
