// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messagesscreen.h"

#include "core/desk/messages.h"
#include "core/desk/sendrelease.h"
#include "ui/messages/messagedelegate.h"
#include "ui/messages/messageview.h"
#include "ui/messages/optoutsheet.h"
#include "ui/parts/ask.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/letterkeys.h"
#include "ui/parts/messagewords.h"
#include "ui/parts/nocalls.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace updesk
{

static constexpr Qt::Key kRelease = Qt::Key_H, kNoCalls = Qt::Key_D;
static constexpr int kBeside = 700; // from this width on the text stands beside the list

MessagesScreen::MessagesScreen(Session &session, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_model(new MessagesModel(session, this)),
      m_banner(new Banner(BannerTone::Bad, Icon::Warning)),
      m_hold(new Banner(BannerTone::Close, Icon::Lock)),
      m_lists(new Segments(tr("Which messages"), {tr("Needs a look"), tr("Waiting"), tr("Sent")})),
      m_count(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_list(new QListView),
      m_text(new MessageView),
      m_split(new QSplitter),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState),
      m_optOuts(new Button(tr("Opt-outs honoured"), ButtonKind::Link))
{
    setObjectName(QStringLiteral("messages"));
    setAccessibleName(title());
    m_lists->setObjectName(QStringLiteral("messages.lists"));
    m_hold->setObjectName(QStringLiteral("messages.hold"));
    m_count->setObjectName(QStringLiteral("messages.count"));
    build();
    connectParts();
    reload();
}

void MessagesScreen::build()
{
    m_list->setObjectName(QStringLiteral("messages.list"));
    m_list->setAccessibleName(title());
    m_list->setModel(m_model);
    m_list->setItemDelegate(new MessageDelegate(m_list));
    m_list->setProperty("ownRing", true);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    const auto oneRow = [this] { m_list->setMinimumHeight(m_list->itemDelegate()->sizeHint({}, {}).height() + 2); };
    oneRow(); // never less than a whole row, however large the text
    connect(themeChanges(), &ThemeChanges::changed, m_list, oneRow);
    markPane(m_list);
    markPane(m_text->body());
    m_text->body()->installEventFilter(this);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_list);
    m_split->addWidget(m_text);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 1);
    m_empty->setFocusPolicy(Qt::StrongFocus);
    m_empty->installEventFilter(this); // sending is released from an empty list too
    m_stack->addWidget(m_split);
    m_stack->addWidget(m_empty);
    auto *head = new QWidget;
    auto *flow = new FlowLayout(kSpace16, kSpace8, head);
    flow->setContentsMargins(kSpace16, kSpace8, kSpace16, kSpace8);
    flow->addWidget(m_lists);
    flow->addWidget(m_count);
    m_optOuts->setObjectName(QStringLiteral("messages.showOptOuts"));
    flow->addWidget(m_optOuts);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_hold);
    whole->addWidget(m_banner);
    whole->addWidget(head);
    whole->addWidget(m_stack, 1);
    m_second.setInterval(1000);
}

void MessagesScreen::connectParts()
{
    connect(m_lists, &Segments::chosen, this, [this](int list) { choose(MessageList(list)); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &MessagesScreen::showCurrent);
    connect(m_list, &QListView::doubleClicked, this, &MessagesScreen::open);
    connect(m_text, &MessageView::openWanted, this, &MessagesScreen::open);
    connect(m_text, &MessageView::wished, this, &MessagesScreen::wish);
    connect(m_optOuts, &Button::clicked, this, &MessagesScreen::showOptOuts);
    connect(m_empty, &EmptyState::actionClicked, this, [this] {
        choose(MessageList::Waiting);
        focusTarget()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_text, &MessageView::noCallsWanted, this, &MessagesScreen::stopCalls);
    connect(m_banner, &Banner::actionClicked, this, &MessagesScreen::reload);
    connect(m_hold, &Banner::actionClicked, this, &MessagesScreen::release);
    connect(m_model, &QAbstractItemModel::modelReset, this, &MessagesScreen::keepPlace);
    const auto others = [this] {
        if (isVisible())
            reload();
    };
    connect(&m_session, &Session::changed, this, others);
    connect(&m_session, &Session::personChanged, this, others); // who may release what is on hold
    connect(&m_second, &QTimer::timeout, this, [this] {
        m_model->tick();
        showCurrent();
    });
    connect(themeChanges(), &ThemeChanges::changed, this, &MessagesScreen::arrange);
}

void MessagesScreen::choose(MessageList list)
{
    m_at = {};
    m_row = 0;
    m_lists->setCurrent(int(list));
    tell(m_model->setList(list));
    m_list->scrollToTop();
}

void MessagesScreen::reload() { tell(m_model->reload()); }

// The rows that were read stay, and what can be done about them still can.
void MessagesScreen::tell(const Result<void> &read)
{
    m_banner->setWords(read ? QString() : sentence(read.error()));
    m_banner->setAction(read ? QString() : tr("Try again"));
    m_lists->setCurrent(int(m_model->list()));
    showHold();
    showAll();
}

void MessagesScreen::showAll()
{
    const MessageCounts &counts = m_model->counts();
    const QLocale locale;
    m_count->setText(
        tr("%1 to look at · %2 waiting · %3 sent today")
            .arg(locale.toString(counts.troubled), locale.toString(counts.waiting), locale.toString(counts.sent)));
    const bool empty = m_model->rowCount() == 0;
    const bool had = isVisible() && (m_list->hasFocus() || m_empty->hasFocus());
    if (empty)
        showEmpty();
    m_stack->setCurrentIndex(empty ? 1 : 0);
    if (had)
        focusTarget()->setFocus(Qt::OtherFocusReason);
    keepPlace();
}

void MessagesScreen::showEmpty()
{
    const bool waits = m_model->list() == MessageList::Troubled && m_model->counts().waiting > 0;
    m_empty->setAction(waits ? tr("Show what waits") : QString());
    m_empty->setIcon(m_model->list() == MessageList::Troubled ? Icon::Tick : Icon::Text);
    switch (m_model->list()) {
    case MessageList::Troubled:
        return m_empty->setWords(
            tr("Every message arrived or waits."), tr("What fails, and what may not have arrived, is listed here."));
    case MessageList::Waiting:
        return m_empty->setWords(tr("No message waits."), tr("Texts and emails are here until they leave."));
    case MessageList::Sent:
        return m_empty->setWords(tr("Nothing was sent yet."), tr("Write to a lead with T or E."));
    }
}

// Where the current one went away the next one is current.
void MessagesScreen::keepPlace()
{
    if (m_model->rowCount() == 0)
        return showCurrent();
    const int found = m_model->rowOf(m_at);
    const int row = found >= 0 ? found : std::min(m_row, m_model->rowCount() - 1);
    if (m_list->currentIndex().row() != row)
        m_list->setCurrentIndex(m_model->index(row));
    showCurrent();
}

const MessageLine *MessagesScreen::current() const { return m_model->line(m_list->currentIndex().row()); }

void MessagesScreen::showCurrent()
{
    const MessageLine *line = current();
    if (line) {
        m_at = line->message.id;
        m_row = m_list->currentIndex().row();
    }
    m_text->show(line, m_model->messageWords(), m_session.now());
}

void MessagesScreen::open()
{
    const MessageLine *line = current();
    if (line && !line->message.lead.isNull())
        Q_EMIT openLead(line->message.lead);
}

void MessagesScreen::showOptOuts()
{
    if (!m_sheet) {
        m_sheet = new OptOutSheet(m_session, window());
        connect(m_sheet, &OptOutSheet::openLead, this, &MessagesScreen::openLead);
    }
    m_sheet->open();
}

void MessagesScreen::stopCalls()
{
    const MessageLine *line = current();
    if (line && !line->message.lead.isNull())
        NoCalls::stop(this, m_session, line->message.lead, line->customer,
            [this](const QString &words, bool undoable) { Q_EMIT said(words, undoable); });
}

void MessagesScreen::wish(const MessageAct &act)
{
    const MessageLine *line = current();
    if (!line)
        return;
    const auto deed = decideMessage(m_session, line->message.id, act.wish);
    reload();
    if (!deed)
        return m_banner->setWords(MessageWords::undecided(deed.error()));
    Q_EMIT said(act.done, !deed->isNull());
}

bool MessagesScreen::mayRelease() const
{
    const auto rules = m_session.rules();
    return rules && !m_session.person().isNull() && (*rules)->mayChangeRules(m_session.person());
}

void MessagesScreen::showHold()
{
    const auto rules = m_session.rules();
    if (!m_model->hold() || !rules)
        return m_hold->setWords({});
    QStringList others;
    for (const PersonId &person : updesk::mayRelease(**rules))
        others << (*rules)->person(person)->name;
    const bool may = mayRelease();
    m_hold->setWords(MessageWords::held(*m_model->hold(), may, others, m_model->missing()));
    m_hold->setAction(may ? tr("Release sending") : QString());
    m_hold->setActionKey(kRelease);
}

void MessagesScreen::release()
{
    if (!m_model->hold()->isOfFile() && !m_model->missing().isEmpty()
        && ask(this,
               {tr("Release sending without them?"), MessageWords::releasedWithout(m_model->missing()),
                   {tr("Release all the same")}})
            != 0)
        return;
    const auto deed = releaseSending(m_session);
    reload();
    if (!deed)
        return m_banner->setWords(sentence(deed.error()));
    if (!deed->isNull())
        Q_EMIT said(tr("Sending was released. What waits leaves now."), true);
}

bool MessagesScreen::takeKey(const QKeyEvent &event)
{
    const int key = event.key();
    const auto bare = event.modifiers() & ~Qt::KeypadModifier;
    if (bare != Qt::NoModifier)
        return false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        open();
        return true;
    }
    const bool letter = key >= Qt::Key_A && key <= Qt::Key_Z;
    if (letter && !letterKeys()->areOn())
        return false;
    if (key == Qt::Key_J || key == Qt::Key_K) {
        const int to = m_list->currentIndex().row() + (key == Qt::Key_J ? 1 : -1);
        if (to >= 0 && to < m_model->rowCount())
            m_list->setCurrentIndex(m_model->index(to));
        return true;
    }
    if (key == kNoCalls && current()) {
        stopCalls();
        return true;
    }
    if (key == kRelease && m_model->hold() && mayRelease()) {
        release();
        return true;
    }
    if (const MessageLine *line = current()) {
        for (const MessageAct &act : MessageWords::acts(line->message)) {
            if (act.key != key)
                continue;
            wish(act);
            return true;
        }
    }
    return letter; // no search by letters in a list of keys
}

bool MessagesScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && takeKey(*static_cast<QKeyEvent *>(event)))
        return true;
    return Screen::eventFilter(watched, event);
}

void MessagesScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    reload();
    m_second.start();
}

void MessagesScreen::hideEvent(QHideEvent *event)
{
    Screen::hideEvent(event);
    m_second.stop();
}

void MessagesScreen::resizeEvent(QResizeEvent *event)
{
    Screen::resizeEvent(event);
    arrange();
}

// Below the list the message needs its room first, with all that can be done about it.
void MessagesScreen::arrange()
{
    const Qt::Orientation way = width() < scaled(kBeside) ? Qt::Vertical : Qt::Horizontal;
    m_text->setPlace(way);
    if (way == Qt::Vertical) {
        const int text = m_text->heightForWidth(width());
        const int list = std::max(m_list->minimumHeight(), m_stack->height() - text);
        m_split->setOrientation(way);
        m_split->setSizes({list, std::max(1, m_stack->height() - list)});
    } else if (m_split->orientation() != way) {
        m_split->setOrientation(way);
        m_split->setSizes({width() * 2 / 5, width() * 3 / 5});
    }
}

void MessagesScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
}

QWidget *MessagesScreen::focusTarget() { return m_model->rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_list; }

} // namespace updesk
