// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/welcome/door.h"
#include "ui/welcome/joinpage.h"
#include "ui/welcome/welcomepage.h"

#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace updesk;

/// Joining as a person sees it; what is asked for goes out as signals.
class TestJoinPage : public QObject
{
    Q_OBJECT
    using Page = Shown<JoinPage>;

    static std::vector<JoinRequest> &heard(JoinPage &page)
    {
        static std::vector<JoinRequest> all;
        all.clear();
        connect(&page, &JoinPage::joinWanted, &page, [](const JoinRequest &request) { all.push_back(request); });
        return all;
    }
    static void fillIn(Page &shown)
    {
        shown.type("join.login", QStringLiteral("dana"));
        shown.type("join.password", QStringLiteral("of the house"));
    }
    static void drop(QWidget *on, QMimeData &mime)
    {
        QDragEnterEvent enter({20, 20}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({20, 20}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &event);
    }

private Q_SLOTS:
    void aCodeShowsTheStoreAndItsFingerprintBeforeAPasswordIsTyped()
    {
        Page shown;
        shown.page.begin();
        QCOMPARE(shown.focus(), QStringLiteral("join.code"));
        shown.edit("join.code")->setText(inviteCode(northgate()));
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.text("join.name"), QStringLiteral("Join Northgate Motors"));
        const QString print = shown.text("join.fingerprint");
        QCOMPARE(QString(print).remove(u' ').toLower().toLatin1(), fingerprintOf(kAuthority));
        QCOMPARE(print.count(u' '), 15);
        QCOMPARE(shown.focus(), QStringLiteral("join.login"));
    }
    void whatIsWrongWithACodeStandsBesideIt()
    {
        Page shown;
        shown.page.begin();
        shown.key(Qt::Key_Return);
        QVERIFY(!shown.fault("join.code").isEmpty());
        shown.edit("join.code")->setText(QStringLiteral("NG-4K7-22"));
        shown.key(Qt::Key_Return);
        QVERIFY(shown.fault("join.code").contains(QStringLiteral("no join code")));
        shown.edit("join.code")->setText(inviteCode(northgate()).chopped(7));
        shown.key(Qt::Key_Return);
        QVERIFY(shown.fault("join.code").contains(QStringLiteral("not whole")));
        QVERIFY(shown.sees("join.code"));
        QTest::keyClicks(shown.edit("join.code"), QStringLiteral("x"));
        QVERIFY(shown.fault("join.code").isEmpty());
    }
    void aJoinFileIsChosenOrDropped()
    {
        const QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("northgate.updesk-join")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(inviteFile(northgate()));
        file.close();
        Page shown;
        shown.page.begin();
        shown.page.where()->setChooser([&file] { return file.fileName(); });
        shown.click("join.file");
        QCOMPARE(shown.text("join.name"), QStringLiteral("Join Northgate Motors"));
        shown.page.begin();
        QVERIFY(!shown.sees("join.name"));
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(file.fileName())});
        drop(shown.page.where(), mime);
        QVERIFY(shown.sees("join.name"));
        shown.page.begin();
        QMimeData other;
        other.setUrls({QUrl::fromLocalFile(dir.filePath(QStringLiteral("gone")))});
        drop(shown.page.where(), other);
        QVERIFY(shown.fault("join.code").contains(QStringLiteral("Could not find")));
    }
    void anAddressByHandNeedsNoCode()
    {
        const QTemporaryDir dir;
        QFile pem(dir.filePath(QStringLiteral("ca.pem")));
        QVERIFY(pem.open(QIODevice::WriteOnly));
        pem.write(kAuthority);
        pem.close();
        Page shown;
        auto &asked = heard(shown.page);
        shown.page.begin();
        shown.click("join.byHand");
        QCOMPARE(shown.focus(), QStringLiteral("join.address"));
        shown.key(Qt::Key_Return);
        QVERIFY(!shown.fault("join.address").isEmpty());
        shown.type("join.address", QStringLiteral("db.northgate.example"));
        shown.edit("join.authority")->setText(dir.filePath(QStringLiteral("none.pem")));
        shown.key(Qt::Key_Return);
        QVERIFY(shown.fault("join.authority").contains(QStringLiteral("Could not find")));
        shown.edit("join.authority")->setText(pem.fileName());
        shown.type("join.store", QStringLiteral("x"));
        shown.key(Qt::Key_Return);
        QVERIFY(shown.fault("join.store").contains(QStringLiteral("number")));
        shown.type("join.store", QStringLiteral("2"));
        shown.key(Qt::Key_Return);
        QVERIFY(shown.sees("join.fingerprint"));
        fillIn(shown);
        shown.key(Qt::Key_Return);
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked[0].invite.url, QStringLiteral("postgresql://db.northgate.example/updesk"));
        QCOMPARE(asked[0].invite.store, 2);
        QCOMPARE(asked[0].invite.authority, kAuthority);
    }
    void loginAndPasswordGoOutWithTheWishToKeepThem()
    {
        Page shown;
        auto &asked = heard(shown.page);
        shown.page.setKeeps(true);
        shown.page.begin(inviteCode(northgate()));
        shown.key(Qt::Key_Return); // from an empty login nothing goes out
        shown.click("join.join");
        QVERIFY(!shown.fault("join.login").isEmpty());
        shown.type("join.login", QStringLiteral("dana"));
        shown.click("join.join");
        QVERIFY(!shown.fault("join.password").isEmpty());
        QVERIFY(asked.empty());
        QApplication::clipboard()->setText(QStringLiteral("of the house"));
        shown.key(Qt::Key_V, Qt::ControlModifier); // pasting is allowed
        shown.key(Qt::Key_Return);
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked[0].login, QStringLiteral("dana"));
        QCOMPARE(asked[0].password, QStringLiteral("of the house"));
        QCOMPARE(asked[0].keep, Keep::Password);
        QVERIFY(shown.page.isWaiting());
        shown.page.setRows(4210);
        QCOMPARE(shown.text("join.progress"), QStringLiteral("Loading the store: 4,210 rows"));
    }
    void withoutAKeyStoreItSaysThatItAsksEveryTime()
    {
        Page shown;
        auto &asked = heard(shown.page);
        shown.page.setKeeps(false);
        shown.page.begin(inviteCode(northgate()));
        QVERIFY(shown.sees("join.asks"));
        QVERIFY(!shown.sees("join.keep"));
        fillIn(shown);
        shown.key(Qt::Key_Return);
        QCOMPARE(asked.at(0).keep, Keep::Nothing);
    }
    void theServersNoStandsBesideTheFieldItIsAbout()
    {
        Page shown;
        shown.page.begin(inviteCode(northgate()));
        const auto answer = [&](Error::Code code, const char *subject) {
            fillIn(shown);
            shown.key(Qt::Key_Return);
            QVERIFY(shown.page.isWaiting());
            shown.page.setFault({code, QLatin1String(subject), {}});
            QVERIFY(!shown.page.isWaiting());
        };
        answer(Error::Code::Denied, "password");
        QVERIFY(shown.fault("join.password").contains(QStringLiteral("password")));
        QCOMPARE(shown.focus(), QStringLiteral("join.password"));
        answer(Error::Code::Denied, "login");
        QVERIFY(shown.fault("join.login").contains(QStringLiteral("closed")));
        QVERIFY(shown.fault("join.password").isEmpty());
        answer(Error::Code::Offline, "server");
        bool told = false;
        for (const auto *label : shown.page.findChildren<QLabel *>(QStringLiteral("door.fault")))
            told = told || (label->isVisible() && label->text().contains(QStringLiteral("No answer")));
        QVERIFY(told);
        QCOMPARE(shown.edit("join.login")->text(), QStringLiteral("dana")); // nothing is typed twice
        answer(Error::Code::Denied, "certificate");
        QVERIFY(shown.fault("join.code").contains(QStringLiteral("certificate")));
    }
    void cancelGoesBackAndLaterNewsIsNotHeard()
    {
        Page shown;
        QSignalSpy cancelled(&shown.page, &JoinPage::cancelWanted), left(&shown.page, &JoinPage::left);
        shown.page.begin(inviteCode(northgate()));
        fillIn(shown);
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.focus(), QStringLiteral("join.cancel"));
        shown.key(Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(shown.sees("join.login"));
        shown.page.setFault({Error::Code::Denied, QStringLiteral("password"), {}});
        shown.page.setStores({{1, {}, {}}});
        QVERIFY(shown.fault("join.password").isEmpty());
        QVERIFY(shown.sees("join.login"));
        shown.key(Qt::Key_Escape);
        QVERIFY(shown.sees("join.code"));
        QVERIFY(shown.edit("join.password")->text().isEmpty());
        shown.key(Qt::Key_Escape);
        QCOMPARE(left.size(), 1);
    }
    void oneOfSeveralStoresIsChosen()
    {
        Page shown;
        auto &asked = heard(shown.page);
        Invite invite = northgate();
        invite.store = 0;
        shown.page.begin(inviteCode(invite));
        fillIn(shown);
        shown.key(Qt::Key_Return);
        shown.page.setStores({{1, QStringLiteral("Northgate Motors"), QStringLiteral("sales")},
            {4, QStringLiteral("Southgate Motors"), QStringLiteral("manager")}});
        QCOMPARE(shown.focus(), QStringLiteral("join.store1"));
        auto *south = shown.find<QRadioButton>("join.store4");
        QCOMPARE(south->text(), QStringLiteral("Southgate Motors (store 4), as Manager"));
        shown.key(Qt::Key_Down);
        QVERIFY(south->isChecked());
        shown.click("join.thisStore");
        QCOMPARE(asked.size(), size_t(2));
        QCOMPARE(asked[1].invite.store, 4);
        QVERIFY(shown.page.isWaiting());
    }
    void capsLockIsToldAndThePasswordCanBeShown()
    {
        Page shown;
        shown.page.begin(inviteCode(northgate()));
        auto *word = shown.edit("join.password");
        word->setFocus();
        QTest::keyClick(word, Qt::Key_A, Qt::NoModifier);
        QVERIFY(!shown.fault("join.password").contains(QStringLiteral("Caps")));
        QKeyEvent capital(QEvent::KeyPress, Qt::Key_B, Qt::NoModifier, QStringLiteral("B"));
        QApplication::sendEvent(word, &capital);
        QVERIFY(shown.fault("join.password").contains(QStringLiteral("Caps Lock is on")));
        QTest::keyClick(word, Qt::Key_C, Qt::NoModifier);
        QVERIFY(!shown.fault("join.password").contains(QStringLiteral("Caps")));
        QCOMPARE(word->echoMode(), QLineEdit::Password);
        auto *show = word->findChild<QAbstractButton *>(QStringLiteral("password.show"));
        QTest::keyClick(word, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), show);
        QTest::keyClick(show, Qt::Key_Space);
        QCOMPARE(word->echoMode(), QLineEdit::Normal);
        QCOMPARE(show->accessibleName(), QStringLiteral("Hide the password"));
    }
    void theFirstPageLeadsToItAndBack()
    {
        Shown<WelcomePage> shown;
        shown.type("welcome.code", inviteCode(northgate()));
        shown.key(Qt::Key_Return);
        QVERIFY(shown.sees("join.name"));
        for (int i = 0; i < 2; ++i)
            shown.key(Qt::Key_Escape);
        QVERIFY(shown.sees("welcome.join"));
        QCOMPARE(shown.focus(), QStringLiteral("welcome.join"));
        shown.key(Qt::Key_Space);
        QVERIFY(shown.sees("join.code"));
        QVERIFY(shown.edit("join.code")->text().isEmpty());
    }
};
UPDESK_TEST(TestJoinPage);
#include "tst_joinpage.moc"
