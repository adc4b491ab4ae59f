// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/appointments/deal.h"
#include "core/desk/sampleworld.h"
#include "core/leads/activity.h"
#include "core/leads/hours.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"

namespace updesk
{

inline constexpr int kSampleUnits = 300; ///< the stock of a large sample

/// One made-up lead with everything that hangs on it.
struct LeadRows {
    Customer customer;
    std::vector<Phone> phones;
    std::vector<Email> emails;
    std::vector<Address> addresses;
    std::vector<OwnedVehicle> owned;
    std::vector<Loan> loans;
    Lead lead;
    std::vector<LeadVehicle> wants, trades;
    std::vector<Assignment> assignments;
    std::vector<Activity> activities;
    std::vector<Task> tasks;
    std::vector<Appointment> appointments;
    std::vector<Visit> visits;
    std::vector<Deal> deals;
};

/// Makes up leads that behave like those of a real store: sources close differently well, and salespeople call more or
/// less soon and often.
class SampleHistory
{
public:
    struct Rep {
        PersonId id;
        double diligence = 0.5; ///< 0 to 1
    };
    struct Sender {
        SourceId source;
        LeadType type = LeadType::Web;
        double share = 0;
        double closing = 0; ///< of all its leads, by an ordinary salesperson
    };
    /// `answering` and `showroom` in the store's zone; nobody walks in or rings up while the showroom is shut.
    SampleHistory(
        quint64 seed, std::vector<Rep> reps, std::vector<Sender> senders, Hours answering, Hours showroom, Time now);

    LeadRows lead(int n, Time received);
    size_t senderOf(SourceId source) const;
    const std::vector<Unit> &stock() const { return m_world.stock; }

private:
    enum class Fate : quint8 { Untouched, Tried, Contacted, VisitSet, Shown, Sold, Lost, Bad, Duplicate };
    Fate fateOf(const Sender &sender, const Rep &rep, Time age);
    void addPerson(LeadRows &rows, const LeadDraft &draft);
    void addArrival(LeadRows &rows);
    void addNeglect(LeadRows &rows);
    Time addCalls(LeadRows &rows, Fate fate, const Rep &rep); ///< when the last one was; 0: there was none
    void addVisits(LeadRows &rows, Fate fate, Time last);
    void addNext(LeadRows &rows, Fate fate, Time last);
    void addOwned(LeadRows &rows, Fate fate);
    void addDeal(LeadRows &rows, const OwnedVehicle &vehicle);
    void end(LeadRows &rows, Fate fate, Time last);
    Activity activity(const LeadRows &rows, Activity::Kind kind, Activity::Direction direction, Time at) const;
    Time open(Time moment) const;

    SampleRandom m_random;
    SampleWorld m_world;
    std::vector<Rep> m_reps;
    std::vector<Sender> m_senders;
    std::vector<double> m_shares, m_shutShares; ///< of the senders, while the showroom is open and while it is shut
    Hours m_hours, m_showroom;
    Time m_now;
};

} // namespace updesk
