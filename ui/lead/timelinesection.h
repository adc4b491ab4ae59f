// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/timelineview.h"
#include "ui/parts/segments.h"
#include "ui/parts/type.h"

class QLineEdit;

namespace updesk
{

/// The history with its filter and its search box.
class TimelineSection final : public QWidget
{
    Q_OBJECT
public:
    explicit TimelineSection(TimelineModel *model, QWidget *parent = nullptr);
    TimelineView *view() const { return m_view; }
    QLineEdit *find() const { return m_find; }
    /// Leaves the search: true when there was one.
    bool clearFind();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    TimelineModel *m_model;
    Segments *m_kinds;
    QLineEdit *m_find;
    TimelineView *m_view;
    TextLabel *m_nothing;
};

} // namespace updesk
