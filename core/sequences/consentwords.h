// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// Whether the exact words of a consent agree to offers by text: one line of them names texts and offers, in English,
/// Spanish or French, and takes nothing back (US-7). Of words that leave it open, no.
bool namesOffers(const QString &words);

} // namespace updesk
