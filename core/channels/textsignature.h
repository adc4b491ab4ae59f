// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httprequest.h"

namespace updesk
{

/// By what is known that a request of the account form is the provider's own. The listener's token stands in an
/// address, where proxies and logs see it; the account's does not.
struct TextSigning {
    QByteArray secret; ///< the account's token; empty: it is not known here, and no signature can be checked
    QString address; ///< TextSettings::callbackUrl; empty: none can be checked either
    bool required = false; ///< a request without a signature is refused
};

enum class Signed : quint8 {
    Right, ///< by this account, and for this address
    Wrong, ///< by somebody else, for another address, or of other words
    Missing, ///< and it is required, or cannot be checked though it is
    Unasked ///< it is not required, and there is none or it cannot be checked
};

/// Whether a request bears the signature that the provider gives its own (X-Twilio-Signature).
Signed signedBy(const TextSigning &signing, const HttpRequest &request);

/// The signature: HMAC-SHA1 keyed with the account's token, in Base64, of the whole address with its query and behind
/// it each name and value of the form, in the order of the names.
QByteArray textSignature(const QByteArray &secret, const QByteArray &address, const FormFields &form);

/// How long it takes says nothing about how much of it is right.
bool isSameSecret(const QByteArray &one, const QByteArray &other);

} // namespace updesk
