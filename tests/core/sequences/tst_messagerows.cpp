// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/activity.h"
#include "core/leads/original.h"
#include "core/sequences/messagerows.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// The lists of messages, each by an index of its own.
class TestMessageRows : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }

    struct Desk : TestStore {
        Desk() { lead = add(webLead(0)).lead; }
        Message make(const char *state, Time asked) const
        {
            Message m;
            m.id = {newId(asked)};
            m.lead = lead;
            m.channel = int(Channel::Text);
            m.state = words(state);
            m.asked = asked;
            m.began = asked + 1;
            m.by = dana;
            m.to = words("+15552010000");
            return m;
        }
        Message lay(const Message &message)
        {
            const auto laid =
                doDeed(*session, "test", {}, [&](Transaction &tx) { return takeRow(tx, kMessage, message); });
            if (!laid)
                qFatal("message");
            return message;
        }
        std::vector<MessageLine> lines(MessageList list, const MessagePlace &after = {}, int most = 100)
        {
            auto read = messageLines(session->database(), list, after, most);
            return read ? std::move(*read) : std::vector<MessageLine>();
        }
        LeadId lead;
    };

private Q_SLOTS:
    void eachListHasItsStates_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<bool>("byPerson");
        QTest::addColumn<int>("wish");
        QTest::addColumn<int>("list"); // -1: none
        const int troubled = int(MessageList::Troubled), waiting = int(MessageList::Waiting);
        QTest::newRow("queued") << QByteArray("queued") << true << 0 << waiting;
        QTest::newRow("to be cancelled") << QByteArray("queued") << true << 1 << waiting;
        QTest::newRow("sending") << QByteArray("sending") << false << 0 << waiting;
        QTest::newRow("sent") << QByteArray("sent") << false << 0 << int(MessageList::Sent);
        QTest::newRow("failed") << QByteArray("failed") << false << 0 << troubled;
        QTest::newRow("unknown") << QByteArray("unknown") << false << 0 << troubled;
        QTest::newRow("expired") << QByteArray("expired") << true << 0 << troubled;
        QTest::newRow("decided on") << QByteArray("failed") << true << 1 << -1;
        QTest::newRow("a person's, stopped") << QByteArray("cancelled") << true << 0 << troubled;
        QTest::newRow("a plan's, stopped") << QByteArray("cancelled") << false << 0 << -1;
    }
    void eachListHasItsStates()
    {
        QFETCH(QByteArray, state);
        QFETCH(bool, byPerson);
        QFETCH(int, wish);
        QFETCH(int, list);
        Desk desk;
        Message message = desk.make(state.constData(), desk.clock.now());
        message.wish = wish;
        message.by = byPerson ? desk.dana : PersonId();
        desk.lay(message);
        for (const int one : {0, 1, 2})
            QCOMPARE(int(desk.lines(MessageList(one)).size()), one == list ? 1 : 0);
        const auto counts = messageCounts(desk->database(), 0);
        QVERIFY(counts);
        QCOMPARE(counts->troubled, list == 0 ? 1 : 0);
        QCOMPARE(counts->waiting, list == 1 ? 1 : 0);
        QCOMPARE(counts->sent, list == 2 ? 1 : 0);
    }
    void aLineSaysWhoWroteItToWhom()
    {
        Desk desk;
        const Message message = desk.lay(desk.make("failed", desk.clock.now()));
        const MessageLine line = desk.lines(MessageList::Troubled).front();
        QCOMPARE(line.message, message);
        QCOMPARE(line.customer, words("Sam Okafor"));
        QCOMPARE(line.author, words("Dana Reyes"));
        QCOMPARE(messageLine(desk->database(), message.id)->message, message);
        QCOMPARE(messageLine(desk->database(), MessageId{newId(3)}).error().code, Error::Code::NotFound);
        Message nobodys = desk.make("failed", desk.clock.now() + 1); // a lead that is not here
        nobodys.lead = {newId(7)};
        nobodys.by = {};
        desk.lay(nobodys);
        QCOMPARE(desk.lines(MessageList::Troubled).front().customer, QString());
        QCOMPARE(desk.lines(MessageList::Troubled).front().author, QString());
    }
    void pagesMeetNewestFirstAlsoWithinOneMoment()
    {
        Desk desk;
        const Time at = desk.clock.now();
        for (int i = 0; i < 25; ++i)
            desk.lay(desk.make("sent", at + i / 10));
        std::vector<MessageId> seen;
        MessagePlace place;
        for (int page = 0; page < 10; ++page) {
            const auto lines = desk.lines(MessageList::Sent, place, 4);
            for (const MessageLine &line : lines)
                seen.push_back(line.message.id);
            if (lines.empty())
                break;
            place = placeOf(MessageList::Sent, lines.back().message);
        }
        QCOMPARE(seen.size(), size_t(25));
        std::vector<MessageId> whole;
        for (const MessageLine &line : desk.lines(MessageList::Sent))
            whole.push_back(line.message.id);
        QCOMPARE(seen, whole);
        QCOMPARE(messageCounts(desk->database(), at + 3)->sent, 5); // handed over a moment after they were asked for
    }
    void ofALeadStandsWhatIsNoLineOfItsHistory()
    {
        Desk desk;
        const Time at = desk.clock.now();
        Message line = desk.make("unknown", at);
        line.line = {newId(4)};
        desk.lay(line);
        desk.lay(desk.make("sent", at));
        Message byPerson = desk.make("cancelled", at);
        byPerson.wish = 1;
        desk.lay(byPerson);
        const Message later = desk.lay(desk.make("queued", at + 2));
        const Message stopped = desk.lay(desk.make("cancelled", at + 1));
        const auto found = messagesOf(desk->database(), desk.lead);
        QVERIFY(found);
        QCOMPARE(found->size(), size_t(2));
        QCOMPARE(found->front().message.id, stopped.id);
        QCOMPARE(found->back().message.id, later.id);
        QVERIFY(messagesOf(desk->database(), LeadId{newId(8)})->empty());
    }
    void theNewestMailOfTheirsIsTheOneToAnswer()
    {
        Desk desk;
        QVERIFY(mailToAnswer(desk->database(), desk.lead)->messageId.isEmpty());
        QVERIFY(doDeed(*desk.session, "test", {}, [&](Transaction &tx) -> Result<void> {
            for (const char *id : {"a@example.com", "b@example.com", ""}) {
                Original mail;
                mail.id = {tx.freshId()};
                mail.kind = Original::Kind::Mail;
                mail.messageId = words(id);
                mail.sha256 = words(id);
                Activity in;
                in.id = {tx.freshId()};
                in.lead = desk.lead;
                in.kind = Activity::Kind::Email;
                in.direction = Activity::Direction::In;
                in.original = mail.id;
                in.at = tx.now() + int(strlen(id)) + (id[0] == 'b' ? 1 : 0);
                if (auto done = apply(tx, put(kOriginal, mail)); !done)
                    return done;
                if (auto done = apply(tx, put(kActivity, in)); !done)
                    return done;
            }
            return {};
        }));
        QCOMPARE(mailToAnswer(desk->database(), desk.lead)->messageId, words("b@example.com"));
    }
    void theOpenStepOfThisWayThatIsDueFirstNamesTheText()
    {
        Desk desk;
        QVERIFY(textOfNextStep(desk->database(), LeadId{newId(5)}, int(Channel::Text))->text.isEmpty());
        const LeadId lead{newId(6)};
        QVERIFY(doDeed(*desk.session, "test", {}, [&](Transaction &tx) -> Result<void> {
            int i = 0;
            for (const auto &[text, channel, state, due] : {std::tuple{"later_text", Channel::Text, RunState::Open, 9},
                     {"first_text", Channel::Text, RunState::Open, 5}, {"done_text", Channel::Text, RunState::Done, 1},
                     {"a_mail", Channel::Email, RunState::Open, 2}}) {
                StepRun run;
                run.id = {tx.freshId()};
                run.enrolment = {newId(1)};
                run.lead = lead;
                run.step = ++i;
                run.channel = int(channel);
                run.state = int(state);
                run.due = due;
                run.text = words(text);
                run.video = channel == Channel::Email;
                if (auto done = takeRow(tx, kStepRun, run); !done)
                    return done;
            }
            return {};
        }));
        const auto text = textOfNextStep(desk->database(), lead, int(Channel::Text));
        QCOMPARE(text->text, words("first_text"));
        QVERIFY(!text->video);
        const auto mail = textOfNextStep(desk->database(), lead, int(Channel::Email));
        QCOMPARE(mail->text, words("a_mail"));
        QVERIFY(mail->video);
    }
};
UPDESK_TEST(TestMessageRows);
#include "tst_messagerows.moc"
