// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/servererasures.h"

#include "app/serverwords.h"
#include "core/sync/servererase.h"

namespace updesk
{

static int failed(const Error &error)
{
    if (error.code == Error::Code::Damaged)
        return giveUp(statusOf(error), codeOf(error),
            Words::tr("Line %1 of %2 is no erasure. Nobody was erased.").arg(error.detail, error.subject));
    return giveUp(statusOf(error), codeOf(error), serverSentence(error));
}

static int replay(const Command &command, Pg &pg, const QString &file)
{
    const auto all = replayErasures(pg, file);
    if (!all)
        return failed(all.error());
    if (command.json())
        command.print({{QStringLiteral("erased"), all->done}, {QStringLiteral("known"), all->known},
            {QStringLiteral("absent"), all->absent}});
    else
        command.say(Words::tr("Erased again: %1. Known already: %2. Of stores that this copy does not have: %3.")
                        .arg(all->done)
                        .arg(all->known)
                        .arg(all->absent));
    return ExitDone;
}

int tellErased(const Command &command, const RestoreDrill &drill, QJsonObject &json)
{
    json.insert(QStringLiteral("erasedAgain"), drill.replayed.done);
    json.insert(QStringLiteral("erasedLeft"), drill.left);
    if (!command.json() && command.isSet("erasures"))
        command.say(Words::tr("Erased again in the copy: %1. Known already: %2.")
                        .arg(drill.replayed.done)
                        .arg(drill.replayed.known));
    if (drill.left > 0)
        complain(Words::tr("Rows that still say something about somebody who was erased: %1.").arg(drill.left));
    return drill.left > 0 ? ExitFaults : ExitDone;
}

int serverErasures(const Command &command, const Pg::Options &options)
{
    auto pg = Pg::open(options);
    if (!pg)
        return failed(pg.error());
    const QString file = command.words().value(2);
    if (command.isSet("replay"))
        return replay(command, **pg, file);
    const auto kept = keepErasures(**pg, file);
    if (!kept)
        return failed(kept.error());
    if (command.json())
        command.print({{QStringLiteral("erasures"), *kept}, {QStringLiteral("file"), file}});
    else
        command.say(Words::tr("Erasures in %1: %2. Keep it apart from the backups.").arg(file).arg(*kept));
    return ExitDone;
}

} // namespace updesk
