// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchserver.h"

#include "tests/bench/bench.h"

#include <QFile>

namespace updesk::bench
{

static QString passwordOf(const QString &login) { return SyncServer::passwordOf(login); }

static void setUpStore(const BenchServer &server, const std::string &file, int store)
{
    makeStore(file);
    const Desk desk(file);
    must("number", desk->database().execute("UPDATE state SET v=" + QByteArray::number(store) + " WHERE k='store'"));
    const auto options = server.options(QStringLiteral("a%1").arg(store));
    auto pg = must("admin", Pg::open(options));
    (void)must("adopt", adoptStore(desk->database(), std::move(pg), options, desk.clock));
}

static void addPerson(Pg &admin, const QString &login, int store, const char *role)
{
    NewMember member;
    member.login = member.name = login;
    member.store = store;
    member.role = QLatin1String(role);
    member.password = passwordOf(login);
    (void)must("member", addMember(admin, member, SystemClock().now()));
}

BenchServer::BenchServer(const std::string &folder, int stores, int people)
{
    const auto admin = chief();
    for (int store = 1; store <= stores; ++store) {
        addPerson(*admin, QStringLiteral("p%1").arg(store), store, "sales");
        addPerson(*admin, QStringLiteral("a%1").arg(store), store, "admin");
        setUpStore(*this, folder + "/lone" + std::to_string(store) + ".db", store);
    }
    for (int i = 1; i <= people; ++i)
        addPerson(*admin, QStringLiteral("d%1").arg(i), 1, "sales");
}

Pg::Options BenchServer::options(const QString &login) const
{
    return Postgres::shared().at(m_server.database, login, passwordOf(login));
}

// {n}: leads; {from}: the first moment; {span}: milliseconds from there to now; {base}: the number before theirs.
static constexpr char kGenerate[] = R"(
CREATE SCHEMA bench; SET search_path=updesk; SET synchronous_commit=off;
CREATE FUNCTION bench.uid(ms bigint, n bigint, kind int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex($1),12,'0') || '7' || lpad(to_hex($3),3,'0') || '8' || lpad(to_hex($2),15,'0'))::uuid $$;
CREATE FUNCTION bench.word(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT initcap(translate(substr(md5(n::text),1,6),'0123456789','ghijklmnop')) $$;
CREATE FUNCTION bench.at(i bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT {from} + i*{span}/{n} $$;
CREATE FUNCTION bench.seq(at bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT {base} + 1 + (at-{from})*({n}/20)/{span} $$;
CREATE FUNCTION bench.open(i bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT (i*7919+13)%100 < 57 $$;
INSERT INTO customer(id,store_id,seq,first,last,full_name,created)
  SELECT bench.uid(bench.at(i),i,1), 1, bench.seq(bench.at(i)), bench.word(i%900), bench.word(1000+i*31%4000),
  bench.word(i%900)||' '||bench.word(1000+i*31%4000), bench.at(i) FROM generate_series(0::bigint,{n}-1) i;
INSERT INTO phone(id,store_id,seq,customer_id,typed,e164,kind,zone) SELECT bench.uid(bench.at(i),i,2), 1,
  bench.seq(bench.at(i)), bench.uid(bench.at(i),i,1), '(555) '||i%1000||'-'||lpad((i%10000)::text,4,'0'),
  '+1555'||lpad((i*7919%10000000)::text,7,'0'), 1, 'America/New_York' FROM generate_series(0::bigint,{n}-1) i;
INSERT INTO email(id,store_id,seq,customer_id,typed,address,matching) SELECT bench.uid(bench.at(i),i,3), 1,
  bench.seq(bench.at(i)), bench.uid(bench.at(i),i,1), a, a, a
  FROM generate_series(0::bigint,{n}-1) i, LATERAL (SELECT lower(bench.word(i%900))||i||'@example.com' a) e;
INSERT INTO lead(id,store_id,seq,customer_id,type,source_id,owner_id,provider_text,external_id,received,timeframe_days,
  asks,comments,closed,closed_at) SELECT bench.uid(bench.at(i),i,4), 1, bench.seq(bench.at(i)), bench.uid(bench.at(i),i,1),
  i%3, s.ids[1+i%s.n], p.ids[1+i%p.n], 'Website', 'adf-'||i, bench.at(i), 30, i%32, CASE WHEN i%2=0 THEN
  'Is it still available? I could come by on Saturday morning.' ELSE '' END, CASE WHEN bench.open(i) THEN 0 ELSE 1+i%2 END,
  CASE WHEN bench.open(i) THEN 0 ELSE bench.at(i)+12*86400000::bigint END FROM generate_series(0::bigint,{n}-1) i,
  (SELECT array_agg(id) ids, count(*) n FROM source WHERE store_id=1) s, (SELECT array_agg(id) ids, count(*) n
  FROM person) p;
INSERT INTO activity(id,store_id,seq,lead_id,customer_id,kind,direction,at,outcome,evidence,code,body,seconds)
  SELECT bench.uid(t,i*8+k,5), 1, bench.seq(t), bench.uid(bench.at(i),i,4), bench.uid(bench.at(i),i,1),
  CASE WHEN k=0 THEN 5 ELSE 0 END, CASE WHEN k=0 THEN 1 ELSE 2 END, t, CASE WHEN k=0 THEN 0 ELSE 3 END,
  CASE WHEN k=0 THEN 3 ELSE 1 END, CASE WHEN k=0 THEN 1 ELSE 0 END, CASE WHEN k=0 THEN '' ELSE
  'Left a message about the car and what the trade is worth.' END, k*20 FROM generate_series(0::bigint,{n}-1) i,
  generate_series(0,4) k, LATERAL (SELECT least(bench.at(i)+k*2*86400000::bigint, {from}+{span}-1) t) m;
INSERT INTO task(id,store_id,seq,lead_id,kind,due,attempt,attempts) SELECT bench.uid(bench.at(i),i,6), 1,
  bench.seq(bench.at(i)), bench.uid(bench.at(i),i,4), 0, {from}+{span}+i%100*3600000, 2, 5
  FROM generate_series(0::bigint,{n}-1) i WHERE bench.open(i);
UPDATE feed SET seq={base}+{n}/20+2 WHERE store_id=1;
)";

qint64 BenchServer::generate(int leads) const
{
    RawPg pg(*this, {});
    const auto server = chief();
    const qint64 base = must("feed", server->query("SELECT seq FROM updesk.feed WHERE store_id=1")).number(0, 0);
    const Time span = 700 * kDay;
    QByteArray sql = kGenerate;
    sql.replace("{n}", QByteArray::number(leads));
    sql.replace("{from}", QByteArray::number(SystemClock().now() - span) + "::bigint");
    sql.replace("{span}", QByteArray::number(span) + "::bigint");
    sql.replace("{base}", QByteArray::number(base));
    std::fprintf(stderr, "The server makes %d leads and %d lines of history\n", leads, 5 * leads);
    pg.run("SET client_min_messages=warning");
    pg.run(sql);
    pg.run("VACUUM (ANALYZE) updesk.customer, updesk.phone, updesk.email, updesk.lead, updesk.activity, updesk.task");
    pg.run("CHECKPOINT");
    qint64 rows = 0;
    for (const char *table : {"customer", "phone", "email", "lead", "activity", "task"})
        rows += must("count", server->query(QByteArray("SELECT count(*) FROM updesk.") + table)).number(0, 0);
    return rows;
}

double BenchServer::memoryOfBackends(double *each) const
{
    const auto rows = must("backends",
        chief()->query(
            "SELECT pid FROM pg_stat_activity WHERE backend_type='client backend' AND pid<>pg_backend_pid()"));
    double all = 0;
    for (int i = 0; i < rows.count(); ++i) {
        QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(rows.number(i, 0)));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("Private_"))
                all += line.simplified().split(' ').value(1).toDouble() / 1024;
        }
    }
    *each = rows.count() > 0 ? all / rows.count() : 0;
    return all;
}

SyncDesk::SyncDesk(const BenchServer &server, const std::string &file, int store, const QString &login)
    : path(file), options(server.options(login.isEmpty() ? QStringLiteral("p%1").arg(store) : login))
{
    QFile::remove(QString::fromStdString(path));
    {
        const auto database = must("desk", Database::open(QString::fromStdString(path), deskSetup(clock)));
        const auto pg = must("connect", Pg::open(options));
        place = must("join", joinServer(*database, *pg, options, store));
    }
    session = must("session", Session::open(QString::fromStdString(path), clock));
    session->setPerson(place.person);
}

std::unique_ptr<PgRemote> SyncDesk::connect() const
{
    return must("connect", connectTo(place, options.password, session->database()));
}

Exchanged SyncDesk::talk(Remote &remote)
{
    Exchange exchange(session->database(), remote, place.store, clock);
    (void)must("hello", exchange.hello());
    Exchanged all;
    do {
        const Exchanged done = must("talk", exchange.run());
        all.opsSent += done.opsSent;
        all.rowsTaken += done.rowsTaken;
        all.setbacks += done.setbacks;
        all.filling = done.filling;
    } while (all.filling);
    return all;
}

RawPg::RawPg(const BenchServer &server, const QString &login)
{
    Pg::Options options = server.options(login);
    if (login.isEmpty())
        options.password = Postgres::shared().superPassword();
    const QByteArray url = options.url.toUtf8(), user = options.login.toUtf8(), password = options.password.toUtf8();
    const char *keys[] = {"dbname", "user", "password", nullptr};
    const char *values[] = {url.constData(), user.constData(), password.constData(), nullptr};
    m_conn = PQconnectdbParams(keys, values, 1);
    must(PQstatus(m_conn) == CONNECTION_OK, "connect");
}

void RawPg::must(bool well, const char *what) const
{
    if (!well)
        qFatal("raw libpq: %s: %s", what, PQerrorMessage(m_conn));
}

void RawPg::run(const QByteArray &sql)
{
    PGresult *result = PQexec(m_conn, sql.constData());
    const auto status = PQresultStatus(result);
    must(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, sql.left(60).constData());
    PQclear(result);
}

qint64 RawPg::copyAway(const QByteArray &sql)
{
    PGresult *result = PQexec(m_conn, sql.constData());
    must(PQresultStatus(result) == PGRES_COPY_OUT, "copy");
    PQclear(result);
    qint64 rows = 0;
    char *line = nullptr;
    while (PQgetCopyData(m_conn, &line, 0) > 0) {
        ++rows;
        PQfreemem(line);
    }
    while (PGresult *rest = PQgetResult(m_conn)) {
        must(PQresultStatus(rest) == PGRES_COMMAND_OK, "copy");
        PQclear(rest);
    }
    return rows;
}

} // namespace updesk::bench
