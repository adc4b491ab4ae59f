// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/answers.h"

#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/intake/amounts.h"
#include "core/leads/activity.h"
#include "core/leads/vehiclerows.h"
#include "core/scoring/tables.h"
#include "core/sequences/buyerwords.h"
#include "core/store/desksetting.h"
#include "core/vehicles/stockrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

static constexpr qsizetype kLongestAnswer = 2'000;

static QString trimmed(const CallAnswer &answer) { return answer.words.trimmed().left(kLongestAnswer); }

static LeadVehicle vehicleOf(const VehicleDraft &draft, LeadId lead)
{
    LeadVehicle row;
    row.lead = lead;
    row.year = draft.year;
    row.make = draft.make;
    row.model = draft.model;
    row.trim = draft.trim;
    row.stock = draft.stock;
    row.vin = draft.vin;
    row.status = draft.status;
    row.odometer = draft.odometer;
    return row;
}

static bool isSame(const LeadVehicle &a, const LeadVehicle &b)
{
    const auto same = [](const QString &x, const QString &y) { return x.compare(y, Qt::CaseInsensitive) == 0; };
    if (!a.stock.isEmpty() && same(a.stock, b.stock))
        return true;
    return same(a.model, b.model) && (a.make.isEmpty() || b.make.isEmpty() || same(a.make, b.make))
        && (a.year == 0 || b.year == 0 || a.year == b.year);
}

// "No" and words that name no car are for the note; a car needs a make, a year, or a number of ours.
static bool isVehicle(const VehicleDraft &draft)
{
    return !draft.stock.isEmpty() || !draft.vin.isEmpty() || !draft.make.isEmpty()
        || (draft.year > 0 && !draft.model.isEmpty());
}

static Result<void> putVehicle(Transaction &tx, LeadId lead, const QString &words, bool trade)
{
    const auto stock = stockRows(tx.database());
    const auto known = leadVehicles(tx.database(), lead);
    if (!stock || !known)
        return !stock ? stock.error() : known.error();
    const VehicleDraft draft = vehicleTyped(words, *stock);
    if (!isVehicle(draft))
        return {};
    LeadVehicle row = vehicleOf(draft, lead);
    row.interest = trade ? Interest::TradeIn : Interest::Buy;
    for (const LeadVehicleRow &one : *known) {
        if (one.trade == trade && isSame(one.vehicle, row))
            return {};
    }
    // What the customer says now goes before what an older form said.
    for (const LeadVehicleRow &one : *known) {
        if (one.trade != trade || !one.vehicle.preferred)
            continue;
        LeadVehicle second = one.vehicle;
        second.preferred = false;
        if (auto done = apply(tx, set(trade ? kTrade : kWant, one.vehicle, second)); !done)
            return done;
    }
    row.preferred = true;
    row.id = {tx.freshId()};
    return apply(tx, put(trade ? kTrade : kWant, row));
}

static void setFact(Lead &lead, const CallAnswer &answer, const Rulebook &rules)
{
    const QString words = trimmed(answer);
    if (answer.kind == StepAnswer::Timeframe) {
        lead.timeframeWords = words;
        if (const int days = timeframeDays(words, rules.timeframes); days >= 0)
            lead.timeframeDays = days;
    } else if (answer.kind == StepAnswer::BestTime) {
        lead.bestTime = words;
    } else if (answer.kind == StepAnswer::DownPayment) {
        if (const auto cents = centsIn(words))
            lead.downPayment = *cents;
    } else if (answer.kind == StepAnswer::Decider) {
        const Decides said = decidesIn(words);
        if (said != Decides::Unknown && (said != Decides::Alone || lead.coBuyer.isNull()))
            lead.decides = said;
    }
}

// Whatever is no plain "no" takes an earlier one back: it is asked again, unless the vehicle could be read.
static Result<void> putTrade(Transaction &tx, Lead &lead, const QString &words)
{
    lead.noTrade = false;
    if (!saysNoTrade(words))
        return putVehicle(tx, lead.id, words, true);
    const auto trades = tradesOf(tx.database(), lead.id);
    lead.noTrade = trades && trades->empty();
    return trades ? Result<void>() : Result<void>(trades.error());
}

static Result<void> putNote(Transaction &tx, const Lead &lead, const QStringList &lines)
{
    Activity note;
    note.id = {tx.freshId()};
    note.lead = lead.id;
    note.customer = lead.customer;
    note.kind = Activity::Kind::Note;
    note.person = tx.by().who;
    note.at = tx.now();
    note.body = lines.join(u'\n');
    return apply(tx, put(kActivity, note));
}

static Result<void> write(Transaction &tx, LeadId id, const std::vector<CallAnswer> &answers)
{
    const auto rules = rulebook(tx.database());
    const auto before = load(tx.database(), kLead, id.value);
    if (!rules || !before)
        return !rules ? rules.error() : before.error();
    Lead lead = *before;
    QStringList lines;
    for (const CallAnswer &answer : answers) {
        const QString words = trimmed(answer);
        if (words.isEmpty())
            continue;
        lines << (answer.question.isEmpty() ? words : answer.question + u' ' + words);
        setFact(lead, answer, **rules);
        Result<void> done;
        if (answer.kind == StepAnswer::Vehicle)
            done = putVehicle(tx, id, words, false);
        else if (answer.kind == StepAnswer::Trade)
            done = putTrade(tx, lead, words);
        if (!done)
            return done;
    }
    if (lines.isEmpty())
        return {};
    if (auto done = apply(tx, set(kLead, *before, lead)); !done)
        return done;
    return putNote(tx, lead, lines);
}

Result<DeedId> saveAnswers(Session &session, LeadId lead, const std::vector<CallAnswer> &answers)
{
    return doDeed(session, "answers", {lead}, [&](Transaction &tx) { return write(tx, lead, answers); });
}

static QString keyOf(LeadId lead) { return QStringLiteral("answers:") + QString::fromLatin1(lead.value.hex()); }

Result<void> keepAnswers(Database &database, LeadId lead, const std::vector<CallAnswer> &answers)
{
    QJsonArray list;
    for (const CallAnswer &answer : answers) {
        if (!trimmed(answer).isEmpty())
            list.append(QJsonObject{{QStringLiteral("kind"), int(answer.kind)},
                {QStringLiteral("question"), answer.question}, {QStringLiteral("words"), trimmed(answer)}});
    }
    const QString text =
        list.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
    return setDeskSetting(database, keyOf(lead), text);
}

Result<std::vector<CallAnswer>> keptAnswers(Database &database, LeadId lead)
{
    const auto text = deskSetting(database, keyOf(lead));
    if (!text)
        return text.error();
    std::vector<CallAnswer> out;
    for (const QJsonValue one : QJsonDocument::fromJson(text->toUtf8()).array()) {
        const int kind = one[QLatin1String("kind")].toInt();
        if (kind >= int(StepAnswer::None) && kind <= int(kLastAnswer))
            out.push_back(
                {StepAnswer(kind), one[QLatin1String("question")].toString(), one[QLatin1String("words")].toString()});
    }
    return out;
}

} // namespace updesk
