// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/planmodel.h"

#include "core/desk/planverbs.h"
#include "core/sequences/insiderows.h"
#include "core/sequences/planbook.h"
#include "core/sequences/planjson.h"
#include "ui/plans/planwords.h"

#include <algorithm>

namespace updesk
{

static constexpr size_t kMostPast = 100;

PlanModel::PlanModel(Session &session, QObject *parent) : QObject(parent), m_session(session) { }

Result<void> PlanModel::readTexts()
{
    auto templates = templateEntries(m_session.database());
    auto scripts = scriptsOf(m_session.database(), ScriptKind::Call, {QStringLiteral("en")});
    if (!templates || !scripts)
        return !templates ? templates.error() : scripts.error();
    m_templates = std::move(*templates);
    m_scripts = std::move(*scripts);
    return {};
}

// What stands around the plan itself.
void PlanModel::show(const PlanShelf &shelf)
{
    m_others.clear();
    for (const PlanRow &row : shelf.rows) {
        const PlanShelf::Version *version = shelf.version(row.version);
        if (version && row.key != m_plan.key)
            m_others.push_back({row.key, version->plan.title});
    }
    for (const Plan &plan : shippedPlans()) {
        if (!shelf.row(plan.key) && plan.key != m_plan.key)
            m_others.push_back({plan.key, plan.title});
    }
    const PlanRow *row = shelf.row(m_plan.key);
    m_active = row && row->active;
    m_current = row ? row->version : PlanVersionId();
    m_next = 1;
    for (const auto &[id, version] : shelf.versions) {
        if (version.row.key == m_plan.key)
            m_next = std::max(m_next, version.row.number + 1);
    }
}

// The store's version in use; a shipped plan where it has none.
static const Plan *planOf(const PlanShelf &shelf, const QString &key)
{
    const PlanRow *row = shelf.row(key);
    const PlanShelf::Version *version = row ? shelf.version(row->version) : nullptr;
    return version ? &version->plan : row ? nullptr : shippedPlan(key);
}

void PlanModel::take(const Plan &opened, const Plan &plan)
{
    m_opened = opened;
    m_plan = plan;
    m_version = m_current = {};
    m_number = 0;
    m_past.clear();
    m_future.clear();
    m_badDelays.clear();
    m_field.clear();
}

Result<void> PlanModel::open(const QString &key)
{
    const auto shelf = planShelf(m_session.database());
    if (!shelf)
        return shelf.error();
    const Plan *plan = planOf(**shelf, key);
    if (!plan)
        return Error{Error::Code::NotFound, QStringLiteral("plan"), key};
    take(*plan, *plan);
    if (const PlanRow *row = (*shelf)->row(key)) {
        m_version = row->version;
        m_number = (*shelf)->version(row->version)->row.number;
    }
    return refresh();
}

// Two desks that begin one at the same time begin two.
Result<void> PlanModel::begin(const QString &from)
{
    Plan plan;
    plan.least = 1; // as many as its author wants
    plan.types = (1 << (int(LeadType::Equity) + 1)) - 1;
    plan.paces = (1 << (int(Pace::Immediate) + 1)) - 1;
    if (!from.isEmpty()) {
        const auto shelf = planShelf(m_session.database());
        if (!shelf)
            return shelf.error();
        const Plan *copied = planOf(**shelf, from);
        if (!copied)
            return Error{Error::Code::NotFound, QStringLiteral("plan"), from};
        plan = *copied;
        plan.title = tr("Copy of %1").arg(plan.title);
    }
    plan.key = QStringLiteral("own_") + QString::fromLatin1(newId(m_session.now()).hex().right(12));
    take(Plan(), plan);
    return refresh();
}

void PlanModel::close()
{
    take(Plan(), Plan());
    look();
}

Result<void> PlanModel::refresh()
{
    const auto shelf = planShelf(m_session.database());
    const auto rules = m_session.rules();
    const auto inside = insideRows(m_session.database());
    if (!shelf || !rules || !inside)
        return !shelf ? shelf.error() : !rules ? rules.error() : inside.error();
    if (auto read = readTexts(); !read)
        return read;
    show(**shelf);
    m_mayEdit = (*rules)->mayChangeRules(m_session.person());
    if (isOvertaken() && !isChanged())
        return open(m_plan.key);
    m_inside = m_insideThis = 0;
    for (const InsideRow &one : *inside) {
        const PlanShelf::Version *version = (*shelf)->version(one.version);
        m_inside += version && version->row.key == m_plan.key ? one.leads : 0;
        m_insideThis += one.version == m_version ? one.leads : 0;
    }
    const auto furthest = furthestStep(m_session.database(), m_version);
    if (!furthest)
        return furthest.error();
    m_furthest = *furthest;
    look();
    return {};
}

bool PlanModel::isOvertaken() const { return m_current != m_version; }

int PlanModel::stepToMoveTo() const
{
    const int last = int(m_plan.steps.size()) - 1;
    for (int had = std::min(m_furthest, int(m_opened.steps.size()) - 1); had >= 0; --had) {
        const int now = m_plan.find(m_opened.steps[size_t(had)].key);
        if (now >= 0)
            return std::min(now + 1, last);
    }
    return std::min(0, last);
}

void PlanModel::keep(int step, const QString &field)
{
    const QString name = QStringLiteral("%1 %2").arg(step).arg(field);
    m_future.clear();
    if (!field.isEmpty() && name == m_field && !m_past.empty())
        return;
    m_field = field.isEmpty() ? QString() : name;
    m_past.push_back({m_plan, step});
    if (m_past.size() > kMostPast)
        m_past.erase(m_past.begin());
}

void PlanModel::setStep(int at, const PlanStep &step, const QString &field)
{
    if (!m_mayEdit || at < 0 || at >= int(m_plan.steps.size()) || m_plan.steps[size_t(at)] == step)
        return;
    keep(at, field);
    m_plan.steps[size_t(at)] = step;
    look();
}

void PlanModel::setWhole(const Plan &plan, const QString &field)
{
    if (!m_mayEdit || plan == m_plan)
        return;
    keep(-1, field);
    m_plan = plan;
    look();
}

void PlanModel::typeDelay(int at, const QString &typed)
{
    if (!m_mayEdit || at < 0 || at >= int(m_plan.steps.size()))
        return;
    PlanStep step = m_plan.steps[size_t(at)];
    const auto delay = PlanWords::delayTyped(typed);
    const bool wasBad = m_badDelays.erase(step.key) > 0;
    if (!delay) {
        m_badDelays.emplace(step.key, typed);
        return look();
    }
    if (wasBad && step.delay == *delay)
        return look();
    step.delay = *delay;
    setStep(at, step, QStringLiteral("delay"));
}

QString PlanModel::delayTyped(int at) const
{
    if (at < 0 || at >= int(m_plan.steps.size()))
        return {};
    const auto bad = m_badDelays.find(m_plan.steps[size_t(at)].key);
    return bad == m_badDelays.end() ? PlanWords::delay(m_plan.steps[size_t(at)].delay) : bad->second;
}

void PlanModel::addBadDelays()
{
    for (const auto &[key, typed] : m_badDelays) {
        if (const int at = m_plan.find(key); at >= 0)
            m_issues.push_back(PlanIssues::badDelay(at));
    }
}

QString PlanModel::freshKey() const
{
    for (int n = 1;; ++n) {
        const QString key = QStringLiteral("step_%1").arg(n);
        if (m_plan.find(key) < 0 && m_opened.find(key) < 0)
            return key;
    }
}

// A call a day later; between two that count from the start it counts from there too.
int PlanModel::insertAfter(int at)
{
    if (!m_mayEdit || m_plan.steps.size() >= kMostSteps)
        return -1;
    const int place = std::clamp(at + 1, 0, int(m_plan.steps.size()));
    PlanStep step;
    step.key = freshKey();
    step.delay = kDay;
    const auto calls = choices(Channel::Phone, QStringLiteral("en"));
    const auto usual = std::ranges::find(calls, QStringLiteral("follow_up_call"), &Choice::key);
    step.text = usual != calls.end() ? usual->key : calls.empty() ? QString() : calls.front().key;
    if (place < int(m_plan.steps.size()) && m_plan.steps[size_t(place)].anchor == Anchor::Start) {
        step.anchor = Anchor::Start;
        step.delay = place > 0 ? m_plan.steps[size_t(place) - 1].delay : 0;
    }
    keep(place, {});
    m_plan.steps.insert(m_plan.steps.begin() + place, step);
    look();
    return place;
}

void PlanModel::remove(int at)
{
    if (!m_mayEdit || at < 0 || at >= int(m_plan.steps.size()))
        return;
    keep(at, {});
    m_plan.steps.erase(m_plan.steps.begin() + at);
    look();
}

bool PlanModel::move(int at, int by)
{
    const int to = at + by;
    const int count = int(m_plan.steps.size());
    if (!m_mayEdit || std::abs(by) != 1 || at < 0 || at >= count || to < 0 || to >= count)
        return false;
    keep(at, {});
    PlanStep &one = m_plan.steps[size_t(at)], &other = m_plan.steps[size_t(to)];
    std::swap(one, other);
    std::swap(one.anchor, other.anchor);
    std::swap(one.delay, other.delay);
    look();
    return true;
}

int PlanModel::step(std::vector<Past> &from, std::vector<Past> &to)
{
    if (from.empty() || !m_mayEdit)
        return -1;
    const Past past = std::move(from.back());
    from.pop_back();
    to.push_back({std::move(m_plan), past.step});
    m_plan = past.plan;
    m_badDelays.clear();
    m_field.clear();
    look();
    return past.step;
}

// What was typed and is no delay is the newest there is.
int PlanModel::undo()
{
    if (m_badDelays.empty())
        return step(m_past, m_future);
    const int at = m_plan.find(m_badDelays.begin()->first);
    m_badDelays.clear();
    look();
    return at;
}

int PlanModel::redo() { return step(m_future, m_past); }

void PlanModel::revert()
{
    m_plan = m_opened;
    m_past.clear();
    m_future.clear();
    m_badDelays.clear();
    m_field.clear();
    look();
}

// On each key: pure work on one plan.
void PlanModel::look()
{
    const auto read = planFromJson(planToJson(m_plan));
    const std::optional<Error> fault = read ? std::nullopt : std::optional(read.error());
    m_planned = plannedSteps(m_plan);
    m_issues = PlanIssues::of(m_plan, checkPlan(m_plan, m_templates, m_scripts), fault);
    addBadDelays();
    Q_EMIT changed();
}

const PlanIssue *PlanModel::issueAt(int step, PlanIssue::Part part) const
{
    const auto found = std::ranges::find_if(m_issues, [&](const PlanIssue &issue) {
        return issue.step == step && issue.part == part && issue.tone >= PlanIssue::Tone::Advice;
    });
    return found == m_issues.end() ? nullptr : &*found;
}

const PlanIssue *PlanModel::issueAt(int step) const
{
    const auto found = std::ranges::find(m_issues, step, &PlanIssue::step);
    return step < 0 || found == m_issues.end() ? nullptr : &*found;
}

Time PlanModel::fallsAt(int step) const
{
    const auto found = std::ranges::find(m_planned, step, &PlannedStep::step);
    return found == m_planned.end() ? -1 : found->at;
}

std::vector<PlanModel::Choice> PlanModel::choices(Channel channel, const QString &language) const
{
    std::vector<Choice> out;
    if (channel == Channel::Phone) {
        for (const Script &script : m_scripts)
            out.push_back({script.key, script.title});
        return out;
    }
    for (const TemplateEntry &entry : m_templates) {
        if (entry.row.channel != channel || !entry.row.active)
            continue;
        const auto known = std::ranges::find(out, entry.row.key, &Choice::key);
        if (known == out.end())
            out.push_back({entry.row.key, entry.row.name});
        else if (entry.row.language == language)
            known->name = entry.row.name;
    }
    return out;
}

QString PlanModel::nameOf(Channel channel, const QString &key) const
{
    const auto all = choices(channel, QStringLiteral("en"));
    const auto found = std::ranges::find(all, key, &Choice::key);
    return found == all.end() ? key : found->name;
}

std::vector<PlanModel::Choice> PlanModel::otherPlans() const { return m_others; }

Result<PlanModel::Saved> PlanModel::save(int moveTo)
{
    if (PlanIssues::areBlocked(m_issues))
        return Error{Error::Code::Invalid, QStringLiteral("plan"), {}};
    const PlanVersionId before = m_version;
    const bool moves = moveTo >= 0 && moveTo < int(m_plan.steps.size()) && m_insideThis > 0;
    const QString step = moves ? m_plan.steps[size_t(moveTo)].key : QString();
    const auto saved = savePlan(m_session, before, m_plan);
    if (!saved)
        return saved.error();
    if (auto read = open(m_plan.key); !read)
        return read.error();
    Saved out{m_number, saved->active, std::nullopt};
    if (moves && !before.isNull() && saved->version != before)
        out.move = PeopleMove{before, saved->version, step};
    return out;
}

} // namespace updesk
