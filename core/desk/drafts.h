// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/leaddraft.h"

#include <QJsonObject>

namespace updesk
{

/// A half-typed form that survives a crash. Desk only; `fields` are the form's own, as typed.
struct SavedDraft {
    enum class Kind : quint8 { WalkIn, PhoneUp };
    Id id;
    Kind kind = Kind::WalkIn;
    PersonId person;
    Time begun = 0; ///< when the form was first opened: the lead's received time
    Time saved = 0;
    QJsonObject fields;
};
Result<void> saveDraft(Session &session, const SavedDraft &draft);
Result<void> dropDraft(Session &session, const Id &draft);
/// The unsaved forms of the person at the desk, newest first.
Result<std::vector<SavedDraft>> savedDrafts(Session &session);

} // namespace updesk
