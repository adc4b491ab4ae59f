// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/handclaims.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace updesk
{

namespace
{

using Kind = HandClaim::Kind;

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(
        text, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

const QString &number()
{
    static const QString words = QStringLiteral(
        "(\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|"
        "nueve|diez|une|deux|trois|quatre|cinq|sept|huit|neuf|dix)");
    return words;
}

qint64 numberOf(const QString &word)
{
    static const QHash<QString, int> words = [] {
        QHash<QString, int> out;
        const QList<QStringList> rows{{QStringLiteral("one"), QStringLiteral("un"), QStringLiteral("una"),
                                          QStringLiteral("uno"), QStringLiteral("une")},
            {QStringLiteral("two"), QStringLiteral("dos"), QStringLiteral("deux")},
            {QStringLiteral("three"), QStringLiteral("tres"), QStringLiteral("trois")},
            {QStringLiteral("four"), QStringLiteral("cuatro"), QStringLiteral("quatre")},
            {QStringLiteral("five"), QStringLiteral("cinco"), QStringLiteral("cinq")},
            {QStringLiteral("six"), QStringLiteral("seis")},
            {QStringLiteral("seven"), QStringLiteral("siete"), QStringLiteral("sept")},
            {QStringLiteral("eight"), QStringLiteral("ocho"), QStringLiteral("huit")},
            {QStringLiteral("nine"), QStringLiteral("nueve"), QStringLiteral("neuf")},
            {QStringLiteral("ten"), QStringLiteral("diez"), QStringLiteral("dix")}};
        for (int i = 0; i < rows.size(); ++i) {
            for (const QString &one : rows[i])
                out.insert(one, i + 1);
        }
        return out;
    }();
    bool digits = false;
    const int n = word.toInt(&digits);
    return digits ? n : words.value(word.toLower());
}

/// An amount as people write it, in cents: the last part after a point or comma is cents when it has two digits.
qint64 centsOf(QString text)
{
    text.remove(QRegularExpression(QStringLiteral("[^\\d.,]")));
    while (text.endsWith(u'.') || text.endsWith(u','))
        text.chop(1);
    const qsizetype mark = std::max(text.lastIndexOf(u'.'), text.lastIndexOf(u','));
    const bool cents = mark >= 0 && text.size() - mark == 3;
    text.remove(u'.').remove(u',');
    return text.left(15).toLongLong() * (cents ? 1 : 100);
}

struct Pattern {
    Kind kind;
    QRegularExpression form; ///< group 1: the number, where there is one
    qint64 amount = 0; ///< of one without a number: "the last one"
    bool offer = false;
};

const std::vector<Pattern> &patterns()
{
    static const QString money =
        QStringLiteral("((?:US|CA|C)?\\$\\s?\\d[\\d.,\u00a0\u202f]*"
                       "|\\d{1,3}(?:[ \u00a0\u202f]\\d{3})*[\\d.,]*\\s?(?:\\$|dollars?|d\u00f3lares|usd|cad)(?!\\w))");
    static const QString term = QStringLiteral(
        "\\s*(?:/|per|an?|al|por|cada|par)\\s*(?:mo|month|mes|mois|week|wk|semana|semaine|quincena|quinzaine)\\b");
    static const QString offers = QStringLiteral("(?:rebates?|incentives?|discounts?|cash\\s?back|bono|descuentos?|"
                                                 "reembolsos?|incentivos?|rabais|remises?|escomptes?|incitatifs?)");
    // Who says that there is none, or asks, claims none.
    static const QString denied = QStringLiteral("(?<!\\bno )(?<!\\bany )(?<!\\bnot a )(?<!\\bwithout )(?<!\\bsin "
                                                 ")(?<!\\bning\u00fan )(?<!\\baucun )(?<!\\bpas de )");
    static const std::vector<Pattern> all{
        {Kind::Payment, pattern(money + term)},
        {Kind::Payment,
            pattern(QStringLiteral("\\b(?:same|lower|similar|smaller)\\s+(?:monthly\\s+)?payments?\\b"
                                   "|\\b(?:mism[oa]|menor)\\s+(?:pago|mensualidad|cuota)\\b"
                                   "|\\b(?:pago|mensualidad|cuota)s?\\s+(?:menor(?:es)?|similar(?:es)?)\\b"
                                   "|\\bm\u00eames?\\s+(?:paiements?|mensualit\u00e9s?|versements?)\\b"
                                   "|\\b(?:paiements?|mensualit\u00e9s?)\\s+(?:plus\\s+bas(?:ses)?|semblables?)"))},
        {Kind::Payment,
            pattern(
                QStringLiteral("\\d[\\d.,]*\\s?%\\s*(?:apr|interest|financing|finance|de\\s+inter\u00e9s|inter\u00e9s|"
                               "taux|d.int\u00e9r\u00eat|tae|de\\s+financ)"))},
        {Kind::Price,
            pattern(QStringLiteral("\\b%1\\D{0,12}(\\d{1,3}(?:[.,\u00a0\u202f ]\\d{3})+"
                                   "|(?!(?:19|20)\\d\\d\\b)\\d{3,})")
                        .arg(offers)),
            0, true},
        {Kind::Price, pattern(QStringLiteral("%1\\s+(?:\\w+\\s+){0,2}%2\\b").arg(money, offers)), 0, true},
        {Kind::Price, pattern(money)},
        {Kind::Count,
            pattern(
                QStringLiteral("\\b%1\\s+(?:left|remaining|in\\s+stock|available|on\\s+(?:the|our)\\s+lot|disponibles?"
                               "|en\\s+(?:existencia|inventario|stock|inventaire))\\b")
                    .arg(number()))},
        {Kind::Count,
            pattern(QStringLiteral(
                "\\b(?:quedan?|s\u00f3lo\\s+hay|solo\\s+hay|(?:il\\s+)?(?:(?:n.)?en\\s+)?rest(?:e|ent)|plus\\s+que)"
                "\\s+(?:que\\s+|solo\\s+|s\u00f3lo\\s+|seulement\\s+)?%1\\b")
                        .arg(number()))},
        {Kind::Count,
            pattern(QStringLiteral("\\blast\\s+one\\b|\\bonly\\s+one\\s+like\\s+it\\b"
                                   "|\\b\u00faltim[oa]\\s+(?:unidad|disponible)\\b"
                                   "|\\bderni(?:er|\u00e8re)\\s+(?:unit\u00e9|exemplaire|v\u00e9hicule)\\b")),
            1},
        {Kind::Offer, pattern(QStringLiteral("%1\\b%2\\b").arg(denied, offers))},
    };
    return all;
}

} // namespace

std::vector<HandClaim> handClaims(const QString &words)
{
    std::vector<HandClaim> found;
    const auto taken = [&](qsizetype at, qsizetype length) {
        return std::ranges::any_of(
            found, [&](const HandClaim &c) { return at < c.at + c.length && c.at < at + length; });
    };
    for (const Pattern &one : patterns()) { // the more telling ones first: what they found is not found again
        auto match = one.form.globalMatch(words);
        while (match.hasNext()) {
            const QRegularExpressionMatch hit = match.next();
            if (hit.capturedLength() == 0 || taken(hit.capturedStart(), hit.capturedLength()))
                continue;
            HandClaim claim{
                one.kind, one.amount, hit.captured().trimmed(), hit.capturedStart(), hit.capturedLength(), one.offer};
            while (claim.words.endsWith(u'.') || claim.words.endsWith(u','))
                claim.words.chop(1); // of the sentence
            if (one.kind == Kind::Count && one.amount == 0)
                claim.amount = numberOf(hit.captured(1));
            else if (one.kind == Kind::Price)
                claim.amount = centsOf(hit.captured(1));
            found.push_back(std::move(claim));
        }
    }
    std::ranges::sort(found, {}, &HandClaim::at);
    return found;
}

} // namespace updesk
