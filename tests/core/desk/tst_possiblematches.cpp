// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capture.h"
#include "core/desk/peopleverbs.h"
#include "core/vehicles/stockrows.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <sqlite3.h>

using namespace updesk;

namespace
{

LeadDraft typed(const QString &phone, const QString &first = {}, const QString &last = {}, const QString &mail = {})
{
    LeadDraft draft;
    if (!phone.isEmpty())
        draft.phones = {{phone, {}, {}, PhoneKind::Mobile}};
    draft.first = first;
    draft.last = last;
    if (!mail.isEmpty())
        draft.emails = {{mail, {}}};
    return draft;
}

QStringList names(TestStore &store, const LeadDraft &draft, int most = 8)
{
    const auto found = possibleMatches(*store, draft, most);
    QStringList out;
    for (const PossibleMatch &match : found ? *found : std::vector<PossibleMatch>{})
        out << match.name;
    return out;
}

int note(unsigned, void *list, void *statement, void *)
{
    static_cast<QList<QByteArray> *>(list)->append(sqlite3_sql(static_cast<sqlite3_stmt *>(statement)));
    return 0;
}

} // namespace

class TestPossibleMatches : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsAskedOfTooLittle()
    {
        TestStore store;
        store.add(store.webLead(0));
        for (const LeadDraft &draft : {typed({}), typed(QStringLiteral("555")), typed({}, QStringLiteral("S")),
                 typed(QStringLiteral("() -")), typed({}, {}, {}, QStringLiteral("p"))})
            QVERIFY(names(store, draft).isEmpty());
    }
    void aCompletePhoneIsBestAndTheRulesJudgeIt()
    {
        TestStore store;
        for (int i = 0; i < 30; ++i)
            store.add(store.webLead(i));
        const auto found = possibleMatches(*store, typed(QStringLiteral("(555) 201-0007")));
        QVERIFY(found && !found->empty());
        QCOMPARE(found->front().phone, QStringLiteral("+15552010007"));
        QVERIFY(found->front().match.reasons & SamePhone);
        QVERIFY(!found->front().openLead.isNull());
        QCOMPARE(found->front().wants, QStringLiteral("2024 RAV4 XLE"));
        QVERIFY(!found->front().owner.isNull());
    }
    void eachHasItsPercentAndTheMostAlikeIsFirst()
    {
        TestStore store;
        for (int i = 0; i < 30; ++i)
            store.add(store.webLead(i));
        const auto percents = [&](const LeadDraft &draft) {
            std::vector<int> all;
            const auto found = possibleMatches(*store, draft);
            for (const PossibleMatch &match : *found)
                all.push_back(match.match.percent);
            return all;
        };
        const auto begun = percents(typed(QStringLiteral("55520100"), QStringLiteral("S")));
        QVERIFY(begun.size() > 2);
        for (const int percent : begun)
            QVERIFY2(percent > 0 && percent < 50, QByteArray::number(percent).constData()); // only a beginning
        const auto whole =
            percents(typed(QStringLiteral("5552010000"), QStringLiteral("Sam"), QStringLiteral("Okafor")));
        QVERIFY(whole.front() >= 95);
        QVERIFY(std::ranges::is_sorted(whole, std::ranges::greater()));
        const auto found = possibleMatches(*store, typed({}, {}, {}, QStringLiteral("person7@example.com")));
        QCOMPARE(found->front().email, QStringLiteral("person7@example.com"));
    }
    void atMostAsManyAsAskedForAndNobodyTwice()
    {
        TestStore store;
        for (int i = 0; i < 30; ++i)
            store.add(store.webLead(i));
        const QStringList all = names(store, typed(QStringLiteral("5552"), QStringLiteral("Sa")));
        QCOMPARE(all.size(), 8);
        QCOMPARE(names(store, typed(QStringLiteral("5552")), 3).size(), 3);
        const auto found = possibleMatches(*store, typed(QStringLiteral("5552010000"), QStringLiteral("Sam")));
        QVERIFY(found);
        std::set<CustomerId> once;
        for (const PossibleMatch &match : *found)
            QVERIFY(once.insert(match.customer).second);
    }
    void bothNameAndPhoneComeBeforeOneOfThem()
    {
        TestStore store;
        for (int i = 0; i < 10; ++i)
            store.add(store.webLead(i));
        // "Gr" is Grace; all ten share the first seven digits.
        QCOMPARE(
            names(store, typed(QStringLiteral("5552010"), QStringLiteral("Gr"))).front(), QStringLiteral("Grace Kim"));
        QCOMPARE(names(store, typed({}, {}, {}, QStringLiteral("person7"))), QStringList{QStringLiteral("Grace Kim")});
    }
    void accentsAndHostileWordsFindWithoutHarm()
    {
        TestStore store;
        LeadDraft jose = store.webLead(1);
        jose.first = QStringLiteral("Jos\u00e9");
        jose.full = QStringLiteral("Jos\u00e9 Lopez");
        store.add(jose);
        QCOMPARE(names(store, typed({}, QStringLiteral("JOSE"))), QStringList{jose.full});
        QVERIFY(names(store, typed({}, QStringLiteral("' OR 1=1 --"))).isEmpty());
        QVERIFY(names(store, typed({}, QStringLiteral("%"), QStringLiteral("_"))).isEmpty());
        QVERIFY(names(store, typed(QString(100'000, u'9'), QString(100'000, u'z'))).isEmpty());
    }
    void everyLookUpIsByAnIndex()
    {
        TestStore store;
        for (int i = 0; i < 20; ++i)
            store.add(store.webLead(i));
        QVERIFY(store->rules());
        QList<QByteArray> asked;
        sqlite3 *handle = store->database().handle();
        sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, note, &asked);
        for (const LeadDraft &draft :
            {typed(QStringLiteral("5552")), typed(QStringLiteral("5552010003")), typed(QStringLiteral("+44 20")),
                typed({}, QStringLiteral("Sa"), QStringLiteral("Ok")), typed({}, {}, {}, QStringLiteral("person1"))})
            QVERIFY(possibleMatches(*store, draft));
        sqlite3_trace_v2(handle, 0, nullptr, nullptr);
        QVERIFY(asked.size() > 10);
        for (const QByteArray &sql : asked) {
            sqlite3_stmt *plan = nullptr;
            QCOMPARE(
                sqlite3_prepare_v2(handle, ("EXPLAIN QUERY PLAN " + sql).constData(), -1, &plan, nullptr), SQLITE_OK);
            while (sqlite3_step(plan) == SQLITE_ROW) {
                const QByteArray step(reinterpret_cast<const char *>(sqlite3_column_text(plan, 3)));
                QVERIFY2(!step.startsWith("SCAN"), (step + " in " + sql).constData());
            }
            sqlite3_finalize(plan);
        }
    }
    void theReasonsTellHowTheyAreAlike_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("phone");
        QTest::addColumn<QString>("mail");
        QTest::addColumn<quint32>("has");
        QTest::addColumn<quint32>("hasNot");
        const auto row = [](const char *name, const char *first, const char *last, const char *phone, const char *mail,
                             quint32 has, quint32 hasNot) {
            QTest::newRow(name) << QString::fromLatin1(first) << QString::fromLatin1(last) << QString::fromLatin1(phone)
                                << QString::fromLatin1(mail) << has << hasNot;
        };
        const char *same = "(555) 201-0500", *other = "(555) 299-9999";
        row("the same", "William", "Carver", same, "", SamePhone | SameName, Nickname | FirstNamesDiffer);
        row("a nickname", "Bill", "Carver", same, "", SamePhone | SameName | Nickname, FirstNamesDiffer);
        row("a slip of the hand", "William", "Carvr", same, "", SamePhone | LikeName, SameName | LastNamesDiffer);
        row("another first name", "Gertrude", "Carver", same, "", SamePhone | FirstNamesDiffer, SameName | LikeName);
        row("another name altogether", "Gertrude", "Nakamura", same, "", SamePhone | LastNamesDiffer, LikeName);
        row("name alone", "William", "Carver", other, "", SameName, SamePhone);
        row("the beginning of the name", "Wil", "Car", "", "", LikeName, SameName | SamePhone);
        row("the same mail", "Bill", "Carver", other, "W.Carver+cars@example.com", SameEmail | Nickname, SamePhone);
        row("a mail with a slip", "William", "Carver", same, "w.carvr@example.com", SamePhone | EmailTypo, SameEmail);
    }
    void theReasonsTellHowTheyAreAlike()
    {
        QFETCH(QString, first);
        QFETCH(QString, last);
        QFETCH(QString, phone);
        QFETCH(QString, mail);
        QFETCH(quint32, has);
        QFETCH(quint32, hasNot);
        TestStore store;
        for (int i = 0; i < 20; ++i)
            store.add(store.webLead(i));
        LeadDraft known = store.webLead(500);
        known.first = QStringLiteral("William");
        known.last = QStringLiteral("Carver");
        known.full = QStringLiteral("William Carver");
        known.phones = {{{}, QStringLiteral("+15552010500"), {}, PhoneKind::Mobile}};
        known.emails = {{{}, QStringLiteral("w.carver@example.com")}};
        const CustomerId will = store.add(known).customer;
        const auto found = possibleMatches(*store, typed(phone, first, last, mail));
        QVERIFY(found && !found->empty());
        const auto his = std::ranges::find(*found, will, &PossibleMatch::customer);
        QVERIFY(his != found->end());
        QCOMPARE(his->match.reasons & has, has);
        QCOMPARE(his->match.reasons & hasNot, quint32(0));
        if (has & (SamePhone | SameEmail))
            QCOMPARE(found->front().customer, will);
    }
    void aMergedRecordIsShownAsTheOneThatLives()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        LeadDraft twin = store.webLead(2);
        twin.phones.push_back(store.webLead(1).phones.front());
        CaptureChoices choices;
        choices.newPerson = true;
        const Captured two = store.add(twin, choices);
        QVERIFY(merge(*store, one.customer, two.customer)); // the shared number stays on the record that went
        const auto found = possibleMatches(*store, typed(QStringLiteral("555201000")));
        QVERIFY(found);
        QCOMPARE(found->size(), size_t(1));
        QCOMPARE(found->front().customer, two.customer);
        QCOMPARE(found->front().email, store.webLead(2).emails.front().address);
    }
    void twoWordsAreFoundAmongThousandsOfOneName()
    {
        TestStore store;
        QVERIFY(
            store->database().execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000)"
                                      " INSERT INTO word SELECT 'okaforian', CAST(printf('%016d', i) AS BLOB) FROM n"));
        const Captured sam = store.add(store.webLead(0));
        QCOMPARE(names(store, typed({}, QStringLiteral("Sa"), QStringLiteral("Okafor"))),
            QStringList{QStringLiteral("Sam Okafor")});
        QVERIFY(!sam.customer.isNull());
    }
    void stockIsFoundByAnyWordAndFreeWordsAreRead()
    {
        TestStore store;
        const auto rows = stockRows(store->database());
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(1));
        for (const char *words : {"rav", "T1190", "#t1190", "toyota 2024", "xle rav4"})
            QVERIFY2(findStock(*rows, QLatin1String(words), 6).size() == 1, words);
        for (const char *words : {"", "  ", "camry", "rav4 le2", "%"})
            QVERIFY2(findStock(*rows, QLatin1String(words), 6).empty(), words);
        QCOMPARE(vehicleTyped(QStringLiteral("rav4 xle"), *rows).make, QStringLiteral("Toyota"));
        QCOMPARE(vehicleTyped(QStringLiteral("t1190"), *rows).stock, QStringLiteral("T1190"));
        QCOMPARE(vehicleTyped(QStringLiteral("something red"), *rows).model, QStringLiteral("something red"));
        QCOMPARE(vehicleTyped(QStringLiteral("2019"), *rows).year, 2019);
        QCOMPARE(vehicleTyped(QString(), *rows), VehicleDraft{});
    }
};
UPDESK_TEST(TestPossibleMatches);
#include "tst_possiblematches.moc"
