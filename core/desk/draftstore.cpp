// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/drafts.h"

#include <QJsonDocument>

namespace updesk
{

Result<void> saveDraft(Session &session, const SavedDraft &draft)
{
    Query q = session.database().query("INSERT INTO draft(id,person_id,kind,begun,saved,body) VALUES(?1,?2,?3,?4,?5,?6)"
                                       " ON CONFLICT(id) DO UPDATE SET saved=excluded.saved, body=excluded.body");
    q.bind(1, draft.id).bind(2, draft.person.isNull() ? session.person() : draft.person).bind(3, int(draft.kind));
    q.bind(4, draft.begun).bind(5, session.now());
    return q.bind(6, QString::fromUtf8(QJsonDocument(draft.fields).toJson(QJsonDocument::Compact))).run();
}

Result<void> dropDraft(Session &session, const Id &draft)
{
    Query q = session.database().query("DELETE FROM draft WHERE id=?1");
    return q.bind(1, draft).run();
}

Result<std::vector<SavedDraft>> savedDrafts(Session &session)
{
    std::vector<SavedDraft> drafts;
    Query q = session.database().query(
        "SELECT id,person_id,kind,begun,saved,body FROM draft WHERE person_id=?1 ORDER BY begun DESC, id DESC");
    q.bind(1, session.person());
    while (q.next()) {
        SavedDraft &draft = drafts.emplace_back();
        draft.id = q.id(0);
        draft.person = {q.id(1)};
        draft.kind =
            q.integer(2) == int(SavedDraft::Kind::PhoneUp) ? SavedDraft::Kind::PhoneUp : SavedDraft::Kind::WalkIn;
        draft.begun = q.number(3);
        draft.saved = q.number(4);
        draft.fields = QJsonDocument::fromJson(q.bytes(5)).object();
    }
    if (auto done = q.done(); !done)
        return done.error();
    return drafts;
}

} // namespace updesk
