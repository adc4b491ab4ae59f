// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/details.h"
#include "core/desk/undo.h"
#include "core/store/check.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// Two desks correct one customer before they hear of each other.
class TestDetailDesks : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromLatin1(text); }
    static CustomerDetails details(SharedDesk &desk, CustomerId customer)
    {
        const auto found = detailsOf(desk.session->database(), customer);
        if (!found)
            qFatal("details");
        return *found;
    }
    template <class F>
    static void correct(SharedDesk &desk, CustomerId customer, F change)
    {
        const CustomerDetails opened = details(desk, customer);
        CustomerDetails typed = opened;
        change(typed);
        const auto saved = saveDetails(*desk.session, opened, typed);
        QVERIFY2(saved && !saved->isNull(), saved ? "nothing" : qPrintable(saved.error().subject));
    }
    static void talkAll(std::initializer_list<SharedDesk *> desks)
    {
        for (int round = 0; round < 2; ++round)
            for (SharedDesk *desk : desks)
                desk->talk();
    }

private Q_SLOTS:
    void eachKeepsTheFieldsThatItCorrected()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        ann.talk();
        const auto one = capture(*ann.session, lone->webLead(1));
        QVERIFY(one);
        talkAll({&ann, &bob});
        lone->clock.advance(kMinute);
        correct(ann, one->customer, [](auto &d) {
            d.place.city = words("Albany");
            d.customer.language = words("es");
            d.phones.front().typed = words("2125550100");
        });
        lone->clock.advance(kSecond);
        correct(bob, one->customer, [](auto &d) {
            d.place.postal = words("12207");
            d.customer.company = words("Elm Bakery");
            d.emails.front().typed = words("maria@example.com");
            Phone other;
            other.typed = words("2125550101");
            d.phones.push_back(other);
        });
        talkAll({&ann, &bob});
        for (SharedDesk *desk : {&ann, &bob}) {
            const CustomerDetails now = details(*desk, one->customer);
            QCOMPARE(now.place.city + u' ' + now.place.region + u' ' + now.place.postal, words("Albany NY 12207"));
            QCOMPARE(now.customer.language + u' ' + now.customer.company, words("es Elm Bakery"));
            QCOMPARE(now.emails.front().address, words("maria@example.com"));
            QCOMPARE(now.phones.size(), size_t(2));
            QCOMPARE(now.phones.front().e164, words("+12125550100"));
            QCOMPARE(desk->count("activity WHERE code=15 AND deleted=0"), 2);
            QVERIFY(checkStore(desk->session->database())->sound());
        }
        QCOMPARE(ann.rows(), bob.rows());
        QVERIFY(undoLast(*ann.session)); // takes back what Ann did and nothing of Bob's
        talkAll({&ann, &bob});
        const CustomerDetails now = details(bob, one->customer);
        QVERIFY(now.place.city.isEmpty());
        QCOMPARE(now.place.postal, words("12207"));
        QCOMPARE(ann.rows(), bob.rows());
    }
};
UPDESK_TEST(TestDetailDesks);
#include "tst_detaildesks.moc"
