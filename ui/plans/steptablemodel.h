// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plans/planmodel.h"

#include <QAbstractTableModel>

namespace updesk
{

/// The steps of the sequence that is edited, as the table shows them.
class StepTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Grip, Number, When, By, What, Skips, Variants, Columns };
    enum Role { ChannelRole = Qt::UserRole + 1, ToneRole }; ///< ToneRole: PlanIssue::Tone of the worst; -1: none
    explicit StepTableModel(PlanModel &plan, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void take();
    QString text(int row, int column) const;
    QString sentence(int row) const;
    PlanModel &m_plan;
    std::vector<QString> m_keys; ///< of the rows that are shown
};

} // namespace updesk
