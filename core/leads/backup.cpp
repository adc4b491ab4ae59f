// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/backup.h"

#include "core/leads/dealing.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

Result<Backups> backupsOf(const QString &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isObject())
        return Error{Error::Code::Damaged, QStringLiteral("backups"), {}};
    const QJsonObject pairs = document.object();
    Backups backups;
    for (const QString &key : pairs.keys()) {
        const auto person = Id::fromHex(key.toStdString());
        const auto backup = Id::fromHex(pairs.value(key).toString().toStdString());
        if (person && backup && *person != *backup)
            backups[PersonId{*person}] = PersonId{*backup};
    }
    return backups;
}

QString jsonOf(const Backups &backups)
{
    QJsonObject pairs;
    for (const auto &[person, backup] : backups)
        pairs.insert(QString::fromLatin1(person.value.hex()), QString::fromLatin1(backup.value.hex()));
    return QString::fromUtf8(QJsonDocument(pairs).toJson(QJsonDocument::Compact));
}

PersonId backupFor(PersonId owner, const RouteLead &lead, const Backups &backups, std::span<const RouteRule> rules,
    std::span<const RoutePerson> people, Time now)
{
    for (const bool busyToo : {false, true}) {
        const auto canHelp = [&](const RoutePerson &person) {
            return person.active && person.id != owner && isHere(person, now) && (busyToo || !isBusy(person, now));
        };
        if (const auto named = backups.find(owner); named != backups.end()) {
            const auto person = std::ranges::find(people, named->second, &RoutePerson::id);
            if (person != people.end() && canHelp(*person))
                return person->id;
        }
        for (const RouteRule *rule : ranked(rules)) {
            if (missOf(*rule, lead) != RuleMiss::None)
                continue;
            std::vector<const RoutePerson *> present;
            for (const RoutePerson &person : people) {
                if (canHelp(person) && isIn(*rule, person))
                    present.push_back(&person);
            }
            if (const RoutePerson *next = dealt(RouteRule{}, present, people, now))
                return next->id;
        }
    }
    return {};
}

} // namespace updesk
