// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/consentwords.h"

#include "core/base/text.h"

#include <algorithm>
#include <initializer_list>

namespace updesk
{

namespace
{

using Words = std::initializer_list<const char *>;

constexpr Words kTexts = {"text", "texts", "sms", "texting", "texto", "textos", "textes", "texte", "messages"};
constexpr Words kOffers = {"marketing", "telemarketing", "offer", "offers", "promotion", "promotions", "promotional",
    "promo", "promos", "advertising", "advertisement", "advertisements", "deals", "specials", "oferta", "ofertas",
    "promocion", "promociones", "promocionales", "publicidad", "offre", "offres", "promotionnels", "publicite",
    "publicitaires", "commerciales", "commerciaux"};
constexpr Words kNot = {"no", "not", "dont", "do not", "never", "without", "except", "decline", "unchecked", "false",
    "nunca", "sin", "non", "pas", "sans", "jamais"};
// What every form says beside the consent takes nothing back.
constexpr Words kAside = {"not a condition", "not required", "no purchase", "no es una condicion", "no es obligatorio",
    "n est pas une condition", "pas une condition", "pas obligatoire"};

bool names(const QString &padded, Words words)
{
    return std::ranges::any_of(
        words, [&padded](const char *word) { return padded.contains(u' ' + QString::fromLatin1(word) + u' '); });
}

} // namespace

bool namesOffers(const QString &words)
{
    const QStringList lines = words.split(u'\n', Qt::SkipEmptyParts);
    return std::ranges::any_of(lines, [](const QString &line) {
        QString padded = u' ' + foldedWords(line).join(u' ') + u' ';
        for (const char *aside : kAside)
            padded.replace(QString::fromLatin1(aside), QStringLiteral("~"));
        return names(padded, kTexts) && names(padded, kOffers) && !names(padded, kNot);
    });
}

} // namespace updesk
