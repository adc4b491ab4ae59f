// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/desk/documentrows.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/undo.h"
#include "core/intake/parse.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/original.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QCryptographicHash>
#include <QDirIterator>

using namespace updesk;

static QStringList samples()
{
    QStringList files;
    for (const char *folder : {"/intake/adf", "/intake/email"}) {
        QDirIterator it(QStringLiteral(UPDESK_TEST_DATA) + QLatin1String(folder), QDir::Files);
        while (it.hasNext())
            files << it.next();
    }
    files.sort();
    return files;
}

static QByteArray adf(const QByteArray &name)
{
    return "<?xml "
           "version=\"1.0\"?><adf><prospect><requestdate>2026-03-12T09:58:00-04:00</requestdate><vehicle><year>2024</"
           "year>"
           "<make>Toyota</make><model>RAV4</model></vehicle><customer><contact><name part=\"full\">"
        + name
        + "</name><phone>2125550144</phone></contact></customer><vendor><contact><name>N</name></contact></vendor></"
          "prospect></adf>";
}

static QByteArray prospect(const QByteArray &name, const QByteArray &phone)
{
    return "<prospect><vehicle><make>Toyota</make><model>RAV4</model></vehicle><customer><contact><name part=\"full\">"
        + name + "</name><phone>" + phone + "</phone></contact></customer></prospect>";
}

static QByteArray mail(const QByteArray &body)
{
    return "From: leads@example.com\r\nTo: sales@example.com\r\nSubject: New lead\r\n"
           "Message-ID: <one@example.com>\r\nContent-Type: text/plain\r\n\r\n"
        + body + "\r\n";
}

/// The store's document as an older UpDesk kept it: with ids of the bytes alone, the same in every store.
static OriginalId keptByOlder(TestStore &store, const QByteArray &bytes)
{
    Original row;
    row.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    const QByteArray name = "document " + row.sha256.toLatin1();
    row.id.value = fixedId(name, 0);
    row.bytesTotal = bytes.size();
    row.arrived = store.clock.now();
    const auto deed = commitDeed(*store, "import", [&](Transaction &tx) {
        return applyAll(
            tx, put(kOriginal, row), put(kOriginalPart, OriginalPart{{fixedId(name, 1)}, row.id, 0, {bytes}}));
    });
    if (!deed)
        qFatal("original");
    return row.id;
}

/// The leads of such a document, made of it as it was.
static std::vector<Captured> readByOlder(TestStore &store, const QByteArray &bytes, OriginalId original)
{
    ParseContext context;
    context.arrival = store.clock.now();
    CaptureChoices choices;
    choices.original = original;
    const auto imported = captureAll(*store, parse(bytes, context).drafts, choices);
    if (!imported)
        qFatal("leads");
    return imported->captured;
}

class TestIntakeVerbs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoStoresHaveRowsOfTheirOwnAndTwoDesksOfOneTheSame()
    {
        const auto ids = [](int number) {
            TestStore store;
            if (!store->database().execute("UPDATE state SET v=" + QByteArray::number(number) + " WHERE k='store'"))
                qFatal("number");
            store.reopen();
            for (const QByteArray &bytes : {adf("Sam Okafor"), QByteArray("no lead at all")}) {
                if (!takeDocument(*store, bytes, QStringLiteral("a")))
                    qFatal("take");
            }
            const QByteArray rows =
                store.list("SELECT lower(hex(id)) FROM (SELECT id FROM original UNION ALL SELECT id"
                           " FROM original_part UNION ALL SELECT id FROM quarantine UNION ALL SELECT"
                           " id FROM lead UNION ALL SELECT id FROM customer UNION ALL SELECT id FROM"
                           " activity UNION ALL SELECT id FROM task UNION ALL SELECT id FROM want)"
                           " ORDER BY 1");
            return rows.trimmed().split('\n');
        };
        const auto one = ids(1);
        QVERIFY(one.size() >= 10);
        QCOMPARE(ids(1), one);
        for (const QByteArray &id : ids(2))
            QVERIFY(!one.contains(id));
    }
    void whatAnOlderUpDeskReadIsKnownAgain()
    {
        TestStore store;
        const QByteArray bytes = adf("Sam Okafor");
        const OriginalId original = keptByOlder(store, bytes);
        const auto read = readByOlder(store, bytes, original);
        QCOMPARE(read.size(), size_t(1));
        const qint64 deeds = store.count("deed");
        const auto again = takeDocument(*store, bytes, QStringLiteral("a.xml"));
        QVERIFY(again && again->outcome == IntakeResult::Outcome::Known && again->original == original);
        QCOMPARE(store.count("lead"), 1);
        QCOMPARE(store.count("original"), 1);
        QCOMPARE(store.count("deed"), deeds);
        QVERIFY(undoDeed(*store, read.front().deed));
        const auto back = takeDocument(*store, bytes, QStringLiteral("a.xml"));
        QVERIFY(back && back->outcome == IntakeResult::Outcome::Quarantined);
        QCOMPARE(store.count("lead WHERE deleted=0"), 0);
        const auto waits = quarantineRows(store->database());
        QVERIFY(waits && waits->size() == 1);
        QVERIFY(retryQuarantine(*store, waits->front().id));
        QCOMPARE(store.count("lead WHERE deleted=0"), 1);
        QCOMPARE(takeDocument(*store, bytes, QStringLiteral("a.xml"))->outcome, IntakeResult::Outcome::Known);
        QCOMPARE(store.count("original"), 1);
    }
    void whatAnOlderUpDeskWasCutOffInIsReadOnce()
    {
        TestStore store;
        const QByteArray bytes = adf("Sam Okafor");
        const OriginalId original = keptByOlder(store, bytes);
        const auto first = takeDocument(*store, bytes, QStringLiteral("a.xml"));
        QVERIFY(first && first->outcome == IntakeResult::Outcome::Leads && first->original == original);
        const auto second = takeDocument(*store, bytes, QStringLiteral("a.xml"));
        QVERIFY(second && second->outcome == IntakeResult::Outcome::Known);
        QCOMPARE(store.count("lead"), 1);
        QCOMPARE(store.count("original"), 1);
    }
    void everySampleIsALeadOrWaitsWithItsBytesAndTheSecondTimeChangesNothing()
    {
        TestStore store;
        const QStringList files = samples();
        QCOMPARE(files.size(), 46);
        int leads = 0, quarantined = 0;
        for (const QString &file : files) {
            const IntakeResult result = takeFile(*store, file);
            leads += result.outcome == IntakeResult::Outcome::Leads;
            quarantined += result.outcome == IntakeResult::Outcome::Quarantined;
            QVERIFY2(result.outcome != IntakeResult::Outcome::Unreadable, qPrintable(file));
        }
        QCOMPARE(leads, 37); // one of the 38 documents is a resend
        QCOMPARE(quarantined, 8);
        QCOMPARE(store.count("original"), 46);
        const QByteArray rows =
            store.list("SELECT count(*) FROM lead UNION ALL SELECT count(*) FROM activity UNION ALL SELECT"
                       " count(*) FROM original UNION ALL SELECT count(*) FROM quarantine UNION ALL SELECT"
                       " count(*) FROM deed");
        for (const QString &file : files)
            QVERIFY2(takeFile(*store, file).outcome == IntakeResult::Outcome::Known, qPrintable(file));
        QCOMPARE(store.list("SELECT count(*) FROM lead UNION ALL SELECT count(*) FROM activity UNION ALL SELECT"
                            " count(*) FROM original UNION ALL SELECT count(*) FROM quarantine UNION ALL SELECT"
                            " count(*) FROM deed"),
            rows);
        const auto built = rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly);
        QCOMPARE(built->differed, 0);
    }
    void anImportThatWasCutOffGoesOnWhereItStopped()
    {
        TestStore store;
        const QByteArray bytes = adf("Sam Okafor");
        const auto first = takeDocument(*store, bytes, QStringLiteral("a.xml"));
        QVERIFY(first && first->outcome == IntakeResult::Outcome::Leads);
        // The bytes were kept, then the power went before the lead: what an undone write leaves behind.
        QVERIFY(store->database().execute("DELETE FROM lead; DELETE FROM activity; DELETE FROM lead_now"));
        const auto second = takeDocument(*store, bytes, QStringLiteral("a.xml"));
        QVERIFY(second && second->outcome == IntakeResult::Outcome::Leads);
        QCOMPARE(store.count("lead"), 1);
        QCOMPARE(store.count("original"), 1);
    }
    void theClockRunsFromArrivalAndTheWrittenTimeIsKept()
    {
        TestStore store;
        QVERIFY(takeDocument(*store, adf("Sam Okafor"), QStringLiteral("a.xml")));
        QCOMPARE(store.list("SELECT received FROM lead").trimmed().toLongLong(), store.clock.now());
        QCOMPARE(store.list("SELECT sent_at FROM lead").trimmed().toLongLong(), store.clock.now() - 2 * kMinute);
    }
    void aMailedCallNoticeRunsAClockAndStopsNone()
    {
        TestStore store;
        const QByteArray notice = "From: calls@pbx.example\r\nTo: leads@northgate.example\r\nSubject: Missed call "
                                  "from (212) 555-0118\r\nMessage-ID: <%1@pbx.example>\r\n\r\n-\r\n";
        const auto mailed = [&](const char *id) {
            return takeDocument(*store, QByteArray(notice).replace("%1", id), QStringLiteral("call.eml"));
        };
        const auto first = mailed("a");
        QVERIFY(first && first->captured.size() == 1);
        const LeadId lead = first->captured.front().lead;
        auto now = leadNowOf(store->database(), lead);
        QCOMPARE(now->type, LeadType::Phone);
        QCOMPARE(now->clock, LeadNow::Running);
        QCOMPARE(now->clockDue, store.clock.now() + 5 * kMinute);
        QCOMPARE(now->stage, Stage::New);
        QCOMPARE(store.count("activity WHERE kind=0 AND evidence<>0"), 0);
        QCOMPARE(store.count("task WHERE due=" + QByteArray::number(now->clockDue)), 1);
        store.clock.advance(kMinute);
        QVERIFY(mailed("b"));
        now = leadNowOf(store->database(), lead);
        QCOMPARE(store.count("lead"), 1);
        QCOMPARE(now->waitingSince, store.clock.now());
        QCOMPARE(now->place.group, 0);
        QCOMPARE(now->firstHuman, Time(0));
        QCOMPARE(now->clock, LeadNow::Running);
    }
    void aCallNoticeJoinsTheOnlyOpenInquiryOfThatNumber()
    {
        TestStore store;
        LeadDraft asked = store.webLead(1);
        const Captured web = store.add(asked);
        store.clock.advance(kMinute);
        LeadDraft rang;
        rang.type = LeadType::Phone;
        rang.phones = asked.phones;
        const Captured call = store.add(rang);
        QCOMPARE(call.lead, web.lead);
        QCOMPARE(leadNowOf(store->database(), web.lead)->waitingSince, store.clock.now());
        QCOMPARE(leadNowOf(store->database(), web.lead)->clock, LeadNow::Running);
        QCOMPARE(store.count("customer"), 1);
        LeadDraft other = store.webLead(2); // two people at one number: nobody knows who rang
        other.phones = asked.phones;
        QVERIFY(store.add(other).customer != web.customer);
        const Captured again = store.add(rang);
        QVERIFY(again.customer != web.customer);
        QCOMPARE(leadNowOf(store->database(), again.lead)->clock, LeadNow::Running);
    }
    void brokenDocumentsWaitAndCanBecomeLeadsByHand()
    {
        TestStore store;
        const auto result =
            takeDocument(*store, "<adf><prospect><customer>call me (212) 555-0188", QStringLiteral("b.xml"));
        QVERIFY(result);
        QCOMPARE(result->outcome, IntakeResult::Outcome::Quarantined);
        const auto rows = quarantineRows(store->database());
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(rows->front().phones, QStringList{QStringLiteral("+12125550188")});
        const auto again = retryQuarantine(*store, rows->front().id);
        QCOMPARE(again->outcome, IntakeResult::Outcome::Quarantined);
        auto draft = draftFromQuarantine(*store, rows->front().id);
        QVERIFY(draft);
        draft->full = QStringLiteral("Ann Reyes");
        CaptureChoices choices;
        choices.keyed = true;
        const auto made = leadFromQuarantine(*store, rows->front().id, *draft, choices);
        QVERIFY(made);
        QCOMPARE(*quarantineCount(store->database()), 0);
        QVERIFY(undoLast(*store));
        QCOMPARE(*quarantineCount(store->database()), 1);
        QCOMPARE(store.count("lead WHERE deleted=0"), 0);
    }
    void aMailThatComesAgainWholeLeavesTheTrayAndSaysSo()
    {
        TestStore store;
        const QByteArray whole = mail(adf("Sam Okafor"));
        const QByteArray cut = whole.left(whole.indexOf("<phone>"));
        QCOMPARE(takeDocument(*store, cut, QStringLiteral("a.eml"))->outcome, IntakeResult::Outcome::Quarantined);
        QCOMPARE(*quarantineCount(store->database()), 1);
        const auto read = takeDocument(*store, whole, QStringLiteral("a.eml"));
        QCOMPARE(read->outcome, IntakeResult::Outcome::Leads);
        QCOMPARE(*quarantineCount(store->database()), 0);
        QCOMPARE(store.list("SELECT state||' '||(lead_id=(SELECT id FROM lead)) FROM quarantine"), QByteArray("3 1\n"));
        QCOMPARE(store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::ReadLater))), 1);
        // The bytes of both are there, and the lead has those that it came of.
        QCOMPARE(store.count("original"), 2);
        QCOMPARE(*documentBytes(store->database(), read->original), whole);
        QCOMPARE(store.count("lead WHERE original_id=x'" + read->original.value.hex() + "'"), 1);
        for (const QByteArray &again : {cut, whole, QByteArray("Received: by another way\r\n" + whole)})
            QCOMPARE(takeDocument(*store, again, QStringLiteral("b.eml"))->outcome, IntakeResult::Outcome::Known);
        QCOMPARE(store.count("lead"), 1);
        QCOMPARE(store.count("activity WHERE kind=5"), 1);
        QCOMPARE(store.count("original"), 3); // the copy that came by another way has bytes of its own
        QCOMPARE(*quarantineCount(store->database()), 0);
    }
    void anotherPersonUnderAKnownMessageIdIsALeadOfTheirOwn()
    {
        TestStore store;
        const auto taken = [&](const QByteArray &bytes) {
            return takeDocument(*store, bytes, QStringLiteral("a.eml"))->outcome;
        };
        using Outcome = IntakeResult::Outcome;
        QCOMPARE(taken(mail(adf("Sam Okafor"))), Outcome::Leads);
        const QByteArray other = mail(adf("Ann Reyes").replace("2125550144", "2125550177"));
        QCOMPARE(taken(other), Outcome::Leads);
        QCOMPARE(store.count("lead"), 2);
        QCOMPARE(store.count("customer WHERE full_name='Ann Reyes'"), 1);
        QCOMPARE(taken(mail(adf("Sam Okafor").replace("RAV4", "Camry"))), Outcome::Leads); // another car
        QCOMPARE(store.count("want WHERE model='Camry'"), 1);
        QCOMPARE(store.count("lead"), 2);
        QCOMPARE(taken(mail("<adf><prospect><customer>call (212) 555-0166")), Outcome::Quarantined);
        QCOMPARE(*quarantineCount(store->database()), 1);
        QCOMPARE(taken(mail(adf("Lee Brandt").replace("2125550144", "2125550178"))), Outcome::Leads);
        QCOMPARE(*quarantineCount(store->database()), 1); // whoever wrote that one still waits
        const QByteArray all = store.list("SELECT count(*) FROM original");
        QCOMPARE(all, QByteArray("5\n"));
        QCOMPARE(taken(other), Outcome::Known);
    }
    void anotherPersonUnderAKnownNumberOfTheSourceIsALeadOfTheirOwn()
    {
        TestStore store;
        const Captured first = store.add(store.webLead(1));
        LeadDraft other = store.webLead(2);
        other.externalId = store.webLead(1).externalId;
        const Captured second = store.add(other);
        QCOMPARE(second.how, Captured::How::NewCustomer);
        QVERIFY(second.lead != first.lead);
        QCOMPARE(store.add(other).how, Captured::How::SameDocument);
        QCOMPARE(store.add(store.webLead(1)).lead, first.lead);
        LeadDraft car = store.webLead(1);
        car.wants.front().model = QStringLiteral("Camry");
        car.wants.front().stock.clear();
        car.wants.front().vin.clear();
        QCOMPARE(store.add(car).how, Captured::How::JoinedLead);
        QCOMPARE(store.count("want WHERE model='Camry'"), 1);
        QCOMPARE(store.count("lead"), 2);
    }
    void aMailSetAsideOrKeyedByHandAndThenWholeIsOneLead()
    {
        for (const bool keyed : {false, true}) {
            TestStore store;
            const QByteArray whole = mail(adf("Sam Okafor"));
            QVERIFY(takeDocument(*store, whole.left(whole.indexOf("<phone>")), QStringLiteral("a.eml")));
            const RowOnlyId row = quarantineRows(store->database())->front().id;
            LeadDraft draft;
            draft.full = QStringLiteral("Sam Okafor");
            QVERIFY(keyed ? bool(leadFromQuarantine(*store, row, draft, {})) : bool(setAsideQuarantine(*store, row)));
            const auto again = takeDocument(*store, whole, QStringLiteral("a.eml"));
            QCOMPARE(again->outcome, keyed ? IntakeResult::Outcome::Known : IntakeResult::Outcome::Leads);
            QCOMPARE(store.count("lead"), 1);
            QCOMPARE(store.list("SELECT state FROM quarantine"), QByteArray(keyed ? "1\n" : "3\n"));
        }
    }
    void theRestOfAFileIsReadLaterAndNoPlaceIsTakenTwice()
    {
        TestStore store;
        const QByteArray good[] = {prospect("Sam Okafor", "2125550141"), prospect("Ann Reyes", "2125550142"),
            prospect("Lee Brandt", "2125550143")};
        const auto wrap = [](const QByteArray &inside) { return mail("<adf>" + inside + "</adf>"); };
        const QByteArray torn = wrap(good[0] + "<prospect><customer><contact><name>x</contact></prospect>" + good[2]);
        const auto first = takeDocument(*store, torn, QStringLiteral("a.eml"));
        QCOMPARE(first->outcome, IntakeResult::Outcome::Leads);
        QVERIFY(!first->code.isEmpty());
        QCOMPARE(store.count("lead"), 2);
        QCOMPARE(*quarantineCount(store->database()), 1);
        const auto second = takeDocument(*store, wrap(good[0] + good[1] + good[2]), QStringLiteral("a.eml"));
        QVERIFY(second && second->code.isEmpty());
        QCOMPARE(store.count("lead"), 3);
        QCOMPARE(store.count("customer WHERE full_name='Ann Reyes'"), 1);
        QCOMPARE(store.count("activity WHERE kind=5"), 3);
        QCOMPARE(*quarantineCount(store->database()), 0);
    }
    void whatTheRulesOfTodayReadLeavesTheTrayByRetryAndByTheSameBytes()
    {
        for (const bool byRetry : {true, false}) {
            TestStore store;
            const QByteArray bytes = adf("Sam Okafor");
            QVERIFY(takeDocument(*store, bytes, QStringLiteral("a.xml")));
            // As an older UpDesk would have left it: the bytes in the tray, and no lead.
            QVERIFY(
                store->database().execute("DELETE FROM lead; DELETE FROM activity; DELETE FROM lead_now;"
                                          "INSERT INTO quarantine(id,store_id,original_id,code,at) SELECT"
                                          " x'00112233445566778899aabbccddeeff',1,id,'malformed_xml',1 FROM original"));
            QCOMPARE(*quarantineCount(store->database()), 1);
            const auto read = byRetry ? retryQuarantine(*store, quarantineRows(store->database())->front().id)
                                      : takeDocument(*store, bytes, QStringLiteral("b.xml"));
            QCOMPARE(read->outcome, IntakeResult::Outcome::Leads);
            QCOMPARE(*quarantineCount(store->database()), 0);
            QCOMPARE(store.list("SELECT state||code FROM quarantine"), QByteArray("3malformed_xml\n"));
        }
    }
    void spamIsSetAsideInSightAndAFilledInFormWaits()
    {
        TestStore store;
        const auto bulk = [](const char *id, const char *body) {
            return QByteArray("From: news@bulk.example\r\nTo: leads@northgate.example\r\nSubject: Hello\r\n"
                              "Precedence: bulk\r\nMessage-ID: <")
                + id + "@bulk.example>\r\n\r\n" + body + "\r\n";
        };
        QVERIFY(takeDocument(*store, bulk("1", "Buy cheap tyres"), QStringLiteral("1.eml")));
        QCOMPARE(*quarantineCount(store->database()), 0);
        QCOMPARE(*quarantineCount(store->database(), QuarantineListed::SetAside), 1);
        const auto aside = quarantineRows(store->database(), 10, QuarantineListed::SetAside);
        QCOMPARE(aside->size(), size_t(1));
        QCOMPARE(aside->front().sender, QStringLiteral("news@bulk.example"));
        QCOMPARE(retryQuarantine(*store, aside->front().id)->outcome, IntakeResult::Outcome::Quarantined);
        QVERIFY(retryQuarantine(*store, aside->front().id)->setAside);
        QVERIFY(!documentBytes(store->database(), aside->front().original)->isEmpty());
        QVERIFY(takeDocument(*store,
            bulk("2", "First name: Ann\r\nLast name: Reyes\r\nPhone: (212) 555-0144\r\nMake: Honda"),
            QStringLiteral("2.eml")));
        QCOMPARE(*quarantineCount(store->database()), 1);
        QCOMPARE(store.count("lead"), 0);
    }
    void whatAPersonKeyedFromTheTrayIsNotReadBesideIt()
    {
        TestStore store;
        QVERIFY(takeDocument(*store, "not a lead at all", QStringLiteral("c.txt")));
        const RowOnlyId row = quarantineRows(store->database())->front().id;
        CaptureChoices keyed;
        keyed.keyed = true;
        QVERIFY(leadFromQuarantine(*store, row, store.webLead(1), keyed));
        QCOMPARE(retryQuarantine(*store, row)->outcome, IntakeResult::Outcome::Known);
        QVERIFY(undoLast(*store));
        QCOMPARE(*quarantineCount(store->database()), 1);
        QCOMPARE(retryQuarantine(*store, row)->outcome, IntakeResult::Outcome::Quarantined);
    }
    void ofTwoDocumentsThatAreTooLargeAndBeginAlikeEachWaits()
    {
        TestStore store;
        const QByteArray beginning(kLargestDocument + 1, 'x');
        const auto come = [&](qint64 total) {
            return takeDocument(*store, beginning, QStringLiteral("export.xml"), total)->outcome;
        };
        QCOMPARE(come(beginning.size() + 100), IntakeResult::Outcome::Quarantined);
        QCOMPARE(come(beginning.size() + 200), IntakeResult::Outcome::Quarantined);
        QCOMPARE(come(beginning.size() + 100), IntakeResult::Outcome::Known);
        QCOMPARE(*quarantineCount(store->database()), 2);
    }
    void setAsideCanBeUndone()
    {
        TestStore store;
        QVERIFY(takeDocument(*store, "not a lead at all", QStringLiteral("c.txt")));
        const auto rows = quarantineRows(store->database());
        QVERIFY(setAsideQuarantine(*store, rows->front().id));
        QCOMPARE(*quarantineCount(store->database()), 0);
        QVERIFY(undoLast(*store));
        QCOMPARE(*quarantineCount(store->database()), 1);
    }
};
UPDESK_TEST(TestIntakeVerbs);
#include "tst_intakeverbs.moc"
