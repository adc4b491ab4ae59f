// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/certificate.h"

#include "core/base/halt.h"

#include <QDeadlineTimer>
#include <QFile>

#include <arpa/inet.h>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace updesk
{
namespace
{

/// A connected socket that is closed at the end, with a limit of time on every step.
class Line
{
public:
    Line(const QByteArray &host, int port, Time patience) : m_deadline(patience)
    {
        addrinfo wish{};
        wish.ai_socktype = SOCK_STREAM;
        addrinfo *found = nullptr;
        if (::getaddrinfo(host.constData(), QByteArray::number(port).constData(), &wish, &found) != 0)
            return;
        for (const addrinfo *one = found; one && m_socket < 0; one = one->ai_next)
            reach(*one);
        ::freeaddrinfo(found);
    }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;
    ~Line()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }
    int socket() const { return m_socket; }
    bool wait(short what) const
    {
        pollfd both[]{{m_socket, what, 0}, {Heeding::descriptor(), POLLIN, 0}};
        return ::poll(both, 2, int(m_deadline.remainingTime())) > 0 && both[1].revents == 0;
    }

private:
    void reach(const addrinfo &address)
    {
        const int handle = ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (handle < 0)
            return;
        m_socket = handle;
        const bool begun = ::connect(handle, address.ai_addr, address.ai_addrlen) == 0 || errno == EINPROGRESS;
        int error = 0;
        socklen_t size = sizeof error;
        if (begun && wait(POLLOUT) && ::getsockopt(handle, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0)
            return;
        ::close(handle);
        m_socket = -1;
    }
    QDeadlineTimer m_deadline;
    int m_socket = -1;
};

bool agreesToTls(const Line &line)
{
    static constexpr unsigned char kRequest[] = {0, 0, 0, 8, 4, 210, 22, 47}; // SSLRequest of PostgreSQL's protocol
    char answer = 0;
    return line.socket() >= 0
        && ::send(line.socket(), kRequest, sizeof kRequest, MSG_NOSIGNAL) == ssize_t(sizeof kRequest)
        && line.wait(POLLIN) && ::recv(line.socket(), &answer, 1, 0) == 1 && answer == 'S';
}

/// Says what OpenSSL has to say. Not left to OpenSSL itself: a server that hangs up would end this program by SIGPIPE.
bool flush(BIO *out, const Line &line)
{
    char bytes[4096];
    for (int count = BIO_read(out, bytes, sizeof bytes); count > 0; count = BIO_read(out, bytes, sizeof bytes)) {
        for (int sent = 0; sent < count;) {
            const ssize_t went =
                line.wait(POLLOUT) ? ::send(line.socket(), bytes + sent, size_t(count - sent), MSG_NOSIGNAL) : -1;
            if (went <= 0)
                return false;
            sent += int(went);
        }
    }
    return true;
}

bool shakeHands(SSL *ssl, const Line &line)
{
    BIO *in = BIO_new(BIO_s_mem()), *out = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl, in, out); // they are its own from here
    for (;;) {
        const int done = SSL_connect(ssl);
        const int why = done == 1 ? SSL_ERROR_NONE : SSL_get_error(ssl, done);
        if (!flush(out, line))
            return false;
        if (done == 1 || why != SSL_ERROR_WANT_READ)
            return done == 1;
        char bytes[4096];
        const ssize_t count = line.wait(POLLIN) ? ::recv(line.socket(), bytes, sizeof bytes, 0) : -1;
        if (count <= 0 || BIO_write(in, bytes, int(count)) != int(count))
            return false;
    }
}

bool isAddress(const QByteArray &host)
{
    in6_addr address;
    return ::inet_pton(AF_INET, host.constData(), &address) == 1
        || ::inet_pton(AF_INET6, host.constData(), &address) == 1;
}

CertificateFault faultOf(long verdict)
{
    switch (verdict) {
    case X509_V_OK:
        return CertificateFault::None;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return CertificateFault::OtherName;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return CertificateFault::TooEarly;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return CertificateFault::Expired;
    default:
        return CertificateFault::NotTrusted;
    }
}

} // namespace

CertificateFault certificateFault(const QByteArray &host, int port, const QString &caFile, Time patience)
{
    const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX *)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    if (!context || SSL_CTX_load_verify_file(context.get(), QFile::encodeName(caFile).constData()) != 1)
        return CertificateFault::NotTrusted;
    const Line line(host, port, patience);
    const std::unique_ptr<SSL, void (*)(SSL *)> ssl(SSL_new(context.get()), SSL_free);
    if (!ssl || !agreesToTls(line))
        return CertificateFault::NotTrusted;
    X509_VERIFY_PARAM *asked = SSL_get0_param(ssl.get());
    const int named = isAddress(host) ? X509_VERIFY_PARAM_set1_ip_asc(asked, host.constData())
                                      : X509_VERIFY_PARAM_set1_host(asked, host.constData(), 0);
    SSL_set_verify(ssl.get(), SSL_VERIFY_NONE, nullptr); // goes on, and keeps what it found
    if (named != 1 || !shakeHands(ssl.get(), line))
        return CertificateFault::NotTrusted;
    return faultOf(SSL_get_verify_result(ssl.get()));
}

} // namespace updesk
