// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/availability.h"
#include "core/desk/sample.h"
#include "tests/support/fakeclock.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/lead/callbar.h"
#include "ui/lead/factpanel.h"
#include "ui/parts/spacing.h"

#include <QDir>
#include <QListWidget>
#include <QScrollBar>

using namespace updesk;

/// Pictures of the whole window over the small sample, in every size and colour, for whoever changes it; and no list in
/// any of them scrolls sideways.
class TestWindowPictures : public QObject
{
    Q_OBJECT

    static void save(MainWindow &window, const QString &name)
    {
        QApplication::processEvents();
        for (const QAbstractScrollArea *area : window.findChildren<QAbstractScrollArea *>())
            QVERIFY2(!area->isVisible() || !area->horizontalScrollBar()->isVisible(), qPrintable(area->objectName()));
        QVERIFY(window.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/%1.png").arg(name)));
    }
    /// No name is cut and nothing lies over what acts, at any size of text.
    static void isReadable(DeskWindow &desk)
    {
        const MainWindow &window = *desk.window();
        const auto *title = window.findChild<TextLabel *>(QStringLiteral("topbar.title"));
        QVERIFY2(title->width() >= textWidth(title->text(), Type::Title), qPrintable(title->text()));
        const QueueView *view = desk.work()->queue()->view();
        if (view->isVisible()) {
            const QueueModel *model = desk.work()->queue()->model();
            const int room = view->head()->sectionSize(QueueModel::Customer) - 2 * kSpace4;
            for (int row = 0; row < model->rowCount(); ++row) {
                const QString name = model->data(model->index(row, QueueModel::Customer)).toString();
                QVERIFY2(textWidth(name, Type::BodyMedium) <= room, qPrintable(name));
            }
        }
        const auto *toast = window.findChild<Toast *>();
        for (const QAbstractButton *button : toast->parentWidget()->findChildren<QAbstractButton *>())
            if (toast->isVisible() && button->isVisible() && !toast->isAncestorOf(button))
                QVERIFY2(!toast->geometry().intersects(
                             QRect(button->mapTo(toast->parentWidget(), QPoint()), button->size())),
                    qPrintable(button->objectName() + button->text()));
    }
    /// What stands in the lead's page is as high as its words need, not a frame late.
    static void isTight(const LeadScreen &lead)
    {
        for (const QWidget *part : {static_cast<QWidget *>(lead.findChild<FactPanel *>()),
                 static_cast<QWidget *>(lead.findChild<CallBar *>())})
            if (part->isVisible())
                QVERIFY2(part->height() <= part->heightForWidth(part->width()) + 1, part->metaObject()->className());
    }
    /// The manager is asked whose time with a customer is over; each name and time stands there whole.
    static void whoIsFreeAgain(MainWindow &window, Session &session, const QString &end)
    {
        const PersonId manager = session.person();
        const auto rules = session.rules();
        for (const Person &person : (*rules)->people) {
            session.setPerson(person.id);
            if (person.active && person.role == Role::Sales)
                QVERIFY(becomeBusy(session, 30 * kMinute));
        }
        session.setPerson(manager);
        window.commands()->run(QStringLiteral("busyOther"));
        save(window, QStringLiteral("window-freeagain-") + end);
        const auto *list = window.findChild<QListWidget *>(QStringLiteral("choose.list"));
        QVERIFY(list && list->count() > 1);
        for (int i = 0; i < list->count(); ++i)
            QVERIFY2(list->visualItemRect(list->item(i)).width() >= textWidth(list->item(i)->text(), Type::Body),
                qPrintable(list->item(i)->text()));
        SheetDialog::openIn(&window)->closeSheet();
        for (const Person &person : (*rules)->people)
            QVERIFY(setFree(session, person.id));
    }
    void typeAForm(DeskWindow &desk, bool walkIn)
    {
        walkIn ? desk.quickAdd()->walkIn() : desk.quickAdd()->phoneUp();
        QTest::keyClicks(QApplication::focusWidget(), m_phone.right(10));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Sam"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        SampleOrder order;
        order.now = m_clock.now();
        QVERIFY(makeSample(m_dir.filePath(QStringLiteral("sample.updesk")), order));
    }
    void cleanup()
    {
        QLocale::setDefault(QLocale::c());
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void theWholeWindow_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light-1366") << QSize(1366, 768) << ThemeName::Light << 100;
        QTest::newRow("dark-1366") << QSize(1366, 768) << ThemeName::Dark << 100;
        QTest::newRow("light-1024") << QSize(1024, 700) << ThemeName::Light << 100;
        QTest::newRow("dark-1024-200") << QSize(1024, 700) << ThemeName::Dark << 200;
        QTest::newRow("light-1366-200") << QSize(1366, 768) << ThemeName::Light << 200;
        QTest::newRow("dark-1920") << QSize(1920, 1080) << ThemeName::Dark << 100;
    }
    void theWholeWindow()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        setTheme(theme);
        setTextSize(percent);
        auto opened = Session::open(m_dir.filePath(QStringLiteral("sample.updesk")), m_clock);
        QVERIFY(opened);
        Session &session = **opened;
        const auto rules = session.rules();
        for (const Person &person : (*rules)->people)
            if (person.role == Role::Manager && person.active)
                session.setPerson(person.id);
        SilentDialler dialler;
        DeskWindow desk(session, dialler, DeskWindow::Background::Off);
        MainWindow &window = *desk.window();
        window.resize(size);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        desk.work()->queue()->focusTarget()->setFocus();
        const QString end = QLatin1String(QTest::currentDataTag());
        save(window, QStringLiteral("window-queue-") + end);
        isReadable(desk);
        const LeadId lead = desk.work()->queue()->model()->leadAt(4);
        desk.openLead(lead);
        save(window, QStringLiteral("window-lead-") + end);
        isTight(*desk.work()->lead());
        desk.work()->lead()->startCall();
        save(window, QStringLiteral("window-call-") + end);
        isTight(*desk.work()->lead());
        desk.work()->lead()->goBack();
        m_phone = QString::fromLatin1("5555550142");
        for (const bool walkIn : {true, false}) {
            typeAForm(desk, walkIn);
            save(window, (walkIn ? QStringLiteral("window-walkin-") : QStringLiteral("window-phoneup-")) + end);
            desk.quickAdd()->form()->keep();
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        window.go(QStringLiteral("quarantine"));
        save(window, QStringLiteral("window-unreadable-") + end);
        isReadable(desk);
        window.palette()->openWith(QStringLiteral("sam"));
        save(window, QStringLiteral("window-palette-") + end);
        window.palette()->closeSheet();
        for (const char *sheet : {"keys", "switchPerson", "notices"}) {
            window.commands()->run(QLatin1String(sheet));
            save(window, QStringLiteral("window-%1-").arg(QLatin1String(sheet)) + end);
            SheetDialog::openIn(&window)->closeSheet();
        }
        window.commands()->run(QStringLiteral("quietHours"));
        save(window, QStringLiteral("window-quiet-") + end);
        SheetDialog::openIn(&window)->closeSheet();
        window.commands()->run(QStringLiteral("busy"));
        save(window, QStringLiteral("window-howlong-") + end);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        save(window, QStringLiteral("window-busy-") + end);
        isReadable(desk);
        window.commands()->run(QStringLiteral("busy"));
        whoIsFreeAgain(window, session, end);
    }

private:
    QTemporaryDir m_dir;
    FakeClock m_clock;
    QString m_phone;
};
UPDESK_TEST(TestWindowPictures);
#include "tst_windowpictures.moc"
