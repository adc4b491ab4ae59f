// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/joiner.h"
#include "core/sync/signinworker.h"
#include "ui/welcome/joinpage.h"
#include "ui/welcome/signinpage.h"

#include <QPointer>
#include <QThread>

namespace updesk
{

/// What stands between people and a shared store: the thread that asks the server, the key store and the file who
/// somebody is, and the answers to the pages. The window never waits for it, and a server that gives no answer does not
/// hold its end.
class Door final : public QObject
{
    Q_OBJECT
public:
    /// `secrets` is used, and `setUp` called, on the door's thread only.
    Door(std::unique_ptr<Secrets> secrets, const Clock &clock, Joiner::SetUp setUp);
    ~Door() override;

    /// Lets this page join a store whose file will be `path`.
    void serve(JoinPage *page, const QString &path);
    /// Lets people sign in on this page at the joined file `path`; look() or enterAs() begins it.
    void serve(SignInPage *page, const QString &path);
    void look(); ///< whom this computer knows; answered to the page, and by keeps()
    void enterAs(const SignedIn &joined); ///< who has just joined need not type it again
    void test(const Login &login); ///< answered by tested() or testFailed()
    void forget(const QString &login);

Q_SIGNALS:
    void joined(const updesk::SignedIn &who); ///< the file is there
    void entered(const updesk::Entry &entry);
    void keeps(bool keeps); ///< this computer has a key store
    void tested(const updesk::Tested &tested);
    void testFailed(const updesk::Error &error);

private:
    void askKeeps(QPointer<JoinPage> page);
    void openWorker(const QString &path);
    void hear();
    void enter(Entry entry); ///< by value: it may be the one that waited

    std::unique_ptr<Secrets> m_secrets;
    const Clock &m_clock;
    QThread m_thread;
    Joiner *m_joiner;
    SignInWorker *m_worker = nullptr;
    QString m_path;
    QPointer<SignInPage> m_page;
    Entry m_waiting; ///< at the offer of a PIN
    bool m_offline = false, m_enters = false; ///< m_enters: for whoever just joined
};

} // namespace updesk
