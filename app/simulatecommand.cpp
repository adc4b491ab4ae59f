// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "core/desk/followsimulation.h"
#include "core/sequences/planjson.h"

#include <QDateTime>
#include <QTemporaryDir>

namespace updesk
{

static const char *decisionCode(FollowStep::Decision decision)
{
    static constexpr const char *kCodes[] = {"done", "moved", "blocked", "stopped"};
    return kCodes[size_t(decision)];
}

static QJsonObject stepJson(const FollowStep &step)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(step.at, QTimeZone(step.zone.toLatin1()));
    return {{QStringLiteral("lead"), QString::fromLatin1(step.lead.value.hex())}, {QStringLiteral("zone"), step.zone},
        {QStringLiteral("local"), local.toString(Qt::ISODate)},
        {QStringLiteral("channel"), QLatin1String(stepWayCode(step.channel))},
        {QStringLiteral("who"), QLatin1String(byCode(step.by))}, {QStringLiteral("plan"), step.plan},
        {QStringLiteral("step"), step.step}, {QStringLiteral("attempt"), step.attempt},
        {QStringLiteral("decision"), QLatin1String(decisionCode(step.decision))}, {QStringLiteral("rule"), step.rule}};
}

// A number of an option; nothing: it is none.
static std::optional<qint64> numberOf(const Command &command, const char *name, qint64 otherwise)
{
    if (!command.isSet(name))
        return otherwise;
    bool fine = false;
    const qint64 number = command.value(name).toLongLong(&fine);
    return fine && number >= 0 ? std::optional(number) : std::nullopt;
}

// Midnight at the invented store; rules of law are known from 2026 on.
static std::optional<Time> startOf(const Command &command)
{
    if (!command.isSet("start"))
        return 0;
    const QDate day = QDate::fromString(command.value("start"), Qt::ISODate);
    if (!day.isValid() || day.year() < 2026 || day.year() > 2099)
        return std::nullopt;
    return QDateTime(day, QTime(0, 0), QTimeZone("America/New_York")).toMSecsSinceEpoch();
}

static int simulate(Command &command, const FollowOrder &order)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return command.fail({Error::Code::Failed, folder.path(), folder.errorString()});
    const QString path =
        command.isSet("keep") ? command.value("keep") : folder.filePath(QStringLiteral("simulated.updesk"));
    const auto steps = simulateFollowUp(path, order);
    if (!steps && steps.error().code == Error::Code::Invalid)
        return command.usage(Words::tr("--leads is 1 to 100000, --days 1 to 400."));
    if (!steps)
        return command.fail(steps.error());
    for (const FollowStep &step : *steps) {
        const QJsonObject line = stepJson(step);
        if (command.json())
            command.print(line);
        else
            command.say(
                QStringLiteral("%1  %2  %3  %4  %5")
                    .arg(line[QLatin1String("local")].toString(), line[QLatin1String("lead")].toString().right(6),
                        line[QLatin1String("decision")].toString(), step.step, step.rule));
    }
    return ExitDone;
}

int simulateCommand(const QStringList &arguments)
{
    Command command("simulate", arguments);
    command.positional("follow-up", Words::tr("What is simulated."));
    command.option("leads", Words::tr("How many inquiries come; 1000."), "N");
    command.option("days", Words::tr("How many days each is watched; 30."), "N");
    command.option("seed", Words::tr("The same number gives the same story; 1."), "N");
    command.option("start", Words::tr("The day the first inquiry comes; 2026-03-02."), "DAY");
    command.option("keep", Words::tr("Where the invented store is left, to look into."), "FILE");
    if (!command.read(1, 1))
        return command.status();
    if (command.words().front() != QLatin1String("follow-up"))
        return command.usage(Words::tr("Only follow-up can be simulated."));
    const auto leads = numberOf(command, "leads", 1000);
    const auto days = numberOf(command, "days", 30);
    const auto seed = numberOf(command, "seed", 1);
    if (!leads || !days || !seed || *leads > INT_MAX || *days > INT_MAX)
        return command.usage(Words::tr("--leads, --days and --seed are whole numbers."));
    const auto start = startOf(command);
    if (!start)
        return command.usage(Words::tr("--start is a day from 2026-01-01 to 2099-12-31."));
    return simulate(command, {int(*leads), int(*days), quint64(*seed), *start});
}

} // namespace updesk
