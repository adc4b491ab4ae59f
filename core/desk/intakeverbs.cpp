// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/intakeverbs.h"

#include "core/desk/capturewriter.h"
#include "core/desk/deed.h"
#include "core/desk/document.h"
#include "core/desk/documentrows.h"
#include "core/desk/filekept.h"
#include "core/desk/originals.h"
#include "core/desk/replies.h"
#include "core/desk/sourcepatterns.h"
#include "core/desk/tray.h"
#include "core/intake/codes.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace updesk
{

// The store's own table of names goes before the one that UpDesk ships.
static ParseContext contextOf(const Rulebook &rules, const QString &name, Time now)
{
    ParseContext context;
    const QTimeZone zone(rules.dealership.timeZone.toLatin1());
    if (zone.isValid())
        context.zone = zone;
    if (!rules.dealership.region.isEmpty())
        context.region = rules.dealership.region;
    const std::vector<SourcePattern> patterns = storePatterns(rules);
    context.sources.insert(context.sources.begin(), patterns.begin(), patterns.end());
    context.fileName = name;
    context.arrival = now;
    return context;
}

static Original::Kind kindOf(const Document &document)
{
    const bool mail = !document.parsed.messageId.isEmpty() || document.name.endsWith(QLatin1String(".eml"));
    return mail ? Original::Kind::Mail : Original::Kind::Adf;
}

static Result<void> writeOriginal(Transaction &tx, Document &document)
{
    if (document.seenBefore)
        return {};
    Original row;
    row.sha256 = document.sha256;
    row.name = document.name;
    row.kind = kindOf(document);
    row.bytesTotal = document.bytesTotal;
    row.messageId = document.parsed.messageId;
    const auto kept = keepOriginal(tx, row, document.bytes);
    if (!kept)
        return kept.error();
    document.original = row.id;
    document.seenBefore = !*kept;
    return {};
}

// What a machine sent and no person wants to see is kept, but does not wait for anybody; a form that somebody filled in
// does, in whatever mail it came.
static bool waitsForAPerson(const Parsed &parsed, const QString &code)
{
    if (code == code::kSpam || code == code::kNewsletter)
        return parsed.formLabels;
    return code != code::kAutoReply;
}

static std::vector<LeadId> leadsIn(const IntakeResult &result)
{
    std::vector<LeadId> leads;
    for (const Captured &one : result.captured)
        leads.push_back(one.lead);
    return leads;
}

// What was taken out of the tray since is nobody's task when it comes again.
static Result<IntakeResult> knownAlready(Session &session, const Document &document, const QString &code)
{
    const auto unread = unreadRows(session.database(), document.original);
    if (!unread)
        return unread.error();
    IntakeResult result;
    result.outcome = IntakeResult::Outcome::Known;
    result.code = unread->empty() ? QString() : code;
    result.original = document.original;
    return result;
}

static Result<IntakeResult> quarantined(Session &session, Document &document, const QString &code)
{
    if (document.seenBefore)
        return knownAlready(session, document, code);
    IntakeResult result;
    result.outcome = IntakeResult::Outcome::Quarantined;
    result.code = code;
    const auto state =
        waitsForAPerson(document.parsed, code) ? Quarantine::State::Waiting : Quarantine::State::SetAside;
    result.setAside = state == Quarantine::State::SetAside;
    // Not for Ctrl+Z: documents come by themselves, between two deeds of the person at the desk.
    const auto deed = commitDeed(session, "quarantine", [&](Transaction &tx) -> Result<void> {
        if (auto kept = writeOriginal(tx, document); !kept || document.seenBefore)
            return kept;
        const auto row = writeQuarantine(tx, document, code, state);
        if (!row)
            return row.error();
        const auto filed = fileMail(tx, document.parsed, document.original, *row, result, document.import);
        if (!filed || !filed->isNull())
            return filed ? Result<void>{} : filed.error();
        return hearSender(tx, document.parsed, document.original);
    });
    if (!deed)
        return deed.error();
    if (document.seenBefore)
        return knownAlready(session, document, code);
    result.original = document.original;
    session.refresh(leadsIn(result));
    session.tellNotices();
    return result;
}

/// `again`: a person asks for what was taken back.
static Result<IntakeResult> captured(Session &session, Document &document, bool again = false)
{
    IntakeResult result;
    result.import = document.import.isNull() ? newId(session.now()) : document.import;
    // The bytes first: whatever breaks after them, they are here and the same document can be read again.
    const auto kept = commitDeed(session, "import", [&](Transaction &tx) { return writeOriginal(tx, document); });
    if (!kept)
        return kept.error();
    for (LeadDraft &draft : document.parsed.drafts)
        draft.received = session.now();
    CaptureChoices choices;
    choices.original = document.original;
    choices.earlier = document.earlier;
    choices.partOf = result.import;
    choices.again = again;
    auto imported = captureAll(session, document.parsed.drafts, choices);
    if (!imported)
        return imported.error();
    result.original = document.original;
    result.refused = int(imported->refused.size());
    const auto isNew = [](const Captured &c) { return c.how != Captured::How::SameDocument; };
    const bool any = std::ranges::any_of(imported->captured, isNew);
    result.outcome = any || result.refused > 0 ? IntakeResult::Outcome::Leads : IntakeResult::Outcome::Known;
    result.captured = std::move(imported->captured);
    const bool rejected = document.parsed.warnings.contains(code::kProspectRejected);
    if (rejected || result.refused > 0 || document.parsed.warnings.contains(code::kPartialFile)) {
        result.code = rejected ? code::kProspectRejected : code::kPartialFile;
        if (auto rest = keepRest(session, document, result.code); !rest)
            return rest.error();
    }
    const auto back = again ? Result<bool>(false) : isTakenBack(session.database(), document);
    if (!back)
        return back.error();
    if (*back) {
        if (auto waits = keepTakenBack(session, document, result); !waits)
            return waits.error();
    }
    if (auto settled = settleRead(session, document, result.captured, result.code.isEmpty()); !settled)
        return settled.error();
    return result;
}

// Only the bytes say that it is the same document. A Message-ID is what the sender wrote: mails that share it are
// looked at beside each other, and what the earlier one already told is not told again.
static Result<bool> identify(Database &database, Document &document)
{
    const auto bytes = knownBytes(database, document.sha256);
    auto mails = knownMails(database, document.parsed.messageId);
    if (!bytes || !mails)
        return !bytes ? bytes.error() : mails.error();
    document.original = *bytes;
    document.seenBefore = !bytes->isNull();
    document.earlier = std::move(*mails);
    std::erase(document.earlier, document.original);
    return document.seenBefore ? wasKeyedByHand(database, document.original) : Result<bool>(false);
}

// Only the beginning of what is too large is at hand: one of another length is another document.
static QString hashOf(const Document &document)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(document.bytes);
    if (document.bytesTotal > document.bytes.size())
        hash.addData("\nof " + QByteArray::number(document.bytesTotal));
    return QString::fromLatin1(hash.result().toHex());
}

static Result<IntakeResult> take(Session &session, Document &document)
{
    const auto rules = session.rules();
    if (!rules)
        return rules.error();
    document.sha256 = hashOf(document);
    document.parsed = parse(document.bytes, contextOf(**rules, document.name, session.now()));
    const bool leads = document.parsed.outcome == ParseOutcome::Lead || document.parsed.outcome == ParseOutcome::Leads;
    const auto known = identify(session.database(), document);
    if (!known)
        return known.error();
    if (*known) {
        IntakeResult result;
        result.outcome = IntakeResult::Outcome::Known;
        result.original = document.original;
        return result;
    }
    return leads ? captured(session, document) : quarantined(session, document, document.parsed.error);
}

Result<IntakeResult> takeDocument(
    Session &session, const QByteArray &bytes, const QString &name, qint64 total, const Id &import)
{
    Document document{bytes, name, {}, std::max(total, qint64(bytes.size())), {}, {}, {}, false, import};
    return take(session, document);
}

IntakeResult takeFile(Session &session, const QString &path, const Id &import)
{
    IntakeResult unreadable;
    unreadable.outcome = IntakeResult::Outcome::Unreadable;
    QFile file(path);
    const bool opened = !QFileInfo(path).isDir() && file.open(QIODevice::ReadOnly);
    const QByteArray bytes = opened ? file.read(kLargestDocument + 1) : QByteArray();
    if (!opened || file.error() != QFileDevice::NoError) {
        unreadable.error = Error{Error::Code::Denied, path, file.errorString()};
        return unreadable;
    }
    step("document read");
    auto result = takeDocument(session, bytes, QFileInfo(path).fileName(), file.size(), import);
    if (!result)
        unreadable.error = result.error();
    return result ? *result : unreadable;
}

static IntakeResult nothingChanged(OriginalId original)
{
    IntakeResult result;
    result.outcome = IntakeResult::Outcome::Known;
    result.original = original;
    return result;
}

// No lead even now; but whom a reply or a delivery report is about may be known by now.
static Result<IntakeResult> fileLater(Session &session, const Document &document, RowOnlyId row, bool isAside)
{
    IntakeResult result;
    result.outcome = IntakeResult::Outcome::Quarantined;
    result.code = document.parsed.error;
    result.setAside = isAside;
    result.original = document.original;
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    const auto done = hasBecomeLead(tx->database(), row);
    if (!done || *done)
        return done ? Result<IntakeResult>(nothingChanged(document.original)) : done.error();
    const auto deed = fileMail(*tx, document.parsed, document.original, row, result);
    if (!deed)
        return deed.error();
    if (deed->isNull())
        return result;
    if (auto written = tx->commit(); !written)
        return written.error();
    session.done(*deed, leadsIn(result));
    session.tellNotices();
    return result;
}

Result<IntakeResult> retryQuarantine(Session &session, RowOnlyId id)
{
    const auto row = load(session.database(), kQuarantine, id.value);
    const auto rules = session.rules();
    if (!row || !rules)
        return !row ? row.error() : rules.error();
    const auto original = load(session.database(), kOriginal, row->original.value);
    const auto bytes = documentBytes(session.database(), row->original);
    if (!original || !bytes)
        return !original ? original.error() : bytes.error();
    if (row->state == Quarantine::State::MadeLead) {
        const auto done = hasBecomeLead(session.database(), id);
        if (!done || *done)
            return done ? Result<IntakeResult>(nothingChanged(original->id)) : done.error();
    }
    const auto filed = fileKeptLater(session, id, *original, *bytes);
    if (!filed || *filed)
        return filed ? Result<IntakeResult>(**filed) : filed.error();
    Document document{*bytes, original->name, original->sha256, original->bytesTotal, {}, original->id, {}, true, {}};
    document.parsed = parse(*bytes, contextOf(**rules, original->name, session.now()));
    if (document.parsed.drafts.empty())
        return fileLater(session, document, id, row->state == Quarantine::State::SetAside);
    auto result = captured(session, document, true);
    if (!result)
        return result;
    if (result->captured.empty())
        result->outcome = IntakeResult::Outcome::Quarantined;
    return result;
}

} // namespace updesk
