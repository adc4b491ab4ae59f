// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/quiethours.h"

#include <QRegularExpression>
#include <QStringList>

namespace updesk
{

static const QString kForm = QStringLiteral("HH:mm");

bool QuietHours::contains(const QTime &time) const
{
    if (!isSet())
        return false;
    return from < to ? time >= from && time < to : time >= from || time < to;
}

QuietHours quietHoursFrom(const QString &text)
{
    const QStringList parts = text.split(u'-');
    if (parts.size() != 2)
        return {};
    const QuietHours hours{QTime::fromString(parts[0], kForm), QTime::fromString(parts[1], kForm)};
    return hours.isSet() ? hours : QuietHours{};
}

QString textOf(const QuietHours &hours)
{
    return hours.isSet() ? hours.from.toString(kForm) + u'-' + hours.to.toString(kForm) : QString();
}

std::optional<QTime> typedTime(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,2})(?:[:.h](\\d{2}))?\\s*([ap])?\\.?(?:m\\.?)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(typed.simplified());
    if (!match.hasMatch())
        return {};
    int hour = match.captured(1).toInt();
    const QString half = match.captured(3).toLower();
    if (!half.isEmpty()) {
        if (hour < 1 || hour > 12)
            return {};
        hour = hour % 12 + (half == QLatin1String("p") ? 12 : 0);
    }
    const QTime time(hour, match.captured(2).toInt());
    return time.isValid() ? std::optional(time) : std::nullopt;
}

} // namespace updesk
