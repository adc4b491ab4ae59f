// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/sheettable.h"
#include "ui/shell/disposalmodel.h"

namespace updesk
{

/// Whom the store could erase, since they had no business with it for long (SG-5). Enter takes a row out or in again;
/// erasing asks first, and for the number of persons.
class DisposalSheet final : public SheetDialog
{
    Q_OBJECT
public:
    /// `session` outlives the sheet.
    DisposalSheet(Session &session, QWidget *window);
    void open();

Q_SIGNALS:
    void said(const QString &words);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBody();
    void read();
    void fit();
    void toggle();
    void erase();
    Session &m_session;
    DisposalModel *m_model;
    SheetTable *m_table;
    TextLabel *m_words;
    Field *m_count;
    Button *m_erase;
};

} // namespace updesk
