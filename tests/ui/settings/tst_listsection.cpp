// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dnc.h"
#include "core/people/customerstore.h"
#include "core/store/apply.h"
#include "core/sync/signin.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"
#include "tests/ui/settings/channeldesk.h"
#include "ui/shell/desklists.h"

#include <QDir>
#include <QFile>
#include <QListWidget>

using namespace updesk;

namespace
{

QString words(const char *text) { return QString::fromLatin1(text); }

/// The settings' section of the data, with a file that the dialog would give.
class ListDesk : public ChannelDesk
{
public:
    void openData(PersonId person = {})
    {
        open(Section(7), person);
        lists()->setPicker([this](const QString &, const QString &) { return picked; });
    }
    DeskLists *lists() { return shell.desk->settings()->lists(); }
    void write(const QByteArray &bytes, const char *name = "list.txt")
    {
        picked = shell.store.dir.filePath(QString::fromLatin1(name));
        QFile file(picked);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    /// As somebody does: chooses the file, types the day.
    void import(const QByteArray &bytes, const char *day)
    {
        write(bytes);
        click("dnc.import");
        type("dnc.date", words(day));
        click("dnc.begin");
    }
    bool ready() { return find("dnc.import")->isEnabled(); }
    QString said(const char *name) { return find(name)->isVisible() ? find<TextLabel>(name)->text() : QString(); }
    QString error(const char *row) { return find<SettingRow>(row)->error(); }
    ListStatus list() { return *dncStatus(shell.store->database()); }
    int marked() { return int(shell.store.count("phone WHERE dnc_on=1")); }

    QString picked;
};

} // namespace

/// Lists that are read in by the settings: the do-not-call list and the calls of the phone system.
class TestListSection : public QObject
{
    Q_OBJECT

    /// The store becomes a shared one whose server is nowhere.
    static void share(ListDesk &desk)
    {
        TestStore &store = desk.shell.store;
        ServerPlace place;
        place.url = QStringLiteral("postgresql://127.0.0.1:1/x");
        place.login = QStringLiteral("mike");
        place.person = store.mike;
        place.store = store->by().store;
        place.desk = newId(store.clock.now());
        auto tx = Transaction::begin(store->database(), store->by());
        QVERIFY(tx && writePlace(*tx, place) && tx->commit());
    }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void aListIsImportedAndShownWithItsAge()
    {
        ListDesk desk;
        desk.shell.store.add(phoneLead(desk.shell.store, 1));
        desk.openData();
        QCOMPARE(desk.said("dnc"), words("None"));
        QVERIFY(desk.note(words("dnc.row")).contains(words("nobody may be called")));
        for (const TextLabel *label : desk.find("dnc.row")->findChildren<TextLabel *>())
            if (label->text().startsWith(words("Without it")))
                QCOMPARE(label->palette().color(QPalette::WindowText), colour(Colour::Bad));
        QVERIFY(!desk.find("dnc.dateRow")->isVisible());
        desk.import("404,5550101\nnobody\n4045550199\n", "2026-03-01");
        QTRY_VERIFY(desk.ready());
        QCOMPARE(desk.error("dnc.row"), QString());
        QCOMPARE(desk.said("dnc.news"),
            words("Imported. Lines read: 3. Numbers: 2. Lines without one: 1. The first of those is line 2. Phones of "
                  "customers that are on it now: 1, no longer: 0."));
        QCOMPARE(desk.said("dnc"), words("Of March 1; numbers on it: 2"));
        QVERIFY2(
            desk.note(words("dnc.row")).startsWith(words("It is 11 day(s) old. A new one is needed after April 1.")),
            qPrintable(desk.note(words("dnc.row"))));
        QCOMPARE(desk.marked(), 1);
        QVERIFY(*isOnDeskList(desk.shell.store->database(), words("+14045550199")));
        QVERIFY(!desk.find("dnc.dateRow")->isVisible());
        QVERIFY(desk.shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/lists-1366.png")));
        desk.import("4045550177\n", "2026-03-10"); // the second time
        QTRY_VERIFY(desk.ready());
        QCOMPARE(desk.list().dated, QDate(2026, 3, 10));
        QCOMPARE(desk.marked(), 0);
        QVERIFY(desk.said("dnc.news").endsWith(words("no longer: 1.")));
    }
    void anOldListIsWarnedOf()
    {
        ListDesk desk;
        desk.openData();
        desk.import("4045550101\n", "2026-02-09");
        QTRY_VERIFY(desk.ready());
        QVERIFY(desk.note(words("dnc.row")).startsWith(words("It is 31 day(s) old. A new one"))); // the law's last day
        desk.shell.store.clock.advance(kDay);
        desk.lists()->refresh();
        QCOMPARE(desk.note(words("dnc.row")), words("It is 32 day(s) old: too old to call by. Import a new one."));
    }
    void theNoticeOpensThePlaceWhereItIsImported()
    {
        ListDesk desk;
        desk.openData();
        desk.import("4045550101\n", "2026-02-11");
        QTRY_VERIFY(desk.ready());
        const auto inkOf = [&desk](const char *begin) {
            for (const TextLabel *label : desk.find("dnc.row")->findChildren<TextLabel *>())
                if (label->text().startsWith(words(begin)))
                    return label->palette().color(QPalette::WindowText);
            return QColor();
        };
        QCOMPARE(inkOf("It is 29 day(s) old. A new one"), colour(Colour::Close)); // it ends soon
        desk.shell.desk->settings()->screen()->go(0);
        desk.shell.window().go(words("queue"));
        QVERIFY(tellOfList(*desk.shell.store.session));
        Notices *notices = desk.shell.window().notices();
        notices->openList();
        auto *list = notices->findChild<QListWidget *>();
        QCOMPARE(list->count(), 1);
        QVERIFY2(list->item(0)->text().contains(words("The do-not-call list gets too old in 3 day(s).")),
            qPrintable(list->item(0)->text()));
        QApplication::processEvents();
        QVERIFY(desk.shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/lists-notice.png")));
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(desk.find("dnc.import")->isVisible());
        QVERIFY(desk.shell.window().focusWidget() == desk.find("dnc.import"));
        QApplication::processEvents();
        QVERIFY(desk.shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/lists-ends.png")));
    }
    void allWordsHaveRoomAlsoInLargeType()
    {
        ListDesk desk;
        desk.open(ListDesk::Section(7), {}, {1024, 700});
        desk.lists()->setPicker([&desk](const QString &, const QString &) { return desk.picked; });
        setTextSize(200);
        desk.import("4045550101\nnobody\n", "2026-02-01");
        QTRY_VERIFY(desk.ready());
        desk.write("4045550101\n");
        desk.click("dnc.import");
        QApplication::processEvents();
        QApplication::processEvents();
        for (const TextLabel *label : desk.shell.desk->settings()->screen()->data()->findChildren<TextLabel *>())
            if (label->isVisible() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()) - 1, qPrintable(label->text()));
        QVERIFY(desk.shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/lists-1024-200.png")));
    }
    void largeTypeLeavesNoTraceOnceItIsSmallAgain()
    {
        const auto heights = [](int before) {
            setTextSize(before);
            ListDesk desk;
            desk.openData();
            setTextSize(100);
            QApplication::processEvents();
            return std::pair(desk.find("dnc")->height(), desk.find("dnc.row")->height());
        };
        QCOMPARE(heights(200), heights(100));
    }
    void whatIsWrongIsSaidAndTheOldListHolds()
    {
        ListDesk desk;
        desk.openData();
        desk.import("4045550101\n", "2026-03-01");
        QTRY_VERIFY(desk.ready());
        const ListStatus before = desk.list();
        desk.import("nobody\n\n", "2026-03-05");
        QTRY_VERIFY(desk.ready());
        QCOMPARE(desk.error("dnc.row"), words("No line of the file is a phone number. The list that was there holds."));
        QCOMPARE(desk.said("dnc.news"), QString());
        desk.import("4045550102\n", "2026-03-20");
        QTRY_VERIFY(desk.ready());
        QCOMPARE(desk.error("dnc.row"), words("The date of the list is still to come. Nothing was changed."));
        desk.write("4045550102\n");
        desk.click("dnc.import");
        QCOMPARE(desk.error("dnc.row"), QString()); // begun anew
        for (const char *day : {"", "2026-02-30", "yesterday"}) {
            desk.type("dnc.date", words(day));
            desk.click("dnc.begin");
            QCOMPARE(desk.error("dnc.dateRow"), words("Type the day of the list, as in 2026-03-01."));
        }
        desk.type("dnc.date", words("2026-03-05"));
        QCOMPARE(desk.error("dnc.dateRow"), QString());
        QVERIFY(QFile::remove(desk.picked));
        desk.click("dnc.begin");
        QTRY_VERIFY(desk.ready());
        QVERIFY2(desk.error("dnc.row").startsWith(words("Could not find ")), qPrintable(desk.error("dnc.row")));
        QCOMPARE(desk.list(), before);
        QVERIFY(*isOnDeskList(desk.shell.store->database(), words("+14045550101")));
        desk.picked.clear(); // the dialog was left
        desk.click("dnc.import");
        QVERIFY(!desk.find("dnc.dateRow")->isVisible());
    }
    void onlyAManagerMay()
    {
        ListDesk desk;
        desk.openData(desk.shell.store.dana);
        QVERIFY(!desk.ready());
        QVERIFY(!desk.find("calls.import")->isEnabled());
        QVERIFY(desk.note(words("dnc.row")).endsWith(words("Only a manager may import it.")));
        QVERIFY(desk.note(words("calls.row")).endsWith(words("Only a manager may import it.")));
        desk.shell.store->setPerson(desk.shell.store.mike);
        QVERIFY(desk.ready());
        desk.write("4045550101\n");
        desk.click("dnc.import");
        QVERIFY(desk.find("dnc.dateRow")->isVisible());
        desk.shell.store->setPerson(desk.shell.store.dana);
        QVERIFY(!desk.find("dnc.dateRow")->isVisible());
    }
    void aLongListCanBeCalledOffByPersonAndByClosing()
    {
        ListDesk desk;
        desk.openData();
        desk.import("4045550101\n", "2026-03-01");
        QTRY_VERIFY(desk.ready());
        QByteArray many;
        for (int i = 0; i < 1'500'000; ++i)
            many += QByteArray::number(2'125'000'000 + i) + '\n';
        desk.import(many, "2026-03-05");
        QVERIFY(!desk.ready());
        QVERIFY(!desk.find("calls.import")->isEnabled()); // one at a time
        QVERIFY(desk.find("dnc.cancel")->isVisible());
        QTRY_VERIFY(desk.said("dnc.news").endsWith(words("of the file is read.")));
        desk.click("dnc.cancel");
        QTRY_VERIFY(desk.ready());
        QCOMPARE(desk.error("dnc.row"), words("The import was canceled. The list that was there holds."));
        desk.import(many, "2026-03-05");
        desk.shell.close();
        QCOMPARE(desk.list().dated, QDate(2026, 3, 1));
        QVERIFY(*isOnDeskList(desk.shell.store->database(), words("+14045550101")));
        QVERIFY(!*isOnDeskList(desk.shell.store->database(), words("+12125000000")));
    }
    void aSharedStoreSaysWhatKeepsItFromItsServer()
    {
        ListDesk desk;
        TestStore &store = desk.shell.store;
        share(desk);
        desk.openData();
        auto kept = std::make_unique<FakeSecrets>();
        FakeSecrets &secrets = *kept;
        desk.lists()->setSecrets(std::move(kept));
        desk.import("4045550101\n", "2026-03-01");
        QTRY_VERIFY(desk.ready());
        QVERIFY2(desk.error("dnc.row").contains(words("your password is not kept on this computer")),
            qPrintable(desk.error("dnc.row")));
        const Login login{store.mike, words("mike"), words("ekim-password")};
        const auto remembered = keepLogin({store->database(), secrets, store.clock}, login, words("manager"));
        QVERIFY(remembered && *remembered);
        desk.import("4045550101\n", "2026-03-01");
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), 60'000);
        QVERIFY2(desk.error("dnc.row").contains(words("cannot be reached")), qPrintable(desk.error("dnc.row")));
        QVERIFY(!desk.list().dated.isValid());
        QCOMPARE(store.count("dnc"), 0);
    }
    void theCallsOfThePhoneSystemComeIntoTheHistories()
    {
        ListDesk desk;
        TestStore &store = desk.shell.store;
        store.add(phoneLead(store, 1));
        store.clock.advance(kHour);
        desk.openData();
        desk.write("id,way,number,began,seconds\n"
                   "a1,out,4045550101,2026-03-12 10:10:00,75\n"
                   "a2,in,4045550188,2026-03-12 10:20:00,5\n"
                   "a3,out,4045550101,soon,5\n",
            "calls.csv");
        desk.click("calls.import");
        QTRY_VERIFY(desk.ready());
        QCOMPARE(desk.error("calls.row"), QString());
        QCOMPARE(desk.said("calls.news"),
            words(
                "Calls read: 2. New in the histories: 1, they confirm what was logged: 0, known before: 0, of unknown "
                "callers, under Unreadable: 1, of nobody here: 0. Lines that are no call: 1, the first is line 4."));
        QCOMPARE(store.count("activity WHERE kind=0 AND seconds=75"), 1);
        desk.click("calls.import");
        QTRY_VERIFY(desk.ready());
        QVERIFY2(desk.said("calls.news").contains(words("known before: 2, of unknown callers, under Unreadable: 0")),
            qPrintable(desk.said("calls.news"))); // the one that waits there does not come twice
        QCOMPARE(store.count("activity WHERE kind=0 AND seconds=75"), 1);
        desk.write("who,when\nme,now\n", "calls.csv");
        desk.click("calls.import");
        QTRY_VERIFY(desk.ready());
        QCOMPARE(desk.error("calls.row"),
            words("The first line does not name the columns that are needed. Nothing was read."));
        QCOMPARE(desk.said("calls.news"), QString());
    }
};

UPDESK_TEST(TestListSection);
#include "tst_listsection.moc"
