// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/handover.h"
#include "core/channels/serveraccess.h"

#include <QByteArray>

#include <utility>
#include <vector>

namespace updesk
{

/// The names and values of a query or a form.
using FormFields = std::vector<std::pair<QByteArray, QByteArray>>;

/// "a=1&b=2", all but letters, digits and -._~ as %XX.
QByteArray formText(const FormFields &fields);

/// One request to a provider. Redirects are not followed: the secret goes to nobody else.
struct HttpCall {
    QByteArray url; ///< with its query
    bool posts = false;
    FormFields form; ///< of a POST
    std::vector<QByteArray> headers; ///< "Name: value"
    QString user; ///< for Basic; empty: none
    QByteArray password;
    QString caFile;
    Patience patience;
};

/// How it ended.
struct HttpAnswer {
    int status = 0; ///< 0: no answer came
    QByteArray body; ///< at most kLargestAnswer
    bool asked = false; ///< the request, or some of it, has left: the other side may have acted on it
    Error why; ///< when status is 0
    Time pause = 0; ///< Retry-After, at most a day
};

inline constexpr qsizetype kLargestAnswer = 4 * 1024 * 1024;

HttpAnswer callHttp(const HttpCall &call);

/// What an answer without a meaning of its own says about handing over a text: Refused for 3xx, 4xx and what never
/// left; Unknown for 5xx, for silence after the request, and for 2xx that the caller could not read (sync.md 14).
HandOver outcomeOf(const HttpAnswer &answer);
/// The same for a question. Denied (login, message), Invalid (url), Busy (server), Damaged (answer), Offline (server).
Error errorOf(const HttpAnswer &answer);

} // namespace updesk
