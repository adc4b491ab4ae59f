// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/store/table.h"

namespace updesk
{

using TemplateId = IdOf<struct TemplateTag>;

/// What a message is sent for. Transactional ones stay free of offers (EM-5).
enum class Occasion : quint8 {
    Acknowledgement,
    FirstMessage, ///< says who writes, and how to be left alone (US-13)
    FollowUp,
    MissedVisit,
    VisitConfirmation,
    VisitReminder,
    SoldThanks,
    ServiceReferral,
    Equity,
    Nurture
};
inline constexpr int kOccasions = int(Occasion::Nurture) + 1;
constexpr bool isTransactional(Occasion occasion)
{
    return occasion == Occasion::VisitConfirmation || occasion == Occasion::VisitReminder;
}

/// A message as it is written before it is filled for a lead (F58, F59). A row of the store stands in for the shipped
/// one of the same key and language. Of one key there is one row a language.
struct Template {
    TemplateId id; ///< null: it came with the program
    QString key; ///< "first_text": what steps of a plan name
    Channel channel = Channel::Text; ///< Text or Email
    QString language; ///< "en", "es", "fr"
    Occasion occasion = Occasion::FollowUp;
    QString name; ///< for the list of templates
    QString subject; ///< of an e-mail
    QString body; ///< plain
    QString rich; ///< HTML of an e-mail; empty: the plain body is all there is
    int version = 1; ///< counts the times it was saved, so that its effect can be told (F70)
    bool active = true; ///< false: the store does not use it
    bool operator==(const Template &) const = default;
};

inline constexpr TableOf kTemplate{"template", Feed::Store, Trait::Config,
    column("key", &Template::key, Rule::Optimistic), column("channel", &Template::channel, Rule::Optimistic),
    column("language", &Template::language, Rule::Optimistic),
    column("occasion", &Template::occasion, Rule::Optimistic), column("name", &Template::name, Rule::Optimistic),
    column("subject", &Template::subject, Rule::Optimistic), column("body", &Template::body, Rule::Optimistic),
    column("rich", &Template::rich, Rule::Optimistic), column("version", &Template::version, Rule::Optimistic),
    column("active", &Template::active, Rule::Optimistic)};

/// Key of the one text after a refusal (US-10). Its words are those that came with the program: the store's name stands
/// in it as a field, and nothing else can be put there.
inline constexpr char kReceiptText[] = "stop_receipt_text";
inline bool isLocked(const Template &row) { return row.key == QLatin1String(kReceiptText); }

inline constexpr qsizetype kLongestBody = 20'000; ///< letters of a body, plain or rich
inline constexpr qsizetype kLongestSubject = 200;

} // namespace updesk
