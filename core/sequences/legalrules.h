// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/sequences/wordpattern.h"

#include <QDate>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <array>
#include <map>
#include <memory>
#include <vector>

namespace updesk
{

/// From when to before when on a day, as minutes of it; both 0: not at all.
struct DayWindow {
    int from = 0, until = 0;
    bool operator==(const DayWindow &) const = default;
};
using WeekWindows = std::array<DayWindow, 7>; ///< Monday first

/// A day that comes back every year: the 4th of July, the 4th Thursday of November.
struct YearDay {
    int month = 0, day = 0; ///< day 0: by weekday
    int weekday = 0, nth = 0; ///< 1 Monday; nth 0: the last one
    bool isOn(const QDate &date) const;
};

/// What one country's law says in numbers. Months count by the calendar, to the same day of the month.
struct CountryRules {
    WeekWindows hours;
    std::vector<YearDay> holidays;
    int listDays = 0; ///< how old the national list may be
    int listWarnDays = 0; ///< so long before it is too old managers are told; ours, no law asks for it
    int purchaseMonths = 0, inquiryMonths = 0; ///< the business relationship of telephone rules
    int consentPurchaseMonths = 0, consentInquiryMonths = 0; ///< implied consent to messages; 0: not known there
    int honourBusinessDays = 0, unsubscribeDays = 0;
};

struct StateRules {
    bool canada = false;
    QStringList zones;
    WeekWindows hours; ///< already inside the country's
    bool closedOnHolidays = false;
    int capContacts = 0, capHours = 0; ///< calls and texts to one number; 0: no cap
    bool recordAll = false; ///< all parties must agree before a call is recorded
};

struct AreaCode {
    QStringList zones, states;
};

/// ZIP codes of five digits that lie in one state, as numbers, both ends inside.
struct ZipRange {
    int from = 0, to = 0;
    QString state;
};

/// The law as values, from one dated file (docs/gate.md). Plain data; who may change it changes the file.
struct LegalRules {
    enum class MayOverride : quint8 { Anyone, Manager, Nobody }; ///< Anyone: no rule speaks

    QDate dated;
    QString name; ///< of the file; empty: the dealer's own copy
    CountryRules us, canada;
    int receiptMinutes = 0; ///< within which an opt-out may be confirmed
    int keepRefusalsYears = 0;
    bool refusalOfAll = true; ///< a "no" to calls or texts stops marketing by both
    QDate refusalOfAllFrom; ///< from then on it does in any case
    qint64 riskPerTextFrom = 0, riskPerTextTo = 0, riskPerMail = 0; ///< cents
    QString unknownZone;
    WeekWindows unknownHours;
    std::map<QString, StateRules> states;
    QHash<QString, AreaCode> areaCodes;
    std::vector<ZipRange> zips; ///< in their order; none lies over another
    QHash<QString, QString> canadaPostal; ///< province by the first letter, or by the first three characters
    QSet<QString> stopWords, startWords; ///< folded, words parted by one space
    QStringList perhapsWords; ///< phrases, folded; marks between their words do not matter
    std::vector<WordPattern> perhapsLike;

    /// Who may go on against a rule: nobody, or a manager; `code` tells two causes of one rule apart.
    MayOverride mayOverride(const QString &rule, const QString &code) const;
    QSet<QString> overrideNobody, overrideManager;

    /// Reads a file. Invalid: the subject is the path in it ("states.TX.hours.sun"), the detail what is wrong there.
    static Result<LegalRules> fromJson(const QByteArray &json);
};

/// The last day, counted in whole months from a day: August 31 and six months is the last of February.
inline QDate monthsAfter(const QDate &day, int months) { return day.addMonths(months); }

} // namespace updesk
