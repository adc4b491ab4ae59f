// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"

#include <QDir>
#include <QSignalSpy>

using namespace updesk;

namespace
{

void save(const QPixmap &picture, const char *name)
{
    const QDir dir(QStringLiteral(UPDESK_BUILD_DIR) + QStringLiteral("/pictures"));
    QVERIFY(dir.mkpath(QStringLiteral(".")));
    QVERIFY(picture.save(dir.filePath(QStringLiteral("queue-%1.png").arg(QLatin1String(name)))));
}

/// A day at the store: something in every group, every state of the clock.
LeadId fill(QueueDesk &desk)
{
    LeadBuilder &leads = desk.leads;
    const PersonId dana = desk.store.dana;
    const PersonId omar = desk.store.omar;
    const LeadId maria = leads.add({.first = "Maria",
        .last = "Lopez",
        .year = 2024,
        .make = "Toyota",
        .model = "Camry",
        .trim = "SE",
        .stock = "T1182",
        .days = 7,
        .asks = AskVisit,
        .ago = kDay,
        .owner = dana,
        .trade = true});
    leads.called(maria, kDay - kMinute);
    leads.wrote(maria, 4 * kMinute + 10 * kSecond);
    leads.plan(maria, Task::Kind::Reply, Channel::Text, 0, 0, 0);
    leads.add({.first = "Jules",
        .last = "Tremblay",
        .words = "SUV under 30k",
        .source = "AutoSite",
        .days = 7,
        .asks = AskVisit,
        .ago = 11 * kMinute + 10 * kSecond});
    leads.add({.first = "Sam",
        .last = "Okafor",
        .year = 2024,
        .make = "Toyota",
        .model = "RAV4",
        .trim = "XLE",
        .stock = "T1190",
        .days = 7,
        .asks = AskVisit,
        .ago = 3 * kMinute + 12 * kSecond,
        .owner = dana,
        .trade = true});
    leads.add({.first = "Grace",
        .last = "Kim",
        .year = 2023,
        .make = "Toyota",
        .model = "Corolla",
        .trim = "LE",
        .ago = kMinute + 48 * kSecond,
        .owner = omar});
    leads.add({.first = "Tom",
        .last = "Reyes",
        .words = "Price on the Tacoma?",
        .source = "AutoSite",
        .ago = 47 * kMinute + 5 * kSecond});
    const auto planned = [&](const LeadBuilder::Wish &wish, Task::Kind kind, Channel channel, Time in, int attempt,
                             bool promised = false) {
        const LeadId lead = leads.add(wish);
        leads.called(lead, wish.ago - 4 * kMinute);
        leads.plan(lead, kind, channel, in, attempt, 8, promised);
        return lead;
    };
    planned({.first = "Ann",
                .last = "Whitfield",
                .year = 2024,
                .make = "Toyota",
                .model = "Highlander",
                .stock = "T1204",
                .days = 7,
                .ago = 2 * kDay,
                .owner = dana},
        Task::Kind::Call, Channel::Phone, 4 * kHour, 2, true);
    planned({.first = "Luis",
                .last = "Ortega",
                .year = 2022,
                .make = "Toyota",
                .model = "Tacoma",
                .trim = "SR5",
                .days = 30,
                .ago = 39 * kMinute,
                .owner = dana},
        Task::Kind::Call, Channel::Phone, 4 * kHour, 2);
    planned({.first = "Nina",
                .last = "Petrov",
                .year = 2023,
                .make = "Toyota",
                .model = "Camry",
                .trim = "LE",
                .stock = "U2231",
                .ago = 3 * kDay,
                .owner = omar},
        Task::Kind::Text, Channel::Text, 5 * kHour + 20 * kMinute, 4);
    planned({.first = "Dev",
                .last = "Patel",
                .year = 2024,
                .make = "Toyota",
                .model = "Corolla Hybrid",
                .ago = 8 * kDay,
                .owner = dana},
        Task::Kind::Email, Channel::Email, 6 * kHour, 6);
    for (int i = 0; i < 6; ++i)
        planned({.first = "Lee",
                    .last = "Brandt",
                    .year = 2021,
                    .make = "Honda",
                    .model = "Accord",
                    .ago = (4 + i) * kDay,
                    .owner = dana},
            Task::Kind::Call, Channel::Phone, (2 + i) * kDay, 3);
    return maria;
}

} // namespace

class TestQueuePictures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void lightAndDark()
    {
        QueueDesk desk;
        fill(desk);
        QueueScreen &screen = desk.open();
        desk.store->hold(desk.model().leadAt(3));
        QCOMPARE(desk.model().rowCount(), 9);
        save(screen.grab(), "light");
        screen.reasons()->openFor(desk.model().index(1, QueueModel::Score), false);
        save(desk.window->grab(), "reasons");
        screen.reasons()->close();
        setTheme(ThemeName::Dark);
        QApplication::processEvents();
        save(screen.grab(), "dark");
    }
    void aFullWindow()
    {
        QueueDesk desk({1366, 768});
        fill(desk);
        save(desk.open().grab(), "1366");
    }
    void aSmallWindowWithTwoLines()
    {
        QueueDesk desk({972, 604});
        fill(desk);
        desk.open();
        desk.view().toggleGroup(5);
        save(desk.screen->grab(), "1024");
    }
    void twiceTheText()
    {
        QueueDesk desk({1366, 768});
        fill(desk);
        setTextSize(200);
        save(desk.open().grab(), "200");
    }
    void compactAndChosen()
    {
        QueueDesk desk;
        fill(desk);
        QueueScreen &screen = desk.open();
        screen.view()->setDensity(Density::Compact);
        desk.key(Qt::Key_X);
        desk.key(Qt::Key_Down, Qt::ShiftModifier);
        desk.key(Qt::Key_Down, Qt::ShiftModifier);
        save(screen.grab(), "compact");
        desk.key(Qt::Key_O);
        desk.type(QStringLiteral("o"));
        save(desk.window->grab(), "give");
    }
    void anAnswerInDoubt()
    {
        QueueDesk desk({1366, 768});
        fill(desk);
        const LeadId doubted = desk.leads.add({.first = "Nina", .last = "Petrov", .ago = 12 * kMinute});
        desk.store.clock.setJumped(-38 * kMinute);
        desk.leads.called(doubted, 9 * kMinute);
        desk.store.clock.setJumped(0);
        desk.leads.called(desk.leads.add({.first = "Lee", .last = "Brandt", .ago = 12 * kMinute}), 8 * kMinute);
        QueueScreen &screen = desk.open();
        QVERIFY(screen.view()->selectLead(doubted));
        screen.reasons()->openFor(desk.model().index(desk.model().rowOf(doubted), QueueModel::Clock), false);
        QApplication::processEvents();
        save(desk.window->grab(), "doubt");
        screen.reasons()->close();
        setTheme(ThemeName::Dark);
        screen.showWithoutProof();
        QApplication::processEvents();
        save(desk.window->grab(), "doubt-list-dark");
    }
    void whatComesNextInItsPlan()
    {
        for (const int size : {100, 200}) {
            setTextSize(size);
            QueueDesk desk({1366, 768});
            setTextSize(size);
            QVERIFY(useShippedPlans(*desk.store));
            desk.leads.add({.first = "Nina", .last = "Petrov", .days = 7, .asks = AskVisit});
            QueueScreen &screen = desk.open();
            screen.reasons()->openFor(desk.model().index(0, QueueModel::NextAction), false);
            QApplication::processEvents();
            save(desk.window->grab(), size == 100 ? "plan" : "plan-200");
            QVERIFY(desk.window->rect().contains(screen.reasons()->popover()->geometry()));
        }
    }
    void nothingLeftToDo()
    {
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Priya", .last = "Nair", .ago = kDay});
        desk.leads.called(lead, kDay - kMinute);
        desk.leads.plan(lead, Task::Kind::Call, Channel::Phone, kDay + 4 * kHour, 4, 8);
        QueueScreen &screen = desk.open();
        auto *empty = screen.findChild<EmptyState *>(QStringLiteral("queue.empty"));
        QVERIFY(empty->isVisible());
        save(screen.grab(), "empty");
        QSignalSpy wanted(&screen, &QueueScreen::walkInWanted);
        empty->button()->click();
        QCOMPARE(wanted.count(), 1);
    }
};

UPDESK_TEST(TestQueuePictures);
#include "tst_queuepictures.moc"
