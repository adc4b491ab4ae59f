// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"

namespace updesk
{

/// What became of one document.
struct IntakeResult {
    /// Filed: a customer's reply, now in the history of the open lead.
    enum class Outcome : quint8 { Leads, Known, Quarantined, Unreadable, Filed };
    Outcome outcome = Outcome::Leads;
    QString code; ///< of the importer, when quarantined
    bool setAside = false; ///< quarantined, but nobody need look at it
    OriginalId original;
    Id import;
    std::vector<Captured> captured;
    std::optional<Error> error; ///< why it was not read: its path is the subject, or the store did not take it
    int refused = 0; ///< prospects that could not be stored; the document is then in the quarantine too
};

/// Reads a document and stores what it holds: leads, or a quarantine row with the bytes. A reply goes on to the open
/// lead, and a delivery report marks the address (R17), each as a deed of its own: taken back, the mail waits in the
/// tray. The same bytes change nothing (Known); other bytes under a known Message-ID are kept, and make what the
/// earlier ones have not made. What a person took back waits in the quarantine (kTakenBack) when it comes again. `name`
/// is for people; `total` is the size when `bytes` are only the beginning (of a document that is too large). Errors are
/// the store's.
/// `import` binds the documents of one call together, so that undo takes them back as one; null: one of its own.
Result<IntakeResult> takeDocument(
    Session &session, const QByteArray &bytes, const QString &name, qint64 total = -1, const Id &import = {});

/// Takes one file; Unreadable, with the error, when it cannot be opened or the store does not take it.
IntakeResult takeFile(Session &session, const QString &path, const Id &import = {});

/// One row of the quarantine tray.
struct QuarantineRow {
    RowOnlyId id;
    OriginalId original;
    QString name, code, sender, subject;
    QStringList emails, phones;
    Time at = 0;
    qint64 bytes = 0;
};
/// What waits for a person, what the program or a person set aside, or what was given up (givenup.h).
enum class QuarantineListed : quint8 { Waiting, SetAside, GivenUp };
Result<std::vector<QuarantineRow>> quarantineRows(
    Database &database, int limit = 500, QuarantineListed which = QuarantineListed::Waiting);
Result<int> quarantineCount(Database &database, QuarantineListed which = QuarantineListed::Waiting);

/// Reads the bytes once more with today's rules, also what was taken back of them; Leads or Filed when it worked,
/// Quarantined when not, Known when it was done before. With a code when part of it still cannot be read; the row then
/// stays.
Result<IntakeResult> retryQuarantine(Session &session, RowOnlyId row);
/// A draft to start the form with: what could be spotted.
Result<LeadDraft> draftFromQuarantine(Session &session, RowOnlyId row);
/// A lead keyed by hand from it; the row is done and points at the lead. One deed with the capture.
Result<Captured> leadFromQuarantine(
    Session &session, RowOnlyId row, const LeadDraft &draft, const CaptureChoices &choices);
/// "This is no lead": out of the tray, bytes kept.
Result<DeedId> setAsideQuarantine(Session &session, RowOnlyId row);

} // namespace updesk
