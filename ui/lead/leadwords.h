// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leadnow.h"
#include "core/leads/vehiclerows.h"
#include "ui/parts/clockpaint.h"
#include "ui/parts/popover.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <memory>

namespace updesk
{

/// What the lead panel says, in the user's language and the store's time zone. Times are UTC.
class LeadWords
{
    Q_DECLARE_TR_FUNCTIONS(LeadWords)
public:
    LeadWords() = default;
    explicit LeadWords(std::shared_ptr<const Rulebook> rules);

    QString timeOfDay(Time at) const; ///< "14:00" as the region writes it
    QString moment(Time at, Time now) const; ///< "14:00" today, "Fri 8:30" within 6 days, else "Mar 24 8:30"
    QString dayHeading(Time at, Time now) const; ///< "Today", "Yesterday", "12 March", "3 May 2019"
    int dayNumber(Time at) const; ///< local yyyymmdd
    QString age(Time received, Time now) const; ///< "Lead 3 min old"
    static QString length(int seconds); ///< "0:32"
    static QString timer(Time ms); ///< "00:24"
    static QString money(qint64 cents);
    static QString ordinal(int n); ///< "2nd"

    ClockLook clock(const LeadNow &row, Time now) const;
    QString spokenClock(const LeadNow &row, Time now) const;
    static QString clockTitle(const LeadNow &row, Time now); ///< "First response", or what the clock else is about
    QString next(const LeadNow &row, Time now) const; ///< "Call, attempt 2 of 8"

    QString person(PersonId id) const; ///< first name, with an initial where two share it; empty for nobody
    QString fullName(PersonId id) const;
    QString source(SourceId id) const;
    QString phone(const QString &e164) const;
    static QString phoneKind(int kind);
    static QString distance(int ring); ///< "Lives close by"; empty when unknown
    static QString bestTime(const QString &words);
    QString vehicle(const LeadVehicle &vehicle) const; ///< year, make, model, trim; or the customer's own words
    QString vehicleNote(const LeadVehicleRow &row, Time now) const; ///< "In stock, 12 days on lot"
    static QString timeframe(int days);
    static QString lostReason(const QString &code);
    static QString grade(int grade); ///< "A" to "D"

    /// Every reason of the score with its points, the sum, and what would raise it.
    PopoverText reasons(const LeadNow &row, Time now) const;

    const Rulebook *rules() const { return m_rules.get(); }

private:
    static QString factor(const ScoreLine &line);
    static QString raise(const Raise &raise);
    std::shared_ptr<const Rulebook> m_rules;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace updesk
