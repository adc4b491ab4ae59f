// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/places.h"

#include <QSet>

namespace updesk::house
{

namespace
{

bool isProduct(const File &file) { return file.isSource() && !file.isIn(QLatin1String("tests/")); }

bool maySpeakSql(const File &file)
{
    return file.isIn(QLatin1String("core/store/")) || file.isIn(QLatin1String("core/sync/"))
        || (file.isIn(QLatin1String("core/"))
            && (file.path.endsWith(QLatin1String("store.cpp")) || file.path.endsWith(QLatin1String("rows.cpp"))));
}

/// Tables that never leave the desk: derived rows, search words, drafts, what was seen. Anybody's store may write them.
bool isDeskOnly(const QString &table)
{
    static const QSet<QString> tables{QStringLiteral("lead_now"), QStringLiteral("word"), QStringLiteral("notice"),
        QStringLiteral("draft"), QStringLiteral("state"), QStringLiteral("seen"), QStringLiteral("desk_setting"),
        QStringLiteral("send_journal"), QStringLiteral("dnc"), QStringLiteral("import_run"), QStringLiteral("stuck"),
        QStringLiteral("setback"), QStringLiteral("told"), QStringLiteral("message_acted"), QStringLiteral("erased")};
    return tables.contains(table);
}

/// The shared server's own tables, which its administrator's commands write.
bool isServersOwn(const File &file, const QString &table)
{
    static const QSet<QString> tables{QStringLiteral("meta"), QStringLiteral("feed"), QStringLiteral("member"),
        QStringLiteral("synced"), QStringLiteral("field"), QStringLiteral("erased_row")};
    return file.isIn(QLatin1String("core/sync/")) && tables.contains(table);
}

template <class Visit>
void eachLiteral(const File &file, const QRegularExpression &pattern, Visit visit)
{
    for (const Literal &literal : file.literals) {
        for (auto it = pattern.globalMatch(literal.text); it.hasNext();)
            visit(literal, it.next());
    }
}

void search(const Tree &tree, bool (*looksAt)(const File &), const QRegularExpression &pattern, const QString &what,
    Findings &out)
{
    for (const File &file : tree) {
        if (looksAt(file))
            searchCode(file, pattern, what, out);
    }
}

} // namespace

Findings strayedSql(const Tree &tree)
{
    static const QRegularExpression sql(
        QStringLiteral("\\bSELECT\\s|\\bINSERT\\s+(?:OR\\s+\\w+\\s+)?INTO\\b|\\bREPLACE\\s+INTO\\b|\\bUPDATE\\s+\\S+"
                       "\\s+SET\\b|\\bDELETE\\s+FROM\\b|"
                       "\\bCREATE\\s+(?:TABLE|UNIQUE|INDEX|VIEW|TRIGGER|VIRTUAL|TEMP)\\b|\\bALTER\\s+TABLE\\b|"
                       "\\bDROP\\s+(?:TABLE|INDEX)\\b|"
                       "\\bPRAGMA\\s|\\bBEGIN\\s+IMMEDIATE\\b|\\bVACUUM\\b|\\bORDER\\s+BY\\b|^\\s*(?:select\\s+\\S.*"
                       "\\sfrom|insert\\s+into|"
                       "delete\\s+from|update\\s+\\w+\\s+set)\\s"));
    Findings out;
    for (const File &file : tree) {
        if (!isProduct(file) || maySpeakSql(file))
            continue;
        eachLiteral(file, sql, [&](const Literal &literal, const QRegularExpressionMatch &match) {
            out.push_back(finding(
                file, literal.at, QStringLiteral("SQL outside the stores: %1").arg(match.captured().trimmed())));
        });
    }
    return out;
}

Findings secondWriters(const Tree &tree)
{
    static const QRegularExpression writer(
        QStringLiteral("\\b(?:INSERT\\s+(?:OR\\s+\\w+\\s+)?INTO\\s+|REPLACE\\s+INTO\\s+|DELETE\\s+FROM\\s+|"
                       "UPDATE\\s+(?:OR\\s+\\w+\\s+)?(?=\\S+(?:\\s+SET\\b|\\s*$))(?!SET\\b))(?:main\\.|temp\\.|"
                       "updesk\\.)?[\"\\[`]?(\\w+)"),
        QRegularExpression::CaseInsensitiveOption);
    Findings out;
    for (const File &file : tree) {
        if (!isProduct(file) || !maySpeakSql(file) || file.isIn(QLatin1String("core/store/")))
            continue;
        eachLiteral(file, writer, [&](const Literal &literal, const QRegularExpressionMatch &match) {
            const QString table = match.captured(1).toLower();
            if (!isDeskOnly(table) && !isServersOwn(file, table))
                out.push_back(finding(file, literal.at, QStringLiteral("only core/store writes %1").arg(table)));
        });
    }
    return out;
}

Findings slowSql(const Tree &tree)
{
    static const QRegularExpression slow(QStringLiteral("^\\s*BEGIN(?!\\s+IMMEDIATE)\\b|\\bOFFSET\\s+[?:@0-9]"));
    Findings out;
    for (const File &file : tree) {
        if (!isProduct(file) || !file.isIn(QLatin1String("core/")) || file.isIn(QLatin1String("core/sync/")))
            continue;
        eachLiteral(file, slow, [&](const Literal &literal, const QRegularExpressionMatch &match) {
            out.push_back(finding(file, literal.at,
                QStringLiteral("BEGIN IMMEDIATE, and pages by key, not: %1").arg(match.captured().trimmed())));
        });
    }
    return out;
}

Findings clockReads(const Tree &tree)
{
    static const QRegularExpression inCode(
        QStringLiteral("\\bcurrentDateTime(?:Utc)?\\s*\\(|\\bcurrentMSecsSinceEpoch\\b|\\bcurrentSecsSinceEpoch\\b|"
                       "\\bQDate::currentDate\\b|"
                       "\\bQTime::currentTime\\b|\\bsystem_clock\\b|\\bgettimeofday\\b|\\bclock_gettime\\b|\\btime\\s*"
                       "\\(\\s*(?:nullptr|NULL|0)\\s*\\)"));
    static const QRegularExpression inSql(QStringLiteral("'now'|\\bCURRENT_TIMESTAMP\\b|\\bunixepoch\\(\\)"));
    Findings out;
    for (const File &file : tree) {
        if (!isProduct(file) || file.path == QLatin1String("core/base/clock.cpp"))
            continue;
        searchCode(file, inCode, QStringLiteral("only core/base/clock.cpp knows the time: %1"), out);
        if (maySpeakSql(file))
            eachLiteral(file, inSql, [&](const Literal &literal, const QRegularExpressionMatch &match) {
                out.push_back(
                    finding(file, literal.at, QStringLiteral("SQL does not know the time: %1").arg(match.captured())));
            });
    }
    return out;
}

Findings strayedWords(const Tree &tree)
{
    static const QRegularExpression words(
        QStringLiteral("\\b(?:tr|translate|QT_TR_NOOP|QT_TRANSLATE_NOOP|QT_TRID_NOOP)\\s*\\("));
    static const QRegularExpression program(QStringLiteral("(?<!\\bWords::)\\b(?:tr|translate)\\s*\\("));
    const auto isProgram = [](const File &file) {
        return file.isIn(QLatin1String("app/")) && !file.path.endsWith(QLatin1String("words.cpp"))
            && file.path != QLatin1String("app/command.cpp"); // where Words::tr is
    };
    const QString told = QStringLiteral("words are made in ui: %1");
    Findings out;
    search(
        tree, [](const File &file) { return file.isIn(QLatin1String("core/")); }, words, told, out);
    search(tree, isProgram, program, told, out);
    return out;
}

Findings stiffWords(const Tree &tree)
{
    static const QRegularExpression stiff(
        QStringLiteral("\\b(?:entit(?:y|ies)|records?|payload|workflow|sync conflict|SLA|please|successfully|"
                       "the consumer|licence)\\b|[a-z]!"),
        QRegularExpression::CaseInsensitiveOption);
    Findings out;
    for (const File &file : tree) {
        if (!file.isIn(QLatin1String("ui/")))
            continue;
        eachLiteral(file, stiff, [&](const Literal &literal, const QRegularExpressionMatch &match) {
            out.push_back(finding(file, literal.at, QStringLiteral("no word of a screen: %1").arg(match.captured())));
        });
    }
    return out;
}

Findings mutexes(const Tree &tree)
{
    static const QRegularExpression mutex(
        QStringLiteral("\\bQ(?:Recursive)?Mutex\\b|\\bQReadWriteLock\\b|\\bstd::(?:\\w+_)?mutex\\b|\\bg_mime_init\\b"));
    Findings out;
    search(
        tree, [](const File &file) { return isProduct(file) && !file.isIn(QLatin1String("core/base/")); }, mutex,
        QStringLiteral("values cross threads, nothing is locked: %1"), out);
    return out;
}

Findings throws(const Tree &tree)
{
    static const QRegularExpression thrown(QStringLiteral("\\bthrow\\b"));
    Findings out;
    search(tree, isProduct, thrown, QStringLiteral("a failure is a Result, never thrown"), out);
    return out;
}

// What such a loop goes over is gone before its first round.
Findings loopsOverTheDead(const Tree &tree)
{
    static const QRegularExpression loop(QStringLiteral("\\bfor \\([^;()]*[^:]: \\*[\\w:.>-]+\\("));
    Findings out;
    search(
        tree, [](const File &file) { return file.isSource(); }, loop,
        QStringLiteral("a loop over the value of a Result needs a name for that Result"), out);
    return out;
}

} // namespace updesk::house
