// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadwords.h"
#include "core/desk/modelverbs.h"

#include <QFile>
#include <QJsonArray>

namespace updesk
{

static int putIn(Command &command)
{
    QFile file(command.value("set"));
    if (!file.open(QIODevice::ReadOnly))
        return command.fail({Error::Code::NotFound, command.value("set"), file.errorString()});
    std::optional<Time> since = 0;
    if (command.isSet("since"))
        since = command.moment("since");
    if (!since)
        return command.status();
    const auto added = addScoreModel(command.session(), file.readAll(), *since);
    if (!added && added.error().code == Error::Code::Damaged)
        return command.refuse(Words::tr("%1 is no JSON object. Nothing was changed.").arg(command.value("set")));
    if (!added && added.error().subject == QLatin1String("since"))
        return command.refuse(Words::tr("--since is past. A model holds from now on or from a later time on."));
    return added ? ExitDone : command.fail(added.error());
}

int modelCommand(const QStringList &arguments)
{
    Command command("score-model", arguments);
    command.option("set", Words::tr("Puts in another version, in the form of the set-up guide."), "FILE");
    command.option("since", Words::tr("From when on it holds; now."), "TIME");
    if (!command.read(0, 0))
        return command.status();
    if (command.isSet("since") && !command.isSet("set"))
        return command.usage(Words::tr("--since goes with --set."));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    if (command.isSet("set")) {
        if (const int status = putIn(command); status != ExitDone)
            return status;
    }
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const LeadWords words(*rules, command.session().now());
    QJsonArray list;
    for (const ModelVersion &version : (*rules)->models) {
        const bool inForce = version.version == (*rules)->model.version;
        if (!command.json())
            command.say((inForce ? QStringLiteral("* ") : QStringLiteral("  ")) + words.model(version.version));
        QJsonObject one = words.modelJson(version.version);
        one.insert(QStringLiteral("in_force"), inForce);
        list.append(one);
    }
    QJsonArray tiers;
    for (const Tier tier : {Tier::Hot, Tier::High, Tier::Medium, Tier::Low}) {
        if (!command.json())
            command.say(words.protocol(tier));
        tiers.append(words.protocolJson(tier));
    }
    if (command.json())
        command.print({{QStringLiteral("models"), list}, {QStringLiteral("tiers"), tiers}});
    return ExitDone;
}

} // namespace updesk
