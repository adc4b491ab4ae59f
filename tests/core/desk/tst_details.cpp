// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/details.h"
#include "core/desk/gate.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/planverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/timelinerows.h"
#include "core/people/customerstore.h"
#include "core/people/names.h"
#include "core/sequences/planstore.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

using What = DetailChange::What;

/// A person corrects what is on file of a customer whose lead is there already.
class TestDetails : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromUtf8(text); }
    static CustomerDetails details(TestStore &store, CustomerId customer)
    {
        const auto found = detailsOf(store->database(), customer);
        if (!found)
            qFatal("details");
        return *found;
    }
    template <class F>
    static Result<DeedId> correct(TestStore &store, CustomerId customer, F change)
    {
        const CustomerDetails opened = details(store, customer);
        CustomerDetails typed = opened;
        change(typed);
        return saveDetails(*store, opened, typed);
    }
    /// "saved", or what is wrong.
    static QString says(const Result<DeedId> &saved) { return saved ? words("saved") : saved.error().subject; }
    static Phone phone(const char *typed)
    {
        Phone row;
        row.typed = words(typed);
        return row;
    }
    static Email email(const char *typed)
    {
        Email row;
        row.typed = words(typed);
        return row;
    }
    static std::vector<DetailChange> told(TestStore &store, CustomerId customer)
    {
        const QByteArray record =
            store.list("SELECT provider_text FROM activity WHERE code=15 AND deleted=0 AND customer_id=x'"
                + customer.value.hex() + "' ORDER BY at DESC LIMIT 1");
        return detailChanges(QString::fromUtf8(record).trimmed());
    }
    static Captured nowhere(TestStore &store, int i = 0)
    {
        LeadDraft draft = store.webLead(i);
        draft.street.clear();
        draft.city.clear();
        draft.region.clear();
        draft.postal.clear();
        draft.country.clear();
        draft.phones = {{{}, QStringLiteral("+184455501%1").arg(50 + i), {}, PhoneKind::Mobile}}; // of no place
        return store.add(draft);
    }

private Q_SLOTS:
    void theGateKnowsThePlaceAtOnce()
    {
        TestStore store;
        const Captured sam = nowhere(store);
        const auto zone = [&] { return quietFor(*store, sam.lead, store.clock.now())->zone; };
        const auto quiet = [&] { return quietFor(*store, sam.lead, store.clock.now())->quiet; };
        QVERIFY(quiet()); // 10:00 in New York: an unknown place opens at 11:00
        QCOMPARE(says(correct(store, sam.customer, [](auto &d) { d.place.postal = words("10011"); })), words("saved"));
        QVERIFY(!quiet());
        QCOMPARE(says(correct(store, sam.customer,
                     [](auto &d) {
                         d.place.postal.clear();
                         d.place.region = words("hawaii");
                     })),
            words("saved"));
        QCOMPARE(zone(), words("Pacific/Honolulu"));
        QVERIFY(quiet());
        QCOMPARE(details(store, sam.customer).place.region, words("HI"));
        QCOMPARE(details(store, sam.customer).place.country, words("US"));
        QVERIFY(undoLast(*store));
        QCOMPARE(details(store, sam.customer).place.postal, words("10011"));
        QVERIFY(!quiet());
        QVERIFY(undoLast(*store));
        QVERIFY(details(store, sam.customer).place.id.isNull());
        QVERIFY(quiet());
        QVERIFY(redoLast(*store));
        QVERIFY(!quiet());
        QVERIFY(checkStore(store->database())->sound());
    }
    // As rows say it that came before states were read.
    void aStateThatIsSpelledOutOnFileIsReadToo()
    {
        TestStore store;
        const Captured sam = nowhere(store);
        Address old{{}, sam.customer, {}, {}, words("british columbia"), {}, {}, {}, 0};
        QVERIFY(doDeed(*store, "test", {}, [&](Transaction &tx) {
            old.id = {tx.freshId()};
            return apply(tx, put(kAddress, old));
        }));
        QCOMPARE(quietFor(*store, sam.lead, store.clock.now())->zone, words("America/Vancouver"));
        LeadDraft again = store.webLead(0);
        again.externalId = words("again");
        again.region = words("BC");
        again.postal = words("V6B 1A1");
        again.street.clear();
        again.city.clear();
        again.country.clear();
        QCOMPARE(store.add(again).customer, sam.customer); // the same place, with its code
        QCOMPARE(store.count("address WHERE deleted=0"), 1);
        QCOMPARE(details(store, sam.customer).place.postal, words("V6B 1A1"));
    }
    void stateAndPostalCodeThatContradictEachOtherAreBothHeld()
    {
        TestStore store;
        LeadDraft draft = store.webLead(0);
        draft.region = words("HI");
        draft.postal = words("10011");
        draft.country.clear();
        draft.phones = {{{}, words("+18445550150"), {}, PhoneKind::Mobile}};
        const Captured sam = store.add(draft);
        const Time evening = store.clock.now() + 12 * kHour; // 22:00 in New York, 16:00 in Honolulu
        QCOMPARE(quietFor(*store, sam.lead, evening)->zone, words("America/New_York"));
        QVERIFY(quietFor(*store, sam.lead, evening)->quiet);
        QVERIFY(quietFor(*store, sam.lead, store.clock.now())->quiet); // 4:00 in Honolulu
    }
    void whatIsCorrectedIsReadAgainAndFound()
    {
        TestStore store;
        const Captured sam = nowhere(store);
        const QString number = details(store, sam.customer).phones.front().e164;
        QCOMPARE(says(correct(store, sam.customer,
                     [](auto &d) {
                         d.customer.last = words("Okonkwo");
                         d.place.postal = words(" k1a0b1 ");
                         d.phones.push_back(phone("212.555.0199 ext 12"));
                         d.emails.push_back(email("Sam <Sam.O+cars@Gmail.com>"));
                     })),
            words("saved"));
        const CustomerDetails now = details(store, sam.customer);
        QCOMPARE(now.customer.full, now.customer.first + words(" Okonkwo"));
        QCOMPARE(now.place.postal, words("K1A 0B1"));
        QCOMPARE(now.place.country, words("CA"));
        QCOMPARE(now.place.lastKey, nameKey(u"Okonkwo"));
        QCOMPARE(now.phones.size(), size_t(2));
        QCOMPARE(now.phones.front().e164, number); // who was reached there still is
        QCOMPARE(now.phones.back().e164, words("+12125550199"));
        QCOMPARE(now.phones.back().extension, words("12"));
        QVERIFY(!now.phones.back().preferred);
        QCOMPARE(now.emails.back().address, words("sam.o+cars@gmail.com"));
        QCOMPARE(now.emails.back().matching, words("samo@gmail.com"));
        for (const char *text : {"okonkwo", "2125550199", "samo@gmail.com"}) {
            const auto found = findCustomers(store->database(), words(text));
            QVERIFY2(found && found->size() == 1 && found->front().customer == sam.customer, text);
        }
        LeadDraft later = store.webLead(7); // their next inquiry joins them by what was added
        later.phones = {{{}, words("+12125550199"), {}, PhoneKind::Mobile}};
        later.first = now.customer.first;
        later.last = words("Okonkwo");
        later.full.clear();
        later.emails.clear();
        QCOMPARE(store.add(later).customer, sam.customer);
        QVERIFY(checkStore(store->database())->sound());
    }
    void theHistoryTellsEachFieldAndWhatItWas()
    {
        TestStore store;
        const Captured sam = nowhere(store);
        const CustomerDetails was = details(store, sam.customer);
        QVERIFY(correct(store, sam.customer, [](auto &d) {
            d.customer.language = words("es");
            d.place.region = words("Qu\u00e9bec");
            d.phones.front().typed = words("(212) 555-0100");
            d.emails.front().typed.clear();
        }));
        QCOMPARE(told(store, sam.customer),
            (std::vector<DetailChange>{{What::Language, was.customer.language, words("es")},
                {What::Region, {}, words("QC")}, {What::Country, {}, words("CA")},
                {What::Phone, was.phones.front().e164, words("+12125550100")},
                {What::Email, was.emails.front().address, {}}}));
        const auto rows = timelineRows(store->database(), sam.customer, TimelineKind::Changes, 20);
        const auto line = std::ranges::find_if(
            *rows, [](const TimelineRow &row) { return row.activity.code == Activity::Code::FieldChanged; });
        QVERIFY(line != rows->end());
        QCOMPARE(detailChanges(line->activity.providerText), told(store, sam.customer)); // the screen reads it there
        QCOMPARE(store.list("SELECT hex(person_id) FROM activity WHERE code=15").trimmed(),
            store->person().value.hex().toUpper());
        QVERIFY(detailChanges(words("[{\"what\":\"shoe size\"},7,null,{\"what\":\"city\",\"after\":5}]"))
            == (std::vector<DetailChange>{{What::City, {}, {}}}));
        QVERIFY(detailChanges(words("}{")).empty());
    }
    void nothingTypedWritesNothing()
    {
        TestStore store;
        const Captured sam = store.add(store.webLead(0));
        const qint64 deeds = store.count("deed");
        const auto same = correct(store, sam.customer, [](auto &d) {
            d.phones.push_back(phone("  "));
            d.customer.first += words(" ");
        });
        QVERIFY(same && same->isNull());
        QCOMPARE(store.count("deed"), deeds);
        QCOMPARE(store.count("activity WHERE code=15"), 0);
    }
    void whatCannotBeRightIsRefused_data()
    {
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("postal");
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("wrong");
        const auto row = [](const char *region, const char *postal, const char *country, const char *wrong) {
            QTest::addRow("%s|%s|%s", region, postal, country)
                << words(region) << words(postal) << words(country) << words(wrong);
        };
        row("NY", "10011", "", "saved");
        row("new york", "10011-1234", "usa", "saved");
        row("", "2139", "US", "postal");
        row("MA", "2139", "", "saved"); // a spreadsheet took its zero
        row("", "09012", "", "saved"); // the military's, which may be anywhere
        row("", "96799", "", "saved");
        row("", "00000", "", "no_postal");
        row("", "99999", "", "saved");
        row("", "10O11", "", "postal");
        row("", "1001", "", "postal");
        row("", "K1A", "", "postal");
        row("", "D1A 0B1", "", "no_postal");
        row("", "10011", "Canada", "postal");
        row("", "K1A 0B1", "US", "postal");
        row("FL", "10011", "", "postal_region");
        row("ON", "H2X 1Y4", "", "postal_region");
        row("Ontario, CA", "", "", "region");
        row("Bavaria", "", "", "region");
        row("Bavaria", "80331", "Germany", "saved");
        row("", "LS1 4AP", "UK", "saved");
        row("", "LS1 4AP", "", "postal");
        row("ON", "", "USA", "region_country");
        row("Washington", "98101", "", "saved");
        row("Washington", "20001", "", "postal_region"); // by its field it is the state
        row("", "", "Nowhereland", "country");
        row("'; DROP TABLE address;--", "", "", "region");
    }
    void whatCannotBeRightIsRefused()
    {
        QFETCH(QString, region);
        QFETCH(QString, postal);
        QFETCH(QString, country);
        QFETCH(QString, wrong);
        TestStore store;
        const Captured sam = nowhere(store);
        const qint64 deeds = store.count("deed");
        QCOMPARE(says(correct(store, sam.customer,
                     [&](auto &d) {
                         d.place.region = region;
                         d.place.postal = postal;
                         d.place.country = country;
                         d.customer.suffix = words("Jr.");
                     })),
            wrong);
        QCOMPARE(store.count("deed"), deeds + (wrong == words("saved") ? 1 : 0)); // all of it, or nothing
        QCOMPARE(details(store, sam.customer).customer.suffix, wrong == words("saved") ? words("Jr.") : QString());
    }
    void aNumberOrAddressThatIsNoneIsRefusedByItsPlace()
    {
        TestStore store;
        const Captured sam = store.add(store.webLead(0));
        const QString mine = details(store, sam.customer).phones.front().e164;
        const auto adds = [&](const char *number) {
            return correct(store, sam.customer, [&](auto &d) { d.phones.push_back(phone(number)); });
        };
        for (const char *number : {"call me", "555", "2125550100 and 2125550101", "123456789012345678901234567890"})
            QCOMPARE(says(adds(number)), words("phone.1"));
        const auto twice = adds(mine.toLatin1().constData());
        QVERIFY(!twice && twice.error().code == Error::Code::Duplicate && twice.error().subject == words("phone.1"));
        for (const char *address : {"sam", "sam@", "@example.com", "a@b.com; c@d.com", "sam@exa mple.com"})
            QCOMPARE(says(correct(store, sam.customer, [&](auto &d) { d.emails.front().typed = words(address); })),
                words("email.0"));
        const QString tooLong(201, u'a');
        QCOMPARE(says(correct(store, sam.customer, [&](auto &d) { d.customer.first = tooLong; })), words("first"));
        QCOMPARE(says(correct(store, sam.customer, [&](auto &d) { d.customer.company = tooLong; })), words("company"));
        QCOMPARE(
            says(correct(store, sam.customer, [](auto &d) { d.place.street = QString(201, u'a'); })), words("street"));
        QCOMPARE(says(correct(store, sam.customer,
                     [](auto &d) {
                         d.customer.first.clear();
                         d.customer.last.clear();
                         d.customer.company.clear();
                         d.phones.front().typed.clear();
                         d.emails.front().typed.clear();
                     })),
            words("name")); // nobody would be left
        QCOMPARE(store.count("activity WHERE code=15"), 0);
    }
    // What came that could not be read stays as it is until somebody corrects it.
    void whatIsNotTouchedIsNotJudged()
    {
        TestStore store;
        LeadDraft draft = store.webLead(0);
        draft.phones.push_back({words("ask for Sam"), {}, {}, PhoneKind::Unknown});
        draft.region = words("FL");
        draft.postal = words("10011");
        const Captured sam = store.add(draft);
        QCOMPARE(says(correct(store, sam.customer, [](auto &d) { d.customer.suffix = words("III"); })), words("saved"));
        QCOMPARE(says(correct(store, sam.customer, [](auto &d) { d.place.city = words("Albany"); })), words("saved"));
        const auto unread = [](auto &d) -> Phone & {
            return *std::ranges::find_if(d.phones, [](const Phone &row) { return row.e164.isEmpty(); });
        };
        QCOMPARE(says(correct(store, sam.customer, [&](auto &d) { unread(d).typed = words("212 555 0177"); })),
            words("saved"));
        QCOMPARE(store.count("phone WHERE deleted=0 AND e164='+12125550177'"), 1);
    }
    void aCorrectedNumberCountsAsGoodAndANameKeepsItsMiddle()
    {
        TestStore store;
        LeadDraft draft = store.webLead(0);
        draft.first = words("Mary");
        draft.last = words("Lopez");
        draft.full = words("Mary Ann Lopez");
        const Captured sam = store.add(draft);
        Phone bad = details(store, sam.customer).phones.front(), was = bad;
        bad.bad = true;
        QVERIFY(doDeed(*store, "test", {}, [&](Transaction &tx) { return apply(tx, set(kPhone, was, bad)); }));
        QVERIFY(correct(store, sam.customer, [](auto &d) {
            d.phones.front().typed = words("2125550100");
            d.customer.last = words("G\u00f3mez");
        }));
        QVERIFY(!details(store, sam.customer).phones.front().bad);
        QCOMPARE(details(store, sam.customer).customer.full, words("Mary Ann G\u00f3mez"));
        QVERIFY(correct(store, sam.customer, [](auto &d) { d.customer.suffix = words("Jr."); }));
        QCOMPARE(details(store, sam.customer).customer.full, words("Mary G\u00f3mez Jr."));
    }
    void whatAnotherDeskWroteMeanwhileStands()
    {
        TestStore store;
        const Captured sam = nowhere(store);
        QVERIFY(correct(store, sam.customer, [](auto &d) { d.place.region = words("NY"); }));
        const CustomerDetails opened = details(store, sam.customer); // here the form stands open
        const auto save = [&](auto change) {
            CustomerDetails typed = opened;
            change(typed);
            return saveDetails(*store, opened, typed);
        };
        QVERIFY(save([](auto &d) {
            d.place.city = words("Albany");
            d.customer.first = words("Samuel");
            d.phones.front().typed = words("2125550100");
        }));
        QVERIFY(save([](auto &d) {
            d.place.postal = words("12207");
            d.customer.last = words("Okoro");
            d.phones.push_back(phone("2125550101"));
            d.emails.front().typed = words("new@example.com");
        }));
        const CustomerDetails both = details(store, sam.customer);
        QCOMPARE(both.place.city + u' ' + both.place.region + u' ' + both.place.postal, words("Albany NY 12207"));
        QCOMPARE(both.customer.full, words("Samuel Okoro"));
        QCOMPARE(both.phones.size(), size_t(2));
        const auto refused = [&](auto change) {
            const auto saved = save(change);
            return !saved && saved.error().code == Error::Code::Conflict;
        };
        QVERIFY(refused([](auto &d) { d.place.city = words("Troy"); }));
        QVERIFY(refused([](auto &d) { d.customer.first = words("Sammy"); }));
        QVERIFY(refused([](auto &d) { d.phones.front().typed = words("2125550109"); }));
        QVERIFY(refused([](auto &d) { d.phones.front().typed.clear(); })); // it would take their number along
        QVERIFY(refused([](auto &d) { d.emails.front().typed.clear(); }));
        QCOMPARE(details(store, sam.customer).customer, both.customer);
        const Captured maria = store.add(store.webLead(1));
        QVERIFY(merge(*store, sam.customer, maria.customer));
        QVERIFY(refused([](auto &d) { d.customer.suffix = words("Jr."); })); // it is another record by now
    }
    void whoLooksAlikeNowIsTaggedOnceAndUndoTakesItBack()
    {
        TestStore store;
        const Captured sam = nowhere(store), maria = store.add(store.webLead(1));
        const CustomerDetails other = details(store, maria.customer);
        const auto adds = [&] {
            return correct(store, sam.customer, [&](auto &d) {
                d.emails.push_back(email(other.emails.front().address.toLatin1().constData()));
                d.phones.push_back(phone(other.phones.front().e164.toLatin1().constData()));
            });
        };
        const auto suspects = [&](CustomerId of) { return customerCard(store->database(), of)->maybeSame; };
        QVERIFY(correct(store, sam.customer, [&](auto &d) {
            d.customer.first = other.customer.first;
            d.customer.last = other.customer.last;
        }));
        QVERIFY(suspects(sam.customer).empty());
        QVERIFY(adds());
        QCOMPARE(suspects(sam.customer), std::vector{maria.customer});
        QCOMPARE(suspects(maria.customer), std::vector{sam.customer});
        QVERIFY(correct(store, sam.customer, [](auto &d) { d.place.city = words("Troy"); }));
        QCOMPARE(store.count("tag WHERE deleted=0"), 2); // once
        QVERIFY(undoLast(*store));
        QVERIFY(undoLast(*store));
        QVERIFY(suspects(sam.customer).empty());
        QVERIFY(tellApart(*store, sam.customer, maria.customer));
        QVERIFY(adds());
        QVERIFY(suspects(sam.customer).empty()); // a person said so
    }
    void aLeadWithoutAWayIsCalledOnceThereIsOne()
    {
        TestStore store;
        LeadDraft draft = store.webLead(0);
        draft.phones.clear();
        draft.emails.clear();
        const Captured sam = store.add(draft);
        const LeadNow before = *leadNowOf(store->database(), sam.lead);
        QCOMPARE(before.nextKind, Task::Kind::FindContact);
        QVERIFY(correct(store, sam.customer, [](auto &d) { d.phones.push_back(phone("2125550100")); }));
        const LeadNow now = *leadNowOf(store->database(), sam.lead);
        QCOMPARE(now.nextKind, Task::Kind::Call);
        QCOMPARE(now.nextDue, before.nextDue);
        QVERIFY(now.grade < before.grade);
        QVERIFY(details(store, sam.customer).phones.front().preferred);
        QVERIFY(undoLast(*store));
        QCOMPARE(leadNowOf(store->database(), sam.lead)->nextKind, Task::Kind::FindContact);
        QVERIFY(checkStore(store->database())->sound());
    }
    // Nobody is called and written to twice over.
    void ofTwoLeadsWithoutAWayTheNewerOneGetsThePlan()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(useShippedPlans(*store));
        store->setPerson(store.dana);
        const auto unreached = [&store](int i) {
            LeadDraft draft = store.webLead(i);
            draft.phones.clear();
            draft.emails.clear();
            store.clock.advance(kHour);
            return store.add(draft);
        };
        const Captured older = unreached(0), newer = unreached(1);
        QVERIFY(merge(*store, newer.customer, older.customer));
        for (const Captured &one : {older, newer})
            QCOMPARE(leadNowOf(store->database(), one.lead)->nextKind, Task::Kind::FindContact);
        QVERIFY(correct(store, older.customer, [](auto &d) { d.phones.push_back(phone("2125550100")); }));
        QCOMPARE(runningPlans(store->database(), newer.lead)->size(), size_t(1));
        QCOMPARE(runningPlans(store->database(), older.lead)->size(), size_t(0));
        QCOMPARE(leadNowOf(store->database(), older.lead)->nextKind, Task::Kind::Call);
        QVERIFY(undoLast(*store));
        QCOMPARE(runningPlans(store->database(), newer.lead)->size(), size_t(0));
    }
};
UPDESK_TEST(TestDetails);
#include "tst_details.moc"
