// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/plan.h"
#include "core/sequences/templatefacts.h"
#include "core/sequences/templatestore.h"
#include "ui/parts/type.h"

namespace updesk
{

class LeadPicker;
class Segments;

/// What a step of a sequence says to a lead: its message filled, or the words of its call.
class StepPreview final : public QWidget
{
    Q_OBJECT
public:
    explicit StepPreview(Session &session, QWidget *parent = nullptr);
    void setStep(const PlanStep &step, const std::vector<TemplateEntry> &templates);
    void refreshLeads(); ///< asks for the leads again, and shows the step anew
    LeadPicker *picker() const { return m_picker; }
    QString text() const { return m_text->text(); }
    QString language() const;

Q_SIGNALS:
    void failed(const updesk::Error &error);

private:
    void take();
    void write();
    QString message() const;
    QString call() const;
    Session &m_session;
    PlanStep m_step;
    std::vector<TemplateEntry> m_templates;
    TemplateFacts m_facts;
    Segments *m_language;
    LeadPicker *m_picker;
    TextLabel *m_text, *m_foot;
};

} // namespace updesk
