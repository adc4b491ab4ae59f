// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/tierpaint.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QVBoxLayout;

namespace updesk
{

/// One line of a popover. Sum stands between dividers, Heading is small, Soft is what might yet be.
struct PopoverLine {
    enum class Kind : quint8 { Plain, Sum, Heading, Soft };
    QString words;
    QString points; ///< right; empty for none
    Kind kind = Kind::Plain;
};

struct PopoverText {
    std::optional<int> score; ///< shows the tier chip
    QString note; ///< right of the chip, small
    std::vector<PopoverLine> lines;
};

enum class PopoverWay : quint8 { Hover, Keys };

/// The reasons behind a cell. The pointer may enter it; Tab goes into it, Esc closes it and the focus is where it was.
class Popover final : public QWidget
{
    Q_OBJECT
public:
    explicit Popover(QWidget *window);
    void setText(const PopoverText &text);
    /// Opens below `anchor` (or above when there is no room). `anchor`: in the window's coordinates.
    void openBy(const QRect &anchor, PopoverWay way);
    /// By hover: the pointer left the cell; closes unless it goes into the popover.
    void pointerLeft();
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void addHead(const PopoverText &text);
    void addLine(const PopoverLine &line);
    QVBoxLayout *m_column;
    QPointer<QWidget> m_before;
    QTimer m_leave;
    PopoverWay m_way = PopoverWay::Hover;
};

} // namespace updesk
