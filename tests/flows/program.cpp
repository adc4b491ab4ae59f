// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>

namespace updesk
{

QJsonObject Program::Ran::json() const { return QJsonDocument::fromJson(out).object(); }

QString Program::path() { return QStringLiteral(UPDESK_BUILD_DIR "/app/updeskctl"); }

Program::Ran Program::runBare(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_dir.path());
    process.setProcessEnvironment(m_environment);
    process.start(path(), arguments);
    Ran ran;
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished();
        return ran;
    }
    ran.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

Program::Ran Program::run(const QStringList &arguments) const
{
    return runBare(QStringList{QStringLiteral("--store"), file(QStringLiteral("store.updesk"))} + arguments);
}

Program::Ran Program::at10(const QStringList &arguments) const
{
    return run(arguments + QStringList{QStringLiteral("--now"), QStringLiteral("2026-03-12T10:00")});
}

bool Program::makeSample() const
{
    return at10({QStringLiteral("init"), QStringLiteral("--sample"), QStringLiteral("small")}).status == 0;
}

QString Program::write(const QString &name, const QByteArray &bytes) const
{
    const QString path = file(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

QByteArray Program::read(const QString &path) const
{
    QFile in(path);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

QStringList Program::filesIn(const QString &folder) const
{
    return QDir(file(folder)).entryList(QDir::Files, QDir::Name);
}

QByteArray Program::adf(const QByteArray &name, const QByteArray &phone, const QByteArray &id)
{
    return "<?xml version=\"1.0\"?><?adf version=\"1.0\"?><adf><prospect><id sequence=\"1\" source=\"Website\">" + id
        + "</id><vehicle interest=\"buy\" status=\"new\"><year>2026</year><make>Honda</make><model>Civic</model>"
          "</vehicle><customer><contact><name part=\"full\">"
        + name + "</name><phone>" + phone
        + "</phone></contact><comments>Is it there?</comments></customer><vendor><vendorname>Northgate</vendorname>"
          "</vendor><provider><name part=\"full\">Website</name></provider></prospect></adf>";
}

} // namespace updesk
