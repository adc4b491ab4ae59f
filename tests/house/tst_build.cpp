// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/build.h"
#include "tests/house/planted.h"
#include "tests/support/suite.h"

using namespace updesk::house;

namespace
{

File empty(const char *path) { return fileOf(QString::fromLatin1(path), QString()); }

File text(const char *path, const char *content)
{
    return fileOf(QString::fromLatin1(path), QString::fromLatin1(content));
}

} // namespace

class TestBuild : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aGapADoubleAndAForgottenMigrationAreFound()
    {
        const File named = text("core/store/CMakeLists.txt",
            "migrations/0001_first.sql migrations/0002_second.sql migrations/0002_twin.sql migrations/0003_third.sql");
        const File first = empty("core/store/migrations/0001_first.sql");
        const File second = empty("core/store/migrations/0002_second.sql");
        const File third = empty("core/store/migrations/0003_third.sql");
        QVERIFY(wrongMigrations({}).empty());
        QVERIFY(wrongMigrations({named, first, second, third}).empty());
        QCOMPARE(wrongMigrations({named, first, third}).size(), size_t(1));
        QCOMPARE(wrongMigrations({named, second, third}).size(), size_t(2));
        QCOMPARE(
            wrongMigrations({named, first, second, empty("core/store/migrations/0002_twin.sql")}).size(), size_t(1));
        QCOMPARE(wrongMigrations({named, first, second, third, empty("core/store/migrations/0004_fourth.sql")}).size(),
            size_t(1));
        QVERIFY(!wrongMigrations({named, empty("core/store/migrations/first.sql")}).empty());
    }
    void aSourceThatIsNotBuiltIsFound()
    {
        const File room =
            text("core/leads/CMakeLists.txt", "target_sources(updesk_core PRIVATE\n    walkinlead.cpp\n)\n");
        QVERIFY(unlistedSources({room, empty("core/leads/walkinlead.cpp"), empty("core/leads/lead.h")}).empty());
        const Findings found = unlistedSources({room, empty("core/leads/lead.cpp")});
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].place, QStringLiteral("core/leads/lead.cpp:1"));
        const File above = text("tests/CMakeLists.txt", "add_library(updesk_testing STATIC support/suite.cpp)\n");
        QVERIFY(unlistedSources({above, empty("tests/support/suite.cpp")}).empty());
    }
    void globbingIsFound()
    {
        QCOMPARE(unlistedSources({text("core/CMakeLists.txt", "\nfile(GLOB_RECURSE all *.cpp)\n")}).size(), size_t(1));
    }
    void aPathThatIsNotThereIsFound()
    {
        const QString top = QStringLiteral(UPDESK_SOURCE_DIR);
        const Findings found = missingPaths({text("run", "\nread tests/data/nowhere and tests/house\n")}, top);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].place, QStringLiteral("run:2"));
        QVERIFY(missingPaths({text("ui/run", "tests/data/nowhere")}, top).empty());
    }
    void aForgottenFlagIsFound()
    {
        QCOMPARE(missingFlags({}).size(), size_t(1));
        QVERIFY(missingFlags({empty("CMakeLists.txt")}).size() > 10);
    }
};

UPDESK_TEST(TestBuild);
#include "tst_build.moc"
