// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/rulebook.h"
#include "core/scoring/scoretables.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestRulebook : public QObject
{
    Q_OBJECT
    static void setting(Session &session, const char *key, const char *value)
    {
        QVERIFY(doDeed(session, "setting", {}, [&](Transaction &tx) {
            return apply(
                tx, put(kSetting, Setting{{tx.freshId()}, QString::fromLatin1(key), QString::fromUtf8(value)}));
        }));
    }
private Q_SLOTS:
    void everyTableIsInTheBook()
    {
        TestStore store;
        const auto rules = store->rules();
        QVERIFY(rules);
        const Rulebook &book = **rules;
        QCOMPARE(book.people.size(), size_t(4));
        QCOMPARE(book.person(store.mike)->role, Role::Manager);
        QVERIFY(!book.person({}));
        QCOMPARE(book.sourceNamed(QStringLiteral("website"))->id, store.website);
        QCOMPARE(book.source(store.autosite)->kind, SourceKind::ThirdParty);
        QCOMPARE(book.routes.size(), size_t(1));
        QVERIFY(book.hours.isOpen(store.clock.now()));
        QVERIFY(book.showroom.isOpen(store.clock.now()));
        QCOMPARE(book.rings.ringOf(QStringLiteral("10011")), 0);
        QCOMPARE(book.weights.size(), book.sources.size());
        QVERIFY(book.weight(store.website).rate > book.weight(store.autosite).rate);
    }
    void aBareStoreHasAWorkingBook()
    {
        FakeClock clock;
        QTemporaryDir dir;
        auto session = Session::open(dir.filePath(QStringLiteral("bare.updesk")), clock, Database::Open::OrCreate);
        const auto rules = (*session)->rules();
        QVERIFY(rules);
        QVERIFY((*rules)->people.empty() && (*rules)->sources.empty() && (*rules)->routes.empty());
        QCOMPARE((*rules)->ladder, LadderSettings{});
    }
    void aDamagedSettingIsNamed_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("subject");
        QTest::newRow("zone") << QByteArray("UPDATE store SET tz='Mars/Olympus'") << "store.hours";
        QTest::newRow("hours") << QByteArray("UPDATE store SET answer_hours='{'") << "store.hours";
        QTest::newRow("holidays") << QByteArray("UPDATE store SET holidays='{\"day\":1}'") << "store.hours";
        QTest::newRow("rule") << QByteArray("UPDATE route_rule SET rule='{'") << "route_rule";
        QTest::newRow("ring") << QByteArray("UPDATE ring SET ring=99") << "ring";
        QTest::newRow("model") << QByteArray("INSERT INTO score_model(id,store_id,version,model) VALUES(x'01',1,2,'{')")
                               << "score_model";
        for (const char *key : {"ladder", "source_counts", "timeframe_words"})
            QTest::newRow(key) << "INSERT INTO setting(id,store_id,key,value) VALUES(x'01',1,'" + QByteArray(key)
                    + "','[}')" << QStringLiteral("setting.") + QLatin1String(key);
        QTest::newRow("negative ladder") << QByteArray("INSERT INTO setting(id,store_id,key,value)"
                                                       " VALUES(x'01',1,'ladder','{\"take_back_after\":-5}')")
                                         << "setting.ladder";
    }
    void aDamagedSettingIsNamed()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, subject);
        TestStore store;
        QVERIFY(store->database().execute(sql));
        QVERIFY(store->database().execute("UPDATE state SET v=v+1 WHERE k='config'"));
        const auto rules = store->rules();
        QVERIFY(!rules);
        QCOMPARE(rules.error().code, Error::Code::Damaged);
        QCOMPARE(rules.error().subject, subject);
    }
    void aChangeIsSeenAtOnceOnThisAndOnAnotherConnection()
    {
        TestStore store;
        auto other = Session::open(store.path, store.clock);
        QVERIFY(other);
        const auto before = (*other)->rules();
        QCOMPARE((*other)->rules()->get(), before->get());
        setting(*store, "ladder", R"({"warn_before":1,"take_backs":5})");
        QCOMPARE((*store->rules())->ladder.warnBefore, kMinute);
        QCOMPARE((*(*other)->rules())->ladder.warnBefore, kMinute);
        QCOMPARE((*(*other)->rules())->ladder.takeBacks, 5);
        QCOMPARE((*(*other)->rules())->ladder.takeBackAfter, LadderSettings{}.takeBackAfter);
        QCOMPARE((*before)->ladder, LadderSettings{}); // who holds the old one keeps it
    }
    void whatWasRolledBackIsNotRemembered()
    {
        TestStore store;
        {
            auto tx = Transaction::begin(store->database(), store->by());
            QVERIFY(tx && tx->start("source"));
            QVERIFY(apply(*tx, put(kSource, Source{{tx->freshId()}, QStringLiteral("Ghost"), {}, 0, true})));
            QVERIFY(tx->derive());
            QVERIFY((*store->rules())->sourceNamed(QStringLiteral("Ghost")));
        }
        setting(*store, "note", "1"); // the same number of changes, by somebody else
        QVERIFY(!(*store->rules())->sourceNamed(QStringLiteral("Ghost")));
    }
};
UPDESK_TEST(TestRulebook);
#include "tst_rulebook.moc"
