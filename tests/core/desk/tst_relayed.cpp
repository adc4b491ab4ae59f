// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/gaterows.h"
#include "core/desk/notices.h"
#include "core/leads/lead.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What a lead platform passes on, by the address that stands for the customer.
class TestRelayed : public QObject
{
    Q_OBJECT

    struct Desk {
        TestStore store;
        Captured one;
        int mails = 0;

        Desk()
        {
            LeadDraft draft = store.webLead(1);
            draft.emails = {
                {QStringLiteral("buyer-77@relay.offerup.com"), QStringLiteral("buyer-77@relay.offerup.com")}};
            one = store.add(draft);
            store.clock.advance(kMinute);
        }
        IntakeResult take(const QByteArray &body,
            const QByteArray &head = "From: OfferUp <noreply@offerup.com>\r\n"
                                     "Reply-To: buyer-77@relay.offerup.com\r\n")
        {
            const QByteArray mail = head + "To: sales@northgate.example\r\nSubject: New message about your listing\r\n"
                + "Message-ID: <m" + QByteArray::number(++mails) + "@offerup.com>\r\n\r\n" + body;
            const auto taken = takeDocument(*store, mail, QStringLiteral("r.eml"));
            if (!taken)
                qFatal("mail %s", qPrintable(taken.error().subject));
            return *taken;
        }
        bool waitsToBeRead() { return standingConsent(store->database(), one.customer)->unclear; }
        Contactable can() { return *contactable(store->database(), one.customer); }
    };

private Q_SLOTS:
    void oneWordOfRefusalAndNothingElseIsOne()
    {
        Desk desk;
        desk.take("Unsubscribe\r\n");
        QVERIFY(!desk.can().email);
        QVERIFY(!desk.waitsToBeRead());
    }
    void wordsThatMayRefuseHoldUntilAPersonHasReadThem()
    {
        Desk desk;
        const IntakeResult taken =
            desk.take("Please stop writing to me, I bought elsewhere.\r\n\r\nReply to this email to answer.\r\n");
        QCOMPARE(taken.outcome, IntakeResult::Outcome::Quarantined); // and the mail itself is there to be read
        QVERIFY(desk.can().email);
        QVERIFY(desk.waitsToBeRead());
        QVERIFY(std::ranges::count(
                    *notices(desk.store->database(), desk.store.mike), Notice::Kind::MayMeanStop, &Notice::kind)
            == 1);
    }
    void whatThePlatformWritesUnderneathRefusesNothingByItself()
    {
        Desk desk;
        desk.take("Is Saturday fine?\r\n\r\nTo stop receiving these emails, unsubscribe in your settings.\r\n");
        QVERIFY(desk.can().email && desk.can().text && desk.can().call);
    }
    void ordinaryWordsHoldNothing()
    {
        Desk desk;
        desk.take("Is Saturday fine?\r\n");
        QVERIFY(!desk.waitsToBeRead());
        QVERIFY(desk.can().email);
    }
    void theAddressItselfMayBeTheSender()
    {
        Desk desk;
        desk.take("STOP\r\n", "From: Sam <buyer-77@relay.offerup.com>\r\n");
        QVERIFY(!desk.can().email);
    }
    void anotherBuyersAddressIsNotThisCustomers()
    {
        Desk desk;
        desk.take("STOP\r\n", "From: Sam <buyer-78@relay.offerup.com>\r\n");
        QVERIFY(desk.can().email);
        QVERIFY(!desk.waitsToBeRead());
    }
};

UPDESK_TEST(TestRelayed);
#include "tst_relayed.moc"
