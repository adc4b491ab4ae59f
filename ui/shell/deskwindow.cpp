// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskwindow.h"

#include "core/base/secretsfile.h"
#include "core/store/desksetting.h"
#include "core/desk/movesample.h"
#include "core/desk/undo.h"
#include "ui/appointments/appointmentsscreen.h"
#include "ui/lead/timelinemodel.h"
#include "ui/messages/messagesscreen.h"
#include "ui/parts/ask.h"
#include "ui/parts/sentence.h"
#include "ui/quarantine/quarantinescreen.h"
#include "ui/shell/desksearch.h"
#include "ui/shell/desksettings.h"
#include "ui/shell/deskstatus.h"
#include "ui/shell/undowords.h"

#include <QApplication>
#include <QFileDialog>

namespace updesk
{

static const QString kQueue = QStringLiteral("queue");
static const QString kAppointments = QStringLiteral("appointments");

DeskWindow::DeskWindow(Session &session, Dialler &dialler, Background background)
    : m_session(session),
      m_dialler(dialler),
      m_news(session, m_window, ways(), [this](LeadId lead) { openLead(lead); }),
      m_sync(session, m_window, [this](LeadId lead) { openLead(lead); }),
      m_folder(session, m_window,
          [this](const QString &folder) {
              if (m_worker)
                  QMetaObject::invokeMethod(m_worker, [worker = m_worker, folder] { worker->watch(folder); });
          }),
      m_import(session, [this](const QStringList &paths) {
          QMetaObject::invokeMethod(m_worker, [worker = m_worker, paths] { worker->importPaths(paths); });
      })
{
    qRegisterMetaType<ImportProgress>();
    addScreens();
    addCalls();
    addActions();
    connectForms();
    if (const auto version = m_session.database().dataVersion())
        m_seen = *version;
    connect(&m_session, &Session::changed, this, &DeskWindow::refresh);
    connect(&m_session, &Session::noticed, &m_news, &DeskNews::read);
    connect(&m_session, &Session::personChanged, this, [this] {
        m_news.startOver();
        refresh();
        offerDrafts();
        if (m_worker)
            QMetaObject::invokeMethod(
                m_worker, [worker = m_worker, person = m_session.person()] { worker->setPerson(person); });
    });
    connect(&m_sync, &DeskSync::changed, this, [this] {
        m_work->queue()->model()->setClaims(m_sync.state().claims, m_sync.state().online);
        m_work->lead()->setClaims(m_sync.state().claims, m_sync.state().online, m_sync.state().offlineSince);
        if (m_messages)
            m_messages->model()->setOfflineSince(m_sync.state().offlineSince);
        refresh();
    });
    connect(&m_sync, &DeskSync::taken, this, &DeskWindow::look);
    connect(&m_sync, &DeskSync::said, this, &DeskWindow::say);
    TimelineModel *timeline = m_work->lead()->timeline();
    connect(timeline, &TimelineModel::olderWanted, &m_sync, &DeskSync::fetchOlder);
    connect(timeline, &TimelineModel::olderSought, &m_sync, &DeskSync::lookForOlder);
    connect(&m_sync, &DeskSync::older, timeline, &TimelineModel::setOlder);
    connect(&m_look, &QTimer::timeout, this, &DeskWindow::look);
    connect(&m_second, &QTimer::timeout, this, &DeskWindow::refresh);
    m_look.start(500);
    m_second.start(1000);
    if (background == Background::On)
        startBackground();
    m_folder.begin();
    refresh();
    offerDrafts();
}

DeskWindow::~DeskWindow()
{
    m_look.stop();
    m_second.stop();
    m_channels.reset(); // before the lease is given back
    m_sync.stop();
    if (!m_worker)
        return;
    m_worker->leave();
    QMetaObject::invokeMethod(m_worker, &Worker::stop, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void DeskWindow::addCalls()
{
    m_quickAdd = new QuickAdd(m_session, &m_window);
    ShellCalls calls;
    calls.walkIn = [this] { m_quickAdd->walkIn(); };
    calls.phoneUp = [this] { m_quickAdd->phoneUp(); };
    calls.walkInWithText = [this](const QString &text) { m_quickAdd->walkIn(text); };
    calls.appointment = [this] {
        m_window.go(kAppointments);
        appointments()->addAppointment();
    };
    calls.undo = [this] { undo(); };
    calls.redo = [this] { redo(); };
    if (const auto joined = m_session.database().state("joined"); joined && *joined != 0) {
        calls.syncNow = [this] { m_sync.syncNow(); };
        calls.openSharing = [this] { m_sync.openList(); };
        calls.offlineAct = [this] { m_sync.act(); };
    }
    calls.choosePerson = [this](int index) { choosePerson(index); };
    calls.cancelJob = [this] {
        if (m_worker)
            m_worker->cancel();
    };
    calls.rememberTheme = [this](ThemeName name) {
        (void)setDeskSetting(m_session.database(), QStringLiteral("theme"), QString::number(int(name)));
    };
    calls.rememberTextSize = [this](int percent) {
        (void)setDeskSetting(m_session.database(), QStringLiteral("text_size"), QString::number(percent));
    };
    m_window.setCalls(calls);
}

void DeskWindow::addActions()
{
    m_window.palette()->addProvider(customerSearch(m_session, [this](LeadId lead) { openLead(lead); }));
    m_window.palette()->addProvider(
        stockSearch(m_session, [this](const LeadDraft &known) { m_quickAdd->walkIn(known); }));
    m_window.commands()->add(
        {.name = QStringLiteral("importFiles"), .words = tr("Import lead files"), .icon = Icon::Import, .run = [this] {
             importFiles();
         }});
    m_window.commands()->add({.name = QStringLiteral("withoutProof"),
        .words = tr("Answers without proof"),
        .icon = Icon::Unverified,
        .run = [this] { m_work->queue()->showWithoutProof(); }});
    struct Sheet {
        const char *name;
        QString words;
        Icon mark;
        void (AppointmentsScreen::*show)();
    };
    for (const Sheet &sheet : {Sheet{"soldLog", tr("Sold log"), Icon::Sold, &AppointmentsScreen::showSold},
             Sheet{"showroomLog", tr("Showroom log"), Icon::Visit, &AppointmentsScreen::showShowroom},
             Sheet{"showRate", tr("Show rate by lead time"), Icon::Appointments, &AppointmentsScreen::showRate}})
        m_window.commands()->add({.name = QLatin1String(sheet.name),
            .words = sheet.words,
            .icon = sheet.mark,
            .run = [this, show = sheet.show] { (appointments()->*show)(); }});
    if (m_session.isSample())
        m_window.commands()->add({.name = QStringLiteral("leaveSample"),
            .words = tr("Remove sample data ..."),
            .icon = Icon::Close,
            .run = [this] { leaveSample(); },
            .inUserMenu = true});
    m_people = new PersonSheet(&m_window);
    connect(m_people, &PersonSheet::chosen, this, &DeskWindow::choosePerson);
    m_window.commands()->add({.name = QStringLiteral("switchPerson"),
        .words = tr("Switch user"),
        .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
        .icon = Icon::Owner,
        .run = [this] { switchPerson(); },
        .overSheets = true,
        .inUserMenu = true});
}

// Only where something of one's own would be lost is there more than one answer.
void DeskWindow::leaveSample()
{
    const auto added = addedByHand(m_session.database());
    if (!added)
        return say(sentence(added.error()), false);
    const int count = int(added->arrivals.size()) + added->drafts;
    Question question{tr("Remove the sample data?"),
        tr("The sample store is a file of its own. It is deleted, with everything in it."), {tr("Remove it")}};
    if (count > 0) {
        question.text =
            tr("%n lead(s) or form(s) in it were typed here. They can move to your own store first, with their "
               "notes and visits. Calls and notes on invented people go with the sample.",
                nullptr, count);
        question.answers = {tr("Move them, then remove the sample"), tr("Remove all of it")};
    }
    const int answer = ask(&m_window, question);
    if (answer >= 0)
        Q_EMIT sampleLeft(count > 0 && answer == 0);
}

void DeskWindow::connectForms()
{
    connect(&m_news, &DeskNews::said, this, [this](const QString &words) { say(words, false); });
    connect(&m_busy, &DeskBusy::said, this, &DeskWindow::say);
    connect(&m_moves, &DeskMoves::said, this, &DeskWindow::say);
    connect(&m_folder, &FolderWatch::said, this, [this](const QString &words) { say(words, false); });
    connect(m_work->queue(), &QueueScreen::walkInWanted, this, [this] { m_quickAdd->walkIn(); });
    connect(m_quickAdd, &QuickAdd::saved, this, [this](const Captured &, const QString &words) { say(words, true); });
    connect(m_quickAdd, &QuickAdd::said, this, [this](const QString &words) { say(words, false); });
    connect(m_quickAdd, &QuickAdd::stopped, this, &DeskWindow::say);
    connect(m_quickAdd, &QuickAdd::openLead, this, &DeskWindow::openLead);
    connect(m_quickAdd, &QuickAdd::waitingChanged, this, &DeskWindow::offerDrafts);
    connect(m_window.banner(), &Banner::actionClicked, m_quickAdd, &QuickAdd::openNewest);
    connect(m_window.banner(), &Banner::otherClicked, m_quickAdd, &QuickAdd::discardNewest);
    connect(m_quarantine, &QuarantineScreen::makeLead, this, [this](RowOnlyId row, const LeadDraft &known) {
        m_quickAdd->byHand(known, [this, row](const LeadDraft &draft, const CaptureChoices &choices) {
            return leadFromQuarantine(m_session, row, draft, choices);
        });
    });
}

void DeskWindow::startChannels(const ChannelWorker::Lane &lane)
{
    m_channels.reset();
    m_channels = std::make_unique<ChannelThread>(
        ChannelWorker::Order{m_session.database().path(), &m_session.clock(), std::make_shared<DeskSecrets>(), lane});
    ChannelWorker *worker = &m_channels->worker();
    connect(&m_sync, &DeskSync::hosts, worker, &ChannelWorker::setHost);
    connect(worker, &ChannelWorker::failed, this, [this](const Error &error) { say(sentence(error), false); });
    connect(worker, &ChannelWorker::troubled, this,
        [this](const ChannelTrouble &trouble) { m_settings->setTrouble(trouble.way, trouble.why); });
    connect(worker, &ChannelWorker::receives, this,
        [this](const std::vector<ChannelState> &states) { m_settings->setReceiving(states); });
    m_channels->start();
}

void DeskWindow::startBackground()
{
    m_worker = new Worker(m_session.database().path(), m_session.clock(), m_session.person());
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &Worker::start);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &Worker::progressed, this, &DeskWindow::showProgress);
    m_moves.setWorker(m_worker);
    connect(m_worker, &Worker::watched, &m_folder, &FolderWatch::show);
    connect(&m_sync, &DeskSync::hosts, m_worker, &Worker::setHost);
    connect(m_worker, &Worker::failed, this, [this](const Error &error) { say(sentence(error), false); });
    m_thread.start(QThread::LowPriority);
    m_window.installEventFilter(this);
    m_import.goOn();
    if (QSystemTrayIcon::isSystemTrayAvailable()) {
        m_tray = std::make_unique<QSystemTrayIcon>(QApplication::windowIcon());
        m_tray->show();
        connect(m_tray.get(), &QSystemTrayIcon::messageClicked, this, [this] {
            m_window.show();
            m_window.raise();
            m_window.activateWindow();
            if (!m_cover.isLaid())
                openLead(m_poppedUp);
        });
    }
}

void DeskWindow::openLead(LeadId lead)
{
    m_window.go(kQueue);
    m_work->open(lead);
}

void DeskWindow::callLead(LeadId lead)
{
    m_window.go(kQueue);
    m_work->call(lead);
}

// The worker, or a command line beside us, has written: show it within the second that a new lead may take.
void DeskWindow::look()
{
    tellHeld();
    const auto version = m_session.database().dataVersion();
    if (version && *version == m_seen)
        return;
    m_seen = version ? *version : -1; // unread: the screens ask, and say what is wrong with the store
    m_session.refresh();
    m_news.read();
}

void DeskWindow::tellHeld()
{
    if (!m_worker)
        return;
    const std::vector<LeadId> held = m_session.held();
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, held] { worker->setHeld(held); });
}

void DeskWindow::refresh()
{
    ShellState state = deskState(m_session, m_window.state());
    m_sync.write(state);
    m_busy.write(state);
    if (m_lock)
        state.persons.clear(); // a person comes by signing in, not from a menu
    m_window.setState(state);
    m_news.tick();
}

void DeskWindow::say(const QString &words, bool undoable)
{
    m_window.toast()->say(words, undoable ? std::function<void()>([this] { undo(); }) : std::function<void()>());
}

void DeskWindow::undo()
{
    if (m_moves.turn(Turn::Undo))
        return;
    const auto undone = undoLast(m_session);
    say(undone ? undoneWords(*undone) : undoRefused(undone.error()), false);
}

void DeskWindow::redo()
{
    if (m_moves.turn(Turn::Redo))
        return;
    const auto redone = redoLast(m_session);
    say(redone ? redoneWords(*redone) : undoRefused(redone.error()), false);
}

void DeskWindow::choosePerson(int index)
{
    const auto rules = m_session.rules();
    if (!rules)
        return say(sentence(rules.error()), false);
    if (m_lock)
        return;
    const auto people = deskPeople(**rules);
    if (index < 0 || index >= int(people.size()))
        return;
    take(people[size_t(index)]);
}

// Whatever the file says of the person, or cannot say: from here on nothing is done in the name of the one before.
void DeskWindow::take(PersonId id, const QString &known)
{
    if (id == m_session.person())
        return;
    m_work->closeLead();
    m_session.setPerson(id);
    const auto kept =
        setDeskSetting(m_session.database(), QStringLiteral("person"), QString::fromLatin1(id.value.hex()));
    const auto rules = m_session.rules();
    const Person *person = rules ? (*rules)->person(id) : nullptr;
    const QString name = person ? person->name : known;
    if (!rules || !kept)
        say(sentence(!rules ? rules.error() : kept.error()), false);
    else if (!name.isEmpty())
        say(tr("%1 is at the desk.").arg(name), false);
}

void DeskWindow::useSignIn(std::function<void()> lock)
{
    m_lock = std::move(lock);
    m_window.commands()->add({.name = QStringLiteral("switchPerson"),
        .words = tr("Lock or switch user"),
        .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
        .icon = Icon::Lock,
        .run = [this] { m_lock(); },
        .overSheets = true,
        .inUserMenu = true});
    refresh();
}

void DeskWindow::switchPerson()
{
    const auto rules = m_session.rules();
    if (!rules)
        return say(sentence(rules.error()), false);
    std::vector<Person> people;
    for (const PersonId &id : deskPeople(**rules))
        people.push_back(*(*rules)->person(id));
    if (!m_people->isOpen())
        m_people->openFor(people, m_session.person());
}

void DeskWindow::offerDrafts()
{
    const QString line = m_quickAdd->waitingLine();
    m_window.banner()->setWords(line);
    m_window.banner()->setAction(line.isEmpty() ? QString() : tr("Open"));
    m_window.banner()->setOther(line.isEmpty() ? QString() : tr("Discard"));
}

DeskNews::Ways DeskWindow::ways()
{
    DeskNews::Ways ways;
    ways.popUp = [this](const QString &words, LeadId lead) { popUp(words, lead); };
    ways.tone = [] { QApplication::beep(); };
    ways.openSharing = [this] { m_sync.openList(); };
    ways.openLists = [this] {
        m_window.go(QStringLiteral("settings"));
        m_settings->screen()->openList();
    };
    ways.isInFront = [this] { return m_window.isActiveWindow(); };
    ways.isOnCall = [this] { return m_work && m_work->lead()->isOnCall(); };
    ways.isSystemQuiet = [this] { return m_systemQuiet.isQuiet(); };
    return ways;
}

void DeskWindow::popUp(const QString &words, LeadId lead)
{
    if (!m_tray)
        return;
    m_poppedUp = lead;
    m_tray->showMessage(QApplication::applicationDisplayName(), words);
}

void DeskWindow::importFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        &m_window, tr("Import lead files"), {}, tr("Lead documents (*.xml *.adf *.eml *.txt);;All files (*)"));
    if (files.isEmpty() || !m_worker)
        return;
    m_import.begin(files);
}

bool DeskWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window || event->type() != QEvent::Close || mayQuit())
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

void DeskWindow::showProgress(const ImportProgress &progress)
{
    m_import.heard(progress);
    ShellState state = m_window.state();
    state.job = {};
    if (!progress.finished) {
        state.job.words = tr("Import %L1 of %L2").arg(progress.done).arg(progress.total);
        state.job.share = progress.total > 0 ? double(progress.done) / progress.total : 0;
        state.job.left = m_import.left();
    }
    m_window.setState(state);
    if (!progress.finished)
        return;
    QString words = tr("%n lead(s) imported.", nullptr, progress.leads);
    if (progress.known > 0)
        words += u' ' + tr("%n document(s) were here already.", nullptr, progress.known);
    if (progress.quarantined > 0)
        words += u' ' + tr("%n could not be read and wait(s) for you.", nullptr, progress.quarantined);
    if (progress.unreadable > 0)
        words += u' ' + tr("%n file(s) could not be opened.", nullptr, progress.unreadable);
    say(words, false);
}

} // namespace updesk
