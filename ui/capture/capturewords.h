// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "core/desk/drafts.h"
#include "core/leads/grade.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace updesk
{

/// The sentences of the walk-in and phone-up forms, for one store's people and time zone.
class CaptureWords
{
    Q_DECLARE_TR_FUNCTIONS(CaptureWords)
public:
    explicit CaptureWords(std::shared_ptr<const Rulebook> rules = {});

    QString timeOfDay(Time at) const; ///< "10:41", as the region writes it
    QString dayAndTime(Time at) const; ///< "Saturday, March 14, 10:00"
    static QString callLength(Time ms); ///< "03:12"
    QString firstName(PersonId person) const; ///< empty: nobody

    static QString strength(const Match &match); ///< "same phone", "same email", "like name", "same household"
    static bool isStrong(const Match &match); ///< the same phone or e-mail
    QString phone(const QString &e164) const;
    QString matchLine(const PossibleMatch &match, Time now) const; ///< its open lead, or that there is none
    QString matchNote(const PossibleMatch &match) const; ///< vehicle and owner; may be empty

    /// "Grade now: B. Add a time frame for A."
    static QString gradeLine(const GradeResult &grade);
    /// "Sam Okafor added. Dana told."
    QString saved(const Captured &captured, LeadType type, const QString &name, PersonId me) const;

    /// "You have 1 unsaved phone-up from 10:31", for the line above the content; empty when there is none.
    QString draftsLine(const std::vector<SavedDraft> &drafts) const;
    /// What Esc did with what was typed.
    QString kept(SavedDraft::Kind kind, Time begun) const;

private:
    std::shared_ptr<const Rulebook> m_rules;
    QTimeZone m_zone;
};

} // namespace updesk
