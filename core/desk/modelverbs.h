// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// Puts in another version of the score model, in force from `since` (UTC; 0: now) by itself (F48). Older versions
/// stay. It gets the next number and the name of the person at the desk. Invalid: a time that is past, or what
/// ScoreModel::fromJson refuses, as subject. Denied: the person is neither manager, principal nor administrator.
Result<ModelVersion> addScoreModel(Session &session, const QByteArray &json, Time since);

} // namespace updesk
