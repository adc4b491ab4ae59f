// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/queuerows.h"
#include "core/leads/routing.h"
#include "core/leads/timelinerows.h"
#include "core/scoring/score.h"
#include "ui/parts/deskwords.h"

#include <QTimeZone>

namespace updesk
{

/// Leads in words and codes for the command line.
class LeadWords
{
public:
    LeadWords(std::shared_ptr<const Rulebook> rules, Time now);

    static QString group(int group);
    static QString stage(Stage stage);
    static QString tier(Tier tier);
    static QString outcome(Outcome outcome);
    static QString outcomeCode(Outcome outcome); ///< as --outcome takes it
    static QString evidence(Evidence evidence);
    static QString grade(int grade);
    QString clock(const LeadNow &row) const;
    QString next(const LeadNow &row) const; ///< as the window says it
    QString person(PersonId id) const; ///< "-": nobody
    QString source(SourceId id) const;
    QString time(Time at) const; ///< the store's own; empty for 0
    QString timeCode(Time at) const; ///< ISO, UTC
    QString age(Time received) const;
    static QString proof(const LeadNow &row); ///< what is weak about the answer; empty: nothing
    QString history(const TimelineRow &row) const;
    QString happened(const TimelineRow &row) const; ///< the same without its time
    QString scoreLine(const ScoreLine &line, SourceId source) const; ///< as the window says it
    static QString reasonWord(RouteReason reason); ///< why somebody got a lead; empty: nothing to say
    static QString reasonCode(RouteReason reason); ///< the same for programs
    QString model(int version) const; ///< a version of the score model, since when and by whom
    QJsonObject modelJson(int version) const;
    QString protocol(Tier tier) const; ///< what the model in force has a tier start
    QJsonObject protocolJson(Tier tier) const;
    QJsonObject json(const QueueRow &row) const;

private:
    QString activity(const Activity &activity) const;
    std::shared_ptr<const Rulebook> m_rules;
    DeskWords m_desk;
    Time m_now;
    QTimeZone m_zone;
};

/// The end of an id, by which people name a lead here.
QString shortId(LeadId lead);

} // namespace updesk
