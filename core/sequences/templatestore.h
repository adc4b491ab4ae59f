// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/script.h"
#include "core/sequences/template.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

/// A template as the store has it: its own row, or the shipped one where it has none.
struct TemplateEntry {
    Template row;
    bool own = false;
    bool operator==(const TemplateEntry &) const = default;
};

/// All of them in all languages: in the order in which they are shipped, then those that only the store has, by name.
/// Those that were switched off are among them. A locked one reads as it came, whatever its row says.
Result<std::vector<TemplateEntry>> templateEntries(Database &database);

/// The one that is sent under this key: in the first of the languages in which the store has it switched on. NotFound:
/// in none.
Result<Template> templateFor(Database &database, const QString &key, const QStringList &languages);
/// The same of what templateEntries() gave, for many at once; nullptr: in none.
const Template *templateAmong(
    const std::vector<TemplateEntry> &entries, const QString &key, const QStringList &languages);

/// The first that is sent this way on such an occasion, in whatever language; nullptr: the store has none in use.
const Template *firstTemplate(const std::vector<TemplateEntry> &entries, Channel channel, Occasion occasion);

/// A script as the store has it, as TemplateEntry.
struct ScriptEntry {
    Script row;
    bool own = false;
    bool operator==(const ScriptEntry &) const = default;
};

/// All of them in all languages, those that were switched off among them: in the order in which they are shipped, then
/// those that only the store has.
Result<std::vector<ScriptEntry>> scriptEntries(Database &database);

/// The scripts of one kind, each key once, in the first of the languages that has words for it and has it switched on;
/// by rank.
Result<std::vector<Script>> scriptsOf(Database &database, ScriptKind kind, const QStringList &languages);

/// The customer's language, the store's, English: in which order a text is looked for.
QStringList languagesOf(const QString &customer, const QString &store);

/// The id of the store's own row: the same at each desk, so that two who write one at once write the same one.
QByteArray templateName(const QString &key, const QString &language);
QByteArray scriptName(const QString &key, const QString &language);

} // namespace updesk
