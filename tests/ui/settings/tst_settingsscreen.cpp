// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/desksetting.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"
#include "ui/shell/desksettings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QScrollArea>
#include <QScrollBar>

using namespace updesk;

/// The settings in the whole window: what they show is so, and what is chosen there holds.
class TestSettingsScreen : public QObject
{
    Q_OBJECT

    static FactConnection northgate()
    {
        FactConnection all;
        all.server = QStringLiteral("db.northgate.example, port 5433");
        all.store = QStringLiteral("Northgate Motors (store 1)");
        all.login = QStringLiteral("Dana Reyes");
        all.fingerprint =
            QStringLiteral("3224 4880 F770 50ED 9C4F AE78 F501 E5FD AF1A FB04 4B85 2E88 9257 7DB4 8CF2 2E9F");
        all.joined = QStringLiteral("Mar 2, 9:14 AM");
        all.factor = QStringLiteral("This store asks for none");
        all.people = {{QStringLiteral("dana"), QStringLiteral("Dana Reyes"), QStringLiteral("10:00 AM"), true},
            {QStringLiteral("omar"), QStringLiteral("Omar Khan"), QStringLiteral("yesterday"), false}};
        all.keeps = true;
        return all;
    }
    static DeskFacts joined()
    {
        DeskFacts facts;
        facts.file = QStringLiteral("/home/dana/.local/share/updesk/store.updesk");
        facts.size = QStringLiteral("12.4 MB");
        facts.encryption = QStringLiteral("Encrypted");
        facts.version = QStringLiteral("0.1.0");
        facts.connection = northgate();
        return facts;
    }
    static QString text(ShellDesk &shell, const char *name)
    {
        auto *found = shell.find<QWidget>(name);
        return found && found->isVisible() ? found->property("text").toString() : QString();
    }
    static void open(ShellDesk &shell)
    {
        shell.open();
        shell.key(Qt::Key_9, Qt::ControlModifier);
        QCOMPARE(shell.window().current(), QStringLiteral("settings"));
    }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void ctrl9OpensThemAndArrowsWalkTheSections()
    {
        ShellDesk shell;
        open(shell);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("settings.section0"));
        QVERIFY(shell.find<QWidget>("settings.theme")->isVisible());
        shell.key(Qt::Key_Down);
        QVERIFY(!shell.find<QWidget>("settings.theme")->isVisible());
        QVERIFY(shell.find<QWidget>("settings.store.address")->isVisible());
        shell.key(Qt::Key_Down);
        QVERIFY(!shell.find<QWidget>("settings.test")->isVisible()); // a lone desk has nothing to test
        shell.key(Qt::Key_Down);
        QVERIFY(shell.find<QWidget>("settings.templates")->isVisible());
        for (const char *first : {"settings.mail.on", "settings.text.on", "settings.phone.dialBy"}) {
            shell.key(Qt::Key_Down);
            QVERIFY(shell.find<QWidget>(first)->isVisible());
        }
        shell.key(Qt::Key_Down);
        QCOMPARE(text(shell, "settings.file"), QDir::toNativeSeparators(shell.store->database().path()));
        shell.key(Qt::Key_Down);
        QVERIFY(shell.find<QWidget>("settings.version")->isVisible());
        shell.key(Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("settings.section8"));
    }
    void messagesLeadToTheTemplatesAndEscapeBack()
    {
        ShellDesk shell;
        open(shell);
        shell.desk->settings()->screen()->go(3);
        shell.find<Button>("settings.templates")->click();
        QCOMPARE(shell.window().current(), QStringLiteral("templates"));
        QVERIFY(shell.find<QWidget>("template.list")->isVisible());
        shell.key(Qt::Key_Escape);
        QCOMPARE(shell.window().current(), QStringLiteral("settings"));
    }
    void themeAndTextSizeHoldAtOnceAndAreRemembered()
    {
        ShellDesk shell;
        open(shell);
        shell.find<QWidget>("settings.theme")->setFocus();
        Q_EMIT shell.desk->settings()->screen()->desk()->themeChosen(ThemeName::Dark);
        QVERIFY(theme().isDark());
        QCOMPARE(*deskSetting(shell.store->database(), QStringLiteral("theme")), QString::number(int(ThemeName::Dark)));
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!theme().isDark());
        QCOMPARE(
            *deskSetting(shell.store->database(), QStringLiteral("theme")), QString::number(int(ThemeName::Light)));
        QTest::mouseClick(shell.find<QWidget>("settings.larger"), Qt::LeftButton);
        QCOMPARE(textSize(), 110);
        QCOMPARE(text(shell, "settings.size"), QStringLiteral("110 %"));
        QCOMPARE(*deskSetting(shell.store->database(), QStringLiteral("text_size")), QStringLiteral("110"));
        QTest::mouseClick(shell.find<QWidget>("settings.normal"), Qt::LeftButton);
        QCOMPARE(textSize(), 100);
    }
    void letterKeysAreSwitchedOffHereForEveryScreen()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        open(shell);
        auto *letters = shell.find<QCheckBox>("settings.letters");
        QVERIFY(letters && letters->isChecked());
        QTest::mouseClick(letters, Qt::LeftButton);
        QCOMPARE(shell.toast(), QStringLiteral("Letter keys are off."));
        shell.key(Qt::Key_1, Qt::ControlModifier);
        shell.desk->openLead(lead);
        shell.key(Qt::Key_C);
        QVERIFY(shell.dialler.dialled.isEmpty());
        shell.key(Qt::Key_Escape);
        shell.key(Qt::Key_C);
        QVERIFY(shell.dialler.dialled.isEmpty());
        shell.close();
        shell.open(); // remembered
        shell.desk->openLead(lead);
        shell.key(Qt::Key_C);
        QVERIFY(shell.dialler.dialled.isEmpty());
        shell.desk->settings()->screen()->desk()->lettersChosen(true);
        shell.key(Qt::Key_C);
        QCOMPARE(shell.dialler.dialled.size(), 1);
        shell.key(Qt::Key_Z, Qt::ControlModifier);
    }
    void messagesStayUntilTheyAreClosedWhereThatIsChosen()
    {
        ShellDesk shell;
        open(shell);
        auto *stay = shell.find<QComboBox>("settings.toast");
        QVERIFY(stay);
        QCOMPARE(stay->currentData().toInt(), 10);
        QVERIFY(!shell.find<QWidget>("toast.close")->isVisible());
        stay->setCurrentIndex(stay->findData(0));
        Q_EMIT stay->activated(stay->currentIndex());
        QCOMPARE(shell.toast(), QStringLiteral("Messages stay until you close them."));
        auto *close = shell.find<QWidget>("toast.close");
        shell.window().toast()->say(QStringLiteral("Something was done."));
        QVERIFY(close->isVisible());
        QTest::mouseClick(close, Qt::LeftButton);
        QCOMPARE(shell.toast(), QString());
        shell.close();
        shell.open();
        shell.key(Qt::Key_9, Qt::ControlModifier);
        QCOMPARE(shell.find<QComboBox>("settings.toast")->currentData().toInt(), 0);
    }
    void theWatchedFolderIsChosenAndStoppedHereToo()
    {
        const QTemporaryDir leads;
        ShellDesk shell;
        open(shell);
        QVERIFY(!shell.find<QWidget>("settings.stopFolder")->isVisible());
        shell.desk->folder()->setChooser([&leads] { return leads.path(); });
        QTest::mouseClick(shell.find<QWidget>("settings.folder"), Qt::LeftButton);
        QCOMPARE(text(shell, "settings.folderName"), QDir::toNativeSeparators(leads.path()));
        QCOMPARE(shell.desk->folder()->state().folder, leads.path());
        QTest::mouseClick(shell.find<QWidget>("settings.stopFolder"), Qt::LeftButton);
        QVERIFY(shell.desk->folder()->state().folder.isEmpty());
        QCOMPARE(text(shell, "settings.folderName"), QStringLiteral("None"));
    }
    void aSearchGoesThroughAllSectionsAndEscEndsIt()
    {
        ShellDesk shell;
        open(shell);
        shell.desk->settings()->screen()->setFacts(joined());
        shell.key(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("settings.search"));
        shell.type(QStringLiteral("finger"));
        QVERIFY(shell.find<QWidget>("settings.fingerprint")->isVisible());
        QVERIFY(!shell.find<QWidget>("settings.theme")->isVisible());
        QVERIFY(!shell.find<QWidget>("settings.server")->isVisible());
        QVERIFY(!shell.find<QWidget>("settings.section0")->isEnabled());
        QVERIFY(shell.find<QWidget>("settings.section2")->isEnabled());
        shell.type(QStringLiteral("zzz"));
        QVERIFY(!shell.find<QWidget>("settings.fingerprint")->isVisible());
        shell.key(Qt::Key_Escape);
        QVERIFY(shell.find<QWidget>("settings.theme")->isVisible());
        QVERIFY(!shell.find<QWidget>("settings.fingerprint")->isVisible());
    }
    void aStoreWithoutAServerShowsItsNumber()
    {
        ShellDesk shell;
        QVERIFY(shell.store->database().execute("UPDATE store SET sample=0"));
        shell.store.reopen();
        open(shell);
        shell.desk->settings()->screen()->go(2);
        QCOMPARE(text(shell, "settings.storeNumber"), QStringLiteral("1"));
        QVERIFY(shell.find<QWidget>("settings.storeNumber")->isVisible());
        shell.desk->settings()->screen()->setFacts(joined());
        QVERIFY(!shell.find<QWidget>("settings.storeNumber")->isVisible());
        DeskFacts sample;
        sample.sample = true;
        shell.desk->settings()->screen()->setFacts(sample);
        QVERIFY(!shell.find<QWidget>("settings.storeNumber")->isVisible());
    }
    void aJoinedDeskShowsItsServerAndTestsItForReal()
    {
        ShellDesk shell;
        open(shell);
        int tests = 0;
        QString forgotten;
        DeskSettings *settings = shell.desk->settings();
        settings->setWays({[&tests] { ++tests; }, [&forgotten](const QString &login) { forgotten = login; }});
        settings->screen()->setFacts(joined());
        settings->screen()->go(2);
        QCOMPARE(text(shell, "settings.server"), northgate().server);
        QCOMPARE(
            text(shell, "settings.keeps"), QStringLiteral("Kept in this computer's key store, of those who wanted it"));
        auto *row = shell.find<SettingRow>("settings.testRow");
        QTest::mouseClick(shell.find<QWidget>("settings.test"), Qt::LeftButton);
        QCOMPARE(tests, 1);
        QVERIFY(!shell.find<QWidget>("settings.test")->isEnabled());
        settings->setTested({42, 0, Versions::Fit, true, QStringLiteral("sales")});
        QCOMPARE(row->note(), QStringLiteral("Answered in 42 ms, as Sales."));
        QVERIFY(shell.find<QWidget>("settings.test")->isEnabled());
        settings->setTested({42, 7 * kMinute, Versions::ServerOlder, true, QStringLiteral("sales")});
        QVERIFY(row->note().contains(u'7') && row->note().contains(QStringLiteral("older")));
        settings->setTestFailed({Error::Code::Denied, QStringLiteral("password"), {}});
        QVERIFY(row->note().contains(QStringLiteral("password")));
        answerNext(-1);
        QTest::mouseClick(shell.find<QWidget>("settings.forget.omar"), Qt::LeftButton);
        QVERIFY(forgotten.isEmpty());
        answerNext(0);
        QTest::mouseClick(shell.find<QWidget>("settings.forget.omar"), Qt::LeftButton);
        QCOMPARE(forgotten, QStringLiteral("omar"));
    }
    void everythingThatActsHasAName()
    {
        ShellDesk shell;
        open(shell);
        shell.desk->settings()->screen()->setFacts(joined());
        for (const auto *button : shell.desk->settings()->screen()->findChildren<QAbstractButton *>())
            QVERIFY2(
                !button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
    }
    void pictures_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light-1366") << QSize(1366, 768) << ThemeName::Light << 100;
        QTest::newRow("dark-1366") << QSize(1366, 768) << ThemeName::Dark << 100;
        QTest::newRow("light-1024") << QSize(1024, 700) << ThemeName::Light << 100;
        QTest::newRow("dark-1024-200") << QSize(1024, 700) << ThemeName::Dark << 200;
    }
    void pictures()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        ShellDesk shell;
        shell.open({}, size);
        setTheme(theme);
        setTextSize(percent);
        shell.key(Qt::Key_9, Qt::ControlModifier);
        DeskFacts facts = joined();
        facts.backup = QStringLiteral("Mar 2, 9:14 AM");
        DeskFacts alone;
        alone.number = QStringLiteral("4711");
        for (int section = 0; section < 10; ++section) { // the last: the connections of a desk alone
            shell.desk->settings()->screen()->setFacts(section < 9 ? facts : alone);
            shell.desk->settings()->screen()->go(section < 9 ? section : 2);
            QApplication::processEvents();
            QApplication::processEvents();
            const QScrollArea *area = shell.desk->settings()->screen()->findChild<QScrollArea *>();
            QVERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
                qPrintable(QString::number(area->widget()->minimumSizeHint().width())));
            for (const TextLabel *label : shell.desk->settings()->screen()->findChildren<TextLabel *>())
                if (label->isVisible() && label->wordWrap())
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()) - 1, qPrintable(label->text()));
            QVERIFY(shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/settings-%1-%2.png")
                                                   .arg(section)
                                                   .arg(QLatin1String(QTest::currentDataTag()))));
        }
    }
};
UPDESK_TEST(TestSettingsScreen);
#include "tst_settingsscreen.moc"
