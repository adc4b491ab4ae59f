// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/steptablemodel.h"

#include "ui/plans/planwords.h"

namespace updesk
{

StepTableModel::StepTableModel(PlanModel &plan, QObject *parent) : HeadedModel(parent), m_plan(plan)
{
    connect(&plan, &PlanModel::changed, this, &StepTableModel::take);
    take();
}

// The rows stay as long as they are the same steps, so that what is selected does too.
void StepTableModel::take()
{
    std::vector<QString> keys;
    for (const PlanStep &step : m_plan.plan().steps)
        keys.push_back(step.key);
    if (keys.size() == m_keys.size()) {
        m_keys = std::move(keys);
        if (!m_keys.empty())
            Q_EMIT dataChanged(index(0, 0), index(rows() - 1, Variants));
        return;
    }
    beginResetModel();
    m_keys = std::move(keys);
    endResetModel();
}

QString StepTableModel::text(int row, int column) const
{
    const PlanStep &step = m_plan.plan().steps[std::size_t(row)];
    switch (column) {
    case Number:
        return QString::number(row + 1);
    case When:
        return PlanWords::when(step, m_plan.fallsAt(row));
    case By:
        return PlanWords::by(step.by);
    case What:
        return m_plan.nameOf(step.channel, step.text) + PlanWords::wishes(step);
    case Skips:
        return PlanWords::skips(m_plan.plan(), step);
    case Variants:
        return PlanWords::variants(step);
    default:
        return {};
    }
}

QString StepTableModel::sentence(int row) const
{
    const PlanStep &step = m_plan.plan().steps[std::size_t(row)];
    //: a step: its number, when, which way, what, who
    QString words =
        tr("Step %1, %2. %3: %4, %5.")
            .arg(row + 1)
            .arg(PlanWords::whenLong(step), PlanWords::channel(step.channel), text(row, What), text(row, By));
    if (const QString skips = text(row, Skips); skips != QLatin1String("-"))
        words += u' ' + tr("Stop or skip if: %1.").arg(skips);
    if (!step.against.isEmpty())
        words += u' ' + tr("Half the leads get: %1.").arg(m_plan.nameOf(step.channel, step.against));
    if (const PlanIssue *issue = m_plan.issueAt(row))
        words += u' ' + issue->words + u'.';
    return words;
}

QVariant StepTableModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index) || index.row() >= int(m_plan.plan().steps.size()))
        return {};
    const PlanIssue *issue = m_plan.issueAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        if (issue && index.column() != Skips)
            return issue->words;
        return index.column() == When ? PlanWords::whenLong(m_plan.plan().steps[std::size_t(index.row())])
                                      : text(index.row(), index.column());
    case Qt::AccessibleTextRole:
        return sentence(index.row());
    case ChannelRole:
        return int(m_plan.plan().steps[std::size_t(index.row())].channel);
    case ToneRole:
        return issue ? int(issue->tone) : -1;
    default:
        return {};
    }
}

QStringList StepTableModel::heads() const
{
    return {QString(), QStringLiteral("#"), tr("When"), tr("By"), tr("What"), tr("Stop or skip if"), tr("Version A/B")};
}

} // namespace updesk
