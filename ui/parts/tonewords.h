// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// How a message of a customer sounds (bits of Tone): "Sounds angry", "Urgent", "Sounds angry, urgent"; empty: neither.
QString toneWords(int tone);
/// The same before what is to be done: "Sounds angry. Reply to the text".
QString toneBefore(int tone, const QString &next);
/// What takes the mark off, in a menu; and what is said once it was.
QString toneOffAct(int tone);
QString toneOffDone();

} // namespace updesk
