// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/claims.h"

#include "core/sequences/richcheck.h"
#include "core/sequences/segments.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

namespace
{

using Kind = HandClaim::Kind;
using Says = ClaimCheck::Says;

// What live fields wrote is proven by them: their own words are not read as typed ones.
QString without(QString words, const QString &value)
{
    for (const QString &form : {value, plainLetters(value)}) {
        if (!form.isEmpty())
            words.replace(form, QString(form.size(), QChar(0xfffc)));
    }
    return words;
}

TemplateField fieldAbout(const HandClaim &claim)
{
    switch (claim.kind) {
    case Kind::Count:
        return TemplateField::Count;
    case Kind::Price:
        return claim.offer ? TemplateField::Incentive : TemplateField::Price;
    case Kind::Payment:
        return TemplateField::Payment;
    case Kind::Offer:
        break;
    }
    return TemplateField::Incentive;
}

// "tomorrow" is another day tomorrow; all else is said as of the moment at which it was written.
QString valueNow(const LiveClaim &claim, const TemplateValues &now, const TemplateValues &then)
{
    return (fieldOf(claim.field).type == FieldType::Moment ? now : then).of(claim.field);
}

// An amount that was the vehicle's price is no offer of their own once that has changed.
ClaimCheck checked(const HandClaim &claim, const TemplateValues &now, bool others, bool mayOffer)
{
    const TemplateField field = fieldAbout(claim);
    ClaimCheck out{field, claim.words, now.of(field), Says::Holds};
    const bool own = claim.kind == Kind::Price && !claim.offer && mayOffer;
    if (!bearsOut(now, claim) && !others)
        out.says = own ? Says::Other : Says::Untrue;
    return out;
}

} // namespace

QString claimsText(const KeptClaims &kept)
{
    if (kept.live.empty() && !kept.asFilled && kept.price == 0)
        return {};
    QJsonArray live;
    for (const LiveClaim &claim : kept.live)
        live.append(QJsonObject{{QStringLiteral("field"), QLatin1String(fieldOf(claim.field).name)},
            {QStringLiteral("value"), claim.value}, {QStringLiteral("as_of"), double(claim.asOf)}});
    const QJsonObject all{{QStringLiteral("language"), kept.language}, {QStringLiteral("price"), double(kept.price)},
        {QStringLiteral("as_filled"), kept.asFilled}, {QStringLiteral("live"), live}};
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

KeptClaims claimsFrom(const QString &text)
{
    KeptClaims kept;
    const QJsonObject all = QJsonDocument::fromJson(text.toUtf8()).object();
    kept.language = all[QLatin1String("language")].toString();
    kept.asFilled = all[QLatin1String("as_filled")].toBool();
    kept.price = qint64(all[QLatin1String("price")].toDouble());
    for (const QJsonValue &value : all[QLatin1String("live")].toArray()) {
        const QJsonObject one = value.toObject();
        const KnownField *known = knownField(one[QLatin1String("field")].toString());
        if (known && known->claim)
            kept.live.push_back(
                {known->field, one[QLatin1String("value")].toString(), Time(one[QLatin1String("as_of")].toDouble())});
    }
    return kept;
}

QString wordsOf(const QString &subject, const QString &body, const QString &rich)
{
    QString words = subject + u'\n' + body;
    if (!rich.isEmpty())
        words += u'\n' + withoutTags(rich);
    return words;
}

bool bearsOut(const TemplateValues &values, const HandClaim &claim)
{
    switch (claim.kind) {
    case Kind::Count:
        return claim.amount == values.alike;
    case Kind::Price:
        return claim.amount > 0 && claim.amount == (claim.offer ? values.incentive : values.price);
    case Kind::Payment:
        return false; // only the field says it with term, rate, down payment and "estimate"
    case Kind::Offer:
        break;
    }
    return !values.of(TemplateField::Incentive).isEmpty();
}

bool isSaid(const QString &words, const QString &value)
{
    return words.contains(value) || words.contains(plainLetters(value));
}

std::vector<ClaimCheck> checkClaims(
    const QString &words, const KeptClaims &kept, const TemplateFacts &facts, ClaimedBy by)
{
    std::vector<ClaimCheck> out;
    const TemplateValues now = templateValues(facts, kept.language);
    QString typed = words;
    QString others; ///< so many more were said by their field
    for (const LiveClaim &claim : kept.live) {
        if (!isSaid(words, claim.value))
            continue;
        TemplateFacts asThen = facts;
        asThen.asOf = claim.asOf;
        const QString value = valueNow(claim, now, templateValues(asThen, kept.language));
        out.push_back({claim.field, claim.value, value, value == claim.value ? Says::Holds : Says::Untrue});
        if (claim.field == TemplateField::Payment || claim.field == TemplateField::Incentive)
            typed = without(typed, claim.value);
        else if (claim.field == TemplateField::Others)
            others = claim.value;
    }
    for (const HandClaim &claim : handClaims(typed)) {
        const bool isOthers = claim.kind == Kind::Count && QString::number(claim.amount) == others;
        const bool mayOffer = by == ClaimedBy::Person && (kept.price == 0 || claim.amount != kept.price);
        out.push_back(checked(claim, now, isOthers, mayOffer));
    }
    return out;
}

const ClaimCheck *untrueOf(const std::vector<ClaimCheck> &checks)
{
    const auto found = std::ranges::find(checks, Says::Untrue, &ClaimCheck::says);
    return found == checks.end() ? nullptr : &*found;
}

std::optional<ClaimCheck> untrueClaim(const Message &message, const TemplateFacts &now)
{
    const KeptClaims kept = claimsFrom(message.claims);
    const ClaimedBy by = message.by.isNull() ? ClaimedBy::Template : ClaimedBy::Person;
    const auto checks = checkClaims(wordsOf(message.subject, message.body, message.rich), kept, now, by);
    const ClaimCheck *untrue = untrueOf(checks);
    return untrue ? std::optional(*untrue) : std::nullopt;
}

QString whyOf(const ClaimCheck &untrue)
{
    const auto part = [](const QString &text) { return text.simplified().left(200); };
    return QStringList{QString::fromLatin1(kClaimWhy) + u':' + QLatin1String(fieldOf(untrue.field).name),
        part(untrue.words), part(untrue.now)}
        .join(u'\t');
}

std::optional<ClaimCheck> claimIn(const QString &why)
{
    if (why.section(u':', 0, 0) != QLatin1String(kClaimWhy))
        return std::nullopt;
    const QStringList parts = why.mid(qsizetype(std::size(kClaimWhy))).split(u'\t');
    const KnownField *known = knownField(parts.value(0));
    return ClaimCheck{known ? known->field : TemplateField::Count, parts.value(1), parts.value(2), Says::Untrue};
}

} // namespace updesk
