// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/occasions.h"

#include "core/sequences/templatestore.h"

#include <map>

namespace updesk
{

namespace
{

struct KnownPurposes {
    qint64 config = -1;
    std::map<QString, Purpose> byKey;
};

// The lower the number the more the law asks; the receipt of an opt-out has no template.
static_assert(Purpose::Marketing < Purpose::Informational && Purpose::Informational < Purpose::Transactional);

Result<std::shared_ptr<const KnownPurposes>> read(Database &database, qint64 config)
{
    const auto entries = templateEntries(database);
    if (!entries)
        return entries.error();
    auto known = std::make_shared<KnownPurposes>();
    known->config = config;
    for (const TemplateEntry &entry : *entries) {
        if (!entry.row.active)
            continue;
        const Purpose purpose = purposeOf(entry.row.occasion);
        const auto [at, fresh] = known->byKey.emplace(entry.row.key, purpose);
        at->second = std::min(at->second, purpose);
    }
    return std::shared_ptr<const KnownPurposes>(std::move(known));
}

} // namespace

Result<Purpose> purposeOfTemplate(Database &database, const QString &key)
{
    auto &kept = database.kept<const KnownPurposes>();
    const auto config = database.state("config");
    if (!config)
        return config.error();
    std::shared_ptr<const KnownPurposes> known = kept;
    if (!known || known->config != *config) {
        auto fresh = read(database, *config);
        if (!fresh)
            return fresh.error();
        known = std::move(*fresh);
        if (!database.writing()) // may yet be rolled back
            kept = known;
    }
    const auto found = known->byKey.find(key);
    return found == known->byKey.end() ? Purpose::Marketing : found->second;
}

} // namespace updesk
