// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"

#include "core/desk/drafts.h"
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

} // namespace
} // namespace updesk

int main(int argc, char **argv)
{
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
