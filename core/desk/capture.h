// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/leaddraft.h"
#include "core/people/match.h"

#include <span>

namespace updesk
{

/// What the person at the desk decided that the rules else decide.
struct CaptureChoices {
    CustomerId customer; ///< "use this customer"; null: by matching
    bool newPerson = false; ///< "no, a new person": nobody is matched
    PersonId owner; ///< null: by routing
    bool keyed = false; ///< a person keyed it in a form (walk-in, phone-up, from the quarantine)
    OriginalId original; ///< the document it came in
    int ordinal = 0; ///< its place in that document; a place is never taken twice, but -1 (keyed by hand) is none
    std::vector<OriginalId> earlier; ///< other documents under its Message-ID: what they told is not told again
    Id partOf; ///< the import it belongs to
    bool again = false; ///< a person reads the document anew: what was taken back of it is made again
    int callSeconds = 0; ///< phone-up: length of the call so far
    Time appointment = 0; ///< phone-up: the visit agreed on; 0: none
};

/// Where the draft ended up.
struct Captured {
    enum class How : quint8 { NewCustomer, KnownCustomer, JoinedLead, SameDocument };
    How how = How::NewCustomer;
    LeadId lead;
    CustomerId customer;
    PersonId owner;
    DeedId deed; ///< null with SameDocument: nothing was written
    bool ownerIsOther = false; ///< a walk-in or phone-up matched to somebody else's customer
    bool beBack = false; ///< visited within the last 30 days
    int grade = 0;
};

/// One lead from form, mail or file: match, grade, score, route, write; one transaction, one deed. A repeat inquiry
/// joins the open lead and leaves its clock alone (F19); a keyed walk-in or phone-up stops it as told. Invalid: neither
/// name nor phone nor e-mail, or an appointment in the past.
Result<Captured> capture(Session &session, const LeadDraft &draft, const CaptureChoices &choices = {});

/// Many leads: a deed each, a slice a transaction, all on the disk at the end. A slice that fails is done again lead by
/// lead, so one bad lead costs only itself.
struct Imported {
    Id import;
    std::vector<Captured> captured;
    std::vector<std::pair<size_t, Error>> refused; ///< by place in the list
};
inline constexpr size_t kImportSlice = 50; // the desk waits a few milliseconds
Result<Imported> captureAll(Session &session, std::span<const LeadDraft> drafts, const CaptureChoices &choices = {},
    size_t slice = kImportSlice);

/// Who it may already be, best first, at most `most`; asks indexes only. For the panel beside the form.
struct PossibleMatch {
    CustomerId customer;
    QString name, phone, email; ///< phone in E.164
    Match match;
    LeadId openLead;
    PersonId owner;
    QString wants; ///< of the open lead
    Time leadReceived = 0;
    QString owned; ///< newest vehicle of the garage
    bool boughtHere = false;
};
Result<std::vector<PossibleMatch>> possibleMatches(Session &session, const LeadDraft &draft, int most = 8);

/// Who would get this lead now, for the form's "next up".
Result<Routed> nextUp(Session &session, const LeadDraft &draft);

} // namespace updesk
