// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keyplace.h"
#include "app/startup.h"
#include "core/base/secrets.h"
#include "core/desk/setup.h"
#include "ui/shell/deskwindow.h"
#include "ui/shell/perflog.h"
#include "ui/welcome/welcomepage.h"

#include <QElapsedTimer>

#include <functional>

namespace updesk
{

/// The program from its first window to its last: the first page when there is no store yet, else the desk.
class DeskProgram final : public QObject
{
public:
    explicit DeskProgram(StartOptions options) : m_options(std::move(options)) { m_sinceStart.start(); }
    /// Opens what is there; false: it said why, and there is nothing to show.
    bool begin();
    DeskWindow *desk() const { return m_desk.get(); } ///< nullptr: on the first page
    Session *session() const { return m_opened.session.get(); }
    /// How a set-up file is asked for; by default the system's dialog. For tests.
    void setChooser(std::function<QString()> choose) { m_choose = std::move(choose); }

private:
    bool openDesk(const QString &path);
    void openWelcome();
    void makeSampleStore();
    void setUpFrom(const QString &name);
    void leaveSample(bool move);
    bool moveToOwn();
    Result<void> makeOwn(const SetupConfig &config);
    Result<void> moveInto(const QString &own, Session &sample);
    bool putAside();
    void finishLeaving();
    bool fail(const Error &error);
    QString sentenceOf(const Error &error) const;
    void dress();
    void showWindow();
    void openScreen(); ///< the screen and the lead that were asked for
    void share();
    bool grab(QWidget *window);

    StartOptions m_options;
    KeyPlace m_keys;
    std::function<QString()> m_choose;
    std::shared_ptr<Secrets> m_secrets = std::make_shared<SystemSecrets>(); ///< also the sync thread's
    QElapsedTimer m_sinceStart;
    Opened m_opened;
    DesktopDialler m_dialler;
    std::unique_ptr<DeskWindow> m_desk;
    std::unique_ptr<WelcomePage> m_welcome;
    std::unique_ptr<PerfLog> m_perfLog;
};

} // namespace updesk
