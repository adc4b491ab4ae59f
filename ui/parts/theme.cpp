// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/theme.h"

#include "ui/parts/focusring.h"
#include "ui/parts/sheet.h"
#include "ui/parts/style.h"
#include "ui/parts/type.h"

#include <QApplication>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace updesk
{
namespace
{

struct InForce {
    Theme theme = Theme::light();
    ThemeName name = ThemeName::System;
    int textSize = 100;
    bool applied = false;
};

InForce &inForce()
{
    static InForce state;
    return state;
}

Theme themeOf(ThemeName name)
{
    switch (name) {
    case ThemeName::Light:
        return Theme::light();
    case ThemeName::Dark:
        return Theme::dark();
    case ThemeName::HighContrast:
        return Theme::fromSystem();
    case ThemeName::System:
        break;
    }
    return systemPalette().color(QPalette::Window).lightness() < 128 ? Theme::dark() : Theme::light();
}

void apply()
{
    InForce &state = inForce();
    state.theme = themeOf(state.name);
    if (qApp) {
        if (!state.applied)
            QApplication::setStyle(new Style);
        state.applied = true;
        QApplication::setPalette(paletteOf(state.theme));
        QApplication::setFont(font(Type::Body));
        qApp->setStyleSheet(styleSheet(state.theme));
        FocusRing::install();
    }
    Q_EMIT themeChanges()->changed();
}

} // namespace

Theme Theme::light()
{
    Theme out;
    for (const ColourRow &row : kColourTable)
        out.m_colours[std::size_t(row.role)] = row.light;
    out.m_onSelection = out.m_colours[std::size_t(Colour::Text)];
    return out;
}

Theme Theme::dark()
{
    Theme out;
    out.m_dark = true;
    for (const ColourRow &row : kColourTable)
        out.m_colours[std::size_t(row.role)] = row.dark;
    out.m_onSelection = out.m_colours[std::size_t(Colour::Text)];
    return out;
}

Theme Theme::fromSystem()
{
    const QPalette system = systemPalette();
    const QColor text = system.color(QPalette::Text);
    const QColor base = system.color(QPalette::Base);
    const QColor mark = system.color(QPalette::Highlight);
    Theme out;
    out.m_system = true;
    out.m_dark = base.lightness() < 128;
    const auto set = [&out](std::initializer_list<Colour> roles, const QColor &to) {
        for (const Colour role : roles)
            out.m_colours[std::size_t(role)] = to.rgb();
    };
    out.m_colours.fill(text.rgb());
    set({Colour::Window, Colour::Hover, Colour::Alt}, system.color(QPalette::Window));
    set({Colour::Base, Colour::GoodTint, Colour::CloseTint, Colour::BadTint, Colour::LateText, Colour::OnHot,
            Colour::OnHigh},
        base);
    set({Colour::Med, Colour::Low}, base);
    set({Colour::Selection}, mark);
    set({Colour::Accent}, system.color(QPalette::Link));
    set({Colour::OnAccent}, base);
    set({Colour::Divider}, system.color(QPalette::Disabled, QPalette::Text));
    out.m_onSelection = system.color(QPalette::HighlightedText).rgb();
    return out;
}

QColor Theme::ink(Colour role, bool onSelection) const
{
    if (!onSelection)
        return (*this)[role];
    if (m_system)
        return QColor::fromRgb(m_onSelection);
    return (*this)[role == Colour::Hint || role == Colour::Line ? Colour::Text2 : role];
}

const Theme &theme() { return inForce().theme; }
ThemeName themeName() { return inForce().name; }
int textSize() { return inForce().textSize; }
QColor colour(Colour role) { return theme()[role]; }

ThemeChanges *themeChanges()
{
    static ThemeChanges changes;
    return &changes;
}

void setTheme(ThemeName name)
{
    if (inForce().applied && inForce().name == name)
        return;
    inForce().name = name;
    apply();
}

void setTextSize(int percent)
{
    const int held = std::clamp(percent, 90, 200);
    if (held == inForce().textSize)
        return;
    inForce().textSize = held;
    apply();
}

int scaled(int pixels)
{
    // Room never shrinks below the drawn size: at 90 % targets must stay 24 by 24.
    return int(std::lround(pixels * std::max(100, textSize()) / 100.0));
}

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto part = [share](int a, int b) { return int(std::lround(a + (b - a) * share)); };
    return {part(under.red(), over.red()), part(under.green(), over.green()), part(under.blue(), over.blue())};
}

} // namespace updesk
