// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/consentverbs.h"
#include "core/desk/contactrows.h"
#include "core/desk/gaterows.h"
#include "core/desk/undo.h"
#include "core/store/check.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// What one desk writes down of consents and refusals binds at every other, and the server takes it.
class TestConsentDesks : public QObject
{
    Q_OBJECT
    static void talkAll(std::initializer_list<SharedDesk *> desks)
    {
        for (int round = 0; round < 2; ++round)
            for (SharedDesk *desk : desks)
                desk->talk();
    }
    // Her row is not among those of this store; the server knows her as a manager.
    static void tellOfMeg(const SyncServer &server, std::initializer_list<SharedDesk *> desks)
    {
        for (SharedDesk *desk : desks) {
            Database &database = desk->session->database();
            const QByteArray id = server.person("meg").value.hex(), role = QByteArray::number(int(Role::Manager));
            QVERIFY(database.execute("INSERT INTO person(id,store_id,name,login,role,active) VALUES(x'" + id
                + "',0,'Meg','meg'," + role + ",1)"));
            QVERIFY(database.execute("UPDATE state SET v=v+1 WHERE k='config'"));
        }
    }
    static Contactable can(SharedDesk &desk, CustomerId customer)
    {
        return *contactable(desk.session->database(), customer);
    }

private Q_SLOTS:
    void aRefusalItsLiftAndAConsentReachEveryDesk()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann"), meg(server, lone->clock, "meg");
        tellOfMeg(server, {&ann, &meg});
        ann.talk();
        const auto one = capture(*ann.session, lone->webLead(1));
        QVERIFY(one);
        lone->clock.advance(kMinute);
        QVERIFY(refuseWay(*ann.session, one->lead, Channel::Text, Whose::Customer, QStringLiteral("no texts")));
        talkAll({&ann, &meg});
        QVERIFY(!can(meg, one->customer).text && can(meg, one->customer).call);

        lone->clock.set(SystemClock().now()); // the server takes a lift only when it is just written
        QCOMPARE(liftRefusal(*ann.session, one->lead, Channel::Text, QStringLiteral("text me again")).error().subject,
            QStringLiteral("role"));
        const auto lifted = liftRefusal(*meg.session, one->lead, Channel::Text, QStringLiteral("text me again"));
        QVERIFY2(lifted, lifted ? "" : qPrintable(lifted.error().subject + lifted.error().detail));
        talkAll({&meg, &ann});
        QVERIFY(can(ann, one->customer).text);

        lone->clock.advance(kMinute);
        ConsentDraft paper;
        paper.ways = {Channel::Text};
        paper.offers = true;
        paper.words = QStringLiteral("I agree to offers by text");
        paper.given = Consent::Given::Paper;
        paper.form = QStringLiteral("7");
        QVERIFY(recordConsent(*ann.session, one->lead, paper));
        talkAll({&ann, &meg});
        const auto agreed = standingConsent(meg.session->database(), one->customer);
        QVERIFY(agreed->agreed.size() == 1 && agreed->agreed.front().written);
        QCOMPARE(meg.count("consent WHERE given=4 AND form='7'"), 1);

        lone->clock.advance(kMinute);
        QVERIFY(undoLast(*ann.session)); // the consent
        QVERIFY(undoLast(*meg.session)); // the lift
        talkAll({&ann, &meg});
        for (SharedDesk *desk : {&ann, &meg}) {
            QVERIFY(!can(*desk, one->customer).text);
            QVERIFY(standingConsent(desk->session->database(), one->customer)->agreed.empty());
            QCOMPARE(desk->count("setback"), 0); // the server took all of it
            QVERIFY(checkStore(desk->session->database())->sound());
        }
        QCOMPARE(ann.rows(), meg.rows());
    }
    void whatTheStoreDecidedIsOpenedByAnyManagersDesk()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann"), meg(server, lone->clock, "meg");
        tellOfMeg(server, {&ann, &meg});
        ann.talk();
        const auto one = capture(*ann.session, lone->webLead(1));
        talkAll({&ann, &meg});
        lone->clock.advance(kMinute);
        QVERIFY(refuseWay(*meg.session, one->lead, Channel::Phone, Whose::Store, QStringLiteral("threatened us")));
        talkAll({&meg, &ann});
        QVERIFY(!can(ann, one->customer).call);
        lone->clock.set(SystemClock().now()); // long after
        QVERIFY(undoLast(*meg.session));
        talkAll({&meg, &ann});
        QVERIFY(can(ann, one->customer).call);
        QCOMPARE(ann.count("setback") + meg.count("setback"), 0);
        QCOMPARE(ann.rows(), meg.rows());
    }
};
UPDESK_TEST(TestConsentDesks);
#include "tst_consentdesks.moc"
