// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filekey.h"

#include "core/base/durable.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QMutex>
#include <QRandomGenerator>

#include <array>

namespace updesk
{

static constexpr qsizetype kKeyBytes = 32;

QByteArray FileKey::id() const
{
    const QByteArray hash = QCryptographicHash::hash("updesk file key " + bytes, QCryptographicHash::Sha256);
    return hash.left(10).toHex();
}

FileKey FileKey::make()
{
    std::array<quint32, kKeyBytes / sizeof(quint32)> random{};
    QRandomGenerator::system()->generate(random.begin(), random.end());
    return {QByteArray(reinterpret_cast<const char *>(random.data()), kKeyBytes)};
}

std::optional<FileKey> FileKey::fromHex(const QByteArray &hex)
{
    FileKey key{QByteArray::fromHex(hex)};
    if (key.bytes.size() != kKeyBytes || key.hex() != hex.toLower())
        return std::nullopt;
    return key;
}

namespace
{

struct Ring {
    QMutex mutex;
    QHash<QByteArray, FileKey> keys;
};

Ring &ring()
{
    static Ring ring;
    return ring;
}

Error denied(const char *subject, const QString &detail)
{
    return {Error::Code::Denied, QString::fromLatin1(subject), detail};
}

} // namespace

void KeyRing::add(const FileKey &key)
{
    const QMutexLocker lock(&ring().mutex);
    ring().keys.insert(key.id(), key);
}

FileKey KeyRing::find(const QByteArray &id)
{
    const QMutexLocker lock(&ring().mutex);
    return ring().keys.value(id);
}

void KeyRing::clear()
{
    const QMutexLocker lock(&ring().mutex);
    ring().keys.clear();
}

QString KeychainKeys::nameOf(const QByteArray &id) { return QStringLiteral("file-") + QString::fromLatin1(id); }

Result<FileKey> KeychainKeys::find(const QByteArray &id)
{
    const auto secret = m_secrets.read(nameOf(id));
    if (!secret)
        return denied(secret.error().code == Error::Code::NotFound ? "no_key" : "key_store", secret.error().detail);
    const auto key = FileKey::fromHex(*secret);
    if (!key || key->id() != id)
        return denied("no_key", QStringLiteral("another_secret"));
    return *key;
}

// Read again before it is used: a file whose key is nowhere would be lost.
Result<FileKey> KeychainKeys::fresh()
{
    const FileKey key = FileKey::make();
    if (const auto written = m_secrets.write(nameOf(key.id()), key.hex()); !written)
        return denied("key_store", written.error().detail);
    const auto again = find(key.id());
    if (!again)
        return denied("key_store", again.error().detail);
    return key;
}

Result<FileKey> KeyFile::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return denied("key_file", file.errorString());
    const auto key = FileKey::fromHex(file.read(1000).trimmed());
    return key ? Result<FileKey>(*key) : denied("key_file", QStringLiteral("no_key_in_it"));
}

Result<FileKey> KeyFile::find(const QByteArray &id)
{
    const auto key = read();
    return key && key->id() != id ? denied("wrong_key", {}) : key;
}

Result<void> KeyFile::save(const FileKey &key) const
{
    QFile file(m_path);
    if (file.exists())
        return Error{Error::Code::Duplicate, m_path, {}};
    const QByteArray line = key.hex() + '\n';
    // Without anybody's rights but the owner's before the key is in it.
    const bool made = file.open(QIODevice::WriteOnly | QIODevice::NewOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (made && file.write(line) == line.size() && file.flush() && forceToDisk(m_path)) {
        (void)forceToDisk(QFileInfo(m_path).absolutePath());
        return {};
    }
    const QString detail = file.errorString();
    if (made)
        file.remove();
    return denied("key_file", detail);
}

Result<FileKey> KeyFile::fresh()
{
    if (QFile::exists(m_path))
        return read();
    const FileKey key = FileKey::make();
    const auto saved = save(key);
    return saved ? read() : denied("key_file", saved.error().detail);
}

} // namespace updesk
