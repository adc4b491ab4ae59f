// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatestore.h"

#include "core/sequences/templatebook.h"
#include "core/sequences/templatefacts.h"
#include "core/store/apply.h"

#include <algorithm>

namespace updesk
{

namespace
{

/// Shipped rows with the store's own in their places; its further ones stand behind them.
template <class Row>
std::vector<std::pair<Row, bool>> laidOver(const std::vector<Row> &shipped, std::vector<Row> own)
{
    const auto same = [](const Row &a, const Row &b) { return a.key == b.key && a.language == b.language; };
    std::vector<std::pair<Row, bool>> out;
    for (const Row &row : shipped) {
        const auto mine = std::ranges::find_if(own, [&](const Row &o) { return same(o, row); });
        out.emplace_back(mine == own.end() ? row : *mine, mine != own.end());
        std::erase_if(own, [&](const Row &o) { return same(o, row); });
    }
    std::ranges::sort(
        own, [](const Row &a, const Row &b) { return a.key != b.key ? a.key < b.key : a.language < b.language; });
    for (Row &row : own)
        out.emplace_back(std::move(row), true);
    return out;
}

// Its row only says whether it is in use: another program may have written other words (US-10).
Template asShipped(const Template &own)
{
    const auto &shipped = TemplateBook::standard().templates();
    const auto found = std::ranges::find_if(
        shipped, [&own](const Template &row) { return row.key == own.key && row.language == own.language; });
    if (found == shipped.end())
        return own;
    Template row = *found;
    row.id = own.id;
    row.version = own.version;
    row.active = own.active;
    return row;
}

} // namespace

QByteArray templateName(const QString &key, const QString &language)
{
    return "template/" + key.toUtf8() + '/' + language.toUtf8();
}
QByteArray scriptName(const QString &key, const QString &language)
{
    return "script/" + key.toUtf8() + '/' + language.toUtf8();
}

QStringList languagesOf(const QString &customer, const QString &store)
{
    QStringList out{messageLanguage(customer, store), messageLanguage(store, {}), QStringLiteral("en")};
    out.removeDuplicates();
    return out;
}

Result<std::vector<TemplateEntry>> templateEntries(Database &database)
{
    auto own = loadAll(database, kTemplate);
    if (!own)
        return own.error();
    std::vector<TemplateEntry> out;
    for (auto &[row, mine] : laidOver(TemplateBook::standard().templates(), std::move(*own)))
        out.push_back({mine && isLocked(row) ? asShipped(row) : std::move(row), mine});
    return out;
}

const Template *firstTemplate(const std::vector<TemplateEntry> &entries, Channel channel, Occasion occasion)
{
    const auto first = std::ranges::find_if(entries, [&](const TemplateEntry &entry) {
        return entry.row.active && entry.row.channel == channel && entry.row.occasion == occasion;
    });
    return first == entries.end() ? nullptr : &first->row;
}

const Template *templateAmong(
    const std::vector<TemplateEntry> &entries, const QString &key, const QStringList &languages)
{
    for (const QString &language : languages) {
        const auto found = std::ranges::find_if(entries,
            [&](const TemplateEntry &e) { return e.row.active && e.row.key == key && e.row.language == language; });
        if (found != entries.end())
            return &found->row;
    }
    return nullptr;
}

Result<Template> templateFor(Database &database, const QString &key, const QStringList &languages)
{
    const auto entries = templateEntries(database);
    if (!entries)
        return entries.error();
    const Template *row = templateAmong(*entries, key, languages);
    return row ? Result<Template>(*row)
               : Result<Template>(Error{Error::Code::NotFound, QStringLiteral("template"), {}});
}

Result<std::vector<ScriptEntry>> scriptEntries(Database &database)
{
    auto own = loadAll(database, kScript);
    if (!own)
        return own.error();
    std::vector<ScriptEntry> out;
    for (auto &[row, mine] : laidOver(TemplateBook::standard().scripts(), std::move(*own)))
        out.push_back({std::move(row), mine});
    return out;
}

Result<std::vector<Script>> scriptsOf(Database &database, ScriptKind kind, const QStringList &languages)
{
    const auto all = scriptEntries(database);
    if (!all)
        return all.error();
    std::vector<Script> out;
    for (const QString &language : languages) {
        for (const ScriptEntry &entry : *all) {
            const Script &row = entry.row;
            const auto known = [&row](const Script &script) { return script.key == row.key; };
            const bool said = row.active && !isEmptyScript(row);
            if (said && row.kind == kind && row.language == language && std::ranges::none_of(out, known))
                out.push_back(row);
        }
    }
    std::ranges::stable_sort(out, {}, &Script::rank);
    return out;
}

} // namespace updesk
