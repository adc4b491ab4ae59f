// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/table.h"

namespace updesk
{

TextTable::TextTable(QStringList heads, std::vector<int> widths)
    : m_heads(std::move(heads)), m_widths(std::move(widths))
{
}

QString TextTable::head() const { return line(m_heads); }

QString TextTable::line(const QStringList &cells) const
{
    QString out;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const int width = m_widths[size_t(i)];
        const QString cell = cells[i].simplified();
        if (i + 1 == cells.size())
            out += cell;
        else
            out += (cell.size() > width ? cell.left(width - 1) + QChar(0x2026) : cell.leftJustified(width))
                + QStringLiteral("  ");
    }
    return out.trimmed().isEmpty() ? QString() : out;
}

} // namespace updesk
