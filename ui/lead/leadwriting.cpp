// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadwriting.h"

#include "ui/lead/composerpanel.h"
#include "ui/lead/leadmessages.h"
#include "ui/lead/leadmodel.h"

#include <QKeyEvent>
#include <QLayout>

namespace updesk
{

LeadWriting::LeadWriting(LeadModel &model, LeadCalls calls, QObject *parent)
    : QObject(parent), m_model(model), m_messages(new LeadMessages(model.session(), std::move(calls)))
{
}

QWidget *LeadWriting::strip() const { return m_messages; }

void LeadWriting::addButtons(QLayout &bar)
{
    m_text = new Button(QString()); // has words once there is a way out
    m_email = new Button(QString());
    for (Button *button : {m_text, m_email}) {
        const bool mail = button == m_email;
        button->setObjectName(mail ? QStringLiteral("lead.email") : QStringLiteral("lead.text"));
        button->setMark(mail ? Icon::Email : Icon::Text);
        button->setLetter(mail ? Letter::Email : Letter::Text);
        button->hide();
        connect(button, &Button::clicked, this, [this, mail] { write(mail ? Channel::Email : Channel::Text); });
        bar.addWidget(button);
    }
}

QWidget *LeadWriting::makeComposer(QWidget *lead, QWidget *parent, ScriptPanel &script)
{
    m_script = &script;
    m_composer = new ComposerPanel(m_model.session(), lead, parent);
    connect(m_composer, &ComposerPanel::sent, this, &LeadWriting::sent);
    connect(m_composer, &ComposerPanel::left, this, [this] {
        closed();
        Q_EMIT left();
    });
    return m_composer;
}

bool LeadWriting::writes(Channel way) const
{
    return way == Channel::Email ? m_writesMail : way == Channel::Text && m_writesText;
}

void LeadWriting::write(Channel way)
{
    if (!m_model.isOpen() || !writes(way))
        return;
    if (!isOpen())
        m_hadScript = m_script->isVisible();
    m_script->hide();
    m_opened = m_model.session().now();
    const LeadNow &now = m_model.now();
    m_isStep = m_model.proposesMessage() == way
        || (now.nextDue > 0 && now.nextKind == Task::Kind::Reply && now.nextChannel == way);
    if (const auto done = m_composer->open(m_model.id(), way, m_model.name(), m_model.words()); !done) {
        leave();
        Q_EMIT failed(done.error());
    }
}

bool LeadWriting::isOpen() const { return m_composer && m_composer->isOpen(); }

bool LeadWriting::leave()
{
    if (!isOpen())
        return false;
    const bool focused = m_composer->isAncestorOf(m_composer->window()->focusWidget());
    m_composer->leave(); // tells it when it had the focus
    if (!focused)
        closed();
    return true;
}

bool LeadWriting::takeKey(const QKeyEvent &event)
{
    return event.key() == Qt::Key_F9 && event.modifiers() == Qt::NoModifier && leave();
}

void LeadWriting::closed()
{
    if (m_hadScript)
        m_script->show();
    m_hadScript = false;
}

void LeadWriting::leadOpens()
{
    m_hadScript = false;
    leave();
}

// The toast has the way back; what was asked of the person is done, so the next lead may come.
void LeadWriting::sent(const QString &words)
{
    closed();
    Q_EMIT said(words);
    Q_EMIT left();
    if (m_isStep)
        Q_EMIT stepDone();
}

void LeadWriting::refresh()
{
    Database &database = m_model.session().database();
    const auto text = canSend(database, Channel::Text);
    const auto mail = canSend(database, Channel::Email);
    m_writesText = text && *text && !m_model.isErased();
    m_writesMail = mail && *mail && !m_model.isErased();
    const Channel proposed = m_model.proposesMessage(); // has a button of its own
    m_text->setText(m_writesText ? tr("Text") : QString());
    m_email->setText(m_writesMail ? tr("Email") : QString());
    m_text->setVisible(m_writesText && proposed != Channel::Text);
    m_email->setVisible(m_writesMail && proposed != Channel::Email);
    m_messages->setLead(m_model.id(), m_model.words());
    if (isOpen())
        m_composer->setAnswered(m_model.now().waitingSince > m_opened);
}

void LeadWriting::tick()
{
    m_messages->tick();
    m_composer->tick();
}

void LeadWriting::setOnline(bool online, Time offlineSince)
{
    m_composer->setOnline(online);
    m_messages->setOfflineSince(online ? 0 : offlineSince);
}

} // namespace updesk
