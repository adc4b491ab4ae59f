// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/sync/oldermarks.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/timelineview.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>

using namespace updesk;

class TestLeadPictures : public QObject
{
    Q_OBJECT
    struct Pictured : LeadDesk {
        Pictured()
        {
            clock.advance(kMinute);
            if (!addNote(*session, captured.lead, QStringLiteral("Needs seven seats, comes with her mother")))
                qFatal("note");
            const Captured after = add(webLead(2));
            clock.advance(2 * kMinute + 36 * kSecond);
            next = *queueRow(session->database(), after.lead);
        }
        void place(QSize size)
        {
            screen->resize(size);
            show();
            screen->setNext(next, 4, 9);
        }
        QueueRow next;
    };
    static void save(QWidget *widget, const char *name)
    {
        QTest::qWait(50); // layouts settle
        const QString folder = QStringLiteral(UPDESK_BUILD_DIR "/pictures");
        QVERIFY(widget->grab().save(folder + u'/' + QLatin1String(name) + QStringLiteral(".png")));
    }
    // Every label has the room its words need.
    static void nothingIsCut(QWidget *screen)
    {
        for (const QLabel *label : screen->findChildren<QLabel *>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            QVERIFY2(label->height() >= needed, qPrintable(label->text()));
            if (!label->wordWrap() && label->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored)
                QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
        }
        for (const QAbstractButton *button : screen->findChildren<QAbstractButton *>()) {
            if (!button->isVisible() || qobject_cast<QLineEdit *>(button->parentWidget()))
                continue;
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
            QVERIFY2(button->height() >= button->sizeHint().height(), qPrintable(button->text()));
            QVERIFY2(
                button->mapTo(screen, QPoint(button->width(), 0)).x() <= screen->width(), qPrintable(button->text()));
        }
    }
private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void open_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("size");
        QTest::addColumn<QSize>("window");
        QTest::newRow("lead-light") << false << 100 << QSize(1166, 692);
        QTest::newRow("lead-dark") << true << 100 << QSize(1166, 692);
        QTest::newRow("lead-small") << false << 100 << QSize(972, 624);
        QTest::newRow("lead-200") << false << 200 << QSize(972, 624);
        QTest::newRow("lead-half-200-dark") << true << 200 << QSize(774, 624);
    }
    void open()
    {
        QFETCH(const bool, dark);
        QFETCH(const int, size);
        QFETCH(const QSize, window);
        Pictured desk;
        setTheme(dark ? ThemeName::Dark : ThemeName::Light);
        setTextSize(size);
        desk.place(window);
        save(desk.screen.get(), QTest::currentDataTag());
        nothingIsCut(desk.screen.get());
    }
    void missing_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("size");
        QTest::addColumn<QSize>("window");
        QTest::newRow("lead-missing-light") << false << 100 << QSize(1166, 692);
        QTest::newRow("lead-missing-dark-small") << true << 100 << QSize(972, 624);
        QTest::newRow("lead-missing-200") << false << 200 << QSize(972, 624);
    }
    // Nobody can be reached yet and nothing is known of what they want.
    void missing()
    {
        QFETCH(const bool, dark);
        QFETCH(const int, size);
        QFETCH(const QSize, window);
        Pictured desk;
        setTheme(dark ? ThemeName::Dark : ThemeName::Light);
        setTextSize(size);
        desk.place(window);
        LeadDraft draft = desk.webLead(3);
        draft.phones = {{QStringLiteral("5551234"), {}, {}, PhoneKind::Unknown}};
        draft.emails.clear();
        draft.wants.clear();
        draft.timeframeDays = -1;
        draft.asks = 0;
        draft.comments.clear();
        desk.screen->open(desk.add(draft).lead);
        save(desk.screen.get(), QTest::currentDataTag());
        nothingIsCut(desk.screen.get());
    }
    void inDoubt_data() { open_data(); }
    void inDoubt()
    {
        QFETCH(const bool, dark);
        QFETCH(const int, size);
        QFETCH(const QSize, window);
        Pictured desk;
        setTheme(dark ? ThemeName::Dark : ThemeName::Light);
        setTextSize(size);
        desk.clock.setJumped(-38 * kMinute);
        CallLog log;
        log.outcome = Outcome::Voicemail;
        log.dialledAt = desk.clock.now();
        log.note = QStringLiteral("Left our number, she is at work until five");
        desk.clock.advance(24 * kSecond);
        QVERIFY(logCall(*desk.session, desk.captured.lead, log));
        desk.place(window);
        desk.key(Qt::Key_Down);
        save(desk.screen.get(), QByteArray(QTest::currentDataTag()).replace("lead", "lead-doubt").constData());
        save(desk.find<TimelineView>("lead.timeline"),
            QByteArray(QTest::currentDataTag()).replace("lead", "lead-doubt-history").constData());
        nothingIsCut(desk.screen.get());
    }
    void onCall_data() { open_data(); }
    void onCall()
    {
        QFETCH(const bool, dark);
        QFETCH(const int, size);
        QFETCH(const QSize, window);
        Pictured desk;
        desk.dialler.can = size == 100 && !dark;
        setTheme(dark ? ThemeName::Dark : ThemeName::Light);
        setTextSize(size);
        desk.place(QSize(window.width() == 1166 ? 774 : window.width(), window.height()));
        desk.key(Qt::Key_C);
        desk.clock.advance(24 * kSecond);
        QTest::qWait(1100); // the panel's second passes
        save(desk.screen.get(), QByteArray(QTest::currentDataTag()).replace("lead", "lead-call").constData());
        nothingIsCut(desk.screen.get());
    }
    void asking()
    {
        Pictured desk;
        desk.place({774, 692});
        desk.key(Qt::Key_C);
        desk.clock.advance(24 * kSecond);
        desk.key(Qt::Key_1);
        save(desk.screen.get(), "lead-ask-visit");
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_6);
        save(desk.screen.get(), "lead-ask-reason");
        nothingIsCut(desk.screen.get());
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_S);
        desk.type("sun 10");
        save(desk.screen.get(), "lead-ask-snooze");
    }
    void olderHistory_data()
    {
        QTest::addColumn<OlderNews>("news");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("size");
        QTest::addColumn<QSize>("window");
        using Is = OlderNews::Is;
        const OlderNews there{{}, Is::There, 0, {}}, coming{{}, Is::Coming, 0, {}}, none{{}, Is::Here, 0, {}};
        const OlderNews away{{}, Is::Failed, 0, Error{Error::Code::Offline, QStringLiteral("server"), {}}};
        const OlderNews login{{}, Is::Failed, 0, Error{Error::Code::NotFound, QStringLiteral("login"), {}}};
        QTest::newRow("older-there-light") << there << false << 100 << QSize(1166, 692);
        QTest::newRow("older-there-dark") << there << true << 100 << QSize(1166, 692);
        QTest::newRow("older-there-small") << there << false << 100 << QSize(824, 624);
        QTest::newRow("older-there-200") << there << false << 200 << QSize(972, 624);
        QTest::newRow("older-coming-light") << coming << false << 100 << QSize(1166, 692);
        QTest::newRow("older-coming-dark") << coming << true << 100 << QSize(824, 624);
        QTest::newRow("older-offline-light") << away << false << 100 << QSize(1166, 692);
        QTest::newRow("older-offline-dark") << away << true << 100 << QSize(824, 624);
        QTest::newRow("older-offline-200-dark") << away << true << 200 << QSize(824, 624);
        QTest::newRow("older-login-light") << login << false << 100 << QSize(824, 624);
        QTest::newRow("older-none-dark") << none << true << 100 << QSize(1166, 692);
    }
    void olderHistory()
    {
        QFETCH(OlderNews, news);
        QFETCH(const bool, dark);
        QFETCH(const int, size);
        QFETCH(const QSize, window);
        Pictured desk;
        QVERIFY(desk->database().execute("INSERT OR REPLACE INTO state VALUES('joined',1)"));
        news.customer = desk.captured.customer;
        if (news.is == OlderNews::Is::Here)
            QVERIFY(markOlder(desk->database(), std::vector{news.customer.value}, OlderMark::Whole, desk.clock.now()));
        setTheme(dark ? ThemeName::Dark : ThemeName::Light);
        setTextSize(size);
        desk.place(window);
        desk.screen->timeline()->setOlder(news);
        desk.key(Qt::Key_End);
        auto *view = desk.find<TimelineView>("lead.timeline");
        QVERIFY(view->currentIndex().data(TimelineModel::OlderRole).toBool());
        auto *scroll = desk.screen->findChild<QScrollArea *>();
        scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
        QTest::qWait(50);
        view->scrollTo(view->currentIndex());
        const QRect row = view->visualRect(view->currentIndex());
        QVERIFY(view->viewport()->rect().contains(row));
        QVERIFY(row.contains(TimelineDelegate::actionBox(row, view->currentIndex()))
            || view->currentIndex().data(TimelineModel::ActionRole).toString().isEmpty());
        save(desk.screen.get(), QTest::currentDataTag());
        nothingIsCut(desk.screen.get());
    }
    void afterCallsAndUndo()
    {
        Pictured desk;
        desk.place({1166, 692});
        desk.key(Qt::Key_C);
        desk.clock.advance(32 * kSecond);
        desk.key(Qt::Key_4);
        desk.key(Qt::Key_C);
        desk.clock.advance(3 * kSecond);
        desk.key(Qt::Key_3);
        desk.key(Qt::Key_G);
        desk.key(Qt::Key_B);
        desk.type("wants to think it over");
        desk.key(Qt::Key_Return);
        desk.key(Qt::Key_Down);
        desk.key(Qt::Key_Return);
        save(desk.screen.get(), "lead-history");
    }
    void caughtUp()
    {
        Pictured desk;
        desk.place({1166, 692});
        desk.screen->setCaughtUp(
            QStringLiteral("All caught up. Next due 14:00."), QStringLiteral("Priya Nair, call, attempt 4 of 8"));
        save(desk.screen.get(), "lead-caughtup");
    }
    void original()
    {
        Pictured desk;
        desk.place({1166, 692});
        Q_EMIT desk.find<TimelineView>("lead.timeline")->originalWanted(desk.document);
        save(desk.screen.get(), "lead-original");
    }
};
UPDESK_TEST(TestLeadPictures);
#include "tst_leadpictures.moc"
