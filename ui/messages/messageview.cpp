// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messageview.h"

#include "ui/parts/flowlayout.h"
#include "ui/parts/nocalls.h"
#include "ui/parts/readabletext.h"
#include "ui/parts/spacing.h"

#include <QPainter>
#include <QVBoxLayout>

namespace updesk
{

static Colour inkOf(TagTone tone)
{
    return tone == TagTone::Bad ? Colour::Bad : tone == TagTone::Close ? Colour::Close : Colour::Text;
}

MessageView::MessageView(QWidget *parent)
    : QWidget(parent),
      m_who(new TextLabel(QString(), Type::Section)),
      m_state(new TextLabel(QString(), Type::BodyMedium)),
      m_said(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_subject(new TextLabel(QString(), Type::BodyStrong)),
      m_body(new QPlainTextEdit),
      m_acts(new QWidget),
      m_open(new Button(tr("Open the lead"))),
      m_noCalls(new Button(NoCalls::words()))
{
    m_state->setObjectName(QStringLiteral("messages.state"));
    m_body->setObjectName(QStringLiteral("messages.text"));
    m_body->setAccessibleName(tr("Text of the message"));
    m_body->setReadOnly(true);
    m_body->setUndoRedoEnabled(false);
    m_body->setTabChangesFocus(true);
    m_body->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_open->setObjectName(QStringLiteral("messages.open"));
    m_open->setKeys(Qt::Key_Return);
    auto *flow = new FlowLayout(kSpace8, kSpace8, m_acts);
    flow->setContentsMargins(kSpace4, kSpace4, kSpace4, kSpace4);
    m_noCalls->setObjectName(QStringLiteral("messages.noCalls"));
    m_noCalls->setKeys(Qt::Key_D);
    flow->addWidget(m_open);
    flow->addWidget(m_noCalls);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace12);
    column->setSpacing(kSpace8);
    m_who->setObjectName(QStringLiteral("messages.who"));
    for (TextLabel *label : {m_who, m_state, m_said, m_subject}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addWidget(m_body, 1);
    column->addWidget(m_acts);
    connect(m_open, &Button::clicked, this, &MessageView::openWanted);
    connect(m_noCalls, &Button::clicked, this, &MessageView::noCallsWanted);
}

void MessageView::show(const MessageLine *line, const MessageWords &words, Time now)
{
    const DeskWords &desk = words.desk();
    const MessageLine shown = line ? *line : MessageLine();
    const bool other = m_has != (line != nullptr) || !(shown == m_line);
    m_line = shown;
    m_has = line != nullptr;
    for (QWidget *part : {static_cast<QWidget *>(m_body), m_acts})
        part->setVisible(m_has);
    const Message &message = m_line.message;
    m_state->setText(m_has ? words.state(m_line, now) : QString());
    m_state->setColour(inkOf(MessageWords::tone(message)));
    if (!other)
        return;
    const bool mail = Channel(message.channel) == Channel::Email;
    const QString to = mail || message.to.isEmpty() ? message.to : desk.phone(message.to);
    //: %1: a customer, %2: address or number, %3: who wrote it
    const QString who = m_line.customer.isEmpty() || to.isEmpty() // held back before it was known where to
        ? tr("%1 · by %2", "address, author").arg(to + m_line.customer, MessageWords::author(m_line))
        : tr("%1 · %2 · by %3").arg(m_line.customer, to, MessageWords::author(m_line));
    m_who->setText(m_has ? who : QString());
    m_said->setText(MessageWords::said(message));
    m_said->setVisible(!m_said->text().isEmpty());
    m_subject->setText(harmlessText(message.subject.simplified()));
    m_subject->setVisible(!message.subject.isEmpty());
    const QString text =
        message.footer.isEmpty() ? message.body : message.body + QStringLiteral("\n\n") + message.footer;
    m_body->setPlainText(harmlessText(text));
    showActs(message);
}

void MessageView::setPlace(Qt::Orientation way)
{
    m_below = way == Qt::Vertical;
    m_body->setMinimumHeight(lineHeight(Type::Body) + 2 * kSpace12);
    update();
}

void MessageView::showActs(const Message &message)
{
    for (Button *old : m_acts->findChildren<Button *>()) {
        if (old == m_open || old == m_noCalls)
            continue;
        old->hide();
        old->setParent(nullptr);
        old->deleteLater(); // it may be the one that is being pressed
    }
    for (const MessageAct &act : m_has ? MessageWords::acts(message) : std::vector<MessageAct>()) {
        auto *button = new Button(act.words, ButtonKind::Plain, m_acts);
        button->setObjectName(QStringLiteral("messages.act%1").arg(int(act.wish)));
        button->setKeys(act.key);
        connect(button, &Button::clicked, this, [this, act] { Q_EMIT wished(act); });
        m_acts->layout()->addWidget(button);
        button->show();
    }
}

void MessageView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
    painter.fillRect(m_below ? QRect(0, 0, width(), 1) : QRect(0, 0, 1, height()), colour(Colour::Divider));
}

} // namespace updesk
