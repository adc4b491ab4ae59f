// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/model.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QByteArray withFactor(const char *name) { return QByteArray("{\"factors\":{\"") + name + "\":{\"points\":5}}}"; }

} // namespace

class TestModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDefaultIsTheHundredPointTable()
    {
        const ScoreModel model;
        QCOMPARE(model.most(), 100);
        QVERIFY(model.check());
        QCOMPARE(model.tiers[3].from, 76);
        QCOMPARE(model.tiers[3].headStart, 120);
        QCOMPARE(model.tiers[3].managerAfter, 180);
        QCOMPARE(model.tiers[3].everyoneAfter, 300);
        QCOMPARE(model.tiers[2].headStart, 60);
    }
    void itSurvivesTheWayThroughJson()
    {
        ScoreModel model;
        model.version = 7;
        model.distance = {18, 12, 6, 2, 0};
        model.guideRate[1] = 0.02;
        model.looking = 3;
        model.tiers[1].videoLink = true;
        model.tiers[2].pace = Pace::Immediate;
        const auto read = ScoreModel::fromJson(model.toJson());
        QVERIFY(read);
        QVERIFY(*read == model);
        const auto again = ScoreModel::fromJson(ScoreModel().toJson());
        QVERIFY(again && *again == ScoreModel());
    }
    void whatIsNotNamedKeepsItsDefault()
    {
        const auto empty = ScoreModel::fromJson("{}");
        QVERIFY(empty && *empty == ScoreModel());
        const auto one = ScoreModel::fromJson("{\"version\":2,\"factors\":{\"trade\":{\"points\":3}}}");
        QVERIFY(one);
        QCOMPARE(one->trade, 3);
        QCOMPARE(one->unit, 10);
        QCOMPARE(one->version, 2);
    }
    void aForbiddenOrUnknownFactorIsRefusedByName()
    {
        for (const char *name : {"age", "income", "zip", "firstName", "hairLength", "maritalStatus"}) {
            const auto read = ScoreModel::fromJson(withFactor(name));
            QVERIFY2(!read, name);
            QCOMPARE(read.error().code, Error::Code::Invalid);
            QCOMPARE(read.error().subject, QString::fromLatin1(name));
        }
    }
    void theForbiddenFactorIsNamedBeforeTheUnknownOne()
    {
        const auto read = ScoreModel::fromJson("{\"factors\":{\"aardvark\":{},\"city\":{},\"gender\":{}}}");
        QVERIFY(!read);
        QCOMPARE(read.error().subject, QStringLiteral("gender"));
    }
    void aForbiddenKeyInsideAnAllowedFactorIsRefusedToo()
    {
        const auto read = ScoreModel::fromJson("{\"factors\":{\"trade\":{\"points\":5,\"ageBonus\":4}}}");
        QVERIFY(!read);
        QCOMPARE(read.error().subject, QStringLiteral("ageBonus"));
        QVERIFY(!ScoreModel::fromJson("{\"race\":1}"));
        QVERIFY(!ScoreModel::fromJson("{\"tiers\":{\"hot\":{\"onlyMarried\":true}}}"));
    }
    void valuesOutOfRangeAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *name, const char *factors, const char *subject) {
            QTest::newRow(name) << QByteArray("{\"factors\":") + factors + "}" << QString::fromLatin1(subject);
        };
        row("negative", "{\"trade\":{\"points\":-1}}", "trade");
        row("fraction", "{\"trade\":{\"points\":1.5}}", "trade");
        row("text", "{\"trade\":{\"points\":\"5\"}}", "trade");
        row("no object", "{\"trade\":5}", "trade");
        row("huge", "{\"trade\":{\"points\":1e300}}", "trade");
        row("too few rings", "{\"distance\":{\"rings\":[20,10]}}", "distance");
        row("readiness over its ceiling", "{\"trade\":{\"points\":0},\"readiness\":{\"points\":6}}", "readiness");
        row("over a hundred", "{\"source\":{\"points\":21}}", "factors");
        row("half-life of none", "{\"quiet\":{\"halfLifeDays\":0}}", "quiet");
        row("rate over one", "{\"source\":{\"guideRate\":{\"equity\":1.2}}}", "source");
        row("unknown kind", "{\"source\":{\"guideRate\":{\"astrology\":0.2}}}", "astrology");
        row("days that fall", "{\"timeframe\":{\"days\":[30,7,90]}}", "timeframe");
        row("factors no object", "[]", "factors");
    }
    void valuesOutOfRangeAreRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, subject);
        const auto read = ScoreModel::fromJson(json);
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::Invalid);
        QCOMPARE(read.error().subject, subject);
    }
    void tiersMustRiseFromNought()
    {
        QVERIFY(!ScoreModel::fromJson("{\"tiers\":{\"low\":{\"from\":5}}}"));
        QVERIFY(!ScoreModel::fromJson("{\"tiers\":{\"high\":{\"from\":20}}}"));
        QVERIFY(!ScoreModel::fromJson("{\"tiers\":{\"hot\":{\"pace\":\"lazy\"}}}"));
        QVERIFY(!ScoreModel::fromJson("{\"tiers\":{\"hot\":{\"videoLink\":1}}}"));
        const auto moved = ScoreModel::fromJson("{\"tiers\":{\"hot\":{\"from\":80}}}");
        QVERIFY(moved);
        QCOMPARE(moved->tiers[3].from, 80);
    }
    void whatIsNoJsonIsDamaged()
    {
        for (const QByteArray &bytes :
            {QByteArray(), QByteArray("[1]"), QByteArray("{\"version\":"), QByteArray(100'000, '[')}) {
            const auto read = ScoreModel::fromJson(bytes);
            QVERIFY(!read);
            QCOMPARE(read.error().code, Error::Code::Damaged);
        }
    }
};
UPDESK_TEST(TestModel);
#include "tst_model.moc"
