// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/logsheet.h"
#include "ui/appointments/soldmodel.h"

namespace updesk
{

/// The sold log, month by month; a row opens its lead, where W says what becomes of the sale.
class SoldSheet final : public LogSheet
{
    Q_OBJECT
public:
    /// `session` outlives the sheet.
    SoldSheet(Session &session, QWidget *window);
    void open() { openAt(m_session.now()); }
    SoldModel *model() const { return static_cast<SoldModel *>(log()); }

protected:
    QString nothing(const QString &heading) const override;

private:
    Session &m_session;
};

} // namespace updesk
