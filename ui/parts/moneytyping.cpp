// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/moneytyping.h"

#include "ui/parts/regiontime.h"

#include <cmath>

namespace updesk
{

static constexpr double kMost = 1e9; // cents: ten million

static QString bare(QString typed)
{
    const QLocale locale = regionLocale();
    for (const QString &sign : {locale.currencySymbol(), QStringLiteral("$"), QStringLiteral("%")})
        typed.remove(sign);
    QString out;
    for (const QChar c : typed) {
        if (!c.isSpace())
            out += c;
    }
    return out;
}

static std::optional<double> number(const QString &typed)
{
    const QString text = bare(typed);
    if (text.isEmpty())
        return 0;
    bool ok = false;
    QLocale locale = regionLocale();
    double value = locale.toDouble(text, &ok);
    if (!ok) // where thousands are parted by blanks, they are gone by now
        value = QLocale::c().toDouble(text, &ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<qint64> moneyTyped(const QString &typed)
{
    const auto amount = number(typed);
    if (!amount || std::abs(*amount) * 100 > kMost)
        return std::nullopt;
    const double cents = std::round(*amount * 100);
    if (std::abs(cents - *amount * 100) > 1e-4)
        return std::nullopt;
    return qint64(cents);
}

QString moneyTyping(qint64 cents)
{
    return cents == 0 ? QString() : regionLocale().toString(double(cents) / 100, 'f', cents % 100 == 0 ? 0 : 2);
}

std::optional<double> percentTyped(const QString &typed)
{
    const auto percent = number(typed);
    return percent && *percent >= 0 && *percent <= 100 ? std::optional(*percent / 100) : std::nullopt;
}

QString percentTyping(double share)
{
    return share == 0 ? QString() : regionLocale().toString(std::round(share * 1e6) / 1e4, 'g', 8);
}

std::optional<double> numberTyped(const QString &typed)
{
    const auto value = number(typed);
    return value && *value >= 0 ? value : std::nullopt;
}

} // namespace updesk
