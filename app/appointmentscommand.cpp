// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadargument.h"
#include "app/leadwords.h"
#include "app/showratecommand.h"
#include "app/table.h"
#include "app/visitcodes.h"
#include "core/appointments/boardrows.h"
#include "core/appointments/showroomrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/showroomverbs.h"

#include <QJsonArray>

namespace updesk
{

using State = Appointment::State;

static QString text(const char *code) { return QString::fromLatin1(code); }

static QString stateWord(State state)
{
    switch (state) {
    case State::Set:
        return Words::tr("Set");
    case State::NotConfirmed:
        return Words::tr("Not confirmed");
    case State::Confirmed:
        return Words::tr("Confirmed");
    case State::Arrived:
        return Words::tr("Arrived");
    case State::Missed:
        return Words::tr("Missed");
    case State::Rescheduled:
        return Words::tr("Rescheduled");
    case State::Cancelled:
        return Words::tr("Cancelled");
    case State::Sold:
        break;
    }
    return Words::tr("Sold");
}

static QJsonObject stepJson(const BoardStep &step, const LeadWords &words)
{
    return {{text("due"), words.timeCode(step.due)}, {text("done"), words.timeCode(step.done)},
        {text("open"), step.isOpen()}};
}

static QJsonObject visitJson(const Visit &visit, const LeadWords &words, Time now)
{
    const auto reached = stepReached(visit);
    const auto wait = waitOf(visit, now);
    return {{text("arrived"), words.timeCode(visit.arrived)}, {text("left"), words.timeCode(visit.left)},
        {text("minutes"), timeIn(visit, now) / kMinute}, {text("be_back"), visit.beBack},
        {text("person"), words.person(visit.person)}, {text("step"), reached ? visitStepCode(*reached) : QString()},
        {text("waited_seconds"), wait ? QJsonValue(wait->ms / kSecond) : QJsonValue()},
        {text("waiting"), wait && wait->goesOn}};
}

static QJsonObject rowJson(const BoardRow &row, State shown, const LeadWords &words, Time now)
{
    const Appointment &a = row.appointment;
    QJsonObject out{{text("id"), QString::fromLatin1(a.id.value.hex())},
        {text("lead"), QString::fromLatin1(a.lead.value.hex())}, {text("name"), row.name}, {text("wants"), row.wants},
        {text("at"), words.timeCode(a.at)}, {text("person"), words.person(a.person)},
        {text("state"), visitStateCode(shown)}, {text("state_at"), words.timeCode(a.stateAt)},
        {text("state_by"), words.person(a.stateBy)}, {text("set_at"), words.timeCode(a.setAt)},
        {text("set_by"), words.person(a.setBy)}, {text("confirmed_at"), words.timeCode(a.confirmedAt)},
        {text("far_ahead"), isFarAhead(a.setAt, a.at)}, {text("tries"), row.tries},
        {text("confirm"), stepJson(row.confirm, words)}, {text("remind"), stepJson(row.remind, words)},
        {text("recover"), stepJson(row.recover, words)}, {text("note"), a.note}};
    out.insert(text("visit"), row.visit.id.isNull() ? QJsonValue() : QJsonValue(visitJson(row.visit, words, now)));
    return out;
}

static QJsonObject countsJson(const BoardCounts &counts)
{
    return {{text("set"), counts.set}, {text("confirmed"), counts.confirmed}, {text("shown"), counts.shown},
        {text("missed"), counts.missed}, {text("sold"), counts.sold}, {text("open"), counts.open},
        {text("moved"), counts.moved}, {text("cancelled"), counts.cancelled}};
}

namespace
{

/// What is listed: a span of days, and whose.
struct Asked {
    Time from = 0, to = 0;
    PersonId person;
};

} // namespace

static std::optional<Asked> readAsked(Command &command, const Rulebook &rules)
{
    Asked asked;
    const auto day = command.isSet("day") ? command.moment("day") : std::optional(command.now());
    if (!day)
        return std::nullopt;
    const Hours &hours = rules.hours;
    const LocalMoment here = hours.local(*day);
    const int first = command.isSet("week") ? here.day - (here.weekday - 1) : here.day;
    asked.from = hours.days().startOf(first);
    asked.to = hours.days().startOf(first + (command.isSet("week") ? 7 : 1));
    if (!command.isSet("person"))
        return asked;
    const QString login = command.value("person");
    const auto who = std::ranges::find(rules.people, login, &Person::login);
    if (who == rules.people.end()) {
        (void)command.fail({Error::Code::NotFound, login, {}});
        return std::nullopt;
    }
    asked.person = who->id;
    return asked;
}

static void sayRows(Command &command, const std::vector<BoardRow> &rows, const Rulebook &rules, const LeadWords &words)
{
    const Time now = command.now();
    const TextTable table({Words::tr("TIME"), Words::tr("CUSTOMER"), Words::tr("WANTS"), Words::tr("WITH"),
                              Words::tr("STATE"), Words::tr("TRIES"), Words::tr("LEAD")},
        {16, 24, 26, 16, 13, 5, 8});
    command.say(table.head());
    for (const BoardRow &row : rows) {
        const State shown = shownState(row.appointment, !row.visit.id.isNull(), rules.hours, now);
        command.say(
            table.line({words.time(row.appointment.at), row.name, row.wants, words.person(row.appointment.person),
                stateWord(shown), QString::number(row.tries), shortId(row.appointment.lead)}));
    }
    if (rows.empty())
        command.say(Words::tr("Nothing on these days."));
}

static void sayPresent(Command &command, const std::vector<PresentRow> &present)
{
    for (const PresentRow &row : present)
        command.say(Words::tr("In the store: %1, for %2 min.")
                        .arg(row.name.isEmpty() ? Words::tr("(no name)") : row.name)
                        .arg(timeIn(row.visit, command.now()) / kMinute));
}

// Who stood in the showroom, gone or not.
static int showroomTold(Command &command, const Asked &asked, const Rulebook &rules, const LeadWords &words)
{
    const Time now = command.now();
    const auto rows = visitorsBetween(command.session().database(), asked.from, asked.to);
    if (!rows)
        return command.fail(rows.error());
    const TextTable table({Words::tr("CAME"), Words::tr("LEFT"), Words::tr("MIN"), Words::tr("CUSTOMER"),
                              Words::tr("WITH"), Words::tr("STEP"), Words::tr("BE-BACK"), Words::tr("LEAD")},
        {16, 16, 5, 24, 16, 13, 7, 8});
    if (!command.json())
        command.say(table.head());
    QJsonArray list;
    for (const PresentRow &row : *rows) {
        const Visit &visit = row.visit;
        if (!asked.person.isNull() && visit.person != asked.person)
            continue;
        QJsonObject one = visitJson(visit, words, now);
        const qint64 minutes = stayed(visit, rules.showroom, now) / kMinute;
        one.insert(text("minutes"), minutes);
        one.insert(text("name"), row.name);
        one.insert(text("lead"), QString::fromLatin1(visit.lead.value.hex()));
        one.insert(text("appointment"), !visit.appointment.isNull());
        list.append(one);
        if (!command.json())
            command.say(table.line({words.time(visit.arrived), visit.left > 0 ? words.time(visit.left) : QString(),
                QString::number(minutes), row.name.isEmpty() ? Words::tr("(no name)") : row.name,
                words.person(visit.person), one[text("step")].toString(), visit.beBack ? Words::tr("yes") : QString(),
                shortId(visit.lead)}));
    }
    if (command.json())
        command.print({{text("from"), words.timeCode(asked.from)}, {text("to"), words.timeCode(asked.to)},
            {text("visits"), list}});
    else if (list.isEmpty())
        command.say(Words::tr("Nobody came on these days."));
    return ExitDone;
}

static int boardTold(Command &command, const Asked &asked, const Rulebook &rules, const LeadWords &words)
{
    Database &database = command.session().database();
    const Time now = command.now();
    const auto rows = boardRows(database, asked.from, asked.to, asked.person);
    const auto present = presentRows(database, now - kPresentSince);
    if (!rows || !present)
        return command.fail(!rows ? rows.error() : present.error());
    const BoardCounts counts = countsOf(*rows, rules.hours, now);
    if (!command.json()) {
        command.say(Words::tr("Set %1, confirmed %2, shown %3, missed %4, sold %5")
                        .arg(counts.set)
                        .arg(counts.confirmed)
                        .arg(counts.shown)
                        .arg(counts.missed)
                        .arg(counts.sold));
        sayRows(command, *rows, rules, words);
        sayPresent(command, *present);
        return ExitDone;
    }
    QJsonArray list, here;
    for (const BoardRow &row : *rows)
        list.append(rowJson(row, shownState(row.appointment, !row.visit.id.isNull(), rules.hours, now), words, now));
    for (const PresentRow &row : *present) {
        QJsonObject one = visitJson(row.visit, words, now);
        one.insert(text("name"), row.name);
        one.insert(text("lead"), QString::fromLatin1(row.visit.lead.value.hex()));
        one.insert(text("forgotten"), isForgotten(row.visit, rules.showroom, now));
        here.append(one);
    }
    command.print({{text("from"), words.timeCode(asked.from)}, {text("to"), words.timeCode(asked.to)},
        {text("counts"), countsJson(counts)}, {text("rows"), list}, {text("present"), here}});
    return ExitDone;
}

int appointmentsCommand(const QStringList &arguments)
{
    Command command("appointments", arguments);
    command.option("day", Words::tr("Which day; today without it."), "DATE");
    command.option("week", Words::tr("The whole week of that day, from Monday on."));
    command.option("person", Words::tr("Only those whom this person receives."), "LOGIN");
    command.option("showroom", Words::tr("Who came to the store, gone or not, and how long they were in it."));
    command.option("show-rate", Words::tr("How many came, by how far ahead they were booked."));
    command.option("since", Words::tr("With --show-rate: from when on; 90 days back."), "TIME");
    if (!command.read(0, 0) || !command.openStore())
        return command.status();
    if (command.isSet("show-rate"))
        return showRateTold(command);
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const auto asked = readAsked(command, **rules);
    if (!asked)
        return command.isSet("person") ? ExitNotFound : ExitUsage;
    const LeadWords words(*rules, command.now());
    return command.isSet("showroom") ? showroomTold(command, *asked, **rules, words)
                                     : boardTold(command, *asked, **rules, words);
}

} // namespace updesk
