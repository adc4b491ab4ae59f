// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/simulatedstore.h"

namespace updesk
{

static QString hexOf(LeadId lead) { return QString::fromLatin1(lead.value.hex()); }

static void takeFirst(Time &at, Time other)
{
    if (other > 0)
        at = at == 0 ? other : std::min(at, other);
}

static void readActivity(SimulatedLead &lead, const Activity &row)
{
    const bool written = row.kind == Activity::Kind::Email || row.kind == Activity::Kind::Text;
    if (row.direction == Activity::Direction::In && written)
        takeFirst(lead.reply, row.at);
    if (row.kind != Activity::Kind::Call
        || row.direction == Activity::Direction::In) // a phone-up is the inquiry itself
        return;
    lead.answered = lead.answered || (row.outcome != Outcome::NoAnswer && row.outcome != Outcome::Voicemail);
    lead.bad = lead.bad || row.outcome == Outcome::WrongNumber;
    takeFirst(lead.agreed, row.outcome == Outcome::CallBack ? row.at : 0);
}

template <class... Table>
static auto rowsOf(Database &database, const TableOf<Table...> &table)
{
    auto rows = loadAll(database, table);
    if (!rows)
        qFatal("the simulated store cannot be read");
    return std::move(*rows);
}

std::map<QString, SimulatedLead> knownOf(const QString &path)
{
    FakeClock clock;
    const auto session = Session::open(path, clock, Database::Open::Existing);
    if (!session)
        qFatal("the simulated store cannot be opened");
    Database &database = (*session)->database();
    std::map<QString, SimulatedLead> out;
    std::map<CustomerId, std::vector<QString>> leadsOf;
    for (const Lead &lead : rowsOf(database, kLead)) {
        out[hexOf(lead.id)].received = lead.received;
        out[hexOf(lead.id)].asked = lead.type != LeadType::Equity && lead.type != LeadType::Referral;
        leadsOf[lead.customer].push_back(hexOf(lead.id));
    }
    const auto each = [&](const auto &table, const auto &take) {
        for (const auto &row : rowsOf(database, table)) {
            for (const QString &lead : leadsOf[row.customer])
                take(out[lead], row);
        }
    };
    each(kPhone, [](SimulatedLead &lead, const Phone &phone) {
        lead.phone = phone.e164;
        lead.bad = lead.bad || phone.bad;
    });
    each(kEmail, [](SimulatedLead &lead, const Email &email) { lead.email = email.address; });
    each(kAddress, [](SimulatedLead &lead, const Address &address) { lead.region = address.region; });
    each(kConsent, [](SimulatedLead &lead, const Consent &consent) {
        takeFirst(lead.refused, consent.state == Consent::State::No ? consent.at : 0);
    });
    for (const Activity &row : rowsOf(database, kActivity))
        readActivity(out[hexOf(row.lead)], row);
    for (const Task &task : rowsOf(database, kTask))
        takeFirst(out[hexOf(task.lead)].callBack, task.promised ? task.due : 0);
    for (const Appointment &visit : rowsOf(database, kAppointment))
        takeFirst(out[hexOf(visit.lead)].visit, visit.setAt);
    for (const Deal &deal : rowsOf(database, kDeal))
        takeFirst(out[hexOf(deal.lead)].sale, deal.enteredAt);
    return out;
}

std::vector<SimulatedLine> linesOf(const QByteArray &out)
{
    std::vector<SimulatedLine> lines;
    for (const QByteArray &text : out.split('\n')) {
        if (text.isEmpty())
            continue;
        SimulatedLine line;
        line.json = QJsonDocument::fromJson(text).object();
        line.at = QDateTime::fromString(line.of("local"), Qt::ISODate);
        line.attempt = line.json[QLatin1String("attempt")].toInt(-1);
        lines.push_back(line);
    }
    return lines;
}

} // namespace updesk
