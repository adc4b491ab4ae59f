// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/firststep.h"

#include "core/desk/contactrows.h"
#include "core/leads/answerway.h"
#include "core/people/customerstore.h"
#include "core/store/apply.h"

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
    bool may(Channel way) const
    {
        return (way == Channel::Phone && mayCall()) || (way == Channel::Email && mayMail())
            || (way == Channel::Text && mayText());
    }
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

Task stepBy(Channel way)
{
    Task task;
    task.channel = way;
    task.kind = way == Channel::Phone ? Task::Kind::Call : way == Channel::Email ? Task::Kind::Email : Task::Kind::Text;
    return task;
}

} // namespace

Result<Task> firstStep(Database &database, const Lead &lead)
{
    const auto ways = waysTo(database, lead.customer);
    if (!ways)
        return ways.error();
    const auto answers = answerCounts(database, lead.customer);
    if (!answers)
        return answers.error();
    for (const Channel way :
        {Channel(lead.preferredChannel), answerWay(*answers).way, Channel::Phone, Channel::Email, Channel::Text}) {
        if (ways->may(way))
            return stepBy(way);
    }
    Task task;
    task.channel = ways->refused() ? Channel::None : Channel::Email;
    task.kind = ways->refused() ? Task::Kind::Decide : Task::Kind::FindContact;
    return task;
}

Result<Task> firstStep(Database &database, LeadId id)
{
    const auto lead = load(database, kLead, id.value);
    return lead ? firstStep(database, *lead) : lead.error();
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

Result<TextBy> textedBy(Database &database, CustomerId customer)
{
    const auto ways = waysTo(database, customer);
    if (!ways)
        return ways.error();
    return ways->mayText() ? TextBy::Anybody : ways->phone && ways->can.text ? TextBy::Person : TextBy::Nobody;
}

} // namespace updesk
