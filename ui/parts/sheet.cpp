// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/sheet.h"

#include "ui/parts/theme.h"

#include <QApplication>

namespace updesk
{

QPalette systemPalette()
{
    static const QPalette system = [] {
        QApplication::setPalette(QPalette());
        return QApplication::palette();
    }();
    return system;
}

QPalette paletteOf(const Theme &theme)
{
    if (theme.isSystem())
        return systemPalette();
    QPalette out;
    out.setColor(QPalette::Window, theme[Colour::Window]);
    out.setColor(QPalette::WindowText, theme[Colour::Text]);
    out.setColor(QPalette::Base, theme[Colour::Base]);
    out.setColor(QPalette::AlternateBase, theme[Colour::Alt]);
    out.setColor(QPalette::Text, theme[Colour::Text]);
    out.setColor(QPalette::PlaceholderText, theme[Colour::Hint]);
    out.setColor(QPalette::Button, theme[Colour::Base]);
    out.setColor(QPalette::ButtonText, theme[Colour::Text]);
    out.setColor(QPalette::BrightText, theme[Colour::LateText]);
    out.setColor(QPalette::Highlight, theme[Colour::Selection]);
    out.setColor(QPalette::HighlightedText, theme[Colour::Text]);
    out.setColor(QPalette::Link, theme[Colour::Accent]);
    out.setColor(QPalette::LinkVisited, theme[Colour::Accent]);
    out.setColor(QPalette::ToolTipBase, theme[Colour::Base]);
    out.setColor(QPalette::ToolTipText, theme[Colour::Text]);
    out.setColor(QPalette::Light, theme[Colour::Base]);
    out.setColor(QPalette::Midlight, theme[Colour::Hover]);
    out.setColor(QPalette::Mid, theme[Colour::Divider]);
    out.setColor(QPalette::Dark, theme[Colour::Line]);
    out.setColor(QPalette::Shadow, theme[Colour::Line]);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        out.setColor(QPalette::Disabled, role, theme[Colour::Hint]);
    return out;
}

QString styleSheet(const Theme &theme)
{
    QString sheet = QStringLiteral(R"(
QToolTip { background: @base; color: @text; border: 1px solid @line; padding: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:vertical { background: @line; min-height: 32px; border-radius: 2px; margin: 2px 4px 2px 4px; }
QScrollBar::handle:horizontal { background: @line; min-width: 32px; border-radius: 2px; margin: 4px 2px 4px 2px; }
QScrollBar::handle:hover { background: @text2; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QMenu { background: @base; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; min-height: 20px; border-radius: 4px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @hint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @divider; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QHeaderView { background: @base; border: 0; }
QHeaderView::section { background: @base; color: @hint; border: 0; border-bottom: 1px solid @divider; padding: 0 4px;
    font-size: @captionpx; font-weight: 600; }
QTableView, QTreeView, QListView { background: @base; color: @text; border: 0; gridline-color: @divider; }
QProgressBar { background: @divider; border: 0; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
)");
    const auto put = [&sheet](QLatin1String name, const QString &value) { sheet.replace(name, value); };
    const auto hex = [&theme](Colour role) { return theme[role].name(); };
    put(QLatin1String("@captionpx"), QString::number(11 * textSize() / 100) + QLatin1String("px"));
    put(QLatin1String("@selection"), hex(Colour::Selection));
    put(QLatin1String("@divider"), hex(Colour::Divider));
    put(QLatin1String("@accent"), hex(Colour::Accent));
    put(QLatin1String("@text2"), hex(Colour::Text2));
    put(QLatin1String("@text"), hex(Colour::Text));
    put(QLatin1String("@base"), hex(Colour::Base));
    put(QLatin1String("@line"), hex(Colour::Line));
    put(QLatin1String("@hint"), hex(Colour::Hint));
    return sheet;
}

} // namespace updesk
