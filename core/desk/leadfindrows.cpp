// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/desk/leadfind.h"
#include "core/people/customerstore.h"

#include <algorithm>

namespace updesk
{

static constexpr char kByStart[] = "SELECT id FROM lead WHERE id>=?1 AND id<=?2 AND deleted=0 ORDER BY id LIMIT ?3";
// lead_now_newest is walked, the narrowest index that has every lead, and only what ends in the same bytes is spelled
// out; the plus keeps SQLite from walking the wide table to be spared the sort of a few.
static constexpr char kByEnd[] = "SELECT lead_id FROM lead_now WHERE substr(lead_id,-?1)=?2"
                                 " AND hex(lead_id) LIKE '%'||?3 ORDER BY +lead_id LIMIT ?4";
static constexpr char kByNumber[] =
    "SELECT id FROM lead WHERE external_id=?1 AND external_id<>'' AND deleted=0 ORDER BY id LIMIT ?2";
static constexpr char kOfCustomer[] =
    "SELECT id FROM lead WHERE customer_id=?1 AND deleted=0 ORDER BY closed<>0, received DESC LIMIT 1";
// By when they came, for the ids of what was made from a document's bytes are in no order; lead_now_newest is walked.
static constexpr char kNewest[] =
    "SELECT lead_id FROM lead_now WHERE closed=0 OR ?1 ORDER BY received DESC, lead_id DESC LIMIT ?2";

static Result<std::vector<LeadId>> idsOf(Query q)
{
    std::vector<LeadId> leads;
    while (q.next())
        leads.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return leads;
}

static bool isHex(const QString &text)
{
    return text.size() >= 4 && text.size() <= 32
        && std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

static Result<std::vector<LeadId>> byId(Database &database, const QString &hex, int most)
{
    const auto from = Id::fromHex(hex.leftJustified(32, u'0').toStdString());
    const auto to = Id::fromHex(hex.leftJustified(32, u'f').toStdString());
    Query start = database.query(kByStart);
    start.bind(1, *from).bind(2, *to).bind(3, most);
    auto found = idsOf(std::move(start));
    if (!found || !found->empty())
        return found;
    const QByteArray bytes = QByteArray::fromHex(hex.right(hex.size() / 2 * 2).toLatin1());
    Query end = database.query(kByEnd);
    end.bind(1, bytes.size()).bind(2, Value{Bytes{bytes}}).bind(3, hex).bind(4, most);
    return idsOf(std::move(end));
}

static Result<std::vector<LeadId>> byName(Database &database, const QString &text, int most)
{
    const auto customers = CustomerStore(database).byNameWords(foldedWords(text), most);
    if (!customers)
        return customers.error();
    std::vector<LeadId> leads;
    for (const CustomerId &customer : *customers) {
        Query q = database.query(kOfCustomer);
        q.bind(1, customer);
        const auto found = idsOf(std::move(q));
        if (!found)
            return found;
        leads.insert(leads.end(), found->begin(), found->end());
    }
    return leads;
}

Result<std::vector<LeadId>> leadsMeant(Database &database, const QString &given, int most)
{
    const QString text = given.trimmed();
    const QString hex = text.toLower().remove(u'-');
    if (isHex(hex)) {
        auto found = byId(database, hex, most);
        if (!found || !found->empty())
            return found;
    }
    Query number = database.query(kByNumber);
    number.bind(1, text).bind(2, most);
    auto found = idsOf(std::move(number));
    if (!found || !found->empty() || foldedWords(text).isEmpty())
        return found;
    return byName(database, text, most);
}

Result<std::vector<LeadId>> newestLeads(Database &database, LeadsListed which, int most)
{
    Query q = database.query(kNewest);
    q.bind(1, int(which == LeadsListed::All)).bind(2, most);
    return idsOf(std::move(q));
}

} // namespace updesk
