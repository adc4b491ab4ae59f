// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/boardmodel.h"

#include <functional>

class QPagedPaintDevice;
class QPainter;

namespace updesk
{

/// The board on paper: what it shows, in black on white, page by page (F77).
class DayPrint
{
    Q_DECLARE_TR_FUNCTIONS(DayPrint)
public:
    explicit DayPrint(const BoardModel &model) : m_model(model) { }

    /// Paints all pages; false when the device cannot be painted on.
    bool print(QPagedPaintDevice &device) const;
    int pages(const QSize &page) const; ///< how many, of this size in 1/96 inch; at least one
    void paint(QPainter &painter, const QSize &page, int number) const; ///< from 1

    /// Asks for a printer or a file, then prints; `failed` is called when that could not be.
    static void ask(const BoardModel &model, QWidget *window, std::function<void()> failed);

private:
    int rowsOn(const QSize &page) const;
    void paintHead(QPainter &painter, int width) const;
    void paintRow(QPainter &painter, const QRect &row, int index) const;
    const BoardModel &m_model;
};

} // namespace updesk
