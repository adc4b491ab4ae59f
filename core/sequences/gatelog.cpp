// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/gatelog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

static void keep(QJsonObject &object, const char *key, const QString &value)
{
    if (!value.isEmpty())
        object.insert(QLatin1String(key), value);
}

static void keep(QJsonObject &object, const char *key, int value)
{
    if (value != 0)
        object.insert(QLatin1String(key), value);
}

QString reasonsText(
    const std::vector<GateReason> &reasons, const QDate &rulesDated, const std::optional<ListLookUp> &lookUp)
{
    QJsonArray list;
    for (const GateReason &reason : reasons) {
        QJsonObject one;
        keep(one, "rule", reason.rule);
        keep(one, "code", reason.code);
        keep(one, "moves", int(reason.moves));
        keep(one, "may", int(reason.may));
        keep(one, "zone", reason.zone);
        keep(one, "state", reason.state);
        keep(one, "minute", reason.minute);
        keep(one, "from", reason.from);
        keep(one, "until", reason.until);
        keep(one, "count", reason.count);
        keep(one, "hours", reason.hours);
        keep(one, "day", reason.day.toString(Qt::ISODate));
        list.append(one);
    }
    QJsonObject all{
        {QStringLiteral("rules_dated"), rulesDated.toString(Qt::ISODate)}, {QStringLiteral("reasons"), list}};
    if (lookUp)
        all.insert(QStringLiteral("list"),
            QJsonObject{{QStringLiteral("number"), lookUp->number},
                {QStringLiteral("dated"), lookUp->dated.toString(Qt::ISODate)},
                {QStringLiteral("listed"), lookUp->listed}});
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::vector<GateReason> reasonsIn(const QString &text)
{
    std::vector<GateReason> reasons;
    const QJsonObject all = QJsonDocument::fromJson(text.toUtf8()).object();
    for (const QJsonValue &value : all[QLatin1String("reasons")].toArray()) {
        const QJsonObject one = value.toObject();
        const auto number = [&one](const char *key) { return one[QLatin1String(key)].toInt(); };
        const auto words = [&one](const char *key) { return one[QLatin1String(key)].toString(); };
        reasons.push_back({words("rule"), words("code"), number("moves") != 0,
            LegalRules::MayOverride(std::clamp(number("may"), 0, 2)), words("zone"), words("state"), number("minute"),
            number("from"), number("until"), number("count"), number("hours"),
            QDate::fromString(words("day"), Qt::ISODate)});
    }
    return reasons;
}

static QJsonObject objectIn(const QString &text) { return QJsonDocument::fromJson(text.toUtf8()).object(); }

std::optional<ListLookUp> lookUpIn(const QString &text)
{
    const QJsonValue list = objectIn(text)[QLatin1String("list")];
    if (!list.isObject())
        return std::nullopt;
    return ListLookUp{list[QLatin1String("number")].toString(),
        QDate::fromString(list[QLatin1String("dated")].toString(), Qt::ISODate),
        list[QLatin1String("listed")].toBool()};
}

QDate rulesDatedIn(const QString &text)
{
    return QDate::fromString(objectIn(text)[QLatin1String("rules_dated")].toString(), Qt::ISODate);
}

GateLog gateLogOf(const GateFacts &facts, const GateVerdict &verdict, const LegalRules &rules)
{
    GateLog row;
    row.channel = int(facts.channel);
    row.purpose = int(facts.purpose);
    row.sentBy = int(facts.sentBy);
    row.rules = verdict.rules().join(u' ');
    row.params = reasonsText(verdict.reasons, rules.dated, verdict.lookUp);
    row.until = verdict.moveTo;
    row.at = facts.now;
    row.verdict = int(verdict.says);
    if (verdict.overridden) {
        const bool moved = std::ranges::all_of(verdict.reasons, &GateReason::moves);
        row.verdict = int(moved ? GateVerdict::Says::Move : GateVerdict::Says::Block);
        row.reason = facts.override.reason.trimmed();
    }
    return row;
}

} // namespace updesk
