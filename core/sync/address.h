// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace updesk
{

/// What libpq reads in an address ("postgresql://host:port/database" or "host=... dbname=..."), by its own names.
using AddressTerms = std::vector<std::pair<QByteArray, QByteArray>>;

Result<AddressTerms> addressTerms(const QString &url); ///< Invalid (subject url)
QByteArray termOf(const AddressTerms &terms, const char *key); ///< empty: not said

/// Whether a desk may keep it: a host and a database, and nothing that says who comes (user, password, a file of
/// either), however it is spelled. Such an address is shown to people and given away in join files.
bool isStoreAddress(const QString &url);

/// The address without what isStoreAddress() refuses, for a desk that an older UpDesk made.
QString shownAddress(const QString &url);

/// Whether it can lead to nothing but this computer, so that no line is there to listen to: one host, which is a socket
/// of this computer, localhost or a loopback address, and no other address for it, from the environment either.
bool isThisComputer(const AddressTerms &terms);

} // namespace updesk
