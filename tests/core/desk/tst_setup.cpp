// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/setup.h"
#include "core/desk/sourcepatterns.h"
#include "core/leads/backup.h"
#include "core/store/apply.h"
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace updesk;

class TestSetup : public QObject
{
    Q_OBJECT

    static QJsonObject example() { return QJsonDocument::fromJson(exampleSetup()).object(); }
    static Result<SetupConfig> read(const QJsonObject &json) { return setupConfig(QJsonDocument(json).toJson(), kDay); }

    /// The example with one value replaced; `path` as in an error: people[2].role.
    static QJsonValue with(const QJsonValue &whole, const QString &path, const QJsonValue &value)
    {
        if (path.isEmpty())
            return value;
        if (path.startsWith(u'[')) {
            QJsonArray list = whole.toArray();
            const qsizetype end = path.indexOf(u']');
            const qsizetype at = path.mid(1, end - 1).toInt();
            list[at] = with(list.at(at), path.mid(end + 1), value);
            return list;
        }
        const QString rest = path.startsWith(u'.') ? path.mid(1) : path;
        const qsizetype end = rest.indexOf(QRegularExpression(QStringLiteral("[.\\[]")));
        const QString key = end < 0 ? rest : rest.left(end);
        QJsonObject object = whole.toObject();
        object[key] = with(object[key], end < 0 ? QString() : rest.mid(end), value);
        return object;
    }

private Q_SLOTS:
    void theExampleSetsAStoreUp()
    {
        const auto config = setupConfig(exampleSetup(), kDay);
        QVERIFY2(config, qPrintable(config ? QString() : config.error().subject));
        QCOMPARE(config->people.size(), size_t(8));
        QCOMPARE(config->dealership.sample, false);
        QTemporaryDir dir;
        FakeClock clock;
        const QString path = dir.filePath(QStringLiteral("new/store.updesk"));
        QVERIFY(makeStore(path, clock, *config));
        const auto session = Session::open(path, clock);
        QVERIFY(session);
        const auto rules = (*session)->rules();
        QVERIFY(rules);
        QCOMPARE((*rules)->people.size(), config->people.size());
        QCOMPARE((*rules)->routes.size(), size_t(3));
        QCOMPARE((*rules)->ladder.takeBackAfter, 5 * kMinute);
        const auto who = [&](const char *login) { return personNamed(QString::fromLatin1(login), (*rules)->people); };
        QCOMPARE((*rules)->backups, (Backups{{who("dana"), who("omar")}, {who("omar"), who("dana")}}));
        const RouteRule &used = (*rules)->routes[1];
        QCOMPARE(used.mode, RouteRule::Mode::Weighted);
        QCOMPARE(used.weights, (std::vector<RouteRule::Weight>{{who("tomas"), 2}}));
        QCOMPARE(used.mostADay, 12);
        QVERIFY((*rules)->sourceNamed(QStringLiteral("Cars.com")));
        QVERIFY(*(*session)->database().state("store") > 0);
        QVERIFY((*session)->by().store > 0);
        QVERIFY(!QFile::exists(path + QStringLiteral(".making")));
    }
    void twoStoresGetTwoNumbers()
    {
        QTemporaryDir dir;
        FakeClock clock;
        std::set<qint64> numbers;
        for (int i = 0; i < 20; ++i) {
            const auto config = setupConfig(exampleSetup(), clock.now());
            const QString path = dir.filePath(QString::number(i));
            QVERIFY(config && makeStore(path, clock, *config));
            const auto session = Session::open(path, clock);
            QVERIFY(session);
            numbers.insert(*(*session)->database().state("store"));
        }
        QCOMPARE(numbers.size(), size_t(20));
    }
    void aStoreIsSetUpOnce()
    {
        QTemporaryDir dir;
        FakeClock clock;
        const QString path = dir.filePath(QStringLiteral("store"));
        const auto config = setupConfig(exampleSetup(), kDay);
        QVERIFY(config && makeStore(path, clock, *config));
        const auto again = makeStore(path, clock, *config);
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Duplicate);
        const auto session = Session::open(path, clock);
        QVERIFY(session);
        const auto twice = setUpStore(**session, *config);
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, Error::Code::Duplicate);
    }
    void aLogLeftByAFileThatIsGoneIsNotPlayedIntoANewOne()
    {
        QTemporaryDir dir;
        FakeClock clock;
        const auto config = setupConfig(exampleSetup(), clock.now());
        QVERIFY(config);
        for (const char *end : {"-wal", "-shm", "-journal"}) {
            const QString path = dir.filePath(QStringLiteral("store") + QLatin1String(end + 1));
            QFile left(path + QLatin1String(end));
            QVERIFY(left.open(QIODevice::WriteOnly) && left.write("left") == 4);
            left.close();
            const auto made = makeStore(path, clock, *config);
            QVERIFY(!made);
            QCOMPARE(made.error().code, Error::Code::Duplicate);
            QCOMPARE(made.error().subject, left.fileName());
            QVERIFY(!QFile::exists(path));
            QVERIFY(left.remove() && makeStore(path, clock, *config));
        }
    }
    void theLeastIsANameHoursAZoneAndAPerson()
    {
        QJsonObject least;
        for (const char *key : {"name", "time_zone", "showroom_hours", "answer_hours", "people"})
            least[QLatin1String(key)] = example()[QLatin1String(key)];
        const auto config = read(least);
        QVERIFY2(config, qPrintable(config ? QString() : config.error().subject));
        QCOMPARE(config->dealership.region, QStringLiteral("US"));
        const auto named = [&](const char *name) {
            return std::ranges::any_of(config->sources, [&](const Source &s) { return s.name == QLatin1String(name); });
        };
        QVERIFY(named("Website") && named("Drive by") && named("CarGurus"));
        QVERIFY(!config->patterns.empty());
        QCOMPARE(config->models.size(), size_t(1));
    }
    void aSourceThatUpDeskKnowsKeepsWhatItIs()
    {
        QJsonObject file = example();
        const auto source = [](const char *name, const QJsonArray &patterns) {
            return QJsonObject{
                {QStringLiteral("name"), QString::fromLatin1(name)}, {QStringLiteral("patterns"), patterns}};
        };
        file.remove(QStringLiteral("routes"));
        file.remove(QStringLiteral("targets"));
        file.insert(QStringLiteral("sources"),
            QJsonArray{source("CarGurus", {QStringLiteral("gurus leads")}),
                source("Facebook", {QStringLiteral("fb ads*")}), source("Talk", {QStringLiteral("chat")}),
                source("Own site", {QStringLiteral("northgate.example")})});
        const auto config = read(file);
        QVERIFY2(config, qPrintable(config ? QString() : config.error().subject));
        QCOMPARE(config->sources[0].kind, SourceKind::ThirdParty);
        QCOMPARE(config->sources[1].kind, SourceKind::FirstParty);
        Rulebook rules;
        rules.sources = config->sources;
        rules.patterns = config->patterns;
        const auto patterns = storePatterns(rules);
        const auto typeOf = [&](const char *written) {
            return findSource(QString::fromLatin1(written), patterns)->type;
        };
        QCOMPARE(typeOf("Gurus Leads"), LeadType::ThirdParty);
        QCOMPARE(typeOf("FB Ads spring"), LeadType::Social);
        QCOMPARE(typeOf("Chat"), LeadType::Chat);
        QCOMPARE(typeOf("www.northgate.example"), LeadType::Web);
        QVERIFY(!findSource(QStringLiteral("not-northgate.example"), patterns));
    }
    void aStoreWithoutRoutesGivesItsLeadsToThoseWhoSell()
    {
        for (const bool empty : {true, false}) {
            QJsonObject file = example();
            file.remove(QStringLiteral("routes"));
            if (empty)
                file.insert(QStringLiteral("routes"), QJsonArray());
            const auto config = read(file);
            QVERIFY(config);
            QCOMPARE(config->routes.size(), size_t(1));
            QCOMPARE(routeRuleOf(config->routes.front())->role, std::optional(Role::Sales));
        }
        QJsonObject file = example();
        file.remove(QStringLiteral("routes"));
        file.insert(QStringLiteral("people"), QJsonArray{file[QLatin1String("people")].toArray()[6]});
        const auto alone = read(file);
        QVERIFY2(alone, qPrintable(alone ? QString() : alone.error().subject));
        QCOMPARE(routeRuleOf(alone->routes.front())->role, std::optional(Role::Manager));
    }
    void everyMistakeNamesItsField_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *path, const QJsonValue &value, const char *named = nullptr) {
            QTest::newRow(
                qPrintable(QString::fromLatin1(path) + u' ' + QString::number(qHash(value.toVariant().toString()))))
                << QString::fromLatin1(path) << value << QString::fromLatin1(named ? named : path);
        };
        const QJsonValue list = QJsonArray{1};
        row("name", QString());
        row("name", 7);
        row("region", QStringLiteral("usa"));
        row("region", QString());
        row("time_zone", QStringLiteral("New York"));
        row("time_zone", QString());
        row("showroom_hours", QJsonObject());
        row("showroom_hours.mon", QStringLiteral("9-5"));
        row("answer_hours.fun", QJsonArray());
        row("answer_hours.tue", QJsonArray{QJsonArray{QStringLiteral("20:00"), QStringLiteral("08:00")}});
        row("holidays", QStringLiteral("Christmas"));
        row("holidays[0].day", QStringLiteral("25 December"), "holidays[0]");
        row("people", QJsonArray());
        row("name", QString(200'000, u'x'));
        row("people[0].login", QStringLiteral("da\nna"));
        row("answer_hours", QJsonObject{{QStringLiteral("mon"), QJsonArray()}});
        row("targets[1].type", QStringLiteral("third-party"));
        row("targets[1].minutes", 1441);
        row("rings[1].prefix", QStringLiteral("-"));
        row("rings[1].prefix", QStringLiteral("1 00"));
        row("rings[0].ring", 0.9);
        row("targets[0].minutes", 5.5);
        row("people[2].role", QStringLiteral("boss"));
        row("people[1].name", QString());
        row("people[1].login", QStringLiteral("Dana"));
        row("people[0].active", QStringLiteral("yes"));
        row("people[0].phone", QStringLiteral("1"));
        row("people[2].shifts[0].from", QStringLiteral("nine"));
        row("people[2].shifts[0].to", QStringLiteral("08:00"));
        row("people[2].shifts[0].days", list, "people[2].shifts[0].days[0]");
        row("people[0].away", QJsonArray{QStringLiteral("soon")});
        row("sources[1].name", QStringLiteral("website"));
        row("sources[1].kind", QStringLiteral("paid"));
        row("sources[0].cost_month", -1);
        row("sources[0].cost_month", QStringLiteral("900"));
        row("sources[0].patterns", list, "sources[0].patterns[0]");
        row("routes[0].people", QJsonArray{QStringLiteral("nobody")});
        row("routes[0].types", QJsonArray{QStringLiteral("pigeon")});
        row("people[0].backup", QStringLiteral("nobody"));
        row("people[0].backup", QStringLiteral("dana"));
        row("people[0].backup", 7);
        row("routes[1].mode", QStringLiteral("lottery"));
        row("routes[1].weights", QJsonObject{{QStringLiteral("nobody"), 2}});
        row("routes[1].weights", QJsonObject{{QStringLiteral("tomas"), 101}});
        row("routes[1].weights", QJsonObject{{QStringLiteral("tomas"), QStringLiteral("2")}});
        row("routes[1].weights", list);
        row("routes[1].most_a_day", 0);
        row("routes[1].most_open", QStringLiteral("many"));
        row("routes[1].floor", 50);
        row("routes[2].weights", QJsonObject{{QStringLiteral("tomas"), 2}});
        row("routes[2].mode", QStringLiteral("capped"), "routes[2].most_a_day");
        row("routes[1].role", QStringLiteral("boss"));
        row("routes[1].sources", QJsonArray{QStringLiteral("Nowhere")});
        row("targets[0].type", QStringLiteral("fax"));
        row("targets[0].minutes", 0);
        row("targets[0].source", QStringLiteral("Nowhere"));
        row("rings[0].ring", 5);
        row("rings[1].prefix", QStringLiteral("100"));
        row("ladder.warn_before", -2);
        row("ladder.fire", 2);
        row("timeframe_words", QJsonObject());
        row("score_model", QJsonObject{{QStringLiteral("factors"), QJsonObject{{QStringLiteral("age"), 9}}}},
            "score_model.age");
        row("score_model", QJsonDocument::fromJson(R"({"tiers":{"low":{"videoLink":7}}})").object(), "score_model.low");
        row("colour", QStringLiteral("blue"));
    }
    void everyMistakeNamesItsField()
    {
        QFETCH(QString, path);
        QFETCH(QJsonValue, value);
        QFETCH(QString, named);
        const auto config = read(with(example(), path, value).toObject());
        QVERIFY(!config);
        QCOMPARE(config.error().code, Error::Code::Invalid);
        QCOMPARE(config.error().subject, named);
    }
    void whatIsNoJsonIsRefused()
    {
        for (const char *bytes : {"", "[]", "{", "{\"name\":}", "\xff\xfe"}) {
            const auto config = setupConfig(bytes, kDay);
            QVERIFY(!config);
            QCOMPARE(config.error().subject, QStringLiteral("file"));
        }
    }
};

UPDESK_TEST(TestSetup);
#include "tst_setup.moc"
