// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capture.h"

#include "core/desk/capturewriter.h"
#include "core/desk/deed.h"

namespace updesk
{

Result<Captured> capture(Session &session, const LeadDraft &draft, const CaptureChoices &choices)
{
    auto writer = CaptureWriter::make(session);
    if (!writer)
        return writer.error();
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    auto captured = writer->write(*tx, draft, choices);
    if (!captured)
        return captured;
    if (captured->how == Captured::How::SameDocument)
        return captured;
    if (auto done = tx->commit(); !done)
        return done.error();
    session.done(captured->deed, {captured->lead});
    session.tellNotices();
    return captured;
}

static Result<std::vector<Captured>> captureSlice(
    Session &session, CaptureWriter &writer, std::span<const LeadDraft> drafts, CaptureChoices choices)
{
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    std::vector<Captured> captured;
    for (int index = choices.ordinal; const LeadDraft &draft : drafts) {
        choices.ordinal = draft.place >= 0 ? draft.place : index;
        auto one = writer.write(*tx, draft, choices);
        if (!one)
            return one.error();
        captured.push_back(*one);
        ++index;
    }
    if (auto done = tx->commit(); !done)
        return done.error();
    return captured;
}

// What the draft itself brought about. Anything else (busy, disk full) is the store's, and would meet any other draft.
static bool isOfTheDraft(const Error &error)
{
    return error.code == Error::Code::Invalid || error.code == Error::Code::Duplicate
        || error.code == Error::Code::Conflict || error.code == Error::Code::NotFound;
}

static Result<void> captureSlices(
    Session &session, std::span<const LeadDraft> drafts, const CaptureChoices &given, size_t slice, Imported &imported)
{
    CaptureChoices choices = given;
    auto writer = CaptureWriter::make(session);
    if (!writer)
        return writer.error();
    const auto keep = [&](const std::vector<Captured> &some) {
        imported.captured.insert(imported.captured.end(), some.begin(), some.end());
    };
    for (size_t from = 0; from < drafts.size(); from += slice) {
        Database::giveWay();
        const auto part = drafts.subspan(from, std::min(slice, drafts.size() - from));
        choices.ordinal = given.ordinal + int(from);
        const auto whole = captureSlice(session, *writer, part, choices);
        if (whole) {
            keep(*whole);
            continue;
        }
        if (!isOfTheDraft(whole.error()))
            return whole.error();
        // What the failed slice had learnt (new sources, whose turn it is) was taken back with it.
        if (writer = CaptureWriter::make(session); !writer)
            return writer.error();
        for (size_t i = 0; i < part.size(); ++i) {
            choices.ordinal = given.ordinal + int(from + i);
            const auto alone = captureSlice(session, *writer, part.subspan(i, 1), choices);
            if (alone)
                keep(*alone);
            else if (isOfTheDraft(alone.error()))
                imported.refused.emplace_back(from + i, alone.error());
            else
                return alone.error();
        }
    }
    return {};
}

Result<Imported> captureAll(
    Session &session, std::span<const LeadDraft> drafts, const CaptureChoices &given, size_t slice)
{
    Imported imported;
    CaptureChoices choices = given;
    if (choices.partOf.isNull())
        choices.partOf = newId(session.now());
    imported.import = choices.partOf;
    if (auto relaxed = session.database().relax(); !relaxed)
        return relaxed.error();
    const auto captured = captureSlices(session, drafts, choices, slice, imported);
    const auto settled = session.database().settle(); // also when it stopped half-way: what is in stays in
    session.refresh();
    session.tellNotices();
    if (!captured || !settled)
        return !captured ? captured.error() : settled.error();
    return imported;
}

Result<Routed> nextUp(Session &session, const LeadDraft &draft)
{
    auto rules = session.rules();
    if (!rules)
        return rules.error();
    const Source *source = (*rules)->sourceNamed(draft.source);
    const SourceId id = source ? source->id : SourceId{};
    const Due due = dueOf(session.now(), targetFor((*rules)->targets, id, draft.type), (*rules)->hours);
    RouteDesk desk(session.database(), *rules);
    return desk.route(routeLeadOf(draft, id, due), {}, {}, session.now());
}

} // namespace updesk
