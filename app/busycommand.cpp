// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadwords.h"
#include "core/desk/availability.h"

#include <QJsonArray>

#include <algorithm>

namespace updesk
{

static constexpr int kMostMinutes = int(kMostBusy / kMinute);

static int list(Command &command, const Rulebook &rules, const LeadWords &words)
{
    const auto busy = busyAt(command.session().database(), command.now());
    if (!busy)
        return command.fail(busy.error());
    QJsonArray rows;
    for (const Person &person : rules.people) {
        const Time until = busyUntil(*busy, person.id);
        if (!person.active || until == 0)
            continue;
        rows.append(
            QJsonObject{{QStringLiteral("person"), person.name}, {QStringLiteral("until"), words.timeCode(until)}});
        if (!command.json())
            command.say(Words::tr("%1 is busy until %2.").arg(person.name, words.time(until)));
    }
    if (command.json())
        command.print({{QStringLiteral("rows"), rows}});
    else if (rows.isEmpty())
        command.say(Words::tr("Nobody is busy."));
    return ExitDone;
}

static int endSpell(Command &command, const LeadWords &words, PersonId who)
{
    const auto deed = setFree(command.session(), who);
    if (!deed && deed.error().code == Error::Code::Denied)
        return command.refuse(
            Words::tr("Only a manager may end somebody else's time with a customer. Nothing was changed."));
    if (!deed)
        return command.fail(deed.error());
    const QString person = words.person(who);
    if (command.json())
        command.print({{QStringLiteral("person"), person}, {QStringLiteral("until"), QString()}});
    else
        command.say(deed->isNull() ? Words::tr("%1 was not busy.").arg(person)
                                   : Words::tr("%1 gets new leads again.").arg(person));
    return ExitDone;
}

static int endOfNamed(Command &command, const Rulebook &rules, const LeadWords &words)
{
    const QString login = command.value("person");
    const auto who = std::ranges::find(rules.people, login, &Person::login);
    return who == rules.people.end() ? command.fail({Error::Code::NotFound, login, {}})
                                     : endSpell(command, words, who->id);
}

static int beginSpell(Command &command, const LeadWords &words, Time length)
{
    const auto spell = becomeBusy(command.session(), length);
    if (!spell)
        return command.fail(spell.error());
    const QString person = words.person(command.session().person());
    if (command.json())
        command.print({{QStringLiteral("person"), person}, {QStringLiteral("until"), words.timeCode(spell->until)}});
    else
        command.say(
            Words::tr("%1 is busy until %2. New leads go to others meanwhile.").arg(person, words.time(spell->until)));
    return ExitDone;
}

int busyCommand(const QStringList &arguments)
{
    Command command("busy", arguments);
    command.option(
        "for", Words::tr("How many minutes; shift: until --off, at most to the end of the shift."), "MINUTES");
    command.option("off", Words::tr("They have time again."));
    command.option("person", Words::tr("With --off: who it is, when a manager says so of somebody else."), "LOGIN");
    if (!command.read(0, 0))
        return command.status();
    const QString length = command.value("for");
    const bool toTheEnd = length == QLatin1String("shift");
    const int minutes = length.toInt();
    if (command.isSet("for") && !toTheEnd && (minutes < 1 || minutes > kMostMinutes))
        return command.usage(Words::tr("--for takes 1 to %1 minutes, or shift.").arg(kMostMinutes));
    if (command.isSet("for") && command.isSet("off"))
        return command.usage(Words::tr("--for and --off do not go together."));
    if (command.isSet("person") && !command.isSet("off"))
        return command.usage(Words::tr("--person goes with --off."));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const LeadWords words(*rules, command.now());
    if (!command.isSet("for") && !command.isSet("off"))
        return list(command, **rules, words);
    if (command.session().person().isNull())
        return command.nobodyChosen();
    if (command.isSet("for"))
        return beginSpell(command, words, toTheEnd ? 0 : minutes * kMinute);
    return command.isSet("person") ? endOfNamed(command, **rules, words)
                                   : endSpell(command, words, command.session().person());
}

} // namespace updesk
