// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/desk/unmerge.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/timelineview.h"
#include "ui/parts/banner.h"

#include <QDir>

using namespace updesk;

/// A merge in the history of a lead, undone from its line by key and by mouse.
class TestUnmergeLine : public QObject
{
    Q_OBJECT

    struct Merged : LeadDesk {
        Captured other;
        Merged()
        {
            LeadDraft draft = webLead(2);
            draft.externalId = QStringLiteral("other");
            other = add(draft);
            clock.advance(kMinute);
            if (!merge(*session, other.customer, captured.customer))
                qFatal("merge");
            clock.advance(kMinute);
            show();
        }
        TimelineView *view() { return find<TimelineView>("lead.timeline"); }
        /// The row that tells of the merge.
        QModelIndex line(const char *begins = "Merged with")
        {
            for (int row = 0; row < view()->model()->rowCount(); ++row) {
                const QModelIndex index = view()->model()->index(row, 0);
                if (index.data().toString().startsWith(QLatin1String(begins)))
                    return index;
            }
            return {};
        }
        QModelIndexList lines() ///< all that tell of a merge
        {
            QModelIndexList found;
            for (int row = 0; row < view()->model()->rowCount(); ++row) {
                const QModelIndex index = view()->model()->index(row, 0);
                if (index.data().toString().startsWith(QLatin1String("Merged with")))
                    found << index;
            }
            return found;
        }
        QStringList offers()
        {
            QStringList words;
            for (const QModelIndex &index : lines())
                words << index.data(TimelineModel::ActionRole).toString();
            return words;
        }
        QString action() { return line().data(TimelineModel::ActionRole).toString(); }
        bool isApart() { return count("customer WHERE merged_into IS NOT NULL") == 0; }
        QString banner()
        {
            for (const Banner *banner : screen->findChildren<Banner *>())
                if (banner->isVisible())
                    return banner->words();
            return {};
        }
    };
    static void save(QWidget *widget, const char *name)
    {
        QTest::qWait(50);
        const QString folder = QStringLiteral(UPDESK_BUILD_DIR "/pictures");
        QVERIFY(widget->grab().save(folder + u'/' + QLatin1String(name) + QStringLiteral(".png")));
    }

private Q_SLOTS:
    void theLineOffersItAndEnterDoesIt()
    {
        Merged desk;
        QVERIFY(desk.line().isValid());
        QCOMPARE(desk.action(), QStringLiteral("Undo merge"));
        QVERIFY(desk.line().data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Undo merge")));
        desk.view()->setCurrentIndex(desk.line());
        QTest::keyClick(desk.view(), Qt::Key_Return);
        QVERIFY(desk.isApart());
        QCOMPARE(desk.said.last(), QStringLiteral("Sam Okafor and Jules Tremblay are two customers again."));
        QVERIFY(desk.action().isEmpty()); // struck out, and nothing more to undo
        QVERIFY(desk.line().data(TimelineModel::StruckRole).toBool());
        QVERIFY(desk.line("Unmerged from Jules Tremblay").isValid());
        QCOMPARE(desk.line("Unmerged from").data(TimelineModel::WhoRole).toString(), QStringLiteral("Dana"));
        QVERIFY(undoLast(*desk.session));
        QVERIFY(!desk.isApart());
        QCOMPARE(desk.action(), QStringLiteral("Undo merge"));
    }
    void aClickOnTheWordsDoesItAndBesideThemNothing_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 774;
        QTest::newRow("narrow") << 520;
    }
    void aClickOnTheWordsDoesItAndBesideThemNothing()
    {
        QFETCH(int, width);
        Merged desk;
        desk.screen->resize(width, 900);
        QCoreApplication::processEvents();
        desk.view()->scrollTo(desk.line());
        const QRect row = desk.view()->visualRect(desk.line());
        const QRect words = TimelineDelegate::actionBox(row, desk.line());
        QVERIFY(words.isValid() && row.contains(words));
        QTest::mouseClick(desk.view()->viewport(), Qt::LeftButton, {}, {row.x() + 4, words.center().y()});
        QVERIFY(!desk.isApart());
        QTest::mouseClick(desk.view()->viewport(), Qt::LeftButton, {}, words.center());
        QVERIFY(desk.isApart());
    }
    void afterThirtyDaysItIsNoLongerOffered()
    {
        Merged desk;
        desk.clock.advance(kUnmergeWithin + kMinute);
        desk.session->refresh();
        QVERIFY(desk.line().isValid());
        QVERIFY(desk.action().isEmpty());
        desk.view()->setCurrentIndex(desk.line());
        QTest::keyClick(desk.view(), Qt::Key_Return);
        QVERIFY(!desk.isApart());
    }
    void aMergeUnderAnotherOffersNothingUntilThatOneIsUndone()
    {
        Merged desk;
        LeadDraft draft = desk.webLead(3);
        draft.externalId = QStringLiteral("third");
        const Captured third = desk.add(draft);
        desk.clock.advance(kMinute);
        QVERIFY(merge(*desk.session, desk.captured.customer, third.customer));
        const auto press = [&](const QModelIndex &line) {
            desk.view()->setCurrentIndex(line);
            QTest::keyClick(desk.view(), Qt::Key_Return);
        };
        QCOMPARE(desk.lines().size(), 2); // the newest first
        QCOMPARE(desk.offers(), (QStringList{QStringLiteral("Undo merge"), QString()}));
        press(desk.lines().last());
        QCOMPARE(desk.count("customer WHERE merged_into IS NOT NULL"), 2);
        press(desk.lines().first());
        QCOMPARE(desk.count("customer WHERE merged_into IS NOT NULL"), 1);
        QCOMPARE(desk.offers().last(), QStringLiteral("Undo merge"));
        press(desk.lines().last());
        QVERIFY(desk.isApart());
    }
    void aRefusalIsSaidInThePanel()
    {
        Merged desk;
        const Captured third = desk.add(desk.webLead(3));
        desk.view()->setCurrentIndex(desk.line());
        const auto other = Session::open(desk.path, desk.clock); // another window, of which this one knows nothing yet
        QVERIFY(other);
        QVERIFY(merge(**other, desk.captured.customer, third.customer));
        QTest::keyClick(desk.view(), Qt::Key_Return);
        QCOMPARE(
            desk.banner(), QStringLiteral("The customer was merged into another one since. Undo that merge first."));
        QCOMPARE(desk.count("customer WHERE merged_into IS NOT NULL"), 2);
    }
    void pictures()
    {
        for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark}) {
            for (const int size : {100, 200}) {
                Merged desk;
                setTheme(theme);
                setTextSize(size);
                desk.screen->resize(size == 100 ? QSize(774, 692) : QSize(1100, 1200));
                desk.view()->setCurrentIndex(desk.line());
                save(desk.screen.get(),
                    qPrintable(QStringLiteral("lead-unmerge-%1-%2")
                                   .arg(theme == ThemeName::Light ? QStringLiteral("light") : QStringLiteral("dark"))
                                   .arg(size)));
                QVERIFY(!desk.action().isEmpty());
            }
        }
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
};
UPDESK_TEST(TestUnmergeLine);
#include "tst_unmergeline.moc"
