// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/ways.h"

#include "core/channels/dialling.h"
#include "core/desk/channelsettings.h"
#include "core/desk/contactrows.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/store/apply.h"

#include <algorithm>

namespace updesk
{

static void add(std::vector<ContactWay> &ways, const QString &address, const QString &typed, bool bad, int kind)
{
    const QString words = address.isEmpty() ? typed.simplified() : address;
    if (words.isEmpty() || std::ranges::find(ways, words, &ContactWay::address) != ways.end())
        return;
    using No = ContactWay::No;
    ways.push_back({words, kind, address.isEmpty() ? No::Unreadable : bad ? No::Bad : No::None});
}

int firstUsable(const std::vector<ContactWay> &ways)
{
    const auto found = std::ranges::find(ways, ContactWay::No::None, &ContactWay::no);
    return found == ways.end() ? -1 : int(found - ways.begin());
}

Result<std::vector<ContactWay>> contactWays(Database &database, LeadId id, Channel channel)
{
    const auto lead = load(database, kLead, id.value);
    const auto customer = lead ? CustomerStore(database).find(lead->customer) : Result<Customer>(lead.error());
    if (!customer)
        return customer.error();
    const bool mails = channel == Channel::Email;
    const auto phones = CustomerStore(database).phones(customer->id);
    const auto emails = CustomerStore(database).emails(customer->id);
    if (!phones || !emails)
        return !phones ? phones.error() : emails.error();
    std::vector<ContactWay> ways;
    if (mails) {
        for (const Email &email : *emails)
            add(ways, email.address, email.typed, email.bad, 0);
    } else {
        for (const Phone &phone : *phones)
            add(ways, phone.e164, phone.typed, phone.bad, phone.kind);
    }
    for (ContactWay &way : ways) {
        if (way.no != ContactWay::No::None)
            continue;
        const auto can = contactable(database, customer->id, way.address);
        if (!can)
            return can.error();
        const bool may = mails ? can->email : channel == Channel::Text ? can->text : can->call;
        way.no = may ? ContactWay::No::None : ContactWay::No::Refused;
    }
    return ways;
}

QString dialLinkOf(Database &database, const QString &e164)
{
    const auto ways = channelSettings(database);
    return dialLink(ways ? (*ways)->phone.value_or(PhoneSettings{}) : PhoneSettings{}, e164);
}

} // namespace updesk
