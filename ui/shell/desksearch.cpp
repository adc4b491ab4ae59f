// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desksearch.h"

#include "core/desk/peopleverbs.h"
#include "core/people/phonenumber.h"

#include <QCoreApplication>

namespace updesk
{

static QString tr(const char *text) { return QCoreApplication::translate("DeskSearch", text); }

static QString stageWords(Stage stage)
{
    switch (stage) {
    case Stage::New:
        return tr("New");
    case Stage::Tried:
        return tr("Tried");
    case Stage::Contacted:
        return tr("Working");
    case Stage::VisitSet:
        return tr("Visit set");
    case Stage::Shown:
        return tr("Shown");
    case Stage::Sold:
        return tr("Sold");
    case Stage::Lost:
        break;
    }
    return tr("Lost");
}

static QString noteOf(const FoundCustomer &found, const Rulebook &rules)
{
    QStringList parts;
    if (!found.phone.isEmpty())
        parts << displayPhone(found.phone, rules.dealership.region);
    else if (!found.email.isEmpty())
        parts << found.email;
    if (!found.lead.isNull())
        parts << stageWords(found.stage);
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

} // namespace updesk
