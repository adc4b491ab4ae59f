// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"

#include <QJsonObject>

namespace updesk
{

/// What became of a document: for people, and as one JSON object.
QString intakeWords(const IntakeResult &result);
QString intakeCode(IntakeResult::Outcome outcome);
QJsonObject intakeJson(const QString &file, const IntakeResult &result);

} // namespace updesk
