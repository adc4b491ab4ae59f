// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/derived.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadfind.h"
#include "core/desk/rounds.h"
#include "core/desk/sample.h"
#include "core/desk/tables.h"
#include "core/desk/undosteps.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "core/store/check.h"
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>
#include <QTimeZone>

#include <deque>
#include <set>

using namespace updesk;

// Thursday 12 March 2026, 10:00 in New York.
static constexpr Time kTen = 1773324000000;

class TestSample : public QObject
{
    Q_OBJECT

    struct Made {
        QTemporaryDir dir;
        FakeClock clock;
        std::unique_ptr<Session> session;
        std::deque<QByteArray> statements;

        explicit Made(const SampleOrder &order)
        {
            clock.set(order.now);
            const QString path = dir.filePath(QStringLiteral("sample.updesk"));
            if (const auto made = makeSample(path, order); !made)
                qFatal("sample: %s %s", qPrintable(made.error().subject), qPrintable(made.error().detail));
            auto opened = Session::open(path, clock);
            if (!opened)
                qFatal("sample: %s", qPrintable(opened.error().detail));
            session = std::move(*opened);
        }
        QByteArray list(const QByteArray &sql)
        {
            statements.push_back(sql); // the statement cache goes by address
            QByteArray out;
            Query q = session->database().query(statements.back().constData());
            while (q.next())
                out += q.bytes(0) + '\n';
            if (auto done = q.done(); !done)
                out += "error: " + done.error().detail.toUtf8();
            return out;
        }
        qint64 count(const QByteArray &from) { return list("SELECT count(*) FROM " + from).trimmed().toLongLong(); }
        QByteArray rows()
        {
            QByteArray all;
            for (const Table *table : session->database().setup().tables) {
                QByteArray columns = "quote(id)||quote(store_id)||quote(seq)";
                for (int i = 0; i < table->count; ++i)
                    columns += QByteArray("||quote(") + table->columns[size_t(i)].name + ')';
                all += table->name + list("SELECT " + columns + " FROM " + table->name + " ORDER BY id");
            }
            return all + list("SELECT quote(id)||ops FROM deed ORDER BY n");
        }
        std::array<int, 6> groups()
        {
            const auto moved = regroup(session->database(), clock.now());
            const auto counts = queueCounts(session->database(), {});
            return moved && counts ? *counts : std::array<int, 6>{};
        }
    };
    static SampleOrder small(quint64 seed = 1, Time now = kTen)
    {
        SampleOrder order;
        order.seed = seed;
        order.now = now;
        return order;
    }
    static SampleOrder large(int leads, quint64 seed = 1)
    {
        SampleOrder order = small(seed);
        order.size = SampleOrder::Size::Large;
        order.leads = leads;
        return order;
    }

private Q_SLOTS:
    void aSmallSampleHasLeadsInEveryGroupAndEveryStateOfTheClock()
    {
        Made made(small());
        QCOMPARE(made.count("lead"), 200);
        for (const int group : made.groups())
            QVERIFY(group > 0);
        QueueFilter filter;
        filter.later = true;
        const auto rows = queueRows(made.session->database(), filter, 1000);
        QVERIFY(rows);
        std::set<ClockState> states;
        bool duplicate = false, household = false;
        for (const QueueRow &row : *rows) {
            states.insert(clockView(clockFactsOf(row.now), kTen).state);
            duplicate = duplicate || row.maybeDuplicate;
            household = household || row.household;
        }
        for (const ClockState state : {ClockState::Running, ClockState::Close, ClockState::Late, ClockState::AfterHours,
                 ClockState::Waiting, ClockState::Stopped})
            QVERIFY2(states.contains(state), qPrintable(QString::number(int(state))));
        QVERIFY(duplicate && household);
        QVERIFY(made.count("lead WHERE closed=1") > 0 && made.count("lead WHERE closed=2") > 0);
        QVERIFY(made.count("(SELECT DISTINCT owner_id FROM lead)") >= 4);
        QVERIFY(made.count("unit") >= 40);
        QVERIFY(*quarantineCount(made.session->database()) > 0);
        QVERIFY(made.count("consent WHERE state=2") > 0);
        QCOMPARE(made.count("phone WHERE e164 NOT LIKE '+1555%' AND e164<>''"), 0);
        // Where everybody lives is known: of whom it is not the hours for calls are few (US-1).
        QCOMPARE(made.count("customer c WHERE NOT EXISTS(SELECT 1 FROM address a WHERE a.customer_id=c.id"
                            " AND a.region<>'')"),
            0);
        QVERIFY(made.session->isSample());
    }
    void aSmallSampleIsSoundAndItsDeedsCanBeTakenBack()
    {
        Made made(small());
        const auto report = checkStore(made.session->database());
        QVERIFY(report && report->sound());
        const auto built = rebuild(made.session->database(), kTen, Rebuild::CompareOnly);
        QVERIFY(built);
        QCOMPARE(built->differed, 0);
        const auto undone = undoNewest(*made.session);
        QVERIFY(undone && !undone->step.deeds.empty());
    }
    void theSameSeedMakesTheSameRowsAndAnotherSeedOthers()
    {
        Made one(small(7)), two(small(7)), other(small(8));
        const QByteArray rows = one.rows();
        QVERIFY(rows.size() > 100'000);
        QVERIFY(rows == two.rows());
        QVERIFY(rows != other.rows());
    }
    void theClocksRunAtNightAndOnASundayToo_data()
    {
        QTest::addColumn<qint64>("now");
        QTest::newRow("22:30") << qint64(kTen + 12 * kHour + 30 * kMinute);
        QTest::newRow("00:20") << qint64(kTen + 14 * kHour + 20 * kMinute);
        QTest::newRow("08:03") << qint64(kTen - 2 * kHour + 3 * kMinute);
        QTest::newRow("Sunday noon") << qint64(kTen + 3 * kDay + 2 * kHour);
        QTest::newRow("Christmas") << qint64(1798210800000);
        QTest::newRow("the night clocks go forward") << qint64(1772953200000);
    }
    void theClocksRunAtNightAndOnASundayToo()
    {
        QFETCH(qint64, now);
        Made made(small(1, now));
        const auto groups = made.groups();
        QVERIFY(groups[0] > 0 && groups[1] > 0 && groups[2] > 0 && groups[3] > 0 && groups[5] > 0);
        QCOMPARE(made.count("lead"), 200);
    }
    void aSmallSampleIsSoundAtAnyMoment_data()
    {
        QTest::addColumn<QString>("local");
        for (const char *local : {"2026-03-09T00:00:00", "2026-03-09T03:30:00", "2026-03-09T07:59:59",
                 "2026-03-10T08:00:00", "2026-03-11T12:15:00", "2026-03-12T19:59:30", "2026-03-13T20:00:00",
                 "2026-03-13T23:59:59", "2026-03-14T16:45:00", "2026-03-15T04:10:00", "2026-03-15T13:00:00",
                 // the nights on which clocks are changed, and the days after them
                 "2026-03-08T00:30:00", "2026-03-08T01:59:59", "2026-03-08T03:00:00", "2026-03-09T01:00:00",
                 "2026-11-01T00:30:00", "2026-11-01T01:30:00", "2026-11-01T02:00:00", "2026-11-02T09:00:00",
                 // ends of years, a leap day, holidays
                 "2026-12-31T23:59:59", "2027-01-01T00:00:00", "2028-02-29T00:05:00", "2028-02-29T23:30:00",
                 "2026-12-25T10:00:00", "2026-11-26T15:00:00"})
            QTest::newRow(local) << QString::fromLatin1(local);
    }
    void aSmallSampleIsSoundAtAnyMoment()
    {
        QFETCH(QString, local);
        const QTimeZone zone("America/New_York");
        QDateTime moment = QDateTime::fromString(local, Qt::ISODate);
        moment = QDateTime(moment.date(), moment.time(), zone);
        const Time now = moment.toMSecsSinceEpoch();
        Made made(small(1, now));
        QCOMPARE(made.count("lead"), 200);
        QVERIFY(made.count("lead WHERE closed=0") >= 90);
        QCOMPARE(made.count("lead WHERE received>" + QByteArray::number(now)), 0);
        QCOMPARE(made.count("activity WHERE at>" + QByteArray::number(now)), 0);
        const auto report =
            checkStore(made.session->database(), [now](Database &database) { return derivedFaults(database, now); });
        QVERIFY(report);
        QVERIFY2(report->sound(), report->faults.empty() ? "" : qPrintable(report->faults.front().table));
        QVERIFY(makeRound(*made.session));
    }
    void aLargeSampleIsWholeAndLifelike()
    {
        Made made(large(2000));
        QCOMPARE(made.count("lead"), 2000);
        QCOMPARE(made.count("customer"), 2000);
        QCOMPARE(made.count("deed"), 1); // the set-up alone
        QCOMPARE(made.count("person WHERE role=0"), 20);
        QCOMPARE(made.count("source"), 8);
        QCOMPARE(made.count("phone WHERE e164 NOT LIKE '+1555%'"), 0);
        QCOMPARE(made.count("(SELECT DISTINCT e164 FROM phone)"), made.count("phone"));
        const qint64 open = made.count("lead WHERE closed=0");
        QVERIFY2(open > 1080 && open < 1200, qPrintable(QString::number(open)));
        QCOMPARE(made.count("lead_now WHERE closed=0 AND grp BETWEEN 0 AND 5"), open);
        QCOMPARE(made.count("(SELECT DISTINCT stage FROM lead_now)"), 7);
        QVERIFY(made.count("activity") > 7000);
        for (const char *table :
            {"task", "appointment", "visit", "assignment", "owned_vehicle", "loan", "want", "address"})
            QVERIFY2(made.count(table) > 100, table);
        QCOMPARE(made.count("activity WHERE at>" + QByteArray::number(kTen)), 0);
        QCOMPARE(made.count("lead WHERE received>" + QByteArray::number(kTen)), 0);
        QCOMPARE(made.count("setting WHERE key='source_counts'"), 1);
        // Statistics would give its queries other plans than those that the tests of plans read.
        QCOMPARE(made.count("sqlite_master WHERE name LIKE 'sqlite_stat%'"), 0);
    }
    void aLargeSampleIsSoundAndItsComputedRowsAreRight()
    {
        Made made(large(1500, 3));
        const auto report = checkStore(made.session->database());
        QVERIFY(report && report->sound());
        const auto built = rebuild(made.session->database(), kTen, Rebuild::CompareOnly);
        QVERIFY(built);
        QCOMPARE(built->rows, 1500);
        QCOMPARE(built->differed, 0);
    }
    void aLargeSampleIsTheSameForTheSameSeed()
    {
        Made one(large(500)), two(large(500));
        QVERIFY(one.rows() == two.rows());
        QVERIFY(one.list("SELECT quote(lead_id)||score||grp||k1 FROM lead_now ORDER BY lead_id")
            == two.list("SELECT quote(lead_id)||score||grp||k1 FROM lead_now ORDER BY lead_id"));
    }
    void sourcesAndPeopleDiffer()
    {
        Made made(large(4000));
        const auto rate = [&](const char *source) {
            const QByteArray of =
                " lead l JOIN source s ON s.id=l.source_id WHERE s.name='" + QByteArray(source) + '\'';
            return double(made.count(of + " AND l.closed=1")) / double(made.count(of));
        };
        QVERIFY(rate("Referral") > 2 * rate("Cars.com"));
        QVERIFY(rate("Drive by") > 2 * rate("AutoTrader"));
    }
    void nobodyWalksInOrRingsUpWhileTheShowroomIsShut()
    {
        Made made(large(2000));
        const auto store = loadAll(made.session->database(), kDealership);
        QVERIFY(store && store->size() == 1);
        const auto showroom = Hours::fromText(store->front().timeZone, store->front().showroomHours, QString());
        QVERIFY(showroom);
        const auto leads = loadAll(made.session->database(), kLead);
        QVERIFY(leads);
        int inPerson = 0, shut = 0;
        for (const Lead &lead : *leads) {
            if (bornStopped(lead.type)) {
                ++inPerson;
                QVERIFY(showroom->isOpen(lead.received));
            } else {
                shut += !showroom->isOpen(lead.received);
            }
        }
        QVERIFY2(inPerson > 350 && inPerson < 600, qPrintable(QString::number(inPerson)));
        QVERIFY(shut > 300); // the web never closes
    }
    void aSampleNeverReplacesAFile()
    {
        Made made(small());
        const QString path = made.dir.filePath(QStringLiteral("sample.updesk"));
        const auto again = makeSample(path, small(2));
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Duplicate);
        QCOMPARE(made.count("lead"), 200);
    }
};

UPDESK_TEST(TestSample);
#include "tst_sample.moc"
