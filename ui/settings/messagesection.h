// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingsection.h"

namespace updesk
{

/// Messages: the way to the store's templates, and whether the plans that send them are in use.
class MessageSection final : public SettingSection
{
    Q_OBJECT
public:
    MessageSection();
    void setFacts(const DeskFacts &) override { }
    void setShippedPlans(int used, int all, bool mayChange);
    void setIncentives(const QString &words, bool mayChange);

Q_SIGNALS:
    void templatesWanted();
    void sequencesWanted();
    void shippedPlansWanted();
    void incentivesWanted();

private:
    SettingRow *m_plans;
    TextLabel *m_plansText;
    Button *m_usePlans;
    SettingRow *m_incentives;
    Button *m_openIncentives;
};

} // namespace updesk
