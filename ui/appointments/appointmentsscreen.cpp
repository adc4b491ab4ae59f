// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/appointmentsscreen.h"

#include "core/desk/appointmentverbs.h"
#include "core/desk/showroomverbs.h"
#include "ui/appointments/bookingsheet.h"
#include "ui/appointments/dayprint.h"
#include "ui/appointments/footkeys.h"
#include "ui/appointments/showratesheet.h"
#include "ui/appointments/showroomsheet.h"
#include "ui/appointments/soldsheet.h"
#include "ui/appointments/wallboard.h"
#include "ui/parts/banner.h"
#include "ui/parts/nocalls.h"
#include "ui/parts/spacing.h"

#include <QHideEvent>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kLook = 15 * 1000; // ms: waiting minutes and the line of now move on

AppointmentsScreen::AppointmentsScreen(Session &session, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_model(new BoardModel(session, this)),
      m_bar(new BoardBar),
      m_banner(new Banner(BannerTone::Bad, Icon::Warning)),
      m_present(new PresentStrip(session)),
      m_view(new BoardView(*m_model)),
      m_foot(new FootKeys),
      m_empty(new EmptyState(m_view))
{
    build();
    connectAll();
    connectPresent();
    addKeys();
    reload();
}

void AppointmentsScreen::build()
{
    setObjectName(QStringLiteral("appt"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *part :
        {static_cast<QWidget *>(m_bar), static_cast<QWidget *>(m_banner), static_cast<QWidget *>(m_present)})
        column->addWidget(part);
    column->addWidget(m_view, 1);
    column->addWidget(m_foot);
    m_banner->setWords({});
    m_banner->setAction(tr("Try again"));
    m_empty->setObjectName(QStringLiteral("appt.empty"));
    m_empty->setIcon(Icon::Appointments);
    m_empty->setAction(tr("Add appointment"));
    m_empty->hide();
    m_view->installEventFilter(this);
    m_minute.setInterval(kLook);
}

void AppointmentsScreen::connectAll()
{
    connect(m_bar, &BoardBar::stepWanted, m_model, &BoardModel::step);
    connect(m_bar, &BoardBar::todayWanted, this, &AppointmentsScreen::showToday);
    connect(m_bar, &BoardBar::spanChosen, this, [this](BoardModel::Span span) {
        // From a week to a day: today when it is in it, else the first.
        const bool today = m_model->isToday();
        m_model->show(today ? m_session.now() : m_model->from() + 12 * kHour, span);
        m_view->setFocus();
    });
    connect(m_bar, &BoardBar::personChosen, m_model, &BoardModel::setPerson);
    connect(m_bar, &BoardBar::addWanted, this, &AppointmentsScreen::addAppointment);
    connect(m_view, &BoardView::actWanted, this, &AppointmentsScreen::act);
    connect(m_view, &BoardView::stepWanted, m_model, &BoardModel::step);
    connect(m_view, &BoardView::todayWanted, this, &AppointmentsScreen::showToday);
    connect(m_view, &BoardView::menuWanted, this, &AppointmentsScreen::openMenu);
    connect(m_foot, &FootKeys::actWanted, this, &AppointmentsScreen::act);
    connect(m_view, &BoardView::rateWanted, this, &AppointmentsScreen::showRate);
    connect(m_foot, &FootKeys::wallWanted, this, &AppointmentsScreen::openWall);
    connect(m_foot, &FootKeys::rateWanted, this, &AppointmentsScreen::showRate);
    connect(m_view, &BoardView::logWanted, this, &AppointmentsScreen::showShowroom);
    connect(m_foot, &FootKeys::logWanted, this, &AppointmentsScreen::showShowroom);
    connect(m_view, &BoardView::soldWanted, this, &AppointmentsScreen::showSold);
    connect(m_foot, &FootKeys::soldWanted, this, &AppointmentsScreen::showSold);
    connect(m_foot, &FootKeys::printWanted, this, &AppointmentsScreen::print);
    connect(m_empty, &EmptyState::actionClicked, this, &AppointmentsScreen::addAppointment);
    connect(m_banner, &Banner::actionClicked, this, &AppointmentsScreen::reload);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const BoardLine *line = m_view->current();
        m_kept = line ? line->row.appointment.id : m_kept;
    });
    connect(m_model, &BoardModel::refreshed, this, &AppointmentsScreen::refreshed);
    connect(m_model, &BoardModel::failed, this, &AppointmentsScreen::failed);
    connect(&m_session, &Session::changed, this, &AppointmentsScreen::reload);
    connect(&m_minute, &QTimer::timeout, this, &AppointmentsScreen::reload);
}

void AppointmentsScreen::connectPresent()
{
    connect(m_present, &PresentStrip::failed, this, &AppointmentsScreen::failed);
    connect(m_present, &PresentStrip::openLead, this, &AppointmentsScreen::openLead);
    connect(m_present, &PresentStrip::stepReached, this, [this](RowOnlyId visit, VisitStep step) {
        did(reachStep(m_session, visit, step), tr("Noted: %1.").arg(BoardWords::step(step)));
    });
    connect(m_present, &PresentStrip::departed, this,
        [this](RowOnlyId visit) { did(departVisit(m_session, visit), tr("They have left the store.")); });
    connect(m_present, &PresentStrip::forgottenLeft, this, [this] {
        const std::vector<RowOnlyId> visits = m_present->forgotten();
        did(departForgotten(m_session, visits), tr("Logged out as of closing time."));
    });
}

void AppointmentsScreen::addKeys()
{
    const auto key = [this](const QKeySequence &keys, auto call) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, call);
    };
    key(QKeySequence(Qt::Key_F11), [this] { openWall(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_P), [this] { print(); });
}

QWidget *AppointmentsScreen::focusTarget()
{
    return m_empty->isVisibleTo(this) ? static_cast<QWidget *>(m_empty->button()) : m_view;
}

bool AppointmentsScreen::goBack()
{
    if (isWalled()) {
        m_wall->leave();
        return true;
    }
    if (m_model->isToday())
        return false;
    showToday();
    return true;
}

bool AppointmentsScreen::isWalled() const { return m_wall && m_wall->isVisible(); }

// Out of sight nothing is read; it is when it comes to the front.
void AppointmentsScreen::reload()
{
    if (!isVisible() && !isWalled() && m_model->readAt() > 0)
        return;
    m_present->refresh();
    m_model->refresh();
}

void AppointmentsScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    reload();
    m_minute.start();
}

void AppointmentsScreen::hideEvent(QHideEvent *event)
{
    Screen::hideEvent(event);
    m_minute.stop();
    if (isWalled() && !event->spontaneous()) // another screen is wanted, and would stand behind the wall
        m_wall->leave();
}

void AppointmentsScreen::showToday()
{
    m_model->show(m_session.now(), m_model->span());
    m_view->setFocus();
}

void AppointmentsScreen::refreshed()
{
    m_banner->setWords({});
    m_bar->show(*m_model);
    if (!m_view->current() && !(m_view->select(m_kept)) && m_model->rowCount() > 0) {
        const int next = std::min(m_model->firstAhead(), m_model->rowCount() - 1);
        m_view->setCurrentIndex(m_model->index(m_model->isToday() ? next : 0, 0));
    }
    refreshEmpty();
}

// The old rows stay, and states can still be set.
void AppointmentsScreen::failed(const Error &)
{
    m_banner->setWords(m_model->readAt() > 0
            ? tr("Could not read the appointments. Showing %1.").arg(m_model->words().timeOfDay(m_model->readAt()))
            : tr("Could not read the appointments. Nothing was lost."));
}

void AppointmentsScreen::refreshEmpty()
{
    const bool empty = m_model->rowCount() == 0 && m_model->readAt() > 0;
    const bool hadFocus = m_empty->isAncestorOf(focusWidget()) || m_view->hasFocus();
    m_empty->setVisible(empty);
    if (!empty)
        return;
    m_empty->setWords(m_model->person().isNull()
            ? tr("Nothing on %1.").arg(m_model->heading())
            : tr("Nothing on %1 for %2.").arg(m_model->heading(), m_model->words().fullName(m_model->person())));
    const QSize size = m_empty->sizeHint().expandedTo(QSize(scaled(320), scaled(140)));
    const QRect room = m_view->rect();
    m_empty->setGeometry((room.width() - size.width()) / 2,
        std::max(scaled(40), (room.height() - size.height()) * 2 / 5), size.width(), size.height());
    m_empty->raise();
    if (hadFocus && isVisible())
        m_empty->button()->setFocus();
}

bool AppointmentsScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        refreshEmpty();
    return Screen::eventFilter(watched, event);
}

void AppointmentsScreen::did(const Result<DeedId> &done, const QString &words)
{
    if (!done) {
        Q_EMIT said(BoardWords::refused(done.error()), false);
        return;
    }
    if (!done->isNull())
        Q_EMIT said(words, true);
}

static QString nameOf(const BoardLine &line)
{
    return line.row.name.isEmpty() ? AppointmentsScreen::tr("This customer") : line.row.name;
}

void AppointmentsScreen::confirm(const BoardLine &line)
{
    const QString name = nameOf(line);
    did(confirmVisit(m_session, line.row.appointment.id), tr("%1 has confirmed.").arg(name));
}

void AppointmentsScreen::arrive(const BoardLine &line)
{
    const QString name = nameOf(line);
    const auto came = arriveVisit(m_session, line.row.appointment.id);
    if (!came) {
        did(came.error(), {});
        return;
    }
    const QString with = m_model->words().person(came->person);
    const QString words = with.isEmpty() ? tr("%1 is here. Nobody is with them yet.").arg(name)
        : came->beBack                   ? tr("%1 is back, with %2.", "a customer, a person").arg(name, with)
                                         : tr("%1 is here, with %2.", "a customer, a person").arg(name, with);
    did(came->deed, words);
}

void AppointmentsScreen::miss(const BoardLine &line)
{
    const QString name = nameOf(line);
    const auto done = missVisit(m_session, line.row.appointment.id);
    const int row = m_model->rowOf(line.row.appointment.id);
    const BoardStep next = row >= 0 ? m_model->line(row).row.recover : BoardStep();
    did(done,
        next.isOpen()
            //: %1: a customer, %2: a moment
            ? tr("%1 missed it. The next step is due %2.").arg(name, m_model->words().moment(next.due, m_session.now()))
            : tr("%1 missed it.").arg(name));
}

void AppointmentsScreen::cancel(const BoardLine &line)
{
    const QString name = nameOf(line);
    did(cancelVisit(m_session, line.row.appointment.id), tr("%1 does not come. It stays here as cancelled.").arg(name));
}

void AppointmentsScreen::move(const BoardLine &line)
{
    if (!mayBecome(line.row.appointment.state, Appointment::State::Rescheduled))
        return did(Error{Error::Code::Invalid, QStringLiteral("state"), {}}, {});
    booking()->openForMove(line.row);
}

void AppointmentsScreen::act(BoardAct act)
{
    const BoardLine *current = m_view->current();
    if (!current)
        return;
    const BoardLine line = *current; // a verb reads the rows anew
    switch (act) {
    case BoardAct::Open:
        Q_EMIT openLead(line.row.appointment.lead);
        return;
    case BoardAct::Call:
        Q_EMIT callLead(line.row.appointment.lead);
        return;
    case BoardAct::Confirm:
        return confirm(line);
    case BoardAct::Arrive:
        return arrive(line);
    case BoardAct::Miss:
        return miss(line);
    case BoardAct::Move:
        return move(line);
    case BoardAct::Cancel:
        return cancel(line);
    case BoardAct::NoCalls:
        return NoCalls::stop(this, m_session, line.row.appointment.lead, line.row.name,
            [this](const QString &words, bool undoable) { Q_EMIT said(words, undoable); });
    }
}

BookingSheet *AppointmentsScreen::booking()
{
    if (!m_booking) {
        m_booking = new BookingSheet(m_session, window());
        connect(m_booking, &BookingSheet::booked, this, [this](const QString &words) { Q_EMIT said(words, true); });
    }
    return m_booking;
}

void AppointmentsScreen::addAppointment()
{
    booking()->openForNew(m_model->span() == BoardModel::Span::Day ? m_model->from() : m_session.now());
}

void AppointmentsScreen::showSold()
{
    if (!m_sold) {
        m_sold = new SoldSheet(m_session, window());
        connect(m_sold, &SoldSheet::openLead, this, &AppointmentsScreen::openLead);
    }
    m_sold->open();
}

void AppointmentsScreen::showRate()
{
    if (!m_rate) {
        m_rate = new ShowRateSheet(m_session, window());
        connect(m_rate, &ShowRateSheet::openLead, this, &AppointmentsScreen::openLead);
    }
    m_rate->open();
}

void AppointmentsScreen::showShowroom()
{
    if (!m_log) {
        m_log = new ShowroomSheet(m_session, window());
        connect(m_log, &ShowroomSheet::openLead, this, &AppointmentsScreen::openLead);
    }
    m_log->open(m_model->isToday() ? m_session.now() : m_model->from());
}

void AppointmentsScreen::print()
{
    DayPrint::ask(*m_model, window(),
        [this] { Q_EMIT said(tr("The board could not be printed. Choose another printer."), false); });
}

WallBoard *AppointmentsScreen::wall()
{
    if (!m_wall) {
        m_wall = new WallBoard(*m_model, window());
        connect(m_wall, &WallBoard::left, this, [this] {
            if (isVisible())
                focusTarget()->setFocus(Qt::OtherFocusReason);
            else
                m_minute.stop();
        });
    }
    return m_wall;
}

void AppointmentsScreen::openWall()
{
    m_model->show(m_session.now(), BoardModel::Span::Day);
    wall()->open();
}

void AppointmentsScreen::openMenu(const QPoint &global)
{
    struct Entry {
        QString words;
        Icon mark;
        QKeySequence keys;
        BoardAct act;
    };
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Entry &entry : {Entry{tr("Open the lead"), Icon::Edit, Qt::Key_Return, BoardAct::Open},
             Entry{tr("Call"), Icon::Call, Qt::Key_C, BoardAct::Call},
             Entry{tr("Confirmed"), Icon::Tick, Qt::Key_Y, BoardAct::Confirm},
             Entry{tr("Arrived"), Icon::Visit, Qt::Key_V, BoardAct::Arrive},
             Entry{tr("Missed"), Icon::Lost, Qt::Key_M, BoardAct::Miss},
             Entry{tr("Reschedule"), Icon::Snooze, Qt::Key_R, BoardAct::Move},
             Entry{tr("Cancelled"), Icon::Close, Qt::Key_Delete, BoardAct::Cancel},
             Entry{NoCalls::words(), Icon::Lock, Qt::Key_D, BoardAct::NoCalls}}) {
        QAction *action = menu->addAction(updesk::icon(entry.mark), entry.words);
        if (!isLetterKey(entry.keys) || letterKeys()->areOn())
            action->setShortcut(entry.keys); // shown beside the words; the list itself listens
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, act = entry.act] { this->act(act); });
    }
    menu->popup(global);
}

} // namespace updesk
