// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capturewriter.h"
#include "core/desk/notices.h"
#include "core/leads/leadnow.h"
#include "core/store/apply.h"

namespace updesk
{

/// One lead on its way into the store.
struct CaptureWriter::Run {
    Transaction &tx;
    const LeadDraft &draft;
    const CaptureChoices &choices;
    Captured out{};
    Customer customer{};
    bool knownCustomer = false;
    std::vector<CustomerId> maybeSame{}; ///< to be looked at by a person
    CustomerId housemate{}; ///< lives in the same household
    SourceId source{};
    Lead lead{}; ///< the new one
    Lead openLead{}; ///< joined; null id: none
    PersonId lastOwner{}; ///< of this customer
    Due due{};
    Routed routed{};
    Time visitedBefore = 0;
    LeadNow before{}; ///< of the joined lead
    bool unknownSource = false; ///< this lead is the first of a sender that is in no table
    bool hot = false;
    bool pool = false; ///< nobody has it: who on duty takes it first
    bool decide = false; ///< the customer refuses every way we have
    bool visit() const { return draft.type == LeadType::WalkIn; }
    /// A person had the caller on the line; a document about a call only says that somebody rang.
    bool phoneUp() const { return draft.type == LeadType::Phone && choices.keyed && choices.original.isNull(); }
    /// "Somebody rang from this number", and nothing else is known of the caller.
    bool callNotice() const
    {
        return draft.type == LeadType::Phone && !phoneUp() && draft.full.isEmpty() && draft.company.isEmpty()
            && draft.emails.empty() && !choices.newPerson;
    }
    /// Born stopped: nobody waits for a first answer.
    bool met() const { return visit() || phoneUp(); }
    /// Only what a lead began with is seen by the rules; that a meeting answers an inquiry, a person says.
    bool answersInquiry() const { return met() && joins() && before.clock != LeadNow::BornStopped; }
    bool joins() const { return !openLead.id.isNull(); }
    PersonId owner() const { return joins() ? openLead.owner : lead.owner; }
    LeadId leadId() const { return joins() ? openLead.id : lead.id; }
};

} // namespace updesk
