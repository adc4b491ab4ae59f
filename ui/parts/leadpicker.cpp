// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/leadpicker.h"

#include "core/desk/leadfind.h"
#include "core/leads/queuerows.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/field.h"
#include "ui/parts/spacing.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace updesk
{

static constexpr int kLeads = 8;

LeadPicker::LeadPicker(Session &session, const QString &name, QWidget *parent)
    : QWidget(parent), m_session(session), m_find(new QLineEdit), m_leads(new QComboBox)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    m_find->setObjectName(name + QStringLiteral(".find"));
    m_find->setProperty("bar", true);
    m_find->setPlaceholderText(tr("Find a lead"));
    dressSearchEdit(m_find, tr("Find a lead"));
    m_leads->setObjectName(name + QStringLiteral(".lead"));
    m_leads->setAccessibleName(tr("Lead"));
    m_leads->setProperty("bar", true);
    m_leads->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_leads->setMinimumContentsLength(12);
    row->addWidget(m_find, 1);
    row->addWidget(m_leads, 1);
    connect(m_find, &QLineEdit::textChanged, this, [this] {
        const LeadId before = lead();
        refresh();
        if (lead() != before)
            Q_EMIT chosen();
    });
    connect(m_leads, &QComboBox::activated, this, &LeadPicker::chosen);
}

LeadId LeadPicker::lead() const
{
    const auto id = Id::fromHex(m_leads->currentData().toString().toStdString());
    return id ? LeadId{*id} : LeadId();
}

QString LeadPicker::leadName() const { return m_leads->currentText(); }

void LeadPicker::refresh()
{
    const QString typed = m_find->text().trimmed();
    const auto leads = typed.isEmpty() ? newestLeads(m_session.database(), LeadsListed::Open, kLeads)
                                       : leadsMeant(m_session.database(), typed, kLeads);
    const QString kept = m_leads->currentData().toString();
    const QSignalBlocker quiet(m_leads);
    m_leads->clear();
    if (!leads) {
        Q_EMIT failed(leads.error());
        return;
    }
    for (const LeadId &lead : *leads) {
        const auto row = queueRow(m_session.database(), lead);
        if (!row)
            continue;
        const QString name = nameOrErased(m_session.database(), row->name, lead.value);
        m_leads->addItem(name.isEmpty() ? tr("(no name)") : name, QString::fromLatin1(lead.value.hex()));
    }
    if (const int at = m_leads->findData(kept); at >= 0)
        m_leads->setCurrentIndex(at);
    m_leads->setEnabled(m_leads->count() > 0);
}

void LeadPicker::take(LeadId lead, const QString &name)
{
    const QString id = QString::fromLatin1(lead.value.hex());
    if (!lead.isNull() && m_leads->findData(id) < 0)
        m_leads->insertItem(0, name, id);
    if (!lead.isNull())
        m_leads->setCurrentIndex(m_leads->findData(id));
}

} // namespace updesk
