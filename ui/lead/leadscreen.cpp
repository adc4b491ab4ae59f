// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadscreen.h"

#include "ui/lead/callbar.h"
#include "ui/lead/dialler.h"
#include "ui/lead/doubtline.h"
#include "ui/lead/factpanel.h"
#include "ui/lead/leadhead.h"
#include "ui/lead/leadwriting.h"
#include "ui/lead/nextbar.h"
#include "ui/lead/otherrecords.h"
#include "ui/lead/timelinesection.h"
#include "ui/parts/banner.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace updesk
{

namespace
{

/// The box around a question that is asked outside a call.
class QuestionBox final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintBox(painter, rect(), colour(Colour::Hover), colour(Colour::Accent), 1, kRadius);
    }
};

/// The page under the scroll area, in the colour of content.
class Page final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), colour(Colour::Base));
    }
};

QWidget *boxed(PromptBar *prompt)
{
    auto *box = new QuestionBox;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace12);
    column->addWidget(prompt);
    box->hide();
    return box;
}

/// Leaves keys with Alt to the screen: they walk the script, which no scroll area knows.
class LeadScroll final : public QScrollArea
{
protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->modifiers() & Qt::AltModifier)
            return event->ignore();
        QScrollArea::keyPressEvent(event);
    }
};

QScrollArea *scrollOver(QWidget *page)
{
    auto *scroll = new LeadScroll;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    return scroll;
}

QWidget *padded(QWidget *inner, int top)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(kSpace16, top, kSpace16, 0);
    layout->addWidget(inner);
    return box;
}

} // namespace

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

void LeadScreen::setClaims(const std::vector<LeadId> &leads, bool online)
{
    m_model->setClaims(leads, online);
    m_writing->setOnline(online);
}

QWidget *LeadScreen::makePage()
{
    m_banner = new Banner(BannerTone::Bad, Icon::Warning);
    m_head = new LeadHead(*m_model);
    m_prompt = new PromptBar;
    m_promptBox = boxed(m_prompt);
    m_callBar = new CallBar;
    m_timeline = new TimelineSection(m_timelineModel);
    m_next = new NextBar(m_session);
    m_writing = new LeadWriting(*m_model, calls(), this);
    auto *page = new Page;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(padded(m_head, kSpace12));
    column->addWidget(m_doubt = new DoubtLine(*m_model, calls()));
    column->addWidget(m_others = new OtherRecords(*m_model, calls()));
    column->addWidget(padded(m_facts = new FactPanel(*m_model), kSpace8));
    column->addWidget(padded(makeActions(), kSpace12));
    column->addWidget(padded(m_callBar, kSpace8));
    column->addWidget(padded(m_promptBox, 0));
    column->addSpacing(kSpace16);
    column->addWidget(m_writing->strip());
    column->addWidget(m_timeline, 1);
    m_scroll = scrollOver(page);
    auto *work = new QWidget;
    auto *outer = new QVBoxLayout(work);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_banner);
    outer->addWidget(m_scroll, 1);
    outer->addWidget(m_next);
    auto *whole = new QWidget;
    auto *sides = new QHBoxLayout(whole);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(0);
    m_script = new ScriptPanel(m_session, work, whole);
    sides->addWidget(work, 1);
    sides->addWidget(m_script);
    sides->addWidget(m_writing->makeComposer(work, whole, *m_script));
    return whole;
}

LeadCalls LeadScreen::calls()
{
    LeadCalls calls;
    calls.ask = [this](Prompt prompt) { ask(std::move(prompt)); };
    calls.did = [this](const Result<DeedId> &deed, const QString &words) { did(deed, words); };
    calls.tell = [this](const QString &words) { tell(words); };
    return calls;
}

QWidget *LeadScreen::makeActions()
{
    struct Act {
        const char *name;
        QString words;
        Icon icon;
        Qt::Key key;
        void (LeadScreen::*run)();
    };
    auto *bar = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace8, bar);
    flow->setContentsMargins(kSpace4 - 4, kSpace4, kSpace4, kSpace4);
    for (const Act &act : {Act{"lead.call", tr("Call"), Icon::Call, Qt::Key_C, &LeadScreen::startCall},
             Act{"lead.visit", tr("Appointment"), Icon::AppointmentAdd, Qt::Key_A, &LeadScreen::askVisit},
             Act{"lead.note", tr("Note"), Icon::Note, Qt::Key_N, &LeadScreen::askNote},
             Act{"lead.snooze", tr("Snooze"), Icon::Snooze, Qt::Key_S, &LeadScreen::askSnooze}}) {
        const bool first = act.key == Qt::Key_C;
        auto *button = new Button(act.words, first ? ButtonKind::Primary : ButtonKind::Plain);
        button->setObjectName(QLatin1String(act.name));
        button->setMark(act.icon);
        button->setKeys(act.key);
        connect(button, &Button::clicked, this, act.run);
        flow->addWidget(button);
        if (!first)
            continue;
        Screen::markPane(m_call = button);
        m_sent = new Button(QString(), ButtonKind::Primary);
        m_sent->setObjectName(QStringLiteral("lead.sent"));
        m_sent->hide();
        connect(m_sent, &Button::clicked, this,
            [this] { m_model->proposesMessage() == Channel::Text ? askTexted() : askEmailed(); });
        flow->addWidget(m_sent);
        m_writing->addButtons(*flow);
    }
    m_more = new Button(Icon::More, tr("More"));
    m_more->setObjectName(QStringLiteral("lead.more"));
    m_menu = new QMenu(this);
    connect(m_menu, &QMenu::aboutToShow, this, &LeadScreen::fillMenu);
    connect(m_more, &Button::clicked, this,
        [this] { m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + kSpace4))); });
    flow->addWidget(m_more);
    return bar;
}

void LeadScreen::fillMenu()
{
    m_menu->clear();
    const auto add = [this](const QString &words, Icon mark, const QKeySequence &keys, void (LeadScreen::*run)()) {
        QAction *action = m_menu->addAction(icon(mark), words, this, run);
        action->setShortcut(keys); // shown beside the words; the panel itself listens
        action->setShortcutContext(Qt::WidgetShortcut);
    };
    if (m_model->card().phones.size() > 1)
        add(tr("Call another number"), Icon::Call, QKeySequence(Qt::SHIFT | Qt::Key_C), &LeadScreen::askNumber);
    add(tr("Give to another person"), Icon::Owner, Qt::Key_O, &LeadScreen::askOwner);
    add(tr("Set the grade"), Icon::Grade, Qt::Key_G, &LeadScreen::askGrade);
    add(tr("Mark the last call unverified"), Icon::Unverified, Qt::Key_U, &LeadScreen::unverify);
    const auto logKey = [this](Channel way, Qt::Key key) {
        return m_writing->writes(way) ? QKeySequence() : QKeySequence(key); // the key then writes one
    };
    if (m_model->hasEmail())
        add(tr("Log an email you sent"), Icon::Email, logKey(Channel::Email, Qt::Key_E), &LeadScreen::logEmailed);
    if (m_model->phone())
        add(tr("Log a text you sent"), Icon::Text, logKey(Channel::Text, Qt::Key_T), &LeadScreen::logTexted);
    m_menu->addSeparator();
    m_others->fill(*m_menu);
    m_menu->addSeparator();
    if (m_model->lead().closed == Closed::Open)
        add(tr("Close as lost"), Icon::Lost, Qt::Key_L, &LeadScreen::askLost);
    else
        add(tr("Reopen"), Icon::Undo, {}, &LeadScreen::reopen);
    if (!m_model->card().noCalls)
        add(tr("Do not contact"), Icon::Close, {}, &LeadScreen::askDoNotContact);
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
    keepNote();
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
    m_sent->setKeys(message == Channel::Text ? Qt::Key_T : Qt::Key_E);
    m_sent->setVisible(message != Channel::None);
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
        keepNote();
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
    if (!typing && m_letterKeys && m_stack->currentIndex() == 0 && takeLetter(*event))
        return;
    Screen::keyPressEvent(event);
}

bool LeadScreen::takeLetter(const QKeyEvent &event)
{
    const bool bare = event.modifiers() == Qt::NoModifier;
    if (m_prompt->isAsking() && bare && m_prompt->answer(event.text()))
        return true;
    struct Letter {
        int key;
        Qt::KeyboardModifiers with;
        void (LeadScreen::*run)();
    };
    static constexpr Letter kLetters[] = {
        {Qt::Key_C, Qt::NoModifier, &LeadScreen::startCall},
        {Qt::Key_C, Qt::ShiftModifier, &LeadScreen::askNumber},
        {Qt::Key_E, Qt::NoModifier, &LeadScreen::askEmailed},
        {Qt::Key_T, Qt::NoModifier, &LeadScreen::askTexted},
        {Qt::Key_A, Qt::NoModifier, &LeadScreen::askVisit},
        {Qt::Key_N, Qt::NoModifier, &LeadScreen::askNote},
        {Qt::Key_S, Qt::NoModifier, &LeadScreen::askSnooze},
        {Qt::Key_O, Qt::NoModifier, &LeadScreen::askOwner},
        {Qt::Key_G, Qt::NoModifier, &LeadScreen::askGrade},
        {Qt::Key_L, Qt::NoModifier, &LeadScreen::askLost},
        {Qt::Key_U, Qt::NoModifier, &LeadScreen::unverify},
    };
    if (!m_model->isOpen())
        return false;
    for (const Letter &letter : kLetters) {
        if (event.key() == letter.key && event.modifiers() == letter.with) {
            (this->*letter.run)();
            return true;
        }
    }
    if (m_doubt->takeLetter(event) || m_others->takeLetter(event))
        return true;
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
