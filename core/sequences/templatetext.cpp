// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatetext.h"

namespace updesk
{

namespace
{

/// One walk over a template.
class Reader
{
public:
    explicit Reader(QStringView typed) : m_typed(typed) { }

    TemplateText read()
    {
        while (m_at < m_typed.size()) {
            if (isAt(u"{{") || isAt(u"}}"))
                brace();
            else if (isAt(u"[["))
                openGroup();
            else if (isAt(u"]]"))
                closeGroup();
            else if (isAt(u"{"))
                field();
            else
                word();
        }
        if (m_open >= 0)
            fault(TemplateFault::Kind::OpenGroup, m_openAt, 2);
        endWords();
        return std::move(m_out);
    }

private:
    bool isAt(QStringView sign) const { return m_typed.mid(m_at).startsWith(sign); }

    void fault(TemplateFault::Kind kind, qsizetype at, qsizetype length) { m_out.faults.push_back({kind, at, length}); }

    void take(QStringView words, qsizetype typed)
    {
        if (m_words.isEmpty())
            m_wordsAt = m_at;
        m_words += words;
        m_at += typed;
    }

    void endWords()
    {
        if (!m_words.isEmpty())
            m_out.pieces.push_back({false, m_words, {}, false, m_open, m_wordsAt, m_at - m_wordsAt});
        m_words.clear();
    }

    void brace() { take(m_typed.mid(m_at, 1), 2); }

    void word()
    {
        if (m_typed[m_at] == u'}')
            fault(TemplateFault::Kind::LooseBrace, m_at, 1);
        take(m_typed.mid(m_at, 1), 1);
    }

    void openGroup()
    {
        if (m_open >= 0) {
            fault(TemplateFault::Kind::NestedGroup, m_at, 2);
            return take(m_typed.mid(m_at, 2), 2);
        }
        endWords();
        m_open = m_groups++;
        m_openAt = m_at;
        m_at += 2;
    }

    void closeGroup()
    {
        if (m_open < 0) {
            fault(TemplateFault::Kind::LooseGroup, m_at, 2);
            return take(m_typed.mid(m_at, 2), 2);
        }
        endWords();
        m_open = -1;
        m_at += 2;
    }

    // Up to the closing brace; another opening one, or a new line, shows that it was forgotten.
    void field()
    {
        qsizetype end = m_at + 1;
        while (end < m_typed.size() && m_typed[end] != u'}' && m_typed[end] != u'{' && m_typed[end] != u'\n')
            ++end;
        if (end >= m_typed.size() || m_typed[end] != u'}') {
            fault(TemplateFault::Kind::OpenBrace, m_at, end - m_at);
            return take(m_typed.mid(m_at, 1), 1);
        }
        endWords();
        const QStringView inside = m_typed.mid(m_at + 1, end - m_at - 1);
        const qsizetype bar = inside.indexOf(u'|');
        TemplatePiece piece;
        piece.field = true;
        piece.text = inside.left(bar < 0 ? inside.size() : bar).toString().simplified().toLower();
        piece.hasFallback = bar >= 0;
        if (piece.hasFallback)
            piece.fallback = inside.mid(bar + 1).toString().trimmed();
        piece.group = m_open;
        piece.at = m_at;
        piece.length = end + 1 - m_at;
        if (piece.text.isEmpty())
            fault(TemplateFault::Kind::NoName, piece.at, piece.length);
        m_out.pieces.push_back(std::move(piece));
        m_at = end + 1;
    }

    QStringView m_typed;
    TemplateText m_out;
    QString m_words;
    qsizetype m_at = 0, m_wordsAt = 0, m_openAt = 0;
    int m_open = -1, m_groups = 0;
};

} // namespace

TemplateText templateText(QStringView typed) { return Reader(typed).read(); }

} // namespace updesk
