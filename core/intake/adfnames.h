// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace updesk
{

/// The elements that are read; everything else is passed over.
enum class Tag : quint8 {
    Unknown,
    // Elements that hold others.
    Adf,
    Prospect,
    Vehicles,
    Vehicle,
    ColorCombination,
    Option,
    Finance,
    Customer,
    Contact,
    Address,
    Timeframe,
    Vendor,
    Provider,
    Odometer,
    Salesperson,
    // Elements that hold text.
    Id,
    RequestDate,
    Year,
    Make,
    Model,
    Vin,
    Stock,
    Trim,
    Doors,
    BodyStyle,
    Transmission,
    Units,
    Condition,
    InteriorColor,
    ExteriorColor,
    Preference,
    Price,
    PriceComments,
    OptionName,
    Method,
    Amount,
    Balance,
    Comments,
    Description,
    EarliestDate,
    LatestDate,
    Name,
    Email,
    Phone,
    CellPhone,
    Street,
    Apartment,
    City,
    RegionCode,
    PostalCode,
    Country,
    VendorName,
    Url,
    Service,
    SmsOptIn,
    EmailOptIn,
    PhoneOptIn,
    Consent
};

/// The attributes that are read.
enum class Attribute : quint8 {
    Unknown,
    Status,
    Sequence,
    Source,
    Interest,
    Type,
    Units,
    Currency,
    Delta,
    RelativeTo,
    Limit,
    Part,
    PreferredContact,
    PrimaryContact,
    BestTime,
    Line
};

/// The element of a written name: without prefix, in any case, aliases included.
Tag tagOf(QStringView written);
Attribute attributeOf(QStringView written);

/// True for elements whose children are read as elements and not as marks inside text.
constexpr bool holdsElements(Tag tag) { return tag > Tag::Unknown && tag <= Tag::Salesperson; }

/// The name under which a fact stands in VehicleDraft::details and in consent lines.
QString tagName(Tag tag);

} // namespace updesk
