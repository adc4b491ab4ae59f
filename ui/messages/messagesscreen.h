// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/messages/messagesmodel.h"
#include "ui/parts/banner.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/screen.h"
#include "ui/parts/segments.h"

#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>

namespace updesk
{

class MessageView;
class OptOutSheet;
struct MessageAct;

/// What goes out by e-mail and text (ui.md 4): what needs a look, what waits, what was sent. Enter opens the lead, the
/// keys beside the buttons do what can be done about a message.
class MessagesScreen final : public Screen
{
    Q_OBJECT
public:
    /// `session` outlives the screen.
    explicit MessagesScreen(Session &session, QWidget *parent = nullptr);

    QString title() const override { return tr("Messages"); }
    QWidget *focusTarget() override;
    MessagesModel *model() const { return m_model; }
    void choose(MessageList list);

Q_SIGNALS:
    void openLead(updesk::LeadId lead);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void connectParts();
    void reload();
    void tell(const Result<void> &read);
    void showAll();
    void showCurrent();
    void showEmpty();
    void keepPlace();
    void arrange();
    void open();
    void stopCalls();
    void showOptOuts();
    void wish(const MessageAct &act);
    void showHold();
    void release();
    bool mayRelease() const;
    bool takeKey(const QKeyEvent &event);
    const MessageLine *current() const;

    Session &m_session;
    MessagesModel *m_model;
    Banner *m_banner, *m_hold;
    Segments *m_lists;
    TextLabel *m_count;
    QListView *m_list;
    MessageView *m_text;
    QSplitter *m_split;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    Button *m_optOuts;
    OptOutSheet *m_sheet = nullptr;
    QTimer m_second;
    MessageId m_at; ///< the current one, before the rows were read anew
    int m_row = 0;
};

} // namespace updesk
