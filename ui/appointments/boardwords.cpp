// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/boardwords.h"

#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"

#include <QLocale>

namespace updesk
{

using State = Appointment::State;

QString BoardWords::state(State state)
{
    switch (state) {
    case State::Set:
        return tr("Set");
    case State::NotConfirmed:
        return tr("Not confirmed");
    case State::Confirmed:
        return tr("Confirmed");
    case State::Arrived:
        return tr("Arrived");
    case State::Missed:
        return tr("Missed");
    case State::Rescheduled:
        return tr("Rescheduled");
    case State::Cancelled:
        return tr("Cancelled");
    case State::Sold:
        break;
    }
    return tr("Sold");
}

Icon BoardWords::icon(State state)
{
    switch (state) {
    case State::Set:
        return Icon::Appointments;
    case State::NotConfirmed:
        return Icon::Warning;
    case State::Confirmed:
        return Icon::Tick;
    case State::Arrived:
        return Icon::Visit;
    case State::Missed:
        return Icon::Lost;
    case State::Rescheduled:
        return Icon::Snooze;
    case State::Cancelled:
        return Icon::Close;
    case State::Sold:
        break;
    }
    return Icon::Sold;
}

Colour BoardWords::colour(State state)
{
    switch (state) {
    case State::NotConfirmed:
        return Colour::Close;
    case State::Confirmed:
        return Colour::Text;
    case State::Arrived:
    case State::Sold:
        return Colour::Good;
    case State::Missed:
        return Colour::Bad;
    case State::Set:
    case State::Rescheduled:
    case State::Cancelled:
        break;
    }
    return Colour::Text2;
}

QString BoardWords::stateTime(const BoardRow &row, State shown) const
{
    return shown == State::Arrived && row.visit.arrived > 0 ? timeOfDay(row.visit.arrived) : QString();
}

QString BoardWords::call(const BoardRow &row, State shown, Time now) const
{
    const Appointment &a = row.appointment;
    if (a.confirmedAt > 0) {
        switch (a.confirmedWay) {
        case Channel::Text:
            return tr("by text");
        case Channel::Email:
            return tr("by email");
        default:
            return tr("confirmed");
        }
    }
    if (row.tries > 0)
        return a.at <= now ? tr("no answer") : tr("%n tries", nullptr, row.tries);
    if (!isAhead(shown) || !rules())
        return QStringLiteral("-");
    if (!needsConfirmation(a.setAt, a.at, rules()->hours))
        return tr("not needed, today");
    if (!row.confirm.isOpen())
        return QStringLiteral("-");
    //: %1: when a call or a text is due
    return row.confirm.due <= now ? tr("call due") : tr("due %1").arg(moment(row.confirm.due, now));
}

QString BoardWords::text(const BoardRow &row, Time now) const
{
    if (row.remind.done > 0)
        return row.appointment.at > now ? tr("sent %1").arg(moment(row.remind.done, now)) : tr("sent");
    if (row.remind.isOpen() && isAhead(row.appointment.state))
        return row.appointment.at > now ? tr("due %1").arg(moment(row.remind.due, now)) : tr("not sent");
    return QStringLiteral("-");
}

QString BoardWords::minutes(Time ms)
{
    return ms < kMinute ? tr("none", "no time that was waited") : tr("%1 min").arg(QLocale().toString(ms / kMinute));
}

QString BoardWords::wait(const BoardRow &row, State shown, Time now) const
{
    if (shown == State::Missed) {
        if (row.recover.done > 0)
            return tr("called back %1").arg(moment(row.recover.done, now));
        return row.recover.isOpen() ? tr("recovery call %1").arg(moment(row.recover.due, now)) : QStringLiteral("-");
    }
    if (!row.visit.id.isNull()) {
        const auto wait = waitOf(row.visit, now);
        if (!wait)
            return tr("left without being met");
        return wait->goesOn ? tr("waiting %1").arg(minutes(std::max(wait->ms, kMinute))) : minutes(wait->ms);
    }
    const bool far =
        isAhead(shown) && isFarAhead(row.appointment.setAt, row.appointment.at) && row.appointment.at > now;
    return far ? farAhead() : QStringLiteral("-");
}

QString BoardWords::farAhead() { return tr("far ahead: lower show rate"); }

QString BoardWords::farAheadWhy() { return tr("Booked more than 48 hours ahead. Fewer of such visits are kept."); }

QString BoardWords::day(Time at) const
{
    const QDate date = local(at).date();
    //: a weekday and a day: "Thu, Mar 12"
    return tr("%1, %2").arg(regionWeekday(date), regionDay(date));
}

QString BoardWords::week(Time from, Time to) const
{
    return tr("%1 to %2", "two days").arg(regionDay(local(from).date()), regionDay(local(to).date()));
}

QString BoardWords::sentence(const BoardRow &row, State shown, Time now) const
{
    const QString with = fullName(row.appointment.person);
    QStringList parts{spokenMoment(row.appointment.at, now), row.name.isEmpty() ? tr("No name") : row.name, row.wants,
        with.isEmpty() ? tr("nobody yet", "who receives a visitor") : tr("with %1").arg(with), state(shown)};
    const QString late = wait(row, shown, now);
    if (late != QLatin1String("-"))
        parts << late;
    const QString called = call(row, shown, now);
    if (isAhead(shown) && called != QLatin1String("-"))
        parts << tr("call on the day before: %1").arg(called);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(". ")) + u'.';
}

QString BoardWords::step(VisitStep step)
{
    switch (step) {
    case VisitStep::Greeted:
        return tr("Greeted");
    case VisitStep::WalkAround:
        return tr("Walk-around");
    case VisitStep::DemoDrive:
        return tr("Demo drive");
    case VisitStep::Appraisal:
        return tr("Appraisal");
    case VisitStep::WriteUp:
        return tr("Write-up");
    case VisitStep::ManagerTurn:
        return tr("Manager turn");
    case VisitStep::Finance:
        break;
    }
    return tr("Finance");
}

QString BoardWords::publicName(const QString &name)
{
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return tr("Guest");
    if (words.size() == 1)
        return words.front();
    //: a first name and the initial of the last
    return tr("%1 %2.", "first name and initial").arg(words.front(), words.back().left(1));
}

QString BoardWords::refused(const Error &error)
{
    const auto is = [&](Error::Code code, const char *subject) {
        return error.code == code && error.subject == QLatin1String(subject);
    };
    if (is(Error::Code::Invalid, "early"))
        return tr("Their time has not come yet. Nothing was changed.");
    if (is(Error::Code::Invalid, "state"))
        return tr("This appointment is no longer open. Nothing was changed.");
    if (is(Error::Code::Invalid, "closed"))
        return tr("The lead is closed. Reopen it first.");
    if (is(Error::Code::Invalid, "appointment"))
        return tr("That time has passed.");
    if (is(Error::Code::Invalid, "left"))
        return tr("They have left already. Nothing was changed.");
    if (error.code == Error::Code::NotFound)
        return tr("This appointment was removed meanwhile.");
    return updesk::sentence(error);
}

} // namespace updesk
