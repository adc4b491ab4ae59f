// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/plans/plandesk.h"
#include "ui/parts/segments.h"
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
    }
};
UPDESK_TEST(TestPlanPictures);
#include "tst_planpictures.moc"
