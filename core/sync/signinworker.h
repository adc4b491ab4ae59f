// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/connectiontest.h"
#include "core/sync/secondfactor.h"

#include <QObject>

namespace updesk
{

/// Somebody who may take the desk.
struct Entry {
    SignedIn who;
    std::vector<Login> kept; ///< of everybody whose password is kept here
    bool offersPin = false; ///< has none yet and could set one
};

/// Signs people in on a thread of its own, over a connection to the file of its own. Only values cross. One person at a
/// time stands at the door: what proves somebody further is about whoever came last.
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

public Q_SLOTS:
    void look();
    void byPassword(const QString &login, const QString &password, updesk::Keep keep);
    void byPin(const QString &login, const QString &pin);
    void proveByCode(const QString &code);
    void enrolByCode(const QString &code);
    void keepPin(const QString &pin);
    void forget(const QString &login);
    void test(const updesk::Login &login);

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
    Result<SignInDesk> desk();
    template <class Act>
    void with(const Act &act);
    Result<void> goOn(const SignInDesk &desk);
    Result<void> tell(const SignInDesk &desk);

    Order m_order;
    std::unique_ptr<Database> m_database;
    SignedIn m_who;
    FactorOffer m_offer;
    bool m_byPassword = false;
};

} // namespace updesk
