// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/dealrows.h"
#include "core/desk/capturerows.h"
#include "core/desk/worksheet.h"
#include "core/leads/rulebook.h"
#include "core/people/customerstore.h"
#include "core/store/apply.h"
#include "core/vehicles/stockrows.h"

#include <algorithm>

namespace updesk
{

static QString nameOf(const Customer &customer) { return customer.full.isEmpty() ? customer.company : customer.full; }

/// The preferred one, else the first that is good.
template <class Way>
static const Way *wayOf(const std::vector<Way> &ways)
{
    const Way *best = nullptr;
    for (const Way &way : ways) {
        if (!way.bad && (!best || (way.preferred && !best->preferred)))
            best = &way;
    }
    return best;
}

static Result<void> readCustomer(Database &database, const Lead &lead, Worksheet &sheet)
{
    const CustomerStore customers(database);
    const auto who = customers.find(lead.customer);
    if (!who)
        return who.error();
    sheet.customer = nameOf(*who);
    const auto phones = customers.phones(who->id);
    const auto emails = customers.emails(who->id);
    if (!phones || !emails)
        return !phones ? phones.error() : emails.error();
    if (const Phone *phone = wayOf(*phones))
        sheet.customerPhone = phone->e164.isEmpty() ? phone->typed : phone->e164;
    if (const Email *email = wayOf(*emails))
        sheet.customerEmail = email->address;
    if (lead.coBuyer.isNull())
        return {};
    const auto other = customers.find(lead.coBuyer);
    if (!other)
        return other.error();
    sheet.coBuyer = nameOf(*other);
    return {};
}

/// What is wanted, with what our stock knows of it.
static Result<void> readVehicle(Database &database, LeadId lead, Worksheet &sheet)
{
    const auto wants = wantsOf(database, lead);
    if (!wants)
        return wants.error();
    if (wants->empty())
        return {};
    sheet.vehicle = wants->front();
    LeadVehicle &want = sheet.vehicle;
    if (want.stock.isEmpty())
        return {};
    const auto units = stockNumbered(database, want.stock, 5);
    if (!units)
        return units.error();
    const auto unit = std::ranges::find_if(
        *units, [&](const StockRow &row) { return row.stock.compare(want.stock, Qt::CaseInsensitive) == 0; });
    if (unit == units->end())
        return {};
    want.vin = unit->vin.isEmpty() ? want.vin : unit->vin;
    want.trim = unit->trim.isEmpty() ? want.trim : unit->trim;
    want.status = unit->status;
    want.odometer = unit->odometer;
    return {};
}

Result<std::optional<Appraisal>> knownTrade(Database &database, LeadId lead)
{
    const auto appraised = appraisalsOfLead(database, lead);
    if (!appraised)
        return appraised.error();
    if (!appraised->empty())
        return std::optional(appraised->front());
    const auto named = tradesOf(database, lead);
    if (!named)
        return named.error();
    if (named->empty())
        return std::optional<Appraisal>();
    const LeadVehicle &v = named->front();
    Appraisal trade;
    trade.lead = lead;
    trade.year = v.year;
    trade.make = v.make;
    trade.model = v.model;
    trade.trim = v.trim;
    trade.vin = v.vin;
    trade.odometer = std::max(0, v.odometer);
    trade.unit = v.unit;
    trade.payoff = v.payoff;
    trade.lender = v.lender;
    return std::optional(trade);
}

static QString personName(const Rulebook &rules, PersonId id)
{
    const auto who = std::ranges::find(rules.people, id, &Person::id);
    return who == rules.people.end() ? QString() : who->name;
}

Result<Worksheet> worksheetOf(Database &database, LeadId id, const KeptPencils &numbers, PersonId writer, Time now)
{
    const auto rules = rulebook(database);
    const auto lead = load(database, kLead, id.value);
    const auto trade = knownTrade(database, id);
    if (!rules || !lead || !trade)
        return !rules ? rules.error() : !lead ? lead.error() : trade.error();
    Worksheet sheet;
    sheet.lead = id;
    const Dealership &store = (*rules)->dealership;
    sheet.store = store.name;
    sheet.address = store.address;
    sheet.phone = store.phone;
    sheet.region = store.region;
    sheet.zone = store.timeZone.toLatin1();
    sheet.at = now;
    sheet.by = personName(**rules, writer);
    sheet.kept = numbers.at;
    sheet.keptBy = personName(**rules, numbers.by);
    sheet.trade = *trade;
    sheet.loan = numbers.loan;
    sheet.lease = numbers.lease;
    if (auto read = readCustomer(database, *lead, sheet); !read)
        return read.error();
    if (auto read = readVehicle(database, id, sheet); !read)
        return read.error();
    return sheet;
}

} // namespace updesk
