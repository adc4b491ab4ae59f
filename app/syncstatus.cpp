// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverwords.h"
#include "app/synctalk.h"
#include "core/sync/fill.h"
#include "core/sync/peopleremote.h"
#include "core/sync/waitingrows.h"

#include <QJsonArray>

namespace updesk
{

static Time secondsSince(const Command &command, Time at)
{
    return at > 0 ? std::max<Time>(0, command.now() - at) / kSecond : 0;
}

static QString shownName(const WaitingPerson &one)
{
    return one.name.isEmpty() ? QString::fromLatin1(one.person.value.hex()) : one.name;
}

static QJsonArray waitingJson(const Command &command, const std::vector<WaitingPerson> &waiting)
{
    QJsonArray all;
    for (const WaitingPerson &one : waiting)
        all.append(QJsonObject{{QStringLiteral("person"), QString::fromLatin1(one.person.value.hex())},
            {QStringLiteral("name"), one.name}, {QStringLiteral("deeds"), one.deeds}, {QStringLiteral("ops"), one.ops},
            {QStringLiteral("oldest_seconds"), secondsSince(command, one.oldest)}});
    return all;
}

static QJsonArray attentionJson(const std::vector<WaitingDeed> &parked)
{
    QJsonArray all;
    for (const WaitingDeed &one : parked)
        all.append(QJsonObject{{QStringLiteral("change"), QString::fromLatin1(one.deed.value.hex())},
            {QStringLiteral("verb"), QString::fromLatin1(one.verb)},
            {QStringLiteral("person"), one.who.isNull() ? QString() : QString::fromLatin1(one.who.value.hex())},
            {QStringLiteral("at"), one.at}, {QStringLiteral("why"), one.why}});
    return all;
}

static void tellAttention(const Command &command, const std::vector<WaitingDeed> &parked)
{
    for (const WaitingDeed &one : parked)
        command.say(
            Words::tr("Needs attention: %1 (%2): %3. Try it again with --retry, or let go of it with --give-up.")
                .arg(QString::fromLatin1(one.deed.value.hex()), QString::fromLatin1(one.verb), one.why));
}

int syncStatus(Command &command)
{
    Database &database = command.session().database();
    const auto place = serverPlace(database);
    if (!place)
        return talkFailed(place.error());
    const auto left = unsent(database);
    const auto all = setbacks(database, 100'000);
    const auto waiting = waitingPeople(database);
    const auto cursor = cursorOf(database, place->store);
    const auto pass = fillPass(database);
    if (!left || !all)
        return command.fail(!left ? left.error() : all.error());
    const auto unhosted = unhostedSince(database);
    if (!waiting || !cursor)
        return command.fail(!waiting ? waiting.error() : cursor.error());
    if (!pass || !unhosted)
        return command.fail(!pass ? pass.error() : unhosted.error());
    const auto attention = parkedDeeds(database);
    if (!attention)
        return command.fail(attention.error());
    const auto of = [&all](Setback::Kind kind) { return int(std::ranges::count(*all, kind, &Setback::kind)); };
    const Time age = secondsSince(command, left->oldest);
    if (command.json()) {
        command.print({{QStringLiteral("server"), place->url}, {QStringLiteral("login"), place->login},
            {QStringLiteral("store"), place->store}, {QStringLiteral("cursor"), *cursor},
            {QStringLiteral("filling"), *pass != FillPass::Done}, {QStringLiteral("unsent_deeds"), left->deeds},
            {QStringLiteral("unsent_ops"), left->ops}, {QStringLiteral("oldest_seconds"), age},
            {QStringLiteral("held"), left->held}, {QStringLiteral("parked"), left->parked},
            {QStringLiteral("needs_attention"), attentionJson(*attention)}, {QStringLiteral("waiting"), left->waiting},
            {QStringLiteral("waiting_people"), waitingJson(command, *waiting)},
            {QStringLiteral("refused"), of(Setback::Kind::Rejected)}, {QStringLiteral("lost"), of(Setback::Kind::Lost)},
            {QStringLiteral("conflicts"), of(Setback::Kind::TwoPlaces)},
            {QStringLiteral("unhosted_seconds"), secondsSince(command, *unhosted)}});
        return ExitDone;
    }
    command.say(
        Words::tr("%1 at %2: %3 changes wait, the oldest for %4 s; %5 refused, %6 lost, %7 changed in two places.")
            .arg(place->login, place->url)
            .arg(left->ops)
            .arg(age)
            .arg(of(Setback::Kind::Rejected))
            .arg(of(Setback::Kind::Lost))
            .arg(of(Setback::Kind::TwoPlaces)));
    tellAttention(command, *attention);
    for (const WaitingPerson &one : *waiting)
        command.say(Words::tr("%1 changes wait for %2 to sign in.").arg(one.ops).arg(shownName(one)));
    if (const Time lasts = secondsSince(command, *unhosted) * kSecond; lasts >= Lease::kMissed)
        command.say(Words::tr("Late leads are not passed on: no desk of this store runs the automatic work, for %1 "
                              "minutes now. Start updeskctl agent, or give a login the right with --host.")
                        .arg(lasts / kMinute));
    return ExitDone;
}

} // namespace updesk
