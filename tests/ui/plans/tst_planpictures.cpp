// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/dealverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/plans/plandesk.h"
#include "ui/parts/segments.h"
#include "ui/plans/resultmodel.h"
#include "ui/plans/resultsheet.h"
#include "ui/plans/trialsheet.h"

#include <QDir>

using namespace updesk;

/// Pictures of the sequence editor as mock 12 has it, for whoever changes it.
class TestPlanPictures : public QObject
{
    Q_OBJECT

    static void save(QWidget &widget, const QString &name)
    {
        QApplication::processEvents();
        const QDir dir(QStringLiteral(UPDESK_BUILD_DIR) + QStringLiteral("/pictures"));
        QVERIFY(dir.mkpath(QStringLiteral(".")));
        QVERIFY(widget.grab().save(dir.filePath(QStringLiteral("sequence-%1.png").arg(name))));
    }

    /// Calls that were made by a sequence, in two versions of it, and what came of them.
    static void work(PlanDesk &desk)
    {
        LeadBuilder build(desk.store);
        int n = 0;
        for (const char *first : {"Priya", "Maria", "Lee", "Joan", "Rosa", "Theo"}) {
            desk.store->setPerson(desk.store.dana);
            const LeadId lead = build.add({.first = first,
                .last = "Nair",
                .year = 2024,
                .make = "Toyota",
                .model = "RAV4",
                .days = 7,
                .asks = AskVisit,
                .trade = true});
            CallLog log;
            log.outcome = n % 3 == 1 ? Outcome::VisitSet : Outcome::NoAnswer;
            log.dialledAt = desk.store.clock.now();
            desk.store.clock.advance(kMinute);
            if (log.outcome == Outcome::VisitSet)
                log.appointment = desk.store.clock.now() + kDay;
            DealDraft deal;
            deal.vehicle = QStringLiteral("2024 Toyota RAV4");
            QVERIFY(logSent(*desk.store, lead, Channel::Email, 0) && logCall(*desk.store, lead, log));
            QVERIFY(n != 3 || sellLead(*desk.store, lead, deal));
            desk.store->setPerson(desk.store.mike);
            if (++n == 3) {
                desk.model().insertAfter(8);
                QVERIFY(desk.model().save(-1));
            }
        }
    }

private Q_SLOTS:
    void cleanup()
    {
        setTextSize(100);
        setTheme(ThemeName::Light);
    }
    void theEditor_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light") << QSize(1166, 692) << ThemeName::Light << 100;
        QTest::newRow("dark") << QSize(1166, 692) << ThemeName::Dark << 100;
        QTest::newRow("light-972") << QSize(972, 612) << ThemeName::Light << 100;
        QTest::newRow("dark-200") << QSize(972, 612) << ThemeName::Dark << 200;
    }
    void theEditor()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        PlanDesk desk(PlanDesk::Plans::Used, size);
        setTheme(theme);
        setTextSize(percent);
        desk.store->setPerson(desk.store.dana);
        LeadBuilder build(desk.store);
        for (const char *first : {"Ann", "Ken", "Sam"})
            build.add({.first = first,
                .last = "Okafor",
                .year = 2024,
                .make = "Toyota",
                .model = "RAV4",
                .days = 7,
                .asks = AskVisit,
                .trade = true});
        desk.store->setPerson(desk.store.mike);
        const QString end = QLatin1String(QTest::currentDataTag());
        desk.show();
        save(*desk.screen, QStringLiteral("list-") + end);
        desk.screen->open(QStringLiteral("internet"));
        desk.steps()->choose(2);
        desk.key(desk.find<QCheckBox>("sequence.move"), Qt::Key_Space);
        desk.steps()->setFocus();
        save(*desk.screen, QStringLiteral("editor-") + end);
        Q_EMIT desk.find<Segments>("sequence.pages")->chosen(1);
        save(*desk.screen, QStringLiteral("whole-") + end);
        Q_EMIT desk.find<Segments>("sequence.pages")->chosen(0);
        desk.store.clock.advance(11 * kHour);
        QTest::mouseClick(desk.find<QWidget>("sequence.test"), Qt::LeftButton);
        save(*desk.screen, QStringLiteral("trial-") + end);
        auto *sheet = desk.screen->window()->findChild<TrialSheet *>();
        QVERIFY(sheet && sheet->isOpen());
        sheet->leave();
        desk.steps()->choose(1);
        auto *delay = desk.find<QLineEdit>("sequence.delay");
        delay->selectAll();
        QTest::keyClicks(delay, QStringLiteral("soon"));
        save(*desk.screen, QStringLiteral("fault-") + end);
        desk.model().revert();
        Q_EMIT desk.find<Segments>("sequence.pages")->chosen(2);
        QTRY_VERIFY(desk.find<QLabel>("sequence.results.words")->text().startsWith(QStringLiteral("No step")));
        save(*desk.screen, QStringLiteral("noresults-") + end);
        work(desk);
        Q_EMIT desk.find<Segments>("sequence.pages")->chosen(2);
        auto *figures = desk.find<PlanTable>("sequence.results");
        QTRY_VERIFY(figures->isVisible());
        figures->setFocus();
        figures->setCurrentIndex(figures->model()->index(3, ResultModel::First));
        save(*desk.screen, QStringLiteral("results-") + end);
        save(*figures->parentWidget(), QStringLiteral("figures-") + end);
        QTest::keyClick(figures, Qt::Key_Return);
        auto *leads = desk.screen->window()->findChild<ResultSheet *>();
        QVERIFY(leads && leads->isOpen());
        QTRY_VERIFY(leads->model()->rowCount() > 0);
        save(*desk.screen, QStringLiteral("leads-") + end);
        leads->leave();
        desk.screen->begin(QStringLiteral("phone"));
        save(*desk.screen, QStringLiteral("copy-") + end);
    }
    void aNewStore_data() { theEditor_data(); }
    void aNewStore()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        PlanDesk desk(PlanDesk::Plans::NotUsed, size);
        setTheme(theme);
        setTextSize(percent);
        desk.show();
        save(*desk.screen, QStringLiteral("unused-") + QLatin1String(QTest::currentDataTag()));
    }
};
UPDESK_TEST(TestPlanPictures);
#include "tst_planpictures.moc"
