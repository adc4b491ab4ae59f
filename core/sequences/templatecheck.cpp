// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatecheck.h"

#include "core/sequences/richcheck.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templatetext.h"

#include <QRegularExpression>

#include <algorithm>

namespace updesk
{

namespace
{

using Problem = TemplateProblem;

QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QString::fromUtf8(text),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

bool saysHowToEnd(const QString &body)
{
    static const QRegularExpression words = pattern("\\b(STOP|ARRET|ARR\u00caT|ALTO|UNSUBSCRIBE|BAJA)\\b");
    return words.match(body).hasMatch();
}

/// One part of a template under check.
class Part
{
public:
    Part(TemplatePart part, const QString &typed, const Template &row, std::vector<TemplateFinding> &out)
        : m_part(part), m_typed(typed), m_row(row), m_text(templateText(typed)), m_out(out)
    {
    }

    void check(qsizetype longest)
    {
        if (m_typed.size() > longest)
            add(Problem::TooLong, longest, m_typed.size() - longest, {});
        for (const TemplateFault &fault : m_text.faults)
            add(isGroup(fault.kind) ? Problem::BadGroup : Problem::BadBraces, fault.at, fault.length,
                m_typed.mid(fault.at, std::min<qsizetype>(fault.length, 40)));
        for (const TemplatePiece &piece : m_text.pieces) {
            if (piece.field)
                checkField(piece);
            else
                checkWords(m_part == TemplatePart::Rich ? withoutTags(piece.text) : piece.text, piece);
        }
    }

    bool says(TemplateField field) const
    {
        return std::ranges::any_of(m_text.pieces, [&](const TemplatePiece &piece) {
            const KnownField *known = piece.field ? knownField(piece.text) : nullptr;
            return known && known->field == field && piece.group < 0;
        });
    }
    bool claimsLive() const
    {
        return std::ranges::any_of(m_text.pieces, [](const TemplatePiece &piece) {
            const KnownField *known = piece.field ? knownField(piece.text) : nullptr;
            return known && (known->type == FieldType::Money || known->field == TemplateField::Count);
        });
    }
    bool saysAsOf() const
    {
        return std::ranges::any_of(m_text.pieces, [](const TemplatePiece &piece) {
            const KnownField *known = piece.field ? knownField(piece.text) : nullptr;
            return known && known->field == TemplateField::AsOf;
        });
    }

    void add(Problem problem, qsizetype at, qsizetype length, const QString &words)
    {
        m_out.push_back({problem, m_part, at, length, words});
    }

private:
    static bool isGroup(TemplateFault::Kind kind) { return kind >= TemplateFault::Kind::OpenGroup; }

    void checkField(const TemplatePiece &piece)
    {
        if (piece.text.isEmpty())
            return; // told as a fault
        const KnownField *known = knownField(piece.text);
        if (!known)
            return add(Problem::UnknownField, piece.at, piece.length, piece.text);
        if (known->claim) {
            if (!piece.fallback.isEmpty())
                add(Problem::ClaimFallback, piece.at, piece.length, piece.text);
            return; // without a value nothing is sent, or the optional part is left out
        }
        const bool common = !TemplateBook::standard().fallbacks(m_row.language)[size_t(known->field)].isEmpty();
        const bool always = known->source == FieldSource::Dealership || known->source == FieldSource::Clock;
        const bool emptied = piece.hasFallback && piece.fallback.isEmpty();
        if (piece.group < 0 && !always && (emptied || (!piece.hasFallback && !common)))
            add(Problem::NoFallback, piece.at, piece.length, piece.text);
        checkWords(piece.fallback, piece);
    }

    void checkWords(const QString &words, const TemplatePiece &piece)
    {
        for (const HandClaim &claim : handClaims(words)) {
            const bool service = isTransactional(m_row.occasion);
            const Problem problem = service            ? Problem::OfferInService
                : claim.kind == HandClaim::Kind::Count ? Problem::TypedCount
                : claim.kind == HandClaim::Kind::Price ? Problem::TypedPrice
                                                       : Problem::TypedOffer;
            add(claim.kind == HandClaim::Kind::Payment ? Problem::TypedPayment : problem, piece.at, piece.length,
                claim.words);
        }
    }

    TemplatePart m_part;
    const QString &m_typed;
    const Template &m_row;
    TemplateText m_text;
    std::vector<TemplateFinding> &m_out;
};

// Who reads the formatted text reads no other, so it says all that the plain one has to.
void checkRich(const Template &row, bool first, std::vector<TemplateFinding> &out)
{
    if (row.channel != Channel::Email || row.rich.isEmpty())
        return;
    Part rich(TemplatePart::Rich, row.rich, row, out);
    rich.check(kLongestBody);
    if (const auto fault = richFault(row.rich))
        rich.add(Problem::UnsafeRich, fault->at, fault->length, fault->words);
    if (withoutTags(row.rich).trimmed().isEmpty())
        rich.add(Problem::NoBody, 0, 0, {});
    if (first && !rich.says(TemplateField::Store))
        rich.add(Problem::NoStoreName, 0, 0, {});
    if (rich.claimsLive() && !rich.saysAsOf())
        rich.add(Problem::NoAsOf, 0, 0, {});
}

void checkSubject(const Template &row, std::vector<TemplateFinding> &out)
{
    Part subject(TemplatePart::Subject, row.subject, row, out);
    if (row.channel != Channel::Email)
        return;
    if (row.subject.trimmed().isEmpty())
        return subject.add(Problem::NoSubject, 0, 0, {});
    if (isFalseReply(row.subject))
        subject.add(Problem::FalseReply, 0, row.subject.indexOf(u':') + 1, row.subject.left(20));
    if (row.subject.contains(u'\n'))
        subject.add(Problem::BadBraces, row.subject.indexOf(u'\n'), 1, {});
    subject.check(kLongestSubject);
}

} // namespace

bool isFalseReply(QStringView subject)
{
    static const QRegularExpression form = pattern(
        "^\\s*(re|fw|fwd|rv|tr|r\u00e9f?|r\u00e9p|aw|wg|sv|vs|res|enc|rif|i)\\s*(\\[\\d+\\]|\\(\\d+\\))?\\s*[:\uff1a]");
    return form.match(subject).hasMatch();
}

bool isBlocked(const std::vector<TemplateFinding> &findings)
{
    return std::ranges::any_of(findings, [](const TemplateFinding &f) { return blocks(f.problem); });
}

std::vector<TemplateFinding> checkTemplate(const Template &row)
{
    std::vector<TemplateFinding> out;
    checkSubject(row, out);
    Part body(TemplatePart::Body, row.body, row, out);
    if (row.body.trimmed().isEmpty())
        body.add(Problem::NoBody, 0, 0, {});
    body.check(kLongestBody);
    const bool first = row.occasion == Occasion::FirstMessage
        || (row.occasion == Occasion::Acknowledgement && row.channel == Channel::Text);
    if (first && !body.says(TemplateField::Store))
        body.add(Problem::NoStoreName, 0, 0, {});
    if (first && row.channel == Channel::Text && !saysHowToEnd(row.body))
        body.add(Problem::NoOptOut, 0, 0, {});
    if (row.channel == Channel::Email && body.claimsLive() && !body.saysAsOf())
        body.add(Problem::NoAsOf, 0, 0, {});
    checkRich(row, first, out);
    return out;
}

std::vector<TemplateFinding> checkSpoken(const QString &words, const QString &language)
{
    Template row;
    row.language = language;
    row.body = words;
    std::vector<TemplateFinding> out;
    Part(TemplatePart::Body, row.body, row, out).check(kLongestBody);
    return out;
}

} // namespace updesk
