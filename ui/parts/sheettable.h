// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <vector>

namespace updesk
{

/// The table of a sheet: days, states and amounts stand there whole, words share the room that is left and end in an
/// ellipsis. As high as its window has room for; beyond that it scrolls by itself, so that the chosen row is in sight.
class SheetTable final : public QTableView
{
    Q_OBJECT
public:
    /// `words`: the columns that share what is left.
    SheetTable(QAbstractItemModel &model, std::vector<int> words, QWidget *parent = nullptr);
    /// High enough for `rows`, but with so much of `room` left for the rest of its sheet.
    void fitHeight(int rows, int room);

Q_SIGNALS:
    void openWanted(); ///< Enter, or a double click

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void shareOut(int room);
    int needed(int column) const;
    std::vector<int> m_words;
};

} // namespace updesk
