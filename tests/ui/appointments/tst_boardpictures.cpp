// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/dealverbs.h"
#include "core/desk/showroomverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"
#include "ui/appointments/wallboard.h"

#include <QDir>

using namespace updesk;

/// Pictures of the board as mock 06 has it, for whoever changes it.
class TestBoardPictures : public QObject
{
    Q_OBJECT

    static void save(QWidget &widget, const char *name)
    {
        QApplication::processEvents();
        const QDir dir(QStringLiteral(UPDESK_BUILD_DIR) + QStringLiteral("/pictures"));
        QVERIFY(dir.mkpath(QStringLiteral(".")));
        QVERIFY(widget.grab().save(dir.filePath(QStringLiteral("board-%1.png").arg(QLatin1String(name)))));
    }
    static LeadBuilder::Wish wish(const char *first, const char *last, const char *model, const char *stock = "")
    {
        return {.first = first, .last = last, .year = 2024, .make = "Toyota", .model = model, .stock = stock};
    }
    /// The day of the mock: it is 10:41.
    static AppointmentId fill(BoardDesk &desk)
    {
        TestStore &store = desk.store;
        store.clock.advance(41 * kMinute);
        const auto at = [](int hour, int minute) { return Time(hour * 60 + minute - 10 * 60 - 41) * kMinute; };
        const AppointmentId sold = desk.book(wish("Nadia", "Cole", "Camry", "T1182"), at(9, 0), store.dana);
        const AppointmentId missed = desk.book(wish("Erin", "Walsh", "Tacoma", "T1171"), at(9, 30), store.omar);
        const AppointmentId here = desk.book(wish("Hugo", "Bell", "Accord"), at(10, 0), store.dana);
        const AppointmentId waits = desk.book(wish("Ken", "Watanabe", "CR-V"), at(10, 45), store.omar);
        const AppointmentId call = desk.book(wish("Joan", "Keller", "RAV4", "T1190"), at(11, 0), store.omar);
        const AppointmentId sure = desk.book(wish("Ivy", "Stone", "Tacoma"), at(13, 0), store.dana);
        desk.book(wish("Noel", "Price", "RAV4", "T1190"), at(17, 30), store.dana, kHour);
        const AppointmentId off = desk.book(wish("Bea", "Fischer", "Corolla"), at(18, 0), store.omar);
        const Time now = store.clock.now();
        const auto then = [&](int hour, int minute, auto &&act) {
            store.clock.set(now + at(hour, minute));
            if (!act())
                qFatal("fill");
            store.clock.set(now);
        };
        then(8, 30, [&] { return bool(confirmVisit(*store, sold)); });
        then(8, 40, [&] { return bool(confirmVisit(*store, sure, Channel::Text)); });
        store->setPerson(store.dana);
        then(8, 58, [&] { return bool(arriveVisit(*store, sold)); });
        then(9, 50, [&] {
            DealDraft deal;
            deal.vehicle = QStringLiteral("2024 Toyota Camry");
            return bool(sellLead(*store, desk.row(sold).lead, deal));
        });
        then(10, 0, [&] { return bool(missVisit(*store, missed)); });
        then(9, 56, [&] { return bool(arriveVisit(*store, here)); });
        then(10, 40, [&] { return bool(arriveVisit(*store, waits)); });
        then(10, 5, [&] {
            CallLog log;
            log.outcome = Outcome::NoAnswer;
            log.dialledAt = store.clock.now() - 20 * kSecond;
            return bool(logCall(*store, desk.row(call).lead, log));
        });
        if (!cancelVisit(*store, off))
            qFatal("cancel");
        return call;
    }

private Q_SLOTS:
    void cleanup()
    {
        setTextSize(100);
        setTheme(ThemeName::Light);
    }
    void theBoardOfTheMock()
    {
        BoardDesk desk({1166, 692});
        const AppointmentId call = fill(desk);
        desk.open();
        desk.view().select(call);
        QCOMPARE(desk.model().rowCount(), 8);
        save(*desk.window, "day-light");
        setTheme(ThemeName::Dark);
        save(*desk.window, "day-dark");
        setTheme(ThemeName::Light);
        desk.model().show(desk.store.clock.now(), BoardModel::Span::Week);
        save(*desk.window, "week-light");
    }
    void narrowAndLarge()
    {
        BoardDesk desk({972, 620});
        fill(desk);
        desk.open();
        save(*desk.window, "day-1024");
        setTextSize(200);
        save(*desk.window, "day-1024-200");
    }
    void emptyAndSheet()
    {
        BoardDesk desk({1166, 692});
        desk.open();
        save(*desk.window, "empty");
        BoardDesk full({1166, 692});
        fill(full);
        full.open();
        full.key(Qt::Key_R);
        save(*full.window, "move");
    }
    void theWall()
    {
        BoardDesk desk({1366, 768});
        fill(desk);
        desk.open();
        desk.screen->openWall();
        save(*desk.screen->wall(), "wall-light");
        setTheme(ThemeName::Dark);
        save(*desk.screen->wall(), "wall-dark");
        desk.screen->wall()->leave();
    }
    void whatIsAskedBeforeAVisit()
    {
        for (const int size : {100, 200}) {
            BoardDesk desk(size == 100 ? QSize(1166, 692) : QSize(1024, 700));
            setTextSize(size);
            fill(desk);
            desk.open();
            desk.screen->addAppointment();
            desk.type(QStringLiteral("ivy"));
            save(*desk.window, size == 100 ? "booking" : "booking-200");
        }
        setTextSize(100);
    }
};
UPDESK_TEST(TestBoardPictures);
#include "tst_boardpictures.moc"
