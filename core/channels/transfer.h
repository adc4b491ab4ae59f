// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/channels/serveraccess.h"

#include <memory>

#include <curl/curl.h>

namespace updesk
{

/// One conversation through libcurl, on the thread that holds it. It ends when its patience is over, and as Offline
/// (detail halted) when the halt that its thread heeds is raised.
class Transfer
{
public:
    /// Invalid (subject url, ca) for what libcurl or the file system does not take. `schemes` is what may be spoken.
    static Result<std::unique_ptr<Transfer>> begin(
        const QByteArray &url, const char *schemes, const QString &caFile, const Patience &patience);
    ~Transfer();
    Q_DISABLE_COPY_MOVE(Transfer)

    CURL *easy() const { return m_easy; }
    template <class Value>
    void set(CURLoption option, Value value)
    {
        if (curl_easy_setopt(m_easy, option, value) != CURLE_OK)
            m_set = false;
    }
    /// Security and login of a mail server. The secret is kept by libcurl until the transfer ends.
    void enter(const ServerAccess &access, const QByteArray &secret);
    /// To its end; with `CURLOPT_CONNECT_ONLY` until the connection stands, which then lives as long as this.
    CURLcode run();

    /// After such a connection: all of `bytes`, or some that came (empty: the server has hung up).
    Result<void> write(QByteArrayView bytes);
    Result<QByteArray> read();

private:
    Transfer(CURL *easy, CURLM *multi, const Patience &patience);
    /// Waits until the connection can be read (or written); Offline when that takes longer than the silence allowed.
    Result<void> wait(short events);
    Time left() const { return m_end - running(); }

    CURL *m_easy;
    CURLM *m_multi;
    Patience m_patience;
    Time m_end = 0;
    int m_socket = -1; ///< a second descriptor of the newest connection
    bool m_set = true;
};

/// What a failed conversation means. Subjects: server (Offline; detail name, connect, timeout, cut, halted),
/// certificate (Denied), tls (Denied, detail not_offered; else Failed), ca (Invalid), login (Denied), answer (Damaged).
Error errorOf(CURLcode code);

/// scheme://host:port of a mail server.
QByteArray urlOf(const char *scheme, const ServerAccess &access);

} // namespace updesk
