// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/disposal.h"
#include "core/desk/leadverbs.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/shell/disposalsheet.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QListWidget>

using namespace updesk;

/// A manager looks through whom the store could erase, and erases them.
class TestDisposalSheet : public QObject
{
    Q_OBJECT

    struct Desk {
        ShellDesk shell;
        Captured one, other, third;
        explicit Desk(bool manager = true)
        {
            TestStore &store = shell.store;
            one = store.add(store.webLead(2));
            other = store.add(store.webLead(3));
            third = store.add(store.webLead(4));
            store->setPerson(store.mike);
            for (const LeadId lead : {one.lead, other.lead, third.lead})
                (void)closeLead(*store, lead, Closed::Lost, QStringLiteral("bought elsewhere"));
            (void)setLegalHold(*store, third.customer, QStringLiteral("a claim"));
            store.clock.advance(760 * kDay);
            if (manager)
                (void)tellOfDisposal(*store);
            shell.open(manager ? store.mike : store.dana);
        }
        DisposalSheet *sheet() { return shell.window().findChild<DisposalSheet *>(QStringLiteral("disposal")); }
        template <class W>
        W *find(const char *name)
        {
            return sheet()->findChild<W *>(QLatin1String(name));
        }
        void show() { QVERIFY(shell.window().commands()->run(QStringLiteral("disposal"))); }
        QString cell(int row, int column)
        {
            return find<QTableView>("disposal.table")->model()->index(row, column).data().toString();
        }
        void type(const char *count)
        {
            find<QLineEdit>("disposal.count")->setText(QLatin1String(count));
            QTest::mouseClick(find<QWidget>("disposal.erase"), Qt::LeftButton);
        }
        qint64 erasures() { return shell.store.count("erasure"); }
    };

private Q_SLOTS:
    void whoIsTakenOutStaysAndTheNumberIsTyped()
    {
        Desk desk;
        desk.show();
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        auto *table = desk.find<QTableView>("disposal.table");
        const QAbstractItemModelTester tester(table->model());
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(desk.cell(0, DisposalModel::Marked), QStringLiteral("Erase"));
        QCOMPARE(desk.cell(2, DisposalModel::Marked), QStringLiteral("Kept"));
        QVERIFY2(desk.cell(0, DisposalModel::Last).contains(QStringLiteral("2026")), "the year");
        QCOMPARE(desk.cell(2, DisposalModel::HeldBy), QStringLiteral("Legal hold: a claim"));
        const QString stays = desk.cell(0, DisposalModel::Customer);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(desk.cell(0, DisposalModel::Marked), QStringLiteral("Not now"));
        table->setCurrentIndex(table->model()->index(2, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(desk.cell(2, DisposalModel::Marked), QStringLiteral("Kept"));
        for (const char *wrong : {"", "2", "one"}) {
            desk.type(wrong);
            QCOMPARE(desk.erasures(), 0);
            QVERIFY(desk.sheet()->isOpen());
        }
        desk.type("1");
        QCOMPARE(desk.erasures(), 1);
        QVERIFY(!desk.sheet()->isOpen());
        desk.show();
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(desk.cell(0, DisposalModel::Customer), stays);
    }
    void theNoticeOpensIt()
    {
        Desk desk;
        Notices *notices = desk.shell.window().notices();
        notices->openList();
        auto *list = notices->findChild<QListWidget *>();
        QVERIFY(list && list->count() == 1);
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        QVERIFY(
            desk.find<QLabel>("disposal.words")->text().contains(QStringLiteral("Could be erased: 2. Held back: 1.")));
    }
    void othersSeeItAndEraseNobody()
    {
        Desk desk(false);
        desk.show();
        QVERIFY(!desk.find<QWidget>("disposal.erase")->isEnabled());
        QVERIFY(!desk.find<QLineEdit>("disposal.count")->isVisible());
    }
    void pictures()
    {
        Desk desk;
        desk.show();
        const auto save = [&](const char *name) {
            QApplication::processEvents();
            return desk.shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/") + QLatin1String(name));
        };
        QVERIFY(save("disposal-light.png"));
        setTheme(ThemeName::Dark);
        QVERIFY(save("disposal-dark.png"));
        setTheme(ThemeName::Light);
        setTextSize(200);
        QVERIFY(save("disposal-200.png"));
        setTextSize(100);
    }
};
UPDESK_TEST(TestDisposalSheet);
#include "tst_disposalsheet.moc"
