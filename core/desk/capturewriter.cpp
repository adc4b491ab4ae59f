// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capturerun.h"

#include "core/appointments/appointmentrules.h"
#include "core/base/text.h"
#include "core/desk/capturerows.h"
#include "core/desk/dnc.h"
#include "core/desk/peoplerows.h"
#include "core/desk/sameinquiry.h"
#include "core/desk/sourcepatterns.h"
#include "core/people/emailaddress.h"
#include "core/people/personname.h"
#include "core/people/region.h"

namespace updesk
{

static constexpr size_t kMostSources = 300; // a hostile file may name thousands: the rest is "Unknown"
static constexpr qsizetype kLongestSource = 80;

CaptureWriter::CaptureWriter(Session &session, std::shared_ptr<const Rulebook> rules)
    : m_session(&session),
      m_rules(rules),
      m_patterns(storePatterns(*rules)),
      m_customers(session.database()),
      m_routes(session.database(), rules)
{
}

Result<CaptureWriter> CaptureWriter::make(Session &session)
{
    auto rules = session.rules();
    if (!rules)
        return rules.error();
    return CaptureWriter(session, *rules);
}

// The store's own table first: source ROI depends on it (R14, F11).
const Source *CaptureWriter::mapped(const LeadDraft &draft) const
{
    if (const SourcePattern *known = findSource(draft.providerText, m_patterns))
        return m_rules->sourceNamed(known->name);
    const QString name = draft.source.isEmpty() ? draft.providerText : draft.source;
    return m_rules->sourceNamed(name.isEmpty() ? QStringLiteral("Unknown") : name);
}

static SourceKind kindOf(LeadType type)
{
    switch (type) {
    case LeadType::ThirdParty:
        return SourceKind::ThirdParty;
    case LeadType::Referral:
    case LeadType::Service:
        return SourceKind::Referral;
    case LeadType::Repeat:
        return SourceKind::Repeat;
    case LeadType::Equity:
        return SourceKind::Equity;
    default:
        return SourceKind::FirstParty;
    }
}

Result<void> CaptureWriter::findLeadSource(Run &run)
{
    if (const Source *known = mapped(run.draft)) {
        run.source = known->id;
        return {};
    }
    QString name = run.draft.source.isEmpty() ? run.draft.providerText : run.draft.source;
    name = name.simplified().left(kLongestSource);
    if (name.isEmpty() || m_rules->sources.size() >= kMostSources)
        name = QStringLiteral("Unknown");
    if (const Source *unknown = m_rules->sourceNamed(name)) {
        run.source = unknown->id;
        return {};
    }
    run.unknownSource = !run.choices.keyed && run.draft.type == LeadType::Web;
    const SourceKind kind = run.unknownSource ? SourceKind::Unknown : kindOf(run.draft.type);
    const Source fresh{{run.tx.freshId()}, name, kind, 0, true};
    if (auto done = apply(run.tx, put(kSource, fresh)); !done)
        return done;
    // The next lead of this import must find it: the rules are loaded again from inside the transaction.
    if (auto derived = run.tx.derive(); !derived)
        return derived;
    auto rules = m_session->rules();
    if (!rules)
        return rules.error();
    m_rules = *rules;
    m_patterns = storePatterns(*m_rules);
    run.source = fresh.id;
    return {};
}

Result<void> CaptureWriter::useCustomer(Run &run, CustomerId id)
{
    auto known = m_customers.find(id);
    if (!known)
        return known.error();
    run.customer = *known;
    run.knownCustomer = true;
    return {};
}

// Whose phone it is that rang: the only customer who has it, or the only one of them with an open lead.
Result<CustomerId> CaptureWriter::ownerOfPhone(const std::vector<MatchCandidate> &found)
{
    std::vector<CustomerId> all, asking;
    for (const MatchCandidate &candidate : found) {
        if ((candidate.match.reasons & SamePhone) == 0)
            continue;
        all.push_back(candidate.customer);
        const auto open = openLeadOf(m_session->database(), candidate.customer);
        if (!open)
            return open.error();
        if (!open->isNull())
            asking.push_back(candidate.customer);
    }
    const auto &these = asking.empty() ? all : asking;
    return these.size() == 1 ? these.front() : CustomerId{};
}

Result<void> CaptureWriter::findCustomer(Run &run)
{
    if (!run.choices.customer.isNull())
        return useCustomer(run, run.choices.customer);
    const auto found = m_customers.candidates(keysOf(matchFactsOf(run.draft)), 5);
    if (!found)
        return found.error();
    if (run.callNotice()) {
        const auto caller = ownerOfPhone(*found);
        if (!caller)
            return caller.error();
        if (!caller->isNull())
            return useCustomer(run, *caller);
    }
    for (const MatchCandidate &candidate : *found) {
        const Verdict verdict = candidate.match.verdict;
        if (verdict == Verdict::Same && !run.choices.newPerson)
            return useCustomer(run, candidate.customer);
        if (verdict == Verdict::Household && run.housemate.isNull())
            run.housemate = candidate.customer;
        if (verdict == Verdict::Review && !run.choices.newPerson)
            run.maybeSame.push_back(candidate.customer);
    }
    return {};
}

Result<void> CaptureWriter::findLeads(Run &run)
{
    if (!run.knownCustomer)
        return {};
    const auto leads = leadsOfCustomer(m_session->database(), run.customer.id);
    if (!leads)
        return leads.error();
    for (const LeadId &id : *leads) {
        const auto lead = load(m_session->database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (run.lastOwner.isNull())
            run.lastOwner = lead->owner;
        if (lead->closed == Closed::Open && !run.joins())
            run.openLead = *lead;
    }
    const auto visited = lastVisitOf(m_session->database(), run.customer.id);
    if (!visited)
        return visited.error();
    run.visitedBefore = *visited;
    return {};
}

// Two desks that read one document at once, before either hears of the other, make one lead.
Result<void> CaptureWriter::nameRows(Run &run)
{
    if (run.choices.keyed || run.choices.original.isNull() || run.choices.ordinal < 0)
        return {};
    const auto place = newestArrival(run.tx.database(), run.choices.original, run.choices.ordinal);
    if (!place)
        return place.error();
    if (!place->next.isNull())
        run.tx.drawIdsOf("lead " + place->next.value.hex());
    return {};
}

Result<Captured> CaptureWriter::write(
    Transaction &tx, const LeadDraft &given, const CaptureChoices &choices, const char *verb)
{
    const LeadDraft draft = completed(given, *m_rules);
    if (draft.full.isEmpty() && draft.company.isEmpty() && draft.phones.empty() && draft.emails.empty())
        return Error{Error::Code::Invalid, QStringLiteral("contact"), {}};
    if (choices.appointment > 0 && choices.appointment <= tx.now())
        return Error{Error::Code::Invalid, QStringLiteral("appointment"), {}};
    auto deed = tx.start(verb, choices.partOf);
    if (!deed)
        return deed.error();
    Run run{.tx = tx, .draft = draft, .choices = choices};
    if (auto found = findLeadSource(run); !found)
        return found.error();
    // Providers repeat themselves, people drop a file twice, and an import that was cut off is run again (R15).
    const auto known = sameInquiry(tx.database(), draft, run.source, choices);
    if (!known)
        return known.error();
    if (!known->isNull())
        return Captured{Captured::How::SameDocument, *known, {}, {}, {}, false, false, 0};
    if (auto named = nameRows(run); !named)
        return named.error();
    using Step = Result<void> (CaptureWriter::*)(Run &);
    for (const Step step : {&CaptureWriter::findCustomer, &CaptureWriter::findLeads, &CaptureWriter::writeCustomer,
             &CaptureWriter::writeContacts, &CaptureWriter::writeConsent, &CaptureWriter::writeLead,
             &CaptureWriter::writeVehicles, &CaptureWriter::joinLead, &CaptureWriter::writeOwner,
             &CaptureWriter::writeArrival, &CaptureWriter::writeTask, &CaptureWriter::writeScore,
             &CaptureWriter::tellPeople, &CaptureWriter::tellUnknownSource}) {
        if (auto done = (this->*step)(run); !done)
            return done.error();
    }
    run.out.deed = *deed;
    run.out.lead = run.leadId();
    run.out.customer = run.customer.id;
    return run.out;
}

Result<void> CaptureWriter::writeCustomer(Run &run)
{
    run.out.how = run.joins() ? Captured::How::JoinedLead
        : run.knownCustomer   ? Captured::How::KnownCustomer
                              : Captured::How::NewCustomer;
    run.out.beBack = run.visit() && run.visitedBefore > 0 && run.tx.now() - run.visitedBefore <= kBeBackWithin;
    if (run.knownCustomer) {
        Customer filled = run.customer;
        const bool nameless = filled.full.isEmpty();
        if (nameless) { // a phone-up saved with a number alone learns the name later
            filled.first = run.draft.first;
            filled.last = run.draft.last;
            filled.full = run.draft.full;
        }
        if (filled.company.isEmpty())
            filled.company = run.draft.company;
        auto done = apply(run.tx, set(kCustomer, run.customer, filled));
        run.customer = filled;
        return done;
    }
    Customer &fresh = run.customer;
    fresh.id = {run.tx.freshId()};
    fresh.first = run.draft.first;
    fresh.last = run.draft.last;
    fresh.full = run.draft.full;
    fresh.suffix = personName(run.draft.full).suffix;
    fresh.company = run.draft.company;
    fresh.language = run.draft.language;
    fresh.created = run.tx.now();
    if (!run.housemate.isNull()) {
        const auto other = load(run.tx.database(), kCustomer, run.housemate.value);
        if (!other)
            return other.error();
        Customer linked = *other;
        if (linked.household.isNull())
            linked.household = {run.tx.freshId()};
        fresh.household = linked.household;
        if (auto done = apply(run.tx, set(kCustomer, *other, linked)); !done)
            return done;
    }
    if (auto done = apply(run.tx, put(kCustomer, fresh)); !done)
        return done;
    return writeSuspicions(run);
}

// Both records say so: whichever of the two leads a person works, they see it.
Result<void> CaptureWriter::writeSuspicions(Run &run)
{
    for (const CustomerId &known : run.maybeSame) {
        for (const auto &[one, other] : {std::pair{run.customer.id, known}, std::pair{known, run.customer.id}}) {
            const CustomerLabel tag{{run.tx.freshId()}, one, tagNaming(kMaybeTag, other)};
            if (auto done = apply(run.tx, put(kTag, tag)); !done)
                return done;
        }
    }
    return {};
}

Result<void> CaptureWriter::writeContacts(Run &run)
{
    QStringList knownPhones, knownMails;
    if (run.knownCustomer) {
        const auto phones = m_customers.phones(run.customer.id);
        const auto mails = m_customers.emails(run.customer.id);
        if (!phones || !mails)
            return !phones ? phones.error() : mails.error();
        for (const Phone &phone : *phones)
            knownPhones << (phone.e164.isEmpty() ? phone.typed : phone.e164);
        for (const Email &mail : *mails)
            knownMails << (mail.address.isEmpty() ? mail.typed : mail.address);
    }
    for (const PhoneDraft &draft : run.draft.phones) {
        const QString key = draft.e164.isEmpty() ? draft.typed : draft.e164;
        if (knownPhones.contains(key))
            continue;
        Phone phone{{run.tx.freshId()}, run.customer.id, draft.typed, draft.e164, draft.extension, int(draft.kind),
            knownPhones.isEmpty(), false, false, {}};
        const auto listed =
            isOnDeskList(run.tx.database(), phone.e164); // of the day of its row, not of the next import
        if (!listed)
            return listed.error();
        phone.dncOn = *listed;
        knownPhones << key;
        if (auto done = apply(run.tx, put(kPhone, phone)); !done)
            return done;
    }
    for (const EmailDraft &draft : run.draft.emails) {
        const QString key = draft.address.isEmpty() ? draft.typed : draft.address;
        if (knownMails.contains(key))
            continue;
        const Email mail{{run.tx.freshId()}, run.customer.id, draft.typed, draft.address, matchingEmail(draft.address),
            knownMails.isEmpty(), false};
        knownMails << key;
        if (auto done = apply(run.tx, put(kEmail, mail)); !done)
            return done;
    }
    return writeAddress(run);
}

// The address with what the other says where it says nothing; nothing: they are not of one place.
static std::optional<Address> filled(Address place, const Address &from)
{
    for (const auto part : {&Address::street, &Address::city, &Address::region, &Address::postal, &Address::country}) {
        QString &known = place.*part;
        const QString &stated = from.*part;
        const bool region = part == &Address::region; // "New York", as older rows say it, is NY
        const QString was = region ? regionAsKept(known, place.country) : known;
        const QString now = region ? regionAsKept(stated, from.country) : stated;
        if (!was.isEmpty() && !now.isEmpty() && was.compare(now, Qt::CaseInsensitive) != 0)
            return std::nullopt;
        known = known.isEmpty() ? stated : known;
    }
    return place;
}

// A region or a postal code alone is kept too: by them the gate knows where somebody is (US-1). What is known stands; a
// later inquiry fills what is empty.
Result<void> CaptureWriter::writeAddress(Run &run)
{
    const LeadDraft &d = run.draft;
    if (d.street.isEmpty() && d.city.isEmpty() && d.region.isEmpty() && d.postal.isEmpty())
        return {};
    const Address stated{
        {}, run.customer.id, d.street, d.city, d.region, d.postal, d.country, nameKey(run.customer.last), 0};
    if (run.knownCustomer) {
        const auto places = m_customers.addresses(run.customer.id);
        if (!places)
            return places.error();
        for (const Address &known : *places) {
            const auto whole = filled(known, stated);
            if (!whole)
                continue;
            return *whole == known ? Result<void>() : apply(run.tx, set(kAddress, known, *whole));
        }
        if (!places->empty())
            return {};
    }
    Address place = stated;
    place.id = {run.tx.freshId()};
    return apply(run.tx, put(kAddress, place));
}

} // namespace updesk
