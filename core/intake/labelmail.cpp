// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/labelmail.h"

#include "core/intake/amounts.h"
#include "core/intake/codes.h"
#include "core/intake/contact.h"
#include "core/intake/labels.h"
#include "core/intake/mailwords.h"
#include "core/intake/postal.h"
#include "core/intake/providermail.h"
#include "core/intake/vehicles.h"
#include "core/intake/vehicletext.h"
#include "core/people/emailaddress.h"
#include "core/people/personname.h"
#include "core/people/region.h"

#include <algorithm>

namespace updesk
{
namespace
{

/// The dealer's own addresses and those nobody reads are never the customer's.
bool isNotTheCustomers(const QString &address, const LabelMail &mail)
{
    return address.isEmpty() || isNoReply(address) || isDealersOwn(address, mail.recipients);
}

VehicleDraft vehicleOf(const LabelVehicle &label, Interest interest, QStringList &warnings)
{
    VehicleDraft vehicle = label.line.isEmpty() ? VehicleDraft() : vehicleInLine(label.line);
    vehicle.interest = interest;
    if (!label.year.isEmpty()) {
        vehicle.year = yearIn(label.year);
        if (vehicle.year == 0)
            code::warn(warnings, code::kBadYear);
    }
    const auto put = [](QString &field, const QString &value) { field = value.isEmpty() ? field : value; };
    put(vehicle.make, label.make);
    put(vehicle.model, label.model);
    put(vehicle.trim, label.trim);
    put(vehicle.stock, label.stock);
    setVin(vehicle, label.vin, warnings);
    const QString condition = label.condition.toLower();
    if (condition == QLatin1String("new"))
        vehicle.status = VehicleStatus::New;
    else if (condition.contains(QLatin1String("used")) || condition.contains(QLatin1String("certified"))
        || condition.contains(QLatin1String("owned")) || condition == QLatin1String("cpo"))
        vehicle.status = VehicleStatus::Used;
    if (const ReadDistance distance = distanceIn(label.mileage); distance.value >= 0) {
        vehicle.odometer = distance.value;
        vehicle.unit = distance.unit.value_or(OdometerUnit::Miles);
    }
    return vehicle;
}

QString sourceOf(const LabelFields &fields, const LabelMail &mail, const ParseContext &context)
{
    const QString domain = emailDomain(mail.sender);
    if (const SourcePattern *known = findSource(domain, context.sources); known && !known->name.isEmpty())
        return domain;
    return fields.source.isEmpty() ? domain : fields.source;
}

/// The address that a platform puts between both sides, when it is the only way to answer.
void addRelay(const LabelMail &mail, const ParseContext &context, LeadDraft &draft)
{
    const bool platform = findSource(emailDomain(mail.sender), context.sources) != nullptr;
    if (draft.emails.empty() && platform && !isNotTheCustomers(mail.replyTo, mail))
        addEmails(mail.replyTo, draft);
}

LeadDraft draftFrom(const LabelFields &fields, const LabelMail &mail, const ParseContext &context)
{
    LeadDraft draft;
    setSource(draft, sourceOf(fields, mail, context), context.sources);
    NameParts name;
    name.first = fields.first;
    name.last = fields.last;
    name.full = fields.full;
    setName(draft, name);
    draft.city = fields.city;
    draft.country = countryOfPostal(fields.postal);
    draft.region = regionAsKept(fields.region, draft.country);
    draft.postal = normalPostal(fields.postal, draft.country, draft.region);
    const QString phoneRegion = draft.country.isEmpty() ? context.region : draft.country;
    addPhones(fields.phone, phoneRegion, PhoneKind::Unknown, draft);
    addPhones(fields.mobile, phoneRegion, PhoneKind::Mobile, draft);
    addEmails(fields.email, draft);
    std::erase_if(draft.emails,
        [&](const EmailDraft &email) { return !email.address.isEmpty() && isNotTheCustomers(email.address, mail); });
    addRelay(mail, context, draft);
    const VehicleDraft wanted = vehicleOf(fields.wanted, Interest::Buy, draft.warnings);
    if (!isNoVehicle(wanted))
        draft.wants.push_back(wanted);
    const VehicleDraft trade = vehicleOf(fields.trade, Interest::TradeIn, draft.warnings);
    if (!isNoVehicle(trade))
        draft.trades.push_back(trade);
    draft.comments = fields.comments;
    draft.externalId = fields.id;
    draft.timeframeWords = fields.timeframe;
    for (const auto &[label, value] :
        {std::pair{"Timeframe: ", fields.timeframe}, std::pair{"Preferred contact method: ", fields.contactMethod}}) {
        if (!value.isEmpty())
            draft.comments +=
                (draft.comments.isEmpty() ? QString() : QStringLiteral("\n")) + QLatin1String(label) + value;
    }
    finishMailDraft(draft, mail.subject, mail.sent, context);
    return draft;
}

} // namespace

std::optional<LeadDraft> labelLead(const LabelMail &mail, const ParseContext &context)
{
    const bool known = findSource(emailDomain(mail.sender), context.sources) != nullptr;
    if (mail.bulk && !known)
        return std::nullopt;
    const QString text = mail.answers ? withoutQuotedReply(mail.body) : withoutQuoteMarks(mail.body);
    const LabelFields fields = readLabels(text);
    if (fields.count >= kFewestLabels) {
        LeadDraft draft = draftFrom(fields, mail, context);
        if (!isUnreachable(draft))
            return draft;
    }
    LeadType type = LeadType::Web;
    const auto special = providerFields(mail, text, context, type);
    if (!special)
        return std::nullopt;
    LeadDraft draft = draftFrom(*special, mail, context);
    draft.type = type == LeadType::Phone ? LeadType::Phone : draft.type;
    return isUnreachable(draft) ? std::nullopt : std::optional(std::move(draft));
}

} // namespace updesk
