// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/previewlead.h"

#include "core/sequences/templaterows.h"

namespace updesk
{

Result<void> PreviewLead::set(LeadId lead, const QString &name)
{
    auto facts = templateFacts(m_session.database(), lead, m_session.now(), m_session.person());
    if (!facts)
        return facts.error();
    m_lead = lead;
    m_name = name;
    m_facts = std::move(*facts);
    return {};
}

TemplateValues PreviewLead::values(const QString &language)
{
    if (m_lead.isNull()) {
        m_facts = {};
        m_facts.asOf = m_session.now();
        if (const auto rules = m_session.rules()) {
            m_facts.store = (*rules)->dealership.name;
            m_facts.storePhone = (*rules)->dealership.phone;
            m_facts.storeAddress = (*rules)->dealership.address;
            m_facts.region = (*rules)->dealership.region;
            m_facts.zone = (*rules)->dealership.timeZone;
        }
    }
    return templateValues(m_facts, language);
}

} // namespace updesk
