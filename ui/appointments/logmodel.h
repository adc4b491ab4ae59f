// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/result.h"

#include <QAbstractTableModel>

namespace updesk
{

/// A log that is looked at one span at a time (a day, a month), a row for each of its deeds.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// The span that `at` is in. The error when it could not be read; the rows then stay as they were.
    virtual Result<void> show(Time at) = 0;
    virtual Result<void> step(int by) = 0; ///< to the next span, or (-1) the one before
    virtual QString heading() const = 0; ///< the span in words
    virtual QString sums() const = 0;
    virtual LeadId leadAt(int row) const = 0; ///< null: it is of none

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;

protected:
    virtual QString text(int row, int column) const = 0;
    virtual QString tip(int row, int column) const { return text(row, column); }
    virtual QString head(int column) const = 0;
    virtual bool isMoney(int) const { return false; } ///< stands at the right

private:
    QVariant alignment(int column) const;
};

} // namespace updesk
