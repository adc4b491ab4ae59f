// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/joiner.h"
#include "core/sync/signinworker.h"
#include "ui/welcome/joinpage.h"
#include "ui/welcome/signinpage.h"

#include <QPointer>
#include <QThread>

#include <deque>

namespace updesk
{

/// What stands between people and a shared store: the thread that asks the server, the key store and the file who
/// somebody is, and the answers to the pages. The window never waits for it, and a server that gives no answer does not
/// hold its end. An answer counts for the one who asked: whoever left the page, or went to another form, is not let in
/// by it any more.
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
    void leave(); ///< whoever entered has the desk, and the page is done
    void test(const Login &login); ///< answered by tested() or testFailed()
    void forget(const QString &login); ///< answered by forgotten() or forgetFailed()
    /// The server has refused this login elsewhere (forgetRefused()); forgetFailed() when it is still known here.
    void drop(const Login &login, const Error &error);

Q_SIGNALS:
    void joined(const updesk::SignedIn &who); ///< the file is there
    void entered(const updesk::Entry &entry); ///< the page stays served until leave()
    void keeps(bool keeps); ///< this computer has a key store
    void tested(const updesk::Tested &tested);
    void testFailed(const updesk::Error &error);
    void forgotten(const QString &login);
    void forgetFailed(const updesk::Error &error);

private:
    enum class Wish : quint8 { Look, Enter, Test, Forget, Drop };
    /// Something the thread was asked for; its answers come before those of the next.
    struct Asked {
        int number = 0;
        Wish wish = Wish::Look;
        QString login{}; ///< of whom to forget
        bool counts = true; ///< false: whoever asked went elsewhere
        bool failed = false;
    };
    void askKeeps(QPointer<JoinPage> page);
    void openWorker(const QString &path);
    void hear();
    void hearOfPage();
    void refuse(const Error &error);
    void enter(Entry entry); ///< by value: it may be the one that waited
    void callOff();
    bool isOf(Wish wish) const { return !m_asked.empty() && m_asked.front().wish == wish; }
    bool isAwaited() const { return m_page && isOf(Wish::Enter) && m_asked.front().counts; }
    void answered(int number);
    template <class... Taken, class... Given>
    void ask(Asked asked, void (SignInWorker::*slot)(Taken...), const Given &...given);

    std::unique_ptr<Secrets> m_secrets;
    const Clock &m_clock;
    QThread m_thread;
    Joiner *m_joiner;
    SignInWorker *m_worker = nullptr;
    QString m_path;
    QPointer<SignInPage> m_page;
    std::deque<Asked> m_asked; ///< the first one's answers come next
    int m_number = 0; ///< of the last one asked
    Entry m_waiting; ///< at the offer of a PIN
    bool m_enters = false; ///< for whoever just joined
};

} // namespace updesk
