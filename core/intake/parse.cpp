// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/parse.h"

#include "core/intake/adf.h"
#include "core/intake/bytes.h"
#include "core/intake/codes.h"
#include "core/intake/mail.h"
#include "core/intake/spotted.h"

namespace updesk
{
namespace
{

Parsed rejected(QLatin1String error)
{
    Parsed parsed;
    parsed.error = error;
    return parsed;
}

Parsed parseFile(const QByteArray &bytes, const ParseContext &context)
{
    const DecodedText decoded = decodedBytes(bytes);
    if (!decoded.error.isEmpty())
        return rejected(decoded.error);
    AdfResult adf = readAdfText(decoded.text, context, {});
    Parsed parsed;
    parsed.error = adf.error;
    parsed.warnings = std::move(adf.warnings);
    if (decoded.guessed)
        code::warn(parsed.warnings, code::kEncodingGuessed);
    if (!adf.error.isEmpty()) {
        parsed.spotted = spottedIn(decoded.text, context.region);
        return parsed;
    }
    parsed.drafts = std::move(adf.drafts);
    parsed.outcome = parsed.drafts.size() == 1 ? ParseOutcome::Lead : ParseOutcome::Leads;
    return parsed;
}

} // namespace

Parsed parse(const QByteArray &bytes, const ParseContext &context)
{
    if (bytes.size() > kLargestDocument)
        return rejected(code::kTooLarge);
    Parsed parsed = looksLikeMail(bytes, context.fileName) ? parseMail(bytes, context) : parseFile(bytes, context);
    for (const LeadDraft &draft : parsed.drafts) {
        for (const QString &warning : draft.warnings) {
            if (!parsed.warnings.contains(warning))
                parsed.warnings << warning;
        }
    }
    return parsed;
}

} // namespace updesk
