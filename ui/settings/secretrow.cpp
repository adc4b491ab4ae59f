// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/secretrow.h"

namespace updesk
{

SecretRow::SecretRow(SettingRow *row, const QString &objectName) : QObject(row), m_row(row), m_edit(new PasswordEdit)
{
    m_edit->setObjectName(objectName);
    row->addEdit(m_edit);
    connect(m_edit, &PasswordEdit::capsLockChanged, this, [this](bool on) {
        m_capsLock = on;
        showKept();
    });
    showKept();
}

void SecretRow::clear()
{
    m_edit->clear();
    m_edit->hideWords();
}

void SecretRow::setKept(SecretKept kept)
{
    m_kept = kept;
    showKept();
}

void SecretRow::setReadOnly(bool readOnly) { m_edit->setReadOnly(readOnly); }

void SecretRow::setAdvice(const QString &words)
{
    m_advice = words;
    showKept();
}

void SecretRow::showKept()
{
    m_edit->setPlaceholderText(m_kept == SecretKept::Yes ? tr("kept in the key store") : QString());
    QStringList words;
    if (m_capsLock)
        words << tr("Caps Lock is on.");
    if (!m_advice.isEmpty())
        words << m_advice;
    if (m_kept == SecretKept::Yes)
        words << tr("Kept in this computer's key store. What is typed here takes its place.");
    else if (m_kept == SecretKept::No)
        words << tr("Not in this computer's key store yet.");
    else if (m_kept == SecretKept::NoStore)
        words << tr("This computer has no key store, so it can keep no password.");
    m_row->setNote(words.join(u' '));
}

} // namespace updesk
