// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httpdoor.h"
#include "core/channels/settings.h"
#include "core/channels/texts.h"
#include "core/channels/textsignature.h"

namespace updesk
{

/// Takes what a text provider brings, on this computer's own address only: GET /kannel/text and /kannel/report, POST
/// /account/text and /account/status, each with token=SECRET in its query, those of /account signed besides where that
/// can be told. Lives on a thread with an event loop.
class TextListener final : public QObject
{
    Q_OBJECT
public:
    /// Keeps what came; only then the provider is told that we have it, and brings it again after an error.
    using Take = std::function<Result<void>(const TextEvent &)>;
    /// Invalid (subject secret) for a token under 16 letters or with others than letters, digits and dashes; Failed
    /// (subject port) when the port is taken.
    static Result<std::unique_ptr<TextListener>> open(
        const ListenerSettings &settings, const QByteArray &token, Take take, TextSigning signing = {});
    int port() const { return m_door.port(); }
    void setSigning(TextSigning signing) { m_signing = std::move(signing); }

Q_SIGNALS:
    void malformed(const updesk::Error &error); ///< what was brought, with the token, could not be read
    void strange(int status); ///< somebody came without the token, or spoke no HTTP
    /// Somebody came with the token and a wrong signature (Wrong), or without one that is required (Missing).
    void unproven(updesk::Signed signature);

private:
    TextListener(const QByteArray &token, Take take, TextSigning signing);
    int answerTo(const HttpRequest &request);
    int answerToAccount(const HttpRequest &request);
    int take(const Result<TextEvent> &event);

    QByteArray m_token;
    Take m_take;
    TextSigning m_signing;
    HttpDoor m_door;
};

} // namespace updesk
