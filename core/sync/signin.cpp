// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/signin.h"

#include "core/base/halt.h"
#include "core/base/passwordseal.h"
#include "core/sync/peopleremote.h"
#include "core/sync/remembered.h"
#include "core/sync/secondfactor.h"
#include "core/sync/serverschema.h"

#include <QDir>
#include <QRegularExpression>

namespace updesk
{

static QString plain(const QString &login) { return login.trimmed().toLower(); }

static Error denied(const char *subject) { return {Error::Code::Denied, QString::fromLatin1(subject), {}}; }

static bool is(const Error &error, Error::Code code, const char *subject)
{
    return error.code == code && error.subject == QLatin1String(subject);
}

namespace
{

/// What the server said of a login that it let in.
struct Proven {
    Membership member;
    Hello hello;
    Time ahead = 0;
    std::optional<QByteArray> factorMark; ///< empty: the person has no second factor; nothing: the server knows none
};

} // namespace

// Somebody is to have the desk within two seconds (ui.md 2), also when the server is frozen.
static Pg::Options inAMoment(Pg::Options options)
{
    options.connectWithin = kSecond;
    options.patience = kSecond / 2;
    return options;
}

static Result<Proven> askServer(const SignInDesk &desk, const ServerPlace &place, const Pg::Options &options)
{
    auto pg = Pg::open(options);
    if (!pg)
        return pg.error();
    const auto all = membershipsOf(**pg);
    if (!all)
        return all.error();
    const auto here = std::ranges::find(*all, place.store, &Membership::store);
    if (here == all->end())
        return denied("store");
    Proven proven{*here, {}, 0, {}};
    const auto mark = factorMarkOf(**pg);
    if (!mark)
        return mark.error();
    proven.factorMark = *mark;
    PgRemote remote(std::move(*pg), desk.database, place.store, place.desk, here->person);
    const Time asked = desk.clock.now();
    const auto hello = remote.hello(syncSchema(int(QDir(desk.database.setup().migrations).count())));
    if (!hello)
        return hello.error();
    proven.hello = *hello;
    proven.ahead = hello->now - (asked + desk.clock.now()) / 2;
    return proven;
}

static Result<bool> keepPassword(const SignInDesk &desk, const ServerPlace &place, const Login &login, Keep keep)
{
    if (keep == Keep::Password && desk.secrets.works())
        return bool(desk.secrets.write(loginSecret(place.url, login.login), login.password.toUtf8()));
    return false;
}

// Without the password behind it a PIN would open the window and then send nothing.
static void dropPassword(const SignInDesk &desk, const ServerPlace &place, Remembered &one)
{
    one.pin.clear();
    // A key store that is locked or gone gives nothing away either.
    (void)desk.secrets.forget(loginSecret(place.url, one.login));
    (void)desk.secrets.forget(pinSecret(place.url, one.login));
}

static Result<Remembered> rememberProven(
    const SignInDesk &desk, const Login &login, const QString &role, bool &kept, Keep keep)
{
    const auto place = serverPlace(desk.database);
    if (!place)
        return place.error();
    const auto before = remembered(desk.database, login.login);
    const auto verifier = sealPassword(login.password.toUtf8());
    if (!before || !verifier)
        return !before ? before.error() : verifier.error();
    if (auto done = rememberRefusal(desk.database, login.person, {}); !done)
        return done.error();
    Remembered one = before->value_or(Remembered{});
    one.login = login.login;
    one.person = login.person;
    one.role = role;
    one.last = desk.clock.now();
    one.verifier = *verifier;
    one.pinWrong = 0;
    const auto inStore = keepPassword(desk, *place, login, keep);
    if (!inStore)
        return inStore.error();
    kept = *inStore;
    if (!kept)
        dropPassword(desk, *place, one);
    return one;
}

// All else is about the server or the way to it and keeps nobody from the own desk.
bool isRefusal(const Error &error)
{
    static constexpr const char *kOfThePerson[] = {"password", "login", "store", "person"};
    return std::ranges::any_of(
        kOfThePerson, [&error](const char *subject) { return is(error, Error::Code::Denied, subject); });
}

// An old password, or that of somebody who left, must not open this desk the moment the cable is pulled.
Result<void> forgetRefused(const SignInDesk &desk, const Login &login, const Error &error)
{
    const QString name = plain(login.login);
    const auto place = serverPlace(desk.database);
    auto one = remembered(desk.database, name);
    if (!isRefusal(error) || !place || !one || !*one)
        return !place ? place.error() : !one ? one.error() : Result<void>();
    const auto told = [&desk, &one, &error] { return rememberRefusal(desk.database, (*one)->person, error.subject); };
    if (!is(error, Error::Code::Denied, "password")) {
        auto done = told();
        return done ? forgetPerson(desk, name) : std::move(done);
    }
    const QByteArray refused = login.password.toUtf8();
    const auto kept = desk.secrets.read(loginSecret(place->url, name));
    const bool isKept = kept && *kept == refused;
    const bool isKnown = opensSeal((*one)->verifier, refused);
    if (!isKept && !isKnown)
        return {}; // a slip, or one that was replaced here already
    if (isKnown)
        (*one)->verifier.clear();
    if (isKept || !kept)
        dropPassword(desk, *place, **one);
    auto done = told();
    return done ? remember(desk.database, **one) : std::move(done);
}

static Result<SignedIn> letIn(const SignInDesk &desk, const Login &login, const Proven &proven, Keep keep)
{
    SignedIn who;
    who.login = login;
    who.login.person = proven.member.person;
    who.role = proven.member.role;
    who.online = true;
    who.serverAhead = proven.ahead;
    who.versions = versionsOf(proven.hello, syncSchema(int(QDir(desk.database.setup().migrations).count())));
    auto one = rememberProven(desk, who.login, who.role, who.kept, keep);
    if (!one)
        return one.error();
    const auto place = serverPlace(desk.database);
    if (!place)
        return place.error();
    if (proven.factorMark) {
        one->enrolled = !proven.factorMark->isEmpty();
        if (one->factorMark != *proven.factorMark) {
            one->factorMark = *proven.factorMark;
            one->factorProven = 0;
            // It is of a telephone that counts no more.
            (void)desk.secrets.forget(factorSecret(place->url, login.login));
        }
        const auto factor = factorOf(desk, *one, Asked::AtServer);
        if (!factor)
            return factor.error();
        who.factor = *factor;
    }
    if (auto done = remember(desk.database, *one); !done)
        return done.error();
    return who;
}

static Result<SignedIn> checkHere(const SignInDesk &desk, const Login &login, const Error &away)
{
    auto one = remembered(desk.database, login.login);
    if (!one)
        return one.error();
    if (!*one || (*one)->verifier.isEmpty())
        return away;
    if (!opensSeal((*one)->verifier, login.password.toUtf8()))
        return denied("password");
    SignedIn who;
    who.login = login;
    who.login.person = (*one)->person;
    who.role = (*one)->role;
    who.trouble = away;
    const auto place = serverPlace(desk.database);
    const auto factor = factorOf(desk, **one, Asked::Here);
    if (!place || !factor)
        return !place ? place.error() : factor.error();
    who.factor = *factor;
    const auto secret = desk.secrets.read(loginSecret(place->url, login.login));
    who.kept = secret && *secret == login.password.toUtf8();
    (*one)->pinWrong = 0;
    (*one)->last = desk.clock.now();
    if (auto done = remember(desk.database, **one); !done)
        return done.error();
    return who;
}

Result<SignedIn> signIn(const SignInDesk &desk, const QString &name, const QString &password, Keep keep)
{
    const auto place = serverPlace(desk.database);
    if (!place)
        return place.error();
    const Login login{{}, plain(name), password};
    const auto proven = askServer(desk, *place, optionsOf(*place, login.login, password));
    if (Heeding::isHalted()) // it was called off: nobody comes in any more, by what is known here as little
        return Heeding::halted();
    if (proven)
        return letIn(desk, login, *proven, keep);
    if (!isRefusal(proven.error()))
        return checkHere(desk, login, proven.error());
    if (auto done = forgetRefused(desk, login, proven.error()); !done)
        return done.error();
    return proven.error();
}

// The PIN was right: the password behind it is asked about as if it had been typed.
static Result<SignedIn> signInByKept(
    const SignInDesk &desk, const ServerPlace &place, Remembered &one, const Login &login)
{
    const auto proven = askServer(desk, place, inAMoment(optionsOf(place, login.login, login.password)));
    if (Heeding::isHalted())
        return Heeding::halted();
    if (proven)
        return letIn(desk, login, *proven, Keep::Password);
    if (isRefusal(proven.error())) {
        auto done = forgetRefused(desk, login, proven.error());
        return done ? proven.error() : done.error();
    }
    const auto factor = factorOf(desk, one, Asked::Here);
    if (!factor)
        return factor.error();
    one.last = desk.clock.now();
    if (auto done = remember(desk.database, one); !done)
        return done.error();
    SignedIn who;
    who.login = login;
    who.role = one.role;
    who.trouble = proven.error();
    who.kept = true;
    who.factor = *factor;
    return who;
}

Result<SignedIn> signInByPin(const SignInDesk &desk, const QString &name, const QString &pin)
{
    const auto place = serverPlace(desk.database);
    if (!place)
        return place.error();
    auto one = remembered(desk.database, plain(name));
    if (!one)
        return one.error();
    const auto asks = asksForFactor(desk.database);
    if (!asks)
        return asks.error();
    // Who has still to set up a second factor must come to the server for it.
    if (!*one || (*one)->pin.isEmpty() || (*one)->pinWrong >= kPinTries || (*asks && !(*one)->enrolled))
        return denied("pin_spent");
    const auto key = desk.secrets.read(pinSecret(place->url, (*one)->login));
    const auto password = desk.secrets.read(loginSecret(place->url, (*one)->login));
    if (!key || !password) {
        const Error error = !key ? key.error() : password.error();
        return error.code == Error::Code::NotFound ? denied("pin_spent") : error;
    }
    ++(*one)->pinWrong; // first, or ending the program in time would make the tries endless
    if (auto counted = remember(desk.database, **one); !counted)
        return counted.error();
    if (!opensSeal((*one)->pin, pin.toUtf8() + *key)) {
        const int left = kPinTries - (*one)->pinWrong;
        return left > 0 ? Error{Error::Code::Denied, QStringLiteral("pin"), QString::number(left)}
                        : denied("pin_spent");
    }
    (*one)->pinWrong = 0;
    if (auto done = remember(desk.database, **one); !done)
        return done.error();
    return signInByKept(desk, *place, **one, {(*one)->person, (*one)->login, QString::fromUtf8(*password)});
}

static Result<Remembered> known(const SignInDesk &desk, const QString &name)
{
    auto one = remembered(desk.database, plain(name));
    if (!one)
        return one.error();
    return *one ? Result<Remembered>(**one)
                : Result<Remembered>(Error{Error::Code::NotFound, QStringLiteral("login"), {}});
}

Result<void> setPin(const SignInDesk &desk, const QString &name, const QString &pin)
{
    static const QRegularExpression form(QStringLiteral("^([0-9])(?!\\1+$)[0-9]{3,5}$"));
    if (!form.match(pin).hasMatch())
        return Error{Error::Code::Invalid, QStringLiteral("pin"), {}};
    const auto place = serverPlace(desk.database);
    auto one = known(desk, name);
    if (!place || !one)
        return !place ? place.error() : one.error();
    if (const auto password = desk.secrets.read(loginSecret(place->url, one->login)); !password)
        return password.error();
    // Ten thousand PINs are tried in no time: what the file holds is worth nothing without this key.
    const QByteArray key = randomBytes(32);
    if (auto kept = desk.secrets.write(pinSecret(place->url, one->login), key); !kept)
        return kept;
    const auto seal = sealPassword(pin.toUtf8() + key);
    if (!seal)
        return seal.error();
    one->pin = *seal;
    one->pinWrong = 0;
    return remember(desk.database, *one);
}

Result<void> removePin(const SignInDesk &desk, const QString &name)
{
    const auto place = serverPlace(desk.database);
    auto one = known(desk, name);
    if (!place || !one)
        return !place ? place.error() : one.error();
    one->pin.clear();
    (void)desk.secrets.forget(pinSecret(place->url, one->login)); // useless without the seal
    return remember(desk.database, *one);
}

Result<std::vector<KnownPerson>> knownPeople(Database &database)
{
    const auto all = allRemembered(database);
    if (!all)
        return all.error();
    std::vector<KnownPerson> people;
    for (const Remembered &one : *all) {
        const auto name = nameOf(database, one.person);
        if (!name)
            return name.error();
        people.push_back({one.person, one.login, *name, !one.pin.isEmpty() && one.pinWrong < kPinTries, one.last});
    }
    return people;
}

Result<bool> keepLogin(const SignInDesk &desk, const Login &login, const QString &role, Keep keep)
{
    bool kept = false;
    Login proven = login;
    proven.login = plain(login.login);
    const auto one = rememberProven(desk, proven, role, kept, keep);
    if (!one)
        return one.error();
    if (auto done = remember(desk.database, *one); !done)
        return done.error();
    return kept;
}

Result<std::vector<Login>> keptLogins(const SignInDesk &desk)
{
    const auto place = serverPlace(desk.database);
    const auto all = allRemembered(desk.database);
    if (!place || !all)
        return !place ? place.error() : all.error();
    std::vector<Login> logins;
    for (const Remembered &one : *all) {
        const auto password = desk.secrets.read(loginSecret(place->url, one.login));
        if (password)
            logins.push_back({one.person, one.login, QString::fromUtf8(*password)});
        else if (password.error().code != Error::Code::NotFound)
            break; // locked, or none at all: nobody is asked once a person
    }
    return logins;
}

Result<void> forgetPassword(const SignInDesk &desk, const QString &name)
{
    const auto place = serverPlace(desk.database);
    auto one = known(desk, name);
    if (!place || !one)
        return !place ? place.error() : one.error();
    dropPassword(desk, *place, *one);
    return remember(desk.database, *one);
}

Result<void> forgetPerson(const SignInDesk &desk, const QString &name)
{
    const auto place = serverPlace(desk.database);
    auto one = remembered(desk.database, plain(name));
    if (!place || !one)
        return !place ? place.error() : one.error();
    if (!*one)
        return {};
    dropPassword(desk, *place, **one);
    (void)desk.secrets.forget(factorSecret(place->url, (*one)->login)); // as dropPassword()
    return forgetRemembered(desk.database, (*one)->login);
}

} // namespace updesk
