// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/givenup.h"
#include "core/store/trim.h"
#include "core/sync/outbox.h"
#include "core/sync/parked.h"
#include "core/sync/waitingrows.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// A document that the server fails on, given up at its desk: it can be found, read and taken up again.
class TestGivenUp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDocumentThatIsGivenUpIsListedAndTakenUpAgain()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann");
        for (int i = 0; i < 2; ++i)
            ann.talk();
        Database &database = ann.session->database();
        QVERIFY(server.chief()->execute(
            "CREATE FUNCTION updesk.choke() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name='broken.xml' THEN"
            " RAISE EXCEPTION 'too much' USING ERRCODE='54000'; END IF; RETURN NEW; END $$;"
            "CREATE TRIGGER choke BEFORE INSERT ON updesk.original FOR EACH ROW EXECUTE FUNCTION updesk.choke()"));
        // Two parts, so that their order counts.
        const QByteArray document =
            "<?xml version=\"1.0\"?><adf><prospect>" + QByteArray(OriginalPart::kBytes, 'a') + QByteArray(100, 'b');
        const auto taken = takeDocument(*ann.session, document, QStringLiteral("broken.xml"));
        QVERIFY(taken);
        QCOMPARE(taken->outcome, IntakeResult::Outcome::Quarantined);
        for (int talks = 0; talks < 20 && parkedDeeds(database)->empty(); ++talks)
            ann.talk();
        QCOMPARE(parkedDeeds(database)->size(), size_t(1));
        const DeedId deed = parkedDeeds(database)->front().deed;
        QCOMPARE(*givenUpCount(database), 0);
        const auto remote = connectTo(ann.place, ann.options.password, database);
        QVERIFY(remote);
        QVERIFY(giveUpDeed(database, **remote, ann.place.store, deed));
        QVERIFY(trimLog(database, lone->clock.now() + 400 * kDay));
        QCOMPARE(ann.count("original"), 0);

        QCOMPARE(*quarantineCount(database, QuarantineListed::GivenUp), 1);
        const auto rows = quarantineRows(database, 500, QuarantineListed::GivenUp);
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(rows->front().original, taken->original);
        QCOMPARE(rows->front().name, QStringLiteral("broken.xml"));
        QCOMPARE(rows->front().bytes, qint64(document.size()));
        QCOMPARE(givenUpDocument(database, taken->original)->bytes, document);

        QVERIFY(server.chief()->execute("DROP TRIGGER choke ON updesk.original"));
        const auto again = takeUpAgain(*ann.session, taken->original);
        QVERIFY(again);
        QCOMPARE(again->outcome, IntakeResult::Outcome::Quarantined);
        QCOMPARE(*givenUpCount(database), 0);
        QVERIFY(givenUpRows(database)->empty());
        QCOMPARE(*quarantineCount(database), 1);
        QCOMPARE(givenUpDocument(database, {}).error().code, Error::Code::NotFound);
        for (int i = 0; i < 3; ++i)
            ann.talk();
        QCOMPARE(unsent(database)->deeds, 0);
        const auto there = server.chief()->query("SELECT count(*) FROM updesk.original_part");
        QVERIFY(there);
        QCOMPARE(there->bytes(0, 0), QByteArray("2"));
    }
};
UPDESK_TEST(TestGivenUp);
#include "tst_givenup.moc"
