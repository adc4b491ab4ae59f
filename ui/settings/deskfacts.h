// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace updesk
{

/// Somebody who signed in on this computer.
struct FactPerson {
    QString login, name, last;
    bool hasPin = false;
    bool operator==(const FactPerson &) const = default;
};

/// The server that a desk belongs to; all in the words of the screen.
struct FactConnection {
    QString server, store, login, fingerprint, joined, factor;
    bool asksFactor = false;
    std::vector<FactPerson> people;
    std::optional<bool> keeps; ///< passwords are in the key store; nothing: not known yet
    bool operator==(const FactConnection &) const = default;
};

/// What the settings show, filled by whoever has it. An empty text: nothing is known, and its line is not shown.
struct DeskFacts {
    QString folder; ///< watched for lead files; empty: none
    QString quietHours; ///< "12:00 to 13:00"; empty: none
    bool letterKeys = true;
    int toastSeconds = 10; ///< 0: until it is closed
    QString file, size, encryption, backup, version;
    QString number; ///< of a store that has no server, and is no sample
    std::optional<FactConnection> connection; ///< nothing: this desk is on its own
    bool sample = false;
    bool operator==(const DeskFacts &) const = default;
};

} // namespace updesk
