// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

namespace updesk
{

/// Where this computer keeps what no file may hold: passwords, the key of the store's file, the seed of the second
/// factor. Calls may take seconds while the system asks its user to unlock; make them where waiting is allowed.
class Secrets
{
public:
    virtual ~Secrets() = default;
    /// Whether something written can be read again; asked once. Without it passwords are asked for every time.
    virtual bool works() = 0;
    /// NotFound: nothing of this name. Denied (subject keychain): the system or its user refused. Offline (subject
    /// keychain): there is none here.
    virtual Result<QByteArray> read(const QString &name) = 0;
    virtual Result<void> write(const QString &name, const QByteArray &secret) = 0;
    virtual Result<void> forget(const QString &name) = 0; ///< fine also when there was nothing
};

/// The key store of the system (Secret Service, Keychain, Credential Manager), through QtKeychain. Needs a running
/// QCoreApplication. From any thread: the jobs run on one of their own.
class SystemSecrets final : public Secrets
{
public:
    bool works() override;
    Result<QByteArray> read(const QString &name) override;
    Result<void> write(const QString &name, const QByteArray &secret) override;
    Result<void> forget(const QString &name) override;

private:
    std::optional<bool> m_works;
};

} // namespace updesk
