// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/firststep.h"

#include "core/desk/contactrows.h"
#include "core/people/customerstore.h"

#include <algorithm>

namespace updesk
{

namespace
{

/// What a customer has and what they allow.
struct Ways {
    bool phone = false, email = false; ///< a usable one is known
    Contactable can;
    bool mayCall() const { return phone && can.call; }
    bool mayMail() const { return email && can.email; }
    bool mayText() const { return phone && can.text && can.textConsent; }
    bool refused() const { return (phone && !can.call) || (email && !can.email); }
};

Result<Ways> waysTo(Database &database, CustomerId customer)
{
    const CustomerStore store(database);
    const auto phones = store.phones(customer);
    const auto emails = store.emails(customer);
    const auto can = contactable(database, customer);
    if (!phones || !emails || !can)
        return !phones ? phones.error() : !emails ? emails.error() : can.error();
    Ways ways;
    ways.phone = std::ranges::any_of(*phones, [](const Phone &row) { return !row.bad && !row.e164.isEmpty(); });
    ways.email = std::ranges::any_of(*emails, [](const Email &row) { return !row.bad && !row.address.isEmpty(); });
    ways.can = *can;
    return ways;
}

} // namespace

Result<Task> firstStep(Database &database, CustomerId customer)
{
    const auto ways = waysTo(database, customer);
    if (!ways)
        return ways.error();
    Task task;
    if (ways->mayCall())
        return task;
    task.channel = Channel::Email;
    task.kind = Task::Kind::Email;
    if (ways->mayMail())
        return task;
    if (ways->mayText()) {
        task.channel = Channel::Text;
        task.kind = Task::Kind::Text;
    } else if (ways->refused()) {
        task.channel = Channel::None;
        task.kind = Task::Kind::Decide;
    } else {
        task.kind = Task::Kind::FindContact;
    }
    return task;
}

Result<Channel> confirmedBy(Database &database, CustomerId customer)
{
    const auto ways = waysTo(database, customer);
    if (!ways)
        return ways.error();
    if (ways->mayCall() || !ways->refused())
        return Channel::Phone;
    return ways->mayMail() ? Channel::Email : ways->mayText() ? Channel::Text : Channel::InPerson;
}

} // namespace updesk
