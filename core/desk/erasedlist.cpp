// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/erasedlist.h"

#include "core/desk/erasing.h"
#include "core/people/erasure.h"
#include "core/store/apply.h"
#include "core/store/erase.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <map>

namespace updesk
{

namespace
{

struct Listed {
    Erasure erasure;
    std::vector<Suppression> suppressed;
};

QString listOf(const Database &database) { return database.path() + QStringLiteral(".erased"); }

QString hexOf(const Id &id) { return QString::fromLatin1(id.hex()); }

Id idOf(const QJsonValue &json) { return Id::fromHex(json.toString().toStdString()).value_or(Id{}); }

QByteArray lineOf(const Listed &one, int store)
{
    QJsonArray suppressed;
    for (const Suppression &row : one.suppressed)
        suppressed.append(QJsonObject{{QStringLiteral("id"), hexOf(row.id.value)}, {QStringLiteral("hash"), row.hash},
            {QStringLiteral("salt"), row.salt}, {QStringLiteral("at"), row.at}});
    const QJsonObject line{{QStringLiteral("store"), store}, {QStringLiteral("erasure"), hexOf(one.erasure.id.value)},
        {QStringLiteral("customer"), hexOf(one.erasure.customer.value)},
        {QStringLiteral("by"), hexOf(one.erasure.by.value)}, {QStringLiteral("at"), one.erasure.at},
        {QStringLiteral("suppressed"), suppressed}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

std::optional<Listed> read(const QByteArray &line)
{
    const QJsonObject said = QJsonDocument::fromJson(line).object();
    Listed one;
    one.erasure = {{idOf(said[QLatin1String("erasure")])}, {idOf(said[QLatin1String("customer")])},
        {idOf(said[QLatin1String("by")])}, said[QLatin1String("at")].toInteger()};
    if (one.erasure.id.isNull() || one.erasure.customer.isNull())
        return std::nullopt;
    for (const QJsonValue &each : said[QLatin1String("suppressed")].toArray()) {
        const QJsonObject row = each.toObject();
        one.suppressed.push_back(
            {{idOf(row[QLatin1String("id")])}, one.erasure.id, row[QLatin1String("hash")].toString(),
                row[QLatin1String("salt")].toString(), row[QLatin1String("at")].toInteger()});
    }
    return one;
}

// What nobody can read names nobody; the other lines count.
Result<std::map<Id, Listed>> linesOf(const Database &database)
{
    std::map<Id, Listed> lines;
    QFile file(listOf(database));
    if (!file.exists())
        return lines;
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Denied, file.fileName(), file.errorString()};
    while (!file.atEnd()) {
        if (auto one = read(file.readLine()))
            lines.emplace(one->erasure.id.value, std::move(*one));
    }
    return lines;
}

Result<std::map<Id, Listed>> rowsOf(Database &database)
{
    std::map<Id, Listed> rows;
    const auto erasures = loadAll(database, kErasure);
    const auto suppressed = loadAll(database, kSuppression);
    if (!erasures || !suppressed)
        return !erasures ? erasures.error() : suppressed.error();
    for (const Erasure &one : *erasures)
        rows[one.id.value].erasure = one;
    for (const Suppression &one : *suppressed) {
        if (const auto of = rows.find(one.erasure.value); of != rows.end())
            of->second.suppressed.push_back(one);
    }
    return rows;
}

Result<void> putAgain(Session &session, const Listed &one)
{
    auto tx = Transaction::begin(session.database(), {one.erasure.by, session.by().store});
    if (!tx)
        return tx.error();
    if (auto deed = tx->start("erase"); !deed)
        return deed.error();
    for (const Suppression &row : one.suppressed) {
        const auto there = hasRow(session.database(), kSuppression, row.id.value);
        if (!there)
            return there.error();
        if (auto done = *there ? Result<void>() : apply(*tx, put(kSuppression, row)); !done)
            return done;
    }
    if (auto done = apply(*tx, put(kErasure, one.erasure)); !done)
        return done;
    return tx->commit();
}

// Where the list could not be written the last time; it may be so again, and the store is worked with all the same.
Result<void> writeMissing(Database &database, const std::map<Id, Listed> &lines)
{
    const auto rows = loadAll(database, kErasure);
    if (!rows)
        return rows.error();
    const bool missing =
        std::ranges::any_of(*rows, [&lines](const Erasure &one) { return !lines.contains(one.id.value); });
    if (const auto kept = missing ? keepErased(database) : Result<void>(); !kept)
        qWarning("erased: %s", qPrintable(kept.error().subject));
    return {};
}

} // namespace

Result<void> keepErased(Database &database)
{
    auto lines = linesOf(database);
    const auto rows = rowsOf(database);
    const auto store = database.state("store");
    if (!lines || !rows || !store)
        return !lines ? lines.error() : !rows ? rows.error() : store.error();
    for (const auto &[id, one] : *rows)
        lines->insert_or_assign(id, one);
    QSaveFile file(listOf(database));
    if (!file.open(QIODevice::WriteOnly))
        return Error{Error::Code::Denied, file.fileName(), file.errorString()};
    for (const auto &[id, one] : *lines)
        file.write(lineOf(one, int(*store)) + '\n');
    if (!file.commit())
        return Error{Error::Code::Denied, file.fileName(), file.errorString()};
    return {};
}

Result<int> replayErased(Session &session)
{
    Database &database = session.database();
    const auto joined = database.state("joined");
    if (!joined || *joined != 0) // its server tells it
        return joined ? Result<int>(0) : joined.error();
    const auto lines = linesOf(database);
    if (!lines)
        return lines.error();
    int again = 0;
    for (const auto &[id, one] : *lines) {
        const auto there = hasRow(database, kErasure, id);
        if (!there)
            return there.error();
        if (*there)
            continue;
        if (auto done = putAgain(session, one); !done)
            return done.error();
        ++again;
    }
    if (auto done = writeMissing(database, *lines); !done)
        return done.error();
    if (const auto wiped = wipe(database); !wiped)
        return wiped.error();
    return again;
}

} // namespace updesk
