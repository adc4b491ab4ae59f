// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/invite.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto invite = updesk::readInvite(bytes);
    if (!invite)
        return 0;
    // What was taken can be passed on and is then the same.
    const auto file = updesk::readInvite(updesk::inviteFile(*invite));
    const auto code = updesk::readInvite(updesk::inviteCode(*invite).toLatin1());
    if (!file || !code || !(*file == *invite) || !(*code == *invite))
        __builtin_trap();
    return 0;
}
