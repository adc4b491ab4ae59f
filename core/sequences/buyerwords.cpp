// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/buyerwords.h"

#include "core/base/text.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

// All in the form of foldedWords(): lower case, without accents and apostrophes.
constexpr auto kNoTrade = std::to_array<const char *>({"no", "none", "nope", "nothing", "nah", "no trade",
    "no trade in", "no tradein", "without trade", "without a trade", "nothing to trade", "nothing to trade in",
    "not trading", "not trading in", "not trading anything", "no car", "no vehicle", "has none", "has no trade",
    "has no car", "has nothing", "has nothing to trade", "does not have one", "doesnt have one", "does not trade", "na",
    "n a", "nada", "ninguno", "ninguna", "no tiene", "no tiene auto", "no tiene carro", "no entrega nada",
    "nada que entregar", "sin auto", "sin carro", "sin auto a cuenta", "non", "aucun", "aucune", "rien",
    "rien a echanger", "pas dechange", "sans echange", "aucun echange", "pas de voiture", "pas dauto"});
constexpr auto kAlone = std::to_array<const char *>({"alone", "just me", "only me", "me", "me alone", "myself", "i do",
    "i decide", "i decide alone", "decides alone", "just him", "just her", "only him", "only her", "himself", "herself",
    "by himself", "by herself", "by myself", "on his own", "on her own", "on my own", "he does", "she does", "nobody",
    "nobody else", "no one", "no one else", "none", "no", "solo", "sola", "yo", "yo solo", "yo sola", "solo yo",
    "solo el", "solo ella", "el solo", "ella sola", "nadie", "nadie mas", "decide solo", "decide sola", "seul", "seule",
    "moi", "moi seul", "moi seule", "seulement moi", "lui seul", "elle seule", "decide seul", "decide seule",
    "personne", "personne dautre", "non"});
constexpr auto kOthers = std::to_array<const char *>({"wife", "husband", "spouse", "partner", "fiance", "fiancee",
    "girlfriend", "boyfriend", "parents", "father", "mother", "dad", "mom", "mum", "daughter", "brother", "sister",
    "boss", "both", "together", "we", "us", "family", "esposa", "esposo", "marido", "mujer", "pareja", "novia", "novio",
    "padres", "padre", "madre", "papa", "mama", "hijo", "hija", "hermano", "hermana", "jefe", "jefa", "ambos", "juntos",
    "juntas", "nosotros", "familia", "femme", "mari", "epoux", "epouse", "conjoint", "conjointe", "copain", "copine",
    "pere", "mere", "fils", "fille", "frere", "soeur", "patron", "patronne", "ensemble", "nous", "famille"});
// Beside these nothing is sure.
constexpr auto kDoubt = std::to_array<const char *>(
    {"idea", "sure", "know", "knows", "maybe", "perhaps", "yet", "depends", "unsure", "if", "se", "sabe", "quizas",
        "quiza", "depende", "seguro", "segura", "todavia", "sais", "sait", "peut", "sur", "encore", "depend", "si"});
// What is said of others beside these may mean that they do not decide.
constexpr auto kNot = std::to_array<const char *>({"no", "not", "none", "nobody", "without", "alone", "dont", "doesnt",
    "isnt", "sin", "nadie", "solo", "sola", "ni", "non", "pas", "sans", "seul", "seule", "ne", "ex"});

template <size_t N>
bool holds(const std::array<const char *, N> &list, const QString &words)
{
    return std::ranges::any_of(list, [&](const char *one) { return words == QLatin1String(one); });
}

template <size_t N>
bool holdsAny(const std::array<const char *, N> &list, const QStringList &words)
{
    return std::ranges::any_of(words, [&](const QString &word) { return holds(list, word); });
}

// "His" in French and "they are" in Spanish: somebody's son only where that is said.
bool namesSon(const QStringList &words)
{
    static constexpr auto kWhose = std::to_array<const char *>({"my", "his", "her", "their", "our", "the", "a"});
    for (qsizetype i = 1; i < words.size(); ++i) {
        if (words[i] == QLatin1String("son") && holds(kWhose, words[i - 1]))
            return true;
    }
    return false;
}

// "No, it is my first": what stands before the first mark.
QString firstClause(const QString &answer)
{
    static const QRegularExpression mark(QStringLiteral("[,;.:!?\\n\u2013\u2014]| - "));
    const QString trimmed = answer.trimmed();
    const qsizetype end = trimmed.indexOf(mark);
    return foldedWords(end < 0 ? trimmed : trimmed.left(end)).join(u' ');
}

} // namespace

bool saysNoTrade(const QString &answer)
{
    const QStringList words = foldedWords(answer);
    if (holdsAny(kDoubt, words))
        return false;
    return holds(kNoTrade, words.join(u' ')) || holds(kNoTrade, firstClause(answer));
}

Decides decidesIn(const QString &answer)
{
    const QStringList words = foldedWords(answer);
    if (holdsAny(kDoubt, words))
        return Decides::Unknown;
    const bool others = holdsAny(kOthers, words) || namesSon(words);
    if (holds(kAlone, words.join(u' ')) || (!others && holds(kAlone, firstClause(answer))))
        return Decides::Alone;
    return others && !holdsAny(kNot, words) ? Decides::Others : Decides::Unknown;
}

} // namespace updesk
