// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadwords.h"

#include "core/people/phonenumber.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr Time kCountdown = kHour; ///< so long a clock counts minutes and seconds

QString minutesAndSeconds(Time ms)
{
    const Time seconds = ms / kSecond;
    const QLatin1Char zero('0');
    return QStringLiteral("%1:%2").arg(seconds / 60, 2, 10, zero).arg(seconds % 60, 2, 10, zero);
}

} // namespace

LeadWords::LeadWords(std::shared_ptr<const Rulebook> rules) : m_rules(std::move(rules))
{
    if (!m_rules)
        return;
    const QTimeZone zone(m_rules->hours.zoneId().toUtf8());
    if (zone.isValid())
        m_zone = zone;
}

QString LeadWords::timeOfDay(Time at) const
{
    const QLocale locale;
    const QTime time = QDateTime::fromMSecsSinceEpoch(at, m_zone).time();
    if (locale.language() == QLocale::C)
        return time.toString(QStringLiteral("H:mm"));
    return locale.toString(time, QLocale::ShortFormat);
}

QString LeadWords::moment(Time at, Time now) const
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(at, m_zone).date();
    const qint64 days = QDateTime::fromMSecsSinceEpoch(now, m_zone).date().daysTo(day);
    const QLocale locale;
    if (days == 0)
        return timeOfDay(at);
    const QString format = days >= -6 && days <= 6 ? QStringLiteral("ddd") : tr("MMM d", "a day of this year");
    //: A day and a time: "Fri 8:30", "Mar 24 10:00"
    return tr("%1 %2").arg(locale.toString(day, format), timeOfDay(at));
}

QString LeadWords::dayHeading(Time at, Time now) const
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(at, m_zone).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(now, m_zone).date();
    if (day == today)
        return tr("Today");
    if (day.daysTo(today) == 1)
        return tr("Yesterday");
    const QString format = day.year() == today.year() ? tr("d MMMM", "a day of this year, as a heading")
                                                      : tr("d MMMM yyyy", "a day of another year, as a heading");
    return QLocale().toString(day, format);
}

int LeadWords::dayNumber(Time at) const
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(at, m_zone).date();
    return day.year() * 10000 + day.month() * 100 + day.day();
}

QString LeadWords::age(Time received, Time now) const
{
    const Time ms = std::max<Time>(0, now - received);
    if (ms < kHour)
        return tr("Lead %n min old", nullptr, int(ms / kMinute));
    if (ms < kDay)
        return tr("Lead %n h old", nullptr, int(ms / kHour));
    return tr("Lead %n day(s) old", nullptr, int(ms / kDay));
}

QString LeadWords::length(int seconds)
{
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString LeadWords::timer(Time ms) { return minutesAndSeconds(std::max<Time>(0, ms)); }

QString LeadWords::money(qint64 cents)
{
    const QLocale own;
    const QLocale locale = own.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : own;
    return locale.toCurrencyString(double(cents) / 100.0, QString(), cents % 100 == 0 ? 0 : 2);
}

QString LeadWords::ordinal(int n)
{
    switch (n) {
    case 2:
        return tr("2nd");
    case 3:
        return tr("3rd");
    default:
        return tr("%1th", "an ordinal from 4 on").arg(n);
    }
}

ClockLook LeadWords::clock(const LeadNow &row, Time now) const
{
    const ClockView view = clockView(clockFactsOf(row), now);
    const Time total = std::max<Time>(1, row.clockDue - row.clockFrom);
    const auto counted = [&](Time ms, Time at) { return ms < kCountdown ? minutesAndSeconds(ms) : moment(at, now); };
    switch (view.state) {
    case ClockState::Running:
        return {ClockMark::Running, counted(view.ms, row.clockDue), double(view.ms) / double(total)};
    case ClockState::Close:
        return {ClockMark::Close, minutesAndSeconds(view.ms), 0.5};
    case ClockState::Late:
        if (view.ms >= kDay)
            return {ClockMark::Late, tr("+%1 d", "late by days").arg(view.ms / kDay), 0};
        if (view.ms >= kCountdown)
            return {ClockMark::Late, tr("+%1 h", "late by hours").arg(view.ms / kHour), 0};
        return {ClockMark::Late, u'+' + minutesAndSeconds(view.ms), 0};
    case ClockState::AfterHours:
        return {ClockMark::AfterHours, moment(row.clockDue, now), 1};
    case ClockState::Waiting:
        return {ClockMark::Waiting, counted(view.ms, row.waitingSince), 1};
    case ClockState::Stopped:
        if (row.clock == LeadNow::BornStopped)
            return {};
        return {view.hollow ? ClockMark::Told : ClockMark::Stopped, counted(view.ms, row.firstHuman), 1};
    case ClockState::None:
        break;
    }
    return {};
}

QString LeadWords::spokenClock(const LeadNow &row, Time now) const
{
    const ClockView view = clockView(clockFactsOf(row), now);
    const int seconds = int(view.ms / kSecond % 60);
    const int whole = int(std::min<Time>(view.ms / kMinute, 10'000'000));
    const QString minutes = tr("%n minute(s)", nullptr, whole);
    switch (view.state) {
    case ClockState::Running:
        //: %1: "3 minutes", %n: seconds
        return tr("%1 %n second(s) left", nullptr, seconds).arg(minutes);
    case ClockState::Close:
        return tr("Close: %1 %n second(s) left", nullptr, seconds).arg(minutes);
    case ClockState::Late:
        return tr("Late by %1").arg(minutes);
    case ClockState::AfterHours:
        return tr("Due %1, after opening").arg(moment(row.clockDue, now));
    case ClockState::Waiting:
        return tr("Waiting %1 for our reply").arg(minutes);
    case ClockState::Stopped:
        if (row.clock == LeadNow::BornStopped)
            return row.type == LeadType::Phone ? tr("Came by phone") : tr("Came in person");
        return view.hollow ? tr("Answered in %1, as told").arg(minutes) : tr("Answered in %1").arg(minutes);
    case ClockState::None:
        break;
    }
    return tr("No clock");
}

QString LeadWords::clockTitle(const LeadNow &row, Time now)
{
    switch (clockView(clockFactsOf(row), now).state) {
    case ClockState::Waiting:
        return tr("Waiting for us");
    case ClockState::Stopped:
        return row.clock == LeadNow::BornStopped ? QString() : tr("Answered in");
    case ClockState::None:
        return {};
    default:
        return tr("First response");
    }
}

QString LeadWords::next(const LeadNow &row, Time now) const
{
    if (row.closed != Closed::Open)
        return tr("Closed");
    if (row.waitingSince > 0)
        return row.nextKind == Task::Kind::Greet ? tr("Greet at the desk") : tr("Reply to the customer");
    if (row.nextDue == 0)
        return row.clock == LeadNow::Running ? tr("Call, attempt %1").arg(row.attempts + 1) : tr("Nothing planned");
    switch (row.nextKind) {
    case Task::Kind::Call:
        if (row.promised)
            return tr("Call back, %1").arg(moment(row.nextDue, now));
        if (row.attempt > 1 && row.attemptsOf > 1)
            return tr("Call, attempt %1 of %2").arg(row.attempt).arg(row.attemptsOf);
        return row.attempt > 0 ? tr("Call, attempt %1").arg(row.attempt) : tr("Call");
    case Task::Kind::Text:
        return tr("Text");
    case Task::Kind::Email:
        return tr("Email");
    case Task::Kind::Confirm:
        return tr("Confirm the visit");
    case Task::Kind::FindContact:
        return tr("Find a phone or email");
    case Task::Kind::Greet:
        return tr("Greet at the desk");
    case Task::Kind::Reply:
        return tr("Reply to the customer");
    }
    return {};
}

QString LeadWords::fullName(PersonId id) const
{
    const Person *person = m_rules ? m_rules->person(id) : nullptr;
    return person ? person->name : QString();
}

QString LeadWords::person(PersonId id) const
{
    const QString full = fullName(id);
    if (full.isEmpty())
        return {};
    const QString first = full.section(u' ', 0, 0);
    const auto &people = m_rules->people;
    const bool shared = std::any_of(people.begin(), people.end(),
        [&](const Person &other) { return other.id != id && other.active && other.name.section(u' ', 0, 0) == first; });
    const QString last = full.section(u' ', 1, -1, QString::SectionSkipEmpty);
    return shared && !last.isEmpty() ? tr("%1 %2.", "first name and initial").arg(first, last.left(1)) : first;
}

QString LeadWords::source(SourceId id) const
{
    const Source *source = m_rules ? m_rules->source(id) : nullptr;
    return source ? source->name : QString();
}

QString LeadWords::phone(const QString &e164) const
{
    return displayPhone(e164, m_rules ? m_rules->dealership.region : QString());
}

QString LeadWords::grade(int grade) { return grade >= 1 && grade <= 4 ? QString(QChar(u'A' + grade - 1)) : QString(); }

} // namespace updesk
