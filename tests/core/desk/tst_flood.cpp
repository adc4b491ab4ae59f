// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/derived.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/rounds.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// More of one kind than a store ever sees in an hour: nothing is lost, nobody starves.
class TestFlood : public QObject
{
    Q_OBJECT

    static QByteArray prospect(int id, const QByteArray &name, const QByteArray &phone, const QByteArray &provider)
    {
        return "<prospect><id source=\"" + provider + "\">F-" + QByteArray::number(id)
            + "</id><vehicle><make>Toyota</make><model>RAV4</model></vehicle><customer><contact><name part=\"full\">"
            + name + "</name><phone>" + phone + "</phone></contact></customer><provider><name part=\"full\">" + provider
            + "</name></provider></prospect>";
    }
    template <class Make>
    static QByteArray file(int count, Make &&make)
    {
        QByteArray all = "<?adf version=\"1.0\"?><adf>";
        for (int i = 0; i < count; ++i)
            all += make(i);
        return all + "</adf>";
    }
    static QByteArray number(int i) { return "(212) 555-" + QByteArray::number(i + 10'000).right(4); }
    static QByteArray name(int i)
    {
        QByteArray last;
        for (int rest = i + 17; rest > 0; rest /= 20)
            last += char('a' + rest % 20);
        return "Pat X" + last + last;
    }
    static void isSound(TestStore &store)
    {
        const Time now = store.clock.now();
        const auto report =
            checkStore(store->database(), [now](Database &database) { return derivedFaults(database, now); });
        QVERIFY(report && report->sound());
    }

private Q_SLOTS:
    void aFloodFromOneSourceIsDealtOutEvenlyAndEachClockIsKept()
    {
        TestStore store;
        constexpr int kMany = 400;
        const auto taken = takeDocument(*store,
            file(kMany, [](int i) { return prospect(i, name(i), number(i), "AutoSite"); }), QStringLiteral("f"));
        QCOMPARE(taken->captured.size(), size_t(kMany));
        QCOMPARE(store.count("lead"), kMany);
        const qint64 danas = store.count("lead WHERE owner_id=x'" + store.dana.value.hex() + "'");
        QVERIFY2(danas == kMany / 2, qPrintable(QString::number(danas)));
        QCOMPARE(store.count("lead_now WHERE clock_state=1 AND clock_due-received=300000"), kMany);
        QCOMPARE(store.count("source WHERE name='AutoSite'"), 1);
        // The ladder takes them fifty at a time and comes to its end.
        store.clock.advance(6 * kMinute);
        int rounds = 0;
        for (Time next = 1; next > 0 && next <= store.clock.now() && rounds < 30; ++rounds)
            next = *makeRound(*store);
        QVERIFY(rounds >= 8 && rounds < 30);
        QCOMPARE(store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::ManagerTold))), kMany);
        isSound(store);
    }
    void oneCustomerWhoAsksFiveHundredTimesIsOneLead()
    {
        TestStore store;
        const LeadId first = store.add(store.webLead(1)).lead;
        const Time due = leadNowOf(store->database(), first)->clockDue;
        const QByteArray person = store.webLead(1).full.toUtf8(),
                         phone = store.webLead(1).phones.front().e164.toLatin1();
        store.clock.advance(kMinute);
        const auto taken = takeDocument(
            *store, file(500, [&](int i) { return prospect(i, person, phone, "Website"); }), QStringLiteral("f"));
        QCOMPARE(taken->captured.size(), size_t(500));
        QCOMPARE(store.count("lead"), 1);
        QCOMPARE(store.count("customer"), 1);
        const auto now = leadNowOf(store->database(), first);
        QCOMPARE(now->inquiries, 501);
        QCOMPARE(now->clockDue, due);
        QCOMPARE(now->clock, LeadNow::Running);
        isSound(store);
    }
    void aThousandUnknownSendersDoNotMakeAThousandSources()
    {
        TestStore store;
        const auto taken = takeDocument(*store,
            file(400, [](int i) { return prospect(i, name(i), number(i), "sender-" + QByteArray::number(i)); }),
            QStringLiteral("f"));
        QCOMPARE(taken->captured.size(), size_t(400));
        QVERIFY(store.count("source") <= 301);
        QVERIFY(store.count("lead l JOIN source s ON s.id=l.source_id WHERE s.name='Unknown'") >= 90);
        QCOMPARE(store.count("lead WHERE provider_text<>''"), 400); // what was written is kept
        isSound(store);
    }
};
UPDESK_TEST(TestFlood);
#include "tst_flood.moc"
