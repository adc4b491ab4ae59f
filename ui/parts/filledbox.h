// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/theme.h"

#include <QWidget>

#include <optional>

class QScrollArea;

namespace updesk
{

/// A box with a fill behind words, and a line around it if it is to have one.
class FilledBox final : public QWidget
{
    Q_OBJECT
public:
    explicit FilledBox(Colour fill, std::optional<Colour> line = {}, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Colour m_fill;
    std::optional<Colour> m_line;
};

/// Scrolls `content` down, never across, in the colour of what lies behind it; takes it.
QScrollArea *scrollOver(QWidget *content);

} // namespace updesk
