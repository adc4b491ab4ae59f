// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/layers.h"
#include "tests/house/planted.h"
#include "tests/support/suite.h"

#include <QLibraryInfo>

using namespace updesk::house;

class TestLayers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRoomLooksDownOnly_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *from, const char *to, bool allowed) {
            QTest::addRow("%s -> %s", from, to) << QString::fromLatin1(from) << QString::fromLatin1(to) << allowed;
        };
        row("core/store", "core/base", true);
        row("core/base", "core/store", false);
        row("core/people", "core/store", true);
        row("core/people", "core/vehicles", false);
        row("core/scoring", "core/leads", false);
        row("core/leads", "core/people", true);
        row("core/leads", "core/leads", true);
        row("core/sequences", "core/appointments", false);
        row("core/intake", "core/equity", true);
        row("core/intake", "core/measures", false);
        row("core/desk", "core/intake", true);
        row("core/desk", "core/sync", false);
        row("core/sync", "core/desk", false);
        row("core/desk", "ui/parts", false);
        row("ui/parts", "core/desk", true);
        row("ui/parts", "ui/queue", false);
        row("ui/queue", "ui/parts", true);
        row("ui/queue", "ui/lead", false);
        row("ui/queue", "ui/shell", false);
        row("ui/queue", "core/leads", true);
        row("ui/shell", "ui/queue", true);
        row("ui/shell", "app", false);
        row("app", "ui/shell", true);
        row("app", "core/sync", true);
        row("core/leads", "core/junk", false);
        row("core/junk", "core/base", false);
        row("ui/junk", "ui/parts", false);
    }
    void aRoomLooksDownOnly()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QFETCH(const bool, allowed);
        QCOMPARE(mayInclude(from, to), allowed);
    }
    void aLookUpIsFoundWithItsLine()
    {
        const Findings found =
            wrongWays(planted("core/people/a.cpp", "\n#include \"core/people/a.h\"\n#include \"core/leads/lead.h\"\n"));
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].place, QStringLiteral("core/people/a.cpp:3"));
        QVERIFY(found[0].what.contains(QLatin1String("core/leads/lead.h")));
    }
    void theProductKnowsNoTest()
    {
        QCOMPARE(wrongWays(planted("ui/queue/a.cpp", "#include \"tests/support/suite.h\"\n")).size(), size_t(1));
        QVERIFY(wrongWays(planted("tests/ui/tst_a.cpp", "#include \"tests/support/suite.h\"\n#include \"app/x.h\"\n"))
                    .empty());
    }
    void aPathIsWrittenFromTheTop()
    {
        QCOMPARE(wrongWays(planted("core/leads/a.cpp", "#include \"a.h\"\n")).size(), size_t(1));
        QCOMPARE(wrongWays(planted("core/leads/a.cpp", "#include \"../base/id.h\"\n")).size(), size_t(1));
        QVERIFY(wrongWays(planted("tests/core/tst_a.cpp", "#include \"tst_a.moc\"\n")).empty());
    }
    void coreHasNoWindow_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<bool>("allowed");
        for (const char *bad :
            {"QtWidgets/QWidget", "QWidget", "QColor", "QtGui/QImage", "QtGui", "QApplication", "QPrinter"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << false;
        for (const char *good :
            {"QString", "QtCore/QString", "QtGlobal", "vector", "sqlite3.h", "gmime/gmime.h", "QCoreApplication"})
            QTest::newRow(good) << QString::fromLatin1(good) << true;
    }
    void coreHasNoWindow()
    {
        QFETCH(const QString, header);
        QFETCH(const bool, allowed);
        const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
        const QString text = QStringLiteral("#include <%1>\n").arg(header);
        QCOMPARE(windowsInCore(planted("core/leads/a.cpp", text), headers).empty(), allowed);
        QVERIFY(windowsInCore(planted("ui/queue/a.cpp", text), headers).empty());
    }
};

UPDESK_TEST(TestLayers);
#include "tst_layers.moc"
