// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadcodes.h"
#include "app/leadwords.h"
#include "app/table.h"
#include "core/desk/leadfind.h"
#include "core/leads/followrules.h"
#include "core/leads/leadnowstore.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/tonewords.h"

#include <QJsonArray>

namespace updesk
{

static TextTable rowTable()
{
    return TextTable(
        {Words::tr("CLOCK"), Words::tr("SCORE"), Words::tr("CUSTOMER"), Words::tr("G"), Words::tr("WANTS"),
            Words::tr("NEXT"), Words::tr("OWNER"), Words::tr("SOURCE"), Words::tr("AGE"), Words::tr("LEAD")},
        {13, 7, 22, 1, 26, 22, 14, 15, 6, 8});
}

static QString lineOf(const TextTable &table, const LeadWords &words, const QueueRow &row)
{
    const LeadNow &n = row.now;
    QString name = row.name.isEmpty() ? Words::tr("(no name)") : row.name;
    name += row.maybeDuplicate ? QStringLiteral(" *") : QString();
    return table.line(
        {words.clock(n), LeadWords::tier(n.tier) + QStringLiteral(" %1").arg(n.score), name, LeadWords::grade(n.grade),
            n.wants.isEmpty() ? QStringLiteral("-") : n.wants, toneBefore(row.tone, words.next(n)),
            words.person(n.owner), words.source(n.source), words.age(n.received), shortId(n.id)});
}

static std::optional<int> limitOf(Command &command, int otherwise)
{
    bool isNumber = true;
    const int limit = command.isSet("limit") ? command.value("limit").toInt(&isNumber) : otherwise;
    if (isNumber && limit > 0)
        return limit;
    (void)command.usage(Words::tr("--limit takes a number from 1 on."));
    return std::nullopt;
}

static int printQueue(Command &command, const QueueFilter &filter, int limit)
{
    const Time now = command.session().now();
    Database &database = command.session().database();
    const auto rules = command.session().rules();
    const auto followed = followRules(database, now, INT_MAX);
    if (!followed)
        return command.fail(followed.error());
    const auto moved = regroup(database, now);
    auto rows = queueRows(database, filter, limit);
    const auto counts = queueCounts(database, filter);
    if (!rules || !moved || !rows || !counts)
        return command.fail(!rules ? rules.error() : !moved ? moved.error() : !rows ? rows.error() : counts.error());
    const LeadWords words(*rules, now);
    if (command.json()) {
        QJsonArray list, groups;
        for (const QueueRow &row : *rows)
            list.append(words.json(row));
        for (const int count : *counts)
            groups.append(count);
        command.print({{QStringLiteral("now"), words.timeCode(now)}, {QStringLiteral("groups"), groups},
            {QStringLiteral("rows"), list}});
        return ExitDone;
    }
    nameErased(database, *rows, &QueueRow::name, [](const QueueRow &row) { return row.now.id.value; });
    const auto &c = *counts;
    command.say(Words::tr("Queue of %1: now %2, due today %3, later %4")
                    .arg(words.time(now))
                    .arg(c[0] + c[1] + c[2] + c[3])
                    .arg(c[4])
                    .arg(c[5]));
    const TextTable table = rowTable();
    command.say(table.head());
    int group = -1;
    for (const QueueRow &row : *rows) {
        if (row.now.place.group != group) {
            group = row.now.place.group;
            command.say(QStringLiteral("-- %1 (%2)").arg(LeadWords::group(group)).arg(c[size_t(group)]));
        }
        command.say(lineOf(table, words, row));
    }
    if (rows->empty())
        command.say(Words::tr("All caught up."));
    return ExitDone;
}

int queueCommand(const QStringList &arguments)
{
    Command command("queue", arguments);
    command.option("mine", Words::tr("Only the leads of the person chosen at this desk."));
    command.option("unassigned", Words::tr("Only leads that nobody has."));
    command.option("later", Words::tr("With what is not due yet."));
    command.option("limit", Words::tr("At most so many rows."), "N");
    if (!command.read(0, 0))
        return command.status();
    const auto limit = limitOf(command, 200);
    if (!limit)
        return ExitUsage;
    if (!command.openStore())
        return command.status();
    QueueFilter filter;
    filter.later = command.isSet("later");
    if (command.isSet("mine")) {
        if (!command.actAsChosen())
            return command.status();
        filter.view = QueueFilter::View::Mine;
        filter.person = command.session().person();
        if (filter.person.isNull())
            return command.nobodyChosen();
    }
    if (command.isSet("unassigned"))
        filter.view = QueueFilter::View::Unassigned;
    return printQueue(command, filter, *limit);
}

/// The rows that the options ask for, newest first.
static Result<std::vector<QueueRow>> listed(Command &command, int limit)
{
    Database &database = command.session().database();
    if (command.isSet("unverified"))
        return leadsWithoutProof(database, limit);
    const auto leads = newestLeads(database, command.isSet("all") ? LeadsListed::All : LeadsListed::Open, limit);
    if (!leads)
        return leads.error();
    std::vector<QueueRow> rows;
    for (const LeadId &lead : *leads) {
        auto row = queueRow(database, lead);
        if (!row)
            return row.error();
        rows.push_back(std::move(*row));
    }
    return rows;
}

static QJsonObject countsJson(const ProofCounts &counts)
{
    QJsonObject out;
    for (const Proof proof : {Proof::Told, Proof::Unverified, Proof::NeverAnswered, Proof::ClockJumped})
        out.insert(proofCode(proof), counts[size_t(proof)]);
    return out;
}

static void sayCounts(const Command &command, const ProofCounts &counts)
{
    command.say(Words::tr("Answers without proof: told %1, tried but not verified %2, closed and never answered %3, "
                          "after a change of the computer's clock %4")
                    .arg(counts[0])
                    .arg(counts[1])
                    .arg(counts[2])
                    .arg(counts[3]));
}

static TextTable leadTable(bool proof)
{
    return TextTable(
        {Words::tr("RECEIVED"), proof ? Words::tr("PROOF") : Words::tr("STAGE"), Words::tr("SCORE"),
            Words::tr("CUSTOMER"), Words::tr("WANTS"), Words::tr("OWNER"), Words::tr("SOURCE"), Words::tr("LEAD")},
        {16, proof ? 22 : 9, 7, 24, 28, 16, 16, 8});
}

int leadsCommand(const QStringList &arguments)
{
    Command command("leads", arguments);
    command.option("all", Words::tr("With closed leads."));
    command.option("unverified",
        Words::tr("Only leads whose answer has no proof: told, tried without evidence, closed and never answered, or "
                  "answered after the computer's clock had been changed."));
    command.option("limit", Words::tr("At most so many rows."), "N");
    if (!command.read(0, 0))
        return command.status();
    if (command.isSet("all") && command.isSet("unverified"))
        return command.usage(Words::tr("--all and --unverified do not go together."));
    const auto limit = limitOf(command, 1000);
    if (!limit)
        return ExitUsage;
    if (!command.openStore())
        return command.status();
    const bool proof = command.isSet("unverified");
    const auto rules = command.session().rules();
    const auto rows = listed(command, *limit);
    const auto counts = countsWithoutProof(command.session().database());
    if (!rules || !rows || !counts)
        return command.fail(!rules ? rules.error() : !rows ? rows.error() : counts.error());
    const LeadWords words(*rules, command.session().now());
    if (command.json()) {
        QJsonArray list;
        for (const QueueRow &row : *rows)
            list.append(words.json(row));
        command.print({{QStringLiteral("rows"), list}, {QStringLiteral("without_proof"), countsJson(*counts)}});
        return ExitDone;
    }
    if (proof)
        sayCounts(command, *counts);
    const TextTable table = leadTable(proof);
    command.say(table.head());
    for (const QueueRow &row : *rows) {
        const LeadNow &n = row.now;
        command.say(table.line({words.time(n.received), proof ? LeadWords::proof(n) : LeadWords::stage(n.stage),
            LeadWords::tier(n.tier) + QStringLiteral(" %1").arg(n.score), row.name, n.wants, words.person(n.owner),
            words.source(n.source), shortId(n.id)}));
    }
    return ExitDone;
}

} // namespace updesk
