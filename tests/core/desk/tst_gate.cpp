// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/deal.h"
#include "core/desk/calls.h"
#include "core/desk/gate.h"
#include "core/desk/gaterows.h"
#include "core/desk/heard.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/legalstore.h"
#include "core/vehicles/stock.h"
#include "tests/support/queryplan.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// The gate as the desk asks it: where its facts come from, and what is kept.
class TestGate : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromLatin1(text); }
    static LeadDraft draftIn(const TestStore &store, int i, const char *region, const char *number)
    {
        LeadDraft draft = store.webLead(i);
        draft.region = words(region);
        draft.phones = {{{}, words(number), {}, PhoneKind::Mobile}};
        return draft;
    }
    static QString says(TestStore &store, LeadId lead, const GateAsk &ask)
    {
        static constexpr const char *kSays[] = {"allow", "move", "block"};
        const auto verdict = askGate(*store, lead, ask);
        if (!verdict)
            return verdict.error().subject;
        return (words(kSays[size_t(verdict->says)]) + u' ' + verdict->rules().join(u' ')).trimmed();
    }
    template <class... Ops>
    static void write(TestStore &store, const Ops &...ops)
    {
        QVERIFY(doDeed(*store, "test", {}, [&](Transaction &tx) { return applyAll(tx, ops...); }));
    }
    static GateAsk cold(Channel channel = Channel::Phone)
    {
        GateAsk ask;
        ask.channel = channel;
        ask.purpose = Purpose::Marketing;
        return ask;
    }

private Q_SLOTS:
    void aLookWritesNothingAndAnAttemptWritesARow()
    {
        TestStore store;
        store->setPerson(store.dana);
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        const qint64 deeds = store.count("deed");
        QCOMPARE(says(store, one.lead, {}), words("allow"));
        QCOMPARE(store.count("gate_log"), 0);
        QCOMPARE(store.count("deed"), deeds);
        QVERIFY(passGate(*store, one.lead, {})->allows());
        const auto rows = gateLogOfLead(store->database(), one.lead, 10);
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(rows->front().by, store.dana);
        QCOMPARE(rows->front().at, store.clock.now());
        QCOMPARE(rows->front().verdict, int(GateVerdict::Says::Allow));
        QCOMPARE(rows->front().customer, one.customer);
        QCOMPARE(rows->front().rules, QString());
        QVERIFY(rows->front().params.contains(words("2026-01-01"))); // by which rules
    }
    void aRefusalAndAnOverrideAreKeptWithTheirReasons()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        store.clock.advance(200 * kDay);
        store->setPerson(store.dana);
        GateAsk ask;
        ask.reason = words("my cousin");
        QCOMPARE(passGate(*store, one.lead, ask)->says, GateVerdict::Says::Block); // no manager
        store->setPerson(store.mike);
        store.clock.advance(kSecond);
        QVERIFY(passGate(*store, one.lead, ask)->overridden);
        const auto rows = gateLogOfLead(store->database(), one.lead, 10);
        QCOMPARE(rows->size(), size_t(2));
        QCOMPARE(rows->at(0).reason, QString());
        QCOMPARE(rows->at(1).reason, words("my cousin"));
        QCOMPARE(rows->at(1).by, store.mike);
        QCOMPARE(rows->at(1).verdict, int(GateVerdict::Says::Block));
        QCOMPARE(rows->at(1).rules, words("US-4 US-5"));
        const auto reasons = reasonsIn(rows->at(1).params);
        QCOMPARE(reasons.size(), size_t(2));
        QCOMPARE(reasons[0].code, words("no_list"));
        QCOMPARE(reasons[1].day, QDate(2026, 6, 12));
    }
    void undoNeverTakesTheProofAway()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(passGate(*store, one.lead, {}));
        QVERIFY(addNote(*store, one.lead, words("called")));
        QVERIFY(undoLast(*store));
        QVERIFY(undoLast(*store)); // the lead itself
        QCOMPARE(store.count("gate_log WHERE deleted=0"), 1);
    }
    void purposeFollowsTheInquiry()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        QCOMPARE(askGate(*store, one.lead, {})->purpose, Purpose::Informational);
        store.clock.advance(93 * kDay); // three months and a day
        QCOMPARE(askGate(*store, one.lead, {})->purpose, Purpose::Marketing);
        Activity wrote;
        wrote.id.value = newId(store.clock.now());
        wrote.lead = one.lead;
        wrote.customer = one.customer;
        wrote.kind = Activity::Kind::Text;
        wrote.direction = Activity::Direction::In;
        wrote.at = store.clock.now();
        write(store, put(kActivity, wrote));
        QCOMPARE(askGate(*store, one.lead, {})->purpose, Purpose::Informational);
    }
    void leadsThatOthersMadeAreNoInquiry()
    {
        TestStore store;
        for (const LeadType type : {LeadType::Referral, LeadType::Service, LeadType::Equity}) {
            LeadDraft draft = draftIn(store, int(type), "NY", "+12125550150");
            draft.type = type;
            draft.phones.front().e164 = words("+1212555016%1").arg(int(type));
            const Captured one = store.add(draft);
            QCOMPARE(says(store, one.lead, {}), words("block US-4"));
        }
    }
    void US5_purchasesOfTheGarageAndTheSoldLogCount()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        store.clock.advance(150 * kDay);
        QCOMPARE(says(store, one.lead, cold()), words("block US-4 US-5"));
        OwnedVehicle car;
        car.id.value = newId(store.clock.now());
        car.customer = one.customer;
        car.bought = store.clock.now() - 300 * kDay;
        write(store, put(kOwnedVehicle, car));
        QCOMPARE(says(store, one.lead, cold()), words("block US-4 US-5")); // bought elsewhere
        OwnedVehicle here = car;
        here.boughtHere = true;
        write(store, set(kOwnedVehicle, car, here));
        QCOMPARE(says(store, one.lead, cold()), words("allow"));
        write(store, remove(kOwnedVehicle, car.id.value));
        QCOMPARE(says(store, one.lead, cold()), words("block US-4 US-5"));
        Deal deal;
        deal.id.value = newId(store.clock.now());
        deal.lead = one.lead;
        deal.customer = one.customer;
        deal.at = store.clock.now() - 20 * kDay;
        write(store, put(kDeal, deal));
        QCOMPARE(says(store, one.lead, cold()), words("block US-4 US-5")); // pending is not bought
        Deal delivered = deal;
        delivered.state = Deal::State::Delivered;
        delivered.deliveredAt = deal.at + kDay;
        write(store, set(kDeal, deal, delivered));
        QCOMPARE(says(store, one.lead, cold()), words("allow"));
    }
    void US3_callsAndTextsToANumberCountWhoeverHasIt()
    {
        TestStore store;
        LeadDraft first = draftIn(store, 1, "FL", "+13055550150"), second = draftIn(store, 2, "FL", "+13055550150");
        first.last = words("Okafor");
        second.last = words("Bianchi");
        const Captured one = store.add(first), other = store.add(second);
        QVERIFY(one.customer != other.customer);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        for (int i = 0; i < 2; ++i) {
            store.clock.advance(kMinute);
            QVERIFY(logCall(*store, one.lead, call));
        }
        store.clock.advance(kMinute);
        QCOMPARE(says(store, other.lead, {}), words("allow"));
        QVERIFY(logSent(*store, other.lead, Channel::Text, 0));
        store.clock.advance(kMinute);
        QCOMPARE(says(store, one.lead, {}), words("move US-3"));
        QCOMPARE(says(store, other.lead, {}), words("move US-3"));
        GateAsk mail;
        mail.channel = Channel::Email;
        QCOMPARE(says(store, one.lead, mail), words("allow"));
    }
    void US3_aTextOfUnknownFateCountsAndNoneAgainstItself()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "FL", "+13055550150"));
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        for (int i = 0; i < 2; ++i) {
            store.clock.advance(kMinute);
            QVERIFY(logCall(*store, one.lead, call));
        }
        Message text;
        text.id.value = newId(store.clock.now());
        text.lead = one.lead;
        text.channel = int(Channel::Text);
        text.to = words("+13055550150");
        text.began = store.clock.now();
        text.body = words("Hi");
        text.purpose = words("x");
        write(store, put(kMessage, text));
        store.clock.advance(kMinute);
        for (const char *state : {"queued", "failed", "cancelled", "sent"}) { // not gone, or a line of the history
            QVERIFY(store->database().execute(("UPDATE message SET state='" + QByteArray(state) + '\'').constData()));
            QCOMPARE(says(store, one.lead, {}), words("allow"));
        }
        for (const char *state : {"sending", "unknown"}) {
            QVERIFY(store->database().execute(("UPDATE message SET state='" + QByteArray(state) + '\'').constData()));
            QCOMPARE(says(store, one.lead, {}), words("move US-3"));
            GateAsk itself;
            itself.channel = Channel::Text;
            itself.self = text.id;
            QCOMPARE(says(store, one.lead, itself), words("allow"));
        }
    }
    void US6_aNoIsObeyedFromTheSameMomentOn()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        QVERIFY(doNotContact(*store, one.customer, words("never call me again")));
        QCOMPARE(says(store, one.lead, {}), words("block US-6"));
        GateAsk text;
        text.channel = Channel::Text;
        QCOMPARE(says(store, one.lead, text), words("block US-8"));
        GateAsk mail;
        mail.channel = Channel::Email;
        QCOMPARE(says(store, one.lead, mail), words("block EM-4"));
        QCOMPARE(mayContact(*store, one.lead, Channel::Phone).error().subject, words("do_not_contact"));
    }
    void US7_aConsentIsWrittenWhenTheCustomersWordsAreKept()
    {
        TestStore store;
        LeadDraft draft = draftIn(store, 1, "NY", "+12125550150");
        const Captured one = store.add(draft);
        GateAsk ask = cold(Channel::Text);
        ask.sentBy = SentBy::Automatic;
        QCOMPARE(says(store, one.lead, ask), words("block US-7"));
        Consent yes;
        yes.id.value = newId(store.clock.now());
        yes.customer = one.customer;
        yes.channel = int(Channel::Text);
        yes.state = Consent::State::Yes;
        yes.how = Consent::How::Keyed;
        yes.words = words("said so on the phone");
        yes.at = store.clock.now();
        write(store, put(kConsent, yes));
        QCOMPARE(says(store, one.lead, ask), words("block US-7"));
        yes.id.value = newId(store.clock.now());
        yes.how = Consent::How::Form;
        yes.words = words("I agree to offers by text from Northgate Motors");
        yes.address = words("+12125550199");
        write(store, put(kConsent, yes));
        QCOMPARE(says(store, one.lead, ask), words("block US-7")); // for another number
        yes.id.value = newId(store.clock.now());
        yes.address = words("+12125550150");
        write(store, put(kConsent, yes));
        QCOMPARE(says(store, one.lead, ask), words("allow"));
    }
    void US8_aStopInATextIsANoAndWordsInDoubtWait()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        const Captured two = store.add(draftIn(store, 2, "NY", "+12125550152"));
        const auto hear = [&store](LeadId lead, const char *text) {
            OptOutSaid said = OptOutSaid::Nothing;
            const auto deed = doDeed(*store, "test", {lead}, [&](Transaction &tx) -> Result<void> {
                const auto heard = hearWords(tx, lead, Channel::Text, QString::fromUtf8(text));
                if (!heard)
                    return heard.error();
                said = *heard;
                return {};
            });
            return deed ? said : OptOutSaid::Nothing;
        };
        QCOMPARE(hear(one.lead, "No más"), OptOutSaid::Stop);
        QCOMPARE(says(store, one.lead, {}), words("block US-6"));
        QCOMPARE(store.count("consent WHERE state=2 AND words='No más'"), 1);
        QCOMPARE(hear(two.lead, "yes, at five"), OptOutSaid::Nothing);
        QCOMPARE(hear(two.lead, "qiut"), OptOutSaid::Perhaps);
        GateAsk automatic;
        automatic.channel = Channel::Email;
        automatic.sentBy = SentBy::Automatic;
        automatic.purpose = Purpose::Transactional;
        QCOMPARE(says(store, two.lead, automatic), words("block US-8"));
        QCOMPARE(says(store, two.lead, {}), words("allow")); // a person may ask
        QCOMPARE(leadNowOf(store->database(), two.lead)->nextKind, Task::Kind::Decide);
        QVERIFY(settleDoubt(*store, two.lead, false));
        QCOMPARE(says(store, two.lead, automatic), words("allow"));
        QCOMPARE(settleDoubt(*store, two.lead, false).error().subject, words("unclear"));
        QCOMPARE(hear(two.lead, "please quit texting me"), OptOutSaid::Stop); // a sentence that says it
        const Captured three = store.add(draftIn(store, 3, "NY", "+12125550153"));
        QCOMPARE(hear(three.lead, "wrong number"), OptOutSaid::Perhaps);
        QVERIFY(settleDoubt(*store, three.lead, true));
        QCOMPARE(says(store, three.lead, {}), words("block US-6"));
        QCOMPARE(store.count("consent WHERE state=2 AND words='wrong number'"), 1);
    }
    void US10_theConfirmationGoesOnceAndTheLogKnowsIt()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        QVERIFY(doNotContact(*store, one.customer, words("stop")));
        store.clock.advance(kMinute);
        GateAsk receipt;
        receipt.channel = Channel::Text;
        receipt.sentBy = SentBy::Automatic;
        receipt.purpose = Purpose::OptOutReceipt;
        QVERIFY(passGate(*store, one.lead, receipt)->allows());
        store.clock.advance(kSecond);
        QCOMPARE(passGate(*store, one.lead, receipt)->says, GateVerdict::Says::Block);
        QCOMPARE(gateLogOfLead(store->database(), one.lead, 10)->back().rules, words("US-10"));
    }
    void US10_whoStopsTwiceReadsOneReceipt()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        GateAsk receipt;
        receipt.channel = Channel::Text;
        receipt.sentBy = SentBy::Automatic;
        receipt.purpose = Purpose::OptOutReceipt;
        QVERIFY(doNotContact(*store, one.customer, words("stop")));
        QVERIFY(passGate(*store, one.lead, receipt)->allows());
        store.clock.advance(kHour);
        QVERIFY(doNotContact(*store, one.customer, words("stop now")));
        const auto again = passGate(*store, one.lead, receipt);
        QCOMPARE(again->says, GateVerdict::Says::Block);
        QCOMPARE(again->find("US-10")->code, words("second"));
    }
    void EM2_theStoresSettingsSayWhereItLives()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        GateAsk mail;
        mail.channel = Channel::Email;
        mail.sentBy = SentBy::Automatic;
        mail.purpose = Purpose::Informational;
        QCOMPARE(says(store, one.lead, mail), words("block EM-2 EM-3"));
        const auto dealers = loadAll(store->database(), kDealership);
        Dealership there = dealers->front();
        there.address = words("1 Main Street, Albany NY");
        write(store, set(kDealership, dealers->front(), there),
            put(kSetting,
                Setting{
                    {newId(store.clock.now())}, words("sending"), words(R"({"unsubscribe_to":"stop@x.example"})")}));
        QCOMPARE(says(store, one.lead, mail), words("allow"));
    }
    void aCustomerWithoutAnAddressIsNotReachedAndNothingIsKept()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.phones.clear();
        const Captured one = store.add(draft);
        QCOMPARE(says(store, one.lead, {}), words("no_phone"));
        QCOMPARE(passGate(*store, one.lead, {}).error().subject, words("no_phone"));
        QCOMPARE(store.count("gate_log"), 0);
        QCOMPARE(passGate(*store, LeadId{newId(1)}, {}).error().code, Error::Code::NotFound);
        QVERIFY(mayContact(*store, one.lead, Channel::Email));
        QCOMPARE(mayContact(*store, one.lead, Channel::Phone).error().subject, words("no_phone"));
    }
    void aMergedCustomersDealingsAndRefusalsCountAsOne()
    {
        TestStore store;
        const Captured one = store.add(draftIn(store, 1, "NY", "+12125550150"));
        const auto dealings = dealingsOf(store->database(), one.customer);
        QCOMPARE(dealings->inquired, store.clock.now());
        QCOMPARE(dealings->purchased, 0);
        QVERIFY(isFirstText(store->database(), one.customer).operator*());
    }
    void US1_aStateOrAPostalCodeAloneTellsThePlace()
    {
        TestStore store;
        store.clock.set(QDateTime(QDate(2026, 3, 12), QTime(19, 0), QTimeZone("America/New_York")).toMSecsSinceEpoch());
        LeadDraft none = draftIn(store, 1, "", "+15555550151"), state = draftIn(store, 2, "OH", "+15555550152"),
                  zip = draftIn(store, 3, "", "+15555550153");
        none.postal.clear();
        state.postal.clear();
        zip.postal = words("43004");
        QCOMPARE(says(store, store.add(none).lead, {}), words("move US-1")); // 11:00 to 18:00 where nothing is known
        QCOMPARE(says(store, store.add(state).lead, {}), words("allow"));
        QCOMPARE(says(store, store.add(zip).lead, {}), words("allow"));
        QCOMPARE(store.count("address"), 2);
    }
    void onlyAManagerPutsOwnRulesIn()
    {
        TestStore store;
        QFile shipped(words(":/updesk/legal/rules-2026-01-01.json"));
        QVERIFY(shipped.open(QIODevice::ReadOnly));
        QByteArray own = shipped.readAll();
        own.replace("\"list_days\": 31", "\"list_days\": 20");
        store->setPerson(store.dana);
        QCOMPARE(setLegalRules(*store, own).error().code, Error::Code::Denied);
        store->setPerson(store.mike);
        QCOMPARE(setLegalRules(*store, "{}").error().code, Error::Code::Invalid);
        QVERIFY(setLegalRules(*store, own));
        QCOMPARE((*legalRules(store->database()))->us.listDays, 20);
        QVERIFY(setLegalRules(*store, ""));
        QCOMPARE((*legalRules(store->database()))->us.listDays, 31);
    }
};
UPDESK_TEST(TestGate);
#include "tst_gate.moc"
