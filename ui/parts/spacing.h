// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace updesk
{

/// The steps of white space and the one corner radius, in pixels at 96 dpi.
inline constexpr int kSpace4 = 4;
inline constexpr int kSpace8 = 8;
inline constexpr int kSpace12 = 12;
inline constexpr int kSpace16 = 16;
inline constexpr int kSpace24 = 24;
inline constexpr int kSpace32 = 32;
inline constexpr int kRadius = 4;

/// Heights at text size 100 %; pass them through scaled().
inline constexpr int kControlHeight = 32;
inline constexpr int kBarControlHeight = 28;
inline constexpr int kRowCompact = 28;
inline constexpr int kRowNormal = 34;
inline constexpr int kRowRoomy = 42;
inline constexpr int kHeadHeight = 28;

} // namespace updesk
