// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/table.h"
#include "core/desk/sourceverbs.h"

#include <QJsonArray>

#include <array>

namespace updesk
{

static constexpr std::array kKinds{"first-party", "third-party", "referral", "repeat", "equity", "unknown"};

static int setKind(Command &command, const Rulebook &rules)
{
    const Source *source = rules.sourceNamed(command.value("set"));
    if (!source) {
        complain(Words::tr("No source is called %1.").arg(command.value("set")));
        return ExitNotFound;
    }
    const auto kind = std::find_if(
        kKinds.begin(), kKinds.end(), [&](const char *name) { return command.value("kind") == QLatin1String(name); });
    if (kind == kKinds.end() || SourceKind(kind - kKinds.begin()) == SourceKind::Unknown)
        return command.usage(Words::tr("--kind is first-party, third-party, referral, repeat or equity."));
    const QString name = source->name;
    if (const auto done = setSourceKind(command.session(), source->id, SourceKind(kind - kKinds.begin())); !done)
        return command.fail(done.error());
    if (command.json())
        command.print({{QStringLiteral("source"), name}, {QStringLiteral("kind"), QLatin1String(*kind)}});
    else
        command.say(Words::tr("%1 is %2 from now on.").arg(name, QLatin1String(*kind)));
    return ExitDone;
}

static void list(const Command &command, const Rulebook &rules)
{
    QJsonArray rows;
    const TextTable table(
        {Words::tr("SOURCE"), Words::tr("TYPE"), Words::tr("BUY"), Words::tr("NOTE")}, {28, 12, 12, 40});
    if (!command.json())
        command.say(table.head());
    for (const Source &source : rules.sources) {
        const SourceWeight weight = rules.weight(source.id);
        const bool unknown = source.kind == SourceKind::Unknown;
        const QString kind = QLatin1String(kKinds[std::min(std::size_t(source.kind), kKinds.size() - 1)]);
        if (command.json()) {
            rows.append(QJsonObject{{QStringLiteral("name"), source.name}, {QStringLiteral("kind"), kind},
                {QStringLiteral("rate"), weight.rate}, {QStringLiteral("guide"), weight.guide},
                {QStringLiteral("type_missing"), unknown}, {QStringLiteral("active"), source.active}});
            continue;
        }
        const QString rate = Words::tr("%1 of 100").arg(QString::number(weight.rate * 100.0, 'g', 3));
        const QString note = unknown ? weight.guide ? Words::tr("unknown source: set its type; guide figure")
                                                    : Words::tr("unknown source: set its type")
            : weight.guide ? Words::tr("guide figure")
                                     : QString();
        command.say(table.line({source.name, kind, rate, note}));
    }
    if (command.json())
        command.print({{QStringLiteral("sources"), rows}});
}

int sourcesCommand(const QStringList &arguments)
{
    Command command("sources", arguments);
    command.option("set", Words::tr("The source to say the type of."), "NAME");
    command.option("kind", Words::tr("first-party, third-party, referral, repeat or equity."), "KIND");
    if (!command.read(0, 0))
        return command.status();
    if (command.isSet("set") != command.isSet("kind"))
        return command.usage(Words::tr("--set and --kind go together."));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    if (command.isSet("set"))
        return setKind(command, **rules);
    list(command, **rules);
    return ExitDone;
}

} // namespace updesk
