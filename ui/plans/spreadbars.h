// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plancheck.h"

#include <QWidget>

namespace updesk
{

/// The attempts of a plan as they fall when nobody ever answers.
struct PlanSpread {
    struct Day {
        int day = 1;
        std::vector<DayPart> attempts; ///< in their order
        bool operator==(const Day &) const = default;
    };
    std::vector<Day> days; ///< with attempts only
    std::array<int, kDayParts> parts{};
    int last = 30; ///< day of the plan
    bool operator==(const PlanSpread &) const = default;
};
PlanSpread spreadOf(const Plan &plan, const std::vector<PlannedStep> &planned);

/// A bar an attempt, day by day: full in the morning, half full in the afternoon, hollow in the evening.
class SpreadBars final : public QWidget
{
    Q_OBJECT
public:
    explicit SpreadBars(QWidget *parent = nullptr);
    void setSpread(const PlanSpread &spread);
    const PlanSpread &spread() const { return m_spread; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString sentence() const;
    PlanSpread m_spread;
};

/// "morning 4, afternoon 4, evening 4", each behind a bar as it is drawn.
class SpreadLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit SpreadLegend(QWidget *parent = nullptr);
    void setSpread(const PlanSpread &spread);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    static QString words(const PlanSpread &spread);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PlanSpread m_spread;
};

} // namespace updesk
