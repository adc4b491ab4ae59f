// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/vehicletext.h"

#include "core/intake/amounts.h"
#include "core/intake/fieldtext.h"
#include "core/vehicles/vin.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

constexpr std::array kTwoWordMakes{"land rover", "alfa romeo", "aston martin", "mercedes benz", "rolls royce"};
constexpr std::array kMakes{"acura", "alfa romeo", "aston martin", "audi", "bentley", "bmw", "buick", "cadillac",
    "chevrolet", "chevy", "chrysler", "citroen", "dodge", "ferrari", "fiat", "ford", "genesis", "gmc", "honda",
    "hummer", "hyundai", "infiniti", "isuzu", "jaguar", "jeep", "kia", "lamborghini", "land rover", "lexus", "lincoln",
    "lotus", "lucid", "maserati", "mazda", "mclaren", "mercedes", "mercedes benz", "mercedes-benz", "mercury", "mini",
    "mitsubishi", "nissan", "oldsmobile", "peugeot", "plymouth", "polestar", "pontiac", "porsche", "ram", "renault",
    "rivian", "rolls royce", "rolls-royce", "saab", "saturn", "scion", "seat", "skoda", "smart", "subaru", "suzuki",
    "tesla", "toyota", "vauxhall", "volkswagen", "volvo", "vw"};
constexpr qsizetype kLongestWord = 32;
constexpr qsizetype kLongestLabel = 24;

template <size_t N>
bool isIn(const std::array<const char *, N> &names, const QString &name)
{
    return std::any_of(names.begin(), names.end(),
        [&](const char *known) { return name.compare(QLatin1String(known), Qt::CaseInsensitive) == 0; });
}

/// How many words the make at `at` has; 0: no make that is known.
qsizetype makeWords(const QStringList &words, qsizetype at)
{
    if (at + 1 < words.size() && isIn(kTwoWordMakes, words[at] + u' ' + words[at + 1]))
        return 2;
    return at < words.size() && isIn(kMakes, words[at]) ? 1 : 0;
}

QString withoutPunctuation(QStringView word)
{
    const auto isEdge = [](QChar c) { return QStringView(u".,;:!?()\"*").contains(c); };
    while (!word.isEmpty() && isEdge(word.back()))
        word.chop(1);
    while (!word.isEmpty() && isEdge(word.front()))
        word = word.mid(1);
    return word.size() > kLongestWord ? QString() : word.toString();
}

enum class Fact { None, Vin, Stock, Year, Make, Model, Trim };

Fact factOf(QStringView label)
{
    struct Label {
        const char *words;
        Fact fact;
    };
    static constexpr std::array<Label, 11> labels{{{"vin", Fact::Vin}, {"stock #", Fact::Stock},
        {"stock number", Fact::Stock}, {"inventory stock id", Fact::Stock}, {"stock", Fact::Stock},
        {"year", Fact::Year}, {"model year", Fact::Year}, {"inventory year", Fact::Year}, {"make", Fact::Make},
        {"model", Fact::Model}, {"trim", Fact::Trim}}};
    label = label.trimmed();
    if (label.size() > kLongestLabel)
        return Fact::None;
    for (const Label &known : labels) {
        if (label.compare(QLatin1String(known.words), Qt::CaseInsensitive) == 0)
            return known.fact;
    }
    return Fact::None;
}

void fill(VehicleDraft &vehicle, Fact fact, const QString &value)
{
    const auto put = [&](QString &field) { field = field.isEmpty() ? value : field; };
    switch (fact) {
    case Fact::Vin:
        if (vehicle.vin.isEmpty())
            vehicle.vin = normalVin(value);
        break;
    case Fact::Stock:
        put(vehicle.stock);
        break;
    case Fact::Year:
        vehicle.year = vehicle.year == 0 ? yearIn(value) : vehicle.year;
        break;
    case Fact::Make:
        put(vehicle.make);
        break;
    case Fact::Model:
        put(vehicle.model);
        break;
    case Fact::Trim:
        put(vehicle.trim);
        break;
    case Fact::None:
        break;
    }
}

/// Where the piece that starts at `from` ends: at a line break, at " | " or before ", Word:".
qsizetype pieceEnd(const QString &text, qsizetype from)
{
    for (qsizetype at = from; at < text.size(); ++at) {
        if (text[at] == u'\n' || (text[at] == u'|' && at > 0 && text[at - 1] == u' '))
            return at;
        if (text[at] != u',')
            continue;
        const QStringView next = QStringView(text).mid(at + 1, kLongestLabel + 2);
        const qsizetype colon = next.indexOf(u':');
        if (colon > 1 && next.front() == u' ' && factOf(next.left(colon)) != Fact::None)
            return at;
    }
    return text.size();
}

} // namespace

bool isNoVehicle(const VehicleDraft &vehicle)
{
    return vehicle.year == 0 && vehicle.make.isEmpty() && vehicle.model.isEmpty() && vehicle.trim.isEmpty()
        && vehicle.stock.isEmpty() && vehicle.vin.isEmpty();
}

VehicleDraft vehicleInLine(const QString &line)
{
    VehicleDraft vehicle;
    QStringList words = line.simplified().split(u' ', Qt::SkipEmptyParts);
    while (!words.isEmpty() && isIn(std::array{"new", "used", "certified", "cpo", "pre-owned"}, words.front())) {
        const bool fresh = words.front().compare(QLatin1String("new"), Qt::CaseInsensitive) == 0;
        vehicle.status = fresh ? VehicleStatus::New : VehicleStatus::Used;
        words.removeFirst();
    }
    if (!words.isEmpty())
        vehicle.year = yearIn(words.front());
    if (vehicle.year > 0)
        words.removeFirst();
    const qsizetype make = words.isEmpty() ? 0 : std::max<qsizetype>(makeWords(words, 0), 1);
    vehicle.make = words.mid(0, make).join(u' ');
    vehicle.model = words.value(make);
    vehicle.trim = words.mid(make + 1).join(u' ');
    return vehicle;
}

std::optional<VehicleDraft> vehicleInText(QStringView text)
{
    QStringList words;
    for (const QStringView word : text.left(16'384).split(u' ', Qt::SkipEmptyParts)) {
        for (const QStringView line : word.split(u'\n', Qt::SkipEmptyParts))
            words << withoutPunctuation(line);
    }
    for (qsizetype at = 0; at < words.size(); ++at) {
        const qsizetype make = makeWords(words, at);
        const QString model = make > 0 ? words.value(at + make) : QString();
        if (model.isEmpty())
            continue;
        const int before = at > 0 ? yearIn(words[at - 1]) : 0;
        const int after = yearIn(words.value(at + make + 1));
        if (before == 0 && after == 0)
            continue;
        VehicleDraft vehicle;
        vehicle.year = before > 0 ? before : after;
        vehicle.make = words.mid(at, make).join(u' ');
        vehicle.model = model;
        return vehicle;
    }
    return std::nullopt;
}

void fillFromLines(const QString &text, VehicleDraft &vehicle)
{
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype end = pieceEnd(text, from);
        const QStringView piece = QStringView(text).mid(from, end - from);
        from = end + 1;
        const qsizetype colon = piece.left(kLongestLabel + 8).indexOf(u':');
        if (colon <= 0)
            continue;
        QStringList ignored;
        const QString value = fieldText(piece.mid(colon + 1).toString(), ignored);
        if (!value.isEmpty())
            fill(vehicle, factOf(piece.left(colon)), value);
    }
}

} // namespace updesk
