// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/table.h"

namespace updesk
{

/// A document as it came; its bytes stand in parts of at most 128 KB, so that no row holds up a slow line.
struct Original {
    enum class Kind : quint8 { Adf, Mail, Form, Other };
    OriginalId id;
    QString sha256, name; ///< name: the file's, or the mail's Message-ID
    Kind kind = Kind::Other;
    qint64 bytesTotal = 0;
    Time arrived = 0;
    QString messageId;
    bool operator==(const Original &) const = default;
};

struct OriginalPart {
    static constexpr qsizetype kBytes = 128 * 1024;
    RowOnlyId id;
    OriginalId original;
    int n = 0;
    Bytes bytes;
    bool operator==(const OriginalPart &) const = default;
};

/// What could not be read, with what could be spotted in it. It leaves the tray by a person's hand, or when the same
/// document was read later.
struct Quarantine {
    enum class State : quint8 {
        Waiting,
        MadeLead,
        SetAside,
        ReadLater
    }; ///< ReadLater: `lead` came of it without a hand
    RowOnlyId id;
    OriginalId original;
    QString code; ///< the importer's documented code
    QString spotted; ///< JSON: emails, phones, sender, subject
    State state = State::Waiting;
    LeadId lead;
    Time at = 0;
    bool operator==(const Quarantine &) const = default;
};

inline constexpr TableOf kOriginal{"original", column("sha256", &Original::sha256, Rule::Added),
    column("name", &Original::name, Rule::Added), column("kind", &Original::kind, Rule::Added),
    column("bytes_total", &Original::bytesTotal, Rule::Added), column("arrived", &Original::arrived, Rule::Added),
    column("message_id", &Original::messageId, Rule::Added)};

inline constexpr TableOf kOriginalPart{"original_part", column("original_id", &OriginalPart::original, Rule::Added),
    column("n", &OriginalPart::n, Rule::Added), column("bytes", &OriginalPart::bytes, Rule::Added)};

inline constexpr TableOf kQuarantine{"quarantine", column("original_id", &Quarantine::original),
    column("code", &Quarantine::code), column("spotted", &Quarantine::spotted), column("state", &Quarantine::state),
    column("lead_id", &Quarantine::lead), column("at", &Quarantine::at)};

} // namespace updesk
