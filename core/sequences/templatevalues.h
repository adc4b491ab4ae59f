// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/templatefacts.h"
#include "core/sequences/templatefields.h"

#include <QStringList>

namespace updesk
{

/// What each field says of one lead in one language; empty: it has no value.
struct TemplateValues {
    QString language;
    std::array<QString, kTemplateFields> values, fallbacks;
    Time asOf = 0;
    int alike = 0; ///< what typed words about a count are held against
    qint64 price = 0; ///< and about a price, cents
    qint64 incentive = 0; ///< and about money off, cents
    QString of(TemplateField field) const { return values[size_t(field)]; }
};

/// Words that values are put together with, in one language.
struct ValueWords {
    QString today, tomorrow; ///< "today %1" with the time
    QString payment; ///< "%1 a month, estimate: %2 months at %3 with %4 down"
    QString biWeekly; ///< the same of payments every two weeks
    QString incentive; ///< "%1 through %2, as of %3"
    QString advertisement; ///< says that a message is one (EM-5)
    bool operator==(const ValueWords &) const = default;
};

/// Writes the facts down in `language` as the store's region writes numbers and times. A name that can be none (a link,
/// a number, longer than a name is) has no value, so that nobody's form makes us send their words to others.
TemplateValues templateValues(const TemplateFacts &facts, const QString &language);

/// Of every field its longest value among some leads: what a text may grow to.
void widen(TemplateValues &longest, const TemplateValues &other);

} // namespace updesk
