// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/templateverbs.h"

#include "core/desk/deed.h"
#include "core/sequences/templatecheck.h"
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
    if (row.title.trimmed().isEmpty())
        return invalid(QStringLiteral("title"));
    if (row.body.trimmed().isEmpty() || row.body.size() > kLongestBody)
        return invalid(QStringLiteral("body"));
    QStringList spoken{row.body};
    if (row.kind == ScriptKind::Call) {
        const auto steps = callSteps(row.body);
        if (!steps)
            return steps.error();
        spoken.clear();
        for (const CallStep &step : *steps)
            spoken << step.say;
    }
    for (const QString &words : spoken) {
        if (isBlocked(checkSpoken(words, row.language)))
            return invalid(QStringLiteral("body"));
    }
    return {};
}

/// The store's row of this name as it stands now, removed or not.
template <class S>
struct Standing {
    Id id;
    bool there = false; ///< a row is there, perhaps removed
    std::optional<S> row; ///< it is not removed
};

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

Result<DeedId> saveTemplates(Session &session, const std::vector<Template> &opened, const std::vector<Template> &typed)
{
    Q_ASSERT(opened.size() == typed.size());
    for (size_t i = 0; i < typed.size(); ++i) {
        if (typed[i] == opened[i])
            continue;
        if (auto sound = checked(typed[i]); !sound)
            return sound.error();
    }
    return doDeed(session, "template", {}, [&](Transaction &tx) -> Result<void> {
        if (auto may = mayChange(tx); !may)
            return may;
        for (size_t i = 0; i < typed.size(); ++i) {
            if (typed[i] == opened[i])
                continue;
            const QByteArray name = templateName(typed[i].key, typed[i].language);
            if (auto done = write(tx, kTemplate, name, opened[i], typed[i]); !done)
                return done;
        }
        return {};
    });
}

template <class S, class... T>
static Result<DeedId> drop(Session &session, const char *verb, const TableOf<S, T...> &table, const QByteArray &name)
{
    return doDeed(session, verb, {}, [&](Transaction &tx) -> Result<void> {
        if (auto may = mayChange(tx); !may)
            return may;
        const auto now = standing(tx, table, name);
        if (!now)
            return now.error();
        return now->row ? apply(tx, remove(table, now->id)) : Result<void>();
    });
}

Result<DeedId> dropTemplate(Session &session, const QString &key, const QString &language)
{
    return drop(session, "template_gone", kTemplate, templateName(key, language));
}

Result<DeedId> saveScript(Session &session, const Script &opened, const Script &typed)
{
    if (auto sound = checked(typed); !sound)
        return sound.error();
    return doDeed(session, "script", {}, [&](Transaction &tx) -> Result<void> {
        if (auto may = mayChange(tx); !may)
            return may;
        return write(tx, kScript, scriptName(typed.key, typed.language), opened, typed);
    });
}

Result<DeedId> dropScript(Session &session, const QString &key, const QString &language)
{
    return drop(session, "script_gone", kScript, scriptName(key, language));
}

} // namespace updesk
