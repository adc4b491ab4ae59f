// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/scripteditmodel.h"

#include "core/desk/templateverbs.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templatefill.h"

#include <algorithm>

namespace updesk
{

ScriptEditModel::ScriptEditModel(Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_for(session)
{
}

void ScriptEditModel::open(const QString &key, const std::vector<ScriptEntry> &entries)
{
    m_key = key;
    m_entries = entries;
    m_drafts.open(key, entries, [](Script &row) {
        row.body.clear();
        row.active = true;
    });
    refill();
}

void ScriptEditModel::setLanguage(int language)
{
    m_language = std::clamp(language, 0, int(kMessageLanguages.size()) - 1);
    refill();
}

bool ScriptEditModel::isStoresAlone() const
{
    const std::vector<Script> &shipped = TemplateBook::standard().scripts();
    return !m_key.isEmpty() && std::ranges::find(shipped, m_key, &Script::key) == shipped.end();
}

bool ScriptEditModel::isOwn() const { return isStoresAlone() || !draft().opened[size_t(m_language)].id.isNull(); }

bool ScriptEditModel::mayEdit() const
{
    const auto rules = m_session.rules();
    return rules && (*rules)->mayChangeRules(m_session.person());
}

void ScriptEditModel::setTitle(const QString &title)
{
    if (m_key.isEmpty() || typed().title == title)
        return;
    edited().title = title;
    look();
}

void ScriptEditModel::setBody(const QString &body)
{
    if (m_key.isEmpty() || typed().body == body)
        return;
    edited().body = body;
    look();
}

void ScriptEditModel::setActive(bool active)
{
    if (m_key.isEmpty() || typed().active == active)
        return;
    edited().active = active;
    look();
}

void ScriptEditModel::setSteps(const std::vector<CallStep> &steps)
{
    setBody(steps.empty() ? QString() : callStepsJson(steps));
}

void ScriptEditModel::setStep(int step, const CallStep &typed)
{
    std::vector<CallStep> all = steps();
    if (step < 0 || step >= int(all.size()))
        return;
    all[size_t(step)] = typed;
    setSteps(all);
}

void ScriptEditModel::addStep(int after)
{
    std::vector<CallStep> all = steps();
    all.insert(all.begin() + std::clamp(after + 1, 0, int(all.size())), CallStep());
    setSteps(all);
}

void ScriptEditModel::removeStep(int step)
{
    std::vector<CallStep> all = steps();
    if (step < 0 || step >= int(all.size()))
        return;
    all.erase(all.begin() + step);
    setSteps(all);
}

void ScriptEditModel::moveStep(int step, int by)
{
    std::vector<CallStep> all = steps();
    const int to = step + by;
    if (std::min(step, to) < 0 || std::max(step, to) >= int(all.size()))
        return;
    std::swap(all[size_t(step)], all[size_t(to)]);
    setSteps(all);
}

Result<void> ScriptEditModel::setLead(LeadId lead, const QString &name)
{
    if (auto set = m_for.set(lead, name); !set)
        return set;
    refill();
    return {};
}

void ScriptEditModel::refill()
{
    const QString language = QLatin1String(kMessageLanguages[size_t(m_language)]);
    m_values = m_for.values(language);
    m_pages.clear();
    for (const ScriptEntry &entry : m_entries) {
        if (entry.row.kind == ScriptKind::Process && entry.row.language == language)
            m_pages.push_back(entry.row);
    }
    look();
}

void ScriptEditModel::look()
{
    m_findings = m_key.isEmpty() ? std::vector<ScriptFinding>() : checkScript(typed());
    Q_EMIT changed();
}

const Script *ScriptEditModel::said() const
{
    if (m_key.isEmpty())
        return nullptr;
    for (const QString &language : languagesOf(typed().language, m_for.facts().storeLanguage)) {
        const auto found = std::ranges::find(draft().typed, language, &Script::language);
        if (found != draft().typed.end() && found->active && !isEmptyScript(*found))
            return &*found;
    }
    return nullptr;
}

std::vector<CallStep> ScriptEditModel::saidSteps() const
{
    const Script *script = said();
    std::vector<CallStep> steps = script && isCall() ? stepsTyped(script->body) : std::vector<CallStep>();
    for (CallStep &step : steps)
        step.say = fillSpoken(step.say, m_values).body;
    return steps;
}

QString ScriptEditModel::saidText() const
{
    const Script *script = said();
    return script && !isCall() ? fillSpoken(script->body, m_values).body : QString();
}

Result<DeedId> ScriptEditModel::save()
{
    Draft &rows = m_drafts.at(m_key);
    const auto deed = saveScripts(m_session, rows.opened, rows.typed);
    if (!deed)
        return deed;
    rows.opened = rows.typed; // open() reads what is there now
    look();
    return deed;
}

Result<DeedId> ScriptEditModel::drop()
{
    QStringList languages{typed().language};
    if (isStoresAlone()) {
        for (const char *language : kMessageLanguages)
            languages << QLatin1String(language);
    }
    languages.removeDuplicates();
    const auto deed = dropScript(m_session, m_key, languages);
    if (deed)
        revert();
    return deed;
}

void ScriptEditModel::revert()
{
    Draft &rows = m_drafts.at(m_key);
    rows.typed = rows.opened;
    look();
}

QString ScriptEditModel::neighbour(int by) const
{
    std::vector<const Script *> kin;
    for (const ScriptEntry &entry : m_entries) {
        const auto same = [&](const Script *one) { return one->key == entry.row.key; };
        if (entry.row.kind == typed().kind && std::ranges::none_of(kin, same))
            kin.push_back(&entry.row);
    }
    std::ranges::stable_sort(kin, {}, [](const Script *one) { return one->rank; });
    const auto here = std::ranges::find(kin, m_key, [](const Script *one) { return one->key; });
    const auto to = (here - kin.begin()) + by;
    return here != kin.end() && to >= 0 && to < std::ssize(kin) ? kin[size_t(to)]->key : QString();
}

bool ScriptEditModel::mayMove(int by) const
{
    const QString other = m_key.isEmpty() ? QString() : neighbour(by);
    return !other.isEmpty() && mayEdit() && !isChanged() && !m_drafts.of(other).isChanged();
}

Result<DeedId> ScriptEditModel::move(int by)
{
    if (!mayMove(by))
        return DeedId{};
    const QString other = neighbour(by);
    std::vector<Script> opened, typed;
    for (const char *language : kMessageLanguages) {
        const auto rowOf = [&](const QString &key) {
            return std::ranges::find_if(m_entries, [&](const ScriptEntry &entry) {
                return entry.row.key == key && entry.row.language == QLatin1String(language);
            });
        };
        const auto one = rowOf(m_key), two = rowOf(other);
        if (one == m_entries.end() || two == m_entries.end())
            continue;
        for (const auto &[row, rank] : {std::pair{one->row, two->row.rank}, std::pair{two->row, one->row.rank}}) {
            opened.push_back(row);
            typed.push_back(row);
            typed.back().rank = rank;
        }
    }
    return saveScripts(m_session, opened, typed);
}

Result<QString> ScriptEditModel::add(ScriptKind kind, const QString &title)
{
    Script row;
    row.key = QStringLiteral("own_") + QString::fromLatin1(newId(m_session.now()).hex());
    row.kind = kind;
    row.language = QLatin1String(kMessageLanguages.front());
    row.title = title;
    row.version = 0;
    row.active = false; // until it has words
    for (const ScriptEntry &entry : m_entries)
        row.rank = std::max(row.rank, entry.row.rank + 1);
    Script none = row;
    none.title.clear();
    const auto deed = saveScripts(m_session, {none}, {row});
    return deed ? Result<QString>(row.key) : deed.error();
}

} // namespace updesk
