// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mnemonics.h"
#include "tests/ui/welcome/door.h"
#include "ui/parts/field.h"
#include "ui/welcome/joinpage.h"
#include "ui/welcome/signinpage.h"
#include "ui/welcome/welcomepage.h"

#include <QScrollArea>
#include <QSignalSpy>

using namespace updesk;

/// The pages before the desk without a mouse: letters with Alt, Enter, Tab, and where the focus is in sight.
class TestDoorKeys : public QObject
{
    Q_OBJECT

    static QScrollArea *pageOf(QWidget *part)
    {
        for (QWidget *one = part; one; one = one->parentWidget())
            if (auto *area = qobject_cast<QScrollArea *>(one))
                return area;
        return nullptr;
    }
    /// Whether all of what has the focus is in sight, with what stands under a field.
    static bool isInSight()
    {
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QWidget *focus = QApplication::focusWidget();
        QScrollArea *area = pageOf(focus);
        if (auto *field = qobject_cast<Field *>(focus->parentWidget()))
            focus = field;
        const QRect box(focus->mapTo(area->viewport(), QPoint()), focus->size());
        if (!area->viewport()->rect().contains(box))
            qWarning() << focus->objectName() << box << area->viewport()->rect() << area->widget()->size();
        return area->viewport()->rect().contains(box);
    }
    static std::vector<StoreChoice> twoStores()
    {
        return {{1, QStringLiteral("Northgate Motors"), QStringLiteral("sales")},
            {4, QStringLiteral("Southgate Motors"), QStringLiteral("manager")}};
    }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void noLetterIsThereTwice()
    {
        Shown<WelcomePage> shown;
        JoinPage &join = *shown.page.join();
        const auto unique = [&shown] {
            return !altLetters(shown.page).isEmpty() && doubledLetters(shown.page).isEmpty();
        };
        QVERIFY(unique());
        shown.click("welcome.join");
        QVERIFY(unique());
        shown.click("join.byHand");
        QVERIFY(unique());
        QCOMPARE(altLetters(shown.page).size(), 7); // three fields and four buttons
        join.setKeeps(true);
        join.begin(inviteCode(northgate()));
        QVERIFY(unique());
        shown.type("join.login", QStringLiteral("dana"));
        shown.type("join.password", QStringLiteral("of the house"));
        shown.key(Qt::Key_Return);
        QVERIFY(unique());
        join.setStores(twoStores());
        QVERIFY(unique());
    }
    void norWhereOneSignsIn()
    {
        Shown<SignInPage> shown;
        const auto unique = [&shown] {
            return !altLetters(shown.page).isEmpty() && doubledLetters(shown.page).isEmpty();
        };
        shown.page.setKnown({{{}, QStringLiteral("dana"), QStringLiteral("Dana Reyes"), true, 1}});
        QVERIFY(unique());
        shown.click("signin.way"); // by the password
        QVERIFY(unique());
        shown.click("signin.tile1");
        QVERIFY(unique());
        shown.page.askEnrolment({{}, QStringLiteral("ABCD"), QStringLiteral("otpauth://totp/x?secret=A")});
        QVERIFY(unique());
        shown.page.askCode();
        QVERIFY(unique());
        QTest::keyClicks(shown.edit("factor.code"), QStringLiteral("123456"));
        QSignalSpy codes(&shown.page, &SignInPage::codeGiven);
        shown.key(Qt::Key_N, Qt::AltModifier);
        QTRY_COMPARE(codes.size(), 1);
        shown.page.offerPin();
        QVERIFY(unique());
    }
    void enterPressesWhatHasTheFocus()
    {
        Shown<WelcomePage> shown;
        JoinPage &join = *shown.page.join();
        QSignalSpy wanted(&join, &JoinPage::joinWanted);
        join.setKeeps(true);
        shown.click("welcome.join");
        join.begin(inviteCode(northgate()));
        shown.type("join.login", QStringLiteral("dana"));
        shown.type("join.password", QStringLiteral("of the house"));
        shown.key(Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        join.setFault({Error::Code::Offline, QStringLiteral("server"), {}});
        QCOMPARE(shown.focus(), QStringLiteral("join.join"));
        shown.key(Qt::Key_Return);
        QCOMPARE(wanted.size(), 2);
        join.setStores(twoStores());
        QCOMPARE(shown.focus(), QStringLiteral("join.store1"));
        shown.key(Qt::Key_Down);
        QCOMPARE(shown.focus(), QStringLiteral("join.store4"));
        shown.key(Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(wanted.size(), 3);
        QCOMPARE(wanted.back().front().value<JoinRequest>().invite.store, 4);
    }
    void tabComesToTheCodeBeforeItsButton()
    {
        Shown<WelcomePage> shown;
        shown.page.focusTarget()->setFocus();
        QStringList stops{shown.focus()};
        for (int i = 0; i < 3; ++i) {
            shown.key(Qt::Key_Tab);
            stops << shown.focus();
        }
        QCOMPARE(stops,
            (QStringList{QStringLiteral("welcome.sample"), QStringLiteral("welcome.setup"),
                QStringLiteral("welcome.code"), QStringLiteral("welcome.join")}));
    }
    void whatHasTheFocusIsInSightInALowWindow()
    {
        Shown<WelcomePage> shown({1024, 560});
        setTextSize(200);
        JoinPage &join = *shown.page.join();
        join.setKeeps(true);
        shown.page.findChild<QWidget *>(QStringLiteral("welcome.join"))->setFocus();
        shown.key(Qt::Key_Return);
        QVERIFY(isInSight());
        shown.click("join.byHand");
        QVERIFY(isInSight());
        shown.key(Qt::Key_Return);
        QVERIFY(!shown.fault("join.address").isEmpty());
        QVERIFY(isInSight());
        join.begin(inviteCode(northgate()));
        QVERIFY(isInSight());
        shown.type("join.login", QStringLiteral("dana"));
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.focus(), QStringLiteral("join.password"));
        QVERIFY(isInSight());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("of the house"));
        shown.key(Qt::Key_Return);
        join.setFault({Error::Code::Denied, QStringLiteral("password"), {}});
        QCOMPARE(shown.focus(), QStringLiteral("join.password"));
        QVERIFY(isInSight());
        shown.page.resize(1024, 500);
        QVERIFY(isInSight());
    }
    void andWhereOneSignsIn()
    {
        Shown<SignInPage> shown({1024, 560});
        setTextSize(200);
        std::vector<KnownPerson> people;
        for (const char *name : {"Dana Reyes", "Omar Khan", "Mike Stone", "Ida West", "Pia Lund"})
            people.push_back({{}, QString::fromLatin1(name).toLower(), QString::fromLatin1(name), false, 1});
        shown.page.setKnown(people);
        QVERIFY(isInSight());
        shown.type("signin.secret", QStringLiteral("wrong"));
        shown.key(Qt::Key_Return);
        shown.page.setFault({Error::Code::Denied, QStringLiteral("password"), {}});
        QCOMPARE(shown.focus(), QStringLiteral("signin.secret"));
        QVERIFY(isInSight());
        shown.page.askEnrolment({{}, QStringLiteral("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"),
            QStringLiteral("otpauth://totp/UpDesk%20Northgate%20Motors:dana?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
                           "&issuer=UpDesk%20Northgate%20Motors")});
        QVERIFY(isInSight());
    }
};
UPDESK_TEST(TestDoorKeys);
#include "tst_doorkeys.moc"
