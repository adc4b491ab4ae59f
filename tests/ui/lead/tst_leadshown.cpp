// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/factpanel.h"
#include "ui/lead/leadhead.h"
#include "ui/lead/nextbar.h"
#include "ui/lead/originalsheet.h"
#include "ui/lead/timelineview.h"
#include "ui/parts/banner.h"
#include "ui/parts/popover.h"

#include <QMenu>

using namespace updesk;

/// What the panel of a lead shows; what its keys do is in tst_leadscreen.
class TestLeadShown : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { setTextSize(100); }
    void theFactsAreThere()
    {
        LeadDesk desk;
        desk.show();
        const QString facts = desk.screen->findChild<FactPanel *>()->lines().join(u'\n');
        for (const char *word : {"mobile", "Text ok", "Best in the evening", "person0@example.com", "Lives close by",
                 "2024 Toyota RAV4 XLE", "#T1190", "$33,480", "In stock", "Trade: 2019 Toyota Corolla LE", "61,200 mi",
                 "$6,400", "Dana Reyes", "Website", "Wants it within a week"})
            QVERIFY2(facts.contains(QLatin1String(word)), word);
        QCOMPARE(desk.screen->breadcrumb(), QStringLiteral("/ Sam Okafor"));
        QVERIFY(desk.shows("lead.clock"));
    }
    void onlyWhatWorksIsShown()
    {
        LeadDesk desk;
        desk.show();
        QStringList words;
        for (const Button *button : desk.screen->findChildren<Button *>())
            words << button->text();
        QVERIFY(!words.contains(QStringLiteral("Text")) && !words.contains(QStringLiteral("Email")));
        QVERIFY(!desk.shows("call.bar"));
    }
    void theNameKeepsItsLineAtEveryTextSize()
    {
        LeadDesk desk;
        desk.screen->resize(1166, 692);
        desk.show();
        const auto labels = desk.screen->findChild<LeadHead *>()->findChildren<TextLabel *>();
        const auto found = std::ranges::find(labels, QStringLiteral("Sam Okafor"), &TextLabel::text);
        QVERIFY(found != labels.end());
        const TextLabel *name = *found;
        for (const int size : {90, 120, 150, 200, 110, 200, 100}) {
            setTextSize(size);
            QTest::qWait(0);
            QCoreApplication::processEvents();
            QVERIFY2(name->width() >= textWidth(name->text(), Type::Title), qPrintable(QString::number(size)));
            QVERIFY2(name->height() < 2 * lineHeight(Type::Title), qPrintable(QString::number(size)));
        }
    }
    void spaceShowsReasonsThatAddToTheScore()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_Space);
        auto *popover = desk.screen->window()->findChild<Popover *>();
        QVERIFY(popover && popover->isVisible());
        int sum = 0, shown = -1;
        const auto rules = desk.session->rules();
        const Lead lead = *load(desk->database(), kLead, desk.captured.lead.value);
        for (const PopoverLine &line : LeadWords(*rules).reasons(desk.now(), lead, desk.clock.now()).lines) {
            if (line.kind == PopoverLine::Kind::Plain)
                sum += line.points.toInt();
            if (line.kind == PopoverLine::Kind::Sum)
                shown = line.points.toInt();
        }
        QCOMPARE(sum, shown);
        QCOMPARE(shown, desk.now().score);
        popover->dismiss();
    }
    void theFootTellsTheNextLead()
    {
        LeadDesk desk;
        const Captured other = desk.add(desk.webLead(2));
        desk.show();
        desk.screen->setNext(*queueRow(desk.session->database(), other.lead), 4, 9);
        const QString words = desk.screen->findChild<NextBar *>()->words();
        QVERIFY2(words.contains(QStringLiteral("Jules Tremblay Call, attempt 1 4 of 9 now")), qPrintable(words));
        desk.screen->setNext({}, 9, 9);
        QVERIFY(desk.screen->findChild<NextBar *>()->words().contains(QStringLiteral("9 of 9")));
    }
    void allCaughtUpStandsInPlaceOfALead()
    {
        LeadDesk desk;
        desk.show();
        desk.screen->setCaughtUp(QStringLiteral("All caught up. Next due 14:00."), QStringLiteral("Priya Nair"));
        QVERIFY(desk.shows("lead.caughtUp"));
        QVERIFY(!desk.shows("lead.timeline"));
        QVERIFY(!desk.session->isHeld(desk.captured.lead));
        desk.key(Qt::Key_C);
        QVERIFY(desk.dialler.dialled.isEmpty());
        desk.screen->open(desk.captured.lead);
        QVERIFY(desk.shows("lead.timeline"));
    }
    void aLeadThatIsGoneIsSaidInWords()
    {
        LeadDesk desk;
        desk.show();
        desk.screen->open(LeadId{newId(3)});
        QVERIFY(!desk.screen->findChild<Banner *>()->words().isEmpty());
        desk.key(Qt::Key_C);
        desk.key(Qt::Key_N);
        QVERIFY(desk.dialler.dialled.isEmpty());
    }
    void theOriginalIsShownAsPlainText()
    {
        LeadDesk desk;
        desk.show();
        auto *view = desk.find<TimelineView>("lead.timeline");
        Q_EMIT view->originalWanted(desk.document);
        auto *sheet = desk.screen->window()->findChild<OriginalSheet *>();
        QVERIFY(sheet && sheet->isOpen());
        QVERIFY(sheet->text().contains(QStringLiteral("<b onload=\"x()\">bold</b>")));
        sheet->closeSheet();
        Q_EMIT view->originalWanted(OriginalId{newId(2)});
        QVERIFY(!desk.screen->findChild<Banner *>()->words().isEmpty());
    }
    void aMergeIsOfferedOnlyForALikelyDuplicate()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_M, Qt::ShiftModifier);
        QVERIFY(desk.screen->findChild<Banner *>()->words().contains(QStringLiteral("Nobody else looks like")));
        auto *menu = desk.screen->findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        QStringList words;
        for (const QAction *action : menu->actions())
            words << action->text();
        QVERIFY(words.contains(QStringLiteral("Do not contact")));
        QVERIFY(!words.join(u' ').contains(QStringLiteral("duplicate")));
    }
    void everythingFocusableHasAName()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        for (QWidget *widget : desk.screen->findChildren<QWidget *>()) {
            const bool stops = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus);
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(!stops || named, widget->metaObject()->className());
            QVERIFY2(!stops || (widget->width() >= 18 && widget->height() >= 18), widget->metaObject()->className());
        }
    }
};
UPDESK_TEST(TestLeadShown);
#include "tst_leadshown.moc"
