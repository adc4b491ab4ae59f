// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secrets.h"

#include <QEventLoop>
#include <QTimer>
#include <QUuid>

#include <functional>

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

// Runs the job to its end; `take` reads it then. A system that never answers must not hold the desk for ever: the job
// then stays by itself until it ends, because the system still knows it.
template <class Job>
static Result<void> finish(Job *job, const QString &name, const std::function<void(Job &)> &take = {})
{
    constexpr int kPatience = 60'000; // somebody may be typing the keyring's password
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    QEventLoop loop;
    std::optional<Result<void>> ended;
    QObject::connect(job, &QKeychain::Job::finished, &loop, [&](QKeychain::Job *) {
        if (job->error() != QKeychain::NoError) {
            ended = keychainError(job->error(), job->errorString());
        } else {
            ended = Result<void>();
            if (take)
                take(*job);
        }
        loop.quit();
    });
    QTimer::singleShot(kPatience, &loop, [&loop] { loop.quit(); });
    job->start();
    if (!ended)
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    return ended.value_or(Error{Error::Code::Offline, QStringLiteral("keychain"), QStringLiteral("no_answer")});
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

Result<QByteArray> SystemSecrets::read(const QString &name)
{
    QByteArray secret;
    const auto done = finish<QKeychain::ReadPasswordJob>(new QKeychain::ReadPasswordJob(service()), name,
        [&secret](QKeychain::ReadPasswordJob &job) { secret = job.binaryData(); });
    return done ? Result<QByteArray>(secret) : Result<QByteArray>(done.error());
}

Result<void> SystemSecrets::write(const QString &name, const QByteArray &secret)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setBinaryData(secret);
    return finish(job, name);
}

Result<void> SystemSecrets::forget(const QString &name)
{
    const auto done = finish(new QKeychain::DeletePasswordJob(service()), name);
    if (!done && done.error().code == Error::Code::NotFound)
        return {};
    return done;
}

} // namespace updesk
