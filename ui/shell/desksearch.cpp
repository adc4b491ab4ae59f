// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desksearch.h"

#include "core/desk/peopleverbs.h"
#include "core/people/phonenumber.h"
#include "ui/capture/vehiclebox.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/regiontime.h"

#include <QCoreApplication>

namespace updesk
{

static QString noteOf(const FoundCustomer &found, const Rulebook &rules)
{
    QStringList parts;
    if (!found.phone.isEmpty())
        parts << displayPhone(found.phone, rules.dealership.region);
    else if (!found.email.isEmpty())
        parts << found.email;
    if (!found.lead.isNull())
        parts << DeskWords::stage(found.stage);
    if (const Person *owner = rules.person(found.owner))
        parts << owner->name.section(u' ', 0, 0);
    return parts.join(QStringLiteral(", "));
}

PaletteProvider customerSearch(Session &session, std::function<void(LeadId)> open)
{
    return [&session, open = std::move(open)](const QString &text) {
        std::vector<PaletteEntry> entries;
        const auto rules = session.rules();
        if (!rules || text.trimmed().size() < 2)
            return entries;
        const auto found = findCustomers(session.database(), text, 6);
        if (!found)
            return entries;
        for (const FoundCustomer &customer : *found) {
            if (customer.lead.isNull())
                continue;
            entries.push_back({PaletteGroup::Customers, Icon::Customers, customer.name, noteOf(customer, **rules), {},
                [open, lead = customer.lead] { open(lead); }});
        }
        return entries;
    };
}

PaletteProvider stockSearch(Session &session, std::function<void(const LeadDraft &)> walkIn)
{
    return [&session, walkIn = std::move(walkIn)](const QString &text) {
        std::vector<PaletteEntry> entries;
        const auto found = stockNumbered(session.database(), text, 6);
        if (!found)
            return entries;
        for (const StockRow &row : *found) {
            LeadDraft known;
            known.wants.push_back(draftOf(row));
            const QString act = QCoreApplication::translate("DeskSearch", "walk-in for it");
            entries.push_back({PaletteGroup::Vehicles, Icon::WalkIn, VehicleBox::words(row),
                row.price > 0 ? regionMoney(row.price) + QStringLiteral(", ") + act : act, {},
                [walkIn, known] { walkIn(known); }});
        }
        return entries;
    };
}

} // namespace updesk
