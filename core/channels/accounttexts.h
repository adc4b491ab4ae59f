// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httpcall.h"
#include "core/channels/settings.h"
#include "core/channels/texts.h"

#include <optional>

namespace updesk
{

/// Texts by the account-and-token form that many providers speak: Basic login, a POST of To, From and Body to
/// /Accounts/ACCOUNT/Messages.json, JSON back with sid, status and error_code. What comes in is asked for in the same
/// list, or brought to the listener.
class AccountTexts final : public TextOut, public TextIn
{
public:
    /// `secret` is the account's token, `token` the listener's.
    AccountTexts(TextSettings settings, QByteArray secret, QByteArray token, Patience patience = {});
    HandOver send(const TextDraft &draft) override;
    /// By the provider's id, else by number, time (10 min) and words: the one that is left when those that belong to
    /// other messages are left out.
    Result<TextReport> find(const SentText &sent) override;
    Result<void> test() override;
    /// Reads the list from its newest down to what is known. Failed (subject texts): more than 20,000 since.
    Result<TextBatch> fetch(const TextMark &mark, Time now) override;

private:
    HttpCall call(const QByteArray &path) const;
    Result<QJsonObject> ask(const QByteArray &url) const;
    Result<std::optional<QByteArray>> nextPage(const QJsonObject &page) const;
    QByteArray base() const;

    TextSettings m_settings;
    QByteArray m_secret, m_token;
    Patience m_patience;
};

/// One message of the provider's JSON as a report, and the moment it names. Invalid (report.id, report.status).
Result<TextReport> accountReport(const QJsonObject &message);
/// The text or report in the form that the provider posts; a report carries our id in the query. Invalid as above and
/// as kannelText().
Result<InboundText> accountText(const FormFields &form);
Result<TextReport> accountCallback(const FormFields &query, const FormFields &form);

} // namespace updesk
