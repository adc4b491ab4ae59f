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

void Door::openWorker(const QString &path)
{
    if (m_worker && m_path == path)
        return;
    if (m_worker) {
        m_worker->callOff();
        m_worker->deleteLater();
    }
    m_path = path;
    m_worker = new SignInWorker({path, deskSetup(m_clock), m_secrets.get(), &m_clock});
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    hear();
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
    connect(m_worker, &SignInWorker::entered, this, [this](const Entry &entry) {
        if (!entry.offersPin || !m_page)
            return enter(entry);
        m_waiting = entry;
        m_page->offerPin();
    });
    connect(m_worker, &SignInWorker::pinKept, this, [this] { enter(m_waiting); });
    connect(m_worker, &SignInWorker::codeWanted, this, [this] {
        if (m_page)
            m_page->askCode();
    });
    connect(m_worker, &SignInWorker::enrolmentWanted, this, [this](const FactorOffer &offer) {
        if (m_page)
            m_page->askEnrolment(offer);
    });
    connect(m_worker, &SignInWorker::refused, this, [this](const Error &error) {
        m_enters = false;
        if (m_page)
            m_page->setFault(error);
    });
    connect(m_worker, &SignInWorker::tested, this, &Door::tested);
    connect(m_worker, &SignInWorker::testFailed, this, &Door::testFailed);
}

void Door::enter(Entry entry)
{
    m_offline = !entry.who.online;
    m_page = nullptr;
    m_enters = false;
    m_waiting = {};
    Q_EMIT entered(entry);
}

void Door::serve(SignInPage *page, const QString &path)
{
    openWorker(path);
    m_worker->callOff(); // a test that still asks the server would keep the people at the door waiting
    m_page = page;
    page->setOffline(m_offline);
    connect(page, &SignInPage::passwordGiven, this, [this](const QString &login, const QString &password, Keep keep) {
        m_worker->byPassword(login, password, keep);
    });
    connect(page, &SignInPage::pinGiven, this,
        [this](const QString &login, const QString &pin) { m_worker->byPin(login, pin); });
    connect(page, &SignInPage::codeGiven, this, [this](const QString &code) { m_worker->proveByCode(code); });
    connect(page, &SignInPage::enrolmentGiven, this, [this](const QString &code) { m_worker->enrolByCode(code); });
    connect(page, &SignInPage::calledOff, this, [this] { m_worker->callOff(); });
    connect(page, &SignInPage::pinChosen, this, [this](const QString &pin) { m_worker->keepPin(pin); });
    connect(page, &SignInPage::pinDeclined, this, [this] { enter(m_waiting); });
}

void Door::look() { m_worker->look(); }

void Door::enterAs(const SignedIn &joined)
{
    m_enters = true;
    look();
    m_worker->byPassword(joined.login.login, joined.login.password, joined.kept ? Keep::Password : Keep::Nothing);
}

void Door::test(const Login &login) { m_worker->test(login); }

void Door::forget(const QString &login) { m_worker->forget(login); }

} // namespace updesk
