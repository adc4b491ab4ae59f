// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Before every header of Qt: GMime's breaks on their macros. So files that include this stand outside the precompiled
// header.
#include <gmime/gmime.h>

#include <QByteArray>

#include <memory>

namespace updesk::mime
{

struct Unref {
    void operator()(void *object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

/// The object as a T, or nullptr when it is another kind.
template <class T>
T *as(void *object, GType type)
{
    auto *instance = static_cast<GTypeInstance *>(object);
    return object && g_type_check_instance_is_a(instance, type) ? static_cast<T *>(object) : nullptr;
}

/// A part's content with its transfer encoding undone, at most `most` bytes of it.
QByteArray contentOf(GMimePart *part, qsizetype most);

/// The mail in these bytes, which must outlive it; null when there is none.
Owned<GMimeMessage> messageIn(const QByteArray &bytes);

} // namespace updesk::mime
