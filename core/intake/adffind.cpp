// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/adffind.h"

#include "core/intake/textsearch.h"

#include <QString>

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestName = 64;

/// A tag as far as finding needs it.
struct FoundTag {
    enum Kind { Other, Adf, Prospect } kind = Other;
    bool closing = false;
    bool selfClosing = false;
    qsizetype end = 0;
};

FoundTag::Kind kindOf(QStringView name)
{
    const QStringView local = name.mid(name.lastIndexOf(u':') + 1);
    if (local.compare(QLatin1String("adf"), Qt::CaseInsensitive) == 0)
        return FoundTag::Adf;
    return local.compare(QLatin1String("prospect"), Qt::CaseInsensitive) == 0 ? FoundTag::Prospect : FoundTag::Other;
}

bool endsName(QChar c) { return c.isSpace() || c == u'/' || c == u'>' || c == u'<'; }

FoundTag tagAt(QStringView text, qsizetype at)
{
    FoundTag tag;
    qsizetype from = at + 1;
    tag.closing = from < text.size() && text[from] == u'/';
    from += tag.closing ? 1 : 0;
    qsizetype to = from;
    while (to < text.size() && to - from < kLongestName && !endsName(text[to]))
        ++to;
    tag.end = to;
    const bool whole = to < text.size() && endsName(text[to]);
    tag.kind = whole ? kindOf(text.mid(from, to - from)) : FoundTag::Other;
    if (tag.kind == FoundTag::Other)
        return tag;
    while (to < text.size() && text[to] != u'>' && text[to] != u'<')
        ++to;
    tag.selfClosing = !tag.closing && to < text.size() && text[to] == u'>' && text[to - 1] == u'/';
    tag.end = to < text.size() && text[to] == u'>' ? to + 1 : to;
    return tag;
}

/// Walks over all tags once and notes where documents and prospects start and end.
class Finder
{
public:
    explicit Finder(QStringView text) : m_text(text), m_commentEnd(text, u"-->"), m_cdataEnd(text, u"]]>") { }

    FoundAdf find()
    {
        qsizetype at = m_text.indexOf(u'<');
        while (at >= 0) {
            const qsizetype hidden = hiddenUntil(at);
            const qsizetype next = hidden > at ? hidden : tag(at);
            at = m_text.indexOf(u'<', next);
        }
        endProspect(m_text.size(), false);
        endDocument(m_text.size(), false);
        if (m_found.documents.empty())
            m_found.documents = std::move(m_bare);
        m_found.entitiesDeclared = declaresEntities();
        return std::move(m_found);
    }

private:
    qsizetype hiddenUntil(qsizetype at)
    {
        const QStringView rest = m_text.mid(at, 9);
        if (rest.startsWith(u"<!--")) {
            const qsizetype end = m_commentEnd.next(at + 4);
            return end < 0 ? at : end + 3;
        }
        // Outside a document a CDATA section may be the wrapper that holds one.
        if (rest == u"<![CDATA[" && (m_inDocument || m_inProspect)) {
            const qsizetype end = m_cdataEnd.next(at + 9);
            return end < 0 ? at : end + 3;
        }
        return at;
    }

    qsizetype tag(qsizetype at)
    {
        const FoundTag tag = tagAt(m_text, at);
        const qsizetype end = std::max(tag.end, at + 1);
        if (tag.kind == FoundTag::Adf && !tag.closing) {
            endProspect(at, false);
            endDocument(at, false);
            m_document = {{at, end, false}, {}, true};
            m_inDocument = true;
            if (tag.selfClosing)
                endDocument(end, true);
        } else if (tag.kind == FoundTag::Adf) {
            endProspect(at, false);
            endDocument(end, true);
        } else if (tag.kind == FoundTag::Prospect && !tag.closing) {
            endProspect(at, false);
            m_prospect = {at, end, false};
            m_inProspect = true;
            if (tag.selfClosing)
                endProspect(end, true);
        } else if (tag.kind == FoundTag::Prospect) {
            endProspect(end, true);
        }
        return end;
    }

    void endProspect(qsizetype end, bool closed)
    {
        if (!m_inProspect)
            return;
        m_inProspect = false;
        m_prospect.end = end;
        m_prospect.closed = closed;
        if (m_inDocument)
            m_document.prospects.push_back(m_prospect);
        else if (m_found.documents.empty())
            m_bare.push_back({m_prospect, {m_prospect}, false});
    }

    void endDocument(qsizetype end, bool closed)
    {
        if (!m_inDocument)
            return;
        m_inDocument = false;
        m_document.span.end = end;
        m_document.span.closed = closed;
        m_found.documents.push_back(std::move(m_document));
    }

    bool declaresEntities() const
    {
        qsizetype from = 0;
        const auto declared = [&](qsizetype to) {
            const QStringView gap = m_text.mid(from, to - from);
            const qsizetype type = gap.indexOf(QLatin1String("<!DOCTYPE"), 0, Qt::CaseInsensitive);
            return type >= 0 && gap.indexOf(QLatin1String("<!ENTITY"), type, Qt::CaseInsensitive) >= 0;
        };
        for (const AdfDocument &document : m_found.documents) {
            if (declared(document.span.start))
                return true;
            from = document.span.end;
        }
        return m_found.documents.empty() && declared(m_text.size());
    }

    QStringView m_text;
    TextSearch m_commentEnd;
    TextSearch m_cdataEnd;
    FoundAdf m_found;
    std::vector<AdfDocument> m_bare;
    AdfDocument m_document;
    AdfSpan m_prospect;
    bool m_inDocument = false;
    bool m_inProspect = false;
};

} // namespace

FoundAdf findAdf(QStringView text) { return Finder(text).find(); }

} // namespace updesk
