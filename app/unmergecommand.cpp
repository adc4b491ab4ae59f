// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/leadargument.h"
#include "app/leadwords.h"
#include "core/leads/lead.h"
#include "ui/parts/unmergewords.h"

#include <QJsonArray>

namespace updesk
{

static QString shortId(ActivityId merge) { return QString::fromLatin1(merge.value.hex().right(8)); }

static int several(const std::vector<MergeRow> &merges, const LeadWords &words)
{
    QStringList lines{Words::tr("Several merges stand; name one with --merge and its id:")};
    QJsonArray rows;
    for (const MergeRow &merge : merges) {
        lines << QStringLiteral("  %1  %2  %3").arg(shortId(merge.id), words.time(merge.at), merge.other);
        rows.append(QJsonObject{{QStringLiteral("id"), QString::fromLatin1(merge.id.value.hex())},
            {QStringLiteral("other"), merge.other}, {QStringLiteral("at"), words.timeCode(merge.at)},
            {QStringLiteral("by"), words.person(merge.by)}});
    }
    return giveUp(ExitNotFound, "several", lines.join(u'\n'), {{QStringLiteral("rows"), rows}});
}

// The one that is meant; else the status is set.
static std::optional<ActivityId> mergeMeant(Command &command, LeadId id, int &status)
{
    Database &database = command.session().database();
    const auto lead = load(database, kLead, id.value);
    const auto rules = command.session().rules();
    auto merges = lead ? mergesOf(database, lead->customer) : Result<std::vector<MergeRow>>(lead.error());
    if (!merges || !rules) {
        status = command.fail(!merges ? merges.error() : rules.error());
        return std::nullopt;
    }
    const QByteArray named = command.value("merge").toLatin1().toLower();
    std::erase_if(*merges, [&](const MergeRow &merge) { return !merge.id.value.hex().endsWith(named); });
    if (merges->size() > 1) {
        merges = undoable(database, std::move(*merges), command.session().now());
        if (!merges) {
            status = command.fail(merges.error());
            return std::nullopt;
        }
    }
    if (merges->size() == 1)
        return merges->front().id;
    status = merges->empty()
        ? giveUp(ExitNotFound, "not_found", Words::tr("There is no such merge that stands. Nothing was changed."))
        : several(*merges, LeadWords(*rules, command.session().now()));
    return std::nullopt;
}

int unmergeCommand(const QStringList &arguments)
{
    Command command("unmerge", arguments);
    command.positional("LEAD", Words::tr("A lead of the merged customer."));
    command.option("merge", Words::tr("Which merge, where several stand: the end of its id."), "ID");
    if (!command.read(1, -1) || !command.openStore() || !command.actAsChosen())
        return command.status();
    int status = ExitDone;
    const auto lead = leadMeant(command, command.words().join(u' '), status);
    if (!lead)
        return status;
    const auto merge = mergeMeant(command, *lead, status);
    if (!merge)
        return status;
    const auto apart = unmerge(command.session(), *merge);
    if (!apart) {
        const QString refused = unmergeRefused(apart.error());
        return refused.isEmpty() ? command.fail(apart.error()) : giveUp(ExitRefused, codeOf(apart.error()), refused);
    }
    if (!command.json()) {
        command.say(unmergedWords(*apart));
        return ExitDone;
    }
    command.print({{QStringLiteral("deed"), QString::fromLatin1(apart->deed.value.hex())},
        {QStringLiteral("customers"), QJsonArray{apart->livesName, apart->backName}},
        {QStringLiteral("leads"), int(apart->leads.size())}, {QStringLiteral("stayed"), apart->stayed},
        {QStringLiteral("absent"), apart->absent}});
    return ExitDone;
}

} // namespace updesk
