// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/plantrial.h"
#include "ui/parts/sheetdialog.h"
#include "ui/plans/planmodel.h"

namespace updesk
{

class LeadPicker;
class PlanTable;
class TrialModel;

/// Test on a lead: when each step of the sequence, as it stands in the editor, would fall for one lead, and what the
/// legal gate would say. Nothing is written.
class TrialSheet final : public SheetDialog
{
    Q_OBJECT
public:
    TrialSheet(Session &session, PlanModel &plan, QWidget *window);
    void openFor(LeadId lead, const QString &name); ///< null: the newest
    QString words() const { return m_words->text(); } ///< about the sequence, or the step that is selected

private:
    QWidget *makeBody();
    void tryIt();
    void showStep();
    Session &m_session;
    PlanModel &m_plan;
    LeadPicker *m_picker;
    TrialModel *m_model;
    PlanTable *m_table;
    TextLabel *m_about, *m_words;
};

} // namespace updesk
