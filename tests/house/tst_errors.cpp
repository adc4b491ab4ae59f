// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/errors.h"
#include "tests/house/planted.h"
#include "tests/support/suite.h"

using namespace updesk::house;

class TestErrors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEnglishSentenceInAnErrorOfCoreIsFound_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("found");
        const auto row = [](const char *name, const char *code, int found) {
            QTest::newRow(name) << QString::fromLatin1(code) << found;
        };
        row("made", "return Error{Error::Code::Invalid, path, QStringLiteral(\"a text in quotes\")};", 1);
        row("without its name", "return {Error::Code::Failed, {}, QStringLiteral(\"not there\")};", 1);
        row("by a function of the file",
            "static Error invalid(const char *why) { return {Error::Code::Invalid, {}, QString::fromLatin1(why)}; }\n"
            "auto a() { return invalid(\"a list of spans\"); }",
            1);
        row("by the reader of settings", "row.fail(\"login\", \"a login of its own\");", 1);
        row("in parts", "failAt(path, QStringLiteral(\"one of \") + all.join(u' ') + QStringLiteral(\"or none\"));", 2);
        row("a code", "return Error{Error::Code::Invalid, QStringLiteral(\"people\"), QStringLiteral(\"one_of\")};", 0);
        row("a path", "return Error{Error::Code::Invalid, QStringLiteral(\"people[2].role\"), {}};", 0);
        row("SQL", "Query q = database.query(\"SELECT v FROM state WHERE k=?1\");", 0);
        row("words that are looked for", "if (line == QLatin1String(\"vehicle details\")) return true;", 0);
        row("a comment", "return Error{Error::Code::Invalid, {}, {}}; // not a text in quotes", 0);
    }
    void anEnglishSentenceInAnErrorOfCoreIsFound()
    {
        QFETCH(const QString, code);
        QFETCH(const int, found);
        QCOMPARE(int(sentencesInErrors(planted("core/desk/a.cpp", code + u'\n')).size()), found);
        QVERIFY(sentencesInErrors(planted("app/a.cpp", code + u'\n')).empty());
    }
    void aQueryThatNobodyAsksHowItEndedIsFound_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("found");
        const auto row = [](const char *name, const char *body, int found) {
            QTest::newRow(name) << QString::fromLatin1(body) << found;
        };
        row("value or zero", "    Query q = query(\"x\");\n    return q.next() ? q.number(0) : 0;", 1);
        row("at once", "    return database.query(kHas).bind(1, id).next();", 1);
        row("in a lambda", "    Query has = db.query(k);\n    return has.bind(1, id).next();", 1);
        row("the second of two",
            "    Query q = query(k);\n    while (q.next()) { }\n    if (auto done = q.done(); !done) { }\n"
            "    Query p = query(k);\n    p.next();",
            1);
        row("asked", "    Query q = query(k);\n    while (q.next()) { }\n    return q.done();", 0);
        row("run", "    Query q = query(k);\n    return q.bind(1, id).run();", 0);
        row("handed on", "    Query q = query(k);\n    return idsOf(std::move(q));", 0);
        row("run at once", "    return database.query(kSet).bind(1, id).run();", 0);
    }
    void aQueryThatNobodyAsksHowItEndedIsFound()
    {
        QFETCH(const QString, body);
        QFETCH(const int, found);
        const QString text = QStringLiteral("auto f()\n{\n%1\n}\n").arg(body);
        QCOMPARE(int(unaskedQueries(planted("core/leads/leadstore.cpp", text)).size()), found);
    }
    void aVerbThatReadsBeforeItsDeedIsFound_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("found");
        const auto row = [](const char *name, const char *body, int found) {
            QTest::newRow(name) << QString::fromLatin1(body) << found;
        };
        row("a row", "    const auto lead = load(session.database(), kLead, id);\n    return doDeed(session, a, b, w);",
            1);
        row("a store",
            "    const auto a = CustomerStore(session.database()).find(id);\n    return commitDeed(session, w);", 1);
        row("rules", "    const auto rules = session.rules();\n    auto tx = Transaction::begin(db, by);", 1);
        row("inside",
            "    return doDeed(session, a, b, [&](Transaction &tx) { return load(tx.database(), kLead, id); });", 0);
        row("the deed's own", "    auto tx = Transaction::begin(session.database(), session.by());", 0);
    }
    void aVerbThatReadsBeforeItsDeedIsFound()
    {
        QFETCH(const QString, body);
        QFETCH(const int, found);
        const QString text = QStringLiteral("auto f()\n{\n%1\n}\n").arg(body);
        QCOMPARE(int(readsBeforeDeeds(planted("core/desk/leadverbs.cpp", text)).size()), found);
        QVERIFY(readsBeforeDeeds(planted("core/desk/rounds.cpp", text)).empty());
    }
};

UPDESK_TEST(TestErrors);
#include "tst_errors.moc"
