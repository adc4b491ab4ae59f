// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/desk/leadverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/pinstore.h"
#include "core/leads/queuehitrows.h"
#include "core/store/apply.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <set>

using namespace updesk;

static constexpr int kAll = 10'000;

namespace
{

struct Made {
    const char *name, *company, *make, *model, *stock, *words, *source;
};

// The same word as name, wish and source; accents, a firm, an apostrophe, a question instead of a car, nothing at all.
const Made kMade[] = {{"José Núñez", "", "Toyota", "RAV4", "T1182", "", "Website"},
    {"Maria Lopez", "", "Honda", "Accord", "", "", "AutoSite"},
    {"", "Łódź Fleet & Co", "Ford", "F-150", "F-77", "", ""},
    {"Zoë O'Hara", "", "", "", "", "SUV under 30k, é vero?", "Website"}, {"Rav Patel", "", "", "", "", "", "AutoSite"},
    {"FRANÇOIS MÜLLER", "", "Toyota", "Camry", "T1183", "", ""},
    {"Sam Okafor", "", "Toyota", "RAV4", "", "", "Website"}};

const char *const kTyped[] = {"", "jose", "JOSÉ", "nuñez rav4", "rav4 nunez", "a", "é", "t118", "T1182", "rav",
    "website", "autosite lopez", "francois muller", "o'hara", "ohara", "30k", "fleet & co", "f-", "5550101", "210001",
    "zzz", "%", "' OR 1=1", "  maria   lopez ", "ia lo", "lopez maria zz", "4 to"};

} // namespace

class TestQueueHits : public QObject
{
    Q_OBJECT
    static std::vector<LeadId> fill(TestStore &store)
    {
        std::vector<LeadId> all;
        for (int i = 0; i < 40; ++i) {
            const Made &made = kMade[size_t(i) % std::size(kMade)];
            store.clock.advance(7 * kMinute);
            LeadDraft draft = store.webLead(i);
            draft.first = draft.last = QString();
            draft.full = QString::fromUtf8(made.name);
            draft.company = QString::fromUtf8(made.company);
            draft.comments = QString::fromUtf8(made.words);
            draft.source = QString::fromUtf8(made.source);
            draft.timeframeDays = (i % 4) * 20 - 1;
            draft.asks = i % 8;
            VehicleDraft want;
            want.make = QString::fromUtf8(made.make);
            want.model = QString::fromUtf8(made.model);
            want.stock = QString::fromUtf8(made.stock);
            draft.wants = {want};
            CaptureChoices choices;
            choices.owner = i % 3 ? store.dana : store.omar;
            all.push_back(store.add(draft, choices).lead);
            if (i % 5 == 0 && !snooze(*store, all.back(), store.clock.now() + Time(i + 1) * kHour))
                qFatal("snooze");
            if (i % 11 == 10 && !closeLead(*store, all.back(), Closed::Lost, QStringLiteral("price")))
                qFatal("close");
            if (i % 6 == 0 && !setPinned(store->database(), store.dana, all.back(), true) && i % 11 != 10)
                qFatal("pin");
        }
        if (!regroup(store->database(), store.clock.now()))
            qFatal("regroup");
        return all;
    }
    static std::vector<LeadId> ids(const std::vector<QueueRow> &rows)
    {
        std::vector<LeadId> found;
        for (const QueueRow &row : rows)
            found.push_back(row.now.id);
        return found;
    }
    static QueueFilter typed(const char *text, PersonId person)
    {
        QueueFilter filter;
        filter.person = person;
        filter.text = QString::fromUtf8(text);
        filter.later = true;
        return filter;
    }
    // By a look at every row of the whole list.
    static std::vector<QueueRow> looked(TestStore &store, const QueueFilter &filter)
    {
        const auto rules = *store->rules();
        std::vector<QueueRow> found;
        const auto all = *queueRows(store->database(), typed("", filter.person), kAll);
        for (const QueueRow &row : all) {
            const Source *source = rules->source(row.now.source);
            const QString hay =
                folded(QStringLiteral("%1 %2 %3 %4")
                           .arg(row.name, row.now.wants, row.now.stock, source ? source->name : QString()));
            bool fits = belongs(row, filter);
            const QStringList words = folded(filter.text).split(u' ', Qt::SkipEmptyParts);
            for (const QString &word : words)
                fits = fits && hay.contains(word);
            if (fits)
                found.push_back(row);
        }
        return found;
    }
    static std::array<int, 6> counted(std::vector<QueueRow> rows)
    {
        std::array<int, 6> counts{};
        for (const QueueRow &row : rows)
            ++counts[size_t(row.now.place.group)];
        return counts;
    }
private Q_SLOTS:
    void everyFilterHasTheRowsThatALookAtEachOneGives()
    {
        TestStore store;
        fill(store);
        std::set<size_t> sizes;
        for (const char *text : kTyped) {
            for (int n = 0; n < 96; ++n) {
                QueueFilter filter = typed(text, store.dana);
                filter.view = QueueFilter::View(n % 3);
                filter.tiers = std::array{0, 1 << int(Tier::Hot), 3, 15}[size_t(n / 3 % 4)];
                filter.untouched = n / 12 % 2;
                filter.pinned = n / 24 % 2;
                filter.later = n / 48 % 2;
                const auto expected = looked(store, filter);
                const auto rows = queueRows(store->database(), filter, kAll);
                QVERIFY(rows);
                QCOMPARE(ids(*rows), ids(expected));
                QVERIFY(*rows == expected);
                filter.later = true;
                QCOMPARE(*queueCounts(store->database(), filter), counted(looked(store, filter)));
                QCOMPARE(queueHits(store->database(), filter)->counts, counted(looked(store, filter)));
                sizes.insert(expected.size());
            }
        }
        QVERIFY(sizes.contains(0) && sizes.contains(1) && sizes.size() > 10);
    }
    void pagesOfAFilterAreItsRowsOneAfterTheOther()
    {
        TestStore store;
        fill(store);
        for (const char *text : {"o", "rav", "website a"}) {
            const QueueFilter filter = typed(text, store.dana);
            const auto whole = ids(*queueRows(store->database(), filter, kAll));
            const auto hits = *queueHits(store->database(), filter);
            QVERIFY(whole.size() > 5);
            for (const QueueHits *known : {static_cast<const QueueHits *>(nullptr), &hits}) {
                std::vector<LeadId> read;
                std::optional<QueueKey> after;
                for (;;) {
                    const auto page = *queueRows(store->database(), filter, 3, after, known);
                    if (page.empty())
                        break;
                    QVERIFY(page.size() <= 3);
                    for (const QueueRow &row : page)
                        read.push_back(row.now.id);
                    after = keyOf(page.back());
                }
                QCOMPARE(read, whole);
            }
        }
    }
    void whatThisOrAnotherConnectionWroteIsFoundAtOnce()
    {
        TestStore store;
        fill(store);
        const QueueFilter filter = typed("vermeer", {});
        QVERIFY(queueHits(store->database(), filter)->keys.empty());
        LeadDraft draft = store.webLead(900);
        draft.full = QStringLiteral("Jan Vermeer");
        const Captured made = store.add(draft);
        QCOMPARE(queueHits(store->database(), filter)->keys.size(), size_t(1));
        const auto other = Session::open(store->database().path(), store.clock);
        QVERIFY(other);
        QCOMPARE(queueHits((*other)->database(), filter)->keys.size(), size_t(1));
        QVERIFY(closeLead(**other, made.lead, Closed::Lost, QStringLiteral("price")));
        QVERIFY(queueHits(store->database(), filter)->keys.empty());
        QVERIFY(undoLast(**other));
        QCOMPARE(queueHits(store->database(), filter)->keys.size(), size_t(1));
        // Another name of the source, which stands in a table of its own.
        const QueueFilter named = typed("harbour", {});
        QVERIFY(queueHits(store->database(), named)->keys.empty());
        Source source = *(*store->rules())->source(load(store->database(), kLead, made.lead.value)->source);
        const Source before = source;
        source.name = QStringLiteral("Harbour fair");
        QVERIFY(doDeed(*store, "source", {}, [&](Transaction &tx) { return apply(tx, set(kSource, before, source)); }));
        QVERIFY(!queueHits(store->database(), named)->keys.empty());
    }
    void whatIsTakenBackBeforeTheCommitIsNotKept()
    {
        TestStore store;
        fill(store);
        const QueueFilter filter = typed("lopez", {});
        const size_t before = queueHits(store->database(), filter)->keys.size();
        QVERIFY(before > 0);
        {
            const auto tx = Transaction::begin(store->database(), {});
            QVERIFY(tx);
            QVERIFY(store->database().execute("UPDATE customer SET full_name='Nobody'"));
            QVERIFY(queueHits(store->database(), filter)->keys.empty());
        }
        QCOMPARE(queueHits(store->database(), filter)->keys.size(), before);
    }
    // Hits are a moment old when their rows are read.
    void rowsOfOlderHitsAreThoseThatAreStillSo()
    {
        TestStore store;
        fill(store);
        const QueueFilter filter = typed("o", {});
        const QueueHits hits = *queueHits(store->database(), filter);
        const auto before = ids(*queueRows(store->database(), filter, kAll, {}, &hits));
        QVERIFY(before.size() > 10);
        QVERIFY(closeLead(*store, before[1], Closed::Lost, QStringLiteral("price")));
        const auto set = [&](const QByteArray &what, LeadId lead) {
            return bool(store->database().execute(
                "UPDATE lead_now SET " + what + " WHERE lead_id=x'" + lead.value.hex() + "'"));
        };
        QVERIFY(
            set("wants='', stock='', source_id=NULL, customer_id=NULL", before[2])); // has none of its words any more
        QVERIFY(set("grp=5, k1=9000000000000000", before[0]));
        const auto after = ids(*queueRows(store->database(), filter, kAll, {}, &hits));
        QCOMPARE(after, ids(*queueRows(store->database(), filter, kAll)));
        QCOMPARE(after.size(), before.size() - 2);
        QCOMPARE(after.back(), before[0]);
        // A page does not end with the one that went far down: the next page would begin behind it.
        const auto page = ids(*queueRows(store->database(), filter, 3, {}, &hits));
        QCOMPARE(page, std::vector<LeadId>(before.begin() + 3, before.begin() + 6));
    }
    void itGivesUpWhenNobodyWaitsForIt()
    {
        TestStore store;
        fill(store);
        std::atomic<bool> leave = true;
        const auto hits = queueHits(store->database(), typed("lopez", {}), &leave);
        QVERIFY(!hits);
        QCOMPARE(hits.error().code, Error::Code::Busy);
        leave = false;
        QVERIFY(!queueHits(store->database(), typed("lopez", {}), &leave)->keys.empty());
    }
};
UPDESK_TEST(TestQueueHits);
#include "tst_queuehits.moc"
