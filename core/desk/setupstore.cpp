// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/newfile.h"
#include "core/desk/setup.h"
#include "core/leads/followrules.h"
#include "core/store/apply.h"

namespace updesk
{

// Positive 31-bit, random: two stores that later share a server must not carry one number.
static int storeNumber(Time now)
{
    const Id noise = newId(now);
    const auto byte = [&noise](size_t i) { return quint32(noise.bytes[i]); };
    const quint32 number = (byte(10) << 24 | byte(11) << 16 | byte(12) << 8 | byte(13)) & 0x7fffffffu;
    return number == 0 ? 1 : int(number);
}

template <class Table, class Row>
static Result<void> putAll(Transaction &tx, const Table &table, const std::vector<Row> &rows)
{
    for (const Row &row : rows) {
        if (auto done = apply(tx, put(table, row)); !done)
            return done;
    }
    return {};
}

static Result<void> putConfig(Transaction &tx, const SetupConfig &config)
{
    Result<void> done;
    static_cast<void>((done = putAll(tx, kDealership, std::vector{config.dealership}), bool(done))
        && (done = putAll(tx, kPerson, config.people), bool(done))
        && (done = putAll(tx, kShift, config.shifts), bool(done))
        && (done = putAll(tx, kAway, config.aways), bool(done))
        && (done = putAll(tx, kSource, config.sources), bool(done))
        && (done = putAll(tx, kSourcePattern, config.patterns), bool(done))
        && (done = putAll(tx, kRouteRule, config.routes), bool(done))
        && (done = putAll(tx, kTarget, config.targets), bool(done))
        && (done = putAll(tx, kRing, config.rings), bool(done))
        && (done = putAll(tx, kSetting, config.settings), bool(done))
        && (done = putAll(tx, kScoreModel, config.models), bool(done)));
    return done;
}

Result<void> setUpStore(Session &session, const SetupConfig &config)
{
    Database &database = session.database();
    const int number = storeNumber(session.now());
    auto tx = Transaction::begin(database, {{}, number});
    if (!tx)
        return tx.error();
    const auto before = database.state("store");
    if (!before)
        return before.error();
    if (*before != 0)
        return Error{Error::Code::Duplicate, QStringLiteral("store"), {}};
    if (auto named = database.query("INSERT INTO state VALUES('store', ?1)").bind(1, number).run(); !named)
        return named;
    if (auto deed = tx->start("setup"); !deed)
        return deed.error();
    if (auto written = putConfig(*tx, config); !written)
        return written;
    if (auto done = tx->commit(); !done)
        return done;
    if (auto read = session.readStore(); !read)
        return read;
    if (auto followed = rulesAreFollowed(database); !followed)
        return followed;
    session.refresh();
    return {};
}

Result<void> makeStore(const QString &path, const Clock &clock, const SetupConfig &config, const FileKey &key)
{
    auto file = NewFile::at(path);
    if (!file)
        return file.error();
    {
        auto session = Session::open(file->path(), clock, Database::Open::OrCreate, key);
        if (!session)
            return session.error();
        if (auto made = setUpStore(**session, config); !made)
            return made;
    }
    return file->keep();
}

} // namespace updesk
