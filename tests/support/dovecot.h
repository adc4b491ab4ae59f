// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/serveraccess.h"
#include "tests/support/serverprocess.h"

namespace updesk
{

/// A real IMAP server (Dovecot) with one mailbox of a maildir, ann's, whose password is secretWord().
class Dovecot
{
public:
    Dovecot();
    ~Dovecot();
    ServerAccess access(Security security) const;
    static QByteArray secretWord() { return QByteArrayLiteral("secret word"); }
    QString strangersCa() const { return m_server.path(QStringLiteral("stranger.crt")); }

    void deliver(const QByteArray &mail); ///< into the inbox, unread
    void makeFolder(const QByteArray &name) const; ///< spelled as on the disk: modified UTF-7
    /// The files of a folder ("" the inbox), new and read, whose names tell the flags after ":2,".
    QStringList files(const QByteArray &folder = {}) const;
    void remove(const QString &file) const; ///< as another program would
    void renumber() const; ///< the server forgets its numbers and begins anew under another UIDVALIDITY

private:
    ServerProcess m_server;
    int m_startTlsPort, m_tlsPort;
    int m_delivered = 0;
};

} // namespace updesk
