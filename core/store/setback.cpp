// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/setback.h"

#include <set>

namespace updesk
{

#define COLUMNS "SELECT n,kind,at,who,verb,tbl,row_id,field,ours,theirs,why,other,seen FROM setback"

bool Setback::isClaim() const { return kind == Kind::Lost && table == "lead" && field == "owner_id"; }

static Result<std::vector<Setback>> read(Query q, qint64 bound)
{
    std::vector<Setback> all;
    q.bind(1, bound);
    while (q.next()) {
        all.push_back({q.number(0), Setback::Kind(q.number(1)), q.number(2), PersonId{q.id(3)}, q.bytes(4), q.bytes(5),
            q.id(6), q.bytes(7), q.text(8), q.text(9), q.text(10), PersonId{q.id(11)}, q.number(12) != 0});
    }
    if (auto done = q.done(); !done)
        return done.error();
    return all;
}

QString setbackText(const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return QString::number(*number);
    if (const auto *text = std::get_if<QByteArray>(&value))
        return QString::fromUtf8(*text);
    const auto *id = std::get_if<Id>(&value);
    return id ? QString::fromLatin1(id->hex()) : QString();
}

Result<bool> note(Database &database, const Setback &one)
{
    Query known = database.query("SELECT 1 FROM setback WHERE at=?1 AND row_id=?2 AND field=?3 AND kind=?4"
                                 " AND who IS ?5 AND ours=?6");
    known.bind(1, one.at).bind(2, one.row).bind(3, Value{one.field}).bind(4, int(one.kind)).bind(5, one.who);
    if (known.bind(6, one.ours).next())
        return false;
    if (auto asked = known.done(); !asked)
        return asked.error();
    Query q = database.query("INSERT INTO setback(kind,at,who,verb,tbl,row_id,field,ours,theirs,why,other)"
                             " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)");
    q.bind(1, int(one.kind)).bind(2, one.at).bind(3, one.who).bind(4, Value{one.verb}).bind(5, Value{one.table});
    q.bind(6, one.row).bind(7, Value{one.field}).bind(8, one.ours).bind(9, one.theirs).bind(10, one.why);
    if (auto done = q.bind(11, one.other).run(); !done)
        return done.error();
    return true;
}

bool isForPeople(const Database &database, const Setback &setback)
{
    if (setback.kind == Setback::Kind::Rejected)
        return true;
    const Table *table = database.table(setback.table);
    const int column = table ? table->find(setback.field) : -1;
    return column < 0 || table->columns[size_t(column)].rule != Rule::Either;
}

static Result<std::vector<Setback>> forPeople(const Database &database, Result<std::vector<Setback>> all)
{
    if (all)
        std::erase_if(*all, [&database](const Setback &one) { return !isForPeople(database, one); });
    return all;
}

Result<std::vector<Setback>> setbacks(Database &database, int limit)
{
    return forPeople(database,
        read(database.query(COLUMNS " WHERE n>=ifnull((SELECT min(first) FROM (SELECT min(n) AS first FROM setback"
                                    " GROUP BY at, who, row_id ORDER BY max(n) DESC LIMIT ?1)),0) ORDER BY n DESC"),
            limit));
}

Result<int> unseenSetbacks(Database &database)
{
    constexpr int kMost = 10'000; // nobody reads a higher number
    const auto unseen = forPeople(database, read(database.query(COLUMNS " WHERE seen=0 LIMIT ?1"), kMost));
    if (!unseen)
        return unseen.error();
    std::set<std::tuple<Time, PersonId, Id>> rows;
    for (const Setback &one : *unseen)
        rows.insert({one.at, one.who, one.row});
    return int(rows.size());
}

Result<std::vector<Setback>> setbacksAfter(Database &database, qint64 n)
{
    return read(database.query(COLUMNS " WHERE n>?1 ORDER BY n"), n);
}

Result<void> markSetbacksSeen(Database &database)
{
    return database.query("UPDATE setback SET seen=1 WHERE seen=0").run();
}

} // namespace updesk
