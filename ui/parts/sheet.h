// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace updesk
{

class Theme;

/// The system's own palette, untouched by ours.
QPalette systemPalette();

/// The palette of a theme, all groups.
QPalette paletteOf(const Theme &theme);

/// The one style sheet: scroll bars, menus, tool tips and table heads, in the theme's colours and text size.
QString styleSheet(const Theme &theme);

} // namespace updesk
