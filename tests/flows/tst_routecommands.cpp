// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }
static QString text(const QJsonValue &value, const char *key) { return value[QLatin1String(key)].toString(); }

/// Who gets leads, who got them, and by which score model.
class TestRouteCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;
    int minute = 0; ///< past ten

    /// A minute after the one before, for each call begins its time anew.
    Program::Ran later(const QStringList &arguments)
    {
        const QString now = QStringLiteral("2026-03-12T10:%1").arg(++minute, 2, 10, QChar(u'0'));
        return program->run(arguments + QStringList{QStringLiteral("--now"), now});
    }

private Q_SLOTS:
    void init()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
        minute = 0;
    }
    void testThisLeadExplainsRulesAndPeopleAndWritesNothing()
    {
        const QByteArray before = program->at10(words("check --json")).out;
        const auto ran = program->at10(words("route --test --type web --make Kia --status new --json"));
        QCOMPARE(ran.status, 0);
        const QJsonObject test = ran.json();
        QCOMPARE(text(test, "reason"), QStringLiteral("next-up"));
        QCOMPARE(text(test, "rule"), QStringLiteral("Sales floor in turn"));
        const QJsonArray rules = test[QLatin1String("rules")].toArray();
        QCOMPARE(text(rules[0], "result"), QStringLiteral("type"));
        QCOMPARE(text(rules.last(), "result"), QStringLiteral("fired"));
        QVERIFY(rules.last()[QLatin1String("gave_it")].toBool());
        int chosen = 0, offDuty = 0;
        for (const QJsonValue &one : test[QLatin1String("people")].toArray()) {
            chosen += text(one, "why") == QLatin1String("chosen");
            offDuty += text(one, "why") == QLatin1String("off-duty");
            QVERIFY(text(one, "why") != QLatin1String("chosen") || text(one, "person") == text(test, "person"));
        }
        QCOMPARE(chosen, 1);
        QVERIFY(offDuty >= 1); // Tomas comes at eleven, Lena has her day off
        const auto spoken = program->at10(words("route --test --type social"));
        QCOMPARE(spoken.status, 0);
        QVERIFY(spoken.out.contains("Social by share: everyone of it is full")); // twelve each so early in the day
        QVERIFY(spoken.out.contains("* Sales floor in turn: it fits") && spoken.out.contains("off shift until"));
        QCOMPARE(program->at10(words("check --json")).out, before);
        QCOMPARE(program->at10(words("route --test --at 2026-03-12T23:30 --json")).json()[QLatin1String("reason")],
            QJsonValue(QStringLiteral("comes-on-next")));
    }
    void aLeadOfTheStoreIsTestedByItsName()
    {
        const QJsonArray leads = program->at10(words("leads --json --limit 1")).json()[QLatin1String("rows")].toArray();
        const QString id = text(leads[0], "id");
        const auto ran = program->at10({QStringLiteral("route"), id, QStringLiteral("--json")});
        QCOMPARE(ran.status, 0);
        QVERIFY(!ran.json()[QLatin1String("rules")].toArray().isEmpty());
        QCOMPARE(program->at10(words("route nobody-of-that-name")).status, 4);
    }
    void whoIsBusyIsSkippedAndSaysSo()
    {
        QVERIFY(program->at10(words("busy")).out.contains("Nobody is busy."));
        const QJsonObject next = program->at10(words("route --test --json")).json();
        const QString login = text(next, "person").section(u' ', 0, 0).toLower();
        const QStringList user{QStringLiteral("--user"), login};
        const auto said = program->at10(words("busy --for 45 --json") + user);
        QCOMPARE(said.status, 0);
        QCOMPARE(text(said.json(), "person"), text(next, "person"));
        QCOMPARE(text(said.json(), "until"), QStringLiteral("2026-03-12T14:45:00.000Z"));
        const QJsonArray rows = later(words("busy --json")).json()[QLatin1String("rows")].toArray();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(text(rows[0], "person"), text(next, "person"));
        const QJsonObject other = later(words("route --test --json")).json();
        QVERIFY(text(other, "person") != text(next, "person"));
        bool skipped = false;
        for (const QJsonValue &one : other[QLatin1String("people")].toArray())
            if (text(one, "person") == text(next, "person"))
                skipped = text(one, "why") == QLatin1String("busy")
                    && text(one, "busy_until") == QLatin1String("2026-03-12T14:45:00.000Z");
        QVERIFY(skipped);
        QVERIFY(later(words("route --test")).out.contains("skipped: busy until"));
        QCOMPARE(
            text(later(words("route --test --at 2026-03-12T10:46 --json")).json(), "person"), text(next, "person"));
        QVERIFY(later(words("busy --off") + user).out.contains("gets new leads again"));
        QVERIFY(later(words("busy --off") + user).out.contains("was not busy"));
        QCOMPARE(later(words("undo --json")).json()[QLatin1String("verb")], QJsonValue(QStringLiteral("free")));
        QVERIFY(later(words("busy")).out.contains("is busy until"));
        QVERIFY(later(words("undo")).out.contains("a time with a customer"));
        QCOMPARE(text(later(words("busy --for shift --json") + user).json(), "until"),
            QStringLiteral("2026-03-13T00:00:00.000Z")); // the store closes at 20:00
        for (const char *line :
            {"busy --for 0", "busy --for soon", "busy --for 30 --off", "busy --for 30 --person sam", "busy now"})
            QCOMPARE(program->at10(words(line)).status, 2);
        QCOMPARE(program->at10(words("busy --for 30")).status, 2); // nobody is at this desk yet
    }
    void aManagerEndsWhatSomebodyForgot()
    {
        const QString login =
            text(program->at10(words("route --test --json")).json(), "person").section(u' ', 0, 0).toLower();
        const auto end = [&](const QString &who) {
            return later(words("busy --off --json")
                + QStringList{QStringLiteral("--person"), login, QStringLiteral("--user"), who});
        };
        const QString other = login == QLatin1String("sam") ? QStringLiteral("dana") : QStringLiteral("sam");
        QCOMPARE(program->at10(words("busy --for shift --user") + QStringList{login}).status, 0);
        QCOMPARE(end(other).status, 3);
        QCOMPARE(later(words("busy --json")).json()[QLatin1String("rows")].toArray().size(), 1);
        QCOMPARE(later(words("busy --off --person nobody --user") + QStringList{login}).status, 4);
        QCOMPARE(end(QStringLiteral("mike")).status, 0);
        QVERIFY(later(words("busy")).out.contains("Nobody is busy."));
    }
    void wrongWordsAreRefused()
    {
        for (const char *line : {"route", "route --test Sam", "route Sam --make Kia", "route --test --type pigeon",
                 "route --test --status old", "fairness --since soon", "score-model --since 10:00"})
            QCOMPARE(program->at10(words(line)).status, 2);
        QCOMPARE(program->at10(words("route --test --source Nowhere")).status, 4);
        QCOMPARE(program->at10(words("score-model --set nowhere.json")).status, 4);
    }
    void fairnessCountsWhoGotWhat()
    {
        const auto ran = program->at10(words("fairness --since 2020-01-01 --json"));
        QCOMPARE(ran.status, 0);
        int got = 0, byTier = 0, byRule = 0;
        for (const QJsonValue &one : ran.json()[QLatin1String("people")].toArray()) {
            got += one[QLatin1String("got")].toInt();
            byRule += one[QLatin1String("by_rule")].toInt();
            for (const QJsonValue &count : one[QLatin1String("tiers")].toObject())
                byTier += count.toInt();
        }
        QVERIFY(got > 100);
        QCOMPARE(byTier, got);
        QVERIFY(byRule > 0 && byRule <= got);
        const auto table = program->at10(words("fairness"));
        QCOMPARE(table.status, 0);
        QVERIFY(table.out.contains("TAKEN BACK") && table.out.contains("Sales floor in turn"));
        QVERIFY(program->at10(words("fairness --since 2030-01-01")).out.contains("Nobody got a lead"));
    }
    void aTiersProtocolIsFollowedAndNonsenseIsRefused()
    {
        const auto put = [&](const char *json) {
            const QString file = program->write(QStringLiteral("tiers.json"), json);
            return program->at10(words("score-model --user mike --set") + QStringList{file});
        };
        QCOMPARE(put(R"({"tiers":{"hot":{"pace":"often"}}})").status, 3);
        const auto order = [&] {
            QStringList ids;
            for (const QJsonValue &row : program->at10(words("queue --json")).json()[QLatin1String("rows")].toArray()) {
                if (row[QLatin1String("group")].toInt() == 1)
                    ids << text(row, "id");
            }
            return ids;
        };
        const QStringList before = order();
        QVERIFY(before.size() > 2);
        const auto added = put(R"({"tiers":{"low":{"headStart":3600,"managerAfter":60}}})");
        QCOMPARE(added.status, 0);
        QVERIFY(added.out.contains("Low from 0: 3600 s ahead in the queue, manager told after 60 s, everyone as the"));
        QVERIFY(order() != before);
    }
    void aScoreModelIsPutInAheadAndShownWithItsAuthor()
    {
        const QJsonArray leads = program->at10(words("leads --json --limit 1")).json()[QLatin1String("rows")].toArray();
        const QString id = text(leads[0], "id");
        const QString file = program->write(QStringLiteral("model.json"), R"({"factors":{"source":{"points":10}}})");
        QStringList call = words("score-model --since 2026-03-13T09:00 --json --user dana --set");
        QCOMPARE(program->at10(call + QStringList{file}).status, 3); // Dana sells
        call.replace(call.indexOf(QStringLiteral("dana")), QStringLiteral("mike"));
        const auto added = program->at10(call + QStringList{file});
        QCOMPARE(added.status, 0);
        const QJsonArray models = added.json()[QLatin1String("models")].toArray();
        QCOMPARE(models.size(), 2);
        const auto hot = added.json()[QLatin1String("tiers")].toArray()[0].toObject();
        QCOMPARE(text(hot, "tier"), QStringLiteral("hot"));
        QCOMPARE(hot[QLatin1String("head_start_seconds")].toInt(), 120);
        QCOMPARE(hot[QLatin1String("manager_after_seconds")].toInt(), 180);
        QVERIFY(models[0][QLatin1String("in_force")].toBool() && !models[1][QLatin1String("in_force")].toBool());
        QCOMPARE(text(models[1], "by"), QStringLiteral("Mike Stone"));
        const auto show = [&](const char *now) {
            const QStringList at{QStringLiteral("--now"), QString::fromLatin1(now)};
            (void)program->run(words("queue") + at); // what comes into force is followed
            return program->run(QStringList{QStringLiteral("show"), id} + at);
        };
        QVERIFY(show("2026-03-13T08:59").out.contains("model 1 since"));
        QVERIFY(show("2026-03-13T09:00").out.contains("model 2 since 2026-03-13 09:00, by Mike Stone"));
    }
};
UPDESK_TEST(TestRouteCommands);
#include "tst_routecommands.moc"
