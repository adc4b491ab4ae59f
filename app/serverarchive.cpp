// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverarchive.h"

#include "app/leadcodes.h"
#include "app/servererasures.h"
#include "app/serverwords.h"
#include "core/desk/tables.h"

#include <QJsonArray>

namespace updesk
{

static constexpr int kDays = 35; // sync.md 15

static QString momentOf(Time at) { return utcCode(at); }

static QString holeWords(const WalHole &hole)
{
    return Words::tr(
        "The archive of the log has a hole: %1 to %2 are missing. From a base backup before it nothing that "
        "came after %3 can be restored. Make a new base backup now.")
        .arg(QLatin1String(hole.first), QLatin1String(hole.last), momentOf(hole.after));
}

static QJsonArray jsonOf(const std::vector<WalHole> &holes)
{
    QJsonArray all;
    for (const WalHole &hole : holes)
        all.append(QJsonObject{{QStringLiteral("first"), QString::fromLatin1(hole.first)},
            {QStringLiteral("last"), QString::fromLatin1(hole.last)}, {QStringLiteral("after"), momentOf(hole.after)}});
    return all;
}

static int failed(const Error &error)
{
    if (error.subject == QLatin1String("base"))
        return giveUp(ExitNotFound, "not_found", Words::tr("There is no base backup that old. Nothing was restored."));
    if (error.subject == QLatin1String("wal"))
        return giveUp(ExitFaults, codeOf(error),
            error.detail == QLatin1String("ends_before")
                ? Words::tr("The archive of the log ends before that moment. Nothing was restored.")
                : Words::tr(
                    "The archive of the log has a hole before that moment: %1 is missing. Nothing was restored.")
                      .arg(error.detail));
    if (error.detail == QLatin1String("not_removed"))
        return giveUp(ExitFailed, codeOf(error), Words::tr("%1 is too old and cannot be removed.").arg(error.subject));
    return giveUp(statusOf(error), codeOf(error), serverSentence(error));
}

/// Days of --keep-days; nothing: it said why not.
static std::optional<int> daysOf(const Command &command)
{
    bool isNumber = true;
    const int days = command.isSet("keep-days") ? command.value("keep-days").toInt(&isNumber) : kDays;
    if (isNumber && days >= 1 && days <= 3650)
        return days;
    complain(Words::tr("--keep-days takes a number of days from 1 to 3650."));
    return std::nullopt;
}

static void sayArchiving(Archiving archiving)
{
    if (archiving == Archiving::Off)
        complain(Words::tr("The server does not archive its log, so only the moments of base backups can be restored. "
                           "See docs/server.md."));
    if (archiving == Archiving::Fails)
        complain(Words::tr("The server cannot archive its log at present: look at its own log for archive_command."));
}

int backUpServerBase(const Command &command, const Pg::Options &options)
{
    const QString folder = command.words().value(2), wal = command.value("archive");
    const auto days = daysOf(command);
    if (!days)
        return ExitUsage;
    const auto made = backUpBase(options, folder, command.now());
    if (!made)
        return failed(made.error());
    QJsonObject json{{QStringLiteral("base"), made->base.folder}, {QStringLiteral("bytes"), made->bytes},
        {QStringLiteral("archiving"), made->archiving == Archiving::Works}};
    if (!command.json())
        command.say(Words::tr("Written: %1. Keep it where only you can read it.").arg(made->base.folder));
    sayArchiving(made->archiving);
    if (wal.isEmpty()) {
        if (command.json())
            command.print(json);
        return ExitDone;
    }
    const auto gone = pruneArchive(folder, wal, command.now(), *days);
    const auto archive = gone ? readArchive(folder, wal) : Result<ServerArchive>(gone.error());
    if (!archive)
        return failed(archive.error());
    for (const WalHole &hole : archive->holes)
        complain(holeWords(hole));
    json.insert(QStringLiteral("removedBases"), gone->bases);
    json.insert(QStringLiteral("removedSegments"), gone->segments);
    json.insert(QStringLiteral("holes"), jsonOf(archive->holes));
    if (command.json())
        command.print(json);
    else
        command.say(
            Words::tr("Every moment since %1 can be restored. Removed as too old: %2 base backups, %3 segments.")
                .arg(momentOf(archive->bases.front().at))
                .arg(gone->bases)
                .arg(gone->segments));
    return archive->holes.empty() ? ExitDone : ExitFaults;
}

int drillServerArchive(
    Command &command, const Pg::Options &options, const std::function<int(const ServerReport &, QJsonObject)> &tell)
{
    const QString folder = command.words().value(2), wal = command.value("archive");
    QDateTime until = QDateTime::fromString(command.value("until"), Qt::ISODate);
    if (command.isSet("until") && !until.isValid())
        return command.usage(Words::tr("--until takes a moment, as in 2026-03-01T10:00:00Z."));
    const auto archive = readArchive(folder, wal);
    if (!archive)
        return failed(archive.error());
    const auto done = drillArchive(options, *archive, wal, until.isValid() ? until.toMSecsSinceEpoch() : 0,
        deskSetup(command.clock()), command.value("erasures"));
    if (!done)
        return failed(done.error());
    if (!command.json())
        command.say(Words::tr("%1 and the log after it were restored beside the live server, up to a change of %2, and "
                              "read: rows %3. New desks of its stores were filled from it: rows %4.")
                        .arg(done->base.folder, momentOf(done->upTo))
                        .arg(done->drill.rows)
                        .arg(done->drill.filled));
    if (done->hole)
        complain(holeWords(*done->hole));
    QJsonObject json{{QStringLiteral("base"), done->base.folder}, {QStringLiteral("upTo"), momentOf(done->upTo)},
        {QStringLiteral("rows"), done->drill.rows}, {QStringLiteral("filled"), done->drill.filled},
        {QStringLiteral("holes"), done->hole ? jsonOf({*done->hole}) : QJsonArray()}};
    const int erased = tellErased(command, done->drill, json);
    const int told = tell(done->drill.report, json);
    const int status = told == ExitDone ? erased : told;
    return status == ExitDone && done->hole ? int(ExitFaults) : status;
}

} // namespace updesk
