// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/routerule.h"

#include "core/base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

using namespace std::string_view_literals;

constexpr std::array kTypes{"web"sv, "third-party"sv, "phone"sv, "walk-in"sv, "chat"sv, "social"sv, "referral"sv,
    "repeat"sv, "service"sv, "equity"sv};
constexpr std::array kStatuses{"unknown"sv, "new"sv, "used"sv};
constexpr std::array kWhens{"always"sv, "in-hours"sv, "after-hours"sv};
constexpr std::array kModes{"round-robin"sv, "least-busy"sv, "weighted"sv, "capped"sv, "closing-rate"sv, "pool"sv};
constexpr std::array kRoles{"sales"sv, "bdc"sv, "advisor"sv, "manager"sv, "principal"sv, "admin"sv};

/// Reads and writes the values of one kind that rules name.
template <class Enum, size_t N>
struct Words {
    const std::array<std::string_view, N> &words;

    std::optional<Enum> read(const QJsonValue &value) const
    {
        const std::string text = value.toString().toStdString();
        const auto found = std::find(words.begin(), words.end(), text);
        return found == words.end() ? std::nullopt : std::optional(Enum(found - words.begin()));
    }
    QString write(Enum value) const
    {
        const std::string_view word = words[size_t(value)];
        return QString::fromLatin1(word.data(), qsizetype(word.size()));
    }
};
constexpr Words<LeadType, 10> types{kTypes};
constexpr Words<VehicleStatus, 3> statuses{kStatuses};
constexpr Words<RouteRule::When, 3> whens{kWhens};
constexpr Words<RouteRule::Mode, 6> modes{kModes};
constexpr Words<Role, 6> roles{kRoles};

struct Ids {
    template <class IdType>
    static std::optional<IdType> read(const QJsonValue &value)
    {
        const auto id = Id::fromHex(value.toString().toStdString());
        return id ? std::optional(IdType{*id}) : std::nullopt;
    }
    template <class IdType>
    static QString write(const IdType &id)
    {
        return QString::fromLatin1(id.value.hex());
    }
};

Error invalid(QLatin1String key) { return {Error::Code::Invalid, QString(key), QStringLiteral("route")}; }

/// Reads the array under `key` into `out`; false when it is no array or a value is not known.
template <class T, class Read>
bool readList(const QJsonObject &json, QLatin1String key, std::vector<T> &out, Read read)
{
    const QJsonValue value = json.value(key);
    if (!value.isUndefined() && !value.isArray())
        return false;
    for (const QJsonValue &item : value.toArray()) {
        const std::optional<T> known = read(item);
        if (!known)
            return false;
        out.push_back(*known);
    }
    return true;
}

template <class T, class Write>
void writeList(QJsonObject &json, QLatin1String key, const std::vector<T> &values, Write write)
{
    QJsonArray list;
    for (const T &value : values)
        list.append(write(value));
    if (!list.isEmpty())
        json.insert(key, list);
}

template <class T>
bool allows(const std::vector<T> &wanted, const T &value)
{
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

constexpr QLatin1String kSourcesKey("sources");
constexpr QLatin1String kTypesKey("types");
constexpr QLatin1String kStatusesKey("statuses");
constexpr QLatin1String kMakesKey("makes");
constexpr QLatin1String kWhenKey("when");
constexpr QLatin1String kPersonsKey("persons");
constexpr QLatin1String kRoleKey("role");
constexpr QLatin1String kModeKey("mode");
constexpr QLatin1String kWeightsKey("weights");
constexpr QLatin1String kMostADayKey("most_a_day");
constexpr QLatin1String kMostOpenKey("most_open");
constexpr QLatin1String kFloorKey("floor");
constexpr int kMostLimit = 100'000;

/// Reads a whole number from `least` to `most` when the key is there; false: it is something else.
bool readNumber(const QJsonObject &json, QLatin1String key, int least, int most, int &out)
{
    if (!json.contains(key))
        return true;
    const double number = json.value(key).toDouble(-1);
    out = number >= least && number <= most ? int(number) : least;
    return double(out) == number;
}

bool readWeights(const QJsonObject &json, std::vector<RouteRule::Weight> &out)
{
    constexpr int kMostWeight = 100;
    const QJsonObject weights = json.value(kWeightsKey).toObject();
    for (const QString &key : weights.keys()) {
        const auto person = Ids::read<PersonId>(key);
        const double number = weights.value(key).toDouble(-1);
        const int weight = number >= 0 && number <= kMostWeight ? int(number) : -1;
        if (!person || weight < 0 || double(weight) != number)
            return false;
        out.push_back({*person, weight});
    }
    return json.value(kWeightsKey).isObject() || !json.contains(kWeightsKey);
}

/// How the rule deals; the key that is wrong, or none. A key that its mode would not heed is wrong too.
std::optional<QLatin1String> readDealing(const QJsonObject &json, RouteRule &rule)
{
    if (json.contains(kModeKey)) {
        const auto mode = modes.read(json.value(kModeKey));
        if (!mode)
            return kModeKey;
        rule.mode = *mode;
    }
    using Mode = RouteRule::Mode;
    if (!readWeights(json, rule.weights) || (json.contains(kWeightsKey) && rule.mode != Mode::Weighted))
        return kWeightsKey;
    if (!readNumber(json, kMostADayKey, 1, kMostLimit, rule.mostADay) || (rule.mostADay > 0 && rule.mode == Mode::Pool))
        return kMostADayKey;
    if (!readNumber(json, kMostOpenKey, 1, kMostLimit, rule.mostOpen) || (rule.mostOpen > 0 && rule.mode == Mode::Pool))
        return kMostOpenKey;
    if (rule.mode == Mode::Capped && rule.mostADay == 0 && rule.mostOpen == 0)
        return kMostADayKey;
    if (!readNumber(json, kFloorKey, 0, 100, rule.floor)
        || (json.contains(kFloorKey) && rule.mode != Mode::ClosingRate))
        return kFloorKey;
    return std::nullopt;
}

void writeDealing(QJsonObject &json, const RouteRule &rule)
{
    if (rule.mode != RouteRule::Mode::RoundRobin)
        json.insert(kModeKey, modes.write(rule.mode));
    QJsonObject weights;
    for (const RouteRule::Weight &weight : rule.weights)
        weights.insert(Ids::write(weight.person), weight.weight);
    if (!weights.isEmpty())
        json.insert(kWeightsKey, weights);
    if (rule.mostADay > 0)
        json.insert(kMostADayKey, rule.mostADay);
    if (rule.mostOpen > 0)
        json.insert(kMostOpenKey, rule.mostOpen);
    if (rule.mode == RouteRule::Mode::ClosingRate)
        json.insert(kFloorKey, rule.floor);
}

} // namespace

RuleMiss missOf(const RouteRule &rule, const RouteLead &lead)
{
    if (!allows(rule.sources, lead.source))
        return RuleMiss::Source;
    if (!allows(rule.types, lead.type))
        return RuleMiss::Type;
    if (!allows(rule.statuses, lead.status))
        return RuleMiss::Status;
    const QString make = folded(lead.make);
    const auto isMake = [&](const QString &wanted) { return folded(wanted) == make; };
    if (!rule.makes.isEmpty() && std::none_of(rule.makes.begin(), rule.makes.end(), isMake))
        return RuleMiss::Make;
    const bool anyHour = rule.when == RouteRule::When::Always;
    return anyHour || lead.afterHours == (rule.when == RouteRule::When::AfterHours) ? RuleMiss::None : RuleMiss::Hours;
}

Result<RouteRule> routeRuleOf(const RouteRuleRow &row)
{
    const QJsonDocument document = QJsonDocument::fromJson(row.rule.toUtf8());
    if (!document.isObject())
        return invalid(QLatin1String("rule"));
    const QJsonObject json = document.object();
    RouteRule rule;
    rule.rank = row.rank;
    rule.name = row.name;
    if (!readList(json, kSourcesKey, rule.sources, Ids::read<SourceId>))
        return invalid(kSourcesKey);
    if (!readList(json, kTypesKey, rule.types, [](const QJsonValue &value) { return types.read(value); }))
        return invalid(kTypesKey);
    if (!readList(json, kStatusesKey, rule.statuses, [](const QJsonValue &value) { return statuses.read(value); }))
        return invalid(kStatusesKey);
    for (const QJsonValue &make : json.value(kMakesKey).toArray())
        rule.makes.append(make.toString());
    if (rule.makes.contains(QString()) || (json.contains(kMakesKey) && !json.value(kMakesKey).isArray()))
        return invalid(kMakesKey);
    if (json.contains(kWhenKey)) {
        const auto when = whens.read(json.value(kWhenKey));
        if (!when)
            return invalid(kWhenKey);
        rule.when = *when;
    }
    if (!readList(json, kPersonsKey, rule.persons, Ids::read<PersonId>))
        return invalid(kPersonsKey);
    rule.role = roles.read(json.value(kRoleKey));
    if (!rule.role && (json.contains(kRoleKey) || rule.persons.empty()))
        return invalid(kRoleKey);
    if (const auto wrong = readDealing(json, rule))
        return invalid(*wrong);
    return rule;
}

QString jsonOf(const RouteRule &rule)
{
    QJsonObject json;
    writeList(json, kSourcesKey, rule.sources, Ids::write<SourceId>);
    writeList(json, kTypesKey, rule.types, [](LeadType type) { return types.write(type); });
    writeList(json, kStatusesKey, rule.statuses, [](VehicleStatus status) { return statuses.write(status); });
    if (!rule.makes.isEmpty())
        json.insert(kMakesKey, QJsonArray::fromStringList(rule.makes));
    if (rule.when != RouteRule::When::Always)
        json.insert(kWhenKey, whens.write(rule.when));
    writeList(json, kPersonsKey, rule.persons, Ids::write<PersonId>);
    if (rule.role)
        json.insert(kRoleKey, roles.write(*rule.role));
    writeDealing(json, rule);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace updesk
