// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"
#include "core/store/cipher.h"
#include "core/store/encrypt.h"
#include "tests/core/store/deeds.h"
#include "tests/support/suite.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

static int s_left = 0;

// A lead with its customer and a note: three rows of one deed.
static Result<DeedId> capture(Transaction &tx, int n)
{
    const auto deed = tx.start("capture");
    if (!deed)
        return deed;
    for (const Op &op :
        {put(kCustomer, aCustomer(n)), put(kLead, aLeadRow(100 + n, n)), put(kActivity, aNote(200 + n, 100 + n))}) {
        if (auto done = apply(tx, op); !done)
            return done.error();
    }
    return deed;
}

static bool capture(TempDesk &desk, std::initializer_list<int> numbers, DeedId *last)
{
    auto tx = Transaction::begin(*desk.database, desk.by);
    for (const int n : numbers) {
        const auto deed = tx ? capture(*tx, n) : tx.error();
        if (!deed)
            return false;
        *last = *deed;
    }
    return bool(tx->commit());
}

static bool workADay(TempDesk &desk)
{
    DeedId deed;
    if (!capture(desk, {1}, &deed) || !capture(desk, {2, 3}, &deed) || !undone(desk, deed))
        return false;
    Lead before = aLeadRow(101, 1), after = before;
    after.closed = Closed::Lost;
    const auto closed = inDeed(desk, [&](Transaction &tx) -> Result<void> {
        if (auto done = apply(tx, set(kLead, before, after)); !done)
            return done;
        if (auto early = tx.derive(); !early)
            return early;
        return apply(tx, put(kActivity, aNote(301, 101)));
    });
    return closed && undone(desk, *closed) && desk.database->relax() && capture(desk, {4}, &deed)
        && desk.database->settle();
}

class TestCrash : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKillBetweenAnyTwoStepsLeavesWholeDeeds_data()
    {
        QTest::addColumn<bool>("encrypted");
        QTest::newRow("plain") << false;
        if (canEncrypt())
            QTest::newRow("encrypted") << true;
    }
    void aKillBetweenAnyTwoStepsLeavesWholeDeeds();
};

static void holdsOnlyWholeDeeds(TempDesk &desk)
{
    const auto report = checkStore(*desk.database);
    QVERIFY(report && report->damage.isEmpty());
    QVERIFY2(report->sound(), report->faults.empty() ? "" : qPrintable(report->faults[0].table));
    const qint64 captures = desk.count("deed WHERE verb='capture'"), closed = desk.count("deed WHERE verb='test'");
    const qint64 undos = desk.count("deed WHERE verb='undo'"), undoneNotes = desk.count("activity WHERE deleted=1");
    QVERIFY(captures != 2); // leads 2 and 3 share a transaction
    QCOMPARE(desk.count("customer"), captures);
    QCOMPARE(desk.count("lead"), captures);
    QCOMPARE(desk.count("activity"), captures + closed);
    QCOMPARE(undoneNotes, undos);
    QCOMPARE(desk.count("customer WHERE deleted=1"), std::min<qint64>(undos, 1));
    QCOMPARE(desk.count("lead WHERE closed<>0"), closed - std::max<qint64>(undos - 1, 0));
    QCOMPARE(desk.count("word"), 2 * desk.count("customer WHERE deleted=0"));
    QCOMPARE(desk.count("deed, json_each(ops)"), 3 * captures + 2 * closed + (undos > 0 ? 3 : 0) + (undos > 1 ? 2 : 0));
    QCOMPARE(*desk.database->state("sent"), desk.count("deed"));
    DeedId deed;
    desk.clock.advance(kHour); // the child had this process's random numbers: only the time tells their ids apart
    QVERIFY(capture(desk, {9}, &deed)); // and the desk works on
}

void TestCrash::aKillBetweenAnyTwoStepsLeavesWholeDeeds()
{
    QFETCH(const bool, encrypted);
    const FileKey key = FileKey::make();
    KeyRing::add(key);
    int killed = 0;
    for (int at = 1;; ++at) {
        TempDesk desk;
        desk.setup.derivations = {&kNameWords};
        desk.close();
        QVERIFY(!encrypted || encryptFile(desk.path, desk.setup, [&key]() -> Result<FileKey> { return key; }));
        const pid_t child = ::fork();
        if (child == 0) {
            desk.open();
            s_left = at;
            onStep = [](const char *) {
                if (--s_left == 0)
                    ::kill(::getpid(), SIGKILL);
            };
            ::_exit(workADay(desk) ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        desk.open();
        QCOMPARE(desk.database->isEncrypted(), encrypted);
        holdsOnlyWholeDeeds(desk);
        if (QTest::currentTestFailed())
            qFatal("after the kill at step %d", at);
        if (WIFEXITED(status)) {
            QCOMPARE(WEXITSTATUS(status), 0);
            QCOMPARE(desk.count("deed WHERE verb='capture'"), 5);
            QCOMPARE(desk.count("deed WHERE verb='undo'"), 2);
            break;
        }
        ++killed;
    }
    QVERIFY2(killed > 40, QByteArray::number(killed).constData());
}

UPDESK_TEST(TestCrash);
#include "tst_crash.moc"
