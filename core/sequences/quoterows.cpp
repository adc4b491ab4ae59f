// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/quoterows.h"

#include "core/leads/activity.h"

namespace updesk
{

static constexpr char kNewest[] = "SELECT at, provider_text FROM activity WHERE lead_id=?1 AND code=?2 AND deleted=0"
                                  " ORDER BY at DESC, id DESC LIMIT 1";
static constexpr char kPayments[] = "SELECT at, person_id, provider_text FROM activity WHERE lead_id=?1 AND code=?2"
                                    " AND deleted=0 ORDER BY at DESC, id DESC LIMIT ?3";

Result<std::optional<KeptQuote>> newestQuote(Database &database, LeadId lead)
{
    std::optional<KeptQuote> quote;
    Query q = database.query(kNewest);
    q.bind(1, lead).bind(2, int(Activity::Code::PaymentFigured));
    if (q.next())
        quote = quoteFrom(q.text(1), q.number(0));
    if (auto done = q.done(); !done)
        return done.error();
    return quote;
}

Result<std::vector<PaymentRecord>> paymentRecords(Database &database, LeadId lead, int most)
{
    std::vector<PaymentRecord> records;
    Query q = database.query(kPayments);
    q.bind(1, lead).bind(2, int(Activity::Code::PaymentFigured)).bind(3, most);
    while (q.next()) {
        PaymentRecord &one = records.emplace_back();
        q.read(0, one.at);
        q.read(1, one.by);
        q.read(2, one.record);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return records;
}

} // namespace updesk
