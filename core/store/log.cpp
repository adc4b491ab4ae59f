// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log.h"

#include "core/store/database.h"
#include "core/store/unsent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <charconv>

namespace updesk
{

static constexpr char kOps[] = "SELECT ops FROM deed WHERE id=?1";
static constexpr char kFence[] = "UPDATE deed SET epoch=-max(epoch,1) WHERE n=?1 AND epoch>=0";
static constexpr char kFenceForGood[] = "UPDATE deed SET epoch=" UPDESK_FOR_GOOD " WHERE n=?1";
static constexpr char kForgetEpochs[] =
    "UPDATE deed SET epoch=0 WHERE epoch>0 AND n<=(SELECT v FROM state WHERE k='sent')"
    " AND n NOT IN (SELECT n FROM stuck)";
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

void appendOp(QByteArray &ops, const Op &op, std::optional<qint64> seen)
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
    if (seen)
        ops += ",\"s\":" + QByteArray::number(*seen);
    ops += '}';
}

// No two different numbers are both what a value falls back to.
static std::optional<Value> wholeNumber(const QJsonValue &json)
{
    const qint64 number = json.toInteger(0);
    if (number != json.toInteger(1))
        return std::nullopt;
    return number;
}

static std::optional<Value> bytesOf(const QJsonValue &json)
{
    auto bytes = QByteArray::fromBase64Encoding(json.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return std::nullopt;
    return Bytes{*bytes};
}

std::optional<Value> fromJson(const QJsonValue &json, Column::Type type)
{
    if (json.isNull() || json.isUndefined())
        return Value{};
    if (type == Column::Type::Number)
        return wholeNumber(json);
    if (!json.isString())
        return std::nullopt;
    if (type == Column::Type::Text)
        return json.toString().toUtf8();
    if (type == Column::Type::Bytes)
        return bytesOf(json);
    if (const auto id = Id::fromHex(json.toString().toLatin1().toStdString()))
        return *id;
    return std::nullopt;
}

static Error unreadable(Error::Code code) { return {code, QStringLiteral("deed"), {}}; }

static Result<Op> readOp(const Database &database, const QJsonObject &json)
{
    const auto row = Id::fromHex(json[QLatin1String("r")].toString().toLatin1().toStdString());
    if (!row)
        return unreadable(Error::Code::Damaged);
    const Table *table = database.table(json[QLatin1String("t")].toString().toLatin1());
    const std::string name = json[QLatin1String("k")].toString().toStdString();
    const auto kind = std::find(std::begin(kKinds), std::end(kKinds), name);
    if (!table || kind == std::end(kKinds))
        return unreadable(Error::Code::TooNew);
    Op op{Op::Kind(kind - kKinds), table, *row, {}};
    const QJsonObject after = json[QLatin1String("f")].toObject();
    const QJsonObject before = json[QLatin1String("b")].toObject();
    op.changes.reserve(size_t(after.size()));
    for (auto it = after.begin(); it != after.end(); ++it) {
        const int column = table->find(it.key().toLatin1());
        if (column < 0)
            return unreadable(Error::Code::TooNew);
        const auto type = table->columns[size_t(column)].type;
        auto is = fromJson(it.value(), type);
        auto was = fromJson(before[it.key()], type);
        if (!is || !was)
            return unreadable(Error::Code::Damaged);
        op.changes.push_back({column, std::move(*is), std::move(*was)});
    }
    return op;
}

Result<std::vector<Op>> readOps(const Database &database, const QByteArray &line)
{
    std::vector<Op> ops;
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isArray())
        return unreadable(Error::Code::Damaged);
    for (const QJsonValue &item : document.array()) {
        auto op = readOp(database, item.toObject());
        if (!op)
            return op.error();
        ops.push_back(std::move(*op));
    }
    return ops;
}

// As appendOp() writes them: in a value the quotes would stand behind backslashes.
static std::vector<Id> idsBehind(std::string_view mark, QByteArrayView line)
{
    constexpr size_t kDigits = 32;
    std::vector<Id> rows;
    const std::string_view text(line.data(), size_t(line.size()));
    for (size_t at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
        at += mark.size();
        if (const auto row = Id::fromHex(text.substr(at, kDigits)))
            rows.push_back(*row);
    }
    return rows;
}

std::vector<Id> rowsIn(QByteArrayView line) { return idsBehind("\"r\":\"", line); }

Result<QByteArray> logLine(Database &database, DeedId deed)
{
    Query q = database.query(kOps);
    q.bind(1, deed);
    if (q.next())
        return q.bytes(0);
    auto done = q.done();
    return done ? Error{Error::Code::NotFound, QStringLiteral("deed"), {}} : done.error();
}

Result<std::vector<Id>> touchedRows(Database &database, DeedId deed, const Table &table)
{
    const auto line = logLine(database, deed);
    if (!line)
        return line.error();
    return idsBehind(std::string("{\"t\":\"") + table.name + "\",\"r\":\"", *line);
}

Result<void> fence(Database &database, qint64 deed) { return database.query(kFence).bind(1, deed).run(); }

Result<void> fenceForGood(Database &database, qint64 deed) { return database.query(kFenceForGood).bind(1, deed).run(); }

Result<void> forgetEpochs(Database &database) { return database.query(kForgetEpochs).run(); }

} // namespace updesk
