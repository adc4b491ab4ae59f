// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/cobuyer.h"
#include "core/desk/garage.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/vehiclerows.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/factpanel.h"
#include "ui/lead/garagesheet.h"
#include "ui/parts/ask.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QMenu>

using namespace updesk;

/// The co-buyer and the vehicles of a customer in the panel, by keys alone.
class TestLeadPeople : public QObject
{
    Q_OBJECT

    struct Desk : LeadDesk {
        Captured maria = add(webLead(1));
        Desk() { show(); }
        QString facts() { return screen->findChild<FactPanel *>()->lines().join(u'\n'); }
        QString reading() { return find<QLabel>("lead.prompt.reading")->text(); }
        void enter() { QTest::keyClick(find<QLineEdit>("lead.prompt.edit"), Qt::Key_Return); }
        void answer(Qt::Key letter) { QTest::keyClick(screen->window()->focusWidget(), letter); }
        GarageSheet *sheet() { return screen->window()->findChild<GarageSheet *>(); }
        QLineEdit *edit(const char *name)
        {
            return sheet()->findChild<QLineEdit *>(QStringLiteral("lead.garage.") + QLatin1String(name));
        }
        QString error() { return sheet()->findChild<QLabel *>(QStringLiteral("lead.garage.error"))->text(); }
        void save() { QTest::keyClick(edit("year"), Qt::Key_Return, Qt::ControlModifier); }
        std::vector<GarageRow> garage() { return *garageOf(session->database(), captured.customer); }
        QAction *inMenu(const char *words)
        {
            auto *menu = screen->findChild<QMenu *>();
            Q_EMIT menu->aboutToShow();
            for (QAction *action : menu->actions())
                if (action->text() == QLatin1String(words))
                    return action;
            return nullptr;
        }
    };
    static void save(QWidget *widget, const QString &name)
    {
        QTest::qWait(50);
        const QString folder = QStringLiteral(UPDESK_BUILD_DIR "/pictures");
        QVERIFY(widget->grab().save(folder + u'/' + name + QStringLiteral(".png")));
    }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void aCoBuyerIsFoundByNameAndStandsAmongTheFacts()
    {
        Desk desk;
        QVERIFY(!desk.facts().contains(QStringLiteral("Co-buyer")));
        desk.key(Qt::Key_B);
        desk.type("maria");
        QVERIFY2(desk.reading().startsWith(QStringLiteral("Maria Lopez")), qPrintable(desk.reading()));
        desk.enter();
        desk.answer(Qt::Key_A);
        QVERIFY(!desk.shows("lead.prompt"));
        QVERIFY2(desk.facts().contains(QStringLiteral("Co-buyer: Maria Lopez|(555)")), qPrintable(desk.facts()));
        QVERIFY(desk.said.last().startsWith(QStringLiteral("Co-buyer: Maria Lopez")));
        QVERIFY(undoLast(*desk.session));
        QVERIFY(!desk.facts().contains(QStringLiteral("Co-buyer")));
        QVERIFY(!desk.inMenu("No co-buyer any more"));
    }
    void whatTheySayOfThePurchaseIsTickedInTheMenuAndStandsAmongTheFacts()
    {
        Desk desk;
        QVERIFY(!desk.inMenu("No trade-in")); // one is named
        const auto vehicles = leadVehicles(desk->database(), desk.captured.lead);
        for (const LeadVehicleRow &row : *vehicles) {
            if (row.trade)
                QVERIFY(commitDeed(
                    *desk, "test", [&](Transaction &tx) { return apply(tx, remove(kTrade, row.vehicle.id.value)); }));
        }
        desk->refresh({desk.captured.lead});
        QVERIFY(!desk.facts().contains(QStringLiteral("Decides")));
        for (const char *words : {"No trade-in", "Decides alone"}) {
            QVERIFY(desk.inMenu(words) && !desk.inMenu(words)->isChecked());
            desk.inMenu(words)->trigger();
            QVERIFY2(desk.facts().contains(QLatin1String(words)), words);
            QVERIFY(desk.inMenu(words)->isChecked());
            QCOMPARE(desk.said.last(), QStringLiteral("Kept on the lead: %1.").arg(QLatin1String(words)));
        }
        desk.inMenu("Others decide too")->trigger();
        QVERIFY(!desk.facts().contains(QStringLiteral("Decides alone")));
        QVERIFY(desk.facts().contains(QStringLiteral("Others decide too")));
        desk.inMenu("No trade-in")->trigger();
        QVERIFY(!desk.facts().contains(QStringLiteral("No trade-in")));
        QCOMPARE(desk.said.last(), QStringLiteral("No longer kept: No trade-in."));
        QVERIFY(undoLast(*desk));
        QVERIFY(desk.facts().contains(QStringLiteral("No trade-in")));
        desk.key(Qt::Key_B);
        desk.type("Nadia Okafor");
        desk.enter();
        QVERIFY(!desk.facts().contains(QStringLiteral("decide too"))); // the co-buyer stands there
        QVERIFY(!desk.inMenu("Decides alone"));
    }
    void somebodyNewIsAddedAndTakenAwayByTheMenu()
    {
        Desk desk;
        desk.key(Qt::Key_B);
        desk.type("5559990000");
        QVERIFY2(desk.reading().startsWith(QStringLiteral("Nobody on file fits")), qPrintable(desk.reading()));
        desk.enter();
        QCOMPARE(desk.count("lead WHERE co_buyer_id IS NOT NULL"), 0); // a number is nobody's name
        desk.type("Nadia Okafor");
        QVERIFY2(desk.reading().contains(QStringLiteral("adds Nadia Okafor")), qPrintable(desk.reading()));
        desk.enter();
        QVERIFY(desk.facts().contains(QStringLiteral("Co-buyer: Nadia Okafor")));
        QAction *away = desk.inMenu("No co-buyer any more");
        QVERIFY(away);
        away->trigger();
        QVERIFY(!desk.facts().contains(QStringLiteral("Co-buyer")));
        QCOMPARE(desk.said.last(), QStringLiteral("Nadia Okafor is no co-buyer any more."));
    }
    void aNumberNamesOnePersonAtOnce()
    {
        Desk desk;
        desk.key(Qt::Key_B);
        desk.type("person1@example.com");
        desk.enter();
        QVERIFY(!desk.shows("lead.prompt"));
        QVERIFY(desk.facts().contains(QStringLiteral("Co-buyer: Maria Lopez")));
    }
    void somebodyNewIsAddedThoughOthersBeginAlike()
    {
        Desk desk;
        const qint64 people = desk.count("customer");
        desk.key(Qt::Key_B);
        desk.type("Maria Lop");
        QVERIFY2(desk.reading().contains(QStringLiteral("somebody new")), qPrintable(desk.reading()));
        desk.enter();
        QVERIFY(desk.shows("lead.prompt"));
        QCOMPARE(desk.count("lead WHERE co_buyer_id IS NOT NULL"), 0);
        desk.answer(Qt::Key_N);
        QVERIFY2(desk.facts().contains(QStringLiteral("Co-buyer: Maria Lop")), qPrintable(desk.facts()));
        QVERIFY(!desk.facts().contains(QStringLiteral("Co-buyer: Maria Lopez")));
        QCOMPARE(desk.count("customer"), people + 1);
    }
    void theHouseholdIsOfferedFirst()
    {
        Desk desk;
        QVERIFY(linkHousehold(*desk.session, desk.captured.customer, desk.maria.customer));
        desk.key(Qt::Key_B);
        QVERIFY(desk.shows("lead.prompt"));
        QVERIFY(!desk.find<QLineEdit>("lead.prompt.edit")->isVisible());
        QTest::keyClick(desk.screen->window()->focusWidget(), Qt::Key_A);
        QVERIFY2(desk.facts().contains(QStringLiteral("Co-buyer: Maria Lopez")), qPrintable(desk.facts()));
        QVERIFY(desk.facts().contains(QStringLiteral("Same household")));
        desk.key(Qt::Key_B);
        QTest::keyClick(desk.screen->window()->focusWidget(), Qt::Key_S);
        QVERIFY(desk.find<QLineEdit>("lead.prompt.edit")->isVisible());
    }
    void aVehicleIsAddedChangedAndGoneByItsForm()
    {
        Desk desk;
        desk.key(Qt::Key_V);
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        QVERIFY(!desk.sheet()->findChild<QWidget *>(QStringLiteral("lead.garage.remove"))->isVisible());
        desk.save();
        QVERIFY2(desk.error().startsWith(QStringLiteral("Type at least")), qPrintable(desk.error()));
        desk.edit("year")->setText(QStringLiteral("2019"));
        desk.edit("make")->setText(QStringLiteral("Toyota"));
        desk.edit("model")->setText(QStringLiteral("Corolla"));
        desk.edit("vin")->setText(QStringLiteral("123"));
        desk.edit("odometer")->setText(QStringLiteral("61,200"));
        desk.edit("bought")->setText(QStringLiteral("3/2019"));
        desk.edit("ends")->setText(QStringLiteral("some day"));
        desk.save();
        QVERIFY(desk.sheet()->isOpen() && desk.garage().empty()); // the VIN and the month
        desk.edit("vin")->setText(QStringLiteral("1hgcm82633a004352"));
        desk.edit("ends")->setText(QStringLiteral("mar 2027"));
        desk.sheet()->findChild<QCheckBox *>(QStringLiteral("lead.garage.here"))->setChecked(true);
        desk.save();
        QVERIFY(!desk.sheet()->isOpen());
        QCOMPARE(desk.said.last(), QStringLiteral("Saved: 2019 Toyota Corolla."));
        QVERIFY2(desk.facts().contains(QStringLiteral("Owns: 2019 Toyota Corolla|61,200 mi. VIN 1HGCM82633A004352. "
                                                      "Bought here in March 2019. Loan ends in March 2027")),
            qPrintable(desk.facts()));
        desk.key(Qt::Key_V);
        QVERIFY(desk.shows("lead.prompt"));
        QTest::keyClick(desk.screen->window()->focusWidget(), Qt::Key_A);
        QVERIFY(desk.sheet()->isOpen());
        QCOMPARE(desk.edit("ends")->text(), QStringLiteral("3/2027"));
        const Time bought = desk.garage().front().vehicle.bought;
        desk.edit("odometer")->setText(QStringLiteral("64000"));
        desk.save();
        QCOMPARE(desk.garage().front().vehicle.odometer, 64'000);
        QCOMPARE(desk.garage().front().vehicle.bought, bought);
        QVERIFY(!desk.shows("lead.prompt"));
        desk.key(Qt::Key_V);
        QTest::keyClick(desk.screen->window()->focusWidget(), Qt::Key_A);
        auto *gone = desk.sheet()->findChild<Button *>(QStringLiteral("lead.garage.remove"));
        gone->click();
        QVERIFY(desk.garage().empty() && !desk.sheet()->isOpen());
        QVERIFY(!desk.facts().contains(QStringLiteral("Owns:")));
        QVERIFY(undoLast(*desk.session));
        QVERIFY(desk.facts().contains(QStringLiteral("Owns: 2019 Toyota Corolla")));
    }
    void escKeepsAllAsItWas()
    {
        Desk desk;
        desk.key(Qt::Key_V);
        desk.edit("make")->setText(QStringLiteral("Toyota"));
        answerNext(1); // it may go
        QTest::keyClick(desk.edit("make"), Qt::Key_Escape);
        QVERIFY(!desk.sheet()->isOpen());
        QVERIFY(desk.garage().empty());
        desk.key(Qt::Key_V);
        QVERIFY(desk.edit("make")->text().isEmpty());
    }
    void withLetterKeysOffNeitherKeyActs()
    {
        Desk desk;
        const auto back = qScopeGuard([] { letterKeys()->setOn(true); });
        letterKeys()->setOn(false);
        desk.key(Qt::Key_B);
        desk.key(Qt::Key_V);
        QVERIFY(!desk.shows("lead.prompt"));
        QVERIFY(!desk.sheet());
        letterKeys()->setOn(true);
        desk.key(Qt::Key_V);
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
    }
    void aNumberIsReadAsThePlaceWritesIt()
    {
        Desk desk;
        desk.key(Qt::Key_V);
        desk.edit("make")->setText(QStringLiteral("Toyota"));
        for (const char *wrong : {"41.3", "-5", "12k", "61,20", "9999999999"}) {
            desk.edit("odometer")->setText(QString::fromLatin1(wrong));
            desk.save();
            QVERIFY2(desk.sheet()->isOpen() && desk.garage().empty(), wrong);
        }
        desk.edit("odometer")->setText(QStringLiteral("61 200"));
        desk.save();
        QVERIFY(!desk.sheet()->isOpen());
        QCOMPARE(desk.garage().front().vehicle.odometer, 61'200);
    }
    void whatAnotherDeskDidMeanwhileIsToldAndNothingIsLost()
    {
        Desk desk;
        GarageRow row;
        row.vehicle.make = QStringLiteral("Toyota");
        row.vehicle.odometer = 61'200;
        QVERIFY(saveVehicle(*desk.session, desk.captured.customer, {}, row));
        desk.key(Qt::Key_V);
        desk.answer(Qt::Key_A);
        const GarageRow opened = desk.garage().front();
        GarageRow theirs = opened;
        theirs.vehicle.odometer = 64'000;
        QVERIFY(saveVehicle(*desk.session, desk.captured.customer, opened, theirs));
        desk.edit("odometer")->setText(QStringLiteral("62000"));
        desk.save();
        QVERIFY2(desk.sheet()->isOpen() && desk.error().startsWith(QStringLiteral("Another desk")),
            qPrintable(desk.error()));
        QCOMPARE(desk.garage().front().vehicle.odometer, 64'000);
        QVERIFY(removeVehicle(*desk.session, opened.vehicle.id));
        desk.save();
        QVERIFY2(desk.error().startsWith(QStringLiteral("This vehicle was removed")), qPrintable(desk.error()));
    }
    void ofMoreThanEightEachCanBeOpened()
    {
        Desk desk;
        for (int n = 0; n < 10; ++n) {
            GarageRow row;
            row.vehicle.make = QStringLiteral("Make%1").arg(n);
            row.vehicle.bought = 1'500'000'000'000 + n * kDay;
            QVERIFY(saveVehicle(*desk.session, desk.captured.customer, {}, row));
        }
        const auto choose = [&](const char *typed) {
            desk.key(Qt::Key_V);
            auto *edit = desk.screen->window()->findChild<QLineEdit *>(QStringLiteral("choose.edit"));
            QVERIFY(edit);
            QTest::keyClicks(edit, QLatin1String(typed));
            QTest::keyClick(edit, Qt::Key_Return);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        };
        choose("make0"); // the oldest
        QCOMPARE(desk.edit("make")->text(), QStringLiteral("Make0"));
        QTest::keyClick(desk.edit("make"), Qt::Key_Escape);
        choose("add");
        QVERIFY(desk.edit("make")->text().isEmpty());
    }
    void ofManyTheFirstAreShownAndTheRestCounted()
    {
        Desk desk;
        for (int n = 0; n < 5; ++n) {
            GarageRow row;
            row.vehicle.make = QStringLiteral("Make%1").arg(n);
            row.vehicle.bought = 1'500'000'000'000 + n * kDay;
            QVERIFY(saveVehicle(*desk.session, desk.captured.customer, {}, row));
        }
        QCOMPARE(desk.facts().count(QStringLiteral("Owns:")), 3);
        QVERIFY2(desk.facts().contains(QStringLiteral("And 2 more vehicle")), qPrintable(desk.facts()));
    }
    void pictures()
    {
        for (const int size : {100, 200}) {
            Desk desk;
            setTextSize(size);
            const LeadId lead = desk.maria.lead; // who names no trade
            desk.screen->resize(size == 100 ? QSize(774, 692) : QSize(1100, 1300));
            desk.screen->open(lead);
            desk.screen->focusTarget()->setFocus();
            desk.key(Qt::Key_A);
            save(desk.screen.get(), QStringLiteral("lead-visit-asks-%1").arg(size));
            desk.key(Qt::Key_T, Qt::AltModifier);
            desk.key(Qt::Key_D, Qt::AltModifier);
            save(desk.screen.get(), QStringLiteral("lead-visit-said-%1").arg(size));
        }
        for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark}) {
            for (const int size : {100, 200}) {
                Desk desk;
                setTheme(theme);
                setTextSize(size);
                GarageRow row;
                row.vehicle = {{}, {}, 2016, QStringLiteral("Honda"), QStringLiteral("Odyssey"), QStringLiteral("EX-L"),
                    QStringLiteral("1HGCM82633A004352"), 1'490'000'000'000, true, false, 88'400};
                row.loan.ends = 1'800'000'000'000;
                row.loan.lender = QStringLiteral("Elm Bank");
                QVERIFY(saveVehicle(*desk.session, desk.captured.customer, {}, row));
                QVERIFY(setCoBuyer(*desk.session, desk.captured.lead, desk.maria.customer));
                desk.screen->resize(size == 100 ? QSize(774, 692) : QSize(1100, 1300));
                const QString name =
                    QStringLiteral("%1-%2")
                        .arg(theme == ThemeName::Light ? QStringLiteral("light") : QStringLiteral("dark"))
                        .arg(size);
                save(desk.screen.get(), QStringLiteral("lead-garage-") + name);
                // A name that has room stands in one line.
                for (const QLabel *label : desk.screen->findChildren<QLabel *>()) {
                    if (label->text().startsWith(QStringLiteral("Owns: ")))
                        QVERIFY2(label->height() < 2 * label->fontMetrics().height(), qPrintable(name));
                }
                desk.key(Qt::Key_V);
                QTest::keyClick(desk.screen->window()->focusWidget(), Qt::Key_A);
                QVERIFY(desk.sheet()->isOpen());
                save(desk.screen->window(), QStringLiteral("garage-form-") + name);
            }
        }
    }
};
UPDESK_TEST(TestLeadPeople);
#include "tst_leadpeople.moc"
