// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/headedmodel.h"
#include "ui/plans/planmodel.h"

namespace updesk
{

/// The steps of the sequence that is edited, as the table shows them.
class StepTableModel final : public HeadedModel
{
    Q_OBJECT
public:
    enum Column { Grip, Number, When, By, What, Skips, Variants };
    enum Role { ChannelRole = Qt::UserRole + 1, ToneRole }; ///< ToneRole: PlanIssue::Tone of the worst; -1: none
    explicit StepTableModel(PlanModel &plan, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    int rows() const override { return int(m_keys.size()); }
    QStringList heads() const override;

private:
    void take();
    QString text(int row, int column) const;
    QString sentence(int row) const;
    PlanModel &m_plan;
    std::vector<QString> m_keys; ///< of the rows that are shown
};

} // namespace updesk
