// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/intakewords.h"
#include "app/stopsignal.h"
#include "core/desk/dropfolder.h"

#include <QDir>
#include <QFileInfo>
#include <QThread>

namespace updesk
{
namespace
{

void tell(const Command &command, DropFolder &folder)
{
    QObject::connect(
        &folder, &DropFolder::taken, [&command](const QString &file, const IntakeResult &result, const QString &now) {
            const QString name = QFileInfo(file).fileName();
            if (command.json()) {
                QJsonObject line = intakeJson(name, result);
                line.insert(QStringLiteral("moved_to"), now);
                command.print(line);
                return;
            }
            command.say(QStringLiteral("%1: %2").arg(name, intakeWords(result)));
            if (now.isEmpty())
                complain(Words::tr("%1 could not be moved and stays.").arg(name));
        });
    QObject::connect(&folder, &DropFolder::moved, [](const QString &file, const QString &) {
        complain(Words::tr("%1 is moved now.").arg(QFileInfo(file).fileName()));
    });
    QObject::connect(&folder, &DropFolder::cameBack, [](const QString &, const QString &back) {
        complain(Words::tr("%1 was still written to after it was read. It is read again.").arg(back));
    });
    QObject::connect(&folder, &DropFolder::refused, [](const QString &file, const Error &) {
        complain(Words::tr("%1 could not be read and stays. It is tried again.").arg(QFileInfo(file).fileName()));
    });
    QObject::connect(&folder, &DropFolder::waits, [](const QString &file, const Error &error) {
        complain(Words::tr("%1 stays and is tried again. %2").arg(QFileInfo(file).fileName(), sentenceOf(error)));
    });
    QObject::connect(&folder, &DropFolder::cameOrWent, [](bool there) {
        complain(there ? Words::tr("The folder is back.") : Words::tr("The folder is gone; waiting for it."));
    });
}

int watchUntilStopped(Command &command, DropFolder &folder)
{
    if (!quitOnStopSignal())
        return command.fail({Error::Code::Failed, QStringLiteral("watch"), {}});
    folder.start();
    if (!command.json())
        command.say(Words::tr("Watching. Stop with Ctrl+C."));
    QCoreApplication::exec();
    folder.stop();
    return ExitDone;
}

} // namespace

int watchCommand(const QStringList &arguments)
{
    Command command("watch", arguments);
    command.positional("DIR", Words::tr("The folder that documents are put into."));
    command.option("once", Words::tr("Take what is there and stop."));
    if (!command.read(1, 1) || !command.openStore())
        return command.status();
    const QString path = command.words().first();
    if (!QFileInfo(path).isDir())
        return giveUp(ExitNotFound, "not_found", Words::tr("%1 is no folder.").arg(path));
    DropFolder folder(command.session(), QDir(path).absolutePath());
    tell(command, folder);
    if (!command.isSet("once"))
        return watchUntilStopped(command, folder);
    folder.look(0);
    QThread::msleep(DropFolder::kStill);
    folder.look(DropFolder::kStill);
    return ExitDone;
}

} // namespace updesk
