// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadargument.h"
#include "app/leadwords.h"
#include "app/table.h"
#include "core/desk/routedesk.h"

#include <QJsonArray>

namespace updesk
{

namespace
{

constexpr const char *kTypes[] = {
    "web", "third-party", "phone", "walk-in", "chat", "social", "referral", "repeat", "service", "equity"};
constexpr const char *kMisses[] = {
    "fired", "source", "type", "status", "make", "hours", "nobody-active", "nobody-on-duty", "all-busy", "all-full"};
constexpr const char *kVerdicts[] = {"chosen", "told", "inactive", "excluded", "not-in-rule", "off-duty", "full",
    "busy", "turn", "more-due", "share-met", "not-owner", "no-rule"};
static_assert(std::size(kMisses) == size_t(RuleMiss::AllFull) + 1);
static_assert(std::size(kVerdicts) == size_t(RouteVerdict::NoRule) + 1);

QString missWord(RuleMiss miss)
{
    switch (miss) {
    case RuleMiss::Source:
        return Words::tr("another source");
    case RuleMiss::Type:
        return Words::tr("another type");
    case RuleMiss::Status:
        return Words::tr("neither new nor used as it asks");
    case RuleMiss::Make:
        return Words::tr("another make");
    case RuleMiss::Hours:
        return Words::tr("other hours");
    case RuleMiss::NobodyActive:
        return Words::tr("nobody of it is active");
    case RuleMiss::NobodyOnDuty:
        return Words::tr("nobody of it is on duty");
    case RuleMiss::AllBusy:
        return Words::tr("everyone of it is busy");
    case RuleMiss::AllFull:
        return Words::tr("everyone of it is full");
    case RuleMiss::None:
        break;
    }
    return Words::tr("it fits");
}

QString verdictWord(RouteVerdict verdict)
{
    switch (verdict) {
    case RouteVerdict::Chosen:
        return Words::tr("gets it");
    case RouteVerdict::Told:
        return Words::tr("is told and may take it");
    case RouteVerdict::Inactive:
        return Words::tr("inactive");
    case RouteVerdict::Excluded:
        return Words::tr("lost it before");
    case RouteVerdict::NotInRule:
        return Words::tr("not in this rule");
    case RouteVerdict::OffDuty:
        return Words::tr("off shift");
    case RouteVerdict::Full:
        return Words::tr("full");
    case RouteVerdict::Busy:
        return Words::tr("busy");
    case RouteVerdict::Turn:
        return Words::tr("had a lead more recently");
    case RouteVerdict::MoreDue:
        return Words::tr("has more to do");
    case RouteVerdict::ShareMet:
        return Words::tr("is nearer to the share set");
    case RouteVerdict::NotOwner:
        return Words::tr("somebody else knows the customer or is named");
    case RouteVerdict::NoRule:
        break;
    }
    return Words::tr("no rule gives it to anybody");
}

template <size_t N>
int placeIn(const char *const (&words)[N], const QString &text)
{
    const auto found = std::find_if(words, words + N, [&](const char *word) { return text == QLatin1String(word); });
    return found == words + N ? -1 : int(found - words);
}

int printText(const Command &command, const RouteTest &test, const LeadWords &words)
{
    const Routed &routed = test.routed;
    const QString why = LeadWords::reasonWord(routed.reason);
    command.say(routed.person.isNull() ? (why.isEmpty() ? Words::tr("Nobody would get it.") : why)
                                       : Words::tr("%1: %2").arg(words.person(routed.person), why));
    command.say(Words::tr("Rules"));
    for (size_t i = 0; i < routed.tried.size(); ++i) {
        const QString mark = int(i) == routed.fired ? QStringLiteral("  * ") : QStringLiteral("    ");
        command.say(mark + routed.tried[i].rule + QStringLiteral(": ") + missWord(routed.tried[i].miss));
    }
    if (routed.tried.empty())
        command.say(QStringLiteral("    ") + Words::tr("none was needed"));
    const TextTable table({Words::tr("PERSON"), Words::tr("DUE"), Words::tr("OPEN"), Words::tr("TODAY"),
                              Words::tr("LAST LEAD"), Words::tr("WHY")},
        {22, 4, 5, 5, 16, 40});
    command.say(table.head());
    for (size_t i = 0; i < test.people.size(); ++i) {
        const RoutePerson &person = test.people[i];
        const RouteVerdict verdict = test.verdicts[i].verdict;
        QString reason = verdictWord(verdict);
        if (verdict == RouteVerdict::OffDuty && person.dutyFrom > 0)
            reason = Words::tr("off shift until %1").arg(words.time(person.dutyFrom));
        if (verdict == RouteVerdict::Busy)
            reason = Words::tr("skipped: busy until %1").arg(words.time(person.busyUntil));
        command.say(table.line({words.person(person.id), QString::number(person.due), QString::number(person.open),
            QString::number(person.today), person.lastAssigned ? words.time(person.lastAssigned) : QStringLiteral("-"),
            reason}));
    }
    return ExitDone;
}

int printJson(const Command &command, const RouteTest &test, const LeadWords &words)
{
    const Routed &routed = test.routed;
    QJsonArray rules, people;
    for (size_t i = 0; i < routed.tried.size(); ++i)
        rules.append(QJsonObject{{QStringLiteral("rule"), routed.tried[i].rule},
            {QStringLiteral("result"), QLatin1String(kMisses[size_t(routed.tried[i].miss)])},
            {QStringLiteral("gave_it"), int(i) == routed.fired}});
    for (size_t i = 0; i < test.people.size(); ++i) {
        const RoutePerson &person = test.people[i];
        people.append(QJsonObject{{QStringLiteral("person"), words.person(person.id)},
            {QStringLiteral("why"), QLatin1String(kVerdicts[size_t(test.verdicts[i].verdict)])},
            {QStringLiteral("due"), person.due}, {QStringLiteral("open"), person.open},
            {QStringLiteral("today"), person.today}, {QStringLiteral("on_duty_from"), words.timeCode(person.dutyFrom)},
            {QStringLiteral("busy_until"), words.timeCode(person.busyUntil)},
            {QStringLiteral("last_lead"), words.timeCode(person.lastAssigned)}});
    }
    command.print({{QStringLiteral("person"), routed.person.isNull() ? QString() : words.person(routed.person)},
        {QStringLiteral("rule"), routed.rule}, {QStringLiteral("reason"), LeadWords::reasonCode(routed.reason)},
        {QStringLiteral("rules"), rules}, {QStringLiteral("people"), people}});
    return ExitDone;
}

/// The inquiry that the options describe; nothing: it said what is wrong.
std::optional<LeadDraft> draftOf(Command &command, const Rulebook &rules, int &status)
{
    LeadDraft draft;
    draft.source = command.value("source");
    if (!draft.source.isEmpty() && !rules.sourceNamed(draft.source)) {
        complain(Words::tr("There is no source %1 here.").arg(draft.source));
        status = ExitNotFound;
        return std::nullopt;
    }
    const int type = command.isSet("type") ? placeIn(kTypes, command.value("type")) : int(LeadType::Web);
    constexpr const char *kStatuses[] = {"unknown", "new", "used"};
    const int wanted = command.isSet("status") ? placeIn(kStatuses, command.value("status")) : 0;
    if (type < 0 || wanted < 0) {
        status = command.usage(type < 0 ? Words::tr("--type is not one of the types of leads.")
                                        : Words::tr("--status takes new or used."));
        return std::nullopt;
    }
    draft.type = LeadType(type);
    VehicleDraft want;
    want.make = command.value("make");
    want.status = VehicleStatus(wanted);
    draft.wants = {want};
    return draft;
}

/// What is wrong with the words of the call; empty: nothing.
QString wrongWords(const Command &command)
{
    const bool isTest = command.isSet("test");
    if (isTest != command.words().isEmpty())
        return Words::tr("Name a lead, or --test with the inquiry.");
    for (const char *name : {"source", "type", "status", "make"}) {
        if (command.isSet(name) && !isTest)
            return Words::tr("--%1 goes with --test.").arg(QLatin1String(name));
    }
    return {};
}

/// Tests what was asked for; nothing: it said what is wrong.
std::optional<RouteTest> tested(Command &command, const Rulebook &rules, Time at, int &status)
{
    Result<RouteTest> test = Error{};
    if (command.isSet("test")) {
        const auto draft = draftOf(command, rules, status);
        if (!draft)
            return std::nullopt;
        test = testRoute(command.session(), *draft, at);
    } else {
        const auto lead = leadMeant(command, command.words().join(u' '), status);
        if (!lead)
            return std::nullopt;
        test = testRoute(command.session(), *lead, at);
    }
    if (!test) {
        status = command.fail(test.error());
        return std::nullopt;
    }
    return std::move(*test);
}

} // namespace

int routeCommand(const QStringList &arguments)
{
    Command command("route", arguments);
    command.positional("LEAD", Words::tr("A lead, as if it came anew and nobody had it."));
    command.option("test", Words::tr("An inquiry of a new customer that the other options describe."));
    command.option("source", Words::tr("Where it comes from."), "NAME");
    command.option("type", Words::tr("How it comes: web, third-party, phone and so on."), "TYPE");
    command.option("status", Words::tr("What is asked for: new or used."), "STATUS");
    command.option("make", Words::tr("The make that is asked for."), "MAKE");
    command.option("at", Words::tr("When it comes; now."), "TIME");
    if (!command.read(0, -1))
        return command.status();
    if (const QString wrong = wrongWords(command); !wrong.isEmpty())
        return command.usage(wrong);
    if (!command.openStore())
        return command.status();
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const auto at = command.isSet("at") ? command.moment("at") : command.session().now();
    if (!at)
        return command.status();
    int status = ExitDone;
    const auto test = tested(command, **rules, *at, status);
    if (!test)
        return status;
    const LeadWords words(*rules, command.session().now());
    return command.json() ? printJson(command, *test, words) : printText(command, *test, words);
}

} // namespace updesk
