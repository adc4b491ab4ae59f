// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/logsheet.h"
#include "ui/appointments/showroommodel.h"

namespace updesk
{

/// The showroom log, day by day; a row opens its lead. Who is here now is marked in the line above the board.
class ShowroomSheet final : public LogSheet
{
    Q_OBJECT
public:
    /// `session` outlives the sheet.
    ShowroomSheet(Session &session, QWidget *window);
    void open(Time day) { openAt(day); }
    ShowroomModel *model() const { return static_cast<ShowroomModel *>(log()); }

protected:
    QString nothing(const QString &heading) const override;
    int firstChosen(int rows) const override { return rows - 1; } ///< who came last
};

} // namespace updesk
