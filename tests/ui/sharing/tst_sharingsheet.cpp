// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/leads/original.h"
#include "core/people/customer.h"
#include "core/sync/remembered.h"
#include "core/sync/waitingrows.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"
#include "ui/sharing/sharingsheet.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QRegularExpression>

using namespace updesk;

/// The list of what waits and what came back, over the whole window.
class TestSharingSheet : public QObject
{
    Q_OBJECT
    static void join(TestStore &store)
    {
        for (const char *sql : {"INSERT INTO state(k,v) VALUES('joined',1)",
                 "UPDATE state SET v=(SELECT max(n) FROM deed) WHERE k='sent'"})
            QVERIFY(store->database().execute(sql));
    }
    static void add(TestStore &store, Setback::Kind kind, const char *table, const Id &row, const char *field,
        const QString &ours, const QString &theirs, const char *why = "")
    {
        Query q = store->database().query("INSERT INTO setback(kind,at,who,verb,tbl,row_id,field,ours,theirs,why,other)"
                                          " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)");
        q.bind(1, int(kind)).bind(2, store.clock.now() - 20 * kMinute).bind(3, store.dana);
        q.bind(4, Value{QByteArray("snooze")}).bind(5, Value{QByteArray(table)}).bind(6, row);
        q.bind(7, Value{QByteArray(field)}).bind(8, ours).bind(9, theirs).bind(10, QString::fromLatin1(why));
        QVERIFY(q.bind(11, store.omar).run());
    }
    static LeadId fill(TestStore &store)
    {
        const LeadId first = store.add(store.webLead(1)).lead, second = store.add(store.webLead(2)).lead;
        join(store);
        const auto lead = load(store->database(), kLead, first.value);
        add(store, Setback::Kind::TwoPlaces, "lead", first.value, "best_time", QStringLiteral("after 17:00"),
            QStringLiteral("in the morning, before the store opens"));
        add(store, Setback::Kind::Lost, "customer", lead->customer.value, "company", QStringLiteral("Okafor Farm"),
            QStringLiteral("Okafor & Sons Farm and Garden Supplies of Northgate, a very long name that has no end"));
        add(store, Setback::Kind::Lost, "lead", second.value, "owner_id", QString::fromLatin1(store.dana.value.hex()),
            {});
        add(store, Setback::Kind::Rejected, "lead", second.value, "grade_set", QStringLiteral("1"), {}, "role");
        add(store, Setback::Kind::Rejected, "lead", second.value, "grade_why", QStringLiteral("Big budget"), {},
            "role");
        store.clock.advance(kMinute);
        if (!addNote(*store, first, QStringLiteral("Wants a red one")))
            qFatal("note");
        store->setPerson(store.omar);
        if (!snooze(*store, second, store.clock.now() + kHour))
            qFatal("snooze");
        store->setPerson(store.dana);
        if (!store->database().execute("INSERT INTO stuck(n,state,why) SELECT max(n),2,'' FROM deed"))
            qFatal("stuck");
        store.clock.advance(14 * kMinute);
        return first;
    }
    static QStringList shown(const SharingModel &model)
    {
        QStringList rows;
        for (int i = 0; i < model.rowCount(); ++i)
            rows << model.data(model.index(i), Qt::AccessibleTextRole).toString();
        return rows;
    }

private Q_SLOTS:
    void whatWaitsIsSaidWithItsReason()
    {
        TestStore store;
        fill(store);
        SharingModel model(*store);
        const QAbstractItemModelTester tester(&model);
        QVERIFY(model.reload());
        const QStringList rows = shown(model);
        QCOMPARE(rows.size(), 2);
        QVERIFY2(rows[0].startsWith(QStringLiteral("Note: Maria Lopez. 10:01. Dana Reyes, 14 minute(s) ago. Not sent")),
            qPrintable(rows[0]));
        QVERIFY2(rows[1].contains(QStringLiteral("Waits for Omar Khan to sign in.")), qPrintable(rows[1]));
        QVERIFY(!model.lead(0).isNull());
        QVERIFY(!model.choice(0));
    }
    void whatWaitsForSomebodyWhoIsShutOutSaysSo()
    {
        TestStore store;
        fill(store);
        SharingModel model(*store);
        const auto why = [&](const char *subject) {
            if (!rememberRefusal(store->database(), store.omar, QString::fromLatin1(subject)) || !model.reload())
                return QString();
            return model.data(model.index(1), SharingModel::ThirdRole).toString();
        };
        QVERIFY2(why("login").contains(QStringLiteral("Omar Khan's login at the server is closed")),
            qPrintable(why("login")));
        QVERIFY(countWaiting(store->database())->signIn.front().shutOut);
        QVERIFY(why("password").contains(QStringLiteral("was changed")));
        QVERIFY(!countWaiting(store->database())->signIn.front().shutOut);
        QCOMPARE(why(""), QStringLiteral("Waits for Omar Khan to sign in."));
    }
    void whatCameBackShowsBothValues()
    {
        TestStore store;
        fill(store);
        SharingModel model(*store);
        const QAbstractItemModelTester tester(&model);
        model.setList(SharingModel::List::TwoPlaces);
        QVERIFY(model.reload());
        const QStringList rows = shown(model); // the newest first; two fields refused at once are one
        QCOMPARE(rows.size(), 4);
        QVERIFY2(rows[0].contains(QStringLiteral("Your role may not change this."))
                && rows[0].contains(QStringLiteral("Grade: A")) && rows[0].contains(QStringLiteral("Big budget")),
            qPrintable(rows[0]));
        QVERIFY2(rows[1].contains(QStringLiteral("Omar Khan had it first")), qPrintable(rows[1]));
        QVERIFY2(rows[2].contains(QStringLiteral("Kept beside: Okafor Farm (Dana Reyes, at this desk)")),
            qPrintable(rows[2]));
        QVERIFY2(
            rows[3].contains(QStringLiteral("Stands: after 17:00 (Dana Reyes, at this desk)")), qPrintable(rows[3]));
        QVERIFY(!model.choice(0) && !model.choice(1) && model.choice(2) && model.choice(3));
    }
    void idsOfOtherRowsReadAsNames()
    {
        TestStore store;
        const LeadId first = fill(store);
        const auto lead = load(store->database(), kLead, first.value);
        const LeadId second = store.add(store.webLead(3)).lead;
        const auto other = load(store->database(), kLead, second.value);
        QVERIFY(linkHousehold(*store, lead->customer, other->customer));
        const auto home = load(store->database(), kCustomer, lead->customer.value);
        QVERIFY(home && !home->household.isNull());
        add(store, Setback::Kind::TwoPlaces, "customer", lead->customer.value, "household_id",
            QString::fromLatin1(home->household.value.hex()), {});
        add(store, Setback::Kind::Lost, "customer", lead->customer.value, "merged_into",
            QString::fromLatin1(other->customer.value.hex()), {});
        add(store, Setback::Kind::Lost, "lead", first.value, "closed_why", QStringLiteral("bought_elsewhere"), {});
        SharingModel model(*store);
        model.setList(SharingModel::List::TwoPlaces);
        QVERIFY(model.reload());
        const QStringList rows = shown(model);
        const auto one = load(store->database(), kCustomer, lead->customer.value)->full;
        const auto two = load(store->database(), kCustomer, other->customer.value)->full;
        QVERIFY2(rows[0].contains(QStringLiteral("Bought elsewhere")), qPrintable(rows[0]));
        QVERIFY2(rows[1].contains(QStringLiteral("Kept beside: ") + two), qPrintable(rows[1]));
        QVERIFY2(
            rows[2].contains(one) && rows[2].contains(two) && rows[2].contains(QStringLiteral("Kept beside: none")),
            qPrintable(rows[2]));
    }
    void theRowThatIsLookedAtStaysUnderTheKey()
    {
        ShellDesk shell;
        const LeadId first = fill(shell.store);
        shell.open();
        auto *sheet = new SharingSheet(*shell.store.session, &shell.window());
        sheet->openList(SharingModel::List::TwoPlaces);
        auto *list = shell.find<QListView>("sharing.list");
        list->setCurrentIndex(sheet->model()->index(2));
        const Setback looked = *sheet->model()->choice(2);
        add(shell.store, Setback::Kind::Lost, "lead", first.value, "comments", QStringLiteral("a"),
            QStringLiteral("b"));
        sheet->reload();
        QCOMPARE(list->currentIndex().row(), 3);
        QCOMPARE(sheet->model()->choice(3)->n, looked.n);
        QVERIFY(sheet->model()->data(sheet->model()->index(3), SharingModel::NewRole).toBool()); // until it is closed
    }
    void everyVerbHasWords()
    {
        static const QRegularExpression verb(QStringLiteral("(?:do|commit)Deed\\(session, \"([a-z_]+)\""));
        int found = 0;
        for (const QFileInfo &file :
            QDir(QStringLiteral(UPDESK_SOURCE_DIR "/core/desk")).entryInfoList({QStringLiteral("*.cpp")})) {
            QFile source(file.filePath());
            QVERIFY(source.open(QIODevice::ReadOnly));
            for (auto all = verb.globalMatch(QString::fromUtf8(source.readAll())); all.hasNext(); ++found) {
                const QByteArray name = all.next().captured(1).toLatin1();
                QVERIFY2(SharingWords::deed(name) != SharingWords::deed("no such verb"), name.constData());
            }
        }
        QVERIFY(found > 15);
    }
    // What a database says beside its code may quote a customer's phone number.
    void ofWhatTheServerSaysOnlyTheCodeIsShown()
    {
        const QString detail = QStringLiteral("23505 Key (e164)=(+15552019999) already exists.");
        QCOMPARE(SharingWords::code(detail), QStringLiteral("23505"));
        QCOMPARE(SharingWords::reason(detail), QStringLiteral("The server did not take it (23505)."));
        QCOMPARE(SharingWords::reason(QStringLiteral("Key (e164)=(+15552019999)")),
            QStringLiteral("The server did not take it."));
        QCOMPARE(SharingWords::code(QStringLiteral("no row")), QStringLiteral("no row"));
        QCOMPARE(SharingWords::reason(QStringLiteral("answers_missing")),
            QStringLiteral("The server did not take it (answers_missing)."));
    }
    void oneKeyUsesTheOtherValue()
    {
        ShellDesk shell;
        const LeadId first = fill(shell.store);
        shell.open();
        QVERIFY(shell.window().commands()->run(QStringLiteral("changesWaiting")));
        auto *sheet = shell.find<SharingSheet>("sharing");
        QVERIFY(sheet && sheet->isOpen());
        QCOMPARE(sheet->model()->rowCount(), 2);
        shell.key(Qt::Key_Right);
        QCOMPARE(sheet->model()->rowCount(), 4);
        QCOMPARE(shell.store.count("setback WHERE seen=0"), 0);
        shell.key(Qt::Key_U); // refused: there is nothing to choose
        QCOMPARE(shell.store.count("deed WHERE verb='choose'"), 0);
        shell.key(Qt::Key_End);
        shell.key(Qt::Key_U);
        QCOMPARE(load(shell.store->database(), kLead, first.value)->bestTime,
            QStringLiteral("in the morning, before the store opens"));
        QCOMPARE(shell.toast(), QStringLiteral("The other value stands now."));
        shell.key(Qt::Key_Return);
        QVERIFY(!sheet->isOpen());
        QVERIFY(shell.desk->work()->isLeadOpen());
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(load(shell.store->database(), kLead, first.value)->bestTime.isEmpty());
    }
    void whoGivesADocumentUpIsToldWhereItStays()
    {
        ShellDesk shell;
        fill(shell.store);
        OriginalPart part;
        part.id.value = newId(5);
        part.bytes = Bytes{"of a letter"};
        QVERIFY(doDeed(
            *shell.store.session, "test", {}, [&](Transaction &tx) { return apply(tx, put(kOriginalPart, part)); }));
        QVERIFY(shell.store->database().execute("UPDATE stuck SET state=1, why='54000';"
                                                "INSERT INTO stuck(n,state,why) SELECT max(n),1,'54000' FROM deed"));
        shell.open();
        auto *sheet = new SharingSheet(*shell.store.session, &shell.window());
        sheet->openList(SharingModel::List::Waiting);
        auto *list = shell.find<QListView>("sharing.list");
        int warned = 0, asked = 0;
        for (int row = 0; row < sheet->model()->rowCount(); ++row) {
            if (sheet->model()->aside(row).isNull())
                continue;
            list->setCurrentIndex(sheet->model()->index(row));
            answerNext(-1);
            QTest::keyClick(list, Qt::Key_G);
            ++asked;
            warned += lastQuestion().text.contains(QStringLiteral("The document in it"));
        }
        QCOMPARE(asked, 2);
        QCOMPARE(warned, 1);
    }
    void whatNeedsAttentionIsTriedAgainOrGivenUpByOneKey()
    {
        ShellDesk shell;
        fill(shell.store);
        QVERIFY(shell.store->database().execute("UPDATE stuck SET state=1, why='54000 too much'"));
        shell.open();
        auto *sheet = new SharingSheet(*shell.store.session, &shell.window());
        QSignalSpy retried(sheet, &SharingSheet::retried), wanted(sheet, &SharingSheet::giveUpWanted);
        sheet->openList(SharingModel::List::Waiting);
        auto *list = shell.find<QListView>("sharing.list");
        auto *again = shell.find<Button>("sharing.retry"), *giveUp = shell.find<Button>("sharing.giveUp");
        list->setCurrentIndex(sheet->model()->index(0));
        QVERIFY(again->isVisible() && !again->isEnabled() && !giveUp->isEnabled());
        for (const Qt::Key key : {Qt::Key_T, Qt::Key_G})
            QTest::keyClick(list, key);
        QVERIFY(retried.isEmpty() && wanted.isEmpty());
        list->setCurrentIndex(sheet->model()->index(1));
        QVERIFY(again->isEnabled() && giveUp->isEnabled());
        QVERIFY(shown(*sheet->model())[1].contains(QStringLiteral("Needs attention")));
        QTest::keyClick(list, Qt::Key_T);
        QCOMPARE(retried.size(), 1);
        QCOMPARE(shell.store.count("stuck WHERE schema=-1"), 1);
        answerNext(-1);
        QTest::keyClick(list, Qt::Key_G);
        QVERIFY(wanted.isEmpty());
        QVERIFY(lastQuestion().text.contains(QStringLiteral("Snooze")));
        answerNext(0);
        QTest::keyClick(list, Qt::Key_G);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(!again->isEnabled() && !giveUp->isEnabled()); // until it is answered
        list->setCurrentIndex(sheet->model()->index(0));
        list->setCurrentIndex(sheet->model()->index(1));
        sheet->reload();
        answerNext(0);
        for (const Qt::Key key : {Qt::Key_G, Qt::Key_T})
            QTest::keyClick(list, key);
        QCOMPARE(ask(sheet, {}), 0); // the answer is still there: nobody was asked
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(retried.size(), 1);
        sheet->setGivenUp({wanted.front().front().value<DeedId>(), Error{Error::Code::Offline, {}, {}}});
        QVERIFY(shell.find<Banner>("sharing.fault")->words().contains(QStringLiteral("cannot be reached")));
        QVERIFY(again->isEnabled() && giveUp->isEnabled());
        answerNext(0);
        QTest::keyClick(list, Qt::Key_G);
        QCOMPARE(wanted.size(), 2);
        QVERIFY(!giveUp->isEnabled());
        sheet->forgetGivingUp(); // who would have answered is gone
        QVERIFY(giveUp->isEnabled());
        QVERIFY(shell.store->database().execute("DELETE FROM stuck"));
        sheet->setGivenUp({wanted.front().front().value<DeedId>(), {}});
        QVERIFY(!again->isVisible() && !giveUp->isVisible());
    }
    void aDeskAloneHasNoSuchList()
    {
        ShellDesk shell;
        shell.store.add(shell.store.webLead(1));
        shell.open();
        QVERIFY(!shell.window().commands()->run(QStringLiteral("changesWaiting")));
        QVERIFY(!shell.window().commands()->run(QStringLiteral("sync")));
        QCOMPARE(shell.words("status.sync"), QStringLiteral("On this desk only"));
    }
    void aSampleShowsHowOfflineLooks()
    {
        ShellDesk shell;
        shell.open();
        shell.desk->sync()->pretendOffline();
        QCOMPARE(shell.window().state().offline, QStringLiteral("Offline since 10:00. You can keep working."));
        shell.store.add(shell.store.webLead(1));
        QVERIFY(shell.window().state().offline.contains(QStringLiteral("1 change(s) waiting")));
    }
    void pictures_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<ThemeName>("theme");
        QTest::addColumn<int>("percent");
        QTest::newRow("light-1366") << QSize(1366, 768) << ThemeName::Light << 100;
        QTest::newRow("dark-1024") << QSize(1024, 700) << ThemeName::Dark << 100;
        QTest::newRow("light-1024-200") << QSize(1024, 700) << ThemeName::Light << 200;
    }
    void pictures()
    {
        QFETCH(QSize, size);
        QFETCH(ThemeName, theme);
        QFETCH(int, percent);
        ShellDesk shell;
        fill(shell.store);
        QVERIFY(shell.store->database().execute("UPDATE stuck SET state=1, why='54000 too much'"));
        shell.open({}, size);
        setTheme(theme);
        setTextSize(percent);
        shell.desk->sync()->openList();
        auto *sheet = shell.find<SharingSheet>("sharing");
        for (const auto list : {SharingModel::List::Waiting, SharingModel::List::TwoPlaces}) {
            sheet->openList(list);
            if (list == SharingModel::List::Waiting) // what can be decided about
                shell.find<QListView>("sharing.list")->setCurrentIndex(sheet->model()->index(1));
            QApplication::processEvents();
            QVERIFY(!sheet->model()->rowCount() || shell.find<QListView>("sharing.list")->isVisible());
            QVERIFY(shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/sharing-%1-%2.png")
                                                   .arg(int(list))
                                                   .arg(QLatin1String(QTest::currentDataTag()))));
        }
    }
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
};
UPDESK_TEST(TestSharingSheet);
#include "tst_sharingsheet.moc"
