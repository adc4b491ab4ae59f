// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"
#include "ui/parts/field.h"

namespace updesk
{

/// Under a message that is written: puts the link to a video walk-around into it (F71). Closed it is one button; what
/// is no such link is said at its field.
class VideoLine final : public QWidget
{
    Q_OBJECT
public:
    explicit VideoLine(QWidget *parent = nullptr);
    void close(); ///< one button again, without what was typed

Q_SIGNALS:
    void added(const QString &link); ///< checked

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open();
    void fold(); ///< one button again; what was typed stays
    void add();
    Button *m_open, *m_add;
    Field *m_link;
    QWidget *m_line;
};

} // namespace updesk
