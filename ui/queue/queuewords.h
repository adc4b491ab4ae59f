// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/detailrows.h"
#include "core/leads/queuerows.h"
#include "ui/parts/clockpaint.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <memory>

namespace updesk
{

/// What a queue row says, in the user's language and the store's time zone. Needs no window.
class QueueWords
{
    Q_DECLARE_TR_FUNCTIONS(QueueWords)
public:
    QueueWords() = default;
    explicit QueueWords(std::shared_ptr<const Rulebook> rules);

    /// "14:00" as the region writes it; `at` UTC.
    QString timeOfDay(Time at) const;
    /// The shortest that is clear: "14:00" today, "Fri 8:30" within 6 days, else "Mar 24".
    QString moment(Time at, Time now) const;
    /// "Tuesday 8:30" or "8:30", for reading aloud.
    QString spokenMoment(Time at, Time now) const;
    QString age(Time received, Time now) const; ///< "11 min", "9 h", "3 d"
    QString length(Time ms) const; ///< "6 minutes", "2 hours", for reading aloud

    ClockLook clock(const LeadNow &row, Time now) const;
    QString spokenClock(const LeadNow &row, Time now) const;
    /// The first-response state that the clock cell shows; Due steps take the place of an answered clock.
    ClockView clockOf(const LeadNow &row, Time now) const;

    QString next(const LeadNow &row, Time now) const; ///< "Call, attempt 2 of 8"
    QString nextKey(const LeadNow &row) const; ///< the key that does it: "C", "T" or none
    QString task(const Task &task, Time now) const; ///< one planned step with its time
    static QString channel(Channel channel); ///< "TEL"
    static Channel channelOf(const LeadNow &row);
    static QString tier(Tier tier);
    static QString group(int group);
    static QString lostReason(const QString &code);
    QString person(PersonId id) const; ///< first name, with an initial where two share it; "-" for nobody
    QString fullName(PersonId id) const;
    QString source(SourceId id) const;
    /// "Dana has this", "Closed" or what is planned: why a row is about to leave the list.
    QString whyGone(const LeadNow &row, Time now, bool owned) const;

    const Rulebook *rules() const { return m_rules.get(); }

private:
    QString dayAndTime(Time at, Time now, const QString &dayFormat) const;
    std::shared_ptr<const Rulebook> m_rules;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace updesk
