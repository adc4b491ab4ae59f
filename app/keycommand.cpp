// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "core/store/cipher.h"
#include "core/sync/waitingrows.h"

#include <QFile>

namespace updesk
{

static int notEncrypted(const Command &command)
{
    return command.refuse(
        Words::tr("%1 is not encrypted, so it has no key. Nothing was written.").arg(command.storePath()));
}

static int save(Command &command)
{
    if (!command.openStore())
        return command.status();
    if (!command.session().database().isEncrypted())
        return notEncrypted(command);
    const auto head = headOf(command.storePath());
    if (!head)
        return command.fail(head.error());
    if (const auto saved = KeyFile(command.value("save")).save(KeyRing::find(head->keyId)); !saved)
        return command.fail(saved.error());
    if (command.json())
        command.print({{QStringLiteral("file"), command.value("save")}});
    else
        command.say(
            Words::tr("%1 now opens %2 and its backups. Keep it where only you can read it, and not beside them.")
                .arg(command.value("save"), command.storePath()));
    return ExitDone;
}

static int take(Command &command)
{
    const auto head = headOf(command.storePath());
    if (!head)
        return command.fail(head.error());
    if (head->kind != FileHead::Kind::Encrypted)
        return notEncrypted(command);
    const auto key = KeyFile(command.value("take")).find(head->keyId);
    if (!key)
        return command.fail(key.error());
    SystemSecrets secrets;
    if (const auto kept = secrets.write(KeychainKeys::nameOf(head->keyId), key->hex()); !kept)
        return command.fail({Error::Code::Denied, QStringLiteral("key_store"), kept.error().detail});
    if (command.json())
        command.print({{QStringLiteral("store"), command.storePath()}});
    else
        command.say(Words::tr("This computer now opens %1 by itself.").arg(command.storePath()));
    return ExitDone;
}

/// Why this desk's file must stay readable; empty: the server has all that it holds.
static Result<QString> neededHere(Database &database)
{
    const auto joined = database.state("joined");
    const auto waiting = countWaiting(database);
    if (!joined || !waiting)
        return !joined ? joined.error() : waiting.error();
    const qint64 deeds = waiting->people + waiting->program + waiting->held + waiting->parked;
    if (*joined == 0)
        return Words::tr("This is the only desk of its store: without the key nobody reads it or its backups any more. "
                         "Nothing was changed.");
    return deeds == 0 ? QString()
                      : Words::tr("Changes that the server does not have yet: %1. Without the key they would be lost. "
                                  "Nothing was changed. Run updeskctl sync first.")
                            .arg(deeds);
}

// The key in a file is that file.
static Result<void> takeAway(const Command &command, const FileHead &head)
{
    const QString named =
        command.value("key-file").isEmpty() ? qEnvironmentVariable("UPDESK_KEY_FILE") : command.value("key-file");
    if (named.isEmpty())
        return SystemSecrets().forget(KeychainKeys::nameOf(head.keyId));
    return QFile::remove(named) ? Result<void>() : Error{Error::Code::Denied, named, {}};
}

static int forget(Command &command)
{
    if (!command.openStore())
        return command.status();
    if (!command.session().database().isEncrypted())
        return notEncrypted(command);
    const auto needed = neededHere(command.session().database());
    const auto head = headOf(command.storePath());
    if (!needed || !head)
        return command.fail(!needed ? needed.error() : head.error());
    if (!needed->isEmpty())
        return command.refuse(*needed);
    if (const auto gone = takeAway(command, *head); !gone)
        return command.fail(gone.error());
    if (command.json())
        command.print({{QStringLiteral("forgotten"), command.storePath()}});
    else
        command.say(Words::tr("Nobody reads %1 on this computer any more, nor its backups, unless with a copy of the "
                              "key that was saved. The server has all that it held.")
                        .arg(command.storePath()));
    return ExitDone;
}

int keyCommand(const QStringList &arguments)
{
    Command command("key", arguments);
    command.option("save", Words::tr("Write the key of the store's file into a new file."), "FILE");
    command.option("take", Words::tr("Put the key from that file into the key store of this computer."), "FILE");
    command.option("forget", Words::tr("Take the key away from this computer, which then no longer reads the file."));
    if (!command.read(0, 0))
        return command.status();
    if (int(command.isSet("save")) + command.isSet("take") + command.isSet("forget") != 1)
        return command.usage(Words::tr("Give one of --save, --take and --forget."));
    if (command.isSet("forget"))
        return forget(command);
    return command.isSet("save") ? save(command) : take(command);
}

} // namespace updesk
