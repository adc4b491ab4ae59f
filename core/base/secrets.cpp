// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secrets.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QSemaphore>
#include <QThread>
#include <QUuid>

#include <functional>
#include <memory>

#include <gio/gio.h>
#include <qt6keychain/keychain.h>

namespace updesk
{

static QString service() { return QStringLiteral("UpDesk"); }

static Error keychainError(QKeychain::Error code, const QString &detail)
{
    switch (code) {
    case QKeychain::EntryNotFound:
        return {Error::Code::NotFound, QStringLiteral("keychain"), detail};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
        return {Error::Code::Denied, QStringLiteral("keychain"), detail};
    default:
        // Without a session bus, or with a locked keyring and nobody to ask, libsecret says no more than "other error".
        return {Error::Code::Offline, QStringLiteral("keychain"), detail};
    }
}

namespace
{

/// What a job said; written on the key store's thread before `over` is released.
struct Said {
    Result<void> done;
    QByteArray secret;
    QSemaphore over;
};

} // namespace

// The one thread that speaks to the key store. The library waits for answers on the thread it was first used from, and
// one that has ended since never hears them.
static QObject *keeper()
{
    static QObject *const there = [] {
        static QThread *const thread = new QThread;
        auto *object = new QObject;
        object->moveToThread(thread);
        thread->start();
        qAddPostRoutine([] {
            thread->quit();
            thread->wait();
        });
        return object;
    }();
    return there;
}

// The library's connection would end this program when the message bus ends, as one of the desktop's own programs.
static void outliveTheBus()
{
    GDBusConnection *bus = g_bus_get_sync(G_BUS_TYPE_SESSION, nullptr, nullptr);
    if (!bus)
        return;
    g_dbus_connection_set_exit_on_close(bus, FALSE);
    g_object_unref(bus);
}

// Somebody may be typing the keyring's password; the window is painted meanwhile. A system that never answers must not
// hold the desk for ever: the job then stays by itself until it ends.
static bool waitFor(Said &said)
{
    constexpr int kPatience = 60'000, kFrame = 15;
    if (QThread::currentThread() != QCoreApplication::instance()->thread())
        return said.over.tryAcquire(1, kPatience);
    const QDeadlineTimer end(kPatience);
    while (!said.over.tryAcquire(1, kFrame)) {
        if (end.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
    }
    return true;
}

/// Runs one job to its end. The secret is what was read; `begin` is called before the job starts.
template <class Job>
static Result<QByteArray> finish(const QString &name, const std::function<void(Job &)> &begin = {})
{
    const auto said = std::make_shared<Said>();
    QMetaObject::invokeMethod(keeper(), [said, name, begin] {
        outliveTheBus();
        auto *job = new Job(service());
        job->setAutoDelete(true);
        job->setInsecureFallback(false);
        job->setKey(name);
        if (begin)
            begin(*job);
        QObject::connect(job, &QKeychain::Job::finished, job, [said, job](QKeychain::Job *) {
            if (job->error() != QKeychain::NoError)
                said->done = keychainError(job->error(), job->errorString());
            else if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                said->secret = job->binaryData();
            said->over.release();
        });
        job->start();
    });
    if (!waitFor(*said))
        return Error{Error::Code::Offline, QStringLiteral("keychain"), QStringLiteral("no_answer")};
    return said->done ? Result<QByteArray>(said->secret) : Result<QByteArray>(said->done.error());
}

bool SystemSecrets::works()
{
    if (!m_works) {
        const QString name = QStringLiteral("probe-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
        const QByteArray said("can this be read again");
        const auto written = write(name, said);
        const auto again = written ? read(name) : Result<QByteArray>(written.error());
        m_works = again && *again == said;
        if (written)
            (void)forget(name); // a probe left behind holds nothing
    }
    return *m_works;
}

Result<QByteArray> SystemSecrets::read(const QString &name) { return finish<QKeychain::ReadPasswordJob>(name); }

Result<void> SystemSecrets::write(const QString &name, const QByteArray &secret)
{
    const auto done = finish<QKeychain::WritePasswordJob>(
        name, [secret](QKeychain::WritePasswordJob &job) { job.setBinaryData(secret); });
    return done ? Result<void>() : done.error();
}

Result<void> SystemSecrets::forget(const QString &name)
{
    const auto done = finish<QKeychain::DeletePasswordJob>(name);
    const bool gone = done || done.error().code == Error::Code::NotFound;
    return gone ? Result<void>() : done.error();
}

} // namespace updesk
