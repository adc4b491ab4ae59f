// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/savedfilters.h"

#include "core/base/text.h"
#include "core/store/desksetting.h"
#include "ui/queue/queuewords.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace updesk
{

namespace
{

const QString kKey = QStringLiteral("queue.filters");
constexpr std::size_t kMost = 9;

QString untouchedWord() { return QCoreApplication::translate("SavedFilters", "untouched", "filter: nobody tried yet"); }

QString pinnedWord() { return QCoreApplication::translate("SavedFilters", "pinned", "filter: those I have pinned"); }

} // namespace

Result<std::vector<SavedFilter>> savedFilters(Database &database)
{
    const auto text = deskSetting(database, kKey);
    if (!text)
        return text.error();
    if (text->isEmpty()) {
        const QString hot = QueueWords::tier(Tier::Hot);
        return std::vector<SavedFilter>{{QCoreApplication::translate("SavedFilters", "Hot, untouched"),
            folded(hot) + u' ' + folded(untouchedWord())}};
    }
    std::vector<SavedFilter> filters;
    for (const QJsonValue &one : QJsonDocument::fromJson(text->toUtf8()).array()) {
        const SavedFilter filter{one[QStringLiteral("name")].toString(), one[QStringLiteral("words")].toString()};
        if (!filter.name.isEmpty() && filters.size() < kMost)
            filters.push_back(filter);
    }
    return filters;
}

Result<void> saveFilters(Database &database, const std::vector<SavedFilter> &filters)
{
    QJsonArray all;
    for (const SavedFilter &filter : filters)
        all.append(QJsonObject{{QStringLiteral("name"), filter.name}, {QStringLiteral("words"), filter.words}});
    return setDeskSetting(database, kKey, QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
}

void readFilterWords(const QString &typed, QueueFilter &filter)
{
    filter.tiers = 0;
    filter.untouched = filter.pinned = false;
    QStringList rest;
    QString plain = typed;
    for (const QString &word : plain.replace(u',', u' ').split(u' ', Qt::SkipEmptyParts)) {
        const QString wanted = folded(word);
        const bool untouched = wanted == folded(untouchedWord()), pinned = wanted == folded(pinnedWord());
        filter.untouched = filter.untouched || untouched;
        filter.pinned = filter.pinned || pinned;
        bool known = untouched || pinned;
        for (const Tier tier : {Tier::Low, Tier::Medium, Tier::High, Tier::Hot}) {
            if (wanted != folded(QueueWords::tier(tier)))
                continue;
            filter.tiers |= 1 << int(tier);
            known = true;
        }
        if (!known)
            rest << word;
    }
    filter.text = rest.join(u' ');
}

} // namespace updesk
