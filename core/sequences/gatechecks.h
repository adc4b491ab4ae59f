// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/gate.h"

namespace updesk
{

/// One question to the gate on its way through the rules of each law.
struct GateRun {
    const GateFacts &facts;
    const LegalRules &rules;
    std::vector<GatePlace> places;
    bool us = true, canada = false; ///< whose law holds: of every place where the recipient may be
    bool reply = false; ///< a person answers, no marketing
    GateVerdict verdict{};

    bool isNumber() const { return facts.channel == Channel::Phone || facts.channel == Channel::Text; }
    GateReason &block(const char *rule, const char *code);
    /// A consent that counts for this way and address; `written`: only with proof.
    const ConsentProof *consent(bool written) const;
    /// The relationship that holds longest, whether or not it still does; nothing: there never was one.
    std::optional<MayUntil> relation(Relation relation) const;
    bool holds(const MayUntil &until) const; ///< on the recipient's calendar, the strictest of their zones
};

void checkRefusals(GateRun &run); ///< US-6, US-8, US-10, US-11, EM-4, SG-5
void checkVoice(GateRun &run); ///< US-15
void checkConsent(GateRun &run); ///< US-7
void checkLists(GateRun &run); ///< US-4, US-5, US-12, CA-6
void checkTextWords(GateRun &run); ///< US-13
void checkHours(GateRun &run); ///< US-1, US-2, US-12, CA-5
void checkCaps(GateRun &run); ///< US-3
void checkMail(GateRun &run); ///< EM-1, EM-2, EM-3, EM-5
void checkCanada(GateRun &run); ///< CA-1 to CA-4

} // namespace updesk
