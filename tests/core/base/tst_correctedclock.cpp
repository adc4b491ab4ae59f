// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakecomputer.h"
#include "tests/support/suite.h"

#include <QLoggingCategory>

#include <atomic>
#include <thread>

using namespace updesk;

class TestCorrectedClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("updesk.clock=false")); }
    void aClockLeftAloneHasNotJumped();
    void turnedForwardOrBackItIsNoticedAndLogged();
    void sleepIsNoJump();
    void aDriftThatIsCorrectedIsNoJump();
    void manySmallTurnsAreOneLargeOne();
    void turnedBackAndForwardAgainItWasOffMeanwhile();
    void anHourLaterNewMomentsAreSoundAgain();
    void aMomentOfThatHourStaysInDoubt();
    void aDeskAloneFollowsItsComputer();
    void timeOfASharedStoreGoesOnEvenly();
    void aTurnWhileTheProgramWasClosedIsNoticed();
    void aTurnBeforeARestartIsRemembered();
    void anotherStartOfTheComputerIsNoJump();
    void aClockThatStandsBeforeWhatItShowedWasTurned();
    void aTurnBeforeAnotherStartOfTheComputerIsRemembered();
    void whatIsReadAtTwoMomentsIsNotCompared();
    void manyThreadsReadItWhileItIsTurned();
    void thisComputersOwnClockIsTheWorlds();
};

void TestCorrectedClock::aClockLeftAloneHasNotJumped()
{
    FakeComputer computer;
    const Time began = computer.clock->now();
    for (int i = 0; i < 100; ++i) {
        computer.pass(13 * kMinute);
        QCOMPARE(computer.jumped(), 0);
    }
    QCOMPARE(computer.clock->now() - began, 1300 * kMinute);
}

void TestCorrectedClock::turnedForwardOrBackItIsNoticedAndLogged()
{
    QLoggingCategory::setFilterRules(QStringLiteral("updesk.clock=true"));
    for (const Time by : {-40 * kMinute, 40 * kMinute, -61 * kSecond, 61 * kSecond, -20 * kDay}) {
        FakeComputer computer;
        computer.turn(by);
        const QByteArray line = "the clock of this computer was turned by " + QByteArray::number(by / kSecond) + " s";
        QTest::ignoreMessage(QtWarningMsg, line.constData());
        QCOMPARE(computer.clock->now(), computer.wall.now());
        QCOMPARE(computer.jumped(), by);
        QCOMPARE(computer.jumped(), by); // and said once
    }
    QLoggingCategory::setFilterRules(QStringLiteral("updesk.clock=false"));
}

void TestCorrectedClock::sleepIsNoJump()
{
    FakeComputer computer;
    computer.pass(9 * kHour);
    QCOMPARE(computer.jumped(), 0);
}

void TestCorrectedClock::aDriftThatIsCorrectedIsNoJump()
{
    FakeComputer computer;
    for (int hour = 0; hour < 24 * 60; ++hour) { // two seconds an hour, a bad quartz that is set right all the time
        computer.pass(kHour);
        computer.turn(-2 * kSecond);
        QCOMPARE(computer.jumped(), 0);
    }
}

// Fifty seconds at a time would be no jump by itself.
void TestCorrectedClock::manySmallTurnsAreOneLargeOne()
{
    FakeComputer quick;
    quick.turn(-50 * kSecond);
    QCOMPARE(quick.jumped(), 0);
    quick.pass(kMinute);
    quick.turn(-50 * kSecond);
    QCOMPARE(quick.jumped(), -100 * kSecond);
    FakeComputer patient;
    Time seen = 0;
    for (int hour = 0; hour < 4; ++hour) {
        patient.turn(-50 * kSecond);
        seen = std::min(seen, patient.jumped());
        patient.pass(kHour + kMinute);
        patient.jumped();
    }
    QVERIFY2(seen <= -60 * kSecond, QByteArray::number(seen).constData());
}

void TestCorrectedClock::turnedBackAndForwardAgainItWasOffMeanwhile()
{
    FakeComputer computer;
    computer.turn(-40 * kMinute);
    QCOMPARE(computer.jumped(), -40 * kMinute);
    computer.pass(5 * kMinute);
    computer.turn(40 * kMinute);
    QCOMPARE(computer.jumped(), -40 * kMinute);
    computer.turn(-20 * kMinute);
    QCOMPARE(computer.jumped(), -40 * kMinute);
    FakeComputer further;
    further.turn(-20 * kMinute);
    QCOMPARE(further.jumped(), -20 * kMinute);
    further.turn(-20 * kMinute);
    QCOMPARE(further.jumped(), -40 * kMinute);
}

void TestCorrectedClock::anHourLaterNewMomentsAreSoundAgain()
{
    FakeComputer computer;
    computer.turn(-40 * kMinute);
    QCOMPARE(computer.jumped(), -40 * kMinute);
    computer.pass(59 * kMinute);
    QCOMPARE(computer.jumped(), -40 * kMinute);
    computer.pass(2 * kMinute);
    QCOMPARE(computer.jumped(), 0);
}

// A call that was dialled within the hour and ended after it has a moment of that hour.
void TestCorrectedClock::aMomentOfThatHourStaysInDoubt()
{
    FakeComputer computer;
    computer.turn(-40 * kMinute);
    (void)computer.clock->now();
    computer.pass(30 * kMinute);
    const Time dialled = computer.clock->now();
    computer.pass(2 * kHour);
    QCOMPARE(computer.jumped(), 0);
    QCOMPARE(computer.clock->jumped(dialled), -40 * kMinute);
    QCOMPARE(computer.clock->jumped(dialled + kHour), 0);
    computer.pass(kDay);
    QCOMPARE(computer.clock->jumped(dialled), 0); // such calls there are none
}

void TestCorrectedClock::aDeskAloneFollowsItsComputer()
{
    FakeComputer computer;
    computer.turn(20 * kMinute); // it had been late, and somebody set it right
    QCOMPARE(computer.clock->now(), computer.wall.now());
}

void TestCorrectedClock::timeOfASharedStoreGoesOnEvenly()
{
    FakeComputer computer;
    computer.clock->setOffset(3 * kMinute);
    const Time began = computer.clock->now();
    QCOMPARE(began, computer.wall.now() + 3 * kMinute);
    computer.turn(-40 * kMinute);
    QCOMPARE(computer.clock->now(), began);
    QCOMPARE(computer.jumped(), -40 * kMinute);
    computer.pass(kMinute);
    QCOMPARE(computer.clock->now(), began + kMinute);
    computer.turn(-30 * kSecond); // no jump, and yet nothing that moves a shared store's time
    QCOMPARE(computer.clock->now(), began + kMinute);
    computer.clock->setOffset(45 * kMinute); // what the server says of the clock as it is now counts
    QCOMPARE(computer.clock->now(), computer.wall.now() + 45 * kMinute);
    computer.clock->setServer(began);
    QCOMPARE(computer.clock->now(), began + 3 * kHour + kMinute);
}

void TestCorrectedClock::aTurnWhileTheProgramWasClosedIsNoticed()
{
    FakeComputer computer;
    const ClockMemory before = computer.clock->memory();
    computer.pass(20 * kMinute);
    computer.start(before);
    QCOMPARE(computer.jumped(), 0);
    computer.pass(20 * kMinute);
    computer.turn(-15 * kMinute);
    computer.start(before);
    QCOMPARE(computer.jumped(), -15 * kMinute);
    QCOMPARE(computer.clock->memory().jumps.size(), size_t(1));
}

void TestCorrectedClock::aTurnBeforeARestartIsRemembered()
{
    FakeComputer computer;
    computer.turn(-15 * kMinute);
    const ClockMemory before = computer.clock->memory();
    computer.pass(10 * kMinute);
    computer.start(before);
    QCOMPARE(computer.jumped(), -15 * kMinute);
    computer.pass(51 * kMinute);
    QCOMPARE(computer.jumped(), 0);
}

void TestCorrectedClock::anotherStartOfTheComputerIsNoJump()
{
    FakeComputer computer;
    const ClockMemory before = computer.clock->memory();
    computer.reboot(2 * kMinute);
    computer.start(before);
    QCOMPARE(computer.jumped(), 0);
    computer.reboot(3 * kDay);
    computer.start(before);
    QCOMPARE(computer.jumped(), 0);
    computer.turn(-2 * kMinute);
    QCOMPARE(computer.jumped(), -2 * kMinute);
}

// In the computer's own set-up, or while another system ran: time has gone back.
void TestCorrectedClock::aClockThatStandsBeforeWhatItShowedWasTurned()
{
    FakeComputer computer;
    const ClockMemory before = computer.clock->memory();
    computer.reboot(2 * kMinute);
    computer.turn(-32 * kMinute);
    computer.start(before);
    QCOMPARE(computer.jumped(), -30 * kMinute); // at least
}

void TestCorrectedClock::aTurnBeforeAnotherStartOfTheComputerIsRemembered()
{
    FakeComputer computer;
    computer.turn(-30 * kMinute);
    const ClockMemory before = computer.clock->memory();
    computer.pass(2 * kMinute);
    computer.reboot(3 * kMinute);
    computer.start(before);
    QCOMPARE(computer.jumped(), -30 * kMinute);
    computer.pass(54 * kMinute);
    QCOMPARE(computer.jumped(), -30 * kMinute);
    computer.pass(2 * kMinute);
    QCOMPARE(computer.jumped(), 0);
}

// The machine fell asleep after one clock was read and before the other.
void TestCorrectedClock::whatIsReadAtTwoMomentsIsNotCompared()
{
    FakeClock wall;
    Time running = kHour;
    int asked = 0;
    bool sleeps = false;
    CorrectedClock clock({&wall,
        [&] {
            if (sleeps && ++asked == 2) {
                running += 8 * kHour;
                wall.advance(8 * kHour);
            }
            return running;
        },
        QStringLiteral("boot")});
    sleeps = true;
    const Time now = clock.now();
    QCOMPARE(now, wall.now());
    QVERIFY(asked > 2);
    QCOMPARE(clock.jumped(clock.now()), 0);
}

void TestCorrectedClock::manyThreadsReadItWhileItIsTurned()
{
    struct : Clock {
        Time now() const override { return at; }
        std::atomic<Time> at = kDay;
    } wall;
    CorrectedClock clock({&wall, [] { return kHour; }, QStringLiteral("boot")});
    clock.setOffset(0);
    std::atomic<int> wrong = 0;
    std::atomic<bool> ends = false;
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back([&] {
            while (!ends) {
                const Time jumped = clock.jumped(clock.now());
                wrong += clock.now() != kDay || (jumped != 0 && jumped != 5 * kMinute);
                wrong += clock.memory().jumps.size() > 2000;
            }
        });
    }
    for (int i = 0; i < 1000; ++i) {
        wall.at = kDay + (i % 2 == 0 ? 5 * kMinute : 0);
        (void)clock.now();
    }
    ends = true;
    for (std::thread &reader : readers)
        reader.join();
    QCOMPARE(int(wrong), 0);
    QCOMPARE(clock.memory().jumps.size(), size_t(1000));
}

void TestCorrectedClock::thisComputersOwnClockIsTheWorlds()
{
    const CorrectedClock clock;
    QVERIFY(std::abs(clock.now() - SystemClock().now()) < kSecond);
    QCOMPARE(clock.jumped(clock.now()), 0);
    const ClockMemory memory = clock.memory();
    QCOMPARE(memory.boot, bootOfMachine());
    QVERIFY(!memory.boot.isEmpty() && !memory.boot.contains(u' '));
    QVERIFY(std::abs(memory.wall - memory.running - memory.ahead) < kSecond);
}

UPDESK_TEST(TestCorrectedClock);
#include "tst_correctedclock.moc"
