// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/atrest.h"

namespace updesk
{

class EncryptingPage;

/// From here on a plain file takes so long to encrypt that somebody would wonder.
inline constexpr qint64 kBigFile = 64 * 1024 * 1024;

/// Whether readyFile() will probably have a plain file of this many bytes or more to encrypt.
bool isBigPlainFile(const QString &path, qint64 least = kBigFile);

/// readyFile() on a thread of its own, while `page` says how far it is and its window answers. The page is shown when
/// it takes longer than a moment. Busy, as isEnding() has it, when the program was told to end meanwhile: the file is
/// ready all the same.
Result<FileKey> readyBehind(EncryptingPage &page, const QString &path, const Clock &clock);
/// Whether it is no failure, but the end of the program that somebody wished.
bool isEnding(const Error &error);

} // namespace updesk
