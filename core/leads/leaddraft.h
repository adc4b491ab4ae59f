// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/people/emailaddress.h"
#include "core/vehicles/vehicle.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace updesk
{

/// How a lead came; where the customer heard of us is its source, another field (F10).
enum class LeadType : quint8 { Web, ThirdParty, Phone, WalkIn, Chat, Social, Referral, Repeat, Service, Equity };

enum class PhoneKind : quint8 { Unknown, Mobile, Home, Work };
enum class Channel : quint8 { None, Phone, Text, Email, InPerson };

/// What the inquiry asks for; each is one bit of lead.asks.
enum Ask : quint8 { AskVisit = 1, AskCall = 2, AskAvailable = 4, AskPrice = 8, AskOther = 16 };

struct PhoneDraft {
    QString typed;
    QString e164; ///< empty: could not be read, typed is kept all the same
    QString extension;
    PhoneKind kind = PhoneKind::Unknown;
    bool operator==(const PhoneDraft &) const = default;
};

/// A way of reaching the customer that their own words refuse; None: every way.
struct RefusalDraft {
    Channel channel = Channel::None;
    QString words; ///< the sentence or line as it was written
    bool answered = false; ///< only a "no" to the opt-in of a form, not the customer's own words
    bool operator==(const RefusalDraft &) const = default;
};

/// What a form, a mail or a file knows about a lead before it is one. Times are UTC, text is plain.
struct LeadDraft {
    QString first, last, full, company;
    std::vector<PhoneDraft> phones; ///< preferred first
    std::vector<EmailDraft> emails; ///< preferred first
    QString street, city, region, postal, country;
    QString language; ///< for messages only, never a score input (FL-1)
    LeadType type = LeadType::Web;
    QString source; ///< canonical name; mapped again by the store's own table at capture
    QString providerText; ///< the source as it was written
    QString externalId;
    Time sentAt = 0; ///< requestdate or the mail's Date
    Time received = 0; ///< arrival, from which the clock runs; 0: now
    int timeframeDays = -1; ///< -1: not said
    QString timeframeWords;
    int asks = 0; ///< bits of Ask
    bool preApproved = false; ///< the customer says so (FL-4)
    qint64 downPayment = 0; ///< cents, stated by the customer
    QString financeMethod; ///< cash, finance, lease, as written
    Channel preferredChannel = Channel::None;
    QString bestTime; ///< morning, afternoon, evening, day or free words
    std::vector<VehicleDraft> wants; ///< the first is the preferred one
    std::vector<VehicleDraft> trades;
    QString comments; ///< what the customer wrote, plain text
    QString consentWords; ///< consent lines as they stood, kept as evidence
    bool textConsent = false;
    std::vector<RefusalDraft> refusals; ///< each channel once; they go before any consent
    QString salesperson; ///< named in the document (F32)
    QString messageId;
    bool resend = false;
    int place = -1; ///< among the prospects of its document, those that could not be read counted; -1: not told
    QStringList warnings; ///< codes of the importer
    bool operator==(const LeadDraft &) const = default;
};

} // namespace updesk
