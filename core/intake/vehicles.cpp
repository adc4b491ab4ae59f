// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/vehicles.h"

#include "core/intake/amounts.h"
#include "core/intake/codes.h"
#include "core/intake/fieldtext.h"
#include "core/intake/vehicletext.h"
#include "core/vehicles/vin.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr size_t kMostVehicles = 100;
constexpr qsizetype kLongestDetails = 8192;

Interest interestOf(const QString &written)
{
    const auto has = [&](const char *word) { return written.contains(QLatin1String(word), Qt::CaseInsensitive); };
    if (has("sell"))
        return Interest::Sell;
    if (has("trade") || has("apprais"))
        return Interest::TradeIn;
    if (has("lease"))
        return Interest::Lease;
    return has("test") ? Interest::TestDrive : Interest::Buy;
}

VehicleStatus statusOf(const QString &written)
{
    const QString status = written.trimmed().toLower();
    if (status == QLatin1String("new"))
        return VehicleStatus::New;
    for (const char *word : {"used", "certified", "cpo", "pre-owned", "preowned", "pre owned"}) {
        if (status.contains(QLatin1String(word)))
            return VehicleStatus::Used;
    }
    return VehicleStatus::Unknown;
}

/// Writes the facts nobody computes with, one a line: "exteriorcolor: Blueprint".
class Details
{
public:
    explicit Details(QStringList &warnings) : m_warnings(warnings) { }

    void add(const QString &key, const QString &raw)
    {
        const QString value = fieldText(raw, m_warnings);
        if (!value.isEmpty() && m_lines.size() < kLongestDetails)
            m_lines += (m_lines.isEmpty() ? QString() : QStringLiteral("\n")) + key + QLatin1String(": ") + value;
    }
    /// A text with the attributes that tell its kind: "price.offer: -1200 USD absolute msrp".
    void addKind(const AdfElement &element)
    {
        const QString type = element.attribute(Attribute::Type).simplified().toLower().left(32);
        QStringList words{element.text};
        for (const Attribute attribute :
            {Attribute::Currency, Attribute::Limit, Attribute::Delta, Attribute::RelativeTo})
            words << element.attribute(attribute);
        const QString key = tagName(element.tag) + (type.isEmpty() ? QString() : u'.' + type);
        if (!element.text.trimmed().isEmpty())
            add(key, words.join(u' '));
    }
    QString lines() const { return m_lines; }

private:
    QStringList &m_warnings;
    QString m_lines;
};

void addColours(const AdfElement &vehicle, Details &details)
{
    std::vector<std::pair<int, const AdfElement *>> colours;
    for (const AdfElement &element : vehicle.children) {
        if (element.tag == Tag::ColorCombination) {
            const int preference = element.childText(Tag::Preference).trimmed().toInt();
            colours.emplace_back(preference > 0 ? preference : 1000, &element);
        }
    }
    std::stable_sort(colours.begin(), colours.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[preference, element] : colours) {
        for (const Tag tag : {Tag::ExteriorColor, Tag::InteriorColor})
            details.add(tagName(tag), element->childText(tag));
    }
}

QString detailsOf(const AdfElement &vehicle, QStringList &warnings)
{
    Details details(warnings);
    for (const Tag tag : {Tag::BodyStyle, Tag::Doors, Tag::Transmission, Tag::Condition})
        details.add(tagName(tag), vehicle.childText(tag));
    addColours(vehicle, details);
    for (const AdfElement &element : vehicle.children) {
        if (element.tag == Tag::Price) {
            details.addKind(element);
        } else if (element.tag == Tag::PriceComments) {
            details.add(tagName(element.tag), element.text);
        } else if (element.tag == Tag::Option) {
            details.add(tagName(element.tag), element.childText(Tag::OptionName));
        } else if (element.tag == Tag::Finance) {
            details.add(tagName(Tag::Method), element.childText(Tag::Method));
            for (const AdfElement &part : element.children) {
                if (part.tag == Tag::Amount || part.tag == Tag::Balance)
                    details.addKind(part);
            }
        }
    }
    return details.lines();
}

void readOdometer(const AdfElement &element, VehicleDraft &vehicle)
{
    const AdfElement *odometer = element.child(Tag::Odometer);
    if (!odometer)
        return;
    const ReadDistance distance = distanceIn(odometer->text);
    if (distance.value < 0)
        return;
    vehicle.odometer = distance.value;
    const auto attribute = unitIn(odometer->attribute(Attribute::Units));
    const auto child = unitIn(odometer->childText(Tag::Units));
    vehicle.unit = attribute.value_or(child.value_or(distance.unit.value_or(OdometerUnit::Miles)));
}

VehicleDraft vehicleOf(const AdfElement &element, QStringList &warnings)
{
    VehicleDraft vehicle;
    const auto text = [&](Tag tag) { return fieldText(element.childText(tag), warnings); };
    vehicle.interest = interestOf(fieldText(element.attribute(Attribute::Interest), warnings));
    vehicle.status = statusOf(fieldText(element.attribute(Attribute::Status), warnings));
    if (const QString year = text(Tag::Year); !year.isEmpty()) {
        vehicle.year = yearIn(year);
        if (vehicle.year == 0)
            code::warn(warnings, code::kBadYear);
    }
    vehicle.make = text(Tag::Make);
    vehicle.model = text(Tag::Model);
    vehicle.trim = text(Tag::Trim);
    vehicle.stock = text(Tag::Stock);
    setVin(vehicle, text(Tag::Vin), warnings);
    readOdometer(element, vehicle);
    vehicle.details = detailsOf(element, warnings);
    return vehicle;
}

/// What a vehicle's finance says about the lead (wanted) or about what is owed (trade).
void readFinance(const AdfElement &element, VehicleDraft &vehicle, LeadDraft &draft)
{
    const AdfElement *finance = element.child(Tag::Finance);
    if (!finance)
        return;
    for (const AdfElement &part : finance->children) {
        const QString type = part.attribute(Attribute::Type).trimmed().toLower();
        const auto cents = centsIn(part.text);
        if (part.tag == Tag::Balance && isTrade(vehicle.interest) && type != QLatin1String("residual"))
            vehicle.payoff = cents.value_or(0);
        else if (part.tag == Tag::Amount && !isTrade(vehicle.interest) && type == QLatin1String("downpayment")
            && draft.downPayment == 0)
            draft.downPayment = cents.value_or(0);
    }
    if (!isTrade(vehicle.interest) && draft.financeMethod.isEmpty())
        draft.financeMethod = fieldText(finance->childText(Tag::Method), draft.warnings);
}

void collect(const AdfElement &parent, std::vector<const AdfElement *> &found)
{
    for (const AdfElement &element : parent.children) {
        if (element.tag == Tag::Vehicles)
            collect(element, found);
        else if (element.tag == Tag::Vehicle && found.size() < kMostVehicles)
            found.push_back(&element);
    }
}

bool namesOne(const VehicleDraft &vehicle)
{
    return !vehicle.make.isEmpty() || !vehicle.vin.isEmpty() || !vehicle.stock.isEmpty();
}

} // namespace

void setVin(VehicleDraft &vehicle, const QString &written, QStringList &warnings)
{
    if (written.isEmpty())
        return;
    vehicle.vin = normalVin(written);
    if (vehicle.vin.isEmpty())
        code::warn(warnings, code::kBadVin);
    else if (checkVin(vehicle.vin) == VinCheck::Wrong)
        code::warn(warnings, code::kVinCheckDigit);
}

void readVehicles(const AdfElement &prospect, LeadDraft &draft)
{
    std::vector<const AdfElement *> elements;
    collect(prospect, elements);
    std::vector<VehicleDraft> vehicles;
    for (const AdfElement *element : elements) {
        VehicleDraft vehicle = vehicleOf(*element, draft.warnings);
        readFinance(*element, vehicle, draft);
        vehicles.push_back(std::move(vehicle));
    }
    if (std::none_of(vehicles.begin(), vehicles.end(), namesOne)) {
        VehicleDraft filled = vehicles.empty() ? VehicleDraft() : vehicles.front();
        const QString vin = filled.vin;
        fillFromLines(draft.comments, filled);
        if (filled.vin != vin && checkVin(filled.vin) == VinCheck::Wrong)
            code::warn(draft.warnings, code::kVinCheckDigit);
        if (!vehicles.empty())
            vehicles.front() = std::move(filled);
        else if (namesOne(filled) && (!filled.model.isEmpty() || filled.make.isEmpty()))
            vehicles.push_back(std::move(filled));
    }
    for (VehicleDraft &vehicle : vehicles) {
        if (!isNoVehicle(vehicle))
            (isTrade(vehicle.interest) ? draft.trades : draft.wants).push_back(std::move(vehicle));
    }
}

} // namespace updesk
