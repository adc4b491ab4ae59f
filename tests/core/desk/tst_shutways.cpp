// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/shutwayrows.h"
#include "core/store/apply.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Why nothing leaves by a way, as every desk can tell from the store's messages.
class TestShutWays : public QObject
{
    Q_OBJECT

    struct At : SendingStore {
        At() { addLead(); }
        void lay(const char *state, const char *why, Channel channel = Channel::Text, Time later = 0)
        {
            Message row;
            row.id = {newId(store.clock.now())};
            row.lead = lead;
            row.channel = int(channel);
            row.state = QString::fromLatin1(state);
            row.why = QString::fromLatin1(why);
            row.asked = store.clock.now();
            row.notBefore = store.clock.now() + later;
            row.began = row.state == QLatin1String("queued") ? 0 : store.clock.now();
            if (!doDeed(*store, "test", {}, [&](Transaction &tx) { return takeRow(tx, kMessage, row); }))
                qFatal("message");
        }
        ShutWays shut() { return *shutWays(store->database(), store.clock.now()); }
    };

private Q_SLOTS:
    void oneThatWasPutBackTellsOfItsServerUntilSomethingLeaves()
    {
        At at;
        QCOMPARE(at.shut(), ShutWays());
        at.lay("queued", "server", Channel::Text, 20 * kSecond);
        QCOMPARE(at.shut().text.why, QStringLiteral("server"));
        QVERIFY(at.shut().text.until > at.store.clock.now());
        QVERIFY(at.shut().mail.why.isEmpty()); // the other way is another server
        at.store.clock.advance(kMinute);
        at.lay("sent", "", Channel::Email);
        QCOMPARE(at.shut().text.why, QStringLiteral("server"));
        at.lay("sent", "");
        QCOMPARE(at.shut(), ShutWays());
    }
    void aServerThatHungTellsOfTheWayForTenMinutes()
    {
        At at;
        at.lay("sent", "");
        at.store.clock.advance(kMinute);
        at.lay("unknown", "answer", Channel::Email);
        QCOMPARE(at.shut().mail.why, QStringLiteral("answer"));
        QVERIFY(at.shut().text.why.isEmpty());
        at.store.clock.advance(10 * kMinute);
        QCOMPARE(at.shut(), ShutWays());
    }
    void whatIsTheFaultOfOneMessageSaysNothingOfTheWay()
    {
        At at;
        for (const char *why : {"US-1", "lead", "to", "size"})
            at.lay("queued", why, Channel::Text, kMinute);
        at.lay("unknown", "cut"); // the desk stopped, not the server
        at.lay("failed", "server");
        QCOMPARE(at.shut(), ShutWays());
    }
    void aWayThatIsNotSetUpStaysShut()
    {
        At at;
        ChannelSettings none = SendingStore::ways();
        none.mailOut.reset();
        at.use(none);
        QCOMPARE(at.shut().mail, (ShutWay{QStringLiteral("no_channel"), 0}));
        QVERIFY(at.shut().text.why.isEmpty());
    }
    void itIsAskedByIndex()
    {
        At at;
        std::vector<QByteArray> asked;
        {
            StatementTrace trace(at.store->database());
            QVERIFY(shutWays(at.store->database(), at.store.clock.now()));
            for (const auto &[sql, times] : trace.statements()) {
                if (sql.contains("FROM message"))
                    asked.push_back(sql);
            }
        }
        QCOMPARE(asked.size(), size_t(3));
        for (const QByteArray &sql : asked) {
            const auto plan = planOf(at.store->database(), sql);
            QVERIFY2(plan.front().contains("SEARCH message USING INDEX message_"), plan.front().constData());
        }
    }
};

UPDESK_TEST(TestShutWays);
#include "tst_shutways.moc"
