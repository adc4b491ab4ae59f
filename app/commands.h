// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace updesk
{

/// Each takes its arguments without the verb and returns the exit status (enum Exit).
int initCommand(const QStringList &arguments);
int configureCommand(const QStringList &arguments);
int importCommand(const QStringList &arguments);
int watchCommand(const QStringList &arguments);
int quarantineCommand(const QStringList &arguments);
int sourcesCommand(const QStringList &arguments);
int ringsCommand(const QStringList &arguments);
int queueCommand(const QStringList &arguments);
int leadsCommand(const QStringList &arguments);
int showCommand(const QStringList &arguments);
int logCallCommand(const QStringList &arguments);
int logSentCommand(const QStringList &arguments);
int appointmentsCommand(const QStringList &arguments);
int visitCommand(const QStringList &arguments);
int pencilCommand(const QStringList &arguments);
int undoCommand(const QStringList &arguments);
int eraseCommand(const QStringList &arguments);
int disposalCommand(const QStringList &arguments);
int unmergeCommand(const QStringList &arguments);
int exportCommand(const QStringList &arguments);
int checkCommand(const QStringList &arguments);
int busyCommand(const QStringList &arguments);
int routeCommand(const QStringList &arguments);
int gateCommand(const QStringList &arguments);
int dncCommand(const QStringList &arguments);
int incentivesCommand(const QStringList &arguments);
int optOutsCommand(const QStringList &arguments);
int channelsCommand(const QStringList &arguments);
int sendingCommand(const QStringList &arguments);
int callsCommand(const QStringList &arguments);
int plansCommand(const QStringList &arguments);
int planCommand(const QStringList &arguments);
int enrolmentCommand(const QStringList &arguments);
int effectCommand(const QStringList &arguments);
int simulateCommand(const QStringList &arguments);
int fairnessCommand(const QStringList &arguments);
int modelCommand(const QStringList &arguments);
int serverCommand(const QStringList &arguments);
int keyCommand(const QStringList &arguments);
int salvageCommand(const QStringList &arguments);
int joinCommand(const QStringList &arguments);
int inviteCommand(const QStringList &arguments);
int adoptCommand(const QStringList &arguments);
int syncCommand(const QStringList &arguments);
int agentCommand(const QStringList &arguments);
int templatesCommand(const QStringList &arguments);
int fillCommand(const QStringList &arguments);

} // namespace updesk
