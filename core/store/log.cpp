// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log.h"

#include "core/store/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <charconv>
#include <map>

namespace updesk
{

static constexpr const char *kKinds[] = {"put", "set", "claim", "assign", "merge"};

static void appendText(QByteArray &out, const QByteArray &text)
{
    out += '"';
    const char *from = text.constData();
    const char *end = from + text.size();
    for (const char *at = from; at != end; ++at) {
        const uchar c = uchar(*at);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(from, at - from);
        from = at + 1;
        if (c < 0x20) {
            static constexpr char kDigits[] = "0123456789abcdef";
            const char escape[] = {'\\', 'u', '0', '0', kDigits[c >> 4], kDigits[c & 15]};
            out.append(escape, sizeof escape);
        } else {
            const char escape[] = {'\\', char(c)};
            out.append(escape, sizeof escape);
        }
    }
    out.append(from, end - from);
    out += '"';
}

static void appendValue(QByteArray &out, const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value)) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, *number).ptr;
        out.append(digits, end - digits);
    } else if (const auto *text = std::get_if<QByteArray>(&value)) {
        appendText(out, *text);
    } else if (const auto *id = std::get_if<Id>(&value)) {
        out += '"';
        id->appendHex(out);
        out += '"';
    } else if (const auto *blob = std::get_if<Bytes>(&value)) {
        out += '"';
        out += blob->data.toBase64();
        out += '"';
    } else {
        out += "null";
    }
}

static void appendFields(QByteArray &out, const Op &op, Value Change::*side)
{
    char separator = '{';
    for (const Change &change : op.changes) {
        out += separator;
        out += '"';
        out += op.table->columns[size_t(change.column)].name;
        out += "\":";
        appendValue(out, change.*side);
        separator = ',';
    }
    if (separator == '{')
        out += '{';
    out += '}';
}

void appendOp(QByteArray &ops, const Op &op)
{
    if (ops.isEmpty())
        ops.reserve(2048);
    ops += ops.isEmpty() ? "[{\"t\":\"" : ",{\"t\":\"";
    ops += op.table->name;
    ops += "\",\"r\":\"";
    op.row.appendHex(ops);
    ops += "\",\"k\":\"";
    ops += kKinds[size_t(op.kind)];
    ops += "\",\"f\":";
    appendFields(ops, op, &Change::after);
    if (op.kind != Op::Kind::Put) {
        ops += ",\"b\":";
        appendFields(ops, op, &Change::before);
    }
    ops += '}';
}

Value fromJson(const QJsonValue &json, Column::Type type)
{
    if (json.isNull() || json.isUndefined())
        return {};
    switch (type) {
    case Column::Type::Number:
        return json.toInteger();
    case Column::Type::Text:
        return json.toString().toUtf8();
    case Column::Type::Bytes:
        return Bytes{QByteArray::fromBase64(json.toString().toLatin1())};
    case Column::Type::Id:
        break;
    }
    const auto id = Id::fromHex(json.toString().toLatin1().toStdString());
    return id ? Value{*id} : Value{};
}

static std::optional<Op> readOp(const Database &database, const QJsonObject &json)
{
    const auto row = Id::fromHex(json[QLatin1String("r")].toString().toLatin1().toStdString());
    const Table *table = database.table(json[QLatin1String("t")].toString().toLatin1());
    const std::string name = json[QLatin1String("k")].toString().toStdString();
    const auto kind = std::find(std::begin(kKinds), std::end(kKinds), name);
    if (!row || !table || kind == std::end(kKinds))
        return std::nullopt;
    Op op{Op::Kind(kind - kKinds), table, *row, {}};
    const QJsonObject after = json[QLatin1String("f")].toObject();
    const QJsonObject before = json[QLatin1String("b")].toObject();
    for (auto it = after.begin(); it != after.end(); ++it) {
        const int column = table->find(it.key().toLatin1());
        if (column < 0)
            return std::nullopt;
        const auto type = table->columns[size_t(column)].type;
        op.changes.push_back({column, fromJson(it.value(), type), fromJson(before[it.key()], type)});
    }
    return op;
}

Result<std::vector<Op>> readOps(const Database &database, const QByteArray &line)
{
    std::vector<Op> ops;
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isArray())
        return Error{Error::Code::Damaged, QStringLiteral("deed"), {}};
    for (const QJsonValue &item : document.array()) {
        auto op = readOp(database, item.toObject());
        if (!op)
            return Error{Error::Code::TooNew, QStringLiteral("deed"), {}};
        ops.push_back(std::move(*op));
    }
    return ops;
}

// A row that the server has sent since is newer than the log, so only rows with seq 0 must agree.
Result<std::vector<LogFault>> compareLogWithRows(Database &database)
{
    std::map<std::pair<const Table *, Id>, std::map<int, Value>> last;
    Query deeds = database.query("SELECT ops FROM deed ORDER BY n");
    while (deeds.next()) {
        auto ops = readOps(database, deeds.bytes(0));
        if (!ops)
            return ops.error();
        for (Op &op : *ops) {
            auto &fields = last[{op.table, op.row}];
            for (Change &change : op.changes)
                fields[change.column] = std::move(change.after);
        }
    }
    if (auto done = deeds.done(); !done)
        return done.error();
    std::vector<LogFault> faults;
    for (const auto &[key, fields] : last) {
        const auto &[table, row] = key;
        Query q = database.query(Database::Shape::Load, *table, table->all());
        q.bind(1, row);
        const bool there = q.next();
        for (const auto &[column, value] : fields) {
            const Column &c = table->columns[size_t(column)];
            if (!there || q.value(column, c.type) != value)
                faults.push_back({QLatin1String(table->name), row, QLatin1String(c.name)});
        }
        if (!there && fields.empty())
            faults.push_back({QLatin1String(table->name), row, {}});
    }
    return faults;
}

} // namespace updesk
