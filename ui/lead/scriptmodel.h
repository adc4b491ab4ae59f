// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/answers.h"
#include "core/sequences/templatevalues.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace updesk
{

/// The script of a call on one lead: its steps filled in, what was answered, and what may be read beside it. What is
/// typed is kept at this desk at once and put on the lead by save().
class ScriptModel final : public QObject
{
    Q_OBJECT
public:
    struct Step {
        QString title, say;
        StepAnswer answer = StepAnswer::None;
        QString typed;
        bool done = false; ///< it was passed
        QString page{}; ///< key of what stands beside it; empty: what stands beside the call
        bool operator==(const Step &) const = default;
    };

    explicit ScriptModel(Session &session, QObject *parent = nullptr);
    ~ScriptModel() override;

    /// The script that fits the call on this lead now, in its customer's language. What was typed for another lead and
    /// not saved stays at this desk.
    Result<void> open(LeadId lead);
    LeadId lead() const { return m_lead; }

    const std::vector<Script> &calls() const { return m_calls; } ///< what may be chosen
    int call() const; ///< the chosen one; -1: none
    void chooseCall(int index);
    int language() const; ///< place in kMessageLanguages
    void setLanguage(int language);

    const std::vector<Step> &steps() const { return m_steps; }
    int at() const { return m_at; } ///< the step that is being said
    void go(int step);
    void setTyped(int step, const QString &words);
    QString known(StepAnswer answer) const; ///< what the lead says to it already; empty: it is to be asked

    const std::vector<Script> &objections() const { return m_objections; }
    QString cardText(const Script &script) const; ///< filled; of an objection, a page, a voicemail
    const Script *processPage() const; ///< of the step that is being said (F63); nullptr: there is none
    const Script *voicemail() const; ///< the one to leave next

    /// Puts the answers on the lead, one deed; null: there were none.
    Result<DeedId> save();
    std::vector<CallAnswer> answers() const;
    std::vector<CallAnswer> answersOf(LeadId lead) const; ///< none when another lead's script is open
    QString said(LeadId lead, StepAnswer answer) const; ///< what was typed to it on this lead; empty: nothing

Q_SIGNALS:
    void changed(); ///< another script, language or step
    void kept(); ///< what was typed is on the disk

private:
    Result<void> read();
    void fill(const std::vector<CallAnswer> &typed);
    void keep();
    Session &m_session;
    LeadId m_lead;
    QString m_key, m_language;
    TemplateFacts m_facts;
    TemplateValues m_values;
    QStringList m_heard;
    std::vector<Script> m_calls, m_objections, m_pages, m_voicemails;
    std::vector<Step> m_steps;
    int m_at = 0;
    QTimer m_pause;
};

} // namespace updesk
