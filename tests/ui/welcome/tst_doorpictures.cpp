// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/welcome/door.h"
#include "ui/parts/sentencesync.h"
#include "ui/welcome/encryptingpage.h"
#include "ui/welcome/joinpage.h"
#include "ui/welcome/lockedpage.h"
#include "ui/welcome/signinpage.h"
#include "ui/welcome/welcomepage.h"

#include <QDir>
#include <QScrollBar>

using namespace updesk;

/// Pictures of the pages before the desk in every size and colour, and no word of them is cut.
class TestDoorPictures : public QObject
{
    Q_OBJECT

    static void save(QWidget &page, const QString &name)
    {
        QApplication::processEvents();
        QApplication::processEvents();
        for (const TextLabel *label : page.findChildren<TextLabel *>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            QVERIFY2(label->height() >= needed - 1, qPrintable(name + u' ' + label->text()));
            QVERIFY2(label->wordWrap() || label->width() >= label->minimumSizeHint().width(),
                qPrintable(name + u' ' + label->text()));
        }
        for (const auto *button : page.findChildren<Button *>())
            QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(),
                qPrintable(name + u' ' + button->text()));
        QVERIFY(page.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/door-%1-%2.png")
                                     .arg(name, QLatin1String(QTest::currentDataTag()))));
    }
    template <class Page>
    void dress(Shown<Page> &shown)
    {
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        setTheme(theme);
        setTextSize(percent);
        QFETCH(QSize, size);
        shown.page.resize(size);
        QApplication::processEvents();
    }
    static void looks()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light-1366") << QSize(1366, 768) << ThemeName::Light << 100;
        QTest::newRow("dark-1366") << QSize(1366, 768) << ThemeName::Dark << 100;
        QTest::newRow("light-1024") << QSize(1024, 700) << ThemeName::Light << 100;
        QTest::newRow("dark-1024-200") << QSize(1024, 700) << ThemeName::Dark << 200;
        QTest::newRow("light-1366-200") << QSize(1366, 768) << ThemeName::Light << 200;
    }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void aStoreWithoutItsKey_data() { looks(); }
    void aStoreWithoutItsKey()
    {
        Shown<LockedPage> shown;
        const QString file = QStringLiteral("/home/dana/.local/share/updesk/store.updesk");
        shown.page.setProblem(file, {Error::Code::Denied, QStringLiteral("no_key"), {}});
        dress(shown);
        QVERIFY(shown.sees("locked.aside"));
        save(shown.page, QStringLiteral("locked"));
        shown.page.setFault(QStringLiteral("The key is still not there."));
        save(shown.page, QStringLiteral("locked-still"));
        shown.page.setProblem(file, {Error::Code::Denied, QStringLiteral("key_store"), {}});
        QVERIFY(!shown.sees("locked.aside")); // the key may come back any moment
        QVERIFY(shown.sees("locked.again"));
        save(shown.page, QStringLiteral("locked-keystore"));
        // Comes of a key file that was named: what the key store is given, such a run does not read.
        shown.page.setProblem(file, {Error::Code::Denied, QStringLiteral("wrong_key"), {}});
        QVERIFY(shown.text("locked.words").contains(QStringLiteral("Name the key file")));
        QVERIFY(!shown.text("locked.words").contains(QStringLiteral("--take")));
        QVERIFY(shown.sees("locked.aside"));
        save(shown.page, QStringLiteral("locked-wrong"));
    }
    void aLargeFileIsEncrypted_data() { looks(); }
    void aLargeFileIsEncrypted()
    {
        Shown<EncryptingPage> shown;
        shown.page.setDone(412'000'000, 1'900'000'000);
        dress(shown);
        QVERIFY(!shown.page.close()); // so its words must not say that it may be
        save(shown.page, QStringLiteral("encrypting"));
        shown.page.setDone(1'900'000'000, 1'900'000'000);
        QVERIFY(shown.text("encrypting.words").startsWith(QStringLiteral("Comparing")));
    }
    void joining_data() { looks(); }
    void joining()
    {
        Shown<WelcomePage> shown;
        dress(shown);
        save(shown.page, QStringLiteral("first"));
        shown.click("welcome.join");
        JoinPage &join = *shown.page.join();
        save(shown.page, QStringLiteral("where"));
        shown.click("join.byHand");
        shown.key(Qt::Key_Return);
        save(shown.page, QStringLiteral("byhand"));
        join.setKeeps(true);
        join.begin(inviteCode(northgate()));
        save(shown.page, QStringLiteral("who"));
        shown.type("join.login", QStringLiteral("dana"));
        shown.type("join.password", QStringLiteral("of the house"));
        shown.key(Qt::Key_Return);
        join.setRows(4210);
        save(shown.page, QStringLiteral("wait"));
        join.setStores({{1, QStringLiteral("Northgate Motors"), QStringLiteral("sales")},
            {4, QStringLiteral("Southgate Motors"), QStringLiteral("manager")}});
        save(shown.page, QStringLiteral("stores"));
        shown.click("join.thisStore");
        join.setKeeps(false);
        join.setFault({Error::Code::Denied, QStringLiteral("password"), {}});
        save(shown.page, QStringLiteral("wrong"));
    }
    void signingIn_data() { looks(); }
    void signingIn()
    {
        Shown<SignInPage> shown;
        dress(shown);
        SignInPage &page = shown.page;
        page.setStore(QStringLiteral("Northgate Motors"));
        page.setKnown({{{}, QStringLiteral("dana"), QStringLiteral("Dana Reyes"), true, 3},
            {{}, QStringLiteral("omar"), QStringLiteral("Omar Khan"), false, 2},
            {{}, QStringLiteral("mike"), QStringLiteral("Mike Stone"), true, 1}});
        page.setOffline(true);
        save(page, QStringLiteral("pin"));
        page.setNotice(absenceSentence({Error::Code::Denied, QStringLiteral("password"), {}},
            QStringLiteral("Alexandria Montgomery-Featherstone")));
        save(page, QStringLiteral("shutout"));
        page.setNotice({});
        shown.click("signin.tile1");
        page.setFault({Error::Code::Denied, QStringLiteral("password"), {}});
        save(page, QStringLiteral("password"));
        shown.click("signin.tile3");
        save(page, QStringLiteral("other"));
        page.askEnrolment({{}, QStringLiteral("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"),
            QStringLiteral("otpauth://totp/UpDesk%20Northgate%20Motors:dana?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
                           "&issuer=UpDesk%20Northgate%20Motors")});
        save(page, QStringLiteral("enrol"));
        page.askCode();
        page.setFault({Error::Code::Denied, QStringLiteral("code"), {}});
        save(page, QStringLiteral("code"));
        page.offerPin();
        save(page, QStringLiteral("newpin"));
    }
};
UPDESK_TEST(TestDoorPictures);
#include "tst_doorpictures.moc"
