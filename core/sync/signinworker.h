// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"
#include "core/sync/connectiontest.h"
#include "core/sync/secondfactor.h"

#include <QObject>

#include <atomic>
#include <functional>

namespace updesk
{

/// Somebody who may take the desk.
struct Entry {
    SignedIn who;
    std::vector<Login> kept; ///< of everybody whose password is kept here
    bool offersPin = false; ///< has none yet and could set one
};

/// Signs people in on a thread of its own, over a connection to the file of its own. Only values cross: it is asked
/// from one other thread, which does not wait, and answers by signals. One person at a time stands at the door: what
/// proves somebody further is about whoever came last.
class SignInWorker final : public QObject
{
    Q_OBJECT
public:
    /// All outlive the worker. `path` is the file of a joined desk.
    struct Order {
        QString path;
        Database::Setup setup;
        Secrets *secrets = nullptr;
        const Clock *clock = nullptr;
    };
    explicit SignInWorker(Order order) : m_order(std::move(order)) { }

    void look();
    void byPassword(const QString &login, const QString &password, Keep keep);
    void byPin(const QString &login, const QString &pin);
    void proveByCode(const QString &code);
    void enrolByCode(const QString &code);
    void keepPin(const QString &pin);
    void forget(const QString &login);
    void drop(const Login &login, const Error &error); ///< forgetRefused()
    void test(const Login &login);
    /// Who was asked to be let in so far is no more, and nothing is said of it; a test that is not done has failed. At
    /// once, also when the server gives no answer.
    void callOff();

Q_SIGNALS:
    void looked(const std::vector<updesk::KnownPerson> &people);
    void keeps(bool keeps); ///< this computer has a key store; after looked(), because asking may take long
    void entered(const updesk::Entry &entry);
    void codeWanted();
    void enrolmentWanted(const updesk::FactorOffer &offer);
    void pinKept();
    void refused(const updesk::Error &error);
    void tested(const updesk::Tested &tested);
    void testFailed(const updesk::Error &error);

private:
    using Act = std::function<Result<void>(const SignInDesk &desk)>;
    void begin(std::function<void()> work);
    void with(Act act); ///< is done, however late
    void attempt(const Act &act); ///< unless it is called off
    Result<SignInDesk> desk();
    Result<void> goOn(const SignInDesk &desk);
    Result<void> tell(const SignInDesk &desk);
    Result<Tested> testAs(const Login &login);
    bool isWanted() const { return m_current > m_calledOff; }

    Order m_order;
    Halt m_halt; ///< of what is done right now
    int m_asked = 0, m_current = 0; ///< by number; m_asked is of the thread that asks
    std::atomic<int> m_calledOff = 0; ///< the last of those
    std::unique_ptr<Database> m_database;
    SignedIn m_who;
    FactorOffer m_offer;
    bool m_byPassword = false;
};

} // namespace updesk
