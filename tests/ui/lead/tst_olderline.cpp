// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/sync/oldermarks.h"
#include "core/sync/retention.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/timelinesection.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>

using namespace updesk;

/// The last line of a history of which older parts lie on the server.
class TestOlderLine : public QObject
{
    Q_OBJECT
    using Is = OlderNews::Is;

    /// A desk of a shared store; its customer came long ago, or today.
    struct Shared : LeadDesk {
        enum class Came { LongAgo, Today };
        explicit Shared(Came came = Came::LongAgo)
        {
            run("INSERT OR REPLACE INTO state VALUES('joined',1)");
            if (came == Came::LongAgo)
                run("UPDATE customer SET created=" + QByteArray::number(clock.now() - kKeptAtDesk - kDay));
        }
        void run(const QByteArray &sql)
        {
            if (!session->database().execute(sql))
                qFatal("%s", sql.constData());
        }
        /// An entry of long ago, as it comes from the server.
        void take(const char *body, Time at)
        {
            auto tx = Transaction::begin(session->database(), {{}, 1});
            Activity note;
            note.id.value = newId(at);
            note.lead = captured.lead;
            note.at = at;
            note.body = QString::fromLatin1(body);
            if (!tx || !takeRow(*tx, kActivity, note, 1) || !tx->commit())
                qFatal("take");
        }
        void allIsHere()
        {
            if (!markOlder(session->database(), std::vector{captured.customer.value}, OlderMark::Whole, clock.now()))
                qFatal("mark");
        }
        void load(TimelineModel &model) { model.setCustomer(captured.customer, LeadWords(*session->rules())); }
        OlderNews news(Is is, qint64 rows = 0) const { return {captured.customer, is, rows, {}}; }
        OlderNews failed(Error::Code code, const char *subject = "server") const
        {
            return {captured.customer, Is::Failed, 0, Error{code, QString::fromLatin1(subject), {}}};
        }
    };
    static QModelIndex last(const TimelineModel &model) { return model.index(model.rowCount() - 1); }
    /// The words of the line; empty: there is none.
    static QString line(const TimelineModel &model)
    {
        return last(model).data(TimelineModel::OlderRole).toBool() ? last(model).data().toString() : QString();
    }
    static QString action(const TimelineModel &model) { return last(model).data(TimelineModel::ActionRole).toString(); }

private Q_SLOTS:
    void aStoreOnOneDeskHasNoSuchLine()
    {
        LeadDesk desk;
        TimelineModel model(*desk);
        const QSignalSpy sought(&model, &TimelineModel::olderSought);
        model.setCustomer(desk.captured.customer, LeadWords(*desk->rules()));
        QVERIFY(model.rowCount() > 0);
        QCOMPARE(line(model), QString());
        QCOMPARE(sought.count(), 0);
        model.askForOlder();
    }
    void whoCameLongAgoHasItAndOfOthersTheServerIsAsked()
    {
        Shared old, young(Shared::Came::Today);
        for (Shared *desk : {&old, &young}) {
            TimelineModel model(**desk);
            const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            const QSignalSpy sought(&model, &TimelineModel::olderSought);
            desk->load(model);
            QCOMPARE(line(model).isEmpty(), desk == &young);
            QCOMPARE(sought.count(), 1);
            desk->load(model); // the same once more: it is not asked again
            QCOMPARE(sought.count(), 1);
            model.setOlder(desk->news(Is::There));
            QCOMPARE(line(model), QStringLiteral("Older history is on the server: this desk keeps 25 months."));
            QCOMPARE(action(model), QStringLiteral("Show older history"));
            QCOMPARE(last(model).data(Qt::AccessibleTextRole).toString(),
                QStringLiteral("Older history is on the server: this desk keeps 25 months. Show older history"));
            QVERIFY(!last(model).data(TimelineModel::HeadingRole).toBool());
            QVERIFY(last(model).data(TimelineModel::TimeRole).toString().isEmpty());
            QCOMPARE(model.rowAt(model.rowCount() - 1), nullptr);
            model.setOlder(desk->news(Is::None));
            QCOMPARE(line(model), QString());
        }
    }
    void pressedItSaysSoAndASecondPressDoesNothing()
    {
        Shared desk;
        TimelineModel model(*desk);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy wanted(&model, &TimelineModel::olderWanted);
        desk.load(model);
        model.askForOlder();
        model.askForOlder();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(wanted.first().first().value<CustomerId>() == desk.captured.customer);
        QCOMPARE(line(model), QStringLiteral("Older history is coming from the server ..."));
        QCOMPARE(action(model), QString());
        model.setOlder(desk.news(Is::Coming));
        model.askForOlder();
        QCOMPARE(wanted.count(), 1);
        struct Failure {
            Error::Code code;
            const char *subject, *words;
        };
        for (const Failure &one : {Failure{Error::Code::Offline, "server",
                                       "Older history did not load: the server cannot be reached. Nothing is lost."},
                 Failure{Error::Code::NotFound, "login",
                     "Older history did not load: you are not signed in to the server."},
                 Failure{Error::Code::Denied, "password",
                     "Older history did not load: you are not signed in to the server."},
                 Failure{Error::Code::Busy, "statement",
                     "Older history did not load: the server is busy. Nothing is lost."},
                 Failure{Error::Code::Denied, "store",
                     "Older history did not load. The password is right, but this login does not belong to this store. "
                     "Nothing was changed. Ask a manager."},
                 Failure{Error::Code::Failed, "disk",
                     "Older history did not load. The disk is full. This was not saved; everything before it is safe. "
                     "Free some space, then do it again."}}) {
            model.setOlder(desk.failed(one.code, one.subject));
            QCOMPARE(line(model), QString::fromLatin1(one.words));
            QCOMPARE(action(model), QStringLiteral("Try again"));
        }
        model.askForOlder();
        QCOMPARE(wanted.count(), 2);
        QCOMPARE(line(model), QStringLiteral("Older history is coming from the server ..."));
    }
    // What comes stands under what was there; what is read does not move, and the line goes.
    void whatComesIsAddedUnderTheRest()
    {
        Shared desk;
        for (int i = 0; i < 90; ++i) {
            desk.clock.advance(kHour);
            QVERIFY(addNote(*desk, desk.captured.lead, QStringLiteral("note %1").arg(i)));
        }
        TimelineModel model(*desk);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.load(model);
        QCOMPARE(line(model), QString()); // what is here is not at its end yet
        while (model.canFetchMore({}))
            model.fetchMore({});
        QVERIFY(!line(model).isEmpty());
        const int shown = model.rowCount() - 1;
        const QPersistentModelIndex middle = model.index(40);
        const QString words = middle.data().toString();
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.askForOlder();
        const Time old = desk.clock.now() - kKeptAtDesk - 30 * kDay;
        desk.take("asked for a van", old);
        desk.load(model); // as another desk's rows make it
        QCOMPARE(line(model), QStringLiteral("Older history is coming from the server ..."));
        desk.take("came with the wife", old - kDay);
        desk.allIsHere();
        desk.load(model);
        model.setOlder(desk.news(Is::Here, 2));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model.rowCount(), shown + 4); // two days with an entry each
        QCOMPARE(line(model), QString());
        QCOMPARE(last(model).data().toString(), QStringLiteral("came with the wife"));
        QCOMPARE(middle.row(), 40);
        QCOMPARE(middle.data().toString(), words);
        // A new entry on top is another matter: all is read anew, as far down as before.
        QVERIFY(addNote(*desk, desk.captured.lead, QStringLiteral("on top")));
        desk.load(model);
        QCOMPARE(resets.count(), 1);
        QVERIFY(model.rowCount() > shown + 4);
    }
    void whenTheServerHasNothingItSaysSoOnce()
    {
        Shared desk;
        TimelineModel model(*desk);
        desk.load(model);
        model.askForOlder();
        desk.allIsHere();
        model.setOlder(desk.news(Is::Here, 0));
        QCOMPARE(line(model), QStringLiteral("The server has no older history."));
        QCOMPARE(action(model), QString());
        model.setCustomer({}, {});
        QCOMPARE(model.rowCount(), 0);
        desk.load(model);
        QCOMPARE(line(model), QString());
        // After its days here it is on the server again.
        desk.clock.advance(kFetchedKept + kDay);
        desk.load(model);
        QVERIFY(!line(model).isEmpty());
    }
    void newsOfOneCustomerAreNoneOfAnother()
    {
        Shared desk;
        const Captured other = desk.add(desk.webLead(3));
        TimelineModel model(*desk);
        desk.load(model);
        model.askForOlder();
        model.setCustomer(other.customer, LeadWords(*desk->rules()));
        QCOMPARE(line(model), QString());
        desk.load(model); // it still comes
        QCOMPARE(line(model), QStringLiteral("Older history is coming from the server ..."));
        model.setCustomer(other.customer, LeadWords(*desk->rules()));
        model.setOlder(desk.failed(Error::Code::Offline));
        QCOMPARE(line(model), QString());
        desk.load(model); // who looks again is offered it again
        QCOMPARE(action(model), QStringLiteral("Show older history"));
    }
    void keysAndAClickReachIt()
    {
        Shared desk;
        desk.show();
        auto *view = desk.find<TimelineView>("lead.timeline");
        const QSignalSpy wanted(desk.screen->timeline(), &TimelineModel::olderWanted);
        view->setFocus();
        QTest::keyClick(view, Qt::Key_End);
        QVERIFY(view->currentIndex().data(TimelineModel::OlderRole).toBool());
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        desk.screen->timeline()->setOlder(desk.failed(Error::Code::Offline));
        QCoreApplication::processEvents();
        const QModelIndex index = last(*desk.screen->timeline());
        const QRect row = view->visualRect(index), box = TimelineDelegate::actionBox(row, index);
        QVERIFY(row.contains(box));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {row.x() + 3, box.center().y()});
        QCOMPARE(wanted.count(), 1);
        QTest::mouseMove(view->viewport(), box.center());
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, box.center());
        QCOMPARE(wanted.count(), 2);
    }
    void aFilterThatShowsNothingStillSaysSo()
    {
        Shared desk;
        desk.show();
        TimelineModel *model = desk.screen->timeline();
        QVERIFY(!model->isEmpty());
        model->setKind(TimelineKind::Visits);
        QVERIFY(model->isEmpty());
        QVERIFY(!line(*model).isEmpty());
        const auto labels = desk.screen->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(
            labels, [](const QLabel *one) { return one->text() == QStringLiteral("Nothing of this kind yet."); }));
    }
};
UPDESK_TEST(TestOlderLine);
#include "tst_olderline.moc"
