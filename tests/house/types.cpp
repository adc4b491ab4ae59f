// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/types.h"

#include <QHash>

#include <algorithm>

namespace updesk::house
{

namespace
{

struct Type {
    QString name; ///< updesk::Said
    qsizetype at = 0;
};

/// The code without its preprocessor lines, whose braces and semicolons are not the file's.
QString withoutMacros(QString code)
{
    static const QRegularExpression line(
        QStringLiteral("^[ \\t]*#(?:.*\\\\\\n)*.*$"), QRegularExpression::MultilineOption);
    for (auto it = line.globalMatch(code); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i) {
            if (code[i] != u'\n')
                code[i] = u' ';
        }
    }
    return code;
}

/// What stands in named namespaces alone. `head` is what stands before a brace, from the last end of something on.
std::vector<Type> typesIn(const File &file)
{
    static const QRegularExpression space(QStringLiteral("\\bnamespace\\s*([\\w:]*)\\s*$"));
    static const QRegularExpression type(
        QStringLiteral("\\b(?:struct|class|union|enum|enum\\s+class)\\s+([\\w:]+)(?:\\s+final)?(?:\\s*:(?!:)[^;]*)?$"));
    std::vector<Type> types;
    std::vector<QString> inside; // the namespaces around; empty: anonymous, or something else
    const QString code = withoutMacros(file.code);
    qsizetype from = 0;
    for (qsizetype at = 0; at < code.size(); ++at) {
        const QChar c = code[at];
        if (c != u'{' && c != u'}' && c != u';')
            continue;
        const QString head = code.mid(from, at - from).trimmed();
        from = at + 1;
        if (c == u'}' && !inside.empty())
            inside.pop_back();
        if (c != u'{')
            continue;
        const QStringList around(inside.begin(), inside.end());
        const QRegularExpressionMatch named = type.match(head);
        if (named.hasMatch() && !around.contains(QString()))
            types.push_back({(around + QStringList(named.captured(1))).join(QLatin1String("::")), at});
        inside.push_back(space.match(head).captured(1));
    }
    return types;
}

/// Of which program a file is; none: it may be in every one.
QString programOf(const File &file)
{
    for (const char *shared : {"core/", "ui/parts/", "tests/support/"}) {
        if (file.isIn(QLatin1String(shared)))
            return {};
    }
    return file.isIn(QLatin1String("tests/")) ? file.path.section(u'/', 0, -2) : file.path.section(u'/', 0, 0);
}

/// The command line has none of the screens; tests of screens have all of them.
bool together(const QString &one, const QString &other)
{
    const auto hasScreens = [](const QString &a, const QString &b) {
        return a == QLatin1String("ui") && b.startsWith(QLatin1String("tests/ui/"));
    };
    return one.isEmpty() || other.isEmpty() || one == other || hasScreens(one, other) || hasScreens(other, one);
}

} // namespace

Findings typesNamedTwice(const Tree &tree)
{
    struct Place {
        QString program, line;
    };
    QHash<QString, std::vector<Place>> known; // by name
    Findings out;
    for (const File &file : tree) {
        if (!file.isSource())
            continue;
        const QString program = programOf(file);
        for (const Type &type : typesIn(file)) {
            std::vector<Place> &places = known[type.name];
            const QString here = finding(file, type.at, {}).place;
            const auto other = std::find_if(
                places.begin(), places.end(), [&](const Place &place) { return together(place.program, program); });
            if (other != places.end())
                out.push_back({here,
                    QStringLiteral("%1 is also in %2: put one in an anonymous namespace").arg(type.name, other->line)});
            places.push_back({program, here});
        }
    }
    return out;
}

} // namespace updesk::house
