// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/segments.h"
#include "ui/settings/channelsection.h"

class QCheckBox;

namespace updesk
{

/// Text messages: the account with a provider, and what this computer takes of what the provider brings.
class TextSection final : public ChannelSection
{
    Q_OBJECT
public:
    TextSection();
    QStringList secretNames() const override;
    void setKept(const QMap<QString, SecretKept> &kept) override;

protected:
    void fill() override;
    ChannelSettings typed() const override;
    std::vector<TypedSecret> typedSecrets() const override;
    std::optional<std::pair<QString, QString>> missing() const override;
    void clearSecrets() override;
    void showFault(const QString &place, const QString &words) override;
    void clearFaults() override;
    void setReadOnly(bool readOnly) override;
    std::optional<Trial> trial(int index) override;

private:
    enum Tries { TestAccount, SendText };
    void buildAccount();
    void buildListener();
    QLineEdit *addLine(const char *field, const QString &label, const QString &note = {});
    SettingRow *rowOf(const QLineEdit *edit) const;
    void showUsed();
    void showForm();
    void makeToken();
    TextSettings typedText() const;
    bool isKannel() const { return m_form->current() == 0; }
    bool canBeSigned() const;

    struct Line {
        const char *field;
        SettingRow *row;
        QLineEdit *edit;
    };
    QCheckBox *m_on, *m_listens, *m_signed;
    Segments *m_form;
    std::vector<Line> m_lines;
    QLineEdit *m_url, *m_account, *m_from, *m_ca, *m_port, *m_callback, *m_header, *m_testTo;
    SecretRow *m_secret, *m_token;
    Button *m_make;
    SettingRow *m_formRow, *m_listenRow, *m_signedRow;
    std::vector<SettingRow *> m_triesRows;
};

} // namespace updesk
