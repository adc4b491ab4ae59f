// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatefill.h"

#include "core/sequences/claims.h"
#include "core/sequences/richcheck.h"
#include "core/sequences/segments.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templatecheck.h"
#include "core/sequences/templatetext.h"

#include <algorithm>
#include <set>

namespace updesk
{

namespace
{

enum class Markup : bool { Plain, Html };

QString escaped(const QString &text, Markup markup)
{
    if (markup == Markup::Plain)
        return text;
    return text.toHtmlEscaped().replace(u'\'', QStringLiteral("&#39;")).replace(u'\n', QStringLiteral("<br>"));
}

/// Stands for a part that was left out until its line is looked at; no letter has this code.
constexpr QChar kLeftOut(0xfdd0);

/// The words of one part on their way.
class Filler
{
public:
    Filler(const TemplateValues &values, FilledMessage &out, Channel channel = Channel::None)
        : m_values(values), m_out(out), m_channel(channel)
    {
    }

    QString fill(const QString &typed, Markup markup)
    {
        const TemplateText text = templateText(typed);
        m_out.broken = m_out.broken || !text.faults.empty();
        const std::set<int> left = groupsWithoutValue(text);
        QString words;
        bool value = false; // the piece before was one
        for (const TemplatePiece &piece : text.pieces) {
            if (left.contains(piece.group)) {
                words += kLeftOut;
            } else if (!piece.field) {
                hold(markup == Markup::Html ? withoutTags(piece.text) : piece.text);
                words += value ? afterValue(words, piece.text) : piece.text;
            } else {
                words += escaped(valueOf(piece), markup);
            }
            value = piece.field;
        }
        return (left.empty() ? words : tidy(words)).normalized(QString::NormalizationForm_C);
    }

private:
    /// Only their own value keeps an optional part in: a fallback word there would say nothing.
    std::set<int> groupsWithoutValue(const TemplateText &text) const
    {
        std::set<int> left;
        for (const TemplatePiece &piece : text.pieces) {
            const KnownField *known = piece.field && piece.group >= 0 ? knownField(piece.text) : nullptr;
            if (known && m_values.of(known->field).isEmpty() && piece.fallback.isEmpty())
                left.insert(piece.group);
        }
        return left;
    }

    QString valueOf(const TemplatePiece &piece)
    {
        const KnownField *known = knownField(piece.text);
        const QString value = known ? m_values.of(known->field) : QString();
        if (known && !value.isEmpty()) {
            if (known->claim)
                keep({known->field, value, m_values.asOf});
            return inWriting(*known, value);
        }
        QString words = known && !known->claim ? piece.fallback : QString();
        if (words.isEmpty() && known && !known->claim && !piece.hasFallback)
            words = m_values.fallbacks[size_t(known->field)];
        hold(words);
        if (!words.isEmpty())
            return words;
        if (!m_out.unfilled.contains(piece.text))
            m_out.unfilled << piece.text;
        return m_channel == Channel::Phone ? QStringLiteral("\u2026") : QString();
    }

    // A day's name with its accent would make three text messages of one; people's own names stay as they are.
    QString inWriting(const KnownField &known, const QString &value) const
    {
        return m_channel == Channel::Text && known.type == FieldType::Moment ? plainLetters(value) : value;
    }

    // "10:00 a. m." and "Motors Inc." end a sentence with the stop that they have.
    static QString afterValue(const QString &before, const QString &typed)
    {
        const bool twice = before.endsWith(u'.') && typed.startsWith(u'.') && !typed.startsWith(QLatin1String(".."));
        return twice ? typed.mid(1) : typed;
    }

    void keep(const LiveClaim &claim)
    {
        if (std::ranges::find(m_out.claims, claim) == m_out.claims.end())
            m_out.claims.push_back(claim);
    }

    // What somebody typed about a car or a price must be so at this moment.
    void hold(const QString &words)
    {
        for (const HandClaim &claim : handClaims(words)) {
            const bool spoken = m_channel == Channel::Phone && claim.kind == HandClaim::Kind::Offer;
            if (!spoken && !bearsOut(m_values, claim))
                m_out.untrue.push_back(claim);
        }
    }

    // A line on which nothing is left goes; where a part stood between words, one blank is enough.
    static QString tidy(const QString &words)
    {
        QStringList lines;
        for (QString line : words.split(u'\n')) {
            const bool shortened = line.contains(kLeftOut);
            line.remove(kLeftOut);
            if (!shortened)
                lines << line;
            else if (line = line.simplified(); !line.isEmpty())
                lines << line;
        }
        return lines.join(u'\n').trimmed();
    }

    const TemplateValues &m_values;
    FilledMessage &m_out;
    Channel m_channel;
};

// The address is what commercial mail may not leave without (EM-2); a confirmation goes without it.
void addFooter(const Template &row, const TemplateValues &values, FilledMessage &out)
{
    FilledMessage foot;
    const QString words = Filler(values, foot).fill(TemplateBook::standard().footer(row.language), Markup::Plain);
    if (foot.isReady())
        out.footer = words;
    else if (!isTransactional(row.occasion))
        out.unfilled << foot.unfilled;
    out.unfilled.removeDuplicates();
}

} // namespace

FilledMessage fill(const Template &row, const TemplateValues &values)
{
    FilledMessage out;
    Filler filler(values, out, row.channel);
    out.body = filler.fill(row.body, Markup::Plain);
    if (row.channel == Channel::Email) {
        out.subject = filler.fill(row.subject, Markup::Plain).simplified();
        if (!row.rich.isEmpty())
            out.rich = filler.fill(row.rich, Markup::Html);
        out.broken = out.broken || (!row.rich.isEmpty() && richFault(row.rich)); // what another program saved
        out.falseReply = isFalseReply(out.subject);
        out.broken = out.broken || out.subject.isEmpty();
        addFooter(row, values, out);
    }
    out.broken = out.broken || out.body.trimmed().isEmpty();
    if (!out.isReady()) {
        for (QString *text : {&out.subject, &out.body, &out.rich, &out.footer})
            text->clear();
        out.claims.clear();
    }
    return out;
}

FilledMessage fillSpoken(const QString &words, const TemplateValues &values)
{
    FilledMessage out;
    out.body = Filler(values, out, Channel::Phone).fill(words, Markup::Plain);
    if (!out.untrue.empty())
        out.body.clear();
    return out;
}

} // namespace updesk
