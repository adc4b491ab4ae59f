// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskprogram.h"
#include "app/newdesk.h"
#include "app/sharing.h"
#include "core/store/desksetting.h"
#include "ui/parts/sentence.h"
#include "ui/parts/sentencesync.h"
#include "ui/shell/desksettings.h"
#include "ui/shell/programwords.h"

#include <QApplication>

#include <utility>

namespace updesk
{

Door &DeskProgram::door()
{
    if (m_door)
        return *m_door;
    if (!m_secrets)
        m_secrets = std::make_unique<SystemSecrets>();
    m_door = std::make_unique<Door>(
        std::move(m_secrets), m_clock, [this](const QString &file) { return newDeskSetup(file, m_clock); });
    connect(m_door.get(), &Door::joined, this, &DeskProgram::openJoined);
    connect(m_door.get(), &Door::entered, this, &DeskProgram::enter);
    return *m_door;
}

Result<bool> DeskProgram::isJoined() const
{
    const auto place = serverPlace(m_opened.session->database());
    if (!place && place.error().code != Error::Code::NotFound)
        return place.error();
    return bool(place);
}

// The desk of a shared store is not even built before somebody proved who they are.
bool DeskProgram::askWho()
{
    const QString path = m_opened.session->database().path();
    const auto rules = m_opened.session->rules();
    if (!rules)
        return fail(rules.error());
    m_first = std::make_unique<SignInPage>();
    m_signIn = m_first.get();
    m_signIn->setWindowTitle(QStringLiteral("UpDesk"));
    m_signIn->setStore((*rules)->dealership.name);
    door().serve(m_signIn, path);
    if (!m_welcome)
        door().look();
    m_signIn->resize(m_options.width > 0 ? QSize(m_options.width, m_options.height) : QSize(1366, 768));
    m_signIn->show();
    m_signIn->focusTarget()->setFocus();
    m_welcome.reset();
    m_locked.reset();
    m_encrypting.reset();
    return m_options.grab.isEmpty() || grab(m_signIn);
}

void DeskProgram::lock()
{
    if (m_desk->cover()->isLaid())
        return;
    auto *page = new SignInPage;
    page->setStore(m_desk->window()->state().store);
    page->setOffline(m_desk->sync()->isServerAway());
    m_desk->cover()->lay(page);
    m_signIn = page;
    door().serve(page, m_opened.session->database().path());
    door().look();
    page->focusTarget()->setFocus();
}

void DeskProgram::enter(const Entry &entry)
{
    // While the file cannot be read the page stays: behind it is the work of whoever had the desk before.
    if (const auto rules = m_opened.session->rules(); !rules)
        return m_signIn->setFault(rules.error());
    m_door->leave();
    const PersonId person = entry.who.login.person;
    m_login = entry.who.login;
    for (const Login &kept : entry.kept)
        if (m_login.password.isEmpty() && kept.login == m_login.login)
            m_login = kept;
    std::vector<Login> before = std::exchange(m_logins, entry.kept);
    for (const Login &one : before) // a password that is kept nowhere counts until the program ends
        if (std::ranges::find(m_logins, one.login, &Login::login) == m_logins.end())
            m_logins.push_back(one);
    m_logins = loginsWith(m_logins, m_login);
    m_signIn = nullptr;
    if (m_desk) {
        m_desk->cover()->lift(); // first: a form that is hidden could not be put away for its owner
        m_desk->take(person, m_login.login);
        if (std::ranges::any_of(
                m_logins, [&before](const Login &one) { return std::ranges::find(before, one) == before.end(); }))
            share();
        return tellOfSignIn(entry.who);
    }
    m_opened.session->setPerson(person);
    const auto kept =
        setDeskSetting(m_opened.session->database(), QStringLiteral("person"), QString::fromLatin1(person.value.hex()));
    const bool built = buildDesk();
    m_first->hide();
    m_first.release()->deleteLater(); // it may be asking us right now
    if (!built)
        return QCoreApplication::exit(1);
    joinSettings();
    tellOfSignIn(entry.who);
    if (!kept)
        fail(kept.error());
}

void DeskProgram::joinSettings()
{
    m_desk->useSignIn([this] { lock(); });
    DeskSettings *settings = m_desk->settings();
    settings->setWays(
        {.test = [this] { m_door->test(m_login); }, .forget = [this](const QString &login) { m_door->forget(login); }});
    connect(m_door.get(), &Door::keeps, settings, &DeskSettings::setKeeps);
    connect(m_door.get(), &Door::tested, settings, &DeskSettings::setTested);
    connect(m_door.get(), &Door::testFailed, settings, &DeskSettings::setTestFailed);
    connect(m_door.get(), &Door::forgotten, settings, [this](const QString &login) {
        std::erase_if(m_logins, [&login](const Login &one) { return one.login == login; });
        share(); // what was not sent under this login waits
    });
    connect(m_door.get(), &Door::forgetFailed, settings,
        [this](const Error &error) { m_desk->window()->toast()->say(sentence(error)); });
    connect(m_desk->sync(), &DeskSync::refused, settings, [this](const Absence &absence) { shutOut(absence); });
    connect(m_desk->sync(), &DeskSync::changed, settings, [this] {
        if (m_signIn)
            m_signIn->setOffline(m_desk->sync()->isServerAway());
    });
    m_door->look();
}

// What is kept of this login would open the desk all the same, and whoever has it now may be the one.
void DeskProgram::shutOut(const Absence &absence)
{
    const auto out = std::ranges::find(m_logins, absence.login, &Login::login);
    if (out == m_logins.end())
        return;
    m_door->drop(*out, absence.error);
    m_logins.erase(out);
    share();
    if (absence.person != m_opened.session->person())
        return;
    lock();
    const auto rules = m_opened.session->rules();
    const Person *person = rules ? (*rules)->person(absence.person) : nullptr;
    m_signIn->setNotice(absenceSentence(absence.error, person ? person->name : absence.login));
}

void DeskProgram::tellOfSignIn(const SignedIn &who)
{
    if (const QString words = ProgramWords::signedIn(who); !words.isEmpty())
        m_desk->window()->toast()->say(words);
}

// The server has just let this person in: what is left is the second proof, where one is asked for, and a PIN.
void DeskProgram::openJoined(const SignedIn &who)
{
    if (openDesk(storePath(m_options.profile)) && m_signIn)
        door().enterAs(who);
}

} // namespace updesk
