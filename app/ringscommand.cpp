// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/rings.h"
#include "core/desk/ringrows.h"

#include <QJsonArray>

namespace updesk
{

QStringList prefixesWithoutRing(Command &command)
{
    QStringList prefixes;
    const auto rules = command.session().rules();
    if (!rules)
        return prefixes;
    const auto missing = missingPrefixes(command.session().database(), (*rules)->rings);
    if (!missing)
        return prefixes;
    for (const MissingPrefix &row : *missing)
        prefixes << row.prefix;
    return prefixes;
}

QStringList warnOfPrefixes(Command &command, const QStringList &before)
{
    constexpr qsizetype kMostNamed = 20;
    QStringList fresh;
    for (const QString &prefix : prefixesWithoutRing(command)) {
        if (!before.contains(prefix))
            fresh << prefix;
    }
    if (fresh.isEmpty())
        return fresh;
    QString named = fresh.mid(0, kMostNamed).join(QLatin1String(", "));
    if (fresh.size() > kMostNamed)
        named = Words::tr("%1 and %2 more").arg(named).arg(fresh.size() - kMostNamed);
    complain(
        Words::tr("No distance ring covers these postal prefixes of customers: %1. Their distance counts as unknown; "
                  "\"updeskctl rings\" lists them.")
            .arg(named));
    return fresh;
}

int ringsCommand(const QStringList &arguments)
{
    Command command("rings", arguments);
    if (!command.read(0, 0) || !command.openStore())
        return command.status();
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const auto missing = missingPrefixes(command.session().database(), (*rules)->rings);
    if (!missing)
        return command.fail(missing.error());
    if (command.json()) {
        QJsonArray rings, without;
        for (const RingTable::Entry &entry : (*rules)->rings.entries())
            rings.append(QJsonObject{{QStringLiteral("prefix"), entry.prefix}, {QStringLiteral("ring"), entry.ring}});
        for (const MissingPrefix &row : *missing)
            without.append(
                QJsonObject{{QStringLiteral("prefix"), row.prefix}, {QStringLiteral("addresses"), row.addresses}});
        command.print({{QStringLiteral("rings"), rings}, {QStringLiteral("missing"), without}});
        return ExitDone;
    }
    for (const RingTable::Entry &entry : (*rules)->rings.entries())
        command.say(Words::tr("%1  ring %2").arg(entry.prefix.leftJustified(8)).arg(entry.ring));
    if (missing->empty())
        command.say(Words::tr("Every customer's postal prefix has a ring."));
    for (const MissingPrefix &row : *missing)
        command.say(Words::tr("%1  no ring, addresses: %2").arg(row.prefix.leftJustified(8)).arg(row.addresses));
    return ExitDone;
}

} // namespace updesk
