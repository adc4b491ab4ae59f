// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/banner.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/screen.h"
#include "ui/queue/queuebar.h"
#include "ui/queue/queuereasons.h"

namespace updesk
{

/// The queue: who to call next, and why. Opens, calls and forms are the shell's; giving away, grading and closing are
/// done here.
class QueueScreen final : public Screen
{
    Q_OBJECT
public:
    explicit QueueScreen(Session &session, QWidget *parent = nullptr);

    QString title() const override { return tr("Queue"); }
    QWidget *focusTarget() override { return m_view; }
    bool goBack() override;

    /// The lead below this one; null at the end of the list.
    LeadId next(LeadId after) { return m_model->next(after); }
    /// The list was worked to its end: shows what came in above meanwhile or was passed over. The first of that; null:
    /// nothing is left but `done`.
    LeadId startOver(LeadId done);
    LeadId currentLead() const { return m_view->currentLead(); }
    /// The lead panel shows this one: it is selected, in the place of the one before when that one is done.
    void showLead(LeadId lead) { m_view->advanceTo(lead); }
    /// For the search box: "Queue, filtered by ...".
    void filterBy(const QString &words);
    /// Lists the leads whose answer is told, not verified or missing though they are closed; one chosen is opened.
    void showWithoutProof();
    /// Rows that need a person now, for the sidebar's badge.
    int needed() const;

    QueueView *view() const { return m_view; }
    QueueModel *model() const { return m_model; }
    QueueBar *bar() const { return m_bar; }
    QueueReasons *reasons() const { return m_reasons; }

Q_SIGNALS:
    void openLead(updesk::LeadId lead);
    void callLead(updesk::LeadId lead);
    /// What only the lead's page can do: it is opened for it.
    void pageWanted(updesk::LeadId lead, updesk::Letter letter);
    void walkInWanted();
    void countsChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void connectAll();
    void addKeys();
    void startAs();
    void applyFilter();
    void leaveField();
    void enterList();
    void goOn();
    void clearFilter();
    void refreshed();
    void failed(const Error &error);
    void placeEmpty();
    void refreshEmpty();
    bool isFiltered() const;
    void act(Letter letter);
    void turnPin();
    void giveAway();
    void setGradeOf(LeadId lead);
    void askGradeReason(LeadId lead, int grade);
    void closeAsLost(LeadId lead);
    void markUnverifiedOf(LeadId lead);
    void tell(const Result<DeedId> &done, const QString &words);
    void openMenu(const QPoint &global);
    void addActs(QMenu &menu);
    void addPeopleActs(QMenu &menu, const QueueRow &row);
    void showOrder();
    void chooseFilter(int number);
    void saveFilter();
    void keepFilters();
    void remember(const char *key, const QString &value);
    QString remembered(const char *key) const;

    Session &m_session;
    QueueModel *m_model;
    QueueBar *m_bar;
    Banner *m_banner;
    QueueView *m_view;
    QueueReasons *m_reasons;
    EmptyState *m_empty;
    QPointer<Popover> m_order;
    std::vector<SavedFilter> m_filters;
    QueueFilter::View m_whose = QueueFilter::View::Team;
    bool m_leaving = false; ///< from the field into the list, once it is what was typed
};

} // namespace updesk
