// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/serverbench.h"

using namespace updesk;

/// What the server lets become of a customer's yes and no.
class TestServerConsent : public ServerBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { openServer(); }
    void cleanupTestCase() { m_server.reset(); }

    void aNoAlwaysGoesInAndIsNeverTakenAway()
    {
        const Id customer = putNew(*m_ann, "customer", "\"first\":\"Quiet\"");
        const QByteArray of = "\"customer_id\":" + hex(customer);
        const Id no = putNew(*m_ann, "consent", of + ",\"state\":2,\"how\":1,\"words\":\"stop\"");
        QCOMPARE(Pusher::outcome(m_meg->push({Pusher::set("consent", no, "\"deleted\":1", "\"deleted\":0")})),
            QStringLiteral("rejected:legal"));
        QCOMPARE(Pusher::outcome(m_meg->push({Pusher::set("consent", no, "\"state\":1", "\"state\":2")})),
            QStringLiteral("rejected:added"));
    }
    // With psql in hand: merged, the "no" moved along, and parted without it.
    void aNoIsNotCarriedOffByAMerge()
    {
        const Id quiet = putNew(*m_ann, "customer", {}), other = putNew(*m_ann, "customer", {});
        const Id no = putNew(*m_ann, "consent", "\"customer_id\":" + hex(quiet) + ",\"state\":2,\"channel\":2");
        const auto alias = [&](const QByteArray &now, const QByteArray &before) {
            return Pusher::set("customer", quiet, "\"merged_into\":" + now, "\"merged_into\":" + before, "merge");
        };
        const auto carried = m_bob->push({alias(hex(other), "null"),
            Pusher::set("consent", no, "\"customer_id\":" + hex(other), "\"customer_id\":" + hex(quiet), "merge"),
            alias("null", hex(other))});
        QVERIFY(!carried.contains(QLatin1String("ops")));
        const auto yes = [&](const Id &customer) {
            return Pusher::outcome(m_bob->push({Pusher::put("consent", Pusher::fresh(),
                "\"customer_id\":" + hex(customer) + ",\"state\":1,\"channel\":2,\"at\":9")}));
        };
        QCOMPARE(yes(quiet), QStringLiteral("rejected:optout"));
        QCOMPARE(Id::fromHex(text("consent", no, "customer_id").toStdString()), std::optional(quiet)); // it came home
    }
    void aYesAfterANoNeedsANameAndWordsAtOnce()
    {
        const Id customer = putNew(*m_ann, "customer", "\"first\":\"Quiet\"");
        const QByteArray of = "\"customer_id\":" + hex(customer);
        const Time now = SystemClock().now();
        const auto say = [&](const QByteArray &rest, Time at) {
            return Pusher::outcome(m_ann->push({Pusher::put("consent", Pusher::fresh(), of + rest)}, at));
        };
        const QByteArray byAnn = ",\"by_person\":" + person("ann");
        const QByteArray at = ",\"at\":" + QByteArray::number(now);
        QCOMPARE(say(",\"state\":1,\"words\":\"form\"", m_now), QStringLiteral("ok")); // nothing stands against it
        QCOMPARE(say(",\"state\":2,\"channel\":2,\"at\":5", m_now), QStringLiteral("ok"));
        QCOMPARE(say(",\"state\":1,\"channel\":1,\"at\":6", m_now), QStringLiteral("ok")); // of another channel
        QCOMPARE(say(",\"state\":1,\"channel\":2,\"words\":\"signed\"" + at, now), QStringLiteral("rejected:optout"));
        QCOMPARE(say(",\"state\":1,\"channel\":2" + byAnn + at, now), QStringLiteral("rejected:optout"));
        QCOMPARE(say(",\"state\":1,\"channel\":2,\"words\":\"signed\",\"by_person\":" + person("bob") + at, now),
            QStringLiteral("rejected:optout"));
        QCOMPARE(say(",\"state\":1,\"channel\":2,\"words\":\"signed\"" + byAnn + at, now - kHour),
            QStringLiteral("rejected:optout")); // typed while the server was away
        QCOMPARE(say(",\"state\":1,\"channel\":2,\"words\":\"signed\"" + byAnn + at, now), QStringLiteral("ok"));
    }
    void aSlipIsTakenBackByTheSameHandWithinAMinute()
    {
        const Id customer = putNew(*m_ann, "customer", "\"first\":\"Quiet\"");
        const QByteArray of = "\"customer_id\":" + hex(customer);
        const auto no = [&](const char *how) {
            const Id row = Pusher::fresh();
            const auto said =
                m_ann->push({Pusher::put("consent", row,
                                of + ",\"state\":2,\"at\":100000,\"by_person\":" + person("ann") + ",\"how\":" + how)},
                    m_now);
            return Pusher::outcome(said) == QLatin1String("ok") ? row : Id();
        };
        const auto mistake = [&](Pusher &who, const char *login, const Id &of2, int at, Time done = 0) {
            return Pusher::outcome(who.push({Pusher::put("consent", Pusher::fresh(),
                                                of + ",\"state\":3,\"purpose\":" + hex(of2) + ",\"by_person\":"
                                                    + person(login) + ",\"at\":" + QByteArray::number(at))},
                done > 0 ? done : m_now + kSecond));
        };
        const Id keyed = no("0"), said = no("1");
        QCOMPARE(mistake(*m_ann, "ann", said, 100'010), QStringLiteral("rejected:optout"));
        QCOMPARE(mistake(*m_bob, "bob", keyed, 100'010), QStringLiteral("rejected:optout"));
        QCOMPARE(mistake(*m_ann, "ann", keyed, 160'001), QStringLiteral("rejected:optout"));
        QCOMPARE(mistake(*m_ann, "ann", Pusher::fresh(), 100'010), QStringLiteral("rejected:optout"));
        // What the row says of its time is no more than a word.
        QCOMPARE(mistake(*m_ann, "ann", keyed, 100'010, m_now + kMinute + 1), QStringLiteral("rejected:optout"));
        QCOMPARE(mistake(*m_ann, "ann", keyed, 160'000), QStringLiteral("ok"));
    }
};
UPDESK_TEST(TestServerConsent);
#include "tst_serverconsent.moc"
