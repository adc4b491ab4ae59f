// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// A person or company that may buy. Phones, e-mails, addresses and consent are rows of their own.
struct Customer {
    CustomerId id;
    QString first, last, full, company;
    QString suffix; ///< Jr., III: such people are never merged
    HouseholdId household; ///< shared by people of one household; null: none known
    CustomerId mergedInto; ///< the record that took this one over
    QString dmsNumber, language;
    Time created = 0;
    bool operator==(const Customer &) const = default;
};

struct Phone {
    PhoneId id;
    CustomerId customer;
    QString typed, e164, extension;
    int kind = 0; ///< PhoneKind
    bool preferred = false, bad = false, dncOn = false;
    QString zone;
    bool operator==(const Phone &) const = default;
};

struct Email {
    EmailId id;
    CustomerId customer;
    QString typed, address, matching; ///< matching: gmail dots and +tags dropped
    bool preferred = false, bad = false;
    bool operator==(const Email &) const = default;
};

struct Address {
    RowOnlyId id;
    CustomerId customer;
    QString street, city, region, postal, country, lastKey; ///< lastKey: folded last name, to block matches by
    int kind = 0;
    bool operator==(const Address &) const = default;
};

struct CustomerLabel {
    RowOnlyId id;
    CustomerId customer;
    QString tag;
    bool operator==(const CustomerLabel &) const = default;
};

/// One statement of a customer about one channel. Rows are only added; the newest counts, but a "no" goes
/// before a "yes", and binds until a manager lifts it (kLiftedConsent).
struct Consent {
    enum class State : quint8 { None, Yes, No, Mistake }; ///< Mistake: the row before it was keyed by mistake
    enum class How : quint8 { Keyed, Words, Form };
    enum class Given : quint8 { Unknown, InPerson, Phone, WebForm, Paper };
    RowOnlyId id;
    CustomerId customer;
    QString address;
    int channel = 0; ///< Channel; 0: all
    QString purpose;
    State state = State::None;
    How how = How::Keyed;
    QString words;
    PersonId by;
    Time at = 0;
    Given given = Given::Unknown; ///< how a consent was given
    QString form; ///< the version of the form that it was given on
    bool operator==(const Consent &) const = default;
};

inline constexpr TableOf kCustomer{"customer", column("first", &Customer::first), column("last", &Customer::last),
    column("full_name", &Customer::full), column("company", &Customer::company), column("suffix", &Customer::suffix),
    column("household_id", &Customer::household), column("merged_into", &Customer::mergedInto),
    column("dms_no", &Customer::dmsNumber), column("lang", &Customer::language), column("created", &Customer::created)};

inline constexpr TableOf kPhone{"phone", column("customer_id", &Phone::customer), column("typed", &Phone::typed),
    column("e164", &Phone::e164), column("extension", &Phone::extension), column("kind", &Phone::kind),
    column("preferred", &Phone::preferred), column("bad", &Phone::bad), column("dnc_on", &Phone::dncOn),
    column("zone", &Phone::zone)};

inline constexpr TableOf kEmail{"email", column("customer_id", &Email::customer), column("typed", &Email::typed),
    column("address", &Email::address), column("matching", &Email::matching), column("preferred", &Email::preferred),
    column("bad", &Email::bad)};

inline constexpr TableOf kAddress{"address", column("customer_id", &Address::customer),
    column("street", &Address::street), column("city", &Address::city), column("region", &Address::region),
    column("postal", &Address::postal), column("country", &Address::country), column("last_key", &Address::lastKey),
    column("kind", &Address::kind)};

inline constexpr TableOf kTag{
    "tag", column("customer_id", &CustomerLabel::customer), column("tag", &CustomerLabel::tag)};

inline constexpr TableOf kConsent{"consent", Feed::Store, Trait::Legal,
    column("customer_id", &Consent::customer, Rule::Added), column("address", &Consent::address, Rule::Added),
    column("channel", &Consent::channel, Rule::Added), column("purpose", &Consent::purpose, Rule::Added),
    column("state", &Consent::state, Rule::Added), column("how", &Consent::how, Rule::Added),
    column("words", &Consent::words, Rule::Added), column("by_person", &Consent::by, Rule::Added),
    column("at", &Consent::at, Rule::Added), column("given", &Consent::given, Rule::Added),
    column("form", &Consent::form, Rule::Added)};

/// Keeps the folded words that the name search reads (desk-only table word).
extern const Derivation kNameWords;

} // namespace updesk
