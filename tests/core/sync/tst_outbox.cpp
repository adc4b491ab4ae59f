// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/customer.h"
#include "core/sync/outbox.h"
#include "core/sync/parked.h"
#include "tests/support/suite.h"
#include "tests/support/tempdesk.h"

using namespace updesk;

namespace
{

/// A server that lets some people in, and counts how many deeds it was asked about.
class Gate final : public Remote
{
public:
    Result<Hello> hello(int) override { return Hello{}; }
    Result<std::vector<Answer>> push(PersonId, std::span<const OutDeed> deeds) override
    {
        return std::vector<Answer>(deeds.size());
    }
    Result<Page> pull(int, qint64, int) override { return Page{}; }
    Result<std::map<int, qint64>> feeds() override { return std::map<int, qint64>{}; }
    Result<std::set<Id>> knows(std::span<const Id>) override { return std::set<Id>{}; }
    bool speaksFor(PersonId who) const override
    {
        ++asked;
        return here.contains(who);
    }
    std::set<PersonId> here;
    mutable int asked = 0;
};

/// A desk at which Ann and Bob write, and what is sent of it next.
class Desk
{
public:
    Desk()
    {
        desk.setup.derivations.clear();
        desk.open();
        (void)desk.database->execute("INSERT INTO state VALUES('joined',1)");
        gate.here = {ann};
    }
    Customer adds(PersonId who)
    {
        Customer row;
        row.id.value = newId(desk.clock.now());
        write(who, put(kCustomer, row));
        return row;
    }
    void renames(PersonId who, const Customer &row)
    {
        Customer after = row;
        after.first = QStringLiteral("Eva");
        write(who, set(kCustomer, row, after));
    }
    Batch next(int deeds = 200)
    {
        gate.asked = 0;
        auto batch = nextBatch(*desk.database, gate, 1, {200, 1 << 20, deeds}, outlook);
        if (!batch)
            qFatal("no batch");
        return std::move(*batch);
    }
    /// As an exchange does with it; how many deeds were sent.
    int goes(int deeds = 200)
    {
        const Batch batch = next(deeds);
        if (batch.deeds.empty())
            return leaveBehind(*desk.database, batch, 1) ? 0 : -1;
        const std::vector<Answer> answers(batch.deeds.size());
        return takeAnswers(*desk.database, batch, answers, 1, 1) ? int(batch.deeds.size()) : -1;
    }
    QByteArray stuck() { return desk.list("SELECT count(*)||':'||state FROM stuck GROUP BY state ORDER BY state"); }

    TempDesk desk;
    Gate gate;
    Outlook outlook;
    const PersonId ann{newId(1)}, bob{newId(2)};

private:
    void write(PersonId who, const Op &op)
    {
        desk.clock.advance(kSecond);
        auto tx = Transaction::begin(*desk.database, {who, 1});
        if (!tx || !tx->start("test") || !apply(*tx, op) || !tx->commit())
            qFatal("deed");
    }
};

} // namespace

/// What waits for somebody else costs those who are here nothing.
class TestOutbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatStaysIsNotReadAgainWhileNothingBecomesFree()
    {
        Desk desk;
        for (int i = 0; i < 400; ++i)
            desk.adds(desk.bob);
        QCOMPARE(desk.goes(), 0);
        QCOMPARE(desk.stuck(), QByteArray("400:2\n"));
        QCOMPARE(desk.goes(), 0); // sees that all of it is in the file
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(desk.goes(), 0);
            QVERIFY2(desk.gate.asked <= 1, QByteArray::number(desk.gate.asked).constData());
        }
        desk.adds(desk.ann);
        QCOMPARE(desk.goes(), 1);
        QVERIFY2(desk.gate.asked <= 3, QByteArray::number(desk.gate.asked).constData());
        QCOMPARE(desk.stuck(), QByteArray("400:2\n"));
    }
    void whatComesAfterItIsReadOneBatchAtATime()
    {
        Desk desk;
        for (int i = 0; i < 100; ++i)
            desk.adds(desk.bob);
        for (int i = 0; i < 100; ++i)
            desk.adds(desk.ann);
        QCOMPARE(desk.goes(10), 10);
        QCOMPARE(desk.goes(10), 10);
        for (int sent = 20; sent < 100; sent += 10) {
            QCOMPARE(desk.goes(10), 10);
            QVERIFY2(desk.gate.asked <= 12, QByteArray::number(desk.gate.asked).constData());
        }
        QCOMPARE(desk.goes(10), 0);
        QCOMPARE(unsent(*desk.desk.database)->deeds, 100);
    }
    void whatChangesARowThatWaitsStillWaitsBehind()
    {
        Desk desk;
        const Customer row = desk.adds(desk.bob);
        QCOMPARE(desk.goes(), 0);
        QCOMPARE(desk.goes(), 0);
        desk.renames(desk.ann, row);
        const Customer own = desk.adds(desk.ann);
        QCOMPARE(desk.goes(), 1);
        QCOMPARE(desk.stuck(), QByteArray("1:2\n1:3\n"));
        desk.renames(desk.ann, own);
        QCOMPARE(desk.goes(), 1);
        desk.gate.here.insert(desk.bob); // and all that waited goes, each after the one that it waited for
        QCOMPARE(desk.goes(), 1);
        QCOMPARE(desk.goes(), 1);
        QCOMPARE(desk.stuck(), QByteArray());
        QCOMPARE(unsent(*desk.desk.database)->deeds, 0);
    }
    void whatWasNotWrittenDownIsLookedAtOnceMore()
    {
        Desk desk;
        desk.adds(desk.bob);
        (void)desk.next(); // the file was busy: nothing was noted
        desk.adds(desk.ann);
        QCOMPARE(desk.goes(), 1);
        QCOMPARE(desk.stuck(), QByteArray("1:2\n"));
    }
    void anotherProgramOfThisDeskSetsOneFree()
    {
        Desk desk;
        desk.adds(desk.ann);
        QVERIFY(park(*desk.desk.database, 1, QStringLiteral("54000"), 1));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(desk.goes(), 0);
        const auto other = Database::open(desk.desk.path, desk.desk.setup);
        Query q = (*other)->query("SELECT id FROM deed");
        QVERIFY(q.next());
        QVERIFY(retryDeed(**other, DeedId{q.id(0)}));
        QVERIFY(!q.next());
        QCOMPARE(desk.goes(), 1);
        QCOMPARE(desk.stuck(), QByteArray());
    }
    void aNewerServerGetsWhatWasHeld()
    {
        Desk desk;
        desk.adds(desk.ann);
        QVERIFY(park(*desk.desk.database, 1, QStringLiteral("54000"), 1));
        QCOMPARE(desk.goes(), 0);
        QCOMPARE(desk.goes(), 0);
        const auto newer = nextBatch(*desk.desk.database, desk.gate, 2, {}, desk.outlook);
        QVERIFY(newer);
        QCOMPARE(newer->deeds.size(), size_t(1));
    }
};

UPDESK_TEST(TestOutbox);
#include "tst_outbox.moc"
