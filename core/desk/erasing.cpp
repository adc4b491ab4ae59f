// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/erasing.h"

#include "core/base/text.h"
#include "core/desk/bookings.h"
#include "core/desk/consentverbs.h"
#include "core/desk/deed.h"
#include "core/desk/disposalrows.h"
#include "core/desk/erasedlist.h"
#include "core/desk/erasingrows.h"
#include "core/people/customerstore.h"
#include "core/people/phonenumber.h"
#include "core/people/suppression.h"
#include "core/store/erase.h"

namespace updesk
{

static Error invalid(const char *what) { return {Error::Code::Invalid, QString::fromLatin1(what), {}}; }

Result<QString> wordToErase(Database &database, CustomerId id)
{
    constexpr int kDigits = 4;
    const CustomerStore store(database);
    const auto customer = store.find(id);
    if (!customer)
        return customer.error();
    for (const QString &name : {customer->last, customer->full, customer->company, customer->first}) {
        if (!name.trimmed().isEmpty())
            return name.trimmed();
    }
    const auto phones = store.phones(customer->id);
    const auto emails = store.emails(customer->id);
    if (!phones || !emails)
        return !phones ? phones.error() : emails.error();
    for (const Phone &phone : *phones) {
        if (!phone.e164.isEmpty())
            return phoneTail(phone.e164, kDigits);
    }
    for (const Email &email : *emails) {
        if (!email.typed.trimmed().isEmpty())
            return email.typed.trimmed();
    }
    return QString();
}

Result<bool> isErasedPerson(Database &database, CustomerId customer) { return hasErasure(database, customer); }

namespace
{

// Nothing is planned for them any more, on any of their leads. No words: they would be emptied a moment later.
Result<void> endAll(Transaction &tx, CustomerId customer)
{
    const auto leads = leadsOfRecords(tx.database(), customer);
    const auto waiting = waitingMessagesOf(tx.database(), customer);
    if (!leads || !waiting)
        return !leads ? leads.error() : waiting.error();
    for (const LeadId id : *leads) {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->closed != Closed::Open)
            continue;
        if (auto closed = writeClosed(tx, *lead, Closed::Lost, {}); !closed)
            return closed;
    }
    for (const MessageId id : *waiting) {
        const auto message = load(tx.database(), kMessage, id.value);
        if (!message)
            return message.error();
        Message left = *message;
        left.wish = int(MessageWish::Cancel);
        if (auto done = apply(tx, set(kMessage, *message, left)); !done)
            return done;
    }
    return {};
}

Result<void> suppress(Transaction &tx, CustomerId customer, RowOnlyId erasure)
{
    const auto addresses = addressesOf(tx.database(), customer);
    const auto salt = suppressionSalt(tx.database());
    if (!addresses || !salt)
        return !addresses ? addresses.error() : salt.error();
    QStringList hashes;
    for (const QString &address : *addresses)
        hashes << suppressionHash(address, *salt);
    hashes.removeDuplicates(); // two spellings of one mailbox
    for (const QString &hash : hashes) {
        const Suppression row{{tx.freshId()}, erasure, hash, *salt, tx.now()};
        if (auto done = apply(tx, put(kSuppression, row)); !done)
            return done;
    }
    return {};
}

Result<void> mayErase(Transaction &tx, CustomerId customer, const QString &typed)
{
    if (auto may = onlyManagers(tx); !may)
        return may;
    const auto word = wordToErase(tx.database(), customer);
    const auto erased = hasErasure(tx.database(), customer);
    if (!word || !erased)
        return !word ? word.error() : erased.error();
    if (*erased)
        return Error{Error::Code::Duplicate, QStringLiteral("erasure"), {}};
    const auto hold = legalHold(tx.database(), customer);
    if (!hold)
        return hold.error();
    if (*hold)
        return Error{Error::Code::Denied, QStringLiteral("legal_hold"), (*hold)->reason};
    if (folded(typed.trimmed()) != folded(*word))
        return invalid("last_name");
    return {};
}

Result<void> writeErasure(Transaction &tx, CustomerId customer)
{
    const Erasure erasure{{tx.freshId()}, customer, tx.by().who, tx.now()};
    if (auto done = suppress(tx, customer, erasure.id); !done)
        return done;
    return apply(tx, put(kErasure, erasure));
}

// Alone; a server does it for all.
Result<void> finish(Database &database, ErasedPerson &gone)
{
    const auto joined = database.state("joined");
    if (!joined)
        return joined.error();
    gone.waits = *joined != 0;
    if (gone.waits)
        return {};
    gone.listed = bool(keepErased(database)); // they are erased all the same
    const auto wiped = wipe(database);
    gone.wiped = wiped && *wiped;
    return {};
}

} // namespace

Result<ErasedPerson> erasePerson(Session &session, CustomerId asked, const QString &typed, const EraseCheck &also)
{
    ErasedPerson gone;
    std::vector<LeadId> leads;
    const auto deed = commitDeed(session, "erase_end", [&](Transaction &tx) -> Result<void> {
        const auto customer = CustomerStore(tx.database()).find(asked);
        if (!customer)
            return customer.error();
        gone.customer = customer->id;
        auto may = mayErase(tx, customer->id, typed);
        if (may && also)
            may = also(tx, customer->id);
        if (!may)
            return may;
        auto all = leadsOfRecords(tx.database(), customer->id);
        if (!all)
            return all.error();
        leads = std::move(*all);
        if (auto ended = endAll(tx, customer->id); !ended)
            return ended;
        const auto second = tx.start("erase"); // the log holds what ended before it is gone through
        if (!second)
            return second.error();
        gone.deed = *second;
        return writeErasure(tx, customer->id);
    });
    if (!deed)
        return deed.error();
    gone.leads = int(leads.size());
    if (auto finished = finish(session.database(), gone); !finished)
        return finished.error();
    session.refresh(leads); // told without a step that could be undone
    session.tellNotices();
    return gone;
}

} // namespace updesk
