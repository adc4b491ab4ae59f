// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendhold.h"

#include "core/store/desksetting.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static const QString kHold = QStringLiteral("send_hold"); // what this desk has noticed
static constexpr char kOfFile[] = "file ";
static constexpr char kRelease[] = "SELECT value FROM setting WHERE key=?1 AND deleted=0";

bool SendHold::isOfFile() const { return mark.startsWith(QLatin1String(kOfFile)); }

QString fileMark(Time at) { return QLatin1String(kOfFile) + QString::number(at); }

static Result<SendHold> noticed(Database &database)
{
    const auto text = deskSetting(database, kHold);
    if (!text)
        return text.error();
    const QJsonObject kept = QJsonDocument::fromJson(text->toUtf8()).object();
    return SendHold{kept[QLatin1String("mark")].toString(), kept[QLatin1String("since")].toInteger()};
}

Result<void> holdSending(Transaction &tx, const SendHold &hold)
{
    const auto before = noticed(tx.database());
    if (!before || before->mark == hold.mark)
        return before ? Result<void>() : before.error();
    const QJsonObject kept{{QStringLiteral("mark"), hold.mark}, {QStringLiteral("since"), hold.since}};
    return setDeskSetting(tx.database(), kHold, QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact)));
}

Result<SendHold> lastHold(Database &database) { return noticed(database); }

QString releaseValue(const SendHold &hold, PersonId by, Time at)
{
    const QJsonObject release{{QStringLiteral("generation"), hold.mark},
        {QStringLiteral("by"), QString::fromLatin1(by.value.hex())}, {QStringLiteral("at"), at}};
    return QString::fromUtf8(QJsonDocument(release).toJson(QJsonDocument::Compact));
}

Result<std::optional<SendRelease>> sendRelease(Database &database)
{
    QByteArray text;
    Query q = database.query(kRelease);
    if (q.bind(1, QString::fromLatin1(kReleaseSetting)).next())
        text = q.bytes(0);
    if (auto done = q.done(); !done)
        return done.error();
    const QJsonObject value = QJsonDocument::fromJson(text).object();
    if (value.isEmpty())
        return std::optional<SendRelease>();
    const auto by = Id::fromHex(value[QLatin1String("by")].toString().toStdString());
    return std::optional<SendRelease>({value[QLatin1String("generation")].toString(), PersonId{by.value_or(Id{})},
        value[QLatin1String("at")].toInteger()});
}

Result<std::optional<SendHold>> sendHold(Database &database)
{
    const auto hold = noticed(database);
    if (!hold || hold->mark.isEmpty())
        return hold ? Result<std::optional<SendHold>>(std::nullopt) : hold.error();
    const auto release = sendRelease(database);
    if (!release)
        return release.error();
    const bool released = *release && (*release)->mark == hold->mark;
    return released ? Result<std::optional<SendHold>>(std::nullopt) : Result<std::optional<SendHold>>(*hold);
}

} // namespace updesk
