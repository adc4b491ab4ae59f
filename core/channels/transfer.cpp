// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/transfer.h"

#include "core/base/halt.h"

#include <QFileInfo>

#include <algorithm>
#include <mutex>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace updesk
{

namespace
{

// The answer to a mail's last byte is awaited inside libcurl, which looks up only when it reports its progress.
int stopWhenHalted(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return Heeding::isHalted() ? 1 : 0; }

// A second name of the connection: its number alone may be another's by the time that it is needed.
int keepSocket(void *user, curl_socket_t socket, curlsocktype)
{
    auto *kept = static_cast<int *>(user);
    if (*kept >= 0)
        ::close(*kept);
    *kept = ::fcntl(int(socket), F_DUPFD_CLOEXEC, 0);
    return CURL_SOCKOPT_OK;
}

Error offline(const char *detail)
{
    return {Error::Code::Offline, QStringLiteral("server"), QString::fromLatin1(detail)};
}

} // namespace

Error errorOf(CURLcode code)
{
    const auto error = [](Error::Code kind, const char *subject, const char *detail = "") {
        return Error{kind, QString::fromLatin1(subject), QString::fromLatin1(detail)};
    };
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return offline("name");
    case CURLE_COULDNT_CONNECT:
        return offline("connect");
    case CURLE_OPERATION_TIMEDOUT:
        return offline("timeout");
    case CURLE_ABORTED_BY_CALLBACK:
        return Heeding::halted();
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
        return offline("cut");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return error(Error::Code::Denied, "certificate");
    case CURLE_SSL_CACERT_BADFILE:
        return error(Error::Code::Invalid, "ca");
    case CURLE_USE_SSL_FAILED:
        return error(Error::Code::Denied, "tls", "not_offered");
    case CURLE_SSL_CONNECT_ERROR:
        return error(Error::Code::Failed, "tls");
    case CURLE_LOGIN_DENIED:
    case CURLE_AUTH_ERROR:
        return error(Error::Code::Denied, "login");
    case CURLE_WEIRD_SERVER_REPLY:
        return error(Error::Code::Damaged, "answer");
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return error(Error::Code::Invalid, "url");
    default:
        return {Error::Code::Failed, QStringLiteral("server"), QStringLiteral("curl_%1").arg(int(code))};
    }
}

QByteArray urlOf(const char *scheme, const ServerAccess &access)
{
    const QByteArray host = access.host.toLatin1();
    return QByteArray(scheme) + "://" + (host.contains(':') ? '[' + host + ']' : host) + ':'
        + QByteArray::number(access.port);
}

Transfer::Transfer(CURL *easy, CURLM *multi, const Patience &patience)
    : m_easy(easy), m_multi(multi), m_patience(patience), m_end(running() + patience.whole)
{
}

Transfer::~Transfer()
{
    curl_multi_remove_handle(m_multi, m_easy);
    curl_easy_cleanup(m_easy);
    curl_multi_cleanup(m_multi);
    if (m_socket >= 0)
        ::close(m_socket);
}

Result<std::unique_ptr<Transfer>> Transfer::begin(
    const QByteArray &url, const char *schemes, const QString &caFile, const Patience &patience)
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    CURL *easy = curl_easy_init();
    CURLM *multi = curl_multi_init();
    if (!easy || !multi) {
        curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
        return Error{Error::Code::Failed, QStringLiteral("server"), QStringLiteral("curl_init")};
    }
    std::unique_ptr<Transfer> transfer(new Transfer(easy, multi, patience));
    transfer->set(CURLOPT_URL, url.constData());
    transfer->set(CURLOPT_PROTOCOLS_STR, schemes);
    transfer->set(CURLOPT_NOSIGNAL, 1L);
    transfer->set(CURLOPT_QUICK_EXIT, 1L); // a name that is still being looked up holds nobody
    transfer->set(CURLOPT_CONNECTTIMEOUT_MS, long(patience.connect));
    transfer->set(CURLOPT_SERVER_RESPONSE_TIMEOUT, long(std::max<Time>(patience.silence / kSecond, 1)));
    transfer->set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    transfer->set(CURLOPT_LOW_SPEED_TIME, long(std::max<Time>(patience.silence / kSecond, 1)));
    transfer->set(CURLOPT_TIMEOUT_MS, long(patience.whole));
    transfer->set(CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    transfer->set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    transfer->set(CURLOPT_NOPROGRESS, 0L);
    transfer->set(CURLOPT_XFERINFOFUNCTION, &stopWhenHalted);
    transfer->set(CURLOPT_SOCKOPTFUNCTION, &keepSocket);
    transfer->set(CURLOPT_SOCKOPTDATA, &transfer->m_socket);
    if (!caFile.isEmpty()) {
        if (!QFileInfo(caFile).isReadable())
            return Error{Error::Code::Invalid, QStringLiteral("ca"), {}};
        transfer->set(CURLOPT_CAINFO, caFile.toUtf8().constData());
        transfer->set(CURLOPT_CAPATH, static_cast<const char *>(nullptr)); // that authority alone
    }
    if (!transfer->m_set)
        return Error{Error::Code::Invalid, QStringLiteral("url"), {}};
    return transfer;
}

void Transfer::enter(const ServerAccess &access, const QByteArray &secret)
{
    set(CURLOPT_USE_SSL, long(access.security == Security::Plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (access.kind == LoginKind::None)
        return;
    set(CURLOPT_USERNAME, access.login.toUtf8().constData());
    if (access.kind == LoginKind::Token) {
        set(CURLOPT_XOAUTH2_BEARER, secret.constData());
        set(CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
    } else {
        set(CURLOPT_PASSWORD, secret.constData());
    }
}

CURLcode Transfer::run()
{
    constexpr int kGlance = 1000; ///< milliseconds; libcurl has timers of its own
    if (!m_set)
        return CURLE_URL_MALFORMAT;
    if (Heeding::isHalted())
        return CURLE_ABORTED_BY_CALLBACK;
    if (curl_multi_add_handle(m_multi, m_easy) != CURLM_OK)
        return CURLE_FAILED_INIT;
    for (int active = 1; active > 0;) {
        if (curl_multi_perform(m_multi, &active) != CURLM_OK)
            return CURLE_FAILED_INIT;
        if (active == 0)
            break;
        curl_waitfd halt{Heeding::descriptor(), CURL_WAIT_POLLIN, 0};
        const bool heeds = halt.fd >= 0;
        if (curl_multi_poll(m_multi, heeds ? &halt : nullptr, heeds ? 1 : 0, kGlance, nullptr) != CURLM_OK)
            return CURLE_FAILED_INIT;
        if (Heeding::isHalted()) {
            ::shutdown(m_socket, SHUT_RDWR); // else a silent server is bidden farewell, for a second or longer
            return CURLE_ABORTED_BY_CALLBACK;
        }
        if (left() <= 0)
            return CURLE_OPERATION_TIMEDOUT;
    }
    int waiting = 0;
    const CURLMsg *message = curl_multi_info_read(m_multi, &waiting);
    return message && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

Result<void> Transfer::wait(short events)
{
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(m_easy, CURLINFO_ACTIVESOCKET, &socket);
    if (socket == CURL_SOCKET_BAD)
        return offline("cut");
    const Time most = std::min(m_patience.silence, left());
    pollfd both[2]{{int(socket), events, 0}, {Heeding::descriptor(), POLLIN, 0}};
    const int ready = most > 0 ? ::poll(both, 2, int(most)) : 0;
    if (Heeding::isHalted())
        return Heeding::halted();
    return ready > 0 ? Result<void>() : offline("timeout");
}

Result<void> Transfer::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        size_t sent = 0;
        const CURLcode code = curl_easy_send(m_easy, bytes.data(), size_t(bytes.size()), &sent);
        if (code == CURLE_AGAIN) {
            if (const auto waited = wait(POLLOUT); !waited)
                return waited;
            continue;
        }
        if (code != CURLE_OK)
            return offline("cut");
        bytes = bytes.sliced(qsizetype(sent));
    }
    return {};
}

Result<QByteArray> Transfer::read()
{
    char buffer[16'384];
    for (;;) {
        if (Heeding::isHalted())
            return Heeding::halted();
        if (left() <= 0)
            return offline("timeout");
        size_t came = 0;
        const CURLcode code = curl_easy_recv(m_easy, buffer, sizeof buffer, &came);
        if (code == CURLE_OK)
            return QByteArray(buffer, qsizetype(came));
        if (code != CURLE_AGAIN)
            return offline("cut");
        if (const auto waited = wait(POLLIN); !waited)
            return waited.error();
    }
}

} // namespace updesk
