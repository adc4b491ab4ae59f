// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httpcall.h"

#include <optional>

namespace updesk
{

/// A request that a provider makes of us.
struct HttpRequest {
    bool posts = false;
    QByteArray path; ///< percent signs undone
    FormFields query, form;
    bool head = false; ///< only the answer's head is wanted
    bool prefetch = false; ///< it says that it is made before anybody asked for it
    QByteArray agent{}; ///< the program that asks, as it calls itself
    QByteArray target{}; ///< path and query as they came
    QByteArray signature{}; ///< X-Twilio-Signature; one that comes twice is joined, and is none
    bool operator==(const HttpRequest &) const = default;
};

/// What may be asked by; anything else is refused with 405.
enum class HttpMethods : quint8 { GetAndPost, GetAndHead };

/// Reads a request out of the bytes of a connection as they come (RFC 9112, as much of it as providers use): GET, HEAD,
/// and POST of a form with a Content-Length.
struct HttpRequestRead {
    std::optional<HttpRequest> request; ///< whole
    int refused = 0; ///< no request will come of it: what to answer (400, 405, 411, 413, 415, 431)
};

inline constexpr qsizetype kLargestRequestHead = 16 * 1024;
inline constexpr qsizetype kLargestRequestBody = 256 * 1024;

/// Neither a request nor a refusal: more must come.
HttpRequestRead readHttpRequest(const QByteArray &bytes, HttpMethods methods = HttpMethods::GetAndPost);

/// The answer with nothing in it: what stands there, gateways send to the customer.
QByteArray emptyHttpAnswer(int status);

/// The fields of a query or form; at most 100. What cannot be decoded keeps its percent sign.
FormFields formFields(QByteArrayView text);

} // namespace updesk
