// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/dovecot.h"

#include <QDir>
#include <QThread>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace updesk
{

static QByteArray configuration(const QByteArray &top, const QByteArray &user, int startTls, int tls)
{
    QByteArray text = R"(base_dir = TOP/run
state_dir = TOP/state
log_path = TOP/dovecot.log
protocols = imap
listen = 127.0.0.1
default_internal_user = USER
default_internal_group = USER
default_login_user = USER
default_process_limit = 20
ssl = required
ssl_cert = <TOP/server.crt
ssl_key = <TOP/server.key
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:TOP/mail
first_valid_uid = 0
first_valid_gid = 0
mail_fsync = never
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u TOP/passwd
}
userdb {
  driver = static
  args = uid=USER gid=USER home=TOP/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = STARTTLS
  }
  inet_listener imaps {
    port = IMPLICIT
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
)";
    return text.replace("TOP", top)
        .replace("USER", user)
        .replace("STARTTLS", QByteArray::number(startTls))
        .replace("IMPLICIT", QByteArray::number(tls));
}

static QByteArray ownUser()
{
    const passwd *user = ::geteuid() == 0 ? ::getpwnam("dovecot") : ::getpwuid(::geteuid());
    if (!user)
        qFatal("no user dovecot: install the package dovecot-imapd");
    return user->pw_name;
}

Dovecot::Dovecot()
    : m_server("dovecot"), m_startTlsPort(ServerProcess::freePort()), m_tlsPort(ServerProcess::freePort())
{
    const QString program = ServerProcess::tool("dovecot", "dovecot-imapd");
    m_server.makeCertificates();
    for (const char *folder : {"run", "state", "mail/cur", "mail/new", "mail/tmp"})
        m_server.makeFolder(QString::fromLatin1(folder));
    m_server.write(QStringLiteral("passwd"), "ann:{PLAIN}" + secretWord() + "::::::\n");
    m_server.write(QStringLiteral("dovecot.conf"),
        configuration(QFile::encodeName(m_server.folder()), ownUser(), m_startTlsPort, m_tlsPort));
    m_server.start({program, QStringLiteral("-F"), QStringLiteral("-c"), m_server.path(QStringLiteral("dovecot.conf"))},
        m_tlsPort);
}

Dovecot::~Dovecot() { m_server.stop(SIGTERM); }

ServerAccess Dovecot::access(Security security) const
{
    return {QStringLiteral("127.0.0.1"), security == Security::Tls ? m_tlsPort : m_startTlsPort, security,
        m_server.path(QStringLiteral("ca.crt")), LoginKind::Password, QStringLiteral("ann"), QStringLiteral("mail-in")};
}

void Dovecot::deliver(const QByteArray &mail)
{
    // Numbers follow the names' order, which begins with seconds.
    const QString name = QStringLiteral("%1.M1P1.test").arg(1'773'324'000 + ++m_delivered);
    m_server.write(QStringLiteral("mail/tmp/") + name, mail);
    if (!QFile::rename(
            m_server.path(QStringLiteral("mail/tmp/") + name), m_server.path(QStringLiteral("mail/new/") + name)))
        qFatal("cannot deliver");
}

void Dovecot::makeFolder(const QByteArray &name) const
{
    const QString folder = QStringLiteral("mail/.") + QString::fromLatin1(name);
    for (const char *part : {"/cur", "/new", "/tmp"})
        m_server.makeFolder(folder + QString::fromLatin1(part));
}

QStringList Dovecot::files(const QByteArray &folder) const
{
    const QString top = m_server.path(QStringLiteral("mail"))
        + (folder.isEmpty() ? QString() : QStringLiteral("/.") + QString::fromLatin1(folder));
    QStringList all;
    for (const char *part : {"new", "cur"}) {
        const QStringList names = QDir(top + u'/' + QString::fromLatin1(part)).entryList(QDir::Files);
        for (const QString &name : names)
            all << top + u'/' + QString::fromLatin1(part) + u'/' + name;
    }
    return all;
}

void Dovecot::remove(const QString &file) const
{
    if (!QFile::remove(file))
        qFatal("cannot remove %s", qPrintable(file));
}

void Dovecot::renumber() const
{
    // A number of validity is a second at the server; the new one must be another.
    QThread::msleep(1100);
    const QDir mail(m_server.path(QStringLiteral("mail")));
    const QStringList kept = mail.entryList({QStringLiteral("dovecot*")}, QDir::Files);
    for (const QString &name : kept)
        remove(mail.filePath(name));
}

} // namespace updesk
