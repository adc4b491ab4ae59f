// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/tree.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace updesk::house;

class TestTree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commentsAndLiteralsAreNoCode()
    {
        const QString text =
            QStringLiteral("int a; // tr(\n/* b\n tr( */ f(\"tr( \\\" tr(\"); c = 'x'; d = 1'000; u'\"'; tr(1);\n");
        const File file = fileOf(QStringLiteral("core/x.cpp"), text);
        QCOMPARE(file.code.size(), file.text.size());
        QCOMPARE(file.code.count(QLatin1String("tr(")), 1);
        QCOMPARE(file.code.count(u'\n'), 3);
        QVERIFY(file.code.contains(QLatin1String("d = 1'000;")));
        QCOMPARE(file.literals.size(), size_t(1));
        QCOMPARE(file.literals[0].text, QStringLiteral("tr( \\\" tr("));
        QCOMPARE(file.lineOf(file.code.indexOf(QLatin1String("tr("))), 3);
    }
    void rawLiteralsEndAtTheirOwnBracket()
    {
        const File file = fileOf(
            QStringLiteral("core/x.cpp"), QStringLiteral("auto s = R\"sql(SELECT \")\" // x\nFROM a)sql\"; f();\n"));
        QCOMPARE(file.literals.size(), size_t(1));
        QCOMPARE(file.literals[0].text, QStringLiteral("SELECT \")\" // x\nFROM a"));
        QVERIFY(file.code.contains(QLatin1String("; f();")));
    }
    void brokenTextIsReadToItsEnd_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "\"", "'", "/*", "//", "R\"(", "R\"", "\"\\", "'\\", "#include \"", "#include <"})
            QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
    }
    void brokenTextIsReadToItsEnd()
    {
        QFETCH(const QString, text);
        const File file = fileOf(QStringLiteral("core/x.cpp"), text);
        QCOMPARE(file.code.size(), text.size());
        QVERIFY(file.includes.empty());
    }
    void includesAreFoundOutsideCommentsOnly()
    {
        const File file = fileOf(QStringLiteral("core/x.cpp"),
            QStringLiteral("#include \"core/a.h\"\n# include <QString> // why\n// #include \"core/b.h\"\n/*\n#include "
                           "\"core/c.h\"\n*/\n"));
        QCOMPARE(file.includes.size(), size_t(2));
        QCOMPARE(file.includes[0].name, QStringLiteral("core/a.h"));
        QVERIFY(file.includes[0].quoted);
        QCOMPARE(file.includes[1].name, QStringLiteral("QString"));
        QVERIFY(!file.includes[1].quoted);
        QCOMPARE(file.lineOf(file.includes[1].at), 2);
    }
    void onlyOurFilesAreRead()
    {
        const QTemporaryDir top;
        const auto write = [&top](const char *name) {
            const QString path = top.filePath(QString::fromLatin1(name));
            QDir().mkpath(QFileInfo(path).path());
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("x\n");
        };
        for (const char *name : {"check", "core/leads/lead.h", "core/store/migrations/0001_first.sql", "core/notes.txt",
                 "build/dev/core/made.cpp", "tests/data/adf/x.cpp", "tests/core/tst_a.cpp"})
            write(name);
        QStringList paths;
        for (const File &file : readTree(top.path()))
            paths << file.path;
        QCOMPARE(paths,
            QStringList({QStringLiteral("check"), QStringLiteral("core/leads/lead.h"),
                QStringLiteral("core/store/migrations/0001_first.sql"), QStringLiteral("tests/core/tst_a.cpp")}));
    }
};

UPDESK_TEST(TestTree);
#include "tst_tree.moc"
