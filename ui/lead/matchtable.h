// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/matchcells.h"

#include <QWidget>

namespace updesk
{

class LeadWords;

/// Two records side by side, a line a thing: what agrees is ticked and strong, what differs is plain.
class MatchTable final : public QWidget
{
    Q_OBJECT
public:
    MatchTable(std::vector<MatchCell> cells, const LeadWords &words, QWidget *parent = nullptr);
    const std::vector<MatchCell> &cells() const { return m_cells; }
    QStringList lines() const; ///< each line in words
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool isNarrow() const;
    int rowHeight() const;
    std::vector<MatchCell> m_cells;
};

} // namespace updesk
