// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vehicles/stockrows.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPointer>

#include <optional>

namespace updesk
{

/// The vehicle looked at: finds stock while typing and takes free words as they are. Enter takes the first suggestion,
/// Down and Up another; the list never takes the focus.
class VehicleBox final : public QLineEdit
{
    Q_OBJECT
public:
    explicit VehicleBox(QWidget *parent = nullptr);
    void setStock(std::vector<StockRow> rows);
    const std::vector<StockRow> &stock() const { return m_stock; }

    /// What was typed or taken; no vehicle when the box is empty.
    std::optional<VehicleDraft> vehicle() const;
    /// The unit that was taken from the suggestions; null: free words.
    UnitId unit() const { return m_taken ? m_taken->id : UnitId{}; }
    static QString words(const StockRow &row); ///< "2024 Toyota RAV4 XLE #T1190"
    void setVehicle(const VehicleDraft &vehicle); ///< ours, where the stock number is
    void setTyped(const QString &words, UnitId unit);
    /// What is offered now, best first.
    const std::vector<StockRow> &offered() const { return m_offered; }
    bool listIsOpen() const { return m_list && m_list->isVisible(); }
    QSize sizeHint() const override;

Q_SIGNALS:
    void taken(); ///< a vehicle of the stock

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void search();
    void take(int index);
    void openList();
    void closeList();
    std::vector<StockRow> m_stock, m_offered;
    std::optional<StockRow> m_taken;
    QPointer<QListWidget> m_list;
};

} // namespace updesk
