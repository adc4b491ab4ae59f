// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadargument.h"
#include "app/leadcodes.h"
#include "app/leadwords.h"
#include "app/table.h"
#include "core/desk/enrol.h"
#include "core/desk/planmove.h"
#include "core/desk/planverbs.h"
#include "core/sequences/planbook.h"
#include "core/sequences/planjson.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"

#include <QJsonDocument>
#include <QFile>
#include <QJsonArray>

namespace updesk
{

static QJsonArray findingsJson(const Plan &plan, const std::vector<PlanFinding> &findings)
{
    QJsonArray out;
    for (const PlanFinding &finding : findings) {
        const bool ofStep = finding.step >= 0 && finding.step < int(plan.steps.size());
        out.append(QJsonObject{{QStringLiteral("code"), QLatin1String(problemCode(finding.problem))},
            {QStringLiteral("step"), ofStep ? plan.steps[size_t(finding.step)].key : QString()},
            {QStringLiteral("count"), finding.count}, {QStringLiteral("limit"), finding.limit},
            {QStringLiteral("words"), finding.words}, {QStringLiteral("blocks"), blocks(finding.problem)}});
    }
    return out;
}

static QJsonArray stepsJson(const Plan &plan)
{
    QJsonArray out;
    for (const PlannedStep &one : plannedSteps(plan)) {
        const PlanStep &step = plan.steps[size_t(one.step)];
        out.append(QJsonObject{{QStringLiteral("step"), step.key},
            {QStringLiteral("channel"), QLatin1String(stepWayCode(step.channel))},
            {QStringLiteral("attempt"), plan.attemptOf(one.step)}, {QStringLiteral("minutes"), one.at / kMinute},
            {QStringLiteral("part"), QLatin1String(dayPartCode(one.part))}, {QStringLiteral("weekday"), one.weekday}});
    }
    return out;
}

static QString codesOf(const std::vector<PlanFinding> &findings)
{
    QStringList codes;
    for (const PlanFinding &finding : findings)
        codes << QLatin1String(problemCode(finding.problem));
    codes.removeDuplicates();
    return codes.isEmpty() ? QStringLiteral("-") : codes.join(u' ');
}

/// A plan as `plans` lists it: the store's own version, else the shipped one.
struct ListedPlan {
    Plan plan;
    int number = 0; ///< of the version; 0: the store does not have it
    bool active = false;
    int inside = 0; ///< leads in the version in use
};

static Result<std::vector<ListedPlan>> listedPlans(Database &database)
{
    const auto shelf = planShelf(database);
    if (!shelf)
        return shelf.error();
    std::vector<ListedPlan> out;
    for (const PlanRow &row : (*shelf)->rows) {
        const PlanShelf::Version *version = (*shelf)->version(row.version);
        if (!version)
            continue;
        const auto inside = countInside(database, row.version);
        if (!inside)
            return inside.error();
        out.push_back({version->plan, version->row.number, row.active, *inside});
    }
    for (const Plan &plan : shippedPlans()) {
        if (!(*shelf)->row(plan.key))
            out.push_back({plan, 0, false, 0});
    }
    return out;
}

static int list(Command &command)
{
    const auto plans = listedPlans(command.session().database());
    if (!plans)
        return command.fail(plans.error());
    const TextTable table({Words::tr("KEY"), Words::tr("VERSION"), Words::tr("WHOSE"), Words::tr("ATTEMPTS"),
                              Words::tr("DAYS"), Words::tr("INSIDE"), Words::tr("PROBLEMS")},
        {18, 7, 8, 8, 4, 6, 30});
    if (!command.json())
        command.say(table.head());
    QJsonArray rows;
    for (const ListedPlan &one : *plans) {
        const auto findings = checkInStore(command.session().database(), one.plan);
        if (!findings)
            return command.fail(findings.error());
        const QString whose = one.number == 0 ? Words::tr("shipped")
            : one.active                      ? Words::tr("in use")
                                              : Words::tr("off");
        if (!command.json()) {
            command.say(
                table.line({one.plan.key, QString::number(one.number), whose, QString::number(one.plan.attempts()),
                    QString::number(one.plan.days), QString::number(one.inside), codesOf(*findings)}));
            continue;
        }
        QJsonObject row = QJsonDocument::fromJson(planToJson(one.plan)).object();
        row.insert(QStringLiteral("version"), one.number);
        row.insert(QStringLiteral("active"), one.active);
        row.insert(QStringLiteral("inside"), one.inside);
        row.insert(QStringLiteral("counted"), one.plan.attempts());
        row.insert(QStringLiteral("problems"), findingsJson(one.plan, *findings));
        rows.append(row);
    }
    if (command.json())
        command.print({{QStringLiteral("plans"), rows}});
    return ExitDone;
}

static int refuseRole(const Command &command, const Error &error)
{
    if (error.code == Error::Code::Denied)
        return command.refuse(Words::tr("Only a manager may change the plans. Nothing was changed."));
    if (error.code == Error::Code::NotFound && error.subject == QLatin1String("plan"))
        return giveUp(ExitNotFound, codeOf(error), Words::tr("The store does not use a plan of this key."));
    return command.fail(error);
}

int plansCommand(const QStringList &arguments)
{
    Command command("plans", arguments);
    command.option("use", Words::tr("Takes the shipped plans over: leads that come get one from then on."));
    command.option("on", Words::tr("Switches a plan of the store on."), "KEY");
    command.option("off", Words::tr("Switches one off; who is inside finishes it."), "KEY");
    if (!command.read(0, 0))
        return command.status();
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    if (command.isSet("use")) {
        if (const auto used = useShippedPlans(command.session()); !used)
            return refuseRole(command, used.error());
    }
    for (const bool on : {true, false}) {
        const char *name = on ? "on" : "off";
        if (!command.isSet(name))
            continue;
        if (const auto set = setPlanActive(command.session(), command.value(name), on); !set)
            return refuseRole(command, set.error());
    }
    return list(command);
}

static int wrongPlan(const Command &command, const QString &path, const Error &error)
{
    if (error.code == Error::Code::Damaged)
        return command.refuse(Words::tr("%1 is no JSON object.").arg(path));
    return command.refuse(Words::tr("The plan cannot be read at %1: %2.").arg(error.subject, error.detail));
}

static int checked(Command &command, const Plan &plan)
{
    const auto findings = checkInStore(command.session().database(), plan);
    if (!findings)
        return command.fail(findings.error());
    const bool bad = isBlocked(*findings);
    if (command.json()) {
        command.print({{QStringLiteral("key"), plan.key}, {QStringLiteral("attempts"), plan.attempts()},
            {QStringLiteral("steps"), stepsJson(plan)}, {QStringLiteral("problems"), findingsJson(plan, *findings)},
            {QStringLiteral("sound"), !bad}});
        return bad ? ExitFaults : ExitDone;
    }
    for (const QJsonValue one : stepsJson(plan))
        command.say(QStringLiteral("%1  %2  %3")
                        .arg(delayText(qint64(one[QLatin1String("minutes")].toDouble()) * kMinute), -8)
                        .arg(one[QLatin1String("part")].toString(), -10)
                        .arg(one[QLatin1String("step")].toString()));
    command.say(
        Words::tr("Attempts: %1 in %2 days. Problems: %3").arg(plan.attempts()).arg(plan.days).arg(codesOf(*findings)));
    return bad ? ExitFaults : ExitDone;
}

static int save(Command &command, const Plan &plan)
{
    const auto shelf = planShelf(command.session().database());
    if (!shelf)
        return command.fail(shelf.error());
    const PlanRow *known = (*shelf)->row(plan.key);
    const PlanVersionId opened = known ? known->version : PlanVersionId();
    const auto saved = savePlan(command.session(), opened, plan);
    if (!saved && saved.error().code == Error::Code::Invalid) {
        static_cast<void>(checked(command, plan));
        return ExitRefused;
    }
    if (!saved)
        return refuseRole(command, saved.error());
    int moved = 0;
    if (command.isSet("move") && !opened.isNull() && saved->version != opened) {
        const auto people = movePeople(command.session(), opened, saved->version, command.value("move"));
        if (!people)
            return refuseRole(command, people.error());
        moved = *people;
    }
    if (command.json())
        command.print({{QStringLiteral("key"), plan.key}, {QStringLiteral("changed"), !saved->deed.isNull()},
            {QStringLiteral("moved"), moved}});
    else
        command.say(saved->deed.isNull() ? Words::tr("It is as it was.")
                                         : Words::tr("Saved as a new version. Leads moved to it: %1").arg(moved));
    return ExitDone;
}

int planCommand(const QStringList &arguments)
{
    Command command("plan", arguments);
    command.positional("check|save", Words::tr("What is to be done."));
    command.positional("FILE", Words::tr("The plan (docs/plans.md)."));
    command.option("move", Words::tr("Who is inside the version so far goes on at this step of the new one."), "STEP");
    if (!command.read(2, 2))
        return command.status();
    const QString verb = command.words()[0];
    if (verb != QLatin1String("check") && verb != QLatin1String("save"))
        return command.usage(Words::tr("It is plan check FILE or plan save FILE."));
    QFile file(command.words()[1]);
    if (!file.open(QIODevice::ReadOnly))
        return command.fail({Error::Code::NotFound, file.fileName(), file.errorString()});
    const auto plan = planFromJson(file.readAll());
    if (!plan)
        return wrongPlan(command, file.fileName(), plan.error());
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    return verb == QLatin1String("check") ? checked(command, *plan) : save(command, *plan);
}

static const char *stateCode(const Enrolment &row)
{
    static constexpr const char *kCodes[] = {"running", "finished", "stopped"};
    return kCodes[size_t(row.state)];
}

static const char *runCode(const StepRun &run)
{
    static constexpr const char *kCodes[] = {"open", "done", "skipped", "dropped"};
    return kCodes[size_t(run.state)];
}

static QJsonObject runJson(const StepRun &run)
{
    return {{QStringLiteral("step"), run.key}, {QStringLiteral("attempt"), run.attempt},
        {QStringLiteral("channel"), QLatin1String(stepWayCode(Channel(run.channel)))},
        {QStringLiteral("who"), QLatin1String(byCode(SentBy(run.sentBy)))},
        {QStringLiteral("state"), QLatin1String(runCode(run))}, {QStringLiteral("rule"), run.rule},
        {QStringLiteral("wished"), utcCode(run.wished)}, {QStringLiteral("due"), utcCode(run.due)},
        {QStringLiteral("settled"), utcCode(run.settled)}, {QStringLiteral("text"), run.text},
        {QStringLiteral("language"), run.textLanguage}, {QStringLiteral("text_version"), run.textVersion},
        {QStringLiteral("variant"), run.variant}, {QStringLiteral("video"), run.video}};
}

static int printPlans(Command &command, LeadId lead, const LeadWords &words)
{
    Database &database = command.session().database();
    const auto plans = plansOfLead(database, lead);
    if (!plans)
        return command.fail(plans.error());
    QJsonArray out;
    for (const Enrolment &row : *plans) {
        const auto runs = runsOf(database, row.id);
        if (!runs)
            return command.fail(runs.error());
        QJsonArray steps;
        if (!command.json())
            command.say(QStringLiteral("%1  %2 %3")
                            .arg(row.plan, QLatin1String(stateCode(row)), QLatin1String(planStopCode(row.why))));
        for (const StepRun &run : *runs) {
            steps.append(runJson(run));
            if (!command.json())
                command.say(QStringLiteral("  %1  %2  %3  %4")
                                .arg(words.time(run.settled > 0 ? run.settled : run.due), QLatin1String(runCode(run)),
                                    run.key, run.rule));
        }
        out.append(QJsonObject{{QStringLiteral("plan"), row.plan}, {QStringLiteral("purpose"), row.purpose},
            {QStringLiteral("state"), QLatin1String(stateCode(row))},
            {QStringLiteral("why"), QLatin1String(planStopCode(row.why))},
            {QStringLiteral("started"), utcCode(row.started)}, {QStringLiteral("ended"), utcCode(row.ended)},
            {QStringLiteral("steps"), steps}});
    }
    if (command.json())
        command.print(
            {{QStringLiteral("lead"), QString::fromLatin1(lead.value.hex())}, {QStringLiteral("plans"), out}});
    else if (plans->empty())
        command.say(Words::tr("No plan was ever begun for this lead."));
    return ExitDone;
}

int enrolmentCommand(const QStringList &arguments)
{
    Command command("enrolment", arguments);
    command.positional("LEAD", Words::tr("Which lead."));
    command.option("start", Words::tr("Puts it into this plan; another one that runs is replaced."), "KEY");
    command.option("stop", Words::tr("Takes it out of its plan."));
    if (!command.read(1, -1))
        return command.status();
    if (command.isSet("start") && command.isSet("stop"))
        return command.usage(Words::tr("--start or --stop, not both."));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    int status = ExitDone;
    const auto lead = leadMeant(command, command.words().join(u' '), status);
    if (!lead)
        return status;
    if (command.isSet("start") || command.isSet("stop")) {
        const auto done = command.isSet("start") ? startPlan(command.session(), *lead, command.value("start"))
                                                 : stopPlans(command.session(), *lead);
        if (!done && done.error().code == Error::Code::Denied)
            return command.refuse(Words::tr("The lead is closed. Nothing was changed."));
        if (!done && done.error().code == Error::Code::Duplicate)
            return command.refuse(Words::tr("It is in this plan already. Nothing was changed."));
        if (!done)
            return refuseRole(command, done.error());
    }
    const auto rules = command.session().rules();
    return rules ? printPlans(command, *lead, LeadWords(*rules, command.now())) : command.fail(rules.error());
}

static std::optional<EffectBy> effectByOf(const QString &word)
{
    static constexpr const char *kWords[] = {"words", "step", "text", "channel"};
    static_assert(std::size(kWords) == size_t(EffectBy::Channel) + 1);
    const auto found = std::ranges::find_if(kWords, [&](const char *one) { return word == QLatin1String(one); });
    return found == std::end(kWords) ? std::nullopt : std::optional(EffectBy(found - kWords));
}

// Whether a mail was opened or clicked is told where something measures it: null is not 0.
static QJsonValue measuredIn(const EffectRow &row, int count)
{
    return row.measured > 0 ? QJsonValue(count) : QJsonValue();
}

static QString measuredText(const EffectRow &row, int count)
{
    return row.measured > 0 ? QString::number(count) : QStringLiteral("-");
}

// "first_text es v2", as far as it is known.
static QString wordsText(const EffectRow &row)
{
    QStringList parts{row.text};
    if (!row.language.isEmpty())
        parts << row.language;
    if (row.textVersion > 0)
        parts << QStringLiteral("v%1").arg(row.textVersion);
    return parts.join(u' ');
}

static QJsonObject effectJson(const EffectRow &row)
{
    return {{QStringLiteral("plan"), row.plan}, {QStringLiteral("step"), row.step},
        {QStringLiteral("channel"), QLatin1String(stepWayCode(Channel(row.channel)))},
        {QStringLiteral("text"), row.text}, {QStringLiteral("language"), row.language},
        {QStringLiteral("text_version"), row.textVersion}, {QStringLiteral("variant"), row.variant},
        {QStringLiteral("done"), row.done}, {QStringLiteral("leads"), row.leads},
        {QStringLiteral("replied"), row.replied}, {QStringLiteral("connected"), row.connected},
        {QStringLiteral("appointments"), row.appointments}, {QStringLiteral("sales"), row.sales},
        {QStringLiteral("measured"), row.measured}, {QStringLiteral("opened"), measuredIn(row, row.opened)},
        {QStringLiteral("machine_opened"), measuredIn(row, row.machineOpened)},
        {QStringLiteral("clicked"), measuredIn(row, row.clicked)}};
}

int effectCommand(const QStringList &arguments)
{
    Command command("effect", arguments);
    command.option("since", Words::tr("From when on; 30 days back."), "TIME");
    command.option("by", Words::tr("What is counted by: words (all), step, text or channel."), "WHAT");
    if (!command.read(0, 0))
        return command.status();
    const auto by = effectByOf(command.isSet("by") ? command.value("by") : QStringLiteral("words"));
    if (!by)
        return command.usage(Words::tr("--by takes words, step, text or channel."));
    if (!command.openStore())
        return command.status();
    const auto since = command.isSet("since") ? command.moment("since") : std::optional(command.now() - 30 * kDay);
    if (!since)
        return ExitUsage;
    const auto rows = planEffect(command.session().database(), *since, command.now() + 1, *by);
    if (!rows)
        return command.fail(rows.error());
    const TextTable table({Words::tr("PLAN"), Words::tr("STEP"), Words::tr("WAY"), Words::tr("TEXT"), Words::tr("DONE"),
                              Words::tr("OPENED"), Words::tr("MACHINE"), Words::tr("CLICKED"), Words::tr("REPLIED"),
                              Words::tr("CONNECTED"), Words::tr("VISITS"), Words::tr("SALES")},
        {18, 16, 5, 24, 5, 6, 7, 7, 7, 9, 6, 5});
    if (!command.json())
        command.say(table.head());
    QJsonArray out;
    for (const EffectRow &row : *rows) {
        if (!command.json())
            command.say(table.line({row.plan, row.step, QLatin1String(stepWayCode(Channel(row.channel))),
                wordsText(row), QString::number(row.done), measuredText(row, row.opened),
                measuredText(row, row.machineOpened), measuredText(row, row.clicked), QString::number(row.replied),
                QString::number(row.connected), QString::number(row.appointments), QString::number(row.sales)}));
        out.append(effectJson(row));
    }
    if (command.json())
        command.print({{QStringLiteral("rows"), out}});
    return ExitDone;
}

} // namespace updesk
