// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/notices.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/suite.h"

using namespace updesk;

/// A message that waited too long is told to whoever wrote it.
class TestToldExpired : public QObject
{
    Q_OBJECT
    static int told(SendingStore &at, PersonId person, Notice::Kind kind)
    {
        const auto all = notices(at.store->database(), person);
        return int(std::ranges::count(*all, kind, &Notice::kind));
    }
    static void look(SendingStore &at)
    {
        DeskLane lane(at.store->database(), at.store->by().store);
        at.store.clock.advance(kMinute);
        if (!*lane.hold() || !lane.begin({}))
            qFatal("look");
    }

private Q_SLOTS:
    void whoeverWroteItHearsOfItOnceAndOpensTheLead()
    {
        SendingStore at;
        at.addLead();
        at.store->setPerson(at.store.omar);
        const auto queued = queueMessage(*at.store, at.mail());
        QVERIFY(queued);
        look(at);
        QCOMPARE(told(at, at.store.omar, Notice::Kind::MailExpired), 0);
        at.store.clock.advance(kMailKeeps);
        look(at);
        QCOMPARE(at.message(queued->id).state, QStringLiteral("expired"));
        QCOMPARE(told(at, at.store.omar, Notice::Kind::MailExpired), 1);
        QCOMPARE(told(at, at.store.dana, Notice::Kind::MailExpired), 0);
        const auto news = notices(at.store->database(), at.store.omar);
        QCOMPARE(news->front().lead, at.lead);
        at.store.reopen();
        look(at);
        QCOMPARE(told(at, at.store.omar, Notice::Kind::MailExpired), 1);
    }
    void sentAgainAndTooLateAgainIsToldAgain()
    {
        SendingStore at;
        at.addLead();
        const auto queued = queueMessage(*at.store, at.mail());
        QVERIFY(queued);
        at.store.clock.advance(kMailKeeps + kMinute);
        look(at);
        QVERIFY(wishMessage(*at.store, queued->id, MessageWish::Again));
        look(at);
        QCOMPARE(told(at, at.store.dana, Notice::Kind::MailExpired), 1);
        at.store.clock.advance(kMailKeeps + kMinute);
        look(at);
        QCOMPARE(told(at, at.store.dana, Notice::Kind::MailExpired), 2);
    }
    void whatTheProgramWroteIsToldToNobody()
    {
        SendingStore at;
        at.addLead();
        Message own;
        own.id = {newId(at.store.clock.now())};
        own.lead = at.lead;
        own.purpose = QStringLiteral("step");
        own.channel = int(Channel::Text);
        own.sendBefore = at.store.clock.now() + kMinute;
        QVERIFY(doDeed(*at.store, "message", {}, [&](Transaction &tx) { return apply(tx, put(kMessage, own)); }));
        at.store.clock.advance(kHour);
        look(at);
        QCOMPARE(at.message(own.id).state, QStringLiteral("expired"));
        for (const PersonId person : {at.store.dana, at.store.omar, at.store.mike})
            QCOMPARE(told(at, person, Notice::Kind::TextExpired), 0);
    }
};

UPDESK_TEST(TestToldExpired);
#include "tst_toldexpired.moc"
