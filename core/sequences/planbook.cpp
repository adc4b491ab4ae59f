// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/planbook.h"

#include "core/sequences/planjson.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace updesk
{

const std::vector<Plan> &shippedPlans()
{
    static const std::vector<Plan> plans = [] {
        std::vector<Plan> out;
        const QDir folder(QStringLiteral(":/updesk/plans"));
        for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
            Q_ASSERT(opened);
            auto plan = planFromJson(file.readAll());
            Q_ASSERT(plan);
            out.push_back(std::move(*plan));
        }
        return out;
    }();
    return plans;
}

const Plan *shippedPlan(const QString &key)
{
    const auto found = std::ranges::find(shippedPlans(), key, &Plan::key);
    return found == shippedPlans().end() ? nullptr : &*found;
}

} // namespace updesk
