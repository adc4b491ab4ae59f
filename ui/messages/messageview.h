// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/messagerows.h"
#include "ui/parts/button.h"
#include "ui/parts/messagewords.h"

#include <QPlainTextEdit>

namespace updesk
{

/// One message as it was written, how it stands, and what can be done about it.
class MessageView final : public QWidget
{
    Q_OBJECT
public:
    explicit MessageView(QWidget *parent = nullptr);
    void show(const MessageLine *line, const MessageWords &words, Time now); ///< nullptr: none
    QPlainTextEdit *body() const { return m_body; }
    void setPlace(Qt::Orientation way); ///< beside the list, or (vertical) below it

Q_SIGNALS:
    void noCallsWanted();
    void wished(const updesk::MessageAct &act);
    void openWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showActs(const Message &message);
    MessageLine m_line;
    bool m_has = false, m_below = false;
    TextLabel *m_who, *m_state, *m_said, *m_subject;
    QPlainTextEdit *m_body;
    QWidget *m_acts;
    Button *m_open, *m_noCalls;
};

} // namespace updesk
