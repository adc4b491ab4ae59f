// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QString>

namespace updesk
{

/// What is wrong with the certificate of a PostgreSQL server, in the eyes of a store's own authority.
enum class CertificateFault : quint8 {
    None,
    NotTrusted, ///< of another authority, or of none
    OtherName, ///< made out for another name than the one it was asked under
    TooEarly, ///< not valid yet: mostly this PC's clock is behind
    Expired, ///< no longer valid, or this PC's clock is ahead
};

/// Asks the server for its certificate once more and reads it: libpq says no more than that it failed, in the
/// language of the system. No login and no password is sent. NotTrusted also when nobody answers.
CertificateFault certificateFault(const QByteArray &host, int port, const QString &caFile, Time patience);

} // namespace updesk
