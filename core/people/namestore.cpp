// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/customer.h"

#include "core/base/text.h"
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

const Derivation kNameWords{{{"customer", nullptr}}, refreshWords};

} // namespace updesk
