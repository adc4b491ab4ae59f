// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadmodel.h"

#include "core/desk/erasing.h"
#include "core/desk/leadverbs.h"

#include <algorithm>

namespace updesk
{

LeadModel::LeadModel(Session &session, QObject *parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::changed, this, [this](const std::vector<LeadId> &leads) {
        if (!m_id.isNull() && (leads.empty() || std::ranges::find(leads, m_id) != leads.end()))
            reload();
    });
}

void LeadModel::open(LeadId lead)
{
    m_id = lead;
    m_open = false;
    m_error.reset();
    if (!lead.isNull())
        reload();
    Q_EMIT opened();
}

void LeadModel::setClaims(const std::vector<LeadId> &leads, bool online)
{
    m_claims = leads;
    m_online = online;
    if (findClaim() && !m_id.isNull())
        Q_EMIT changed();
}

bool LeadModel::findClaim()
{
    const bool open = std::ranges::find(m_claims, m_id) != m_claims.end();
    const Claim now = !open ? Claim::None : m_online ? Claim::Asked : Claim::Waits;
    return std::exchange(m_claim, now) != now;
}

void LeadModel::reload()
{
    m_error.reset();
    findClaim();
    if (auto done = read(); !done)
        m_error = done.error();
    Q_EMIT changed();
}

// All is read before anything is shown, so that a failed read leaves the old content whole.
Result<void> LeadModel::read()
{
    auto rules = m_session.rules();
    auto lead = findLead(m_session, m_id);
    auto row = queueRow(m_session.database(), m_id);
    if (!rules || !lead || !row)
        return !rules ? rules.error() : !lead ? lead.error() : row.error();
    auto card = customerCard(m_session.database(), lead->customer);
    auto vehicles = leadVehicles(m_session.database(), m_id);
    auto garage =
        card ? garageOf(m_session.database(), card->customer.id) : Result<std::vector<GarageRow>>(card.error());
    auto coBuyer = coBuyerOf(m_session.database(), *lead);
    const auto answers = answerCounts(m_session.database(), lead->customer);
    if (!card || !vehicles)
        return !card ? card.error() : vehicles.error();
    if (!garage || !coBuyer || !answers)
        return !garage ? garage.error() : !coBuyer ? coBuyer.error() : answers.error();
    const auto erased = isErasedPerson(m_session.database(), card->customer.id);
    if (!erased)
        return erased.error();
    m_erased = *erased;
    m_words = LeadWords(*rules);
    m_lead = std::move(*lead);
    m_row = std::move(*row);
    m_card = std::move(*card);
    m_vehicles = std::move(*vehicles);
    m_garage = std::move(*garage);
    m_coBuyer = std::move(*coBuyer);
    m_answers = answerWay(*answers);
    if (m_erased) { // nothing is left to call, write to or show
        std::erase_if(m_card.phones, [](const Phone &phone) { return phone.typed.isEmpty() && phone.e164.isEmpty(); });
        std::erase_if(m_card.emails, [](const Email &email) { return email.typed.isEmpty(); });
    }
    m_open = true;
    return {};
}

int LeadModel::ring() const
{
    if (!m_words.rules())
        return -1;
    for (const Address &address : m_card.addresses)
        if (const int ring = m_words.rules()->rings.ringOf(address.postal); ring >= 0)
            return ring;
    return -1;
}

QString LeadModel::name() const
{
    if (!m_row.name.trimmed().isEmpty())
        return m_row.name;
    if (!m_card.phones.empty())
        return m_words.phone(
            m_card.phones.front().e164.isEmpty() ? m_card.phones.front().typed : m_card.phones.front().e164);
    if (!m_card.emails.empty())
        return m_card.emails.front().typed;
    return m_erased ? tr("Erased") : tr("No name");
}

bool LeadModel::hasEmail() const
{
    return std::ranges::any_of(
        m_card.emails, [](const Email &email) { return !email.bad && !email.address.isEmpty(); });
}

Channel LeadModel::proposesMessage() const
{
    if (now().nextDue == 0 || m_lead.closed != Closed::Open)
        return Channel::None;
    return now().nextKind == Task::Kind::Email ? Channel::Email
        : now().nextKind == Task::Kind::Text   ? Channel::Text
                                               : Channel::None;
}

bool LeadModel::proposesCall() const { return phone() && !m_card.noCalls && proposesMessage() == Channel::None; }

const Phone *LeadModel::phone(const QString &number) const
{
    const auto found = std::ranges::find_if(m_card.phones, [&number](const Phone &phone) {
        return !phone.bad && !phone.e164.isEmpty() && (number.isEmpty() || phone.e164 == number);
    });
    return found == m_card.phones.end() ? nullptr : &*found;
}

} // namespace updesk
