// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/door.h"

#include "core/desk/tables.h"

namespace updesk
{

Door::Door(std::unique_ptr<Secrets> secrets, const Clock &clock, Joiner::SetUp setUp)
    : m_secrets(std::move(secrets)), m_clock(clock), m_joiner(new Joiner(*m_secrets, clock, std::move(setUp)))
{
    m_joiner->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_joiner, &QObject::deleteLater);
    connect(m_joiner, &Joiner::joined, this, &Door::joined);
    m_thread.start();
}

// Nobody waits for a server here; what cannot be broken off is a name that is being looked up, and a key store that
// asks its user.
Door::~Door()
{
    m_joiner->cancel();
    if (m_worker)
        m_worker->callOff();
    m_thread.quit();
    m_thread.wait();
}

void Door::serve(JoinPage *page, const QString &path)
{
    connect(m_joiner, &Joiner::progressed, page, &JoinPage::setRows);
    connect(m_joiner, &Joiner::severalStores, page, &JoinPage::setStores);
    connect(m_joiner, &Joiner::failed, page, &JoinPage::setFault);
    connect(page, &JoinPage::joinWanted, this, [this, path](const JoinRequest &request) {
        m_joiner->ask({path, request.invite, request.login, request.password, request.keep});
    });
    connect(page, &JoinPage::cancelWanted, this, [this] { m_joiner->cancel(); });
    connect(page, &JoinPage::begun, this, [this, page] { askKeeps(page); });
}

// Asked when somebody joins and not before: the system may ask its user to unlock the key store.
void Door::askKeeps(QPointer<JoinPage> page)
{
    QMetaObject::invokeMethod(m_joiner, [this, page] {
        const bool keeps = m_secrets->works();
        QMetaObject::invokeMethod(this, [page, keeps] {
            if (page)
                page->setKeeps(keeps);
        });
    });
}

template <class... Taken, class... Given>
void Door::ask(Asked asked, void (SignInWorker::*slot)(Taken...), const Given &...given)
{
    asked.number = ++m_number;
    m_asked.push_back(asked);
    (m_worker->*slot)(given...);
    // Comes back after every signal of what was asked.
    QMetaObject::invokeMethod(m_worker,
        [this, number = asked.number] { QMetaObject::invokeMethod(this, [this, number] { answered(number); }); });
}

void Door::answered(int number)
{
    while (!m_asked.empty() && m_asked.front().number <= number) {
        const Asked done = m_asked.front();
        m_asked.pop_front();
        if (done.wish == Wish::Forget && !done.failed)
            Q_EMIT forgotten(done.login);
    }
}

void Door::callOff()
{
    for (Asked &one : m_asked)
        one.counts = false;
    m_worker->callOff();
}

void Door::openWorker(const QString &path)
{
    if (m_worker && m_path == path)
        return;
    if (m_worker) {
        m_worker->callOff();
        disconnect(m_worker, nullptr, this, nullptr);
        m_worker->deleteLater();
        m_asked.clear();
    }
    m_path = path;
    m_worker = new SignInWorker({path, deskSetup(m_clock), m_secrets.get(), &m_clock});
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    hear();
    hearOfPage();
}

void Door::hear()
{
    connect(m_worker, &SignInWorker::looked, this, [this](const std::vector<KnownPerson> &people) {
        if (!m_page)
            return;
        m_page->setKnown(people);
        if (m_enters)
            m_page->setBusy();
    });
    connect(m_worker, &SignInWorker::keeps, this, [this](bool keeps) {
        if (m_page)
            m_page->setKeeps(keeps);
        Q_EMIT this->keeps(keeps);
    });
    connect(m_worker, &SignInWorker::refused, this, &Door::refuse);
    connect(m_worker, &SignInWorker::tested, this, &Door::tested);
    connect(m_worker, &SignInWorker::testFailed, this, &Door::testFailed);
}

void Door::hearOfPage()
{
    connect(m_worker, &SignInWorker::entered, this, [this](const Entry &entry) {
        if (!isAwaited())
            return;
        m_waiting = entry;
        if (entry.offersPin)
            m_page->offerPin();
        else
            enter(entry);
    });
    connect(m_worker, &SignInWorker::pinKept, this, [this] {
        if (isAwaited())
            enter(m_waiting);
    });
    connect(m_worker, &SignInWorker::codeWanted, this, [this] {
        if (isAwaited())
            m_page->askCode();
    });
    connect(m_worker, &SignInWorker::enrolmentWanted, this, [this](const FactorOffer &offer) {
        if (isAwaited())
            m_page->askEnrolment(offer);
    });
}

void Door::refuse(const Error &error)
{
    if (isOf(Wish::Forget) || isOf(Wish::Drop)) {
        m_asked.front().failed = true;
        Q_EMIT forgetFailed(error);
    } else if (m_page && (isAwaited() || isOf(Wish::Look))) {
        m_enters = false;
        m_page->setFault(error);
    }
}

void Door::enter(Entry entry)
{
    m_enters = false;
    Q_EMIT entered(entry);
}

void Door::leave()
{
    callOff();
    m_page = nullptr;
    m_waiting = {};
}

void Door::serve(SignInPage *page, const QString &path)
{
    openWorker(path);
    callOff(); // a test that still asks the server would keep the people at the door waiting
    m_page = page;
    connect(page, &SignInPage::passwordGiven, this, [this](const QString &login, const QString &password, Keep keep) {
        ask({.wish = Wish::Enter}, &SignInWorker::byPassword, login, password, keep);
    });
    connect(page, &SignInPage::pinGiven, this, [this](const QString &login, const QString &pin) {
        ask({.wish = Wish::Enter}, &SignInWorker::byPin, login, pin);
    });
    connect(page, &SignInPage::codeGiven, this,
        [this](const QString &code) { ask({.wish = Wish::Enter}, &SignInWorker::proveByCode, code); });
    connect(page, &SignInPage::enrolmentGiven, this,
        [this](const QString &code) { ask({.wish = Wish::Enter}, &SignInWorker::enrolByCode, code); });
    connect(page, &SignInPage::calledOff, this, &Door::callOff);
    connect(page, &SignInPage::pinChosen, this,
        [this](const QString &pin) { ask({.wish = Wish::Enter}, &SignInWorker::keepPin, pin); });
    connect(page, &SignInPage::pinDeclined, this, [this] { enter(m_waiting); });
}

void Door::look() { ask({.wish = Wish::Look}, &SignInWorker::look); }

void Door::enterAs(const SignedIn &joined)
{
    m_enters = true;
    look();
    ask({.wish = Wish::Enter}, &SignInWorker::byPassword, joined.login.login, joined.login.password,
        joined.kept ? Keep::Password : Keep::Nothing);
}

void Door::test(const Login &login) { ask({.wish = Wish::Test}, &SignInWorker::test, login); }

void Door::forget(const QString &login) { ask({.wish = Wish::Forget, .login = login}, &SignInWorker::forget, login); }

void Door::drop(const Login &login, const Error &error)
{
    ask({.wish = Wish::Drop}, &SignInWorker::drop, login, error);
}

} // namespace updesk
