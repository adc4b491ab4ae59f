// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/leadcodes.h"
#include "app/serverwords.h"
#include "app/synctalk.h"
#include "core/sync/address.h"
#include "core/people/staff.h"
#include "core/sync/fill.h"
#include "core/sync/peopleremote.h"
#include "core/sync/refill.h"
#include "core/sync/standing.h"
#include "core/sync/waitingrows.h"
#include "ui/sharing/sharingwords.h"

#include <QJsonArray>

namespace updesk
{

namespace
{

/// What the file says of its sharing.
struct SyncStatus {
    Unsent left;
    std::vector<Setback> setbacks;
    std::vector<WaitingPerson> waiting;
    std::vector<WaitingDeed> attention;
    qint64 cursor = 0;
    FillPass pass = FillPass::Done;
    Time unhosted = 0;
    Standing stands;
    QString copy;
    std::vector<Person> people;

    int of(Setback::Kind kind) const { return int(std::ranges::count(setbacks, kind, &Setback::kind)); }
};

} // namespace

static Result<SyncStatus> readStatus(Database &database, int store)
{
    SyncStatus all;
    std::optional<Error> error;
    const auto take = [&error](auto &into, auto from) {
        if (from)
            into = std::move(*from);
        else if (!error)
            error = from.error();
    };
    take(all.left, unsent(database));
    take(all.setbacks, setbacks(database, 100'000));
    take(all.waiting, waitingPeople(database));
    take(all.attention, parkedDeeds(database));
    take(all.cursor, cursorOf(database, store));
    take(all.pass, fillPass(database));
    take(all.unhosted, unhostedSince(database));
    take(all.stands, standing(database));
    take(all.copy, keptBeforeRefill(database));
    take(all.people, loadAll(database, kPerson));
    return error ? Result<SyncStatus>(*error) : Result<SyncStatus>(std::move(all));
}

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
            {QStringLiteral("at"), one.at}, {QStringLiteral("why"), SharingWords::code(one.why)}});
    return all;
}

// Who looks after the server gives a new one the same people again.
static QJsonArray peopleJson(const std::vector<Person> &people)
{
    QJsonArray all;
    for (const Person &one : people) {
        if (one.active && !one.login.isEmpty())
            all.append(QJsonObject{{QStringLiteral("login"), one.login},
                {QStringLiteral("person"), QString::fromLatin1(one.id.value.hex())}});
    }
    return all;
}

static void printStatus(const Command &command, const ServerPlace &place, const SyncStatus &status)
{
    const Unsent &left = status.left;
    command.print({{QStringLiteral("server"), shownAddress(place.url)}, {QStringLiteral("login"), place.login},
        {QStringLiteral("store"), place.store}, {QStringLiteral("cursor"), status.cursor},
        {QStringLiteral("filling"), status.pass != FillPass::Done}, {QStringLiteral("unsent_deeds"), left.deeds},
        {QStringLiteral("unsent_ops"), left.ops},
        {QStringLiteral("oldest_seconds"), secondsSince(command, left.oldest)}, {QStringLiteral("held"), left.held},
        {QStringLiteral("parked"), left.parked}, {QStringLiteral("needs_attention"), attentionJson(status.attention)},
        {QStringLiteral("waiting"), left.waiting},
        {QStringLiteral("waiting_people"), waitingJson(command, status.waiting)},
        {QStringLiteral("refused"), status.of(Setback::Kind::Rejected)},
        {QStringLiteral("lost"), status.of(Setback::Kind::Lost)},
        {QStringLiteral("conflicts"), status.of(Setback::Kind::TwoPlaces)},
        {QStringLiteral("unhosted_seconds"), secondsSince(command, status.unhosted)},
        {QStringLiteral("away_days"), status.stands.away}, {QStringLiteral("copy_kept"), status.copy},
        {QStringLiteral("people"), peopleJson(status.people)},
        {QStringLiteral("rewritten"), status.stands.rewritten > 0 ? QJsonValue(status.stands.rewritten) : QJsonValue()},
        {QStringLiteral("unsettled"), QJsonArray::fromStringList(status.stands.unsettled)}});
}

// What this program cannot read it can neither send nor give up.
static void tellAttention(const Command &command, const WaitingDeed &one)
{
    const QString id = QString::fromLatin1(one.deed.value.hex()), verb = SharingWords::deed(one.verb);
    if (one.why == QLatin1String("unreadable"))
        command.say(Words::tr("Needs attention: %1 (%2): This UpDesk cannot read it, because a newer one wrote it. It "
                              "is kept as it is. Update UpDesk here, and it goes.")
                        .arg(id, verb));
    else
        command.say(Words::tr("Needs attention: %1 (%2): %3 Try it again with --retry, or let go of it with --give-up.")
                        .arg(id, verb, SharingWords::reason(one.why)));
}

static void tellStatus(const Command &command, const ServerPlace &place, const SyncStatus &status)
{
    command.say(
        Words::tr("%1 at %2: %3 changes wait, the oldest for %4 s; %5 refused, %6 lost, %7 changed in two places.")
            .arg(place.login, shownAddress(place.url))
            .arg(status.left.ops)
            .arg(secondsSince(command, status.left.oldest))
            .arg(status.of(Setback::Kind::Rejected))
            .arg(status.of(Setback::Kind::Lost))
            .arg(status.of(Setback::Kind::TwoPlaces)));
    for (const WaitingDeed &one : status.attention)
        tellAttention(command, one);
    for (const WaitingPerson &one : status.waiting)
        command.say(Words::tr("%1 changes wait for %2 to sign in.").arg(one.ops).arg(shownName(one)));
    if (status.stands.away > 0)
        command.say(
            Words::tr("This desk was away for %1 days; it must be filled again. Your unsent changes are kept and "
                      "are sent first.")
                .arg(status.stands.away));
    if (status.stands.rewritten > 0)
        command.say(Words::tr("Somebody has changed the history at the server past UpDesk, in what was written before "
                              "%1. Tell the principal, and leave this computer as it is.")
                        .arg(utcCode(status.stands.rewritten)));
    if (!status.copy.isEmpty())
        command.say(
            Words::tr("The server did not have all that this desk had. What it does not have has left the desk, "
                      "and a whole copy of before is kept beside its file: %1.")
                .arg(status.copy));
    if (const Time lasts = secondsSince(command, status.unhosted) * kSecond; lasts >= Lease::kMissed)
        command.say(Words::tr("Late leads are not passed on: no desk of this store runs the automatic work, for %1 "
                              "minutes now. Start updeskctl agent, or give a login the right with --host.")
                        .arg(lasts / kMinute));
}

int syncStatus(Command &command)
{
    Database &database = command.session().database();
    const auto place = serverPlace(database);
    if (!place)
        return talkFailed(place.error());
    const auto status = readStatus(database, place->store);
    if (!status)
        return command.fail(status.error());
    if (command.json())
        printStatus(command, *place, *status);
    else
        tellStatus(command, *place, *status);
    return ExitDone;
}

} // namespace updesk
