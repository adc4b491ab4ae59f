// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peopleverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"

#include <QSignalSpy>

using namespace updesk;

/// What stands behind the cells of a row, and what the bar says while a read takes long.
class TestCellDetails : public QObject
{
    Q_OBJECT
    static QString lineOf(const PopoverText &text, const QString &words)
    {
        for (const PopoverLine &line : text.lines)
            if (line.words == words)
                return line.points;
        return QStringLiteral("no such line");
    }
    static bool has(const PopoverText &text, const QString &words)
    {
        return std::ranges::any_of(text.lines, [&](const PopoverLine &line) { return line.words.contains(words); });
    }
    static void setCost(TestStore &store, SourceId id, qint64 cents)
    {
        const auto done = doDeed(*store, "setup", {}, [&](Transaction &tx) -> Result<void> {
            const auto source = load(tx.database(), kSource, id.value);
            Source changed = *source;
            changed.costMonth = cents;
            return apply(tx, set(kSource, *source, changed));
        });
        QVERIFY(done);
    }
    static PopoverText source(QueueDesk &desk, LeadId lead)
    {
        return desk.screen->reasons()->textFor(desk.model().index(desk.model().rowOf(lead), QueueModel::Source));
    }

private Q_SLOTS:
    void theSourceSaysWhatALeadOfItCost()
    {
        QueueDesk desk;
        setCost(desk.store, desk.store.website, 100'000);
        const LeadId before = desk.leads.add({.first = "Amy", .last = "Lee", .ago = 20 * kDay}); // in February
        LeadId lead;
        for (int i = 0; i < 3; ++i)
            lead = desk.leads.add({.first = "Dev", .last = "Patel", .ago = i * kMinute});
        const LeadId other = desk.leads.add({.first = "Max", .last = "Stone", .source = "AutoSite"});
        desk.open();
        desk.model().setLater(true);
        const PopoverText text = source(desk, lead);
        QCOMPARE(text.lines.front().words, QStringLiteral("Website"));
        QCOMPARE(text.lines.front().points, QStringLiteral("First-party"));
        QCOMPARE(lineOf(text, QStringLiteral("Cost per lead")), QStringLiteral("$333.33"));
        QCOMPARE(lineOf(text, QStringLiteral("Leads from it in that month")), QStringLiteral("3"));
        QCOMPARE(lineOf(source(desk, before), QStringLiteral("Cost per lead")), QStringLiteral("$1,000"));
        const PopoverText free = source(desk, other);
        QCOMPARE(free.lines.front().points, QStringLiteral("Third-party"));
        QCOMPARE(lineOf(free, QStringLiteral("Cost per lead")), QStringLiteral("cost not entered"));
    }
    void theCustomerShowsWhatEveryRecordOfThePersonHas()
    {
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Amy", .last = "Lee"});
        const LeadId gone = desk.leads.add({.first = "Amelia", .last = "Lee", .ago = kMinute});
        const auto customer = [&](LeadId of) { return load(desk.store->database(), kLead, of.value)->customer; };
        const CustomerId from = customer(gone);
        QVERIFY(merge(*desk.store, from, customer(lead)));
        const auto late = doDeed(*desk.store, "late", {}, [&](Transaction &tx) -> Result<void> {
            Phone phone;
            phone.id = {tx.freshId()};
            phone.customer = from;
            phone.e164 = phone.typed = QStringLiteral("+12125550177");
            Consent no;
            no.id = {tx.freshId()};
            no.customer = from;
            no.state = Consent::State::No;
            no.at = tx.now();
            if (auto done = apply(tx, put(kPhone, phone)); !done)
                return done;
            return apply(tx, put(kConsent, no));
        });
        QVERIFY(late);
        desk.open();
        const int row = desk.model().rowOf(lead);
        const PopoverText text = desk.screen->reasons()->textFor(desk.model().index(row, QueueModel::Customer));
        QVERIFY(has(text, QStringLiteral("555-0177")));
        QVERIFY(has(text, QStringLiteral("555-0101"))); // and the one that lives
        QVERIFY(has(text, QStringLiteral("555-0102"))); // and what came with the merge
        QVERIFY(has(text, QStringLiteral("Asked not to be contacted")));
        QCOMPARE(lineOf(text, QStringLiteral("Calls")), QStringLiteral("No"));
    }
    void aLongReadSaysSoInItsMidstAndStopsWhenItIsDone()
    {
        QueueDesk desk;
        for (int i = 0; i < 60; ++i)
            desk.leads.add({.first = "Dev", .last = "Patel", .ago = i * kMinute});
        desk.open();
        auto *label = desk.screen->findChild<QWidget *>(QStringLiteral("queue.refreshing"));
        QVERIFY(label && !label->isVisible());
        QSignalSpy told(&desk.model(), &QueueModel::refreshing);
        bool seen = false;
        const int rows = desk.model().rowCount();
        connect(&desk.model(), &QueueModel::refreshing, label, [&](bool on) {
            if (on)
                seen = label->isVisible() && desk.model().rowCount() == rows; // the old rows stand under it
        });
        desk.model().setSlowAfter(60'000);
        desk.model().refresh();
        QCOMPARE(told.count(), 0); // a quick one says nothing
        QVERIFY(!label->isVisible());
        desk.model().setSlowAfter(0);
        desk.model().refresh();
        QVERIFY(seen);
        QCOMPARE(told.count(), 2);
        QVERIFY(label->isVisible()); // for a moment, or it would only flash
        QTRY_VERIFY_WITH_TIMEOUT(!label->isVisible(), 30'000);
        desk.model().setSlowAfter(60'000);
        desk.model().refresh();
        QCOMPARE(told.count(), 2);
        seen = false; // while another filter's rows are looked for beside the window, too
        const QueueFilter all = desk.model().filter();
        QueueFilter filter = all;
        filter.text = QStringLiteral("nobody");
        desk.model().setSlowAfter(0);
        for (int i = 0; i < 20 && !seen; ++i) { // they may be there before anybody can look
            desk.model().setFilter(all);
            desk.model().setFilter(filter);
            QTRY_COMPARE_WITH_TIMEOUT(desk.model().rowCount(), 0, 30'000); // a thread looks for them
        }
        QVERIFY(seen);
        QTRY_VERIFY_WITH_TIMEOUT(!label->isVisible(), 30'000);
    }
};

UPDESK_TEST(TestCellDetails);
#include "tst_celldetails.moc"
