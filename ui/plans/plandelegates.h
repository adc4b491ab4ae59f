// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plans/plancell.h"

namespace updesk
{

/// The list of sequences.
class PlanDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void draw(const PlanCell &cell) const override;
};

/// The steps of one.
class StepDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void draw(const PlanCell &cell) const override;
};

} // namespace updesk
