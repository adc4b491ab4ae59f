// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"
#include "ui/shell/quiethours.h"

namespace updesk
{

/// From when to when no news pops up, every day. Ctrl+Enter keeps it, also from a field by Enter.
class QuietSheet final : public SheetDialog
{
    Q_OBJECT
public:
    explicit QuietSheet(QWidget *window);
    void openFor(const QuietHours &hours);

Q_SIGNALS:
    void kept(const updesk::QuietHours &hours); ///< not set: no quiet hours

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void keep();
    Field *m_from, *m_to;
};

} // namespace updesk
