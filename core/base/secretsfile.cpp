// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secretsfile.h"

#include "core/base/durable.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>

namespace updesk
{

static constexpr int kLockPatience = 5'000;

static Error denied(const QString &detail) { return {Error::Code::Denied, QStringLiteral("secrets_file"), detail}; }

Result<QJsonObject> SecretsFile::all() const
{
    QFile file(m_path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return denied(file.errorString());
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    return document.isObject() ? Result<QJsonObject>(document.object()) : denied(QStringLiteral("no_json"));
}

// Without anybody's rights but the owner's before a password is in it.
Result<void> SecretsFile::save(const QJsonObject &all) const
{
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(all).toJson(QJsonDocument::Compact) + '\n';
    const bool laid = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(text) == text.size() && file.commit();
    if (!laid)
        return denied(file.errorString());
    (void)forceToDisk(QFileInfo(m_path).absolutePath());
    return {};
}

Result<void> SecretsFile::change(const QString &name, const std::optional<QByteArray> &secret)
{
    QLockFile lock(m_path + QStringLiteral(".lock"));
    if (!lock.tryLock(kLockPatience))
        return denied(QStringLiteral("locked"));
    auto kept = all();
    if (!kept)
        return kept.error();
    const QJsonObject before = *kept;
    if (secret)
        kept->insert(name, QString::fromLatin1(secret->toBase64()));
    else
        kept->remove(name);
    return *kept == before ? Result<void>() : save(*kept);
}

Result<QByteArray> SecretsFile::read(const QString &name)
{
    const auto kept = all();
    if (!kept)
        return kept.error();
    if (!kept->contains(name))
        return Error{Error::Code::NotFound, QStringLiteral("secrets_file"), {}};
    return QByteArray::fromBase64(kept->value(name).toString().toLatin1());
}

Result<void> SecretsFile::write(const QString &name, const QByteArray &secret) { return change(name, secret); }

Result<void> SecretsFile::forget(const QString &name) { return change(name, std::nullopt); }

static bool isAway(const Error &error) { return error.code == Error::Code::Offline; }

DeskSecrets::DeskSecrets(const QString &keyFile, std::unique_ptr<Secrets> store)
    : m_store(store ? std::move(store) : std::make_unique<SystemSecrets>())
{
    const QString named = keyFile.isEmpty() ? qEnvironmentVariable("UPDESK_KEY_FILE") : keyFile;
    if (!named.isEmpty())
        m_file = std::make_unique<SecretsFile>(named + QStringLiteral(".passwords"));
}

bool DeskSecrets::works() { return m_store->works() || m_file; }

Result<QByteArray> DeskSecrets::read(const QString &name)
{
    auto kept = m_store->read(name);
    if (kept || !m_file || !(isAway(kept.error()) || kept.error().code == Error::Code::NotFound))
        return kept;
    return m_file->read(name);
}

Result<void> DeskSecrets::write(const QString &name, const QByteArray &secret)
{
    const auto kept = m_store->write(name, secret);
    return kept || !m_file || !isAway(kept.error()) ? kept : m_file->write(name, secret);
}

Result<void> DeskSecrets::forget(const QString &name)
{
    const auto gone = m_store->forget(name);
    if (!m_file)
        return gone;
    const auto also = m_file->forget(name);
    return !gone && !isAway(gone.error()) ? gone : also;
}

} // namespace updesk
