// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/messages/optoutmodel.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/sheettable.h"

namespace updesk
{

/// How long it took until refusals were honoured: worst and median of each way of the last twelve months, and each of
/// them, which opens its lead (US-9).
class OptOutSheet final : public SheetDialog
{
    Q_OBJECT
public:
    /// `session` outlives the sheet.
    OptOutSheet(Session &session, QWidget *window);
    void open();
    OptOutModel *model() const { return m_model; }
    QString words() const { return m_words->text(); } ///< what it comes to

Q_SIGNALS:
    void openLead(updesk::LeadId lead);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBody();
    void read();
    void fit();
    void openCurrent();
    Session &m_session;
    OptOutModel *m_model;
    SheetTable *m_table;
    TextLabel *m_words;
};

} // namespace updesk
