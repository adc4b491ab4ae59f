// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/notices.h"
#include "core/store/desksetting.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"
#include "ui/shell/quietsheet.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>

using namespace updesk;

/// Who is at the desk, and what may disturb them.
class TestPeople : public QObject
{
    Q_OBJECT

    struct Heard {
        QStringList popUps;
        int tones = 0;
        bool inFront = true, onCall = false;
        DeskNews::Ways ways()
        {
            DeskNews::Ways ways;
            ways.popUp = [this](const QString &words, LeadId) { popUps << words; };
            ways.tone = [this] { ++tones; };
            ways.isInFront = [this] { return inFront; };
            ways.isOnCall = [this] { return onCall; };
            return ways;
        }
    };
    static void tellDana(TestStore &store, Notice::Kind kind, LeadId lead)
    {
        Notice notice;
        notice.person = store.dana;
        notice.kind = kind;
        notice.at = store.clock.now();
        notice.lead = lead;
        if (!commitDeed(*store, "test", [&](Transaction &tx) { return tell(tx, notice); }))
            qFatal("cannot tell");
    }

private Q_SLOTS:
    void theTilesNameEverybodyButThoseWhoLeft()
    {
        ShellDesk shell;
        shell.open();
        shell.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        const auto tiles = shell.window().findChildren<PersonTile *>();
        QStringList names;
        for (const PersonTile *tile : tiles)
            names << tile->text();
        names.sort();
        QCOMPARE(names,
            (QStringList{QStringLiteral("Dana Reyes"), QStringLiteral("Mike Stone"), QStringLiteral("Omar Khan")}));
        shell.key(Qt::Key_Escape);
        QVERIFY(!shell.find<QWidget>("people")->isVisible());
        QCOMPARE(shell.store->person(), shell.store.dana);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("queue.view"));
    }
    void aLetterAndEnterTakeTheDesk()
    {
        ShellDesk shell;
        shell.open();
        shell.keys = 0;
        shell.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        shell.key(Qt::Key_M);
        shell.key(Qt::Key_Return);
        QCOMPARE(shell.keys, 3);
        QCOMPARE(shell.store->person(), shell.store.mike);
        QCOMPARE(shell.window().state().person, QStringLiteral("Mike Stone"));
        QCOMPARE(shell.toast(), QStringLiteral("Mike Stone is at the desk."));
    }
    void theDeskRemembersWhoWasHere()
    {
        ShellDesk shell;
        shell.open();
        QCOMPARE(*deskSetting(shell.store->database(), QStringLiteral("person")), QString());
        shell.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        shell.key(Qt::Key_O);
        shell.key(Qt::Key_Return);
        QCOMPARE(*deskSetting(shell.store->database(), QStringLiteral("person")),
            QString::fromLatin1(shell.store.omar.value.hex()));
    }
    // A person whose row is still on its way, and a file that cannot say who it is.
    void whoeverTakesTheDeskHasItWhateverTheFileSays()
    {
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        const PersonId zoe{newId(shell.store.clock.now())};
        desk.take(zoe, QStringLiteral("zoe"));
        QCOMPARE(shell.store->person(), zoe);
        QCOMPARE(shell.toast(), QStringLiteral("zoe is at the desk."));
        QVERIFY(shell.window().state().person.isEmpty());
        for (const char *sql : {"UPDATE state SET v=v+1 WHERE k='config'", "ALTER TABLE shift RENAME TO lost"})
            QVERIFY(shell.store->database().execute(sql));
        desk.take(shell.store.omar);
        QCOMPARE(shell.store->person(), shell.store.omar);
        QVERIFY(!shell.toast().contains(QStringLiteral("at the desk")));
    }
    void aHalfTypedFormStaysWithItsOwner()
    {
        ShellDesk shell;
        shell.open();
        shell.key(Qt::Key_F8);
        shell.type(QStringLiteral("5552014410"));
        shell.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        shell.key(Qt::Key_O);
        shell.key(Qt::Key_Return);
        QVERIFY(!shell.desk->quickAdd()->form());
        QVERIFY(shell.window().banner()->words().isEmpty());
        shell.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        shell.key(Qt::Key_D);
        shell.key(Qt::Key_Return);
        QVERIFY(shell.window().banner()->words().contains(QStringLiteral("1 unsaved phone-up")));
        shell.desk->quickAdd()->openNewest();
        QCOMPARE(shell.find<QLineEdit>("quickadd.phone")->text(), QStringLiteral("(555) 201-4410"));
    }
    void escFromTheTilesGoesOnWithTheForm()
    {
        ShellDesk shell;
        shell.open();
        shell.key(Qt::Key_F8);
        shell.type(QStringLiteral("555201"));
        shell.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        shell.key(Qt::Key_Escape);
        QVERIFY(shell.desk->quickAdd()->form());
        QCOMPARE(shell.find<QLineEdit>("quickadd.phone")->text(), QStringLiteral("555201"));
    }
    void aHalfTypedNoteStaysWithItsOwnerToo()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        DeskWindow &desk = shell.open();
        desk.openLead(lead);
        shell.key(Qt::Key_N);
        shell.type(QStringLiteral("likes blue"));
        shell.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        shell.key(Qt::Key_O);
        shell.key(Qt::Key_Return);
        desk.openLead(lead);
        shell.key(Qt::Key_N);
        QCOMPARE(shell.find<QLineEdit>("lead.prompt.edit")->text(), QString());
        shell.key(Qt::Key_Escape);
        shell.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        shell.key(Qt::Key_D);
        shell.key(Qt::Key_Return);
        desk.openLead(lead);
        shell.key(Qt::Key_N);
        QCOMPARE(shell.find<QLineEdit>("lead.prompt.edit")->text(), QStringLiteral("likes blue"));
        shell.key(Qt::Key_Return);
        QCOMPARE(shell.store.count("activity WHERE body='likes blue'"), 1);
        shell.key(Qt::Key_N);
        QCOMPARE(shell.find<QLineEdit>("lead.prompt.edit")->text(), QString());
    }
    void urgentNewsIsHeardOnceInThirtySeconds()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        MainWindow window;
        Heard heard;
        DeskNews news(*shell.store, window, heard.ways(), [](LeadId) {});
        heard.popUps.clear();
        heard.tones = 0;
        shell.store.clock.advance(2 * kMinute);
        tellDana(shell.store, Notice::Kind::HotLead, lead);
        news.read();
        tellDana(shell.store, Notice::Kind::NewLead, lead);
        news.read();
        QCOMPARE(heard.tones, 1);
        QCOMPARE(heard.popUps.size(), 2);
        QVERIFY(!heard.popUps.join(u' ').contains(QStringLiteral("Maria"))); // the screen may be shared
        shell.store.clock.advance(30 * kSecond);
        tellDana(shell.store, Notice::Kind::ClockLate, lead);
        news.read();
        QCOMPARE(heard.tones, 2);
        news.read();
        QCOMPARE(heard.tones, 2);
    }
    void whatIsCloseOnlyPopsUpBehindAnotherWindow()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        MainWindow window;
        Heard heard;
        DeskNews news(*shell.store, window, heard.ways(), [](LeadId) {});
        heard.popUps.clear();
        heard.tones = 0;
        tellDana(shell.store, Notice::Kind::ClockClose, lead);
        news.read();
        QVERIFY(heard.popUps.isEmpty());
        heard.inFront = false;
        tellDana(shell.store, Notice::Kind::ClockClose, lead);
        news.read();
        QCOMPARE(heard.popUps.size(), 1);
        QCOMPARE(heard.tones, 0);
    }
    void doNotDisturbLeavesListAndBadge()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        DeskWindow &desk = shell.open();
        shell.key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.news()->isQuiet());
        QVERIFY(desk.window()->state().isQuiet);
        QVERIFY(shell.find<QWidget>("topbar.notices")->accessibleName().contains(QStringLiteral("Do not disturb")));
        MainWindow window;
        Heard heard;
        DeskNews news(*shell.store, window, heard.ways(), [](LeadId) {});
        QVERIFY(news.isQuiet()); // remembered
        tellDana(shell.store, Notice::Kind::HotLead, lead);
        const int before = window.notices()->unread();
        news.read();
        QCOMPARE(window.notices()->unread(), before + 1);
        QVERIFY(heard.popUps.isEmpty());
        QCOMPARE(heard.tones, 0);
        shell.store->setPerson(shell.store.omar);
        QVERIFY(!desk.news()->isQuiet()); // Dana's wish, not Omar's
        shell.store->setPerson(shell.store.dana);
        QVERIFY(desk.news()->isQuiet());
        shell.key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!desk.news()->isQuiet());
    }
    void quietHoursHoldNewsBackAndEndByThemselves()
    {
        ShellDesk shell; // it is 10:00
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        MainWindow window;
        Heard heard;
        DeskNews news(*shell.store, window, heard.ways(), [](LeadId) {});
        news.setQuietHours({QTime(10, 0), QTime(10, 30)});
        QVERIFY(news.isQuietNow() && !news.isQuiet());
        QVERIFY(window.state().isQuiet);
        tellDana(shell.store, Notice::Kind::HotLead, lead);
        const int before = window.notices()->unread();
        news.read();
        QCOMPARE(window.notices()->unread(), before + 1);
        QVERIFY(heard.popUps.isEmpty() && heard.tones == 0);
        shell.store.clock.advance(30 * kMinute);
        news.tick();
        QVERIFY(!window.state().isQuiet);
        tellDana(shell.store, Notice::Kind::HotLead, lead);
        news.read();
        QCOMPARE(heard.popUps.size(), 1);
        DeskNews next(*shell.store, window, heard.ways(), [](LeadId) {});
        shell.store.clock.advance(kDay - 20 * kMinute);
        QVERIFY(next.isQuietNow()); // every day, and remembered
        shell.store->setPerson(shell.store.omar);
        next.startOver();
        QVERIFY(!next.isQuietNow()); // Dana's hours, not Omar's
    }
    void hoursThatAreHalfTypedAreNotDroppedByEsc()
    {
        QWidget window;
        window.show();
        QuietSheet sheet(&window);
        sheet.openFor({QTime(12, 0), QTime(13, 0)});
        QTest::keyClick(&sheet, Qt::Key_Escape);
        QVERIFY(!sheet.isOpen());
        sheet.openFor({QTime(12, 0), QTime(13, 0)});
        auto *until = sheet.findChild<QLineEdit *>(QStringLiteral("quietHours.to"));
        QTest::keyClicks(until, QStringLiteral("4"));
        answerNext(-1);
        QTest::keyClick(until, Qt::Key_Escape);
        QVERIFY(sheet.isOpen());
        answerNext(1);
        QTest::keyClick(until, Qt::Key_Escape);
        QVERIFY(!sheet.isOpen());
    }
    void quietHoursMayRunOverMidnight()
    {
        const QuietHours night{QTime(20, 0), QTime(8, 0)};
        QVERIFY(night.contains(QTime(20, 0)) && night.contains(QTime(0, 0)) && night.contains(QTime(7, 59)));
        QVERIFY(!night.contains(QTime(8, 0)) && !night.contains(QTime(19, 59)));
        QCOMPARE(quietHoursFrom(textOf(night)), night);
        for (const char *text : {"", "12:00", "12:00-12:00", "25:00-26:00", "a-b", "12:00-13:00-14:00"})
            QVERIFY2(!quietHoursFrom(QLatin1String(text)).isSet(), text);
        QVERIFY(!QuietHours{}.contains(QTime(12, 0)));
    }
    void timesAreReadAsPeopleTypeThem()
    {
        const auto is = [](const char *typed, int hour, int minute) {
            return typedTime(QLatin1String(typed)) == QTime(hour, minute);
        };
        QVERIFY(is("12", 12, 0) && is("12:30", 12, 30) && is(" 1pm ", 13, 0) && is("1:30 p.m.", 13, 30));
        QVERIFY(is("12 am", 0, 0) && is("12PM", 12, 0) && is("0:05", 0, 5) && is("9 a", 9, 0) && is("13h15", 13, 15));
        for (const char *bad : {"", "noon", "24", "12:60", "13pm", "0pm", "1:3", "-1", "12:30:00", "99999999999"})
            QVERIFY2(!typedTime(QLatin1String(bad)), bad);
    }
    void quietHoursAreTypedInTheWindow()
    {
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        shell.window().commands()->run(QStringLiteral("quietHours"));
        shell.type(QStringLiteral("lunch"));
        shell.key(Qt::Key_Return);
        QVERIFY(shell.find<QWidget>("quietHours")->isVisible()); // it says so and stays
        auto *from = shell.find<QLineEdit>("quietHours.from");
        QVERIFY(from->accessibleDescription().contains(QStringLiteral("1pm")));
        from->clear();
        shell.type(QStringLiteral("9:30"));
        shell.key(Qt::Key_Tab);
        shell.type(QStringLiteral("11am"));
        shell.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!shell.find<QWidget>("quietHours")->isVisible());
        QVERIFY(desk.news()->isQuietNow());
        QVERIFY(shell.find<QWidget>("topbar.notices")->accessibleName().contains(QStringLiteral("Do not disturb")));
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("queue.view"));
        shell.window().commands()->run(QStringLiteral("quietHours"));
        QCOMPARE(typedTime(from->text()), QTime(9, 30));
        from->clear();
        shell.find<QLineEdit>("quietHours.to")->clear();
        shell.key(Qt::Key_Return);
        QVERIFY(!desk.news()->isQuietNow());
    }
    void aDesktopThatAsksForQuietHasIt()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        MainWindow window;
        Heard heard;
        bool quiet = true;
        DeskNews::Ways ways = heard.ways();
        ways.isSystemQuiet = [&quiet] { return quiet; };
        DeskNews news(*shell.store, window, ways, [](LeadId) {});
        QVERIFY(window.state().isQuiet);
        tellDana(shell.store, Notice::Kind::HotLead, lead);
        news.read();
        QVERIFY(heard.popUps.isEmpty() && heard.tones == 0);
        quiet = false;
        news.tick();
        QVERIFY(!window.state().isQuiet);
        tellDana(shell.store, Notice::Kind::HotLead, lead);
        news.read();
        QCOMPARE(heard.popUps.size(), 1);
    }
    void theNoticesStandInColumnsAndTheFocusGoesAroundThem()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        shell.open({}, {1024, 700});
        const auto back = qScopeGuard([] { setTextSize(100); });
        setTextSize(200);
        for (int i = 0; i < 30; ++i)
            tellDana(shell.store, i % 2 ? Notice::Kind::EveryoneNeeded : Notice::Kind::HotLead, lead);
        shell.desk->news()->read();
        shell.window().notices()->openList();
        QApplication::processEvents();
        auto *list = shell.find<QListWidget>("notices.list");
        for (const auto *area : shell.window().notices()->findChildren<QScrollArea *>())
            QVERIFY(!area->verticalScrollBar()->isVisible()); // the list scrolls, nothing around it
        QVERIFY(list->verticalScrollBar()->isVisible());
        QVERIFY(shell.window().rect().contains(QRect(list->mapTo(&shell.window(), QPoint()), list->size())));
        // The ring is drawn around the row: its left edge lies left of the mark, no text touches it.
        const QRect row = list->visualItemRect(list->item(0));
        const QImage picture = list->viewport()->grab(row).toImage();
        const QColor ring = theme().ink(Colour::Focus, true);
        QCOMPARE(picture.pixelColor(2, picture.height() / 2), ring);
        QCOMPARE(picture.pixelColor(picture.width() - 3, picture.height() / 2), ring);
        shell.key(Qt::Key_End);
        QCOMPARE(list->currentRow(), list->count() - 1);
    }
    void aCallIsNotDisturbed()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        MainWindow window;
        Heard heard;
        heard.onCall = true;
        DeskNews news(*shell.store, window, heard.ways(), [](LeadId) {});
        tellDana(shell.store, Notice::Kind::HotLead, lead);
        news.read();
        QVERIFY(heard.popUps.isEmpty());
        QCOMPARE(heard.tones, 0);
        QVERIFY(window.notices()->unread() > 0);
    }
    void newsThatWasReadIsNotNewTheNextDay()
    {
        ShellDesk shell;
        CaptureChoices dana;
        dana.owner = shell.store.dana;
        const LeadId lead = shell.store.add(shell.store.webLead(1), dana).lead;
        tellDana(shell.store, Notice::Kind::ClockLate, lead);
        shell.open();
        QVERIFY(shell.window().notices()->unread() > 0);
        const QStringList read = shell.news();
        QVERIFY(!read.isEmpty());
        shell.close();
        shell.open();
        QCOMPARE(shell.window().notices()->unread(), 0);
        QCOMPARE(shell.news(), read);
    }
};
UPDESK_TEST(TestPeople);
#include "tst_people.moc"
