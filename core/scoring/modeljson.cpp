// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/model.h"

#include "core/scoring/fairness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace updesk
{

namespace
{

constexpr std::array kKinds = {QLatin1String("firstParty"), QLatin1String("thirdParty"), QLatin1String("referral"),
    QLatin1String("repeat"), QLatin1String("equity"), QLatin1String("unknown")};
constexpr std::array kTiers = {
    QLatin1String("low"), QLatin1String("medium"), QLatin1String("high"), QLatin1String("hot")};
constexpr std::array kPaces = {
    QLatin1String("automatic"), QLatin1String("nurture"), QLatin1String("personal"), QLatin1String("immediate")};

using Failure = std::optional<Error>;

/// One JSON object: takes the known keys out, then whatever is left is unknown and refused. Keeps the first failure.
class Part
{
public:
    Part(const QJsonValue &value, QString name, Failure &failure)
        : m_object(value.toObject()), m_name(std::move(name)), m_failure(failure)
    {
        if (!value.isObject() && !value.isUndefined())
            fail(m_name);
    }
    Part take(QLatin1String key) { return Part(m_object.take(key), key, m_failure); }
    void take(const char *key, int &target)
    {
        const QJsonValue value = m_object.take(QLatin1String(key));
        if (!value.isUndefined())
            number(value, target);
    }
    void take(const char *key, bool &target)
    {
        const QJsonValue value = m_object.take(QLatin1String(key));
        if (value.isUndefined())
            return;
        if (value.isBool())
            target = value.toBool();
        else
            fail(m_name);
    }
    void take(QLatin1String key, double &target)
    {
        const QJsonValue value = m_object.take(key);
        if (value.isUndefined())
            return;
        if (value.isDouble())
            target = value.toDouble();
        else
            fail(m_name);
    }
    template <std::size_t N>
    void take(const char *key, std::array<int, N> &target)
    {
        const QJsonValue value = m_object.take(QLatin1String(key));
        if (value.isUndefined())
            return;
        const QJsonArray list = value.toArray();
        if (list.size() != qsizetype(N))
            return fail(m_name);
        for (std::size_t i = 0; i < N; ++i)
            number(list[qsizetype(i)], target[i]);
    }
    void take(const char *key, Pace &target)
    {
        const QJsonValue value = m_object.take(QLatin1String(key));
        const auto found = std::find(kPaces.begin(), kPaces.end(), value.toString());
        if (found != kPaces.end())
            target = static_cast<Pace>(found - kPaces.begin());
        else if (!value.isUndefined())
            fail(m_name);
    }
    void done()
    {
        if (!m_object.isEmpty())
            fail(m_object.constBegin().key());
    }
    /// Refuses every name that is not an allowed factor, the forbidden ones first.
    void onlyFactors()
    {
        const QStringList names = m_object.keys();
        for (const FactorVerdict verdict :
            {FactorVerdict::Blocked, FactorVerdict::NeedsSignOff, FactorVerdict::NoteOnly}) {
            for (const QString &name : names) {
                if (checkFactor(name) == verdict)
                    fail(name);
            }
        }
    }

private:
    void number(const QJsonValue &value, int &target)
    {
        constexpr double kOut = 1e7;
        const double exact = value.toDouble(-kOut);
        if (exact < 0 || exact >= kOut || exact != static_cast<double>(static_cast<int>(exact)))
            return fail(m_name);
        target = static_cast<int>(exact);
    }
    void fail(const QString &subject)
    {
        if (!m_failure)
            m_failure = Error{Error::Code::Invalid, subject, {}};
    }

    QJsonObject m_object;
    QString m_name;
    Failure &m_failure;
};

void readSource(Part part, ScoreModel &model)
{
    part.take("points", model.source);
    part.take("prior", model.sourcePrior);
    part.take("ownAfterSales", model.ownAfterSales);
    Part rates = part.take(QLatin1String("guideRate"));
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        rates.take(kKinds[i], model.guideRate[i]);
    rates.done();
    part.done();
}

void readPoints(Part &factors, Factor factor, std::initializer_list<std::pair<const char *, int *>> fields)
{
    Part part = factors.take(factorName(factor));
    for (const auto &[key, target] : fields)
        part.take(key, *target);
    part.done();
}

void readFactors(Part factors, ScoreModel &model)
{
    factors.onlyFactors();
    Part distance = factors.take(factorName(Factor::Distance));
    distance.take("rings", model.distance);
    distance.take("unknown", model.distanceUnknown);
    distance.done();
    readSource(factors.take(factorName(Factor::Source)), model);
    readPoints(factors, Factor::Asks, {{"points", &model.asks}});
    readPoints(factors, Factor::Visits, {{"each", &model.visit}, {"most", &model.visitsMost}});
    readPoints(factors, Factor::Reply, {{"points", &model.reply}});
    readPoints(factors, Factor::Click, {{"points", &model.click}});
    readPoints(factors, Factor::BehaviourCap, {{"points", &model.behaviourCap}});
    readPoints(factors, Factor::Quiet, {{"halfLifeDays", &model.halfLifeDays}});
    Part timeframe = factors.take(factorName(Factor::Timeframe));
    timeframe.take("days", model.timeframeDays);
    timeframe.take("points", model.timeframe);
    timeframe.take("looking", model.looking);
    timeframe.done();
    readPoints(factors, Factor::Vehicle, {{"unit", &model.unit}, {"makeModel", &model.makeModel}});
    readPoints(factors, Factor::Trade, {{"points", &model.trade}});
    readPoints(factors, Factor::Readiness, {{"points", &model.readiness}});
    factors.done();
}

void readTiers(Part tiers, ScoreModel &model)
{
    for (std::size_t i = 0; i < kTiers.size(); ++i) {
        Part part = tiers.take(kTiers[i]);
        TierProtocol &tier = model.tiers[i];
        part.take("from", tier.from);
        part.take("headStart", tier.headStart);
        part.take("managerAfter", tier.managerAfter);
        part.take("everyoneAfter", tier.everyoneAfter);
        part.take("pace", tier.pace);
        part.take("videoLink", tier.videoLink);
        part.done();
    }
    tiers.done();
}

template <std::size_t N>
QJsonArray list(const std::array<int, N> &values)
{
    QJsonArray all;
    for (int value : values)
        all << value;
    return all;
}

QJsonObject one(const char *key, int value) { return {{QLatin1String(key), value}}; }

QJsonObject two(const char *key, const QJsonValue &value, const char *second, const QJsonValue &other)
{
    return {{QLatin1String(key), value}, {QLatin1String(second), other}};
}

QJsonObject writeSource(const ScoreModel &model)
{
    QJsonObject rates;
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        rates[kKinds[i]] = model.guideRate[i];
    QJsonObject source = two("points", model.source, "prior", model.sourcePrior);
    source[QLatin1String("ownAfterSales")] = model.ownAfterSales;
    source[QLatin1String("guideRate")] = rates;
    return source;
}

QJsonObject writeFactors(const ScoreModel &model)
{
    QJsonObject timeframe = two("days", list(model.timeframeDays), "points", list(model.timeframe));
    timeframe[QLatin1String("looking")] = model.looking;
    return {{factorName(Factor::Distance), two("rings", list(model.distance), "unknown", model.distanceUnknown)},
        {factorName(Factor::Source), writeSource(model)}, {factorName(Factor::Asks), one("points", model.asks)},
        {factorName(Factor::Visits), two("each", model.visit, "most", model.visitsMost)},
        {factorName(Factor::Reply), one("points", model.reply)},
        {factorName(Factor::Click), one("points", model.click)},
        {factorName(Factor::BehaviourCap), one("points", model.behaviourCap)},
        {factorName(Factor::Quiet), one("halfLifeDays", model.halfLifeDays)},
        {factorName(Factor::Timeframe), timeframe},
        {factorName(Factor::Vehicle), two("unit", model.unit, "makeModel", model.makeModel)},
        {factorName(Factor::Trade), one("points", model.trade)},
        {factorName(Factor::Readiness), one("points", model.readiness)}};
}

} // namespace

QByteArray ScoreModel::toJson() const
{
    QJsonObject tierRules;
    for (std::size_t i = 0; i < kTiers.size(); ++i) {
        const TierProtocol &tier = tiers[i];
        QJsonObject rule = two("from", tier.from, "headStart", tier.headStart);
        rule[QLatin1String("managerAfter")] = tier.managerAfter;
        rule[QLatin1String("everyoneAfter")] = tier.everyoneAfter;
        rule[QLatin1String("pace")] = QString(kPaces[static_cast<std::size_t>(tier.pace)]);
        rule[QLatin1String("videoLink")] = tier.videoLink;
        tierRules[kTiers[i]] = rule;
    }
    QJsonObject all = two("version", version, "factors", writeFactors(*this));
    all[QLatin1String("tiers")] = tierRules;
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

Result<ScoreModel> ScoreModel::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return Error{Error::Code::Damaged, QStringLiteral("score_model"), {}};
    ScoreModel model;
    Failure failure;
    Part all(document.object(), QStringLiteral("score_model"), failure);
    all.take("version", model.version);
    readFactors(all.take(QLatin1String("factors")), model);
    readTiers(all.take(QLatin1String("tiers")), model);
    all.done();
    if (failure)
        return *failure;
    if (const Result<void> fit = model.check(); !fit)
        return fit.error();
    return model;
}

} // namespace updesk
