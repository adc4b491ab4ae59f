// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

using namespace updesk;

/// START at the server (US-8): a "yes" that no person signs for takes back texts of refusal and nothing else.
class TestServerStart : public QObject
{
    Q_OBJECT
    static QByteArray hex(const Id &id) { return '"' + id.hex() + '"'; }

    struct Shop {
        SyncServer server;
        Pusher host{server, "host"}, ann{server, "ann"}, meg{server, "meg"};
        Id customer = Pusher::fresh();
        Time at = SystemClock().now();
        Id last; ///< line that was filed

        Shop() { ann.push({Pusher::put("customer", customer, "\"first\":\"C\"")}); }
        QByteArray said(int state, int channel, const char *purpose, const char *words, const QByteArray &by = {})
        {
            return "\"customer_id\":" + hex(customer) + ",\"state\":" + QByteArray::number(state) + ",\"channel\":"
                + QByteArray::number(channel) + ",\"how\":1,\"purpose\":\"" + purpose + "\",\"words\":\"" + words
                + "\",\"at\":" + QByteArray::number(++at) + (by.isEmpty() ? QByteArray() : ",\"by_person\":" + by);
        }
        QString stopByText() { return put(host, said(2, 0, "", "STOP") + ",\"form\":\"text\""); }
        QString start(const char *purpose = "lifted", int channel = 2, const char *words = "START")
        {
            return startBy({line(words), said(1, channel, purpose, words)});
        }
        /// The fields of a line that says what this customer, or `who`, has texted.
        QByteArray line(const char *words, const Id &who = {}, int kind = 1, int direction = 1)
        {
            return "\"customer_id\":" + hex(who.isNull() ? customer : who) + ",\"kind\":" + QByteArray::number(kind)
                + ",\"direction\":" + QByteArray::number(direction) + ",\"body\":\"" + words + '"';
        }
        struct Texted {
            QByteArray line, yes;
        };
        /// What became of the "yes" that came with its line, as one deed of whoever files it.
        QString startBy(const Texted &texted, Pusher *who = nullptr)
        {
            last = Pusher::fresh();
            const auto filed = (who ? *who : host)
                                   .push({Pusher::put("activity", last, texted.line),
                                             Pusher::put("consent", Pusher::fresh(),
                                                 texted.yes + ",\"form\":\"text " + last.hex() + '"')},
                                       0, "reply");
            return Pusher::outcome(filed, 2);
        }
        QString startOf(const QByteArray &line, const char *words = "START")
        {
            return startBy({line, said(1, 2, "lifted", words)});
        }
        /// A "yes" that names the last line, which has come before.
        QString startAfter(Pusher &who)
        {
            return put(who, said(1, 2, "lifted", "START") + ",\"form\":\"text " + last.hex() + '"');
        }
        static QByteArray part(const QByteArray &of, const QByteArray &words)
        {
            return "\"bytes\":\"" + ("text message\nfrom +12125550100\n\n" + words + '\n').toBase64() + '"' + of;
        }
        /// A text as somebody has kept it: its original and the bytes.
        static Id kept(Pusher &who, const QByteArray &words)
        {
            const Id original = Pusher::fresh();
            const auto kept = who.push(
                {Pusher::put("original", original, "\"kind\":3"),
                    Pusher::put("original_part", Pusher::fresh(), part(",\"original_id\":" + hex(original), words))},
                0, "quarantine");
            if (Pusher::outcome(kept, 1) != QLatin1String("ok") || Pusher::outcome(kept, 2) != QLatin1String("ok"))
                qFatal("kept");
            return original;
        }
        static QString put(Pusher &who, const QByteArray &fields)
        {
            return Pusher::outcome(who.push({Pusher::put("consent", Pusher::fresh(), fields)}, 0, "reply"));
        }
        bool isOut(int channel)
        {
            const auto chief = server.chief();
            const auto set = chief->execute("SET search_path=updesk");
            const auto out = chief->query("SELECT opted_out($1, 1, $2::bigint, '')", customer, channel);
            if (!set || !out)
                qFatal("opted out");
            return out->flag(0, 0);
        }
    };

private Q_SLOTS:
    void aStopByTextIsTakenBackForTextsAlone()
    {
        Shop shop;
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        QVERIFY(shop.isOut(1) && shop.isOut(2) && shop.isOut(3));
        QCOMPARE(shop.start(), QStringLiteral("ok"));
        QCOMPARE(shop.start("informational"), QStringLiteral("ok"));
        QVERIFY(!shop.isOut(2));
        QVERIFY(shop.isOut(1) && shop.isOut(3));
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        QVERIFY(shop.isOut(2));
    }
    void US8_aDesksWordAloneIsNoStart()
    {
        Shop shop;
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        const QString no = QStringLiteral("rejected:optout");
        QCOMPARE(Shop::put(shop.ann, shop.said(1, 2, "lifted", "START")), no);
        QCOMPARE(Shop::put(shop.ann, shop.said(1, 2, "lifted", "START") + ",\"form\":\"text\""), no);
        shop.last = Pusher::fresh();
        QCOMPARE(shop.startAfter(shop.host), no); // no such text
        QCOMPARE(shop.startOf(shop.line("STOP")), no); // it says something else
        QCOMPARE(shop.startOf(shop.line("yes"), "yes"), no); // and that is no word for it
        QCOMPARE(shop.startOf(shop.line("START", {}, 2)), no); // a mail
        QCOMPARE(shop.startOf(shop.line("START", {}, 1, 2)), no); // our own
        QCOMPARE(shop.startOf("\"kind\":1,\"direction\":1,\"body\":\"START\""), no);
        const Id other = Pusher::fresh();
        shop.ann.push({Pusher::put("customer", other, "\"first\":\"D\"")});
        QCOMPARE(shop.startOf(shop.line("START", other)), no); // somebody else's
        QVERIFY(shop.isOut(2));
        for (const Id &who : {shop.customer, other})
            shop.ann.push(
                {Pusher::put("phone", Pusher::fresh(), "\"customer_id\":" + hex(who) + ",\"e164\":\"+12125550100\"")});
        QCOMPARE(shop.startOf(shop.line("Start.", other), "Start."), QStringLiteral("ok")); // from a number of theirs
        QVERIFY(!shop.isOut(2));
    }
    // With psql in hand, as a salesperson: no line of their own making, and no true one of before.
    void US8_aTextThatNobodyReceivedIsRefused()
    {
        Shop shop;
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        const auto forged = [&](const QByteArray &more) {
            return Pusher::outcome(
                shop.ann.push({Pusher::put("activity", Pusher::fresh(), shop.line("START") + more)}, 0, "reply"));
        };
        const QString refused = QStringLiteral("rejected:received");
        QCOMPARE(forged({}), refused);
        QCOMPARE(forged(",\"original_id\":" + hex(Pusher::fresh())), refused);
        QCOMPARE(forged(",\"original_id\":" + hex(shop.kept(shop.ann, "START"))), refused); // kept by herself
        QCOMPARE(shop.startBy({shop.line("START"), shop.said(1, 2, "lifted", "START")}, &shop.ann),
            QStringLiteral("rejected:optout"));
        QVERIFY(shop.isOut(2));
        QCOMPARE(shop.start(), QStringLiteral("ok"));
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        QCOMPARE(shop.startAfter(shop.ann), QStringLiteral("rejected:optout")); // that START was before
        shop.ann.push({Pusher::set("activity", shop.last, "\"deleted\":1", "\"deleted\":0"),
            Pusher::set("activity", shop.last, "\"deleted\":0", "\"deleted\":1")});
        QCOMPARE(shop.startAfter(shop.ann), QStringLiteral("rejected:optout"));
        QCOMPARE(shop.startAfter(shop.host), QStringLiteral("rejected:optout"));
        QVERIFY(shop.isOut(2));
    }
    void whoFilesATextFromTheTrayFilesItsOwnWords()
    {
        Shop shop;
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        const QByteArray of = ",\"original_id\":" + hex(shop.kept(shop.host, "START"));
        const auto file = [&](const char *words) {
            return shop.startBy({shop.line(words) + of, shop.said(1, 2, "lifted", words)}, &shop.ann);
        };
        const Id mine = Pusher::fresh(); // other words laid beside those that came
        shop.ann.push({Pusher::put("original_part", mine, shop.part(of, "UNSTOP"))});
        QCOMPARE(file("UNSTOP"), QStringLiteral("rejected:optout"));
        QVERIFY(shop.isOut(2));
        QCOMPARE(file("START"), QStringLiteral("ok"));
        QVERIFY(!shop.isOut(2));
    }
    void aTextWithoutWordsIsOneThatWasKeptToo()
    {
        Shop shop;
        const QByteArray text = "\"kind\":1,\"direction\":1", of = ",\"original_id\":" + hex(shop.kept(shop.host, ""));
        const auto put = [](Pusher &who, const QByteArray &fields) {
            return Pusher::outcome(who.push({Pusher::put("activity", Pusher::fresh(), fields)}, 0, "reply"));
        };
        const QString no = QStringLiteral("rejected:received");
        QCOMPARE(put(shop.ann, text), no);
        QCOMPARE(put(shop.ann, text + ",\"body\":\"\""), no);
        QCOMPARE(put(shop.ann, text + of + ",\"body\":\"Yes\""), no);
        QCOMPARE(put(shop.ann, text + of), QStringLiteral("ok"));
        QCOMPARE(put(shop.host, text), QStringLiteral("ok"));
        QCOMPARE(put(shop.ann, "\"kind\":1,\"direction\":2"), QStringLiteral("ok")); // one that went out
    }
    // Hosting moves, and who brought the store along leaves: what lies in the tray stays the customer's word.
    void aTextIsBelievedOfWhoReceivedItThenWhateverTheyMayDoToday()
    {
        Shop shop;
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        Pusher ida(shop.server, "ida");
        const Id before = shop.kept(ida, "START"), forged = shop.kept(shop.ann, "START");
        const auto chief = shop.server.chief();
        QVERIFY(chief->execute("DELETE FROM updesk.member WHERE login='ida';"
                               " UPDATE updesk.member SET role='admin' WHERE login='ann'"));
        Pusher bob(shop.server, "bob");
        const auto file = [&](const Id &original) {
            return shop.startBy(
                {shop.line("START") + ",\"original_id\":" + hex(original), shop.said(1, 2, "lifted", "START")}, &bob);
        };
        QCOMPARE(file(forged), QStringLiteral("rejected:optout")); // kept by her when she received none
        QVERIFY(shop.isOut(2));
        QCOMPARE(file(before), QStringLiteral("ok"));
        QVERIFY(!shop.isOut(2));
    }
    // Set back under the desks, as the server finds it by its generation.
    void aCopyThatLostTheTextTakesWhatWasFiledOfIt()
    {
        Shop shop;
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        const QByteArray lost = ",\"original_id\":" + hex(Pusher::fresh()),
                         kept = ",\"original_id\":" + hex(shop.kept(shop.host, "STOP"));
        const auto file = [&](const QByteArray &of) {
            return shop.startBy({shop.line("START") + of, shop.said(1, 2, "lifted", "START")}, &shop.ann);
        };
        const QString no = QStringLiteral("rejected:optout");
        QCOMPARE(file(lost), no);
        QVERIFY(shop.server.chief()->execute("UPDATE updesk.known_generation SET generation='before'"));
        QCOMPARE(file({}), no); // of no text at all
        QCOMPARE(file(kept), no); // that one says something else
        QVERIFY(shop.isOut(2));
        QCOMPARE(file(lost), QStringLiteral("ok"));
        QVERIFY(!shop.isOut(2));
    }
    void aPersonWhoseLoginHostsFilesWhatComesIn()
    {
        Shop shop;
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        const auto start = [&] {
            return shop.startBy({shop.line("START"), shop.said(1, 2, "lifted", "START")}, &shop.ann);
        };
        QCOMPARE(start(), QStringLiteral("rejected:optout"));
        QVERIFY(shop.server.chief()->execute("GRANT updesk_auto TO ann"));
        QCOMPARE(start(), QStringLiteral("ok"));
        QVERIFY(!shop.isOut(2));
    }
    void whatAPersonWroteDownIsNot()
    {
        Shop shop;
        const QByteArray ann = hex(shop.server.person("ann").value);
        QCOMPARE(Shop::put(shop.ann, shop.said(2, 2, "", "no texts please", ann)), QStringLiteral("ok"));
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        QCOMPARE(shop.start(), QStringLiteral("rejected:optout"));
        QVERIFY(shop.isOut(2));
    }
    void aStopByMailOrOfBeforeIsNotTakenBackByAText()
    {
        Shop shop;
        QCOMPARE(Shop::put(shop.host, shop.said(2, 0, "", "unsubscribe")), QStringLiteral("ok"));
        QCOMPARE(shop.start(), QStringLiteral("rejected:optout"));
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        QCOMPARE(shop.start(), QStringLiteral("rejected:optout")); // nor beside one by text
        QVERIFY(shop.isOut(2));
    }
    void theStoresOwnWordsAreReadAsTheDeskReadsThem()
    {
        Shop shop;
        QVERIFY(shop.server.chief()->execute(
            "INSERT INTO updesk.setting(id,store_id,seq,key,value) VALUES(gen_random_uuid(),1,1,'legal_rules',"
            "'{\"opt_in\":{\"es\":[\"Sí, Mañana\",\"D''accord\",\"…\"]}}')"));
        for (const char *word : {"SÍ mañana!", "si manana", "si\u0301 man\u0303ana", "d\u2019ACCORD"}) {
            QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
            QCOMPARE(shop.start("lifted", 2, word), QStringLiteral("ok"));
        }
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        QCOMPARE(shop.start("lifted", 2, "!"), QStringLiteral("rejected:optout"));
    }
    // With psql in hand: the desk asks for a manager itself.
    void aPersonLiftsAsAManagerOnly()
    {
        Shop shop;
        const QByteArray ann = hex(shop.server.person("ann").value), meg = hex(shop.server.person("meg").value);
        const auto lift = [&](Pusher &who, const QByteArray &by, const char *purpose) {
            return Pusher::outcome(
                who.push({Pusher::put("consent", Pusher::fresh(), shop.said(1, 1, purpose, "call me again", by))},
                    SystemClock().now()));
        };
        QCOMPARE(Shop::put(shop.ann, shop.said(2, 1, "", "do not call", ann)), QStringLiteral("ok"));
        QCOMPARE(lift(shop.ann, ann, "lifted"), QStringLiteral("rejected:role"));
        QVERIFY(shop.isOut(1));
        QCOMPARE(lift(shop.ann, ann, "marketing"), QStringLiteral("ok")); // agrees, and lifts nothing
        QVERIFY(shop.isOut(1));
        QCOMPARE(lift(shop.meg, meg, "lifted"), QStringLiteral("ok"));
        QVERIFY(!shop.isOut(1));
        QCOMPARE(Shop::put(shop.ann, shop.said(2, 1, "", "do not call", ann)), QStringLiteral("ok"));
        QVERIFY(shop.isOut(1));
    }
    // Whoever sends asks at every message, and the table only grows.
    void refusalsAreFoundByTheirIndexes()
    {
        Shop shop;
        const auto chief = shop.server.chief();
        QVERIFY(chief->execute("SET search_path=updesk; SET enable_seqscan=off"));
        const auto own = chief->query("EXPLAIN SELECT 1 FROM consent WHERE customer_id=ANY (ARRAY[gen_random_uuid()])");
        const auto moved = chief->query("EXPLAIN SELECT 1 FROM consent WHERE state=2 AND fclk ? 'customer_id'");
        QVERIFY(own && moved);
        const auto plan = [](const PgRows &rows) {
            QByteArray lines;
            for (int i = 0; i < rows.count(); ++i)
                lines += rows.bytes(i, 0);
            return lines;
        };
        QVERIFY2(plan(*own).contains("consent_customer"), plan(*own).constData());
        QVERIFY2(plan(*moved).contains("consent_moved"), plan(*moved).constData());
    }
    void noOtherConsentComesThatWay()
    {
        Shop shop;
        QCOMPARE(shop.stopByText(), QStringLiteral("ok"));
        QCOMPARE(shop.start("lifted", 1), QStringLiteral("rejected:optout")); // calls
        QCOMPARE(shop.start("lifted", 3), QStringLiteral("rejected:optout"));
        QCOMPARE(shop.start("lifted", 0), QStringLiteral("rejected:optout"));
        QCOMPARE(shop.start("marketing"), QStringLiteral("rejected:optout"));
        QCOMPARE(shop.start("lifted", 2, ""), QStringLiteral("rejected:optout"));
        QVERIFY(shop.isOut(1) && shop.isOut(2) && shop.isOut(3));
    }
};

UPDESK_TEST(TestServerStart);
#include "tst_serverstart.moc"
