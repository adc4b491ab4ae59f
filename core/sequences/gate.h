// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/people/customer.h"
#include "core/sequences/gatehours.h"
#include "core/sequences/gatemessage.h"
#include "core/sequences/mayuntil.h"

#include <optional>

namespace updesk
{

/// What a contact is for. Marketing also is a mail that asks for consent (CA-1). OptOutReceipt: the one text that
/// confirms an opt-out.
enum class Purpose : quint8 { Marketing, Informational, Transactional, OptOutReceipt };
enum class SentBy : quint8 { Person, Automatic };

/// A standing statement of consent with what proves it.
struct ConsentProof {
    Channel channel = Channel::None; ///< None: every way
    QString address; ///< the number or address it was given for; empty: any
    bool written = false; ///< signed, ticked or written by the customer, with the words kept
    Time at = 0;
    bool operator==(const ConsentProof &) const = default;
};

/// Somebody goes on all the same.
struct GateOverride {
    bool manager = false; ///< who does is a manager or the principal
    QString reason;
};

/// All that the gate decides by. No score, no birth date, no name: who somebody is changes nothing (FL-1, CA-7).
struct GateFacts {
    Channel channel = Channel::Phone;
    Purpose purpose = Purpose::Informational;
    SentBy sentBy = SentBy::Person;
    Time now = 0;
    bool artificialVoice = false; ///< a recording or a made voice speaks
    QString address; ///< E.164 number or mail address that would be used
    QString region, postal, country; ///< as the customer stated them; the postal code counts where no region is
    QString phone; ///< of a customer who is mailed: tells the country too

    bool refused = false; ///< this way; nothing is sent that way again
    bool refusedCallsOrTexts = false; ///< either of the two
    std::optional<bool> refusalOfAll; ///< the store's own choice of how far that reaches; nothing: as the rules say
    Time refusedAt = 0;
    bool unclear = false; ///< words that may be a refusal wait for a person
    int receipts = 0; ///< texts that confirmed the refusal
    std::vector<ConsentProof> consents;
    Time suppressedAt = 0; ///< when somebody with this address was erased for good (SG-5); 0: nobody

    bool listed = false; ///< on the national list
    QDate listDated; ///< of the list we have; invalid: none
    bool canadaRegistered = false; ///< the dealer is registered with Canada's national list
    Dealings dealings;
    std::vector<Time> contacts; ///< recent calls and texts to this number, oldest first
    bool firstText = false; ///< none has gone to this customer
    GateStore store;
    std::optional<GateMessage> message; ///< what would be sent; nothing: not known yet
    GateOverride override;
};

/// One rule that speaks against a contact, with what its words need.
struct GateReason {
    QString rule; ///< "US-3"
    QString code; ///< which cause of it
    bool moves = false; ///< a later time is all it asks for
    LegalRules::MayOverride may = LegalRules::MayOverride::Nobody;
    QString zone, state; ///< hours: where
    int minute = 0, from = 0, until = 0; ///< hours: of the day there
    int count = 0, hours = 0; ///< caps: so many in so many hours
    QDate day; ///< the list's date; the last day of a relationship
    bool operator==(const GateReason &) const = default;
};

/// What was looked up on the national list for a cold contact: the proof that it was (US-4).
struct ListLookUp {
    QString number; ///< that would be called or texted; of a mail the customer's, if there is one
    QDate dated; ///< of the list; invalid: there was none
    bool listed = false;
    bool operator==(const ListLookUp &) const = default;
};

/// What the gate says of one contact at one moment.
struct GateVerdict {
    enum class Says : quint8 { Allow, Move, Block };
    Says says = Says::Allow;
    Purpose purpose = Purpose::Informational; ///< what was asked, and of which moment
    Time at = 0;
    Time moveTo = 0; ///< Move: the first moment that no rule speaks against
    std::vector<GateReason> reasons; ///< those that block first; kept when somebody goes on
    LegalRules::MayOverride may = LegalRules::MayOverride::Anyone; ///< the strictest of the reasons
    bool overridden = false; ///< it is allowed because somebody goes on
    bool toPerson = false; ///< an automatic step becomes a task of a person (US-7)
    bool askPerson = false; ///< words wait to be read within one business day (US-8)
    bool announceRecording = false; ///< of a call that is recorded (US-15)
    std::optional<ListLookUp> lookUp{}; ///< of a contact that solicits
    qint64 riskFrom = 0, riskTo = 0; ///< cents, what going on may cost; 0: nothing speaks against it (US-14, EM-6)

    bool allows() const { return says == Says::Allow; }
    QStringList rules() const; ///< ids of the reasons, each once
    const GateReason *find(const char *rule) const; ///< nullptr: it does not speak
};

/// The one gate that every outgoing call, text and e-mail passes. Pure; it reads no clock and writes nothing.
GateVerdict gate(const GateFacts &facts, const LegalRules &rules);

/// What a person's own contact about an inquiry is: informational while the customer waits for an answer to it, that is
/// within the months of an inquiry, else marketing.
Purpose purposeOfReply(const GateFacts &facts, const LegalRules &rules);

/// Where the recipient may be, as the gate sees it; never empty: of whom nothing is known, the unknown place (US-1).
std::vector<GatePlace> placesOf(const GateFacts &facts, const LegalRules &rules);

} // namespace updesk
