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

Result<Imported> captureAll(
    Session &session, std::span<const LeadDraft> drafts, const CaptureChoices &given, size_t slice)
{
    Imported imported;
    CaptureChoices choices = given;
    if (choices.partOf.isNull())
        choices.partOf = newId(session.now());
    imported.import = choices.partOf;
    auto writer = CaptureWriter::make(session);
    if (!writer)
        return writer.error();
    if (auto relaxed = session.database().relax(); !relaxed)
        return relaxed.error();
    const auto keep = [&](const std::vector<Captured> &some) {
        imported.captured.insert(imported.captured.end(), some.begin(), some.end());
    };
    for (size_t from = 0; from < drafts.size(); from += slice) {
        Database::giveWay();
        const auto part = drafts.subspan(from, std::min(slice, drafts.size() - from));
        choices.ordinal = given.ordinal + int(from);
        if (const auto whole = captureSlice(session, *writer, part, choices)) {
            keep(*whole);
            continue;
        }
        // What the failed slice had learnt (new sources, whose turn it is) was taken back with it.
        if (writer = CaptureWriter::make(session); !writer)
            return writer.error();
        for (size_t i = 0; i < part.size(); ++i) {
            choices.ordinal = given.ordinal + int(from + i);
            if (const auto alone = captureSlice(session, *writer, part.subspan(i, 1), choices))
                keep(*alone);
            else
                imported.refused.emplace_back(from + i, alone.error());
        }
    }
    if (auto settled = session.database().settle(); !settled)
        return settled.error();
    session.refresh();
    session.tellNotices();
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
