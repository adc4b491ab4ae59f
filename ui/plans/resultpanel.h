// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plans/plancell.h"
#include "ui/plans/resultmodel.h"

namespace updesk
{

class BesideReader;
class PlanTable;

/// Paints one figure; the one that Enter opens has a line around it.
class ResultDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void draw(const PlanCell &cell) const override;
};

/// Beside the steps: what each of them brought, in figures that open to their leads. Read beside the window.
class ResultPanel final : public QWidget
{
    Q_OBJECT
public:
    ResultPanel(Session &session, PlanModel &plan, QWidget *parent = nullptr);
    ~ResultPanel() override;
    void read(); ///< asks again; until the answer comes the old figures stay
    void choose(int step); ///< of the plan
    PlanTable *table() const { return m_table; }
    ResultModel *model() const { return m_model; }
    QString words() const { return m_words->text(); } ///< instead of figures, or what they mean

Q_SIGNALS:
    /// `about`: the figure in words.
    void leadsWanted(const updesk::ResultPick &pick, int count, const QString &about);
    void chosen(int step); ///< a row of this step of the plan was gone to

private:
    void open(const QModelIndex &figure);
    void show(const QString &plan, const Result<std::vector<StepResult>> &results);
    void refresh();
    PlanModel &m_plan;
    BesideReader *m_reader;
    ResultModel *m_model;
    PlanTable *m_table;
    TextLabel *m_words;
    QString m_read; ///< key of the plan that is shown
    std::optional<Error> m_failed;
};

} // namespace updesk
