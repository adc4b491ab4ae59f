// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/phonecall.h"
#include "tests/support/suite.h"

using namespace updesk;
using Kind = PhoneEvent::Kind;

namespace
{

const Time kNow = 1'773'324'000'000;

Result<PhoneEvent> line(const QByteArray &text) { return phoneEventIn(text, QStringLiteral("US")); }

/// The call that a row of lines a minute apart ends in; the last error's subject when there is none.
struct Told {
    std::optional<PhoneCall> call;
    QString error;
};
Told told(const QList<QByteArray> &lines, Time step = kMinute)
{
    OpenCalls calls;
    Told out;
    Time now = kNow;
    for (const QByteArray &text : lines) {
        const auto event = line(text);
        const auto call = event ? calls.take(*event, now) : Result<std::optional<PhoneCall>>(event.error());
        if (!call)
            out.error = call.error().subject;
        else if (*call)
            out.call = *call;
        now += step;
    }
    return out;
}

} // namespace

class TestPhoneCall : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCallIsToldFromItsRingToItsEnd()
    {
        const PhoneCall expected{QStringLiteral("c1"), CallWay::Out, QStringLiteral("+14045550117"),
            QStringLiteral("204"), kNow, kNow + kMinute, kNow + 2 * kMinute, 55};
        const Told whole = told({"ring c1 out 404-555-0117 201", "answered c1 204", "ended c1 55"});
        QCOMPARE(whole.error, QString());
        QCOMPARE(*whole.call, expected);
        QCOMPARE(evidenceOf(*whole.call), Evidence::Confirmed);
    }
    void aCallThatNobodyTookIsAnAttempt()
    {
        const Told unanswered = told({"ring c1 out +14045550117", "ended c1 0"});
        QCOMPARE(unanswered.call->answeredAt, Time(0));
        QCOMPARE(evidenceOf(*unanswered.call), Evidence::Confirmed);
        const Told came = told({"ring c1 in anonymous", "ended c1 0"});
        QCOMPARE(came.call->number, QString());
        QCOMPARE(evidenceOf(*came.call), Evidence::None);
    }
    void theLongFormNeedsNoRing()
    {
        const Told call = told({"ended c1 90 in +14045550117 204"});
        const PhoneCall expected{QStringLiteral("c1"), CallWay::In, QStringLiteral("+14045550117"),
            QStringLiteral("204"), kNow - 90 * kSecond, kNow - 90 * kSecond, kNow, 90};
        QCOMPARE(*call.call, expected);
    }
    void whatIsToldTwiceIsOneCall()
    {
        const Told twice =
            told({"ring c1 out +14045550117", "ring c1 in +14045550118", "answered c1", "answered c1", "ended c1 10"});
        QCOMPARE(twice.error, QString());
        QCOMPARE(twice.call->way, CallWay::Out);
        QCOMPARE(twice.call->rangAt, kNow);
        QCOMPARE(twice.call->answeredAt, kNow + 2 * kMinute);
        QCOMPARE(told({"ring c1 out +14045550117", "ended c1 10", "ended c1 10"}).error, QStringLiteral("id"));
    }
    void aCallThatNeverRangIsNone()
    {
        QCOMPARE(told({"answered c1"}).error, QStringLiteral("id"));
        QCOMPARE(told({"ended c1 10"}).error, QStringLiteral("id"));
    }
    void nobodyTalksLongerThanTheCallWasThere()
    {
        QCOMPARE(told({"ring c1 out +14045550117", "ended c1 7200"}).call->seconds, 60);
    }
    void aClockThatIsTurnedBackMakesNoCallEndBeforeItRang()
    {
        const Told back = told({"ring c1 out +14045550117", "ended c1 10"}, -kHour);
        QCOMPARE(back.call->endedAt, back.call->rangAt);
        QCOMPARE(back.call->seconds, 0);
    }
    void callsThatNeverEndAreForgotten()
    {
        OpenCalls calls;
        const auto ring = [&](int number, Time now) {
            return calls.take(*line("ring c" + QByteArray::number(number) + " out +14045550117"), now);
        };
        for (int i = 0; i < 2'000; ++i)
            QVERIFY(bool(ring(i, kNow)));
        QCOMPARE(ring(5'000, kNow).error().code, Error::Code::Busy);
        QVERIFY(bool(ring(5'001, kNow + 2 * kDay)));
        QCOMPARE(calls.open(), size_t(1));
    }
    void aLineThatCannotBeReadIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("subject");
        const auto row = [](const QByteArray &text, const char *subject) {
            QTest::newRow(text.left(40).constData()) << text << QString::fromLatin1(subject);
        };
        row("", "event");
        row("   ", "event");
        row("hangup c1", "event");
        row("RING c1 out 1", "event");
        row("ring", "id");
        row("ring " + QByteArray(101, 'x') + " out +14045550117", "id");
        row("ring c1", "way");
        row("ring c1 sideways +14045550117", "way");
        row("ring c1 out", "number");
        row("ring c1 out 5", "number");
        row("ring c1 out 404-555-0117,404-555-0118", "number");
        row("ring c1 out +14045550117 204 x", "more");
        row("ring c1 out +14045550117 " + QByteArray(33, '2'), "extension");
        row("answered c1 204 x", "more");
        row("ended c1", "seconds");
        row("ended c1 -1", "seconds");
        row("ended c1 +1", "seconds");
        row("ended c1 1e3", "seconds");
        row("ended c1 86401", "seconds");
        row("ended c1 99999999999", "seconds");
        row("ended c1 5 out", "number");
        row("ping 1", "more");
        row("ring c1 out +14045550117 \x1b[2J", "line");
        row("ring c\xc3\xa9 out +14045550117", "line");
        row(QByteArray("ring c1 out +14045550117 \0 1", 28), "line");
        row(QByteArray(513, 'r'), "line");
    }
    void aLineThatCannotBeReadIsNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, subject);
        const auto event = line(text);
        QVERIFY(!event);
        QCOMPARE(event.error().subject, subject);
    }
    void blanksAreNoMatter()
    {
        QCOMPARE(line("  ended\tc1   5 ")->seconds, 5);
        QCOMPARE(line("ping")->kind, Kind::Ping);
    }
};
UPDESK_TEST(TestPhoneCall);
#include "tst_phonecall.moc"
