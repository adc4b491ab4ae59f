// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace updesk
{

/// A line of the notices: mark, time in a column of its own, and the words over as many lines as they need.
class NoticeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { WhenRole = Qt::UserRole + 1, WordsRole, IconRole };
    using QStyledItemDelegate::QStyledItemDelegate;
    /// The width of a line and of its longest time, in pixels: the height of the words follows from them.
    void setRoom(int width, int when)
    {
        m_width = width;
        m_when = when;
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QRect wordsRect(const QRect &line) const;
    int m_width = 400, m_when = 60;
};

} // namespace updesk
