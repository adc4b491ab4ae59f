// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/shell/palette.h"

#include <QAbstractItemModelTester>

using namespace updesk;

namespace
{

struct Bench {
    Bench()
    {
        setTheme(ThemeName::Light);
        window.resize(1366, 768);
        before = new QLineEdit(&window);
        palette = new Palette(&window);
        palette->addProvider([this](const QString &query) {
            std::vector<PaletteEntry> out;
            for (const QString &name : {QStringLiteral("Sam Okafor"), QStringLiteral("Ada Okafor")})
                if (!query.isEmpty() && name.contains(query, Qt::CaseInsensitive))
                    out.push_back({PaletteGroup::Customers, Icon::Customers, name, QStringLiteral("(555) 555-0144"), {},
                        [this, name] { ran << name; }});
            return out;
        });
        palette->addProvider([this](const QString &query) {
            std::vector<PaletteEntry> out;
            if (QStringLiteral("Go to Queue").contains(query, Qt::CaseInsensitive))
                out.push_back({PaletteGroup::Screens, Icon::Queue, QStringLiteral("Go to Queue"), {},
                    QStringLiteral("Ctrl+1"), [this] { ran << QStringLiteral("queue"); }});
            return out;
        });
        window.show();
        window.activateWindow();
        before->setFocus();
        input = window.findChild<QLineEdit *>(QStringLiteral("palette.input"));
        list = window.findChild<QListView *>(QStringLiteral("palette.list"));
    }
    QWidget window;
    QLineEdit *before;
    Palette *palette;
    QLineEdit *input;
    QListView *list;
    QStringList ran;
};

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theModelKeepsItsPromises()
    {
        PaletteModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(QStringLiteral("oka"),
            {{PaletteGroup::Screens, Icon::Queue, QStringLiteral("Queue"), {}, {}, {}},
                {PaletteGroup::Customers, Icon::Customers, QStringLiteral("Sam Okafor"), {}, {}, {}}});
        QCOMPARE(model.rowCount(), 4);
        QVERIFY(model.index(0).data(PaletteModel::HeadRole).toBool());
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("Sam Okafor"));
        QCOMPARE(model.index(1).data(PaletteModel::FromRole).toInt(), 4);
        QCOMPARE(model.nextChoice(1, 1), 3);
        QCOMPARE(model.nextChoice(1, -1), -1);
        model.show({}, {});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.nextChoice(-1, 1), -1);
    }
    void typingFindsAndEnterRunsTheBest()
    {
        Bench bench;
        bench.palette->openWith({});
        QCOMPARE(bench.window.focusWidget(), bench.input);
        QTest::keyClicks(bench.input, QStringLiteral("oka"));
        QCOMPARE(bench.list->currentIndex().data().toString(), QStringLiteral("Sam Okafor"));
        QTest::keyClick(bench.input, Qt::Key_Down);
        QTest::keyClick(bench.input, Qt::Key_Return);
        QCOMPARE(bench.ran, QStringList{QStringLiteral("Ada Okafor")});
        QVERIFY(!bench.palette->isOpen());
        QCOMPARE(bench.window.focusWidget(), bench.before);
    }
    void thePanelIsAsHighAsWhatWasFound()
    {
        Bench bench;
        bench.palette->openWith(QStringLiteral("oka"));
        QApplication::processEvents();
        const QWidget *body = bench.list->parentWidget();
        QCOMPARE(body->height(), 48 + 28 + 2 * 34 + 8 + 34);
        QVERIFY(bench.palette->findChild<QScrollArea *>()->parentWidget()->height() <= body->height() + 2);
    }
    void escGoesBackAndRunsNothing()
    {
        Bench bench;
        bench.palette->openWith(QStringLiteral("oka"));
        QTest::keyClick(bench.input, Qt::Key_Escape);
        QVERIFY(!bench.palette->isOpen());
        QVERIFY(bench.ran.isEmpty());
        QCOMPARE(bench.window.focusWidget(), bench.before);
        bench.palette->openWith({});
        QVERIFY(bench.input->text().isEmpty());
    }
    void nothingFoundOffersAWalkIn()
    {
        Bench bench;
        QString added;
        bench.palette->setFallback([&added](const QString &text) { added = text; });
        bench.palette->openWith(QStringLiteral("  Zoe Quist "));
        const auto *none = bench.window.findChild<QLabel *>(QStringLiteral("palette.none"));
        QCOMPARE(none->text(), QStringLiteral("Nothing found for 'Zoe Quist'. Enter adds a walk-in with this text."));
        QTest::keyClick(bench.input, Qt::Key_Return);
        QCOMPARE(added, QStringLiteral("Zoe Quist"));
        QVERIFY(!bench.palette->isOpen());
    }
    void arrowsStopAtTheEnds()
    {
        Bench bench;
        bench.palette->openWith(QStringLiteral("o"));
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(bench.input, Qt::Key_Down);
        QCOMPARE(bench.list->currentIndex().data().toString(), QStringLiteral("Go to Queue"));
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(bench.input, Qt::Key_Up);
        QCOMPARE(bench.list->currentIndex().data().toString(), QStringLiteral("Sam Okafor"));
    }
    void entriesSayTheirKeyToTheScreenReader()
    {
        Bench bench;
        bench.palette->openWith(QStringLiteral("queue"));
        QCOMPARE(
            bench.list->currentIndex().data(Qt::AccessibleTextRole).toString(), QStringLiteral("Go to Queue, Ctrl+1"));
    }
};
UPDESK_TEST(TestPalette);
#include "tst_palette.moc"
