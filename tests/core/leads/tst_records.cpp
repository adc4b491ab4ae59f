// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peoplerows.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// A person with several records: what another desk writes to one while this one merges it stands there, and counts.
class TestRecords : public QObject
{
    Q_OBJECT
    /// Two inquiries of one person under two records, the second merged into the first.
    struct Merged : TestStore {
        Captured lives = add(webLead(1)), gone = add(webLead(2));
        Merged()
        {
            if (!merge(**this, gone.customer, lives.customer))
                qFatal("merge");
        }
        LeadFacts facts(LeadId lead) { return *factsOf(session->database(), lead, **session->rules()); }
        void late(const auto &table, auto row)
        {
            const auto done = doDeed(**this, "late", {}, [&](Transaction &tx) -> Result<void> {
                row.id = {tx.freshId()};
                return apply(tx, put(table, row));
            });
            if (!done)
                qFatal("late");
        }
        /// Nothing that was derived differs from what the rows say now.
        bool holds() { return rebuild(session->database(), clock.now(), Rebuild::CompareOnly)->differed == 0; }
    };
    static Phone phoneOf(CustomerId customer, const char *number)
    {
        Phone phone;
        phone.customer = customer;
        phone.e164 = phone.typed = QString::fromLatin1(number);
        return phone;
    }
    static Consent refusalOf(CustomerId customer, Time at)
    {
        Consent consent;
        consent.customer = customer;
        consent.state = Consent::State::No;
        consent.at = at;
        return consent;
    }

private Q_SLOTS:
    void whatTheMergedRecordRefusesMarksEveryLeadOfThePerson()
    {
        Merged store;
        for (const LeadId lead : {store.lives.lead, store.gone.lead})
            QVERIFY(!queueRow(store->database(), lead)->doNotContact);
        store.late(kConsent, refusalOf(store.gone.customer, store.clock.now()));
        for (const LeadId lead : {store.lives.lead, store.gone.lead})
            QVERIFY(queueRow(store->database(), lead)->doNotContact);
        QueueFilter all;
        all.later = true;
        const auto rows = queueRows(store->database(), all, 10);
        for (const QueueRow &row : *rows)
            QVERIFY(row.doNotContact);
        const Captured other = store.add(store.webLead(3));
        QVERIFY(!queueRow(store->database(), other.lead)->doNotContact);
    }
    void aLeadOfTheMergedRecordSeesWhatTheOneThatLivesRefuses()
    {
        Merged store;
        const auto back = doDeed(*store, "late", {}, [&](Transaction &tx) -> Result<void> {
            const auto lead = load(tx.database(), kLead, store.gone.lead.value);
            Lead under = *lead; // as a desk writes it that has not heard of the merge
            under.customer = store.gone.customer;
            return apply(tx, set(kLead, *lead, under));
        });
        QVERIFY(back);
        store.late(kConsent, refusalOf(store.lives.customer, store.clock.now()));
        QVERIFY(queueRow(store->database(), store.gone.lead)->doNotContact);
        QVERIFY(store.holds());
    }
    void phonesOfEveryRecordCountOnceAndReachEveryLead()
    {
        Merged store;
        const int before = store.facts(store.lives.lead).phones;
        store.late(kPhone, phoneOf(store.gone.customer, "+12125550199"));
        QCOMPARE(store.facts(store.lives.lead).phones, before + 1);
        QCOMPARE(store.facts(store.gone.lead).phones, before + 1);
        QVERIFY(store.holds());
        store.late(kPhone, phoneOf(store.lives.customer, "+12125550199")); // the same number once more
        QCOMPARE(store.facts(store.lives.lead).phones, before + 1);
        QVERIFY(store.holds());
        const auto contacts = contactsOf(store->database(), store.lives.customer);
        QCOMPARE(int(contacts->phones.size()), before + 1);
        QCOMPARE(contactsOf(store->database(), store.gone.customer)->phones.size(), contacts->phones.size());
    }
    void whoLosesTheOtherRecordLosesItsPhonesAgain()
    {
        Merged store;
        QVERIFY(store.holds());
        const int both = store.facts(store.lives.lead).phones;
        QVERIFY(undoLast(*store));
        QVERIFY(store.facts(store.lives.lead).phones < both);
        QVERIFY(store.holds());
        QVERIFY(redoLast(*store));
        QCOMPARE(store.facts(store.lives.lead).phones, both);
        QVERIFY(store.holds());
    }
};

UPDESK_TEST(TestRecords);
#include "tst_records.moc"
