// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTime>

#include <optional>

namespace updesk
{

/// The hours of every day in which a person does not want to be disturbed, in the store's local time. From after `to`:
/// over midnight.
struct QuietHours {
    QTime from, to;
    bool isSet() const { return from.isValid() && to.isValid() && from != to; }
    /// Whether this time of day is in them; `to` itself is not.
    bool contains(const QTime &time) const;
    bool operator==(const QuietHours &) const = default;
};

/// "12:00-13:00" as a desk setting keeps it; what cannot be read is not set.
QuietHours quietHoursFrom(const QString &text);
QString textOf(const QuietHours &hours);

/// A time as people type it: "12", "12:30", "1pm", "1:30 p.m."; nothing: it is none.
std::optional<QTime> typedTime(const QString &typed);

} // namespace updesk
