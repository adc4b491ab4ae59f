// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/planted.h"
#include "tests/house/types.h"
#include "tests/support/suite.h"

using namespace updesk::house;

namespace
{

File code(const char *path, const char *text) { return fileOf(QString::fromLatin1(path), QString::fromLatin1(text)); }

constexpr char kPlain[] = "namespace updesk\n{\nstruct Said { int a; };\nint f() { return 1; }\n}\n";
constexpr char kHidden[] = "namespace updesk\n{\nnamespace\n{\nstruct Said { int b; };\n}\n}\n";

} // namespace

class TestTypes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoTypesOfOneNameAreFound()
    {
        const File plain = code("app/visitcommand.cpp", kPlain);
        const Findings found = typesNamedTwice({plain, code("core/base/secrets.cpp", kPlain)});
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].place, QStringLiteral("core/base/secrets.cpp:3"));
        QVERIFY(found[0].what.contains(QStringLiteral("updesk::Said is also in app/visitcommand.cpp:3")));
        QVERIFY(typesNamedTwice({plain}).empty());
        QVERIFY(typesNamedTwice({plain, code("core/base/secrets.cpp", kHidden)}).empty());
    }
    void everyKindOfTypeCounts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("counts");
        QTest::newRow("class") << QStringLiteral("class Said final : public QObject\n{\n};") << true;
        QTest::newRow("enum") << QStringLiteral("enum class Said : int { A };") << true;
        QTest::newRow("template") << QStringLiteral("template <class T>\nstruct Said {\n};") << true;
        QTest::newRow("in a space") << QStringLiteral("namespace a { struct Said {}; }") << true;
        QTest::newRow("after a macro") << QStringLiteral("#define X(a) \\\n    { a;\nunion Said { int a; };") << true;
        QTest::newRow("told ahead") << QStringLiteral("struct Said;\nclass Said;") << false;
        QTest::newRow("inside a function") << QStringLiteral("void f()\n{\n    struct Said { int a; };\n}") << false;
        QTest::newRow("given back") << QStringLiteral("struct Said *f() { return nullptr; }") << false;
        QTest::newRow("in a comment") << QStringLiteral("// struct Said {}\n") << false;
    }
    void everyKindOfTypeCounts()
    {
        QFETCH(QString, text);
        QFETCH(bool, counts);
        const auto at = [&](const char *path) { return fileOf(QString::fromLatin1(path), text); };
        QCOMPARE(typesNamedTwice({at("app/a.cpp"), at("core/leads/b.cpp")}).size(), size_t(counts));
    }
    void onlyWhatIsInOneProgramCounts()
    {
        const File desk = code("tests/core/desk/tst_undo.cpp", kPlain);
        QVERIFY(typesNamedTwice({desk, code("tests/core/store/tst_undo.cpp", kPlain)}).empty());
        QCOMPARE(typesNamedTwice({desk, code("tests/core/desk/tst_calls.cpp", kPlain)}).size(), size_t(1));
        QCOMPARE(typesNamedTwice({desk, code("tests/support/suite.h", kPlain)}).size(), size_t(1));
        QCOMPARE(typesNamedTwice({desk, code("core/leads/lead.h", kPlain)}).size(), size_t(1));
        QVERIFY(typesNamedTwice({desk, code("ui/queue/queueview.cpp", kPlain)}).empty());
        const File screen = code("ui/queue/queueview.cpp", kPlain);
        QVERIFY(typesNamedTwice({code("app/command.h", kPlain), screen}).empty());
        QCOMPARE(typesNamedTwice({screen, code("ui/lead/leadhead.cpp", kPlain)}).size(), size_t(1));
        QCOMPARE(typesNamedTwice({screen, code("tests/ui/queue/queuedesk.h", kPlain)}).size(), size_t(1));
        QCOMPARE(typesNamedTwice({code("app/command.h", kPlain), code("ui/parts/button.h", kPlain)}).size(), size_t(1));
    }
};

UPDESK_TEST(TestTypes);
#include "tst_types.moc"
