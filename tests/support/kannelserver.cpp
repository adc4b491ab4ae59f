// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kannelserver.h"

#include <QThread>

#include <csignal>

namespace updesk
{

static QByteArray configuration(const QByteArray &password, const QByteArray &token, const std::vector<int> &ports)
{
    const auto number = [&](size_t at) { return QByteArray::number(ports[at]); };
    return "group = core\nadmin-port = " + number(0)
        + "\nadmin-password = adm\nadmin-allow-ip = 127.0.0.1\nsmsbox-port = " + number(1)
        + "\nbox-allow-ip = 127.0.0.1\nlog-level = 1\ndlr-storage = internal\n\n"
          "group = smsc\nsmsc = fake\nsmsc-id = fake\nport = "
        + number(2)
        + "\nconnect-allow-ip = 127.0.0.1\n\ngroup = smsc\nsmsc = fake\nsmsc-id = in\nallowed-smsc-id = in\n"
          "connect-allow-ip = 127.0.0.1\nport = "
        + number(5)
        + "\n\n"
          "group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-interface = 127.0.0.1\nhttp-request-retry = 20\n"
          "http-queue-delay = 1\nsendsms-port = "
        + number(3) + "\n\ngroup = sendsms-user\nusername = desk\npassword = \"" + password
        + "\"\nmax-messages = 10\nconcatenation = true\n\n"
          "group = sms-service\nkeyword = default\nmax-messages = 0\ncatch-all = true\nomit-empty = true\n"
          "get-url = \"http://127.0.0.1:"
        + number(4) + "/kannel/text?token=" + token + "&from=%p&to=%P&id=%I&at=%T&charset=%C&text=%b\"\n";
}

KannelServer::KannelServer(int listener, const QByteArray &token)
    : m_admin(ServerProcess::freePort()),
      m_boxPort(ServerProcess::freePort()),
      m_network(ServerProcess::freePort()),
      m_http(ServerProcess::freePort()),
      m_inbound(ServerProcess::freePort())
{
    const QByteArray text =
        configuration(password(), token, {m_admin, m_boxPort, m_network, m_http, listener, m_inbound});
    m_bearer.write(QStringLiteral("kannel.conf"), text);
    m_box.write(QStringLiteral("kannel.conf"), text);
    m_bearer.start(
        {ServerProcess::tool("bearerbox", "kannel"), m_bearer.path(QStringLiteral("kannel.conf"))}, m_boxPort);
    m_box.start({ServerProcess::tool("smsbox", "kannel"), m_box.path(QStringLiteral("kannel.conf"))}, m_http);
    m_phone.setProcessChannelMode(QProcess::MergedChannels);
    m_phone.setStandardOutputFile(m_bearer.path(QStringLiteral("phone")));
}

KannelServer::~KannelServer() { stop(); }

void KannelServer::stop()
{
    for (QProcess *phone : {&m_phone, &m_sender}) {
        phone->kill();
        phone->waitForFinished(5'000);
    }
    freeze(false);
    m_box.stop(SIGKILL);
    m_bearer.stop(SIGKILL);
}

QString KannelServer::url() const { return QStringLiteral("http://127.0.0.1:%1/cgi-bin/sendsms").arg(m_http); }

static QStringList phoneWords(int port, const QByteArray &most, const QByteArray &message)
{
    return {QStringLiteral("--pdeathsig"), QStringLiteral("KILL"), QStringLiteral("--"),
        ServerProcess::tool("fakesmsc", "kannel-extras"), QStringLiteral("-H"), QStringLiteral("127.0.0.1"),
        QStringLiteral("-r"), QString::number(port), QStringLiteral("-m"), QString::fromLatin1(most),
        QString::fromUtf8(message)};
}

void KannelServer::plugIn()
{
    m_phone.start(ServerProcess::tool("setpriv", "util-linux"), phoneWords(m_network, "0", "1 2 text x"));
    for (int i = 0; i < 200 && !phoneLog().contains("Connecting"); ++i)
        QThread::msleep(25);
    QThread::msleep(300); // the gateway hears of it a moment later
}

void KannelServer::sendFromPhone(
    const QByteArray &from, const QByteArray &to, const QByteArray &kind, const QByteArray &text)
{
    m_sender.kill();
    m_sender.waitForFinished(5'000);
    m_sender.start(ServerProcess::tool("setpriv", "util-linux"),
        phoneWords(m_inbound, "1", from + ' ' + to + ' ' + kind + ' ' + text));
    if (!m_sender.waitForStarted(10'000))
        qFatal("no phone");
}

QByteArray KannelServer::phoneLog() const { return m_bearer.read(QStringLiteral("phone")); }

void KannelServer::freeze(bool frozen) { m_bearer.signal(frozen ? SIGSTOP : SIGCONT); }

} // namespace updesk
