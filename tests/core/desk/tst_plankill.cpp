// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/plansender.h"
#include "core/store/check.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/suite.h"

#include <QFile>

#include <random>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

namespace
{

constexpr int kLeads = 8;
constexpr Time kFor = 33 * kDay;

/// What a desk that is killed leaves behind beside its file: the time of day.
struct Progress {
    Time now = 0;
    bool done = false;
};

/// A desk that makes its rounds, sends what the program sends and has its people do the rest, until the days are over.
/// It begins wherever the one before it was killed.
class Host
{
public:
    Host(const QString &path, Progress &progress) : m_clock(progress.now), m_progress(progress)
    {
        auto session = Session::open(path, m_clock);
        if (!session)
            qFatal("open %s", qPrintable(session.error().detail));
        m_session = std::move(*session);
        setPlanSender(m_session->database(), {true, true});
    }
    void work(Time until)
    {
        while (m_clock.now() < until) {
            const auto next = makeRound(*m_session);
            if (!next)
                qFatal("round %d %s %s", int(next.error().code), qPrintable(next.error().subject),
                    qPrintable(next.error().detail));
            while (doOne()) { }
            const auto open = firstDue();
            Time then = *next > m_clock.now() ? *next : m_clock.now() + kMinute;
            if (open > m_clock.now())
                then = std::min(then, open);
            m_clock.set(std::min(then, until));
            m_progress.now = m_clock.now();
        }
        m_progress.done = true;
    }

private:
    std::optional<StepRun> first()
    {
        const auto id = firstOpenRun(m_session->database());
        if (!id || !*id)
            return std::nullopt;
        return *load(m_session->database(), kStepRun, (*id)->value);
    }
    Time firstDue()
    {
        const auto run = first();
        return run ? run->due : 0;
    }
    bool doOne()
    {
        const auto run = first();
        if (!run || run->due > m_clock.now() || !run->asked)
            return false;
        if (SentBy(run->sentBy) == SentBy::Automatic)
            send(*run);
        else if (Channel(run->channel) != Channel::Phone)
            check(logSent(*m_session, run->lead, Channel(run->channel), 0));
        else
            call(*run);
        return true;
    }
    void send(const StepRun &run)
    {
        auto tx = Transaction::begin(m_session->database(), {PersonId{}, m_session->by().store, kAlone});
        Activity sent;
        if (!tx || !tx->start("sent") || !writeStepSent(*tx, run.id, sent) || !tx->commit())
            qFatal("send");
    }
    void call(const StepRun &run)
    {
        CallLog log;
        log.outcome = run.attempt % 2 == 0 ? Outcome::Voicemail : Outcome::NoAnswer;
        log.told = m_clock.now();
        check(logCall(*m_session, run.lead, log));
    }
    static void check(const Result<CallLogged> &done)
    {
        if (!done)
            qFatal("log %s", qPrintable(done.error().subject));
    }

    FakeClock m_clock;
    Progress &m_progress;
    std::unique_ptr<Session> m_session;
};

/// A file with some leads inside plans.
QString prepared(PlanDesk &desk)
{
    setPlanSender(desk.database(), {true, true});
    for (int i = 1; i <= kLeads; ++i) {
        LeadDraft draft = desk.store.webLead(i);
        draft.type = i % 4 == 0 ? LeadType::Service : i % 3 == 0 ? LeadType::Phone : LeadType::Web;
        draft.textConsent = i % 2 == 0;
        draft.consentWords = draft.textConsent ? QStringLiteral("Text me about my inquiry.") : QString();
        desk.lead = desk.store.add(draft).lead;
        desk.store.clock.advance(7 * kMinute);
    }
    const QString path = desk.store.dir.filePath(QStringLiteral("killed.updesk"));
    if (!desk.database().execute("VACUUM INTO '" + path.toUtf8() + "'"))
        qFatal("copy");
    return path;
}

QByteArray stepsOf(Database &database)
{
    QByteArray all;
    Query q = database.once(
        "SELECT hex(r.lead_id)||' '||e.plan||' '||r.key||' '||r.attempt||' '||r.channel||' '||r.sent_by||' '||r.state||"
        "' '||r.wished||' '||r.due||' '||r.settled||' '||r.rule||' '||r.text_version FROM step_run r"
        " JOIN enrolment e ON e.id=r.enrolment_id WHERE r.deleted=0 ORDER BY 1");
    while (q.next())
        all += q.bytes(0) + '\n';
    return q.done() ? all : QByteArray("error");
}

qint64 countIn(Database &database, const QByteArray &from)
{
    Query q = database.once("SELECT count(*) FROM " + from);
    return q.next() ? q.number(0) : -1;
}

} // namespace

/// A desk that carries out plans, killed at random again and again: what comes of it is what comes without.
/// UPDESK_KILL_PLANS says how often at least.
class TestPlanKill : public QObject
{
    Q_OBJECT

    static void holds(const QString &path, Time now)
    {
        FakeClock clock(now);
        auto session = Session::open(path, clock);
        QVERIFY(session);
        Database &database = (*session)->database();
        const auto sound = checkStore(database);
        QVERIFY(sound && sound->damage.isEmpty() && sound->sound());
        QCOMPARE(
            countIn(database, "(SELECT 1 FROM step_run WHERE deleted=0 GROUP BY enrolment_id, step HAVING count(*)>1)"),
            0);
        QCOMPARE(countIn(database,
                     "(SELECT 1 FROM step_run WHERE activity_id IS NOT NULL AND deleted=0"
                     " GROUP BY activity_id HAVING count(*)>1)"),
            0);
        // What was done has its line, and no line is of nothing.
        QCOMPARE(countIn(database,
                     "step_run r WHERE r.state=1 AND r.deleted=0 AND NOT EXISTS(SELECT 1 FROM activity a"
                     " WHERE a.id=r.activity_id AND a.deleted=0)"),
            0);
        QCOMPARE(countIn(database,
                     "activity a WHERE a.direction=2 AND a.deleted=0 AND NOT EXISTS(SELECT 1"
                     " FROM step_run r WHERE r.activity_id=a.id)"),
            0);
    }

    /// Works through the file in lives that are cut short, until all is done; returns how many were.
    static int disturbed(const QString &path, Time start, Time until, int wanted, std::mt19937 &random)
    {
        void *shared = ::mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (shared == MAP_FAILED)
            qFatal("mmap");
        Progress &progress = *new (shared) Progress{start, false};
        int kills = 0;
        while (!progress.done && !QTest::currentTestFailed()) {
            const pid_t child = ::fork();
            if (child == 0) {
                const SeededNoise noise(quint32(1000 + kills)); // else each draws the ids that the one before drew
                Host(path, progress).work(until);
                ::_exit(0);
            }
            if (kills < wanted)
                ::usleep(useconds_t(10'000 + random() % 40'000));
            if (kills < wanted && !progress.done)
                ::kill(child, SIGKILL);
            int status = -1;
            ::waitpid(child, &status, 0);
            const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
            kills += killed;
            if (!killed && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
                qFatal("a life ended by itself: %d", status);
            if (kills % 8 == 0)
                holds(path, progress.now);
        }
        ::munmap(shared, sizeof(Progress));
        return kills;
    }

private Q_SLOTS:
    void noStepIsDoneTwiceAndNoneIsLost()
    {
        constexpr int kLeastKills = 15, kMostRounds = 20;
        PlanDesk desk;
        const QString path = prepared(desk);
        const QString calm = desk.store.dir.filePath(QStringLiteral("calm.updesk"));
        QVERIFY(QFile::copy(path, calm));
        const Time start = desk.store.clock.now(), until = start + kFor;
        Progress undisturbed{start, false};
        Host(calm, undisturbed).work(until);
        FakeClock clock(until);
        const auto whole = Session::open(calm, clock);
        QVERIFY(whole);
        const QByteArray steps = stepsOf((*whole)->database());
        const qint64 done = countIn((*whole)->database(), "step_run WHERE state=1");
        QVERIFY(done > kLeads * 5);

        std::mt19937 random(11);
        const int asked = qEnvironmentVariableIntValue("UPDESK_KILL_PLANS");
        const int wanted = asked > 0 ? asked : 40;
        int kills = 0;
        for (int round = 0; round == 0 || (kills < kLeastKills && round < kMostRounds); ++round) { // a fast computer
            const QString file = desk.store.dir.filePath(QStringLiteral("killed%1.updesk").arg(round));
            QVERIFY(QFile::copy(path, file));
            kills += disturbed(file, start, until, wanted, random);
            if (QTest::currentTestFailed())
                return;
            holds(file, until);
            const auto killed = Session::open(file, clock);
            QVERIFY(killed);
            QCOMPARE(stepsOf((*killed)->database()), steps);
        }
        qInfo("%d leads, %lld steps, %lld done, %d kills", kLeads, qint64(steps.count('\n')), done, kills);
        QVERIFY2(kills >= kLeastKills, QByteArray::number(kills).constData());
    }
};

UPDESK_TEST(TestPlanKill);
#include "tst_plankill.moc"
