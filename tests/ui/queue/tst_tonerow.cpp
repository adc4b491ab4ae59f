// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/erasing.h"
#include "core/desk/tones.h"
#include "tests/core/desk/receiving.h"
#include "core/desk/filetext.h"
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"

#include <QAbstractItemModelTester>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>

using namespace updesk;

/// A row whose customer sounds angry or urgent, and one whose customer was erased.
class TestToneRow : public QObject
{
    Q_OBJECT
    static LeadId waits(QueueDesk &desk, int number, const char *words)
    {
        const LeadId lead = desk.store.add(phoneLead(desk.store, number)).lead;
        desk.store.clock.advance(kMinute);
        const auto filed = fileText(*desk.store,
            {QStringLiteral("TR%1").arg(number), fromPhone(number), QStringLiteral("+14045550100"),
                QString::fromUtf8(words), 0});
        if (!filed || filed->lead != lead)
            qFatal("text");
        return lead;
    }
    static QString nextOf(QueueDesk &desk, LeadId lead)
    {
        return desk.cell(desk.model().rowOf(lead), QueueModel::NextAction);
    }
    static QAction *inRowMenu(QMenu &menu, const QString &begins)
    {
        for (QAction *action : menu.actions()) {
            if (action->text().startsWith(begins))
                return action;
        }
        return nullptr;
    }

private Q_SLOTS:
    void itSaysSoBeforeWhatIsToBeDoneAndAloud()
    {
        QueueDesk desk;
        const LeadId calm = waits(desk, 1, "Is it there?");
        const LeadId cross = waits(desk, 2, "This is unacceptable, call me asap");
        desk.open();
        const QAbstractItemModelTester tester(&desk.model());
        QCOMPARE(desk.model().rowOf(calm), 0); // oldest first
        QCOMPARE(desk.model().rowOf(cross), 1);
        const QString plain = nextOf(desk, calm);
        QCOMPARE(nextOf(desk, cross), QStringLiteral("Sounds angry, urgent. ") + plain);
        const QString aloud = desk.model().index(1, QueueModel::Clock).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(aloud.contains(QStringLiteral("Sounds angry, urgent. ")), qPrintable(aloud));
        if (const QString folder = qEnvironmentVariable("UPDESK_PICTURES"); !folder.isEmpty()) {
            const auto save = [&](const char *name) {
                QApplication::processEvents();
                QVERIFY(desk.window->grab().save(QDir(folder).filePath(QLatin1String(name))));
            };
            save("tone-light.png");
            setTheme(ThemeName::Dark);
            save("tone-dark.png");
            setTheme(ThemeName::Light);
            setTextSize(200);
            save("tone-200.png");
            setTextSize(100);
        }
    }
    void theRowsMenuTakesTheMarkOff()
    {
        QueueDesk desk;
        const LeadId cross = waits(desk, 1, "I am furious");
        QueueScreen &screen = desk.open();
        QSignalSpy said(&screen, &Screen::said);
        const QString marked = nextOf(desk, cross);
        QVERIFY(marked.startsWith(QStringLiteral("Sounds angry. ")));
        screen.view()->selectLead(cross);
        bool found = false;
        QTimer::singleShot(0, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            if (QAction *action =
                    menu ? inRowMenu(*menu, QStringLiteral("Take the mark off: Sounds angry")) : nullptr) {
                found = true;
                action->trigger();
            }
            if (menu)
                menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(screen.view(), &event);
        QVERIFY(found);
        QCOMPARE(said.last().at(0).toString(), QStringLiteral("The mark was taken off."));
        QVERIFY(said.last().at(1).toBool()); // undo stands in the toast
        QTRY_COMPARE(nextOf(desk, cross), marked.mid(QStringLiteral("Sounds angry. ").size()));
    }
    void whoWasErasedIsCalledSo()
    {
        QueueDesk desk;
        const Captured one = desk.store.add(phoneLead(desk.store, 1));
        desk.open();
        const QString last = loadAll(desk.store->database(), kCustomer)->front().last;
        QVERIFY(desk.model().rowOf(one.lead) >= 0);
        QVERIFY(erasePerson(*desk.store, one.customer, last));
        desk.model().refresh();
        const int row = desk.model().rowOf(one.lead);
        QVERIFY(row >= 0); // it stays in sight until the list settles
        QCOMPARE(desk.cell(row, QueueModel::Customer), QStringLiteral("Erased"));
    }
};

UPDESK_TEST(TestToneRow);
#include "tst_tonerow.moc"
