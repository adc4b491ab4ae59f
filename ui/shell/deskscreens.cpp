// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/appointmentsscreen.h"
#include "ui/messages/messagesscreen.h"
#include "ui/parts/letterkeys.h"
#include "ui/plans/planscreen.h"
#include "ui/quarantine/quarantinescreen.h"
#include "ui/shell/desksettings.h"
#include "ui/shell/deskwindow.h"
#include "ui/shell/screenkeys.h"
#include "ui/templates/templatescreen.h"

namespace updesk
{

static const QString kQueue = QStringLiteral("queue");
static const QString kQuarantine = QStringLiteral("quarantine");
static const QString kAppointments = QStringLiteral("appointments");
static const QString kSettings = QStringLiteral("settings");
static const QString kTemplates = QStringLiteral("templates");
static const QString kPlans = QStringLiteral("sequences");
static const QString kMessages = QStringLiteral("messages");

// What nobody sees at the start is made when somebody goes there.
void DeskWindow::addScreens()
{
    m_work = new WorkScreen(m_session, m_dialler);
    m_quarantine = new QuarantineScreen(m_session);
    m_window.addScreen(kQueue, Icon::Queue, m_work, QKeySequence(QStringLiteral("Ctrl+1")));
    m_window.addScreen(kQuarantine, Icon::Import, m_quarantine, QKeySequence(QStringLiteral("Ctrl+2")));
    for (Screen *screen : {static_cast<Screen *>(m_work), static_cast<Screen *>(m_quarantine)})
        connect(screen, &Screen::said, this, &DeskWindow::say);
    connect(m_work, &Screen::saidWithWayBack, this,
        [this](const QString &words, const std::function<void()> &back) { m_window.toast()->say(words, back); });
    connect(m_work, &WorkScreen::opened, this, [this](LeadId lead) {
        m_window.visit({kQueue, QString::fromLatin1(lead.value.hex()), [this, lead] { m_work->open(lead); }});
    });
    m_window.addScreen(
        kAppointments, Icon::Appointments, AppointmentsScreen::name(), [this] { return makeAppointments(); },
        QKeySequence(QStringLiteral("Ctrl+3")));
    m_settings = std::make_unique<DeskSettings>(m_session, m_window, m_folder, m_news);
    connect(m_settings.get(), &DeskSettings::templatesWanted, this, [this] { m_window.go(kTemplates); });
    connect(m_settings.get(), &DeskSettings::sequencesWanted, this, [this] { m_window.go(kPlans); });
    m_settings->setDial([this](const QString &link) { return m_dialler.dial(link); });
    m_settings->applyHabits();
    // Reached from the settings and by name, or from the count in the status line: nobody works in them all day.
    m_window.addInner(
        kTemplates, Icon::Text, tr("Edit message templates and call scripts"), [this] { return makeTemplates(); });
    m_window.addInner(kPlans, Icon::Queue, tr("Edit follow-up sequences"), [this] { return makePlans(); });
    m_window.addInner(kMessages, Icon::Text, tr("Messages"), [this] { return makeMessages(); });
    const auto nameLetters = [this] {
        addWorkKeys(*m_window.commands(), kQueue);
        m_window.commands()->add({.name = kQueue + u'.' + LetterKeys::name(Letter::Details),
            .words = LetterKeys::words(Letter::Details),
            .keys = letterKeys()->keys(Letter::Details),
            .icon = Icon::Note,
            .screen = kQueue,
            .run = [this] { m_work->act(Letter::Details); },
            .listens = Listens::Screen});
    };
    nameLetters();
    connect(letterKeys(), &LetterKeys::changed, this, nameLetters);
    addQuarantineKeys(*m_window.commands(), kQuarantine);
    addAppointmentKeys(*m_window.commands(), kAppointments);
    addTemplateKeys(*m_window.commands(), kTemplates);
    addPlanKeys(*m_window.commands(), kPlans);
    addMessageKeys(*m_window.commands(), kMessages);
}

Screen *DeskWindow::makeAppointments()
{
    m_appointments = new AppointmentsScreen(m_session);
    connect(m_appointments, &Screen::said, this, &DeskWindow::say);
    connect(m_appointments, &AppointmentsScreen::openLead, this, &DeskWindow::openLead);
    connect(m_appointments, &AppointmentsScreen::callLead, this, &DeskWindow::callLead);
    return m_appointments;
}

Screen *DeskWindow::makeTemplates()
{
    m_templates = new TemplateScreen(m_session);
    connect(m_templates, &TemplateScreen::leaveWanted, this, [this] { m_window.go(kSettings); });
    return m_templates;
}

Screen *DeskWindow::makePlans()
{
    m_plans = new PlanScreen(m_session);
    connect(m_plans, &PlanScreen::leaveWanted, this, [this] { m_window.go(kSettings); });
    connect(m_plans, &PlanScreen::templateWanted, this, [this](const QString &key) {
        m_window.go(kTemplates);
        m_templates->open(key);
    });
    connect(m_plans, &PlanScreen::leadWanted, this, &DeskWindow::openLead);
    connect(m_plans, &PlanScreen::moveWanted, &m_moves, &DeskMoves::move);
    connect(&m_moves, &DeskMoves::moved, m_plans, &PlanScreen::showMoved);
    return m_plans;
}

Screen *DeskWindow::makeMessages()
{
    m_messages = new MessagesScreen(m_session);
    m_messages->model()->setOfflineSince(m_sync.state().offlineSince);
    connect(m_messages, &MessagesScreen::openLead, this, &DeskWindow::openLead);
    return m_messages;
}

AppointmentsScreen *DeskWindow::appointments()
{
    m_window.screen(kAppointments);
    return m_appointments;
}

TemplateScreen *DeskWindow::templates()
{
    m_window.screen(kTemplates);
    return m_templates;
}

PlanScreen *DeskWindow::plans()
{
    m_window.screen(kPlans);
    return m_plans;
}

MessagesScreen *DeskWindow::messages()
{
    m_window.screen(kMessages);
    return m_messages;
}

// Who is moved is asked about last: the sequence that is saved on the way out may begin with it.
bool DeskWindow::mayQuit()
{
    return m_import.mayQuit(&m_window) && (!m_plans || m_plans->mayLeave()) && (!m_templates || m_templates->mayLeave())
        && m_moves.mayQuit();
}

} // namespace updesk
