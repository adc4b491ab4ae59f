// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filetext.h"
#include "core/desk/receiveround.h"
#include "core/desk/waymark.h"
#include "core/store/check.h"
#include "core/store/transaction.h"
#include "tests/core/desk/fakemailbox.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

#include <QFile>

#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

namespace
{

constexpr int kKilled = 77;
int s_left = 0; ///< steps until the process ends

void endAtLast(const char *)
{
    if (--s_left == 0)
        ::_exit(kKilled);
}

QByteArray replyMail()
{
    return "From: person1@example.com\r\nTo: sales@northgate.example\r\nSubject: Re: RAV4\r\nMessage-ID: <r@z>\r\n"
           "In-Reply-To: <x@y>\r\n\r\nFive is fine.\r\n";
}

/// A program that reads a mailbox of four mails and takes a text, until all is stored.
void receiveAll(const QString &path)
{
    FakeClock clock;
    auto session = Session::open(path, clock);
    if (!session)
        qFatal("open %s", qPrintable(session.error().detail));
    FakeServer server;
    server.put(1, leadMail(1));
    server.put(2, replyMail());
    server.put(3, "From: a@b.example\r\nSubject: hello\r\nMessage-ID: <n@z>\r\n\r\nnothing\r\n");
    server.put(4, leadMail(4));
    FakeSecrets secrets;
    secrets.kept[QStringLiteral("mail-in")] = "pass";
    ReceiveRound round(**session, secrets, waysTo(server), 1, 1);
    if (!fileText(**session, {QStringLiteral("SM1"), fromPhone(1), {}, QStringLiteral("STOP"), 0}))
        qFatal("text");
    for (int i = 0; i < 2000; ++i) {
        const auto mark = mailMark((*session)->database(), wayOf(mailbox()));
        if (mark && *mark && (*mark)->upTo.uid == 4)
            return;
        if (!round.turn())
            qFatal("turn");
        QTest::qWait(1);
    }
    qFatal("never done");
}

/// True: it ended by itself.
bool endsBy(const QString &path, int steps)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const SeededNoise noise(quint32(1000 + steps)); // else each draws the ids that the one before drew
        s_left = steps;
        onStep = endAtLast;
        receiveAll(path);
        ::_exit(0);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status))
        qFatal("child");
    if (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != kKilled)
        qFatal("child ended with %d", WEXITSTATUS(status));
    return WEXITSTATUS(status) == 0;
}

qint64 countIn(Database &database, const QByteArray &from)
{
    Query q = database.once("SELECT count(*) FROM " + from);
    return q.next() ? q.number(0) : -1;
}

} // namespace

/// A program that takes in mail and texts, ended at each of its steps in turn and begun again.
class TestReceiveKill : public QObject
{
    Q_OBJECT

    static void holds(const QString &path)
    {
        FakeClock clock;
        auto session = Session::open(path, clock);
        QVERIFY(session);
        Database &database = (*session)->database();
        const auto sound = checkStore(database);
        QVERIFY(sound && sound->damage.isEmpty() && sound->sound());
        QCOMPARE(countIn(database, "lead WHERE deleted=0"), 3);
        QCOMPARE(countIn(database, "original"), 5);
        QCOMPARE(countIn(database, "activity WHERE kind=2 AND direction=1 AND deleted=0"), 1);
        QCOMPARE(countIn(database, "activity WHERE kind=1 AND direction=1 AND deleted=0"), 1);
        QCOMPARE(countIn(database, "quarantine WHERE state=0"), 1);
        QCOMPARE(countIn(database, "consent WHERE state=2"), 1);
        QCOMPARE(countIn(database, "message WHERE meant=3"), 1);
        QCOMPARE(countIn(database, "way_mark WHERE way LIKE 'imap%'"), 1);
    }

private Q_SLOTS:
    void nothingIsLostAndNothingIsThereTwice()
    {
        TestStore store;
        setWays(store, {{}, {mailbox()}, accountTexts(), {}});
        store.add(phoneLead(store, 1));
        QVERIFY(keepMark(*store, wayOf(mailbox()), MailMark{})); // from the first mail on
        const QString fresh = store.dir.filePath(QStringLiteral("fresh.updesk"));
        QVERIFY(store->database().execute("VACUUM INTO '" + fresh.toUtf8() + "'"));
        int steps = 0, killed = 0;
        for (bool done = false; !done && !QTest::currentTestFailed();) {
            steps += 3;
            const QString path = store.dir.filePath(QStringLiteral("k%1.updesk").arg(steps));
            QVERIFY(QFile::copy(fresh, path));
            done = endsBy(path, steps);
            killed += !done;
            if (!done)
                QVERIFY(endsBy(path, 0));
            holds(path);
            QFile::remove(path);
        }
        QVERIFY(killed > 20);
        qInfo("ended at %d of %d steps", killed, steps);
    }
};
UPDESK_TEST(TestReceiveKill);
#include "tst_receivekill.moc"
