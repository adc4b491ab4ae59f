// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/intakewords.h"
#include "app/rings.h"
#include "core/intake/codes.h"

#include <QDirIterator>
#include <QJsonArray>

#include <numeric>

namespace updesk
{

QString intakeCode(IntakeResult::Outcome outcome)
{
    static constexpr const char *kCodes[] = {"leads", "known", "quarantined", "unreadable", "filed"};
    return QString::fromLatin1(kCodes[size_t(outcome)]);
}

QString intakeWords(const IntakeResult &result)
{
    switch (result.outcome) {
    case IntakeResult::Outcome::Leads: {
        qsizetype joined = 0;
        for (const Captured &one : result.captured)
            joined += one.how == Captured::How::JoinedLead || one.how == Captured::How::SameDocument;
        const auto all = qsizetype(result.captured.size());
        const QString words = Words::tr("%1 new, %2 known").arg(all - joined).arg(joined);
        if (result.code == code::kTakenBack)
            return Words::tr("%1; the rest was taken back before and is in the quarantine").arg(words);
        return result.refused > 0 ? Words::tr("%1, %2 in the quarantine").arg(words).arg(result.refused) : words;
    }
    case IntakeResult::Outcome::Known:
        return Words::tr("read before, nothing changed");
    case IntakeResult::Outcome::Quarantined:
        if (result.code == code::kTakenBack && result.setAside)
            return Words::tr("taken back before and set aside; quarantine --retry reads it again");
        if (result.code == code::kTakenBack)
            return Words::tr("taken back before, now in the quarantine; quarantine --retry reads it again");
        return result.setAside ? Words::tr("set aside (%1)").arg(result.code)
                               : Words::tr("in the quarantine (%1)").arg(result.code);
    case IntakeResult::Outcome::Filed:
        return Words::tr("a reply, now in the customer's history");
    case IntakeResult::Outcome::Unreadable:
        break;
    }
    if (result.error && result.error->code == Error::Code::Busy)
        return Words::tr("not read, the store is in use by another program; import it again in a moment");
    if (result.error && result.error->subject == QLatin1String("disk"))
        return Words::tr("not read, the disk is full; make room and import it again");
    return Words::tr("could not be opened");
}

QJsonObject intakeJson(const QString &file, const IntakeResult &result)
{
    QJsonArray leads;
    for (const Captured &one : result.captured)
        leads.append(QString::fromLatin1(one.lead.value.hex()));
    return {{QStringLiteral("file"), file}, {QStringLiteral("outcome"), intakeCode(result.outcome)},
        {QStringLiteral("code"), result.code}, {QStringLiteral("set_aside"), result.setAside},
        {QStringLiteral("leads"), leads}, {QStringLiteral("refused"), result.refused}};
}

/// The files of all paths, those of folders in the order of their names.
static QStringList filesOf(const QStringList &paths)
{
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files << path;
            continue;
        }
        QStringList found;
        QDirIterator folder(path, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (folder.hasNext())
            found << folder.next();
        found.sort();
        files << found;
    }
    return files;
}

/// What became of all files together.
struct Tally {
    std::array<int, 5> files{};
    int leads = 0, joined = 0, refused = 0;

    void add(const IntakeResult &result)
    {
        ++files[size_t(result.outcome)];
        refused += result.refused;
        if (result.outcome == IntakeResult::Outcome::Known || result.outcome == IntakeResult::Outcome::Filed)
            return; // its leads are those it made the first time, or that a reply belongs to
        for (const Captured &one : result.captured) {
            const bool known = one.how == Captured::How::JoinedLead || one.how == Captured::How::SameDocument;
            ++(known ? joined : leads);
        }
    }
    QString words() const
    {
        return Words::tr("Read %1 files: %2 new leads, %3 joined leads we had; %4 replies, %5 files known, %6 in the "
                         "quarantine, %7 could not be opened.")
            .arg(std::accumulate(files.begin(), files.end(), 0))
            .arg(leads)
            .arg(joined)
            .arg(files[4])
            .arg(files[1])
            .arg(files[2])
            .arg(files[3]);
    }
};

int importCommand(const QStringList &arguments)
{
    Command command("import", arguments);
    command.positional("PATH", Words::tr("Files, and folders with all that is in them."));
    if (!command.read(1, -1) || !command.openStore())
        return command.status();
    constexpr int kMostLines = 200; // of a longer list only what needs a look is printed
    const QStringList files = filesOf(command.words());
    const Id import = newId(command.session().now());
    Tally tally;
    QJsonArray list;
    const QStringList before = prefixesWithoutRing(command);
    for (const QString &file : files) {
        const IntakeResult result = takeFile(command.session(), file, import);
        tally.add(result);
        const bool plain =
            result.outcome != IntakeResult::Outcome::Quarantined && result.outcome != IntakeResult::Outcome::Unreadable;
        if (command.json())
            list.append(intakeJson(file, result));
        else if (!plain || files.size() <= kMostLines)
            command.say(QStringLiteral("%1: %2").arg(file, intakeWords(result)));
    }
    const QStringList prefixes = warnOfPrefixes(command, before);
    if (command.json())
        command.print({{QStringLiteral("rows"), list},
            {QStringLiteral("prefixes_without_ring"), QJsonArray::fromStringList(prefixes)},
            {QStringLiteral("new_leads"), tally.leads}, {QStringLiteral("joined"), tally.joined},
            {QStringLiteral("replies"), tally.files[4]}, {QStringLiteral("known"), tally.files[1]},
            {QStringLiteral("quarantined"), tally.files[2]}, {QStringLiteral("unreadable"), tally.files[3]}});
    else
        command.say(tally.words());
    return tally.files[3] > 0 ? ExitFailed : ExitDone;
}

} // namespace updesk
