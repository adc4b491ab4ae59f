// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/consentverbs.h"
#include "core/desk/contactrows.h"
#include "core/desk/deed.h"
#include "core/desk/gate.h"
#include "core/desk/gaterows.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/activity.h"
#include "core/sequences/consentwords.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What a customer agreed to and refuses, written down and lifted at the desk.
class TestConsents : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromUtf8(text); }

    struct Desk : TestStore {
        Desk()
        {
            LeadDraft draft = webLead(1);
            draft.region = words("NY");
            draft.phones = {{{}, words("+12125550150"), {}, PhoneKind::Mobile}};
            one = add(draft);
            session->setPerson(dana);
            clock.advance(kMinute);
        }
        Contactable can() { return *contactable(session->database(), one.customer); }
        Result<DeedId> refuse(Channel way, const char *said = "", Whose whose = Whose::Customer)
        {
            clock.advance(kMinute);
            return refuseWay(*session, one.lead, way, whose, words(said));
        }
        Result<DeedId> lift(Channel way, const char *said)
        {
            clock.advance(kMinute);
            return liftRefusal(*session, one.lead, way, words(said));
        }
        Result<DeedId> agree(const ConsentDraft &draft)
        {
            clock.advance(kMinute);
            return recordConsent(*session, one.lead, draft);
        }
        bool mayText(Purpose purpose)
        {
            GateAsk ask;
            ask.channel = Channel::Text;
            ask.sentBy = SentBy::Automatic;
            ask.purpose = purpose;
            return askGate(*session, one.lead, ask)->allows();
        }
        QByteArray newest()
        {
            return list("SELECT code||','||body||','||provider_text FROM activity ORDER BY at DESC, id DESC LIMIT 1");
        }
        QByteArray lineOf(Activity::Code code, const char *rest) const
        {
            return QByteArray::number(int(code)) + ',' + rest + '\n';
        }
        Captured one;
    };
    static ConsentDraft paper(const char *said = "I agree to offers by text")
    {
        ConsentDraft draft;
        draft.ways = {Channel::Text};
        draft.offers = true;
        draft.words = words(said);
        draft.given = Consent::Given::Paper;
        draft.form = words("7");
        return draft;
    }
    static QString fault(const Result<DeedId> &deed) { return deed ? QString() : deed.error().subject; }

private Q_SLOTS:
    void aConsentIsKeptWithAllThatProvesIt()
    {
        Desk desk;
        ConsentDraft draft = paper();
        draft.at = desk.clock.now() - kHour;
        QVERIFY(desk.agree(draft));
        QCOMPARE(desk.list("SELECT channel||','||address||','||purpose||','||state||','||how||','||words||','||given||"
                           "','||form FROM consent"),
            QByteArray("2,+12125550150,marketing,1,2,I agree to offers by text,4,7\n"));
        QCOMPARE(desk.count("consent WHERE at=" + QByteArray::number(draft.at)), 1);
        QCOMPARE(desk.count("consent WHERE by_person=x'" + desk.dana.value.hex() + "'"), 1);
        QCOMPARE(desk.newest(), desk.lineOf(Activity::Code::ConsentTaken, "I agree to offers by text,text"));
        QVERIFY(desk.can().textConsent);
    }
    void whatIsMissingIsNamed()
    {
        Desk desk;
        const auto without = [&desk](auto change) {
            ConsentDraft draft = paper();
            change(draft);
            return fault(desk.agree(draft));
        };
        QCOMPARE(without([](ConsentDraft &d) { d.ways.clear(); }), words("ways"));
        QCOMPARE(without([](ConsentDraft &d) { d.ways = {Channel::InPerson}; }), words("ways"));
        QCOMPARE(without([](ConsentDraft &d) { d.given = Consent::Given::Unknown; }), words("given"));
        QCOMPARE(without([](ConsentDraft &d) { d.words = words(" "); }), words("words"));
        QCOMPARE(without([](ConsentDraft &d) { d.form.clear(); }), words("form"));
        QCOMPARE(without([&](ConsentDraft &d) { d.at = desk.clock.now() + kDay; }), words("at"));
        QCOMPARE(desk.count("consent"), 0);
    }
    void US7_onlyWhatTheyWroteIsAConsentToOffersByText()
    {
        for (const auto given :
            {Consent::Given::InPerson, Consent::Given::Phone, Consent::Given::WebForm, Consent::Given::Paper}) {
            Desk desk;
            ConsentDraft draft = paper();
            draft.given = given;
            QVERIFY(desk.agree(draft));
            const bool written = given == Consent::Given::WebForm || given == Consent::Given::Paper;
            QCOMPARE(desk.mayText(Purpose::Marketing), written);
            QVERIFY(desk.mayText(Purpose::Informational));
        }
        Desk desk;
        ConsentDraft informs = paper("text me about my order");
        informs.offers = false;
        QVERIFY(desk.agree(informs));
        QVERIFY(!desk.mayText(Purpose::Marketing));
        QVERIFY(desk.mayText(Purpose::Informational));
    }
    void US5_CA2_aServiceThatWasPaidForCountsAnewUntilItIsTakenBack()
    {
        Desk desk;
        Session &session = *desk.session;
        LeadDraft draft = desk.webLead(2);
        draft.region = words("ON");
        draft.phones = {{{}, words("+14165550150"), {}, PhoneKind::Mobile}};
        const LeadId two = desk.add(draft).lead;
        desk.clock.advance(300 * kDay);
        const qint64 agreed = desk.count("consent WHERE state IN (1,2)");
        const auto cold = [&] {
            GateAsk ask;
            ask.purpose = Purpose::Marketing;
            return askGate(session, desk.one.lead, ask)->rules().join(u' ');
        };
        QCOMPARE(cold(), words("US-4 US-5"));
        const Time at = desk.clock.now() - 10 * kDay;
        QCOMPARE(fault(recordService(session, desk.one.lead, at, words("  "))), words("order"));
        QCOMPARE(fault(recordService(session, desk.one.lead, desk.clock.now() + 1, words("RO 7"))), words("at"));
        QCOMPARE(fault(recordService(session, desk.one.lead, 0, words("RO 7"))), words("at"));
        QVERIFY(recordService(session, desk.one.lead, at, words("RO 7")));
        QCOMPARE(desk.newest(), desk.lineOf(Activity::Code::ConsentTaken, "RO 7,service"));
        QCOMPARE(cold(), QString());
        const auto until = contactUntil(session.database(), desk.one.lead, Channel::Phone);
        QCOMPARE(until->front().basis, MayUntil::Basis::Service);
        QCOMPARE(until->front().last, dayIn(at, words("America/New_York")).addMonths(18));
        QVERIFY(contactUntil(session.database(), desk.one.lead, Channel::Email)->empty());
        QVERIFY(undoLast(session));
        QCOMPARE(cold(), words("US-4 US-5"));
        QVERIFY(redoLast(session));
        QCOMPARE(cold(), QString());
        desk.clock.advance(kMinute); // a wrong one is taken back long after, by whoever sees it
        const auto kept = withdrawableOf(session.database(), desk.one.customer);
        QCOMPARE(kept->back().words, words("RO 7"));
        QVERIFY(withdrawConsent(session, desk.one.lead, kept->back().id, words("another customer's order")));
        QCOMPARE(desk.newest(), desk.lineOf(Activity::Code::ConsentEnded, "another customer's order,service"));
        QCOMPARE(cold(), words("US-4 US-5"));
        QCOMPARE(fault(withdrawConsent(session, desk.one.lead, kept->back().id, words("again"))), words("consent"));
        QVERIFY(undoLast(session));
        QCOMPARE(cold(), QString());
        QVERIFY(recordService(session, two, at, words("RO 8")));
        const auto messages = contactUntil(session.database(), two, Channel::Email);
        QCOMPARE(messages->front().rule, words("CA-2"));
        QCOMPARE(messages->front().last, dayIn(at, words("America/New_York")).addMonths(24));
        QCOMPARE(desk.count("consent WHERE state IN (1,2)"), agreed); // it agrees to nothing
    }
    void aWithdrawnConsentCountsNoMoreAndUndoBringsItBack()
    {
        Desk desk;
        QVERIFY(desk.agree(paper()));
        const RowOnlyId row = statementsOf(desk->database(), desk.one.customer)->front().id;
        desk.clock.advance(kMinute);
        QCOMPARE(fault(withdrawConsent(*desk, desk.one.lead, row, {})), words("why"));
        QVERIFY(withdrawConsent(*desk, desk.one.lead, row, words("signed by the brother")));
        QVERIFY(!desk.mayText(Purpose::Informational));
        QVERIFY(!desk.can().textConsent);
        QVERIFY(desk.can().text); // it is no refusal
        QCOMPARE(desk.newest(), desk.lineOf(Activity::Code::ConsentEnded, "signed by the brother,text"));
        QCOMPARE(fault(withdrawConsent(*desk, desk.one.lead, row, words("again"))), words("consent"));
        QVERIFY(undoLast(*desk));
        QVERIFY(desk.mayText(Purpose::Marketing));
        QCOMPARE(desk.count("consent WHERE deleted=1"), 0); // rows are only added
        QVERIFY(redoLast(*desk));
        QVERIFY(!desk.mayText(Purpose::Marketing));
    }
    void undoTakesAConsentBackAndRedoGivesIt()
    {
        Desk desk;
        QVERIFY(desk.agree(paper()));
        QVERIFY(undoLast(*desk));
        QVERIFY(!desk.mayText(Purpose::Informational));
        QCOMPARE(desk.count("consent WHERE state=1 AND deleted=0"), 1);
        QVERIFY(redoLast(*desk));
        QVERIFY(desk.mayText(Purpose::Marketing));
    }
    void oneWayIsRefusedAloneAndTheHistorySaysSo()
    {
        Desk desk;
        QVERIFY(desk.refuse(Channel::Text, "no texts please"));
        QVERIFY(!desk.can().text);
        QVERIFY(desk.can().call && desk.can().email);
        QCOMPARE(desk.newest(), desk.lineOf(Activity::Code::WayRefused, "no texts please,text"));
        GateAsk ask;
        ask.channel = Channel::Text;
        const auto verdict = askGate(*desk, desk.one.lead, ask);
        QVERIFY(isRefusal(*verdict));
        QCOMPARE(verdict->may, LegalRules::MayOverride::Nobody);
        QVERIFY(askGate(*desk, desk.one.lead, {})->allows());
    }
    void whatIsPlannedByARefusedWayGoes()
    {
        Desk desk;
        QVERIFY(desk.refuse(Channel::Phone, "never call me"));
        const LeadNow now = *leadNowOf(desk->database(), desk.one.lead);
        QVERIFY(now.nextChannel != Channel::Phone);
        QCOMPARE(desk.count("task WHERE kind=0 AND channel=1 AND dropped=0 AND done_by_activity IS NULL"), 0);
    }
    void whatTheCustomerRefusedIsLiftedByAManagerInTheirNewWordsOnly()
    {
        Desk desk;
        QVERIFY(desk.refuse(Channel::Phone, "stop calling"));
        QCOMPARE(fault(desk.lift(Channel::Phone, "call me again")), words("role"));
        desk->setPerson(desk.mike);
        QCOMPARE(fault(desk.lift(Channel::Phone, "  ")), words("why"));
        QVERIFY(!desk.can().call);
        QVERIFY(desk.lift(Channel::Phone, "you may call me about the Rogue"));
        QVERIFY(desk.can().call);
        QCOMPARE(desk.newest(), desk.lineOf(Activity::Code::WayOpened, "you may call me about the Rogue,call"));
        QCOMPARE(desk.list("SELECT state||','||how||','||words FROM consent ORDER BY at"),
            QByteArray("2,1,stop calling\n1,1,you may call me about the Rogue\n")); // nothing is removed
        QCOMPARE(fault(desk.lift(Channel::Phone, "and again")), words("refusal"));
        QVERIFY(desk.refuse(Channel::Phone, "stop it"));
        QVERIFY(!desk.can().call); // what they say later binds as ever
    }
    void aLiftAgreesToNothing()
    {
        Desk desk;
        QVERIFY(desk.refuse(Channel::Text, "stop"));
        desk->setPerson(desk.mike);
        QVERIFY(desk.lift(Channel::Text, "text me again"));
        QVERIFY(desk.can().text);
        QVERIFY(!desk.can().textConsent);
        QVERIFY(!desk.mayText(Purpose::Informational));
        QVERIFY(!desk.mayText(Purpose::Marketing));
    }
    void whatWasAgreedToBeforeANoIsOverAlsoWhenTheNoIsLifted()
    {
        Desk desk;
        QVERIFY(desk.agree(paper()));
        QVERIFY(desk.refuse(Channel::Text, "stop"));
        desk->setPerson(desk.mike);
        QVERIFY(desk.lift(Channel::Text, "text me again"));
        QVERIFY(!desk.mayText(Purpose::Marketing));
        QVERIFY(!desk.can().textConsent);
        QVERIFY(desk.agree(paper()));
        QVERIFY(desk.mayText(Purpose::Marketing));
    }
    void liftingOneWayLeavesTheOthersRefused()
    {
        Desk desk;
        QVERIFY(doNotContact(*desk, desk.one.customer, words("leave me alone")));
        desk->setPerson(desk.mike);
        QVERIFY(desk.lift(Channel::Email, "an email is fine"));
        QVERIFY(desk.can().email);
        QVERIFY(!desk.can().call && !desk.can().text);
        GateAsk ask;
        ask.purpose = Purpose::Informational;
        QVERIFY(isRefusal(*askGate(*desk, desk.one.lead, ask)));
    }
    void whatTheStoreDecidedNeedsAManagerAndAReasonBothWays()
    {
        Desk desk;
        QCOMPARE(fault(desk.refuse(Channel::Phone, "threatened us", Whose::Store)), words("role"));
        desk->setPerson(desk.mike);
        QCOMPARE(fault(desk.refuse(Channel::Phone, " ", Whose::Store)), words("why"));
        QVERIFY(desk.refuse(Channel::Phone, "threatened us", Whose::Store));
        QVERIFY(!desk.can().call);
        QVERIFY(!waysOf(*statementsOf(desk->database(), desk.one.customer))[0].theirs);
        desk->setPerson(desk.dana);
        QCOMPARE(fault(desk.lift(Channel::Phone, "settled")), words("role"));
        desk->setPerson(desk.mike);
        QVERIFY(desk.lift(Channel::Phone, "settled"));
        QVERIFY(desk.can().call);
    }
    void undoOfALiftRefusesAgainAndOfTheStoresOwnNoOpens()
    {
        Desk desk;
        QVERIFY(desk.refuse(Channel::Phone, "stop calling"));
        desk->setPerson(desk.mike);
        QVERIFY(desk.lift(Channel::Phone, "call me again"));
        desk.clock.advance(kMinute);
        QVERIFY(undoLast(*desk));
        QVERIFY(!desk.can().call);
        QVERIFY(waysOf(*statementsOf(desk->database(), desk.one.customer))[0].theirs);
        QCOMPARE(desk.count("consent WHERE deleted=1"), 0);
        QVERIFY(desk.refuse(Channel::Email, "bounces on purpose", Whose::Store));
        desk.clock.advance(kHour); // no slip of the hand any more
        QVERIFY(undoLast(*desk));
        QVERIFY(desk.can().email);
        QVERIFY(!desk.can().call);
    }
    void whatAnUndoRefusedAgainIsNoSlipOfTheHand()
    {
        Desk desk;
        QVERIFY(desk.refuse(Channel::Phone)); // keyed by Dana
        desk->setPerson(desk.mike);
        QVERIFY(desk.lift(Channel::Phone, "call me again"));
        const auto undone = undoLast(*desk);
        QVERIFY(undone);
        QVERIFY(!desk.can().call);
        desk->setPerson(desk.dana);
        const auto again = undoDeed(*desk, undone->deed);
        QVERIFY(!again);
        QCOMPARE(again.error().subject, words("do_not_contact"));
        QVERIFY(!desk.can().call);
    }
    void theStoresNoTakenBackLeavesWhatTheCustomerSaidSince()
    {
        Desk desk;
        desk->setPerson(desk.mike);
        const auto ours = desk.refuse(Channel::Text, "a scammer's number", Whose::Store);
        QVERIFY(ours);
        QVERIFY(desk.refuse(Channel::Text, "and do not text me"));
        QVERIFY(undoDeed(*desk, *ours));
        QVERIFY(!desk.can().text);
    }
    void aRefusalInTheirOwnWordsIsNeverUndone()
    {
        Desk desk;
        QVERIFY(desk.refuse(Channel::Text, "stop"));
        const auto undone = undoLast(*desk);
        QVERIFY(!undone);
        QCOMPARE(undone.error().subject, words("do_not_contact"));
        QVERIFY(!desk.can().text);
        QVERIFY(desk.refuse(Channel::Email));
        QVERIFY(undoLast(*desk)); // a slip of the hand, at once
        QVERIFY(desk.can().email);
    }
    void whatSomebodyElseWithTheNumberRefusedIsNotLiftedHere()
    {
        Desk desk;
        LeadDraft draft = desk.webLead(2);
        draft.phones = {{{}, words("+12125550150"), {}, PhoneKind::Mobile}};
        draft.emails = {{{}, words("other@example.com")}};
        CaptureChoices choices;
        const Captured other = desk.add(draft, choices);
        if (other.customer == desk.one.customer)
            QFAIL("the two are taken for one");
        desk->setPerson(desk.mike);
        QVERIFY(refuseWay(*desk, other.lead, Channel::Phone, Whose::Customer, words("stop")));
        QVERIFY(!desk.can().call);
        QCOMPARE(fault(desk.lift(Channel::Phone, "call me")), words("elsewhere"));
        desk.clock.advance(kMinute);
        QVERIFY(liftRefusal(*desk, other.lead, Channel::Phone, words("call me")));
        QVERIFY(desk.can().call);
    }
    void nothingIsAgreedToAgainstARefusal()
    {
        Desk desk;
        QVERIFY(desk.refuse(Channel::Text, "stop"));
        QCOMPARE(fault(desk.agree(paper())), words("do_not_contact"));
        QCOMPARE(desk.count("consent WHERE state=1"), 0);
    }

    void US7_aTickOfAnInquiryThatNamesTextsIsEnoughToInformAndToOfferOnlyWhenItsWordsSaySo()
    {
        const auto ticked = [](const char *said) {
            Desk desk;
            LeadDraft draft = desk.webLead(5);
            draft.region = words("NY");
            draft.phones = {{{}, words("+12125550199"), {}, PhoneKind::Mobile}};
            draft.textConsent = true;
            draft.consentWords = words(said);
            desk.one = desk.add(draft);
            desk.clock.advance(kMinute);
            return std::pair(desk.mayText(Purpose::Informational), desk.mayText(Purpose::Marketing));
        };
        QCOMPARE(ticked("SMS Opt-In: Yes"), std::pair(true, false));
        QCOMPARE(ticked("Text me about this vehicle: yes"), std::pair(true, false));
        QCOMPARE(
            ticked("I agree to receive marketing texts from Northgate. Consent is not a condition of purchase: Yes"),
            std::pair(true, true));
        QCOMPARE(ticked("Texts: yes\nOffers by email: yes"), std::pair(true, false)); // the two are not one
    }
    void US7_rowsFromBeforeAreReadByTheirWords()
    {
        Desk desk;
        Consent row;
        row.customer = desk.one.customer;
        row.channel = int(Channel::Text);
        row.purpose = words("sales");
        row.state = Consent::State::Yes;
        row.how = Consent::How::Form;
        row.words = words("SMS Opt-In: yes");
        row.at = desk.clock.now();
        const auto lay = [&desk](Consent &one) {
            one.id.value = newId(desk.clock.now());
            QVERIFY(doDeed(*desk, "test", {}, [&](Transaction &tx) { return apply(tx, put(kConsent, one)); }));
        };
        lay(row);
        QVERIFY(desk.mayText(Purpose::Informational));
        QVERIFY(!desk.mayText(Purpose::Marketing));
        row.words = words("Promotional texts: yes");
        lay(row);
        QVERIFY(desk.mayText(Purpose::Marketing));
    }
    void wordsOfAConsentNameOffersOrTheyDoNot_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<bool>("offers");
        const auto row = [](const char *said, bool offers) { QTest::newRow(said) << words(said) << offers; };
        row("I agree to marketing texts", true);
        row("Marketing SMS opt-in: yes", true);
        row("Acepto mensajes de texto con ofertas", true);
        row("J'accepte les textos promotionnels", true);
        row("Texts: yes", false);
        row("Marketing emails: yes", false);
        row("No marketing texts", false);
        row("I do not agree to promotional texts", false);
        row("Promotional texts: yes. Consent is not required to buy.", true);
        row("", false);
    }
    void wordsOfAConsentNameOffersOrTheyDoNot()
    {
        QFETCH(QString, said);
        QTEST(namesOffers(said), "offers");
    }
};
UPDESK_TEST(TestConsents);
#include "tst_consents.moc"
