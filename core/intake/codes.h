// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// The importer's codes, as stored and as programs read them; their sentences are made in ui.
namespace updesk::code
{

// Why nothing could be read.
inline constexpr QLatin1String kEmptyDocument("empty_document");
inline constexpr QLatin1String kBinaryData("binary_data");
inline constexpr QLatin1String kNotAdf("not_adf");
inline constexpr QLatin1String kNoProspect("no_prospect");
inline constexpr QLatin1String kNoContact("no_contact");
inline constexpr QLatin1String kMalformedXml("malformed_xml");
inline constexpr QLatin1String kDtdForbidden("dtd_forbidden");
inline constexpr QLatin1String kTooLarge("too_large");
inline constexpr QLatin1String kTooDeep("too_deep");

// What a mail is when it is no lead.
inline constexpr QLatin1String kBounce("bounce");
inline constexpr QLatin1String kAutoReply("auto_reply");
inline constexpr QLatin1String kSpam("spam");
inline constexpr QLatin1String kNewsletter("newsletter");
inline constexpr QLatin1String kReply("reply");
inline constexpr QLatin1String kNoLeadContent("no_lead_content");

// What came again after a person took its leads back.
inline constexpr QLatin1String kTakenBack("taken_back");

// What was odd about a lead that was read.
inline constexpr QLatin1String kDateMissing("date_missing");
inline constexpr QLatin1String kBadDate("bad_date");
inline constexpr QLatin1String kDateGuessed("date_guessed");
inline constexpr QLatin1String kEncodingGuessed("encoding_guessed");
inline constexpr QLatin1String kBadPhone("bad_phone");
inline constexpr QLatin1String kBadEmail("bad_email");
inline constexpr QLatin1String kBadVin("bad_vin");
inline constexpr QLatin1String kVinCheckDigit("vin_check_digit");
inline constexpr QLatin1String kBadYear("bad_year");
inline constexpr QLatin1String kPlaceholderValue("placeholder_value");
inline constexpr QLatin1String kFieldTruncated("field_truncated");
inline constexpr QLatin1String kDuplicateInFile("duplicate_in_file");
inline constexpr QLatin1String kPartialFile("partial_file");
inline constexpr QLatin1String kProspectRejected("prospect_rejected");
inline constexpr QLatin1String kResend("resend");
inline constexpr QLatin1String kUnreachable("unreachable");

/// Adds a code to a list of warnings once.
inline void warn(QStringList &warnings, QLatin1String code)
{
    if (!warnings.contains(code))
        warnings << code;
}

} // namespace updesk::code
