// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadfind.h"
#include "core/desk/tables.h"
#include "core/leads/queuerows.h"
#include "core/leads/timelinerows.h"
#include "core/store/setback.h"
#include "core/sync/outbox.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What a window asks never waits for who writes the file, as the thread that syncs does in slices.
class TestReading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noQuestionWaitsForWhoWrites()
    {
        TestStore store;
        const Captured came = store.add(store.webLead(1));
        Database::Setup setup = deskSetup(store.clock);
        const auto writer = Database::open(store.path, setup, Database::Open::Existing);
        setup.patience = 0; // whoever would have to wait fails
        const auto window = Database::open(store.path, setup, Database::Open::Existing);
        QVERIFY(writer && window);
        Database &asked = **window;
        for (const char *half : {"SELECT 1", "DELETE FROM task; DELETE FROM lead_now; UPDATE lead SET seq=9"}) {
            QVERIFY((*writer)->execute("BEGIN IMMEDIATE"));
            QVERIFY((*writer)->execute(half));
            QVERIFY(!Transaction::begin(asked, {store.dana, 1})); // so that it is known to be held
            QVERIFY(queueRow(asked, came.lead));
            QVERIFY(queueRows(asked, {}, 50) && queueCounts(asked, {}));
            const auto line = timelineRows(asked, came.customer, TimelineKind::All, 50);
            QVERIFY(line && !line->empty());
            const auto found = leadsMeant(asked, QString::fromLatin1(came.lead.value.hex()).left(12));
            QVERIFY(found && found->size() == 1);
            QVERIFY(unsent(asked) && setbacks(asked));
            QVERIFY((*writer)->execute("ROLLBACK"));
        }
        QVERIFY(Transaction::begin(asked, {store.dana, 1}));
    }
};

UPDESK_TEST(TestReading);
#include "tst_reading.moc"
