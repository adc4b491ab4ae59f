// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sampleworld.h"

#include "core/base/text.h"
#include "core/vehicles/vin.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static QJsonObject resource(const char *name)
{
    QFile file(QStringLiteral(":/updesk/sample/%1.json").arg(QLatin1String(name)));
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT(there);
    return there ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

static QStringList textsIn(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &item : value.toArray())
        texts << item.toString();
    return texts;
}

static int askOf(const QString &word)
{
    static constexpr std::pair<const char *, int> kAsks[] = {
        {"visit", AskVisit}, {"call", AskCall}, {"available", AskAvailable}, {"price", AskPrice}};
    for (const auto &[name, bit] : kAsks) {
        if (word == QLatin1String(name))
            return bit;
    }
    return AskOther;
}

SampleWorld::SampleWorld()
{
    const QJsonObject people = resource("people");
    firsts = textsIn(people[QLatin1String("first")]);
    lasts = textsIn(people[QLatin1String("last")]);
    streets = textsIn(people[QLatin1String("streets")]);
    streetKinds = textsIn(people[QLatin1String("street_kinds")]);
    for (const QJsonValue &v : people[QLatin1String("places")].toArray())
        places.push_back({v[QLatin1String("city")].toString(), v[QLatin1String("region")].toString(),
            v[QLatin1String("postal")].toString()});
    const QJsonObject vehicles = resource("vehicles");
    colours = textsIn(vehicles[QLatin1String("colours")]);
    for (const QJsonValue &v : vehicles[QLatin1String("models")].toArray())
        models.push_back({v[QLatin1String("make")].toString(), v[QLatin1String("model")].toString(),
            textsIn(v[QLatin1String("trims")]), v[QLatin1String("price")].toInt()});
    const QJsonObject words = resource("words");
    notes = textsIn(words[QLatin1String("notes")]);
    for (const QJsonValue &v : words[QLatin1String("asks")].toArray())
        questions.push_back({v[QLatin1String("text")].toString(), askOf(v[QLatin1String("ask")].toString())});
    for (const QJsonValue &v : words[QLatin1String("timeframes")].toArray())
        timeframes.push_back({v[QLatin1String("words")].toString(), v[QLatin1String("days")].toInt(),
            v[QLatin1String("weight")].toDouble()});
}

// A permutation, so that neighbours in time are no neighbours in the index, as with real numbers.
QString SampleWorld::phone(int n)
{
    constexpr qint64 kNumbers = 8'000'000;
    return QStringLiteral("+1555%1").arg((qint64(n) * 7'654'321 + 104'729) % kNumbers + 2'000'000);
}

QString SampleWorld::typed(const QString &e164)
{
    return QStringLiteral("(%1) %2-%3").arg(e164.mid(2, 3), e164.mid(5, 3), e164.mid(8));
}

LeadDraft SampleWorld::person(SampleRandom &random, int n) const
{
    LeadDraft draft;
    draft.first = random.of(firsts);
    draft.last = random.of(lasts);
    draft.full = draft.first + u' ' + draft.last;
    const QString number = phone(n);
    draft.phones = {{typed(number), number, {}, random.chance(0.8) ? PhoneKind::Mobile : PhoneKind::Home}};
    static constexpr const char *kDomains[] = {"example.com", "example.org", "example.net"};
    if (random.chance(0.92)) {
        const QString address = QStringLiteral("%1.%2%3@%4")
                                    .arg(folded(draft.first), folded(draft.last), QString::number(n),
                                        QLatin1String(kDomains[random.below(3)]));
        draft.emails = {{address, address}};
    }
    if (random.chance(0.7)) {
        const Place &place = random.of(places);
        draft.street = QStringLiteral("%1 %2 %3")
                           .arg(QString::number(random.between(1, 980)), random.of(streets), random.of(streetKinds));
        draft.city = place.city;
        draft.region = place.region;
        draft.postal = place.postal;
        draft.country = QStringLiteral("US");
    } else { // code 555 tells no place, and of whom none is known the hours are few (US-1)
        const Place &place = places[size_t(n) % places.size()];
        draft.city = place.city;
        draft.region = place.region;
        draft.country = QStringLiteral("US");
    }
    return draft;
}

VehicleDraft SampleWorld::vehicle(SampleRandom &random, int year) const
{
    const Model &model = random.of(models);
    VehicleDraft vehicle;
    vehicle.make = model.make;
    vehicle.model = model.model;
    vehicle.trim = random.chance(0.7) ? random.of(model.trims) : QString();
    const bool isNew = random.chance(0.55);
    vehicle.status = isNew ? VehicleStatus::New : VehicleStatus::Used;
    vehicle.year = isNew ? year : year - random.between(1, 7);
    return vehicle;
}

void SampleWorld::fillStock(quint64 seed, int units, int year, Time now)
{
    SampleRandom random(seed ^ 0x57);
    stock.clear();
    for (int n = 0; n < units; ++n)
        stock.push_back(unit(random, n, year, now));
}

VehicleDraft SampleWorld::wanted(SampleRandom &random, int year, Time at) const
{
    if (stock.empty() || !random.chance(0.18))
        return vehicle(random, year);
    const Unit &unit = random.of(stock);
    if (unit.since > at)
        return vehicle(random, year);
    VehicleDraft want;
    want.year = unit.year;
    want.make = unit.make;
    want.model = unit.model;
    want.trim = unit.trim;
    want.stock = unit.stock;
    want.status = unit.status;
    return want;
}

void SampleWorld::addWish(SampleRandom &random, LeadDraft &draft, int year, Time at) const
{
    QString name = QStringLiteral("car");
    if (random.chance(0.9)) {
        draft.wants = {wanted(random, year, at)};
        name = draft.wants.front().model;
    }
    if (random.chance(0.75)) {
        const Question &question = random.of(questions);
        draft.comments = question.text.contains(u'%') ? question.text.arg(name) : question.text;
        draft.asks = question.ask;
    }
    double weights[16] = {};
    for (size_t i = 0; i < timeframes.size(); ++i)
        weights[i] = timeframes[i].weight;
    const Timeframe &when = timeframes[size_t(random.weighted({weights, timeframes.size()}))];
    draft.timeframeWords = when.words;
    draft.timeframeDays = when.days;
    if (random.chance(0.16)) {
        VehicleDraft trade = vehicle(random, year - 3);
        trade.status = VehicleStatus::Used;
        trade.interest = Interest::TradeIn;
        trade.odometer = random.between(12, 140) * 1000;
        draft.trades = {trade};
    }
    draft.preApproved = random.chance(0.06);
    draft.downPayment = random.chance(0.08) ? random.between(1, 12) * 100'000 : 0;
}

// Letters of no maker; the check digit is right, so that the number passes for one.
static QString vin(SampleRandom &random)
{
    static constexpr char kSigns[] = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
    QString vin = QStringLiteral("4ZZ");
    while (vin.size() < 17)
        vin += QLatin1Char(kSigns[random.below(33)]);
    for (const char digit : {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'}) {
        vin[8] = QLatin1Char(digit);
        if (checkVin(vin) == VinCheck::Agrees)
            break;
    }
    return vin;
}

Unit SampleWorld::unit(SampleRandom &random, int n, int year, Time now) const
{
    const VehicleDraft draft = vehicle(random, year);
    const auto model =
        std::ranges::find_if(models, [&](const Model &m) { return m.make == draft.make && m.model == draft.model; });
    Unit unit;
    unit.stock = QStringLiteral("%1%2").arg(draft.status == VehicleStatus::New ? u'N' : u'U').arg(1100 + n);
    unit.vin = vin(random);
    unit.year = draft.year;
    unit.make = draft.make;
    unit.model = draft.model;
    unit.trim = draft.trim.isEmpty() ? model->trims.first() : draft.trim;
    unit.colour = random.of(colours);
    unit.status = draft.status;
    const int age = year - draft.year;
    unit.odometer = age == 0 ? random.between(3, 40) : age * random.between(8, 15) * 1000;
    unit.price = qint64(std::lround(model->price * std::pow(0.88, age))) / 50 * 50 * 100;
    unit.since = now - random.between(1, 110) * kDay;
    unit.search =
        folded(QStringLiteral("%1 %2 %3 %4 %5 %6")
                   .arg(QString::number(unit.year), unit.make, unit.model, unit.trim, unit.stock, unit.vin.right(8)));
    return unit;
}

} // namespace updesk
