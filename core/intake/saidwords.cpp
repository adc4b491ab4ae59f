// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/saidwords.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{
namespace
{

QStringList listOf(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &one : value.toArray())
        list << one.toString();
    return list;
}

QSet<QString> setOf(const QJsonValue &value)
{
    const QStringList list = listOf(value);
    return {list.begin(), list.end()};
}

int wayOf(const QString &name)
{
    if (name == QLatin1String("phone"))
        return WayPhone;
    if (name == QLatin1String("text"))
        return WayText;
    return name == QLatin1String("email") ? WayEmail : WayAll;
}

std::map<QString, int> waysOf(const QJsonObject &lists)
{
    std::map<QString, int> ways;
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        for (const QString &word : listOf(list.value()))
            ways[word] = wayOf(list.key());
    }
    return ways;
}

SaidWords readTable(const QJsonObject &all)
{
    const auto at = [&](const char *key) { return all[QLatin1String(key)]; };
    SaidWords table;
    table.stopAlone = setOf(at("stopAlone"));
    table.stopLine = setOf(at("stopLine"));
    for (const QJsonValue &entry : at("refusals").toArray()) {
        int ways = 0;
        for (const QString &name : listOf(entry[QLatin1String("channels")]))
            ways |= wayOf(name);
        table.refusals.push_back({entry[QLatin1String("words")].toString(), ways});
    }
    table.ways = waysOf(at("channels").toObject());
    table.passive = waysOf(at("passive").toObject());
    table.negations = setOf(at("negations"));
    table.harmless = listOf(at("harmless"));
    table.wants = setOf(at("wants"));
    table.notVerbs = setOf(at("notVerbs"));
    table.boilerplate = listOf(at("boilerplate"));
    table.bounds = setOf(at("bounds"));
    table.forGood = setOf(at("forGood"));
    table.seams = setOf(at("seams"));
    return table;
}

} // namespace

const SaidWords &SaidWords::standard()
{
    static const SaidWords table = [] {
        QFile file(QStringLiteral(":/updesk/intake/saidwords.json"));
        const bool there = file.open(QIODevice::ReadOnly);
        Q_ASSERT(there);
        return readTable(there ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject());
    }();
    return table;
}

} // namespace updesk
