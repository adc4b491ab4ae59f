// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace updesk
{

/// Puts its items side by side and goes on in the next line when the width is used up.
class FlowLayout final : public QLayout
{
    Q_OBJECT
public:
    explicit FlowLayout(int across, int down, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override { m_items.append(item); }
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return layOut(QRect(0, 0, width, 0), Apply::No); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    enum class Apply { No, Yes };
    int layOut(const QRect &rect, Apply apply) const;
    QList<QLayoutItem *> m_items;
    int m_across, m_down;
};

} // namespace updesk
