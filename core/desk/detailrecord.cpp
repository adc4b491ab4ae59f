// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/details.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace updesk
{

/// In the order of What; never changed.
static constexpr std::array kNames{"first", "last", "suffix", "company", "language", "street", "city", "region",
    "postal", "country", "phone", "email", "trade", "decides"};
static_assert(kNames.size() == size_t(DetailChange::What::Decides) + 1);

QString detailRecord(const std::vector<DetailChange> &changes)
{
    QJsonArray all;
    for (const DetailChange &one : changes)
        all.append(QJsonObject{{QStringLiteral("what"), QString::fromLatin1(kNames[size_t(one.what)])},
            {QStringLiteral("before"), one.before}, {QStringLiteral("after"), one.after}});
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::vector<DetailChange> detailChanges(const QString &record)
{
    std::vector<DetailChange> changes;
    const QJsonArray all = QJsonDocument::fromJson(record.toUtf8()).array();
    for (const QJsonValue &one : all) {
        const QString name = one[QLatin1String("what")].toString();
        const auto *known = std::ranges::find(kNames, name, [](const char *what) { return QString::fromLatin1(what); });
        if (known != kNames.end())
            changes.push_back({DetailChange::What(known - kNames.begin()), one[QLatin1String("before")].toString(),
                one[QLatin1String("after")].toString()});
    }
    return changes;
}

} // namespace updesk
