// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace updesk
{

/// A column that names a row of another table. The file itself knows no such ties: while a desk is filled, or when two
/// desks meet, a child may come before its parent.
struct Parent {
    /// MayLeave: it may be null, and in a file of a server the parent may have left the desk's months before the child.
    enum class Tie : unsigned char { MayBeNull, Needed, MayLeave };
    const char *child;
    const char *column;
    const char *parent;
    Tie tie = Tie::MayBeNull;
};

inline constexpr Parent kParents[] = {
    {"shift", "person_id", "person", Parent::Tie::Needed},
    {"away", "person_id", "person", Parent::Tie::Needed},
    {"busy", "person_id", "person", Parent::Tie::Needed},
    {"customer", "merged_into", "customer"},
    {"phone", "customer_id", "customer", Parent::Tie::Needed},
    {"email", "customer_id", "customer", Parent::Tie::Needed},
    {"address", "customer_id", "customer", Parent::Tie::Needed},
    {"tag", "customer_id", "customer", Parent::Tie::Needed},
    {"consent", "customer_id", "customer", Parent::Tie::Needed},
    {"consent", "by_person", "person"},
    {"owned_vehicle", "customer_id", "customer", Parent::Tie::Needed},
    {"loan", "owned_vehicle_id", "owned_vehicle", Parent::Tie::Needed},
    {"source_pattern", "source_id", "source", Parent::Tie::Needed},
    {"target", "source_id", "source"},
    {"score_model", "by_person", "person"},
    {"lead", "customer_id", "customer", Parent::Tie::Needed},
    {"lead", "co_buyer_id", "customer"},
    {"lead", "source_id", "source"},
    {"lead", "owner_id", "person"},
    {"lead", "original_id", "original", Parent::Tie::MayLeave},
    {"want", "lead_id", "lead", Parent::Tie::Needed},
    {"trade", "lead_id", "lead", Parent::Tie::Needed},
    {"assignment", "lead_id", "lead", Parent::Tie::Needed},
    {"assignment", "from_person", "person"},
    {"assignment", "to_person", "person"},
    {"assignment", "by_person", "person"},
    {"score_log", "lead_id", "lead", Parent::Tie::Needed},
    {"activity", "lead_id", "lead"},
    {"activity", "customer_id", "customer"},
    {"activity", "person_id", "person"},
    {"activity", "corrects_id", "activity"},
    {"activity", "original_id", "original", Parent::Tie::MayLeave},
    {"activity", "source_id", "source"},
    {"task", "lead_id", "lead"},
    {"task", "person_id", "person"},
    {"task", "done_by_activity", "activity"},
    {"task", "appointment_id", "appointment"},
    {"original_part", "original_id", "original", Parent::Tie::Needed},
    {"quarantine", "original_id", "original", Parent::Tie::MayLeave},
    {"quarantine", "lead_id", "lead", Parent::Tie::MayLeave},
    {"appointment", "lead_id", "lead"},
    {"appointment", "customer_id", "customer"},
    {"appointment", "person_id", "person"},
    {"appointment", "set_by", "person"},
    {"appointment", "state_by", "person"},
    {"appointment", "confirmed_by", "person"},
    {"appointment", "moved_from", "appointment"},
    {"visit", "lead_id", "lead", Parent::Tie::MayLeave},
    {"visit", "customer_id", "customer"},
    {"visit", "person_id", "person"},
    {"visit", "appointment_id", "appointment", Parent::Tie::MayLeave},
    {"deal", "lead_id", "lead", Parent::Tie::Needed},
    {"deal", "customer_id", "customer"},
    {"deal", "person_id", "person"},
    {"deal", "entered_by", "person"},
    {"appraisal", "lead_id", "lead", Parent::Tie::Needed},
    {"appraisal", "customer_id", "customer"},
    {"appraisal", "person_id", "person"},
    {"gate_log", "lead_id", "lead"},
    {"gate_log", "customer_id", "customer"},
    {"gate_log", "by_person", "person"},
    {"plan", "version_id", "plan_version"},
    {"plan_version", "by_person", "person"},
    {"enrolment", "lead_id", "lead", Parent::Tie::Needed},
    {"enrolment", "version_id", "plan_version"},
    {"enrolment", "appointment_id", "appointment"},
    {"step_run", "enrolment_id", "enrolment", Parent::Tie::Needed},
    {"step_run", "lead_id", "lead", Parent::Tie::Needed},
    {"step_run", "task_id", "task"},
    {"step_run", "activity_id", "activity"},
    {"message", "lead_id", "lead", Parent::Tie::Needed},
    {"message", "by_person", "person"},
    {"message", "run_id", "step_run"},
    {"message", "line_id", "activity", Parent::Tie::MayLeave},
    {"mail_track", "lead_id", "lead", Parent::Tie::Needed},
    {"mail_track", "message_id", "message"},
    {"mail_event", "lead_id", "lead", Parent::Tie::Needed},
    {"mail_event", "track_id", "mail_track", Parent::Tie::Needed},
    {"erasure", "customer_id", "customer", Parent::Tie::MayLeave},
    {"erasure", "by_person", "person"},
    {"suppression", "erasure_id", "erasure", Parent::Tie::Needed},
};

} // namespace updesk
