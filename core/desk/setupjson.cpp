// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/configobject.h"
#include "core/desk/setup.h"
#include "core/intake/sources.h"
#include "core/leads/backup.h"

#include <QFile>
#include <QJsonDocument>

#include <cmath>
#include <set>

namespace updesk
{
namespace
{

using Need = ConfigObject::Need;

constexpr const char *kRoles[] = {"sales", "bdc", "advisor", "manager", "principal", "admin"};
constexpr const char *kKinds[] = {"first-party", "third-party", "referral", "repeat", "equity"};
constexpr const char *kTypes[] = {
    "web", "third-party", "phone", "walk-in", "chat", "social", "referral", "repeat", "service", "equity"};
constexpr const char *kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr double kMostCost = 10'000'000;

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QStringList allDays()
{
    QStringList all;
    for (const char *day : kDays)
        all << QString::fromLatin1(day);
    return all;
}

/// One set-up file on its way into rows.
struct Reader {
    SetupConfig config;
    Time now;
    ConfigObject::Mistake mistake;
    Hours answering;

    Id fresh() const { return newId(now); }
    Time someDay() const { return std::max(now, 366 * kDay); } ///< that hours can be asked about
    void readDealership(ConfigObject &top);
    void readPeople(ConfigObject &top);
    void readShifts(ConfigObject &person, PersonId id);
    void readSources(ConfigObject &top);
    void defaultSources();
    void addSource(const QString &name, SourceKind kind, double cost, const QStringList &patterns);
    void readRoutes(ConfigObject &top);
    void defaultRoute();
    void readTargets(ConfigObject &top);
    void readRings(ConfigObject &top);
    void readLadder(ConfigObject &top);
    void readAppointments(ConfigObject &top);
    void readScoring(ConfigObject &top);
    SourceId sourceNamed(const QString &name) const;
    PersonId personOf(const QString &login) const;
};

/// "HH:MM" in minutes; -1 for anything else.
int minutesOf(const QString &text)
{
    const QStringList parts = text.split(u':');
    bool isHour = false, isMinute = false;
    const int hour = parts[0].toInt(&isHour);
    const int minute = parts.size() == 2 && parts[1].size() == 2 ? parts[1].toInt(&isMinute) : -1;
    return isHour && isMinute && hour >= 0 && minute >= 0 && minute < 60 && hour * 60 + minute <= 48 * 60
        ? hour * 60 + minute
        : -1;
}

/// What stands at the place that the hours' reader named; of spans the JSON itself.
QJsonValue valueAt(const char *key, const QJsonObject &week, const QJsonArray &holidays, const QString &path)
{
    const QString day = path.section(u'.', 1);
    if (!path.startsWith(QLatin1String(key)))
        return holidays.at(path.section(u'[', 1).chopped(1).toInt()).toObject().value(QLatin1String("day"));
    const QJsonValue value = week.value(day);
    return value.isArray() ? QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)) : value;
}

void Reader::readDealership(ConfigObject &top)
{
    Dealership &d = config.dealership;
    d.id = {fresh()};
    d.name = top.text("name", Need::Required);
    d.timeZone = top.text("time_zone", Need::Required);
    if (!mistake && !QTimeZone::isTimeZoneIdAvailable(d.timeZone.toUtf8()))
        top.fail("time_zone", "time_zone");
    d.region = top.has("region") ? top.text("region") : QStringLiteral("US");
    if (d.region.size() != 2 || d.region != d.region.toUpper() || !d.region[0].isLetter() || !d.region[1].isLetter())
        top.fail("region", "region");
    d.address = top.text("address");
    d.postal = top.text("postal");
    d.phone = top.text("phone");
    const QJsonArray holidays = top.array("holidays");
    for (const char *key : {"showroom_hours", "answer_hours"}) {
        const QJsonObject week = top.object(key);
        if (week.isEmpty())
            top.fail(key, "hours_needed");
        const auto hours = mistake ? Result<Hours>(Hours()) : Hours::fromJson(d.timeZone, week, holidays);
        if (!hours) {
            QString path = hours.error().subject;
            path.replace(QLatin1String("week"), QLatin1String(key));
            if (path.startsWith(QLatin1String("holidays.")))
                path = QStringLiteral("holidays[%1]").arg(path.mid(9));
            top.failAt(path, hours.error().detail.toLatin1().constData(), valueAt(key, week, holidays, path));
        } else if (!mistake && hours->nextOpening(someDay()) == 0) {
            top.failAt(QString::fromLatin1(key), "never_open");
        } else if (key[0] == 'a') {
            answering = *hours;
        }
        (key[0] == 's' ? d.showroomHours : d.answerHours) = textOf(week);
    }
    d.holidays = QString::fromUtf8(QJsonDocument(holidays).toJson(QJsonDocument::Compact));
}

void Reader::readShifts(ConfigObject &person, PersonId id)
{
    person.each("shifts", [&](ConfigObject &shift) {
        const int from = minutesOf(shift.text("from", Need::Required));
        const int to = minutesOf(shift.text("to", Need::Required));
        if (from < 0 || from >= 24 * 60)
            shift.fail("from", "time");
        if (to <= from)
            shift.fail("to", "time_after");
        const QStringList days = shift.texts("days");
        if (days.isEmpty())
            shift.fail("days", "some_of", kDays);
        for (const QString &day : days) {
            const auto at = std::ranges::find_if(kDays, [&](const char *d) { return day == QLatin1String(d); });
            if (at == std::end(kDays))
                shift.failAt(shift.pathOf("days"), "one_of", day, allDays());
            config.shifts.push_back({{fresh()}, id, int(at - kDays) + 1, from, to});
        }
    });
    const QStringList days = person.texts("away");
    for (const QString &day : days) {
        const QDate date = QDate::fromString(day, Qt::ISODate);
        if (!date.isValid())
            person.failAt(person.pathOf("away"), "date", day);
        config.aways.push_back({{fresh()}, id, date.year() * 10000 + date.month() * 100 + date.day(), 0});
    }
}

void Reader::readPeople(ConfigObject &top)
{
    std::vector<std::tuple<PersonId, QString, QString>> standIns; // who, the login of their backup, its place
    top.each("people", [&](ConfigObject &row) {
        Person person;
        person.id = {fresh()};
        person.name = row.text("name", Need::Required);
        person.login = row.text("login", Need::Required);
        if (!personOf(person.login).isNull())
            row.fail("login", "twice");
        if (!row.has("role"))
            row.fail("role", "needed");
        person.role = Role(row.oneOf("role", kRoles, 0));
        person.active = row.flag("active", true);
        readShifts(row, person.id);
        if (const QString login = row.text("backup"); !login.isEmpty())
            standIns.emplace_back(person.id, login, row.pathOf("backup"));
        config.people.push_back(std::move(person));
    });
    if (config.people.empty())
        top.fail("people", "person_needed");
    Backups backups;
    for (const auto &[person, login, place] : standIns) {
        backups[person] = personOf(login);
        if (backups[person].isNull() || backups[person] == person)
            top.failAt(place, "other_login");
    }
    if (!backups.empty())
        config.settings.push_back({{fresh()}, QStringLiteral("backups"), jsonOf(backups)});
}

void Reader::addSource(const QString &name, SourceKind kind, double cost, const QStringList &patterns)
{
    const Source source{{fresh()}, name, kind, qint64(std::llround(cost * 100)), true};
    config.sources.push_back(source);
    for (const QString &pattern : patterns) {
        const bool domain = !pattern.endsWith(u'*') && pattern.contains(u'.');
        config.patterns.push_back({{fresh()}, pattern, source.id, int(config.patterns.size()) + 1, domain});
    }
}

// Without a list of its own a store starts with the ways customers come in anywhere, and the senders UpDesk knows.
void Reader::defaultSources()
{
    const std::pair<const char *, SourceKind> own[] = {{"Website", SourceKind::FirstParty},
        {"Phone", SourceKind::FirstParty}, {"Drive by", SourceKind::FirstParty}, {"Referral", SourceKind::Referral},
        {"Repeat customer", SourceKind::Repeat}, {"Service drive", SourceKind::Referral},
        {"Equity mining", SourceKind::Equity}};
    for (const auto &[name, kind] : own)
        addSource(QString::fromLatin1(name), kind, 0, {});
    for (const SourcePattern &shipped : defaultSourcePatterns()) {
        if (shipped.name.isEmpty() || !sourceNamed(shipped.name).isNull())
            continue;
        QStringList patterns;
        for (const SourcePattern &other : defaultSourcePatterns()) {
            if (other.name == shipped.name)
                patterns << other.pattern;
        }
        const bool third = shipped.type == LeadType::ThirdParty;
        addSource(shipped.name, third ? SourceKind::ThirdParty : SourceKind::FirstParty, 0, patterns);
    }
}

void Reader::readSources(ConfigObject &top)
{
    if (!top.has("sources"))
        return defaultSources();
    top.each("sources", [&](ConfigObject &row) {
        const QString name = row.text("name", Need::Required);
        if (!sourceNamed(name).isNull())
            row.fail("name", "twice");
        const SourcePattern *known = findSource(name, defaultSourcePatterns());
        const auto shipped =
            known && known->type == LeadType::ThirdParty ? SourceKind::ThirdParty : SourceKind::FirstParty;
        const auto kind = SourceKind(row.oneOf("kind", kKinds, int(shipped)));
        const double cost = row.number("cost_month", 0, kMostCost, 0);
        addSource(name, kind, cost, row.texts("patterns"));
        config.sources.back().active = row.flag("active", true);
    });
}

SourceId Reader::sourceNamed(const QString &name) const
{
    for (const Source &source : config.sources) {
        if (source.name.compare(name, Qt::CaseInsensitive) == 0)
            return source.id;
    }
    return {};
}

PersonId Reader::personOf(const QString &login) const
{
    for (const Person &person : config.people) {
        if (person.login.compare(login, Qt::CaseInsensitive) == 0)
            return person.id;
    }
    return {};
}

// Without rules a lead would be nobody's: those who sell have it in turn, where nobody does, whoever is first.
void Reader::defaultRoute()
{
    const auto has = [this](Role role) {
        return std::ranges::any_of(config.people, [=](const Person &p) { return p.active && p.role == role; });
    };
    const Role role = has(Role::Sales) || config.people.empty() ? Role::Sales
        : has(Role::Bdc)                                        ? Role::Bdc
                                                                : config.people.front().role;
    const QJsonObject json{{QStringLiteral("role"), QLatin1String(kRoles[size_t(role)])}};
    config.routes.push_back({{fresh()}, 1, QStringLiteral("In turn"), textOf(json), true});
}

void Reader::readRoutes(ConfigObject &top)
{
    top.each("routes", [&](ConfigObject &row) {
        RouteRuleRow rule;
        rule.id = {fresh()};
        rule.rank = int(config.routes.size()) + 1;
        rule.name = row.text("name", Need::Required);
        rule.active = row.flag("active", true);
        QJsonObject json;
        for (const char *key : {"types", "statuses", "makes"}) {
            if (row.has(key))
                json.insert(QLatin1String(key), row.array(key));
        }
        for (const char *key : {"when", "role", "mode"}) {
            if (row.has(key))
                json.insert(QLatin1String(key), row.text(key));
        }
        for (const char *key : {"most_a_day", "most_open", "floor"}) {
            if (row.has(key))
                json.insert(QLatin1String(key), row.number(key, 0, 100'000, 0));
        }
        const QJsonObject byLogin = row.object("weights");
        QJsonObject weights;
        for (const QString &login : byLogin.keys()) {
            if (personOf(login).isNull())
                row.fail("weights", "weights");
            weights.insert(QString::fromLatin1(personOf(login).value.hex()), byLogin.value(login));
        }
        if (row.has("weights"))
            json.insert(QStringLiteral("weights"), weights);
        QJsonArray sources, persons;
        for (const QString &name : row.texts("sources")) {
            if (sourceNamed(name).isNull())
                row.failAt(row.pathOf("sources"), "source", name);
            sources.append(QString::fromLatin1(sourceNamed(name).value.hex()));
        }
        for (const QString &login : row.texts("people")) {
            if (personOf(login).isNull())
                row.failAt(row.pathOf("people"), "login", login);
            persons.append(QString::fromLatin1(personOf(login).value.hex()));
        }
        if (!sources.isEmpty())
            json.insert(QStringLiteral("sources"), sources);
        if (!persons.isEmpty())
            json.insert(QStringLiteral("persons"), persons);
        rule.rule = textOf(json);
        if (const auto read = routeRuleOf(rule); !read && !mistake) {
            const QString key = read.error().subject;
            row.fail(key == QLatin1String("persons") ? "people" : key.toLatin1().constData(), "route");
        }
        config.routes.push_back(std::move(rule));
    });
    if (config.routes.empty())
        defaultRoute();
}

/// The longest time without a break in the two weeks from `from`, ms.
Time longestOpening(const Hours &hours, Time from)
{
    Time longest = 0;
    for (Time at = hours.nextOpening(from); at != 0 && at < from + 14 * kDay;) {
        const Time end = hours.closing(at);
        longest = std::max(longest, end - at);
        at = hours.nextOpening(end);
    }
    return longest;
}

void Reader::readTargets(ConfigObject &top)
{
    top.each("targets", [&](ConfigObject &row) {
        TargetRow target;
        target.id = {fresh()};
        const QString source = row.text("source");
        target.source = sourceNamed(source);
        if (!source.isEmpty() && target.source.isNull())
            row.fail("source", "source");
        target.type = row.oneOf("type", kTypes, -1);
        if (std::ranges::any_of(
                config.targets, [&](const TargetRow &t) { return t.source == target.source && t.type == target.type; }))
            row.failAt(row.pathOf(row.has("type") ? "type" : "source"), "target_twice");
        const int minutes = row.whole("minutes", 1, 7 * 24 * 60, 5);
        target.seconds = minutes * 60;
        // A target that does not end before closing counts as after hours (F35): one that never does would never run.
        if (const Time longest = longestOpening(answering, someDay());
            !mistake && Time(target.seconds) * kSecond > longest)
            row.failAt(row.pathOf("minutes"), "target_too_long", minutes, {QString::number(longest / kMinute)});
        target.afterOpening = row.whole("after_opening_minutes", 0, 24 * 60, 30) * 60;
        config.targets.push_back(target);
    });
}

void Reader::readRings(ConfigObject &top)
{
    std::vector<RingTable::Entry> entries;
    top.each("rings", [&](ConfigObject &row) {
        const RingRow ring{{fresh()}, row.text("prefix", Need::Required), row.whole("ring", 0, 4, 0)};
        entries.push_back({ring.prefix, ring.ring});
        if (const auto table = RingTable::from(entries); !table && !mistake)
            row.fail("prefix", table.error().code == Error::Code::Duplicate ? "twice" : "prefix");
        config.rings.push_back(ring);
    });
    const QString near = config.dealership.postal.left(3);
    if (!top.has("rings") && near.size() == 3 && RingTable::from({{near, 0}}))
        config.rings.push_back({{fresh()}, near, 0}); // the store's own surroundings are near
}

void Reader::readLadder(ConfigObject &top)
{
    if (!top.has("ladder"))
        return;
    const QJsonObject ladder = top.object("ladder");
    ConfigObject row(ladder, QStringLiteral("ladder"), mistake);
    for (const char *key :
        {"warn_before", "take_back_after", "everyone_after", "hot_manager_after", "hot_everyone_after"})
        row.number(key, 0, 24 * 60, 0);
    row.number("take_backs", 0, 10, 2);
    row.finish();
    config.settings.push_back({{fresh()}, QStringLiteral("ladder"), textOf(ladder)});
}

void Reader::readAppointments(ConfigObject &top)
{
    if (!top.has("appointments"))
        return;
    const QJsonObject appointments = top.object("appointments");
    ConfigObject row(appointments, QStringLiteral("appointments"), mistake);
    row.whole("no_show_minutes", 1, 24 * 60, 30);
    row.finish();
    config.settings.push_back({{fresh()}, QStringLiteral("appointments"), textOf(appointments)});
}

void Reader::readScoring(ConfigObject &top)
{
    if (top.has("timeframe_words")) {
        const QString words = textOf(top.object("timeframe_words"));
        if (const auto read = TimeframeTable::fromJson(words.toUtf8()); !read)
            top.failAt(top.pathOf("timeframe_words"), "value", read.error().subject);
        config.settings.push_back({{fresh()}, QStringLiteral("timeframe_words"), words});
    }
    ScoreModel model;
    if (top.has("score_model")) {
        const auto read = ScoreModel::fromJson(QJsonDocument(top.object("score_model")).toJson());
        if (!read)
            top.failAt(top.pathOf("score_model") + u'.' + read.error().subject, "value");
        else
            model = *read;
    }
    config.models.push_back({{fresh()}, model.version, QString::fromUtf8(model.toJson()), now, {}});
}

} // namespace

Result<SetupConfig> setupConfig(const QByteArray &json, Time now)
{
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parsed);
    if (!document.isObject())
        return ConfigFault{"json", QString::number(parsed.offset)}.at(QStringLiteral("file"));
    Reader reader{{}, now, {}, {}};
    ConfigObject top(document.object(), {}, reader.mistake);
    reader.readDealership(top);
    reader.readPeople(top);
    reader.readSources(top);
    reader.readRoutes(top);
    reader.readTargets(top);
    reader.readRings(top);
    reader.readLadder(top);
    reader.readAppointments(top);
    reader.readScoring(top);
    top.finish();
    if (reader.mistake)
        return *reader.mistake;
    return std::move(reader.config);
}

QByteArray exampleSetup()
{
    QFile file(QStringLiteral(":/updesk/desk/northgate.json"));
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT(there);
    return there ? file.readAll() : QByteArray();
}

} // namespace updesk
