// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskstatus.h"

#include "core/channels/sendhold.h"
#include "core/desk/intakeverbs.h"
#include "core/leads/queuerows.h"
#include "core/sequences/messagerows.h"
#include "ui/parts/regiontime.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

namespace updesk
{

static QString tr(const char *text) { return QCoreApplication::translate("DeskStatus", text); }

std::vector<PersonId> deskPeople(const Rulebook &rules)
{
    std::vector<PersonId> people;
    for (const Person &person : rules.people) {
        if (person.active)
            people.push_back(person.id);
    }
    return people;
}

QString localTime(const Rulebook &rules, Time at, Time now)
{
    const QTimeZone zone(rules.dealership.timeZone.toLatin1());
    const QTimeZone local = zone.isValid() ? zone : QTimeZone::utc();
    return regionMomentWithTime(
        QDateTime::fromMSecsSinceEpoch(at, local), QDateTime::fromMSecsSinceEpoch(now, local).date());
}

static QString openWords(const Rulebook &rules, Time now)
{
    if (const Time closing = rules.hours.closing(now); closing > 0)
        return closing - now > kDay ? tr("Always open") : tr("Open until %1").arg(localTime(rules, closing, now));
    const Time opening = rules.hours.nextOpening(now);
    return opening > 0 ? tr("Closed until %1").arg(localTime(rules, opening, now)) : tr("No opening hours set");
}

static QString clockWords(Time ms)
{
    const qint64 seconds = std::abs(ms) / kSecond;
    const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QChar(u'0')); };
    QString text = two(seconds / 60 % 60) + u':' + two(seconds % 60);
    if (seconds >= 3600)
        text = QString::number(seconds / 3600) + u':' + text;
    return ms < 0 ? u'+' + text : text;
}

static void readClock(Session &session, ShellState &state)
{
    const auto oldest = oldestClock(session.database(), {}, session.now());
    if (!oldest || oldest->lead.isNull())
        return;
    const Time left = oldest->due - session.now();
    state.oldestClock = clockWords(left);
    state.oldestIsLate = left < 0;
}

static void readBadges(Session &session, ShellState &state)
{
    const auto rules = session.rules();
    const Person *me = rules ? (*rules)->person(session.person()) : nullptr;
    const bool own = me && (me->role == Role::Sales || me->role == Role::Bdc);
    const auto view = own ? QueueFilter::View::Mine : QueueFilter::View::Team;
    if (const auto waiting = waitingForPerson(session.database(), view, session.person()))
        state.badges[QStringLiteral("queue")] = *waiting;
    if (const auto waiting = quarantineCount(session.database()))
        state.badges[QStringLiteral("quarantine")] = *waiting;
}

// What needs a look goes before what only waits.
static void readMessages(Session &session, ShellState &state)
{
    state.queued.clear();
    state.queuedIsWrong = false;
    if (const auto hold = sendHold(session.database()); hold && *hold) {
        state.queued = tr("Sending is on hold. A manager can release it");
        state.queuedIsWrong = true;
        return;
    }
    const auto counts = messageCounts(session.database(), session.now());
    if (!counts)
        return;
    state.queuedIsWrong = counts->troubled > 0;
    if (counts->troubled > 0)
        state.queued = QCoreApplication::translate("DeskStatus", "%n message(s) to look at", nullptr, counts->troubled);
    else if (counts->waiting > 0)
        state.queued = QCoreApplication::translate("DeskStatus", "%n message(s) queued", nullptr, counts->waiting);
}

ShellState deskState(Session &session, const ShellState &before)
{
    ShellState state = before;
    state.oldestClock.clear();
    state.oldestIsLate = false;
    state.persons.clear();
    const auto rules = session.rules();
    if (!rules)
        return state;
    const Rulebook &book = **rules;
    state.store = book.dealership.name;
    state.sample = book.dealership.sample;
    for (const PersonId &id : deskPeople(book))
        state.persons << book.person(id)->name;
    const Person *me = book.person(session.person());
    state.person = me ? me->name : QString();
    state.sync = tr("On this desk only");
    state.open = openWords(book, session.now());
    readBadges(session, state);
    readMessages(session, state);
    readClock(session, state);
    return state;
}

} // namespace updesk
