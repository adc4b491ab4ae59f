// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/mergesheet.h"
#include "ui/lead/otherrecords.h"
#include "ui/parts/banner.h"

#include <QLabel>
#include <QMenu>

using namespace updesk;

/// Two records that look alike, answered by a person in the panel, by keys and by buttons.
class TestOtherRecords : public QObject
{
    Q_OBJECT

    struct Alike : LeadDesk {
        Captured other;
        explicit Alike(int alike = 1)
        {
            for (int n = 0; n < alike; ++n) {
                LeadDraft draft = webLead(0);
                draft.externalId = QStringLiteral("other%1").arg(n);
                draft.phones = {{{}, QStringLiteral("+1555299999%1").arg(n), {}, PhoneKind::Mobile}};
                draft.emails = {};
                other = add(draft);
            }
            show();
        }
        OtherRecords *line() { return find<OtherRecords>("lead.maybeSame"); }
        std::vector<CustomerId> same(CustomerId customer)
        {
            return customerCard(session->database(), customer)->maybeSame;
        }
        int others() { return customerCard(session->database(), captured.customer)->householdOthers; }
        void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
        {
            this->key(key, with);
            QCoreApplication::processEvents();
        }
    };

private Q_SLOTS:
    void thePanelSaysWhoItMayBeAndWhy()
    {
        Alike desk;
        QVERIFY(desk.line()->isVisible());
        QVERIFY2(desk.line()->words().contains(QStringLiteral("(555) 299-9990")), qPrintable(desk.line()->words()));
        const Match match = *matchBetween(desk.session->database(), desk.captured.customer, desk.other.customer);
        QVERIFY2(desk.line()->words().contains(QStringLiteral("(%1%, same name").arg(match.percent)),
            qPrintable(desk.line()->words()));
        LeadDesk alone;
        alone.show();
        QVERIFY(!alone.shows("lead.maybeSame"));
    }
    void oneKeySaysThatTheyAreTwoAndUndoAsksAgain()
    {
        Alike desk;
        desk.press(Qt::Key_D, Qt::ShiftModifier);
        QVERIFY(desk.same(desk.captured.customer).empty());
        QVERIFY(!desk.line()->isVisible());
        QVERIFY(desk.said.last().startsWith(QStringLiteral("Not the same person: ")));
        QVERIFY(undoLast(*desk.session));
        QVERIFY(desk.line()->isVisible());
        desk.press(Qt::Key_D, Qt::ShiftModifier);
        desk.press(Qt::Key_D, Qt::ShiftModifier); // nobody is left to tell apart
        QVERIFY(desk.said.size() > 1); // and that is all that happens
    }
    void theLinesOwnButtonsDoTheSame()
    {
        Alike desk;
        Button *compare = nullptr, *apart = nullptr;
        for (Button *button : desk.line()->findChildren<Button *>())
            (button->text() == QLatin1String("Compare") ? compare : apart) = button;
        QVERIFY(compare && apart && compare->focusPolicy() != Qt::NoFocus && apart->focusPolicy() != Qt::NoFocus);
        compare->click();
        auto *sheet = desk.screen->window()->findChild<MergeSheet *>();
        QVERIFY(sheet && sheet->isOpen());
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(!sheet->isOpen());
        apart->click();
        QVERIFY(desk.same(desk.other.customer).empty());
    }
    void whichOfSeveralIsAsked()
    {
        Alike desk(2);
        desk.press(Qt::Key_D, Qt::ShiftModifier);
        QVERIFY(desk.shows("lead.prompt"));
        QCOMPARE(desk.same(desk.captured.customer).size(), size_t(2)); // nothing yet
        QTest::keyClick(desk.screen->window()->focusWidget(), Qt::Key_B);
        QCOMPARE(desk.same(desk.captured.customer).size(), size_t(1));
    }
    void theMostAlikeStandsFirst()
    {
        Alike desk(1);
        LeadDraft nearer = desk.webLead(0); // the same name, postal code and street
        nearer.externalId = QStringLiteral("nearer");
        nearer.street = QStringLiteral("12 Elm St");
        nearer.phones = {{{}, QStringLiteral("+15552888880"), {}, PhoneKind::Mobile}};
        nearer.emails = {{{}, QStringLiteral("persom0@example.com")}};
        desk.add(nearer);
        desk.session->refresh();
        QVERIFY2(desk.line()->words().startsWith(QStringLiteral("Perhaps the same person: Sam Okafor, (555) 288-8880")),
            qPrintable(desk.line()->words()));
        QCOMPARE(desk.line()->words().count(u'%'), 2);
    }
    void theSheetKnowsTwoPeopleAndOneHousehold()
    {
        for (const char *name : {"lead.merge.apart", "lead.merge.household"}) {
            Alike desk;
            desk.press(Qt::Key_M, Qt::ShiftModifier);
            auto *sheet = desk.screen->window()->findChild<MergeSheet *>();
            QVERIFY(sheet && sheet->isOpen());
            auto *button = sheet->findChild<Button *>(QLatin1String(name));
            QVERIFY(button && button->isVisible());
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
            QVERIFY(!sheet->isOpen());
            QVERIFY(desk.same(desk.captured.customer).empty());
            QCOMPARE(desk.others(), int(QLatin1String(name).endsWith(QLatin1String("household"))));
            QCOMPARE(desk.count("customer WHERE merged_into IS NOT NULL"), 0);
            QVERIFY(undoLast(*desk.session));
            QCOMPARE(desk.others(), 0);
            QCOMPARE(desk.same(desk.captured.customer).size(), size_t(1));
        }
    }
    void aHouseholdIsLinkedByNameOrNumberAndLeftByTheMenu()
    {
        LeadDesk desk;
        LeadDraft mate = desk.webLead(5);
        const Captured other = desk.add(mate);
        desk.show();
        desk.key(Qt::Key_H);
        auto *reading = desk.find<QLabel>("lead.prompt.reading");
        desk.type("zzzz");
        QVERIFY(reading->text().startsWith(QStringLiteral("Nobody on file")));
        QTest::keyClick(desk.find<QLineEdit>("lead.prompt.edit"), Qt::Key_Return);
        QCOMPARE(desk.count("customer WHERE household_id IS NOT NULL"), 0);
        desk.type(desk.webLead(0).phones.front().e164.right(7).toUtf8().constData());
        QVERIFY(reading->text().startsWith(QStringLiteral("Nobody on file"))); // they themselves
        desk.type(mate.phones.front().e164.right(7).toUtf8().constData());
        QVERIFY2(reading->text().contains(mate.last), qPrintable(reading->text()));
        QTest::keyClick(desk.find<QLineEdit>("lead.prompt.edit"), Qt::Key_Return);
        QCOMPARE(customerCard(desk.session->database(), other.customer)->householdOthers, 1);
        QVERIFY(!desk.shows("lead.prompt"));
        auto *menu = desk.screen->findChild<QMenu *>();
        QVERIFY(menu);
        Q_EMIT menu->aboutToShow();
        QAction *leave = nullptr;
        for (QAction *action : menu->actions())
            if (action->text() == QLatin1String("Leave the household"))
                leave = action;
        QVERIFY(leave);
        leave->trigger();
        QCOMPARE(desk.count("customer WHERE household_id IS NOT NULL"), 0);
        QVERIFY(undoLast(*desk.session));
        QCOMPARE(desk.count("customer WHERE household_id IS NOT NULL"), 2);
    }
    void whereCallingIsRefusedCallIsNotTheProposal()
    {
        LeadDesk desk;
        desk.show();
        auto *call = desk.find<Button>("lead.call");
        QCOMPARE(call->kind(), ButtonKind::Primary);
        QVERIFY(doNotContact(*desk.session, desk.captured.customer));
        QCOMPARE(call->kind(), ButtonKind::Plain);
        desk.key(Qt::Key_C);
        QVERIFY(!desk.screen->isOnCall());
        bool says = false;
        for (const Banner *banner : desk.screen->findChildren<Banner *>())
            says =
                says || (banner->isVisible() && banner->words().contains(QStringLiteral("asked not to be contacted")));
        QVERIFY(says);
        QVERIFY(undoLast(*desk.session));
        QCOMPARE(call->kind(), ButtonKind::Primary);
    }
};
UPDESK_TEST(TestOtherRecords);
#include "tst_otherrecords.moc"
