// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskprogram.h"

#include "app/samplewords.h"
#include "app/setupwords.h"
#include "app/sharing.h"
#include "core/desk/deskclock.h"
#include "core/store/desksetting.h"
#include "core/desk/movesample.h"
#include "core/desk/setaside.h"
#include "core/desk/setup.h"
#include "ui/parts/atrestwords.h"
#include "ui/parts/sentence.h"
#include "ui/shell/desksettings.h"
#include "ui/shell/programwords.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QMessageBox>

#include <cstdio>

namespace updesk
{

bool DeskProgram::begin()
{
    finishLeaving();
    for (const QString &path : {storePath(m_options.profile), samplePath(m_options.profile)}) {
        (void)finishSettingAside(path); // what it cannot do the opening says
        if (QFile::exists(path))
            return openDesk(path);
    }
    if (!m_options.sample.isEmpty())
        return openDesk(storePath(m_options.profile));
    openWelcome();
    return true;
}

// An option that a real store refuses is named by openStore(); every other Denied is about a person's role.
QString DeskProgram::sentenceOf(const Error &error) const
{
    static const QStringList options{QStringLiteral("now"), QStringLiteral("user"), QStringLiteral("lang"),
        QStringLiteral("scale"), QStringLiteral("offline")};
    if (error.code == Error::Code::NotFound && !m_options.user.isEmpty() && error.subject == m_options.user)
        return ProgramWords::nobodyWithLogin(m_options.user);
    const bool ofOption = error.code == Error::Code::Denied && options.contains(error.subject);
    return ofOption ? sampleOnlySentence(error.subject) : sentence(error);
}

bool DeskProgram::fail(const Error &error)
{
    m_encrypting.reset(); // nobody can close it
    const QString words = sentenceOf(error);
    std::fprintf(stderr, "updesk: %s\n", qPrintable(words));
    if (m_welcome) {
        m_welcome->setError(words);
        return false;
    }
    if (m_options.grab.isEmpty() && QGuiApplication::platformName() != QLatin1String("offscreen"))
        QMessageBox::critical(nullptr, QApplication::applicationDisplayName(), words);
    return false;
}

// What this desk remembers, unless the command line says otherwise.
void DeskProgram::dress()
{
    Database &database = m_opened.session->database();
    if (const auto size = deskSetting(database, QStringLiteral("text_size")); size && size->toInt() > 0)
        setTextSize(size->toInt());
    const auto kept = deskSetting(database, QStringLiteral("theme"));
    const ThemeName before = kept && !kept->isEmpty() ? ThemeName(kept->toInt()) : ThemeName::System;
    setTheme(themeNamed(m_options.theme, before));
}

// A large file that is still plain takes minutes, once: a window says so, where else nothing would be on the screen.
Result<FileKey> DeskProgram::ready(const QString &path, const Clock &clock)
{
    if (!m_options.grab.isEmpty() || !isBigPlainFile(path, m_bigFile))
        return readyFile(path, clock, m_keys.keys());
    setTheme(themeNamed(m_options.theme, ThemeName::System));
    m_encrypting = std::make_unique<EncryptingPage>();
    m_encrypting->setWindowTitle(QStringLiteral("UpDesk"));
    m_encrypting->resize(QSize(760, 420));
    return readyBehind(*m_encrypting, path, clock);
}

bool DeskProgram::openDesk(const QString &path)
{
    auto opened =
        openStore(m_options, path, [this](const QString &file, const Clock &clock) { return ready(file, clock); });
    if (!opened && isEnding(opened.error())) {
        m_encrypting.reset();
        return false;
    }
    if (!opened && LockedPage::isAbout(opened.error()) && m_options.grab.isEmpty())
        return openLocked(path, opened.error());
    if (!opened)
        return fail(opened.error());
    m_opened = std::move(*opened);
    dress();
    const auto joined = isJoined();
    if (!joined)
        return fail(joined.error());
    return *joined ? askWho() : buildDesk();
}

bool DeskProgram::buildDesk()
{
    const auto background = m_options.grab.isEmpty() ? DeskWindow::Background::On : DeskWindow::Background::Off;
    m_desk = std::make_unique<DeskWindow>(*m_opened.session, m_dialler, background);
    m_desk->settings()->setEncryption(atRestWords(atRest(*m_opened.session, m_keys.keys())));
    connect(m_desk.get(), &DeskWindow::sampleLeft, this, &DeskProgram::leaveSample, Qt::QueuedConnection);
    m_welcome.reset();
    m_locked.reset();
    m_encrypting.reset();
    if (!m_options.perfLog.isEmpty()) {
        m_perfLog = std::make_unique<PerfLog>(
            m_options.perfLog, m_desk->window(), [this] { return m_desk->window()->current(); });
    }
    if (m_options.offline)
        m_desk->sync()->pretendOffline();
    showWindow();
    if (m_options.grab.isEmpty()) // after the first paint
        QTimer::singleShot(0, m_desk.get(), [this] { share(); });
    return m_options.grab.isEmpty() || grab(m_desk->window());
}

void DeskProgram::share()
{
    auto sharing = sharingOf(*m_opened.session, m_logins, m_opened.corrected);
    if (sharing)
        sharing->signIn = [this] { lock(); };
    m_desk->startChannels(sharing ? sharing->lane : ChannelWorker::Lane());
    if (sharing)
        m_desk->sync()->start(*sharing);
    else if (sharing.error().code != Error::Code::NotFound)
        m_desk->window()->toast()->say(sentence(sharing.error()));
}

void DeskProgram::showWindow()
{
    MainWindow *window = m_desk->window();
    window->resize(m_options.width > 0 ? QSize(m_options.width, m_options.height) : window->sizeHint());
    window->show();
    openScreen();
    QApplication::processEvents();
    if (m_perfLog)
        m_perfLog->note(
            "start", double(m_sinceStart.nsecsElapsed()) / 1e6, m_desk->work()->queue()->model()->rowCount());
}

void DeskProgram::openScreen()
{
    const QString &screen = m_options.screen;
    const auto is = [&](const char *name) { return screen == QLatin1String(name); };
    if (is("quarantine") || is("tray"))
        m_desk->window()->go(QStringLiteral("quarantine"));
    if (is("appointments"))
        m_desk->window()->go(QStringLiteral("appointments"));
    if (is("settings"))
        m_desk->window()->go(QStringLiteral("settings"));
    if (is("templates"))
        m_desk->window()->go(QStringLiteral("templates"));
    if (is("sequences") || is("messages"))
        m_desk->window()->go(screen);
    const int row = m_options.lead.isEmpty() && is("lead") ? 1 : m_options.lead.toInt();
    QueueModel *queue = m_desk->work()->queue()->model();
    while (row > queue->rowCount() && queue->canFetchMore({}))
        queue->fetchMore({});
    const LeadId lead = row > 0 ? queue->leadAt(row - 1) : LeadId{};
    if (!lead.isNull())
        m_desk->openLead(lead);
    else if (row > 0)
        m_desk->window()->toast()->say(ProgramWords::noLeadAt(row));
    if (is("walkin"))
        m_desk->quickAdd()->walkIn();
    if (is("phoneup"))
        m_desk->quickAdd()->phoneUp();
    m_options.screen.clear(); // asked for at the start, not by every window after it
    m_options.lead.clear();
}

bool DeskProgram::grab(QWidget *window)
{
    QApplication::processEvents();
    if (!window->grab().save(m_options.grab)) {
        std::fprintf(stderr, "updesk: the picture %s could not be written\n", qPrintable(m_options.grab));
        return false;
    }
    QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    return true;
}

void DeskProgram::openWelcome()
{
    setTheme(themeNamed(m_options.theme, ThemeName::System));
    m_welcome = std::make_unique<WelcomePage>();
    connect(m_welcome.get(), &WelcomePage::sampleChosen, this, &DeskProgram::makeSampleStore, Qt::QueuedConnection);
    connect(m_welcome.get(), &WelcomePage::setUpChosen, this, &DeskProgram::setUpFrom, Qt::QueuedConnection);
    door().serve(m_welcome->join(), storePath(m_options.profile));
    connect(m_welcome.get(), &WelcomePage::themeChosen, this, [](ThemeName name) { setTheme(name); });
    m_welcome->resize(m_options.width > 0 ? QSize(m_options.width, m_options.height) : QSize(1366, 768));
    m_welcome->show();
    m_welcome->focusTarget()->setFocus();
    if (!m_options.grab.isEmpty())
        grab(m_welcome.get());
}

// The file is there, and nothing that is in it can be shown.
bool DeskProgram::openLocked(const QString &path, const Error &error)
{
    std::fprintf(stderr, "updesk: %s\n", qPrintable(sentenceOf(error)));
    m_encrypting.reset(); // nobody can close it
    if (m_locked) {
        m_locked->setProblem(path, error);
        m_locked->setFault(ProgramWords::keyStillMissing());
        return true;
    }
    setTheme(themeNamed(m_options.theme, ThemeName::System));
    m_locked = std::make_unique<LockedPage>();
    m_locked->setWindowTitle(QStringLiteral("UpDesk"));
    m_locked->setProblem(path, error);
    connect(
        m_locked.get(), &LockedPage::againWanted, this, [this, path] { openDesk(path); }, Qt::QueuedConnection);
    connect(
        m_locked.get(), &LockedPage::asideWanted, this, [this, path] { startAnew(path); }, Qt::QueuedConnection);
    m_locked->resize(m_options.width > 0 ? QSize(m_options.width, m_options.height) : QSize(1366, 768));
    m_locked->show();
    m_locked->focusTarget()->setFocus();
    return true;
}

void DeskProgram::startAnew(const QString &path)
{
    const auto aside = setFileAside(path, m_clock.now());
    if (!aside)
        return m_locked->setFault(sentence(aside.error()));
    openWelcome();
    m_welcome->setNotice(ProgramWords::setAside(*aside));
    m_locked.reset();
}

// A few seconds of work before there is anything to look at: the words say so first.
void DeskProgram::makeSampleStore()
{
    m_welcome->setBusy(ProgramWords::makingSample());
    QApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
    m_options.sample = QStringLiteral("small");
    openDesk(samplePath(m_options.profile));
    if (m_welcome)
        m_welcome->setBusy({});
}

Result<void> DeskProgram::makeOwn(const SetupConfig &config)
{
    const QString own = storePath(m_options.profile);
    const SystemClock clock;
    const auto key = readyFile(own, clock, m_keys.keys(), Database::Open::OrCreate);
    return key ? makeStore(own, clock, config, *key) : key.error();
}

void DeskProgram::setUpFrom(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return m_welcome->setError(sentence({Error::Code::NotFound, name, {}}));
    const SystemClock clock;
    const auto config = setupConfig(file.readAll(), clock.now());
    if (!config)
        return m_welcome->setError(setupSentence(config.error()));
    if (auto made = makeOwn(*config); !made)
        return m_welcome->setError(sentence(made.error()));
    openDesk(storePath(m_options.profile));
}

Result<void> DeskProgram::moveInto(const QString &own, Session &sample)
{
    CorrectedClock clock;
    if (const auto ready = readyFile(own, clock, m_keys.keys()); !ready)
        return ready.error();
    auto session = Session::open(own, clock);
    if (!session)
        return session.error();
    if (auto recalled = recallClock((*session)->database(), clock); !recalled)
        return recalled;
    const auto rules = (*session)->rules();
    if (!rules)
        return rules.error();
    if (!(*rules)->people.empty())
        (*session)->setPerson((*rules)->people.front().id);
    const auto moved = moveByHand(sample, **session);
    return moved ? Result<void>() : moved.error();
}

/// What was typed into the sample goes to the own store; there may be none yet. False: it said why, or nobody chose a
/// set-up file.
bool DeskProgram::moveToOwn()
{
    const QString own = storePath(m_options.profile);
    const auto failed = [this](const Error &error) {
        m_desk->window()->toast()->say(sentence(error));
        return false;
    };
    if (!QFile::exists(own)) {
        const QString name = m_choose ? m_choose()
                                      : QFileDialog::getOpenFileName(m_desk->window(), ProgramWords::setUpFileTitle(),
                                          QString(), ProgramWords::setUpFileFilter());
        QFile file(name);
        if (name.isEmpty())
            return false;
        if (!file.open(QIODevice::ReadOnly))
            return failed({Error::Code::NotFound, name, {}});
        const SystemClock clock;
        const auto config = setupConfig(file.readAll(), clock.now());
        if (!config) {
            m_desk->window()->toast()->say(setupSentence(config.error()));
            return false;
        }
        // From here a start of the program finishes the move.
        if (auto begun = beginLeaving(m_opened.session->database()); !begun)
            return failed(begun.error());
        if (auto made = makeOwn(*config); !made)
            return failed(made.error());
    }
    const auto moved = moveInto(own, *m_opened.session);
    return moved ? true : failed(moved.error());
}

/// A sample asked for on the command line lies where the own store belongs: it makes room.
bool DeskProgram::putAside()
{
    const QString from = m_opened.session->database().path();
    const QString to = samplePath(m_options.profile);
    if (from == to)
        return true;
    if (QFile::exists(to)) {
        m_desk->window()->toast()->say(sentence({Error::Code::Duplicate, to, {}}));
        return false;
    }
    m_perfLog.reset();
    m_desk.reset();
    m_opened = {}; // the last connection lays the log into the file
    const bool moved = QFile::rename(from, to);
    return openDesk(moved ? to : from) && moved;
}

// The file goes last: until then everything is still in it, and a move that was cut off is done again.
void DeskProgram::leaveSample(bool move)
{
    m_options.sample.clear();
    if (move && !(putAside() && moveToOwn()))
        return;
    const QString sample = m_opened.session->database().path();
    m_perfLog.reset();
    m_desk.reset();
    m_opened = {};
    const SystemClock clock;
    const auto removed = removeSample(sample, clock);
    for (QString *ofSample : {&m_options.now, &m_options.user, &m_options.lang})
        ofSample->clear(); // what bends a sample store would keep the own one from opening
    m_options.speed = 1;
    m_options.scaled = false;
    begin();
    if (!removed)
        fail(removed.error());
}

// The program ended between the making of the own store and the end of the sample.
void DeskProgram::finishLeaving()
{
    const QString own = storePath(m_options.profile);
    const QString path = samplePath(m_options.profile);
    if (!QFile::exists(own) || !QFile::exists(path))
        return;
    const SystemClock clock;
    {
        const auto sample = Session::open(path, clock);
        const auto leaving = sample ? isLeaving((*sample)->database()) : Result<bool>(sample.error());
        if (!leaving)
            fail(leaving.error()); // what was typed into it is still there, and the next start tries again
        if (!leaving || !*leaving)
            return;
        if (const auto moved = moveInto(own, **sample); !moved) {
            fail(moved.error());
            return;
        }
    }
    if (const auto removed = removeSample(path, clock); !removed)
        fail(removed.error());
}

} // namespace updesk
