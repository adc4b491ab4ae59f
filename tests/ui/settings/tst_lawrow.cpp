// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/legalstore.h"
#include "tests/support/suite.h"
#include "tests/ui/settings/channeldesk.h"
#include "ui/shell/desklaw.h"
#include "ui/shell/desklists.h"

#include <QFile>
#include <QScrollArea>

using namespace updesk;

/// The rules of law in the settings: which hold, a copy for a lawyer to change, and the store's own from a file.
class TestLawRow : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromLatin1(text); }

    struct Desk : ChannelDesk {
        QString path;
        explicit Desk(PersonId person = {})
        {
            open(Section(7), person);
            path = shell.store.dir.filePath(QStringLiteral("rules.json"));
            const auto here = [this](const QString &) { return path; };
            shell.desk->settings()->lists()->law().setPickers(here, here);
        }
        QByteArray read() const
        {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }
        void write(const QByteArray &bytes) const
        {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("write");
        }
        QString law() { return find<TextLabel>("law")->text(); }
        QString error() { return find<SettingRow>("law.row")->error(); }
        std::shared_ptr<const LegalRules> inForce() { return *legalRules(shell.store->database()); }
    };

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void theRowFitsInEveryLook_data()
    {
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light") << ThemeName::Light << 100;
        QTest::newRow("dark") << ThemeName::Dark << 100;
        QTest::newRow("twice") << ThemeName::Light << 200;
    }
    void theRowFitsInEveryLook()
    {
        QFETCH(const ThemeName, theme);
        QFETCH(const int, percent);
        Desk desk;
        setTheme(theme);
        setTextSize(percent);
        desk.click("law.copy");
        desk.click("law.file"); // of its own, with the third button
        auto *area = desk.shell.desk->settings()->screen()->findChild<QScrollArea *>();
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
        const QWidget *row = desk.find("law.row");
        for (const char *name : {"law.copy", "law.file", "law.shipped"}) {
            const QWidget *button = desk.find(name);
            QVERIFY2(button->isVisible() && button->width() >= button->minimumSizeHint().width(), name);
            QVERIFY2(row->rect().contains(button->mapTo(row, button->rect().bottomRight())), name);
        }
        QVERIFY(area);
        area->ensureWidgetVisible(desk.find("law.shipped"));
        QVERIFY(desk.shell.window().grab().save(
            QStringLiteral(UPDESK_BUILD_DIR "/pictures/law-%1.png").arg(QLatin1String(QTest::currentDataTag()))));
    }
    void aCopyIsSavedChangedAndUsed()
    {
        Desk desk;
        QCOMPARE(desk.law(), words("Of January 1, as they came with UpDesk"));
        QVERIFY(!desk.find("law.shipped")->isVisible());
        desk.click("law.copy");
        QCOMPARE(desk.shell.toast(), words("The copy is saved."));
        QByteArray copy = desk.read();
        QVERIFY(LegalRules::fromJson(copy));
        copy.replace("\"dated\": \"2026-01-01\"", "\"dated\": \"2026-03-01\"");
        copy.replace("\"hours\": {\"all\": \"08:00-21:00\"},", "\"hours\": {\"all\": \"10:00-18:00\"},");
        desk.write(copy);
        desk.click("law.file");
        QCOMPARE(desk.error(), QString());
        QCOMPARE(desk.shell.toast(), words("The store's own rules are used."));
        QCOMPARE(desk.law(), words("Of March 1, the store's own"));
        QCOMPARE(desk.inForce()->us.hours[0].from, 600);
        QVERIFY(desk.find("law.shipped")->isVisible());
        desk.click("law.copy"); // of what holds now
        QCOMPARE(desk.read(), copy.trimmed());
        QVERIFY(desk.shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/law-1366.png")));
        desk.click("law.shipped");
        QCOMPARE(desk.law(), words("Of January 1, as they came with UpDesk"));
        QCOMPARE(desk.inForce()->us.hours[0].from, 480);
        QCOMPARE(desk.shell.toast(), words("The rules that came with UpDesk are used."));
        QTest::mouseClick(desk.shell.find<QWidget>("toast.undo"), Qt::LeftButton);
        QCOMPARE(desk.shell.toast(), words("The rules of law are as before."));
        QCOMPARE(desk.law(), words("Of March 1, the store's own"));
        QCOMPARE(desk.inForce()->us.hours[0].from, 600);
    }
    void ofADayToComeItSaysFromWhenOn()
    {
        Desk desk;
        desk.click("law.copy");
        QByteArray copy = desk.read();
        desk.write(copy.replace("\"dated\": \"2026-01-01\"", "\"dated\": \"2026-06-01\""));
        desk.click("law.file");
        QCOMPARE(desk.law(), words("Of January 1, as they came with UpDesk"));
        QVERIFY2(
            desk.note(words("law.row")).contains(words("from June 1 on")), qPrintable(desk.note(words("law.row"))));
        QVERIFY(desk.find("law.shipped")->isVisible()); // it can be taken out again
    }
    void whatCannotBeReadIsNamedByItsPlaceAndChangesNothing()
    {
        Desk desk;
        for (const auto &[bytes, said] : {std::pair{"", "no file of rules"}, std::pair{"{}", "cannot be read at"},
                 std::pair{"not json", "cannot be read at"}}) {
            desk.write(bytes);
            desk.click("law.file");
            QVERIFY2(desk.error().contains(words(said)), qPrintable(desk.error()));
            QCOMPARE(desk.law(), words("Of January 1, as they came with UpDesk"));
        }
        desk.write("{\"dated\": \"never\"}");
        desk.click("law.file");
        QVERIFY2(desk.error().contains(words("dated")), qPrintable(desk.error()));
        desk.path.clear(); // the dialog is left
        desk.click("law.file");
        desk.path = desk.shell.store.dir.filePath(QStringLiteral("none.json"));
        desk.click("law.file");
        QVERIFY2(desk.error().contains(words("cannot be opened")), qPrintable(desk.error()));
        desk.path = desk.shell.store.dir.filePath(QStringLiteral("no/such/folder.json"));
        desk.click("law.copy");
        QVERIFY2(desk.error().contains(words("could not be saved")), qPrintable(desk.error()));
    }
    void onlyAManagerUsesOwnRulesAndAnybodySavesACopy()
    {
        Desk desk(PersonId{});
        desk.shell.store->setPerson(desk.shell.store.dana);
        desk.shell.desk->settings()->lists()->refresh();
        QVERIFY(!desk.find("law.file")->isEnabled());
        QVERIFY(desk.find("law.copy")->isEnabled());
    }
};
UPDESK_TEST(TestLawRow);
#include "tst_lawrow.moc"
