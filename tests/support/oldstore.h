// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/sync/retention.h"
#include "tests/support/shareddesk.h"

namespace updesk
{

/// A shared store in which one customer has a lead of today and one that was lost three years ago, with all that hangs
/// on it; rows stand at the server as they did before any desk came.
class OldStore
{
public:
    explicit OldStore(int calls = 120) : activities(calls), lone(adopted(server, 6)), now(lone->clock.now())
    {
        const auto ids = server.chief()->query("SELECT id, customer_id FROM updesk.lead ORDER BY id");
        if (!ids || ids->count() < 6)
            qFatal("old store");
        gone.value = ids->id(0, 0);
        today.value = ids->id(1, 0);
        customer.value = ids->id(0, 1);
        other.value = ids->id(2, 1);
        const QByteArray lead = quoted(gone.value), whose = quoted(customer.value), at = QByteArray::number(ended);
        alter("UPDATE updesk.lead SET customer_id=" + whose + " WHERE id=" + quoted(today.value));
        alter("UPDATE updesk.customer SET created=" + at + " WHERE id=" + whose);
        alter("UPDATE updesk.lead SET closed=2, received=" + at + "-86400000, closed_at=" + at
            + "-1000, original_id=" + quoted(document) + " WHERE id=" + lead);
        for (const char *table : {"activity", "assignment", "score_log"})
            alter(QByteArray("UPDATE updesk.") + table + " SET at=" + at + "-86400000 WHERE lead_id=" + lead);
        alter("INSERT INTO updesk.original(id,store_id,seq,name,bytes_total,arrived) VALUES (" + quoted(document)
            + ",1,1,'old.eml',20000," + at + "-86400000)");
        alter("INSERT INTO updesk.original_part(id,store_id,seq,original_id,n,bytes) SELECT gen_random_uuid(),1,1,"
            + quoted(document) + ",n,decode(repeat('ab',1000),'hex') FROM generate_series(0,19) n");
        // Calls of a person, steps of the ladder (7: System, 4: the manager was told), one that was taken back.
        alter("INSERT INTO "
              "updesk.activity(id,store_id,seq,deleted,lead_id,customer_id,kind,direction,person_id,at,outcome,"
              "evidence,code,body) SELECT gen_random_uuid(),1,1,(n=3)::int,"
            + lead + ',' + whose + ",CASE WHEN n%8=7 THEN 7 ELSE 0 END,2," + quoted(server.person("ann").value) + ','
            + at + "-n*60000,4,1,CASE WHEN n%8=7 THEN 4 ELSE 0 END,'call '||n FROM generate_series(1,"
            + QByteArray::number(activities) + ") n");
        alter("INSERT INTO updesk.task(id,store_id,seq,lead_id,kind,due,done_by_activity) SELECT gen_random_uuid(),1,1,"
              "lead_id,0,at,id FROM updesk.activity WHERE lead_id="
            + lead + " AND kind=0 LIMIT 9");
        alter("INSERT INTO updesk.trade(id,store_id,seq,lead_id,make) VALUES (gen_random_uuid(),1,1," + lead
            + ",'Ford')");
        alter("INSERT INTO updesk.appointment(id,store_id,seq,lead_id,customer_id,at,state) VALUES "
              "(gen_random_uuid(),1,1,"
            + lead + ',' + whose + ',' + at + "-50000,4)");
        alter("INSERT INTO updesk.activity(id,store_id,seq,customer_id,kind,at,body) SELECT gen_random_uuid(),1,1,"
            + whose + ",4,t,'of the household' FROM unnest(ARRAY[" + at + "-7," + at + "-6," + QByteArray::number(now)
            + "-5]) t");
    }
    /// Without a new number, as rows stood before any desk came.
    void alter(const QByteArray &sql) const
    {
        const auto done = server.chief()->execute(sql);
        if (!done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    const Clock &clock() const { return lone->clock; }

    SyncServer server;
    int activities; ///< that hang on the old lead, beside those of its inquiry
    std::unique_ptr<TestStore> lone;
    Time now;
    Time ended = now - kKeptAtDesk - 300 * kDay; ///< when the old lead was over
    LeadId gone, today; ///< the old lead, and the one of today
    CustomerId customer, other; ///< whose it is, and somebody without history
    Id document = newId(1);

private:
    static QByteArray quoted(const Id &id) { return '\'' + id.hex() + '\''; }
};

} // namespace updesk
