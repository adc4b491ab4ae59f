// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/changesetup.h"

#include "core/desk/deed.h"
#include "core/desk/setup.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <map>
#include <set>

namespace updesk
{
namespace
{

using Kind = SetupChange::Kind;

/// The rows of a file on their way to those of the store: rows that are there already keep their ids.
struct Changer {
    Database &database;
    SetupConfig config;
    QJsonObject file;
    Time now;
    PersonId by;
    SetupChange change;
    std::vector<Op> ops;
    std::map<Id, Id> known; ///< the store's id by the one that the file's row was read under
    std::map<PersonId, QString> logins;
    std::set<SourceId> sources; ///< that the file names

    bool names(const char *key) const { return file.contains(QLatin1String(key)); }
    template <class IdOf>
    void adopt(IdOf &id) const
    {
        if (const auto found = known.find(id.value); found != known.end())
            id.value = found->second;
    }
    /// The same of the ids inside a JSON text.
    void adoptIn(QString &json) const
    {
        for (const auto &[fresh, old] : known)
            json.replace(QString::fromLatin1(fresh.hex()), QString::fromLatin1(old.hex()));
        // Keys that are ids stand in the order of the ids.
        json = QString::fromUtf8(
            QJsonDocument(QJsonDocument::fromJson(json.toUtf8()).object()).toJson(QJsonDocument::Compact));
    }
    /// keyOf tells which rows are the same one, nameOf what to call it; of the rows that the file lacks, those go for
    /// which goes() says so.
    template <class Table, class Row, class KeyOf, class NameOf, class Goes>
    Result<void> follow(const Table &table, std::vector<Row> &rows, KeyOf keyOf, NameOf nameOf, Goes goes);
    Result<void> followDealership();
    Result<void> followPeople();
    Result<void> followTimes();
    Result<void> followSources();
    Result<void> followRoutes();
    Result<void> followRules();
    Result<void> followModel();
    Result<void> followAll();
};

template <class Table, class Row, class KeyOf, class NameOf, class Goes>
Result<void> Changer::follow(const Table &table, std::vector<Row> &rows, KeyOf keyOf, NameOf nameOf, Goes goes)
{
    auto there = loadAll(database, table);
    if (!there)
        return there.error();
    for (Row &row : rows) {
        const auto old = std::ranges::find_if(*there, [&](const Row &r) { return keyOf(r) == keyOf(row); });
        if (old == there->end()) {
            ops.push_back(put(table, row));
            change.lines.push_back({Kind::Added, &table, nameOf(row), {}});
            continue;
        }
        known.emplace(row.id.value, old->id.value);
        row.id = old->id;
        if (Op op = set(table, *old, row); !op.changes.empty()) {
            change.lines.push_back({Kind::Changed, &table, nameOf(row), {}});
            for (const updesk::Change &field : op.changes)
                change.lines.back().columns.push_back(table.columns[size_t(field.column)].name);
            ops.push_back(std::move(op));
        }
        there->erase(old);
    }
    for (const Row &left : *there) {
        if (!goes(left))
            continue;
        ops.push_back(remove(table, left.id.value));
        change.lines.push_back({Kind::Removed, &table, nameOf(left), {}});
    }
    return {};
}

Result<void> Changer::followDealership()
{
    const auto there = loadAll(database, kDealership);
    if (!there)
        return there.error();
    if (there->empty())
        return Error{Error::Code::NotFound, QStringLiteral("store"), {}};
    config.dealership.sample = there->front().sample; // no file makes invented data real
    std::vector rows{config.dealership};
    return follow(
        kDealership, rows, [](const Dealership &) { return 0; }, [](const Dealership &d) { return d.name; },
        [](const Dealership &) { return false; });
}

Result<void> Changer::followPeople()
{
    const auto left = [this](const Person &person) {
        change.people << person.login;
        return false;
    };
    auto done = follow(
        kPerson, config.people, [](const Person &p) { return p.login.toCaseFolded(); },
        [](const Person &p) { return p.login; }, left);
    for (const Person &person : config.people)
        logins.emplace(person.id, person.login);
    return done;
}

// Shifts and days off of the people in the file; those of others stay.
Result<void> Changer::followTimes()
{
    for (Shift &shift : config.shifts)
        adopt(shift.person);
    for (Away &away : config.aways)
        adopt(away.person);
    const auto login = [this](const auto &row) { return logins.at(row.person); };
    const auto inFile = [this](const auto &row) { return logins.contains(row.person); };
    auto done = follow(
        kShift, config.shifts, [](const Shift &s) { return std::tuple(s.person, s.weekday, s.from, s.to); }, login,
        inFile);
    return !done ? done
                 : follow(
                     kAway, config.aways, [](const Away &a) { return std::tuple(a.person, a.day); }, login, inFile);
}

Result<void> Changer::followSources()
{
    const auto name = [](const Source &s) { return s.name.toCaseFolded(); };
    if (!names("sources")) {
        // Routes and targets may still name those of the store.
        const auto there = loadAll(database, kSource);
        if (!there)
            return there.error();
        for (const Source &source : config.sources) {
            const auto old = std::ranges::find(*there, name(source), name);
            if (old != there->end())
                known.emplace(source.id.value, old->id.value);
        }
        return {};
    }
    const auto left = [this](const Source &source) {
        change.sources << source.name;
        return false;
    };
    if (auto done = follow(
            kSource, config.sources, name, [](const Source &s) { return s.name; }, left);
        !done)
        return done;
    for (const Source &source : config.sources)
        sources.insert(source.id);
    for (SourcePatternRow &row : config.patterns)
        adopt(row.source);
    return follow(
        kSourcePattern, config.patterns,
        [](const SourcePatternRow &p) { return std::pair(p.source, p.pattern.toCaseFolded()); },
        [](const SourcePatternRow &p) { return p.pattern; },
        [this](const SourcePatternRow &p) { return sources.contains(p.source); });
}

// A rule names people and sources by their ids, as text.
Result<void> Changer::followRoutes()
{
    if (!names("routes"))
        return {};
    for (RouteRuleRow &row : config.routes)
        adoptIn(row.rule);
    return follow(
        kRouteRule, config.routes, [](const RouteRuleRow &r) { return r.name; },
        [](const RouteRuleRow &r) { return r.name; }, [](const RouteRuleRow &) { return true; });
}

Result<void> Changer::followRules()
{
    for (TargetRow &row : config.targets)
        adopt(row.source);
    const auto all = [](const auto &) { return true; };
    Result<void> done;
    if (names("targets"))
        done = follow(
            kTarget, config.targets, [](const TargetRow &t) { return std::pair(t.source, t.type); },
            [](const TargetRow &t) { return QString::number(t.type); }, all);
    if (done && names("rings"))
        done = follow(
            kRing, config.rings, [](const RingRow &r) { return r.prefix; }, [](const RingRow &r) { return r.prefix; },
            all);
    for (Setting &row : config.settings)
        adoptIn(row.value);
    if (done)
        done = follow(
            kSetting, config.settings, [](const Setting &s) { return s.key; }, [](const Setting &s) { return s.key; },
            [](const Setting &s) { return s.key == QLatin1String("backups"); }); // stands with the people
    return done;
}

// A version is never changed, only followed by the next (F48).
Result<void> Changer::followModel()
{
    const auto there = loadAll(database, kScoreModel);
    if (!there)
        return there.error();
    if (!names("score_model") || there->empty() || config.models.empty())
        return {};
    const ScoreModelRow &newest = *std::ranges::max_element(*there, {}, &ScoreModelRow::version);
    auto wanted = ScoreModel::fromJson(config.models.front().model.toUtf8());
    if (!wanted)
        return wanted.error();
    wanted->version = newest.version;
    if (QString::fromUtf8(wanted->toJson()) == newest.model)
        return {};
    wanted->version = newest.version + 1;
    const ScoreModelRow next{{newId(now)}, wanted->version, QString::fromUtf8(wanted->toJson()), now, by};
    ops.push_back(put(kScoreModel, next));
    change.lines.push_back({Kind::Added, &kScoreModel, QString::number(next.version), {}});
    return {};
}

Result<void> Changer::followAll()
{
    for (const auto step : {&Changer::followDealership, &Changer::followPeople, &Changer::followTimes,
             &Changer::followSources, &Changer::followRoutes, &Changer::followRules, &Changer::followModel}) {
        if (auto done = (this->*step)(); !done)
            return done;
    }
    return {};
}

} // namespace

Result<SetupChange> changeSetup(Session &session, const QByteArray &json, ChangeSetup how)
{
    auto config = setupConfig(json, session.now());
    if (!config)
        return config.error();
    Changer changer{session.database(), std::move(*config), QJsonDocument::fromJson(json).object(), session.now(),
        session.person(), {}, {}, {}, {}, {}};
    if (how == ChangeSetup::LookOnly) {
        if (auto read = changer.followAll(); !read)
            return read.error();
        return std::move(changer.change);
    }
    const auto deed = doDeed(session, "configure", {}, [&](Transaction &tx) -> Result<void> {
        if (auto read = changer.followAll(); !read)
            return read;
        const auto rules = rulebook(tx.database());
        if (!rules)
            return rules.error();
        if (!changer.ops.empty() && !(*rules)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("person"), {}};
        for (const Op &op : changer.ops) {
            if (auto done = apply(tx, op); !done)
                return done;
        }
        return {};
    });
    if (!deed)
        return deed.error();
    changer.change.deed = *deed;
    return std::move(changer.change);
}

} // namespace updesk
