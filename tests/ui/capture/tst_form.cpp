// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"
#include "core/desk/undo.h"
#include "ui/parts/sheetdialog.h"
#include "tests/ui/capture/desk.h"
#include "ui/capture/hintcombo.h"
#include "ui/capture/vehiclebox.h"

using namespace updesk;

class TestForm : public QObject
{
    Q_OBJECT
private:
    static QStringList tabs(FormDesk &desk, int count)
    {
        QStringList names{desk.focus()->objectName().section(u'.', 1)};
        for (int i = 1; i < count; ++i) {
            desk.key(Qt::Key_Tab);
            names << desk.focus()->objectName().section(u'.', 1);
        }
        return names;
    }
private Q_SLOTS:
    void tabWalksAWalkInInItsOrder()
    {
        FormDesk desk;
        desk.walkIn();
        QCOMPARE(tabs(desk, 7).join(u' '), QStringLiteral("phone first last vehicle source rep save"));
    }
    void tabWalksAPhoneUpInItsOrder()
    {
        FormDesk desk;
        desk.phoneUp();
        QCOMPARE(
            tabs(desk, 10).join(u' '), QStringLiteral("phone first last vehicle asked appt source consent note save"));
    }
    void whatTheCallerAsksForCountsAndWhatTheyRefuseIsKept()
    {
        FormDesk desk;
        desk.phoneUp();
        desk.edit("phone")->setText(QStringLiteral("5552014410"));
        desk.edit("first")->setText(QStringLiteral("Sam"));
        desk.edit("last")->setText(QStringLiteral("Okafor"));
        desk.edit("asked")->setText(QStringLiteral("wants a test drive, no texts please"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.captured.size(), size_t(1));
        QCOMPARE(desk.store.list("SELECT asks FROM lead"), QByteArray("1\n"));
        QCOMPARE(desk.store.list("SELECT channel FROM consent WHERE state=2"), QByteArray("2\n"));
    }
    void aNoteOfAWalkInCountsAsWhatTheyAskFor()
    {
        FormDesk desk;
        desk.walkIn();
        desk.edit("phone")->setText(QStringLiteral("5552014410"));
        desk.edit("first")->setText(QStringLiteral("Sam"));
        desk.find<QPlainTextEdit>("note")->setPlainText(
            QStringLiteral("Call back when the blue one is in. Is not in a hurry"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.captured.size(), size_t(1));
        QCOMPARE(desk.store.list("SELECT asks FROM lead"), QByteArray("2\n"));
    }
    void everyStopIsReachedByTabAndHasAName()
    {
        FormDesk desk;
        desk.walkIn();
        const QStringList round = tabs(desk, 13);
        for (const char *name : {"new", "plusEmail", "plusTrade", "plusNote", "plusWhen", "consent"})
            QVERIFY2(round.contains(QLatin1String(name)), name);
        for (QWidget *one : desk.form()->findChildren<QWidget *>()) {
            const auto *pushed = qobject_cast<QAbstractButton *>(one);
            if (one->isVisible() && (one->focusPolicy() & Qt::TabFocus) && !one->focusProxy())
                QVERIFY2(!one->accessibleName().isEmpty() || (pushed && !pushed->text().isEmpty()),
                    qPrintable(one->objectName()));
        }
    }
    void aNameOrAPhoneOrAnEmailIsEnough()
    {
        for (const char *field : {"phone", "first", "last", "email"}) {
            FormDesk desk;
            desk.walkIn();
            if (qstrcmp(field, "email") == 0)
                desk.find<QAbstractButton>("plusEmail")->click();
            desk.edit(field)->setFocus();
            desk.type(qstrcmp(field, "phone") == 0 ? QStringLiteral("2125550101") : QStringLiteral("sam@example.com"));
            desk.key(Qt::Key_Return, Qt::ControlModifier);
            QVERIFY2(desk.captured.size() == 1, field);
        }
    }
    void nothingAtAllIsNotSavedAndTheWordsGoWhileTyping()
    {
        FormDesk desk;
        desk.walkIn();
        desk.edit("vehicle")->setFocus();
        desk.type(QStringLiteral("red truck"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.form());
        QCOMPARE(desk.store.count("lead"), 0);
        QVERIFY(desk.errorUnder("phone").contains(QStringLiteral("Type a name")));
        QCOMPARE(desk.focus(), desk.edit("phone"));
        desk.edit("first")->setFocus();
        desk.type(QStringLiteral("S"));
        QVERIFY(desk.errorUnder("phone").isEmpty());
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.store.list("SELECT model FROM want"), "red truck\n");
    }
    void checksRunOnLeavingAndClearWhileTyping()
    {
        FormDesk desk;
        desk.walkIn();
        desk.type(QStringLiteral("55520"));
        QVERIFY(desk.errorUnder("phone").isEmpty()); // never while typing the first time
        desk.key(Qt::Key_Tab);
        QVERIFY(!desk.errorUnder("phone").isEmpty());
        desk.edit("phone")->setFocus();
        desk.edit("phone")->setCursorPosition(5);
        desk.type(QStringLiteral("1441"));
        QVERIFY(!desk.errorUnder("phone").isEmpty());
        desk.type(QStringLiteral("0"));
        QVERIFY(desk.errorUnder("phone").isEmpty());
    }
    void aBadEmailIsKeptUnchecked()
    {
        FormDesk desk;
        desk.walkIn();
        desk.find<QAbstractButton>("plusEmail")->click();
        QCOMPARE(desk.focus(), desk.edit("email"));
        desk.type(QStringLiteral("sam@example"));
        desk.key(Qt::Key_Tab);
        QCOMPARE(desk.errorUnder("email"), QStringLiteral("Kept as unchecked. A dot is missing."));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.store.list("SELECT typed||'|'||address FROM email"), "sam@example|\n");
    }
    void anyPastedPhoneIsReadOnLeaving()
    {
        const std::pair<const char *, const char *> pastes[] = {{"Cell: 212.555.0144", "(212) 555-0144"},
            {"+1 212 555 0144 ext. 22", "(212) 555-0144 x22"}, {"+52 55 1234 5678", "+52 55 1234 5678"},
            {"2125550144 / 212-555-0188", "(212) 555-0144, (212) 555-0188"}, {"call me", "call me"}};
        for (const auto &[typed, shown] : pastes) {
            FormDesk desk;
            desk.walkIn();
            desk.edit("phone")->insert(QLatin1String(typed));
            desk.key(Qt::Key_Tab);
            QCOMPARE(desk.edit("phone")->text(), QLatin1String(shown));
        }
    }
    void aHostilePasteIsCutAndStillSaves()
    {
        FormDesk desk;
        desk.walkIn();
        for (const char *field : {"phone", "first", "last", "vehicle"})
            desk.edit(field)->insert(QString(100'000, u'7'));
        desk.find<QAbstractButton>("plusNote")->click();
        desk.find<QPlainTextEdit>("note")->insertPlainText(QString(100'000, u'n'));
        QVERIFY(desk.find<QPlainTextEdit>("note")->toPlainText().size() <= 4000);
        desk.edit("first")->setText(QStringLiteral("Zo\u00eb \U0001F600 \u5f20\u4f1f \u202eevil<b>"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.store.count("lead"), 1);
        QVERIFY(desk.store.list("SELECT first FROM customer").contains("Zo\xc3\xab"));
    }
    void matchesFollowEveryKeyFromTwoLettersOrFourDigits()
    {
        FormDesk desk;
        desk.store.add(desk.store.webLead(0)); // Sam Okafor, +15552010000
        desk.walkIn();
        desk.type(QStringLiteral("555"));
        QVERIFY(desk.offered().isEmpty());
        desk.type(QStringLiteral("2"));
        QCOMPARE(desk.offered(), QStringList{QStringLiteral("Sam Okafor, same phone")});
        desk.type(QStringLiteral("9"));
        QVERIFY(desk.offered().isEmpty());
        desk.edit("phone")->clear();
        desk.edit("last")->setFocus();
        desk.type(QStringLiteral("o"));
        QVERIFY(desk.offered().isEmpty());
        desk.type(QStringLiteral("k"));
        QCOMPARE(desk.offered(), QStringList{QStringLiteral("Sam Okafor, like name")});
        desk.edit("last")->clear();
        desk.edit("phone")->setText(QStringLiteral("0000")); // as people say it: the last four
        QCOMPARE(desk.offered(), QStringList{QStringLiteral("Sam Okafor, same phone")});
    }
    void US6_oneClickStopsCallsToSomebodyWhoIsKnown()
    {
        FormDesk desk;
        desk.store->setPerson(desk.store.dana);
        const Captured sam = desk.store.add(desk.store.webLead(0)); // Sam Okafor, +15552010000
        desk.phoneUp();
        auto *button = desk.find<QWidget>("noCalls");
        QVERIFY(button && !button->isVisible());
        desk.edit("phone")->setText(QStringLiteral("5552010000"));
        QVERIFY(button->isVisible());
        QString words;
        bool undoable = false;
        QObject::connect(desk.quick.get(), &QuickAdd::stopped, &desk.window, [&](const QString &said, bool undo) {
            words = said;
            undoable = undo;
        });
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!contactable(desk.store->database(), sam.customer)->call);
        QVERIFY2(words.contains(QStringLiteral("Sam Okafor")) && undoable, qPrintable(words));
        SheetDialog::openIn(&desk.window)->leave();
        QVERIFY(desk.form()); // what was typed stays
        QVERIFY(undoLast(*desk.store));
        QVERIFY(contactable(desk.store->database(), sam.customer)->call);
    }
    void whereMatchesStandBelowTheyAreCountedBesideTheButtons()
    {
        const auto back = qScopeGuard([] { setTextSize(100); });
        FormDesk desk({1024, 700});
        const LeadDraft known = desk.store.webLead(1);
        desk.store.add(known);
        desk.walkIn();
        desk.type(known.phones.front().e164.right(10));
        auto *found = desk.find<QLabel>("found");
        QVERIFY(!desk.offered().isEmpty());
        QVERIFY(!found->isVisible()); // the matches themselves are in sight
        setTextSize(200);
        QApplication::processEvents();
        QVERIFY(found->isVisible());
        QCOMPARE(found->text().left(1), QString::number(desk.offered().size()));
        QVERIFY(desk.window.rect().contains(QRect(found->mapTo(&desk.window, QPoint()), found->size())));
        desk.edit("phone")->clear();
        QVERIFY(!found->isVisible());
    }
    void aMatchKeepsItsOwnerAndAltZeroMakesANewPerson()
    {
        FormDesk desk;
        desk.store.add(desk.store.webLead(0));
        desk.walkIn();
        desk.type(QStringLiteral("5552010000"));
        desk.key(Qt::Key_1, Qt::AltModifier);
        QVERIFY(desk.find<MatchCard>("match1")->isChosen());
        desk.key(Qt::Key_8, Qt::AltModifier); // nobody there
        QVERIFY(desk.find<MatchCard>("match1")->isChosen());
        desk.key(Qt::Key_0, Qt::AltModifier);
        QVERIFY(!desk.find<MatchCard>("match1")->isChosen());
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.store.count("customer"), 2);
    }
    void anImpossibleOwnerChoiceIsNotOffered()
    {
        FormDesk desk;
        desk.walkIn();
        auto *rep = desk.find<HintCombo>("rep");
        QCOMPARE(rep->currentData(HintCombo::HintRole).toString(), QStringLiteral("next up"));
        QVERIFY(rep->findText(QStringLiteral("Ada Gone")) < 0);
        rep->setCurrentText(QStringLiteral("Mike Stone"));
        desk.type(QStringLiteral("2125550144"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.captured.front().owner, desk.store.mike);
    }
    void aPhoneUpBelongsToWhoTypedItWithItsLengthAndVisit()
    {
        FormDesk desk;
        desk.phoneUp();
        desk.type(QStringLiteral("2125550144"));
        desk.edit("asked")->setText(QStringLiteral("Is the RAV4 still there"));
        desk.edit("appt")->setFocus();
        desk.type(QStringLiteral("sat 10"));
        desk.key(Qt::Key_Tab);
        QVERIFY(desk.edit("appt")->accessibleDescription().contains(QStringLiteral("March 14")));
        desk.store.clock.advance(95 * kSecond);
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.captured.front().owner, desk.store.dana);
        QCOMPARE(desk.store.list("SELECT seconds FROM activity WHERE seconds>0"), "95\n");
        QCOMPARE(desk.store.count("appointment"), 1);
        QCOMPARE(desk.store.list("SELECT comments FROM lead"), "Is the RAV4 still there\n");
        QCOMPARE(desk.store.list("SELECT s.name FROM lead l JOIN source s ON s.id=l.source_id"), "Phone\n");
    }
    void anAppointmentNotUnderstoodIsKeptAsANote()
    {
        FormDesk desk;
        desk.phoneUp();
        desk.type(QStringLiteral("2125550144"));
        desk.edit("appt")->setFocus();
        desk.type(QStringLiteral("whenever"));
        desk.key(Qt::Key_Tab);
        QVERIFY(desk.errorUnder("appt").startsWith(QStringLiteral("Kept as a note.")));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.store.list("SELECT comments FROM lead"), "Appointment: whenever\n");
    }
    void ctrlShiftEnterOpensTheLead()
    {
        FormDesk desk;
        desk.walkIn();
        desk.type(QStringLiteral("2125550144"));
        desk.key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.opened, desk.captured.front().lead);
    }
    void theGradeLineNamesWhatIsMissing()
    {
        FormDesk desk;
        desk.walkIn();
        auto *line = desk.find<QLabel>("grade");
        QVERIFY(line->text().startsWith(QStringLiteral("Grade now: C. Add ")));
        desk.type(QStringLiteral("2125550144"));
        desk.edit("first")->setText(QStringLiteral("Sam"));
        QCOMPARE(line->text(), QStringLiteral("Grade now: B. Add a vehicle and a time frame for A."));
        desk.edit("vehicle")->setFocus();
        desk.type(QStringLiteral("t1190"));
        desk.key(Qt::Key_Return);
        QCOMPARE(line->text(), QStringLiteral("Grade now: B. Add a time frame for A."));
        desk.find<QAbstractButton>("plusWhen")->click();
        desk.find<QComboBox>("when")->setCurrentIndex(1);
        QCOMPARE(line->text(), QStringLiteral("Grade now: A."));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.captured.front().grade, 1);
    }
    void theVehicleBoxFindsByAnyOfItsWordsAndTakesFreeOnes()
    {
        for (const char *typed : {"t1190", "#t1190", "rav4 xle", "2024 toy", "xle 2024"}) {
            FormDesk desk;
            desk.walkIn();
            desk.edit("vehicle")->setFocus();
            desk.type(QLatin1String(typed));
            desk.key(Qt::Key_Return);
            QVERIFY2(!desk.find<VehicleBox>("vehicle")->unit().isNull(), typed);
        }
        FormDesk desk;
        desk.walkIn();
        desk.edit("vehicle")->setFocus();
        desk.type(QStringLiteral("2019 Land Rover Discovery SE"));
        desk.key(Qt::Key_Return); // nothing is offered, nothing happens
        const auto vehicle = desk.find<VehicleBox>("vehicle")->vehicle();
        QVERIFY(vehicle);
        QCOMPARE(vehicle->make, QStringLiteral("Land Rover"));
        QCOMPARE(vehicle->model, QStringLiteral("Discovery"));
        QVERIFY(desk.form());
    }
};
UPDESK_TEST(TestForm);
#include "tst_form.moc"
