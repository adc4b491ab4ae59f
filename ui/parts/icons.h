// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/theme.h"

#include <QIcon>
#include <QPixmap>

class QPainter;

namespace updesk
{

/// The icon set, in the order of the names in icons.cpp.
enum class Icon : quint8 {
    Add,
    AppointmentAdd,
    Appointments,
    Back,
    Call,
    Chevron,
    Close,
    Coaching,
    Copy,
    Customers,
    Dashboard,
    Density,
    Duplicate,
    Edit,
    Email,
    Equity,
    Export,
    Filter,
    Forward,
    Grade,
    Grip,
    Help,
    Household,
    Import,
    Inventory,
    Lock,
    Lost,
    Merge,
    Moon,
    More,
    Note,
    Notices,
    Offline,
    Owner,
    PhoneUp,
    Pin,
    Print,
    Queue,
    Reasons,
    Reports,
    Search,
    Service,
    Settings,
    Sidebar,
    Snooze,
    Sold,
    Sync,
    Text,
    Tick,
    Undo,
    Unverified,
    Visit,
    Waiting,
    WalkIn,
    Warning
};
inline constexpr int kIcons = int(Icon::Warning) + 1;

/// The icon in one colour, `pixels` wide at scale 1; cached per size, scale and colour.
QPixmap iconPixmap(Icon icon, int pixels, const QColor &colour, qreal scale = 1.0);

/// An icon for Qt's own widgets; it takes the role's colour of the theme in force each time it is painted.
QIcon icon(Icon icon, Colour role = Colour::Text2);

/// Draws the icon centred in the box, `pixels` wide (0: as wide as the box).
void drawIcon(QPainter &painter, const QRect &box, Icon icon, const QColor &colour, int pixels = 0);

} // namespace updesk
