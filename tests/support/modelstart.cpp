// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/leads/leaddraft.h"
#include "tests/support/modelrules.h"

#include <algorithm>

namespace updesk
{

static const Value kZero = qint64(0);
static const Value kOne = qint64(1);
static const Value kLifted{QByteArray("lifted")};

static qint64 numberOf(const Value &value)
{
    return std::holds_alternative<qint64>(value) ? std::get<qint64>(value) : 0;
}

static bool isStart(const Value &words)
{
    const auto *text = std::get_if<QByteArray>(&words);
    const QString said = text ? folded(QString::fromUtf8(*text)).trimmed() : QString();
    static const QStringList known{QStringLiteral("start"), QStringLiteral("unstop"), QStringLiteral("comenzar"),
        QStringLiteral("iniciar"), QStringLiteral("commencer"), QStringLiteral("demarrer")};
    return known.contains(said);
}

static std::set<QByteArray> numbersOf(const ModelServer &server, const std::set<Id> &records)
{
    std::set<QByteArray> numbers;
    for (const auto &[key, row] : server.rows()) {
        if (key.first != "phone" || row.at("deleted") != kZero)
            continue;
        const Value of = row.at("customer_id"), number = row.at("e164");
        const auto *whose = std::get_if<Id>(&of);
        const auto *digits = std::get_if<QByteArray>(&number);
        if (whose && records.contains(*whose) && digits && !digits->isEmpty())
            numbers.insert(*digits);
    }
    return numbers;
}

bool isTextIn(const Op &op)
{
    const auto isOne = [&](const char *column) {
        const auto said = std::ranges::find(op.changes, op.table->find(column), &Change::column);
        return said != op.changes.end() && said->after == kOne;
    };
    return op.kind == Op::Kind::Put && qstrcmp(op.table->name, "activity") == 0 && isOne("kind") && isOne("direction");
}

static bool cameNow(const ModelServer &server, const Id &line, const Id &desk)
{
    return std::ranges::any_of(server.log(), [&](const auto &entry) {
        const ModelServer::Logged &logged = entry.second;
        return logged.op.row == line && logged.op.kind == Op::Kind::Put && logged.author.desk == desk
            && qstrcmp(logged.op.table->name, "activity") == 0 && logged.answer.state == Answer::State::Ok
            && logged.seq == server.feeds().at(ModelServer::kStore);
    });
}

// Whether `form` names a text that comes in with these words, from this customer or from a number that they have too.
static bool hasEvidence(
    const ModelServer &server, const std::set<Id> &records, const Value &form, const Value &words, const Id &desk)
{
    const auto *named = std::get_if<QByteArray>(&form);
    const auto line = named && named->startsWith("text ") ? Id::fromHex(named->mid(5).toStdString()) : std::nullopt;
    const auto said = line && isStart(words) ? server.rows().find({"activity", *line}) : server.rows().end();
    if (said == server.rows().end() || said->second.at("deleted") != kZero || said->second.at("kind") != kOne
        || said->second.at("direction") != kOne || said->second.at("body") != words || !cameNow(server, *line, desk))
        return false;
    const Value author = said->second.at("customer_id");
    const auto *whose = std::get_if<Id>(&author);
    if (whose && records.contains(*whose))
        return true;
    const std::set<QByteArray> mine = numbersOf(server, records);
    return whose && std::ranges::any_of(numbersOf(server, recordsOf(server, author)), [&](const QByteArray &number) {
        return mine.contains(number);
    });
}

bool startsAgain(const ModelServer &server, const std::function<Value(const char *)> &given, const Id &desk)
{
    const Value purpose = given("purpose"), said = given("words"), text{qint64(Channel::Text)};
    const auto *words = std::get_if<QByteArray>(&said);
    const bool known = purpose == kLifted || purpose == Value{QByteArray("informational")};
    if (given("by_person") != Value{} || given("channel") != text || given("how") != kOne || !known || !words
        || words->isEmpty() || QString::fromUtf8(*words).size() > 40)
        return false;
    const std::set<Id> records = recordsOf(server, given("customer_id"));
    if (!hasEvidence(server, records, given("form"), said, desk))
        return false;
    const auto isOf = [&](const ModelServer::Row &row, qint64 state) {
        const auto *whose =
            qstrcmp(row.table->name, "consent") == 0 ? std::get_if<Id>(&row.at("customer_id")) : nullptr;
        return whose && records.contains(*whose) && numberOf(row.at("state")) == state;
    };
    const auto isOfTexts = [&](const ModelServer::Row &row) {
        return row.at("channel") == kZero || row.at("channel") == text;
    };
    return std::ranges::none_of(server.rows(), [&](const auto &entry) {
        const ModelServer::Row &no = entry.second;
        if (!isOf(no, 2) || no.at("deleted") != kZero || !isOfTexts(no)
            || (no.at("how") == kOne && no.at("by_person") == Value{} && no.at("form") == Value{QByteArray("text")}))
            return false;
        return std::ranges::none_of(server.rows(), [&](const auto &later) {
            const ModelServer::Row &other = later.second;
            if (isOf(other, 3))
                return other.at("purpose") == Value{no.id.hex()};
            return isOf(other, 1) && isOfTexts(other) && other.at("purpose") == kLifted
                && numberOf(other.at("at")) > numberOf(no.at("at"));
        });
    });
}

} // namespace updesk
