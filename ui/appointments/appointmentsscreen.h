// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/boardbar.h"
#include "ui/appointments/boardview.h"
#include "ui/appointments/presentstrip.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/screen.h"

#include <QPointer>
#include <QTimer>

namespace updesk
{

class BookingSheet;
class FootKeys;
class ShowRateSheet;
class ShowroomSheet;
class SoldSheet;
class WallBoard;

/// Who comes when, and who is here (ui.md 7). Opening and calling a lead is the shell's.
class AppointmentsScreen final : public Screen
{
    Q_OBJECT
public:
    /// `session` outlives the screen.
    explicit AppointmentsScreen(Session &session, QWidget *parent = nullptr);

    static QString name() { return tr("Appointments"); }
    QString title() const override { return name(); }
    QWidget *focusTarget() override;
    bool goBack() override;
    BoardModel *model() const { return m_model; }
    BoardView *view() const { return m_view; }
    BoardBar *bar() const { return m_bar; }
    PresentStrip *present() const { return m_present; }
    WallBoard *wall(); ///< made when it is first wanted
    void showToday();
    void openWall();
    void addAppointment();
    void showSold(); ///< the sold log, over whatever is in front
    void showRate(); ///< the show rate, the same way
    void showShowroom(); ///< the showroom log of the day that the board shows, the same way
    void print(); ///< asks for a printer for what the board shows

Q_SIGNALS:
    void openLead(updesk::LeadId lead);
    void callLead(updesk::LeadId lead);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void connectAll();
    void connectPresent();
    void addKeys();
    void reload();
    bool isWalled() const;
    void refreshed();
    void failed(const Error &error);
    void refreshEmpty();
    void act(BoardAct act);
    void confirm(const BoardLine &line);
    void arrive(const BoardLine &line);
    void miss(const BoardLine &line);
    void cancel(const BoardLine &line);
    void move(const BoardLine &line);
    void did(const Result<DeedId> &done, const QString &words);
    void openMenu(const QPoint &global);
    BookingSheet *booking();

    Session &m_session;
    BoardModel *m_model;
    BoardBar *m_bar;
    class Banner *m_banner;
    PresentStrip *m_present;
    BoardView *m_view;
    FootKeys *m_foot;
    EmptyState *m_empty;
    QPointer<WallBoard> m_wall;
    QPointer<BookingSheet> m_booking;
    QPointer<SoldSheet> m_sold;
    QPointer<ShowRateSheet> m_rate;
    QPointer<ShowroomSheet> m_log;
    QTimer m_minute;
    AppointmentId m_kept; ///< selected before the rows were read anew
};

} // namespace updesk
