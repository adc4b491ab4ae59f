// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/serveraccess.h"
#include "tests/support/serverprocess.h"

#include <QJsonObject>

namespace updesk
{

/// A real SMTP server (aiosmtpd, by smtpserver.py, which says what its addresses do), twice: with STARTTLS and with TLS
/// from the first byte.
class SmtpServer
{
public:
    SmtpServer();
    /// The way in as ann, whose password is secretWord().
    ServerAccess access(Security security) const;
    static QByteArray secretWord() { return QByteArrayLiteral("secret word"); }
    QString ca() const { return m_startTls.path(QStringLiteral("ca.crt")); }
    QString strangersCa() const { return m_startTls.path(QStringLiteral("stranger.crt")); }

    int count(Security security) const; ///< mails taken
    QByteArray mail(Security security, int number) const;
    QJsonObject envelope(Security security, int number) const;

private:
    const ServerProcess &by(Security security) const { return security == Security::Tls ? m_tls : m_startTls; }
    ServerProcess m_startTls, m_tls;
    int m_startTlsPort, m_tlsPort;
};

} // namespace updesk
