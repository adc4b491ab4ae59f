// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/consentverbs.h"
#include "core/desk/contactrows.h"
#include "core/desk/undo.h"
#include "core/sequences/claims.h"
#include "tests/ui/messages/messagesdesk.h"
#include "ui/messages/optoutsheet.h"
#include "ui/parts/choosedialog.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTableView>

using namespace updesk;

/// What a person does about a message that was held back, about calls, and how fast a "no" was honoured.
class TestOptOuts : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }

    struct Desk : MessagesDesk {
        CustomerId customer;
        Desk()
        {
            session->setPerson(dana);
            customer = load(session->database(), kLead, sam.value)->customer;
        }
        bool mayCall() { return contactable(session->database(), customer)->call; }
        template <class W>
        W *find(const char *name) const
        {
            return screen->findChild<W *>(QLatin1String(name));
        }
        void layHeld(bool asFilled)
        {
            Message held = aMessage(*this, sam, "cancelled");
            held.text = words("second_text");
            held.to.clear();
            held.why = whyOf({TemplateField::Count, words("3"), words("2"), ClaimCheck::Says::Untrue});
            held.claims = claimsText({{}, words("en"), asFilled});
            updesk::lay(*this, held);
        }
    };

private Q_SLOTS:
    void cleanup() { setTextSize(100); }

    void F62_whatWasHeldBackSaysWhyAndIsFilledAnewWithOneKey()
    {
        Desk desk;
        desk.layHeld(true);
        desk.show();
        QVERIFY2(desk.state(0).contains(words("It says “3”, and in stock now: 2.")), qPrintable(desk.state(0)));
        QSignalSpy said(desk.screen.get(), &Screen::said);
        desk.key(Qt::Key_F);
        QVERIFY2(said.size() == 1, qPrintable(desk.screen->findChild<Banner *>()->words()));
        QVERIFY(said[0][1].toBool());
        QCOMPARE(desk.count("message WHERE state='queued' AND deleted=0"), 1);
        QCOMPARE(desk.model()->rowCount(), 0); // done with
    }
    void onesOwnWordsAreWrittenAnewOnTheLead()
    {
        Desk desk;
        desk.layHeld(false);
        desk.show();
        desk.key(Qt::Key_F);
        QCOMPARE(desk.count("message WHERE state='queued'"), 0);
        QCOMPARE(desk.model()->rowCount(), 1);
    }
    void US6_oneClickStopsCallsAtOnceAndUndoTakesItBack()
    {
        Desk desk;
        updesk::lay(desk, aMessage(desk, desk.sam, "failed"));
        desk.show();
        QVERIFY(desk.mayCall());
        QSignalSpy said(desk.screen.get(), &Screen::said);
        QTest::mouseClick(desk.find<QWidget>("messages.noCalls"), Qt::LeftButton);
        QVERIFY(!desk.mayCall()); // before anything is typed
        QCOMPARE(said.size(), 1);
        QVERIFY2(said[0][0].toString().contains(words("Sam Okafor")), qPrintable(said[0][0].toString()));
        QVERIFY(said[0][1].toBool());
        auto *asks = desk.find<ChooseDialog>("nocalls");
        QVERIFY(asks && asks->isOpen());
        asks->leave();
        QVERIFY(!desk.mayCall());
        QVERIFY(undoLast(*desk.session));
        QVERIFY(desk.mayCall());
    }
    void US6_theirWordsMakeItFinal()
    {
        Desk desk;
        updesk::lay(desk, aMessage(desk, desk.sam, "failed"));
        desk.show();
        desk.key(Qt::Key_D);
        auto *asks = desk.find<ChooseDialog>("nocalls");
        QVERIFY(asks);
        auto *edit = asks->findChild<QLineEdit *>();
        QTest::keyClicks(edit, words("never call me"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(desk.count("consent WHERE state=2 AND how=1 AND words='never call me'"), 1);
        (void)undoLast(*desk.session);
        QVERIFY(!desk.mayCall());
    }
    void pictures()
    {
        Desk desk;
        desk.layHeld(true);
        QVERIFY(refuseWay(*desk.session, desk.sam, Channel::Phone, Whose::Customer, words("no calls please")));
        desk.show();
        const auto save = [&](const char *name) {
            QApplication::processEvents();
            return desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/") + QLatin1String(name));
        };
        QVERIFY(save("messages-held-light.png"));
        QTest::mouseClick(desk.find<QWidget>("messages.showOptOuts"), Qt::LeftButton);
        QVERIFY(save("messages-optouts-light.png"));
        setTheme(ThemeName::Dark);
        setTextSize(200);
        QVERIFY(save("messages-optouts-dark-200.png"));
        setTheme(ThemeName::Light);
    }
    void US9_theSheetShowsWorstAndMedianAndOpensTheLead()
    {
        Desk desk;
        desk.show();
        {
            OptOutSheet none(*desk.session, desk.screen.get());
            none.open();
            QCOMPARE(none.words(), words("Nobody refused in that time."));
        }
        QVERIFY(refuseWay(*desk.session, desk.sam, Channel::Phone, Whose::Customer, words("no calls please")));
        QTest::mouseClick(desk.find<QWidget>("messages.showOptOuts"), Qt::LeftButton);
        auto *sheet = desk.find<OptOutSheet>("messages.optOuts");
        QVERIFY(sheet && sheet->isOpen());
        const QAbstractItemModelTester tester(sheet->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(sheet->model()->rowCount(), 1);
        QCOMPARE(sheet->words(), words("Said: 1. The slowest: at once. Middle: at once."));
        QCOMPARE(sheet->model()->index(0, OptOutModel::Said).data().toString(), words("no calls please"));
        QSignalSpy opened(desk.screen.get(), &MessagesScreen::openLead);
        QTest::keyClick(sheet->findChild<QTableView *>(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<LeadId>(), desk.sam);
        QVERIFY(!sheet->isOpen());
    }
};

UPDESK_TEST(TestOptOuts);
#include "tst_optouts.moc"
