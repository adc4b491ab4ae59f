// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;

namespace updesk
{

class Commands;

/// Names the keys that the queue and the open lead listen for themselves, for the keys sheet (F1).
void addWorkKeys(Commands &commands, const QString &screen);
/// The same for what could not be read.
void addQuarantineKeys(Commands &commands, const QString &screen);
/// The same for the appointment board.
void addAppointmentKeys(Commands &commands, const QString &screen);
/// The same for the editor of sequences.
void addPlanKeys(Commands &commands, const QString &screen);
/// The same for the templates and scripts.
void addTemplateKeys(Commands &commands, const QString &screen);
/// The same for the list of messages.
void addMessageKeys(Commands &commands, const QString &screen);

} // namespace updesk
