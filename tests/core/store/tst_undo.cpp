// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/deeds.h"
#include "tests/support/suite.h"

using namespace updesk;

static QByteArray names(const std::vector<Kept> &kept)
{
    QByteArray out;
    for (const Kept &field : kept)
        out += QByteArray(field.table->name) + '.' + field.column + ' ';
    return out;
}

class TestUndo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChangedFieldGoesBackAndTheUndoIsADeedThatNamesTheOther()
    {
        TempDesk desk;
        const Customer before = aCustomer(1);
        Customer after = before;
        after.first = QStringLiteral("Anna");
        QVERIFY(applied(desk, put(kCustomer, before)));
        const auto deed = applied(desk, set(kCustomer, before, after));
        QVERIFY(deed);
        const auto kept = undone(desk, *deed);
        QVERIFY(kept && kept->empty());
        QVERIFY(*load(*desk.database, kCustomer, before.id.value) == before);
        QCOMPARE(desk.list("SELECT verb||' '||hex(part_of) FROM deed ORDER BY n DESC LIMIT 1"),
            "undo " + deed->value.hex().toUpper() + '\n');
    }
    void aFieldChangedSinceIsKeptAndItsNeighbourGoesBack()
    {
        TempDesk desk;
        const Customer before = aCustomer(1);
        Customer mine = before;
        mine.first = QStringLiteral("Anna");
        mine.last = QStringLiteral("Elm");
        Customer theirs = mine;
        theirs.first = QStringLiteral("Annie");
        QVERIFY(applied(desk, put(kCustomer, before)));
        const auto deed = applied(desk, set(kCustomer, before, mine));
        QVERIFY(applied(desk, set(kCustomer, mine, theirs)));
        const auto kept = undone(desk, *deed);
        QVERIFY(kept);
        QCOMPARE(names(*kept), QByteArray("customer.first "));
        QCOMPARE(desk.list("SELECT first||last FROM customer"), QByteArray("AnnieOak\n"));
    }
    void aNewRowIsTakenBackWhileItIsUntouched()
    {
        TempDesk desk;
        const auto deed = applied(desk, put(kCustomer, aCustomer(1)));
        QVERIFY(undone(desk, *deed)->empty());
        QVERIFY(!load(*desk.database, kCustomer, rowId(1)));
        QCOMPARE(desk.count("customer WHERE deleted=1"), 1);
    }
    void aNewRowStaysWhenAFieldThatItLeftAtItsDefaultWasFilledSince()
    {
        TempDesk desk;
        const Customer before = aCustomer(1);
        Customer after = before;
        after.company = QStringLiteral("Oak & Sons");
        const auto deed = applied(desk, put(kCustomer, before));
        QVERIFY(applied(desk, set(kCustomer, before, after)));
        const auto kept = undone(desk, *deed);
        QVERIFY(kept);
        QCOMPARE(names(*kept), QByteArray("customer.company "));
        QVERIFY(*load(*desk.database, kCustomer, rowId(1)) == after);
    }
    void aRemovedRowComesBack()
    {
        TempDesk desk;
        QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
        const auto deed = applied(desk, remove(kCustomer, rowId(1)));
        QVERIFY(undone(desk, *deed)->empty());
        QVERIFY(*load(*desk.database, kCustomer, rowId(1)) == aCustomer(1));
    }
    void undoOfUndoIsAsItWasBefore()
    {
        TempDesk desk;
        const Customer before = aCustomer(1);
        Customer after = before;
        after.last = QStringLiteral("Elm");
        QVERIFY(applied(desk, put(kCustomer, before)));
        const auto deed = inDeed(desk, [&](Transaction &tx) -> Result<void> {
            if (auto made = apply(tx, put(kCustomer, aCustomer(2, "Ben"))); !made)
                return made;
            return apply(tx, set(kCustomer, before, after));
        });
        const QByteArray rows = desk.rows(), words = desk.list("SELECT word FROM word ORDER BY word, customer_id");
        auto tx = Transaction::begin(*desk.database, desk.by);
        QVERIFY(tx && undo(*tx, *deed));
        QVERIFY(tx->commit());
        QCOMPARE(desk.count("customer WHERE deleted=0 AND last='Oak'"), 1);
        const QByteArray id = desk.list("SELECT hex(id) FROM deed ORDER BY n DESC LIMIT 1").trimmed().toLower();
        QVERIFY(undone(desk, DeedId{*Id::fromHex(id.toStdString())})->empty());
        QCOMPARE(desk.rows(), rows);
        QCOMPARE(desk.list("SELECT word FROM word ORDER BY word, customer_id"), words);
    }
    void aFieldChangedTwiceInOneDeedGoesAllTheWayBack()
    {
        TempDesk desk;
        const Customer a = aCustomer(1);
        Customer b = a, c = a;
        b.first = QStringLiteral("Bea");
        c.first = QStringLiteral("Cat");
        QVERIFY(applied(desk, put(kCustomer, a)));
        const auto deed = inDeed(desk, [&](Transaction &tx) -> Result<void> {
            if (auto first = apply(tx, set(kCustomer, a, b)); !first)
                return first;
            return apply(tx, set(kCustomer, b, c));
        });
        QVERIFY(undone(desk, *deed)->empty());
        QVERIFY(*load(*desk.database, kCustomer, rowId(1)) == a);
    }
    void aSecondUndoChangesNothing()
    {
        TempDesk desk;
        const auto deed = applied(desk, put(kCustomer, aCustomer(1)));
        QVERIFY(undone(desk, *deed));
        const QByteArray rows = desk.rows();
        QVERIFY(undone(desk, *deed));
        QCOMPARE(desk.rows(), rows);
        QCOMPARE(desk.count("deed"), 2);
    }
    void consentIsLeftAlone()
    {
        TempDesk desk;
        Consent stop;
        stop.id = {rowId(3)};
        stop.customer = {rowId(1)};
        stop.state = Consent::State::No;
        const auto deed = inDeed(desk, [&](Transaction &tx) -> Result<void> {
            if (auto made = apply(tx, put(kCustomer, aCustomer(1))); !made)
                return made;
            return apply(tx, put(kConsent, stop));
        });
        const auto kept = undone(desk, *deed);
        QVERIFY(kept);
        QVERIFY(names(*kept).contains("consent.state "));
        QVERIFY(*load(*desk.database, kConsent, stop.id.value) == stop);
        QVERIFY(!load(*desk.database, kCustomer, rowId(1)));
    }
    void aClaimGoesBackAsAClaim()
    {
        TempDesk desk;
        const Lead free = aLeadRow(2);
        Lead mine = free;
        mine.owner = desk.by.who;
        QVERIFY(applied(desk, put(kLead, free)));
        const auto deed = applied(desk, set(kLead, free, mine, Op::Kind::Claim));
        QVERIFY(undone(desk, *deed)->empty());
        QVERIFY(load(*desk.database, kLead, free.id.value)->owner.isNull());
        QVERIFY(desk.list("SELECT ops FROM deed ORDER BY n DESC LIMIT 1").contains("\"k\":\"claim\""));
    }
    void anUnknownDeedIsNotFoundAndNothingIsBegun()
    {
        TempDesk desk;
        QCOMPARE(undone(desk, DeedId{newId(5)}).error().code, Error::Code::NotFound);
        QCOMPARE(desk.count("deed"), 0);
    }
    void fiftyDeedsAreTakenBackInTurn()
    {
        TempDesk desk;
        QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
        const QByteArray rows = desk.rows();
        std::vector<DeedId> deeds;
        Customer now = aCustomer(1);
        for (int i = 0; i < 50; ++i) {
            Customer next = now;
            next.last = QStringLiteral("Oak %1").arg(i);
            deeds.push_back(*applied(desk, set(kCustomer, now, next)));
            now = next;
        }
        for (auto deed = deeds.rbegin(); deed != deeds.rend(); ++deed)
            QVERIFY(undone(desk, *deed)->empty());
        QCOMPARE(desk.rows(), rows);
    }
};

UPDESK_TEST(TestUndo);
#include "tst_undo.moc"
