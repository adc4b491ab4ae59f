// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/screen.h"
#include "ui/settings/connectionsection.h"
#include "ui/settings/datasection.h"
#include "ui/settings/desksection.h"
#include "ui/settings/mailsection.h"
#include "ui/settings/messagesection.h"
#include "ui/settings/phonesection.h"
#include "ui/settings/storesection.h"
#include "ui/settings/textsection.h"

#include <functional>

class QScrollArea;

namespace updesk
{

class SectionList;
class Session;

/// The settings: sections at the left, the rows of one of them beside; a search goes through all. It sets nothing
/// itself.
class SettingsScreen final : public Screen
{
    Q_OBJECT
public:
    SettingsScreen();
    static QString name() { return tr("Settings"); }
    QString title() const override { return name(); }
    QWidget *focusTarget() override;
    bool goBack() override; ///< out of a search
    void setFacts(const DeskFacts &facts);
    /// Calls `refresh` now, each time the settings are shown, and while they are when the store or the person changes.
    void keepFresh(Session &session, QObject &whose, const std::function<void()> &refresh);
    void go(int section);
    void openList(); ///< the place where a do-not-call list is imported
    DeskSection *desk() const { return m_desk; }
    StoreSection *store() const { return m_store; }
    ConnectionSection *connections() const { return m_connections; }
    MessageSection *messages() const { return m_messages; }
    MailSection *mail() const { return m_mail; }
    TextSection *texts() const { return m_texts; }
    PhoneSection *phone() const { return m_phone; }
    DataSection *data() const { return m_data; }

Q_SIGNALS:
    void shown(); ///< the facts may be old

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void seek();
    QLineEdit *m_search;
    DeskSection *m_desk;
    StoreSection *m_store;
    ConnectionSection *m_connections;
    MessageSection *m_messages;
    MailSection *m_mail;
    TextSection *m_texts;
    PhoneSection *m_phone;
    DataSection *m_data;
    std::vector<SettingSection *> m_sections;
    SectionList *m_list;
    QWidget *m_left;
    QScrollArea *m_scroll;
    TextLabel *m_none;
    DeskFacts m_facts;
};

} // namespace updesk
