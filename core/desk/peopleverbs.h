// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "core/people/match.h"
#include "core/people/mergeplan.h"

namespace updesk
{

/// No call, text or e-mail any more; `words` are the customer's, when they were said.
Result<DeedId> doNotContact(Session &session, CustomerId customer, const QString &words = {});

/// Two records of one person become one: phones, e-mails, leads and history move to `into`, which takes the fields the
/// plan names; both keep their open leads. Undo gives both back. Invalid: the same record, or one is merged already;
/// Denied: Jr. and Sr.
Result<DeedId> merge(Session &session, CustomerId from, CustomerId into);

/// Links people of one household, without merging; two households become one, and who lives together is told apart.
/// Null deed: they are linked already. Invalid: the same person.
Result<DeedId> linkHousehold(Session &session, CustomerId a, CustomerId b);
/// The customer lives elsewhere; who stays behind alone is no household any more. Invalid: there is none to leave.
Result<DeedId> leaveHousehold(Session &session, CustomerId customer);

/// Why two records look alike.
Result<Match> matchBetween(Database &database, CustomerId a, CustomerId b);
/// Two records that look alike are two people: the suspicion goes, and does not come back for this pair, also when one
/// of them is merged with a third. Null deed: that was said before. Invalid: the same record.
Result<DeedId> tellApart(Session &session, CustomerId a, CustomerId b);

/// What the lead panel shows of a customer.
struct CustomerCard {
    Customer customer;
    std::vector<Phone> phones; ///< preferred first
    std::vector<Email> emails;
    std::vector<Address> addresses;
    int householdOthers = 0;
    QStringList housemates; ///< names of the first of them
    bool noCalls = false, noTexts = false, noEmails = false;
    bool textConsent = false;
    std::vector<CustomerId> maybeSame; ///< possible duplicates to look at
};
Result<CustomerCard> customerCard(Database &database, CustomerId customer);

/// Two records beside each other, with what the rules would keep: for a person to change field by field.
struct MergeView {
    CustomerCard left, right;
    MergePlan plan;
    Match match; ///< how alike they are
};
/// Invalid: the same record, or one is merged already.
Result<MergeView> mergeView(Database &database, CustomerId left, CustomerId right);
const QString &mergeValue(const Customer &customer, MergeField field);

/// merge() with each field from the side that `plan` names and into the record that it lets survive. A name whose parts
/// come from both sides is written anew in full. Errors as merge().
Result<DeedId> mergeAsChosen(Session &session, CustomerId left, CustomerId right, const MergePlan &plan);

/// Customers by name words, phone digits (from the front, or the last 4 to 7) or e-mail; best first. For the search
/// box.
struct FoundCustomer {
    CustomerId customer;
    QString name, phone, email;
    LeadId lead; ///< the newest one; null: none
    Stage stage = Stage::New;
    PersonId owner;
};
Result<std::vector<FoundCustomer>> findCustomers(Database &database, const QString &text, int most = 8);

} // namespace updesk
