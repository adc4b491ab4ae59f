// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/rulebook.h"

#include "core/scoring/scoretables.h"
#include "core/store/apply.h"

#include <QJsonDocument>

namespace updesk
{

const Person *Rulebook::person(PersonId id) const
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const Person &p) { return p.id == id; });
    return found == people.end() ? nullptr : &*found;
}

bool Rulebook::mayChangeRules(PersonId id) const
{
    const Person *known = person(id);
    return id.isNull() || (known && known->active && known->role >= Role::Manager);
}
static_assert(Role::Advisor < Role::Manager && Role::Manager < Role::Principal && Role::Principal < Role::Admin);

const Source *Rulebook::source(SourceId id) const
{
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const Source &s) { return s.id == id; });
    return found == sources.end() ? nullptr : &*found;
}

const Source *Rulebook::sourceNamed(const QString &name) const
{
    const auto same = [&](const Source &s) { return s.name.compare(name, Qt::CaseInsensitive) == 0; };
    const auto found = std::find_if(sources.begin(), sources.end(), same);
    return found == sources.end() ? nullptr : &*found;
}

SourceWeight Rulebook::weight(SourceId id) const
{
    const auto found = weights.find(id);
    return found == weights.end() ? SourceWeight{} : found->second;
}

const ModelVersion *Rulebook::modelVersion(int wanted) const
{
    const auto found = std::find_if(models.rbegin(), models.rend(), [=](const auto &m) { return m.version == wanted; });
    return found == models.rend() ? nullptr : &*found;
}

static Error unreadable(const char *what) { return {Error::Code::Damaged, QString::fromLatin1(what), {}}; }

// Empty text is an empty object; nothing: it is none.
static std::optional<QJsonObject> objectIn(const QString &text)
{
    if (text.trimmed().isEmpty())
        return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

static Result<void> readHours(Database &database, Rulebook &book)
{
    const auto rows = loadAll(database, kDealership);
    if (!rows)
        return rows.error();
    if (rows->empty())
        return {}; // a file before its set-up: never open, nothing due
    book.dealership = rows->front();
    const Dealership &d = book.dealership;
    auto answer = Hours::fromText(d.timeZone, d.answerHours, d.holidays);
    auto showroom = Hours::fromText(d.timeZone, d.showroomHours, d.holidays);
    if (!answer || !showroom)
        return unreadable("store.hours");
    book.hours = std::move(*answer);
    book.showroom = std::move(*showroom);
    return {};
}

static Result<void> readStaff(Database &database, Rulebook &book)
{
    auto people = loadAll(database, kPerson);
    auto shifts = loadAll(database, kShift);
    auto aways = loadAll(database, kAway);
    if (!people || !shifts || !aways)
        return !people ? people.error() : !shifts ? shifts.error() : aways.error();
    book.people = std::move(*people);
    book.shifts = std::move(*shifts);
    book.aways = std::move(*aways);
    return {};
}

static Result<void> readSources(Database &database, Rulebook &book)
{
    auto sources = loadAll(database, kSource);
    auto patterns = loadAll(database, kSourcePattern);
    auto targets = loadAll(database, kTarget);
    if (!sources || !patterns || !targets)
        return !sources ? sources.error() : !patterns ? patterns.error() : targets.error();
    book.sources = std::move(*sources);
    book.patterns = std::move(*patterns);
    std::ranges::stable_sort(book.patterns, {}, &SourcePatternRow::rank);
    book.targets = std::move(*targets);
    return {};
}

static Result<void> readRoutes(Database &database, Rulebook &book)
{
    auto entries = loadAll(database, kRouteRule);
    if (!entries)
        return entries.error();
    std::ranges::stable_sort(*entries, {}, &RouteRuleRow::rank);
    for (const RouteRuleRow &entry : *entries) {
        if (!entry.active)
            continue;
        auto rule = routeRuleOf(entry);
        if (!rule)
            return unreadable("route_rule");
        book.routes.push_back(std::move(*rule));
    }
    return {};
}

// How many leads and sales of each source the accepted weights stand on; sources not named start at their guide rate.
static std::map<SourceId, SourceCounts> countsFrom(const QJsonObject &object)
{
    std::map<SourceId, SourceCounts> counts;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto id = Id::fromHex(it.key().toLatin1().toStdString());
        const QJsonObject row = it->toObject();
        if (id)
            counts[SourceId{*id}] = {SourceKind::FirstParty, std::max(0, row[QLatin1String("leads")].toInt()),
                std::max(0, row[QLatin1String("sold")].toInt())};
    }
    return counts;
}

// Minutes, as people set them; what is not named keeps its default. Nothing: a time no ladder has.
static std::optional<LadderSettings> ladderFrom(const QJsonObject &object)
{
    constexpr double kWeek = 7 * 24 * 60;
    LadderSettings ladder;
    bool sound = true;
    const auto read = [&](const char *key, Time &value) {
        const double minutes = object[QLatin1String(key)].toDouble(double(value) / double(kMinute));
        sound = sound && minutes >= 0 && minutes <= kWeek;
        value = sound ? qint64(minutes * double(kMinute)) : value;
    };
    read("warn_before", ladder.warnBefore);
    read("take_back_after", ladder.takeBackAfter);
    read("everyone_after", ladder.everyoneAfter);
    read("hot_manager_after", ladder.hotManagerAfter);
    read("hot_everyone_after", ladder.hotEveryoneAfter);
    ladder.takeBacks = object[QLatin1String("take_backs")].toInt(ladder.takeBacks);
    return sound && ladder.takeBacks >= 0 ? std::optional(ladder) : std::nullopt;
}

static std::optional<Time> noShowAfterIn(const QJsonObject &object, Time otherwise)
{
    const double minutes = object[QLatin1String("no_show_minutes")].toDouble(double(otherwise) / double(kMinute));
    if (minutes < 1 || minutes > 24 * 60)
        return std::nullopt;
    return Time(minutes) * kMinute;
}

static void weigh(Rulebook &book, const QJsonObject &object)
{
    auto known = countsFrom(object);
    std::vector<SourceCounts> counts;
    for (const Source &source : book.sources) {
        SourceCounts row = known[source.id];
        row.kind = source.kind;
        counts.push_back(row);
    }
    const auto weights = sourceWeights(counts, book.model);
    for (size_t i = 0; i < book.sources.size(); ++i)
        book.weights[book.sources[i].id] = weights[i];
}

// Before any has begun the set-up's own holds, which nobody signed, else what UpDesk ships.
static Result<void> readModel(std::vector<ScoreModelRow> rows, Time now, Rulebook &book)
{
    std::ranges::sort(rows, {}, [](const ScoreModelRow &row) { return std::pair(row.since, row.version); });
    const ScoreModelRow *used = !rows.empty() && rows[0].by.isNull() ? &rows[0] : nullptr;
    for (const ScoreModelRow &row : rows) {
        book.models.push_back({row.version, row.since, row.by});
        if (row.since <= now)
            used = &row;
        else
            book.modelUntil = std::min(book.modelUntil, row.since);
    }
    if (!used)
        return {};
    const auto model = ScoreModel::fromJson(used->model.toUtf8());
    if (!model)
        return unreadable("score_model");
    book.model = *model;
    if (used->since <= now)
        book.modelFrom = used->since;
    return {};
}

// What people set in one JSON each; others of the store's settings are not for rules.
static Result<void> readSettings(Database &database, Rulebook &book, QJsonObject &counts)
{
    const auto settings = loadAll(database, kSetting);
    if (!settings)
        return settings.error();
    for (const Setting &setting : *settings) {
        if (setting.key == QLatin1String("source_counts")) {
            const auto object = objectIn(setting.value);
            if (!object)
                return unreadable("setting.source_counts");
            counts = *object;
        } else if (setting.key == QLatin1String("ladder")) {
            const auto object = objectIn(setting.value);
            const auto ladder = object ? ladderFrom(*object) : std::nullopt;
            if (!ladder)
                return unreadable("setting.ladder");
            book.ladder = *ladder;
        } else if (setting.key == QLatin1String("appointments")) {
            const auto object = objectIn(setting.value);
            const auto after = object ? noShowAfterIn(*object, book.noShowAfter) : std::nullopt;
            if (!after)
                return unreadable("setting.appointments");
            book.noShowAfter = *after;
        } else if (setting.key == QLatin1String("backups")) {
            auto backups = backupsOf(setting.value);
            if (!backups)
                return unreadable("setting.backups");
            book.backups = std::move(*backups);
        } else if (setting.key == QLatin1String("timeframe_words")) {
            auto words = TimeframeTable::fromJson(setting.value.toUtf8());
            if (!words)
                return unreadable("setting.timeframe_words");
            book.timeframes = std::move(*words);
        }
    }
    return {};
}

static Result<void> readScoring(Database &database, Rulebook &book)
{
    const auto models = loadAll(database, kScoreModel);
    const auto rings = loadAll(database, kRing);
    if (!models || !rings)
        return !models ? models.error() : rings.error();
    if (auto read = readModel(*models, database.setup().clock->now(), book); !read)
        return read;
    std::vector<RingTable::Entry> entries;
    for (const RingRow &ring : *rings)
        entries.push_back({ring.prefix, ring.ring});
    auto table = RingTable::from(entries);
    if (!table)
        return unreadable("ring");
    book.rings = std::move(*table);
    book.timeframes = TimeframeTable::standard();
    QJsonObject counts;
    if (auto read = readSettings(database, book, counts); !read)
        return read;
    weigh(book, counts);
    return {};
}

Result<std::shared_ptr<const Rulebook>> rulebook(Database &database)
{
    auto &kept = database.kept<const Rulebook>();
    const auto version = database.state("config");
    if (!version)
        return version.error();
    const Time now = database.setup().clock->now();
    if (kept && kept->version == *version && kept->modelFrom <= now && now < kept->modelUntil)
        return kept;
    auto book = std::make_shared<Rulebook>();
    book->version = *version;
    for (const auto part : {readHours, readStaff, readSources, readRoutes, readScoring}) {
        if (auto read = part(database, *book); !read)
            return read.error();
    }
    if (database.writing()) // may yet be rolled back, and another change could then bear the same number
        return std::shared_ptr<const Rulebook>(std::move(book));
    kept = std::move(book);
    return kept;
}

} // namespace updesk
