// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace updesk
{

/// What stands beside the lead in one row: a head, a part that scrolls and a foot, with lines between them. It takes
/// no more room than the lead can spare.
class SidePanel : public QWidget
{
    Q_OBJECT
protected:
    /// `leadRoom`: how wide the lead stays at text size 100 %, while there is room for both.
    SidePanel(QWidget *parent, int leadRoom);
    /// A row for a head, as high as all of them.
    static QWidget *makeBar(QHBoxLayout *&row);
    void lay(QWidget *head, QWidget *body, QWidget *foot);
    bool hasRoom() const; ///< beside the whole of the lead
    void fit(); ///< when the parent is as wide as it is now
    void paintEvent(QPaintEvent *event) override;

private:
    int m_leadRoom;
};

} // namespace updesk
