// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

namespace updesk
{

/// A table under a row of headings.
class HeadedModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : rows(); }
    int columnCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : int(heads().size()); }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    virtual int rows() const = 0;
    virtual QStringList heads() const = 0; ///< as many as there are columns
    /// Whether it is a cell of this table.
    bool isCell(const QModelIndex &index) const
    {
        return checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid);
    }
};

/// Rows of plain words: each cell is shown, is its own tooltip, and a row is read out as its cells.
class WordsModel : public HeadedModel
{
    Q_OBJECT
public:
    using HeadedModel::HeadedModel;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    virtual QString text(int row, int column) const = 0;
};

} // namespace updesk
