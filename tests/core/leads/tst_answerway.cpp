// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/firststep.h"
#include "core/leads/answerway.h"
#include "core/store/apply.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <set>

using namespace updesk;

static int note(void *reads, int action, const char *table, const char *column, const char *, const char *)
{
    if (action == SQLITE_READ && column && *column)
        static_cast<std::set<QByteArray> *>(reads)->insert(QByteArray(table) + '.' + column);
    return SQLITE_OK;
}

/// By which way a customer answers, learnt from what they did (F68, FL-3).
class TestAnswerWay : public QObject
{
    Q_OBJECT
    using Kind = Activity::Kind;
    using Direction = Activity::Direction;

    struct Desk {
        TestStore store;
        Captured one;
        Desk() : one(store.add(store.webLead(1))) { }
        void write(Kind kind, Direction direction, Outcome outcome = Outcome::None,
            Activity::Code code = Activity::Code::None, Time later = 2 * kHour)
        {
            store.clock.advance(later);
            Activity row;
            row.lead = one.lead;
            row.customer = one.customer;
            row.kind = kind;
            row.direction = direction;
            row.outcome = outcome;
            row.code = code;
            row.at = store.clock.now();
            const auto done = doDeed(*store, "test", {}, [&](Transaction &tx) {
                row.id = {tx.freshId()};
                return apply(tx, put(kActivity, row));
            });
            if (!done)
                qFatal("write");
        }
        AnswerCounts counts() { return *answerCounts(store->database(), one.customer); }
    };

private Q_SLOTS:
    void aWayNeedsThreeAnswersAndTwoOfThree_data()
    {
        QTest::addColumn<int>("phone");
        QTest::addColumn<int>("text");
        QTest::addColumn<int>("email");
        QTest::addColumn<int>("way");
        QTest::newRow("nothing is known") << 0 << 0 << 0 << int(Channel::None);
        QTest::newRow("two are chance") << 0 << 2 << 0 << int(Channel::None);
        QTest::newRow("three texts") << 0 << 3 << 0 << int(Channel::Text);
        QTest::newRow("three of four") << 1 << 3 << 0 << int(Channel::Text);
        QTest::newRow("two of three") << 2 << 0 << 1 << int(Channel::Phone);
        QTest::newRow("half") << 2 << 2 << 0 << int(Channel::None);
        QTest::newRow("a little more than half") << 0 << 2 << 3 << int(Channel::None);
        QTest::newRow("mails") << 0 << 0 << 5 << int(Channel::Email);
    }
    void aWayNeedsThreeAnswersAndTwoOfThree()
    {
        QFETCH(const int, phone);
        QFETCH(const int, text);
        QFETCH(const int, email);
        QFETCH(const int, way);
        const AnswerCounts counts{phone, text, email};
        const AnswerWay learnt = answerWay(counts);
        QCOMPARE(int(learnt.way), way);
        QCOMPARE(learnt.of, way == 0 ? 0 : counts.all());
    }
    void whatTheyDidCounts()
    {
        Desk desk;
        QCOMPARE(desk.counts(), AnswerCounts());
        desk.write(Kind::Text, Direction::In);
        desk.write(Kind::Text, Direction::Out); // ours
        desk.write(Kind::Call, Direction::Out, Outcome::NoAnswer);
        desk.write(Kind::Call, Direction::Out, Outcome::Voicemail);
        desk.write(Kind::Call, Direction::Out, Outcome::CallBack); // somebody took it
        desk.write(Kind::Call, Direction::In);
        desk.write(Kind::Email, Direction::In);
        desk.write(Kind::Text, Direction::In, Outcome::None, Activity::Code::DoNotContact); // "STOP"
        desk.write(Kind::Note, Direction::In);
        QCOMPARE(desk.counts(), (AnswerCounts{2, 1, 1}));
        desk.write(Kind::Text, Direction::In);
        desk.write(Kind::Text, Direction::In, Outcome::None, Activity::Code::None, kMinute); // the rest of the sentence
        QCOMPARE(desk.counts(), (AnswerCounts{2, 2, 1}));
    }
    void theNextStepGoesByIt()
    {
        Desk desk;
        const auto next = [&] { return firstStep(desk.store->database(), desk.one.lead)->channel; };
        QCOMPARE(next(), Channel::Phone);
        for (int i = 0; i < 3; ++i)
            desk.write(Kind::Email, Direction::In);
        QCOMPARE(next(), Channel::Email);
        Lead wishes = *load(desk.store->database(), kLead, desk.one.lead.value);
        const Lead before = wishes;
        wishes.preferredChannel = int(Channel::Phone); // what they said goes first (F4)
        QVERIFY(
            doDeed(*desk.store, "test", {}, [&](Transaction &tx) { return apply(tx, set(kLead, before, wishes)); }));
        QCOMPARE(next(), Channel::Phone);
    }
    // Nothing of who they are: no name, address, language or date of a person is looked at.
    void FL3_nothingButTheirAnswersIsRead()
    {
        Desk desk;
        desk.write(Kind::Text, Direction::In);
        desk.store.reopen(); // statements prepared from here on are all seen
        std::set<QByteArray> reads;
        sqlite3_set_authorizer(desk.store->database().handle(), note, &reads);
        QCOMPARE(answerCounts(desk.store->database(), desk.one.customer)->text, 1);
        sqlite3_set_authorizer(desk.store->database().handle(), nullptr, nullptr);
        const std::set<QByteArray> allowed{"lead.id", "lead.customer_id", "lead.deleted", "activity.id",
            "activity.lead_id", "activity.deleted", "activity.kind", "activity.direction", "activity.outcome",
            "activity.code", "activity.at"};
        QVERIFY(!reads.empty());
        for (const QByteArray &column : reads)
            QVERIFY2(allowed.contains(column), column.constData());
    }
};

UPDESK_TEST(TestAnswerWay);
#include "tst_answerway.moc"
