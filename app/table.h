// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace updesk
{

/// Rows of text in columns of equal width; longer cells are cut with an ellipsis.
class TextTable
{
public:
    /// Heads with their widest width; the last column is as wide as it likes.
    TextTable(QStringList heads, std::vector<int> widths);
    QString head() const;
    QString line(const QStringList &cells) const;

private:
    QStringList m_heads;
    std::vector<int> m_widths;
};

} // namespace updesk
