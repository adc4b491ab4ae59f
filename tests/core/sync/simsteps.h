// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iterator>

namespace updesk
{

/// One bug that a world may have; the invariants must show it.
enum class Planted {
    None,
    ServerForgetsOps,
    RefusedRowStays,
    EveryClaimWins,
    NumbersRestart,
    ForeignRows,
    AcknowledgedUnasked,
    AcknowledgedEarly,
    PageCutInPush,
    CursorAhead,
    ClockIgnored,
    NoOverlay,
    SetbackUntold,
    FirstUntold,
    EitherTold,
    HeldIsOvertaken,
    RevivedByAny,
    UnknownBlanked,
    EveryYesCounts,
    StaleEpochs,
    UnknownSentAgain,
    UnknownPageEnds,
    FailuresForgotten,
    UnsentTidied,
    OlderCutShort,
    RepeatedBelieved,
    StopUndone,
};

/// Every place at which the power may go, by number; a place of the program that has none ends the test.
inline constexpr const char *kSimSteps[] = {"edit beginning", "edit begun", "edit row written", "edit deed written",
    "edit committed", //
    "hello asked", "hello said", "knows asked", "knows said", "hello beginning", "hello begun", "hello refill begun",
    "hello committed", //
    "staying beginning", "staying begun", "staying committed", //
    "push asked", "push said", "answers beginning", "answers begun", "answers committed", //
    "feeds asked", "feeds said", "pull asked", "pull said", "page beginning", "page begun", "page committed", //
    "end beginning", "end begun", "end committed", //
    "parking beginning", "parking begun", "parking committed", //
    "tidy beginning", "tidy begun", "tidy committed", //
    "older asked", "older said", "older beginning", "older begun", "older committed", //
    "server before its commit", "server after its commit", //
    "host leased", "host swept", "host wrote", "host begun", "host journalled", "host handed over", "host ended"};
inline constexpr int kSimStepCount = int(std::size(kSimSteps));

} // namespace updesk
