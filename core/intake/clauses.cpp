// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/clauses.h"

#include "core/base/text.h"
#include "core/intake/saidwords.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestSeam = 10;

/// Two words that are one: spellings with and without a seam must read alike.
struct Joint {
    const char *first;
    const char *second;
    const char *one;
};
constexpr std::array kJoints{Joint{"do", "not", "dont"}, Joint{"don", "t", "dont"}, Joint{"do", "nt", "dont"},
    Joint{"does", "not", "doesnt"}, Joint{"did", "not", "didnt"}, Joint{"can", "not", "cant"},
    Joint{"can", "t", "cant"}, Joint{"will", "not", "wont"}, Joint{"won", "t", "wont"}, Joint{"i", "m", "im"},
    Joint{"e", "mail", "email"}, Joint{"e", "mails", "emails"}, Joint{"e", "mailing", "emailing"},
    Joint{"opt", "in", "optin"}, Joint{"opt", "out", "optout"}, Joint{"opted", "in", "optin"},
    Joint{"opted", "out", "optout"}, Joint{"pre", "approved", "preapproved"}, Joint{"pre", "approval", "preapproval"},
    Joint{"call", "back", "callback"}};

QString joined(const QString &first, const QString &second)
{
    for (const Joint &joint : kJoints) {
        if (first == QLatin1String(joint.first) && second == QLatin1String(joint.second))
            return QLatin1String(joint.one);
    }
    return {};
}

bool isMark(QChar c, const char *marks) { return c.unicode() < 128 && std::strchr(marks, c.toLatin1()) != nullptr; }

/// Whether the mark at `at` ends something: what stands behind it is a space or nothing.
bool isEnd(const QString &line, qsizetype at) { return at + 1 >= line.size() || line[at + 1].isSpace(); }

bool endsSentence(const QString &line, qsizetype at)
{
    const QChar c = line[at];
    return c == u'!' || c == u'?' || c == u';' || c == u'|' || c == u'\t'
        || ((c == u'.' || c == u':') && isEnd(line, at));
}

bool endsPiece(const QString &line, qsizetype at)
{
    const QChar c = line[at];
    if (c == u',')
        return at + 1 >= line.size() || !line[at + 1].isDigit();
    return isMark(c, "()[]") || c == QChar(0x2013) || c == QChar(0x2014)
        || (c == u'-' && at > 0 && line[at - 1].isSpace() && isEnd(line, at));
}

/// Cuts a text into clauses.
class Cutter
{
public:
    void line(const QString &text)
    {
        qsizetype from = 0;
        for (qsizetype at = 0; at < text.size(); ++at) {
            if (!endsSentence(text, at))
                continue;
            sentence(text.mid(from, at + 1 - from));
            from = at + 1;
        }
        sentence(text.mid(from));
    }
    std::vector<Clause> take() { return std::move(m_clauses); }

private:
    void sentence(const QString &text)
    {
        m_sentence = text.trimmed();
        m_follows = false;
        qsizetype from = 0;
        for (qsizetype at = 0; at < text.size(); ++at) {
            if (!endsPiece(text, at))
                continue;
            piece(text.mid(from, at - from));
            from = at + 1;
        }
        piece(text.mid(from));
    }
    void piece(const QString &text)
    {
        QString clause;
        for (const QString &token : text.split(u' ', Qt::SkipEmptyParts)) {
            if (token.size() <= kLongestSeam && SaidWords::standard().seams.contains(token.toLower())) {
                add(clause);
                clause.clear();
                continue;
            }
            clause += clause.isEmpty() ? token : u' ' + token;
        }
        add(clause);
    }
    void add(const QString &text)
    {
        Clause clause;
        clause.words = saidWords(text);
        if (clause.words.isEmpty())
            return;
        clause.text = text.toLower().replace(QChar(0x2019), u'\'');
        clause.padded = u' ' + clause.words.join(u' ') + u' ';
        clause.sentence = m_sentence;
        clause.question = m_sentence.endsWith(u'?');
        clause.follows = m_follows;
        m_follows = true;
        m_clauses.push_back(std::move(clause));
    }

    std::vector<Clause> m_clauses;
    QString m_sentence;
    bool m_follows = false;
};

template <class Text>
bool stands(const QString &padded, Text phrase)
{
    for (qsizetype at = padded.indexOf(phrase); at > 0; at = padded.indexOf(phrase, at + 1)) {
        if (padded[at - 1] == u' ' && padded[at + phrase.size()] == u' ')
            return true;
    }
    return false;
}

} // namespace

QStringList saidWords(const QString &text)
{
    QStringList words;
    for (const QString &word : foldedWords(text)) {
        const QString one = words.isEmpty() ? QString() : joined(words.back(), word);
        if (!one.isEmpty())
            words.back() = one;
        else if (word == QLatin1String("cannot"))
            words << QStringLiteral("cant");
        else if (word == QLatin1String("donot") || word == QLatin1String("dnt"))
            words << QStringLiteral("dont");
        else
            words << word;
    }
    return words;
}

std::vector<Clause> clausesOf(const QString &text)
{
    Cutter cutter;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
        cutter.line(line);
    return cutter.take();
}

bool says(const Clause &clause, QStringView phrase) { return stands(clause.padded, phrase); }
bool says(const Clause &clause, QLatin1String phrase) { return stands(clause.padded, phrase); }

bool isNegated(const Clause &clause)
{
    const SaidWords &table = SaidWords::standard();
    const auto denies = [&](const QStringList &words) {
        return std::ranges::any_of(words, [&](const QString &word) { return table.negations.contains(word); });
    };
    if (!denies(clause.words))
        return false;
    QString rest = clause.padded;
    for (const QString &phrase : table.harmless)
        rest.replace(u' ' + phrase + u' ', QStringLiteral(" "));
    return denies(rest.split(u' ', Qt::SkipEmptyParts));
}

} // namespace updesk
