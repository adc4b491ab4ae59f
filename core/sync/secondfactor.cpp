// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/secondfactor.h"

#include "core/base/halt.h"
#include "core/base/totp.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static constexpr char kAsks[] = "SELECT value FROM setting WHERE key='second_factor' AND deleted=0";
static constexpr char kState[] = "SELECT updesk.factor_state()";
static constexpr char kEnrol[] = "SELECT updesk.factor_enrol($1::bytea, $2)";
// Two statements, each its own transaction: the server answers a try only once it stands for good.
static constexpr char kTry[] = "SELECT updesk.factor_try($1)";
static constexpr char kAnswer[] = "SELECT updesk.factor_answer()";
static constexpr char kReset[] = "SELECT updesk.factor_reset($1)";

static Error error(Error::Code code, const char *subject, const QString &detail = {})
{
    return {code, QString::fromLatin1(subject), detail};
}

static Error unknown() { return error(Error::Code::Failed, "server", QStringLiteral("no_factor_answer")); }

static QString digitsOf(const QString &code)
{
    QString digits = code.left(20);
    digits.remove(u' ');
    return digits;
}

static Result<QJsonObject> jsonOf(const Result<PgRows> &rows)
{
    if (!rows)
        return rows.error();
    return rows->count() == 1 ? QJsonDocument::fromJson(rows->bytes(0, 0)).object() : QJsonObject();
}

Result<bool> asksForFactor(Database &database)
{
    Query q = database.query(kAsks);
    bool asks = false;
    while (q.next())
        asks = asks || q.text(0) == QLatin1String("true");
    if (auto done = q.done(); !done)
        return done.error();
    return asks;
}

FactorOffer offerFactor(const QString &store, const QString &login)
{
    FactorOffer offer;
    offer.seed = newTotpSeed();
    const QString key = base32(offer.seed);
    for (qsizetype at = 0; at < key.size(); at += 4)
        offer.key += (at > 0 ? QStringLiteral(" ") : QString()) + key.mid(at, 4);
    offer.uri = totpUri(store.isEmpty() ? QStringLiteral("UpDesk") : store, login, offer.seed);
    return offer;
}

Result<SecondFactor> factorOf(const SignInDesk &desk, const Remembered &one, Asked where)
{
    const auto asks = asksForFactor(desk.database);
    if (!asks)
        return asks.error();
    if (!*asks)
        return SecondFactor::None;
    if (!one.enrolled)
        return where == Asked::AtServer ? SecondFactor::Missing : SecondFactor::None;
    // A clock that was turned back must not make the thirty days longer.
    const Time age = desk.clock.now() - one.factorProven;
    return one.factorProven > 0 && age < kFactorLasts && age > -kDay ? SecondFactor::None : SecondFactor::Due;
}

Result<std::optional<QByteArray>> factorMarkOf(Pg &pg)
{
    const auto rows = pg.query(kState);
    if (!rows && rows.error().code == Error::Code::NotFound)
        return std::optional<QByteArray>();
    const auto said = jsonOf(rows);
    if (!said)
        return said.error();
    return std::optional((*said)[QLatin1String("mark")].toString().toLatin1());
}

static Result<Remembered> rememberedOf(const SignInDesk &desk, const SignedIn &who)
{
    auto one = remembered(desk.database, who.login.login);
    if (!one)
        return one.error();
    return *one ? Result<Remembered>(**one) : Result<Remembered>(error(Error::Code::NotFound, "login"));
}

static Result<void> proven(const SignInDesk &desk, SignedIn &who, Remembered one, qint64 step)
{
    one.enrolled = true;
    one.factorProven = desk.clock.now();
    one.factorStep = std::max(one.factorStep, step);
    one.factorWrong = 0;
    if (auto done = remember(desk.database, one); !done)
        return done;
    who.factor = SecondFactor::None;
    return {};
}

// Where the key store does not work the server is asked each time instead.
static void keepSeed(const SignInDesk &desk, const ServerPlace &place, const QString &login, const QByteArray &seed)
{
    if (desk.secrets.works())
        (void)desk.secrets.write(factorSecret(place.url, login), seed);
}

Result<void> enrolFactor(const SignInDesk &desk, SignedIn &who, const FactorOffer &offer, const QString &code)
{
    const auto place = serverPlace(desk.database);
    auto one = rememberedOf(desk, who);
    if (!place || !one)
        return !place ? place.error() : one.error();
    const auto pg = openAs(*place, who.login);
    if (!pg)
        return pg.error();
    const auto said = jsonOf((*pg)->query(kEnrol, Bytes{offer.seed}, digitsOf(code)));
    if (!said)
        return said.error();
    const QString state = (*said)[QLatin1String("st")].toString();
    if (state == QLatin1String("exists"))
        return error(Error::Code::Duplicate, "factor");
    if (state == QLatin1String("wrong"))
        return error(Error::Code::Denied, "code");
    if (state != QLatin1String("ok"))
        return unknown();
    keepSeed(desk, *place, who.login.login, offer.seed);
    one->factorMark = (*said)[QLatin1String("mark")].toString().toLatin1();
    return proven(desk, who, *one, (*said)[QLatin1String("step")].toInteger());
}

static Result<void> wasReset(const SignInDesk &desk, const ServerPlace &place, Remembered one)
{
    (void)desk.secrets.forget(factorSecret(place.url, one.login)); // counts no more, wherever it lies
    one.enrolled = false;
    one.factorMark.clear();
    one.factorProven = 0;
    if (auto done = remember(desk.database, one); !done)
        return done;
    return error(Error::Code::NotFound, "factor");
}

static Result<void> proveAtServer(
    const SignInDesk &desk, const ServerPlace &place, Pg &pg, SignedIn &who, Remembered one, const QString &code)
{
    const auto wait = pg.query(kTry, digitsOf(code));
    if (!wait)
        return wait.error();
    if (wait->count() != 1)
        return unknown();
    if (wait->isNull(0, 0))
        return wasReset(desk, place, one);
    if (wait->number(0, 0) > 0)
        return error(Error::Code::Busy, "code", QString::number(wait->number(0, 0)));
    const auto said = jsonOf(pg.query(kAnswer));
    if (!said)
        return said.error();
    const QString state = (*said)[QLatin1String("st")].toString();
    if (state == QLatin1String("wrong"))
        return error(Error::Code::Denied, "code");
    const QByteArray seed = QByteArray::fromHex((*said)[QLatin1String("seed")].toString().toLatin1());
    if (state != QLatin1String("ok") || seed.isEmpty())
        return unknown();
    keepSeed(desk, place, who.login.login, seed);
    one.factorMark = (*said)[QLatin1String("mark")].toString().toLatin1();
    return proven(desk, who, one, (*said)[QLatin1String("step")].toInteger());
}

static Result<void> proveHere(
    const SignInDesk &desk, const QByteArray &seed, SignedIn &who, Remembered one, const QString &code)
{
    const Time now = desk.clock.now();
    const Time age = now - one.factorSince;
    if (age >= kFactorPause || age < 0) {
        one.factorSince = now;
        one.factorWrong = 0;
    }
    if (one.factorWrong >= kFactorTries)
        return error(Error::Code::Busy, "code", QString::number((one.factorSince + kFactorPause - now) / kSecond + 1));
    ++one.factorWrong; // before the look, so that ending the program does not give the try back
    if (auto counted = remember(desk.database, one); !counted)
        return counted;
    const auto step = totpStepOf(seed, code, now, one.factorStep);
    return step ? proven(desk, who, one, *step) : error(Error::Code::Denied, "code");
}

Result<void> proveFactor(const SignInDesk &desk, SignedIn &who, const QString &code)
{
    const auto place = serverPlace(desk.database);
    const auto one = rememberedOf(desk, who);
    if (!place || !one)
        return !place ? place.error() : one.error();
    const auto pg = openAs(*place, who.login);
    const auto asked = pg ? proveAtServer(desk, *place, **pg, who, *one, code) : Result<void>(pg.error());
    if (asked || asked.error().code != Error::Code::Offline || Heeding::isHalted())
        return asked;
    const auto seed = desk.secrets.read(factorSecret(place->url, who.login.login));
    return seed ? proveHere(desk, *seed, who, *one, code) : asked;
}

Result<void> resetFactor(Pg &pg, const QString &login)
{
    const auto rows = pg.query(kReset, login);
    if (!rows)
        return rows.error();
    const QByteArray said = rows->count() == 1 ? rows->bytes(0, 0) : QByteArray();
    if (said == "self")
        return error(Error::Code::Denied, "self");
    if (said == "none")
        return error(Error::Code::NotFound, "login");
    return said == "ok" ? Result<void>() : Result<void>(unknown());
}

} // namespace updesk
