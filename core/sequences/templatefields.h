// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <span>

namespace updesk
{

/// What a message may say of a lead. The names in braces are the same in all languages.
enum class TemplateField : quint8 {
    First,
    Last,
    Name,
    Vehicle,
    Year,
    Make,
    Model,
    Trim,
    Stock,
    Miles,
    Price,
    Count,
    Others,
    Payment,
    Incentive,
    Trade,
    Rep,
    RepPhone,
    Store,
    StorePhone,
    StoreAddress,
    NextTime,
    OtherTime,
    Visit,
    VisitTime,
    AsOf
};
inline constexpr int kTemplateFields = int(TemplateField::AsOf) + 1;

enum class FieldType : quint8 { Name, Words, Number, Money, Phone, Moment, Payment };
/// Where its value comes from.
enum class FieldSource : quint8 {
    Customer,
    Want,
    Stock,
    TradeIn,
    Owner,
    Dealership,
    Hours,
    Appointment,
    Quote,
    Offers,
    Clock
};

struct KnownField {
    TemplateField field;
    const char *name; ///< as it stands between the braces
    FieldType type;
    FieldSource source;
    bool claim; ///< it says of a car, a price or a visit what must be true when the message leaves (F62)
};

/// All of them, in the order in which they are offered; claims have no fallback word.
std::span<const KnownField> knownFields();
/// By what was typed between the braces, whatever its case; nullptr: there is none of this name.
const KnownField *knownField(QStringView name);
const KnownField &fieldOf(TemplateField field);

} // namespace updesk
