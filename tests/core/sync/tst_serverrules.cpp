// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/serverbench.h"

using namespace updesk;

/// Every conflict rule of the declarations, on the real server.
class TestServerRules : public ServerBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { openServer(); }
    void cleanupTestCase() { m_server.reset(); }

    void theLaterClockWinsWhicheverComesFirst()
    {
        const Id row = putNew(*m_ann, "customer", "\"first\":\"Sam\",\"last\":\"Okafor\"");
        const QByteArray before = "\"first\":\"Sam\"";
        auto later = m_bob->push({Pusher::set("customer", row, "\"first\":\"Samuel\"", before)}, m_now + 2);
        QCOMPARE(Pusher::outcome(later), QStringLiteral("ok"));
        QVERIFY(!later.contains(QLatin1String("ops")));
        const auto earlier = m_ann->push({Pusher::set("customer", row, "\"first\":\"Sammy\"", before)}, m_now + 1);
        QCOMPARE(Pusher::outcome(earlier), QStringLiteral("ok"));
        const QJsonObject lost = conflictOf(earlier, "first");
        QCOMPARE(lost[QLatin1String("win")].toString(), QStringLiteral("old"));
        QCOMPARE(lost[QLatin1String("was")].toString(), QStringLiteral("Sammy"));
        QCOMPARE(lost[QLatin1String("now")].toString(), QStringLiteral("Samuel"));
        QCOMPARE(QString(lost[QLatin1String("who")].toString()).remove(u'-'),
            QString::fromLatin1(m_server->person("bob").value.hex()));
        QCOMPARE(rowOf(earlier)[QLatin1String("first")].toString(), QStringLiteral("Samuel"));
        QCOMPARE(text("customer", row, "first"), QStringLiteral("Samuel"));
        const auto last = m_ann->push({Pusher::set("customer", row, "\"first\":\"S.\"", before)}, m_now + 3);
        const QJsonObject won = conflictOf(last, "first");
        QCOMPARE(won[QLatin1String("win")].toString(), QStringLiteral("new"));
        QCOMPARE(won[QLatin1String("was")].toString(), QStringLiteral("Samuel"));
        QCOMPARE(text("customer", row, "first"), QStringLiteral("S."));
    }
    void bothPeopleOfAConflictAreTold()
    {
        const Id row = putNew(*m_ann, "customer", "\"first\":\"Lee\"");
        m_bob->push({Pusher::set("customer", row, "\"first\":\"Leo\"", "\"first\":\"Lee\"")}, m_now + 1);
        m_ann->push({Pusher::set("customer", row, "\"first\":\"Lea\"", "\"first\":\"Lee\"")}, m_now + 2);
        for (Pusher *who : {m_ann.get(), m_bob.get(), m_meg.get()}) {
            const auto told = who->pg->query(
                "SELECT conflict->'first'->>'was', by_person FROM updesk.sync_conflicts(1, 0) WHERE row_id=$1", row);
            QVERIFY(told);
            QCOMPARE(told->count(), who == m_meg.get() ? 0 : 1);
            if (told->count() > 0) {
                QCOMPARE(told->text(0, 0), QStringLiteral("Leo"));
                QVERIFY(told->id(0, 1) == m_server->person("ann").value);
            }
        }
    }
    void whatOnePushBroughtIsToldWhole()
    {
        const Id row = putNew(*m_ann, "customer", "\"first\":\"Many\"");
        QList<QByteArray> ops;
        for (int i = 0; i < 1100; ++i)
            ops << Pusher::set("customer", row, "\"first\":\"M" + QByteArray::number(i) + '"', "\"first\":\"?\"");
        Pusher pia(*m_server, "pia"); // the others are asked about everything in this test
        pia.push(ops, m_now + 7);
        const auto told = pia.pg->query("SELECT count(*), count(DISTINCT seq), min(at_ms), max(at_ms)"
                                        " FROM updesk.sync_conflicts(1, 0) WHERE row_id=$1",
            row);
        QVERIFY(told);
        QCOMPARE(told->number(0, 0), 1100);
        QCOMPARE(told->number(0, 1), 1);
        QCOMPARE(told->number(0, 2), m_now + 7); // of the deed, however often a server that was set back hears it
        QCOMPARE(told->number(0, 3), m_now + 7);
    }
    // Whose numbers would be taken for the store's.
    void ofTheGroupsOwnRowsTheStoreTellsNothing()
    {
        const Id row = putNew(*m_ida, "person", "\"name\":\"Pat\"");
        const auto met = m_ida->push(
            {Pusher::set("person", row, "\"name\":\"Pam\"", "\"name\":\"?\"", "set", 1LL << 40)}, m_now + 1);
        QVERIFY(!conflictOf(met, "name").isEmpty());
        const auto told = m_ida->pg->query("SELECT count(*) FROM updesk.sync_conflicts(1, 0) WHERE row_id=$1", row);
        QVERIFY(told);
        QCOMPARE(told->number(0, 0), 0);
    }
    void ofTwoValuesAsGoodAsEachOtherNobodyIsTold()
    {
        const Id row = putNew(*m_ann, "task", "\"kind\":0");
        const QByteArray hers = hex(Pusher::fresh()), his = hex(Pusher::fresh());
        const QByteArray open = "\"done_by_activity\":null", due = "\"due\":0";
        m_bob->push(
            {Pusher::set("task", row, "\"done_by_activity\":" + his + ",\"due\":7", open + ',' + due)}, m_now + 1);
        const auto answer = m_ann->push(
            {Pusher::set("task", row, "\"done_by_activity\":" + hers + ",\"due\":9", open + ',' + due)}, m_now + 2);
        QCOMPARE(conflictOf(answer, "done_by_activity")[QLatin1String("win")].toString(), QStringLiteral("new"));
        QCOMPARE(text("task", row, "done_by_activity").remove(u'-'), QString::fromLatin1(hers.mid(1, 32)));
        for (Pusher *who : {m_ann.get(), m_bob.get()}) {
            const auto told =
                who->pg->query("SELECT conflict::text FROM updesk.sync_conflicts(1, 0) WHERE row_id=$1", row);
            QVERIFY(told && told->count() == 1);
            QVERIFY(told->text(0, 0).contains(QStringLiteral("\"due\"")));
            QVERIFY(!told->text(0, 0).contains(QStringLiteral("done_by")));
        }
        m_ann->push({Pusher::set("task", row, "\"dropped\":2", "\"dropped\":0")}, m_now + 3);
        m_bob->push({Pusher::set("task", row, "\"dropped\":3", "\"dropped\":0")}, m_now + 2);
        QCOMPARE(text("task", row, "dropped"), QStringLiteral("2"));
        const auto told = m_bob->pg->query("SELECT count(*) FROM updesk.sync_conflicts(1, 0) WHERE row_id=$1", row);
        QCOMPARE(told->number(0, 0), 1);
    }
    void whoIsBusySaysItThemselvesOrAManagerDoes()
    {
        const QByteArray anns = "\"person_id\":" + person("ann") + ",\"since\":7,\"until\":9";
        const QByteArray end = "\"until\":8", was = "\"until\":9";
        const Id hers = putNew(*m_ann, "busy", anns);
        const QString refused = QStringLiteral("rejected:role");
        QCOMPARE(Pusher::outcome(m_bob->push({Pusher::put("busy", Pusher::fresh(), anns)})), refused);
        QCOMPARE(Pusher::outcome(m_bob->push({Pusher::put("busy", Pusher::fresh(), was)})), refused); // of nobody
        QCOMPARE(Pusher::outcome(m_bob->push({Pusher::set("busy", hers, end, was)})), refused);
        QCOMPARE(Pusher::outcome(m_bob->push({Pusher::set("busy", hers, "\"deleted\":1", "\"deleted\":0")})), refused);
        QCOMPARE(text("busy", hers, "until"), QStringLiteral("9"));
        QCOMPARE(Pusher::outcome(m_meg->push({Pusher::set("busy", hers, end, was)})), QStringLiteral("ok"));
        QCOMPARE(text("busy", hers, "until"), QStringLiteral("8"));
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("busy", hers, was, end)})), QStringLiteral("ok"));
    }
    void editsOfDifferentFieldsAreBothKept()
    {
        const Id row = putNew(*m_ann, "customer", "\"first\":\"Nina\"");
        const auto one =
            m_bob->push({Pusher::set("customer", row, "\"company\":\"Acme\"", "\"company\":\"\"")}, m_now + 9);
        const auto two = m_ann->push({Pusher::set("customer", row, "\"lang\":\"es\"", "\"lang\":\"\"")}, m_now + 1);
        QVERIFY(!one.contains(QLatin1String("ops")) && !two.contains(QLatin1String("ops")));
        QCOMPARE(text("customer", row, "company") + text("customer", row, "lang"), QStringLiteral("Acmees"));
    }
    void equalNewValuesAreNoConflict()
    {
        const Id row = putNew(*m_ann, "customer", "\"first\":\"Ken\"");
        m_bob->push({Pusher::set("customer", row, "\"first\":\"Kenji\"", "\"first\":\"Ken\"")}, m_now + 5);
        QVERIFY(!m_ann->push({Pusher::set("customer", row, "\"first\":\"Kenji\"", "\"first\":\"Ken\"")}, m_now + 6)
                     .contains(QLatin1String("ops")));
        QVERIFY(!m_ann->push({Pusher::set("customer", row, "\"first\":\"Kenji\"", "\"first\":\"Ken\"")}, m_now + 1)
                     .contains(QLatin1String("ops")));
    }
    void ofEqualClocksTheHigherOpWinsWhicheverComesFirst()
    {
        for (const bool highFirst : {true, false}) {
            const Id row = putNew(*m_ann, "customer", "\"first\":\"Dev\"");
            // Same millisecond and noise: byte 8 decides.
            Id low = newDeedId(m_now), high = low;
            low.bytes[8] = 0x80;
            high.bytes[8] = 0x81;
            const auto sendAs = [&](Pusher &who, const Id &id, const char *value) {
                return who.send("[{\"d\":\"" + id.hex() + "\",\"h\":" + QByteArray::number(m_now << 16)
                    + ",\"v\":\"x\",\"p\":null,\"ops\":["
                    + Pusher::set("customer", row, QByteArray("\"first\":\"") + value + '"', "\"first\":\"Dev\"")
                    + "]}]");
            };
            if (highFirst)
                sendAs(*m_ann, high, "High");
            sendAs(*m_bob, low, "Low");
            if (!highFirst)
                sendAs(*m_ann, high, "High");
            QCOMPARE(text("customer", row, "first"), QStringLiteral("High"));
        }
    }
    void ofOneDeskTheLaterStandsThoughAThirdOpIsBetweenTheTwo_data()
    {
        QTest::addColumn<QByteArray>("order"); // of Ann's first and second edit and of Bob's
        QTest::newRow("the third comes first") << QByteArray("312");
        QTest::newRow("the third comes between") << QByteArray("132");
        QTest::newRow("the third comes last") << QByteArray("123");
    }
    // Ann's clock was ahead and has been set right: her second deed has the lower id, and all count as of one moment.
    void ofOneDeskTheLaterStandsThoughAThirdOpIsBetweenTheTwo()
    {
        QFETCH(QByteArray, order);
        const Id row = putNew(*m_ann, "customer", "\"first\":\"Dev\"");
        Id ids[] = {newDeedId(m_now), {}, {}};
        ids[1] = ids[2] = ids[0];
        const quint8 bytes[] = {0x82, 0x80, 0x81};
        for (const char one : order) {
            const size_t n = size_t(one - '1');
            ids[n].bytes[8] = bytes[n];
            (n == 2 ? m_bob : m_ann)
                ->send("[{\"d\":\"" + ids[n].hex() + "\",\"h\":" + QByteArray::number(m_now << 16)
                    + ",\"v\":\"x\",\"p\":null,\"ops\":["
                    + Pusher::set("customer", row, QByteArray("\"first\":\"Edit ") + one + '"', "\"first\":\"Dev\"")
                    + "]}]");
        }
        QCOMPARE(text("customer", row, "first"), QStringLiteral("Edit 2"));
    }
    void ofOneDeedTheLastOpStands()
    {
        const Id row = Pusher::fresh();
        const auto answer = m_ann->push({Pusher::put("customer", row, "\"first\":\"A\""),
            Pusher::set("customer", row, "\"first\":\"B\"", "\"first\":\"A\""),
            Pusher::set("customer", row, "\"first\":\"C\"", "\"first\":\"B\"")});
        QVERIFY(!answer.contains(QLatin1String("ops")));
        QCOMPARE(text("customer", row, "first"), QStringLiteral("C"));
    }
    void aDeskInTheFutureDoesNotWinTomorrow()
    {
        const Id row = putNew(*m_ann, "customer", "\"first\":\"Eve\"");
        const Time now = SystemClock().now();
        m_ann->push({Pusher::set("customer", row, "\"first\":\"Tomorrow\"", "\"first\":\"Eve\"")}, now + 2 * kDay);
        QTest::qWait(20);
        m_bob->push({Pusher::set("customer", row, "\"first\":\"Now\"", "\"first\":\"Tomorrow\"")}, now + 2 * kDay);
        QCOMPARE(text("customer", row, "first"), QStringLiteral("Now"));
    }
    void historyIsAddedAndNeverChanged()
    {
        const Id row = putNew(*m_ann, "activity", "\"kind\":4,\"body\":\"called\"");
        const auto changed = m_ann->push({Pusher::set("activity", row, "\"body\":\"never\"", "\"body\":\"called\"")});
        QCOMPARE(Pusher::outcome(changed), QStringLiteral("rejected:added"));
        QCOMPARE(rowOf(changed)[QLatin1String("body")].toString(), QStringLiteral("called"));
        // Undo leaves a tombstone, which keeps what was written.
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("activity", row, "\"deleted\":1", "\"deleted\":0")})),
            QStringLiteral("ok"));
        QCOMPARE(text("activity", row, "body") + text("activity", row, "deleted"), QStringLiteral("called1"));
    }
    void onlyAMergeOfTheTwoMovesHistory()
    {
        const Id gone = putNew(*m_ann, "customer", "\"first\":\"Old\""),
                 lives = putNew(*m_ann, "customer", "\"first\":\"New\"");
        const Id call = putNew(*m_ann, "activity", "\"body\":\"x\",\"customer_id\":" + hex(gone));
        const auto move = [&](const Id &from, const Id &to) {
            return Pusher::set("activity", call, "\"customer_id\":" + hex(to), "\"customer_id\":" + hex(from), "merge");
        };
        QCOMPARE(Pusher::outcome(m_ann->push({move(gone, lives)})), QStringLiteral("rejected:added"));
        const QByteArray alias =
            Pusher::set("customer", gone, "\"merged_into\":" + hex(lives), "\"merged_into\":null", "merge");
        const QByteArray body = Pusher::set("activity", call, "\"body\":\"y\"", "\"body\":\"x\"", "merge");
        const auto merged = m_ann->push({alias, move(gone, lives), body});
        QCOMPARE(Pusher::outcome(merged, 1) + Pusher::outcome(merged, 2), QStringLiteral("okok"));
        QCOMPARE(Pusher::outcome(merged, 3), QStringLiteral("rejected:added"));
        QCOMPARE(text("activity", call, "customer_id").remove(u'-'), QString::fromLatin1(lives.hex()));
        const QByteArray parted =
            Pusher::set("customer", gone, "\"merged_into\":null", "\"merged_into\":" + hex(lives), "merge");
        const auto undone = m_ann->push({move(lives, gone), parted});
        QVERIFY(!undone.contains(QLatin1String("ops")));
        QCOMPARE(text("activity", call, "customer_id").remove(u'-'), QString::fromLatin1(gone.hex()));
    }
    // Two desks that merge the same two the other way round would leave nobody who lives.
    void twoRecordsAreNeverMergedIntoEachOther()
    {
        const Id one = putNew(*m_ann, "customer", {}), two = putNew(*m_ann, "customer", {}),
                 three = putNew(*m_ann, "customer", {});
        const auto into = [](Pusher &who, const Id &gone, const Id &lives) {
            return who.push(
                {Pusher::set("customer", gone, "\"merged_into\":" + hex(lives), "\"merged_into\":null", "merge")});
        };
        QCOMPARE(Pusher::outcome(into(*m_ann, one, two)), QStringLiteral("ok"));
        const auto back = into(*m_bob, two, one);
        QCOMPARE(Pusher::outcome(back), QStringLiteral("rejected:circle"));
        QVERIFY(rowOf(back)[QLatin1String("merged_into")].isNull());
        QCOMPARE(Pusher::outcome(into(*m_bob, two, three)), QStringLiteral("ok"));
        QCOMPARE(Pusher::outcome(into(*m_ann, three, one)), QStringLiteral("rejected:circle"));
        QCOMPARE(Pusher::outcome(into(*m_ann, three, three)), QStringLiteral("rejected:circle"));
        const auto parted =
            m_ann->push({Pusher::set("customer", one, "\"merged_into\":null", "\"merged_into\":" + hex(two), "merge")});
        QCOMPARE(Pusher::outcome(parted), QStringLiteral("ok"));
        QCOMPARE(Pusher::outcome(into(*m_ann, three, one)), QStringLiteral("ok"));
    }
    void aSettingThatChangedSinceItWasReadIsNotWritten()
    {
        const Id row = putNew(*m_meg, "setting", "\"key\":\"a\",\"value\":\"1\"");
        const qint64 seq = m_meg->row("setting", row)[QLatin1String("seq")].toInteger();
        const auto edit = [&](Pusher &who, const char *value, const char *was, qint64 seen) {
            return who.push({Pusher::set("setting", row, QByteArray("\"value\":\"") + value + '"',
                QByteArray("\"value\":\"") + was + '"', "set", seen)});
        };
        QCOMPARE(Pusher::outcome(edit(*m_meg, "2", "1", seq)), QStringLiteral("ok"));
        QCOMPARE(Pusher::outcome(edit(*m_meg, "3", "2", seq)), QStringLiteral("ok")); // own edits one after another
        const auto stale = edit(*m_ida, "9", "1", seq);
        QCOMPARE(Pusher::outcome(stale), QStringLiteral("rejected:changed"));
        QCOMPARE(rowOf(stale)[QLatin1String("value")].toString(), QStringLiteral("3"));
        const qint64 now = m_meg->row("setting", row)[QLatin1String("seq")].toInteger();
        QCOMPARE(Pusher::outcome(edit(*m_ida, "9", "3", now)), QStringLiteral("ok"));
        QCOMPARE(Pusher::outcome(edit(*m_meg, "4", "3", now)), QStringLiteral("rejected:changed"));
        QCOMPARE(Pusher::outcome(edit(*m_meg, "4", "3", -1)), QStringLiteral("rejected:changed")); // an older desk
        QCOMPARE(Pusher::outcome(edit(*m_meg, "4", "9", -1)), QStringLiteral("ok"));
        QCOMPARE(text("setting", row, "value"), QStringLiteral("4"));
    }
    void rulesOfTheStoreAreChangedByManagersOnly()
    {
        const Id row = putNew(*m_meg, "route_rule", "\"name\":\"r\"");
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("route_rule", row, "\"name\":\"mine\"", "\"name\":\"r\"")})),
            QStringLiteral("rejected:role"));
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::put("setting", Pusher::fresh(), "\"key\":\"k\"")})),
            QStringLiteral("rejected:role"));
        // A lead of an unseen sender makes its source at any desk; what it costs is the manager's.
        const Id source = putNew(*m_ann, "source", "\"name\":\"New site\"");
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("source", source, "\"cost_month\":1", "\"cost_month\":0")})),
            QStringLiteral("rejected:role"));
    }
    void namesOfPeopleAreWrittenByTheAdminIntoTheGroupsFeed()
    {
        const Id row = Pusher::fresh();
        QCOMPARE(Pusher::outcome(m_meg->push({Pusher::put("person", row, "\"name\":\"Meg's friend\"")})),
            QStringLiteral("rejected:role"));
        QCOMPARE(
            Pusher::outcome(m_ida->push({Pusher::put("person", row, "\"name\":\"New Hire\"")})), QStringLiteral("ok"));
        QVERIFY(m_ann->row("person", row).isEmpty());
        const auto group = m_ann->pg->query("SELECT r->>'name', r->>'store_id', seq FROM updesk.sync_pull(0, 0, 100)"
                                            " WHERE r->>'id'=$1::uuid::text",
            row);
        QVERIFY(group);
        QCOMPARE(group->count(), 1);
        QCOMPARE(group->text(0, 0) + group->text(0, 1), QStringLiteral("New Hire0"));
        const auto feed = m_ann->pg->query("SELECT seq FROM updesk.feed WHERE store_id=0");
        QCOMPARE(feed->number(0, 0), group->number(0, 2));
    }
    void anOwnerComesByClaimAndAssignOnly()
    {
        const Id lead = putNew(*m_ann, "lead", "\"type\":3");
        const auto claim = [&](Pusher &who, const char *whom) {
            return who.push({Pusher::set("lead", lead, "\"owner_id\":" + person(whom), "\"owner_id\":null", "claim")});
        };
        QCOMPARE(Pusher::outcome(
                     m_ann->push({Pusher::set("lead", lead, "\"owner_id\":" + person("ann"), "\"owner_id\":null")})),
            QStringLiteral("rejected:owner"));
        QCOMPARE(Pusher::outcome(claim(*m_ann, "bob")), QStringLiteral("rejected:owner"));
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("lead", lead, "\"closed\":1", "\"closed\":0", "claim")})),
            QStringLiteral("rejected:owner"));
        QCOMPARE(Pusher::outcome(claim(*m_bob, "bob")), QStringLiteral("won"));
        QCOMPARE(Pusher::outcome(claim(*m_bob, "bob")), QStringLiteral("won")); // mine is mine
        const auto late = claim(*m_ann, "ann");
        QCOMPARE(Pusher::outcome(late), QStringLiteral("lost"));
        QCOMPARE(late[QLatin1String("ops")][0][QLatin1String("owner")].toString().remove(u'-'),
            QString::fromLatin1(m_server->person("bob").value.hex()));
        QCOMPARE(rowOf(late)[QLatin1String("owner_id")].toString().remove(u'-'),
            QString::fromLatin1(m_server->person("bob").value.hex()));
        const auto release = [&](Pusher &who) {
            return who.push({Pusher::set("lead", lead, "\"owner_id\":null", "\"owner_id\":" + person("bob"), "claim")});
        };
        QCOMPARE(Pusher::outcome(release(*m_ann)), QStringLiteral("lost"));
        QCOMPARE(Pusher::outcome(release(*m_bob)), QStringLiteral("won"));
        QCOMPARE(Pusher::outcome(claim(*m_ann, "ann")), QStringLiteral("won"));
    }
    void anAssignmentOfWhatAnotherHasTakenMeanwhileIsLost()
    {
        const Id lead = putNew(*m_ann, "lead", "\"type\":1");
        const auto assign = [&](Pusher &who, const char *from, const char *to) {
            const QByteArray was = from ? person(from) : QByteArray("null");
            return Pusher::outcome(who.push({Pusher::set("lead", lead,
                "\"owner_id\":" + (to ? person(to) : QByteArray("null")), "\"owner_id\":" + was, "assign")}));
        };
        QCOMPARE(assign(*m_ann, nullptr, "bob"), QStringLiteral("won")); // routing at ann's desk
        QCOMPARE(assign(*m_meg, nullptr, "ann"), QStringLiteral("lost"));
        QCOMPARE(assign(*m_ann, "bob", nullptr), QStringLiteral("won")); // own giving taken back
        QCOMPARE(assign(*m_meg, nullptr, "bob"), QStringLiteral("won"));
        QCOMPARE(assign(*m_ann, "bob", "ann"), QStringLiteral("rejected:role"));
        QCOMPARE(assign(*m_bob, "bob", "ann"), QStringLiteral("won"));
        QCOMPARE(assign(*m_meg, "ann", "bob"), QStringLiteral("won"));
        QCOMPARE(assign(*m_meg, "ann", "bob"), QStringLiteral("won")); // it is so already
    }
    void aClosedLeadGoesThroughOpenOnly()
    {
        const Id lead = putNew(*m_ann, "lead", "\"type\":1");
        const auto close = [&](Pusher &who, int from, int to, Time at) {
            const QByteArray is = QByteArray::number(to), was = QByteArray::number(from);
            return Pusher::outcome(
                who.push({Pusher::set("lead", lead, "\"closed\":" + is + ",\"closed_why\":\"w" + is + '"',
                             "\"closed\":" + was + ",\"closed_why\":\"\"")},
                    at));
        };
        QCOMPARE(close(*m_ann, 0, 2, m_now), QStringLiteral("ok"));
        QCOMPARE(close(*m_bob, 0, 1, m_now + 9), QStringLiteral("rejected:transition")); // a later clock does not help
        QCOMPARE(close(*m_bob, 2, 1, m_now + 9), QStringLiteral("rejected:transition"));
        QCOMPARE(close(*m_bob, 1, 0, m_now + 9), QStringLiteral("rejected:transition")); // reopens what it never was
        QCOMPARE(text("lead", lead, "closed_why"), QStringLiteral("w2"));
        QCOMPARE(close(*m_bob, 2, 0, m_now + 9), QStringLiteral("ok"));
        QCOMPARE(close(*m_bob, 0, 1, m_now + 10), QStringLiteral("ok"));
        QCOMPARE(text("lead", lead, "closed"), QStringLiteral("1"));
    }
    void aLaterEditBringsATombstoneBackAndAnEarlierDoesNot()
    {
        const Id row = putNew(*m_ann, "task", "\"note\":\"a\"");
        const QByteArray removal = Pusher::set("task", row, "\"deleted\":1", "\"deleted\":0");
        QCOMPARE(Pusher::outcome(m_ann->push({removal}, m_now + 5)), QStringLiteral("ok"));
        const auto early = m_bob->push({Pusher::set("task", row, "\"note\":\"b\"", "\"note\":\"a\"")}, m_now + 4);
        QCOMPARE(conflictOf(early, "deleted")[QLatin1String("win")].toString(), QStringLiteral("old"));
        QCOMPARE(rowOf(early)[QLatin1String("deleted")].toInt(), 1);
        QCOMPARE(text("task", row, "deleted") + text("task", row, "note"), QStringLiteral("1b"));
        const auto late = m_bob->push({Pusher::set("task", row, "\"note\":\"c\"", "\"note\":\"b\"")}, m_now + 6);
        QCOMPARE(conflictOf(late, "deleted")[QLatin1String("win")].toString(), QStringLiteral("new"));
        QCOMPARE(text("task", row, "deleted") + text("task", row, "note"), QStringLiteral("0c"));
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("task", row, "\"deleted\":2", "\"deleted\":0")})),
            QStringLiteral("rejected:value"));
    }
    void whatDoesNotFitIsRefusedAndTheRestOfTheDeedGoesIn()
    {
        const Id good = Pusher::fresh(), bad = Pusher::fresh();
        const auto answer = m_ann->push({Pusher::put("customer", bad, "\"created\":\"5\""),
            Pusher::put("customer", good, "\"first\":\"Good\""), Pusher::put("customer", bad, "\"first\":5"),
            Pusher::put("customer", bad, "\"created\":1.5"), Pusher::put("customer", bad, "\"first\":null"),
            Pusher::put("customer", bad, "\"household_id\":\"zz\""),
            Pusher::put("customer", bad, "\"created\":99999999999999999999"),
            Pusher::put("original_part", bad, "\"bytes\":\"?\""), Pusher::put("customer", good, "\"first\":\"Twice\""),
            Pusher::set("customer", bad, "\"first\":\"x\"", "\"first\":\"\""),
            Pusher::put("message", bad, "\"deleted\":2,\"by_person\":" + person("ann"))});
        for (const int n : {1, 3, 4, 5, 6, 7, 8, 11})
            QVERIFY2(Pusher::outcome(answer, n).startsWith(QLatin1String("rejected:value")),
                QByteArray::number(n).constData());
        QCOMPARE(Pusher::outcome(answer, 2), QStringLiteral("ok"));
        QCOMPARE(Pusher::outcome(answer, 9), QStringLiteral("rejected:exists"));
        QCOMPARE(Pusher::outcome(answer, 10), QStringLiteral("rejected:no row"));
        QVERIFY(rowOf(answer).isNull());
        QCOMPARE(text("customer", good, "first"), QStringLiteral("Good"));
    }
    void everyTypeTravelsAndComesBackAsTheDeskReadsIt()
    {
        const Id original = Pusher::fresh();
        const QByteArray bytes = QByteArray(100'000, '\xa7') + '\0';
        const Id part = putNew(*m_ann, "original_part",
            "\"n\":-9007199254740993,\"bytes\":\"" + bytes.toBase64() + "\",\"original_id\":" + hex(original));
        const QJsonObject row = m_ann->row("original_part", part);
        QCOMPARE(QByteArray::fromBase64(row[QLatin1String("bytes")].toString().toLatin1()), bytes);
        QVERIFY(!row[QLatin1String("bytes")].toString().contains(u'\n'));
        QCOMPARE(row[QLatin1String("n")].toInteger(), -9007199254740993);
        QCOMPARE(
            QString(row[QLatin1String("original_id")].toString()).remove(u'-'), QString::fromLatin1(original.hex()));
        const Id words = putNew(*m_ann, "customer", "\"full_name\":\"O'Brien \\\"B\\\" \\u00e9\\\\\"");
        QCOMPARE(text("customer", words, "full_name"), QStringLiteral("O'Brien \"B\" \u00e9\\"));
    }
};

UPDESK_TEST(TestServerRules);
#include "tst_serverrules.moc"
