// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/imapanswer.h"

#include <algorithm>
#include <utility>

namespace updesk
{

namespace
{

Error tooMuch(const char *what) { return {Error::Code::Damaged, QStringLiteral("answer"), QString::fromLatin1(what)}; }

/// The length announced at a line's end, as {123} or {123+}; -1: none is.
qsizetype literalAfter(QByteArrayView line)
{
    if (!line.endsWith('}'))
        return -1;
    const qsizetype open = line.lastIndexOf('{');
    if (open < 0)
        return -1;
    QByteArrayView digits = line.sliced(open + 1, line.size() - open - 2);
    if (digits.endsWith('+'))
        digits.chop(1);
    bool number = false;
    const qlonglong length = digits.toLongLong(&number);
    return number && length >= 0 ? qsizetype(length) : -1;
}

/// Reads the parts of an answer's line one after another.
class Words
{
public:
    explicit Words(const ImapAnswer &answer) : m_answer(answer), m_line(answer.line) { }
    bool atEnd() const { return m_at >= m_line.size(); }
    char peek() const { return atEnd() ? '\0' : m_line[m_at]; }
    void skipBlanks()
    {
        while (peek() == ' ')
            ++m_at;
    }
    bool take(char one)
    {
        skipBlanks();
        const bool there = peek() == one;
        m_at += there ? 1 : 0;
        return there;
    }
    /// A bare word; a bracket and what is in it belong to it.
    QByteArray word()
    {
        skipBlanks();
        const qsizetype from = m_at;
        int brackets = 0;
        while (!atEnd()) {
            const char c = peek();
            if (c == '[')
                ++brackets;
            else if (c == ']')
                --brackets;
            else if (brackets <= 0 && (c == ' ' || c == '(' || c == ')' || c == '"' || c == '{'))
                break;
            ++m_at;
        }
        return m_line.mid(from, m_at - from);
    }
    /// A value of any form: its text, nothing for NIL and for a list. False when the line is broken there.
    bool value(std::optional<QByteArray> &out)
    {
        skipBlanks();
        out.reset();
        if (peek() == '(')
            return skipList();
        if (peek() == '"')
            return quoted(out);
        if (peek() == '{')
            return literal(out);
        const QByteArray bare = word();
        if (bare.compare("NIL", Qt::CaseInsensitive) != 0)
            out = bare;
        return !bare.isEmpty();
    }

private:
    bool quoted(std::optional<QByteArray> &out)
    {
        QByteArray text;
        for (++m_at; !atEnd(); ++m_at) {
            if (peek() == '"') {
                ++m_at;
                out = text;
                return true;
            }
            if (peek() == '\\')
                ++m_at;
            if (!atEnd())
                text.append(peek());
        }
        return false;
    }
    bool literal(std::optional<QByteArray> &out)
    {
        const qsizetype close = m_line.indexOf('}', m_at);
        if (close < 0 || m_literal >= m_answer.literals.size())
            return false;
        m_at = close + 1;
        out = m_answer.literals[m_literal++];
        return true;
    }
    bool skipList()
    {
        std::optional<QByteArray> skipped;
        for (int depth = 0; !atEnd();) {
            const char c = peek();
            if (c == '"' || c == '{') {
                if (!(c == '"' ? quoted(skipped) : literal(skipped)))
                    return false;
                continue;
            }
            ++m_at;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0)
                return true;
        }
        return false;
    }

    const ImapAnswer &m_answer;
    const QByteArray &m_line;
    qsizetype m_at = 0;
    size_t m_literal = 0;
};

} // namespace

Result<std::optional<ImapAnswer>> ImapReader::next()
{
    for (;;) {
        if (m_inLiteral) {
            if (m_bytes.size() < m_missing)
                return std::optional<ImapAnswer>();
            m_answer.literals.push_back(m_bytes.left(m_missing));
            m_bytes.remove(0, m_missing);
            m_inLiteral = false;
            m_looked = 0;
        }
        const qsizetype end = m_bytes.indexOf('\n', m_looked);
        if (end < 0 || end + m_answer.line.size() > m_line) {
            m_looked = m_bytes.size();
            if (m_bytes.size() + m_answer.line.size() > m_line)
                return tooMuch("line");
            return std::optional<ImapAnswer>();
        }
        QByteArrayView line = QByteArrayView(m_bytes).first(end);
        if (line.endsWith('\r'))
            line.chop(1);
        m_missing = literalAfter(line);
        if (m_missing > m_literal)
            return tooMuch("literal");
        m_answer.line.append(line);
        m_bytes.remove(0, end + 1);
        m_looked = 0;
        m_inLiteral = m_missing >= 0;
        if (m_inLiteral && m_answer.literals.size() >= 16)
            return tooMuch("literals");
        if (!m_inLiteral)
            return std::optional<ImapAnswer>(std::exchange(m_answer, {}));
    }
}

std::optional<ImapFetched> fetchedIn(const ImapAnswer &answer)
{
    Words words(answer);
    ImapFetched fetched;
    bool number = false;
    if (words.word() != "*" || words.word().toUInt(&number) == 0 || !number
        || words.word().compare("FETCH", Qt::CaseInsensitive) != 0 || !words.take('('))
        return {};
    while (!words.take(')')) {
        const QByteArray name = words.word().toUpper();
        std::optional<QByteArray> value;
        if (name.isEmpty() || !words.value(value))
            return {};
        if (name == "UID")
            fetched.uid = value ? value->toUInt() : 0;
        else if (name == "RFC822.SIZE")
            fetched.size = value ? value->toLongLong() : -1;
        else if (name == "BODY[]" || name == "BODY[HEADER]")
            fetched.body = value;
    }
    return fetched;
}

std::optional<std::vector<quint32>> foundIn(const ImapAnswer &answer)
{
    constexpr QByteArrayView kWord("* SEARCH");
    constexpr quint64 kNoNumber = quint64(1) << 32;
    const QByteArrayView line(answer.line);
    if (line.size() < kWord.size() || line.first(kWord.size()).compare(kWord, Qt::CaseInsensitive) != 0
        || (line.size() > kWord.size() && line[kWord.size()] != ' '))
        return {};
    std::vector<quint32> found;
    quint64 number = 0;
    bool inNumber = false;
    for (qsizetype at = kWord.size(); at <= line.size(); ++at) {
        const char c = at < line.size() ? line[at] : ' ';
        if (c >= '0' && c <= '9') {
            number = std::min(number * 10 + quint64(c - '0'), kNoNumber);
            inNumber = true;
            continue;
        }
        if (inNumber && number > 0 && number < kNoNumber)
            found.push_back(quint32(number));
        number = 0;
        inNumber = false;
        if (c == '(')
            break; // MODSEQ
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

quint32 codeIn(const QByteArray &line, const char *word)
{
    const QByteArray start = '[' + QByteArray(word) + ' ';
    const qsizetype at = line.toUpper().indexOf(start);
    if (at < 0)
        return 0;
    const qsizetype from = at + start.size();
    const qsizetype end = line.indexOf(']', from);
    return end < 0 ? 0 : line.mid(from, end - from).trimmed().toUInt();
}

} // namespace updesk
