// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sameinquiry.h"

#include "core/desk/capturerows.h"
#include "core/people/customerstore.h"
#include "core/people/personname.h"
#include "core/store/apply.h"

#include <algorithm>

namespace updesk
{

bool sameVehicle(const LeadVehicle &row, const VehicleDraft &draft)
{
    if (!draft.stock.isEmpty() || !draft.vin.isEmpty())
        return row.stock == draft.stock && row.vin == draft.vin;
    return row.year == draft.year && row.make.compare(draft.make, Qt::CaseInsensitive) == 0
        && row.model.compare(draft.model, Qt::CaseInsensitive) == 0;
}

namespace
{

/// How a draft stands to the customer of a lead.
struct Likeness {
    bool shares = false; ///< a phone or an e-mail
    bool addsWay = false; ///< a phone or an e-mail that the customer does not have
    bool sameName = false, otherName = false;
    bool onePerson() const { return !otherName && (shares || sameName); }
};

Result<Likeness> likeness(Database &database, const LeadDraft &draft, CustomerId id)
{
    const CustomerStore store(database);
    const auto customer = store.find(id);
    if (!customer)
        return customer.error();
    const auto phones = store.phones(customer->id);
    const auto emails = store.emails(customer->id);
    if (!phones || !emails)
        return !phones ? phones.error() : emails.error();
    Likeness like;
    const auto count = [&like](bool known) { (known ? like.shares : like.addsWay) = true; };
    for (const PhoneDraft &phone : draft.phones) {
        count(std::ranges::any_of(*phones, [&](const Phone &row) {
            return phone.e164.isEmpty() ? row.typed == phone.typed : row.e164 == phone.e164;
        }));
    }
    for (const EmailDraft &mail : draft.emails) {
        count(std::ranges::any_of(*emails, [&](const Email &row) {
            return mail.address.isEmpty() ? row.typed == mail.typed : row.address == mail.address;
        }));
    }
    const auto name = [&like](const QString &asked, const QString &known) {
        if (!asked.isEmpty() && !known.isEmpty())
            (nameKey(asked) == nameKey(known) ? like.sameName : like.otherName) = true;
    };
    name(draft.first, customer->first);
    name(draft.last, customer->last);
    if (draft.full.isEmpty())
        name(draft.company, customer->company);
    return like;
}

Result<bool> tellsOfNewCar(Database &database, const LeadDraft &draft, LeadId lead)
{
    const auto wants = wantsOf(database, lead);
    const auto trades = tradesOf(database, lead);
    if (!wants || !trades)
        return !wants ? wants.error() : trades.error();
    const auto isNew = [](const std::vector<VehicleDraft> &drafts, const std::vector<LeadVehicle> &rows) {
        return std::ranges::any_of(drafts, [&](const VehicleDraft &car) {
            return std::ranges::none_of(rows, [&](const LeadVehicle &row) { return sameVehicle(row, car); });
        });
    };
    return isNew(draft.wants, *wants) || isNew(draft.trades, *trades);
}

Result<bool> saysAll(Database &database, const LeadDraft &draft, LeadId id, bool keyed)
{
    const auto lead = load(database, kLead, id.value);
    if (!lead && lead.error().code == Error::Code::NotFound) // taken back: whom it told of cannot be compared
        return false;
    if (!lead)
        return lead.error();
    const auto like = likeness(database, draft, lead->customer);
    if (!like || !like->onePerson())
        return like ? Result<bool>(false) : like.error();
    if (keyed) // the person at the desk had the document before them
        return true;
    const auto newCar = tellsOfNewCar(database, draft, id);
    return newCar ? Result<bool>(!*newCar && !like->addsWay) : newCar;
}

} // namespace

Result<LeadId> sameInquiry(Database &database, const LeadDraft &draft, SourceId source, const CaptureChoices &choices)
{
    std::vector<std::pair<LeadId, bool>> perhaps; // with: keyed by hand
    if (choices.ordinal >= 0 && !choices.original.isNull()) {
        const auto own = newestArrival(database, choices.original, choices.ordinal);
        if (!own)
            return own.error();
        // What a person took back does not come back by itself with the same bytes.
        if (own->stands || (!own->lead.isNull() && !choices.again))
            return own->lead;
    }
    for (const OriginalId &earlier : choices.ordinal >= 0 ? choices.earlier : std::vector<OriginalId>{}) {
        const auto arrived = newestArrival(database, earlier, choices.ordinal);
        const auto keyed = leadKeyedFrom(database, earlier);
        if (!arrived || !keyed)
            return !arrived ? arrived.error() : keyed.error();
        perhaps.emplace_back(arrived->lead, false);
        perhaps.emplace_back(*keyed, true);
    }
    if (!draft.externalId.isEmpty()) {
        const auto numbered = leadsOfNumber(database, draft.externalId, source);
        if (!numbered)
            return numbered.error();
        for (const LeadId &lead : *numbered)
            perhaps.emplace_back(lead, false);
    }
    for (const auto &[lead, keyed] : perhaps) {
        const auto same = lead.isNull() ? Result<bool>(false) : saysAll(database, draft, lead, keyed);
        if (!same)
            return same.error();
        if (*same)
            return lead;
    }
    return LeadId{};
}

} // namespace updesk
