// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "core/desk/changesetup.h"
#include "core/leads/followrules.h"

#include <QFile>
#include <QJsonArray>

namespace updesk
{

using Line = SetupChange::Line;

static QString tableWords(const QString &table)
{
    static const std::map<QString, const char *> words{
        {QStringLiteral("store"), QT_TRANSLATE_NOOP("Updeskctl", "store")},
        {QStringLiteral("person"), QT_TRANSLATE_NOOP("Updeskctl", "person")},
        {QStringLiteral("shift"), QT_TRANSLATE_NOOP("Updeskctl", "shift of")},
        {QStringLiteral("away"), QT_TRANSLATE_NOOP("Updeskctl", "day off of")},
        {QStringLiteral("source"), QT_TRANSLATE_NOOP("Updeskctl", "source")},
        {QStringLiteral("source_pattern"), QT_TRANSLATE_NOOP("Updeskctl", "sender's name")},
        {QStringLiteral("route_rule"), QT_TRANSLATE_NOOP("Updeskctl", "route")},
        {QStringLiteral("target"), QT_TRANSLATE_NOOP("Updeskctl", "target")},
        {QStringLiteral("ring"), QT_TRANSLATE_NOOP("Updeskctl", "ring")},
        {QStringLiteral("setting"), QT_TRANSLATE_NOOP("Updeskctl", "setting")},
        {QStringLiteral("score_model"), QT_TRANSLATE_NOOP("Updeskctl", "score model")}};
    const auto found = words.find(table);
    return found == words.end() ? table : Words::tr(found->second);
}

static QString kindWords(SetupChange::Kind kind)
{
    return kind == SetupChange::Kind::Added  ? Words::tr("new")
        : kind == SetupChange::Kind::Changed ? Words::tr("changed")
                                             : Words::tr("removed");
}

static QStringList columnsOf(const Line &line)
{
    QStringList names;
    for (const char *column : line.columns)
        names << QString::fromLatin1(column);
    return names;
}

static QString lineWords(const Line &line)
{
    const QString what = QStringLiteral("%1  %2 %3")
                             .arg(kindWords(line.kind), tableWords(QString::fromLatin1(line.table->name)), line.name);
    return line.columns.empty() ? what : what + QStringLiteral(": ") + columnsOf(line).join(QStringLiteral(", "));
}

static QJsonObject lineJson(const Line &line)
{
    static constexpr const char *kKinds[] = {"added", "changed", "removed"};
    return {{QStringLiteral("kind"), QLatin1String(kKinds[int(line.kind)])},
        {QStringLiteral("table"), QString::fromLatin1(line.table->name)}, {QStringLiteral("name"), line.name},
        {QStringLiteral("columns"), QJsonArray::fromStringList(columnsOf(line))}};
}

static void tellChange(const Command &command, const SetupChange &change, bool lookedOnly)
{
    for (const Line &line : change.lines)
        command.say(lineWords(line));
    if (!change.people.isEmpty())
        command.say(Words::tr("Not in the file, left as they are: %1.").arg(change.people.join(QStringLiteral(", "))));
    if (!change.sources.isEmpty())
        command.say(
            Words::tr("Sources not in the file, left as they are: %1.").arg(change.sources.join(QStringLiteral(", "))));
    if (change.lines.empty())
        command.say(Words::tr("The store is as the file says. Nothing was changed."));
    else if (lookedOnly)
        command.say(Words::tr("Only looked: nothing was changed."));
    else
        command.say(Words::tr("Done. \"updeskctl undo\" takes it back."));
}

// Leads follow changed hours, targets and models before the command ends: a figure read after it is the new one.
static Result<void> followAll(Session &session)
{
    for (bool done = false; !done;) {
        const auto followed = followRules(session.database(), session.now(), 20);
        if (!followed)
            return followed.error();
        done = followed->done;
    }
    return {};
}

int configureCommand(const QStringList &arguments)
{
    Command command("configure", arguments);
    command.option("config", Words::tr("The set-up file (resources/desk/setup.md)."), "FILE");
    command.option("dry-run", Words::tr("Says what would change and changes nothing."));
    if (!command.read(0, 0))
        return command.status();
    if (!command.isSet("config"))
        return command.usage(Words::tr("Give --config FILE."));
    QFile file(command.value("config"));
    if (!file.open(QIODevice::ReadOnly))
        return giveUp(ExitFailed, "failed", Words::tr("Could not open %1.").arg(file.fileName()));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    const bool look = command.isSet("dry-run");
    const auto change =
        changeSetup(command.session(), file.readAll(), look ? ChangeSetup::LookOnly : ChangeSetup::Write);
    if (!change)
        return command.fail(change.error());
    if (auto followed = look ? Result<void>() : followAll(command.session()); !followed)
        return command.fail(followed.error());
    if (!command.json()) {
        tellChange(command, *change, look);
        return ExitDone;
    }
    QJsonArray lines;
    for (const Line &line : change->lines)
        lines.append(lineJson(line));
    command.print({{QStringLiteral("changes"), lines}, {QStringLiteral("written"), !change->deed.isNull()},
        {QStringLiteral("people_left"), QJsonArray::fromStringList(change->people)},
        {QStringLiteral("sources_left"), QJsonArray::fromStringList(change->sources)}});
    return ExitDone;
}

} // namespace updesk
