// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/serverbench.h"

using namespace updesk;

/// What a salesperson with psql in hand does not get at: a customer's no by ways round, and the trust in an older copy.
class TestServerLifted : public ServerBench
{
    Q_OBJECT
    static QByteArray merges(const Id &gone, const Id &lives, const QByteArray &more = {})
    {
        return Pusher::set("customer", gone, "\"merged_into\":" + hex(lives) + more, "\"merged_into\":null", "merge");
    }
    static QByteArray parts(const Id &gone, const Id &lives)
    {
        return Pusher::set("customer", gone, "\"merged_into\":null", "\"merged_into\":" + hex(lives), "merge");
    }
    static QByteArray moves(const char *table, const Id &row, const Id &from, const Id &to)
    {
        return Pusher::set(table, row, "\"customer_id\":" + hex(to), "\"customer_id\":" + hex(from), "merge");
    }
    Id refused(const Id &customer)
    {
        return putNew(
            *m_ann, "consent", "\"customer_id\":" + hex(customer) + ",\"state\":2,\"how\":1,\"words\":\"stop\"");
    }
    QByteArray ask(const QByteArray &sql)
    {
        const auto chief = m_server->chief();
        const auto set = chief->execute("SET search_path=updesk");
        const auto said = chief->query(sql);
        if (!set || !said)
            qFatal("ask: %s", qPrintable(said ? QString() : said.error().detail));
        return said->bytes(0, 0);
    }
    bool isOut(const Id &customer)
    {
        return ask("SELECT opted_out('" + customer.hex() + "', 1, 0, '')::text") == "true";
    }
    Id lies(const Id &consent)
    {
        const QByteArray at =
            ask("SELECT replace(customer_id::text, '-', '') FROM consent WHERE id='" + consent.hex() + "'");
        return Id::fromHex({at.constData(), size_t(at.size())}).value_or(Id());
    }
    QString here(const char *login, const QByteArray &says)
    {
        const auto pg = m_server->as(login);
        const auto said = pg->query("SELECT updesk.sync_here(1, $1, $2::jsonb)", Pusher::fresh(), says);
        return said ? QString() : said.error().detail;
    }

private Q_SLOTS:
    void init() { openServer(); }
    void cleanup() { m_server.reset(); }

    void US8_nobodyLiftsBeforehandWhatIsMergedInLater()
    {
        const Id quiet = putNew(*m_bob, "customer", {}), made = putNew(*m_ann, "customer", {});
        (void)refused(quiet);
        const auto lifts = [&](Pusher &who, const QByteArray &by) {
            return Pusher::outcome(who.push({Pusher::put("consent", Pusher::fresh(),
                "\"customer_id\":" + hex(made) + ",\"state\":1,\"purpose\":\"lifted\",\"words\":\"form\",\"at\":"
                    + QByteArray::number(SystemClock().now() + kSecond) + by)}));
        };
        QCOMPARE(lifts(*m_ann, {}), QStringLiteral("rejected:optout"));
        QCOMPARE(lifts(*m_ann, ",\"by_person\":" + person("ann")), QStringLiteral("rejected:role"));
        QVERIFY(!m_ann->push({merges(made, quiet)}).contains(QLatin1String("ops")));
        QVERIFY(isOut(quiet) && isOut(made));
        QCOMPARE(lifts(*m_meg, ",\"by_person\":" + person("meg")), QStringLiteral("ok")); // a manager answers for it
    }
    void aRowMovesOnlyAlongWithAMergeThatWasMade()
    {
        const Id quiet = putNew(*m_bob, "customer", {}), other = putNew(*m_ann, "customer", {});
        const Id no = refused(quiet);
        const Id call = putNew(*m_bob, "activity", "\"customer_id\":" + hex(quiet) + ",\"kind\":3");
        const Id hold = putNew(*m_meg, "tag", "\"customer_id\":" + hex(quiet) + ",\"tag\":\"hold:court\"");
        const auto said = m_ann->push({moves("consent", no, quiet, other), moves("activity", call, quiet, other),
            moves("tag", hold, quiet, other), merges(quiet, other, ",\"created\":\"bad\"")});
        QCOMPARE(Pusher::outcome(said, 1), QStringLiteral("rejected:added"));
        QCOMPARE(Pusher::outcome(said, 2), QStringLiteral("rejected:added"));
        QCOMPARE(Pusher::outcome(said, 3), QStringLiteral("rejected:role"));
        QVERIFY(Pusher::outcome(said, 4).startsWith(QLatin1String("rejected:value")));
        QCOMPARE(lies(no), quiet);
    }
    // Two desks merge the same record into two others; the one whose clock is behind moves nothing of it.
    void nothingGoesAlongWithAMergeThatHasLost()
    {
        const Id gone = putNew(*m_ann, "customer", {}), one = putNew(*m_ann, "customer", {});
        const Id two = putNew(*m_bob, "customer", {});
        const Id no = refused(gone);
        QVERIFY(!m_bob->push({merges(gone, two)}, m_now + kSecond).contains(QLatin1String("ops")));
        const auto said = m_ann->push({merges(gone, one), moves("consent", no, gone, one)}, m_now);
        QCOMPARE(Pusher::outcome(said, 2), QStringLiteral("rejected:added"));
        QVERIFY(isOut(two));
        QCOMPARE(lies(no), gone);
    }
    void whatIsMergedIsPartedAndMergedAgain()
    {
        const Id gone = putNew(*m_ann, "customer", {}), lives = putNew(*m_ann, "customer", {});
        const Id no = refused(gone);
        const auto done = [&](const QList<QByteArray> &ops) {
            return !m_ann->push(ops).contains(QLatin1String("ops"));
        };
        QVERIFY(done({merges(gone, lives), moves("consent", no, gone, lives)}));
        QCOMPARE(lies(no), lives);
        QVERIFY(done({moves("consent", no, lives, gone), parts(gone, lives)})); // as undo says it: the last first
        QCOMPARE(lies(no), gone);
        QVERIFY(done({moves("consent", no, gone, lives), merges(gone, lives)}));
        QCOMPARE(lies(no), lives);
        QVERIFY(done({parts(gone, lives), moves("consent", no, lives, gone)}));
        QCOMPARE(lies(no), gone);
    }
    // It has never been at the record with which it goes, but its lead has.
    void whatWasWrittenSinceGoesBackWithItsRecord()
    {
        const Id gone = putNew(*m_ann, "customer", {}), lives = putNew(*m_ann, "customer", {});
        QVERIFY(!m_ann->push({merges(gone, lives)}).contains(QLatin1String("ops")));
        const Id note = putNew(*m_ann, "activity", "\"customer_id\":" + hex(lives) + ",\"kind\":4");
        const Id no = refused(lives);
        const auto said =
            m_ann->push({parts(gone, lives), moves("activity", note, lives, gone), moves("consent", no, lives, gone)});
        QCOMPARE(Pusher::outcome(said, 2), QStringLiteral("ok"));
        QCOMPARE(Pusher::outcome(said, 3), QStringLiteral("rejected:added")); // whose it is was said
        QCOMPARE(lies(no), lives);
    }
    // Parted by hand without what belongs to it, or moved astray where the two had been one once.
    void aNoComesHomeAtTheEndOfThePush()
    {
        const Id gone = putNew(*m_ann, "customer", {}), lives = putNew(*m_ann, "customer", {});
        const Id no = refused(gone), others = refused(lives);
        const auto done = [&](const QList<QByteArray> &ops) {
            return !m_ann->push(ops).contains(QLatin1String("ops"));
        };
        QVERIFY(done({merges(gone, lives), moves("consent", no, gone, lives)}));
        QVERIFY(done({parts(gone, lives)}));
        QCOMPARE(lies(no), gone);
        QCOMPARE(lies(others), lives);
        const QJsonObject row = m_bob->row("consent", no);
        QVERIFY(row.value(QLatin1String("seq")).toInteger() > 0);
        QCOMPARE(
            ask("SELECT (seq=(SELECT seq FROM feed WHERE store_id=1))::text FROM consent WHERE id='" + no.hex() + "'"),
            "true"); // so that every desk hears of it
        QVERIFY(done({moves("consent", no, gone, lives)}));
        QCOMPARE(lies(no), gone);
        QVERIFY(isOut(gone));
    }
    void anOlderCopyIsBelievedOfWhoReceivesOrManages()
    {
        const auto restored = [&] { return ask("SELECT was_restored(1)::text"); };
        const auto held = [&] { return ask("SELECT is_held(1)::text"); };
        QCOMPARE(restored() + ' ' + held(), "false false");
        QCOMPARE(here("ann", R"({"knew":"another"})"), QString());
        QCOMPARE(restored() + ' ' + held(), "false true"); // too careful at most
        QCOMPARE(here("bob", R"({"knew":"a third"})"), QString());
        QCOMPARE(restored(), "false");
        QCOMPARE(here("meg", R"({"knew":"another"})"), QString());
        QCOMPARE(restored() + ' ' + held(), "true true");
    }
    void whatWasReleasedBeforeReleasesNoOlderCopy()
    {
        const auto generation = [&] { return ask("SELECT generation()"); };
        const QByteArray first = generation();
        QCOMPARE(here("ann", R"({"knew":"another"})"), QString());
        const QByteArray quote = "\\\"";
        putNew(*m_meg, "setting",
            "\"key\":\"sending_released\",\"value\":\"{" + quote + "generation" + quote + ':' + quote + first + quote
                + "}\"");
        QCOMPARE(ask("SELECT is_held(1)::text"), "false");
        QCOMPARE(here("host", "{\"knew\":\"" + first + " set back\"}"), QString());
        const QByteArray second = generation();
        QVERIFY(second != first);
        QCOMPARE(ask("SELECT is_held(1)::text"), "true");
        QCOMPARE(here("host", "{\"knew\":\"" + first + "\"}"), QString()); // once is enough
        QCOMPARE(generation(), second);
    }
    void aHostsWordOfAnOlderCopyIsBelieved()
    {
        QCOMPARE(here("host", R"({"knew":"another"})"), QString());
        QCOMPARE(ask("SELECT was_restored(1)::text"), "true");
    }
};
UPDESK_TEST(TestServerLifted);
#include "tst_serverlifted.moc"
