// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/smtpserver.h"

#include <QDir>
#include <QJsonDocument>

namespace updesk
{

static int startOne(ServerProcess &server, const char *mode)
{
    if (!QFile::exists(QStringLiteral("/usr/lib/python3/dist-packages/aiosmtpd/__init__.py")))
        qFatal("aiosmtpd is missing: install the package python3-aiosmtpd");
    const int port = ServerProcess::freePort();
    server.start(
        {ServerProcess::tool("python3", "python3"), QStringLiteral(UPDESK_SOURCE_DIR "/tests/support/smtpserver.py"),
            QString::number(port), QString::fromLatin1(mode), server.folder()},
        port);
    return port;
}

SmtpServer::SmtpServer()
{
    m_startTls.makeCertificates();
    for (const char *name : {"server.crt", "server.key"})
        m_tls.write(QString::fromLatin1(name), m_startTls.read(QString::fromLatin1(name)));
    m_startTlsPort = startOne(m_startTls, "starttls");
    m_tlsPort = startOne(m_tls, "tls");
}

ServerAccess SmtpServer::access(Security security) const
{
    return {QStringLiteral("127.0.0.1"), security == Security::Tls ? m_tlsPort : m_startTlsPort, security, ca(),
        LoginKind::Password, QStringLiteral("ann"), QStringLiteral("mail-out")};
}

int SmtpServer::count(Security security) const
{
    return int(QDir(by(security).path(QStringLiteral("mails"))).entryList({QStringLiteral("*.eml")}).size());
}

QByteArray SmtpServer::mail(Security security, int number) const
{
    return by(security).read(QStringLiteral("mails/%1.eml").arg(number));
}

QJsonObject SmtpServer::envelope(Security security, int number) const
{
    return QJsonDocument::fromJson(by(security).read(QStringLiteral("mails/%1.json").arg(number))).object();
}

} // namespace updesk
