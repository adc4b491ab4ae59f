// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/fairness.h"
#include "core/scoring/model.h"
#include "core/scoring/score.h"
#include "tests/support/suite.h"

#include <QRegularExpression>

using namespace updesk;

namespace
{

QStringList fieldsOf(const QString &header, const QString &type)
{
    QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/") + header);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const qsizetype from = text.indexOf(QStringLiteral("struct %1 {").arg(type));
    const QString body = text.mid(from, text.indexOf(QStringLiteral("\n};"), from) - from);
    static const QRegularExpression field(
        QStringLiteral("^    [\\w:]+(?:<[^>]*>)? (\\w+)(?: =[^;]*| \\{.*\\})?;"), QRegularExpression::MultilineOption);
    QStringList names;
    for (auto all = field.globalMatch(body); all.hasNext();)
        names << all.next().captured(1);
    return names;
}

} // namespace

class TestFairness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void FL1_forbiddenTraitsAreBlockedUnderManyNames_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"age", "Age", "AGE", "customerAge", "age_group", "ageGroup", "birth date", "birthDate",
                 "DOB", "date_of_birth", "race", "Ethnicity", "skin-colour", "religion", "nationalOrigin", "country",
                 "citizenship", "language", "languages", "preferredLanguage", "sex", "gender", "sexualOrientation",
                 "maritalStatus", "marital status", "pregnancy", "children", "numberOfChildren", "familySize",
                 "disability", "publicAssistance", "sourceOfIncome", "income", "monthly_income", "salary", "employer",
                 "jobTitle", "veteran", "militaryStatus", "photo", "accent", "neighbourhoodDemographics",
                 "census tract", "criminalRecord", "health", "edad", "\303\242ge", "estado civil", "houseValue",
                 "vehicleOwnerAge", "distanceByRace"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void FL1_forbiddenTraitsAreBlockedUnderManyNames()
    {
        QFETCH(QString, name);
        QCOMPARE(checkFactor(name), FactorVerdict::Blocked);
    }
    void harmlessWordsThatHoldForbiddenLettersAreNotBlocked()
    {
        for (const char *name :
            {"mileage", "average days on lot", "imageCount", "tracker", "messages", "package", "trailerHitch", "stage"})
            QCOMPARE(checkFactor(QString::fromLatin1(name)), FactorVerdict::NoteOnly);
    }
    void FL8_proxiesNeedASignature()
    {
        for (const char *name :
            {"zip", "ZIP code", "postal_code", "firstName", "emailDomain", "device", "areaCode", "browser"})
            QCOMPARE(checkFactor(QString::fromLatin1(name)), FactorVerdict::NeedsSignOff);
    }
    void aProxyWithATraitIsBlocked() { QCOMPARE(checkFactor(u"zipCodeRace"), FactorVerdict::Blocked); }
    void whatIsUnknownIsANoteOnly()
    {
        QCOMPARE(checkFactor(u""), FactorVerdict::NoteOnly);
        QCOMPARE(checkFactor(u"needs seven seats"), FactorVerdict::NoteOnly);
        QCOMPARE(checkFactor(QString(100'000, u'x')), FactorVerdict::NoteOnly);
        QCOMPARE(checkFactor(QString(50'000, u'A') + QStringLiteral(" age")), FactorVerdict::Blocked);
    }
    void everyFactorOfTheScoreIsOnTheAllowedListAndOnNoOther()
    {
        QCOMPARE(allowedFactors().size(), std::size_t(kFactorCount));
        for (int i = 0; i < kFactorCount; ++i) {
            const QString name = factorName(static_cast<Factor>(i));
            QCOMPARE(checkFactor(name), FactorVerdict::Allowed);
            for (const QString &word : identifierWords(name))
                QVERIFY2(checkFactor(word) != FactorVerdict::Blocked, qPrintable(word));
        }
    }
    void theListsDoNotOverlap()
    {
        for (const QLatin1String term : blockedFactors()) {
            QVERIFY(std::find(proxyFactors().begin(), proxyFactors().end(), term) == proxyFactors().end());
            QVERIFY(std::find(allowedFactors().begin(), allowedFactors().end(), term) == allowedFactors().end());
            QCOMPARE(checkFactor(QString(term)), FactorVerdict::Blocked);
        }
    }
    void FL2_noFieldThatTheScoreReadsIsForbiddenOrAProxy()
    {
        QStringList fields = fieldsOf(QStringLiteral("core/scoring/score.h"), QStringLiteral("ScoreInput"));
        QCOMPARE(fields.size(), 17);
        QVERIFY(fields.contains(QStringLiteral("timeframeDays")));
        const QStringList model = fieldsOf(QStringLiteral("core/scoring/model.h"), QStringLiteral("ScoreModel"));
        QVERIFY(model.contains(QStringLiteral("readiness")));
        for (const QString &field : fields + model) {
            const FactorVerdict verdict = checkFactor(field);
            QVERIFY2(verdict == FactorVerdict::Allowed || verdict == FactorVerdict::NoteOnly, qPrintable(field));
        }
    }
    void theInputHoldsNoTextThatCouldCarryATrait()
    {
        static_assert(std::is_trivially_copyable_v<ScoreInput>);
        QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/core/scoring/score.h"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("QString"));
    }
    void FL4_readinessCountsAlikeHoweverItIsShownAndHasACeiling()
    {
        ScoreInput approved;
        approved.preApproved = true;
        ScoreInput paying;
        paying.downPaymentStated = true;
        ScoreInput both = approved;
        both.downPaymentStated = true;
        const ScoreModel model;
        QCOMPARE(score(approved, model, 0).line(Factor::Readiness).points, qint16(kReadinessMost));
        QCOMPARE(score(paying, model, 0).line(Factor::Readiness).points, qint16(kReadinessMost));
        QCOMPARE(score(both, model, 0).line(Factor::Readiness).points, qint16(kReadinessMost));
    }
};
UPDESK_TEST(TestFairness);
#include "tst_fairness.moc"
