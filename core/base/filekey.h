// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secrets.h"

namespace updesk
{

/// The key of one desk's file and of its backups: 32 random bytes, so that opening takes no derivation of a password.
struct FileKey {
    QByteArray bytes; ///< empty: none

    bool isNull() const { return bytes.isEmpty(); }
    bool operator==(const FileKey &) const = default;
    /// What the file says of its key in its first bytes, 20 hex digits: taken from the key one way only, so a key can
    /// be judged before anything is decrypted, and a file that was moved or renamed still finds its own.
    QByteArray id() const;
    QByteArray hex() const { return bytes.toHex(); }

    static FileKey make();
    static std::optional<FileKey> fromHex(const QByteArray &hex); ///< 64 digits
};

/// The keys this program was given. Every connection of every thread finds its file's key here.
class KeyRing
{
public:
    static void add(const FileKey &key);
    static FileKey find(const QByteArray &id); ///< null: not given
    static void clear();
};

/// Where keys of files are kept from one run to the next. Errors have the code Denied and a subject that says which:
/// no_key (it is not there), key_store (that does not answer), key_file (it cannot be read or written, or holds no
/// key), wrong_key (the file's key is another).
class FileKeys
{
public:
    virtual ~FileKeys() = default;
    virtual bool works() = 0; ///< whether a key that is put there can be had again
    virtual Result<FileKey> find(const QByteArray &id) = 0;
    virtual Result<FileKey> fresh() = 0; ///< for a file that is still to be encrypted; kept before it is given
};

/// In the key store of this computer, each under the id that its file carries.
class KeychainKeys final : public FileKeys
{
public:
    explicit KeychainKeys(Secrets &secrets) : m_secrets(secrets) { } ///< which outlives this
    bool works() override { return m_secrets.works(); }
    Result<FileKey> find(const QByteArray &id) override;
    Result<FileKey> fresh() override;
    static QString nameOf(const QByteArray &id); ///< of the secret

private:
    Secrets &m_secrets;
};

/// In a file that whoever runs the program names, where a computer has no key store; made when it is not there.
class KeyFile final : public FileKeys
{
public:
    explicit KeyFile(QString path) : m_path(std::move(path)) { }
    bool works() override { return true; } ///< a named file is an order: what goes wrong with it is an error
    Result<FileKey> find(const QByteArray &id) override;
    Result<FileKey> fresh() override;
    Result<FileKey> read() const;
    Result<void> save(const FileKey &key) const; ///< readable by its owner only; Duplicate: something is there

private:
    QString m_path;
};

} // namespace updesk
