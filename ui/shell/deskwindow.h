// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelthread.h"
#include "ui/capture/quickadd.h"
#include "ui/capture/quickaddform.h"
#include "ui/lead/dialler.h"
#include "ui/shell/cover.h"
#include "ui/shell/deskbusy.h"
#include "ui/shell/deskmoves.h"
#include "ui/shell/desknews.h"
#include "ui/shell/desksync.h"
#include "ui/shell/folderwatch.h"
#include "ui/shell/importjob.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/personsheet.h"
#include "ui/shell/systemquiet.h"
#include "ui/shell/workscreen.h"

#include <QSystemTrayIcon>
#include <QThread>
#include <QTimer>

namespace updesk
{

class AppointmentsScreen;
class DeskSettings;
class MessagesScreen;
class QuarantineScreen;
class PlanScreen;
class TemplateScreen;

/// UpDesk at work: the window over one store, its screens, the thread beside it and the news.
class DeskWindow final : public QObject
{
    Q_OBJECT
public:
    enum class Background { On, Off }; ///< Off: tests make the rounds themselves
    /// `session` and `dialler` outlive the window.
    DeskWindow(Session &session, Dialler &dialler, Background background = Background::On);
    ~DeskWindow() override;

    MainWindow *window() { return &m_window; }
    WorkScreen *work() const { return m_work; }
    QuickAdd *quickAdd() const { return m_quickAdd; }
    QuarantineScreen *quarantine() const { return m_quarantine; }
    AppointmentsScreen *appointments(); ///< this and the next three are made when first asked for
    TemplateScreen *templates();
    PlanScreen *plans();
    MessagesScreen *messages();
    FolderWatch *folder() { return &m_folder; }
    DeskNews *news() { return &m_news; }
    DeskSync *sync() { return &m_sync; } ///< silent until it is started
    DeskSettings *settings() { return m_settings.get(); }
    Cover *cover() { return &m_cover; }
    /// People sign in here: the key for switching calls `lock`, and nobody is chosen without a proof.
    void useSignIn(std::function<void()> lock);
    /// Another person is at the desk; half-typed forms stay with the one before. `known`: how the person is called
    /// where the rows do not say it yet.
    void take(PersonId person, const QString &known = {});
    /// From now on messages go out and come in beside the window; in a shared store by `lane`.
    void startChannels(const ChannelWorker::Lane &lane = {});
    void openLead(LeadId lead);
    void callLead(LeadId lead);
    void refresh(); ///< what stands around the screens

Q_SIGNALS:
    void sampleLeft(bool move); ///< the sample is to go; move: what was added by hand first to a store of one's own

private:
    void addScreens();
    Screen *makeAppointments();
    Screen *makeTemplates();
    Screen *makePlans();
    Screen *makeMessages();
    bool mayQuit(); ///< asks where something would be lost
    void addCalls();
    void addActions();
    void connectForms();
    void startBackground();
    void look(); ///< twice a second: did another connection write
    DeskNews::Ways ways();
    void popUp(const QString &words, LeadId lead);
    void switchPerson();
    void leaveSample();
    void undo();
    void redo();
    void say(const QString &words, bool undo);
    void choosePerson(int index);
    void offerDrafts();
    void importFiles();
    bool eventFilter(QObject *watched, QEvent *event) override; ///< the window is to close
    void showProgress(const ImportProgress &progress);
    void tellHeld();

    Session &m_session;
    Dialler &m_dialler;
    MainWindow m_window;
    Cover m_cover{m_window};
    WorkScreen *m_work = nullptr;
    QuarantineScreen *m_quarantine = nullptr;
    AppointmentsScreen *m_appointments = nullptr; ///< null, as the next three, until somebody goes there
    TemplateScreen *m_templates = nullptr;
    PlanScreen *m_plans = nullptr;
    MessagesScreen *m_messages = nullptr;
    QuickAdd *m_quickAdd = nullptr;
    QThread m_thread;
    Worker *m_worker = nullptr;
    std::unique_ptr<ChannelThread> m_channels;
    PersonSheet *m_people = nullptr;
    std::unique_ptr<DeskSettings> m_settings;
    std::function<void()> m_lock;
    std::unique_ptr<QSystemTrayIcon> m_tray;
    SystemQuiet m_systemQuiet;
    DeskNews m_news;
    DeskBusy m_busy{m_session, m_window};
    DeskMoves m_moves{m_session, m_window};
    DeskSync m_sync;
    FolderWatch m_folder;
    ImportJob m_import;
    LeadId m_poppedUp;
    QTimer m_look, m_second;
    qint64 m_seen = 0;
};

} // namespace updesk
