// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/table.h"
#include "core/desk/incentives.h"
#include "core/sequences/templaterows.h"
#include "ui/parts/regiontime.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace updesk
{

static int cannotRead(const Command &command, const Error &error)
{
    const QString place = error.subject;
    if (error.detail == QLatin1String("needed"))
        return command.refuse(Words::tr("%1 is missing. Nothing was changed.").arg(place));
    if (error.detail == QLatin1String("day"))
        return command.refuse(
            Words::tr("%1 is no day as in 2026-03-31, or ends before it begins. Nothing was changed.").arg(place));
    if (error.detail == QLatin1String("list"))
        return command.refuse(Words::tr("The file is no list of incentives, or has more than %1. Nothing was changed.")
                                  .arg(kMostIncentives));
    return command.refuse(Words::tr("%1 cannot be read. Nothing was changed.").arg(place));
}

static int put(Command &command, const std::vector<Incentive> &incentives)
{
    const auto deed = setIncentives(command.session(), incentives);
    if (!deed && deed.error().code == Error::Code::Denied)
        return command.refuse(Words::tr("Only a manager may change the incentives. Nothing was changed."));
    if (!deed)
        return command.fail(deed.error());
    if (command.json())
        command.print({{QStringLiteral("incentives"), int(incentives.size())}});
    else
        command.say(Words::tr("%1 incentives are entered now.").arg(incentives.size()));
    return ExitDone;
}

static int importFile(Command &command)
{
    const QString path = command.words().value(1);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return command.fail({Error::Code::NotFound, path, {}});
    const QByteArray bytes = file.read(4'000'000);
    const bool json = bytes.trimmed().startsWith('{');
    const auto read = json ? incentivesIn(bytes) : incentivesInTable(bytes);
    return read ? put(command, *read) : cannotRead(command, read.error());
}

static int list(Command &command)
{
    const auto all = incentivesOf(command.session().database());
    if (!all)
        return command.fail(all.error());
    const QDate today = QDateTime::fromMSecsSinceEpoch(command.now(), command.zone()).date();
    QJsonArray rows;
    const TextTable table(
        {Words::tr("FROM"), Words::tr("UNTIL"), Words::tr("VEHICLE"), Words::tr("AMOUNT"), Words::tr("WORDS")},
        {10, 10, 24, 10, 60});
    if (!command.json())
        command.say(table.head());
    for (const Incentive &one : *all) {
        const bool now = one.from <= today && today <= one.until;
        const QString vehicle = QStringLiteral("%1 %2 %3")
                                    .arg(one.year == 0 ? QString() : QString::number(one.year), one.make, one.model)
                                    .simplified();
        const QString from = one.from.toString(Qt::ISODate), until = one.until.toString(Qt::ISODate);
        if (!command.json()) {
            command.say(table.line({from, until, vehicle.isEmpty() ? Words::tr("any") : vehicle,
                one.amount == 0 ? QString() : regionMoney(one.amount), one.words}));
            continue;
        }
        rows.append(
            QJsonObject{{QStringLiteral("words"), one.words}, {QStringLiteral("amount_cents"), double(one.amount)},
                {QStringLiteral("year"), one.year}, {QStringLiteral("make"), one.make},
                {QStringLiteral("model"), one.model}, {QStringLiteral("from"), from}, {QStringLiteral("until"), until},
                {QStringLiteral("source"), one.source}, {QStringLiteral("in_force"), now}});
    }
    if (command.json())
        command.print({{QStringLiteral("incentives"), rows}});
    return ExitDone;
}

int incentivesCommand(const QStringList &arguments)
{
    Command command("incentives", arguments);
    command.positional(
        "import FILE | clear", Words::tr("Puts a file's incentives in, or takes all out; else lists them."));
    if (!command.read(0, 2))
        return command.status();
    const QStringList words = command.words();
    const bool imports = words.size() == 2 && words.front() == QLatin1String("import");
    const bool clears = words.size() == 1 && words.front() == QLatin1String("clear");
    if (!words.isEmpty() && !imports && !clears)
        return command.usage(Words::tr("Say import FILE, clear, or nothing."));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    return imports ? importFile(command) : clears ? put(command, {}) : list(command);
}

} // namespace updesk
