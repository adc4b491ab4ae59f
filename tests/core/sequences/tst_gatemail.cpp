// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/fairness.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templatefacts.h"
#include "tests/core/sequences/gatecase.h"

using namespace updesk;

/// E-mail in the United States, and messages and calls in Canada; each test is named after its rule.
class TestGateMail : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromLatin1(text); }
    static GateCase mail(Purpose purpose)
    {
        GateCase one;
        one.by(Channel::Email).automatic(purpose);
        one.facts.message = wholeMessage();
        return one;
    }
    static GateCase canadian(Channel channel)
    {
        GateCase one;
        one.by(channel).automatic(Purpose::Marketing).in("ON", "+14165550150");
        one.facts.country = words("CA");
        one.facts.message = wholeMessage();
        one.facts.dealings.inquired = 0;
        if (channel == Channel::Text)
            one.facts.message->from = words("+15185550100");
        return one;
    }

private Q_SLOTS:
    void aWholeMailMayGoAtAnyHour()
    {
        QCOMPARE(mail(Purpose::Marketing).says(), words("allow"));
        QCOMPARE(mail(Purpose::Marketing).at("2026-03-15T03:00:00").says(), words("allow"));
    }
    void EM1_noFalseReplyInTheSubject()
    {
        GateCase one = mail(Purpose::Informational);
        one.facts.message->falseReply = true;
        QCOMPARE(one.cause(), words("EM-1 false_reply"));
        const GateStore &store = one.facts.store;
        const auto falseReply = [&store](const char *subject, bool answers) {
            return messageFacts({.subject = words(subject), .body = {}, .answers = answers}, store, 30).falseReply;
        };
        for (const char *subject : {"Re: your RAV4", "RE:", " fwd: offer", "FW: offer"})
            QVERIFY2(falseReply(subject, false), subject);
        QVERIFY(!falseReply("Re: your RAV4", true));
        QVERIFY(!falseReply("Regarding your RAV4", false));
    }
    void EM2_theDealersPostalAddressStandsInEveryCommercialMail()
    {
        GateCase one = mail(Purpose::Marketing);
        one.facts.message->namesAddress = false;
        QCOMPARE(one.cause(), words("EM-2 address_missing"));
        one.facts.message = wholeMessage();
        one.facts.store.address = words("  ");
        QCOMPARE(one.cause(), words("EM-2 no_address"));
        QCOMPARE(one.ask().may, LegalRules::MayOverride::Nobody);
        one.facts.purpose = Purpose::Informational;
        QCOMPARE(one.cause(), words("EM-2 no_address"));
        one.facts.purpose = Purpose::Transactional;
        QCOMPARE(one.says(), words("allow"));
        GateCase byHand;
        byHand.by(Channel::Email).facts.store.address.clear();
        QCOMPARE(byHand.says(), words("allow")); // one person's answer to another
    }
    void EM2_theAddressIsFoundHoweverItIsWritten()
    {
        const GateStore store = GateCase().facts.store;
        const auto names = [&store](const char *body) {
            return messageFacts({.subject = {}, .body = words(body)}, store, 30).namesAddress;
        };
        QVERIFY(names("Northgate Motors\n1 MAIN STREET,\nAlbany NY 12207"));
        QVERIFY(!names("Northgate Motors, 1 Main Street"));
        QVERIFY(!messageFacts({.subject = {}, .body = words("x")}, GateStore{}, 30).namesAddress);
    }
    void EM3_unsubscribingWorksForThirtyDays()
    {
        GateCase one = mail(Purpose::Marketing);
        one.facts.message->unsubscribe = false;
        QCOMPARE(one.cause(), words("EM-3 no_unsubscribe"));
        one.facts.message = wholeMessage();
        one.facts.message->unsubscribeDays = 29;
        QCOMPARE(one.cause(), words("EM-3 too_short"));
        one.facts.message->unsubscribeDays = 30;
        QCOMPARE(one.says(), words("allow"));
        one.facts.store.unsubscribeTo.clear();
        QCOMPARE(one.cause(), words("EM-3 no_mailbox"));
        one.facts.message.reset(); // also before anything is written
        QCOMPARE(one.cause(), words("EM-3 no_mailbox"));
        GateStore store = GateCase().facts.store;
        QVERIFY(messageFacts({.subject = {}, .body = {}, .unsubscribeHeader = true}, store, 30).unsubscribe);
        store.unsubscribeTo.clear();
        QVERIFY(!messageFacts({.subject = {}, .body = {}, .unsubscribeHeader = true}, store, 30).unsubscribe);
    }
    void EM4_whoUnsubscribedGetsNoMoreMailAtOnce()
    {
        GateCase one = mail(Purpose::Marketing);
        one.facts.refused = true;
        one.facts.refusedAt = one.facts.now;
        QCOMPARE(one.cause(), words("EM-4 refused"));
        QCOMPARE(one.ask().may, LegalRules::MayOverride::Nobody);
        one.facts.refused = false;
        one.facts.refusedCallsOrTexts = true; // a no to calls is none to mail
        QCOMPARE(one.says(), words("allow"));
    }
    void EM5_anAdvertisementSaysSoAndAReminderHoldsNone()
    {
        GateCase one = mail(Purpose::Marketing);
        one.facts.message->saysAdvertisement = false;
        QCOMPARE(one.cause(), words("EM-5 not_said"));
        QCOMPARE(one.agreed(Channel::Email, false).says(), words("allow")); // with consent it need not
        GateCase reminder = mail(Purpose::Transactional);
        QCOMPARE(reminder.says(), words("allow"));
        reminder.facts.message->offers = true;
        QCOMPARE(reminder.cause(), words("EM-5 offers"));
    }
    void EM6_thePenaltyOfOneMailStandsBesideWhatSpeaksAgainstIt()
    {
        GateCase one = mail(Purpose::Marketing);
        QCOMPARE(one.ask().riskTo, 0);
        one.facts.message->namesAddress = false;
        QCOMPARE(one.ask().riskTo, 5'308'800);
    }

    void CA1_messagesToCanadaNeedConsent()
    {
        for (const Channel channel : {Channel::Email, Channel::Text}) {
            GateCase one = canadian(channel);
            QVERIFY2(one.cause().contains(words("CA-1 no_consent")), qPrintable(one.cause()));
            one.agreed(Channel::None, true);
            one.facts.consents.back().at = one.facts.now - 20 * 365 * kDay; // express consent does not run out
            QCOMPARE(one.says(), words("allow"));
        }
        GateCase asking = canadian(Channel::Email); // to ask for consent is a commercial message too
        QCOMPARE(asking.cause(), words("CA-1 no_consent"));
    }
    void CA2_impliedConsentEndsOnItsDay()
    {
        GateCase one = canadian(Channel::Email);
        one.facts.dealings.purchased = momentIn("2024-03-12T09:00:00", "America/Toronto");
        QCOMPARE(one.at("2026-03-12T23:59:59", "America/Toronto").says(), words("allow"));
        QCOMPARE(one.at("2026-03-13T00:00:00", "America/Toronto").cause(), words("CA-2 ended"));
        QCOMPARE(one.ask().find("CA-2")->day, QDate(2026, 3, 12));
        one.facts.dealings.serviced = momentIn("2024-03-20T09:00:00", "America/Toronto"); // starts the two years anew
        QCOMPARE(one.says(), words("allow"));
        GateCase asked = canadian(Channel::Email);
        asked.facts.dealings.inquired = momentIn("2025-08-31T12:00:00", "America/Toronto");
        QCOMPARE(asked.at("2026-02-28T23:59:59", "America/Toronto").says(), words("allow"));
        QCOMPARE(asked.at("2026-03-01T00:00:00", "America/Toronto").cause(), words("CA-2 ended"));
    }
    void CA3_consentThatCannotBeProvenIsNone()
    {
        GateCase one = canadian(Channel::Email);
        one.agreed(Channel::Email, false);
        QCOMPARE(one.cause(), words("CA-3 no_proof"));
        QCOMPARE(one.agreed(Channel::Email, true).says(), words("allow"));
    }
    void CA4_everyMessageSaysWhoAndHowToStopForSixtyDays()
    {
        const auto without = [](void (*change)(GateMessage &)) {
            GateCase one = canadian(Channel::Email);
            one.agreed(Channel::Email, true);
            change(*one.facts.message);
            return one.cause();
        };
        QCOMPARE(without([](GateMessage &) {}), QString());
        QCOMPARE(without([](GateMessage &m) { m.namesDealer = false; }), words("CA-4 sender_incomplete"));
        QCOMPARE(without([](GateMessage &m) { m.namesAddress = false; }), words("CA-4 sender_incomplete"));
        QCOMPARE(without([](GateMessage &m) { m.namesContact = false; }), words("CA-4 sender_incomplete"));
        QCOMPARE(without([](GateMessage &m) { m.unsubscribe = false; }), words("CA-4 no_unsubscribe"));
        QCOMPARE(without([](GateMessage &m) { m.unsubscribeDays = 59; }), words("CA-4 too_short"));
        GateCase bare = canadian(Channel::Email);
        bare.agreed(Channel::Email, true).facts.store.phone.clear();
        QCOMPARE(bare.says(), words("allow")); // one of phone, mail or web is enough
        bare.facts.store.mail.clear();
        QCOMPARE(bare.cause(), words("CA-4 store_incomplete"));
        GateCase refused = canadian(Channel::Text);
        refused.agreed(Channel::Text, true).facts.refused = true;
        QCOMPARE(refused.cause(), words("CA-4 refused"));
    }
    void CA5_canadasHours()
    {
        GateCase one = canadian(Channel::Phone);
        one.facts.sentBy = SentBy::Person;
        one.facts.dealings.inquired = one.facts.now - kDay;
        const auto at = [&one](const char *iso) { return one.at(iso, "America/Toronto").says(); };
        QCOMPARE(at("2026-03-12T08:59:59"), words("move CA-5"));
        QCOMPARE(at("2026-03-12T09:00:00"), words("allow"));
        QCOMPARE(at("2026-03-12T21:29:59"), words("allow"));
        QCOMPARE(at("2026-03-12T21:30:00"), words("move CA-5"));
        QCOMPARE(at("2026-03-14T09:59:59"), words("move CA-5"));
        QCOMPARE(at("2026-03-14T10:00:00"), words("allow"));
        QCOMPARE(at("2026-03-15T17:59:59"), words("allow"));
        QCOMPARE(at("2026-03-15T18:00:00"), words("move CA-5"));
        one.in("NY", "+14165550150"); // a Toronto number of somebody in New York: inside both
        QCOMPARE(one.at("2026-03-12T08:30:00").says(), words("move CA-5"));
        QCOMPARE(one.at("2026-03-12T21:15:00").says(), words("move US-1"));
    }
    void CA6_canadasList()
    {
        GateCase one = canadian(Channel::Phone);
        one.facts.sentBy = SentBy::Person;
        one.facts.listDated = QDate(2026, 3, 1);
        QCOMPARE(one.cause(), words("CA-6 not_registered"));
        one.facts.canadaRegistered = true;
        QCOMPARE(one.says(), words("allow"));
        one.facts.listed = true;
        QCOMPARE(one.cause(), words("CA-6 listed"));
        one.facts.dealings.inquired = momentIn("2025-09-12T12:00:00", "America/Toronto"); // six months
        QCOMPARE(one.says(), words("allow"));
        QCOMPARE(one.at("2026-03-13T12:00:00", "America/Toronto").cause(), words("CA-6 listed"));
        one.facts.dealings.purchased = momentIn("2024-10-01T12:00:00", "America/Toronto"); // eighteen
        QCOMPARE(one.says(), words("allow"));
        one.facts.dealings = {.zone = words("America/Toronto")};
        one.facts.listed = false;
        one.facts.listDated = QDate(2026, 2, 9);
        QCOMPARE(one.cause(), words("CA-6 stale"));
        one.facts.refused = true; // the own list
        QCOMPARE(one.cause(), words("CA-6 refused"));
        QCOMPARE(one.ask().may, LegalRules::MayOverride::Nobody);
    }
    void CA7_theGateKnowsNoScore()
    {
        // Two customers whom nothing tells apart but what the gate is not told of get the same answer.
        const GateVerdict one = mail(Purpose::Marketing).ask(), other = mail(Purpose::Marketing).ask();
        QCOMPARE(one.says, other.says);
        QFile header(QStringLiteral(UPDESK_SOURCE_DIR "/core/sequences/gate.h"));
        QVERIFY(header.open(QIODevice::ReadOnly));
        const QByteArray text = header.readAll();
        const qsizetype from = text.indexOf("struct GateFacts"), to = text.indexOf("};", from);
        for (const char *word : {"score", "tier", "grade", "birth"})
            QVERIFY2(from > 0 && !text.mid(from, to - from).contains(word), word);
    }
    // Not the gate's: what the customer is written in, and that it says nothing of what they are worth.
    void CA8_theLanguageIsOfTheMessageAndNeverOfTheScore()
    {
        QCOMPARE(messageLanguage(words("fr"), words("en")), words("fr"));
        QCOMPARE(messageLanguage(words("en"), words("fr")), words("en"));
        const std::vector<Template> &all = TemplateBook::standard().templates();
        const auto has = [&](const Template &one, const char *language) {
            return std::ranges::any_of(all, [&](const Template &other) {
                return other.key == one.key && other.channel == one.channel
                    && other.language == QLatin1String(language);
            });
        };
        QVERIFY(!all.empty());
        for (const Template &one : all)
            QVERIFY2(has(one, "en") && has(one, "fr"), qPrintable(one.key));
        for (const char *name : {"language", "customerLanguage", "lang", "langue"})
            QCOMPARE(checkFactor(words(name)), FactorVerdict::Blocked);
    }
    void bothLawsHoldWhereTheRecipientMayBeInEither()
    {
        GateCase one = canadian(Channel::Email);
        one.in("NY", "+14165550150").facts.country.clear();
        QCOMPARE(one.cause(), words("CA-1 no_consent"));
        one.facts.store.unsubscribeTo.clear();
        QCOMPARE(one.agreed(Channel::Email, true).cause(), words("EM-3 no_mailbox, CA-4 no_mailbox"));
    }
};
UPDESK_TEST(TestGateMail);
#include "tst_gatemail.moc"
