// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gatecodes.h"

#include "app/leadcodes.h"
#include "ui/parts/gatewords.h"

#include <QJsonArray>

namespace updesk
{

Channel channelNamed(const QString &code)
{
    if (code == QLatin1String("call"))
        return Channel::Phone;
    if (code == QLatin1String("text"))
        return Channel::Text;
    return code == QLatin1String("email") ? Channel::Email : Channel::None;
}

const char *purposeCode(Purpose purpose)
{
    static constexpr const char *kPurposes[] = {"marketing", "informational", "transactional", "opt-out-receipt"};
    return kPurposes[size_t(std::clamp(int(purpose), 0, 3))];
}

static QJsonObject reasonJson(const GateReason &reason)
{
    static constexpr const char *kMay[] = {"anyone", "manager", "nobody"};
    QJsonObject one{{QStringLiteral("rule"), reason.rule}, {QStringLiteral("code"), reason.code},
        {QStringLiteral("words"), GateWords::reason(reason)},
        {QStringLiteral("may_override"), QLatin1String(kMay[size_t(reason.may)])}};
    if (!reason.zone.isEmpty()) {
        one.insert(QStringLiteral("zone"), reason.zone);
        one.insert(QStringLiteral("minute_there"), reason.minute);
        one.insert(QStringLiteral("from"), reason.from);
        one.insert(QStringLiteral("until"), reason.until);
    }
    if (!reason.state.isEmpty())
        one.insert(QStringLiteral("state"), reason.state);
    if (reason.hours > 0) {
        one.insert(QStringLiteral("contacts"), reason.count);
        one.insert(QStringLiteral("within_hours"), reason.hours);
    }
    if (reason.day.isValid())
        one.insert(QStringLiteral("day"), reason.day.toString(Qt::ISODate));
    return one;
}

QJsonObject verdictJson(const GateVerdict &verdict)
{
    static constexpr const char *kSays[] = {"allow", "move", "block"};
    static constexpr const char *kMay[] = {"anyone", "manager", "nobody"};
    QJsonArray reasons;
    for (const GateReason &reason : verdict.reasons)
        reasons.append(reasonJson(reason));
    return {{QStringLiteral("says"), QLatin1String(kSays[size_t(verdict.says)])},
        {QStringLiteral("move_to"), utcCode(verdict.moveTo)},
        {QStringLiteral("rules"), QJsonArray::fromStringList(verdict.rules())}, {QStringLiteral("reasons"), reasons},
        {QStringLiteral("may_override"), QLatin1String(kMay[size_t(verdict.may)])},
        {QStringLiteral("to_person"), verdict.toPerson}, {QStringLiteral("ask_person"), verdict.askPerson},
        {QStringLiteral("announce_recording"), verdict.announceRecording},
        {QStringLiteral("risk_cents"), QJsonArray{double(verdict.riskFrom), double(verdict.riskTo)}}};
}

} // namespace updesk
