// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/enrol.h"
#include "core/desk/leadverbs.h"
#include "core/desk/pencilverbs.h"
#include "core/desk/planverbs.h"
#include "core/leads/timelinerows.h"
#include "core/sequences/planjson.h"
#include "core/sequences/quote.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/pencilsheet.h"
#include "ui/lead/planwords.h"
#include "ui/lead/timelinewords.h"
#include "ui/parts/ask.h"
#include "ui/parts/segments.h"

#include <QAbstractButton>

using namespace updesk;

/// What the history says of plans and of payments that were kept, and the pencil that keeps them.
class TestPlanWords : public QObject
{
    Q_OBJECT
    using Code = Activity::Code;

    struct Desk : LeadDesk {
        Desk() { show(); }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
        {
            QWidget *to = screen->window()->focusWidget();
            QTest::keyClick(to ? to : screen.get(), key, modifiers);
            QCoreApplication::processEvents();
        }
        PencilSheet *sheet() { return screen->window()->findChild<PencilSheet *>(); }
        QLineEdit *edit(const char *name) { return screen->window()->findChild<QLineEdit *>(QLatin1String(name)); }
        QAbstractButton *keep()
        {
            return screen->window()->findChild<QAbstractButton *>(QStringLiteral("lead.pencil.keep"));
        }
    };

    static Activity line(Code code, const char *body, const char *text = "", Time at = 0)
    {
        Activity made;
        made.code = code;
        made.body = QString::fromUtf8(body);
        made.providerText = QString::fromLatin1(text);
        made.sentAt = at;
        return made;
    }

private Q_SLOTS:
    void everyStopHasWordsOfItsOwn()
    {
        QSet<QString> all;
        int stops = 0;
        for (int why = 0; why <= int(PlanStop::Branch); ++why) {
            if (PlanStop(why) == PlanStop::Replaced)
                continue; // has no line
            const char *code = why == 0 ? "" : planStopCode(PlanStop(why));
            const QString words = planLineWords(line(Code::PlanStopped, "Bought here", code), {});
            QVERIFY2(words.contains(QStringLiteral("“Bought here”")), qPrintable(words));
            all << words;
            ++stops;
        }
        QCOMPARE(all.size(), stops);
        const QString newer = planLineWords(line(Code::PlanStopped, "Bought here", "something new"), {});
        QVERIFY(newer.contains(QStringLiteral("stopped")) && !all.contains(newer));
    }
    void beginningsAndMovesAreTold()
    {
        QVERIFY(isPlanLine(Code::PlanStarted) && isPlanLine(Code::PaymentFigured) && !isPlanLine(Code::TradeAppraised));
        QCOMPARE(planLineWords(line(Code::PlanStarted, "Missed visit"), {}),
            QStringLiteral("Sequence “Missed visit” began"));
        QVERIFY(planLineWords(line(Code::PlanRaised, "New internet lead"), {}).contains(QStringLiteral("score")));
        const QString moved = planLineWords(line(Code::PlanStepMoved, "US-3", "", 1), QStringLiteral("tomorrow 8:00"));
        QVERIFY(moved.contains(QStringLiteral("tomorrow 8:00")) && moved.contains(QStringLiteral("US-3")));
        const QString out = planLineWords(line(Code::PlanStepMoved, "US-6"), {});
        QVERIFY(out.contains(QStringLiteral("left out")) && out.contains(QStringLiteral("US-6")));
    }
    void aPaymentIsToldWithAllThatBelongsToIt()
    {
        KeptQuote quote;
        quote.payment = {50'162, 200'000, 72, 590, 0};
        Activity kept = line(Code::PaymentFigured, "");
        kept.providerText = quoteRecord(quote);
        const QString words = planLineWords(kept, {});
        for (const char *part : {"$501.62", "72", "5.9", "$2,000", "estimate"})
            QVERIFY2(words.contains(QLatin1String(part)), qPrintable(words));
        QCOMPARE(planLineWords(line(Code::PaymentFigured, "", "rubbish"), {}), QStringLiteral("Payment figured"));
    }
    void theTimelineTellsWhyAPlanStopped()
    {
        Desk desk;
        Session &session = *desk.session;
        session.setPerson(desk.mike);
        QVERIFY(useShippedPlans(session));
        session.setPerson(desk.dana);
        QVERIFY(startPlan(session, desk.captured.lead, QStringLiteral("lease_end")));
        QVERIFY(stopPlans(session, desk.captured.lead));
        const auto rows = timelineRows(session.database(), desk.captured.customer, TimelineKind::All, 50);
        QStringList told;
        const LeadWords words(*session.rules());
        for (const TimelineRow &row : *rows)
            told << timelineText(row, words, session.now()).text;
        QVERIFY2(told.contains(QStringLiteral("Sequence “Lease ends soon” began")), qPrintable(told.join(u'\n')));
        QVERIFY2(
            told.contains(QStringLiteral("Sequence “Lease ends soon” stopped by hand")), qPrintable(told.join(u'\n')));
    }
    void aPaymentThatWasKeptStandsThereTheNextTime()
    {
        Desk desk;
        desk.press(Qt::Key_F);
        desk.edit("lead.pencil.price")->setText(QStringLiteral("34,000"));
        desk.edit("lead.pencil.monthsA")->setText(QStringLiteral("60"));
        QVERIFY(desk.keep()->isEnabled());
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!desk.sheet()->isOpen());
        QVERIFY(desk.said.last().contains(QStringLiteral("kept")));
        const auto kept = keptPencil(desk.session->database(), desk.captured.lead);
        QVERIFY(kept && *kept);
        QCOMPARE((*kept)->price, qint64(3'400'000));
        QCOMPARE((*kept)->terms.front().months, 60);
        desk.press(Qt::Key_F);
        QCOMPARE(desk.edit("lead.pencil.price")->text(), QStringLiteral("34,000"));
        QCOMPARE(desk.edit("lead.pencil.monthsA")->text(), QStringLiteral("60"));
        desk.press(Qt::Key_Escape);
    }
    void whatIsNoPaymentCannotBeKept()
    {
        Desk desk;
        desk.press(Qt::Key_F);
        desk.edit("lead.pencil.price")->setText(QString());
        QVERIFY(!desk.keep()->isEnabled());
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.sheet()->isOpen());
        QVERIFY(!*keptPencil(desk.session->database(), desk.captured.lead));
        desk.edit("lead.pencil.price")->setText(QStringLiteral("34,000"));
        QVERIFY(desk.keep()->isEnabled());
        auto *kind = desk.screen->window()->findChild<Segments *>(QStringLiteral("lead.pencil.kind"));
        kind->setCurrent(1);
        Q_EMIT kind->chosen(1);
        QVERIFY(!desk.keep()->isEnabled()); // without a residual there is no lease
        answerNext(1); // what was typed may go
        desk.press(Qt::Key_Escape);
    }
    void aLeadThatWasClosedMeanwhileSaysSo()
    {
        Desk desk;
        desk.press(Qt::Key_F);
        desk.edit("lead.pencil.price")->setText(QStringLiteral("34,000"));
        QVERIFY(closeLead(*desk.session, desk.captured.lead, Closed::Lost, QStringLiteral("price")));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.sheet()->isOpen());
        auto *note = desk.screen->window()->findChild<QLabel *>(QStringLiteral("lead.pencil.note"));
        QVERIFY(note->isVisible() && note->text().contains(QStringLiteral("closed")));
    }
};

UPDESK_TEST(TestPlanWords);
#include "tst_planwords.moc"
