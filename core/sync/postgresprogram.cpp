// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/postgresprogram.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <sys/stat.h>

namespace updesk
{

QString postgresProgram(const QString &name)
{
    const QString versioned = QStringLiteral("/usr/lib/postgresql/15/bin/") + name;
    return QFileInfo(versioned).isExecutable() ? versioned : QStandardPaths::findExecutable(name);
}

static QProcessEnvironment environmentWith(const QByteArray &password)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!password.isEmpty())
        environment.insert(QStringLiteral("PGPASSWORD"), QString::fromUtf8(password));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    return environment;
}

Result<void> runPostgres(const char *name, const Pg::Options &options, QStringList arguments)
{
    const QString program = QString::fromLatin1(name);
    const QString path = postgresProgram(program);
    if (path.isEmpty())
        return Error{Error::Code::NotFound, program, QStringLiteral("postgresql-client-15")};
    const auto line = Pg::lineOf(options);
    if (!line)
        return line.error();
    arguments << QStringLiteral("--no-password") << QStringLiteral("--dbname=") + QString::fromUtf8(line->words);
    QProcess process;
    process.setProcessEnvironment(environmentWith(line->password));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setChildProcessModifier([] { ::umask(077); }); // everybody's telephone numbers
    process.start(path, arguments);
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return Error{Error::Code::Failed, program, QString::fromUtf8(process.readAll()).trimmed().left(500)};
    return {};
}

} // namespace updesk
