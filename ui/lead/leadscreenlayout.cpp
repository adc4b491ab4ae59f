// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadscreen.h"

#include "ui/lead/callbar.h"
#include "ui/lead/doubtline.h"
#include "ui/lead/factpanel.h"
#include "ui/lead/leadhead.h"
#include "ui/lead/leadwriting.h"
#include "ui/lead/nextbar.h"
#include "ui/lead/otherrecords.h"
#include "ui/lead/timelinesection.h"
#include "ui/parts/banner.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/tonewords.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
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

QWidget *LeadScreen::makeActions()
{
    struct Act {
        const char *name;
        QString words;
        Icon icon;
        Letter letter;
        void (LeadScreen::*run)();
    };
    auto *bar = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace8, bar);
    flow->setContentsMargins(kSpace4 - 4, kSpace4, kSpace4, kSpace4);
    for (const Act &act : {Act{"lead.call", tr("Call"), Icon::Call, Letter::Call, &LeadScreen::startCall},
             Act{"lead.visit", tr("Appointment"), Icon::AppointmentAdd, Letter::Appointment, &LeadScreen::askVisit},
             Act{"lead.note", tr("Note"), Icon::Note, Letter::Note, &LeadScreen::askNote},
             Act{"lead.snooze", tr("Snooze"), Icon::Snooze, Letter::Snooze, &LeadScreen::askSnooze}}) {
        const bool first = act.letter == Letter::Call;
        auto *button = new Button(act.words, first ? ButtonKind::Primary : ButtonKind::Plain);
        button->setObjectName(QLatin1String(act.name));
        button->setMark(act.icon);
        button->setLetter(act.letter);
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
    m_pin = new Button(tr("Pin"));
    m_pin->setObjectName(QStringLiteral("lead.pin"));
    m_pin->setMark(Icon::Pin);
    m_pin->setLetter(Letter::Pin);
    connect(m_pin, &Button::clicked, this, &LeadScreen::turnPin);
    flow->addWidget(m_pin);
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
    const auto add = [this](const QString &words, Icon mark, std::optional<Letter> letter, void (LeadScreen::*run)()) {
        QAction *action = m_menu->addAction(icon(mark), words, this, run);
        if (letter)
            showLetter(action, *letter);
    };
    if (m_model->card().phones.size() > 1)
        add(tr("Call another number"), Icon::Call, Letter::CallOther, &LeadScreen::askNumber);
    add(isPinned() ? tr("Take the pin off") : tr("Pin"), Icon::Pin, Letter::Pin, &LeadScreen::turnPin);
    if (m_model->row().tone != 0)
        add(toneOffAct(m_model->row().tone), Icon::Warning, {}, &LeadScreen::takeToneOff);
    add(tr("Give to another person"), Icon::Owner, Letter::Owner, &LeadScreen::askOwner);
    add(tr("Set the grade"), Icon::Grade, Letter::Grade, &LeadScreen::askGrade);
    add(tr("Mark the last call unverified"), Icon::Unverified, Letter::Unverified, &LeadScreen::unverify);
    const auto logKey = [this](Channel way, Letter letter) {
        return m_writing->writes(way) ? std::nullopt : std::optional(letter); // the key then writes one
    };
    if (m_model->hasEmail())
        add(tr("Log an email you sent"), Icon::Email, logKey(Channel::Email, Letter::Email), &LeadScreen::logEmailed);
    if (m_model->phone())
        add(tr("Log a text you sent"), Icon::Text, logKey(Channel::Text, Letter::Text), &LeadScreen::logTexted);
    m_menu->addSeparator();
    m_others->fill(*m_menu);
    m_menu->addSeparator();
    if (m_model->lead().closed == Closed::Open)
        add(tr("Close as lost"), Icon::Lost, Letter::Lost, &LeadScreen::askLost);
    else
        add(tr("Reopen"), Icon::Undo, {}, &LeadScreen::reopen);
    if (!m_model->card().noCalls)
        add(tr("Do not contact"), Icon::Close, {}, &LeadScreen::askDoNotContact);
}

} // namespace updesk
