// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leadnow.h"
#include "core/people/busyrows.h"
#include "ui/parts/clockpaint.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <memory>

namespace updesk
{

/// What every screen says about a lead, in the user's language and the store's time zone: its clock, what is to be done
/// next, who has it. Times are UTC. Needs no window.
class DeskWords
{
    Q_DECLARE_TR_FUNCTIONS(DeskWords)
public:
    DeskWords() = default;
    explicit DeskWords(std::shared_ptr<const Rulebook> rules);

    QDateTime local(Time at) const;
    QString timeOfDay(Time at) const; ///< "14:00" as the region writes it
    /// The shortest that is clear: "14:00" today, "Fri 8:30" within 6 days, else "Mar 24".
    QString moment(Time at, Time now) const;
    QString momentWithTime(Time at, Time now) const; ///< the same, but "Mar 24 8:30"
    QString spokenMoment(Time at, Time now) const; ///< "Tuesday 8:30" or "8:30", for reading aloud
    static QString age(Time received, Time now); ///< "11 min", "9 h", "3 d"
    static QString length(Time ms); ///< "6 minutes", "2 hours", for reading aloud
    static QString digits(Time ms); ///< "04:30"

    /// The face of a clock in this state; nothing for None.
    ClockLook face(const ClockView &view, const LeadNow &row, Time now) const;
    /// The same for reading aloud; empty for None.
    QString spoken(const ClockView &view, const LeadNow &row, Time now) const;
    /// Why a moment is in doubt: the clock it comes from had been set by so many seconds.
    static QString clockJump(qint64 seconds);

    /// The clock of a lead in a list, and of the one that comes next: once an answer is old news, what is due.
    ClockLook listClock(const LeadNow &row, Time now) const;
    QString spokenListClock(const LeadNow &row, Time now) const;
    /// The first-response state that this clock shows; None: a due step, or nothing.
    ClockView listState(const LeadNow &row, Time now) const;

    QString next(const LeadNow &row, Time now) const; ///< "Call, attempt 2 of 8"
    QString task(const Task &task, Time now) const; ///< one planned step with its time
    static QString channel(Channel channel); ///< "TEL"
    static QString tier(Tier tier);
    static QString stage(Stage stage);
    static QString grade(int grade); ///< "A" to "D"; empty when there is none
    static QString lostReason(const QString &code);

    QString person(PersonId id) const; ///< first name, with an initial where two share it; empty for nobody
    QString fullName(PersonId id) const;
    QString offered(const Person &person, const BusyPeople &busy) const; ///< "Dana Reyes (busy until 10:45)"
    QString source(SourceId id) const;
    QString phone(const QString &e164) const;

    const Rulebook *rules() const { return m_rules.get(); }

private:
    QString waiting(const LeadNow &row) const;
    std::shared_ptr<const Rulebook> m_rules;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace updesk
