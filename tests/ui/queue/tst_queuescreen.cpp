// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/notices.h"
#include "core/desk/planverbs.h"
#include "core/desk/undo.h"
#include "core/leads/scorerows.h"
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/spacing.h"
#include "ui/parts/type.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>

using namespace updesk;

namespace
{

Time local(int year, int month, int day, int hour, int minute)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute), QTimeZone("America/New_York")).toMSecsSinceEpoch();
}

/// Open every day, so that the night the clocks change is followed by a morning.
void openOnSundays(TestStore &store)
{
    const auto done = doDeed(*store, "setup", {}, [](Transaction &tx) -> Result<void> {
        const auto rows = loadAll(tx.database(), kDealership);
        Dealership changed = rows->front();
        changed.answerHours.replace(
            QStringLiteral("{\"mon\""), QStringLiteral("{\"sun\":[[\"08:00\",\"20:00\"]],\"mon\""));
        return apply(tx, set(kDealership, rows->front(), changed));
    });
    QVERIFY(done);
}

QImage clockCell(QueueDesk &desk, LeadId lead)
{
    const QModelIndex at = desk.model().index(desk.model().rowOf(lead), QueueModel::Clock);
    const QImage all = desk.view().viewport()->grab(desk.view().visualRect(at)).toImage();
    return all.convertToFormat(QImage::Format_Grayscale8);
}

/// The share of pixels that differ clearly.
double difference(const QImage &a, const QImage &b)
{
    int differing = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            differing += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 40 ? 1 : 0;
    return double(differing) / (a.width() * a.height());
}

} // namespace

class TestQueueScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void u05TheClock()
    {
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Sam", .last = "Okafor", .owner = desk.store.dana});
        desk.open();
        const auto look = [&](Time after) {
            desk.store.clock.set(desk.model().line(0).row.now.received + after);
            desk.model().refresh();
            return desk.model().words().listClock(desk.model().line(0).row.now, desk.model().now());
        };
        ClockLook clock = look(30 * kSecond);
        QCOMPARE(clock.mark, ClockMark::Running);
        QCOMPARE(clock.left, 0.9); // of the ring
        QCOMPARE(clock.text, QStringLiteral("04:30"));
        QCOMPARE(desk.cell(0, QueueModel::Clock), QStringLiteral("04:30"));
        const QImage running = clockCell(desk, lead);

        const auto done = doDeed(*desk.store, "acknowledge", {}, [&](Transaction &tx) -> Result<void> {
            Activity mail;
            mail.id = {tx.freshId()};
            mail.lead = lead;
            mail.kind = Activity::Kind::Email;
            mail.direction = Activity::Direction::Out;
            mail.evidence = Evidence::Automatic;
            mail.code = Activity::Code::Acknowledged;
            mail.at = tx.now();
            return apply(tx, put(kActivity, mail));
        });
        QVERIFY(done);
        clock = look(3 * kMinute + kSecond);
        QCOMPARE(clock.mark, ClockMark::Close); // the automatic mail stopped nothing
        QCOMPARE(clock.text, QStringLiteral("01:59"));
        const QImage close = clockCell(desk, lead);

        clock = look(5 * kMinute + kSecond);
        QCOMPARE(clock.mark, ClockMark::Late);
        QCOMPARE(clock.text, QStringLiteral("+00:01"));
        const QImage late = clockCell(desk, lead);
        const auto oldest = oldestClock(desk.store->database(), desk.model().filter(), desk.store.clock.now());
        QVERIFY(oldest);
        QCOMPARE(oldest->lead, lead);

        QVERIFY(difference(running, close) > 0.05);
        QVERIFY(difference(running, late) > 0.2);
        QVERIFY(difference(close, late) > 0.2);
    }

    void u06AfterHours_data()
    {
        QTest::addColumn<Time>("evening");
        QTest::addColumn<Time>("opening");
        QTest::newRow("any night") << local(2026, 3, 12, 21, 10) << local(2026, 3, 13, 8, 0);
        QTest::newRow("clocks go forward") << local(2027, 3, 13, 21, 10) << local(2027, 3, 14, 8, 0);
        QTest::newRow("clocks go back") << local(2026, 10, 31, 21, 10) << local(2026, 11, 1, 8, 0);
    }
    void u06AfterHours()
    {
        QFETCH(Time, evening);
        QFETCH(Time, opening);
        QueueDesk desk;
        desk.store.clock.set(evening - kHour);
        openOnSundays(desk.store);
        desk.store.clock.set(evening);
        desk.leads.add({.first = "Lee", .last = "Brandt"});
        desk.open();
        const auto look = [&](Time at) {
            desk.store.clock.set(at);
            desk.model().refresh();
            desk.model().settle();
            return desk.model().words().listClock(desk.model().line(0).row.now, at);
        };
        ClockLook clock = look(evening + kMinute);
        QCOMPARE(clock.mark, ClockMark::AfterHours);
        QVERIFY2(clock.text.endsWith(QStringLiteral("8:30")), qPrintable(clock.text));
        QCOMPARE(desk.cell(0, QueueModel::NextAction), QStringLiteral("After hours: open + 30"));
        QCOMPARE(desk.model().line(0).group, 4);
        clock = look(opening - kMinute);
        QCOMPARE(clock.mark, ClockMark::AfterHours);
        QCOMPARE(clock.text, QStringLiteral("8:30"));
        clock = look(opening);
        QCOMPARE(clock.mark, ClockMark::Running);
        QCOMPARE(clock.text, QStringLiteral("30:00"));
        QCOMPARE(desk.model().line(0).group, 1);
        for (Time at = evening; at <= opening + 30 * kMinute; at += kMinute)
            QVERIFY2(look(at).mark != ClockMark::Late, qPrintable(QString::number((at - evening) / kMinute)));
        clock = look(opening + 31 * kMinute);
        QCOMPARE(clock.mark, ClockMark::Late);
        QCOMPARE(clock.text, QStringLiteral("+01:00"));
    }

    void u07WhyThisScore()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Dev", .last = "Patel", .ago = kMinute});
        const LeadId lead = desk.leads.add({.first = "Jules",
            .last = "Tremblay",
            .year = 2024,
            .make = "Toyota",
            .model = "RAV4",
            .words = "SUV under 30k",
            .days = 7,
            .asks = AskVisit,
            .trade = true});
        QueueScreen &screen = desk.open();
        QVERIFY(screen.view()->selectLead(lead));
        const int row = desk.model().rowOf(lead);
        desk.key(Qt::Key_Space);
        QVERIFY(screen.reasons()->isOpen());

        const QModelIndex score = desk.model().index(row, QueueModel::Score);
        const PopoverText text = screen.reasons()->textFor(score);
        int sum = 0, shown = -1;
        for (const PopoverLine &line : text.lines) {
            const QString number = QString(line.points).replace(QChar(0x2212), u'-');
            if (line.kind == PopoverLine::Kind::Plain)
                sum += number.toInt();
            if (line.kind == PopoverLine::Kind::Sum) {
                shown = number.toInt();
                QVERIFY(line.words.startsWith(QueueWords::tier(desk.model().line(row).row.now.tier)));
            }
        }
        QCOMPARE(sum, shown);
        QCOMPARE(shown, score.data(QueueModel::ScoreRole).toInt());
        QCOMPARE(text.score, std::optional<int>(shown));

        desk.key(Qt::Key_Tab);
        QVERIFY(screen.reasons()->popover()->hasFocus());
        desk.key(Qt::Key_Tab);
        QVERIFY(screen.reasons()->isOpen()); // the next column's
        desk.key(Qt::Key_Escape);
        QVERIFY(!screen.reasons()->isOpen());
        QVERIFY(screen.view()->hasFocus());
        QCOMPARE(screen.currentLead(), lead);
        const QString spoken = desk.model().index(row, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.contains(QueueWords::tier(desk.model().line(row).row.now.tier)));
        QVERIFY(spoken.contains(QString::number(shown)));
    }
    void u07EveryColumnHasItsReasonsAndTabLeavesAtTheEnd()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Jules", .last = "Tremblay", .stock = "T1190"});
        QueueScreen &screen = desk.open();
        for (int column = 0; column < QueueModel::Columns; ++column)
            QVERIFY(!screen.reasons()->textFor(desk.model().index(0, column)).lines.empty());
        const auto customer = screen.reasons()->textFor(desk.model().index(0, QueueModel::Customer)).lines;
        QVERIFY(std::ranges::any_of(customer, [](const PopoverLine &line) {
            return line.words == QLatin1String("Grade B. Missing: a vehicle or a time frame");
        }));
        desk.key(Qt::Key_Space);
        for (int n = 0; n < 20 && screen.reasons()->isOpen(); ++n)
            desk.key(Qt::Key_Tab);
        QVERIFY(!screen.reasons()->isOpen());
    }

    void theNextActionTellsThePlanAndItsNextTwoSteps()
    {
        QueueDesk desk;
        const LeadId fixed = desk.leads.add({.first = "Dev", .last = "Patel"});
        QVERIFY(useShippedPlans(*desk.store));
        const LeadId lead = desk.leads.add({.first = "Jules", .last = "Tremblay", .days = 7, .asks = AskVisit});
        QueueScreen &screen = desk.open();
        const auto lines = [&](LeadId of) {
            QStringList words;
            const QModelIndex at = desk.model().index(desk.model().rowOf(of), QueueModel::NextAction);
            for (const PopoverLine &line : screen.reasons()->textFor(at).lines)
                words << line.words + u'|' + line.points;
            return words;
        };
        // What a person has to do now, then the plan and what comes after that.
        QCOMPARE(lines(lead),
            (QStringList{QStringLiteral("Email|10:00"), QStringLiteral("Call, attempt 1|10:05"),
                QStringLiteral("Text, attempt 2 of 14|10:10"), QStringLiteral("Sequence: New internet lead|"),
                QStringLiteral("Text|14:00"), QStringLiteral("Call|14:05")}));
        QVERIFY(lines(fixed).filter(QStringLiteral("Sequence:")).isEmpty());
    }
    void wordsInDoubtAreToBeReadAndNotCalledARefusal()
    {
        const QString asks = QStringLiteral("Read: may mean stop");
        for (const Channel way : {Channel::Text, Channel::None}) {
            QueueDesk desk;
            const LeadId lead = desk.leads.add({.first = "Jules", .last = "Tremblay", .ago = kDay});
            desk.leads.called(lead, kDay - kMinute);
            desk.leads.plan(lead, Task::Kind::Decide, way, kHour / 2, 0, 0, false);
            QueueScreen &screen = desk.open();
            const int row = desk.model().rowOf(lead);
            QCOMPARE(desk.model().line(row).next == asks, way == Channel::Text);
            const auto lines = screen.reasons()->textFor(desk.model().index(row, QueueModel::NextAction)).lines;
            const auto says = [&lines](const char *words) {
                return std::ranges::any_of(
                    lines, [words](const PopoverLine &line) { return line.words.contains(QLatin1String(words)); });
            };
            QCOMPARE(says("may mean stop. Open the lead"), way == Channel::Text);
            QCOMPARE(says("refused every way"), way == Channel::None);
            const int room = desk.view().head()->sectionSize(QueueModel::NextAction) - 2 * kSpace4;
            QVERIFY(textWidth(asks, Type::BodyStrong) <= room);
        }
    }

    void u08RowsHoldStill()
    {
        QueueDesk desk;
        for (int i = 0; i < 40; ++i) {
            const LeadId lead =
                desk.leads.add({.first = "Dev", .last = "Patel", .ago = kDay, .owner = desk.store.dana});
            desk.leads.called(lead, kDay - kMinute);
            desk.leads.plan(lead, Task::Kind::Call, Channel::Phone, i * kMinute, 2, 8);
        }
        QueueScreen &screen = desk.open();
        for (int n = 0; n < 7; ++n)
            desk.key(Qt::Key_Down);
        QScrollBar *bar = screen.view()->verticalScrollBar();
        bar->setValue(3 * bar->singleStep());
        const LeadId selected = screen.currentLead();
        const int y = desk.yOf(selected);
        for (int n = 0; n < 50; ++n) {
            desk.leads.add({.first = "Nina", .last = "Petrov", .ago = n * kSecond});
            if (n % 5 == 0)
                QTest::qWait(60);
            QCOMPARE(screen.currentLead(), selected);
            QCOMPARE(desk.yOf(selected), y);
        }
        QTRY_COMPARE(screen.view()->newAbove(), 50);
        QCOMPARE(desk.yOf(selected), y);
        auto *chip = screen.findChild<QAbstractButton *>(QStringLiteral("queue.newChip"));
        QVERIFY(chip->isVisible());
        QVERIFY2(chip->text().startsWith(QStringLiteral("50 ")), qPrintable(chip->text()));
        desk.key(Qt::Key_Home);
        QCOMPARE(screen.view()->newAbove(), 0);
        QCOMPARE(bar->value(), 0);
        QCOMPARE(desk.model().line(0).row.name, QStringLiteral("Nina Petrov"));
        QCOMPARE(desk.model().counts()[1], 50);
    }

    void u09Reassign()
    {
        QueueDesk desk;
        QList<PersonId> owners;
        QList<LeadId> all;
        for (int i = 0; i < 14; ++i) {
            const PersonId owner = i % 2 == 0 ? desk.store.dana : desk.store.omar;
            all << desk.leads.add({.first = "Dev", .last = "Patel", .ago = (20 - i) * kSecond, .owner = owner});
            owners << owner;
        }
        QVERIFY(markNoticesSeen(desk.store->database(), desk.store.omar));
        QueueScreen &screen = desk.open();
        QSignalSpy said(&screen, &QueueScreen::said);
        desk.keys = 0;
        desk.key(Qt::Key_X);
        for (int n = 0; n < 11; ++n)
            desk.key(Qt::Key_Down, Qt::ShiftModifier);
        desk.key(Qt::Key_O);
        desk.type(QStringLiteral("om"));
        desk.key(Qt::Key_Return);
        QVERIFY(desk.keys <= 16);
        const auto ownerOf = [&](LeadId lead) { return queueRow(desk.store->database(), lead)->now.owner; };
        for (int i = 0; i < 12; ++i)
            QCOMPARE(ownerOf(all[i]), desk.store.omar);
        QCOMPARE(ownerOf(all[12]), owners[12]);
        QCOMPARE(said.count(), 1);
        QVERIFY(said.front()[0].toString().contains(QStringLiteral("Omar")));
        QVERIFY(said.front()[1].toBool());
        const auto news = notices(desk.store->database(), desk.store.omar);
        QVERIFY(news);
        const auto given = std::count_if(news->begin(), news->end(),
            [](const Notice &one) { return one.kind == Notice::Kind::LeadsGiven && !one.seen; });
        QCOMPARE(int(given), 1);

        QVERIFY(undoLast(*desk.store));
        for (int i = 0; i < 14; ++i)
            QCOMPARE(ownerOf(all[i]), owners[i]);
    }

    void gradeAndLostAreAskedForInTwoKeys()
    {
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        desk.key(Qt::Key_G);
        desk.type(QStringLiteral("b"));
        desk.type(QStringLiteral("vague"));
        desk.key(Qt::Key_Return);
        QCOMPARE(queueRow(desk.store->database(), lead)->now.grade, 2);
        QVERIFY(screen.view()->hasFocus());
        desk.key(Qt::Key_L);
        desk.type(QStringLiteral("b"));
        QVERIFY(load(desk.store->database(), kLead, lead.value)->closed == Closed::Lost);
        QCOMPARE(load(desk.store->database(), kLead, lead.value)->closedWhy, QStringLiteral("price"));
    }
    void escapeInAQuestionChangesNothing()
    {
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Dev", .last = "Patel", .owner = desk.store.dana});
        QueueScreen &screen = desk.open();
        for (const Qt::Key letter : {Qt::Key_O, Qt::Key_G, Qt::Key_L}) {
            desk.key(letter);
            QVERIFY(SheetDialog::openIn(desk.window.get()));
            desk.key(Qt::Key_Escape);
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QVERIFY(screen.view()->hasFocus());
        }
        QCOMPARE(queueRow(desk.store->database(), lead)->now.owner, desk.store.dana);
        QCOMPARE(queueRow(desk.store->database(), lead)->now.closed, Closed::Open);
    }
};

UPDESK_TEST(TestQueueScreen);
#include "tst_queuescreen.moc"
