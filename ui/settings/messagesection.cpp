// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/messagesection.h"

#include <QLocale>

namespace updesk
{

MessageSection::MessageSection() : SettingSection(tr("Messages"), tr("what the store writes"))
{
    auto *templates = addRow(tr("Templates and scripts"));
    auto *open = new Button(tr("Edit templates and scripts ..."));
    open->setInBar();
    open->setObjectName(QStringLiteral("settings.templates"));
    templates->add(open);
    templates->setNote(tr("Emails, texts and what is said on calls, in English, Spanish and French, with a preview."));
    connect(open, &Button::clicked, this, &MessageSection::templatesWanted);
    auto *sequences = addRow(tr("Sequences"));
    auto *edit = new Button(tr("Edit sequences ..."));
    edit->setInBar();
    edit->setObjectName(QStringLiteral("settings.sequences"));
    sequences->add(edit);
    sequences->setNote(tr("What is done with a lead until it answers, step by step, and who is in it."));
    connect(edit, &Button::clicked, this, &MessageSection::sequencesWanted);
    m_plans = addRow(tr("Shipped sequences"));
    m_plansText = m_plans->addText();
    m_plansText->setObjectName(QStringLiteral("settings.shippedPlans"));
    m_usePlans = m_plans->add(new Button(tr("&Use the shipped ones")));
    m_usePlans->setInBar();
    m_usePlans->setObjectName(QStringLiteral("settings.usePlans"));
    connect(m_usePlans, &Button::clicked, this, &MessageSection::shippedPlansWanted);
    m_incentives = addRow(tr("Incentives"));
    m_openIncentives = m_incentives->add(new Button(QString()));
    m_openIncentives->setInBar();
    m_openIncentives->setObjectName(QStringLiteral("settings.incentives"));
    connect(m_openIncentives, &Button::clicked, this, &MessageSection::incentivesWanted);
    setShippedPlans(0, 0, false);
    setIncentives({}, false);
}

void MessageSection::setShippedPlans(int used, int all, bool mayChange)
{
    const QLocale locale;
    m_plansText->setText(used == 0 ? tr("None is in use")
            : used == all          ? tr("All are in use")
                                   : tr("%1 of %2 are in use").arg(locale.toString(used), locale.toString(all)));
    m_plans->setNote(used == 0 ? tr("The store uses no sequence yet: leads get calls by fixed rules.")
                               : tr("Leads that come get the sequence of their kind and tier."));
    m_usePlans->setVisible(used < all && mayChange);
}

void MessageSection::setIncentives(const QString &words, bool mayChange)
{
    m_openIncentives->setText(mayChange ? tr("Edit incentives ...") : tr("Show incentives ..."));
    m_incentives->setNote(words);
}

} // namespace updesk
