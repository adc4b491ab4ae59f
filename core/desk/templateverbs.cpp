// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/templateverbs.h"

#include "core/desk/deed.h"
#include "core/sequences/planstore.h"
#include "core/sequences/scriptcheck.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templatecodes.h"
#include "core/sequences/templatestore.h"

#include <algorithm>
#include <optional>

namespace updesk
{

static Error invalid(const QString &field, const QString &detail = {}) { return {Error::Code::Invalid, field, detail}; }

static Result<void> mayChange(Transaction &tx)
{
    const auto rules = rulebook(tx.database());
    if (!rules)
        return rules.error();
    if (!(*rules)->mayChangeRules(tx.by().who))
        return Error{Error::Code::Denied, QStringLiteral("person"), {}};
    return {};
}

static Result<void> checked(const Template &row)
{
    if (row.key.isEmpty())
        return invalid(QStringLiteral("key"));
    if (row.language.isEmpty())
        return invalid(QStringLiteral("language"));
    if (row.channel != Channel::Text && row.channel != Channel::Email)
        return invalid(QStringLiteral("channel"));
    if (row.name.trimmed().isEmpty())
        return invalid(QStringLiteral("name"));
    const auto findings = checkTemplate(row);
    const auto worst =
        std::ranges::find_if(findings, [](const TemplateFinding &finding) { return blocks(finding.problem); });
    if (worst == findings.end())
        return {};
    return invalid(QLatin1String(problemCode(worst->problem)), row.language + u':' + QString::number(worst->at));
}

static Result<void> checked(const Script &row)
{
    if (row.key.isEmpty() || row.language.isEmpty())
        return invalid(row.key.isEmpty() ? QStringLiteral("key") : QStringLiteral("language"));
    const auto findings = checkScript(row);
    const auto worst = std::ranges::find_if(findings, [](const ScriptFinding &finding) { return blocks(finding); });
    if (worst == findings.end())
        return {};
    if (worst->problem == ScriptProblem::NoTitle)
        return invalid(QStringLiteral("title"), row.language);
    const bool ofStep = worst->step >= 0 && worst->problem != ScriptProblem::Words;
    return invalid(ofStep ? QString::number(worst->step + 1) : QStringLiteral("body"), row.language);
}

namespace
{

/// The store's row of this name as it stands now, removed or not.
template <class S>
struct Standing {
    Id id;
    bool there = false; ///< a row is there, perhaps removed
    std::optional<S> row; ///< it is not removed
};

} // namespace

template <class S, class... T>
static Result<Standing<S>> standing(Transaction &tx, const TableOf<S, T...> &table, const QByteArray &name)
{
    Standing<S> out;
    out.id = tx.drawnId(name, 0);
    const auto there = hasRow(tx.database(), table, out.id);
    if (!there)
        return there.error();
    out.there = *there;
    if (!out.there)
        return out;
    auto row = load(tx.database(), table, out.id);
    if (row)
        out.row = std::move(*row);
    else if (row.error().code != Error::Code::NotFound)
        return row.error();
    return out;
}

// A row that was removed comes back under its own id, whole.
template <class S, class... T>
static Result<void> bringBack(Transaction &tx, const TableOf<S, T...> &table, const S &row)
{
    Op op{Op::Kind::Set, &table, row.id.value, {{0, qint64(0), qint64(1)}}};
    if (auto done = apply(tx, op); !done)
        return done;
    const auto before = load(tx.database(), table, row.id.value);
    return before ? apply(tx, set(table, *before, row)) : Result<void>(before.error());
}

template <class S, class... T>
static Result<void> write(
    Transaction &tx, const TableOf<S, T...> &table, const QByteArray &name, const S &opened, const S &typed)
{
    const auto now = standing(tx, table, name);
    if (!now)
        return now.error();
    S row = typed;
    row.id.value = now->id;
    // Whoever opened the shipped text finds the store's own now, or the other way round, or another version of it.
    if (opened.id.isNull() != !now->row || (now->row && !(*now->row == opened)))
        return Error{Error::Code::Conflict, QString::fromLatin1(table.name), {}};
    S same = opened;
    same.id = row.id;
    if (row == same)
        return {};
    row.version = opened.version + 1;
    if (now->row)
        return apply(tx, set(table, *now->row, row));
    return now->there ? bringBack(tx, table, row) : apply(tx, put(table, row));
}

// Of a locked one a store decides only whether it is in use; its words are the law's (US-10).
static bool isAllowed(const Template &opened, const Template &typed)
{
    Template only = opened;
    only.active = typed.active;
    return !isLocked(opened) || typed == only;
}
static bool isAllowed(const Script &, const Script &) { return true; }

template <class S, class... T>
static Result<DeedId> save(Session &session, const char *verb, const TableOf<S, T...> &table,
    QByteArray (*nameOf)(const QString &, const QString &), const std::vector<S> &opened, const std::vector<S> &typed)
{
    Q_ASSERT(opened.size() == typed.size());
    for (size_t i = 0; i < typed.size(); ++i) {
        if (typed[i] == opened[i])
            continue;
        if (!isAllowed(opened[i], typed[i]))
            return Error{Error::Code::Denied, QStringLiteral("locked"), typed[i].key};
        if (auto sound = checked(typed[i]); !sound)
            return sound.error();
    }
    return doDeed(session, verb, {}, [&](Transaction &tx) -> Result<void> {
        if (auto may = mayChange(tx); !may)
            return may;
        for (size_t i = 0; i < typed.size(); ++i) {
            if (typed[i] == opened[i])
                continue;
            const QByteArray name = nameOf(typed[i].key, typed[i].language);
            if (auto done = write(tx, table, name, opened[i], typed[i]); !done)
                return done;
        }
        return {};
    });
}

Result<DeedId> saveTemplates(Session &session, const std::vector<Template> &opened, const std::vector<Template> &typed)
{
    return save(session, "template", kTemplate, templateName, opened, typed);
}

Result<DeedId> saveScripts(Session &session, const std::vector<Script> &opened, const std::vector<Script> &typed)
{
    return save(session, "script", kScript, scriptName, opened, typed);
}

// One of the store's own that a plan in use sends: its steps would have no words.
static Result<void> notInPlans(Transaction &tx, const QString &key)
{
    const auto &shipped = TemplateBook::standard().templates();
    if (std::ranges::find(shipped, key, &Template::key) != shipped.end())
        return {};
    const auto shelf = planShelf(tx.database());
    if (!shelf)
        return shelf.error();
    for (const PlanRow &row : (*shelf)->rows) {
        const PlanShelf::Version *version = (*shelf)->inUse(row.key);
        if (version && std::ranges::any_of(version->plan.steps, [&key](const PlanStep &s) {
                return s.text == key || s.against == key;
            }))
            return Error{Error::Code::Denied, QStringLiteral("in_plan"), version->plan.title};
    }
    return {};
}

template <class S, class... T>
static Result<DeedId> drop(Session &session, const char *verb, const TableOf<S, T...> &table,
    const std::vector<QByteArray> &names, const QString &message = {})
{
    return doDeed(session, verb, {}, [&](Transaction &tx) -> Result<void> {
        if (auto may = mayChange(tx); !may)
            return may;
        if (auto free = message.isEmpty() ? Result<void>() : notInPlans(tx, message); !free)
            return free;
        for (const QByteArray &name : names) {
            const auto now = standing(tx, table, name);
            if (!now)
                return now.error();
            if (auto done = now->row ? apply(tx, remove(table, now->id)) : Result<void>(); !done)
                return done;
        }
        return {};
    });
}

Result<DeedId> dropTemplate(Session &session, const QString &key, const QStringList &languages)
{
    std::vector<QByteArray> names;
    for (const QString &language : languages)
        names.push_back(templateName(key, language));
    return drop(session, "template_gone", kTemplate, names, key);
}

Result<DeedId> dropScript(Session &session, const QString &key, const QStringList &languages)
{
    std::vector<QByteArray> names;
    for (const QString &language : languages)
        names.push_back(scriptName(key, language));
    return drop(session, "script_gone", kScript, names);
}

} // namespace updesk
