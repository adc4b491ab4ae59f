// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"

#include "core/desk/capturerows.h"
#include "core/desk/consentundo.h"
#include "core/desk/contactrows.h"
#include "core/desk/notices.h"
#include "core/desk/parting.h"
#include "core/desk/refusals.h"
#include "core/desk/undoplans.h"
#include "core/desk/undorows.h"
#include "core/leads/lead.h"
#include "core/leads/sourcetables.h"
#include "core/people/customer.h"
#include "core/people/erasure.h"
#include "core/sequences/gatelog.h"
#include "core/store/erase.h"

#include <set>

namespace updesk
{

static constexpr Time kMistakeWithin = 60 * kSecond; // sync rule: only a slip of the hand, and only at once

namespace
{

/// What becomes of the refusals in a deed that is taken back.
struct OptOuts {
    std::vector<Consent> mistakes; ///< boxes of a form and slips of the hand: they bind no more
    std::set<CustomerId> bound; ///< who refused in their own words: that stays when the document goes
};

} // namespace

// A document brings a refusal along; any other deed with a refusal in it is that refusal.
static bool isDocument(const QByteArray &verb) { return verb == "capture" || verb == "reply"; }

// Denied: a refusal that never can be taken back, and nothing else that could.
static Result<OptOuts> optOutsOf(Transaction &tx, const std::vector<Op> &ops, const QByteArray &verb)
{
    OptOuts out;
    if (mergeIn(ops)) // what stands on both records since an un-merge stays on both
        return out;
    for (const Op &op : ops) {
        if (op.table != &kConsent || op.kind != Op::Kind::Put)
            continue;
        auto consent = load(tx.database(), kConsent, op.row);
        if (!consent)
            return consent.error();
        if (consent->state != Consent::State::No || consent->purpose == QLatin1String(kStoreConsent))
            continue;
        const bool form = consent->how == Consent::How::Form; // a box of the document, not the customer's own words
        const bool slip = consent->how == Consent::How::Keyed && consent->by == tx.by().who
            && tx.now() - consent->at <= kMistakeWithin;
        if (form || slip)
            out.mistakes.push_back(*consent);
        else if (isDocument(verb))
            out.bound.insert(consent->customer);
        else
            return Error{Error::Code::Denied, QStringLiteral("do_not_contact"), {}};
    }
    return out;
}

static Result<void> takeBack(Transaction &tx, const std::vector<Consent> &optOuts)
{
    for (const Consent &optOut : optOuts) {
        Consent mistake = optOut;
        mistake.id = {tx.freshId()};
        mistake.state = Consent::State::Mistake;
        mistake.purpose = QString::fromLatin1(optOut.id.value.hex()); // names the row it cancels
        mistake.at = tx.now();
        if (auto done = apply(tx, put(kConsent, mistake)); !done)
            return done;
    }
    return {};
}

// The program's own rows go with the lead they are about; a source that others use stays.
static Result<void> takeAlong(Transaction &tx, const BuiltOn &built, std::vector<Kept> &kept)
{
    for (const Op &removal : built.removals) {
        if (auto done = apply(tx, removal); !done)
            return done;
    }
    for (const LeadId &lead : built.givenAway) {
        if (auto done = apply(tx, remove(kLead, lead.value)); !done)
            return done;
        std::erase_if(kept, [&](const Kept &k) { return k.row == lead.value; });
    }
    for (const Id &source : built.sources) {
        if (load(tx.database(), kSource, source)) // changed since, and so it was left alone
            continue;
        if (auto done = apply(tx, {Op::Kind::Set, &kSource, source, {{0, qint64(0), qint64(1)}}}); !done)
            return done;
    }
    return {};
}

static bool isContactOf(const Op &op, CustomerId customer)
{
    if (op.kind != Op::Kind::Put || (op.table != &kPhone && op.table != &kEmail))
        return false;
    const int owner = op.table->find("customer_id");
    return std::ranges::any_of(op.changes,
        [&](const Change &change) { return change.column == owner && change.after == Value(customer.value); });
}

// A number or address that came with the refusal stays where it stands: it is what was refused.
static Result<void> keepContacts(Transaction &tx, const std::vector<Op> &ops, CustomerId customer)
{
    for (const Op &op : ops) {
        if (!isContactOf(op, customer))
            continue;
        const bool there =
            op.table == &kPhone ? bool(load(tx.database(), kPhone, op.row)) : bool(load(tx.database(), kEmail, op.row));
        if (there)
            continue;
        if (auto done = apply(tx, {Op::Kind::Set, op.table, op.row, {{0, qint64(0), qint64(1)}}}); !done)
            return done;
    }
    return {};
}

// A refusal outlives the document that brought it: what the undo has planned anew against it is dropped again.
static Result<void> bindOn(Transaction &tx, const std::vector<Op> &ops, const std::set<CustomerId> &bound)
{
    for (const CustomerId &customer : bound) {
        if (!load(
                tx.database(), kCustomer, customer.value)) // gone with the document: its numbers are bound all the same
            continue;
        if (auto kept = keepContacts(tx, ops, customer); !kept)
            return kept;
        const auto decide = obeyRefusals(tx, customer);
        if (!decide)
            return decide.error();
        if (!*decide)
            continue;
        const auto lead = openLeadOf(tx.database(), customer);
        if (!lead)
            return lead.error();
        const Notice news{0, {}, Notice::Kind::ToDecide, tx.now(), *lead, {}, 1, false};
        if (auto told = tellManagers(tx, news, tx.by().who); !told)
            return told;
    }
    return {};
}

static bool makes(const std::vector<Op> &ops, LeadId lead)
{
    return std::ranges::any_of(
        ops, [&](const Op &op) { return op.table == &kLead && op.kind == Op::Kind::Put && op.row == lead.value; });
}

static Result<void> untellAbout(
    Transaction &tx, const std::vector<Op> &ops, const std::vector<LeadId> &leads, Time since)
{
    for (const LeadId &lead : leads) {
        if (auto untold = makes(ops, lead) ? untellAll(tx, lead) : untell(tx, lead, since); !untold)
            return untold;
    }
    return {};
}

static Result<void> turnMerge(Transaction &tx, const Op &merge, Time since, std::vector<LeadId> &leads)
{
    return joinedTo(merge).isNull() ? rejoin(tx, merge, leads) : part(tx, merge, since);
}

// What customers said goes with the deed that wrote it down, but never with a merge or a document.
static Result<void> turnSaid(
    Transaction &tx, const std::vector<Op> &ops, const QByteArray &verb, const std::vector<Consent> &mistakes)
{
    if (auto taken = takeBack(tx, mistakes); !taken)
        return taken;
    if (auto turned = turnConsents(tx, ops); !turned)
        return turned.error();
    return mergeIn(ops) || isDocument(verb) ? Result<void>() : turnStatements(tx, ops);
}

// Nothing that was done to an erased person comes back, nor does the erasing.
static Result<void> mayTurn(Database &database, const std::vector<Op> &ops)
{
    for (const Op &op : ops) {
        const auto erased = op.table == &kErasure ? Result<bool>(true) : isErased(database, op.row);
        if (!erased)
            return erased.error();
        if (*erased)
            return Error{Error::Code::Denied, QStringLiteral("erased"), {}};
    }
    return {};
}

namespace
{

/// A deed that can be taken back, and what stood before it is.
struct Turnable {
    std::vector<Op> ops;
    BuiltOn built;
    DeedLine line;
    std::vector<LeadId> leads;
    OptOuts optOuts;
};

} // namespace

// Conflict: somebody has worked on what it made. Denied: it never can be taken back.
static Result<Turnable> turnable(Transaction &tx, DeedId deed)
{
    auto ops = opsOf(tx.database(), deed);
    if (!ops)
        return ops.error();
    if (auto may = mayTurn(tx.database(), *ops); !may)
        return may.error();
    const Op *merge = mergeIn(*ops);
    if (auto stands = merge ? mergeStands(tx.database(), *merge) : Result<void>(); !stands)
        return stands.error();
    auto built = builtOn(tx.database(), *ops);
    if (!built)
        return built.error();
    if (built->others)
        return Error{Error::Code::Conflict, QStringLiteral("lead"), {}};
    auto line = lineOf(tx.database(), deed);
    auto leads = leadsOf(tx.database(), *ops);
    if (!line || !leads)
        return !line ? line.error() : leads.error();
    auto optOuts = optOutsOf(tx, *ops, line->verb);
    if (!optOuts)
        return optOuts.error();
    return Turnable{std::move(*ops), std::move(*built), std::move(*line), std::move(*leads), std::move(*optOuts)};
}

// What an undo of the rows alone leaves: what was made of them since, plans, what was said. Gives the leads it is
// about.
static Result<std::vector<LeadId>> turnRest(Transaction &tx, const Turnable &was, std::vector<Kept> &kept)
{
    if (auto taken = takeAlong(tx, was.built, kept); !taken)
        return taken.error();
    if (auto stopped = stopUndonePlans(tx, was.ops, kept); !stopped)
        return stopped.error();
    if (auto released = releasePlans(tx, was.ops, was.leads); !released)
        return released.error();
    if (auto turned = turnSaid(tx, was.ops, was.line.verb, was.optOuts.mistakes); !turned)
        return turned.error();
    auto told = was.leads;
    const Op *merge = mergeIn(was.ops);
    if (auto turned = merge ? turnMerge(tx, *merge, was.line.at, told) : Result<void>(); !turned)
        return turned.error();
    if (auto ended = endAgain(tx, was.ops, kept); !ended)
        return ended.error();
    return told;
}

static Result<Undone> undoIn(Transaction &tx, DeedId deed)
{
    const auto was = turnable(tx, deed);
    if (!was)
        return was.error();
    auto kept = undo(tx, deed);
    if (!kept)
        return kept.error();
    const auto told = turnRest(tx, *was, *kept);
    if (!told)
        return told.error();
    std::erase_if(*kept, [](const Kept &k) { return k.table == &kConsent || k.table == &kGateLog; });
    if (auto untold = untellAbout(tx, was->ops, was->leads, was->line.at); !untold)
        return untold.error();
    if (auto bound = bindOn(tx, was->ops, was->optOuts.bound); !bound)
        return bound.error();
    return Undone{tx.deed(), was->line.verb, *told, *kept, !was->optOuts.bound.empty()};
}

static Result<Undone> undoCommitted(Session &session, DeedId deed)
{
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    auto undone = undoIn(*tx, deed);
    if (!undone)
        return undone;
    if (auto done = tx->commit(); !done)
        return done.error();
    return undone;
}

// What can never be taken back must not stand before what can.
static bool isForGood(const Error &error)
{
    const bool shut = error.code == Error::Code::Denied && error.subject == QLatin1String("file"); // may open again
    return error.code != Error::Code::Busy && error.code != Error::Code::Failed && !shut;
}

Result<Undone> undoDeed(Session &session, DeedId deed)
{
    auto undone = undoCommitted(session, deed);
    if (!undone)
        return undone;
    // One that Ctrl+Z would come to is then done again by Ctrl+Y, not taken back twice.
    if (std::erase(session.m_undo, Session::Step{deed}) > 0) {
        session.m_redo.push_back({undone->deed});
        session.refresh(undone->leads);
    } else {
        session.done(undone->deed, undone->leads);
    }
    session.tellNotices();
    return undone;
}

static void join(Undone &all, const Undone &one)
{
    all.deed = one.deed;
    all.verb = one.verb;
    all.leads.insert(all.leads.end(), one.leads.begin(), one.leads.end());
    all.kept.insert(all.kept.end(), one.kept.begin(), one.kept.end());
    all.refusalStays = all.refusalStays || one.refusalStays;
}

Turned turnTogether(Session &session, const Session::Step &step, Turn turn, const std::function<bool(int done)> &goOn)
{
    Turned out;
    out.turn = turn;
    out.step = step;
    out.left = step;
    while (!out.left.empty()) {
        const auto undone = undoCommitted(session, out.left.back());
        if (undone) {
            join(out.all, *undone);
            out.back.push_back(undone->deed);
        } else if (step.size() > 1 && isForGood(undone.error())) {
            ++out.stayed;
        } else {
            out.failed = undone.error();
            if (isForGood(*out.failed))
                out.left.clear();
            return out;
        }
        out.left.pop_back();
        if (goOn && !out.left.empty() && !goOn(int(step.size() - out.left.size()))) {
            out.cancelled = true;
            return out;
        }
        if (!out.left.empty())
            Database::giveWay();
    }
    if (out.back.empty()) // somebody has worked on all of it
        out.failed = Error{Error::Code::Conflict, QStringLiteral("lead"), {}};
    return out;
}

void takeTurned(Session &session, const Turned &turned)
{
    auto &from = turned.turn == Turn::Undo ? session.m_undo : session.m_redo;
    auto &to = turned.turn == Turn::Undo ? session.m_redo : session.m_undo;
    if (const auto found = std::ranges::find(from, turned.step); found != from.end()) {
        if (turned.left.empty())
            from.erase(found);
        else
            *found = turned.left;
    }
    if (turned.back.empty())
        return;
    to.push_back(turned.back);
    session.refresh(turned.all.leads);
    session.tellNotices();
}

static Result<Undone> turnLast(Session &session, const std::vector<Session::Step> &from, Turn turn)
{
    if (from.empty())
        return Error{Error::Code::NotFound, turn == Turn::Undo ? QStringLiteral("undo") : QStringLiteral("redo"), {}};
    const Turned turned = turnTogether(session, Session::Step(from.back()), turn);
    takeTurned(session, turned);
    return turned.failed ? Result<Undone>(*turned.failed) : Result<Undone>(turned.all);
}

Result<Undone> undoLast(Session &session) { return turnLast(session, session.m_undo, Turn::Undo); }

Result<Undone> redoLast(Session &session) { return turnLast(session, session.m_redo, Turn::Redo); }

} // namespace updesk
