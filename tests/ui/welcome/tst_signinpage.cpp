// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/welcome/door.h"
#include "ui/welcome/signinpage.h"

#include <QSignalSpy>

using namespace updesk;

/// Who takes the desk: the page alone, its answers given by the test.
class TestSignInPage : public QObject
{
    Q_OBJECT
    using Page = Shown<SignInPage>;

    static std::vector<KnownPerson> here()
    {
        return {{{}, QStringLiteral("dana"), QStringLiteral("Dana Reyes"), true, 2},
            {{}, QStringLiteral("omar"), QStringLiteral("Omar Khan"), false, 1}};
    }
    static QStringList tiles(Page &shown)
    {
        QStringList names;
        for (const DoorTile *tile : shown.page.findChildren<DoorTile *>())
            names << tile->text();
        return names;
    }
    static void refuse(Page &shown, Error::Code code, const char *subject, const char *detail = "")
    {
        shown.page.setFault({code, QLatin1String(subject), QLatin1String(detail)});
    }

private Q_SLOTS:
    void whoWasHereLastNeedsOnlyThePin()
    {
        Page shown;
        QSignalSpy pins(&shown.page, &SignInPage::pinGiven);
        shown.page.setKnown(here());
        QCOMPARE(tiles(shown),
            (QStringList{QStringLiteral("Dana Reyes"), QStringLiteral("Omar Khan"), QStringLiteral("Other")}));
        QCOMPARE(shown.text("signin.who"), QStringLiteral("Dana Reyes"));
        QCOMPARE(shown.focus(), QStringLiteral("signin.secret"));
        QCOMPARE(shown.edit("signin.secret")->accessibleName(), QStringLiteral("Your PIN"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("4711"));
        shown.key(Qt::Key_Return);
        QCOMPARE(pins.size(), 1);
        QCOMPARE(pins[0], (QVariantList{QStringLiteral("dana"), QStringLiteral("4711")}));
        QVERIFY(!shown.find("signin.go")->isEnabled()); // until there is an answer
    }
    void aWrongPinSaysHowManyTriesAreLeftAndTheFifthAsksForThePassword()
    {
        Page shown;
        shown.page.setKnown(here());
        shown.type("signin.secret", QStringLiteral("1234"));
        shown.key(Qt::Key_Return);
        refuse(shown, Error::Code::Denied, "pin", "4");
        QVERIFY(shown.fault("signin.secret").contains(u'4'));
        QCOMPARE(shown.focus(), QStringLiteral("signin.secret"));
        shown.key(Qt::Key_Return);
        refuse(shown, Error::Code::Denied, "pin_spent");
        QCOMPARE(shown.edit("signin.secret")->accessibleName(), QStringLiteral("Your password"));
        QVERIFY(shown.fault("signin.secret").contains(QStringLiteral("password")));
        QVERIFY(!shown.sees("signin.way")); // back to the PIN leads nowhere
    }
    void thePasswordInsteadOfThePinAndKeptOnlyWhenWanted()
    {
        Page shown;
        std::vector<Keep> kept;
        connect(&shown.page, &SignInPage::passwordGiven, this,
            [&kept](const QString &, const QString &, Keep keep) { kept.push_back(keep); });
        shown.page.setKnown(here());
        shown.click("signin.way");
        QCOMPARE(shown.edit("signin.secret")->accessibleName(), QStringLiteral("Your password"));
        QVERIFY(shown.sees("signin.keep"));
        shown.type("signin.secret", QStringLiteral("of the house"));
        shown.key(Qt::Key_Return);
        refuse(shown, Error::Code::Denied, "password");
        QVERIFY(!shown.fault("signin.secret").isEmpty());
        shown.click("signin.keep");
        shown.find("signin.secret")->setFocus();
        shown.key(Qt::Key_Return);
        QCOMPARE(kept, (std::vector<Keep>{Keep::Password, Keep::Nothing}));
    }
    void theTilesAreReachedByArrowsAndLetters()
    {
        Page shown;
        shown.page.setKnown(here());
        shown.find("signin.tile0")->setFocus();
        shown.key(Qt::Key_Right);
        QCOMPARE(shown.focus(), QStringLiteral("signin.tile1"));
        shown.key(Qt::Key_D);
        QCOMPARE(shown.focus(), QStringLiteral("signin.tile0"));
        shown.key(Qt::Key_O);
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.text("signin.who"), QStringLiteral("Omar Khan"));
        QCOMPARE(shown.edit("signin.secret")->accessibleName(), QStringLiteral("Your password"));
        QVERIFY(!shown.sees("signin.login"));
    }
    void anotherPersonTypesTheLoginToo()
    {
        Page shown;
        QSignalSpy words(&shown.page, &SignInPage::passwordGiven);
        shown.page.setKnown(here());
        shown.click("signin.tile2");
        QCOMPARE(shown.focus(), QStringLiteral("signin.login"));
        shown.type("signin.login", QStringLiteral("mike"));
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.focus(), QStringLiteral("signin.secret"));
        shown.key(Qt::Key_Return);
        QVERIFY(!shown.fault("signin.secret").isEmpty()); // a password is wanted
        QTest::keyClicks(shown.edit("signin.secret"), QStringLiteral("x"));
        shown.key(Qt::Key_Return);
        QCOMPARE(words.size(), 1);
        QCOMPARE(words[0][0].toString(), QStringLiteral("mike"));
        refuse(shown, Error::Code::Denied, "login");
        QVERIFY(shown.fault("signin.login").contains(QStringLiteral("closed")));
        refuse(shown, Error::Code::Offline, "server");
        bool told = false;
        for (const auto *label : shown.page.findChildren<QLabel *>(QStringLiteral("door.fault")))
            told = told || (label->isVisible() && label->text().contains(QStringLiteral("has not signed in")));
        QVERIFY(told);
    }
    void theSecondProofIsAskedForAndSetUpTheFirstTime()
    {
        Page shown;
        QSignalSpy codes(&shown.page, &SignInPage::codeGiven), first(&shown.page, &SignInPage::enrolmentGiven);
        shown.page.setKnown(here());
        shown.page.askEnrolment(
            {{}, QStringLiteral("ABCD EFGH IJKL MNOP"), QStringLiteral("otpauth://totp/x?secret=A")});
        QCOMPARE(shown.text("factor.key"), QStringLiteral("ABCD EFGH IJKL MNOP"));
        QVERIFY(shown.text("factor.link").startsWith(QStringLiteral("otpauth://totp/x")));
        QCOMPARE(shown.focus(), QStringLiteral("factor.code"));
        shown.key(Qt::Key_Return);
        QVERIFY(!shown.fault("factor.code").isEmpty());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("123 456"));
        shown.key(Qt::Key_Return);
        QCOMPARE(first.size(), 1);
        QCOMPARE(first[0][0].toString(), QStringLiteral("123456"));
        refuse(shown, Error::Code::Duplicate, "factor"); // set up on another computer
        QVERIFY(!shown.sees("factor.key"));
        QVERIFY(!shown.fault("factor.code").isEmpty());
        QTest::keyClicks(shown.edit("factor.code"), QStringLiteral("654321"));
        shown.key(Qt::Key_Return);
        QCOMPARE(codes.size(), 1);
        refuse(shown, Error::Code::Busy, "code", "290");
        QVERIFY(shown.fault("factor.code").contains(u'5'));
        shown.key(Qt::Key_Escape);
        QVERIFY(shown.sees("signin.secret"));
    }
    void aPinIsOfferedAndTypedTwice()
    {
        Page shown;
        QSignalSpy pins(&shown.page, &SignInPage::pinChosen), later(&shown.page, &SignInPage::pinDeclined);
        shown.page.setKnown(here());
        shown.page.offerPin();
        QCOMPARE(shown.focus(), QStringLiteral("pin.new"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("4711"));
        shown.key(Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("4712"));
        shown.key(Qt::Key_Return);
        QVERIFY(!shown.fault("pin.again").isEmpty());
        QVERIFY(pins.isEmpty());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("4711"));
        shown.key(Qt::Key_Return);
        QCOMPARE(pins.size(), 1);
        refuse(shown, Error::Code::Invalid, "pin");
        QVERIFY(shown.fault("pin.new").contains(QStringLiteral("our")));
        shown.key(Qt::Key_Escape);
        QCOMPARE(later.size(), 1);
    }
    void aPinIsGivenOnceHoweverOftenEnterIsPressed()
    {
        Page shown;
        QSignalSpy pins(&shown.page, &SignInPage::pinChosen);
        shown.page.setKnown(here());
        shown.page.offerPin();
        shown.type("pin.new", QStringLiteral("4711"));
        shown.type("pin.again", QStringLiteral("4711"));
        auto *again = shown.edit("pin.again");
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(again, Qt::Key_Return);
        shown.click("pin.keep");
        QCOMPARE(pins.size(), 1);
        QVERIFY(!shown.find("pin.keep")->isEnabled());
        refuse(shown, Error::Code::Offline, "keychain");
        QVERIFY(shown.find("pin.keep")->isEnabled());
        shown.click("pin.keep");
        QCOMPARE(pins.size(), 2);
        shown.page.offerPin();
        QVERIFY(shown.find("pin.keep")->isEnabled());
    }
    // Somebody was shut out or forgotten while another is at the page.
    void peopleToldMeanwhileLeaveWhatIsTyped()
    {
        Page shown;
        std::vector<KnownPerson> people = here();
        shown.page.setKnown(people);
        shown.click("signin.tile1");
        shown.type("signin.secret", QStringLiteral("of the ho"));
        people.erase(people.begin());
        shown.page.setKnown(people);
        QCOMPARE(tiles(shown), (QStringList{QStringLiteral("Omar Khan"), QStringLiteral("Other")}));
        QCOMPARE(shown.text("signin.who"), QStringLiteral("Omar Khan"));
        QCOMPARE(shown.edit("signin.secret")->text(), QStringLiteral("of the ho"));
        QVERIFY(shown.find<DoorTile>("signin.tile0")->isChecked());
        shown.click("signin.tile1");
        shown.type("signin.login", QStringLiteral("mike"));
        shown.page.setKnown({});
        QCOMPARE(shown.edit("signin.login")->text(), QStringLiteral("mike"));
        shown.page.setKnown(here());
        QCOMPARE(shown.edit("signin.login")->text(), QStringLiteral("mike"));
        QVERIFY(shown.find<DoorTile>("signin.tile2")->isChecked());
        // The one at the page is the one: from the beginning, and a PIN that is gone is not asked for.
        shown.click("signin.tile0");
        people = here();
        people[0].hasPin = false;
        shown.page.setKnown(people);
        QCOMPARE(shown.edit("signin.secret")->accessibleName(), QStringLiteral("Your password"));
        people.erase(people.begin());
        shown.page.setKnown(people);
        QCOMPARE(shown.text("signin.who"), QStringLiteral("Omar Khan"));
    }
    void whyTheDeskWasTakenAwayIsSaid()
    {
        Page shown;
        shown.page.setKnown(here());
        QVERIFY(!shown.sees("signin.notice"));
        shown.page.setNotice(QStringLiteral("Dana's login at the server is closed. The changes wait here."));
        QVERIFY(shown.sees("signin.notice"));
        shown.page.setKnown(here());
        QVERIFY(shown.sees("signin.notice"));
    }
    void aPasswordThatWasChangedIsSaidToWhoTypedThePin()
    {
        Page shown;
        shown.page.setKnown(here());
        shown.type("signin.secret", QStringLiteral("4711"));
        shown.key(Qt::Key_Return);
        refuse(shown, Error::Code::Denied, "password");
        QVERIFY(shown.fault("signin.secret").contains(QStringLiteral("was changed")));
        QCOMPARE(shown.edit("signin.secret")->accessibleName(), QStringLiteral("Your password"));
        QVERIFY(!shown.sees("signin.way"));
    }
    void whoGoesElsewhereWhileTheServerIsAskedWantsNoAnswer()
    {
        Page shown;
        QSignalSpy off(&shown.page, &SignInPage::calledOff);
        shown.page.setKnown(here());
        shown.click("signin.tile1"); // nothing is asked yet
        shown.type("signin.secret", QStringLiteral("of the house"));
        shown.key(Qt::Key_Return);
        QVERIFY(!shown.find("signin.go")->isEnabled());
        QVERIFY(off.isEmpty());
        shown.click("signin.tile2");
        QCOMPARE(off.size(), 1);
        QVERIFY(shown.find("signin.go")->isEnabled());
        shown.click("signin.tile0");
        QCOMPARE(off.size(), 1);
        shown.type("signin.secret", QStringLiteral("4711"));
        shown.key(Qt::Key_Return);
        shown.page.askCode(); // an answer came
        shown.key(Qt::Key_Escape);
        QCOMPARE(off.size(), 1);
        shown.page.askCode();
        QTest::keyClicks(shown.edit("factor.code"), QStringLiteral("654321"));
        shown.key(Qt::Key_Return);
        shown.key(Qt::Key_Escape);
        QCOMPARE(off.size(), 2);
        QVERIFY(shown.sees("signin.secret"));
        shown.type("signin.secret", QStringLiteral("4711"));
        shown.key(Qt::Key_Return);
        refuse(shown, Error::Code::Denied, "pin", "4");
        shown.find("signin.tile1")->setFocus();
        shown.key(Qt::Key_Return);
        QCOMPARE(off.size(), 2);
    }
    void nothingTypedIsLeftForTheNext()
    {
        Page shown;
        shown.page.setKnown(here());
        shown.type("signin.secret", QStringLiteral("47"));
        shown.click("signin.tile1");
        QVERIFY(shown.edit("signin.secret")->text().isEmpty());
        shown.key(Qt::Key_Escape); // there is nothing behind this page
        QVERIFY(shown.page.isVisible());
        shown.page.setOffline(true);
        QVERIFY(shown.sees("signin.offline"));
    }
};
UPDESK_TEST(TestSignInPage);
#include "tst_signinpage.moc"
