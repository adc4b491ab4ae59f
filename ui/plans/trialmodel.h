// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/plantrial.h"
#include "ui/parts/headedmodel.h"
#include "ui/plans/plancell.h"
#include "ui/plans/planmodel.h"

#include <QDateTime>
#include <QTimeZone>

namespace updesk
{

/// The steps of a trial, with the customer's own times.
class TrialModel final : public HeadedModel
{
    Q_OBJECT
public:
    enum Column { Number, When, By, What, Says };
    enum Role { ChannelRole = Qt::UserRole + 1, LeftRole, MovedRole, GivenRole };
    explicit TrialModel(PlanModel &plan, QObject *parent = nullptr) : HeadedModel(parent), m_plan(plan) { }
    void setTrial(const PlanTrial &trial, Time now);
    const PlanTrial &trial() const { return m_trial; }
    QString says(int row) const; ///< the whole of it, in words

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    int rows() const override { return int(m_trial.steps.size()); }
    QStringList heads() const override;

private:
    QString moment(Time at) const;
    QString text(const TriedStep &step, int row, int column) const;
    static bool isMoved(const TriedStep &step);
    bool isGiven(const TriedStep &step) const;
    PlanModel &m_plan;
    PlanTrial m_trial;
    QTimeZone m_zone;
    Time m_now = 0;
};

/// Paints them.
class TrialDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void draw(const PlanCell &cell) const override;
};

} // namespace updesk
