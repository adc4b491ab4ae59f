// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/layers.h"

#include <QFileInfo>
#include <QMap>
#include <QSet>

namespace updesk::house
{

namespace
{

/// The line a room of core stands on; a room includes lower lines only.
int lineOfRoom(const QString &room)
{
    static const QMap<QString, int> lines{{QStringLiteral("core/base"), 0}, {QStringLiteral("core/store"), 0},
        {QStringLiteral("core/people"), 1}, {QStringLiteral("core/vehicles"), 1}, {QStringLiteral("core/scoring"), 1},
        {QStringLiteral("core/leads"), 2}, {QStringLiteral("core/sequences"), 3},
        {QStringLiteral("core/appointments"), 3}, {QStringLiteral("core/equity"), 3},
        {QStringLiteral("core/intake"), 4}, {QStringLiteral("core/channels"), 4}, {QStringLiteral("core/measures"), 4},
        {QStringLiteral("core/coaching"), 4}, {QStringLiteral("core/desk"), 5}, {QStringLiteral("core/sync"), 5}};
    return lines.value(room, -1);
}

bool isScreen(const QString &room)
{
    static const QSet<QString> screens{QStringLiteral("ui/queue"), QStringLiteral("ui/lead"),
        QStringLiteral("ui/capture"), QStringLiteral("ui/customer"), QStringLiteral("ui/quarantine"),
        QStringLiteral("ui/messages"), QStringLiteral("ui/appointments"), QStringLiteral("ui/inventory"),
        QStringLiteral("ui/equity"), QStringLiteral("ui/dashboard"), QStringLiteral("ui/reports"),
        QStringLiteral("ui/coaching"), QStringLiteral("ui/plans"), QStringLiteral("ui/settings"),
        QStringLiteral("ui/sharing"), QStringLiteral("ui/templates"), QStringLiteral("ui/welcome")};
    return screens.contains(room);
}

bool isKnown(const QString &room)
{
    return room == QLatin1String("app") || room == QLatin1String("ui/shell") || room == QLatin1String("ui/parts")
        || isScreen(room) || lineOfRoom(room) >= 0;
}

/// moc and uic name their output so; it stands in no folder of ours.
bool isMade(const QString &name)
{
    return !name.contains(u'/') && (name.endsWith(QLatin1String(".moc")) || name.startsWith(QLatin1String("moc_")));
}

} // namespace

bool mayInclude(const QString &from, const QString &to)
{
    if (!isKnown(from) || !isKnown(to))
        return false;
    if (from == to || from == QLatin1String("app"))
        return true;
    if (to == QLatin1String("app"))
        return false;
    if (from.startsWith(QLatin1String("ui/"))) {
        if (to.startsWith(QLatin1String("core/")) || to == QLatin1String("ui/parts"))
            return true;
        return from == QLatin1String("ui/shell") && isScreen(to);
    }
    if (from == QLatin1String("core/store") && to == QLatin1String("core/base"))
        return true;
    const int line = lineOfRoom(to);
    return line >= 0 && line < lineOfRoom(from);
}

QString roomOf(const QString &path)
{
    if (path.startsWith(QLatin1String("app/")))
        return QStringLiteral("app");
    if (path.startsWith(QLatin1String("core/")) || path.startsWith(QLatin1String("ui/")))
        return path.section(u'/', 0, 1);
    return {};
}

Findings wrongWays(const Tree &tree)
{
    Findings out;
    for (const File &file : tree) {
        const QString from = roomOf(file.path);
        for (const Include &include : file.includes) {
            const QString to = roomOf(include.name);
            const bool tests = include.name.startsWith(QLatin1String("tests/"));
            if (to.isEmpty() && !tests && include.quoted && !isMade(include.name))
                out.push_back(
                    finding(file, include.at, QStringLiteral("%1 is not written from the top").arg(include.name)));
            if (from.isEmpty()) // tests know everybody
                continue;
            if (tests || (!to.isEmpty() && !mayInclude(from, to)))
                out.push_back(finding(file, include.at, QStringLiteral("%1 may not know %2").arg(from, include.name)));
        }
    }
    return out;
}

Findings windowsInCore(const Tree &tree, const QString &qtHeaders)
{
    static const QRegularExpression ofQt(QStringLiteral("^(?:(Qt[A-Za-z0-9]+)/)?[Qq][A-Za-z0-9_]+(?:\\.h)?$"));
    static const QStringList allowed{QStringLiteral("QtCore"), QStringLiteral("QtSql"), QStringLiteral("QtNetwork")};
    Findings out;
    for (const File &file : tree) {
        if (!file.isIn(QLatin1String("core/")))
            continue;
        for (const Include &include : file.includes) {
            const QRegularExpressionMatch match = ofQt.match(include.name);
            if (!match.hasMatch())
                continue;
            const QString module = match.captured(1);
            const bool known = !module.isEmpty() ? allowed.contains(module)
                                                 : allowed.contains(include.name)
                    || std::any_of(allowed.begin(), allowed.end(), [&](const QString &folder) {
                           return QFileInfo::exists(qtHeaders + u'/' + folder + u'/' + include.name);
                       });
            if (!known)
                out.push_back(finding(file, include.at, QStringLiteral("core has no windows: <%1>").arg(include.name)));
        }
    }
    return out;
}

} // namespace updesk::house
