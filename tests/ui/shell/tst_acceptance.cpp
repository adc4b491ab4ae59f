// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/leadbuilder.h"
#include "tests/ui/shell/shelldesk.h"

#include <QProcess>
#include <QScrollBar>

using namespace updesk;

/// The scenarios of the whole window: U03, U05, U08, U09.
class TestAcceptance : public QObject
{
    Q_OBJECT

    /// The clock cell of a lead in black and white: its darker half against its lighter one, so that only shape is
    /// left.
    static QImage shape(ShellDesk &shell, LeadId lead)
    {
        QueueView *view = shell.queue().view();
        const QModelIndex index = shell.queue().model()->index(shell.queue().model()->rowOf(lead), QueueModel::Clock);
        view->settle();
        view->clearSelection();
        QCoreApplication::processEvents();
        QRect cell = view->cellRect(index);
        cell.setWidth(30); // box and mark, without the digits
        const QImage grey = view->viewport()->grab(cell).toImage().convertToFormat(QImage::Format_Grayscale8);
        QImage shape(grey.size(), QImage::Format_Mono);
        int low = 255, high = 0;
        for (int y = 0; y < grey.height(); ++y)
            for (int x = 0; x < grey.width(); ++x) {
                low = std::min(low, qGray(grey.pixel(x, y)));
                high = std::max(high, qGray(grey.pixel(x, y)));
            }
        for (int y = 0; y < grey.height(); ++y)
            for (int x = 0; x < grey.width(); ++x)
                shape.setPixel(x, y, qGray(grey.pixel(x, y)) * 2 > low + high ? 1 : 0);
        return shape;
    }
    static int different(const QImage &a, const QImage &b)
    {
        int count = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x)
                count += a.pixel(x, y) != b.pixel(x, y);
        return count;
    }
    static int badge(ShellDesk &shell) { return shell.window().state().badges.value(QStringLiteral("queue")); }
    static QStringList with12(const QStringList &lines) { return lines.filter(QStringLiteral("12 ")); }
    /// Twelve leads of Dana and two of Omar, the oldest first in the queue; Mike is at the desk.
    static void openTeam(ShellDesk &shell)
    {
        LeadBuilder leads(shell.store);
        for (int i = 0; i < 14; ++i)
            leads.add({.first = "Dev",
                .last = "Patel",
                .ago = (60 - i) * kSecond,
                .owner = i < 12 ? shell.store.dana : shell.store.omar});
        for (const PersonId &person : {shell.store.dana, shell.store.omar})
            if (!markNoticesSeen(shell.store->database(), person))
                qFatal("notices");
        shell.open(shell.store.mike);
        shell.keys = 0;
        shell.key(Qt::Key_X);
        for (int n = 0; n < 11; ++n)
            shell.key(Qt::Key_Down, Qt::ShiftModifier);
        shell.key(Qt::Key_O);
        shell.type(QStringLiteral("om"));
        shell.key(Qt::Key_Return);
    }

private Q_SLOTS:
    void u03PhoneUpCutOff()
    {
        ShellDesk shell;
        const Time called = shell.store.clock.now();
        QProcess typist;
        typist.start(QStringLiteral(UPDESK_TYPIST), {shell.store.path, QStringLiteral("dana")});
        QVERIFY(typist.waitForStarted());
        while (!typist.canReadLine())
            QVERIFY2(typist.waitForReadyRead(30'000), typist.readAllStandardError().constData());
        QCOMPARE(typist.readLine().trimmed(), QByteArray("typed"));
        QTest::qWait(3000);
        typist.kill(); // SIGKILL: nothing is tidied up
        QVERIFY(typist.waitForFinished());
        QCOMPARE(typist.exitStatus(), QProcess::CrashExit);

        shell.store.clock.advance(kHour);
        shell.store.reopen();
        shell.open(shell.store.dana);
        QCOMPARE(shell.window().banner()->words(), QStringLiteral("You have 1 unsaved phone-up from 10:00"));
        Q_EMIT shell.window().banner()->actionClicked();
        auto *first = shell.find<QLineEdit>("quickadd.first");
        QCOMPARE(shell.find<QLineEdit>("quickadd.phone")->text(), QStringLiteral("(555) 201-4410"));
        QCOMPARE(first->text(), QStringLiteral("Sam"));
        QCOMPARE(QApplication::focusWidget(), first);
        QCOMPARE(first->cursorPosition(), 2);
        shell.key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!shell.desk->quickAdd()->form());
        QCOMPARE(shell.store.list("SELECT received FROM lead"), QByteArray::number(called) + '\n');
        QCOMPARE(shell.store.count("draft"), 0);
        QVERIFY(shell.window().banner()->words().isEmpty());
    }

    void u05TheManagerSeesTheClock()
    {
        ShellDesk shell;
        LeadBuilder leads(shell.store);
        shell.open(shell.store.mike);
        QVERIFY(shell.words("status.clock").isEmpty());
        const Time received = shell.store.clock.now();
        const LeadId lead = leads.add({.first = "Sam", .last = "Okafor", .owner = shell.store.dana});
        const auto look = [&](Time after) {
            shell.store.clock.set(received + after);
            shell.desk->refresh();
            shell.queue().model()->refresh();
            return shell.words("status.clock");
        };
        QCOMPARE(look(30 * kSecond), QStringLiteral("04:30"));
        const QImage running = shape(shell, lead);
        const auto mail = doDeed(*shell.store, "acknowledge", {lead}, [&](Transaction &tx) -> Result<void> {
            Activity sent;
            sent.id = {tx.freshId()};
            sent.lead = lead;
            sent.kind = Activity::Kind::Email;
            sent.direction = Activity::Direction::Out;
            sent.evidence = Evidence::Automatic;
            sent.code = Activity::Code::Acknowledged;
            sent.at = tx.now();
            return apply(tx, put(kActivity, sent));
        });
        QVERIFY(mail);
        QCOMPARE(look(3 * kMinute + kSecond), QStringLiteral("01:59"));
        const QImage close = shape(shell, lead);
        QCOMPARE(look(5 * kMinute + kSecond), QStringLiteral("+00:01"));
        QVERIFY(shell.find<QWidget>("status.clock")->accessibleName().contains(QStringLiteral("late")));
        const QImage late = shape(shell, lead);
        QVERIFY2(different(running, close) > 40, qPrintable(QString::number(different(running, close))));
        QVERIFY2(different(running, late) > 40, qPrintable(QString::number(different(running, late))));
        QVERIFY2(different(close, late) > 40, qPrintable(QString::number(different(close, late))));
    }

    void u08FiftyLeadsArriveAndTheRowStandsStill()
    {
        ShellDesk shell;
        LeadBuilder leads(shell.store);
        for (int i = 0; i < 40; ++i) {
            const LeadId lead = leads.add({.first = "Dev", .last = "Patel", .ago = kDay, .owner = shell.store.dana});
            leads.called(lead, kDay - kMinute);
            leads.plan(lead, Task::Kind::Call, Channel::Phone, i * kMinute, 2, 8);
        }
        shell.open(shell.store.mike);
        for (int n = 0; n < 7; ++n)
            shell.key(Qt::Key_Down);
        QueueView *view = shell.queue().view();
        QScrollBar *bar = view->verticalScrollBar();
        bar->setValue(3 * bar->singleStep());
        const LeadId selected = shell.queue().currentLead();
        const auto y = [&] {
            return view->visualRect(shell.queue().model()->index(shell.queue().model()->rowOf(selected), 0)).y();
        };
        const int before = y();
        auto other = Session::open(shell.store.path, shell.store.clock); // as the worker beside the window writes
        QVERIFY(other);
        for (int n = 0; n < 50; ++n) {
            LeadDraft draft = shell.store.webLead(200 + n);
            draft.full = draft.first = QStringLiteral("Nina");
            draft.last.clear();
            QVERIFY(capture(**other, draft));
            QTest::qWait(100);
            QCOMPARE(shell.queue().currentLead(), selected);
            QCOMPARE(y(), before);
        }
        QTRY_COMPARE(view->newAbove(), 50);
        QCOMPARE(y(), before);
        auto *chip = shell.find<QAbstractButton>("queue.newChip");
        QVERIFY(chip->isVisible());
        QVERIFY2(chip->text().startsWith(QStringLiteral("50 new")), qPrintable(chip->text()));
        shell.key(Qt::Key_Home);
        QCOMPARE(view->newAbove(), 0);
        QCOMPARE(bar->value(), 0);
        for (int row = 0; row < 10; ++row)
            QVERIFY(shell.queue().model()->line(row).row.name.startsWith(QStringLiteral("Nina")));
        QVERIFY(!chip->isVisible());
    }

    void u09BothAreToldOfTwelveOnce()
    {
        ShellDesk shell;
        openTeam(shell);
        QVERIFY(shell.keys <= 16);
        QVERIFY2(shell.toast().contains(QStringLiteral("Omar")), qPrintable(shell.toast()));
        QCOMPARE(shell.store.list("SELECT count(*) FROM lead_now WHERE owner_id="
                                  "(SELECT id FROM person WHERE login='omar')"),
            "14\n");
        shell.store->setPerson(shell.store.omar);
        QCOMPARE(badge(shell), 14);
        QCOMPARE(with12(shell.news()).size(), 1);
        QVERIFY(with12(shell.news()).front().contains(QStringLiteral("Mike gave you 12 lead")));
        shell.store->setPerson(shell.store.dana);
        QCOMPARE(badge(shell), 0);
        QCOMPARE(with12(shell.news()).size(), 1);
        QVERIFY(with12(shell.news()).front().contains(QStringLiteral("12 of your leads went to Omar")));
    }
    void u09UndoGivesEachBackAndNobodyIsTold()
    {
        ShellDesk shell;
        openTeam(shell);
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        shell.store->setPerson(shell.store.omar);
        QCOMPARE(badge(shell), 2);
        QVERIFY(with12(shell.news()).isEmpty());
        shell.store->setPerson(shell.store.dana);
        QCOMPARE(badge(shell), 12);
        QVERIFY(with12(shell.news()).isEmpty());
    }
};
UPDESK_TEST(TestAcceptance);
#include "tst_acceptance.moc"
