// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/build.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace updesk::house
{

namespace
{

bool isBuildFile(const File &file)
{
    return file.path == QLatin1String("CMakeLists.txt") || file.path.endsWith(QLatin1String("/CMakeLists.txt"));
}

/// Whether a build file has the name as a word of its own: "lead.cpp" is not in "walkinlead.cpp".
bool names(const QString &text, const QString &name)
{
    for (qsizetype at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        const QChar before = at > 0 ? text[at - 1] : QChar(u' ');
        if (!before.isLetterOrNumber() && before != u'_')
            return true;
    }
    return false;
}

} // namespace

Findings wrongMigrations(const Tree &tree)
{
    static const QRegularExpression form(QStringLiteral("^core/store/migrations/(\\d{4})_[a-z0-9_]+\\.sql$"));
    QString build;
    for (const File &file : tree) {
        if (isBuildFile(file) && file.isIn(QLatin1String("core/store/")))
            build += file.text;
    }
    Findings out;
    int expected = 1;
    for (const File &file : tree) { // in order of their names
        if (!file.isIn(QLatin1String("core/store/migrations/")) || !file.path.endsWith(QLatin1String(".sql")))
            continue;
        const QRegularExpressionMatch match = form.match(file.path);
        if (match.captured(1).toInt() != expected)
            out.push_back({file.path + QStringLiteral(":1"),
                QStringLiteral("this place is for %1_name.sql").arg(expected, 4, 10, QLatin1Char('0'))});
        if (!names(build, file.path.section(u'/', -1)))
            out.push_back({file.path + QStringLiteral(":1"),
                QStringLiteral("not embedded: core/store/CMakeLists.txt does not name it")});
        ++expected;
    }
    return out;
}

Findings unlistedSources(const Tree &tree)
{
    static const QRegularExpression glob(
        QStringLiteral("\\bfile\\s*\\(\\s*GLOB|\\baux_source_directory\\b"), QRegularExpression::CaseInsensitiveOption);
    QHash<QString, QString> builds; // by folder, "" for the top
    Findings out;
    for (const File &file : tree) {
        if (!isBuildFile(file))
            continue;
        builds.insert(file.path.section(u'/', 0, -2), file.text);
        if (const QRegularExpressionMatch match = glob.match(file.text); match.hasMatch())
            out.push_back(finding(file, match.capturedStart(), QStringLiteral("sources are listed by name")));
    }
    for (const File &file : tree) {
        if (!file.isCpp())
            continue;
        bool listed = false;
        for (QString folder = file.path; !listed && !folder.isEmpty();) {
            folder = folder.section(u'/', 0, -2);
            listed = names(builds.value(folder), file.path.section(u'/', -1));
        }
        if (!listed)
            out.push_back(
                {file.path + QStringLiteral(":1"), QStringLiteral("no CMakeLists.txt names it, so it is not built")});
    }
    return out;
}

Findings missingFlags(const Tree &tree)
{
    static const char *const kFlags[] = {"-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion",
        "-Wold-style-cast", "-Wnon-virtual-dtor", "-Woverloaded-virtual", "-Wsuggest-override", "-Werror",
        "QT_NO_KEYWORDS", "QT_NO_CAST_FROM_ASCII", "QT_NO_CAST_TO_ASCII", "QT_NO_CAST_FROM_BYTEARRAY", "QT_NO_FOREACH",
        "QT_STRICT_ITERATORS", "QT_NO_NARROWING_CONVERSIONS_IN_CONNECT"};
    const auto top = std::find_if(
        tree.begin(), tree.end(), [](const File &file) { return file.path == QLatin1String("CMakeLists.txt"); });
    if (top == tree.end())
        return {{QStringLiteral("CMakeLists.txt:1"), QStringLiteral("missing")}};
    Findings out;
    for (const char *flag : kFlags) {
        if (!top->text.contains(QLatin1String(flag)))
            out.push_back(
                {QStringLiteral("CMakeLists.txt:1"), QStringLiteral("%1 is not set").arg(QLatin1String(flag))});
    }
    return out;
}

Findings missingPaths(const Tree &tree, const QString &top)
{
    static const QRegularExpression kPath(
        QStringLiteral("(?<![\\w/.$}-])(?:tests|installer|resources|docs|app|core|ui|translations)/[\\w./-]*\\w"));
    Findings out;
    for (const File &file : tree) {
        const bool script = file.path == QLatin1String("run") || file.path == QLatin1String("check");
        for (auto match = kPath.globalMatch(script ? file.text : QString()); match.hasNext();) {
            const auto named = match.next();
            if (!QFileInfo::exists(top + u'/' + named.captured()))
                out.push_back(
                    finding(file, named.capturedStart(), QStringLiteral("no such file: ") + named.captured()));
        }
    }
    return out;
}

} // namespace updesk::house
