// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capture.h"
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
