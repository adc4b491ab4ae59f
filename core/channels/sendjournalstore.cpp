// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendjournal.h"

namespace updesk
{

static constexpr char kNote[] = "INSERT INTO send_journal(id,epoch,step,at,provider) VALUES(?1,?2,?3,?4,?5)"
                                " ON CONFLICT(id) DO UPDATE SET epoch=?2, step=?3, at=?4, provider=?5";
static constexpr char kJournal[] = "SELECT id,epoch,step,at,provider FROM send_journal ORDER BY at, id";

Result<void> noteSend(Database &database, const SendNote &note)
{
    Query q = database.query(kNote);
    q.bind(1, note.message).bind(2, note.epoch).bind(3, int(note.step));
    return q.bind(4, database.setup().clock->now()).bind(5, note.provider).run();
}

static constexpr char kOne[] = "SELECT id,epoch,step,at,provider FROM send_journal WHERE id=?1";

static SendNote noteIn(const Query &q)
{
    return {q.id(0), q.number(1), SendNote::Step(q.number(2)), q.number(3), q.text(4)};
}

Result<std::optional<SendNote>> sendNoteOf(Database &database, const Id &message)
{
    Query q = database.query(kOne);
    q.bind(1, message);
    std::optional<SendNote> note;
    if (q.next())
        note = noteIn(q);
    if (auto done = q.done(); !done)
        return done.error();
    return note;
}

Result<std::vector<SendNote>> sendJournal(Database &database)
{
    std::vector<SendNote> notes;
    Query q = database.query(kJournal);
    while (q.next())
        notes.push_back(noteIn(q));
    if (auto done = q.done(); !done)
        return done.error();
    return notes;
}

} // namespace updesk
