// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/script.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace updesk
{

static constexpr std::array<const char *, 8> kAnswers{
    "", "note", "timeframe", "vehicle", "trade", "best_time", "down_payment", "visit"};

Result<std::vector<CallStep>> callSteps(const QString &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body.toUtf8());
    if (!json.isArray())
        return Error{Error::Code::Damaged, QStringLiteral("steps"), {}};
    std::vector<CallStep> steps;
    for (const QJsonValue one : json.array()) {
        const QString answer = one[QLatin1String("answer")].toString();
        const auto known = std::ranges::find_if(kAnswers, [&](const char *a) { return answer == QLatin1String(a); });
        CallStep step{one[QLatin1String("title")].toString().trimmed(), one[QLatin1String("say")].toString().trimmed(),
            known == kAnswers.end() ? StepAnswer::None : StepAnswer(known - kAnswers.begin())};
        if (step.title.isEmpty() || known == kAnswers.end())
            return Error{Error::Code::Invalid, QString::number(steps.size() + 1), {}};
        steps.push_back(std::move(step));
    }
    return steps;
}

QString callStepsJson(const std::vector<CallStep> &steps)
{
    QJsonArray out;
    for (const CallStep &step : steps) {
        QJsonObject one{{QStringLiteral("title"), step.title}};
        if (!step.say.isEmpty())
            one.insert(QStringLiteral("say"), step.say);
        if (step.answer != StepAnswer::None)
            one.insert(QStringLiteral("answer"), QLatin1String(kAnswers[size_t(step.answer)]));
        out.append(one);
    }
    return QString::fromUtf8(QJsonDocument(out).toJson(QJsonDocument::Compact));
}

} // namespace updesk
