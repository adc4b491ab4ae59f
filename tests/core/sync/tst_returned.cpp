// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/store/desksetting.h"
#include "core/sync/older.h"
#include "tests/core/sync/talker.h"
#include "tests/support/oldstore.h"
#include "tests/support/suite.h"

using namespace updesk;

/// A lead from before a desk's months comes by pull: with its history, whatever brought it.
class TestReturned : public QObject
{
    Q_OBJECT
    static void fill(SharedDesk &desk)
    {
        while (desk.talk().filling) { }
    }

    /// Asks for the history of the old lead's customer until the lead itself is here, and nothing else of it.
    static void fetchTheLeadAlone(SharedDesk &desk, const OldStore &old)
    {
        const auto fetch =
            OlderFetch::open(desk.session->database(), desk.place.store, old.customer, desk.session->person(), 2);
        QVERIFY(fetch);
        while (desk.count("lead WHERE id=x'" + old.gone.value.hex() + '\'') == 0) {
            const auto done = desk.syncer->fetch(**fetch);
            QVERIFY(done && !*done);
        }
        QCOMPARE(desk.count("activity WHERE lead_id=x'" + old.gone.value.hex() + '\''), 0);
    }
    static void fetchAll(SharedDesk &desk, const OldStore &old)
    {
        const auto fetch =
            OlderFetch::open(desk.session->database(), desk.place.store, old.customer, desk.session->person());
        QVERIFY(fetch);
        for (bool whole = false; !whole;) {
            const auto done = desk.syncer->fetch(**fetch);
            QVERIFY(done);
            whole = *done;
        }
    }

private Q_SLOTS:
    // To give a lead to somebody writes a row of it beside it, all under one number.
    void aLeadThatIsGivenToSomebodyBringsItsHistoryToo()
    {
        OldStore old(20);
        SharedDesk ida(old.server, old.clock(), "ida"), bob(old.server, old.clock(), "bob");
        fill(ida);
        fill(bob);
        fetchAll(ida, old);
        const auto before = load(ida.session->database(), kLead, old.gone.value);
        QVERIFY(before);
        const PersonId to = old.server.person(before->owner == old.server.person("bob") ? "ann" : "bob");
        const std::array leads{old.gone};
        QVERIFY(assign(*ida.session, leads, to));
        ida.talk();
        bob.talk();
        const QByteArray of = " WHERE lead_id=x'" + old.gone.value.hex() + '\'';
        const auto after = load(bob.session->database(), kLead, old.gone.value);
        QVERIFY(after);
        QCOMPARE(after->owner, to);
        QVERIFY(bob.count("activity" + of) >= 20);
        QCOMPARE(bob.count("activity" + of), ida.count("activity" + of));
        QCOMPARE(bob.count("assignment" + of), ida.count("assignment" + of));
    }
    // What was asked for broke off behind the lead, and whoever looks at it opens it again at this very desk.
    void aLeadThatCameAloneAndIsOpenedHereGetsItsHistoryToo()
    {
        OldStore old(20);
        SharedDesk ida(old.server, old.clock(), "ida"), bob(old.server, old.clock(), "bob");
        fill(ida);
        fill(bob);
        const QByteArray of = " WHERE lead_id=x'" + old.gone.value.hex() + '\'';
        fetchTheLeadAlone(ida, old);
        QVERIFY(reopenLead(*ida.session, old.gone));
        ida.talk();
        bob.talk();
        QVERIFY(ida.count("activity" + of) >= 20);
        QCOMPARE(ida.count("activity" + of), bob.count("activity" + of));
        QCOMPARE(ida.count("assignment" + of), bob.count("assignment" + of));
    }
    // It is no old lead at the server any more when what is missing is asked for.
    void aLeadThatCameAloneAndIsOpenedElsewhereGetsItsHistoryToo()
    {
        OldStore old(20);
        SharedDesk ida(old.server, old.clock(), "ida"), bob(old.server, old.clock(), "bob");
        fill(ida);
        fill(bob);
        fetchTheLeadAlone(ida, old);
        fetchAll(bob, old);
        QVERIFY(reopenLead(*bob.session, old.gone));
        bob.talk();
        const QByteArray of = " WHERE lead_id=x'" + old.gone.value.hex() + '\'';
        fetchAll(ida, old);
        QVERIFY(ida.count("activity" + of) >= 20);
        ida.talk();
        QCOMPARE(ida.count("activity" + of), bob.count("activity" + of));
        QCOMPARE(ida.count("assignment" + of), bob.count("assignment" + of));
    }
    // Rows of a server that has not been greeted would stay when it is set back before it is.
    void nothingIsAskedForBeforeTheServerIsKnown()
    {
        OldStore old(20);
        SharedDesk ida(old.server, old.clock(), "ida");
        fill(ida);
        const auto remote = connectTo(ida.place, ida.options.password, ida.session->database());
        const auto fetch =
            OlderFetch::open(ida.session->database(), ida.place.store, old.customer, ida.session->person());
        QVERIFY(remote && fetch);
        const auto known = deskSetting(ida.session->database(), QStringLiteral("server_generation"));
        QVERIFY(known && !known->isEmpty());
        QVERIFY(setDeskSetting(ida.session->database(), QStringLiteral("server_generation"), {}));
        const auto asked = (*fetch)->further(**remote);
        QVERIFY(!asked);
        QCOMPARE(asked.error().code, Error::Code::Offline);
        QCOMPARE(ida.count("lead WHERE id=x'" + old.gone.value.hex() + '\''), 0);
        QVERIFY(setDeskSetting(ida.session->database(), QStringLiteral("server_generation"), *known));
        fetchAll(ida, old);
        QCOMPARE(ida.count("lead WHERE id=x'" + old.gone.value.hex() + '\''), 1);
    }
    // One that is new, closed and old comes whole: it is not asked about.
    void aClosedLeadWithItsBeginningIsNotAskedAbout()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        ann.adds("First");
        QVERIFY(ann.talk() && bob.talk());
        const auto comes = [&](int n, Activity::Code code) {
            Lead lead;
            lead.id.value = newId(n);
            lead.closed = Closed::Lost;
            lead.received = lead.closedAt = 9;
            Activity of;
            of.id.value = newId(100 + n);
            of.lead = lead.id;
            of.kind = Activity::Kind::Import;
            of.code = code;
            return ann.write({put(kLead, lead), put(kActivity, of)});
        };
        QVERIFY(comes(1, Activity::Code::Inquiry) && ann.talk() && bob.talk());
        QCOMPARE(bob.desk.count("lead"), 1);
        QCOMPARE(bob.asked, 0);
        QVERIFY(comes(2, Activity::Code::Assigned) && ann.talk() && bob.talk());
        QCOMPARE(bob.desk.count("lead"), 2);
        QVERIFY(bob.asked > 0);
    }
};
UPDESK_TEST(TestReturned);
#include "tst_returned.moc"
