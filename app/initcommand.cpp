// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/rings.h"
#include "app/samplewords.h"
#include "core/desk/sample.h"
#include "core/desk/setup.h"
#include "ui/parts/atrestwords.h"

#include <QFile>

namespace updesk
{

static void warnOfStore(Command &command)
{
    static_cast<void>(warnOfPrefixes(command, {}));
    const AtRest lies = command.atRest();
    if (lies != AtRest::Encrypted && lies != AtRest::Sample)
        complain(atRestWords(lies));
}

// What was made is read once more for its number, which a login at a server is a member of; a store that cannot be
// opened says so at its first use.
static int told(Command &command, const SetupConfig &config)
{
    const bool isOpen = command.openStore();
    const int number = isOpen ? command.session().by().store : 0;
    if (command.json())
        command.print({{QStringLiteral("store"), command.storePath()},
            {QStringLiteral("people"), int(config.people.size())}, {QStringLiteral("number"), number}});
    else
        command.say(Words::tr("%1 is set up in %2. Its number is %3.")
                        .arg(config.dealership.name, command.storePath())
                        .arg(number));
    if (isOpen)
        warnOfStore(command);
    return ExitDone;
}

static int setUp(Command &command)
{
    QFile file(command.value("config"));
    if (!file.open(QIODevice::ReadOnly))
        return giveUp(ExitFailed, "failed", Words::tr("Could not open %1.").arg(file.fileName()));
    const auto config = setupConfig(file.readAll(), command.clock().now());
    if (!config)
        return command.fail(config.error());
    if (QFile::exists(command.storePath())) // before a key is made for nothing
        return command.fail({Error::Code::Duplicate, command.storePath(), {}});
    const auto key = command.readyStore(Database::Open::OrCreate);
    if (!key)
        return command.status();
    if (auto made = makeStore(command.storePath(), command.clock(), *config, *key); !made)
        return command.fail(made.error());
    return told(command, *config);
}

static int makeSampleStore(Command &command)
{
    SampleOrder order;
    order.now = command.clock().now();
    command.useZone(QByteArrayLiteral("America/New_York")); // where the invented store is
    if (command.isSet("now")) {
        const auto at = command.moment("now");
        if (!at)
            return command.status();
        order.now = *at;
    }
    const QString size = command.value("sample");
    if (size != QLatin1String("small") && size != QLatin1String("large"))
        return command.usage(Words::tr("--sample is small or large."));
    order.size = size == QLatin1String("small") ? SampleOrder::Size::Small : SampleOrder::Size::Large;
    bool isLeads = true, isSeed = true;
    if (command.isSet("leads"))
        order.leads = command.value("leads").toInt(&isLeads);
    if (command.isSet("seed"))
        order.seed = command.value("seed").toULongLong(&isSeed);
    if (!isLeads || order.leads < 1 || order.leads > 5'000'000 || !isSeed)
        return command.usage(Words::tr("--leads takes a number from 1 to 5000000, --seed a number from 0 on."));
    if (command.isSet("leads") && order.size == SampleOrder::Size::Small)
        return command.usage(Words::tr("--leads goes with --sample large."));
    const auto made = makeSample(command.storePath(), order);
    if (!made)
        return command.fail(made.error());
    if (command.json())
        command.print({{QStringLiteral("store"), command.storePath()}, {QStringLiteral("leads"), made->leads},
            {QStringLiteral("open"), made->open}, {QStringLiteral("people"), made->people}});
    else
        command.say(Words::tr("A sample store with %1 leads, %2 of them open, is in %3.")
                        .arg(made->leads)
                        .arg(made->open)
                        .arg(command.storePath()));
    if (command.openStore())
        warnOfStore(command);
    return ExitDone;
}

int initCommand(const QStringList &arguments)
{
    Command command("init", arguments);
    command.option("sample", Words::tr("Invented data: small (200 leads) or large (100000)."), "SIZE");
    command.option("config", Words::tr("A set-up file (resources/desk/setup.md)."), "FILE");
    command.option("leads", Words::tr("Leads of a large sample."), "N");
    command.option("seed", Words::tr("The same seed makes the same sample."), "N");
    if (!command.read(0, 0))
        return command.status();
    if (command.isSet("sample") == command.isSet("config"))
        return command.usage(Words::tr("Give either --sample or --config."));
    if (command.isSet("sample"))
        return makeSampleStore(command);
    for (const char *name : {"now", "speed", "user", "leads", "seed"}) {
        if (command.isSet(name))
            return command.refuse(sampleOnlySentence(QLatin1String(name)));
    }
    return setUp(command);
}

} // namespace updesk
