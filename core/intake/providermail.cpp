// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/providermail.h"

#include "core/intake/spotted.h"
#include "core/people/emailaddress.h"
#include "core/people/phonenumber.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kReadAtMost = 65'536;
constexpr qsizetype kMostLines = 40;

bool isFrom(const LabelMail &mail, QLatin1String domain)
{
    const QString host = emailDomain(mail.sender);
    return host == domain || host.endsWith(u'.' + QString(domain));
}

bool saysPhoneCall(const QString &subject)
{
    for (const char *words : {"phone lead", "missed call", "missed-call", "call notification", "new call"}) {
        if (subject.contains(QLatin1String(words), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

/// A call leaves a number and nothing else.
std::optional<LabelFields> phoneCall(const LabelMail &mail, const QString &text, const ParseContext &context)
{
    LabelFields fields = readLabels(text);
    if (fields.phone.isEmpty() && fields.mobile.isEmpty()) {
        const Spotted spotted = spottedIn(mail.subject + u'\n' + text, context.region);
        if (spotted.phones.isEmpty())
            return std::nullopt;
        fields.phone = spotted.phones.front();
    }
    fields.comments = fields.comments.isEmpty() ? mail.subject : fields.comments;
    return fields;
}

bool isName(const QString &line)
{
    return !line.isEmpty() && line.size() <= 80 && line.contains(u' ')
        && std::all_of(line.begin(), line.end(),
            [](QChar c) { return c.isLetter() || c.isMark() || QStringView(u" .'-").contains(c); });
}

/// Name, phone, e-mail and town stand on bare lines above "Vehicle Details:", the vehicle below it.
std::optional<LabelFields> carsDotCom(const QString &text, const ParseContext &context)
{
    const QStringList lines = text.left(kReadAtMost).split(u'\n', Qt::SkipEmptyParts);
    const auto details = std::find_if(lines.begin(), lines.end(), [](const QString &line) {
        return line.trimmed().startsWith(QLatin1String("vehicle details"), Qt::CaseInsensitive);
    });
    if (details == lines.end() || details - lines.begin() > kMostLines)
        return std::nullopt;
    LabelFields fields = readLabels(text);
    for (auto line = lines.begin(); line != details; ++line) {
        const Spotted spotted = spottedIn(*line, context.region);
        const bool reaches = !spotted.phones.isEmpty() || !spotted.emails.isEmpty();
        if (fields.phone.isEmpty() && !spotted.phones.isEmpty())
            fields.phone = spotted.phones.front();
        if (fields.email.isEmpty() && !spotted.emails.isEmpty())
            fields.email = spotted.emails.front();
        if (reaches && fields.full.isEmpty() && line != lines.begin() && isName((line - 1)->trimmed()))
            fields.full = (line - 1)->trimmed();
    }
    if (fields.wanted.line.isEmpty() && fields.wanted.make.isEmpty() && details + 1 != lines.end())
        fields.wanted.line = (details + 1)->trimmed();
    return fields;
}

} // namespace

std::optional<LabelFields> providerFields(
    const LabelMail &mail, const QString &text, const ParseContext &context, LeadType &type)
{
    if (isFrom(mail, QLatin1String("cars.com"))) {
        if (auto fields = carsDotCom(text, context))
            return fields;
    }
    const bool known = findSource(emailDomain(mail.sender), context.sources) != nullptr;
    if (saysPhoneCall(mail.subject) && (known || !mail.bulk) && !mail.answers) {
        type = LeadType::Phone;
        return phoneCall(mail, text, context);
    }
    return std::nullopt;
}

} // namespace updesk
