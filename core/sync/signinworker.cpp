// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/signinworker.h"

#include "core/leads/rulebook.h"

namespace updesk
{

// What is called off after the halt was lowered raises it again; what was called off before is not wanted.
void SignInWorker::begin(std::function<void()> work)
{
    QMetaObject::invokeMethod(this, [this, number = ++m_asked, work = std::move(work)] {
        m_current = number;
        m_halt.lower();
        const Heeding heeding(m_halt);
        work();
    });
}

void SignInWorker::callOff()
{
    m_calledOff = m_asked;
    m_halt.raise();
}

Result<SignInDesk> SignInWorker::desk()
{
    if (!m_database) {
        auto opened = Database::open(m_order.path, m_order.setup, Database::Open::Existing);
        if (!opened)
            return opened.error();
        m_database = std::move(*opened);
    }
    return SignInDesk{*m_database, *m_order.secrets, *m_order.clock};
}

void SignInWorker::with(Act act)
{
    begin([this, act = std::move(act)] {
        const auto here = desk();
        const Result<void> done = here ? act(*here) : Result<void>(here.error());
        if (!done)
            Q_EMIT refused(done.error());
    });
}

void SignInWorker::attempt(const Act &act)
{
    with([this, act](const SignInDesk &desk) -> Result<void> {
        if (!isWanted())
            return {};
        auto done = act(desk);
        return isWanted() ? std::move(done) : Result<void>();
    });
}

Result<void> SignInWorker::tell(const SignInDesk &desk)
{
    const auto people = knownPeople(desk.database);
    if (!people)
        return people.error();
    Q_EMIT looked(*people);
    Q_EMIT keeps(desk.secrets.works());
    return {};
}

void SignInWorker::look()
{
    with([this](const SignInDesk &desk) { return tell(desk); });
}

static Result<bool> hasPin(Database &database, const QString &login)
{
    const auto people = knownPeople(database);
    if (!people)
        return people.error();
    const auto found = std::ranges::find(*people, login, &KnownPerson::login);
    return found != people->end() && found->hasPin;
}

// Whoever proved the password may have a second factor to prove; then the door opens.
Result<void> SignInWorker::goOn(const SignInDesk &desk)
{
    if (!isWanted())
        return {};
    if (m_who.factor == SecondFactor::Due) {
        Q_EMIT codeWanted();
        return {};
    }
    if (m_who.factor == SecondFactor::Missing) {
        const auto rules = rulebook(desk.database);
        if (!rules)
            return rules.error();
        m_offer = offerFactor((*rules)->dealership.name, m_who.login.login);
        Q_EMIT enrolmentWanted(m_offer);
        return {};
    }
    auto kept = keptLogins(desk);
    const auto pin = hasPin(desk.database, m_who.login.login);
    if (!kept || !pin)
        return !kept ? kept.error() : pin.error();
    if (isWanted()) // the key store may have taken its time
        Q_EMIT entered({m_who, std::move(*kept), m_byPassword && m_who.kept && !*pin});
    return {};
}

void SignInWorker::byPassword(const QString &login, const QString &password, Keep keep)
{
    attempt([this, login, password, keep](const SignInDesk &desk) -> Result<void> {
        auto who = signIn(desk, login, password, keep);
        if (!who)
            return who.error();
        m_who = *who;
        m_byPassword = true;
        return goOn(desk);
    });
}

void SignInWorker::byPin(const QString &login, const QString &pin)
{
    attempt([this, login, pin](const SignInDesk &desk) -> Result<void> {
        auto who = signInByPin(desk, login, pin);
        if (!who)
            return who.error();
        m_who = *who;
        m_byPassword = false;
        return goOn(desk);
    });
}

void SignInWorker::proveByCode(const QString &code)
{
    attempt([this, code](const SignInDesk &desk) {
        auto proven = proveFactor(desk, m_who, code);
        return proven ? goOn(desk) : std::move(proven);
    });
}

void SignInWorker::enrolByCode(const QString &code)
{
    attempt([this, code](const SignInDesk &desk) {
        auto enrolled = enrolFactor(desk, m_who, m_offer, code);
        return enrolled ? goOn(desk) : std::move(enrolled);
    });
}

void SignInWorker::keepPin(const QString &pin)
{
    with([this, pin](const SignInDesk &desk) {
        auto kept = setPin(desk, m_who.login.login, pin);
        if (kept)
            Q_EMIT pinKept();
        return kept;
    });
}

void SignInWorker::forget(const QString &login)
{
    with([this, login](const SignInDesk &desk) {
        auto forgotten = forgetPerson(desk, login);
        return forgotten ? tell(desk) : std::move(forgotten);
    });
}

void SignInWorker::drop(const Login &login, const Error &error)
{
    with([this, login, error](const SignInDesk &desk) {
        auto dropped = forgetRefused(desk, login, error);
        return dropped ? tell(desk) : std::move(dropped);
    });
}

Result<Tested> SignInWorker::testAs(const Login &login)
{
    if (!isWanted())
        return Heeding::halted();
    const auto here = desk();
    const auto place = here ? serverPlace(here->database) : Result<ServerPlace>(here.error());
    return place ? testConnection(*place, login, here->database, *m_order.clock) : Result<Tested>(place.error());
}

void SignInWorker::test(const Login &login)
{
    begin([this, login] {
        const auto done = testAs(login);
        if (done)
            Q_EMIT tested(*done);
        else
            Q_EMIT testFailed(done.error());
    });
}

} // namespace updesk
