// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/welcome/joinforms.h"

namespace updesk
{

/// What a person gave to join a store.
struct JoinRequest {
    Invite invite;
    QString login, password;
    Keep keep = Keep::Password;
};

/// Joining a store: which, who, perhaps which of several, and the wait for its rows. It joins nothing itself.
class JoinPage final : public DoorPage
{
    Q_OBJECT
public:
    explicit JoinPage(QWidget *parent = nullptr);
    /// From the beginning; with a code at once to the question who one is, unless something is wrong with it.
    void begin(const QString &code = {});
    void setKeeps(bool keeps); ///< this computer has a key store
    void setRows(qint64 rows); ///< so many have come
    void setStores(const std::vector<StoreChoice> &stores); ///< one of these must be chosen
    void setFault(const Error &error); ///< back to where it can be put right
    WhereForm *where() const { return m_where; }
    bool isWaiting() const { return current() == m_wait; }

Q_SIGNALS:
    void begun(); ///< somebody wants to join
    void joinWanted(const updesk::JoinRequest &request);
    void cancelWanted();
    void left(); ///< back to the first page

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ask();
    void goBack();
    WhereForm *m_where;
    WhoForm *m_who;
    StoreForm *m_stores;
    WaitForm *m_wait;
    Invite m_invite;
};

} // namespace updesk
