// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"
#include "core/desk/drafts.h"
#include "core/desk/erasing.h"
#include "core/desk/gate.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/messagedraft.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/tables.h"
#include "core/desk/undo.h"
#include "core/people/suppression.h"
#include "core/store/erase.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QDir>
#include <QFileInfo>

#include <set>

using namespace updesk;

/// A store without a server erases somebody for good.
class TestErasing : public QObject
{
    Q_OBJECT

    // Of person number 2: nobody else here has these letters or digits.
    static inline const QByteArrayList kSaid{
        "Tremblay", "tremblay", "person2@", "552010002", "0002552", "hush hush", "Secret Alley", "JHMGE8H59DC0"};

    struct At {
        TestStore store;
        Captured one, other;
        At()
        {
            one = store.add(store.webLead(2));
            other = store.add(store.webLead(3));
            (void)addNote(*store.session, one.lead, QStringLiteral("hush hush: Tremblay may come on Friday"));
            (void)doDeed(*store.session, "more", {}, [this](Transaction &tx) {
                Address home;
                home.id = {tx.freshId()};
                home.customer = one.customer;
                home.street = QStringLiteral("1 Secret Alley");
                LeadVehicle trade;
                trade.id = {tx.freshId()};
                trade.lead = one.lead;
                trade.vin = QStringLiteral("JHMGE8H59DC000001");
                trade.payoff = 700'000;
                return applyAll(tx, put(kAddress, home), put(kTrade, trade));
            });
            store.session->setPerson(store.mike);
        }
        Result<ErasedPerson> erase() { return erasePerson(*store.session, one.customer, QStringLiteral("tremblay ")); }
    };

    static QByteArray bytesOf(const QString &path)
    {
        QByteArray all;
        for (const QString &name : {path, path + QStringLiteral("-wal")}) {
            QFile file(name);
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
    static void saysNothing(const QByteArray &bytes)
    {
        QVERIFY(!bytes.isEmpty());
        for (const QByteArray &said : kSaid)
            QVERIFY2(!bytes.contains(said), said.constData());
    }
    static QByteArray rowOf(const Id &id) { return "x'" + id.hex() + '\''; }

private Q_SLOTS:
    void nothingOfThePersonIsLeftAndTheRestStands()
    {
        At at;
        const qint64 deeds = at.store.count("deed");
        const QByteArray before = bytesOf(at.store.path);
        for (const char *said : {"Tremblay", "person2@", "hush hush", "Secret Alley", "JHMGE8H59DC0"})
            QVERIFY2(before.contains(said), said);
        const auto gone = at.erase();
        QVERIFY2(gone, gone ? "" : qPrintable(gone.error().subject + gone.error().detail));
        QVERIFY(!gone->waits && gone->wiped);
        QCOMPARE(gone->leads, 1);
        const auto customer = load(at.store->database(), kCustomer, at.one.customer.value);
        QVERIFY(customer && customer->last.isEmpty() && customer->full.isEmpty());
        QCOMPARE(customer->created > 0, true);
        QCOMPARE(at.store.list("SELECT payoff FROM trade WHERE lead_id=" + rowOf(at.one.lead.value)), "700000\n");
        QCOMPARE(load(at.store->database(), kLead, at.one.lead.value)->closed, Closed::Lost);
        QCOMPARE(load(at.store->database(), kCustomer, at.other.customer.value)->first, QStringLiteral("Priya"));
        QVERIFY(at.store.count("deed") > deeds); // none of the log is taken out
        QCOMPARE(
            at.store.list("SELECT count(*) FROM lead_now WHERE grp<9 AND lead_id=" + rowOf(at.one.lead.value)), "0\n");
        QCOMPARE(at.store.faults(), QStringList());
        saysNothing(bytesOf(at.store.path));
        QVERIFY(bytesOf(at.store.path).contains("Nair"));
        at.store.reopen();
        QCOMPARE(at.store.faults(), QStringList());
        saysNothing(bytesOf(at.store.path));
    }
    void onlyAManagerWhoTypesTheNameErases()
    {
        At at;
        const QByteArray log = at.store.list("SELECT ops FROM deed");
        at.store->setPerson(at.store.dana);
        QCOMPARE(at.erase().error().subject, QStringLiteral("role"));
        at.store->setPerson(at.store.mike);
        const auto other = erasePerson(*at.store.session, at.one.customer, QStringLiteral("Trembley"));
        QCOMPARE(other.error().subject, QStringLiteral("last_name"));
        QVERIFY(!erasePerson(*at.store.session, at.one.customer, QString()));
        QCOMPARE(erasePerson(*at.store.session, CustomerId{newId(1)}, QStringLiteral("x")).error().code,
            Error::Code::NotFound);
        QCOMPARE(at.store.list("SELECT ops FROM deed"), log);
        QVERIFY(at.erase());
        QCOMPARE(at.erase().error().code, Error::Code::Duplicate);
    }
    void thereIsNoUndoAndNoWayBack()
    {
        At at;
        at.store->setPerson(at.store.mike);
        QVERIFY(addNote(*at.store.session, at.one.lead, QStringLiteral("hush hush again")));
        QVERIFY(at.erase());
        while (undoLast(*at.store.session)) { }
        saysNothing(bytesOf(at.store.path));
        QCOMPARE(at.store.count("erasure WHERE deleted=0"), 1);
        const auto note = addNote(*at.store.session, at.one.lead, QStringLiteral("it was Tremblay"));
        QVERIFY(!note);
        QCOMPARE(note.error().subject, QStringLiteral("erased"));
        QVERIFY(wipe(at.store->database()));
        saysNothing(bytesOf(at.store.path));
    }
    void recordsMergedIntoOneGoTogether()
    {
        At at;
        QVERIFY(merge(*at.store.session, at.other.customer, at.one.customer));
        QVERIFY(at.erase());
        QVERIFY(load(at.store->database(), kCustomer, at.other.customer.value)->last.isEmpty());
        const QByteArray bytes = bytesOf(at.store.path);
        QVERIFY(!bytes.contains("Nair") && !bytes.contains("person3@"));
        saysNothing(bytes);
        QCOMPARE(at.store.faults(), QStringList());
    }
    void halfTypedFormsAboutThemGoAndOthersStay()
    {
        At at;
        const auto draft = [&](const char *json) {
            SavedDraft one;
            one.id = newId(at.store.clock.now());
            one.fields = QJsonDocument::fromJson(json).object();
            QVERIFY(saveDraft(*at.store.session, one));
        };
        draft(R"({"phone":"(555) 201-0002"})");
        draft(R"({"first":"jules","last":"TREMBLAY"})");
        draft(R"({"mail":"Person2@example.com"})");
        draft(R"({"first":"Jules","last":"Verne"})");
        MessageDraft message;
        message.body = QStringLiteral("Dear Mr. Tremblay, hush hush");
        for (const LeadId lead : {at.one.lead, at.other.lead})
            QVERIFY(keepMessageDraft(at.store->database(), at.store.dana, lead, Channel::Text, message));
        QVERIFY(at.erase());
        QCOMPARE(at.store.count("desk_setting WHERE k LIKE 'message:%'"), 1);
        QVERIFY(at.store.list("SELECT body FROM draft").contains("Verne"));
        QCOMPARE(at.store.count("draft"), 1);
    }
    void theSameDocumentMakesNobodyAnew()
    {
        TestStore store;
        const QByteArray adf =
            "<?xml version=\"1.0\"?><?adf version=\"1.0\"?><adf><prospect><requestdate>2026-03-12T09:00:00"
            "</requestdate><vehicle><year>2024</year><make>Toyota</make><model>RAV4</model></vehicle>"
            "<customer><contact><name part=\"full\">Zelda Quirk</name><phone>555-201-7777</phone>"
            "<email>zq@example.com</email></contact></customer><vendor><contact><name part=\"full\">"
            "Northgate</name></contact></vendor></prospect></adf>";
        const auto taken = takeDocument(*store.session, adf, QStringLiteral("Quirk.xml"));
        QVERIFY(taken && taken->captured.size() == 1);
        store->setPerson(store.mike);
        QVERIFY(bytesOf(store.path).contains("Zelda Quirk"));
        QVERIFY(erasePerson(*store.session, taken->captured[0].customer, QStringLiteral("Quirk")));
        for (const char *said : {"Quirk", "zq@example", "552017777", "201-7777"})
            QVERIFY2(!bytesOf(store.path).contains(said), said);
        const auto again = takeDocument(*store.session, adf, QStringLiteral("Quirk.xml"));
        QVERIFY(again && again->outcome == IntakeResult::Outcome::Known);
        QCOMPARE(store.count("customer WHERE last='Quirk'"), 0);
        QByteArray later = adf;
        const auto anew = takeDocument(*store.session, later.replace("T09:00", "T09:45"), QStringLiteral("b.xml"));
        QVERIFY(anew && anew->captured.size() == 1);
        QVERIFY(anew->captured[0].customer != taken->captured[0].customer);
        QCOMPARE(store.faults(), QStringList());
    }
    void nothingIsAdvertisedToWhoComesAgainUntilTheyAgree()
    {
        At at;
        QVERIFY(at.erase());
        at.store.clock.advance(kHour);
        LeadDraft again = at.store.webLead(2);
        again.externalId = QStringLiteral("another");
        const Captured anew = at.store.add(again);
        QVERIFY(anew.customer != at.one.customer);
        const auto ask = [&](Channel channel, Purpose purpose) {
            GateAsk asked;
            asked.channel = channel;
            asked.purpose = purpose;
            const auto verdict = askGate(*at.store.session, anew.lead, asked);
            return verdict && verdict->find("SG-5") != nullptr;
        };
        for (const Channel way : {Channel::Phone, Channel::Text, Channel::Email}) {
            QVERIFY(ask(way, Purpose::Marketing));
            QVERIFY(!ask(way, Purpose::Informational));
        }
        const Captured stranger = at.store.add(at.store.webLead(5));
        GateAsk cold;
        cold.purpose = Purpose::Marketing;
        QVERIFY(!askGate(*at.store.session, stranger.lead, cold)->find("SG-5"));
        at.store.clock.advance(kMinute);
        QVERIFY(doDeed(*at.store.session, "yes", {}, [&](Transaction &tx) {
            Consent yes;
            yes.id = {tx.freshId()};
            yes.customer = anew.customer;
            yes.channel = int(Channel::Email);
            yes.state = Consent::State::Yes;
            yes.at = tx.now();
            return apply(tx, put(kConsent, yes));
        }));
        QVERIFY(!ask(Channel::Email, Purpose::Marketing));
        QVERIFY(ask(Channel::Text, Purpose::Marketing));
    }
    void anOlderCopyOfTheFileIsErasedAgainWhenItIsOpened()
    {
        At at;
        at.store.session.reset();
        const QString copy = at.store.dir.filePath(QStringLiteral("copy"));
        QVERIFY(QFile::copy(at.store.path, copy));
        at.store.reopen();
        at.store->setPerson(at.store.mike);
        QVERIFY(at.erase());
        const QByteArray hashes = at.store.list("SELECT hash FROM suppression ORDER BY id");
        QCOMPARE(hashes.count('\n'), 2);
        at.store.session.reset();
        QVERIFY(QFile::remove(at.store.path) && QFile::rename(copy, at.store.path));
        QFile list(at.store.path + QStringLiteral(".erased"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        saysNothing(list.readAll());
        list.close();
        QVERIFY(list.open(QIODevice::Append) && list.write("no line at all\n") > 0);
        list.close();
        at.store.reopen();
        QVERIFY(load(at.store->database(), kCustomer, at.one.customer.value)->last.isEmpty());
        QCOMPARE(at.store.list("SELECT hash FROM suppression ORDER BY id"), hashes);
        QCOMPARE(at.store.faults(), QStringList());
        saysNothing(bytesOf(at.store.path));
        at.store.reopen();
        QCOMPARE(at.store.count("erasure"), 1);
    }
    // Where a page is full, SQLite moves rows to another and leaves their bytes behind.
    void nothingIsLeftInPagesThatWereSplit()
    {
        TestStore store;
        const auto fill = [&](int from, int count) {
            for (int i = from; i < from + count; ++i)
                store.add(store.webLead(i));
        };
        fill(20, 40);
        LeadDraft draft = store.webLead(2);
        draft.first = QStringLiteral("Xylona");
        draft.last = QStringLiteral("Quizzington");
        draft.full = QStringLiteral("Xylona Quizzington");
        draft.emails = {{{}, QStringLiteral("xyq@example.com")}};
        draft.comments = QStringLiteral("The zebra crossing");
        const Captured one = store.add(draft);
        for (int i = 0; i < 8; ++i) {
            fill(100 + 10 * i, 10);
            QVERIFY(addNote(*store.session, one.lead, QStringLiteral("Quizzington at the zebra crossing %1").arg(i)));
            QVERIFY(store->database().checkpoint());
        }
        store->setPerson(store.mike);
        QVERIFY(erasePerson(*store.session, one.customer, QStringLiteral("Quizzington")));
        const QByteArray bytes = bytesOf(store.path).toLower();
        for (const char *said : {"xylona", "quizzington", "xyq@", "zebra crossing", "552010002", "0002552"})
            QVERIFY2(!bytes.contains(said), said);
        QCOMPARE(store.faults(), QStringList());
    }
    void whatAnOlderProgramLeftInTheFileGoesToo()
    {
        At at;
        QVERIFY(at.store->database().execute("PRAGMA secure_delete=OFF; INSERT INTO state VALUES('unwiped', 1)"));
        QVERIFY(at.store->database().execute(
            "CREATE TABLE old(words TEXT); WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value+1 FROM n"
            " WHERE value<60) INSERT INTO old SELECT 'Tremblay said so '||value||hex(zeroblob(400)) FROM n;"
            " DROP TABLE old"));
        QVERIFY(at.store->database().checkpoint());
        QVERIFY(bytesOf(at.store.path).contains("Tremblay said so"));
        const auto gone = at.erase();
        QVERIFY(gone && gone->wiped);
        saysNothing(bytesOf(at.store.path));
        QCOMPARE(at.store.count("state WHERE k='unwiped'"), 0);
    }
    void whereTheListCannotBeWrittenItIsWrittenAtTheNextStart()
    {
        At at;
        const QString list = at.store.path + QStringLiteral(".erased");
        QVERIFY(QDir().mkpath(list + QStringLiteral("/in the way")));
        const auto gone = at.erase();
        QVERIFY(gone && !gone->listed);
        saysNothing(bytesOf(at.store.path));
        QVERIFY(QDir(list).removeRecursively());
        at.store.reopen();
        QVERIFY(QFileInfo(list).isFile());
    }
    void theCopyThatAnUpgradeLeftGoesToo()
    {
        At at;
        const QString copy = at.store.path + QStringLiteral(".version-7");
        QVERIFY(QFile::copy(at.store.path, copy));
        QVERIFY(at.erase());
        QVERIFY(!QFile::exists(copy));
    }
    void whileSomebodyReadsItIsWipedLater()
    {
        At at;
        at.store.session.reset();
        at.store.reopen();
        at.store->setPerson(at.store.mike);
        {
            const auto reader = Database::open(at.store.path, deskSetup(at.store.clock), Database::Open::Existing);
            Query q = (*reader)->once("SELECT id FROM customer");
            QVERIFY(q.next());
            const auto gone = at.erase();
            QVERIFY(gone && !gone->wiped);
        }
        at.store.reopen();
        saysNothing(bytesOf(at.store.path));
    }
    void everyTableThatHangsOnAPersonIsNamed()
    {
        const FakeClock clock;
        for (const Table *table : deskSetup(clock).tables) {
            const bool hangs = table->find("customer_id") >= 0 || table->find("lead_id") >= 0
                || table->find("owned_vehicle_id") >= 0 || table->find("original_id") >= 0;
            QVERIFY2(!hangs || erasedTable(table->name) || qstrcmp(table->name, "erasure") == 0, table->name);
            const ErasedTable *erased = erasedTable(table->name);
            for (const char *kept : erased ? erased->kept : decltype(ErasedTable::kept){})
                QVERIFY2(!kept || table->find(kept) >= 0, table->name);
        }
    }
    // Whoever adds a text says here whether it is of a person: what erasing empties, and what names nobody beside the
    // columns that erase.cpp keeps. So are message.claims, gate_log.params (numbers) and the words of a consent.
    void everyTextIsOfAPersonOrIsNot()
    {
        const QByteArrayList personal = QByteArray(
            "customer first last full_name company suffix household_id dms_no lang;phone typed e164 extension zone;"
            "email typed address matching;address street city region postal country last_key;tag tag;"
            "consent address words;owned_vehicle vin;lead provider_text external_id timeframe_words finance_method "
            "comments best_time grade_why closed_why;want vin lender details;trade stock vin lender details;"
            "assignment words;activity body provider_text external_id;task note;original name message_id;"
            "original_part bytes;quarantine spotted;appointment note;loan lender;deal unwound_why vin dms_no;"
            "appraisal vin lender note;gate_log params reason;message body provider_id to_address subject rich footer "
            "in_reply_to reason said claims;mail_track targets")
                                            .split(';');
        // Of staff, of the store and its stock, and hashes.
        const QByteArrayList ofNobody = QByteArray(
            "person name login;store name tz region address phone showroom_hours answer_hours holidays postal;"
            "setting key value;unit stock vin make model trim colour search;ring prefix;score_model model;source name;"
            "source_pattern pattern;route_rule name rule;template key language name subject body rich;"
            "script key language title body;plan key;plan_version key body;way_mark way mark;suppression hash salt")
                                            .split(';');
        std::set<QByteArray> judged, seen;
        for (const QByteArray &table : personal + ofNobody) {
            const QByteArrayList words = table.split(' ');
            for (qsizetype i = 1; i < words.size(); ++i)
                judged.insert(words[0] + '.' + words[i]);
        }
        const FakeClock clock;
        for (const Table *table : deskSetup(clock).tables) {
            const ErasedTable *erased = erasedTable(table->name);
            for (int i = 0; i < table->count; ++i) {
                const Column &column = table->columns[size_t(i)];
                const QByteArray name = QByteArray(table->name) + '.' + column.name;
                const bool says = column.type == Column::Type::Text || column.type == Column::Type::Bytes;
                if (isPersonal(*table, column) || (says && !erased))
                    seen.insert(name);
            }
        }
        for (const QByteArray &name : seen)
            QVERIFY2(judged.contains(name), name.constData());
        for (const QByteArray &name : judged)
            QVERIFY2(seen.contains(name), name.constData());
    }
    void aHashIsOfTheMailboxAndOfTheSalt()
    {
        const QString salt = QString(64, u'1'), other = QString(64, u'2');
        const QString hash = suppressionHash(QStringLiteral("j.doe+car@gmail.com"), salt);
        QCOMPARE(hash.size(), 64);
        QCOMPARE(suppressionHash(QStringLiteral("jdoe@gmail.com"), salt), hash);
        QVERIFY(suppressionHash(QStringLiteral("jdoe@gmail.com"), other) != hash);
        QCOMPARE(suppressionHash({}, salt), QString());
    }
};
UPDESK_TEST(TestErasing);
#include "tst_erasing.moc"
