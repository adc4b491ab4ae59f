// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/lead/writingdesk.h"
#include "ui/messages/messagesscreen.h"

#include <QApplication>

namespace updesk
{

/// A store that can write, with a lead, and the screen of messages over it.
struct MessagesDesk : TestStore {
    MessagesDesk()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        setUpWays(*this);
        sam = add(webLead(0)).lead;
    }
    void show(QSize size = {1166, 692}, std::optional<MessageList> which = {})
    {
        screen = std::make_unique<MessagesScreen>(*session);
        screen->resize(size);
        screen->show();
        if (which)
            screen->choose(*which);
        screen->focusTarget()->setFocus();
        QApplication::processEvents();
    }
    MessagesModel *model() const { return screen->model(); }
    QListView *list() const { return screen->findChild<QListView *>(); }
    void key(Qt::Key key) { QTest::keyClick(list(), key); }
    QString state(int row) const { return model()->index(row).data(MessagesModel::StateRole).toString(); }

    LeadId sam;
    std::unique_ptr<MessagesScreen> screen;
};

} // namespace updesk
