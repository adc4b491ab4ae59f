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
    bool hot = false;
    bool visit() const { return draft.type == LeadType::WalkIn; }
    bool joins() const { return !openLead.id.isNull(); }
    PersonId owner() const { return joins() ? openLead.owner : lead.owner; }
    LeadId leadId() const { return joins() ? openLead.id : lead.id; }
};

} // namespace updesk
