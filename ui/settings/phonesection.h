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

protected:
    void fill() override;
    ChannelSettings typed() const override;
    std::vector<TypedSecret> typedSecrets() const override { return {}; }
    void clearSecrets() override { }
    void showFault(const QString &place, const QString &words) override;
    void clearFaults() override;
    void setReadOnly(bool readOnly) override;
    std::optional<Trial> trial(int) override { return std::nullopt; }

private:
    PhoneSettings typedPhone() const;
    void show();
    Segments *m_dialBy;
    QLineEdit *m_domain, *m_outside, *m_socket;
    QCheckBox *m_group;
    SettingRow *m_dialRow, *m_domainRow, *m_outsideRow, *m_socketRow, *m_groupRow;
    TextLabel *m_example;
};

} // namespace updesk
