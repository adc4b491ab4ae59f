// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dnc.h"
#include "core/desk/dncstore.h"
#include "core/desk/deed.h"
#include "core/desk/gate.h"
#include "core/desk/nightstore.h"
#include "core/desk/notices.h"
#include "core/desk/worker.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customerstore.h"
#include "core/store/desksetting.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QBuffer>
#include <QTimeZone>

using namespace updesk;

/// The national do-not-call list of a store without a server.
class TestDnc : public QObject
{
    Q_OBJECT

    static constexpr char kListed[] = "+12125550150";

    static Result<DncImported> take(TestStore &store, QByteArray text, const QDate &dated = QDate(2026, 3, 1))
    {
        QBuffer file(&text);
        if (!file.open(QIODevice::ReadOnly))
            return Error{};
        store->setPerson(store.mike);
        return importDnc(*store, file, dated, *deskListTarget(*store));
    }
    static Result<DncImported> takeAsSales(TestStore &store, QByteArray text)
    {
        QBuffer file(&text);
        if (!file.open(QIODevice::ReadOnly))
            return Error{};
        store->setPerson(store.dana);
        return importDnc(*store, file, QDate(2026, 3, 1), *deskListTarget(*store));
    }
    static Captured with(TestStore &store, int i, const char *number)
    {
        LeadDraft draft = store.webLead(i);
        draft.phones = {{{}, QString::fromLatin1(number), {}, PhoneKind::Mobile}};
        return store.add(draft);
    }
    static Time tenAt(int month, int day)
    {
        return QDateTime(QDate(2026, month, day), QTime(10, 0), QTimeZone("America/New_York")).toMSecsSinceEpoch();
    }
    static bool marked(TestStore &store, const Captured &one)
    {
        const auto phones = CustomerStore(store->database()).phones(one.customer);
        return phones && !phones->empty() && phones->front().dncOn;
    }
    static bool holds(TestStore &store, const char *number)
    {
        const auto on = isOnDeskList(store->database(), QString::fromLatin1(number));
        return on && *on;
    }

    /// A list whose file breaks off, or a disk that does.
    class Broken final : public DncTarget
    {
    public:
        Broken(TestStore &store, int runs) : m_target(deskListTarget(*store)), m_runs(runs) { }
        Result<void> begin() override { return m_target->begin(); }
        Result<void> keep(const std::vector<DncNumber> &run) override
        {
            return m_runs-- > 0 ? m_target->keep(run) : Error{Error::Code::Failed, QStringLiteral("disk"), {}};
        }
        Result<void> finish(Transaction &tx) override
        {
            if (auto done = m_target->finish(tx); !done)
                return done;
            return Error{Error::Code::Failed, QStringLiteral("disk"), {}};
        }
        Result<void> tidy() override { return m_target->tidy(); }
        Result<std::vector<std::pair<PhoneId, bool>>> wrongMarks(PhoneId after, int most) override
        {
            return m_target->wrongMarks(after, most);
        }

    private:
        std::unique_ptr<DncTarget> m_target;
        int m_runs;
    };

private Q_SLOTS:
    void aListMarksOwnPhonesAndIsKnownByItsDay()
    {
        TestStore store;
        const Captured on = with(store, 1, kListed), off = with(store, 2, "+12125550151");
        const auto done = take(store, "212,5550150\nnobody\n(212) 555-0199\n\n");
        QVERIFY(done);
        QCOMPARE(done->lines, 4);
        QCOMPARE(done->numbers, 2);
        QCOMPARE(done->bad, 1);
        QCOMPARE(done->badLines.front().line, 2);
        QCOMPARE(done->marked, 1);
        QVERIFY(marked(store, on));
        QVERIFY(!marked(store, off));
        QCOMPARE(dncStatus(store->database())->dated, QDate(2026, 3, 1));
        QCOMPARE(dncStatus(store->database())->numbers, 2);
        store.reopen();
        QCOMPARE(dncStatus(store->database())->dated, QDate(2026, 3, 1));
        QVERIFY(holds(store, kListed));
    }
    void US4_theGateAsksTheListAlsoOfANumberThatCameLater()
    {
        TestStore store;
        QVERIFY(take(store, "2125550150\n"));
        const Captured one = with(store, 1, kListed), other = with(store, 2, "+12125550151");
        GateAsk cold;
        cold.purpose = Purpose::Marketing;
        store.clock.advance(7 * kDay); // 18 days after the list
        QVERIFY(askGate(*store, one.lead, cold)->allows()); // they inquired
        store.clock.set(store.clock.now() + 100 * kDay);
        QVERIFY(take(store, "2125550150\n", QDate(2026, 6, 20)));
        const auto verdict = askGate(*store, one.lead, cold);
        QCOMPARE(verdict->rules(), (QStringList{QStringLiteral("US-4"), QStringLiteral("US-5")}));
        QCOMPARE(verdict->reasons.front().code, QStringLiteral("listed"));
        QVERIFY(askGate(*store, other.lead, cold)->allows());
        store.clock.advance(40 * kDay);
        QCOMPARE(askGate(*store, other.lead, cold)->reasons.front().code, QStringLiteral("stale"));
    }
    void howLongItCountsIsTheLawsOwnNumberOfDays()
    {
        using Is = ListAge::Is;
        CountryRules law;
        law.listDays = 31;
        law.listWarnDays = 5;
        const ListStatus list{QDate(2026, 3, 1), 1, 1};
        const auto is = [&](const QDate &today) { return listAge(list, today, law).is; };
        QCOMPARE(listAge({}, QDate(2026, 3, 1), law).is, Is::Missing);
        QCOMPARE(is(QDate(2026, 2, 28)), Is::Early);
        QCOMPARE(is(QDate(2026, 3, 27)), Is::Good);
        QCOMPARE(is(QDate(2026, 3, 28)), Is::EndsSoon);
        QCOMPARE(is(QDate(2026, 4, 1)), Is::EndsSoon);
        QCOMPARE(is(QDate(2026, 4, 2)), Is::TooOld);
        QCOMPARE(listAge(list, QDate(2026, 3, 28), law).last, QDate(2026, 4, 1));
        law.listWarnDays = 0;
        QCOMPARE(is(QDate(2026, 4, 1)), Is::Good);
    }
    void managersAreToldBeforeItIsTooOldAndOnceItIs()
    {
        using Kind = Notice::Kind;
        TestStore store;
        const auto told = [&](int month, int day) {
            const size_t before = notices(store->database(), store.mike)->size();
            store.clock.set(tenAt(month, day));
            if (!tellOfList(*store) || !tellOfList(*store)) // once a day
                qFatal("list");
            const auto all = *notices(store->database(), store.mike);
            if (all.size() == before)
                return QByteArray();
            const QByteArray kind = all.front().kind == Kind::ListEnds ? "ends in "
                : all.front().kind == Kind::ListTooOld                 ? "too old at "
                                                                       : "? ";
            return all.size() - before > 1 ? QByteArray("twice") : kind + QByteArray::number(all.front().count);
        };
        QCOMPARE(told(3, 12), QByteArray()); // there is none, and never was
        QVERIFY(take(store, "2125550150\n")); // of March 1
        QCOMPARE(told(3, 27), QByteArray());
        QCOMPARE(told(3, 28), QByteArray("ends in 5"));
        QCOMPARE(told(3, 29), QByteArray("ends in 4"));
        QCOMPARE(told(4, 1), QByteArray("ends in 1"));
        QCOMPARE(told(4, 2), QByteArray("too old at 32"));
        QCOMPARE(told(4, 3), QByteArray());
        QCOMPARE(told(4, 8), QByteArray());
        QCOMPARE(told(4, 9), QByteArray("too old at 39")); // a week later
        QVERIFY(take(store, "2125550150\n", QDate(2026, 4, 9)));
        QCOMPARE(told(4, 20), QByteArray());
        QCOMPARE(told(5, 7), QByteArray("ends in 4"));
        QCOMPARE(told(5, 12), QByteArray("too old at 33"));
        QVERIFY(notices(store->database(), store.dana)->empty()); // who cannot import one
    }
    void theNightTellsThem()
    {
        TestStore store;
        QVERIFY(take(store, "2125550150\n", QDate(2026, 2, 10)));
        Worker worker(store.path, store.clock, {});
        worker.start();
        const QByteArray said = "notice WHERE kind=" + QByteArray::number(int(Notice::Kind::ListEnds));
        QTRY_COMPARE_WITH_TIMEOUT(store.count(said), 1, 10'000);
        worker.stop();
    }
    // Else all leads would be scored again each second.
    void whatCannotBeToldKeepsNoNightFromEnding()
    {
        TestStore store;
        QVERIFY(doDeed(*store, "test", {}, [](Transaction &tx) {
            return writeSetting(tx, QString::fromLatin1(kListSetting), QStringLiteral("no list"));
        }));
        QVERIFY(!tellOfList(*store));
        Worker worker(store.path, store.clock, {});
        worker.start();
        const int today = (*store->rules())->hours.dayOf(store->now());
        QTRY_COMPARE_WITH_TIMEOUT(*lastScoredDay(store->database()), qint64(today), 10'000);
        worker.stop();
    }
    void anotherImportReplacesTheOneBefore()
    {
        TestStore store;
        const Captured one = with(store, 1, kListed), two = with(store, 2, "+12125550151");
        QVERIFY(take(store, "2125550150\n"));
        const auto again = take(store, "2125550151\n", QDate(2026, 3, 8));
        QCOMPARE(again->marked, 1);
        QCOMPARE(again->unmarked, 1);
        QVERIFY(!marked(store, one));
        QVERIFY(marked(store, two));
        QVERIFY(!holds(store, kListed));
        QCOMPARE(store.count("dnc"), 1);
        QCOMPARE(dncStatus(store->database())->dated, QDate(2026, 3, 8));
    }
    void whatBreaksOffLeavesTheOldListWhole()
    {
        TestStore store;
        QVERIFY(take(store, "2125550150\n"));
        QByteArray text("2125550151\n");
        for (const int runs : {0, 1}) {
            Broken target(store, runs);
            QBuffer file(&text);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!importDnc(*store, file, QDate(2026, 3, 9), target));
            store.reopen();
            QVERIFY(holds(store, kListed));
            QVERIFY(!holds(store, "+12125550151"));
            QCOMPARE(dncStatus(store->database())->dated, QDate(2026, 3, 1));
        }
        QVERIFY(take(store, text, QDate(2026, 3, 9))); // and the next one takes its remains away
        QCOMPARE(store.count("dnc"), 1);
        QVERIFY(holds(store, "+12125550151"));
    }
    void whatIsNoListChangesNothing()
    {
        TestStore store;
        QVERIFY(take(store, "2125550150\n"));
        QCOMPARE(take(store, "").error().subject, QStringLiteral("list"));
        QCOMPARE(take(store, "name;phone\nSam;none\n").error().subject, QStringLiteral("list"));
        QCOMPARE(take(store, "2125550151\n", QDate(2026, 3, 20)).error().subject, QStringLiteral("dated"));
        QCOMPARE(take(store, "2125550151\n", QDate()).error().subject, QStringLiteral("dated"));
        QCOMPARE(takeAsSales(store, "2125550151\n").error().subject, QStringLiteral("role"));
        QVERIFY(holds(store, kListed));
        QVERIFY(!holds(store, "+12125550151"));
        QVERIFY(!holds(store, "+442079460018"));
    }
    void aFileOfOneEndlessLineIsRefusedWithoutItsMemory()
    {
        TestStore store;
        QCOMPARE(take(store, QByteArray(5'000'000, '7')).error().subject, QStringLiteral("list"));
    }
    void aMillionNumbersTakeSeconds()
    {
        TestStore store;
        const Captured one = with(store, 1, "+19995550150");
        QByteArray text;
        text.reserve(12'000'000);
        for (int i = 0; i < 1'000'000; ++i) // backwards: the worst order
            text += QByteArray::number(9'999'999'999 - qint64(i) * 7) + '\n';
        text += "9995550150\n";
        QElapsedTimer timer;
        timer.start();
        const auto done = take(store, text);
        QVERIFY(done);
        qInfo("a million numbers: %lld ms", timer.elapsed());
        QVERIFY(done->numbers > 990'000);
        QVERIFY(timer.elapsed() < 30'000);
        QVERIFY(marked(store, one));
        QVERIFY(holds(store, "+19999999999"));
        QVERIFY(!holds(store, "+19999999998"));
        timer.restart();
        for (int i = 0; i < 1000; ++i)
            QVERIFY(isOnDeskList(store->database(), QStringLiteral("+1%1").arg(9'999'000'000 + i * 1001)));
        qInfo("a thousand look-ups: %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 2'000);
    }
};
UPDESK_TEST(TestDnc);
#include "tst_dnc.moc"
