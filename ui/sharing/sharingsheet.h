// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/syncworker.h"
#include "ui/parts/banner.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/segments.h"
#include "ui/parts/sheetdialog.h"
#include "ui/sharing/sharingmodel.h"

#include <QListView>

namespace updesk
{

/// What waits for the server, and what was changed in two places or refused. Left and Right choose the list, Enter
/// opens the lead, U uses the other value, T tries again what was put aside, G gives it up.
class SharingSheet final : public SheetDialog
{
    Q_OBJECT
public:
    SharingSheet(Session &session, QWidget *window);
    void openList(SharingModel::List list);
    void reload();
    SharingModel *model() const { return m_model; }
    void setGivenUp(const GivenUp &news); ///< what giveUpWanted() came to
    void forgetGivingUp(); ///< no answer comes any more to what was wanted so far

Q_SIGNALS:
    void giveUpWanted(updesk::DeedId deed);
    void retried(); ///< it goes with the next talk
    void leadWanted(updesk::LeadId lead);
    void said(const QString &words, bool undo);
    void seen(); ///< what came back was looked at

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void choose(int list);
    void showRow();
    void fit();
    bool takeKey(const QKeyEvent &event);
    void openLead();
    void useOther();
    void retry();
    void giveUp();
    DeedId decidable() const;

    Session &m_session;
    SharingModel *m_model;
    Segments *m_lists;
    Banner *m_banner;
    QListView *m_view;
    EmptyState *m_empty;
    Button *m_open, *m_other, *m_retry, *m_giveUp;
    std::set<DeedId> m_givingUp; ///< until the server has answered
};

} // namespace updesk
