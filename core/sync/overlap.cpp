// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/overlap.h"

#include "core/store/log.h"
#include "core/store/setback.h"
#include "core/store/transaction.h"
#include "core/sync/inbox.h"

namespace updesk
{

static constexpr qint64 kAtFirstRows = -1; // it begins when the desk has its first rows

// It holds one more than the number, so that a feed's beginning is told from a person who has written nothing here.
static QByteArray keyOf(int store, PersonId who)
{
    return "overlaps." + QByteArray::number(store) + '.' + who.value.hex();
}

static qint64 numberIn(const std::map<int, qint64> &feeds, int store)
{
    const auto found = feeds.find(store);
    return found == feeds.end() ? 0 : found->second;
}

static QString textOf(const QJsonValue &json, Column::Type type)
{
    const auto value = fromJson(json, type);
    return value ? setbackText(*value) : QString();
}

// Nothing: nobody has to decide, or this desk does not know the field.
static std::optional<Setback> setbackOf(const Database &database, PersonId who, const Overlap &met)
{
    const Table *table = database.table(met.table);
    const int at = table ? table->find(met.field) : -1;
    if (at < 0 || met.by == who)
        return std::nullopt;
    const Column &column = table->columns[size_t(at)];
    Setback one;
    one.kind = met.lost ? Setback::Kind::Lost : Setback::Kind::TwoPlaces;
    one.at = met.at;
    one.who = who;
    one.table = met.table;
    one.row = met.row;
    one.field = met.field;
    one.ours = textOf(met.ours, column.type);
    one.theirs = textOf(met.theirs, column.type);
    one.other = met.by;
    return isForPeople(database, one) && column.rule != Rule::ServerOrder ? std::optional(one) : std::nullopt;
}

static Result<int> takeOverlapPage(Database &database, int store, PersonId who, const Overlaps &page, qint64 upTo)
{
    auto tx = Transaction::begin(database, {{}, store});
    if (!tx)
        return tx.error();
    int fresh = 0;
    for (const Overlap &met : page.met) {
        const auto setback = setbackOf(database, who, met);
        const auto noted = setback ? note(database, *setback) : Result<bool>(false);
        if (!noted)
            return noted.error();
        fresh += *noted;
    }
    if (auto kept = database.setState(keyOf(store, who).constData(), upTo + 1); !kept)
        return kept.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    return fresh;
}

// What the server cannot say now it is asked once more at the next talk, which does not hang on it.
static Result<int> takeOf(Database &database, Remote &remote, int store, PersonId who, qint64 upTo)
{
    int fresh = 0;
    for (;;) {
        const auto kept = database.state(keyOf(store, who).constData());
        if (!kept)
            return kept.error();
        const qint64 from = *kept - 1;
        if (*kept <= 0 || from == upTo)
            return fresh;
        Overlaps page; // none of a server that was set back: its numbers begin anew
        if (from < upTo) {
            auto asked = remote.overlaps(who, from);
            if (!asked && asked.error().code == Error::Code::Offline && remote.speaksFor(who))
                return asked.error();
            if (!asked)
                return fresh;
            page = std::move(*asked);
        }
        const auto taken =
            takeOverlapPage(database, store, who, page, page.upTo > 0 ? std::min(page.upTo, upTo) : upTo);
        if (!taken)
            return taken;
        fresh += *taken;
    }
}

Result<void> mayOverlap(Database &database, int store, PersonId who)
{
    if (who.isNull())
        return {};
    const auto known = database.state(keyOf(store, who).constData());
    const auto has = known && *known == 0 ? cursorOf(database, store) : Result<qint64>(0);
    if (!known || !has)
        return !known ? known.error() : has.error();
    if (*known != 0)
        return {};
    return database.setState(keyOf(store, who).constData(), *has > 0 ? *has + 1 : kAtFirstRows);
}

Result<void> beginOverlaps(Database &database, const Remote &remote, int store, const std::map<int, qint64> &feeds)
{
    for (const PersonId who : remote.people()) {
        const auto known = database.state(keyOf(store, who).constData());
        const auto has = known && *known == kAtFirstRows ? cursorOf(database, store) : Result<qint64>(0);
        if (!known || !has)
            return !known ? known.error() : has.error();
        if (*known != kAtFirstRows)
            continue;
        const qint64 from = *has > 0 ? *has : numberIn(feeds, store);
        if (auto kept = database.setState(keyOf(store, who).constData(), from + 1); !kept)
            return kept;
    }
    return {};
}

Result<int> takeOverlaps(Database &database, Remote &remote, int store, const std::map<int, qint64> &feeds)
{
    int fresh = 0;
    for (const PersonId who : remote.people()) {
        const auto taken = takeOf(database, remote, store, who, numberIn(feeds, store));
        if (!taken)
            return taken;
        fresh += *taken;
    }
    return fresh;
}

} // namespace updesk
