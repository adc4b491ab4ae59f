// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace updesk
{

/// Chooses a lead: words to look for, and those that were found.
class LeadPicker final : public QWidget
{
    Q_OBJECT
public:
    /// `name`: that of the objects, "sequence" for "sequence.find" and "sequence.lead".
    LeadPicker(Session &session, const QString &name, QWidget *parent = nullptr);
    LeadId lead() const; ///< null: none found
    QString leadName() const;
    void refresh(); ///< asks again; the one that is chosen stays where it is among them
    void take(LeadId lead, const QString &name);
    QLineEdit *edit() const { return m_find; }

Q_SIGNALS:
    void chosen();
    void failed(const updesk::Error &error);

private:
    Session &m_session;
    QLineEdit *m_find;
    QComboBox *m_leads;
};

} // namespace updesk
