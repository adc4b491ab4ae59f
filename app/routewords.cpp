// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/leadwords.h"

namespace updesk
{

QString LeadWords::reasonWord(RouteReason reason)
{
    switch (reason) {
    case RouteReason::PreviousOwner:
        return Words::tr("knows the customer");
    case RouteReason::NamedInDocument:
        return Words::tr("named in the inquiry");
    case RouteReason::GivenPerson:
        return Words::tr("the rule names this person");
    case RouteReason::NextUp:
        return Words::tr("next up");
    case RouteReason::NextUpBusy:
        return Words::tr("next up, though busy");
    case RouteReason::ComesOnNext:
        return Words::tr("first to come on");
    case RouteReason::ByHand:
        return Words::tr("by hand");
    case RouteReason::Claimed:
        return Words::tr("took it");
    case RouteReason::AtDesk:
        return Words::tr("keyed it at the desk");
    case RouteReason::LeastBusy:
        return Words::tr("has the least to do");
    case RouteReason::Share:
        return Words::tr("furthest behind the share set");
    case RouteReason::HasRoom:
        return Words::tr("next up with room for more");
    case RouteReason::ClosingRate:
        return Words::tr("furthest behind the share by sales");
    case RouteReason::Pool:
        return Words::tr("up for grabs, all on duty told");
    case RouteReason::WholeRoom:
        return Words::tr("everyone of the rule is full");
    case RouteReason::OverFull:
        return Words::tr("everyone is full");
    case RouteReason::None:
        break;
    }
    return {};
}

QString LeadWords::reasonCode(RouteReason reason)
{
    static constexpr const char *kCodes[] = {"none", "previous-owner", "named", "given-person", "next-up",
        "next-up-busy", "comes-on-next", "by-hand", "claimed", "at-desk", "least-busy", "share", "has-room",
        "closing-rate", "pool", "whole-room", "over-full"};
    static_assert(std::size(kCodes) == size_t(RouteReason::OverFull) + 1);
    return QString::fromLatin1(kCodes[size_t(reason)]);
}

QString LeadWords::model(int version) const
{
    const ModelVersion *known = m_rules->modelVersion(version);
    if (!known)
        return Words::tr("model %1").arg(version);
    return known->by.isNull()
        ? Words::tr("model %1 since %2, from the set-up").arg(version).arg(time(known->since))
        : Words::tr("model %1 since %2, by %3").arg(version).arg(time(known->since), person(known->by));
}

QJsonObject LeadWords::modelJson(int version) const
{
    const ModelVersion *known = m_rules->modelVersion(version);
    QJsonObject out{{QStringLiteral("version"), version}};
    if (known) {
        out.insert(QStringLiteral("since"), timeCode(known->since));
        out.insert(QStringLiteral("by"), known->by.isNull() ? QString() : person(known->by));
    }
    return out;
}

static QString alarmWords(std::optional<Time> after)
{
    //: when somebody is told of a lead that nobody called; %1: seconds after its clock began
    return after ? Words::tr("after %1 s").arg(*after / kSecond) : Words::tr("as the ladder says");
}

QString LeadWords::protocol(Tier of) const
{
    const TierProtocol &rule = protocolOf(of, m_rules->model);
    const TierAlarms alarms = alarmsOf(of, m_rules->model, m_rules->ladder);
    return Words::tr("%1 from %2: %3 s ahead in the queue, manager told %4, everyone %5")
        .arg(tier(of))
        .arg(rule.from)
        .arg(rule.headStart)
        .arg(alarmWords(alarms.manager), alarmWords(alarms.everyone));
}

QJsonObject LeadWords::protocolJson(Tier of) const
{
    const TierProtocol &rule = protocolOf(of, m_rules->model);
    const TierAlarms alarms = alarmsOf(of, m_rules->model, m_rules->ladder);
    const auto seconds = [](std::optional<Time> after) {
        return after ? QJsonValue(qint64(*after / kSecond)) : QJsonValue();
    };
    return {{QStringLiteral("tier"), tier(of).toLower()}, {QStringLiteral("from"), rule.from},
        {QStringLiteral("head_start_seconds"), rule.headStart},
        {QStringLiteral("manager_after_seconds"), seconds(alarms.manager)},
        {QStringLiteral("everyone_after_seconds"), seconds(alarms.everyone)}};
}

} // namespace updesk
