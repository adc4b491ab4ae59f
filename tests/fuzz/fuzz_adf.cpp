// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/parse.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const updesk::ParseContext context = [] {
        updesk::ParseContext made;
        made.zone = QTimeZone("America/New_York");
        return made;
    }();
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const updesk::Parsed parsed = updesk::parse(bytes, context);
    // A lead or a reason, never neither.
    if (parsed.drafts.empty() == parsed.error.isEmpty())
        __builtin_trap();
    return 0;
}
