// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace updesk
{

/// One e-mail address as somebody wrote it, and what it means.
struct EmailDraft {
    QString typed;
    QString address; ///< empty: not of an address's form, typed is kept as "unchecked"
    bool operator==(const EmailDraft &) const = default;
};

/// The addresses in one field, in the order written: parted at ; and , with mailto:, its query and a name before
/// <address> removed, in lower case, without repeats. Over-long text is one entry without an address.
std::vector<EmailDraft> emailsIn(QStringView typed);

/// The address for comparing only, never for storing or writing to: +tags off, and the dots of Gmail.
QString matchingEmail(const QString &address);

/// The part behind the @, empty when there is none.
QString emailDomain(const QString &address);

} // namespace updesk
