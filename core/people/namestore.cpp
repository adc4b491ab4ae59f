// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/namewords.h"

#include "core/base/text.h"
#include "core/people/customer.h"
#include "core/store/transaction.h"

namespace updesk
{

static constexpr char kNames[] = "SELECT first, last, full_name, company FROM customer"
                                 " WHERE id=?1 AND deleted=0 AND merged_into IS NULL";
static constexpr char kForget[] = "DELETE FROM word WHERE customer_id=?1";
static constexpr char kRemember[] = "INSERT OR IGNORE INTO word(word, customer_id) VALUES(?1, ?2)";

static Result<QStringList> wordsOf(Database &database, const Id &customer)
{
    QStringList words;
    Query names = database.query(kNames);
    names.bind(1, customer);
    if (names.next()) {
        for (int i = 0; i < 4; ++i)
            words += foldedWords(names.text(i));
    }
    if (auto done = names.done(); !done)
        return done.error();
    words.removeDuplicates();
    return words;
}

static Result<void> refreshWords(Transaction &tx, std::span<const Id> customers)
{
    for (const Id &customer : customers) {
        const auto words = wordsOf(tx.database(), customer);
        if (!words)
            return words.error();
        if (auto done = tx.database().query(kForget).bind(1, customer).run(); !done)
            return done;
        for (const QString &word : *words) {
            if (auto done = tx.database().query(kRemember).bind(1, word).bind(2, customer).run(); !done)
                return done;
        }
    }
    return {};
}

static Result<std::vector<Id>> idsOf(Query q)
{
    std::vector<Id> ids;
    while (q.next())
        ids.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return ids;
}

static Result<bool> areRight(Database &database, const Id &customer)
{
    auto should = wordsOf(database, customer);
    if (!should)
        return should.error();
    QStringList are;
    Query q = database.query("SELECT word FROM word WHERE customer_id=?1");
    q.bind(1, customer);
    while (q.next())
        are << q.text(0);
    if (auto done = q.done(); !done)
        return done.error();
    should->sort();
    are.sort();
    return are == *should;
}

Result<std::vector<Id>> allWithNameWords(Database &database)
{
    return idsOf(database.query("SELECT id FROM customer UNION SELECT customer_id FROM word"));
}

Result<RowFault> nameWordFaults(Database &database)
{
    RowFault fault{QStringLiteral("word"), {}, 0, {}};
    const auto customers = allWithNameWords(database);
    if (!customers)
        return customers.error();
    for (const Id &customer : *customers) {
        const auto right = areRight(database, customer);
        if (!right)
            return right.error();
        if (!*right)
            fault.add(customer);
    }
    return fault;
}

Result<void> remakeNameWords(Database &database, const std::vector<Id> &customers)
{
    constexpr size_t kSlice = 500;
    for (size_t from = 0; from < customers.size(); from += kSlice) {
        auto tx = Transaction::begin(database, {});
        if (!tx)
            return tx.error();
        const auto part = std::span(customers).subspan(from, std::min(kSlice, customers.size() - from));
        if (auto done = refreshWords(*tx, part); !done)
            return done;
        if (auto done = tx->commit(); !done)
            return done;
        Database::giveWay();
    }
    return {};
}

const Derivation kNameWords{{{"customer", nullptr}}, refreshWords};

} // namespace updesk
