// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undosteps.h"

#include <algorithm>

namespace updesk
{

static bool isForGood(const Error &error)
{
    return error.code == Error::Code::Denied || error.code == Error::Code::Conflict
        || error.code == Error::Code::Invalid; // a merge that was turned elsewhere
}

// Each deed for itself, newest first: what joined a lead goes before what made it, and one that people have worked on
// since stays whole.
static Result<void> takeBackEach(Session &session, StepUndone &out)
{
    constexpr int kSlice = 50;
    int undone = 0, looked = 0;
    for (const DeedId &deed : out.step.deeds) {
        auto one = undoDeed(session, deed);
        if (!one && !isForGood(one.error()))
            return one.error();
        if (one) {
            ++undone;
            out.refusals += one->refusalStays;
            out.leads.insert(out.leads.end(), one->leads.begin(), one->leads.end());
            out.kept.insert(out.kept.end(), one->kept.begin(), one->kept.end());
        } else if (out.step.deeds.size() == 1) {
            return one.error();
        } else {
            ++out.stayed;
        }
        if (++looked % kSlice == 0)
            Database::giveWay();
    }
    if (undone == 0)
        return Error{Error::Code::Conflict, QStringLiteral("lead"), {}};
    std::ranges::sort(out.leads);
    out.leads.erase(std::unique(out.leads.begin(), out.leads.end()), out.leads.end());
    return {};
}

static Result<void> takeBack(Session &session, StepUndone &out)
{
    if (out.step.deeds.size() == 1)
        return takeBackEach(session, out);
    if (auto relaxed = session.database().relax(); !relaxed)
        return relaxed;
    const auto done = takeBackEach(session, out);
    const auto settled = session.database().settle();
    return done ? settled : done;
}

Result<StepUndone> undoNewest(Session &session, Refused refused)
{
    for (int passed = 0;; ++passed) {
        StepUndone out;
        out.passedOver = passed;
        auto step = newestStep(session.database(), passed);
        if (!step)
            return step.error();
        if (step->deeds.empty())
            return Error{Error::Code::NotFound, QStringLiteral("undo"), {}};
        auto names = namesIn(session.database(), *step);
        if (!names)
            return names.error();
        out.step = std::move(*step);
        out.names = std::move(*names);
        const auto done = takeBack(session, out);
        if (done)
            return out;
        if (refused == Refused::Stops || !isForGood(done.error()))
            return done.error();
    }
}

} // namespace updesk
