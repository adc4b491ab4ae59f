// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/consentverbs.h"
#include "core/desk/contactrows.h"
#include "core/desk/undo.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/consentsheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QTimeZone>

using namespace updesk;

/// How a customer may be contacted, from the panel and by keys.
class TestConsentAsk : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromUtf8(text); }

    struct Desk : LeadDesk {
        Desk()
        {
            session->setPerson(dana);
            show();
        }
        PromptBar *prompt() const { return screen->findChild<PromptBar *>(); }
        QString title() const { return prompt()->accessibleName(); }
        Contactable can() { return *contactable(session->database(), captured.customer); }
        void enter(const char *text)
        {
            type(text);
            QTest::keyClick(prompt()->edit(), Qt::Key_Return);
            clock.advance(kMinute);
            screen->focusTarget()->setFocus();
        }
        QString banner() const
        {
            QStringList all;
            for (const auto *label : screen->findChildren<QLabel *>())
                if (label->isVisible())
                    all << label->text();
            return all.join(u'\n');
        }
        ConsentSheet *sheet() const { return screen->window()->findChild<ConsentSheet *>(); }
        template <class W>
        W *in(const char *name) const
        {
            W *found = sheet()->findChild<W *>(QStringLiteral("lead.consent.") + QLatin1String(name));
            if (!found)
                qFatal("no %s", name);
            return found;
        }
    };

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }

    void theQuestionSaysHowEachWayStands()
    {
        Desk desk;
        desk.key(Qt::Key_D);
        QVERIFY(desk.prompt()->isAsking());
        QVERIFY2(desk.title().contains(words("be contacted?")), qPrintable(desk.title()));
        const QString aside = desk.find<QLabel>("lead.prompt.aside")->text();
        QVERIFY2(aside.contains(words("Calls: nothing against it")), qPrintable(aside));
        QVERIFY2(aside.contains(words("“yes, text me”")), qPrintable(aside)); // what the inquiry agreed to
        desk.key(Qt::Key_Escape);
        QVERIFY(desk.can().call && desk.can().text && desk.can().email);
    }
    void US5_untilWhenTheyMayBeContactedStandsThereAndAServiceCountsAnew()
    {
        Desk desk;
        const auto aside = [&desk] { return desk.find<QLabel>("lead.prompt.aside")->text(); };
        desk.key(Qt::Key_D);
        QVERIFY2(aside().contains(words("until June 12, 2026, because of the last inquiry")), qPrintable(aside()));
        desk.key(Qt::Key_S);
        desk.enter("yesterday");
        QVERIFY2(desk.title().contains(words("service order")), qPrintable(desk.title()));
        desk.type("RO 4711");
        QTest::keyClick(desk.prompt()->edit(), Qt::Key_Return);
        QVERIFY2(desk.said.contains(words("Paid service kept.")), qPrintable(desk.said.join(u'|')));
        QCOMPARE(desk.count("consent WHERE purpose='service' AND words='RO 4711'"), 1);
        desk.clock.advance(kMinute);
        desk.screen->focusTarget()->setFocus();
        desk.key(Qt::Key_D);
        QVERIFY2(aside().contains(words("until September 11, 2027, because of the last service")), qPrintable(aside()));
        desk.clock.advance(600 * kDay);
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_D);
        QVERIFY2(aside().contains(words("Their last dealing with us counted until")), qPrintable(aside()));
    }
    void oneWayIsRefusedInThreeKeysAndTheirWords()
    {
        Desk desk;
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_T);
        QVERIFY(desk.prompt()->hasLine()); // who sells is not asked whose decision it is
        desk.enter("no texts please");
        QVERIFY(!desk.can().text);
        QVERIFY(desk.can().call);
        QVERIFY2(desk.said.last().contains(words("Off from now on: Texts.")), qPrintable(desk.said.last()));
        QVERIFY(desk.banner().contains(words("No texts")));
    }
    void whoSellsIsToldThatAManagerLifts()
    {
        Desk desk;
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_C);
        desk.enter("stop calling");
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_C);
        QVERIFY2(desk.banner().contains(words("Only a manager can lift it")), qPrintable(desk.banner()));
        QVERIFY(!desk.can().call);
    }
    void aManagerLiftsItInTheCustomersNewWordsAndUndoRefusesAgain()
    {
        Desk desk;
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_C);
        desk.enter("stop calling");
        desk->setPerson(desk.mike);
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_C);
        QVERIFY2(desk.title().contains(words("In which words do they ask for it again?")), qPrintable(desk.title()));
        QTest::keyClick(desk.prompt()->edit(), Qt::Key_Return);
        QVERIFY(!desk.can().call); // not without words
        desk.enter("he wrote: do call me about the RAV4");
        QVERIFY(desk.can().call);
        QVERIFY(undoLast(*desk.session));
        QVERIFY(!desk.can().call);
    }
    void aManagerSaysWhoseDecisionItIs()
    {
        Desk desk;
        desk->setPerson(desk.mike);
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_E);
        desk.key(Qt::Key_S);
        QTest::keyClick(desk.prompt()->edit(), Qt::Key_Return);
        QVERIFY(desk.can().email); // not without a reason
        desk.enter("a competitor");
        QVERIFY(!desk.can().email);
        desk.key(Qt::Key_D);
        QVERIFY2(desk.find<QLabel>("lead.prompt.aside")->text().contains(words("Mike")),
            qPrintable(desk.find<QLabel>("lead.prompt.aside")->text()));
        desk.key(Qt::Key_E);
        QVERIFY2(desk.title().contains(words("Why is it lifted?")), qPrintable(desk.title()));
        desk.enter("he is a customer now");
        QVERIFY(desk.can().email);
    }
    void aConsentIsWrittenDownWithItsProof()
    {
        Desk desk;
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_A);
        QVERIFY(desk.sheet());
        desk.in<QComboBox>("given")->setCurrentIndex(3);
        QVERIFY(desk.in<QLineEdit>("form")->isEnabled());
        desk.in<QCheckBox>("offers")->setChecked(true);
        QTest::keyClick(desk.in<QLineEdit>("words"), Qt::Key_Return);
        QCOMPARE(desk.count("consent WHERE given>0"), 0); // nothing stands in it yet
        desk.in<QLineEdit>("words")->setText(words("I agree to offers by text"));
        desk.in<QLineEdit>("form")->setText(words("7"));
        QTest::keyClick(desk.in<QLineEdit>("words"), Qt::Key_Return);
        QCOMPARE(desk.list("SELECT channel||','||purpose||','||words||','||form FROM consent WHERE given=4"),
            QByteArray("2,marketing,I agree to offers by text,7\n"));
        QVERIFY2(desk.said.last().contains(words("kept")), qPrintable(desk.said.last()));
    }
    void ofAConsentByWordOfMouthNoFormIsAskedAndItsLimitIsTold()
    {
        Desk desk;
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_A);
        desk.in<QCheckBox>("offers")->setChecked(true);
        QVERIFY(!desk.in<QLineEdit>("form")->isEnabled());
        QVERIFY(desk.in<QLabel>("aside")->text().contains(words("in writing")));
        desk.in<QLineEdit>("words")->setText(words("sure, text me offers"));
        QTest::keyClick(desk.in<QLineEdit>("words"), Qt::Key_Return);
        QCOMPARE(desk.count("consent WHERE given=1 AND how=0"), 1);
    }
    void aConsentIsWithdrawnWithAReason()
    {
        Desk desk;
        QVERIFY(desk.can().textConsent);
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_W);
        desk.key(Qt::Key_A);
        desk.enter("the box was ticked before they came");
        QVERIFY(!desk.can().textConsent);
        QVERIFY(desk.can().text);
    }
    void aServiceIsTakenBackAndADayThatCannotBeReadHasWords()
    {
        Desk desk;
        desk.clock.advance(kMinute);
        QVERIFY(recordService(*desk.session, desk.captured.lead, desk.clock.now(), words("RO 4711")));
        desk.clock.advance(kMinute);
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_W);
        desk.key(Qt::Key_A); // the newest
        desk.enter("another customer's order");
        QVERIFY2(desk.said.last().contains(words("The service counts no more.")), qPrintable(desk.said.last()));
        QVERIFY(desk.can().textConsent); // the consent stands
        const auto left = withdrawableOf(desk.session->database(), desk.captured.customer);
        QVERIFY(left && std::ranges::find(*left, words("RO 4711"), &Consent::words) == left->end());
        desk.key(Qt::Key_D);
        desk.key(Qt::Key_S);
        desk.type("whenever");
        QVERIFY2(desk.banner().contains(words("Type a day that has passed")), qPrintable(desk.banner()));
        desk.prompt()->edit()->clear();
        desk.enter("today");
        QVERIFY2(desk.title().contains(words("service order")), qPrintable(desk.title()));
    }
    void picturesOfWhatIsAsked_data()
    {
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light") << ThemeName::Light << 100;
        QTest::newRow("dark") << ThemeName::Dark << 100;
        QTest::newRow("twice") << ThemeName::Light << 200;
    }
    void picturesOfWhatIsAsked()
    {
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        Desk desk;
        setTheme(theme);
        setTextSize(percent);
        desk.screen->resize(percent > 100 ? QSize(1100, 900) : QSize(774, 692));
        const auto grab = [&desk](const char *what) {
            for (int i = 0; i < 4; ++i)
                QApplication::processEvents();
            QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/consent-%1-%2.png")
                                                 .arg(QLatin1String(what), QLatin1String(QTest::currentDataTag()))));
        };
        desk.key(Qt::Key_D);
        grab("ways");
        const auto *aside = desk.find<QWidget>("lead.prompt.aside");
        QCOMPARE(aside->height(), aside->heightForWidth(aside->width())); // nothing lies over another
        desk.key(Qt::Key_A);
        grab("sheet");
        desk.sheet()->closeSheet();
        desk.clock.set(QDateTime(QDate(2026, 3, 12), QTime(23, 0), QTimeZone("America/New_York")).toMSecsSinceEpoch());
        desk.key(Qt::Key_Escape);
        desk.screen->focusTarget()->setFocus();
        desk.key(Qt::Key_C);
        grab("night");
        desk.key(Qt::Key_Escape);
        desk->setPerson(desk.mike);
        desk.key(Qt::Key_C);
        grab("nightmanager");
    }
    void theKeyStandsInTheMenu()
    {
        Desk desk;
        auto *menu = desk.screen->findChild<QMenu *>();
        QVERIFY(menu);
        Q_EMIT menu->aboutToShow();
        const QList<QAction *> actions = menu->actions();
        QVERIFY(std::ranges::any_of(
            actions, [](const QAction *action) { return action->shortcut() == QKeySequence(Qt::Key_D); }));
    }
};
UPDESK_TEST(TestConsentAsk);
#include "tst_consentask.moc"
