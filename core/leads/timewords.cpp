// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/timewords.h"

#include "core/base/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

using Kind = TimeWord::Kind;

struct Section {
    const char *name;
    Kind kind;
    int n; ///< of the lists whose entries carry no number of their own
};
constexpr std::array kLists{Section{"am", Kind::Am, 0}, Section{"pm", Kind::Pm, 0},
    Section{"minutes", Kind::Minutes, 1}, Section{"hours", Kind::Minutes, 60}, Section{"daycounts", Kind::Days, 1},
    Section{"weeks", Kind::Days, 7}, Section{"next", Kind::Next, 0}, Section{"this", Kind::This, 0},
    Section{"at", Kind::At, 0}, Section{"fill", Kind::Fill, 0}};
constexpr std::array kNumbered{Section{"days", Kind::Day, 0}, Section{"times", Kind::TimeOfDay, 0},
    Section{"counts", Kind::Count, 0}, Section{"spans", Kind::Span, 0}};
constexpr std::array kGroups{Section{"weekdays", Kind::Weekday, 7}, Section{"months", Kind::Month, 12}};

constexpr int kMostNumber = 1440;

template <class Sections>
const Section *named(const Sections &sections, const QString &name)
{
    const auto found = std::ranges::find_if(sections, [&](const Section &s) { return name == QLatin1String(s.name); });
    return found == sections.end() ? nullptr : &*found;
}

} // namespace

Result<void> TimeWords::read(const QString &name, const QJsonObject &object)
{
    Language language{name, {}};
    const auto add = [&](const QString &typed, TimeWord word) {
        const QString phrase = foldedWords(typed).join(u' ');
        m_longest = std::max(m_longest, int(phrase.count(u' ')) + 1);
        language.words[phrase].push_back(word);
        return !phrase.isEmpty();
    };
    bool good = true;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (const Section *list = named(kLists, it.key())) {
            for (const QJsonValue word : it->toArray())
                good = add(word.toString(), {list->kind, list->n}) && good;
        } else if (const Section *numbered = named(kNumbered, it.key())) {
            const QJsonObject words = it->toObject();
            for (auto word = words.begin(); word != words.end(); ++word) {
                const int n = word->toInt(kMostNumber + 1);
                good = add(word.key(), {numbered->kind, n}) && n >= -31 && n <= kMostNumber && good;
            }
        } else if (const Section *group = named(kGroups, it.key())) {
            const QJsonArray words = it->toArray();
            good = words.size() == group->n && good;
            for (int n = 0; n < words.size(); ++n)
                for (const QJsonValue word : words[n].toArray())
                    good = add(word.toString(), {group->kind, n + 1}) && good;
        } else {
            good = false;
        }
    }
    if (!good)
        return Error{Error::Code::Invalid, name, {}};
    m_languages.push_back(std::move(language));
    return {};
}

Result<TimeWords> TimeWords::fromJson(const QByteArray &json)
{
    const QJsonObject languages = QJsonDocument::fromJson(json)[QLatin1String("languages")].toObject();
    if (languages.isEmpty())
        return Error{Error::Code::Damaged, QStringLiteral("timewords"), {}};
    TimeWords table;
    for (auto it = languages.begin(); it != languages.end(); ++it) {
        if (auto read = table.read(it.key(), it->toObject()); !read)
            return read.error();
    }
    return table;
}

const TimeWords &TimeWords::standard()
{
    static const TimeWords table = [] {
        QFile file(QStringLiteral(":/updesk/desk/timewords.json"));
        [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        auto read = fromJson(file.readAll());
        Q_ASSERT(read);
        return read ? *read : TimeWords();
    }();
    return table;
}

std::vector<TimeWord> TimeWords::find(const QString &phrase, const QString &language) const
{
    std::vector<TimeWord> found;
    const auto take = [&](const Language &of) {
        const auto words = of.words.constFind(phrase);
        if (words != of.words.constEnd())
            found.insert(found.end(), words->begin(), words->end());
    };
    const auto own = [&](const Language &of) { return language.startsWith(of.name); };
    for (const Language &of : m_languages)
        if (own(of))
            take(of);
    for (const Language &of : m_languages)
        if (!own(of))
            take(of);
    return found;
}

} // namespace updesk
