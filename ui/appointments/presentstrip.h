// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showroomrows.h"
#include "core/desk/session.h"
#include "ui/appointments/boardwords.h"

#include <QWidget>

class QMenu;

namespace updesk
{

class Banner;
class Button;
class FlowLayout;

/// Who is in the store now, how long and how far (F78); and after closing, who was forgotten there. Hidden while nobody
/// is.
class PresentStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit PresentStrip(Session &session, QWidget *parent = nullptr);

    void refresh();
    const std::vector<PresentRow> &present() const { return m_present; }
    const std::vector<RowOnlyId> &forgotten() const { return m_forgotten; }
    static QString textOf(const PresentRow &row, Time now); ///< "Hugo Bell, 45 min, demo drive"

Q_SIGNALS:
    void openLead(updesk::LeadId lead);
    void stepReached(updesk::RowOnlyId visit, updesk::VisitStep step);
    void departed(updesk::RowOnlyId visit);
    void forgottenLeft();
    void failed(const updesk::Error &error);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void show(const BoardWords &words, Time now);
    void rebuild();
    Button *addVisitor();
    void dress(Button &button, const PresentRow &row, const BoardWords &words, Time now);
    void fillMenu(QMenu &menu, const PresentRow &row);
    Session &m_session;
    Banner *m_banner;
    QWidget *m_box;
    FlowLayout *m_flow;
    std::vector<PresentRow> m_present;
    std::vector<RowOnlyId> m_forgotten;
    std::vector<RowOnlyId> m_shown; ///< whose buttons stand there: they stay while the same people do
    std::vector<Button *> m_buttons;
};

} // namespace updesk
