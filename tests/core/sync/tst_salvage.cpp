// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/customer.h"
#include "core/store/check.h"
#include "core/store/salvage.h"
#include "tests/support/shareddesk.h"

#include <QBuffer>
#include <QtEndian>

using namespace updesk;

/// A desk's file that can be read no more but in parts, with work in it that nobody else has.
class TestSalvage : public QObject
{
    Q_OBJECT
    static constexpr int kDeeds = 300;

    std::unique_ptr<SyncServer> m_server;
    std::unique_ptr<TestStore> m_lone;
    QByteArray m_saved;

    static void work(SharedDesk &desk, const QString &first)
    {
        Customer customer;
        customer.id.value = newId(desk.session->now());
        customer.first = first;
        QVERIFY(
            doDeed(*desk.session, "test", {}, [&](Transaction &tx) { return apply(tx, put(kCustomer, customer)); }));
    }
    /// Every page that holds the word is lost.
    static void damage(const QString &path, const QByteArray &word)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray all = file.readAll();
        const qsizetype page = qFromBigEndian<quint16>(all.constData() + 16);
        for (qsizetype at = 0; at + page <= all.size(); at += page) {
            if (QByteArrayView(all).sliced(at, page).indexOf(word) < 0)
                continue;
            QVERIFY(file.seek(at) && file.write(QByteArray(page, '\xff')) == page);
        }
    }
    Result<qint64> take(SharedDesk &desk, QByteArray saved) const
    {
        QBuffer from(&saved);
        from.open(QIODevice::ReadOnly);
        return takeSalvaged(desk.session->database(), from);
    }
    qint64 atServer() const
    {
        return m_server->chief()->query("SELECT count(*) FROM updesk.customer WHERE first LIKE 'w%'")->number(0, 0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<SyncServer>();
        m_lone = adopted(*m_server, 0);
    }
    void cleanupTestCase() { m_server.reset(); }

    void whatADamagedFileHadNotSentGoesOnFromANewOne()
    {
        SharedDesk ann(*m_server, m_lone->clock, "ann");
        ann.talk();
        work(ann, QStringLiteral("sent before"));
        ann.talk();
        for (int i = 0; i < kDeeds; ++i) {
            m_lone->clock.advance(kSecond);
            work(ann, QStringLiteral("w%1.").arg(i));
        }
        ann.syncer.reset();
        ann.session.reset();
        damage(ann.path, "w150.");
        QBuffer to(&m_saved);
        QVERIFY(to.open(QIODevice::WriteOnly));
        const auto saved = salvage(ann.path, to);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
        qInfo("%lld deeds saved, %lld lost", saved->deeds, saved->lost);
        QCOMPARE(saved->deeds + saved->lost, kDeeds);
        QVERIFY(saved->lost > 0 && saved->deeds > kDeeds / 2);
        SharedDesk anew(*m_server, m_lone->clock, "ann");
        anew.talk();
        const auto taken = take(anew, m_saved);
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().subject));
        QCOMPARE(*taken, saved->deeds);
        QCOMPARE(anew.count("customer WHERE first LIKE 'w%'"), saved->deeds); // seen at once
        QVERIFY(checkStore(anew.session->database())->sound());
        QCOMPARE(*take(anew, m_saved), 0);
        anew.talk();
        QCOMPARE(atServer(), saved->deeds);
        QCOMPARE(anew.count("setback"), 0);
        QVERIFY(checkStore(anew.session->database())->sound());
    }
    // Its file was damaged before the answer was in it.
    void whatTheServerHadAlreadyIsNotTakenTwice()
    {
        SharedDesk third(*m_server, m_lone->clock, "ann");
        const qint64 before = atServer();
        QVERIFY(*take(third, m_saved) > 0);
        third.talk();
        QCOMPARE(atServer(), before);
        QCOMPARE(third.count("setback"), 0);
        QCOMPARE(third.count("customer WHERE first LIKE 'w%'"), before);
        QVERIFY(checkStore(third.session->database())->sound());
    }
    void whatDoesNotBelongHereIsLeftAlone()
    {
        SharedDesk late(*m_server, m_lone->clock, "ann"), bob(*m_server, m_lone->clock, "bob");
        m_lone->clock.advance(kMinute);
        work(late, QStringLiteral("later"));
        const auto refusal = [&](SharedDesk &desk, const QByteArray &saved) {
            const auto taken = take(desk, saved);
            return taken ? QStringLiteral("taken") : taken.error().subject;
        };
        QCOMPARE(refusal(late, m_saved), QStringLiteral("log"));
        QCOMPARE(late.count("customer WHERE first LIKE 'w%'"), 0);
        QCOMPARE(refusal(bob, QByteArray(m_saved).replace("\"store\":1,", "\"store\":2,")), QStringLiteral("store"));
        QCOMPARE(refusal(bob, QByteArray(m_saved).replace("salvage\":1", "salvage\":2")), QStringLiteral("salvage"));
        QCOMPARE(refusal(bob, "{}\n"), QStringLiteral("salvage"));
        QCOMPARE(refusal(bob, m_saved.left(m_saved.size() / 2)), QStringLiteral("salvage")); // cut in a line
        QCOMPARE(bob.count("deed"), 0);
        // Whose they are does not change: they wait for her.
        QVERIFY(*take(bob, m_saved) > 0);
        bob.talk();
        QVERIFY(bob.count("stuck") > 0);
    }
    // Somebody else may have written the file: it brings nothing that its desk could not have sent.
    void whatIsNoLogIsRefusedWhole_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no clock") << QByteArray("\"h\":\"") << QByteArray("\"h\":\"x");
        QTest::newRow("a clock below zero") << QByteArray("\"h\":\"") << QByteArray("\"h\":\"-");
        QTest::newRow("a clock beyond all numbers") << QByteArray("\"h\":\"") << QByteArray("\"h\":\"99999999999");
        QTest::newRow("a mandate that is over") << QByteArray("\"e\":\"") << QByteArray("\"e\":\"-1");
        QTest::newRow("no id") << QByteArray("\"d\":\"") << QByteArray("\"d\":\"zz");
        QTest::newRow("a table that is none") << QByteArray("customer") << QByteArray("sqlite_schema");
        QTest::newRow("a field that is none") << QByteArray("first") << QByteArray("rowid");
        QTest::newRow("a line without an end") << QByteArray("\"v\"") << QByteArray(65 * 1024 * 1024, '[');
        QTest::newRow("no text") << QByteArray("\"v\"") << QByteArray(1000, '\0');
    }
    void whatIsNoLogIsRefusedWhole()
    {
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        SharedDesk ann(*m_server, m_lone->clock, "ann");
        const qsizetype at = m_saved.lastIndexOf(from); // what stands before it is as it should be
        QVERIFY(at > 0);
        const auto taken = take(ann, QByteArray(m_saved).replace(at, from.size(), to));
        QVERIFY(!taken);
        QCOMPARE(taken.error().subject, QStringLiteral("salvage"));
        QCOMPARE(ann.count("deed"), 0);
        QCOMPARE(ann.count("customer WHERE first LIKE 'w%'"), 0);
    }
    void aDeedOfATimeToComeCountsAsOfNow()
    {
        SharedDesk ann(*m_server, m_lone->clock, "ann");
        QByteArrayList lines = m_saved.split('\n');
        QByteArray &last = lines[lines.size() - 2], &before = lines[lines.size() - 3];
        for (QByteArray *line : {&before, &last}) {
            const qsizetype at = line->indexOf("\"h\":\"") + 5;
            line->replace(at, line->indexOf('"', at) - at, "9000000000000000000");
        }
        const auto taken = take(ann, lines.join('\n'));
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().subject));
        const Time now = m_lone->clock.now();
        Query q = ann.session->database().once("SELECT max(hlc)>>16 FROM deed");
        QVERIFY(q.next());
        QVERIFY2(q.number(0) <= now + 6 * kMinute, qPrintable(QString::number(q.number(0) - now)));
        QVERIFY(checkStore(ann.session->database())->sound()); // each later than the one before
        work(ann, QStringLiteral("goes on"));
    }
    void aNumberFarAheadInTheLogIsNoLongWay()
    {
        SharedDesk ann(*m_server, m_lone->clock, "ann");
        ann.talk();
        for (const char *first : {"near", "far"}) {
            m_lone->clock.advance(kSecond);
            work(ann, QString::fromLatin1(first));
        }
        ann.syncer.reset();
        QVERIFY(ann.session->database().execute("UPDATE deed SET n=1<<62 WHERE n=(SELECT max(n) FROM deed)"));
        ann.session.reset();
        QByteArray saved;
        QBuffer to(&saved);
        QVERIFY(to.open(QIODevice::WriteOnly));
        const auto out = salvage(ann.path, to);
        QVERIFY(out);
        QCOMPARE(out->lost, 0);
        QCOMPARE(out->deeds, 2);
        QVERIFY(saved.contains("near") && saved.contains("far"));
    }
    void aFileOfWhichNothingCanBeReadSaysSo()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("desk"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly)
            && file.write(QByteArray("SQLite format 3\0", 16) + QByteArray(9000, 'x')) > 0);
        file.close();
        QByteArray out;
        QBuffer to(&out);
        QVERIFY(to.open(QIODevice::WriteOnly));
        const auto saved = salvage(path, to);
        QVERIFY(!saved && saved.error().code == Error::Code::Damaged);
        const auto none = salvage(dir.filePath(QStringLiteral("none")), to);
        QVERIFY(!none && none.error().code == Error::Code::NotFound);
    }
};

UPDESK_TEST(TestSalvage);
#include "tst_salvage.moc"
