// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/enrol.h"
#include "core/desk/leadverbs.h"
#include "core/desk/planverbs.h"
#include "core/desk/undo.h"
#include "core/sequences/planstore.h"
#include "tests/ui/lead/writingdesk.h"
#include "ui/parts/choosedialog.h"

#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QMenu>

using namespace updesk;

/// The plan of follow-up of the open lead: seen, ended and begun by hand.
class TestFollowup : public QObject
{
    Q_OBJECT

    struct Desk : WritingDesk {
        explicit Desk(bool plans = true)
        {
            if (plans) {
                session->setPerson(mike);
                if (!useShippedPlans(*session))
                    qFatal("followup: plans");
                session->setPerson(dana);
            }
            wide();
        }
        void press(Qt::Key key)
        {
            this->key(key);
            QCoreApplication::processEvents();
        }
        void begin(const char *plan)
        {
            if (!startPlan(*session, captured.lead, QString::fromLatin1(plan)))
                qFatal("followup: begin");
        }
        std::vector<Enrolment> running() { return *runningPlans(session->database(), captured.lead); }
        /// Lays a step of the running plan that is due at `due`; nothing else of it is open then.
        void layStep(Channel channel, SentBy by, Time due, bool video = false)
        {
            const Enrolment plan = running().front();
            const auto laid = doDeed(*session, "test", {captured.lead}, [&](Transaction &tx) -> Result<void> {
                const auto runs = runsOf(tx.database(), plan.id);
                for (StepRun run : *runs) {
                    run.state = int(RunState::Done);
                    if (auto done = takeRow(tx, kStepRun, run); !done)
                        return done;
                }
                StepRun run;
                run.id = {tx.freshId()};
                run.enrolment = plan.id;
                run.lead = captured.lead;
                run.step = 9;
                run.key = QStringLiteral("laid");
                run.channel = int(channel);
                run.sentBy = int(by);
                run.due = run.wished = due;
                run.text = QStringLiteral("personal_email");
                run.video = video;
                return takeRow(tx, kStepRun, run);
            });
            if (!laid)
                qFatal("followup: step");
        }
        QString title() { return find<QWidget>("lead.prompt")->accessibleName(); }
        ChooseDialog *dialog()
        {
            for (ChooseDialog *one : screen->window()->findChildren<ChooseDialog *>()) {
                if (one->isOpen())
                    return one;
            }
            return nullptr;
        }
        QStringList offered()
        {
            QStringList out;
            const auto *list = dialog()->findChild<QListWidget *>(QStringLiteral("choose.list"));
            for (int row = 0; row < list->count(); ++row)
                out << list->item(row)->text();
            return out;
        }
        void take(const char *typed)
        {
            auto *edit = dialog()->findChild<QLineEdit *>(QStringLiteral("choose.edit"));
            QTest::keyClicks(edit, QString::fromUtf8(typed));
            QTest::keyClick(edit, Qt::Key_Return);
            QCoreApplication::processEvents();
        }
        bool bannerSays(const char *words)
        {
            return std::ranges::any_of(screen->findChildren<QLabel *>(), [&](const QLabel *label) {
                return label->isVisible() && label->text().contains(QString::fromUtf8(words));
            });
        }
    };

private Q_SLOTS:
    void aPlanIsBegunByHandAndUndoTakesTheLeadOut()
    {
        Desk desk;
        QVERIFY(desk.running().empty()); // the lead came before the plans did
        desk.press(Qt::Key_Q);
        QVERIFY(desk.dialog());
        QVERIFY(desk.offered().contains(QStringLiteral("Lease ends soon"))); // one by hand
        QVERIFY(!desk.offered().contains(QStringLiteral("Bought here"))); // nobody bought
        desk.take("Lease");
        QCOMPARE(desk.running().size(), size_t(1));
        QCOMPARE(desk.running().front().plan, QStringLiteral("lease_end"));
        QCOMPARE(desk.said.last(), QStringLiteral("“Lease ends soon” began for Sam Okafor."));
        const auto undone = undoLast(*desk.session);
        QVERIFY(undone);
        QVERIFY(desk.running().empty());
    }
    void theRunningOneShowsItsNextStepAndEnds()
    {
        Desk desk;
        desk.begin("internet");
        desk.layStep(Channel::Phone, SentBy::Person, desk.clock.now() + 4 * kHour);
        desk.press(Qt::Key_Q);
        QVERIFY(!desk.dialog());
        QVERIFY2(desk.title().startsWith(QStringLiteral("“New internet lead” runs. Next: a call, 14:00")),
            qPrintable(desk.title()));
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/lead-followup.png")));
        desk.press(Qt::Key_E);
        QVERIFY(!desk.shows("lead.prompt"));
        QVERIFY(desk.running().empty());
        QCOMPARE(desk.said.last(), QStringLiteral("The sequence of Sam Okafor was ended."));
        QVERIFY(undoLast(*desk.session));
        QCOMPARE(desk.running().size(), size_t(1));
    }
    void aStepSaysWhoDoesItAndThatItWantsAVideo()
    {
        Desk desk;
        desk.begin("internet");
        desk.layStep(Channel::Text, SentBy::Automatic, desk.clock.now());
        desk.press(Qt::Key_Q);
        QCOMPARE(desk.title(), QStringLiteral("“New internet lead” runs. Due now: a text that leaves by itself."));
        desk.press(Qt::Key_Escape);
        desk.layStep(Channel::Email, SentBy::Person, desk.clock.now() - kMinute, true);
        desk.press(Qt::Key_Q);
        QCOMPARE(
            desk.title(), QStringLiteral("“New internet lead” runs. Due now: an email with a personal video link."));
        desk.screen->resize(460, 692); // it wraps where there is no room
        QCoreApplication::processEvents();
        const auto labels = desk.find<QWidget>("lead.prompt")->findChildren<QLabel *>();
        const auto shown = std::ranges::find(labels, desk.title(), &QLabel::text);
        QVERIFY(shown != labels.end());
        QVERIFY((*shown)->height() >= (*shown)->heightForWidth((*shown)->width()));
        QVERIFY((*shown)->height() > 2 * (*shown)->fontMetrics().height() - 4);
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/lead-followup-narrow.png")));
        desk.screen->resize(1166, 692);
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_E); // who writes that email is told so there
        QVERIFY(desk.shows("lead.composer"));
        QVERIFY(desk.words("lead.composer.note").contains(QStringLiteral("personal video link")));
    }
    void aStepWithoutAVideoSaysNothingOfOne()
    {
        Desk desk;
        desk.begin("internet");
        desk.layStep(Channel::Email, SentBy::Person, desk.clock.now());
        desk.press(Qt::Key_E);
        QVERIFY(desk.shows("lead.composer"));
        QVERIFY(!desk.words("lead.composer.note").contains(QStringLiteral("video")));
    }
    void anotherTakesThePlaceOfTheOneThatRuns()
    {
        Desk desk;
        desk.begin("lease_end");
        desk.press(Qt::Key_Q);
        desk.press(Qt::Key_A);
        QVERIFY(desk.dialog());
        QVERIFY(!desk.offered().contains(QStringLiteral("Lease ends soon"))); // that one it is in
        desk.take("Phone");
        QCOMPARE(desk.running().size(), size_t(1));
        QCOMPARE(desk.running().front().plan, QStringLiteral("phone"));
        QVERIFY(!desk.shows("lead.prompt")); // what it said is not so any more
    }
    void whatChangedMeanwhileIsSaidAndChangesNothing()
    {
        Desk desk;
        desk.begin("lease_end");
        desk.press(Qt::Key_Q);
        QVERIFY(stopPlans(*desk.session, desk.captured.lead));
        desk.press(Qt::Key_E);
        QCOMPARE(desk.said.last(), QStringLiteral("No sequence runs for Sam Okafor any more."));
        QVERIFY(!desk.shows("lead.prompt"));
        desk.press(Qt::Key_Q);
        QVERIFY(desk.dialog());
        desk.begin("lease_end");
        desk.take("Lease");
        QVERIFY2(desk.said.last().contains(QStringLiteral("already")), qPrintable(desk.said.last()));
        QCOMPARE(desk.running().size(), size_t(1));
    }
    void aStoreWithoutPlansSaysSo()
    {
        Desk desk(false);
        desk.press(Qt::Key_Q);
        QVERIFY(!desk.dialog() && !desk.shows("lead.prompt"));
        QVERIFY(desk.bannerSays("leads get calls by fixed rules"));
    }
    void aClosedLeadGetsNone()
    {
        Desk desk;
        QVERIFY(closeLead(*desk.session, desk.captured.lead, Closed::Lost, QStringLiteral("price")));
        desk.screen->open(desk.captured.lead);
        desk.press(Qt::Key_Q);
        QVERIFY(!desk.dialog());
        QVERIFY(desk.bannerSays("Reopen it under More"));
    }
    void itStandsInTheMenu()
    {
        Desk desk;
        auto *menu = desk.screen->findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        const auto actions = menu->actions();
        const auto found = std::ranges::find(actions, QStringLiteral("Follow-up ..."), &QAction::text);
        QVERIFY(found != actions.end());
        QCOMPARE((*found)->shortcut(), QKeySequence(Qt::Key_Q));
        (*found)->trigger();
        QVERIFY(desk.dialog());
    }
};
UPDESK_TEST(TestFollowup);
#include "tst_followup.moc"
