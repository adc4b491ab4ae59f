// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undosteps.h"
#include "core/desk/calls.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/rounds.h"
#include "core/intake/codes.h"
#include "core/leads/leadnowstore.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// The newest deed of the whole log, as the command line takes it back.
class TestUndoSteps : public QObject
{
    Q_OBJECT

    static QByteArray prospect(int i)
    {
        const QByteArray n = QByteArray::number(i);
        return "<prospect><id source=\"w\">step-" + n
            + "</id><requestdate>2026-03-12T09:00:00</requestdate>"
              "<vehicle><year>2024</year><make>Toyota</make><model>RAV4</model></vehicle><customer><contact>"
              "<name part=\"full\">Rosa Quist"
            + n + "</name><phone>(555) 555-01" + QByteArray::number(10 + i)
            + "</phone></contact></customer><vendor><vendorname>Northgate</vendorname></vendor></prospect>";
    }
    static QByteArray document(int leads)
    {
        QByteArray all = "<?xml version=\"1.0\"?><adf>";
        for (int i = 0; i < leads; ++i)
            all += prospect(i);
        return all + "</adf>";
    }
    static CallLog optOut(const QString &note, const QString &words = {})
    {
        CallLog call;
        call.outcome = Outcome::DoNotContact;
        call.note = note;
        call.words = words;
        return call;
    }

private Q_SLOTS:
    void anImportIsTakenBackAsOneAndNotTheCallBeforeIt()
    {
        TestStore store;
        const Captured mine = store.add(store.webLead(1));
        QVERIFY(addNote(*store, mine.lead, QStringLiteral("likes blue")));
        const auto taken = takeDocument(*store, document(3), QStringLiteral("three.xml"));
        QVERIFY(taken);
        QCOMPARE(int(taken->captured.size()), 3);
        const auto undone = undoNewest(*store);
        QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().subject));
        QCOMPARE(undone->step.verb, QByteArray("import"));
        QCOMPARE(int(undone->step.deeds.size()), 3);
        QCOMPARE(int(undone->leads.size()), 3);
        QCOMPARE(undone->names.size(), 3);
        QVERIFY(undone->names.contains(QStringLiteral("Rosa Quist0")));
        QCOMPARE(undone->stayed, 0);
        QCOMPARE(store.count("lead WHERE deleted=0"), 1);
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 1);
        QVERIFY(checkStore(store->database())->sound());
        const auto next = undoNewest(*store);
        QVERIFY(next);
        QCOMPARE(next->step.verb, QByteArray("note"));
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 0);
    }
    void whatPeopleHaveWorkedOnStaysWhenItsImportIsTakenBack()
    {
        TestStore store;
        const auto taken = takeDocument(*store, document(3), QStringLiteral("three.xml"));
        QVERIFY(taken);
        const LeadId worked = taken->captured[1].lead;
        QVERIFY(logCall(*store, worked, optOut({}, QStringLiteral("never again"))));
        const auto undone = undoNewest(*store, Refused::PassedOver);
        QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().subject));
        QCOMPARE(undone->step.verb, QByteArray("import"));
        QCOMPARE(undone->stayed, 1);
        QCOMPARE(undone->passedOver, 1);
        QCOMPARE(int(undone->leads.size()), 2);
        QCOMPARE(store.count("lead WHERE deleted=0"), 1);
        QVERIFY(!mayContact(*store, worked, Channel::Phone));
        QCOMPARE(undoNewest(*store, Refused::PassedOver).error().code, Error::Code::NotFound);
        QCOMPARE(store.count("lead WHERE deleted=0"), 1);
    }
    void stepsGoBackOneByOneAndEndInNothing()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(addNote(*store, one.lead, QStringLiteral("one")));
        QVERIFY(addNote(*store, one.lead, QStringLiteral("two")));
        for (int i = 0; i < 10; ++i) { // the ladder's deeds are nobody's
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
        QCOMPARE(undoNewest(*store)->step.verb, QByteArray("note"));
        QCOMPARE(undoNewest(*store)->step.verb, QByteArray("note"));
        QCOMPARE(undoNewest(*store)->step.verb, QByteArray("capture"));
        QCOMPARE(undoNewest(*store).error().code, Error::Code::NotFound);
        QCOMPARE(store.count("lead WHERE deleted=0"), 0);
    }
    void whatWasDoneAgainIsTakenBackAgain()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(addNote(*store, one.lead, QStringLiteral("one")));
        QVERIFY(undoLast(*store));
        QVERIFY(redoLast(*store));
        QCOMPARE(undoNewest(*store)->step.verb, QByteArray("note"));
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 0);
    }
    void anOldDoNotContactStopsAndIsPassedOverWhenToldSo()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1)), two = store.add(store.webLead(2));
        CallLog call;
        call.outcome = Outcome::Voicemail;
        QVERIFY(logCall(*store, one.lead, call));
        QVERIFY(logCall(*store, two.lead, optOut({})));
        store.clock.advance(2 * kMinute);
        for (int i = 0; i < 2; ++i) {
            const auto refused = undoNewest(*store);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Error::Code::Denied);
        }
        const auto names = namesIn(store->database(), *newestStep(store->database()));
        QCOMPARE(names->size(), 1);
        const auto undone = undoNewest(*store, Refused::PassedOver);
        QVERIFY(undone);
        QCOMPARE(undone->step.verb, QByteArray("call"));
        QCOMPARE(undone->leads, std::vector{one.lead});
        QCOMPARE(undone->passedOver, 1);
        QCOMPARE(store.count("activity WHERE kind=0 AND deleted=0"), 1);
    }
    void aNoteIsNotWhatTheCustomerSaid()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(logCall(*store, one.lead, optOut(QStringLiteral("he was rude"))));
        QCOMPARE(store.count("consent WHERE how=0 AND words=''"), 1);
        QVERIFY(undoNewest(*store));
        QVERIFY(mayContact(*store, one.lead, Channel::Phone));
        QVERIFY(logCall(*store, one.lead, optOut({}, QStringLiteral("take me off your list"))));
        QCOMPARE(store.count("consent WHERE how=1 AND words='take me off your list'"), 1);
        QCOMPARE(undoNewest(*store).error().code, Error::Code::Denied);
        CallLog wrong = optOut({}, QStringLiteral("stop"));
        wrong.outcome = Outcome::Voicemail;
        QCOMPARE(logCall(*store, one.lead, wrong).error().subject, QStringLiteral("words"));
    }
    void theFilesOfOneCallAreTakenBackAsOneWithTheRepliesAmongThem()
    {
        TestStore store;
        const Captured mine = store.add(store.webLead(1));
        store.clock.advance(kMinute);
        const Id import = newId(store.clock.now());
        const QByteArray wrapped[] = {"<adf>" + prospect(1) + "</adf>", "<adf>" + prospect(2) + "</adf>",
            "From: Ann <" + store.webLead(1).emails.front().address.toLatin1()
                + ">\r\nTo: sales@northgate.example\r\nSubject: Re: Your car\r\nIn-Reply-To: <a@b>\r\nMessage-ID: "
                  "<1@z>\r\n\r\nYes, Saturday works.\r\n"};
        for (const QByteArray &bytes : wrapped)
            QVERIFY(takeDocument(
                *store, bytes, bytes.startsWith('<') ? QStringLiteral("a.xml") : QStringLiteral("a.eml"), -1, import));
        QVERIFY(takeDocument(*store, "<adf>" + prospect(3) + "</adf>", QStringLiteral("watched.xml")));
        QCOMPARE(store.count("lead WHERE deleted=0"), 4);
        QCOMPARE(store.count("activity WHERE kind=2 AND deleted=0"), 1);
        QCOMPARE(int(undoNewest(*store)->step.deeds.size()), 1); // the watched folder's, by itself
        const auto undone = undoNewest(*store);
        QCOMPARE(undone->step.verb, QByteArray("import"));
        QCOMPARE(int(undone->step.deeds.size()), 3);
        QCOMPARE(store.count("lead WHERE deleted=0"), 1);
        QCOMPARE(store.count("activity WHERE kind=2 AND deleted=0"), 0);
        QCOMPARE(*quarantineCount(store->database()), 1); // the reply waits
        QCOMPARE(undoNewest(*store)->leads, std::vector{mine.lead});
    }
    // Senders repeat themselves: what a person took back does not come again by itself.
    void theSameDocumentAfterItsUndoWaitsInTheTrayAndIsReadAgainWhenAskedFor()
    {
        TestStore store;
        const auto take = [&] { return takeDocument(*store, document(2), QStringLiteral("two.xml")); };
        QVERIFY(take());
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(undoNewest(*store)->step.verb, QByteArray("import"));
            QCOMPARE(store.count("lead WHERE deleted=0"), 0);
            for (int i = 0; i < 2; ++i) { // and once more: still one row
                const auto again = take();
                QVERIFY(again);
                QCOMPARE(again->outcome, IntakeResult::Outcome::Quarantined);
                QCOMPARE(again->code, QString(code::kTakenBack));
                QVERIFY(again->captured.empty() && !again->setAside);
                QCOMPARE(store.count("lead WHERE deleted=0"), 0);
                QCOMPARE(*quarantineCount(store->database()), 1);
            }
            const auto rows = quarantineRows(store->database());
            QCOMPARE(rows->front().code, QString(code::kTakenBack));
            QCOMPARE(retryQuarantine(*store, rows->front().id)->outcome, IntakeResult::Outcome::Leads);
            QCOMPARE(store.count("lead WHERE deleted=0"), 2);
            QCOMPARE(store.count("activity WHERE kind=5 AND deleted=0"), 2);
            QCOMPARE(*quarantineCount(store->database()), 0);
            QCOMPARE(retryQuarantine(*store, rows->front().id)->outcome, IntakeResult::Outcome::Known);
            QCOMPARE(take()->outcome, IntakeResult::Outcome::Known);
            QCOMPARE(store.count("lead WHERE deleted=0"), 2);
        }
        QCOMPARE(store.count("original"), 1);
        QVERIFY(checkStore(store->database())->sound());
    }
    void whatWasTakenBackAndThenSetAsideNagsNobody()
    {
        TestStore store;
        const auto take = [&] { return takeDocument(*store, document(1), QStringLiteral("one.xml")); };
        QVERIFY(take() && undoNewest(*store) && take());
        const RowOnlyId row = quarantineRows(store->database())->front().id;
        QVERIFY(setAsideQuarantine(*store, row));
        const auto again = take();
        QCOMPARE(again->outcome, IntakeResult::Outcome::Quarantined);
        QVERIFY(again->setAside);
        QCOMPARE(*quarantineCount(store->database()), 0);
        QCOMPARE(*quarantineCount(store->database(), QuarantineListed::SetAside), 1);
        QCOMPARE(retryQuarantine(*store, row)->outcome, IntakeResult::Outcome::Leads);
        QCOMPARE(*quarantineCount(store->database(), QuarantineListed::SetAside), 0);
    }
    void aPartlyReadFileThatWasTakenBackIsReadAgainFromItsRow()
    {
        TestStore store;
        const QByteArray torn = "<?xml version=\"1.0\"?><adf>" + prospect(0)
            + "<prospect><customer><contact><name>x</contact></prospect>" + prospect(2) + "</adf>";
        const auto take = [&] { return takeDocument(*store, torn, QStringLiteral("torn.xml")); };
        QCOMPARE(int(take()->captured.size()), 2);
        QCOMPARE(*quarantineCount(store->database()), 1);
        QVERIFY(undoNewest(*store));
        QCOMPARE(take()->outcome, IntakeResult::Outcome::Quarantined);
        QCOMPARE(*quarantineCount(store->database()), 1);
        const auto read = retryQuarantine(*store, quarantineRows(store->database())->front().id);
        QCOMPARE(read->outcome, IntakeResult::Outcome::Leads);
        QCOMPARE(store.count("lead WHERE deleted=0"), 2);
        QCOMPARE(*quarantineCount(store->database()), 1); // the part that nobody can read
    }
};
UPDESK_TEST(TestUndoSteps);
#include "tst_undosteps.moc"
