// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/gatemessage.h"
#include "core/store/transaction.h"

#include <QDate>

#include <memory>
#include <optional>

namespace updesk
{

/// The national do-not-call list that the store has, as all its desks know it.
struct ListStatus {
    QDate dated; ///< the list's own date; invalid: there is none
    Time imported = 0;
    qint64 numbers = 0;
    bool operator==(const ListStatus &) const = default;
};

/// What the gate asks of the store's settings: "sending", {"mail", "web", "unsubscribe_to", "numbers":
/// ["+12125550100"], "canada_list": registration, "refusal_scope": "all" or "channel"}, beside name, address and phone,
/// and "dnc_list".
struct Sending {
    qint64 version = -1;
    GateStore store;
    bool canadaRegistered = false;
    std::optional<bool> refusalOfAll; ///< how far a "no" reaches; nothing: as the rules say
    ListStatus list;
};
inline constexpr char kSendingSetting[] = "sending";
inline constexpr char kListSetting[] = "dnc_list";

/// Read once and kept until a setting changes. Damaged, with the setting as subject, when one is no JSON.
Result<std::shared_ptr<const Sending>> sendingOf(Database &database);

/// Lays a value under a key of the store's settings; empty text is kept as such.
Result<void> writeSetting(Transaction &tx, const QString &key, const QString &value);

} // namespace updesk
