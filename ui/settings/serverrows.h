// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/serveraccess.h"
#include "ui/settings/secretrow.h"

#include <functional>

class QComboBox;
class QLineEdit;

namespace updesk
{

/// The rows of one mail server: where it is, how the line is kept, and how it is entered.
class ServerRows final : public QObject
{
    Q_OBJECT
public:
    /// The usual ports with and without TLS from the first byte, and the settings' name that the widgets are called by.
    struct Kind {
        const char *name;
        int tls, startTls;
    };
    using AddRow = std::function<SettingRow *(const QString &label)>;
    ServerRows(const Kind &kind, const AddRow &addRow);

    void show(const ServerAccess &access);
    ServerAccess typed() const; ///< with the secret's name that was shown
    SecretRow *secret() const { return m_secret; }
    void setReadOnly(bool readOnly);
    std::vector<SettingRow *> rows() const; ///< that are used as the login stands
    std::vector<SettingRow *> allRows() const { return m_rows; }
    /// Shows what is wrong with a field of ServerAccess; false: it is none. Empty words: nothing is wrong any more.
    bool setError(const QString &field, const QString &words);
    void clearErrors();
    void takeFocus();

Q_SIGNALS:
    void edited();
    void kindChanged(); ///< other rows are used now

private:
    void build(const Kind &kind, const AddRow &addRow);
    void name(QWidget *widget, const Kind &kind, const char *field, const QString &label);
    void chooseSecurity(int index);
    void chooseFile();
    QLineEdit *m_host, *m_port, *m_login, *m_ca;
    QComboBox *m_security, *m_kind;
    Button *m_choose;
    SecretRow *m_secret;
    SettingRow *m_hostRow = nullptr, *m_portRow = nullptr, *m_kindRow = nullptr, *m_loginRow = nullptr,
               *m_caRow = nullptr;
    std::vector<SettingRow *> m_rows;
    int m_tlsPort, m_startTlsPort;
    QString m_secretName;
};

} // namespace updesk
