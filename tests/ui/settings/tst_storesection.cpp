// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/desk/storeverbs.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/settings/hourswords.h"
#include "ui/shell/desksettings.h"

#include <QComboBox>
#include <QDir>
#include <QLineEdit>

using namespace updesk;

/// The store in the settings: shown to all, changed by managers, at once and with undo.
class TestStoreSection : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromUtf8(text); }

    struct Desk {
        explicit Desk(bool manager = true, QSize size = {1366, 768})
        {
            shell.open(manager ? shell.store.mike : shell.store.dana, size);
            shell.window().go(QStringLiteral("settings"));
            shell.desk->settings()->screen()->go(1);
            QCoreApplication::processEvents();
        }
        template <class W = QWidget>
        W *find(const char *name)
        {
            return shell.find<W>(qPrintable(QStringLiteral("settings.store.") + QLatin1String(name)));
        }
        void type(const char *name, const char *text)
        {
            auto *edit = find<QLineEdit>(name);
            edit->setFocus();
            edit->selectAll();
            QTest::keyClick(edit, Qt::Key_Delete);
            QTest::keyClicks(edit, QString::fromUtf8(text));
            QTest::keyClick(edit, Qt::Key_Return);
            QCoreApplication::processEvents();
        }
        StoreEntries entries() { return *storeEntries(shell.store->database()); }
        QString fault(const char *name)
        {
            for (QWidget *up = find(name); up; up = up->parentWidget())
                if (auto *row = qobject_cast<SettingRow *>(up))
                    return row->error();
            return {};
        }
        ShellDesk shell;
    };

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void whatAManagerTypesAppliesAtOnceAndUndoBringsItBack()
    {
        Desk desk;
        const StoreEntries before = desk.entries();
        desk.type("address", "9 Elm Street, Albany NY 12207");
        QCOMPARE(desk.entries().address, words("9 Elm Street, Albany NY 12207"));
        desk.type("canada_list", "CA-4711");
        QCOMPARE(desk.entries().canadaList, words("CA-4711"));
        desk.type("no_show", "45");
        QCOMPARE(desk.entries().noShowMinutes, 45);
        QCOMPARE(desk.find<QLineEdit>("months")->text(), words("24"));
        desk.type("months", "12");
        QCOMPARE(desk.entries().disposalMonths, 12);
        auto *scope = desk.find<QComboBox>("scope");
        scope->setCurrentIndex(1);
        Q_EMIT scope->activated(1);
        QCOMPARE(desk.entries().refusalOfAll, std::optional(false));
        desk.shell.find<QWidget>("settings.section1")->setFocus();
        for (int i = 0; i < 5; ++i)
            desk.shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.entries(), before);
        QCOMPARE(desk.find<QLineEdit>("address")->text(), before.address);
        QCOMPARE(scope->currentIndex(), 0);
    }
    void whatIsWrongStandsAtItsRowAndNothingIsChanged()
    {
        Desk desk;
        const StoreEntries before = desk.entries();
        desk.type("phone", "call us");
        QCOMPARE(desk.fault("phone"), words("This is no phone number."));
        QCOMPARE(desk.find<QLineEdit>("phone")->text(), words("call us")); // to be set right
        QCOMPARE(desk.entries(), before);
        desk.type("phone", "(518) 555-0177");
        QVERIFY(desk.fault("phone").isEmpty());
        QCOMPARE(desk.entries().phone, words("(518) 555-0177"));
        desk.type("no_show", "soon");
        QCOMPARE(desk.fault("no_show"), words("Type 1 to 1440 minutes."));
        desk.type("no_show", "30");
        for (const char *wrong : {"25", "off"}) {
            desk.type("months", wrong);
            QCOMPARE(desk.fault("months"), words("Type 0 to 24 months."));
        }
        QCOMPARE(desk.entries().disposalMonths, 24);
        desk.type("months", "24");
        desk.type("name", "");
        QCOMPARE(desk.fault("name"), words("The store needs a name."));
    }
    void othersSeeItAndWhyTheyCannotChangeIt()
    {
        Desk desk(false);
        QVERIFY(desk.find("reason")->isVisible());
        QVERIFY2(desk.find<QLabel>("reason")->text().contains(words("manager")),
            qPrintable(desk.find<QLabel>("reason")->text()));
        QVERIFY(!desk.find<QLineEdit>("name")->text().isEmpty());
        for (const char *name : {"name", "address", "phone", "canada_list", "no_show", "months"})
            QVERIFY(desk.find<QLineEdit>(name)->isReadOnly());
        QVERIFY(!desk.find<QComboBox>("scope")->isEnabled());
        Desk manager;
        QVERIFY(!manager.find("reason")->isVisible());
    }
    void hoursReadAsPeopleSayThem()
    {
        const auto hours = Hours::fromText(words("America/New_York"),
            words(
                R"({"mon":[["09:00","20:00"]],"tue":[["09:00","20:00"]],"sat":[["10:00","12:00"],["13:00","16:00"]]})"),
            words(R"([{"day":"2026-01-01","closed":true},{"day":"2026-12-24","spans":[["08:00","13:00"]]}])"));
        QVERIFY(hours);
        QCOMPARE(HoursWords::week(*hours),
            words("Mon to Tue 9:00 to 20:00, Wed to Fri closed, Sat 10:00 to 12:00 and 13:00 to 16:00, Sun closed"));
        QCOMPARE(HoursWords::holidays(*hours, QDate(2026, 3, 12)), words("December 24 8:00 to 13:00"));
    }
    void picturesOfTheStore_data()
    {
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("manager");
        QTest::newRow("light") << ThemeName::Light << 100 << true;
        QTest::newRow("dark") << ThemeName::Dark << 100 << true;
        QTest::newRow("seller") << ThemeName::Light << 100 << false;
        QTest::newRow("seller-dark") << ThemeName::Dark << 100 << false;
        QTest::newRow("twice") << ThemeName::Light << 200 << true;
    }
    void picturesOfTheStore()
    {
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        QFETCH(bool, manager);
        Desk desk(manager);
        setTheme(theme);
        setTextSize(percent);
        for (int i = 0; i < 3; ++i)
            QApplication::processEvents();
        QVERIFY(desk.shell.window().grab().save(
            QStringLiteral(UPDESK_BUILD_DIR "/pictures/store-%1.png").arg(QLatin1String(QTest::currentDataTag()))));
    }
};
UPDESK_TEST(TestStoreSection);
#include "tst_storesection.moc"
