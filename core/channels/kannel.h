// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httpcall.h"
#include "core/channels/settings.h"
#include "core/channels/texts.h"

namespace updesk
{

/// Texts out by the sendsms interface of a Kannel gateway. It gives no id of its own: ours comes back in the reports,
/// which it brings to the listener with the texts that come in. It cannot be asked about a text.
class Kannel final : public TextOut
{
public:
    /// `secret` is the account's, `token` the listener's.
    Kannel(TextSettings settings, QByteArray secret, QByteArray token, Patience patience = {});
    HandOver send(const TextDraft &draft) override;
    Result<TextReport> find(const SentText &sent) override;
    Result<void> test() override;

private:
    HttpCall call(const FormFields &fields) const;
    QByteArray reportUrl(const QString &id) const;

    TextSettings m_settings;
    QByteArray m_secret, m_token;
    Patience m_patience;
};

/// The text in a request that Kannel makes by a get-url with from=%p&to=%P&id=%I&at=%T&charset=%C&text=%b. Invalid with
/// the field as subject (text.from, text.id); the words are taken as far as they can be read, 10,000 letters at most.
Result<InboundText> kannelText(const FormFields &query);
/// The report in a request that it makes by a dlr-url of ours. Invalid (report.id, report.type).
Result<TextReport> kannelReport(const FormFields &query);

/// The first value of a name; empty when there is none.
QByteArray fieldOf(const FormFields &fields, const char *name);

} // namespace updesk
