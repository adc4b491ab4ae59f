// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deskclock.h"

#include "core/store/desksetting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdlib>

namespace updesk
{

static constexpr Time kKeepEvery = 5 * kMinute;

static QString text(const ClockMemory &memory)
{
    QJsonArray jumps;
    for (const ClockJump &jump : memory.jumps)
        jumps.append(QJsonArray{jump.at, jump.by});
    const QJsonObject object{{QStringLiteral("boot"), memory.boot}, {QStringLiteral("running"), memory.running},
        {QStringLiteral("wall"), memory.wall}, {QStringLiteral("ahead"), memory.ahead},
        {QStringLiteral("since"), memory.since}, {QStringLiteral("jumps"), jumps}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

static ClockMemory memoryIn(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto number = [&object](const char *key) { return object.value(QLatin1String(key)).toInteger(); };
    ClockMemory memory{object.value(QLatin1String("boot")).toString(), number("running"), number("wall"),
        number("ahead"), number("since"), {}};
    for (const QJsonValue jump : object.value(QLatin1String("jumps")).toArray())
        memory.jumps.push_back({jump.toArray().at(0).toInteger(), jump.toArray().at(1).toInteger()});
    return memory;
}

static Result<ClockMemory> kept(Database &database)
{
    const auto before = deskSetting(database, QStringLiteral("clock"));
    return before ? memoryIn(*before) : Result<ClockMemory>(before.error());
}

// Within one run of the computer the server's time is known whatever its clock was set to meanwhile (see
// Exchange::hello); after a new start, that clock and how far it was off are all there is.
static Result<void> recallServer(Database &database, CorrectedClock &clock, const QString &boot)
{
    const auto joined = database.state("joined");
    const auto offset = database.state("server_offset");
    const auto running = deskSetting(database, QStringLiteral("server_running"));
    if (!joined || !offset || !running)
        return !joined ? joined.error() : !offset ? offset.error() : running.error();
    if (*joined == 0)
        return {};
    if (!boot.isEmpty() && running->section(u' ', 0, 0) == boot)
        clock.setServer(running->section(u' ', 1).toLongLong());
    else
        clock.setOffset(*offset);
    return {};
}

Result<void> recallClock(Database &database, CorrectedClock &clock)
{
    const auto before = kept(database);
    if (!before)
        return before.error();
    if (auto done = recallServer(database, clock, clock.memory().boot); !done)
        return done;
    clock.recall(*before);
    return {};
}

// Several programs keep the clock of one file, each as it sees it: only what it does not say yet is written.
Result<void> keepClock(Database &database, const Clock &clock, KeepClock when)
{
    const ClockMemory now = clock.memory();
    if (now.boot.isEmpty())
        return {};
    const auto before = kept(database);
    if (!before)
        return before.error();
    const bool isKnown = before->boot == now.boot && std::abs(now.ahead - before->ahead) <= kMinute
        && now.running - before->running < kKeepEvery;
    if (isKnown && when == KeepClock::WhenNeeded)
        return {};
    return setDeskSetting(database, QStringLiteral("clock"), text(now));
}

} // namespace updesk
