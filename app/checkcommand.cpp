// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "core/desk/derived.h"
#include "core/desk/exportrows.h"
#include "core/store/check.h"
#include "ui/parts/atrestwords.h"

#include <QJsonArray>

namespace updesk
{

int exportCommand(const QStringList &arguments)
{
    Command command("export", arguments);
    command.positional("DIR", Words::tr("Where the files go; made when it is not there."));
    if (!command.read(1, 1) || !command.openStore())
        return command.status();
    const auto exported = exportTables(command.session().database(), command.words().first());
    if (!exported)
        return command.fail(exported.error());
    QJsonArray files;
    for (const Exported::File &file : exported->files) {
        files.append(QJsonObject{{QStringLiteral("file"), file.name}, {QStringLiteral("lines"), file.rows}});
        if (!command.json() && file.rows > 0)
            command.say(QStringLiteral("%1  %2").arg(file.rows, 9).arg(file.name));
    }
    if (command.json())
        command.print({{QStringLiteral("folder"), command.words().first()}, {QStringLiteral("rows"), files}});
    return ExitDone;
}

// The log itself, where no row stands against it.
static QString logFault(const CheckReport::Fault &fault)
{
    if (fault.table == QLatin1String("state"))
        return Words::tr("is not a place in the log");
    if (fault.table != QLatin1String("deed"))
        return fault.column.isEmpty() ? Words::tr("is in the log but not there") : Words::tr("differs from the log");
    if (fault.column == QLatin1String("n"))
        return Words::tr("a line of the log before it is missing");
    return fault.column == QLatin1String("hlc") ? Words::tr("is older than the line before it")
                                                : Words::tr("cannot be read");
}

static QString kindOf(const CheckReport::Fault &fault)
{
    switch (fault.kind) {
    case CheckReport::Fault::Kind::Log:
        return logFault(fault);
    case CheckReport::Fault::Kind::Orphan:
        return Words::tr("names a row that is not there");
    case CheckReport::Fault::Kind::Derived:
        break;
    }
    return Words::tr("is not what its rows give");
}

static QString codeOf(AtRest state)
{
    switch (state) {
    case AtRest::Encrypted:
        return QStringLiteral("encrypted");
    case AtRest::NoCipher:
        return QStringLiteral("no_cipher");
    case AtRest::NoKeyStore:
        return QStringLiteral("no_key_store");
    case AtRest::Sample:
        return QStringLiteral("sample");
    case AtRest::NextStart:
        break;
    }
    return QStringLiteral("next_start");
}

static int report(Command &command, const CheckReport &found, int rebuilt)
{
    const AtRest lies = command.atRest();
    const int number = command.session().isSample() ? 0 : command.session().by().store; // a sample never has a server
    QJsonArray faults;
    for (const CheckReport::Fault &fault : found.faults) {
        QJsonArray first;
        for (const Id &id : fault.first)
            first.append(QString::fromLatin1(id.hex()));
        faults.append(QJsonObject{{QStringLiteral("kind"), int(fault.kind)}, {QStringLiteral("table"), fault.table},
            {QStringLiteral("column"), fault.column}, {QStringLiteral("rows"), fault.rows},
            {QStringLiteral("first"), first}});
        if (!command.json())
            command.say(QStringLiteral("%1%2: %3 (%4)")
                            .arg(fault.table, fault.column.isEmpty() ? QString() : QStringLiteral(".") + fault.column,
                                kindOf(fault), Words::tr("rows: %1").arg(fault.rows)));
    }
    if (command.json())
        command.print({{QStringLiteral("sound"), found.sound()}, {QStringLiteral("damage"), found.damage},
            {QStringLiteral("faults"), faults}, {QStringLiteral("rebuilt"), rebuilt},
            {QStringLiteral("at_rest"), codeOf(lies)}, {QStringLiteral("number"), number}});
    else if (!found.damage.isEmpty())
        command.say(Words::tr("The file is damaged: %1. It was left as it is. Restore a backup.").arg(found.damage));
    else if (found.sound())
        command.say(Words::tr("All is well."));
    if (!command.json())
        command.say(atRestWords(lies));
    if (!command.json() && number > 0)
        command.say(Words::tr("The store's number is %1: a login at a server is a member of it.").arg(number));
    return found.sound() ? ExitDone : ExitFaults;
}

int checkCommand(const QStringList &arguments)
{
    Command command("check", arguments);
    command.option("rebuild", Words::tr("Make the computed rows anew."));
    if (!command.read(0, 0) || !command.openStore())
        return command.status();
    const Time now = command.session().now();
    int rebuilt = 0;
    if (command.isSet("rebuild")) {
        const auto made = remakeDerived(command.session().database(), now);
        if (!made)
            return command.fail(made.error());
        rebuilt = made->differed;
        if (!command.json())
            command.say(
                Words::tr("Computed anew: %1 leads, %2 rows were not right.").arg(made->leads).arg(made->differed));
    }
    const auto found =
        checkStore(command.session().database(), [now](Database &database) { return derivedFaults(database, now); });
    return found ? report(command, *found, rebuilt) : command.fail(found.error());
}

} // namespace updesk
