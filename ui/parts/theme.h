// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QRgb>

#include <array>

namespace updesk
{

/// What a colour is for; a painter names the purpose, never the colour.
enum class Colour : quint8 {
    Window,
    Base,
    Alt,
    Selection,
    Hover,
    Text,
    Text2,
    Hint,
    Line,
    Divider,
    Accent,
    OnAccent,
    Focus,
    Good,
    GoodTint,
    Close,
    CloseTint,
    Bad,
    BadTint,
    LateText,
    LateFill,
    Hot,
    OnHot,
    High,
    OnHigh,
    Med,
    OnMed,
    Low,
    OnLow,
    Series1,
    Series2,
    Series3,
    Series4,
    Series5,
    Series6
};
inline constexpr int kColours = int(Colour::Series6) + 1;

struct ColourRow {
    Colour role;
    QRgb light;
    QRgb dark;
};

/// The one table of colours; palette, style sheet and painters are made from it.
inline constexpr std::array<ColourRow, kColours> kColourTable{{
    {Colour::Window, 0xFFF3F5F8, 0xFF14171C},
    {Colour::Base, 0xFFFFFFFF, 0xFF1B1F26},
    {Colour::Alt, 0xFFF7F9FB, 0xFF20252D},
    {Colour::Selection, 0xFFD6E6FB, 0xFF23405F},
    {Colour::Hover, 0xFFEAF1FA, 0xFF262D37},
    {Colour::Text, 0xFF1A1F26, 0xFFE7EBF0},
    {Colour::Text2, 0xFF49525F, 0xFFB2BBC8},
    {Colour::Hint, 0xFF626C7A, 0xFF919BAA},
    {Colour::Line, 0xFF747F8E, 0xFF7B8697},
    {Colour::Divider, 0xFFD3D9E1, 0xFF363E4A},
    {Colour::Accent, 0xFF0B57B8, 0xFF7DB2FF},
    {Colour::OnAccent, 0xFFFFFFFF, 0xFF0A1220},
    {Colour::Focus, 0xFF0B57B8, 0xFF9CC5FF},
    {Colour::Good, 0xFF1B6B3A, 0xFF74D19A},
    {Colour::GoodTint, 0xFFE3F4E8, 0xFF173726},
    {Colour::Close, 0xFF8A4B00, 0xFFF4B860},
    {Colour::CloseTint, 0xFFFFF1DB, 0xFF3E2E14},
    {Colour::Bad, 0xFFB3261E, 0xFFFF8F85},
    {Colour::BadTint, 0xFFFCE9E7, 0xFF45201D},
    {Colour::LateText, 0xFFFFFFFF, 0xFF2A0A07},
    {Colour::LateFill, 0xFFB3261E, 0xFFFF8F85},
    {Colour::Hot, 0xFF9B1C00, 0xFFFF9B70},
    {Colour::OnHot, 0xFFFFFFFF, 0xFF26100A},
    {Colour::High, 0xFF0B57B8, 0xFF6FA8F7},
    {Colour::OnHigh, 0xFFFFFFFF, 0xFF0A1626},
    {Colour::Med, 0xFF7FB2E5, 0xFF2F5E93},
    {Colour::OnMed, 0xFF10202F, 0xFFFFFFFF},
    {Colour::Low, 0xFFE3E7EC, 0xFF3A424D},
    {Colour::OnLow, 0xFF3B434E, 0xFFD5DBE3},
    {Colour::Series1, 0xFF0072B2, 0xFF56B4E9},
    {Colour::Series2, 0xFFD55E00, 0xFFFF8A4C},
    {Colour::Series3, 0xFF117A5B, 0xFF3FC79A},
    {Colour::Series4, 0xFF8E4585, 0xFFE39BCB},
    {Colour::Series5, 0xFF6B5B00, 0xFFE6C34A},
    {Colour::Series6, 0xFF4D4D4D, 0xFFC9CFD8},
}};

enum class ThemeName : quint8 { System, Light, Dark, HighContrast };

/// The colours in force. High contrast takes the system's colours as they are.
class Theme
{
public:
    static Theme light();
    static Theme dark();
    static Theme fromSystem(); ///< high contrast: every role from the system's palette

    QColor operator[](Colour role) const { return QColor::fromRgb(m_colours[std::size_t(role)]); }
    /// The colour to write in on a row: hint and line become text 2 on selection, as their contrast needs it.
    QColor ink(Colour role, bool onSelection) const;
    bool isDark() const { return m_dark; }
    bool isSystem() const { return m_system; }

private:
    std::array<QRgb, kColours> m_colours{};
    QRgb m_onSelection = 0;
    bool m_dark = false;
    bool m_system = false;
};

/// Says when colours or text size changed, after palette, style sheet and fonts are in place.
class ThemeChanges final : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void changed();
};

const Theme &theme();
ThemeName themeName();
ThemeChanges *themeChanges();

/// Puts style, palette, style sheet and font of the theme on the application. Cheap when nothing changes.
void setTheme(ThemeName name);

/// Text size in percent, held within 90 to 200.
void setTextSize(int percent);
int textSize();

/// A length that grows with the text: `pixels` at 100 %.
int scaled(int pixels);

QColor colour(Colour role);
/// A mix of two colours; `share` is that of `over`, 0 to 1.
QColor mixed(const QColor &under, const QColor &over, double share);

} // namespace updesk
