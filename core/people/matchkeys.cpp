// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/match.h"

#include <algorithm>

namespace updesk
{

namespace
{

/// Hostile records may claim thousands of values; nobody real has more than these.
constexpr qsizetype kValuesMost = 20;
constexpr qsizetype kValueMost = 320;

QStringList values(const QStringList &list)
{
    QStringList kept;
    for (const QString &value : list) {
        if (!value.isEmpty() && value.size() <= kValueMost && !kept.contains(value))
            kept << value;
        if (kept.size() == kValuesMost)
            break;
    }
    return kept;
}

std::vector<OwnedVin> vinsOf(const MatchFacts &facts)
{
    std::vector<OwnedVin> kept;
    for (const OwnedVin &vin : facts.vins) {
        if (!vin.vin.isEmpty() && vin.vin.size() <= kValueMost)
            kept.push_back(vin);
        if (kept.size() == std::size_t(kValuesMost))
            break;
    }
    return kept;
}

} // namespace

MatchKeys keysOf(const MatchFacts &facts, const Nicknames &nicknames)
{
    MatchKeys keys;
    keys.phones = values(facts.phones);
    keys.emails = values(facts.emails);
    keys.first = nameKey(facts.first);
    keys.last = nameKey(facts.last);
    keys.firstWords = nameWords(facts.first);
    keys.lastWords = nameWords(facts.last);
    keys.nicknames = nicknames.groupsOf(keys.first);
    if (keys.nicknames.empty() && keys.firstWords.size() > 1)
        keys.nicknames = nicknames.groupsOf(keys.firstWords.front());
    keys.generation = generationOf(facts.suffix);
    keys.company = nameKey(facts.company);
    keys.postal = postalKey(facts.postal);
    keys.house = houseNumber(facts.street);
    keys.dmsNumber = facts.dmsNumber.trimmed().left(kValueMost);
    keys.vins = vinsOf(facts);
    return keys;
}

std::vector<BlockKey> blockKeys(const MatchKeys &keys)
{
    std::vector<BlockKey> all;
    if (!keys.dmsNumber.isEmpty())
        all.push_back({BlockKey::Kind::Dms, keys.dmsNumber});
    for (const QString &phone : keys.phones) {
        if (!Commonness::isPlaceholder(phone))
            all.push_back({BlockKey::Kind::Phone, phone});
    }
    for (const QString &email : keys.emails) {
        if (!Commonness::isPlaceholder(email))
            all.push_back({BlockKey::Kind::Email, email});
    }
    if (!keys.last.isEmpty() && !keys.postal.isEmpty())
        all.push_back({BlockKey::Kind::LastPostal, keys.last + u'|' + keys.postal});
    if (!keys.last.isEmpty() && !keys.house.isEmpty() && keys.postal.size() >= 3)
        all.push_back(
            {BlockKey::Kind::Last3HousePostal3, keys.last.left(3) + u'|' + keys.house + u'|' + keys.postal.left(3)});
    for (const OwnedVin &vin : keys.vins)
        all.push_back({BlockKey::Kind::Vin, vin.vin});
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace updesk
