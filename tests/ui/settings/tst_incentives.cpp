// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/incentives.h"
#include "core/sequences/templaterows.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"
#include "ui/settings/incentivesheet.h"
#include "ui/shell/desksettings.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QTableView>

using namespace updesk;

/// The incentives in the settings: managers enter and change them, everybody reads them.
class TestIncentiveSheet : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromUtf8(text); }
    static Incentive cash()
    {
        Incentive one;
        one.words = words("customer cash");
        one.amount = 300'000;
        one.make = words("Toyota");
        one.from = QDate(2026, 3, 1);
        one.until = QDate(2026, 3, 31);
        return one;
    }

    struct Desk {
        explicit Desk(bool manager = true, const std::vector<Incentive> &all = {})
        {
            shell.store->setPerson(shell.store.mike);
            if (!all.empty() && !setIncentives(*shell.store, all))
                qFatal("incentives");
            shell.open(manager ? shell.store.mike : shell.store.dana);
            shell.window().go(words("settings"));
            shell.desk->settings()->screen()->go(3);
            QCoreApplication::processEvents();
            QTest::mouseClick(shell.find<QWidget>("settings.incentives"), Qt::LeftButton);
            QCoreApplication::processEvents();
        }
        IncentiveSheet *sheet() { return shell.find<IncentiveSheet>("incentives"); }
        QLineEdit *edit(const char *name)
        {
            return shell.find<QLineEdit>(qPrintable(words("incentives.") + QLatin1String(name)));
        }
        void type(const char *name, const char *text)
        {
            edit(name)->selectAll();
            QTest::keyClick(edit(name), Qt::Key_Delete);
            QTest::keyClicks(edit(name), words(text));
        }
        void press(const char *name)
        {
            QTest::mouseClick(
                shell.find<QWidget>(qPrintable(words("incentives.") + QLatin1String(name))), Qt::LeftButton);
            QCoreApplication::processEvents();
        }
        QString wrong(const char *name) { return qobject_cast<Field *>(edit(name)->parentWidget())->error(); }
        QString error() { return shell.words("incentives.error"); }
        std::vector<Incentive> kept() { return *incentivesOf(shell.store->database()); }
        ShellDesk shell;
    };

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void theListSaysWhatHoldsToday()
    {
        IncentiveModel model;
        const QAbstractItemModelTester tester(&model);
        Incentive later = cash(), over = cash();
        later.from = QDate(2026, 3, 20);
        over.until = QDate(2026, 3, 11);
        over.make.clear();
        model.show({cash(), later, over}, QDate(2026, 3, 12));
        const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, IncentiveModel::Amount), words("$3,000"));
        QCOMPARE(text(0, IncentiveModel::Vehicle), words("Toyota"));
        QCOMPARE(text(2, IncentiveModel::Vehicle), words("Any"));
        QCOMPARE(
            (QStringList{text(0, IncentiveModel::Now), text(1, IncentiveModel::Now), text(2, IncentiveModel::Now)}),
            (QStringList{words("In force"), words("Later"), words("Over")}));
    }
    void aManagerEntersOneAndCanTakeThatBack()
    {
        Desk desk;
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        desk.type("words", "customer cash");
        desk.type("amount", "3,000");
        desk.type("make", "Toyota");
        desk.type("from", "2026-03-01");
        desk.type("until", "2026-03-31");
        QTest::keyClick(desk.edit("until"), Qt::Key_Return);
        QCOMPARE(desk.kept(), std::vector<Incentive>{cash()});
        QCOMPARE(desk.shell.toast(), words("The incentives are saved."));
        QTest::mouseClick(desk.shell.find<QWidget>("toast.undo"), Qt::LeftButton);
        QVERIFY(desk.kept().empty());
    }
    void theChosenOneIsChangedOrRemoved()
    {
        Incentive second = cash();
        second.words = words("loyalty cash");
        Desk desk(true, {cash(), second});
        desk.shell.find<QTableView>("incentives.list")->selectRow(1);
        QCOMPARE(desk.edit("words")->text(), words("loyalty cash"));
        desk.type("amount", "500");
        desk.press("save");
        second.amount = 50'000;
        QCOMPARE(desk.kept(), (std::vector<Incentive>{cash(), second}));
        desk.shell.find<QTableView>("incentives.list")->selectRow(0);
        desk.press("remove");
        QCOMPARE(desk.kept(), std::vector<Incentive>{second});
        desk.press("new");
        QVERIFY(desk.edit("words")->text().isEmpty());
        QVERIFY(!desk.shell.find<QWidget>("incentives.remove")->isEnabled());
    }
    void whatIsTypedIsNotLostWithAnotherRow()
    {
        Incentive second = cash();
        second.words = words("loyalty cash");
        Desk desk(true, {cash(), second});
        auto *list = desk.shell.find<QTableView>("incentives.list");
        for (const bool another : {true, false}) {
            desk.type("amount", "4500");
            answerNext(-1); // Esc: it stays
            another ? list->selectRow(1) : desk.press("new");
            QCoreApplication::processEvents();
            QVERIFY(lastQuestion().title.startsWith(words("Discard what was typed")));
            QCOMPARE(desk.edit("amount")->text(), words("4500"));
            QCOMPARE(list->currentIndex().row(), 0);
        }
        answerNext(1);
        list->selectRow(1);
        QCoreApplication::processEvents();
        QCOMPARE(desk.edit("words")->text(), words("loyalty cash"));
        QCOMPARE(list->currentIndex().row(), 1);
        QCOMPARE(desk.kept(), (std::vector<Incentive>{cash(), second}));
    }
    void escAsksBeforeItDropsWhatWasTyped()
    {
        Desk desk(true, {cash()});
        desk.type("amount", "4500");
        answerNext(-1);
        QTest::keyClick(desk.edit("amount"), Qt::Key_Escape);
        QVERIFY(desk.sheet()->isOpen());
        QCOMPARE(desk.edit("amount")->text(), words("4500"));
        desk.press("save");
        QTest::keyClick(desk.edit("amount"), Qt::Key_Escape); // it is saved: nothing is asked
        QVERIFY(!desk.sheet()->isOpen());
        QCOMPARE(desk.kept().front().amount, qint64(450'000));
    }
    void whatCannotBeStandsAtItsField_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("no words") << QByteArray("words") << QByteArray();
        QTest::newRow("amount") << QByteArray("amount") << QByteArray("much");
        QTest::newRow("less than nothing") << QByteArray("amount") << QByteArray("-5");
        QTest::newRow("year") << QByteArray("year") << QByteArray("next");
        QTest::newRow("no such year") << QByteArray("year") << QByteArray("26");
        QTest::newRow("no first day") << QByteArray("from") << QByteArray("soon");
        QTest::newRow("ends before it begins") << QByteArray("until") << QByteArray("2026-02-01");
        QTest::newRow("too long") << QByteArray("source") << QByteArray(200, 'x');
    }
    void whatCannotBeStandsAtItsField()
    {
        QFETCH(const QByteArray, field);
        QFETCH(const QByteArray, typed);
        Desk desk(true, {cash()});
        desk.type(field.constData(), typed.constData());
        desk.press("save");
        QVERIFY(!desk.wrong(field.constData()).isEmpty());
        QCOMPARE(desk.kept(), std::vector<Incentive>{cash()});
        QCOMPARE(desk.edit(field.constData())->text(), QString::fromUtf8(typed)); // nothing typed is lost
    }
    void whatAnotherDeskChangedMeanwhileStays()
    {
        Desk desk(true, {cash()});
        Incentive theirs = cash();
        theirs.amount = 100;
        QVERIFY(setIncentives(*desk.shell.store, {theirs}));
        desk.type("amount", "4000");
        desk.press("save");
        QVERIFY(desk.error().startsWith(words("Another desk changed the incentives")));
        QCOMPARE(desk.kept(), std::vector<Incentive>{theirs});
    }
    void othersReadThem()
    {
        Desk desk(false, {cash()});
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        QVERIFY(desk.edit("words")->isReadOnly());
        for (const char *name : {"incentives.save", "incentives.remove", "incentives.new"})
            QVERIFY(!desk.shell.find<QWidget>(name)->isVisible());
        QTest::keyClick(desk.edit("words"), Qt::Key_Return); // nothing
        QCOMPARE(desk.kept(), std::vector<Incentive>{cash()});
    }
    void pictures()
    {
        Incentive second = cash();
        second.words = words("1.9 % APR for 60 months");
        second.amount = 0;
        second.until = QDate(2026, 3, 5);
        QVERIFY(QDir(words(UPDESK_BUILD_DIR)).mkpath(words("pictures")));
        for (const auto &[theme, name] : {std::pair{ThemeName::Light, "light"}, std::pair{ThemeName::Dark, "dark"}}) {
            Desk desk(true, {cash(), second});
            setTheme(theme);
            QCoreApplication::processEvents();
            QVERIFY(desk.shell.window().grab().save(
                QStringLiteral(UPDESK_BUILD_DIR "/pictures/incentives-%1.png").arg(QLatin1String(name))));
        }
        Desk large(true, {cash(), second});
        setTextSize(200);
        QCoreApplication::processEvents();
        QVERIFY(large.shell.window().grab().save(words(UPDESK_BUILD_DIR "/pictures/incentives-twice.png")));
    }
};

UPDESK_TEST(TestIncentiveSheet);
#include "tst_incentives.moc"
