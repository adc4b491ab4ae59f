// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/contact.h"

#include "core/intake/codes.h"
#include "core/intake/fieldtext.h"
#include "core/intake/postal.h"
#include "core/people/country.h"
#include "core/people/personname.h"
#include "core/people/phonenumber.h"
#include "core/people/region.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr size_t kMostOfAKind = 50; // a field of thousands of numbers is an attack, and each is compared with all

bool isTrue(const QString &written)
{
    const QString word = written.trimmed().toLower();
    return word == QLatin1String("1") || word == QLatin1String("true") || word == QLatin1String("yes")
        || word == QLatin1String("y");
}

bool hasContent(const AdfElement &contact)
{
    QStringList ignored;
    return std::any_of(contact.children.begin(), contact.children.end(), [&](const AdfElement &element) {
        const bool reaches = element.tag == Tag::Name || element.tag == Tag::Email || element.tag == Tag::Phone
            || element.tag == Tag::CellPhone;
        return reaches && !fieldText(element.text, ignored).isEmpty();
    });
}

const AdfElement &chosenContact(const AdfElement &customer)
{
    const AdfElement *withContent = nullptr;
    const AdfElement *first = nullptr;
    for (const AdfElement &element : customer.children) {
        if (element.tag != Tag::Contact)
            continue;
        first = first ? first : &element;
        if (!hasContent(element))
            continue;
        if (isTrue(element.attribute(Attribute::PrimaryContact)))
            return element;
        withContent = withContent ? withContent : &element;
    }
    if (withContent)
        return *withContent;
    return first && !hasContent(customer) ? *first : customer;
}

void readName(const AdfElement &contact, LeadDraft &draft)
{
    NameParts parts;
    for (const AdfElement &element : contact.children) {
        if (element.tag != Tag::Name)
            continue;
        const QString text = fieldText(element.text, draft.warnings);
        const QString part = element.attribute(Attribute::Part).trimmed().toLower();
        QString &field = part == QLatin1String("first")                         ? parts.first
            : part == QLatin1String("middle")                                   ? parts.middle
            : part == QLatin1String("last") || part == QLatin1String("surname") ? parts.last
                                                                                : parts.full;
        if (field.isEmpty())
            field = text;
        const QString type = element.attribute(Attribute::Type).trimmed();
        parts.business =
            parts.business || (!text.isEmpty() && type.compare(QLatin1String("business"), Qt::CaseInsensitive) == 0);
    }
    setName(draft, parts);
}

PhoneKind kindOf(Tag tag, const QString &type)
{
    if (tag == Tag::CellPhone || type.startsWith(QLatin1String("cell")) || type.startsWith(QLatin1String("mobile")))
        return PhoneKind::Mobile;
    if (type == QLatin1String("home"))
        return PhoneKind::Home;
    return type == QLatin1String("work") || type == QLatin1String("business") || type == QLatin1String("office")
        ? PhoneKind::Work
        : PhoneKind::Unknown;
}

void readPhone(const AdfElement &element, const QString &region, LeadDraft &draft)
{
    const QString type = element.attribute(Attribute::Type).trimmed().toLower();
    if (type == QLatin1String("fax"))
        return;
    const QString typed = fieldText(element.text, draft.warnings);
    if (typed.isEmpty())
        return;
    const QString time = fieldText(element.attribute(Attribute::BestTime), draft.warnings);
    if (draft.bestTime.isEmpty() && time.compare(QLatin1String("nopreference"), Qt::CaseInsensitive) != 0)
        draft.bestTime = time.toLower();
    addPhones(typed, region, kindOf(element.tag, type), draft);
}

/// Reads the elements of the wanted kinds, those with preferredcontact first, else in the order of the document.
template <class Read>
void preferredFirst(
    const AdfElement &contact, std::initializer_list<Tag> tags, Channel channel, LeadDraft &draft, Read read)
{
    for (const bool preferred : {true, false}) {
        for (const AdfElement &element : contact.children) {
            const bool wanted = std::find(tags.begin(), tags.end(), element.tag) != tags.end();
            if (!wanted || isTrue(element.attribute(Attribute::PreferredContact)) != preferred)
                continue;
            read(element);
            if (preferred && draft.preferredChannel == Channel::None)
                draft.preferredChannel = channel;
        }
    }
}

void readAddress(const AdfElement &address, LeadDraft &draft)
{
    std::vector<std::pair<int, QString>> lines;
    for (const AdfElement &element : address.children) {
        if (element.tag != Tag::Street || lines.size() >= kMostOfAKind)
            continue;
        if (const QString line = fieldText(element.text, draft.warnings); !line.isEmpty())
            lines.emplace_back(element.attribute(Attribute::Line).trimmed().toInt(), line);
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QStringList street;
    for (const auto &[number, line] : lines)
        street << line;
    const auto text = [&](Tag tag) { return fieldText(address.childText(tag), draft.warnings); };
    if (const QString apartment = text(Tag::Apartment); !apartment.isEmpty())
        street << apartment;
    draft.street = street.join(QLatin1String(", "));
    draft.city = text(Tag::City);
    const QString postal = text(Tag::PostalCode);
    draft.country = countryCode(text(Tag::Country));
    if (draft.country.isEmpty())
        draft.country = countryOfPostal(postal);
    draft.region = regionAsKept(text(Tag::RegionCode), draft.country);
    draft.postal = normalPostal(postal, draft.country, draft.region);
}

} // namespace

void setName(LeadDraft &draft, const NameParts &parts)
{
    const PersonName name = personName(parts);
    draft.first = name.first;
    draft.last = name.last;
    draft.full = name.full;
    if (parts.business)
        draft.company = name.full;
}

void addPhones(const QString &typed, const QString &region, PhoneKind kind, LeadDraft &draft)
{
    for (PhoneNumber &number : phonesIn(typed, region)) {
        if (draft.phones.size() >= kMostOfAKind)
            return;
        if (number.e164.isEmpty()) {
            code::warn(draft.warnings, code::kBadPhone);
        } else if (const auto same = std::find_if(draft.phones.begin(), draft.phones.end(),
                       [&](const PhoneDraft &other) { return other.e164 == number.e164; });
                   same != draft.phones.end()) {
            same->kind = same->kind == PhoneKind::Unknown ? kind : same->kind;
            continue;
        }
        draft.phones.push_back({std::move(number.typed), std::move(number.e164), std::move(number.extension), kind});
    }
}

void addEmails(const QString &typed, LeadDraft &draft)
{
    for (EmailDraft &email : emailsIn(typed)) {
        if (draft.emails.size() >= kMostOfAKind)
            return;
        const auto same = [&](const EmailDraft &other) { return other.address == email.address; };
        if (email.address.isEmpty())
            code::warn(draft.warnings, code::kBadEmail);
        else if (std::any_of(draft.emails.begin(), draft.emails.end(), same))
            continue;
        draft.emails.push_back(std::move(email));
    }
}

void readContact(const AdfElement &customer, const QString &region, LeadDraft &draft)
{
    const AdfElement &contact = chosenContact(customer);
    readName(contact, draft);
    const AdfElement *address = contact.child(Tag::Address);
    address = address ? address : customer.child(Tag::Address);
    readAddress(address ? *address : contact, draft);
    const QString phoneRegion = draft.country.isEmpty() ? region : draft.country;
    preferredFirst(contact, {Tag::Phone, Tag::CellPhone}, Channel::Phone, draft,
        [&](const AdfElement &element) { readPhone(element, phoneRegion, draft); });
    preferredFirst(contact, {Tag::Email}, Channel::Email, draft,
        [&](const AdfElement &element) { addEmails(fieldText(element.text, draft.warnings), draft); });
}

bool hasNoContact(const LeadDraft &draft)
{
    return draft.full.isEmpty() && draft.emails.empty() && draft.phones.empty();
}

bool isUnreachable(const LeadDraft &draft)
{
    return std::all_of(
               draft.phones.begin(), draft.phones.end(), [](const PhoneDraft &phone) { return phone.e164.isEmpty(); })
        && std::all_of(
            draft.emails.begin(), draft.emails.end(), [](const EmailDraft &email) { return email.address.isEmpty(); });
}

} // namespace updesk
