// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/changesetup.h"
#include "core/desk/setup.h"
#include "core/desk/sourceverbs.h"
#include "core/desk/undo.h"
#include "core/leads/rulebook.h"
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace updesk;

class TestChangeSetup : public QObject
{
    Q_OBJECT

    struct Store {
        QTemporaryDir dir;
        FakeClock clock;
        std::unique_ptr<Session> session;
        QJsonObject file = QJsonDocument::fromJson(exampleSetup()).object();

        Store()
        {
            const QString path = dir.filePath(QStringLiteral("store.updesk"));
            const auto config = setupConfig(exampleSetup(), clock.now());
            if (!config || !makeStore(path, clock, *config))
                qFatal("no store");
            session = std::move(*Session::open(path, clock));
        }
        Result<SetupChange> change(ChangeSetup how = ChangeSetup::Write)
        {
            return changeSetup(*session, QJsonDocument(file).toJson(), how);
        }
        qint64 count(const char *what)
        {
            Query q = session->database().query(QByteArray("SELECT count(*) FROM ").append(what).constData());
            return q.next() ? q.number(0) : -1;
        }
        /// One value of the object at `list[at]`.
        void edit(const char *list, int at, const char *key, const QJsonValue &value)
        {
            QJsonArray rows = file[QLatin1String(list)].toArray();
            QJsonObject row = rows[at].toObject();
            row[QLatin1String(key)] = value;
            rows[at] = row;
            file[QLatin1String(list)] = rows;
        }
        Person person(const QString &login)
        {
            const auto rules = session->rules();
            const auto found = std::ranges::find((*rules)->people, login, &Person::login);
            return found == (*rules)->people.end() ? Person() : *found;
        }
    };

    static QString told(const SetupChange &change)
    {
        QStringList lines;
        for (const auto &line : change.lines)
            lines << QString::fromLatin1(line.table->name) + u' ' + line.name;
        return lines.join(u'\n');
    }

private Q_SLOTS:
    void theSameFileChangesNothing()
    {
        Store store;
        const qint64 deeds = store.count("deed");
        const auto change = store.change();
        QVERIFY2(change, qPrintable(change ? QString() : change.error().subject));
        QCOMPARE(told(*change), QString());
        QVERIFY(change->deed.isNull());
        QCOMPARE(store.count("deed"), deeds);
    }
    void aPersonKeepsTheIdAndGoesOutOfTheTurn()
    {
        Store store;
        const QString login =
            store.file[QLatin1String("people")].toArray()[0].toObject()[QLatin1String("login")].toString();
        const Person before = store.person(login);
        QVERIFY(before.active);
        store.edit("people", 0, "login", login.toUpper()); // typed in another case: the same person
        store.edit("people", 0, "active", false);
        store.edit("people", 0, "away", QJsonArray{QStringLiteral("2026-12-24")});
        const auto change = store.change();
        QVERIFY(change && !change->deed.isNull());
        const Person after = store.person(login.toUpper());
        QCOMPARE(after.id, before.id);
        QVERIFY(!after.active);
        QCOMPARE(store.count("away WHERE day=20261224 AND deleted=0"), 1);
        QVERIFY(undoLast(*store.session));
        QCOMPARE(store.person(login), before);
        QCOMPARE(store.count("away WHERE day=20261224 AND deleted=0"), 0);
    }
    void whoIsNotInTheFileStays()
    {
        Store store;
        QJsonArray people = store.file[QLatin1String("people")].toArray();
        const QString gone = people.last().toObject()[QLatin1String("login")].toString();
        const qint64 shifts = store.count("shift WHERE deleted=0");
        people.removeLast();
        store.file[QLatin1String("people")] = people;
        const auto change = store.change();
        QVERIFY2(change, qPrintable(change ? QString() : change.error().subject));
        QCOMPARE(change->people, QStringList{gone});
        QVERIFY(store.person(gone).active);
        QCOMPARE(store.count("shift WHERE deleted=0"), shifts);
    }
    void routesAndTargetsFollowAndKeepNamingTheStoresRows()
    {
        Store store;
        QJsonArray routes = store.file[QLatin1String("routes")].toArray();
        const int before = int(routes.size());
        routes.removeLast();
        const QString login =
            store.file[QLatin1String("people")].toArray()[1].toObject()[QLatin1String("login")].toString();
        routes.append(QJsonObject{
            {QStringLiteral("name"), QStringLiteral("All to one")}, {QStringLiteral("people"), QJsonArray{login}}});
        store.file[QLatin1String("routes")] = routes;
        store.file[QLatin1String("targets")] = QJsonArray{
            QJsonObject{{QStringLiteral("source"), QStringLiteral("Website")}, {QStringLiteral("minutes"), 3}}};
        const auto change = store.change();
        QVERIFY2(change, qPrintable(change ? QString() : change.error().subject));
        const auto rules = store.session->rules();
        QCOMPARE(int((*rules)->routes.size()), before);
        QCOMPARE((*rules)->routes.back().persons, std::vector{store.person(login).id});
        QCOMPARE((*rules)->targets.size(), size_t(1));
        QCOMPARE((*rules)->targets[0].source, (*rules)->sourceNamed(QStringLiteral("Website"))->id);
    }
    void listsThatTheFileLeavesOutStay()
    {
        Store store;
        const auto rows = [&] {
            return std::vector{store.count("route_rule WHERE deleted=0"), store.count("target WHERE deleted=0"),
                store.count("ring WHERE deleted=0"), store.count("source WHERE deleted=0"),
                store.count("source_pattern WHERE deleted=0"), store.count("score_model WHERE deleted=0")};
        };
        const auto before = rows();
        for (const char *key : {"routes", "targets", "rings", "ladder", "sources", "score_model", "timeframe_words"})
            store.file.remove(QLatin1String(key));
        const auto change = store.change();
        QVERIFY2(change, qPrintable(change ? QString() : change.error().subject));
        QCOMPARE(told(*change), QString());
        QVERIFY(rows() == before);
    }
    void aNewModelIsANewVersion()
    {
        Store store;
        QJsonObject model = QJsonDocument::fromJson(ScoreModel().toJson()).object();
        model.remove(QStringLiteral("version"));
        store.file[QLatin1String("score_model")] = model;
        auto change = store.change();
        QVERIFY2(change, qPrintable(change ? QString() : change.error().subject));
        QVERIFY(change->lines.empty()); // what UpDesk ships, written out
        ScoreModel higher;
        higher.tiers.back().from += 1;
        model = QJsonDocument::fromJson(higher.toJson()).object();
        model.remove(QStringLiteral("version"));
        store.file[QLatin1String("score_model")] = model;
        change = store.change();
        QVERIFY(change);
        QCOMPARE(told(*change), QStringLiteral("score_model 2"));
        QCOMPARE(store.count("score_model WHERE version=2"), 1);
        change = store.change();
        QVERIFY(change && change->lines.empty()); // the second time
    }
    void aBackupIsNamedChangedAndTakenOut()
    {
        Store store;
        QJsonArray people = store.file[QLatin1String("people")].toArray();
        for (qsizetype i = 0; i < people.size(); ++i) {
            QJsonObject one = people[i].toObject();
            one.remove(QStringLiteral("backup"));
            people[i] = one;
        }
        store.file[QLatin1String("people")] = people;
        QVERIFY(store.change());
        const QString login = people[1].toObject()[QLatin1String("login")].toString();
        const PersonId first = store.person(people[0].toObject()[QLatin1String("login")].toString()).id;
        store.edit("people", 0, "backup", login);
        auto change = store.change();
        QVERIFY2(change && change->lines.size() == 1, qPrintable(change ? QString() : change.error().subject));
        QCOMPARE((*store.session->rules())->backups.at(first), store.person(login).id);
        change = store.change();
        QVERIFY(change && change->lines.empty());
        store.file[QLatin1String("people")] = people;
        QVERIFY(store.change());
        QVERIFY((*store.session->rules())->backups.empty());
    }
    void aLookChangesNothing()
    {
        Store store;
        store.file[QLatin1String("name")] = QStringLiteral("Southgate");
        const qint64 deeds = store.count("deed");
        const auto change = store.change(ChangeSetup::LookOnly);
        QVERIFY(change);
        QCOMPARE(change->lines.size(), size_t(1));
        QCOMPARE(QByteArray(change->lines[0].columns[0]), "name");
        QCOMPARE(store.count("deed"), deeds);
    }
    void whoSellsChangesNoRules()
    {
        Store store;
        const auto rules = store.session->rules();
        const auto sells = std::ranges::find((*rules)->people, Role::Sales, &Person::role);
        const auto manages = std::ranges::find((*rules)->people, Role::Manager, &Person::role);
        store.session->setPerson(sells->id);
        QVERIFY(store.change()); // nothing to change, nothing to refuse
        store.file[QLatin1String("name")] = QStringLiteral("Southgate");
        const auto refused = store.change();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Denied);
        const Source source = (*rules)->sources.front();
        QCOMPARE(setSourceKind(*store.session, source.id, SourceKind::Repeat).error().code, Error::Code::Denied);
        store.session->setPerson(manages->id);
        QVERIFY(store.change());
        QVERIFY(setSourceKind(*store.session, source.id, SourceKind::Repeat));
    }
    void aMistakeInTheFileChangesNothing()
    {
        Store store;
        store.edit("people", 0, "role", QStringLiteral("wizard"));
        const auto change = store.change();
        QVERIFY(!change);
        QCOMPARE(change.error().subject, QStringLiteral("people[0].role"));
    }
    void inventedDataStaysInvented()
    {
        Store store;
        QVERIFY(store.session->database().query("UPDATE store SET sample=1").run());
        const auto change = store.change();
        QVERIFY(change);
        QCOMPARE(store.count("store WHERE sample=1"), 1);
    }
};

UPDESK_TEST(TestChangeSetup);
#include "tst_changesetup.moc"
