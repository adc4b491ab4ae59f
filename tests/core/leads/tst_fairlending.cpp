// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/leadnowstore.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <set>

using namespace updesk;

static int note(void *reads, int action, const char *table, const char *column, const char *, const char *)
{
    if (action == SQLITE_READ && column && *column)
        static_cast<std::set<QByteArray> *>(reads)->insert(QByteArray(table) + '.' + column);
    return SQLITE_OK;
}

// Everything that scoring, grade and place may know about a lead. Names only tell whether there is one; nothing here
// says who the customer is, where they are from or what they live on.
static const std::set<QByteArray> &allowed()
{
    static const std::set<QByteArray> columns = [] {
        static const std::pair<const char *, const char *> kTables[] = {
            {"lead",
                "id deleted customer_id owner_id source_id type closed received timeframe_days asks grade_set"
                " pre_approved down_payment placeholder comments"},
            {"customer", "id full_name company merged_into"}, // which records are of one person
            {"phone", "customer_id deleted bad e164"},
            {"email", "customer_id deleted bad address"},
            {"address", "customer_id deleted postal"}, // for the distance ring only
            {"want", "id lead_id deleted preferred year make model trim stock vin"},
            {"trade", "lead_id deleted"},
            {"assignment", "lead_id deleted at"},
            {"visit", "customer_id lead_id deleted arrived person_id left_at"},
            {"appointment", "lead_id deleted state at"},
            {"activity", "id lead_id deleted kind direction outcome evidence code at corrects_id clock_jump"},
            {"task", "id lead_id deleted kind channel due promised attempt attempts done_by_activity dropped"},
            {"state", "k v"},
        };
        std::set<QByteArray> all;
        for (const auto &[table, names] : kTables) {
            for (const QByteArray &name : QByteArray(names).split(' '))
                all.insert(QByteArray(table) + '.' + name);
        }
        return all;
    }();
    return columns;
}

class TestFairLending : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void FL2_scoringReadsNothingButTheAllowedColumns()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        store.reopen(); // statements prepared from here on are all seen
        const auto rules = store->rules();
        QVERIFY(rules);
        std::set<QByteArray> reads;
        sqlite3_set_authorizer(store->database().handle(), note, &reads);
        QVERIFY(factsOf(store->database(), one.lead, **rules));
        QVERIFY(rescore(store->database(), store.clock.now() + 60 * kDay));
        sqlite3_set_authorizer(store->database().handle(), nullptr, nullptr);
        QVERIFY(reads.contains("lead.timeframe_days") && reads.contains("lead_now.score_facts"));
        for (const QByteArray &column : reads) {
            const bool derived = column.startsWith("lead_now.") || column.startsWith("deed.");
            QVERIFY2(derived || allowed().contains(column), column.constData());
        }
    }
    void FL2_noColumnOfAnyTableIsMadeForWhatMayNotBeKnown()
    {
        TestStore store;
        const QByteArray columns = store.list(
            "SELECT lower(m.name||'.'||c.name) FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type='table'");
        QVERIFY(columns.contains("customer.first"));
        static const char *const kForbidden[] = {"birth", "dob", "ssn", "social", "licen", "driver", "income", "salary",
            "employ", "gender", "sex", "race", "ethnic", "religion", "marital", "nationality", "citizen", "children",
            "disab", "pension", "military"};
        for (const QByteArray &column : columns.split('\n')) {
            for (const char *word : kForbidden)
                QVERIFY2(!column.mid(column.indexOf('.') + 1).contains(word), column.constData());
        }
    }
    void FL1_theLanguageOfACustomerChangesNothing()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        const Captured one = store.add(draft);
        draft = store.webLead(2);
        draft.language = QStringLiteral("es");
        const Captured two = store.add(draft);
        const auto a = leadNowOf(store->database(), one.lead), b = leadNowOf(store->database(), two.lead);
        QCOMPARE(a->score, b->score);
        QCOMPARE(a->grade, b->grade);
        QCOMPARE(a->scoreFacts, b->scoreFacts);
    }
};
UPDESK_TEST(TestFairLending);
#include "tst_fairlending.moc"
