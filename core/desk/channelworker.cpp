// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelworker.h"

#include "core/desk/desklane.h"
#include "core/desk/gateways.h"
#include "core/desk/headmail.h"
#include "core/desk/receiveround.h"
#include "core/desk/sendround.h"
#include "core/store/climb.h"

namespace updesk
{

static constexpr int kEvery = 1000;
static constexpr Time kMailHeadsEvery = 10 * kMinute;
static constexpr Time kConnectAgain = 5 * kSecond;

ChannelWorker::ChannelWorker(Order order) : m_order(std::move(order))
{
    qRegisterMetaType<ChannelTrouble>();
    qRegisterMetaType<std::vector<LeadId>>();
    qRegisterMetaType<std::vector<ChannelState>>();
    qRegisterMetaType<Error>();
}

ChannelWorker::~ChannelWorker() = default;

void ChannelWorker::start()
{
    auto session = Session::open(m_order.path, *m_order.clock);
    if (!session) {
        Q_EMIT failed(session.error());
        return;
    }
    m_session = std::move(*session);
    m_session->setHost(m_host);
    m_gateways = std::make_unique<Gateways>(*m_order.secrets);
    m_sending = std::make_unique<SendRound>(*m_session, *m_gateways,
        [this] { QMetaObject::invokeMethod(this, &ChannelWorker::look, Qt::QueuedConnection); });
    m_receiving = std::make_unique<ReceiveRound>(*m_session, *m_order.secrets);
    connect(m_receiving.get(), &ReceiveRound::changed, this, &ChannelWorker::receives);
    connect(m_session.get(), &Session::changed, this, &ChannelWorker::worked);
    m_timer = std::make_unique<QTimer>();
    m_timer->setInterval(kEvery);
    connect(m_timer.get(), &QTimer::timeout, this, &ChannelWorker::tick);
    m_timer->start();
}

void ChannelWorker::letGo()
{
    m_heads.reset();
    m_own.reset();
    m_shared.reset();
    m_receiving.reset();
    m_sending.reset();
    m_gateways.reset();
    m_session.reset();
}

void ChannelWorker::stop()
{
    const Heeding heeding(m_halt);
    m_timer.reset();
    if (m_sending)
        finish();
    if (m_own)
        m_own->giveBack();
    letGo();
}

void ChannelWorker::finish()
{
    m_sending->wait();
    SendLane *lane = m_shared.get();
    if (!lane && m_own && m_own->epoch() > 0)
        lane = m_own.get();
    const auto mandate = m_session->mandate();
    settle(lane, mandate ? *mandate : std::nullopt);
    if (!m_heads)
        return;
    m_heads->wait();
    if (m_shared)
        takeHeads(*m_shared);
}

// What is written to a file that was taken away nobody reads, and a new one may lie in its place.
void ChannelWorker::leaveMoved()
{
    m_timer->stop();
    m_timer.release()->deleteLater(); // this is its own call
    letGo();
    Q_EMIT failed({Error::Code::NotFound, m_order.path, QString::fromLatin1(kFileMoved)});
}

void ChannelWorker::setHost(const HostState &host)
{
    m_host = host;
    if (m_session)
        m_session->setHost(host);
}

void ChannelWorker::look()
{
    if (m_timer)
        tick();
}

void ChannelWorker::tick()
{
    const Heeding heeding(m_halt);
    if (m_session->database().isMoved())
        return leaveMoved();
    const auto mandate = m_session->mandate();
    if (!mandate)
        return tell(mandate.error());
    if (m_session->isSample())
        return;
    const auto lane = *mandate ? this->lane(**mandate) : Result<SendLane *>(nullptr);
    if (!lane)
        tell(lane.error());
    if (lane && *lane)
        send(**lane, **mandate);
    else
        settle(m_shared.get(), *mandate);
    if (!*mandate && !m_sending->isBusy())
        m_shared.reset(); // what it began has come back
    const bool others = *mandate && **mandate == kAlone && !(lane && *lane); // another program has the file's ways
    if (!others)
        receive(m_shared ? m_shared.get() : lane && *lane == m_own.get() ? *lane : nullptr);
}

// Nothing: another program sends, or the server cannot be reached just now.
Result<SendLane *> ChannelWorker::lane(qint64 epoch)
{
    if (epoch == kAlone) {
        if (!m_own)
            m_own = std::make_unique<DeskLane>(m_session->database(), m_session->by().store);
        const auto held = m_own->hold();
        return held ? Result<SendLane *>(*held ? m_own.get() : nullptr) : held.error();
    }
    if (m_shared && m_sharedEpoch == epoch)
        return m_shared.get();
    m_shared.reset();
    if (!m_order.lane || running() < m_connectAfter)
        return nullptr;
    m_connectAfter = running() + kConnectAgain;
    auto made = m_order.lane(epoch);
    if (!made)
        return made.error();
    m_shared = std::move(*made);
    m_sharedEpoch = epoch;
    return m_shared.get();
}

// Takes in what came, and looks up what nobody knows the fate of.
void ChannelWorker::receive(SendLane *lane)
{
    if (!m_receiving || Heeding::isHalted())
        return;
    if (const auto done = m_receiving->turn(lane); !done)
        tell(done.error());
}

void ChannelWorker::send(SendLane &lane, qint64 epoch)
{
    const auto done = m_sending->advance(lane, epoch);
    tellTroubles();
    if (!done) {
        m_shared.reset(); // a connection that broke is made anew; a lease that was lost is asked for again
        return tell(done.error());
    }
    m_told.reset();
    mailHeads(lane);
    if (!done->moved.empty() || done->handed > 0)
        Q_EMIT worked(done->moved);
    if (done->more && !Heeding::isHalted())
        QMetaObject::invokeMethod(this, &ChannelWorker::look, Qt::QueuedConnection);
}

// While nobody here may send, what comes back is told to the lane that began it, for as long as that is there.
void ChannelWorker::settle(SendLane *lane, Mandate mandate)
{
    if (!m_sending->isBusy())
        return;
    const auto done = m_sending->settle(lane, mandate);
    if (!done) {
        m_shared.reset();
        return tell(done.error());
    }
    if (!done->moved.empty() || done->handed > 0)
        Q_EMIT worked(done->moved);
}

void ChannelWorker::mailHeads(SendLane &lane)
{
    if (m_heads && m_heads->isBack())
        takeHeads(lane);
    if (m_heads || running() < m_mailHeadsAt || Heeding::isHalted())
        return;
    m_mailHeadsAt = running() + kMailHeadsEvery;
    const auto mail = headsToMail(*m_session, *m_gateways, lane);
    if (!mail)
        return tell(mail.error());
    if (*mail)
        m_heads.emplace([hands = *mail]() -> Result<HandOver> { return hands(); });
}

void ChannelWorker::takeHeads(SendLane &lane)
{
    const auto over = m_heads->take();
    m_heads.reset();
    if (const auto told = over ? headsMailed(lane, *over) : Result<void>(over.error()); !told)
        tell(told.error());
}

void ChannelWorker::tellTroubles()
{
    const auto tellOf = [this](Channel way, std::optional<Error> &told) {
        const auto now = m_gateways->trouble(way);
        const bool same =
            now.has_value() == told.has_value() && (!now || (now->code == told->code && now->subject == told->subject));
        told = now;
        if (!same)
            Q_EMIT troubled({way, now});
    };
    tellOf(Channel::Email, m_mail);
    tellOf(Channel::Text, m_texts);
}

// Busy, offline and a lease that moved on mend themselves; anything else is told once until it is another.
void ChannelWorker::tell(const Error &error)
{
    const bool passing = error.code == Error::Code::Busy || error.code == Error::Code::Offline
        || (error.code == Error::Code::Conflict && error.subject == QLatin1String("lease"));
    const bool same = m_told && m_told->code == error.code && m_told->subject == error.subject;
    if (passing || same || Heeding::isHalted())
        return;
    m_told = error;
    Q_EMIT failed(error);
}

} // namespace updesk
