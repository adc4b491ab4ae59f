// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/serverwords.h"
#include "app/synctalk.h"
#include "core/sync/invite.h"

namespace updesk
{

int inviteCommand(const QStringList &arguments)
{
    Command command("server invite", arguments);
    command.positional("URL", Words::tr("postgresql://host:port/database"));
    command.option("ca", Words::tr("The store's own authority, a PEM file."), "FILE");
    command.option("name", Words::tr("The store's name, for whoever reads the join file."), "NAME");
    command.option("code", Words::tr("One line for a message instead of a file."));
    if (!command.read(1, 1))
        return command.status();
    bool isNumber = true;
    const int store = command.isSet("store") ? command.value("store").toInt(&isNumber) : 0;
    if (!isNumber || store < 0)
        return command.usage(Words::tr("--store is the store's number here."));
    const auto authority = authorityFrom(command);
    if (!authority)
        return ExitFailed;
    const auto invite = makeInvite(command.words().first(), store, command.value("name"), *authority);
    if (!invite)
        return talkFailed(invite.error());
    command.say(command.isSet("code") ? inviteCode(*invite) : QString::fromUtf8(inviteFile(*invite)).trimmed());
    if (!authority->isEmpty())
        complain(Words::tr("The authority's fingerprint, to be compared: %1")
                     .arg(QLatin1String(fingerprintOf(invite->authority))));
    return ExitDone;
}

} // namespace updesk
