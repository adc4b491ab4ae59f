// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/consentverbs.h"

#include "core/desk/contactrows.h"
#include "core/desk/deed.h"
#include "core/desk/followplan.h"
#include "core/desk/gaterows.h"
#include "core/desk/refusals.h"
#include "core/desk/suspicion.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"

#include <algorithm>

namespace updesk
{

namespace
{

Error invalid(const char *what) { return {Error::Code::Invalid, QString::fromLatin1(what), {}}; }

size_t placeOf(Channel way) { return size_t(std::ranges::find(kContactWays, way) - kContactWays.begin()); }

/// What every one of these verbs reads before it writes.
struct Saying {
    Customer customer;
    std::vector<Consent> said;
    std::array<WayStand, 3> ways;
};

Result<Saying> sayingOf(Transaction &tx, LeadId id)
{
    const auto lead = load(tx.database(), kLead, id.value);
    if (!lead)
        return lead.error();
    auto alive = CustomerStore(tx.database()).find(lead->customer);
    auto said = alive ? statementsOf(tx.database(), alive->id) : Result<std::vector<Consent>>(alive.error());
    if (!said)
        return said.error();
    const auto ways = waysOf(*said);
    return Saying{std::move(*alive), std::move(*said), ways};
}

Consent rowOf(Transaction &tx, CustomerId customer, Channel way, Consent::State state)
{
    Consent row;
    row.id = {tx.freshId()};
    row.customer = customer;
    row.channel = int(way);
    row.state = state;
    row.by = tx.by().who;
    row.at = tx.now();
    return row;
}

Result<void> tellOf(
    Transaction &tx, CustomerId customer, LeadId lead, Activity::Code code, const QString &words, const QString &ways)
{
    Activity line = changeOf(tx, customer, code, words, lead);
    line.providerText = ways;
    return apply(tx, put(kActivity, line));
}

const char *mistakeIn(const ConsentDraft &consent, Time now)
{
    const bool known = std::ranges::all_of(
        consent.ways, [](Channel way) { return std::ranges::find(kContactWays, way) != kContactWays.end(); });
    const bool onForm = consent.given == Consent::Given::WebForm || consent.given == Consent::Given::Paper;
    if (consent.ways.empty() || !known)
        return "ways";
    if (consent.given == Consent::Given::Unknown)
        return "given";
    if (consent.words.trimmed().isEmpty())
        return "words";
    if (onForm && consent.form.trimmed().isEmpty())
        return "form";
    return consent.at < 0 || consent.at > now ? "at" : nullptr;
}

Result<QString> addressFor(Database &database, CustomerId customer, Channel way)
{
    const CustomerStore store(database);
    const auto phones = store.phones(customer);
    const auto emails = store.emails(customer);
    if (!phones || !emails)
        return !phones ? phones.error() : emails.error();
    const auto phone = std::ranges::find_if(*phones, [](const Phone &row) { return !row.bad && !row.e164.isEmpty(); });
    const auto email =
        std::ranges::find_if(*emails, [](const Email &row) { return !row.bad && !row.address.isEmpty(); });
    if (way == Channel::Email)
        return email == emails->end() ? QString() : email->address;
    return phone == phones->end() ? QString() : phone->e164;
}

Result<void> writeConsent(Transaction &tx, const Saying &of, const ConsentDraft &consent, Channel way)
{
    const auto address = addressFor(tx.database(), of.customer.id, way);
    if (!address)
        return address.error();
    const bool written = consent.given == Consent::Given::WebForm || consent.given == Consent::Given::Paper;
    Consent row = rowOf(tx, of.customer.id, way, Consent::State::Yes);
    row.address = *address;
    row.purpose = QLatin1String(consent.offers ? kOffersConsent : kInformsConsent);
    row.how = written ? Consent::How::Form : Consent::How::Keyed; // only what they wrote is proof of it
    row.words = consent.words.trimmed();
    row.given = consent.given;
    row.form = consent.form.trimmed();
    if (consent.at > 0)
        row.at = consent.at;
    return apply(tx, put(kConsent, row));
}

// What was planned by the way is dropped, and a manager decides where no way is left.
Result<void> obey(Transaction &tx, CustomerId customer, LeadId lead)
{
    const auto decide = obeyRefusals(tx, customer);
    if (!decide)
        return decide.error();
    return *decide ? tellManagers(tx, {0, {}, Notice::Kind::ToDecide, tx.now(), lead, {}, 1, false}, tx.by().who)
                   : Result<void>();
}

Result<bool> isRefusedElsewhere(Database &database, CustomerId customer, Channel way)
{
    const auto can = contactable(database, customer);
    if (!can)
        return can.error();
    return !(way == Channel::Phone ? can->call : way == Channel::Text ? can->text : can->email);
}

Result<void> mayLift(Transaction &tx, const Saying &of, Channel way)
{
    const WayStand &stand = of.ways[placeOf(way)];
    const auto elsewhere = isRefusedElsewhere(tx.database(), of.customer.id, way);
    if (!elsewhere)
        return elsewhere.error();
    if (!stand.refused)
        return *elsewhere ? Error{Error::Code::Denied, QStringLiteral("elsewhere"), {}}
                          : Error{Error::Code::NotFound, QStringLiteral("refusal"), {}};
    return onlyManagers(tx);
}

} // namespace

Result<void> onlyManagers(Transaction &tx)
{
    const auto book = rulebook(tx.database());
    if (!book)
        return book.error();
    const Person *person = (*book)->person(tx.by().who);
    const bool may = person && person->active && (person->role == Role::Manager || person->role == Role::Principal);
    return may ? Result<void>() : Error{Error::Code::Denied, QStringLiteral("role"), {}};
}

QString wayCode(Channel way)
{
    return way == Channel::Phone ? QStringLiteral("call")
        : way == Channel::Text   ? QStringLiteral("text")
        : way == Channel::Email  ? QStringLiteral("email")
                                 : QString();
}

Result<DeedId> recordConsent(Session &session, LeadId lead, const ConsentDraft &consent)
{
    if (const char *mistake = mistakeIn(consent, session.now()))
        return invalid(mistake);
    return doDeed(session, "consent", {lead}, [&](Transaction &tx) -> Result<void> {
        const auto of = sayingOf(tx, lead);
        if (!of)
            return of.error();
        QStringList codes;
        for (const Channel way : consent.ways) {
            const auto elsewhere = isRefusedElsewhere(tx.database(), of->customer.id, way);
            if (!elsewhere)
                return elsewhere.error();
            if (*elsewhere || of->ways[placeOf(way)].refused)
                return Error{Error::Code::Denied, QStringLiteral("do_not_contact"), {}};
            if (auto done = writeConsent(tx, *of, consent, way); !done)
                return done;
            codes << wayCode(way);
        }
        return tellOf(
            tx, of->customer.id, lead, Activity::Code::ConsentTaken, consent.words.trimmed(), codes.join(u' '));
    });
}

Result<DeedId> recordService(Session &session, LeadId lead, Time at, const QString &order)
{
    if (at <= 0 || at > session.now())
        return invalid("at");
    if (order.trimmed().isEmpty())
        return invalid("order");
    return doDeed(session, "serviced", {lead}, [&](Transaction &tx) -> Result<void> {
        const auto of = sayingOf(tx, lead);
        if (!of)
            return of.error();
        Consent row = rowOf(tx, of->customer.id, Channel::None, Consent::State::None);
        row.purpose = QString::fromLatin1(kServicedConsent);
        row.words = order.trimmed();
        row.at = at;
        if (auto done = apply(tx, put(kConsent, row)); !done)
            return done;
        return tellOf(
            tx, of->customer.id, lead, Activity::Code::ConsentTaken, row.words, QString::fromLatin1(kServicedConsent));
    });
}

Result<DeedId> withdrawConsent(Session &session, LeadId lead, RowOnlyId consent, const QString &why)
{
    if (why.trimmed().isEmpty())
        return invalid("why");
    return doDeed(session, "consent_gone", {lead}, [&](Transaction &tx) -> Result<void> {
        const auto of = sayingOf(tx, lead);
        if (!of)
            return of.error();
        const auto all = withdrawableOf(tx.database(), of->customer.id);
        if (!all)
            return all.error();
        const auto gone = std::ranges::find(*all, consent, &Consent::id);
        if (gone == all->end())
            return Error{Error::Code::NotFound, QStringLiteral("consent"), {}};
        Consent row = rowOf(tx, gone->customer, Channel(gone->channel), Consent::State::None);
        row.purpose = QLatin1String(kWithdrawnConsent) + QString::fromLatin1(gone->id.value.hex());
        row.words = why.trimmed();
        if (auto done = apply(tx, put(kConsent, row)); !done)
            return done;
        const bool service = gone->purpose == QLatin1String(kServicedConsent);
        return tellOf(tx, of->customer.id, lead, Activity::Code::ConsentEnded, row.words,
            service ? gone->purpose : wayCode(Channel(gone->channel)));
    });
}

Result<DeedId> refuseWay(Session &session, LeadId lead, Channel way, Whose whose, const QString &words)
{
    const bool store = whose == Whose::Store;
    if (wayCode(way).isEmpty())
        return invalid("way");
    if (store && words.trimmed().isEmpty())
        return invalid("why");
    return doDeed(session, "refuse", {lead}, [&](Transaction &tx) -> Result<void> {
        if (auto may = store ? onlyManagers(tx) : Result<void>(); !may)
            return may;
        const auto of = sayingOf(tx, lead);
        if (!of)
            return of.error();
        const WayStand &stand = of->ways[placeOf(way)];
        if (stand.refused && (store || (stand.theirs && words.trimmed().isEmpty())))
            return {};
        Consent row = rowOf(tx, of->customer.id, way, Consent::State::No);
        row.how = store || words.trimmed().isEmpty() ? Consent::How::Keyed : Consent::How::Words;
        row.purpose = store ? QString::fromLatin1(kStoreConsent) : QString();
        row.words = words.trimmed();
        if (auto done = apply(tx, put(kConsent, row)); !done)
            return done;
        if (auto told = tellOf(tx, of->customer.id, lead, Activity::Code::WayRefused, row.words, wayCode(way)); !told)
            return told;
        return obey(tx, of->customer.id, lead);
    });
}

Result<DeedId> liftRefusal(Session &session, LeadId lead, Channel way, const QString &words)
{
    if (wayCode(way).isEmpty())
        return invalid("way");
    if (words.trimmed().isEmpty())
        return invalid("why");
    return doDeed(session, "lift", {lead}, [&](Transaction &tx) -> Result<void> {
        const auto of = sayingOf(tx, lead);
        if (!of)
            return of.error();
        if (auto may = mayLift(tx, *of, way); !may)
            return may;
        const WayStand &stand = of->ways[placeOf(way)];
        Consent row = rowOf(tx, of->customer.id, way, Consent::State::Yes);
        row.purpose = QString::fromLatin1(kLiftedConsent);
        row.how = stand.theirs ? Consent::How::Words : Consent::How::Keyed;
        row.words = words.trimmed();
        row.at = std::max(row.at, stand.at + 1); // it takes back what was said before it
        if (auto done = apply(tx, put(kConsent, row)); !done)
            return done;
        if (auto told = tellOf(tx, of->customer.id, lead, Activity::Code::WayOpened, row.words, wayCode(way)); !told)
            return told;
        return followPlansOf(tx, of->customer.id);
    });
}

} // namespace updesk
