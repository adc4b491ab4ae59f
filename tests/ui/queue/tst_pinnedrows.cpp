// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/pinstore.h"
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"
#include "ui/parts/popover.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace updesk;

/// P on a row: a mark for oneself.
class TestPinnedRows : public QObject
{
    Q_OBJECT
    /// The last thing said, with its way back.
    struct Told {
        QString words;
        std::function<void()> back;
        explicit Told(QueueScreen &screen)
        {
            QObject::connect(&screen, &Screen::saidWithWayBack, &screen,
                [this](const QString &said, const std::function<void()> &way) {
                    words = said;
                    back = way;
                });
        }
    };
    static LeadId due(QueueDesk &desk, const char *first, Time in)
    {
        const LeadId lead = desk.leads.add({.first = first, .last = "Patel", .ago = kDay});
        desk.leads.called(lead, kDay - kMinute);
        desk.leads.plan(lead, Task::Kind::Call, Channel::Phone, in, 2, 8);
        return lead;
    }

private Q_SLOTS:
    void pPinsAndPAgainTakesItOffAndUndoGivesItBack()
    {
        QueueDesk desk;
        const LeadId one = due(desk, "Amy", kHour), two = due(desk, "Ben", 2 * kHour);
        QueueScreen &screen = desk.open();
        const QAbstractItemModelTester tester(&desk.model());
        Told told(screen);
        screen.view()->selectLead(two);
        desk.key(Qt::Key_P);
        QCOMPARE(told.words, QStringLiteral("Ben Patel is pinned."));
        QTRY_COMPARE(desk.model().leadAt(0), two);
        QCOMPARE(desk.model().leadAt(1), one);
        QCOMPARE(screen.currentLead(), two);
        const QModelIndex name = desk.model().index(0, QueueModel::Customer);
        QCOMPARE(name.data().toString(), QStringLiteral("Ben Patel"));
        QCOMPARE(name.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Ben Patel, pinned"));
        QVERIFY(desk.model()
                    .index(0, QueueModel::Clock)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("Ben Patel, pinned")));
        desk.key(Qt::Key_P);
        QCOMPARE(told.words, QStringLiteral("Ben Patel is not pinned any more."));
        QTRY_COMPARE(desk.model().leadAt(0), one);
        told.back();
        QTRY_COMPARE(desk.model().leadAt(0), two);
        QCOMPARE(*pinsOf(desk.store->database(), desk.store.mike), std::set<LeadId>{two});
    }
    void thePinIsDrawnBehindTheName()
    {
        QueueDesk desk;
        const LeadId lead = due(desk, "Amy", kHour);
        desk.open();
        const auto cell = [&] {
            const QModelIndex at = desk.model().index(0, QueueModel::Customer);
            return desk.view().viewport()->grab(desk.view().visualRect(at)).toImage();
        };
        const QImage before = cell();
        QVERIFY(setPinned(desk.store->database(), desk.store.mike, lead, true));
        desk.model().refresh();
        QVERIFY(desk.model().line(0).row.pinned);
        QVERIFY(cell() != before);
    }
    void theWordPinnedListsThemAndStandsInASavedFilter()
    {
        QueueDesk desk;
        const LeadId one = due(desk, "Amy", kHour);
        due(desk, "Ben", 2 * kHour);
        QVERIFY(setPinned(desk.store->database(), desk.store.mike, one, true));
        QueueScreen &screen = desk.open();
        screen.filterBy(QStringLiteral("pinned"));
        QCOMPARE(desk.model().rowCount(), 1);
        QCOMPARE(desk.model().leadAt(0), one);
        QCOMPARE(desk.model().counts()[4], 1);
        desk.view().setFocus();
        desk.key(Qt::Key_P);
        QTRY_VERIFY(desk.model().line(0).gone); // it stays under the selection, grey, until one goes elsewhere
        desk.key(Qt::Key_Home);
        QCOMPARE(desk.model().rowCount(), 0);
        desk.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.model().rowCount(), 2);
    }
    void theRuleStandsUnderTheQuestionMarkAndInTheDetails()
    {
        QueueDesk desk;
        const LeadId one = due(desk, "Amy", kHour);
        QVERIFY(setPinned(desk.store->database(), desk.store.mike, one, true));
        QueueScreen &screen = desk.open();
        Q_EMIT screen.bar()->helpWanted();
        auto *order = desk.window->findChild<Popover *>();
        QVERIFY(order);
        QVERIFY(order->accessibleDescription().contains(QStringLiteral("what you pinned first"))
            || order->accessibleName().contains(QStringLiteral("what you pinned first")));
        const auto text = screen.reasons()->textFor(desk.model().index(0, QueueModel::Customer));
        QVERIFY(std::ranges::any_of(
            text.lines, [](const PopoverLine &line) { return line.words == QStringLiteral("Pinned by you"); }));
    }
    void aColumnThatSortsLeavesThePinnedOnesOnTop()
    {
        QueueDesk desk;
        due(desk, "Amy", kHour);
        const LeadId last = due(desk, "Zoe", 2 * kHour);
        const LeadId clock = desk.leads.add({.first = "Max", .last = "Stone"});
        QVERIFY(setPinned(desk.store->database(), desk.store.mike, last, true));
        desk.open();
        desk.model().sort(QueueModel::Customer);
        QCOMPARE(desk.model().leadAt(0), clock); // its group stands above
        QCOMPARE(desk.model().leadAt(1), last);
    }
};

UPDESK_TEST(TestPinnedRows);
#include "tst_pinnedrows.moc"
