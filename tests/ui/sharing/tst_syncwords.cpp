// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/support/teststore.h"
#include "ui/shell/syncwords.h"

using namespace updesk;

/// The foot and the banner of a joined store, state by state.
class TestSyncWords : public QObject
{
    Q_OBJECT
    static SyncState online(const TestStore &store)
    {
        SyncState state;
        state.joined = state.signedIn = state.online = true;
        state.synced = store.clock.now();
        return state;
    }

private Q_SLOTS:
    void theFootSaysWhatMattersMost()
    {
        TestStore store;
        const SyncWords words(*store->rules());
        const Time now = store.clock.now();
        SyncState state = online(store);
        QCOMPARE(words.status(state, now), QStringLiteral("Synced 10:00"));
        QVERIFY(words.banner(state, now).isEmpty());
        state.talking = true;
        QCOMPARE(words.status(state, now), QStringLiteral("Sharing..."));
        state.waiting.signIn = {{store.dana, 3}};
        QCOMPARE(words.status(state, now), QStringLiteral("3 change(s) wait for Dana to sign in"));
        state.waiting.signIn = {{store.dana, 3, true}};
        QCOMPARE(words.status(state, now), QStringLiteral("3 change(s) of Dana cannot be sent"));
        state.waiting.signIn.push_back({store.omar, 2});
        QCOMPARE(words.status(state, now), QStringLiteral("5 change(s) wait for others to sign in"));
        state.setbacks = 1;
        state.waiting.parked = 1;
        QCOMPARE(words.status(state, now), QStringLiteral("2 change(s) need attention"));
        state.online = false;
        state.offlineSince = now - 28 * kMinute;
        state.error = Error::Code::Offline;
        QCOMPARE(words.status(state, now), QStringLiteral("Offline since 9:32"));
        state.waiting.people = 14;
        QCOMPARE(words.banner(state, now),
            QStringLiteral("Offline since 9:32. 14 change(s) waiting. You can keep working."));
        state.waiting.people = 0;
        QCOMPARE(words.banner(state, now), QStringLiteral("Offline since 9:32. You can keep working."));
        state.tooOld = true;
        QCOMPARE(words.status(state, now), QStringLiteral("UpDesk must be updated before it can share"));
        state.filling = true;
        state.filled = 4210;
        QCOMPARE(words.fill(state).words, QStringLiteral("Loading the store 4,210 rows"));
        QVERIFY(!words.fill(state).cancels);
        state.signedIn = false;
        QCOMPARE(words.status(state, now), QStringLiteral("Sign in to share changes"));
    }
    void whyTheServerLetsNobodyInIsSaid()
    {
        TestStore store;
        const SyncWords words(*store->rules());
        SyncState state = online(store);
        state.online = false;
        state.offlineSince = store.clock.now();
        state.error = Error::Code::Denied;
        QSet<QString> said;
        for (const char *subject : {"password", "certificate", "certificate_expired", "certificate_early",
                 "certificate_name", "authority", "durability", "address", "login", "store", "server_lost"}) {
            state.errorSubject = QLatin1String(subject);
            said << words.banner(state, store.clock.now());
        }
        QCOMPARE(said.size(), 11);
        for (const QString &one : said)
            QVERIFY(one.contains(QStringLiteral("You can keep working")) && !one.contains(QStringLiteral("waiting")));
    }
    void thatNobodyRunsTheAutomaticWorkIsSaid()
    {
        TestStore store;
        const SyncWords words(*store->rules());
        const Time now = store.clock.now();
        SyncState state = online(store);
        state.unhosted = true;
        state.serverAhead = kHour; // late leads first
        QVERIFY(words.banner(state, now)
                    .startsWith(QStringLiteral(
                        "Late leads are not passed on: no desk of this store runs the automatic work.")));
        QCOMPARE(words.status(state, now), QStringLiteral("Synced 10:00"));
        QVERIFY(!SyncWords::countsWaiting(state));
        state.online = false;
        state.offlineSince = now;
        QVERIFY(words.banner(state, now).startsWith(QStringLiteral("Offline since")));
        QVERIFY(SyncWords::countsWaiting(state));
    }
    void aDeskThatWasAwayAndAHistoryThatWasChangedAreSaid()
    {
        TestStore store;
        const SyncWords words(*store->rules());
        const Time now = store.clock.now();
        SyncState state = online(store);
        state.unhosted = true;
        state.copy = QStringLiteral("store.updesk.before-refill-20260312-100000");
        QVERIFY2(words.banner(state, now).contains(state.copy), qPrintable(words.banner(state, now)));
        state.rewritten = now - kDay;
        QVERIFY2(words.banner(state, now)
                     .startsWith(QStringLiteral("Somebody has changed the history at the server past "
                                                "UpDesk, in what was written before ")),
            qPrintable(words.banner(state, now)));
        state.away = 46;
        QVERIFY2(words.banner(state, now)
                     .contains(QStringLiteral("must be filled again. Your unsent changes are kept and "
                                              "are sent first.")),
            qPrintable(words.banner(state, now)));
        state.online = false; // first of all, what keeps it from that
        state.offlineSince = now;
        QVERIFY(words.banner(state, now).startsWith(QStringLiteral("Offline since")));
    }
    void aWrongClockIsSaidBothWays()
    {
        TestStore store;
        const SyncWords words(*store->rules());
        QVERIFY(words.clock(5 * kMinute).isEmpty());
        QVERIFY(words.clock(-5 * kMinute).isEmpty());
        QVERIFY(words.clock(7 * kMinute).contains(QStringLiteral("7 minute(s) behind")));
        QVERIFY(words.clock(-2 * kHour).contains(QStringLiteral("2 hour(s) ahead")));
        SyncState state = online(store);
        state.serverAhead = 7 * kMinute;
        QCOMPARE(words.banner(state, store.clock.now()), words.clock(7 * kMinute));
    }
};
UPDESK_TEST(TestSyncWords);
#include "tst_syncwords.moc"
