// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capturewriter.h"

#include "core/people/emailaddress.h"
#include "core/people/personname.h"
#include "core/people/phonenumber.h"

namespace updesk
{

static void readPhones(LeadDraft &draft, const QString &region)
{
    std::vector<PhoneDraft> read;
    for (PhoneDraft &phone : draft.phones) {
        if (!phone.e164.isEmpty() || phone.typed.isEmpty()) {
            read.push_back(std::move(phone));
            continue;
        }
        const auto numbers = phonesIn(phone.typed, region);
        for (const PhoneNumber &number : numbers)
            read.push_back({number.typed, number.e164, number.extension, phone.kind});
        if (numbers.empty())
            read.push_back(std::move(phone));
    }
    std::erase_if(read, [](const PhoneDraft &p) { return p.typed.trimmed().isEmpty() && p.e164.isEmpty(); });
    draft.phones = std::move(read);
}

static void readEmails(LeadDraft &draft)
{
    std::vector<EmailDraft> read;
    for (EmailDraft &mail : draft.emails) {
        if (!mail.address.isEmpty() || mail.typed.trimmed().isEmpty()) {
            read.push_back(std::move(mail));
            continue;
        }
        const auto addresses = emailsIn(mail.typed);
        read.insert(read.end(), addresses.begin(), addresses.end());
        if (addresses.empty())
            read.push_back({mail.typed, {}});
    }
    std::erase_if(read, [](const EmailDraft &m) { return m.typed.trimmed().isEmpty() && m.address.isEmpty(); });
    draft.emails = std::move(read);
}

LeadDraft completed(LeadDraft draft, const Rulebook &rules)
{
    const QString home = rules.dealership.region.isEmpty() ? QStringLiteral("US") : rules.dealership.region;
    readPhones(draft, draft.country.isEmpty() ? home : draft.country);
    readEmails(draft);
    draft.first = draft.first.simplified();
    draft.last = draft.last.simplified();
    draft.full = draft.full.simplified();
    if (draft.full.isEmpty())
        draft.full = QString(draft.first + u' ' + draft.last).trimmed();
    if (draft.first.isEmpty() && draft.last.isEmpty() && !draft.full.isEmpty() && draft.company.isEmpty()) {
        const PersonName name = personName(draft.full);
        draft.first = name.first;
        draft.last = name.last;
    }
    if (draft.timeframeDays < 0 && !draft.timeframeWords.isEmpty())
        draft.timeframeDays = timeframeDays(draft.timeframeWords, rules.timeframes);
    return draft;
}

MatchFacts matchFactsOf(const LeadDraft &draft)
{
    MatchFacts facts;
    facts.first = draft.first;
    facts.last = draft.last;
    if (!draft.full.isEmpty())
        facts.suffix = personName(draft.full).suffix;
    facts.company = draft.company;
    for (const PhoneDraft &phone : draft.phones) {
        if (!phone.e164.isEmpty())
            facts.phones << phone.e164;
    }
    for (const EmailDraft &mail : draft.emails) {
        if (!mail.address.isEmpty())
            facts.emails << matchingEmail(mail.address);
    }
    facts.street = draft.street;
    facts.postal = draft.postal;
    for (const VehicleDraft &trade : draft.trades) {
        if (!trade.vin.isEmpty())
            facts.vins.push_back({trade.vin, draft.received});
    }
    return facts;
}

} // namespace updesk
