// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/adfnames.h"

#include <QHash>
#include <QString>

#include <array>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestName = 20;

struct TagEntry {
    const char *name;
    Tag tag;
};

/// Each element's own name comes before its aliases.
constexpr auto kTags = std::to_array<TagEntry>({{"adf", Tag::Adf}, {"prospect", Tag::Prospect},
    {"vehicles", Tag::Vehicles}, {"vehicle", Tag::Vehicle}, {"colorcombination", Tag::ColorCombination},
    {"option", Tag::Option}, {"finance", Tag::Finance}, {"customer", Tag::Customer}, {"contact", Tag::Contact},
    {"address", Tag::Address}, {"timeframe", Tag::Timeframe}, {"vendor", Tag::Vendor}, {"provider", Tag::Provider},
    {"odometer", Tag::Odometer}, {"mileage", Tag::Odometer}, {"salesperson", Tag::Salesperson},
    {"sales_person", Tag::Salesperson}, {"id", Tag::Id}, {"requestdate", Tag::RequestDate}, {"year", Tag::Year},
    {"modelyear", Tag::Year}, {"make", Tag::Make}, {"model", Tag::Model}, {"vin", Tag::Vin}, {"stock", Tag::Stock},
    {"stocknumber", Tag::Stock}, {"stock_number", Tag::Stock}, {"stockno", Tag::Stock}, {"trim", Tag::Trim},
    {"doors", Tag::Doors}, {"bodystyle", Tag::BodyStyle}, {"transmission", Tag::Transmission}, {"units", Tag::Units},
    {"condition", Tag::Condition}, {"interiorcolor", Tag::InteriorColor}, {"exteriorcolor", Tag::ExteriorColor},
    {"preference", Tag::Preference}, {"price", Tag::Price}, {"pricecomments", Tag::PriceComments},
    {"optionname", Tag::OptionName}, {"method", Tag::Method}, {"amount", Tag::Amount}, {"balance", Tag::Balance},
    {"comments", Tag::Comments}, {"comment", Tag::Comments}, {"description", Tag::Description},
    {"earliestdate", Tag::EarliestDate}, {"latestdate", Tag::LatestDate}, {"name", Tag::Name}, {"email", Tag::Email},
    {"phone", Tag::Phone}, {"telephone", Tag::Phone}, {"cellphone", Tag::CellPhone}, {"mobile", Tag::CellPhone},
    {"street", Tag::Street}, {"apartment", Tag::Apartment}, {"city", Tag::City}, {"regioncode", Tag::RegionCode},
    {"postalcode", Tag::PostalCode}, {"zip", Tag::PostalCode}, {"zipcode", Tag::PostalCode}, {"country", Tag::Country},
    {"vendorname", Tag::VendorName}, {"url", Tag::Url}, {"service", Tag::Service}, {"smsoptin", Tag::SmsOptIn},
    {"textoptin", Tag::SmsOptIn}, {"emailoptin", Tag::EmailOptIn}, {"phoneoptin", Tag::PhoneOptIn},
    {"optin", Tag::Consent}, {"consent", Tag::Consent}, {"tcpaconsent", Tag::Consent}});

struct AttributeEntry {
    const char *name;
    Attribute attribute;
};

constexpr auto kAttributes = std::to_array<AttributeEntry>(
    {{"status", Attribute::Status}, {"sequence", Attribute::Sequence}, {"source", Attribute::Source},
        {"interest", Attribute::Interest}, {"type", Attribute::Type}, {"units", Attribute::Units},
        {"currency", Attribute::Currency}, {"delta", Attribute::Delta}, {"relativeto", Attribute::RelativeTo},
        {"limit", Attribute::Limit}, {"part", Attribute::Part}, {"preferredcontact", Attribute::PreferredContact},
        {"primarycontact", Attribute::PrimaryContact}, {"time", Attribute::BestTime}, {"line", Attribute::Line}});

/// The name without prefix in lower case; empty when it is longer than any that is read.
QString localName(QStringView written)
{
    const QStringView local = written.mid(written.lastIndexOf(u':') + 1);
    return local.size() > kLongestName ? QString() : local.toString().toLower();
}

QHash<QString, Tag> tagTable()
{
    QHash<QString, Tag> table;
    for (const TagEntry &entry : kTags)
        table.insert(QLatin1String(entry.name), entry.tag);
    return table;
}

} // namespace

Tag tagOf(QStringView written)
{
    static const QHash<QString, Tag> table = tagTable();
    return table.value(localName(written), Tag::Unknown);
}

Attribute attributeOf(QStringView written)
{
    const QString name = localName(written);
    for (const AttributeEntry &entry : kAttributes) {
        if (name == QLatin1String(entry.name))
            return entry.attribute;
    }
    return Attribute::Unknown;
}

QString tagName(Tag tag)
{
    for (const TagEntry &entry : kTags) {
        if (entry.tag == tag)
            return QLatin1String(entry.name);
    }
    return {};
}

} // namespace updesk
