// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/appointment.h"
#include "core/leads/lead.h"
#include "core/leads/original.h"
#include "core/leads/timelinerows.h"
#include "core/people/customer.h"
#include "tests/support/suite.h"
#include "tests/support/tempdesk.h"

#include <sqlite3.h>

using namespace updesk;

namespace
{

/// A store with people's rows laid down directly.
class History : public TempDesk
{
public:
    template <class S, class... T>
    void lay(const TableOf<S, T...> &table, const S &row, bool removed = false)
    {
        auto tx = Transaction::begin(*database, by);
        QVERIFY(tx);
        QVERIFY(takeRow(*tx, table, row));
        if (removed)
            QVERIFY(takeRow(*tx, TakenRow{&table, row.id.value, 1, 1, {{0, qint64(1), {}}}}));
        QVERIFY(tx->commit());
    }
    CustomerId customer(CustomerId into = {})
    {
        Customer c;
        c.id.value = newId(clock.now());
        c.mergedInto = into;
        lay(kCustomer, c);
        return c.id;
    }
    LeadId lead(CustomerId of)
    {
        Lead l;
        l.id.value = newId(clock.now());
        l.customer = of;
        lay(kLead, l);
        return l.id;
    }
    ActivityId activity(LeadId of, Activity::Kind kind, Time at, CustomerId person = {}, bool removed = false)
    {
        Activity a;
        a.id.value = newId(at);
        a.lead = of;
        a.customer = person;
        a.kind = kind;
        a.at = at;
        lay(kActivity, a, removed);
        return a.id;
    }
    std::vector<TimelineRow> rows(
        CustomerId of, TimelineKind kind = TimelineKind::All, int limit = 100, Time before = 0)
    {
        const auto found = timelineRows(*database, of, kind, limit, before);
        return found ? *found : std::vector<TimelineRow>{};
    }
};

} // namespace

class TestTimelineRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyHasNoHistory()
    {
        History desk;
        QVERIFY(desk.rows(CustomerId{newId(1)}).empty());
        QVERIFY(desk.rows(CustomerId{}).empty());
        QVERIFY(desk.rows(desk.customer()).empty());
    }
    void everyLeadOfTheCustomerTogetherNewestFirst()
    {
        History desk;
        const CustomerId sam = desk.customer();
        const LeadId first = desk.lead(sam), second = desk.lead(sam);
        const LeadId other = desk.lead(desk.customer());
        desk.activity(first, Activity::Kind::Call, 1000);
        desk.activity(second, Activity::Kind::Note, 3000);
        desk.activity(other, Activity::Kind::Call, 2500);
        desk.activity({}, Activity::Kind::Change, 2000, sam);
        const auto rows = desk.rows(sam);
        QCOMPARE(rows.size(), size_t(3));
        QCOMPARE(rows[0].activity.lead, second);
        QCOMPARE(rows[1].activity.kind, Activity::Kind::Change);
        QCOMPARE(rows[2].activity.lead, first);
        QCOMPARE(rows[2].activity.at, Time(1000));
    }
    void aRowIsReadWhole()
    {
        History desk;
        const CustomerId sam = desk.customer();
        Activity a;
        a.id.value = newId(9);
        a.lead = desk.lead(sam);
        a.customer = sam;
        a.kind = Activity::Kind::Call;
        a.direction = Activity::Direction::Out;
        a.person = PersonId{newId(3)};
        a.at = 5000;
        a.seconds = 32;
        a.outcome = Outcome::NoAnswer;
        a.evidence = Evidence::Dialled;
        a.code = Activity::Code::Inquiry;
        a.corrects = ActivityId{newId(4)};
        a.original = OriginalId{newId(5)};
        a.body = QStringLiteral("\u00fcber <b>&\n second line");
        desk.lay(kActivity, a);
        const auto rows = desk.rows(sam);
        QCOMPARE(rows.size(), size_t(1));
        QVERIFY(rows[0].activity == a);
        QVERIFY(!rows[0].struckOut);
    }
    void whatUndoTookBackStaysAsATombstone()
    {
        History desk;
        const CustomerId sam = desk.customer();
        desk.activity(desk.lead(sam), Activity::Kind::Call, 1000, sam, true);
        const auto rows = desk.rows(sam);
        QCOMPARE(rows.size(), size_t(1));
        QVERIFY(rows[0].struckOut);
    }
    void scoresSayWhatTheyWereBefore()
    {
        History desk;
        const CustomerId sam = desk.customer();
        const LeadId lead = desk.lead(sam), other = desk.lead(sam);
        int n = 0;
        for (const auto &[of, points, at] : {std::tuple(lead, 52, 1000), std::tuple(other, 9, 1500),
                 std::tuple(lead, 64, 2000), std::tuple(lead, 60, 3000)}) {
            ScoreLog s;
            s.id.value = newId(Time(10 + ++n));
            s.lead = of;
            s.points = points;
            s.at = at;
            desk.lay(kScoreLog, s, points == 60);
        }
        const auto rows = desk.rows(sam);
        QCOMPARE(rows.size(), size_t(4));
        QVERIFY(rows[0].struckOut);
        QCOMPARE(rows[1].points, 64);
        QCOMPARE(rows[1].pointsBefore, 52);
        QCOMPARE(rows[2].pointsBefore, -1);
        QCOMPARE(rows[3].pointsBefore, -1);
        // The page that begins below it still knows what came before.
        QCOMPARE(desk.rows(sam, TimelineKind::All, 1, 2001)[0].pointsBefore, 52);
    }
    void assignmentsAndAppointmentsTellTheirPeopleAndTimes()
    {
        History desk;
        const CustomerId sam = desk.customer();
        const LeadId lead = desk.lead(sam);
        Assignment g;
        g.id.value = newId(1);
        g.lead = lead;
        g.to = PersonId{newId(2)};
        g.by = PersonId{newId(3)};
        g.rule = QStringLiteral("Web leads");
        g.words = QStringLiteral("speaks Spanish\nsince May");
        g.reason = 4;
        g.at = 1000;
        desk.lay(kAssignment, g);
        Appointment v;
        v.id.value = newId(4);
        v.lead = lead;
        v.person = g.to;
        v.setBy = g.by;
        v.setAt = 2000;
        v.at = 900'000;
        v.state = Appointment::State::Confirmed;
        desk.lay(kAppointment, v);
        const auto rows = desk.rows(sam);
        QCOMPARE(rows.size(), size_t(2));
        QCOMPARE(rows[0].from, TimelineRow::From::Appointment);
        QCOMPARE(rows[0].appointment, Time(900'000));
        QCOMPARE(rows[0].state, int(Appointment::State::Confirmed));
        QCOMPARE(rows[0].activity.at, Time(2000));
        QCOMPARE(rows[0].to, g.to);
        QCOMPARE(rows[1].from, TimelineRow::From::Assignment);
        QCOMPARE(rows[1].rule, g.rule);
        QCOMPARE(rows[1].activity.body, g.words);
        QCOMPARE(rows[1].reason, 4);
        QCOMPARE(rows[1].activity.person, g.by);
        QCOMPARE(desk.rows(sam, TimelineKind::Visits).size(), size_t(1));
        QCOMPARE(desk.rows(sam, TimelineKind::Changes).size(), size_t(1));
    }
    void aFilterShowsOneKind()
    {
        History desk;
        const CustomerId sam = desk.customer();
        const LeadId lead = desk.lead(sam);
        for (int kind = 0; kind <= int(Activity::Kind::System); ++kind)
            desk.activity(lead, Activity::Kind(kind), 1000 + kind);
        QCOMPARE(desk.rows(sam).size(), size_t(8));
        QCOMPARE(desk.rows(sam, TimelineKind::Calls).size(), size_t(1));
        QCOMPARE(desk.rows(sam, TimelineKind::Messages).size(), size_t(3)); // text, e-mail, inquiry
        QCOMPARE(desk.rows(sam, TimelineKind::Visits).size(), size_t(1));
        QCOMPARE(desk.rows(sam, TimelineKind::Changes).size(), size_t(2));
    }
    void pagesLoseNothingEvenOfOneMoment()
    {
        History desk;
        const CustomerId sam = desk.customer();
        const LeadId lead = desk.lead(sam);
        for (int n = 0; n < 40; ++n)
            desk.activity(lead, Activity::Kind::Note, 1000 + n / 7);
        size_t seen = 0;
        for (Time before = 0;;) {
            const auto page = desk.rows(sam, TimelineKind::All, 3, before);
            if (page.empty())
                break;
            seen += page.size();
            before = page.back().activity.at;
        }
        QCOMPARE(seen, size_t(40));
    }
    void aMergedRecordsHistoryIsReadWithIt()
    {
        History desk;
        const CustomerId kept = desk.customer();
        const CustomerId gone = desk.customer(kept);
        const CustomerId longGone = desk.customer(gone);
        desk.activity({}, Activity::Kind::Change, 1000, longGone);
        desk.activity(desk.lead(gone), Activity::Kind::Call, 2000, gone);
        QCOMPARE(desk.rows(kept).size(), size_t(2));
        QCOMPARE(desk.rows(longGone).size(), size_t(1));
    }
    void nothingScansABigTable()
    {
        History desk;
        desk.rows(desk.customer());
        QVERIFY(!originalText(*desk.database, OriginalId{newId(1)}));
        QList<QByteArray> looked;
        for (sqlite3_stmt *s = nullptr; (s = sqlite3_next_stmt(desk.database->handle(), s));)
            if (const QByteArray sql = sqlite3_sql(s); sql.contains("score_log") || sql.contains("original_part"))
                if (sql.trimmed().startsWith("WITH") || sql.trimmed().startsWith("SELECT o."))
                    looked << sql;
        QCOMPARE(looked.size(), 2);
        for (const QByteArray &sql : looked) {
            sqlite3_stmt *plan = nullptr;
            QCOMPARE(sqlite3_prepare_v2(desk.database->handle(), QByteArray("EXPLAIN QUERY PLAN " + sql).constData(),
                         -1, &plan, nullptr),
                SQLITE_OK);
            while (sqlite3_step(plan) == SQLITE_ROW) {
                const QByteArray line = reinterpret_cast<const char *>(sqlite3_column_text(plan, 3));
                const bool scan = line.startsWith("SCAN") && line != "SCAN who" && line != "SCAN owned"
                    && line != "SCAN line" && line != "SCAN CONSTANT ROW";
                QVERIFY2(!scan, line.constData());
                QVERIFY2(!line.contains("AUTOMATIC"), line.constData());
            }
            sqlite3_finalize(plan);
        }
    }
    void anOriginalComesBackByteForByte()
    {
        History desk;
        QByteArray bytes;
        for (int n = 0; n < 300'000; ++n)
            bytes += char(n * 7);
        Original o;
        o.id.value = newId(1);
        o.name = QStringLiteral("lead.xml");
        o.kind = Original::Kind::Adf;
        o.arrived = 77;
        o.bytesTotal = bytes.size();
        desk.lay(kOriginal, o);
        QVERIFY(!originalText(*desk.database, o.id)); // its parts have not come yet
        for (int n = 2; n >= 0; --n) {
            OriginalPart p;
            p.id.value = newId(10 + n);
            p.original = o.id;
            p.n = n;
            p.bytes.data = bytes.mid(n * OriginalPart::kBytes, OriginalPart::kBytes);
            desk.lay(kOriginalPart, p);
        }
        const auto text = originalText(*desk.database, o.id);
        QVERIFY(text);
        QVERIFY(text->bytes == bytes);
        QCOMPARE(text->name, o.name);
        QCOMPARE(text->arrived, Time(77));
        const auto none = originalText(*desk.database, OriginalId{newId(2)});
        QCOMPARE(none.error().code, Error::Code::NotFound);
    }
    void anEmptyOriginalIsEmptyNotMissing()
    {
        History desk;
        Original o;
        o.id.value = newId(1);
        desk.lay(kOriginal, o);
        const auto text = originalText(*desk.database, o.id);
        QVERIFY(text);
        QVERIFY(text->bytes.isEmpty());
    }
};
UPDESK_TEST(TestTimelineRows);
#include "tst_timelinerows.moc"
