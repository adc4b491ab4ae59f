// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/scriptcheck.h"
#include "core/sequences/templatestore.h"
#include "ui/templates/languagedrafts.h"
#include "ui/templates/previewlead.h"

#include <QObject>

namespace updesk
{

/// One script in all its languages while it is edited: what was typed, what is wrong with it, and what somebody on a
/// call would see of it for a lead. What was not saved stays when another script is opened.
class ScriptEditModel final : public QObject
{
    Q_OBJECT
public:
    explicit ScriptEditModel(Session &session, QObject *parent = nullptr);

    void open(const QString &key, const std::vector<ScriptEntry> &entries);
    QString key() const { return m_key; }
    int language() const { return m_language; } ///< place in kMessageLanguages
    void setLanguage(int language);
    const Script &typed() const { return draft().typed[size_t(m_language)]; }
    bool isCall() const { return typed().kind == ScriptKind::Call; }
    bool isOwn() const; ///< in this language, or the store's alone
    bool isStoresAlone() const; ///< no such script came with the program
    bool isChanged() const { return draft().isChanged(); } ///< in any language
    bool mayEdit() const; ///< whoever is at the desk: managers and up

    void setTitle(const QString &title);
    void setBody(const QString &body);
    void setActive(bool active);
    std::vector<CallStep> steps() const { return stepsTyped(typed().body); } ///< as typed, of a call
    void setStep(int step, const CallStep &typed);
    void addStep(int after); ///< an empty one behind this one; -1: in front
    void removeStep(int step);
    void moveStep(int step, int by);
    const std::vector<Script> &pages() const { return m_pages; } ///< that may stand beside a step
    const std::vector<ScriptFinding> &findings() const { return m_findings; }

    Result<void> setLead(LeadId lead, const QString &name);
    const TemplateValues &values() const { return m_values; }
    /// What is said on a call in this language: of the typed ones the first that is in use; nullptr: none.
    const Script *said() const;
    std::vector<CallStep> saidSteps() const; ///< filled for the lead
    QString saidText() const; ///< of what is no call

    Result<DeedId> save(); ///< all languages in one deed
    Result<DeedId> drop(); ///< this language's shipped one again; of the store's alone all of it goes
    bool isAnyChanged() const { return m_drafts.isAnyChanged(); } ///< of all that was typed into
    void revert(); ///< forgets what was typed
    bool mayMove(int by) const; ///< there is one on that side, and neither has words that were not saved
    Result<DeedId> move(int by); ///< changes places with its neighbour of the same kind, in all languages
    /// Adds one that is not in use yet; its key.
    Result<QString> add(ScriptKind kind, const QString &title);

Q_SIGNALS:
    void changed();

private:
    using Draft = LanguageDrafts<Script>::Draft;
    const Draft &draft() const { return m_drafts.of(m_key); }
    Script &edited() { return m_drafts.at(m_key).typed[size_t(m_language)]; }
    void setSteps(const std::vector<CallStep> &steps);
    QString neighbour(int by) const;
    void refill();
    void look();

    Session &m_session;
    QString m_key;
    int m_language = 0;
    PreviewLead m_for;
    LanguageDrafts<Script> m_drafts;
    std::vector<ScriptEntry> m_entries;
    std::vector<Script> m_pages;
    std::vector<ScriptFinding> m_findings;
    TemplateValues m_values;
};

} // namespace updesk
