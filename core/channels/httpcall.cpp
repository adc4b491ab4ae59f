// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/httpcall.h"

#include "core/channels/transfer.h"

#include <algorithm>

namespace updesk
{

namespace
{

size_t takeBody(char *bytes, size_t size, size_t count, void *user)
{
    auto *body = static_cast<QByteArray *>(user);
    const auto much = qsizetype(size * count);
    if (body->size() + much > kLargestAnswer)
        return 0;
    body->append(bytes, much);
    return size_t(much);
}

// The answer may be read up to here: a body that is cut or too large says nothing for certain.
bool isWhole(CURLcode code) { return code == CURLE_OK; }

Error errorOfStatus(int status)
{
    const QString detail = QStringLiteral("http_%1").arg(status);
    if (status == 401 || status == 403)
        return {Error::Code::Denied, QStringLiteral("login"), detail};
    if (status == 408 || status == 429)
        return {Error::Code::Busy, QStringLiteral("server"), detail};
    if (status >= 500)
        return {Error::Code::Offline, QStringLiteral("server"), detail};
    if (status == 404 || (status >= 300 && status < 400))
        return {Error::Code::Invalid, QStringLiteral("url"), detail};
    if (status >= 400)
        return {Error::Code::Denied, QStringLiteral("message"), detail};
    return {Error::Code::Damaged, QStringLiteral("answer"), detail};
}

} // namespace

QByteArray formText(const FormFields &fields)
{
    QByteArray text;
    for (const auto &[name, value] : fields) {
        if (!text.isEmpty())
            text += '&';
        text += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    }
    return text;
}

HttpAnswer callHttp(const HttpCall &call)
{
    HttpAnswer answer;
    auto transfer = Transfer::begin(call.url, "http,https", call.caFile, call.patience);
    if (!transfer) {
        answer.why = transfer.error();
        return answer;
    }
    Transfer &http = **transfer;
    const QByteArray form = formText(call.form);
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(nullptr, &curl_slist_free_all);
    for (const QByteArray &header : call.headers)
        headers.reset(curl_slist_append(headers.release(), header.constData()));
    http.set(CURLOPT_HTTPHEADER, headers.get());
    http.set(CURLOPT_FOLLOWLOCATION, 0L);
    http.set(CURLOPT_USERAGENT, "UpDesk");
    http.set(CURLOPT_FORBID_REUSE, 1L);
    http.set(CURLOPT_WRITEFUNCTION, &takeBody);
    http.set(CURLOPT_WRITEDATA, &answer.body);
    if (call.posts) {
        http.set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(form.size()));
        http.set(CURLOPT_POSTFIELDS, form.constData());
    }
    if (!call.user.isEmpty()) {
        http.set(CURLOPT_HTTPAUTH, long(CURLAUTH_BASIC));
        http.set(CURLOPT_USERNAME, call.user.toUtf8().constData());
        http.set(CURLOPT_PASSWORD, call.password.constData());
    }
    const CURLcode code = http.run();
    long status = 0;
    long sent = 0;
    curl_easy_getinfo(http.easy(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(http.easy(), CURLINFO_REQUEST_SIZE, &sent);
    curl_off_t again = 0; // Retry-After
    curl_easy_getinfo(http.easy(), CURLINFO_RETRY_AFTER, &again);
    answer.pause = std::clamp<Time>(again, 0, kDay / kSecond) * kSecond;
    answer.asked = sent > 0;
    if (isWhole(code))
        answer.status = int(status);
    else
        answer.why = code == CURLE_WRITE_ERROR ? errorOf(CURLE_WEIRD_SERVER_REPLY) : errorOf(code);
    return answer;
}

HandOver outcomeOf(const HttpAnswer &answer)
{
    if (answer.status == 0)
        return answer.asked ? HandOver::unknown(answer.why) : HandOver::refused(answer.why);
    const Error why = errorOfStatus(answer.status);
    const bool refuses = answer.status >= 300 && answer.status < 500;
    HandOver over = refuses ? HandOver::refused(why, why.subject == QLatin1String("message")) : HandOver::unknown(why);
    over.pause = answer.pause;
    return over.withAnswer(answer.status, saidPlainly(answer.body));
}

Error errorOf(const HttpAnswer &answer) { return answer.status == 0 ? answer.why : errorOfStatus(answer.status); }

} // namespace updesk
