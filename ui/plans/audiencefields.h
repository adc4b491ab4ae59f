// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/chip.h"
#include "ui/plans/planmodel.h"

#include <QWidget>

class QComboBox;

namespace updesk
{

/// Which leads a sequence is for: what begins it, their kinds, and the pace of their tiers.
class AudienceFields final : public QWidget
{
    Q_OBJECT
public:
    explicit AudienceFields(PlanModel &plan, QWidget *parent = nullptr);
    void refresh();
    QComboBox *start() const { return m_start; }

private:
    QWidget *makeChips(const QString &name, const char *object, const QStringList &words, int Plan::*bits);
    struct Bit {
        Chip *chip;
        int Plan::*bits;
        int bit;
    };
    PlanModel &m_plan;
    QComboBox *m_start;
    std::vector<Bit> m_bits;
};

} // namespace updesk
