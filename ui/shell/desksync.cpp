// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desksync.h"

#include "core/desk/setbackverbs.h"
#include "core/desk/tables.h"
#include "core/sync/signin.h"
#include "ui/parts/sentence.h"
#include "ui/sharing/sharingsheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/syncwords.h"

#include <QDBusConnection>
#include <QEvent>

namespace updesk
{

static constexpr unsigned long kGrace = 300; // ms, in which the lease is given back
static constexpr unsigned long kStopWithin = 700; // ms more

DeskSync::DeskSync(Session &session, MainWindow &window, std::function<void(LeadId)> open)
    : m_session(session), m_window(window), m_open(std::move(open))
{
    connect(&m_session, &Session::changed, this, [this] {
        if (m_worker)
            m_worker->wake();
        else if (m_pretends)
            count();
    });
    connect(&m_session, &Session::personChanged, this, [this] {
        if (m_worker)
            QMetaObject::invokeMethod(
                m_worker, [worker = m_worker, person = m_session.person()] { worker->setPerson(person); });
    });
}

DeskSync::~DeskSync() { stop(); }

SyncWorker::Order DeskSync::orderOf(const Sharing &sharing) const
{
    SyncWorker::Order order;
    order.path = m_session.database().path();
    order.setup = deskSetup(*m_session.database().setup().clock);
    order.clock = sharing.own ? sharing.own : &m_session.clock();
    order.store = m_session.by().store;
    order.way = sharing.way;
    order.host = sharing.host;
    order.online = sharing.online;
    order.signedIn = sharing.signedIn;
    order.unhostedAfter = sharing.unhostedAfter;
    order.logins = sharing.logins;
    return order;
}

void DeskSync::start(const Sharing &sharing)
{
    stop();
    m_sharing = sharing;
    m_state = {};
    m_state.joined = true;
    m_state.signedIn = sharing.signedIn;
    m_worker = new SyncWorker(orderOf(sharing));
    m_thread = new QThread;
    m_worker->moveToThread(m_thread);
    connect(m_thread, &QThread::started, m_worker, &SyncWorker::start);
    hearWorker();
    m_window.installEventFilter(this);
    QDBusConnection::sessionBus().connect({}, QStringLiteral("/org/freedesktop/ScreenSaver"),
        QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("ActiveChanged"), this, SLOT(screenSaver(bool)));
    m_thread->start(QThread::LowPriority);
    tellAwake();
    settle();
    Q_EMIT changed();
}

void DeskSync::hearWorker()
{
    connect(m_worker, &SyncWorker::stateChanged, this, [this, round = ++m_round](const SyncState &state) {
        if (round == m_round)
            show(state);
    });
    connect(m_worker, &SyncWorker::talked, this, [this](const Exchanged &done) {
        if (!done.news())
            return;
        settle();
        Q_EMIT taken();
    });
    connect(m_worker, &SyncWorker::older, this, &DeskSync::older);
    connect(m_worker, &SyncWorker::hosts, this, &DeskSync::hosts);
    connect(m_worker, &SyncWorker::gaveUp, this, [this](const GivenUp &news) {
        if (m_sheet)
            m_sheet->setGivenUp(news);
    });
    connect(m_worker, &SyncWorker::failed, this, [this](const Error &error) { Q_EMIT said(sentence(error), false); });
}

// A name that is being looked up cannot be broken off: its thread is then left to end by itself, with what it holds.
void DeskSync::stop()
{
    if (!m_worker)
        return;
    disconnect(m_worker, nullptr, this, nullptr);
    QMetaObject::invokeMethod(m_worker, &SyncWorker::stop, Qt::QueuedConnection);
    bool ended = m_thread->wait(kGrace);
    if (!ended) {
        m_worker->halt();
        ended = m_thread->wait(kStopWithin);
    }
    if (ended) {
        delete m_worker;
        delete m_thread;
    }
    m_worker = nullptr;
    m_thread = nullptr;
    if (m_sheet)
        m_sheet->forgetGivingUp();
}

void DeskSync::pretendOffline()
{
    m_pretends = true;
    m_state.joined = m_state.signedIn = true;
    m_state.offlineSince = m_session.now();
    Q_EMIT changed();
}

void DeskSync::count()
{
    m_state.waiting.people = qint64(m_session.undoable().size());
    Q_EMIT changed();
}

void DeskSync::setOnline(bool online)
{
    m_sharing.online = online;
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, online] { worker->setOnline(online); });
}

void DeskSync::setSignedIn(bool signedIn)
{
    m_sharing.signedIn = signedIn;
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, signedIn] { worker->setSignedIn(signedIn); });
}

void DeskSync::syncNow()
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, &SyncWorker::syncNow, Qt::QueuedConnection);
}

void DeskSync::fetchOlder(CustomerId customer)
{
    if (!m_worker)
        return Q_EMIT older(
            {customer, OlderNews::Is::Failed, 0, Error{Error::Code::Offline, QStringLiteral("server"), {}}});
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, customer, who = m_session.person()] { worker->fetchOlder(customer, who); });
}

void DeskSync::lookForOlder(CustomerId customer)
{
    if (m_worker)
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, customer, who = m_session.person()] { worker->lookForOlder(customer, who); });
}

void DeskSync::screenSaver(bool on)
{
    m_screenOff = on;
    tellAwake();
}

bool DeskSync::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (watched == &m_window && (type == QEvent::Show || type == QEvent::Hide || type == QEvent::WindowStateChange))
        QMetaObject::invokeMethod(this, &DeskSync::tellAwake, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void DeskSync::tellAwake()
{
    const bool awake = m_window.isVisible() && !m_window.isMinimized() && !m_screenOff;
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, awake] { worker->setAwake(awake); });
}

void DeskSync::show(const SyncState &state)
{
    const bool ahead = state.online && (!m_state.online || state.serverAhead != m_state.serverAhead);
    const std::vector<Absence> before = std::exchange(m_state, state).absent;
    if (ahead && m_sharing.correct)
        m_sharing.correct(state.serverAhead);
    if (m_sheet && m_sheet->isOpen())
        m_sheet->reload();
    Q_EMIT changed();
    for (const Absence &one : state.absent)
        if (isRefusal(one.error) && std::ranges::find(before, one) == before.end())
            Q_EMIT refused(one);
}

// Who is refused, or is not signed in, has an answer from the server or asks for none.
bool DeskSync::isServerAway() const
{
    if (m_state.online || !m_state.error)
        return false;
    const Error why{*m_state.error, m_state.errorSubject, {}};
    return !isRefusal(why) && why.code != Error::Code::NotFound;
}

void DeskSync::settle()
{
    const auto settled = settleSetbacks(m_session, m_session.person());
    if (!settled && settled.error().code != Error::Code::Busy) // what was busy the worker beside the window tells
        Q_EMIT said(sentence(settled.error()), false);
}

void DeskSync::openList(std::optional<SharingModel::List> list)
{
    if (!m_sheet) {
        m_sheet = new SharingSheet(m_session, &m_window);
        connect(m_sheet, &SharingSheet::leadWanted, this, [this](LeadId lead) { m_open(lead); });
        connect(m_sheet, &SharingSheet::said, this, &DeskSync::said);
        connect(m_sheet, &SharingSheet::retried, this, &DeskSync::syncNow);
        connect(m_sheet, &SharingSheet::giveUpWanted, this, &DeskSync::giveUp);
        connect(m_sheet, &SharingSheet::seen, this, [this] {
            if (m_worker)
                m_worker->wake();
        });
    }
    m_sheet->openList(
        list.value_or(m_state.setbacks > 0 ? SharingModel::List::TwoPlaces : SharingModel::List::Waiting));
}

void DeskSync::giveUp(DeedId deed)
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, deed] { worker->giveUp(deed); });
    else
        m_sheet->setGivenUp({deed, Error{Error::Code::Offline, QStringLiteral("server"), {}}});
}

bool DeskSync::wantsSignIn() const
{
    const bool refused = m_state.error && isRefusal({*m_state.error, m_state.errorSubject, {}});
    return m_sharing.signIn && (!m_state.signedIn || refused);
}

void DeskSync::act()
{
    if (wantsSignIn())
        m_sharing.signIn();
    else
        openList(SharingModel::List::Waiting); // the banner counts what waits
}

void DeskSync::write(ShellState &state)
{
    if (!m_state.joined)
        return;
    const auto rules = m_session.rules();
    const SyncWords words(rules ? *rules : nullptr);
    const Time now = m_session.now();
    state.sync = words.status(m_state, now);
    state.syncIsWrong = !m_state.filling && (!m_state.signedIn || m_state.tooOld || SyncWords::attention(m_state) > 0);
    state.isOffline = !m_state.online && m_state.offlineSince > 0;
    state.offline = words.banner(m_state, now);
    state.offlineAction.clear();
    if (wantsSignIn())
        state.offlineAction = tr("Sign in");
    else if (!m_pretends && words.countsWaiting(m_state) && m_state.waiting.people > 0)
        state.offlineAction = tr("Show them");
    const ShellJob fill = words.fill(m_state);
    if (!fill.words.isEmpty() || state.job == m_fill) // an import's own line stays
        state.job = fill;
    m_fill = fill;
}

} // namespace updesk
