// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// What a whole answer by text says of a visit that is agreed on.
enum class ConfirmSaid : quint8 {
    Nothing,
    Yes, ///< to whatever was asked last
    Confirms
};

/// Reads it by the words of resources/appointments/confirmwords.json, in any of their languages; case, accents and
/// punctuation do not matter. With one word more than those it says nothing: a person reads it.
ConfirmSaid readConfirm(const QString &text);

} // namespace updesk
