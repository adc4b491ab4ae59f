// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace updesk
{

/// How workable a lead is; the numbers are those of Lead::gradeSet.
enum class Grade : quint8 {
    A = 1, ///< complete, specific vehicle, within 30 days
    B, ///< complete, vague or later
    C, ///< incomplete or doubtful
    D ///< duplicate, spam, not viable: only set by hand or by a merge
};

/// What a lead may lack; bits, so that several can be told at once.
enum Missing : quint8 {
    MissingName = 1,
    MissingContact = 2, ///< no phone and no e-mail was given
    MissingReach = 4, ///< something was given, but none of it can be used
    MissingIntent = 8, ///< no vehicle, no time frame, no direct question
    MissingVehicle = 16, ///< no stock number, VIN, or make and model
    MissingTimeframe = 32 ///< not said when
};

/// The lead test (F13): who it is, whether they can be reached, and what they want.
inline constexpr int kLeadTest = MissingName | MissingContact | MissingReach | MissingIntent;

/// What grading asks of a lead.
struct GradeFacts {
    bool hasName = false;
    bool usablePhone = false; ///< read and not marked bad
    bool usableEmail = false;
    bool anyContact = false; ///< something was given as phone or e-mail, usable or not
    bool badPhone = false; ///< a phone that could not be read or was found bad
    bool placeholder = false; ///< the document held unfilled template markers
    bool specificVehicle = false; ///< stock number, VIN, or make and model
    bool vehicleWords = false; ///< any words about a vehicle, such as a make alone
    int timeframeDays = -1; ///< -1: not said
    bool directQuestion = false;
    int setByHand = 0; ///< 0: by rule, 1 to 4: A to D; any other number counts as 0
};

struct GradeResult {
    Grade grade = Grade::C;
    bool byHand = false;
    bool doubtful = false; ///< a bad phone or a placeholder, and no other contact
    int missing = 0; ///< bits of Missing; told also when the grade was set by hand
    Grade next = Grade::C; ///< the next better grade; equal to `grade` when nothing that could be added lifts it
    int add = 0; ///< bits of Missing to be filled for `next`; a contact may stand for MissingContact or MissingReach
    bool operator==(const GradeResult &) const = default;
};

inline constexpr int kGradeADays = 30;

GradeResult grade(const GradeFacts &facts);

} // namespace updesk
