// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/details.h"

#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/dnc.h"
#include "core/desk/parting.h"
#include "core/desk/placetyped.h"
#include "core/desk/suspicion.h"
#include "core/desk/wayfound.h"
#include "core/people/customerstore.h"
#include "core/people/emailaddress.h"
#include "core/people/phonenumber.h"
#include "core/sequences/legalstore.h"

namespace updesk
{

using What = DetailChange::What;

namespace
{

constexpr qsizetype kLongestName = 200;

/// One saving on its way.
struct Saving {
    Transaction &tx;
    const CustomerDetails &opened;
    const CustomerDetails &typed;
    QString home{}; ///< the country whose numbers are written without it
    std::vector<DetailChange> changes{};

    void tell(What what, const QString &before, const QString &after)
    {
        if (before != after)
            changes.push_back({what, before, after});
    }
};

struct NamePart {
    QString Customer::*part;
    What what;
    const char *name;
};
constexpr NamePart kParts[] = {{&Customer::first, What::First, "first"}, {&Customer::last, What::Last, "last"},
    {&Customer::suffix, What::Suffix, "suffix"}, {&Customer::company, What::Company, "company"},
    {&Customer::language, What::Language, "language"}};

Error conflict() { return {Error::Code::Conflict, QStringLiteral("customer"), {}}; }

Error wrong(Error::Code code, const char *way, size_t place)
{
    return {code, QString::fromLatin1(way) + u'.' + QString::number(place), {}};
}

// What else stands in the whole name, one in the middle, stays; a company stands there alone.
QString wholeName(const Customer &was, const Customer &now)
{
    QString full = was.full;
    const auto exchange = [&full](const QString &old, const QString &fresh, qsizetype at) {
        if (old == fresh)
            return true;
        if (old.isEmpty() || at < 0)
            return false;
        full = full.left(at) + fresh + full.mid(at + old.size());
        return true;
    };
    if (was.first == now.first && was.last == now.last && was.suffix == now.suffix)
        return was.full == was.company ? now.company : was.full;
    if (was.suffix == now.suffix && exchange(was.last, now.last, full.lastIndexOf(was.last))
        && exchange(was.first, now.first, full.startsWith(was.first) ? 0 : -1))
        return full.simplified();
    return QStringList{now.first, now.last, now.suffix}.join(u' ').simplified();
}

// Each part by itself: of two desks one may correct the first name and the other the last.
Result<void> writeCustomer(Saving &run)
{
    const Customer &opened = run.opened.customer;
    const auto now = load(run.tx.database(), kCustomer, opened.id.value);
    if (!now || !now->mergedInto.isNull())
        return now ? conflict() : now.error();
    Customer before = *now, after = *now;
    for (const auto &[part, what, name] : kParts) {
        const QString typed = (run.typed.customer.*part).simplified();
        if (typed == opened.*part)
            continue;
        if (typed.size() > kLongestName)
            return Error{Error::Code::Invalid, QString::fromLatin1(name), {}};
        before.*part = opened.*part;
        after.*part = typed;
        run.tell(what, opened.*part, typed);
    }
    after.full = wholeName(*now, after);
    if (auto done = apply(run.tx, set(kCustomer, before, after)); !done)
        return done;
    if (after.last == now->last)
        return {};
    const auto places = CustomerStore(run.tx.database()).addresses(opened.id);
    if (!places)
        return places.error();
    for (const Address &place : *places) { // by it others of that name are found
        Address keyed = place;
        keyed.lastKey = nameKey(after.last);
        if (auto done = apply(run.tx, set(kAddress, place, keyed)); !done)
            return done;
    }
    return {};
}

Result<void> writePlace(Saving &run)
{
    const auto rules = legalRules(run.tx.database());
    if (!rules)
        return rules.error();
    const Address &opened = run.opened.place;
    auto place = placeTyped(**rules, opened, run.typed.place);
    if (!place)
        return place.error();
    constexpr std::pair<QString Address::*, What> parts[] = {{&Address::street, What::Street},
        {&Address::city, What::City}, {&Address::region, What::Region}, {&Address::postal, What::Postal},
        {&Address::country, What::Country}};
    for (const auto &[part, what] : parts)
        run.tell(what, opened.*part, *place.*part);
    if (*place == opened)
        return {};
    if (!opened.id.isNull()) {
        place->lastKey = opened.lastKey;
        return apply(run.tx, set(kAddress, opened, *place));
    }
    const auto customer = load(run.tx.database(), kCustomer, run.opened.customer.id.value);
    if (!customer)
        return customer.error();
    place->id = {run.tx.freshId()};
    place->customer = customer->id;
    place->lastKey = nameKey(customer->last);
    return apply(run.tx, put(kAddress, *place));
}

QString keyOf(const Phone &phone) { return phone.e164.isEmpty() ? phone.typed.simplified() : phone.e164; }
QString keyOf(const Email &mail) { return mail.address.isEmpty() ? mail.typed.simplified() : mail.address; }

Result<void> readInto(Saving &run, Phone &phone, const QString &words)
{
    const auto numbers = phonesIn(words, run.home);
    if (numbers.size() != 1 || numbers.front().e164.isEmpty())
        return Error{Error::Code::Invalid, {}, {}};
    const bool other = phone.e164 != numbers.front().e164;
    phone.typed = words;
    phone.e164 = numbers.front().e164;
    phone.extension = numbers.front().extension;
    if (!other)
        return {};
    const auto listed = isOnDeskList(run.tx.database(), phone.e164);
    if (!listed)
        return listed.error();
    phone.dncOn = *listed;
    phone.bad = false;
    phone.zone.clear();
    return {};
}

Result<void> readInto(Saving &, Email &mail, const QString &words)
{
    const auto addresses = emailsIn(words);
    if (addresses.size() != 1 || addresses.front().address.isEmpty())
        return Error{Error::Code::Invalid, {}, {}};
    mail.bad = mail.bad && mail.address == addresses.front().address;
    mail.typed = addresses.front().typed;
    mail.address = addresses.front().address;
    mail.matching = matchingEmail(mail.address);
    return {};
}

/// Phones, or e-mails, of the customer: what is told of them, and where they stand.
template <class Table, class Row>
struct Ways {
    const Table &table;
    const char *name;
    What what;
    Result<std::vector<Row>> (CustomerStore::*all)(CustomerId) const;
};

// What the row was when it was read, and is still; without an id a new one of theirs.
template <class Table, class Row>
Result<Row> rowBefore(Saving &run, const Ways<Table, Row> &of, const std::vector<Row> &opened, const Row &typed)
{
    Row fresh;
    fresh.customer = run.opened.customer.id;
    const auto was = std::ranges::find(opened, typed.id, &Row::id);
    if (was == opened.end())
        return fresh;
    auto now = load(run.tx.database(), of.table, typed.id.value);
    if (!now)
        return now.error().code == Error::Code::NotFound ? conflict() : now.error();
    if (keyOf(*now) != keyOf(*was))
        return conflict();
    return now;
}

template <class Table, class Row>
Result<void> writeWay(Saving &run, const Ways<Table, Row> &of, const Row &before, const QString &words, size_t place)
{
    const auto others = (CustomerStore(run.tx.database()).*of.all)(run.opened.customer.id);
    if (!others)
        return others.error();
    Row after = before;
    if (words.isEmpty()) {
        run.tell(of.what, keyOf(before), {});
        return apply(run.tx, remove(of.table, before.id.value));
    }
    if (auto read = readInto(run, after, words); !read)
        return read.error().subject.isEmpty() ? wrong(read.error().code, of.name, place) : read.error();
    const auto same = [&](const Row &row) { return row.id != before.id && keyOf(row) == keyOf(after); };
    if (std::ranges::any_of(*others, same))
        return wrong(Error::Code::Duplicate, of.name, place);
    run.tell(of.what, before.id.isNull() ? QString() : keyOf(before), keyOf(after));
    if (!before.id.isNull())
        return apply(run.tx, set(of.table, before, after));
    after.id = {run.tx.freshId()};
    after.preferred = others->empty();
    return apply(run.tx, put(of.table, after));
}

// Those that go first: a number may move from one line to another.
template <class Table, class Row>
Result<void> writeWays(
    Saving &run, const Ways<Table, Row> &of, const std::vector<Row> &opened, const std::vector<Row> &typed)
{
    for (const bool gone : {true, false}) {
        for (size_t i = 0; i < typed.size(); ++i) {
            const QString words = typed[i].typed.simplified();
            const auto was = std::ranges::find(opened, typed[i].id, &Row::id);
            const bool touched = was == opened.end() ? !words.isEmpty() : typed[i].typed != was->typed;
            if (!touched || words.isEmpty() != gone)
                continue;
            const auto before = rowBefore(run, of, opened, typed[i]);
            if (!before)
                return before.error();
            if (auto done = writeWay(run, of, *before, words, i); !done)
                return done;
        }
    }
    return {};
}

Result<void> writePhones(Saving &run)
{
    return writeWays(run, Ways<decltype(kPhone), Phone>{kPhone, "phone", What::Phone, &CustomerStore::phones},
        run.opened.phones, run.typed.phones);
}

Result<void> writeEmails(Saving &run)
{
    return writeWays(run, Ways<decltype(kEmail), Email>{kEmail, "email", What::Email, &CustomerStore::emails},
        run.opened.emails, run.typed.emails);
}

Result<void> leaveSomebody(Saving &run)
{
    const CustomerStore store(run.tx.database());
    const auto customer = load(run.tx.database(), kCustomer, run.opened.customer.id.value);
    const auto phones = store.phones(run.opened.customer.id);
    const auto mails = store.emails(run.opened.customer.id);
    if (!customer || !phones || !mails)
        return !customer ? customer.error() : !phones ? phones.error() : mails.error();
    const bool nobody = nameOf(*customer).isEmpty() && phones->empty() && mails->empty();
    return nobody ? Result<void>(Error{Error::Code::Invalid, QStringLiteral("name"), {}}) : Result<void>();
}

Result<void> writeAll(Saving &run, const std::vector<LeadId> &leads)
{
    for (const auto step : {writeCustomer, writePlace, writePhones, writeEmails, leaveSomebody}) {
        if (auto done = step(run); !done)
            return done;
    }
    if (!run.tx.written())
        return {};
    const CustomerId customer = run.opened.customer.id;
    if (auto tagged = suspectOthers(run.tx, customer); !tagged)
        return tagged;
    if (auto scored = logScores(run.tx, leads, "details"); !scored)
        return scored;
    for (const LeadId &lead : leads) {
        if (auto done = goOnByWayFound(run.tx, lead); !done)
            return done;
    }
    Activity line = changeOf(run.tx, customer, Activity::Code::FieldChanged, {}, {});
    line.providerText = detailRecord(run.changes);
    return apply(run.tx, put(kActivity, line));
}

} // namespace

Result<CustomerDetails> detailsOf(Database &database, CustomerId id)
{
    const CustomerStore store(database);
    auto customer = store.find(id);
    if (!customer)
        return customer.error();
    auto phones = store.phones(customer->id);
    auto emails = store.emails(customer->id);
    const auto places = store.addresses(customer->id);
    if (!phones || !emails || !places)
        return !phones ? phones.error() : !emails ? emails.error() : places.error();
    for (Phone &phone : *phones) // what came without its writing
        phone.typed = phone.typed.isEmpty() ? phone.e164 : phone.typed;
    for (Email &mail : *emails)
        mail.typed = mail.typed.isEmpty() ? mail.address : mail.typed;
    const Address *place = statedPlace(*places);
    return CustomerDetails{std::move(*customer), place ? *place : Address(), std::move(*phones), std::move(*emails)};
}

Result<DeedId> saveDetails(Session &session, const CustomerDetails &opened, const CustomerDetails &typed)
{
    std::vector<LeadId> told;
    const auto deed = commitDeed(session, "details", [&](Transaction &tx) -> Result<void> {
        const auto rules = rulebook(tx.database());
        const auto leads = leadsOfCustomer(tx.database(), opened.customer.id);
        if (!rules || !leads)
            return !rules ? rules.error() : leads.error();
        told = *leads;
        Saving run{tx, opened, typed};
        run.home = (*rules)->dealership.region.isEmpty() ? QStringLiteral("US") : (*rules)->dealership.region;
        return writeAll(run, told);
    });
    if (deed)
        session.done(*deed, told);
    return deed;
}

} // namespace updesk
