// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pg.h"

namespace updesk
{

/// What `server check` found. Numbers and ids only.
struct ServerReport {
    struct Store {
        int store = 0; ///< 0: the group, -1: its month facts
        qint64 ops = 0, seq = 0;
        QByteArray head; ///< of the hash chain, hex: kept elsewhere it shows a later rewriting of everything
    };
    struct Fault {
        int store = 0;
        QString what; ///< body, chain, gap, head; unlogged, missing, ahead, backwards, owners, owner; unsafe;
                      ///< rewritten, doubt: not as a night, or the desk `who`, had it
        QString table;
        qint64 place = 0; ///< number of the op in its store, or how many rows
        Id example;
        QString who;
    };
    int schema = 0;
    std::vector<Store> stores;
    std::vector<Fault> faults;

    bool sound() const { return faults.empty(); }
};

/// A store of which nobody runs the automation.
struct UnhostedStore {
    int store = 0;
    Time lasts = 0; ///< for how long, in milliseconds
};
/// Those with logins for which that has lasted longer than a change of host may. None when the server is too old to
/// say.
Result<std::vector<UnhostedStore>> unhostedStores(Pg &admin);

/// A desk as the server knows it.
struct DeskSeen {
    int store = 0;
    QString name, login;
    Time seen = 0; ///< when it last said that it is here
    bool away = false; ///< for too long: it is filled again when it comes
    bool unsettled = false; ///< since a restore it has not told what had left of messages, which wait for that
};
/// Those that are away or unsettled, by store and name. None when the server is too old to say.
Result<std::vector<DeskSeen>> missingDesks(Pg &admin);

/// Reads every store's whole history on one snapshot. `admin` is a connection of the administrator.
Result<ServerReport> checkServer(Pg &admin);

} // namespace updesk
