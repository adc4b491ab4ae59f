// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace updesk
{

/// From which a password can be recognised but not read: Argon2id with its own salt, as libsodium writes it; about
/// 0.1 s and 64 MB of work. Failed (subject memory) when this computer has not the memory for it.
Result<QByteArray> sealPassword(const QByteArray &password);
/// False also for what is no seal. Takes as long as making it took.
bool opensSeal(const QByteArray &seal, const QByteArray &password);

/// Bytes from the system that nobody can foresee.
QByteArray randomBytes(int count);

} // namespace updesk
