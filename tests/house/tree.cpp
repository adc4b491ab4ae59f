// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace updesk::house
{

namespace
{

/// Walks C++ text once and blanks what is not code.
class Lexer
{
public:
    explicit Lexer(File &file) : m_file(file), m_text(file.text) { m_file.code = m_text; }

    void run()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            if (startsWith(QLatin1String("//")))
                blankTo(endOfLine());
            else if (startsWith(QLatin1String("/*")))
                blankTo(after(QLatin1String("*/"), m_at + 2));
            else if (c == u'"')
                literal();
            else if (c == u'\'' && !isSeparator())
                blankTo(closing(u'\''));
            else
                ++m_at;
        }
    }

private:
    bool startsWith(QLatin1String word) const { return QStringView(m_text).mid(m_at, word.size()) == word; }
    qsizetype endOfLine() const
    {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        return end < 0 ? m_text.size() : end;
    }
    qsizetype after(QLatin1String word, qsizetype from) const
    {
        const qsizetype at = m_text.indexOf(word, from);
        return at < 0 ? m_text.size() : at + word.size();
    }
    /// The ' of 100'000, not of 'a' or u'a'.
    bool isSeparator() const
    {
        return m_at > 0 && m_text[m_at - 1].isDigit() && m_text.mid(m_at - 2, 2) != QLatin1String("u8");
    }
    qsizetype closing(QChar quote) const
    {
        qsizetype at = m_at + 1;
        while (at < m_text.size() && m_text[at] != quote && m_text[at] != u'\n')
            at += m_text[at] == u'\\' ? 2 : 1;
        return std::min(at + 1, m_text.size());
    }
    void literal()
    {
        const bool raw =
            m_at > 0 && m_text[m_at - 1] == u'R' && (m_at < 2 || !m_text[m_at - 2].isLetterOrNumber() || isPrefixed());
        if (!raw)
            return take(m_at + 1, closing(u'"') - 1, closing(u'"'));
        const qsizetype open = m_text.indexOf(u'(', m_at);
        const QString close = u')' + m_text.mid(m_at + 1, open - m_at - 1) + u'"';
        const qsizetype end = m_text.indexOf(close, open);
        if (open < 0 || end < 0)
            return take(m_at + 1, m_text.size(), m_text.size());
        take(open + 1, end, end + close.size());
    }
    bool isPrefixed() const { return QStringLiteral("uUL8").contains(m_text[m_at - 2]); }
    void take(qsizetype from, qsizetype to, qsizetype end)
    {
        m_file.literals.push_back({m_text.mid(from, to - from), from});
        blankTo(end);
    }
    void blankTo(qsizetype end)
    {
        for (; m_at < end; ++m_at) {
            if (m_text[m_at] != u'\n')
                m_file.code[m_at] = u' ';
        }
    }

    File &m_file;
    const QString m_text;
    qsizetype m_at = 0;
};

bool isOurs(const QString &name)
{
    static const QStringList endings{QStringLiteral(".h"), QStringLiteral(".cpp"), QStringLiteral(".sql"),
        QStringLiteral(".ui"), QStringLiteral(".cmake"), QStringLiteral(".sh"), QStringLiteral("CMakeLists.txt")};
    return std::any_of(endings.begin(), endings.end(), [&name](const QString &end) { return name.endsWith(end); });
}

void add(const QDir &top, const QString &path, Tree &tree)
{
    QFile file(top.filePath(path));
    if (file.open(QIODevice::ReadOnly))
        tree.push_back(fileOf(path, QString::fromUtf8(file.readAll())));
}

} // namespace

File fileOf(const QString &path, const QString &text)
{
    File file{path, text, {}, {}, {}};
    if (!file.isSource())
        return file;
    Lexer(file).run();
    static const QRegularExpression pattern(
        QStringLiteral(R"RX(^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>))RX"),
        QRegularExpression::MultilineOption);
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const qsizetype hash = text.indexOf(u'#', match.capturedStart());
        if (file.code[hash] != u'#') // in a comment or a literal
            continue;
        const bool quoted = match.hasCaptured(1) && !match.captured(1).isEmpty();
        file.includes.push_back({match.captured(quoted ? 1 : 2), quoted, hash});
    }
    return file;
}

Tree readTree(const QString &topPath)
{
    const QDir top(topPath);
    Tree tree;
    for (const char *name : {"CMakeLists.txt", "run", "check"})
        add(top, QString::fromLatin1(name), tree);
    for (const char *folder : {"app", "core", "ui", "tests", "installer", "resources"}) {
        QDirIterator it(top.filePath(QString::fromLatin1(folder)), QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = top.relativeFilePath(it.next());
            if (isOurs(path) && !path.startsWith(QLatin1String("tests/data/")))
                add(top, path, tree);
        }
    }
    std::sort(tree.begin(), tree.end(), [](const File &a, const File &b) { return a.path < b.path; });
    return tree;
}

Finding finding(const File &file, qsizetype at, const QString &what)
{
    return {file.path + u':' + QString::number(file.lineOf(at)), what};
}

void searchCode(const File &file, const QRegularExpression &pattern, const QString &what, Findings &out)
{
    for (auto it = pattern.globalMatch(file.code); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        out.push_back(finding(file, match.capturedStart(),
            what.contains(QLatin1String("%1")) ? what.arg(match.captured(0).trimmed()) : what));
    }
}

} // namespace updesk::house
