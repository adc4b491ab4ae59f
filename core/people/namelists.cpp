// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/names.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

QByteArray shipped(const QString &path)
{
    QFile file(path);
    const bool open = file.open(QIODevice::ReadOnly);
    Q_ASSERT(open);
    return open ? file.readAll() : QByteArray();
}

Error damaged(const char *subject) { return {Error::Code::Damaged, QString::fromLatin1(subject), {}}; }

} // namespace

Result<Nicknames> Nicknames::fromJson(const QByteArray &json)
{
    const QJsonValue groups = QJsonDocument::fromJson(json).object()[QLatin1String("groups")];
    if (!groups.isArray())
        return damaged("nicknames");
    Nicknames names;
    for (const QJsonValue &group : groups.toArray()) {
        if (group.toArray().size() < 2)
            return Error{Error::Code::Invalid, QStringLiteral("nicknames"), {}};
        for (const QJsonValue &name : group.toArray()) {
            const QString key = nameKey(name.toString());
            if (key.isEmpty())
                return Error{Error::Code::Invalid, QStringLiteral("nicknames"), {}};
            std::vector<int> &of = names.m_groups[key];
            if (of.empty() || of.back() != names.m_count)
                of.push_back(names.m_count);
        }
        ++names.m_count;
    }
    return names;
}

const Nicknames &Nicknames::standard()
{
    static const Nicknames names = [] {
        Result<Nicknames> read = fromJson(shipped(QStringLiteral(":/updesk/people/nicknames.json")));
        Q_ASSERT(read);
        return read ? *read : Nicknames{};
    }();
    return names;
}

std::vector<int> Nicknames::groupsOf(const QString &firstKey) const { return m_groups.value(firstKey); }

Result<Commonness> Commonness::fromJson(const QByteArray &json)
{
    const QJsonValue names = QJsonDocument::fromJson(json).object()[QLatin1String("per100000")];
    if (!names.isObject())
        return damaged("lastnames");
    Commonness common;
    const QJsonObject all = names.toObject();
    for (auto name = all.begin(); name != all.end(); ++name) {
        const int count = name.value().toInt();
        if (count < 1 || count > 100'000)
            return Error{Error::Code::Invalid, name.key(), {}};
        common.m_lastNames.insert(nameKey(name.key()), count);
    }
    return common;
}

const Commonness &Commonness::standard()
{
    static const Commonness common = [] {
        Result<Commonness> read = fromJson(shipped(QStringLiteral(":/updesk/people/lastnames.json")));
        Q_ASSERT(read);
        return read ? *read : Commonness{};
    }();
    return common;
}

void Commonness::countShared(const QString &value, int customers)
{
    if (customers > kSharedAbove)
        m_shared.insert(value);
    else
        m_shared.remove(value);
}

bool Commonness::isShared(const QString &value) const { return m_shared.contains(value) || isPlaceholder(value); }

bool Commonness::isPlaceholder(const QString &value)
{
    static constexpr std::array kLocal = {"noemail", "noemailaddress", "nomail", "none", "no", "na", "null", "nil",
        "unknown", "noreply", "donotreply", "notprovided", "notgiven", "refused", "declined", "decline", "wontgive",
        "test", "asdf", "xxx", "xx", "x", "email", "customer", "nobody"};
    static constexpr std::array kDomain = {"noemail", "nomail", "none", "donotreply", "invalid"};
    const qsizetype at = value.indexOf(u'@');
    if (at < 0)
        return value.endsWith(QLatin1String("5551212")) && value.startsWith(u'+');
    const auto among = [](const auto &list, const QString &key) {
        return std::any_of(list.begin(), list.end(), [&](const char *known) { return key == QLatin1String(known); });
    };
    const QStringView domain = QStringView(value).mid(at + 1);
    return among(kLocal, nameKey(QStringView(value).left(at)))
        || among(kDomain, nameKey(domain.left(std::max<qsizetype>(domain.indexOf(u'.'), 0))));
}

} // namespace updesk
