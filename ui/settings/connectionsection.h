// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingsection.h"

namespace updesk
{

/// Connections: the server this desk belongs to, how it is proven, and who signed in here.
class ConnectionSection final : public SettingSection
{
    Q_OBJECT
public:
    ConnectionSection();
    void setFacts(const DeskFacts &facts) override;
    void setTesting(); ///< until setTested()
    void setTested(const QString &words, bool good);

Q_SIGNALS:
    void testWanted();
    void forgetWanted(const QString &login, const QString &name);

private:
    void setPeople(const std::vector<FactPerson> &people);
    SettingRow *m_alone, *m_number, *m_server, *m_store, *m_login, *m_print, *m_joined, *m_factor, *m_keeps, *m_test;
    TextLabel *m_aloneText, *m_numberText, *m_serverText, *m_storeText, *m_loginText, *m_printText, *m_joinedText,
        *m_factorText, *m_keepsText;
    Button *m_testButton;
    std::vector<FactPerson> m_people;
    std::vector<SettingRow *> m_rows; ///< one a person
};

} // namespace updesk
