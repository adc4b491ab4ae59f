// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/notices.h"
#include "tests/ui/shell/shelldesk.h"

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
