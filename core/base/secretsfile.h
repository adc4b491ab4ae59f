// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secrets.h"

#include <memory>

class QJsonObject;

namespace updesk
{

/// Passwords in a file that its owner only may read, beside a key file, where a computer has no key store. Made with
/// the first password. Denied, subject secrets_file: it cannot be read or written. From any thread and several
/// programs.
class SecretsFile final : public Secrets
{
public:
    explicit SecretsFile(QString path) : m_path(std::move(path)) { }
    bool works() override { return true; } ///< it is named: what goes wrong with it is an error
    Result<QByteArray> read(const QString &name) override;
    Result<void> write(const QString &name, const QByteArray &secret) override;
    Result<void> forget(const QString &name) override;

private:
    Result<QJsonObject> all() const;
    Result<void> save(const QJsonObject &all) const;
    Result<void> change(const QString &name, const std::optional<QByteArray> &secret);
    QString m_path;
};

/// The key store of this computer; where there is none and a key file is named, by `keyFile` or else UPDESK_KEY_FILE in
/// the environment, the file of passwords beside it: its name with ".passwords". Needs what SystemSecrets needs.
class DeskSecrets final : public Secrets
{
public:
    explicit DeskSecrets(const QString &keyFile = {}, std::unique_ptr<Secrets> store = nullptr);
    bool works() override;
    Result<QByteArray> read(const QString &name) override;
    Result<void> write(const QString &name, const QByteArray &secret) override;
    Result<void> forget(const QString &name) override;

private:
    std::unique_ptr<Secrets> m_store;
    std::unique_ptr<SecretsFile> m_file; ///< null: no key file is named
};

} // namespace updesk
