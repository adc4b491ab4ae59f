// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/templatefacts.h"

#include <QString>

#include <algorithm>
#include <map>
#include <vector>

namespace updesk
{

/// What is typed into templates or scripts, by key and in every language of messages. What was not saved stays while
/// another one is looked at. Row has key, language, id and version.
template <class Row>
class LanguageDrafts
{
public:
    struct Draft {
        std::vector<Row> opened, typed; ///< by language
        bool isChanged() const { return !(typed == opened); }
    };

    /// Reads one key from `entries` ({row, ...}), unless something is typed into it. `blank` empties the copy that a
    /// language without a row begins with.
    template <class Entry, class Blank>
    void open(const QString &key, const std::vector<Entry> &entries, const Blank &blank)
    {
        const auto kept = m_drafts.find(key);
        if (kept == m_drafts.end() || !kept->second.isChanged())
            m_drafts[key] = draftOf(key, entries, blank);
    }
    /// Of a key that was not opened: empty rows.
    const Draft &of(const QString &key) const
    {
        static const Draft none{std::vector<Row>(kMessageLanguages.size()), std::vector<Row>(kMessageLanguages.size())};
        const auto found = m_drafts.find(key);
        return found == m_drafts.end() ? none : found->second;
    }
    bool isAnyChanged() const
    {
        return std::ranges::any_of(m_drafts, [](const auto &draft) { return draft.second.isChanged(); });
    }
    Draft &at(const QString &key) { return m_drafts[key]; } ///< of a key that was opened

private:
    template <class Entry, class Blank>
    static Draft draftOf(const QString &key, const std::vector<Entry> &entries, const Blank &blank)
    {
        Draft draft;
        const auto any = std::ranges::find_if(entries, [&](const Entry &e) { return e.row.key == key; });
        for (const char *language : kMessageLanguages) {
            const auto found = std::ranges::find_if(
                entries, [&](const Entry &e) { return e.row.key == key && e.row.language == QLatin1String(language); });
            Row row = found != entries.end() ? found->row : any != entries.end() ? any->row : Row();
            if (found == entries.end()) {
                row.id = {};
                row.language = QLatin1String(language);
                row.version = 0;
                blank(row);
            }
            draft.opened.push_back(row);
            draft.typed.push_back(std::move(row));
        }
        return draft;
    }

    std::map<QString, Draft> m_drafts;
};

} // namespace updesk
