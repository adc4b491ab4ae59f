// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/mergecontacts.h"

#include "core/leads/leaddraft.h"

#include <algorithm>

namespace updesk
{

static QString keyOf(const Phone &phone) { return phone.e164.isEmpty() ? phone.typed.simplified() : phone.e164; }
static QString keyOf(const Email &mail) { return mail.address.isEmpty() ? mail.typed.simplified() : mail.address; }

static void learn(Phone &phone, const Phone &other)
{
    phone.bad = phone.bad || other.bad;
    phone.dncOn = phone.dncOn || other.dncOn;
    if (phone.kind == int(PhoneKind::Unknown))
        phone.kind = other.kind;
    if (phone.extension.isEmpty())
        phone.extension = other.extension;
    if (phone.zone.isEmpty())
        phone.zone = other.zone;
}

static void learn(Email &mail, const Email &other) { mail.bad = mail.bad || other.bad; }

template <class Row>
struct Contact {
    Row before, after;
    bool wasPreferred = false; ///< by the record that lives
    bool otherPreferred = false; ///< by the merged one
};

// One is preferred, if any was: of the living record before the other's, good ones before bad ones.
template <class Row>
static void settlePreferred(std::vector<Contact<Row>> &all)
{
    const auto worth = [](const Contact<Row> &c) {
        const int wish = c.wasPreferred ? 2 : c.otherPreferred ? 1 : 0;
        return wish == 0 ? 0 : wish + (c.after.bad ? 0 : 2);
    };
    const auto best = std::ranges::max_element(all, [&](const auto &a, const auto &b) { return worth(a) < worth(b); });
    for (auto it = all.begin(); it != all.end(); ++it)
        it->after.preferred = it == best && worth(*it) > 0;
}

template <class Table, class Row>
static std::vector<Op> movesOf(
    const Table &table, const std::vector<Row> &from, const std::vector<Row> &into, CustomerId lives)
{
    std::vector<Contact<Row>> all;
    for (const Row &row : into)
        all.push_back({row, row, row.preferred, false});
    const size_t own = all.size();
    for (const Row &row : from) {
        const auto same = std::find_if(all.begin(), all.begin() + qptrdiff(own),
            [&](const Contact<Row> &c) { return !keyOf(row).isEmpty() && keyOf(c.before) == keyOf(row); });
        if (same != all.begin() + qptrdiff(own)) {
            learn(same->after, row);
            same->otherPreferred = same->otherPreferred || row.preferred;
            continue;
        }
        Contact<Row> moved{row, row, false, row.preferred};
        moved.after.customer = lives;
        all.push_back(moved);
    }
    settlePreferred(all);
    std::vector<Op> ops;
    for (size_t i = 0; i < all.size(); ++i)
        ops.push_back(set(table, all[i].before, all[i].after, i < own ? Op::Kind::Set : Op::Kind::Merge));
    return ops;
}

std::vector<Op> phoneMoves(const std::vector<Phone> &from, const std::vector<Phone> &into, CustomerId lives)
{
    return movesOf(kPhone, from, into, lives);
}

std::vector<Op> emailMoves(const std::vector<Email> &from, const std::vector<Email> &into, CustomerId lives)
{
    return movesOf(kEmail, from, into, lives);
}

} // namespace updesk
