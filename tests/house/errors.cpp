// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/errors.h"

#include <QSet>

#include <algorithm>

namespace updesk::house
{

namespace
{

bool isCore(const File &file) { return file.isSource() && file.isIn(QLatin1String("core/")); }

/// The end of the bracket that opens at `open`; literals and comments are blank in `code`.
qsizetype endOf(const QString &code, qsizetype open)
{
    int depth = 0;
    for (qsizetype at = open; at < code.size(); ++at) {
        const QChar c = code[at];
        if (c == u'(' || c == u'{')
            ++depth;
        else if ((c == u')' || c == u'}') && --depth == 0)
            return at;
    }
    return code.size();
}

/// Where a function's body ends: its brace stands alone at the left.
qsizetype bodyEnd(const QString &code, qsizetype from)
{
    const qsizetype end = code.indexOf(QLatin1String("\n}"), from);
    return end < 0 ? code.size() : end;
}

/// The functions of the file that make an Error.
QSet<QString> makersIn(const File &file)
{
    static const QRegularExpression maker(QStringLiteral("\\bError\\s+(\\w+)\\s*\\("));
    QSet<QString> names{QStringLiteral("fail"), QStringLiteral("failAt")};
    for (auto it = maker.globalMatch(file.code); it.hasNext();)
        names.insert(it.next().captured(1));
    return names;
}

void sentencesBetween(const File &file, qsizetype from, qsizetype to, QSet<qsizetype> &seen, Findings &out)
{
    static const QRegularExpression twoWords(QStringLiteral("[A-Za-z]\\S*\\s+\\S*[A-Za-z]"));
    for (const Literal &literal : file.literals) {
        if (literal.at < from || literal.at > to || seen.contains(literal.at)
            || !twoWords.match(literal.text).hasMatch())
            continue;
        seen.insert(literal.at);
        out.push_back(finding(
            file, literal.at, QStringLiteral("an Error holds codes, words are made in ui: %1").arg(literal.text)));
    }
}

} // namespace

Findings sentencesInErrors(const Tree &tree)
{
    static const QRegularExpression made(QStringLiteral("\\bError\\s*[({]|\\{\\s*Error::Code::|\\bConfigFault\\s*\\{"));
    Findings out;
    for (const File &file : tree) {
        if (!isCore(file))
            continue;
        QSet<qsizetype> seen;
        for (auto it = made.globalMatch(file.code); it.hasNext();) {
            const auto match = it.next();
            const qsizetype open = file.code.indexOf(QRegularExpression(QStringLiteral("[({]")), match.capturedStart());
            sentencesBetween(file, open, endOf(file.code, open), seen, out);
        }
        const QSet<QString> makers = makersIn(file);
        static const QRegularExpression call(QStringLiteral("\\b(\\w+)\\s*\\("));
        for (auto it = call.globalMatch(file.code); it.hasNext();) {
            const auto match = it.next();
            const qsizetype open = match.capturedEnd() - 1;
            if (makers.contains(match.captured(1)))
                sentencesBetween(file, open, endOf(file.code, open), seen, out);
        }
    }
    return out;
}

Findings unaskedQueries(const Tree &tree)
{
    static const QRegularExpression made(QStringLiteral("\\bQuery\\s+(\\w+)\\s*[=({]"));
    static const QRegularExpression atOnce(
        QStringLiteral("\\b(?:query|once)\\([^;]*\\)\\s*(?:\\.bind\\([^;]*\\)\\s*)*\\.next\\(\\)"));
    Findings out;
    for (const File &file : tree) {
        if (!isCore(file) || file.isHeader())
            continue;
        for (auto it = made.globalMatch(file.code); it.hasNext();) {
            const auto match = it.next();
            const QString name = match.captured(1);
            const qsizetype from = match.capturedEnd();
            const QString body = file.code.mid(from, bodyEnd(file.code, from) - from);
            const QRegularExpression again(QStringLiteral("\\bQuery\\s+%1\\b").arg(name));
            const qsizetype next = body.indexOf(again);
            const QString own = next < 0 ? body : body.left(next);
            const QRegularExpression asked(
                QStringLiteral("\\b%1\\.done\\(\\)|\\b%1\\b[^;]*\\.run\\(\\)|\\bstd::move\\(%1\\b|,\\s*%1\\)")
                    .arg(name));
            if (!own.contains(asked))
                out.push_back(finding(file, match.capturedStart(),
                    QStringLiteral("a failed read looks like an empty one: ask %1.done()").arg(name)));
        }
        searchCode(file, atOnce, QStringLiteral("a failed read looks like an empty one: %1"), out);
    }
    return out;
}

Findings readsBeforeDeeds(const Tree &tree)
{
    static const QRegularExpression deed(QStringLiteral("\\b(?:doDeed|commitDeed|Transaction::begin)\\s*\\("));
    static const QRegularExpression read(
        QStringLiteral("\\(\\s*session\\.database\\(\\)\\s*[,)]|\\bsession\\.rules\\(\\)|\\bfindLead\\(session\\b"));
    Findings out;
    for (const File &file : tree) {
        const bool verbs = file.isIn(QLatin1String("core/desk/"))
            && (file.path.endsWith(QLatin1String("verbs.cpp")) || file.path.endsWith(QLatin1String("calls.cpp"))
                || file.path.endsWith(QLatin1String("tray.cpp")));
        if (!verbs)
            continue;
        for (auto it = deed.globalMatch(file.code); it.hasNext();) {
            const qsizetype at = it.next().capturedStart();
            const qsizetype begin = std::max<qsizetype>(0, file.code.lastIndexOf(QLatin1String("\n{\n"), at));
            const auto match = read.match(file.code.mid(begin, at - begin));
            if (match.hasMatch())
                out.push_back(finding(file, begin + match.capturedStart(),
                    QStringLiteral("read it through the transaction: %1").arg(match.captured())));
        }
    }
    return out;
}

} // namespace updesk::house
