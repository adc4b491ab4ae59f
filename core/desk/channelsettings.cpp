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

Result<std::shared_ptr<const ChannelSettings>> readChannels(const QString &text)
{
    if (text.trimmed().isEmpty())
        return std::make_shared<const ChannelSettings>();
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return damaged({});
    auto read = channelsFromJson(document.object());
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
    const auto row = std::ranges::find(*all, QLatin1String(kChannelsSetting), &Setting::key);
    const auto settings = readChannels(row == all->end() ? QString() : row->value);
    if (settings && !database.writing()) // may yet be rolled back
        kept = std::make_shared<const KeptChannels>(KeptChannels{*version, *settings});
    return settings;
}

Result<DeedId> setChannelSettings(Session &session, const ChannelSettings &settings)
{
    const QJsonObject json = channelsJson(settings);
    if (const auto read = channelsFromJson(json); !read)
        return read.error();
    return doDeed(session, "channels", {}, [&](Transaction &tx) -> Result<void> {
        const auto book = rulebook(tx.database());
        if (!book)
            return book.error();
        if (!(*book)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("role"), {}};
        return writeSetting(tx, QString::fromLatin1(kChannelsSetting),
            QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
    });
}

} // namespace updesk
