// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/style.h"

#include <algorithm>

namespace updesk::house
{

namespace
{

constexpr int kCppLines = 500;
constexpr int kHeaderLines = 150;
constexpr int kIncludes = 15;

Findings everywhere(const Tree &tree, const QRegularExpression &pattern, const QString &what)
{
    Findings out;
    for (const File &file : tree) {
        if (file.isSource())
            searchCode(file, pattern, what, out);
    }
    return out;
}

} // namespace

Findings tooLong(const Tree &tree)
{
    Findings out;
    for (const File &file : tree) {
        const int most = file.isCpp() ? kCppLines : kHeaderLines;
        if (!file.isSource())
            continue;
        if (file.lines() > most)
            out.push_back({file.path + u':' + QString::number(most + 1),
                QStringLiteral("%1 lines, at most %2").arg(file.lines()).arg(most)});
        const auto ours = std::count_if(
            file.includes.begin(), file.includes.end(), [](const Include &include) { return include.quoted; });
        if (ours > kIncludes)
            out.push_back({file.path + QStringLiteral(":1"),
                QStringLiteral("%1 includes of ours, at most %2").arg(ours).arg(kIncludes)});
    }
    return out;
}

Findings wrongHeads(const Tree &tree)
{
    Findings out;
    for (const File &file : tree) {
        const QString first = file.text.section(u'\n', 0, file.text.startsWith(QLatin1String("#!")) ? 1 : 0);
        const bool sql = file.path.endsWith(QLatin1String(".sql")) || file.path.endsWith(QLatin1String(".ui"));
        if (!sql && !first.contains(QLatin1String("SPDX-License-Identifier: GPL-3.0-or-later")))
            out.push_back({file.path + QStringLiteral(":1"), QStringLiteral("the first line names the licence")});
        if (file.isHeader() && !file.code.contains(QLatin1String("#pragma once")))
            out.push_back({file.path + QStringLiteral(":1"), QStringLiteral("#pragma once is missing")});
    }
    return out;
}

Findings forbiddenWords(const Tree &tree)
{
    static const QRegularExpression words(
        QStringLiteral(
            "^[ \\t]*(?:(?:public|protected|private)[ \\t]+)?(?:signals|slots)[ \\t]*:(?!:)|^[ \\t]*emit[ \\t]+\\w|"
            "^[ \\t]*foreach[ \\t]*\\(|\\bstd::views\\b|\\bstd::ranges::views\\b|"
            // These give a subrange, which clang 14 cannot read either.
            "\\bstd::ranges::(?:unique|remove|remove_if|equal_range|search|search_n|find_end|rotate|"
            "(?:stable_)?partition|subrange)\\b"),
        QRegularExpression::MultilineOption);
    return everywhere(tree, words, QStringLiteral("not used here: %1"));
}

Findings wrongFileNames(const Tree &tree)
{
    static const QRegularExpression plain(QStringLiteral("^[a-z0-9]+\\.(?:cpp|h)$"));
    static const QRegularExpression test(QStringLiteral("^(?:(?:tst|bench|fuzz|main)_)?[a-z0-9]+\\.(?:cpp|h)$"));
    static const QRegularExpression folder(QStringLiteral("^(?:[a-z0-9]+/)*$"));
    Findings out;
    for (const File &file : tree) {
        if (!file.isSource())
            continue;
        const QString name = file.path.section(u'/', -1);
        const QRegularExpression &form = file.isIn(QLatin1String("tests/")) ? test : plain;
        if (!form.match(name).hasMatch() || !folder.match(file.path.chopped(name.size())).hasMatch())
            out.push_back({file.path + QStringLiteral(":1"), QStringLiteral("file names are lower case, one word")});
    }
    return out;
}

Findings wrongClassNames(const Tree &tree)
{
    static const QRegularExpression named(QStringLiteral("\\b(?:class|struct|enum "
                                                         "class)\\s+(\\w*(?:Manager|Helper|Helpers|Utils|Util|Handler|"
                                                         "Service|Controller|Info|Data))\\b(?=[^;(){}<>=]*[{])"));
    return everywhere(tree, named, QStringLiteral("say what it is: %1"));
}

Findings hollowMarks(const Tree &tree)
{
    // Written in two halves, so that this file does not find itself.
    static const QRegularExpression marks(QStringLiteral("\\bTO"
                                                         "DO\\b|\\bFIX"
                                                         "ME\\b|\\bX"
                                                         "XX\\b|\\bHA"
                                                         "CK\\b|\\bQS"
                                                         "KIP\\s*\\(|\\bQVER"
                                                         "IFY\\s*\\(\\s*true\\s*\\)|\\bQCOM"
                                                         "PARE\\s*\\(\\s*(\\w+)\\s*,\\s*\\1\\s*\\)"));
    Findings out;
    for (const File &file : tree) {
        for (auto it = marks.globalMatch(file.text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            out.push_back(
                finding(file, match.capturedStart(), QStringLiteral("unfinished or hollow: %1").arg(match.captured())));
        }
    }
    return out;
}

Findings slowWidgets(const Tree &tree)
{
    static const QRegularExpression slow(
        QStringLiteral("\\bQSortFilterProxyModel\\b|\\bResizeToContents\\b|\\bresize(?:Rows|Columns)ToContents\\b"));
    Findings out = everywhere(tree, slow, QStringLiteral("too slow for long lists: %1"));
    for (const File &file : tree) {
        if (file.path.endsWith(QLatin1String(".ui")))
            out.push_back({file.path + QStringLiteral(":1"), QStringLiteral("layout is written in code")});
    }
    return out;
}

} // namespace updesk::house
