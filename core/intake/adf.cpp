// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/adf.h"

#include "core/intake/adffind.h"
#include "core/intake/adfread.h"
#include "core/intake/codes.h"
#include "core/intake/contact.h"
#include "core/intake/prospect.h"

#include <QSet>

#include <algorithm>

namespace updesk
{
namespace
{

/// True for start and end tag of one name, without attributes and with nothing but blanks between: the usual envelope.
bool isBareEnvelope(QStringView text)
{
    const qsizetype open = text.indexOf(u'>');
    const qsizetype close = text.lastIndexOf(QLatin1String("</"));
    if (open <= 1 || close <= open || !text.endsWith(u'>'))
        return false;
    const QStringView name = text.sliced(1, open - 1);
    const bool plain = std::all_of(name.begin(), name.end(), [](QChar c) { return c.isLetterOrNumber() || c == u':'; });
    return plain && text.sliced(close + 2).chopped(1) == name
        && text.sliced(open + 1, close - open - 1).trimmed().isEmpty();
}

/// Goes through all documents of a text and gathers drafts and faults.
class AdfCollector
{
public:
    AdfCollector(const QString &text, const ParseContext &context, const Delivery &delivery)
        : m_text(text), m_context(context), m_delivery(delivery)
    {
    }

    AdfResult collect(const FoundAdf &found)
    {
        size_t prospects = 0;
        for (const AdfDocument &document : found.documents)
            prospects += document.prospects.size();
        m_result.drafts.reserve(prospects); // growing by doubling would hold a large file's leads three times
        for (const AdfDocument &document : found.documents)
            take(document);
        if (m_result.drafts.empty()) {
            m_result.error = m_tooDeep ? code::kTooDeep
                : m_malformed          ? code::kMalformedXml
                : m_noContact          ? code::kNoContact
                                       : code::kNoProspect;
            return std::move(m_result);
        }
        if (m_malformed || m_tooDeep)
            code::warn(m_result.warnings, code::kPartialFile);
        if (m_rejected)
            code::warn(m_result.warnings, code::kProspectRejected);
        return std::move(m_result);
    }

private:
    void take(const AdfDocument &document)
    {
        // A text may hold millions of start tags and nothing else; the first one has told all.
        if (m_malformed && document.prospects.empty() && !document.span.closed)
            return;
        const AdfTree envelope = document.envelope ? readEnvelope(document) : AdfTree();
        if (envelope.damage == AdfDamage::TooDeep) {
            m_tooDeep = true;
            return;
        }
        m_malformed = m_malformed || envelope.damage != AdfDamage::None;
        for (const AdfSpan &span : document.prospects)
            takeProspect(span, envelope.root, document.envelope ? 1 : 0);
    }

    /// The document with its prospects left out: what stands beside them, and whether it is well-formed.
    AdfTree readEnvelope(const AdfDocument &document) const
    {
        QString rest;
        qsizetype from = document.span.start;
        for (const AdfSpan &span : document.prospects) {
            rest += QStringView(m_text).mid(from, span.start - from);
            from = span.end;
        }
        rest += QStringView(m_text).mid(from, document.span.end - from);
        return isBareEnvelope(rest) ? AdfTree() : readAdf(rest, 0);
    }

    void takeProspect(const AdfSpan &span, const AdfElement &envelope, int depth)
    {
        const int place = m_place++;
        const AdfTree tree = readAdf(QStringView(m_text).mid(span.start, span.end - span.start), depth);
        if (tree.damage != AdfDamage::None) {
            m_tooDeep = m_tooDeep || tree.damage == AdfDamage::TooDeep;
            m_malformed = m_malformed || tree.damage == AdfDamage::Malformed;
            m_rejected = true;
            return;
        }
        LeadDraft draft = draftOf(tree.root, &envelope, m_context, m_delivery);
        if (hasNoContact(draft)) {
            m_noContact = true;
            m_rejected = true;
            return;
        }
        draft.place = place;
        if (tree.truncated)
            code::warn(draft.warnings, code::kFieldTruncated);
        const bool known = !draft.externalId.isEmpty() && m_seen.contains({draft.source, draft.externalId});
        if (known) {
            code::warn(m_result.warnings, code::kDuplicateInFile);
            return;
        }
        if (!draft.externalId.isEmpty())
            m_seen.insert({draft.source, draft.externalId});
        m_result.drafts.push_back(std::move(draft));
    }

    const QString &m_text;
    const ParseContext &m_context;
    const Delivery &m_delivery;
    AdfResult m_result;
    QSet<std::pair<QString, QString>> m_seen;
    int m_place = 0;
    bool m_malformed = false;
    bool m_tooDeep = false;
    bool m_noContact = false;
    bool m_rejected = false;
};

bool isBlank(const QString &text)
{
    return std::all_of(
        text.begin(), text.end(), [](QChar c) { return c.isSpace() || c == QChar(0xfeff) || c.isNull(); });
}

} // namespace

bool AdfResult::isAdf() const { return error != code::kNotAdf && error != code::kEmptyDocument; }

AdfResult readAdfText(const QString &text, const ParseContext &context, const Delivery &delivery)
{
    AdfResult result;
    if (isBlank(text)) {
        result.error = code::kEmptyDocument;
        return result;
    }
    const FoundAdf found = findAdf(text);
    if (found.entitiesDeclared)
        result.error = code::kDtdForbidden;
    else if (found.documents.empty())
        result.error = code::kNotAdf;
    else
        return AdfCollector(text, context, delivery).collect(found);
    return result;
}

} // namespace updesk
