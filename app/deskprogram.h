// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bigfile.h"
#include "app/door.h"
#include "app/keyplace.h"
#include "app/startup.h"
#include "core/desk/setup.h"
#include "ui/shell/deskwindow.h"
#include "ui/shell/perflog.h"
#include "ui/welcome/encryptingpage.h"
#include "ui/welcome/lockedpage.h"
#include "ui/welcome/welcomepage.h"

#include <QElapsedTimer>

#include <functional>

namespace updesk
{

/// The program from its first window to its last: the first page when there is no store yet, else the desk; before a
/// shared store's desk whoever is there signs in.
class DeskProgram final : public QObject
{
public:
    explicit DeskProgram(StartOptions options) : m_options(std::move(options)) { m_sinceStart.start(); }
    /// Opens what is there; false: it said why, and there is nothing to show.
    bool begin();
    DeskWindow *desk() const { return m_desk.get(); } ///< nullptr: on the first page
    Session *session() const { return m_opened.session.get(); }
    WelcomePage *welcome() const { return m_welcome.get(); } ///< nullptr: there is a store
    SignInPage *signIn() const { return m_signIn; } ///< nullptr: nobody is asked
    LockedPage *locked() const { return m_locked.get(); } ///< nullptr: the key of the store's file is there
    /// How a set-up file is asked for; by default the system's dialog. For tests.
    void setChooser(std::function<QString()> choose) { m_choose = std::move(choose); }
    /// From how many bytes on a plain file is encrypted beside a window of its own. Before begin(), for tests.
    void setBigFile(qint64 bytes) { m_bigFile = bytes; }
    /// Which key store is used; by default this computer's. Before begin(), for tests.
    void setSecrets(std::unique_ptr<Secrets> secrets) { m_secrets = std::move(secrets); }

private:
    bool openDesk(const QString &path);
    Result<FileKey> ready(const QString &path, const Clock &clock);
    bool buildDesk();
    Door &door();
    Result<bool> isJoined() const;
    bool askWho();
    void lock();
    void enter(const Entry &entry);
    void openJoined(const SignedIn &who);
    void joinSettings();
    void shutOut(const Absence &absence);
    void tellOfSignIn(const SignedIn &who);
    void openWelcome();
    bool openLocked(const QString &path, const Error &error);
    void startAnew(const QString &path);
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
    QElapsedTimer m_sinceStart;
    Opened m_opened;
    DesktopDialler m_dialler;
    std::unique_ptr<DeskWindow> m_desk;
    std::unique_ptr<WelcomePage> m_welcome;
    std::unique_ptr<LockedPage> m_locked;
    std::unique_ptr<EncryptingPage> m_encrypting; ///< until there is another window
    qint64 m_bigFile = kBigFile;
    SystemClock m_clock;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<Door> m_door;
    std::unique_ptr<SignInPage> m_first; ///< before the desk; later ones belong to the window they cover
    QPointer<SignInPage> m_signIn;
    Login m_login; ///< of whoever is at the desk
    std::vector<Login> m_logins; ///< of all whose changes can go
    std::unique_ptr<PerfLog> m_perfLog;
};

} // namespace updesk
