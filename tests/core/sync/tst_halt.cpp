// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/halt.h"
#include "core/sync/certificate.h"
#include "core/sync/pg.h"
#include "tests/support/postgres.h"
#include "tests/support/silentserver.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

#include <thread>

using namespace updesk;

/// Raises a halt from a thread of its own while the test waits.
class Raiser
{
public:
    explicit Raiser(Halt &halt)
        : m_thread([this, &halt] {
              std::this_thread::sleep_for(std::chrono::milliseconds(200));
              m_raised.start();
              halt.raise();
          })
    {
    }
    ~Raiser() { m_thread.join(); }
    /// Milliseconds since then; -1: it was not even raised.
    qint64 since() const { return m_raised.isValid() ? m_raised.elapsed() : -1; }

private:
    QElapsedTimer m_raised;
    std::thread m_thread;
};

/// Whatever waits for a server ends when it is told to.
class TestHalt : public QObject
{
    Q_OBJECT
    static void endedInTime(const Raiser &raiser)
    {
        const qint64 took = raiser.since();
        QVERIFY2(took >= 0 && took < kEndsWithin, QByteArray::number(took).constData());
    }
    static Pg::Options at(const SilentServer &silent)
    {
        Pg::Options options;
        options.url = silent.url();
        options.login = options.password = QStringLiteral("ann");
        return options;
    }

private Q_SLOTS:
    void aConnectionThatIsBeingMade()
    {
        const SilentServer silent;
        Halt halt;
        const Heeding heeding(halt);
        const Raiser raiser(halt);
        const auto pg = Pg::open(at(silent));
        endedInTime(raiser);
        QVERIFY(!pg);
        QCOMPARE(pg.error().code, Error::Code::Offline);
        QCOMPARE(pg.error().detail, Heeding::halted().detail);
    }
    void aCallThatIsNotAnswered()
    {
        const auto pg = Pg::open(Postgres::shared().at(QStringLiteral("postgres")));
        QVERIFY(pg);
        Halt halt;
        const Heeding heeding(halt);
        Postgres::shared().freeze();
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        const Raiser raiser(halt);
        const auto rows = (*pg)->query("SELECT 1");
        endedInTime(raiser);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, Error::Code::Offline);
        QVERIFY(!(*pg)->isOpen());
    }
    void aLongAnswer()
    {
        const auto pg = Pg::open(Postgres::shared().at(QStringLiteral("postgres")));
        QVERIFY(pg);
        Halt halt;
        const Heeding heeding(halt);
        const Raiser raiser(halt);
        const auto rows = (*pg)->copyOut("COPY (SELECT pg_sleep(0.05) FROM generate_series(1, 300)) TO STDOUT",
            [](QByteArrayView) { return Result<void>(); });
        endedInTime(raiser);
        QVERIFY(!rows);
    }
    void aLookAtACertificate()
    {
        const SilentServer silent;
        Halt halt;
        const Heeding heeding(halt);
        const Raiser raiser(halt);
        QCOMPARE(certificateFault("127.0.0.1", silent.port(), Postgres::shared().ca(), 5 * kSecond),
            CertificateFault::NotTrusted);
        endedInTime(raiser);
    }
    void whatIsHaltedBeginsNothingUntilItIsLowered()
    {
        const auto there = Postgres::shared().at(QStringLiteral("postgres"));
        Halt halt;
        halt.raise();
        halt.raise();
        QVERIFY(halt.isRaised());
        QVERIFY(Pg::open(there)); // nobody heeds it here
        {
            const Heeding heeding(halt);
            QVERIFY(Heeding::isHalted());
            QVERIFY(!Pg::open(there));
            bool elsewhere = true;
            std::thread([&elsewhere] { elsewhere = Heeding::isHalted(); }).join();
            QVERIFY(!elsewhere);
            halt.lower();
            QVERIFY(Pg::open(there));
        }
        QVERIFY(!Heeding::isHalted());
        QCOMPARE(Heeding::descriptor(), -1);
    }
};

UPDESK_TEST(TestHalt);
#include "tst_halt.moc"
