// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/transfer.h"
#include "tests/core/channels/whileserving.h"

namespace updesk
{

/// How something is asked for over HTTP, as by a customer's browser.
struct Fetch {
    QByteArray agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36";
    bool head = false;
    QByteArray header{}; ///< one more
    QByteArray post{}; ///< a form
};

struct Fetched {
    int status = 0;
    QByteArray head, body;
    QByteArray target; ///< where a redirect leads
};

/// Asks by libcurl while this thread serves. Redirects are not followed.
inline Fetched fetch(const QString &url, const Fetch &how = {})
{
    return whileServing([=] {
        Fetched out;
        const auto transfer = Transfer::begin(url.toUtf8(), "http", {}, {});
        if (!transfer)
            return out;
        Transfer &http = **transfer;
        const auto take = +[](char *bytes, size_t size, size_t count, void *to) {
            static_cast<QByteArray *>(to)->append(bytes, qsizetype(size * count));
            return size * count;
        };
        curl_slist *headers = how.header.isEmpty() ? nullptr : curl_slist_append(nullptr, how.header.constData());
        http.set(CURLOPT_USERAGENT, how.agent.constData());
        http.set(CURLOPT_HTTPHEADER, headers);
        http.set(CURLOPT_PATH_AS_IS, 1L);
        http.set(CURLOPT_NOBODY, how.head ? 1L : 0L);
        if (!how.post.isEmpty())
            http.set(CURLOPT_COPYPOSTFIELDS, how.post.constData());
        http.set(CURLOPT_HEADERFUNCTION, take);
        http.set(CURLOPT_HEADERDATA, static_cast<void *>(&out.head));
        http.set(CURLOPT_WRITEFUNCTION, take);
        http.set(CURLOPT_WRITEDATA, static_cast<void *>(&out.body));
        http.run();
        long status = 0;
        const char *target = nullptr;
        curl_easy_getinfo(http.easy(), CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(http.easy(), CURLINFO_REDIRECT_URL, &target);
        curl_slist_free_all(headers);
        out.status = int(status);
        out.target = target;
        return out;
    });
}

} // namespace updesk
