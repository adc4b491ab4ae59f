// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelsettings.h"

#include "core/desk/deed.h"
#include "core/desk/gatesettings.h"
#include "core/leads/rulebook.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

namespace
{

struct KeptChannels {
    qint64 version = -1;
    std::shared_ptr<const ChannelSettings> settings;
};

Error damaged(const QString &detail)
{
    return {Error::Code::Damaged, QStringLiteral("setting.") + QLatin1String(kChannelsSetting), detail};
}

/// Empty: there is no such setting, or nothing in it.
QString valueOf(const std::vector<Setting> &all, const char *key)
{
    const auto row = std::ranges::find(all, QLatin1String(key), &Setting::key);
    return row == all.end() ? QString() : row->value.trimmed();
}

QString compact(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

// Of an account that another version took out or turned into another form meanwhile it means nothing.
void addSigned(QJsonObject &json)
{
    QJsonObject text = json.value(QLatin1String(kTextPart)).toObject();
    text.insert(QLatin1String(kSignedPart), true);
    QJsonObject tried{{QLatin1String(kTextPart), text}};
    if (channelsFromJson(tried))
        json.insert(QLatin1String(kTextPart), text);
}

Result<std::shared_ptr<const ChannelSettings>> readChannels(
    const QString &text, const QString &links, const QString &isSigned)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.isEmpty() ? QByteArray("{}") : text.toUtf8());
    const QJsonDocument apart = QJsonDocument::fromJson(links.toUtf8());
    if (!document.isObject() || (!links.isEmpty() && !apart.isObject()))
        return damaged({});
    QJsonObject json = document.object();
    if (!links.isEmpty())
        json.insert(QLatin1String(kLinksPart), apart.object());
    if (isSigned == QLatin1String("1"))
        addSigned(json);
    auto read = channelsFromJson(json);
    if (!read)
        return damaged(read.error().subject);
    return std::make_shared<const ChannelSettings>(std::move(*read));
}

} // namespace

Result<std::shared_ptr<const ChannelSettings>> channelSettings(Database &database)
{
    auto &kept = database.kept<const KeptChannels>();
    const auto version = database.state("config");
    if (!version)
        return version.error();
    if (kept && kept->version == *version)
        return kept->settings;
    const auto all = loadAll(database, kSetting);
    if (!all)
        return all.error();
    const auto settings =
        readChannels(valueOf(*all, kChannelsSetting), valueOf(*all, kLinksSetting), valueOf(*all, kSignedSetting));
    if (settings && !database.writing()) // may yet be rolled back
        kept = std::make_shared<const KeptChannels>(KeptChannels{*version, *settings});
    return settings;
}

// What was written before and is none any more is left empty.
static Result<void> writeApart(Transaction &tx, const char *key, const QString &value)
{
    const auto all = loadAll(tx.database(), kSetting);
    if (!all)
        return all.error();
    if (value.isEmpty() && valueOf(*all, key).isEmpty())
        return {};
    return writeSetting(tx, QString::fromLatin1(key), value);
}

Result<DeedId> setChannelSettings(Session &session, const ChannelSettings &settings)
{
    QJsonObject json = channelsJson(settings);
    if (const auto read = channelsFromJson(json); !read)
        return read.error();
    const QJsonObject links = json.take(QLatin1String(kLinksPart)).toObject();
    QJsonObject text = json.value(QLatin1String(kTextPart)).toObject();
    const bool isSigned = text.take(QLatin1String(kSignedPart)).toBool();
    if (!text.isEmpty())
        json.insert(QLatin1String(kTextPart), text);
    return doDeed(session, "channels", {}, [&](Transaction &tx) -> Result<void> {
        const auto book = rulebook(tx.database());
        if (!book)
            return book.error();
        if (!(*book)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("role"), {}};
        if (auto written = writeSetting(tx, QString::fromLatin1(kChannelsSetting), compact(json)); !written)
            return written;
        if (auto apart = writeApart(tx, kLinksSetting, links.isEmpty() ? QString() : compact(links)); !apart)
            return apart;
        return writeApart(tx, kSignedSetting, isSigned ? QStringLiteral("1") : QString());
    });
}

} // namespace updesk
