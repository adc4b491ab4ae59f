// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// How a text or mail of a customer sounds, as bits (F69). A mark for people: nothing is stopped or sent by it.
enum Tone : int { ToneAngry = 1, ToneUrgent = 2 };

/// Reads it by the words of resources/leads/tonewords.json, in any of their languages; case, accents and apostrophes do
/// not matter, and only whole words count. "Not angry" is not. Of a very long text only the beginning is read.
int readTone(const QString &text);

/// As it is kept with the message: "angry", "urgent", both with a space between them, or nothing.
QString toneCodes(int tone);
/// The same back; of several the bits of all, and words of a newer program count for nothing.
int toneFrom(const QString &codes);

} // namespace updesk
