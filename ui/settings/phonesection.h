// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/segments.h"
#include "ui/settings/channelsection.h"

class QCheckBox;

namespace updesk
{

/// Phone: how numbers are dialled, and where a phone system tells of its calls.
class PhoneSection final : public ChannelSection
{
    Q_OBJECT
public:
    PhoneSection();
    QStringList secretNames() const override { return {}; }
    void setKept(const QMap<QString, SecretKept> &) override { }
    void setDialled(bool did); ///< what came of dialWanted()

Q_SIGNALS:
    void dialWanted(const QString &link); ///< one call for real, by what is typed

protected:
    void fill() override;
    ChannelSettings typed() const override;
    std::vector<TypedSecret> typedSecrets() const override { return {}; }
    void clearSecrets() override { }
    void showFault(const QString &place, const QString &words) override;
    void clearFaults() override;
    void setReadOnly(bool readOnly) override;
    std::optional<Trial> trial(int index) override;

private:
    void buildDialling();
    void buildSocket();
    void dial();
    PhoneSettings typedPhone() const;
    void show();
    Segments *m_dialBy;
    QLineEdit *m_domain, *m_outside, *m_socket, *m_testTo;
    Button *m_dial;
    QCheckBox *m_group;
    SettingRow *m_dialRow, *m_domainRow, *m_outsideRow, *m_socketRow, *m_groupRow, *m_testRow, *m_socketTry;
    TextLabel *m_example;
};

} // namespace updesk
