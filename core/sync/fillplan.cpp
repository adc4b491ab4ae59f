// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fillplan.h"

#include <algorithm>

namespace updesk
{

static constexpr int kSlice = 50'000;
static constexpr int kSliceOfBytes = 500; // a document's part is up to 128 KB

Hangs hangsOn(const Table &table)
{
    const QByteArrayView name(table.name);
    if (name == QByteArrayView("erasure")) // before anybody whom it is about
        return Hangs::Alone;
    if (name == QByteArrayView("lead"))
        return Hangs::Lead;
    if (name == QByteArrayView("customer"))
        return Hangs::Customer;
    if (name == QByteArrayView("quarantine"))
        return Hangs::Quarantine;
    if (name == QByteArrayView("original"))
        return Hangs::Original;
    if (name == QByteArrayView("original_part"))
        return Hangs::OfOriginal;
    // Visits are counted by customer, whichever lead they were made for.
    if (name != QByteArrayView("visit") && table.find("lead_id") >= 0)
        return Hangs::OfLead;
    if (table.find("customer_id") >= 0)
        return Hangs::OfCustomer;
    return table.find("owned_vehicle_id") >= 0 ? Hangs::OfVehicle : Hangs::Alone;
}

std::vector<const Table *> fillOrder(std::span<const Table *const> tables)
{
    const auto rank = [](const Table *table) {
        const Hangs hangs = hangsOn(*table);
        return hangs == Hangs::Lead ? 2 : hangs == Hangs::Alone ? 0 : 1;
    };
    std::vector<const Table *> order(tables.begin(), tables.end());
    std::ranges::stable_sort(order, {}, rank);
    return order;
}

bool isLoose(const Table &table)
{
    return hangsOn(table) == Hangs::OfLead && table.find("customer_id") >= 0 && table.find("at") >= 0;
}

std::vector<const Table *> looseTables(std::span<const Table *const> tables)
{
    std::vector<const Table *> loose;
    std::ranges::copy_if(tables, std::back_inserter(loose), [](const Table *table) { return isLoose(*table); });
    return loose;
}

bool hasBytes(const Table &table)
{
    return std::ranges::any_of(std::span(table.columns).first(size_t(table.count)),
        [](const Column &column) { return column.type == Column::Type::Bytes; });
}

int fillSlice(const Table &table) { return hasBytes(table) ? kSliceOfBytes : kSlice; }

namespace
{

QByteArray filled(QByteArray form, const FillTerms &terms)
{
    form.replace("{first}", QByteArray::number(terms.first));
    form.replace("{active}", "(l.closed=0 OR l.received>={recent} OR l.closed_at>={recent})");
    form.replace("{gone}", "(l.closed<>0 AND l.received<{kept} AND l.closed_at<{kept})");
    form.replace("{recent}", QByteArray::number(terms.now - kWorkedOn));
    form.replace("{kept}", QByteArray::number(terms.now - kKeptAtDesk));
    return form;
}

QByteArray workCondition(Hangs hangs)
{
    switch (hangs) {
    case Hangs::Alone:
        return "true";
    case Hangs::Lead:
        return "{active}";
    case Hangs::OfLead:
        return "EXISTS(SELECT 1 FROM updesk.lead l WHERE l.id=c.lead_id AND {active})";
    case Hangs::Customer:
        return "EXISTS(SELECT 1 FROM updesk.lead l WHERE l.customer_id=c.id AND {active})";
    case Hangs::OfCustomer:
        return "EXISTS(SELECT 1 FROM updesk.lead l WHERE l.customer_id=c.customer_id AND {active})";
    case Hangs::OfVehicle:
        return "EXISTS(SELECT 1 FROM updesk.owned_vehicle v JOIN updesk.lead l ON l.customer_id=v.customer_id"
               " WHERE v.id=c.owned_vehicle_id AND {active})";
    case Hangs::Quarantine:
        return "c.state=0";
    case Hangs::Original:
    case Hangs::OfOriginal:
        break;
    }
    return {};
}

// A lead that has not changed since the first stretch was in the first pass then as it would be now; what hangs on one
// that did change may come in both.
QByteArray restCondition(const Table &table, Hangs hangs)
{
    switch (hangs) {
    case Hangs::Alone:
        break;
    case Hangs::Lead:
        return "NOT ({active} OR {gone})";
    case Hangs::OfLead:
        return "NOT EXISTS(SELECT 1 FROM updesk.lead l WHERE l.id=c.lead_id AND ((l.seq<={first} AND {active})"
               " OR {gone}))"
            + QByteArray(table.find("at") >= 0 ? " AND (c.lead_id IS NOT NULL OR c.at>={kept})" : "");
    case Hangs::Customer:
        return "NOT EXISTS(SELECT 1 FROM updesk.lead l WHERE l.customer_id=c.id AND l.seq<={first} AND {active})";
    case Hangs::OfCustomer:
        return "NOT EXISTS(SELECT 1 FROM updesk.lead l WHERE l.customer_id=c.customer_id AND l.seq<={first}"
               " AND {active})";
    case Hangs::OfVehicle:
        return "NOT EXISTS(SELECT 1 FROM updesk.owned_vehicle v JOIN updesk.lead l ON l.customer_id=v.customer_id"
               " WHERE v.id=c.owned_vehicle_id AND l.seq<={first} AND {active})";
    case Hangs::Quarantine:
        return "c.state<>0 AND c.at>={kept}";
    case Hangs::Original:
        return "c.arrived>={kept}";
    case Hangs::OfOriginal:
        return "EXISTS(SELECT 1 FROM updesk.original o WHERE o.id=c.original_id AND o.arrived>={kept})";
    }
    return {};
}

} // namespace

QByteArray fillCondition(const Table &table, const FillTerms &terms)
{
    const Hangs hangs = hangsOn(table);
    const bool work = terms.pass == FillPass::Work;
    QByteArray text = filled(work ? workCondition(hangs) : restCondition(table, hangs), terms);
    return hangs == Hangs::Lead ? text.replace("l.", "c.") : text;
}

} // namespace updesk
