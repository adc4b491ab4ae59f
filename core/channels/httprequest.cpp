// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/httprequest.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr size_t kMostFields = 100;

/// What the head says beside its first line.
struct Head {
    qsizetype length = -1; ///< Content-Length; -1: none
    bool form = true;
    bool chunked = false;
    bool broken = false;
    bool prefetch = false;
    QByteArray agent{}, signature{};
};

QByteArray decoded(QByteArrayView text)
{
    QByteArray bytes = text.toByteArray();
    bytes.replace('+', ' ');
    return QByteArray::fromPercentEncoding(bytes);
}

Head headOf(QByteArrayView lines)
{
    Head head;
    for (qsizetype from = 0; from < lines.size();) {
        qsizetype end = lines.indexOf('\n', from);
        end = end < 0 ? lines.size() : end;
        const QByteArrayView line = lines.sliced(from, end - from).trimmed();
        from = end + 1;
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0) {
            head.broken = head.broken || !line.isEmpty();
            continue;
        }
        const QByteArray name = line.first(colon).toByteArray().toLower();
        const QByteArray said = line.sliced(colon + 1).trimmed().toByteArray(), value = said.toLower();
        if (name == "content-length") {
            bool number = false;
            const qlonglong length = value.toLongLong(&number);
            // Said twice, it is said to lead somebody astray.
            head.broken = head.broken || !number || length < 0 || value.startsWith('+') || head.length >= 0;
            head.length = qsizetype(length);
        } else if (name == "transfer-encoding") {
            head.chunked = true;
        } else if (name == "content-type") {
            head.form = value.startsWith("application/x-www-form-urlencoded");
        } else if (name == "user-agent") {
            head.agent = said;
        } else if (name == "x-twilio-signature") {
            head.signature += said;
        } else if (name == "purpose" || name == "sec-purpose" || name == "x-moz" || name == "x-purpose") {
            head.prefetch = head.prefetch || value.startsWith("prefetch") || value.startsWith("preview");
        }
    }
    return head;
}

bool readFirstLine(QByteArrayView line, HttpMethods methods, HttpRequest &request, int &refused)
{
    const qsizetype blank = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    const bool whole =
        blank > 0 && last > blank + 1 && line.sliced(last + 1).startsWith("HTTP/1.") && line[blank + 1] == '/';
    const QByteArrayView method = line.first(std::max<qsizetype>(blank, 0));
    request.posts = methods == HttpMethods::GetAndPost && method == "POST";
    request.head = methods == HttpMethods::GetAndHead && method == "HEAD";
    refused = !whole ? 400 : request.posts || request.head || method == "GET" ? 0 : 405;
    if (refused != 0)
        return false;
    const QByteArrayView target = line.sliced(blank + 1, last - blank - 1);
    const qsizetype mark = target.indexOf('?');
    request.target = target.toByteArray();
    request.path = QByteArray::fromPercentEncoding(target.first(mark < 0 ? target.size() : mark).toByteArray());
    if (mark >= 0)
        request.query = formFields(target.sliced(mark + 1));
    return true;
}

} // namespace

FormFields formFields(QByteArrayView text)
{
    FormFields fields;
    for (qsizetype from = 0; from < text.size() && fields.size() < kMostFields;) {
        qsizetype end = text.indexOf('&', from);
        end = end < 0 ? text.size() : end;
        const QByteArrayView field = text.sliced(from, end - from);
        from = end + 1;
        const qsizetype equals = field.indexOf('=');
        if (!field.isEmpty())
            fields.emplace_back(decoded(field.first(equals < 0 ? field.size() : equals)),
                equals < 0 ? QByteArray() : decoded(field.sliced(equals + 1)));
    }
    return fields;
}

HttpRequestRead readHttpRequest(const QByteArray &bytes, HttpMethods methods)
{
    const qsizetype end = bytes.left(kLargestRequestHead).indexOf("\r\n\r\n");
    if (end < 0)
        return {{}, bytes.size() >= kLargestRequestHead ? 431 : 0};
    const QByteArrayView head = QByteArrayView(bytes).first(end);
    const qsizetype line = head.indexOf("\r\n") < 0 ? head.size() : head.indexOf("\r\n");
    HttpRequest request;
    int refused = 0;
    if (!readFirstLine(head.first(line), methods, request, refused))
        return {{}, refused};
    const Head said = headOf(head.sliced(line));
    if (said.broken)
        return {{}, 400};
    if (said.chunked || (request.posts && said.length < 0))
        return {{}, 411};
    if (said.length > kLargestRequestBody)
        return {{}, 413};
    if (request.posts && !said.form)
        return {{}, 415};
    const qsizetype length = std::max<qsizetype>(said.length, 0);
    if (bytes.size() < end + 4 + length)
        return {};
    request.prefetch = said.prefetch;
    request.agent = said.agent;
    request.signature = said.signature;
    if (request.posts)
        request.form = formFields(QByteArrayView(bytes).sliced(end + 4, length));
    return {request, 0};
}

QByteArray emptyHttpAnswer(int status)
{
    return "HTTP/1.1 " + QByteArray::number(status) + (status < 300 ? " OK" : " Refused")
        + "\r\nContent-Type: text/plain\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

} // namespace updesk
