// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/scriptmodel.h"

#include "core/appointments/qualify.h"
#include "core/desk/capturerows.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/callscript.h"
#include "core/sequences/templatefill.h"
#include "core/sequences/templaterows.h"
#include "core/sequences/templatestore.h"
#include "core/sequences/voicemail.h"
#include "core/store/apply.h"
#include "ui/parts/qualifywords.h"

#include <algorithm>

namespace updesk
{

static constexpr int kPause = 2'000; // ms; a form's draft is kept as often (ui.md 5)

ScriptModel::ScriptModel(Session &session, QObject *parent) : QObject(parent), m_session(session)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &ScriptModel::keep);
}

ScriptModel::~ScriptModel()
{
    if (m_pause.isActive())
        keep();
}

Result<void> ScriptModel::open(LeadId lead)
{
    if (m_pause.isActive())
        keep();
    m_lead = lead;
    m_steps.clear();
    m_at = 0;
    if (lead.isNull())
        return {};
    Database &database = m_session.database();
    auto facts = templateFacts(database, lead, m_session.now(), m_session.person());
    const auto now = leadNowOf(database, lead);
    const auto missed = missedLastVisit(database, lead);
    auto heard = voicemailsHeard(database, lead);
    auto typed = keptAnswers(database, lead);
    for (const Error *error :
        {!facts ? &facts.error() : nullptr, !now ? &now.error() : nullptr, !missed ? &missed.error() : nullptr,
            !heard ? &heard.error() : nullptr, !typed ? &typed.error() : nullptr}) {
        if (error)
            return *error;
    }
    m_facts = std::move(*facts);
    m_heard = std::move(*heard);
    m_key = callScriptFor(*now, m_session.now(), *missed);
    m_language = messageLanguage(m_facts.language, m_facts.storeLanguage);
    if (auto done = read(); !done)
        return done;
    fill(*typed);
    Q_EMIT changed();
    return {};
}

// The chosen language first: what it lacks is said in the store's, then in English.
Result<void> ScriptModel::read()
{
    const QStringList languages = languagesOf(m_language, m_facts.storeLanguage);
    for (const auto &[kind, rows] :
        {std::pair{ScriptKind::Call, &m_calls}, std::pair{ScriptKind::Objection, &m_objections},
            std::pair{ScriptKind::Process, &m_pages}, std::pair{ScriptKind::Voicemail, &m_voicemails}}) {
        auto found = scriptsOf(m_session.database(), kind, languages);
        if (!found)
            return found.error();
        *rows = std::move(*found);
    }
    m_values = templateValues(m_facts, m_language);
    return {};
}

// Answers stay with their step's number when script or language change, as long as it asks for the same.
void ScriptModel::fill(const std::vector<CallAnswer> &typed)
{
    m_steps.clear();
    const int chosen = call();
    const auto steps =
        chosen < 0 ? Result<std::vector<CallStep>>(std::vector<CallStep>()) : callSteps(m_calls[size_t(chosen)].body);
    std::vector<CallAnswer> left = typed;
    for (const CallStep &step : steps ? *steps : std::vector<CallStep>()) {
        Step row{step.title, fillSpoken(step.say, m_values).body, step.answer, {}, false, step.page};
        const auto mine = std::ranges::find_if(
            left, [&](const CallAnswer &a) { return a.kind == step.answer && a.kind != StepAnswer::None; });
        if (mine != left.end()) {
            row.typed = mine->words;
            left.erase(mine);
        }
        m_steps.push_back(std::move(row));
    }
    // What no step of this script asks for is not lost: it stands at the first one with a line for notes.
    for (const CallAnswer &answer : left) {
        const auto place = std::ranges::find_if(m_steps, [](const Step &s) { return s.answer != StepAnswer::None; });
        if (place != m_steps.end())
            place->typed += (place->typed.isEmpty() ? QString() : QStringLiteral("; ")) + answer.words;
    }
    m_at = std::clamp(m_at, 0, std::max(0, int(m_steps.size()) - 1));
}

int ScriptModel::call() const
{
    const auto found = std::ranges::find_if(m_calls, [&](const Script &s) { return s.key == m_key; });
    return found == m_calls.end() ? (m_calls.empty() ? -1 : 0) : int(found - m_calls.begin());
}

void ScriptModel::chooseCall(int index)
{
    if (index < 0 || index >= int(m_calls.size()))
        return;
    m_key = m_calls[size_t(index)].key;
    m_at = 0;
    fill(answers());
    Q_EMIT changed();
}

int ScriptModel::language() const
{
    const auto found = std::ranges::find_if(
        kMessageLanguages, [&](const char *language) { return m_language == QLatin1String(language); });
    return found == kMessageLanguages.end() ? 0 : int(found - kMessageLanguages.begin());
}

void ScriptModel::setLanguage(int language)
{
    if (language < 0 || language >= int(kMessageLanguages.size()))
        return;
    const std::vector<CallAnswer> typed = answers();
    m_language = QLatin1String(kMessageLanguages[size_t(language)]);
    if (const auto done = read(); !done)
        return; // the one before stays on the screen
    fill(typed);
    Q_EMIT changed();
}

void ScriptModel::go(int step)
{
    const int to = std::clamp(step, 0, std::max(0, int(m_steps.size()) - 1));
    if (to == m_at || m_steps.empty())
        return;
    for (int i = 0; i < int(m_steps.size()); ++i)
        m_steps[size_t(i)].done = i < to;
    m_at = to;
    Q_EMIT changed();
}

void ScriptModel::setTyped(int step, const QString &words)
{
    if (step < 0 || step >= int(m_steps.size()) || m_steps[size_t(step)].typed == words)
        return;
    m_steps[size_t(step)].typed = words;
    m_pause.start();
}

// Of what was said once and needs no second question; the rest stands in full beside the script.
QString ScriptModel::known(StepAnswer answer) const
{
    if (m_lead.isNull() || (answer != StepAnswer::Trade && answer != StepAnswer::Decider))
        return {};
    const auto lead = load(m_session.database(), kLead, m_lead.value);
    const auto trades = tradesOf(m_session.database(), m_lead);
    if (!lead || !trades)
        return {};
    if (answer == StepAnswer::Decider)
        return decidesWords(decidesOf(*lead));
    return holdsNoTrade(*lead, !trades->empty()) ? noTradeWords() : QString();
}

std::vector<CallAnswer> ScriptModel::answers() const
{
    std::vector<CallAnswer> out;
    for (const Step &step : m_steps) {
        if (!step.typed.trimmed().isEmpty())
            out.push_back({step.answer, step.title, step.typed});
    }
    return out;
}

std::vector<CallAnswer> ScriptModel::answersOf(LeadId lead) const
{
    return lead == m_lead ? answers() : std::vector<CallAnswer>();
}

QString ScriptModel::said(LeadId lead, StepAnswer answer) const
{
    const std::vector<CallAnswer> typed = answersOf(lead);
    const auto found = std::ranges::find(typed, answer, &CallAnswer::kind);
    return found == typed.end() ? QString() : found->words.simplified();
}

void ScriptModel::keep()
{
    m_pause.stop();
    if (m_lead.isNull())
        return;
    if (keepAnswers(m_session.database(), m_lead, answers()))
        Q_EMIT kept();
}

Result<DeedId> ScriptModel::save()
{
    m_pause.stop();
    const std::vector<CallAnswer> typed = answers();
    if (m_lead.isNull() || typed.empty())
        return DeedId{};
    const auto deed = saveAnswers(m_session, m_lead, typed);
    if (!deed) {
        keep();
        return deed;
    }
    for (Step &step : m_steps)
        step.typed.clear();
    keep();
    Q_EMIT changed();
    return deed;
}

QString ScriptModel::cardText(const Script &script) const { return fillSpoken(script.body, m_values).body; }

const Script *ScriptModel::processPage() const
{
    const QString ofStep = m_steps.empty() ? QString() : m_steps[size_t(m_at)].page;
    for (const QString &key : {ofStep, processPageFor(m_key)}) {
        const auto found = std::ranges::find(m_pages, key, &Script::key);
        if (found != m_pages.end())
            return &*found;
    }
    return nullptr;
}

const Script *ScriptModel::voicemail() const { return nextVoicemail(m_voicemails, m_heard); }

} // namespace updesk
