// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "core/store/salvage.h"

#include <QFile>

namespace updesk
{

static int failed(const Command &command, const Error &error)
{
    if (error.code == Error::Code::Damaged)
        return giveUp(ExitFailed, codeOf(error),
            Words::tr("Nothing of the log of %1 can be read any more. The file was left as it is.")
                .arg(command.storePath()));
    if (error.code == Error::Code::Conflict)
        return command.refuse(Words::tr(
            "Somebody has worked at this desk since. Nothing was taken. Join with a new file, and take it there "
            "before anything else."));
    if (error.subject == QLatin1String("store"))
        return command.refuse(
            Words::tr("What was saved belongs to another store than %1. Nothing was taken.").arg(command.storePath()));
    if (error.subject == QLatin1String("salvage"))
        return error.code == Error::Code::TooNew
            ? command.refuse(Words::tr("A newer UpDesk wrote it. Nothing was taken. Update UpDesk here."))
            : command.refuse(Words::tr("That is no file of updeskctl salvage --to. Nothing was taken."));
    return command.fail(error);
}

static int save(Command &command)
{
    if (!command.readyStore())
        return command.status();
    QFile to(command.value("to"));
    if (to.exists())
        return command.refuse(Words::tr("%1 is there already. Nothing was written.").arg(to.fileName()));
    const bool open = to.open(QIODevice::WriteOnly | QIODevice::NewOnly);
    if (!open || !to.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) // customers' words are in it
        return command.fail({Error::Code::Failed, to.fileName(), to.errorString()});
    const auto saved = salvage(command.storePath(), to);
    if (!saved) {
        to.remove();
        return failed(command, saved.error());
    }
    if (!to.flush())
        return command.fail({Error::Code::Failed, to.fileName(), to.errorString()});
    if (command.json())
        command.print({{QStringLiteral("deeds"), saved->deeds}, {QStringLiteral("lost"), saved->lost}});
    else
        command.say(Words::tr(
            "%1 changes that no server has are in %2; %3 places of the log cannot be read. Join with a "
            "new file, and give them to it with salvage --take. The file is not encrypted and holds customers' "
            "data: only you can read it, and delete it when its changes are shared.")
                        .arg(saved->deeds)
                        .arg(to.fileName())
                        .arg(saved->lost));
    return ExitDone;
}

static int take(Command &command)
{
    QFile from(command.value("take"));
    if (!from.open(QIODevice::ReadOnly))
        return command.fail({Error::Code::NotFound, from.fileName(), {}});
    if (!command.openStore())
        return command.status();
    const auto taken = takeSalvaged(command.session().database(), from);
    if (!taken)
        return failed(command, taken.error());
    if (command.json())
        command.print({{QStringLiteral("taken"), *taken}});
    else
        command.say(
            Words::tr("%1 changes are here and wait to be sent, each for whoever made it to sign in.").arg(*taken));
    return ExitDone;
}

int salvageCommand(const QStringList &arguments)
{
    Command command("salvage", arguments);
    command.option("to", Words::tr("Write what the damaged file of --store has not sent into this new file."), "FILE");
    command.option("take", Words::tr("Give what was written so to the store's new file."), "FILE");
    if (!command.read(0, 0))
        return command.status();
    if (command.isSet("to") == command.isSet("take"))
        return command.usage(Words::tr("Give either --to or --take."));
    return command.isSet("to") ? save(command) : take(command);
}

} // namespace updesk
