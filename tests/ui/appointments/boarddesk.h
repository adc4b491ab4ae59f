// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/boardrows.h"
#include "core/desk/appointmentverbs.h"
#include "tests/support/leadbuilder.h"
#include "ui/appointments/appointmentsscreen.h"
#include "ui/parts/sheetdialog.h"

#include <QApplication>
#include <QSignalSpy>

namespace updesk
{

/// A store with a day of appointments, and the board in a window of its own. It is Thursday, 10:00.
class BoardDesk
{
public:
    explicit BoardDesk(QSize size = {1166, 692})
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        m_size = size;
    }

    /// Books `who` for so long from now; the booking was made `ago`.
    AppointmentId book(const LeadBuilder::Wish &wish, Time in, PersonId with, Time ago = 30 * kHour)
    {
        const Time now = store.clock.now();
        LeadBuilder::Wish early = wish;
        store.clock.set(now - ago - kMinute);
        const LeadId lead = leads.add(early);
        store.clock.set(now - ago);
        if (!bookVisit(*store, lead, now + in, with))
            qFatal("book");
        store.clock.set(now);
        return appointmentsOfLead(store->database(), lead)->front().id;
    }
    /// Six of one day: two whose time has come, four to come.
    std::vector<AppointmentId> six()
    {
        const auto one = [&](const char *first, const char *last, Time in, PersonId with) {
            return book(
                {.first = first, .last = last, .year = 2024, .make = "Toyota", .model = "RAV4", .stock = "T1190"}, in,
                with);
        };
        return {one("Nadia", "Cole", -kHour, store.dana), one("Raj", "Malhotra", -40 * kMinute, store.omar),
            one("Joan", "Keller", kHour, store.omar), one("Priya", "Nair", 2 * kHour, store.dana),
            one("Ivy", "Stone", 3 * kHour, store.dana), one("Theo", "Grant", 4 * kHour, store.omar)};
    }
    AppointmentsScreen &open()
    {
        window = std::make_unique<QWidget>();
        window->resize(m_size);
        screen = new AppointmentsScreen(*store, window.get());
        screen->setGeometry(window->rect());
        window->show();
        window->activateWindow();
        QApplication::setActiveWindow(window.get());
        screen->focusTarget()->setFocus();
        QApplication::processEvents();
        return *screen;
    }
    BoardModel &model() { return *screen->model(); }
    BoardView &view() { return *screen->view(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *to = QApplication::focusWidget();
        QTest::keyClick(to ? to : screen->view(), key, modifiers);
    }
    void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
    }
    QString cell(AppointmentId id, int column) { return model().index(model().rowOf(id), column).data().toString(); }
    int shown(const char *count)
    {
        const auto *label = screen->findChild<QLabel *>(QStringLiteral("appt.count.") + QLatin1String(count));
        return label->text().toInt();
    }
    Appointment row(AppointmentId id) { return *load(store->database(), kAppointment, id.value); }

    TestStore store;
    LeadBuilder leads{store};
    std::unique_ptr<QWidget> window;
    AppointmentsScreen *screen = nullptr;

private:
    QSize m_size;
};

} // namespace updesk
