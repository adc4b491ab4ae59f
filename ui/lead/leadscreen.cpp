// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadscreen.h"

#include "core/leads/pinstore.h"
#include "ui/lead/callbar.h"
#include "ui/lead/dialler.h"
#include "ui/lead/doubtline.h"
#include "ui/lead/leadhead.h"
#include "ui/lead/leadwriting.h"
#include "ui/lead/nextbar.h"
#include "ui/lead/otherrecords.h"
#include "ui/lead/timelinesection.h"
#include "ui/parts/banner.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/pinning.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>

#include <set>

namespace updesk
{

LeadScreen::LeadScreen(Session &session, Dialler &dialler, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_dialler(dialler),
      m_model(new LeadModel(session, this)),
      m_timelineModel(new TimelineModel(session, this)),
      m_stack(new QStackedLayout(this))
{
    setObjectName(QStringLiteral("lead.panel"));
    setAccessibleName(tr("Lead"));
    m_stack->addWidget(makePage());
    m_caughtUp = new EmptyState;
    m_caughtUp->setObjectName(QStringLiteral("lead.caughtUp"));
    m_caughtUp->setIcon(Icon::Tick);
    m_caughtUp->setAction(tr("Back to the queue"), Qt::Key_Escape);
    m_stack->addWidget(m_caughtUp);
    m_second.setInterval(1000);
    connectParts();
}

LeadScreen::~LeadScreen() { hold(false); }

void LeadScreen::setClaims(const std::vector<LeadId> &leads, bool online, Time offlineSince)
{
    m_model->setClaims(leads, online);
    m_writing->setOnline(online, offlineSince);
}

LeadCalls LeadScreen::calls()
{
    LeadCalls calls;
    calls.ask = [this](Prompt prompt) { ask(std::move(prompt)); };
    calls.did = [this](const Result<DeedId> &deed, const QString &words) { did(deed, words); };
    calls.tell = [this](const QString &words) { tell(words); };
    calls.refused = [this](const QString &words) { m_prompt->isAsking() ? m_prompt->setError(words) : tell(words); };
    return calls;
}

void LeadScreen::connectParts()
{
    connect(m_model, &LeadModel::changed, this, &LeadScreen::refresh);
    connect(&m_second, &QTimer::timeout, this, &LeadScreen::tick);
    connect(m_callBar, &CallBar::ended, this, &LeadScreen::outcome);
    connect(m_callBar, &CallBar::left, this, &LeadScreen::endCall);
    connect(m_callBar, &CallBar::toldWanted, this, &LeadScreen::askTold);
    connect(m_caughtUp, &EmptyState::actionClicked, this, &LeadScreen::closeWanted);
    connect(m_banner, &Banner::actionClicked, m_model, &LeadModel::reload);
    connect(m_timeline->view(), &TimelineView::originalWanted, this, &LeadScreen::showOriginal);
    connect(m_timeline->view(), &TimelineView::unmergeWanted, m_others, &OtherRecords::unmerge);
    const auto backToLead = [this] { focusTarget()->setFocus(Qt::OtherFocusReason); };
    connect(m_script, &ScriptPanel::left, this, backToLead);
    connect(m_writing, &LeadWriting::left, this, backToLead);
    connect(m_writing, &LeadWriting::failed, this, [this](const Error &error) { tell(error); });
    connect(m_writing, &LeadWriting::said, this, [this](const QString &words) { Q_EMIT said(words, true); });
    connect(m_writing, &LeadWriting::stepDone, this, &LeadScreen::nextLead);
    connect(m_script, &ScriptPanel::failed, this, [this](const Error &error) { tell(error); });
    connect(m_prompt, &PromptBar::closed, this, [this] {
        m_promptBox->hide();
        m_callBar->setQuestion(nullptr);
        m_endedAt = 0;
        focusTarget()->setFocus(Qt::OtherFocusReason);
    });
}

void LeadScreen::open(LeadId lead)
{
    m_prompt->close();
    endCall();
    saveAnswers(); // of a script that was open without a call
    m_writing->leadOpens();
    m_script->setLead(lead);
    hold(false);
    m_banner->setWords({});
    m_stack->setCurrentIndex(0);
    m_scroll->verticalScrollBar()->setValue(0);
    m_model->open(lead);
    hold(isVisible());
    Q_EMIT titleChanged();
}

LeadId LeadScreen::lead() const { return m_model->id(); }

void LeadScreen::refresh()
{
    if (m_model->error()) {
        tell(*m_model->error());
        m_banner->setAction(tr("Try again"));
    }
    if (!m_model->isOpen())
        return;
    m_timelineModel->setCustomer(m_model->lead().customer, m_model->words());
    m_others->refresh();
    m_writing->refresh();
    // Where there is nobody to call or calling is refused, who presses it is told why.
    m_call->setKind(m_model->proposesCall() ? ButtonKind::Primary : ButtonKind::Plain);
    const Channel message = m_model->proposesMessage();
    const bool text = message == Channel::Text;
    m_sent->setText(
        m_writing->writes(message) ? (text ? tr("Text") : tr("Email")) : (text ? tr("Text sent") : tr("Email sent")));
    m_sent->setMark(message == Channel::Text ? Icon::Text : Icon::Email);
    m_sent->setLetter(message == Channel::Text ? Letter::Text : Letter::Email);
    const bool erased = m_model->isErased();
    m_sent->setVisible(message != Channel::None && !erased);
    m_call->setVisible(!erased && !isOnCall());
    for (const char *name : {"lead.visit", "lead.note", "lead.snooze"})
        findChild<Button *>(QLatin1String(name))->setVisible(!erased); // nothing is written about them any more
    m_pin->setText(isPinned() ? tr("Take the pin off") : tr("Pin"));
    m_pin->setLetter(Letter::Pin);
    Q_EMIT titleChanged();
}

void LeadScreen::setNext(const std::optional<QueueRow> &next, int place, int of) { m_next->setNext(next, place, of); }

void LeadScreen::setCaughtUp(const QString &sentence, const QString &second)
{
    m_caughtUp->setWords(sentence, second);
    m_stack->setCurrentIndex(sentence.isEmpty() ? 0 : 1);
    if (!sentence.isEmpty()) {
        endCall();
        hold(false);
        m_writing->leadOpens();
        m_model->open({});
    }
    if (isVisible())
        focusTarget()->setFocus(Qt::OtherFocusReason);
}

// Where room is scarce the page scrolls; what has just been asked must be seen.
void LeadScreen::bringIntoView(QWidget *part)
{
    QTimer::singleShot(0, part, [this, part] { m_scroll->ensureWidgetVisible(part, 0, kSpace8); });
}

void LeadScreen::tick()
{
    m_head->tick();
    m_next->tick();
    m_writing->tick();
    if (isOnCall())
        m_callBar->setElapsed(m_session.now() - m_dialledAt);
}

void LeadScreen::hold(bool on)
{
    if (m_holding)
        m_session.letGo(m_model->id());
    m_holding = on && !m_model->id().isNull();
    if (m_holding)
        m_session.hold(m_model->id());
}

QString LeadScreen::title() const { return tr("Queue"); }

QString LeadScreen::breadcrumb() const
{
    return m_model->isOpen() && m_stack->currentIndex() == 0 ? tr("/ %1").arg(m_model->name()) : QString();
}

QWidget *LeadScreen::focusTarget()
{
    if (m_stack->currentIndex() == 1)
        return m_caughtUp->button();
    return m_timeline->view();
}

bool LeadScreen::leaveLevel()
{
    if (m_prompt->isAsking()) {
        m_prompt->close();
        return true;
    }
    if (m_writing->leave() || m_timeline->clearFind())
        return true;
    if (!isOnCall())
        return false;
    endCall();
    return true;
}

bool LeadScreen::goBack()
{
    if (!leaveLevel())
        Q_EMIT closeWanted();
    return true;
}

void LeadScreen::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (m_stack->currentIndex() == 0 && (m_writing->takeKey(*event) || m_script->takeKey(*event)))
        return;
    if (key == Qt::Key_Escape && leaveLevel())
        return;
    const bool alt = event->modifiers() == Qt::AltModifier;
    const bool bare = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const bool typing = qobject_cast<QLineEdit *>(focusWidget()) != nullptr;
    if (isOnCall() && key >= Qt::Key_1 && key <= Qt::Key_7 && (alt || (bare && !typing)))
        return outcome(Outcome(key - Qt::Key_0));
    if (!typing && m_stack->currentIndex() == 0 && takeLetter(*event))
        return;
    Screen::keyPressEvent(event);
}

bool LeadScreen::takeLetter(const QKeyEvent &event)
{
    const bool bare = event.modifiers() == Qt::NoModifier;
    const bool off = !letterKeys()->areOn() && isLetterKey(QKeySequence(event.key()));
    // Beside a line they are shown with Alt: a letter alone is the lead's there, wherever the focus is.
    const bool beside = m_prompt->hasLine() && event.modifiers() == Qt::AltModifier;
    const bool alone = !m_prompt->hasLine() && bare && !off;
    if (m_prompt->isAsking() && (beside || alone) && m_prompt->answer(QKeySequence(event.key()).toString()))
        return true;
    if (!m_model->isOpen())
        return false;
    if (const auto letter = letterKeys()->of(event)) {
        act(*letter);
        return true;
    }
    if (event.key() == Qt::Key_Space && bare) {
        m_head->showReasons(PopoverWay::Keys);
        return true;
    }
    if (event.key() == Qt::Key_Slash) {
        m_timeline->find()->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    return false;
}

bool LeadScreen::isPinned() const
{
    const auto pins = pinsOf(m_session.database(), m_session.person());
    return pins && pins->contains(m_model->id());
}

void LeadScreen::turnPin()
{
    if (!m_model->isOpen())
        return;
    const Pinning done = pinning(m_session, m_model->id(), m_model->name(), !isPinned());
    Q_EMIT saidWithWayBack(done.words, done.back);
}

void LeadScreen::act(Letter letter)
{
    static const std::map<Letter, void (LeadScreen::*)()> kOwn{{Letter::Call, &LeadScreen::startCall},
        {Letter::CallOther, &LeadScreen::askNumber}, {Letter::Text, &LeadScreen::askTexted},
        {Letter::Email, &LeadScreen::askEmailed}, {Letter::Appointment, &LeadScreen::askVisit},
        {Letter::Note, &LeadScreen::askNote}, {Letter::Snooze, &LeadScreen::askSnooze},
        {Letter::Owner, &LeadScreen::askOwner}, {Letter::Grade, &LeadScreen::askGrade},
        {Letter::Lost, &LeadScreen::askLost}, {Letter::Unverified, &LeadScreen::unverify},
        {Letter::Pin, &LeadScreen::turnPin}};
    if (!m_model->isOpen())
        return;
    static const std::set<Letter> kWrites{Letter::Call, Letter::CallOther, Letter::Text, Letter::Email,
        Letter::Appointment, Letter::Note, Letter::Snooze};
    if (kWrites.contains(letter) && m_model->isErased())
        return tell(Error{Error::Code::Denied, QStringLiteral("erased"), {}});
    if (const auto own = kOwn.find(letter); own != kOwn.end())
        return (this->*own->second)();
    if (!m_others->act(letter))
        m_doubt->act(letter);
}

void LeadScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    hold(true);
    tick();
    m_second.start();
}

void LeadScreen::hideEvent(QHideEvent *event)
{
    Screen::hideEvent(event);
    hold(isOnCall()); // a call that goes on holds its lead, wherever the eyes are
    m_second.stop();
}

void LeadScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
}

} // namespace updesk
