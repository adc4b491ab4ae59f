// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"

#include "core/desk/drafts.h"
#include "core/desk/movesample.h"
#include "core/desk/setup.h"
#include "ui/parts/ask.h"
#include "ui/parts/logo.h"
#include "ui/parts/sentence.h"
#include "ui/quarantine/quarantinescreen.h"
#include "ui/shell/deskwindow.h"
#include "ui/shell/perflog.h"
#include "ui/welcome/welcomepage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QTranslator>

#include <cstdio>

namespace updesk
{
namespace
{

/// The program from its first window to its last: the first page when there is no store yet, else the desk.
class Program final : public QObject
{
public:
    explicit Program(StartOptions options) : m_options(std::move(options)) { m_sinceStart.start(); }
    bool begin()
    {
        finishLeaving();
        for (const QString &path : {storePath(m_options.profile), samplePath(m_options.profile)}) {
            if (QFile::exists(path))
                return openDesk(path);
        }
        if (!m_options.sample.isEmpty())
            return openDesk(storePath(m_options.profile));
        openWelcome();
        return true;
    }

private:
    bool openDesk(const QString &path);
    void openWelcome();
    void makeSampleStore();
    void setUpFrom(const QString &name);
    void leaveSample(bool move);
    bool moveToOwn();
    bool putAside();
    void finishLeaving();
    bool fail(const Error &error);
    void dress();
    void showWindow();
    bool grab(QWidget *window);

    StartOptions m_options;
    QElapsedTimer m_sinceStart;
    Opened m_opened;
    DesktopDialler m_dialler;
    std::unique_ptr<DeskWindow> m_desk;
    std::unique_ptr<WelcomePage> m_welcome;
    std::unique_ptr<PerfLog> m_perfLog;
};

bool Program::fail(const Error &error)
{
    std::fprintf(stderr, "updesk: %s\n", qPrintable(sentence(error)));
    if (m_welcome) {
        m_welcome->setError(sentence(error));
        return false;
    }
    if (m_options.grab.isEmpty() && QGuiApplication::platformName() != QLatin1String("offscreen"))
        QMessageBox::critical(nullptr, QApplication::applicationDisplayName(), sentence(error));
    return false;
}

// What this desk remembers, unless the command line says otherwise.
void Program::dress()
{
    Database &database = m_opened.session->database();
    if (const auto size = deskSetting(database, QStringLiteral("text_size")); size && size->toInt() > 0)
        setTextSize(size->toInt());
    const auto kept = deskSetting(database, QStringLiteral("theme"));
    const ThemeName before = kept && !kept->isEmpty() ? ThemeName(kept->toInt()) : ThemeName::System;
    setTheme(themeNamed(m_options.theme, before));
}

bool Program::openDesk(const QString &path)
{
    auto opened = openStore(m_options, path);
    if (!opened)
        return fail(opened.error());
    m_opened = std::move(*opened);
    dress();
    const auto background = m_options.grab.isEmpty() ? DeskWindow::Background::On : DeskWindow::Background::Off;
    m_desk = std::make_unique<DeskWindow>(*m_opened.session, m_dialler, background);
    connect(m_desk.get(), &DeskWindow::sampleLeft, this, &Program::leaveSample, Qt::QueuedConnection);
    m_welcome.reset();
    if (!m_options.perfLog.isEmpty()) {
        m_perfLog = std::make_unique<PerfLog>(
            m_options.perfLog, m_desk->window(), [this] { return m_desk->window()->current(); });
    }
    showWindow();
    return m_options.grab.isEmpty() || grab(m_desk->window());
}

void Program::showWindow()
{
    MainWindow *window = m_desk->window();
    window->resize(m_options.width > 0 ? QSize(m_options.width, m_options.height) : window->sizeHint());
    window->show();
    if (!m_options.screen.isEmpty())
        window->go(m_options.screen);
    if (const int row = m_options.lead.toInt(); row > 0)
        m_desk->openLead(m_desk->work()->queue()->model()->leadAt(row - 1));
    QApplication::processEvents();
    if (m_perfLog)
        m_perfLog->note(
            "start", double(m_sinceStart.nsecsElapsed()) / 1e6, m_desk->work()->queue()->model()->rowCount());
}

bool Program::grab(QWidget *window)
{
    QApplication::processEvents();
    if (!window->grab().save(m_options.grab)) {
        std::fprintf(stderr, "updesk: the picture %s could not be written\n", qPrintable(m_options.grab));
        return false;
    }
    QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    return true;
}

void Program::openWelcome()
{
    setTheme(themeNamed(m_options.theme, ThemeName::System));
    m_welcome = std::make_unique<WelcomePage>();
    connect(m_welcome.get(), &WelcomePage::sampleChosen, this, &Program::makeSampleStore, Qt::QueuedConnection);
    connect(m_welcome.get(), &WelcomePage::setUpChosen, this, &Program::setUpFrom, Qt::QueuedConnection);
    connect(m_welcome.get(), &WelcomePage::themeChosen, this, [](ThemeName name) { setTheme(name); });
    m_welcome->resize(m_options.width > 0 ? QSize(m_options.width, m_options.height) : QSize(1366, 768));
    m_welcome->show();
    m_welcome->focusTarget()->setFocus();
    if (!m_options.grab.isEmpty())
        grab(m_welcome.get());
}

// A few seconds of work before there is anything to look at: the words say so first.
void Program::makeSampleStore()
{
    m_welcome->setBusy(QCoreApplication::translate("Program", "Making the sample store"));
    QApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
    m_options.sample = QStringLiteral("small");
    openDesk(samplePath(m_options.profile));
    if (m_welcome)
        m_welcome->setBusy({});
}

void Program::setUpFrom(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return m_welcome->setError(sentence({Error::Code::NotFound, name, {}}));
    const SystemClock clock;
    const auto config = setupConfig(file.readAll(), clock.now());
    if (!config)
        return m_welcome->setError(sentence(config.error()));
    if (auto made = makeStore(storePath(m_options.profile), clock, *config); !made)
        return m_welcome->setError(sentence(made.error()));
    openDesk(storePath(m_options.profile));
}

static Result<void> moveInto(const QString &own, Session &sample)
{
    const SystemClock clock;
    auto session = Session::open(own, clock);
    if (!session)
        return session.error();
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
bool Program::moveToOwn()
{
    const QString own = storePath(m_options.profile);
    const auto failed = [this](const Error &error) {
        m_desk->window()->toast()->say(sentence(error));
        return false;
    };
    if (!QFile::exists(own)) {
        const QString name = QFileDialog::getOpenFileName(m_desk->window(),
            QCoreApplication::translate("Program", "Set-up file of your own store"), QString(),
            QCoreApplication::translate("Program", "Set-up files (*.json);;All files (*)"));
        QFile file(name);
        if (name.isEmpty())
            return false;
        if (!file.open(QIODevice::ReadOnly))
            return failed({Error::Code::NotFound, name, {}});
        const SystemClock clock;
        const auto config = setupConfig(file.readAll(), clock.now());
        if (!config)
            return failed(config.error());
        // From here a start of the program finishes the move.
        if (auto begun = beginLeaving(m_opened.session->database()); !begun)
            return failed(begun.error());
        if (auto made = makeStore(own, clock, *config); !made)
            return failed(made.error());
    }
    const auto moved = moveInto(own, *m_opened.session);
    return moved ? true : failed(moved.error());
}

/// A sample asked for on the command line lies where the own store belongs: it makes room.
bool Program::putAside()
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
void Program::leaveSample(bool move)
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
    begin();
    if (!removed)
        fail(removed.error());
}

// The program ended between the making of the own store and the end of the sample.
void Program::finishLeaving()
{
    const QString own = storePath(m_options.profile);
    const QString path = samplePath(m_options.profile);
    if (!QFile::exists(own) || !QFile::exists(path))
        return;
    const SystemClock clock;
    {
        const auto sample = Session::open(path, clock);
        if (!sample || !isLeaving((*sample)->database()))
            return;
        if (const auto moved = moveInto(own, **sample); !moved) {
            fail(moved.error());
            return;
        }
    }
    if (const auto removed = removeSample(path, clock); !removed)
        fail(removed.error());
}

} // namespace
} // namespace updesk

int main(int argc, char **argv)
{
    if (const QByteArray scale = updesk::scaleAsked(argc, argv); !scale.isEmpty())
        qputenv("QT_SCALE_FACTOR", scale);
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("updesk"));
    QApplication::setApplicationDisplayName(QStringLiteral("UpDesk"));
    QApplication::setApplicationVersion(QStringLiteral(UPDESK_VERSION));
    QTranslator words;
    if (words.load(QStringLiteral(":/i18n/updesk_en.qm")))
        QApplication::installTranslator(&words);
    const auto options = updesk::readOptions(QApplication::arguments());
    if (!options)
        return 2;
    updesk::Program program(*options);
    if (!program.begin())
        return 1;
    return QApplication::exec();
}
