// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "core/store/cipher.h"

namespace updesk
{

static int save(Command &command)
{
    if (!command.openStore())
        return command.status();
    if (!command.session().database().isEncrypted())
        return command.refuse(
            Words::tr("%1 is not encrypted, so it has no key. Nothing was written.").arg(command.storePath()));
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
        return command.refuse(
            Words::tr("%1 is not encrypted, so it has no key. Nothing was written.").arg(command.storePath()));
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

int keyCommand(const QStringList &arguments)
{
    Command command("key", arguments);
    command.option("save", Words::tr("Write the key of the store's file into a new file."), "FILE");
    command.option("take", Words::tr("Put the key from that file into the key store of this computer."), "FILE");
    if (!command.read(0, 0))
        return command.status();
    if (command.isSet("save") == command.isSet("take"))
        return command.usage(Words::tr("Give either --save or --take."));
    return command.isSet("save") ? save(command) : take(command);
}

} // namespace updesk
