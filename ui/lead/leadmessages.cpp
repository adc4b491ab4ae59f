// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadmessages.h"

#include "core/desk/messages.h"
#include "ui/parts/button.h"
#include "ui/parts/messagewords.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace updesk
{

static constexpr Time kStoppedShows = 2 * kDay; // what the program stopped is news so long
static constexpr int kNarrow = 520;

static Colour inkOf(TagTone tone)
{
    switch (tone) {
    case TagTone::Good:
        return Colour::Good;
    case TagTone::Close:
        return Colour::Close;
    case TagTone::Bad:
        return Colour::Bad;
    case TagTone::Plain:
    case TagTone::Accent:
        break;
    }
    return Colour::Text;
}

/// One message: how it stands over its first words, and buttons beside them, or below where it is narrow.
class MessageRow final : public QWidget
{
public:
    explicit MessageRow(MessageLine line)
        : m_line(std::move(line)),
          m_mark(new QLabel),
          m_state(new TextLabel(QString(), Type::BodyMedium, inkOf(MessageWords::tone(m_line.message)))),
          m_words(new TextLabel(
              //: %1: who wrote it, %2: its first words
              QCoreApplication::translate("LeadMessages", "%1: %2")
                  .arg(MessageWords::author(m_line), MessageWords::first(m_line.message)),
              Type::Caption, Colour::Text2)),
          m_box(new QBoxLayout(QBoxLayout::LeftToRight, this)),
          m_buttons(new QHBoxLayout)
    {
        m_state->setObjectName(QStringLiteral("lead.message.state"));
        m_state->setTextFormat(Qt::PlainText);
        m_state->setWordWrap(true);
        m_words->setTextFormat(Qt::PlainText);
        m_words->setElides();
        m_words->setMinimumWidth(scaled(80));
        auto *texts = new QVBoxLayout;
        texts->setSpacing(2);
        texts->addWidget(m_state);
        texts->addWidget(m_words);
        auto *left = new QHBoxLayout;
        left->setSpacing(kSpace12);
        left->addWidget(m_mark, 0, Qt::AlignTop);
        left->addLayout(texts, 1);
        m_buttons->setSpacing(kSpace8);
        m_box->setContentsMargins(0, kSpace4, 0, kSpace4);
        m_box->setSpacing(kSpace8);
        m_box->addLayout(left, 1);
        m_box->addLayout(m_buttons);
        connect(themeChanges(), &ThemeChanges::changed, this, &MessageRow::dress);
        dress();
    }
    void add(Button *button) { m_buttons->addWidget(button); }
    void show(const MessageWords &words, Time now)
    {
        const QString said = MessageWords::said(m_line.message);
        const QString state = words.state(m_line, now);
        //: %1: how it stands, %2: what the server said
        m_state->setText(
            said.isEmpty() ? state : QCoreApplication::translate("LeadMessages", "%1 %2").arg(state, said));
        setAccessibleName(words.sentence(m_line, now));
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        const bool narrow = width() < scaled(kNarrow);
        m_box->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        m_box->setAlignment(m_buttons, narrow ? Qt::AlignLeft : Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    void dress()
    {
        const Colour ink = inkOf(MessageWords::tone(m_line.message));
        m_mark->setPixmap(iconPixmap(MessageWords::icon(m_line.message), scaled(16),
            colour(ink == Colour::Text ? Colour::Text2 : ink), devicePixelRatioF()));
    }
    MessageLine m_line;
    QLabel *m_mark;
    TextLabel *m_state, *m_words;
    QBoxLayout *m_box;
    QHBoxLayout *m_buttons;
};

LeadMessages::LeadMessages(Session &session, LeadCalls calls, QWidget *parent)
    : QWidget(parent), m_session(session), m_calls(std::move(calls)), m_rows(new QVBoxLayout)
{
    setObjectName(QStringLiteral("lead.messages"));
    setAccessibleName(tr("Open messages"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace8);
    column->setSpacing(kSpace4);
    column->addWidget(new TextLabel(tr("Open messages"), Type::Section));
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    connect(&m_session, &Session::changed, this, &LeadMessages::reload);
    hide();
}

void LeadMessages::setLead(LeadId lead, const LeadWords &words)
{
    m_words = words;
    if (std::exchange(m_lead, lead) != lead) {
        m_lines.clear();
        rebuild();
    }
    reload();
}

bool LeadMessages::isOld(const Message &message) const
{
    return message.state == QLatin1String("cancelled") && m_session.now() - message.asked > kStoppedShows;
}

// On an error the lines stay as they were: the screen around them says what is wrong with the store.
void LeadMessages::reload()
{
    std::vector<MessageLine> lines;
    if (!m_lead.isNull()) {
        auto read = messagesOf(m_session.database(), m_lead);
        if (!read)
            return;
        lines = std::move(*read);
        std::erase_if(lines, [this](const MessageLine &line) { return isOld(line.message); });
        std::stable_partition(
            lines.begin(), lines.end(), [](const MessageLine &line) { return MessageWords::isTroubled(line.message); });
    }
    if (const auto shut =
            lines.empty() ? Result<ShutWays>(ShutWays()) : shutWays(m_session.database(), m_session.now()))
        m_shut = *shut;
    if (lines == m_lines)
        return tick();
    m_lines = std::move(lines);
    rebuild();
}

void LeadMessages::rebuild()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->setParent(nullptr);
            old->deleteLater(); // it may be the one whose button is being pressed
        }
        delete item;
    }
    int shown = 0;
    for (const MessageLine &line : m_lines) {
        if (++shown > kMost)
            break;
        auto *row = new MessageRow(line);
        for (const MessageAct &act : MessageWords::acts(line.message)) {
            auto *button = new Button(act.words);
            button->setInBar();
            button->setObjectName(QStringLiteral("lead.message.act%1").arg(int(act.wish)));
            connect(button, &Button::clicked, this, [this, id = line.message.id, act] { wish(id, act); });
            row->add(button);
        }
        m_rows->addWidget(row);
        row->setVisible(true); // at once: it may get the focus
    }
    if (const int more = int(m_lines.size()) - kMost; more > 0)
        m_rows->addWidget(
            new TextLabel(tr("%n more in the list of messages.", nullptr, more), Type::Caption, Colour::Text2));
    setVisible(!m_lines.empty());
    tick();
}

void LeadMessages::setOfflineSince(Time since)
{
    if (std::exchange(m_offlineSince, since) != since)
        tick();
}

void LeadMessages::tick()
{
    const auto hold = sendHold(m_session.database());
    const bool held = hold && *hold;
    MessageWords words(m_words, held ? MessageWords::Sending::OnHold : MessageWords::Sending::Goes, m_offlineSince);
    words.setShut(m_shut);
    for (int i = 0; i < m_rows->count(); ++i) {
        if (auto *row = dynamic_cast<MessageRow *>(m_rows->itemAt(i)->widget()))
            row->show(words, m_session.now());
    }
}

void LeadMessages::wish(MessageId message, const MessageAct &act)
{
    const bool focused = isAncestorOf(window()->focusWidget());
    const auto deed = decideMessage(m_session, message, act.wish);
    if (deed)
        m_calls.did(deed, act.done);
    else
        m_calls.tell(MessageWords::undecided(deed.error()));
    reload();
    if (auto *next = focused ? findChild<Button *>() : nullptr)
        next->setFocus(Qt::OtherFocusReason);
}

void LeadMessages::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Colour::Divider));
}

} // namespace updesk
