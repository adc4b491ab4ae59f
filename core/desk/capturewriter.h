// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "core/desk/routedesk.h"
#include "core/intake/sources.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"

namespace updesk
{

/// Writes captured leads into a running transaction, one deed each; kept over a slice, so that an import reads rules,
/// sources and people once.
class CaptureWriter
{
public:
    static Result<CaptureWriter> make(Session &session);
    /// Starts the deed and writes the lead. With How::SameDocument nothing is written.
    Result<Captured> write(
        Transaction &tx, const LeadDraft &draft, const CaptureChoices &choices, const char *verb = "capture");

private:
    struct Run;
    CaptureWriter(Session &session, std::shared_ptr<const Rulebook> rules);
    const Source *mapped(const LeadDraft &draft) const;
    Result<void> findLeadSource(Run &run);
    Result<void> nameRows(Run &run);
    Result<void> findCustomer(Run &run);
    Result<CustomerId> ownerOfPhone(const std::vector<MatchCandidate> &found);
    Result<void> useCustomer(Run &run, CustomerId id);
    Result<void> findLeads(Run &run);
    Result<void> writeCustomer(Run &run);
    Result<void> writeSuspicions(Run &run);
    Result<void> writeContacts(Run &run);
    Result<void> writeAddress(Run &run);
    Result<void> writeConsent(Run &run);
    Result<void> tellUnknownSource(Run &run);
    Result<void> writeLead(Run &run);
    Result<void> writeVehicles(Run &run);
    Result<void> joinLead(Run &run);
    Result<void> writeArrival(Run &run);
    Result<void> writeVisit(Run &run, Time begun, Activity &came);
    Result<void> writeTask(Run &run);
    Result<void> writeOwner(Run &run);
    Result<void> writeScore(Run &run);
    Result<void> tellPeople(Run &run);
    Result<void> tellPool(Run &run);

    Session *m_session;
    std::shared_ptr<const Rulebook> m_rules;
    std::vector<SourcePattern> m_patterns; ///< of these rules
    CustomerStore m_customers;
    RouteDesk m_routes;
};

/// A draft with phones, e-mails and names read, as every draft must be before it is matched.
LeadDraft completed(LeadDraft draft, const Rulebook &rules);
MatchFacts matchFactsOf(const LeadDraft &draft);

} // namespace updesk
