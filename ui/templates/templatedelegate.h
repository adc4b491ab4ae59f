// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/templates/templatelistmodel.h"

#include <QStyledItemDelegate>

namespace updesk
{

/// A line of the list of templates: its kind, its name, and a mark when it cannot be sent or is the store's own.
class TemplateDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace updesk
