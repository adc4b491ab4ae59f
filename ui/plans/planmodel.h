// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/planmove.h"
#include "core/sequences/plancheck.h"
#include "core/sequences/planstore.h"
#include "ui/plans/planissues.h"

#include <QObject>

#include <map>

namespace updesk
{

/// One sequence while it is edited: what was changed, what the checker says of it after each key, and who is inside.
class PlanModel final : public QObject
{
    Q_OBJECT
public:
    explicit PlanModel(Session &session, QObject *parent = nullptr);

    /// Opens the store's version of this key, or the shipped one; what was changed and not saved is gone. NotFound:
    /// neither has it, or a newer UpDesk wrote it.
    Result<void> open(const QString &key);
    /// Begins one that is not saved yet: a copy of `from`, or without a step where that is empty. Errors as open().
    Result<void> begin(const QString &from);
    void close(); ///< nothing is open any more
    /// Reads again what others may have changed; an edited sequence stays as it is.
    Result<void> refresh();

    const Plan &plan() const { return m_plan; }
    QString key() const { return m_plan.key; }
    int number() const { return m_number; } ///< of the version in use; 0: the store has none yet
    int nextNumber() const { return m_next; }
    bool isActive() const { return m_active; }
    int inside() const { return m_inside; } ///< leads in any version
    int insideThis() const { return m_insideThis; } ///< in the version that was opened
    bool mayEdit() const { return m_mayEdit; }
    bool isChanged() const { return !m_plan.key.isEmpty() && (!(m_plan == m_opened) || !m_badDelays.empty()); }
    bool isNew() const { return m_opened.key.isEmpty(); } ///< never saved, not shipped either; or nothing is open
    bool isOvertaken() const; ///< somebody saved another version meanwhile
    /// The step of the plan as it is typed at which people inside go on, so that nobody gets one twice; -1: none.
    int stepToMoveTo() const;

    // Each is one step of undo(); the same field of the same step again is part of the one before.
    void setStep(int at, const PlanStep &step, const QString &field);
    void setWhole(const Plan &plan, const QString &field); ///< what is not a step
    /// What is no delay is kept as it was typed, and nothing is saved until it is one.
    void typeDelay(int at, const QString &typed);
    QString delayTyped(int at) const;
    int insertAfter(int at); ///< the place of the new step; -1: there are as many as there may be
    void remove(int at);
    /// A step changes places with its neighbour and takes over its time, so that the times stay in order.
    bool move(int at, int by);
    bool canUndo() const { return !m_past.empty() || !m_badDelays.empty(); }
    bool canRedo() const { return !m_future.empty(); }
    int undo(); ///< the step that it was about; -1: none, or the whole
    int redo();
    void revert();

    const std::vector<PlanIssue> &issues() const { return m_issues; }
    const PlanIssue *issueAt(int step, PlanIssue::Part part) const; ///< the worst; nullptr: none
    const PlanIssue *issueAt(int step) const;
    const std::vector<PlannedStep> &planned() const { return m_planned; }
    Time fallsAt(int step) const; ///< after the beginning; -1: it does not fall within the plan

    /// Texts that a step of this way may have, by key, named in `language` where there is one.
    struct Choice {
        QString key, name;
    };
    std::vector<Choice> choices(Channel channel, const QString &language) const;
    QString nameOf(Channel channel, const QString &key) const; ///< the key itself when there is none
    const std::vector<TemplateEntry> &templates() const { return m_templates; }
    std::vector<Choice> otherPlans() const; ///< that may follow this one

    struct Saved {
        int number = 0;
        bool active = false; ///< leads that come get it
        std::optional<PeopleMove> move; ///< who is inside the old one is to go along
    };
    /// Saves it as a new version; `moveTo`: the step at which who is inside the old one is to go on, -1: they finish
    /// it.
    Result<Saved> save(int moveTo);

Q_SIGNALS:
    void changed();

private:
    struct Past {
        Plan plan;
        int step = -1;
    };
    void take(const Plan &opened, const Plan &plan);
    void keep(int step, const QString &field);
    void look();
    void show(const PlanShelf &shelf);
    Result<void> readTexts();
    int step(std::vector<Past> &from, std::vector<Past> &to);
    QString freshKey() const;
    void addBadDelays();

    Session &m_session;
    Plan m_opened, m_plan;
    PlanVersionId m_version, m_current;
    int m_number = 0, m_next = 1, m_inside = 0, m_insideThis = 0, m_furthest = -1;
    bool m_active = false, m_mayEdit = false;
    QString m_field; ///< what was changed last
    std::map<QString, QString> m_badDelays; ///< by the step's key, as typed
    std::vector<Past> m_past, m_future;
    std::vector<TemplateEntry> m_templates;
    std::vector<Script> m_scripts;
    std::vector<Choice> m_others;
    std::vector<PlanIssue> m_issues;
    std::vector<PlannedStep> m_planned;
};

} // namespace updesk
