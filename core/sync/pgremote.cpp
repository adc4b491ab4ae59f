// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pgremote.h"

#include "core/channels/sender.h"
#include "core/store/log.h"
#include "core/sync/fill.h"
#include "core/sync/lease.h"
#include "core/sync/versions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace updesk
{

PgRemote::PgRemote(std::unique_ptr<Pg> pg, const Database &tables, int store, const Id &desk, PersonId person)
    : m_pg(std::move(pg)), m_tables(tables), m_store(store), m_desk(desk), m_person(person)
{
}

static Error strange(const char *what) { return {Error::Code::Failed, QStringLiteral("server"), QLatin1String(what)}; }

static Result<QJsonObject> saidHello(Pg &pg, int schema)
{
    const auto rows = pg.query("SELECT updesk.sync_hello($1)", schema);
    if (!rows)
        return rows.error();
    const QJsonObject said = rows->count() == 1 ? QJsonDocument::fromJson(rows->bytes(0, 0)).object() : QJsonObject();
    return said.isEmpty() ? Result<QJsonObject>(strange("no_hello")) : Result<QJsonObject>(said);
}

Result<Hello> PgRemote::hello(int schema)
{
    const auto said = saidHello(*m_pg, schema);
    if (!said)
        return said.error();
    if ((*said)[QLatin1String("refuse")].toString() == QLatin1String("unsafe"))
        return Error{Error::Code::Denied, QStringLiteral("durability"), QStringLiteral("may_lose_commits")};
    Hello hello;
    hello.schema = (*said)[QLatin1String("schema")].toInt();
    hello.oldestDesk = (*said)[QLatin1String("min")].toInt();
    hello.now = (*said)[QLatin1String("now_ms")].toInteger();
    for (const QJsonValue &one : (*said)[QLatin1String("stores")].toArray())
        m_hostOnly = m_hostOnly
            || (one[QLatin1String("store")].toInt() == m_store && one[QLatin1String("role")] == QLatin1String("auto"));
    const QJsonArray held = (*said)[QLatin1String("held")].toArray();
    hello.held = held.contains(m_store);
    hello.generation = (*said)[QLatin1String("gen")].toString().toLatin1();
    return hello;
}

Result<std::vector<Membership>> membershipsOf(Pg &pg)
{
    const auto said = saidHello(pg, 0);
    if (!said)
        return said.error();
    std::vector<Membership> all;
    for (const QJsonValue &one : (*said)[QLatin1String("stores")].toArray()) {
        const auto person = Id::fromHex(one[QLatin1String("person")].toString().toStdString());
        if (!person)
            return strange("no_person");
        all.push_back({one[QLatin1String("store")].toInt(), PersonId{*person}, one[QLatin1String("role")].toString()});
    }
    if (all.empty())
        return Error{Error::Code::Denied, QStringLiteral("store"), {}};
    return all;
}

static QByteArray asJson(std::span<const OutDeed> deeds)
{
    QByteArray text = "[";
    for (const OutDeed &deed : deeds) {
        if (text.size() > 1)
            text += ',';
        const QByteArray part = deed.partOf.isNull() ? QByteArray("null") : '"' + deed.partOf.hex() + '"';
        text += "{\"d\":\"" + deed.id.hex() + "\",\"h\":" + QByteArray::number(deed.hlc) + ",\"v\":\"" + deed.verb
            + "\",\"p\":" + part + ",\"ops\":" + deed.line + '}';
    }
    return text + ']';
}

// Columns that this desk does not know are left out: a newer server may have more.
std::optional<TakenRow> rowOf(const Table &table, const QJsonObject &json)
{
    const auto id = Id::fromHex(json[QLatin1String("id")].toString().toStdString());
    if (!id)
        return std::nullopt;
    TakenRow row{&table, *id, json[QLatin1String("store_id")].toInt(), json[QLatin1String("seq")].toInteger(), {}};
    for (int i = 0; i < table.count; ++i) {
        const Column &column = table.columns[size_t(i)];
        const auto value = json.find(QLatin1String(column.name));
        if (value == json.end())
            continue;
        auto read = fromJson(*value, column.type);
        if (!read)
            return std::nullopt;
        if (std::holds_alternative<std::monostate>(*read) && column.type != Column::Type::Id)
            read = defaultOf(column.type);
        row.fields.push_back({i, std::move(*read), {}});
    }
    return row;
}

static Answer::State stateOf(const QString &word)
{
    if (word == QLatin1String("won"))
        return Answer::State::Won;
    if (word == QLatin1String("lost"))
        return Answer::State::Lost;
    return word == QLatin1String("ok") ? Answer::State::Ok : Answer::State::Rejected;
}

static Id idIn(const QJsonValue &json) { return Id::fromHex(json.toString().toStdString()).value_or(Id{}); }

static Result<Answer> answerOf(const Op &op, const QJsonObject &said)
{
    Answer answer;
    answer.state = stateOf(said[QLatin1String("st")].toString());
    answer.why = said[QLatin1String("why")].toString();
    answer.holder = idIn(said[QLatin1String("owner")]);
    const QJsonObject conflict = said[QLatin1String("conflict")].toObject();
    for (auto it = conflict.begin(); it != conflict.end(); ++it) {
        const QJsonObject met = it->toObject();
        const bool won = met[QLatin1String("win")].toString() == QLatin1String("new");
        answer.met.push_back(
            {it.key().toLatin1(), met[QLatin1String(won ? "was" : "now")], won, idIn(met[QLatin1String("who")])});
    }
    if (const auto row = said.find(QLatin1String("row")); row != said.end()) {
        answer.hasRow = true;
        if (row->isObject()) {
            answer.row = rowOf(*op.table, row->toObject());
            if (!answer.row)
                return strange("no_row");
        }
    }
    return answer;
}

static Result<void> readDeed(const OutDeed &deed, const QJsonObject &said, std::vector<Answer> &all)
{
    if (idIn(said[QLatin1String("d")]) != deed.id)
        return strange("answers_out_of_order");
    const size_t first = all.size();
    Answer plain;
    plain.again = said[QLatin1String("dup")].toBool();
    if (const auto held = said.find(QLatin1String("held")); held != said.end()) {
        plain.state = Answer::State::Held;
        plain.why = held->toString();
    }
    all.resize(first + deed.ops.size(), plain);
    for (const QJsonValue &one : said[QLatin1String("ops")].toArray()) {
        const int n = one[QLatin1String("n")].toInt();
        if (n < 1 || n > int(deed.ops.size()))
            return strange("answer_to_no_op");
        auto answer = answerOf(deed.ops[size_t(n - 1)], one.toObject());
        if (!answer)
            return answer.error();
        answer->again = plain.again;
        all[first + size_t(n) - 1] = std::move(*answer);
    }
    return {};
}

/// What came in, which is no decision of the program: the server takes it of a host without a lease too.
static bool cameIn(const OutDeed &deed)
{
    static constexpr const char *kVerbs[] = {"import", "capture", "quarantine", "reply", "bounce", "measure"};
    return std::ranges::any_of(kVerbs, [&](const char *verb) { return deed.verb == verb; });
}

bool PgRemote::maySend(const OutDeed &deed) const
{
    return speaksFor(deed.who) && (deed.epoch > 0 || !m_hostOnly || m_host.mayAct() || cameIn(deed));
}

/// The mandate under which the program acted: another hosts, or this login may not any more.
static bool isOver(const Error &error)
{
    return error.subject == QLatin1String("lease") || error.subject == QLatin1String("right");
}

Result<PgRows> PgRemote::rejectedAsFenced(const QByteArray &deeds)
{
    return m_pg->query("SELECT updesk.sync_fenced($1::int, $2::jsonb)", m_store, deeds);
}

Result<std::vector<Answer>> PgRemote::push(PersonId, std::span<const OutDeed> deeds)
{
    const QByteArray text = asJson(deeds);
    const qint64 own = deeds.empty() ? 0 : deeds.front().epoch;
    const bool underLease = m_hostOnly && m_host.mayAct() && !std::ranges::all_of(deeds, cameIn);
    const qint64 epoch = own > 0 ? own : underLease ? m_host.epoch : 0;
    auto rows = m_pg->query("SELECT updesk.sync_push($1::int, $2::uuid, $3::jsonb, $4::bigint)", m_store, m_desk, text,
        epoch > 0 ? PgValue(epoch) : PgValue(nullptr));
    if (!rows && epoch > 0 && isOver(rows.error())) {
        if (own == 0) // they wait for the next lease
            return Error{Error::Code::Conflict, QStringLiteral("lease"), rows.error().detail};
        rows = rejectedAsFenced(text);
    }
    if (!rows)
        return rows.error();
    const QJsonArray said = QJsonDocument::fromJson(rows->bytes(0, 0)).array();
    if (said.size() != qsizetype(deeds.size()))
        return strange("answers_missing");
    std::vector<Answer> all;
    for (size_t i = 0; i < deeds.size(); ++i) {
        if (auto read = readDeed(deeds[i], said[qsizetype(i)].toObject(), all); !read)
            return read.error();
    }
    return all;
}

// A page is never cut within one push, and a push may be a document of many megabytes: over a slow line sending it
// takes the server longer than a statement may. Nobody waits for a lock of a pull, so it is given the time of a fill.
static Result<PgRows> pulled(Pg &pg, int feed, qint64 after, int limit)
{
    static constexpr char kPull[] = "SELECT tbl, hlc, r, seq FROM updesk.sync_pull($1::int, $2::bigint, $3::int)";
    auto rows = pg.query(kPull, feed, after, limit);
    if (rows || rows.error().code != Error::Code::Busy || rows.error().subject != QLatin1String("statement"))
        return rows;
    if (auto longer = pg.execute("SET statement_timeout='10min'"); !longer)
        return longer.error();
    rows = pg.query(kPull, feed, after, limit);
    if (auto back = pg.isOpen() ? pg.execute("RESET statement_timeout") : Result<void>(); !back)
        return back.error();
    return rows;
}

Result<Page> PgRemote::pull(int feed, qint64 after, int limit)
{
    const auto rows = pulled(*m_pg, feed, after, limit);
    if (!rows)
        return rows.error();
    Page page;
    for (int i = 0; i < rows->count(); ++i) {
        page.newest = std::max(page.newest, rows->number(i, 1));
        page.upTo = std::max(page.upTo, rows->number(i, 3));
        const Table *table = m_tables.table(rows->bytes(i, 0));
        if (!table)
            continue; // of a newer server; asked for when this desk knows it
        const auto row = rowOf(*table, QJsonDocument::fromJson(rows->bytes(i, 2)).object());
        if (!row)
            return strange("no_row");
        page.rows.push_back(*row);
    }
    return page;
}

Result<std::set<Id>> PgRemote::knows(std::span<const Id> deeds)
{
    QByteArray list;
    for (const Id &deed : deeds)
        list += (list.isEmpty() ? "{" : ",") + deed.hex();
    const auto rows = m_pg->query("SELECT unnest(updesk.sync_knows($1::int, $2::uuid[]))", m_store, list + '}');
    if (!rows)
        return rows.error();
    std::set<Id> known;
    for (int i = 0; i < rows->count(); ++i)
        known.insert(rows->id(i, 0));
    return known;
}

Result<Filled> PgRemote::fill(Database &database, const FillTold &told)
{
    return Fill(*m_pg, database, m_store, told).run();
}

Result<std::optional<Time>> PgRemote::unhosted() { return unhostedFor(*m_pg, m_store); }

Result<bool> PgRemote::settle(const SendNote &note)
{
    const bool accepted = note.step == SendNote::Step::Accepted;
    const PgValue line = accepted ? PgValue(lineOf(MessageId{note.message}).value) : PgValue(nullptr);
    const auto settled =
        m_pg->query("SELECT updesk.msg_settle($1::int, $2::uuid, $3::text, $4::text, $5::bigint, $6::uuid)", m_store,
            note.message, QByteArray(accepted ? "sent" : "unknown"), note.provider, note.at, line);
    if (settled)
        return settled->flag(0, 0);
    // Of a server that is older than the question, and of a login that may not host.
    const QString &subject = settled.error().subject;
    const bool cannot = subject == QLatin1String("schema") || subject == QLatin1String("right");
    return cannot ? Result<bool>(false) : settled.error();
}

Result<QJsonObject> PgRemote::here(const QJsonObject &words)
{
    const auto said = m_pg->query("SELECT updesk.sync_here($1::int, $2::uuid, $3::jsonb)", m_store, m_desk,
        QJsonDocument(words).toJson(QJsonDocument::Compact));
    if (!said)
        return isUnknownThere(said.error()) ? Result<QJsonObject>(QJsonObject()) : said.error();
    return QJsonDocument::fromJson(said->bytes(0, 0)).object();
}

Result<bool> PgRemote::nightWork()
{
    constexpr int kMost = 5000; // ops of the history, well within the time of a statement
    if (!m_host.mayAct())
        return false;
    const auto more =
        m_pg->query("SELECT updesk.night_work($1::int, $2::bigint, $3::int)", m_store, m_host.epoch, kMost);
    if (!more)
        return isUnknownThere(more.error()) ? Result<bool>(false) : more.error();
    return more->flag(0, 0);
}

static void addOverlaps(const PgRows &rows, int row, PersonId who, std::vector<Overlap> &all)
{
    const QJsonObject conflict = QJsonDocument::fromJson(rows.bytes(row, 5)).object();
    for (auto it = conflict.begin(); it != conflict.end(); ++it) {
        const QJsonObject met = it->toObject();
        if (idIn(met[QLatin1String("who")]) != who.value)
            continue;
        const bool lost = met[QLatin1String("win")].toString() == QLatin1String("new");
        const QJsonValue was = met[QLatin1String("was")], now = met[QLatin1String("now")];
        all.push_back({rows.number(row, 0), rows.number(row, 1), PersonId{rows.id(row, 2)}, rows.bytes(row, 3),
            rows.id(row, 4), it.key().toLatin1(), lost ? was : now, lost ? now : was, lost});
    }
}

// What a host's login wrote nobody keyed.
Result<Overlaps> PgRemote::overlaps(PersonId who, qint64 after)
{
    constexpr int kFull = 1000; // of the server
    if (m_hostOnly)
        return Overlaps{};
    const auto rows = m_pg->query("SELECT seq, at_ms, by_person, tbl, row_id, conflict"
                                  " FROM updesk.sync_conflicts($1::int, $2::bigint)",
        m_store, after);
    if (!rows)
        return isUnknownThere(rows.error()) ? Result<Overlaps>(Overlaps{}) : rows.error();
    Overlaps page;
    for (int i = 0; i < rows->count(); ++i)
        addOverlaps(*rows, i, who, page.met);
    if (rows->count() >= kFull)
        page.upTo = rows->number(rows->count() - 1, 0);
    return page;
}

// The first pull of a connection plans the reading of every table. A desk that has just connected waits for nothing; it
// would when the first new lead comes, and all desks of the store at once.
Result<void> PgRemote::planPull()
{
    if (m_planned)
        return {};
    m_planned = true;
    const auto none = pull(m_store, std::numeric_limits<qint64>::max(), 1);
    return none ? Result<void>() : none.error();
}

Result<std::map<int, qint64>> PgRemote::feeds()
{
    if (auto planned = planPull(); !planned)
        return planned.error();
    const auto rows = m_pg->query("SELECT store_id, seq FROM updesk.feed");
    if (!rows)
        return rows.error();
    std::map<int, qint64> feeds;
    for (int i = 0; i < rows->count(); ++i) {
        const int feed = int(rows->number(i, 0));
        if (feed == 0 || feed == m_store)
            feeds[feed] = rows->number(i, 1);
    }
    return feeds;
}

} // namespace updesk
