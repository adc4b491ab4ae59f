// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/passwordedit.h"
#include "ui/settings/settingsection.h"

namespace updesk
{

/// Whether this computer's key store has a secret.
enum class SecretKept : quint8 { Unknown, Yes, No, NoStore };

/// A password that is typed once and never shown again: what is kept stands in words under it.
class SecretRow final : public QObject
{
    Q_OBJECT
public:
    SecretRow(SettingRow *row, const QString &objectName);
    SettingRow *row() const { return m_row; }
    PasswordEdit *edit() const { return m_edit; }
    QByteArray typed() const { return m_edit->text().toUtf8(); } ///< empty: the kept one stays
    void clear();
    void setKept(SecretKept kept);
    SecretKept kept() const { return m_kept; }
    void setReadOnly(bool readOnly);
    /// Words before what is said of the key store, such as where the password comes from.
    void setAdvice(const QString &words);

private:
    void showKept();
    SettingRow *m_row;
    PasswordEdit *m_edit;
    SecretKept m_kept = SecretKept::Unknown;
    bool m_capsLock = false;
    QString m_advice;
};

} // namespace updesk
