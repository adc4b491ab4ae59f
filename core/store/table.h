// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QString>

#include <array>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace updesk
{

/// Raw bytes of a column, apart from text.
struct Bytes {
    QByteArray data;
    bool operator==(const Bytes &) const = default;
};

/// A column's value: null, whole number, UTF-8 text, id or bytes. No fractions in synced rows: they then compare
/// exactly.
using Value = std::variant<std::monostate, qint64, QByteArray, Id, Bytes>;

/// What happens when two desks change the same field; the server's allow-list follows it.
enum class Rule : quint8 {
    Field, ///< later clock wins
    ServerOrder, ///< by claim and assign only
    Checked, ///< only between open (0) and something, never from one end to another
    Added, ///< rows are added, never changed
    Optimistic, ///< refused when the row changed since it was read
    Either, ///< later clock wins and nobody is told: of two people's values one is as good as the other
};

/// Who receives a table's rows.
enum class Feed : quint8 { Store, Group };

/// What undo and a change of settings do with a table.
enum class Trait : quint8 {
    Plain,
    Config, ///< rules are loaded again when a row changes
    Legal, ///< undo never takes a row away (consent): the verb decides
    Laned, ///< the sending host lays states down, which no deed says
    Personal, ///< the server gives a row to the person of its column person_id and to managers only
};

struct Column {
    enum class Type : quint8 { Number, Text, Id, Bytes };
    const char *name = nullptr;
    Type type = Type::Number;
    Rule rule = Rule::Field;
};

/// A synced table as the writers see it. Column 0 is always `deleted`; id, store_id and seq are implied.
struct Table {
    static constexpr int kMaxColumns = 40;
    const char *name;
    Feed feed;
    Trait trait;
    int count;
    std::array<Column, kMaxColumns> columns;

    int find(QByteArrayView column) const; ///< -1: no such column
    bool isOptimistic() const; ///< an edit of a row that changed since it was read is refused
    constexpr quint64 all() const { return (quint64(1) << count) - 1; }
};

template <class S, class T>
struct Member {
    Column column;
    T S::*at;
};

template <class T>
consteval Column::Type columnType()
{
    if constexpr (std::is_same_v<T, QString>)
        return Column::Type::Text;
    else if constexpr (RowId<T>)
        return Column::Type::Id;
    else if constexpr (std::is_same_v<T, Bytes>)
        return Column::Type::Bytes;
    else
        return Column::Type::Number;
}

template <class S, class T>
consteval Member<S, T> column(const char *name, T S::*at, Rule rule = Rule::Field)
{
    return {{name, columnType<T>(), rule}, at};
}

/// The members of a struct, numbered from 0: as std::tuple they were a third of what it took to compile a file.
template <int N, class M>
struct MemberAt {
    M at;
};
template <class Numbers, class... M>
struct Members;
template <int... N, class... M>
struct Members<std::integer_sequence<int, N...>, M...> : MemberAt<N, M>... {
    consteval explicit Members(M... at) : MemberAt<N, M>{at}... { }
    template <class F>
    void each(F &f) const
    {
        (f(N + 1, MemberAt<N, M>::at), ...);
    }
};

/// A Table that also knows the struct: one constexpr list of member pointers serves load, diff and op.
template <class S, class... T>
struct TableOf : Table {
    static_assert(sizeof...(T) < kMaxColumns);
    using Struct = S;
    Members<std::make_integer_sequence<int, int(sizeof...(T))>, T S::*...> members;

    consteval TableOf(const char *table, Feed reach, Trait kind, Member<S, T>... member)
        : Table{table, reach, kind, 1 + int(sizeof...(T)), {Column{"deleted"}, member.column...}}, members(member.at...)
    {
    }
    consteval TableOf(const char *table, Member<S, T>... member) : TableOf(table, Feed::Store, Trait::Plain, member...)
    {
    }

    /// Calls f(column number, member pointer) for each column of the struct.
    template <class F>
    void each(F &&f) const
    {
        members.each(f);
    }
};

template <class T>
Value toValue(const T &v)
{
    if constexpr (std::is_same_v<T, QString>)
        return v.toUtf8();
    else if constexpr (std::is_same_v<T, Bytes>)
        return v;
    else if constexpr (RowId<T>)
        return v.value.isNull() ? Value{} : Value{v.value};
    else
        return qint64(v);
}

Value defaultOf(Column::Type type);

} // namespace updesk
