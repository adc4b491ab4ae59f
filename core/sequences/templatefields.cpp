// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatefields.h"

#include <QLatin1String>

#include <algorithm>
#include <array>

namespace updesk
{

using enum FieldSource;

// By number of TemplateField.
static constexpr std::array<KnownField, kTemplateFields> kKnown{{
    {TemplateField::First, "first", FieldType::Name, Customer, false},
    {TemplateField::Last, "last", FieldType::Name, Customer, false},
    {TemplateField::Name, "name", FieldType::Name, Customer, false},
    {TemplateField::Vehicle, "vehicle", FieldType::Words, Want, false},
    {TemplateField::Year, "year", FieldType::Number, Want, false},
    {TemplateField::Make, "make", FieldType::Words, Want, false},
    {TemplateField::Model, "model", FieldType::Words, Want, false},
    {TemplateField::Trim, "trim", FieldType::Words, Want, false},
    {TemplateField::Stock, "stock", FieldType::Words, Stock, true},
    {TemplateField::Miles, "miles", FieldType::Number, Stock, true},
    {TemplateField::Price, "price", FieldType::Money, Stock, true},
    {TemplateField::Count, "count", FieldType::Number, Stock, true},
    {TemplateField::Others, "others", FieldType::Number, Stock, true},
    {TemplateField::Payment, "payment", FieldType::Payment, Quote, true},
    {TemplateField::Incentive, "incentive", FieldType::Words, Offers, true},
    {TemplateField::Trade, "trade", FieldType::Words, TradeIn, false},
    {TemplateField::Rep, "rep", FieldType::Name, Owner, false},
    {TemplateField::RepPhone, "rep phone", FieldType::Phone, Dealership, false},
    {TemplateField::Store, "store", FieldType::Words, Dealership, false},
    {TemplateField::StorePhone, "store phone", FieldType::Phone, Dealership, false},
    {TemplateField::StoreAddress, "store address", FieldType::Words, Dealership, false},
    {TemplateField::NextTime, "time", FieldType::Moment, Hours, false},
    {TemplateField::OtherTime, "other time", FieldType::Moment, Hours, false},
    {TemplateField::Visit, "visit", FieldType::Moment, Appointment, true},
    {TemplateField::VisitTime, "visit time", FieldType::Moment, Appointment, true},
    {TemplateField::AsOf, "as of", FieldType::Moment, FieldSource::Clock, false},
}};

static_assert([] {
    for (int i = 0; i < kTemplateFields; ++i) {
        if (int(kKnown[size_t(i)].field) != i)
            return false;
    }
    return true;
}());

std::span<const KnownField> knownFields() { return kKnown; }

const KnownField *knownField(QStringView name)
{
    const auto found = std::ranges::find_if(
        kKnown, [&](const KnownField &f) { return name.compare(QLatin1String(f.name), Qt::CaseInsensitive) == 0; });
    return found == kKnown.end() ? nullptr : &*found;
}

const KnownField &fieldOf(TemplateField field) { return kKnown[size_t(field)]; }

} // namespace updesk
