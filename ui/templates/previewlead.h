// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/templatevalues.h"

namespace updesk
{

/// For whom a text is shown as it would be sent or said; while no lead is chosen only the store is known.
class PreviewLead
{
public:
    explicit PreviewLead(Session &session) : m_session(session) { }
    /// NotFound: no such lead; the one before stays.
    Result<void> set(LeadId lead, const QString &name);
    LeadId lead() const { return m_lead; }
    QString name() const { return m_name; }
    const TemplateFacts &facts() const { return m_facts; }
    TemplateValues values(const QString &language);

private:
    Session &m_session;
    LeadId m_lead;
    QString m_name;
    TemplateFacts m_facts;
};

} // namespace updesk
