// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/samplelarge.h"

#include "core/desk/samplestore.h"
#include "core/desk/samplestories.h"
#include "core/desk/setup.h"
#include "core/leads/followrules.h"
#include "core/leads/leadnowstore.h"
#include "core/store/apply.h"

#include <QJsonDocument>

namespace updesk
{
namespace
{

constexpr int kMonths = 24;
constexpr int kReps = 20;
constexpr size_t kSlice = 1000;

struct Kind {
    const char *name;
    const char *kind;
    LeadType type;
    int cost; ///< dollars a month
    double share;
    double closing;
};
constexpr Kind kSources[] = {{"Website", "first-party", LeadType::Web, 900, 26, 0.095},
    {"Phone", "first-party", LeadType::Phone, 0, 12, 0.12}, {"Drive by", "first-party", LeadType::WalkIn, 0, 12, 0.17},
    {"Referral", "referral", LeadType::Referral, 0, 6, 0.16},
    {"AutoTrader", "third-party", LeadType::ThirdParty, 2400, 15, 0.036},
    {"Cars.com", "third-party", LeadType::ThirdParty, 2100, 12, 0.028},
    {"CarGurus", "third-party", LeadType::ThirdParty, 1800, 11, 0.044},
    {"Facebook", "first-party", LeadType::Social, 600, 6, 0.02}};

/// Northgate with twenty salespeople and eight sources.
Result<SetupConfig> largeConfig(quint64 seed, Time now)
{
    const SampleWorld world;
    SampleRandom random(seed ^ 0x9a);
    QJsonObject json = QJsonDocument::fromJson(exampleSetup()).object();
    QJsonArray people, sources;
    for (int i = 0; i < kReps + 3; ++i) {
        const char *role = i < kReps ? "sales" : i == kReps + 2 ? "principal" : "manager";
        const QString first = world.firsts[(i * 7 + int(seed % 50)) % world.firsts.size()];
        people.append(QJsonObject{{QStringLiteral("name"), first + u' ' + random.of(world.lasts)},
            {QStringLiteral("login"), QStringLiteral("%1%2").arg(first.toLower()).arg(i + 1)},
            {QStringLiteral("role"), QString::fromLatin1(role)}});
    }
    for (const Kind &kind : kSources)
        sources.append(QJsonObject{{QStringLiteral("name"), QString::fromLatin1(kind.name)},
            {QStringLiteral("kind"), QString::fromLatin1(kind.kind)}, {QStringLiteral("cost_month"), kind.cost}});
    json.insert(QStringLiteral("people"), people);
    json.insert(QStringLiteral("sources"), sources);
    json.insert(QStringLiteral("routes"),
        QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("Sales floor in turn")},
            {QStringLiteral("role"), QStringLiteral("sales")}}});
    auto config = setupConfig(QJsonDocument(json).toJson(), now);
    if (config)
        config->dealership.sample = true;
    return config;
}

Result<void> setUp(const QString &path, const Clock &clock, const SetupConfig &config)
{
    auto session = Session::open(path, clock, Database::Open::OrCreate);
    return session ? setUpStore(**session, config) : Result<void>(session.error());
}

// More in the evening than in the morning, more on Mondays than on Sundays, more in spring than in winter.
std::vector<Time> arrivals(SampleRandom &random, const Hours &hours, int leads, Time now)
{
    static constexpr double kHours[24] = {1.4, 0.8, 0.4, 0.3, 0.3, 0.5, 1.2, 2.4, 4.2, 5.6, 6.4, 6.6, 6.8, 6.2, 5.9,
        5.8, 6.0, 6.4, 6.6, 6.9, 6.8, 5.8, 4.2, 2.6};
    static constexpr double kWeekdays[8] = {0, 1.2, 1.1, 1.0, 1.0, 1.05, 1.15, 0.7};
    static constexpr double kOfMonth[12] = {0.85, 0.9, 1.1, 1.12, 1.1, 1.05, 1.0, 1.05, 1.08, 1.0, 0.95, 0.85};
    const int today = hours.local(now).day;
    std::vector<double> days;
    for (int ago = kMonths * 30; ago >= 0; --ago) {
        const LocalMoment noon = hours.local(hours.days().first(today - ago, 12 * 60));
        days.push_back(kWeekdays[noon.weekday] * kOfMonth[size_t(dateNumber(noon.day) / 100 % 100) - 1]);
        if (!days.empty() && days.size() > 1)
            days.back() += days[days.size() - 2];
    }
    std::vector<Time> times;
    times.reserve(size_t(leads));
    while (times.size() < size_t(leads)) {
        const double at = random.unit() * days.back();
        const auto day = int(std::ranges::upper_bound(days, at) - days.begin());
        const int minute = random.weighted(kHours) * 60 + random.below(60);
        const Time moment = hours.days().first(today - kMonths * 30 + day, minute) + random.below(60'000);
        if (moment <= now)
            times.push_back(moment);
    }
    std::ranges::sort(times);
    return times;
}

/// The bulk load of one file.
struct Load {
    Database &database;
    const SampleOrder &order;
    int store = 0;
    SampleHistory &history;
    std::vector<Id> leads;
    std::vector<SourceCounts> counts;
    SampleMade made;

    Result<void> layAll(const std::vector<Time> &times);
    Result<void> layRest(const std::vector<Source> &sources);
    Result<void> derive();
};

Result<void> Load::layAll(const std::vector<Time> &times)
{
    counts.resize(std::size(kSources));
    for (size_t from = 0; from < times.size(); from += kSlice) {
        auto tx = Transaction::begin(database, {{}, store});
        if (!tx)
            return tx.error();
        std::vector<Id> customers;
        for (size_t i = from; i < std::min(times.size(), from + kSlice); ++i) {
            const LeadRows rows = history.lead(int(i) + 1, times[i]);
            if (auto laid = layDown(*tx, rows); !laid)
                return laid;
            leads.push_back(rows.lead.id.value);
            customers.push_back(rows.customer.id.value);
            SourceCounts &count = counts[history.senderOf(rows.lead.source)];
            ++count.leads;
            count.sold += rows.lead.closed == Closed::Sold;
            made.open += rows.lead.closed == Closed::Open;
        }
        if (auto words = kNameWords.refresh(*tx, customers); !words)
            return words;
        if (auto done = tx->commit(); !done)
            return done;
    }
    made.leads = int(times.size());
    return {};
}

// Stock, and the counts that the sources' weights stand on.
Result<void> Load::layRest(const std::vector<Source> &sources)
{
    auto tx = Transaction::begin(database, {{}, store});
    if (!tx)
        return tx.error();
    QJsonObject known;
    for (size_t i = 0; i < counts.size(); ++i) {
        const QJsonObject count{{QStringLiteral("leads"), counts[i].leads}, {QStringLiteral("sold"), counts[i].sold}};
        known.insert(QString::fromLatin1(sources[i].id.value.hex()), count);
    }
    const Setting setting{{newId(order.now)}, QStringLiteral("source_counts"),
        QString::fromUtf8(QJsonDocument(known).toJson(QJsonDocument::Compact))};
    if (auto done = takeRow(*tx, kSetting, setting); !done)
        return done;
    for (Unit unit : history.stock()) {
        unit.id = {newId(order.now)};
        if (auto done = takeRow(*tx, kUnit, unit); !done)
            return done;
    }
    return tx->commit();
}

// After the counts: the scores depend on them.
Result<void> Load::derive()
{
    for (size_t from = 0; from < leads.size(); from += kSlice) {
        auto tx = Transaction::begin(database, {{}, store});
        if (!tx)
            return tx.error();
        const auto part = std::span(leads).subspan(from, std::min(kSlice, leads.size() - from));
        if (auto done = kLeadNow.refresh(*tx, part); !done)
            return done;
        if (auto done = tx->commit(); !done)
            return done;
    }
    return {};
}

} // namespace

Result<SampleMade> fillLargeSample(const QString &path, const SampleOrder &order)
{
    const SteppedClock clock(order.now);
    auto config = largeConfig(order.seed, order.now - kMonths * 30 * kDay);
    if (!config)
        return config.error();
    if (auto made = setUp(path, clock, *config); !made)
        return made.error();
    auto hours = Hours::fromText(config->dealership.timeZone, config->dealership.answerHours, QString());
    if (!hours)
        return hours.error();
    auto showroom = Hours::fromText(config->dealership.timeZone, config->dealership.showroomHours, QString());
    if (!showroom)
        return showroom.error();
    SampleRandom random(order.seed);
    std::vector<SampleHistory::Rep> reps;
    for (int i = 0; i < kReps; ++i)
        reps.push_back({config->people[size_t(i)].id, 0.15 + 0.8 * random.unit()});
    std::vector<SampleHistory::Sender> senders;
    for (size_t i = 0; i < std::size(kSources); ++i)
        senders.push_back({config->sources[i].id, kSources[i].type, kSources[i].share, kSources[i].closing});
    SampleHistory history(order.seed, reps, senders, *hours, *showroom, order.now);
    auto database = openForBulk(path, clock);
    if (!database)
        return database.error();
    const auto store = (*database)->state("store");
    if (!store)
        return store.error();
    Load load{**database, order, int(*store), history, {}, {}, {}};
    load.made.people = int(config->people.size());
    if (auto laid = load.layAll(arrivals(random, *hours, order.leads, order.now)); !laid)
        return laid.error();
    if (auto laid = load.layRest(config->sources); !laid)
        return laid.error();
    if (auto derived = load.derive(); !derived)
        return derived.error();
    if (auto settled = settleBulk(**database); !settled)
        return settled.error();
    if (auto followed = rulesAreFollowed(**database); !followed)
        return followed.error();
    return load.made;
}

} // namespace updesk
