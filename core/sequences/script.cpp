// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/script.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace updesk
{

static constexpr std::array<const char *, 9> kAnswers{
    "", "note", "timeframe", "vehicle", "trade", "best_time", "down_payment", "visit", "decider"};
static_assert(kAnswers.size() == size_t(kLastAnswer) + 1);

// An older program refuses a whole script for an answer that it does not know: for it the newer ones are notes.
static QString answerOf(const QJsonValue &step)
{
    const QString fills = step[QLatin1String("fills")].toString();
    const bool known = std::ranges::any_of(kAnswers, [&](const char *a) { return fills == QLatin1String(a); });
    return known && !fills.isEmpty() ? fills : step[QLatin1String("answer")].toString();
}

std::vector<CallStep> stepsTyped(const QString &body)
{
    std::vector<CallStep> steps;
    for (const QJsonValue one : QJsonDocument::fromJson(body.toUtf8()).array()) {
        const QString answer = answerOf(one);
        const auto known = std::ranges::find_if(kAnswers, [&](const char *a) { return answer == QLatin1String(a); });
        CallStep step{one[QLatin1String("title")].toString(), one[QLatin1String("say")].toString()};
        step.page = one[QLatin1String("page")].toString();
        if (known == kAnswers.end())
            step.unknown = answer;
        else
            step.answer = StepAnswer(known - kAnswers.begin());
        steps.push_back(std::move(step));
    }
    return steps;
}

Result<std::vector<CallStep>> callSteps(const QString &body)
{
    if (!QJsonDocument::fromJson(body.toUtf8()).isArray())
        return Error{Error::Code::Damaged, QStringLiteral("steps"), {}};
    std::vector<CallStep> steps = stepsTyped(body);
    for (size_t i = 0; i < steps.size(); ++i) {
        steps[i].title = steps[i].title.trimmed();
        steps[i].say = steps[i].say.trimmed();
        if (steps[i].title.isEmpty() || !steps[i].unknown.isEmpty())
            return Error{Error::Code::Invalid, QString::number(i + 1), {}};
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
        if (step.answer == StepAnswer::Decider)
            one.insert(QStringLiteral("fills"), QLatin1String(kAnswers[size_t(step.answer)]));
        if (step.answer != StepAnswer::None)
            one.insert(QStringLiteral("answer"),
                QLatin1String(kAnswers[size_t(step.answer == StepAnswer::Decider ? StepAnswer::Note : step.answer)]));
        else if (!step.unknown.isEmpty())
            one.insert(QStringLiteral("answer"), step.unknown);
        if (!step.page.isEmpty())
            one.insert(QStringLiteral("page"), step.page);
        out.append(one);
    }
    return QString::fromUtf8(QJsonDocument(out).toJson(QJsonDocument::Compact));
}

bool isEmptyScript(const Script &script)
{
    if (script.kind != ScriptKind::Call)
        return script.body.trimmed().isEmpty();
    const QJsonDocument json = QJsonDocument::fromJson(script.body.toUtf8());
    return script.body.trimmed().isEmpty() || (json.isArray() && json.array().isEmpty());
}

} // namespace updesk
