// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/deskwords.h"

#include "core/people/phonenumber.h"
#include "ui/parts/regiontime.h"

#include <algorithm>

namespace updesk
{

static constexpr Time kCountdown = kHour; // so long a clock counts minutes and seconds

DeskWords::DeskWords(std::shared_ptr<const Rulebook> rules) : m_rules(std::move(rules))
{
    const QTimeZone zone(m_rules ? m_rules->hours.zoneId().toUtf8() : QByteArray());
    if (zone.isValid())
        m_zone = zone;
}

QDateTime DeskWords::local(Time at) const { return QDateTime::fromMSecsSinceEpoch(at, m_zone); }

QString DeskWords::timeOfDay(Time at) const { return regionTime(local(at).time()); }

QString DeskWords::moment(Time at, Time now) const { return regionMoment(local(at), local(now).date()); }

QString DeskWords::momentWithTime(Time at, Time now) const
{
    return regionMomentWithTime(local(at), local(now).date());
}

QString DeskWords::spokenMoment(Time at, Time now) const
{
    return regionMoment(local(at), local(now).date(), QLocale::LongFormat);
}

QString DeskWords::age(Time received, Time now)
{
    const Time ms = std::max<Time>(0, now - received);
    if (ms < kHour)
        return tr("%1 min", "age in minutes").arg(ms / kMinute);
    if (ms < kDay)
        return tr("%1 h", "age in hours").arg(ms / kHour);
    return tr("%1 d", "age in days").arg(QLocale().toString(ms / kDay));
}

QString DeskWords::length(Time ms)
{
    const int seconds = int(std::min<Time>(ms / kSecond, 100'000'000));
    if (seconds < 60)
        return tr("%n second(s)", nullptr, seconds);
    if (seconds < 3600)
        return tr("%n minute(s)", nullptr, seconds / 60);
    if (seconds < 86400)
        return tr("%n hour(s)", nullptr, seconds / 3600);
    return tr("%n day(s)", nullptr, seconds / 86400);
}

QString DeskWords::digits(Time ms)
{
    const Time seconds = std::max<Time>(0, ms) / kSecond;
    const QLatin1Char zero('0');
    return QStringLiteral("%1:%2").arg(seconds / 60, 2, 10, zero).arg(seconds % 60, 2, 10, zero);
}

ClockLook DeskWords::face(const ClockView &view, const LeadNow &row, Time now) const
{
    const Time total = std::max<Time>(1, row.clockDue - row.clockFrom);
    switch (view.state) {
    case ClockState::Running:
        return {ClockMark::Running, view.ms < kCountdown ? digits(view.ms) : moment(row.clockDue, now),
            double(view.ms) / double(total)};
    case ClockState::Close:
        return {ClockMark::Close, digits(view.ms), 0.5};
    case ClockState::Late:
        if (view.ms >= kDay)
            return {ClockMark::Late, tr("+%1 d", "late by days").arg(view.ms / kDay), 0};
        if (view.ms >= kCountdown)
            return {ClockMark::Late, tr("+%1 h", "late by hours").arg(view.ms / kHour), 0};
        return {ClockMark::Late, u'+' + digits(view.ms), 0};
    case ClockState::AfterHours:
        return {ClockMark::AfterHours, moment(row.clockDue, now), 1};
    case ClockState::Waiting:
        return {ClockMark::Waiting, view.ms < kCountdown ? digits(view.ms) : age(row.waitingSince, now), 1};
    case ClockState::Stopped:
        if (row.clock == LeadNow::BornStopped)
            return {};
        return {view.clockJump != 0 ? ClockMark::Doubted
                : view.hollow       ? ClockMark::Told
                                    : ClockMark::Stopped,
            view.ms < kCountdown ? digits(view.ms) : age(0, view.ms), 1};
    case ClockState::NeverAnswered:
        return {ClockMark::Late, tr("never", "answered: the clock of a closed lead"), 0};
    case ClockState::None:
        break;
    }
    return {};
}

QString DeskWords::clockJump(qint64 seconds)
{
    const QString by = length(std::abs(seconds) * kSecond);
    //: of the moment of a call or an inquiry; %1: "20 minutes"
    return seconds < 0
        ? tr("The clock of the computer that wrote this down had been set back by %1 within the hour before").arg(by)
        : tr("The clock of the computer that wrote this down had been set forward by %1 within the hour before")
              .arg(by);
}

static QString answered(const ClockView &view)
{
    const QString words = view.hollow ? DeskWords::tr("Answered in %1, as told").arg(DeskWords::length(view.ms))
                                      : DeskWords::tr("Answered in %1").arg(DeskWords::length(view.ms));
    //: %1: "Answered in 3 minutes", %2: a sentence about the clock
    return view.clockJump == 0 ? words : DeskWords::tr("%1. %2").arg(words, DeskWords::clockJump(view.clockJump));
}

QString DeskWords::spoken(const ClockView &view, const LeadNow &row, Time now) const
{
    const Time seconds = view.ms / kSecond;
    const QString minutes = tr("%n minute(s)", nullptr, int(std::min<Time>(seconds / 60, 1'000'000)));
    switch (view.state) {
    case ClockState::Running:
        if (view.ms >= kCountdown)
            return tr("Due %1").arg(spokenMoment(row.clockDue, now));
        //: %1: "3 minutes", %n: seconds
        return tr("%1 %n second(s) left", nullptr, int(seconds % 60)).arg(minutes);
    case ClockState::Close:
        return tr("Close: %1 %n second(s) left", nullptr, int(seconds % 60)).arg(minutes);
    case ClockState::Late:
        return tr("Late by %1").arg(length(view.ms));
    case ClockState::AfterHours:
        return tr("Due %1, %2 after opening")
            .arg(spokenMoment(row.clockDue, now), length(row.clockDue - row.clockFrom));
    case ClockState::Waiting:
        return tr("Waiting %1 for our reply").arg(length(view.ms));
    case ClockState::Stopped:
        if (row.clock == LeadNow::BornStopped)
            return row.type == LeadType::Phone ? tr("Came by phone") : tr("Came in person");
        return answered(view);
    case ClockState::NeverAnswered:
        return tr("Never answered");
    case ClockState::None:
        break;
    }
    return {};
}

QString DeskWords::fullName(PersonId id) const
{
    const Person *person = m_rules ? m_rules->person(id) : nullptr;
    return person ? person->name : QString();
}

QString DeskWords::offered(const Person &person, const BusyPeople &busy) const
{
    const Time until = busyUntil(busy, person.id);
    return until == 0 ? person.name
                      : tr("%1 (busy until %2)", "a person and a time").arg(person.name, timeOfDay(until));
}

QString DeskWords::person(PersonId id) const
{
    const QString full = fullName(id);
    if (full.isEmpty())
        return {};
    const QString first = full.section(u' ', 0, 0);
    const auto &people = m_rules->people;
    const bool shared = std::ranges::any_of(people,
        [&](const Person &other) { return other.id != id && other.active && other.name.section(u' ', 0, 0) == first; });
    const QString last = full.section(u' ', 1, -1, QString::SectionSkipEmpty);
    return shared && !last.isEmpty() ? tr("%1 %2.", "first name and initial").arg(first, last.left(1)) : first;
}

QString DeskWords::source(SourceId id) const
{
    const Source *source = m_rules ? m_rules->source(id) : nullptr;
    return source ? source->name : QString();
}

QString DeskWords::phone(const QString &e164) const
{
    return displayPhone(e164, m_rules ? m_rules->dealership.region : QString());
}

} // namespace updesk
