// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/legalrules.h"

#include "core/base/text.h"
#include "core/sequences/legalreader.h"

#include <QTimeZone>

namespace updesk
{

bool YearDay::isOn(const QDate &date) const
{
    if (date.month() != month)
        return false;
    if (day > 0)
        return date.day() == day;
    if (date.dayOfWeek() != weekday)
        return false;
    return nth > 0 ? (date.day() - 1) / 7 + 1 == nth : date.day() + 7 > date.daysInMonth();
}

LegalRules::MayOverride LegalRules::mayOverride(const QString &rule, const QString &code) const
{
    const QString cause = rule + u' ' + code;
    const bool forManagers = overrideManager.contains(cause) || overrideManager.contains(rule);
    const bool forNobody = overrideNobody.contains(cause) || (overrideNobody.contains(rule) && !forManagers);
    return forNobody ? MayOverride::Nobody : MayOverride::Manager;
}

namespace
{

CountryRules country(LegalReader &in, const char *key)
{
    LegalReader of = in.object(key);
    CountryRules rules;
    rules.hours = of.week("hours", {});
    rules.holidays = of.yearDays("holidays");
    rules.listDays = of.number("list_days", 1, 366);
    constexpr int kWarnDays = 5; // a week of work; a store's own copy of the rules may be from before it was there
    rules.listWarnDays = of.has("list_warn_days") ? of.number("list_warn_days", 0, 60) : kWarnDays;
    rules.purchaseMonths = of.number("purchase_months", 0, 120);
    rules.inquiryMonths = of.number("inquiry_months", 0, 120);
    rules.honourBusinessDays = of.number("honour_business_days", 0, 60);
    rules.unsubscribeDays = of.number("unsubscribe_days", 1, 366);
    return rules;
}

void readUs(LegalReader &in, LegalRules &rules)
{
    rules.us = country(in, "us");
    LegalReader of = in.object("us");
    rules.keepRefusalsYears = of.number("keep_refusals_years", 1, 100);
    rules.receiptMinutes = of.number("receipt_minutes", 0, 60);
    const QString scope = of.word("refusal_scope", {QStringLiteral("all"), QStringLiteral("channel")});
    rules.refusalOfAll = scope == QLatin1String("all");
    rules.refusalOfAllFrom = of.date("refusal_scope_from");
    const std::vector<qint64> risk = of.numbers("risk_per_text_cents", 2);
    rules.riskPerTextFrom = risk[0];
    rules.riskPerTextTo = risk[1];
    rules.riskPerMail = of.number("risk_per_mail_cents", 0, 1'000'000'000);
}

void readCanada(LegalReader &in, LegalRules &rules)
{
    rules.canada = country(in, "canada");
    LegalReader of = in.object("canada");
    rules.canada.consentPurchaseMonths = of.number("consent_purchase_months", 0, 120);
    rules.canada.consentInquiryMonths = of.number("consent_inquiry_months", 0, 120);
}

// A state may only narrow the country's hours.
WeekWindows within(WeekWindows state, const WeekWindows &whole)
{
    for (size_t day = 0; day < state.size(); ++day) {
        state[day] = {std::max(state[day].from, whole[day].from), std::min(state[day].until, whole[day].until)};
        if (state[day].from >= state[day].until)
            state[day] = {};
    }
    return state;
}

void readStates(LegalReader &in, LegalRules &rules)
{
    LegalReader all = in.object("states");
    for (const QString &name : all.keys()) {
        LegalReader of = all.object(name.toLatin1().constData());
        StateRules state;
        state.canada = of.word("country", {QStringLiteral("US"), QStringLiteral("CA")}) == QLatin1String("CA");
        state.zones = of.zones("zones");
        const WeekWindows &whole = state.canada ? rules.canada.hours : rules.us.hours;
        state.hours = of.has("hours") ? within(of.week("hours", whole), whole) : whole;
        state.closedOnHolidays = of.has("holidays") && !of.word("holidays", {QStringLiteral("closed")}).isEmpty();
        state.recordAll = of.has("record") && !of.word("record", {QStringLiteral("all")}).isEmpty();
        if (of.has("cap")) {
            LegalReader cap = of.object("cap");
            state.capContacts = cap.number("contacts", 1, 1000);
            state.capHours = cap.number("hours", 1, 24 * 31);
        }
        rules.states.emplace(name, state);
    }
}

void readAreaCodes(LegalReader &in, LegalRules &rules)
{
    LegalReader of = in.object("area_codes");
    LegalReader zones = of.object("zones"), states = of.object("states");
    for (const QString &zone : zones.keys()) {
        if (!QTimeZone(zone.toLatin1()).isValid())
            zones.fail(zone, "zone");
        for (const QString &code : zones.codes(zone))
            rules.areaCodes[code].zones << zone;
    }
    for (const QString &state : states.keys()) {
        if (!rules.states.contains(state))
            states.fail(state, "state");
        for (const QString &code : states.codes(state))
            rules.areaCodes[code].states << state;
    }
    for (auto it = rules.areaCodes.cbegin(); it != rules.areaCodes.cend(); ++it) {
        if (it->zones.isEmpty())
            zones.fail(it.key(), "zone_missing");
        if (it->states.isEmpty())
            states.fail(it.key(), "state_missing");
    }
}

// A dealer's own copy may be older than these: without them a postal code tells nothing.
void readPostalCodes(LegalReader &in, LegalRules &rules)
{
    if (!in.has("postal_codes"))
        return;
    LegalReader of = in.object("postal_codes");
    LegalReader us = of.object("us"), canada = of.object("canada");
    for (const QString &state : us.keys()) {
        if (!rules.states.contains(state) || rules.states.at(state).canada)
            us.fail(state, "state");
        for (const ZipRange &range : us.zips(state))
            rules.zips.push_back(range);
    }
    std::ranges::sort(rules.zips, {}, &ZipRange::from);
    const auto overlaps = [](const ZipRange &a, const ZipRange &b) { return b.from <= a.to; };
    if (const auto twice = std::ranges::adjacent_find(rules.zips, overlaps); twice != rules.zips.end())
        us.fail(twice->state, "zip_twice");
    for (const QString &province : canada.keys()) {
        if (!rules.states.contains(province) || !rules.states.at(province).canada)
            canada.fail(province, "state");
        for (const QString &start : canada.postalStarts(province)) {
            if (rules.canadaPostal.contains(start))
                canada.fail(province, "postal_code_twice");
            rules.canadaPostal.insert(start, province);
        }
    }
}

void readWords(LegalReader &in, LegalRules &rules)
{
    LegalReader of = in.object("opt_out");
    for (const QString &key : of.keys()) {
        if (key == QLatin1String("verify"))
            continue;
        for (const QString &typed : of.words(key)) {
            const QString word = foldedWords(typed).join(u' ');
            if (word.isEmpty())
                of.fail(key, "word");
            else if (key == QLatin1String("perhaps"))
                rules.perhapsWords << word;
            else
                rules.stopWords.insert(word);
        }
    }
    if (rules.stopWords.isEmpty())
        in.fail(QStringLiteral("opt_out"), "empty");
}

// Not under "opt_out": versions before these patterns take every list there but `perhaps` for stop words.
void readPatterns(LegalReader &in, LegalRules &rules)
{
    if (!in.has("perhaps_like"))
        return;
    const QString key = QStringLiteral("perhaps_like");
    for (const QString &typed : in.words(key)) {
        if (auto pattern = wordPattern(typed))
            rules.perhapsLike.push_back(std::move(*pattern));
        else
            in.fail(key, "word");
    }
}

// A dealer's own copy may be older than these: without them nothing is taken back.
void readStartWords(LegalReader &in, LegalRules &rules)
{
    if (!in.has("opt_in"))
        return;
    LegalReader of = in.object("opt_in");
    for (const QString &key : of.keys()) {
        if (key == QLatin1String("verify"))
            continue;
        for (const QString &typed : of.words(key)) {
            const QString word = foldedWords(typed).join(u' ');
            if (word.isEmpty() || rules.stopWords.contains(word))
                of.fail(key, "word");
            rules.startWords.insert(word);
        }
    }
}

void readOverride(LegalReader &in, LegalRules &rules)
{
    LegalReader of = in.object("override");
    const auto set = [&of](const char *key) {
        const QStringList list = of.words(QString::fromLatin1(key));
        return QSet<QString>(list.begin(), list.end());
    };
    rules.overrideNobody = set("nobody");
    rules.overrideManager = set("manager");
}

} // namespace

Result<LegalRules> LegalRules::fromJson(const QByteArray &json)
{
    std::optional<Error> mistake;
    LegalReader in = LegalReader::fromText(json, mistake);
    LegalRules rules;
    if (mistake)
        return *mistake;
    rules.dated = in.date("dated");
    readUs(in, rules);
    readCanada(in, rules);
    LegalReader unknown = in.object("unknown_place");
    const QStringList zone = unknown.zones("zone");
    rules.unknownZone = zone.value(0);
    rules.unknownHours = unknown.week("hours", {});
    readOverride(in, rules);
    readStates(in, rules);
    readAreaCodes(in, rules);
    readPostalCodes(in, rules);
    readWords(in, rules);
    readPatterns(in, rules);
    readStartWords(in, rules);
    if (mistake)
        return *mistake;
    return rules;
}

} // namespace updesk
