// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/worker.h"

#include "core/desk/deskclock.h"
#include "core/desk/disposal.h"
#include "core/desk/dnc.h"
#include "core/desk/dropfolder.h"
#include "core/desk/nightstore.h"
#include "core/desk/rounds.h"
#include "core/desk/setbackverbs.h"
#include "core/desk/told.h"
#include "core/leads/leadnowstore.h"
#include "core/store/climb.h"
#include "core/store/trim.h"

#include <QDirIterator>
#include <QFileInfo>

namespace updesk
{

Worker::Worker(QString path, const Clock &clock, PersonId person)
    : m_path(std::move(path)), m_clock(&clock), m_person(person)
{
}

Worker::~Worker() = default;

void Worker::start()
{
    auto session = Session::open(m_path, *m_clock);
    if (!session) {
        Q_EMIT failed(session.error());
        return;
    }
    m_session = std::move(*session);
    m_session->setHost(m_host);
    connect(m_session.get(), &Session::noticed, this, &Worker::noticed);
    m_timer = std::make_unique<QTimer>();
    m_timer->setInterval(1000);
    connect(m_timer.get(), &QTimer::timeout, this, &Worker::tick);
    m_timer->start();
}

void Worker::stop()
{
    m_timer.reset();
    m_folder.reset();
    if (m_session)
        (void)keepClock(m_session->database(), *m_clock, KeepClock::Now); // else what was kept before stands
    m_session.reset();
}

// What is written to a file that was taken away nobody reads, and a new one may lie in its place.
void Worker::leaveMoved()
{
    m_timer->stop();
    m_timer.release()->deleteLater(); // this is its own call
    m_folder.reset();
    m_session.reset();
    Q_EMIT failed({Error::Code::NotFound, m_path, QString::fromLatin1(kFileMoved)});
}

void Worker::setHeld(const std::vector<LeadId> &held)
{
    if (!m_session)
        return;
    for (const LeadId &lead : m_held)
        m_session->letGo(lead);
    m_held = held;
    for (const LeadId &lead : m_held)
        m_session->hold(lead);
}

void Worker::setHost(const HostState &host)
{
    m_host = host;
    if (m_session)
        m_session->setHost(host);
}

// A checkpoint every few seconds keeps the log short, so that no commit of the window has to do it.
void Worker::tick()
{
    constexpr int kCheckpointEvery = 5;
    if (m_session->database().isMoved())
        return leaveMoved();
    if (const auto round = makeRound(*m_session); !round)
        tellUnlessBusy(round.error());
    // A window tells at once; what a crash or a busy file kept from being told, and all at a desk without one, is told
    // here.
    if (const auto settled = settleSetbacks(*m_session, m_person); !settled)
        tellUnlessBusy(settled.error());
    if (const auto kept = keepClock(m_session->database(), *m_clock); !kept)
        tellUnlessBusy(kept.error());
    if (++m_ticks % kCheckpointEvery == 0)
        (void)m_session->database().checkpoint(); // busy is no news: the next one comes in 5 s
    const auto mandate = m_session->mandate();
    if (!mandate)
        return tellUnlessBusy(mandate.error());
    if (m_folder && m_watch.rests != !*mandate) {
        m_watch.rests = !*mandate;
        m_folder->rest(m_watch.rests);
        Q_EMIT watched(m_watch);
    }
    scoreAtNight(*mandate);
}

// Scores decay with quiet days: once a local day is enough, and the first minute of a day is a quiet one. The log then
// lets go of what nobody can undo any more. What cannot be told for another reason than a busy file cannot be a second
// later either, and must not have all leads scored once more each time.
void Worker::scoreAtNight(Mandate mandate)
{
    const auto rules = m_session->rules();
    if (!rules)
        return;
    const int today = (*rules)->hours.dayOf(m_session->now());
    const auto scored = lastScoredDay(m_session->database());
    if (!scored)
        return tellUnlessBusy(scored.error());
    if (*scored == today)
        return;
    if (const auto moved = rescore(m_session->database(), m_session->now(), mandate); !moved)
        return tellUnlessBusy(moved.error());
    if (auto forgot = forgetTold(m_session->database(), m_session->now()); !forgot)
        return tellUnlessBusy(forgot.error());
    for (const auto tell : {tellOfDisposal, tellOfList}) {
        const auto told = tell(*m_session);
        if (!told)
            tellUnlessBusy(told.error());
        if (!told && told.error().code == Error::Code::Busy)
            return;
    }
    if (!m_session->isSample()) { // of a sample the log says what was typed into it, which may move to an own store
        if (const auto dropped = trimLog(m_session->database(), m_session->now()); !dropped)
            tellUnlessBusy(dropped.error());
    }
    if (auto kept = setLastScoredDay(m_session->database(), today); !kept)
        tellUnlessBusy(kept.error());
}

// What a busy store kept from being done is done at the next tick, a second later: that is no news.
void Worker::tellUnlessBusy(const Error &error)
{
    if (error.code != Error::Code::Busy)
        Q_EMIT failed(error);
}

static QStringList filesIn(const QStringList &paths)
{
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files << path;
            continue;
        }
        QDirIterator it(path, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            files << it.next();
    }
    files.sort();
    return files;
}

void Worker::importPaths(const QStringList &paths)
{
    if (!m_session)
        return;
    m_cancelled = false;
    m_session->setPerson(m_person); // what comes by itself, from the watched folder, is nobody's deed
    QStringList files = filesIn(paths);
    const auto all = files.size();
    ImportProgress progress;
    progress.total = int(all);
    std::optional<Error> store;
    const Id import = newId(m_session->now());
    for (qsizetype i = 0; i < files.size() && goesOn(); ++i) {
        const QString file = files[i];
        const IntakeResult result = takeFile(*m_session, file, import);
        if (result.error && result.error->subject != file) {
            store = result.error;
            if (i < all) { // once more when the others are done: by then nobody may be writing
                files << file;
                continue;
            }
        }
        progress.leads += result.outcome == IntakeResult::Outcome::Filed ? 0 : int(result.captured.size());
        progress.known += result.outcome == IntakeResult::Outcome::Known;
        progress.quarantined += result.outcome == IntakeResult::Outcome::Quarantined && !result.setAside;
        progress.unreadable += result.outcome == IntakeResult::Outcome::Unreadable;
        ++progress.done;
        Q_EMIT progressed(progress);
        Database::giveWay();
    }
    m_session->setPerson({});
    if (store && progress.unreadable > 0)
        Q_EMIT failed(*store);
    progress.cancelled = !goesOn();
    progress.finished = true;
    Q_EMIT progressed(progress);
}

// In the name of whoever is at the desk; where the file was moved away, which was told, `out` says that it failed.
template <class Out, class Verb>
void Worker::doForPerson(Out &out, const Verb &verb)
{
    m_cancelled = false;
    if (!m_session) {
        out.failed = Error{Error::Code::NotFound, m_path, {}};
        return;
    }
    m_session->setPerson(m_person);
    out = verb(*m_session);
    m_session->setPerson({});
}

void Worker::movePeople(const PeopleMove &move)
{
    PeopleMoved out;
    out.finished = true;
    doForPerson(out, [this, &move](Session &session) {
        return updesk::movePeople(session, move, [this](const PeopleMoved &sofar) {
            Q_EMIT moved(sofar);
            return goesOn();
        });
    });
    Q_EMIT moved(out);
}

void Worker::turnBack(const Session::Step &step, Turn turn)
{
    Turned out;
    out.turn = turn;
    out.step = out.left = step;
    doForPerson(out, [this, &step, turn](Session &session) {
        return turnTogether(session, step, turn, [this, &step, turn](int done) {
            Q_EMIT turning(done, int(step.size()), turn);
            return goesOn();
        });
    });
    Q_EMIT turned(out);
}

void Worker::watch(const QString &folder)
{
    m_folder.reset();
    m_watch = {};
    if (!m_session || folder.isEmpty()) {
        Q_EMIT watched(m_watch);
        return;
    }
    m_watch.folder = folder;
    m_watch.there = QFileInfo(folder).isDir();
    m_folder = std::make_unique<DropFolder>(*m_session, folder);
    connect(m_folder.get(), &DropFolder::cameOrWent, this, [this](bool there) {
        m_watch.there = there;
        Q_EMIT watched(m_watch);
    });
    connect(m_folder.get(), &DropFolder::taken, this,
        [this](const QString &file, const IntakeResult &result, const QString &now) {
            const bool failed = result.outcome == IntakeResult::Outcome::Quarantined;
            const bool known = result.outcome == IntakeResult::Outcome::Known;
            const WatchState::Last read = known ? WatchState::Last::Known : WatchState::Last::Read;
            tellTaken(file, now.isEmpty() ? WatchState::Last::Stuck : failed ? WatchState::Last::Failed : read);
        });
    connect(m_folder.get(), &DropFolder::moved, this,
        [this](const QString &file, const QString &) { tellTaken(file, WatchState::Last::Read); });
    connect(m_folder.get(), &DropFolder::refused, this,
        [this](const QString &file, const Error &) { tellTaken(file, WatchState::Last::Stuck); });
    connect(m_folder.get(), &DropFolder::waits, this, [this](const QString &file, const Error &error) {
        if (m_watch.last != WatchState::Last::Waiting) // of many files that wait for one reason, once
            Q_EMIT failed(error);
        tellTaken(file, WatchState::Last::Waiting);
    });
    const auto mandate = m_session->mandate();
    m_watch.rests = !mandate || !*mandate;
    m_folder->rest(m_watch.rests);
    Q_EMIT watched(m_watch);
    m_folder->start();
}

void Worker::tellTaken(const QString &file, WatchState::Last last)
{
    m_watch.file = QFileInfo(file).fileName();
    m_watch.at = m_clock->now();
    m_watch.last = last;
    Q_EMIT watched(m_watch);
}

void Worker::setPerson(PersonId person) { m_person = person; }

} // namespace updesk
