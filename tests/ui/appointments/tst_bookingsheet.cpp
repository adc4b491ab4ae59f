// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/answers.h"
#include "core/desk/undo.h"
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"
#include "ui/appointments/bookingsheet.h"
#include "ui/parts/ask.h"

#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>

using namespace updesk;

class TestBookingSheet : public QObject
{
    Q_OBJECT
    static BookingSheet *sheet(BoardDesk &desk) { return desk.window->findChild<BookingSheet *>(); }
    static QLineEdit *edit(BoardDesk &desk, const char *name)
    {
        return sheet(desk)->findChild<QLineEdit *>(QStringLiteral("appt.booking.") + QLatin1String(name));
    }
private Q_SLOTS:
    void anotherTimeIsTypedAndTheFormerOneKept()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        QSignalSpy said(desk.screen, &Screen::said);
        desk.key(Qt::Key_R);
        QVERIFY(sheet(desk) && sheet(desk)->isOpen());
        QVERIFY(!edit(desk, "who")->isVisible());
        QVERIFY(!edit(desk, "when")->text().isEmpty()); // the next free half hour
        edit(desk, "when")->selectAll();
        desk.type(QStringLiteral("sat 10"));
        QVERIFY(sheet(desk)->reading().contains(QStringLiteral("Sat 10:00")));
        desk.key(Qt::Key_Return);
        QVERIFY(!sheet(desk)->isOpen());
        QCOMPARE(desk.row(ids[2]).state, Appointment::State::Rescheduled);
        QCOMPARE(desk.store.count("appointment WHERE moved_from IS NOT NULL"), 1);
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0][1].toBool());
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.row(ids[2]).state, Appointment::State::Set);
    }
    void doubtsAreSaidAndKeepNothingFromBeingBooked()
    {
        BoardDesk desk;
        desk.six();
        desk.open();
        desk.key(Qt::Key_R);
        const auto reading = [&](const char *typed) {
            edit(desk, "when")->setText(QLatin1String(typed));
            return sheet(desk)->reading();
        };
        QVERIFY(reading("3/20 10:00").contains(QStringLiteral("48 hours")));
        QVERIFY(!reading("sat 9:55").contains(QStringLiteral("48 hours"))); // it is Thursday, 10:00
        QVERIFY(!reading("sat 10:00").contains(QStringLiteral("48 hours"))); // to the minute
        QVERIFY(reading("sat 10:01").contains(QStringLiteral("48 hours")));
        QVERIFY(reading("sun 10am").contains(QStringLiteral("closed")));
        QVERIFY(reading("14:00").contains(QStringLiteral("receives somebody"))); // Omar has Theo Grant
        QVERIFY(!reading("tomorrow 10").contains(QStringLiteral("receives somebody")));
        QVERIFY(reading("when it rains").contains(QStringLiteral("Type a day")));
        QVERIFY(!sheet(desk)->findChild<QAbstractButton *>(QStringLiteral("appt.booking.save"))->isEnabled());
        desk.key(Qt::Key_Return); // nothing can be read: nothing happens
        QVERIFY(sheet(desk)->isOpen());
        answerNext(1);
        desk.key(Qt::Key_Escape);
        QVERIFY(!sheet(desk)->isOpen());
        QCOMPARE(desk.store.count("appointment WHERE state=5"), 0);
    }
    void escAsksBeforeItDropsWhatWasTyped()
    {
        BoardDesk desk;
        desk.six();
        desk.open();
        desk.key(Qt::Key_R);
        desk.key(Qt::Key_Escape); // the first free time stood there by itself
        QVERIFY(!sheet(desk)->isOpen());
        desk.key(Qt::Key_R);
        edit(desk, "when")->setText(QStringLiteral("sat 10"));
        answerNext(-1);
        desk.key(Qt::Key_Escape);
        QVERIFY(sheet(desk)->isOpen());
        QCOMPARE(edit(desk, "when")->text(), QStringLiteral("sat 10"));
        answerNext(1);
        desk.key(Qt::Key_Escape);
        QVERIFY(!sheet(desk)->isOpen());
    }
    void aNewOneIsForALeadFoundByTyping()
    {
        BoardDesk desk;
        desk.six();
        desk.open();
        Q_EMIT desk.screen->bar()->addWanted();
        QVERIFY(sheet(desk)->isOpen());
        desk.type(QStringLiteral("priya"));
        auto *found = sheet(desk)->findChild<QListWidget *>(QStringLiteral("appt.booking.found"));
        QCOMPARE(found->count(), 1);
        QVERIFY(found->item(0)->text().contains(QStringLiteral("Priya Nair")));
        bool told = false;
        for (const QLabel *label : sheet(desk)->findChildren<QLabel *>())
            told = told || label->text().contains(QStringLiteral("Known: vehicle. To ask: time frame"));
        QVERIFY(told);
        edit(desk, "when")->setText(QStringLiteral("tomorrow 9:00"));
        desk.key(Qt::Key_Return);
        QVERIFY(!sheet(desk)->isOpen());
        QCOMPARE(desk.store.count("appointment"), 7);
        QCOMPARE(desk.store.count("appointment WHERE person_id=(SELECT id FROM person WHERE login='dana') AND at>"
                     + QByteArray::number(desk.store.clock.now() + 20 * kHour)),
            1);
    }
    void whatIsKnownOfTheBuyerIsSaidWhenAVisitIsMovedToo()
    {
        BoardDesk desk;
        const LeadId lead = desk.leads.add({.first = "Kim",
            .last = "Osei",
            .year = 2024,
            .make = "Toyota",
            .model = "RAV4",
            .days = 7,
            .trade = true});
        QVERIFY(bookVisit(*desk.store, lead, desk.store.clock.now() + kHour, desk.store.dana));
        desk.open();
        desk.key(Qt::Key_R);
        QString all;
        for (const QLabel *label : sheet(desk)->findChildren<QLabel *>()) {
            if (label->isVisible())
                all += label->text() + u'\n';
        }
        QVERIFY2(all.contains(QStringLiteral("Known: vehicle, time frame, trade")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("To ask: ")), qPrintable(all));
        QVERIFY(sheet(desk)->findChild<QAbstractButton *>(QStringLiteral("appt.booking.save"))->isEnabled());
    }
    void whatTheySayIsTickedOnceAndStandsThereTheNextTime()
    {
        BoardDesk desk;
        desk.six();
        desk.open();
        const auto box = [&](const char *name) {
            return sheet(desk)->findChild<QCheckBox *>(QStringLiteral("appt.booking.") + QLatin1String(name));
        };
        const auto known = [&] {
            return sheet(desk)->findChild<QLabel *>(QStringLiteral("appt.booking.known"))->text();
        };
        const auto find = [&] {
            desk.screen->addAppointment();
            edit(desk, "who")->setText({});
            edit(desk, "who")->setFocus();
            desk.type(QStringLiteral("priya"));
        };
        desk.screen->addAppointment();
        QVERIFY(!box("noTrade")->isVisible()); // of nobody
        desk.key(Qt::Key_Escape);
        find();
        QVERIFY(box("noTrade")->isVisible() && !box("noTrade")->isChecked() && !box("alone")->isChecked());
        QVERIFY(known().endsWith(QStringLiteral("trade-in, who decides.")));
        box("noTrade")->click();
        box("alone")->click();
        QCOMPARE(known(), QStringLiteral("Known: vehicle, trade-in, who decides. To ask: time frame, budget."));
        QCOMPARE(desk.store.count("lead WHERE no_trade<>0"), 0); // not before it is saved
        edit(desk, "when")->setText(QStringLiteral("tomorrow 9:00"));
        edit(desk, "when")->setFocus();
        desk.key(Qt::Key_Return);
        QVERIFY(!sheet(desk)->isOpen());
        QCOMPARE(desk.store.count("lead WHERE no_trade=1 AND decides=1"), 1);
        const qint64 deeds = desk.store.count("deed");
        find();
        QVERIFY(box("noTrade")->isChecked() && box("alone")->isChecked());
        box("alone")->click();
        edit(desk, "when")->setText(QStringLiteral("tomorrow 11:00"));
        edit(desk, "when")->setFocus();
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.store.count("lead WHERE no_trade=1 AND decides=0"), 1);
        QCOMPARE(desk.store.count("deed"), deeds + 2); // the visit, and what they say now
        QVERIFY(undoLast(*desk.store)); // the visit first
        QCOMPARE(desk.store.count("lead WHERE no_trade=1 AND decides=0"), 1);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.store.count("lead WHERE no_trade=1 AND decides=1"), 1);
    }
    void aTradeThatIsNamedMeanwhileKeepsTheTickFromBeingSaved()
    {
        BoardDesk desk;
        const LeadId lead =
            desk.leads.add({.first = "Kim", .last = "Osei", .year = 2024, .make = "Toyota", .model = "RAV4"});
        QVERIFY(bookVisit(*desk.store, lead, desk.store.clock.now() + kHour, desk.store.dana));
        desk.open();
        desk.key(Qt::Key_R);
        auto *box = sheet(desk)->findChild<QCheckBox *>(QStringLiteral("appt.booking.noTrade"));
        QVERIFY(box->isVisible());
        box->click();
        QVERIFY(saveAnswers(
            *desk.store, lead, {{StepAnswer::Trade, QStringLiteral("Trade?"), QStringLiteral("2019 Toyota Corolla")}}));
        edit(desk, "when")->setText(QStringLiteral("sat 10"));
        edit(desk, "when")->setFocus();
        desk.key(Qt::Key_Return);
        QVERIFY(sheet(desk)->isOpen() && !box->isVisible());
        QCOMPARE(sheet(desk)->findChild<QLabel *>(QStringLiteral("appt.booking.error"))->text(),
            QStringLiteral("A trade-in is named on this lead meanwhile."));
        QCOMPARE(desk.store.count("appointment WHERE state=5"), 0);
        desk.key(Qt::Key_Return); // read again, it is booked
        QVERIFY(!sheet(desk)->isOpen());
        QCOMPARE(desk.store.count("lead WHERE no_trade<>0"), 0);
    }
    void aPhoneFindsThemTooAndNobodyIsSaid()
    {
        BoardDesk desk;
        desk.six();
        desk.open();
        desk.screen->addAppointment();
        edit(desk, "who")->setText({});
        desk.type(QStringLiteral("5555550101"));
        auto *found = sheet(desk)->findChild<QListWidget *>(QStringLiteral("appt.booking.found"));
        QCOMPARE(found->count(), 1);
        edit(desk, "who")->selectAll();
        desk.type(QStringLiteral("zzzz"));
        QCOMPARE(found->count(), 0);
        edit(desk, "when")->setText(QStringLiteral("tomorrow 9:00"));
        desk.key(Qt::Key_Return);
        QVERIFY(sheet(desk)->isOpen()); // nobody is chosen
        QCOMPARE(desk.store.count("appointment"), 6);
    }
    void aVisitMovedElsewhereMeanwhileIsSaid()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        desk.key(Qt::Key_R);
        QVERIFY(cancelVisit(*desk.store, ids[2]));
        edit(desk, "when")->setText(QStringLiteral("tomorrow 9:00"));
        desk.key(Qt::Key_Return);
        QVERIFY(sheet(desk)->isOpen());
        auto *error = sheet(desk)->findChild<QLabel *>(QStringLiteral("appt.booking.error"));
        QVERIFY(error->isVisible() && error->text().contains(QStringLiteral("no longer open")));
    }
};
UPDESK_TEST(TestBookingSheet);
#include "tst_bookingsheet.moc"
