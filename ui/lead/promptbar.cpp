// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/promptbar.h"

#include "ui/parts/announce.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"
#include "ui/parts/style.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QTimer>

namespace updesk
{

PromptBar::PromptBar(QWidget *parent)
    : QWidget(parent),
      m_title(new TextLabel(QString(), Type::BodyStrong)),
      m_edit(new QLineEdit),
      m_reading(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_aside(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_take(new Button(QString(), ButtonKind::Accent)),
      m_back(new Button(tr("Back"))),
      m_line(new QWidget),
      m_answers(new QWidget)
{
    setObjectName(QStringLiteral("lead.prompt"));
    m_edit->setObjectName(QStringLiteral("lead.prompt.edit"));
    m_reading->setObjectName(QStringLiteral("lead.prompt.reading"));
    m_reading->setWordWrap(true);
    m_title->setWordWrap(true);
    m_aside->setObjectName(QStringLiteral("lead.prompt.aside"));
    m_aside->setWordWrap(true);
    m_edit->setMinimumWidth(scaled(160));
    m_edit->installEventFilter(this);
    m_take->setKeys(Qt::Key_Return);
    m_back->setKeys(Qt::Key_Escape);
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(kSpace4, kSpace4, kSpace4, kSpace4); // room for the ring
    line->setSpacing(kSpace8);
    line->addWidget(m_edit, 1);
    line->addWidget(m_take);
    auto *answers = new FlowLayout(kSpace8, kSpace8, m_answers);
    answers->setContentsMargins(kSpace4, kSpace4, kSpace4, kSpace4);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_back);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace4);
    column->addLayout(head);
    column->addWidget(m_line);
    column->addWidget(m_reading);
    column->addWidget(m_aside);
    column->addWidget(m_answers);
    connect(m_edit, &QLineEdit::textEdited, this, &PromptBar::read);
    connect(m_edit, &QLineEdit::returnPressed, this, &PromptBar::take);
    connect(m_take, &Button::clicked, this, &PromptBar::take);
    connect(m_back, &Button::clicked, this, &PromptBar::close);
    hide();
}

void PromptBar::ask(Prompt prompt)
{
    tellLeft();
    m_prompt = std::move(prompt);
    m_asking = true;
    m_title->setText(m_prompt.title);
    setAccessibleName(m_prompt.title);
    m_edit->setAccessibleName(m_prompt.name.isEmpty() ? m_prompt.title : m_prompt.name);
    m_edit->setPlaceholderText(m_prompt.placeholder);
    m_edit->setText(m_prompt.text);
    m_take->setText(m_prompt.verb);
    m_take->setKeys(Qt::Key_Return);
    m_aside->setText(m_prompt.aside);
    m_aside->setVisible(!m_prompt.aside.isEmpty());
    m_line->setVisible(!m_prompt.verb.isEmpty());
    layAnswers();
    show();
    read();
    // A scroll bar that comes or goes with the question lays it out anew in the midst of its own layout, which then
    // ends with the older heights.
    QTimer::singleShot(0, this, [this] {
        layout()->invalidate();
        layout()->activate();
    });
    if (hasLine()) {
        m_edit->setFocus(Qt::OtherFocusReason);
        m_edit->selectAll();
    } else if (auto *first = m_answers->findChild<KeyButton *>()) {
        first->setFocus(Qt::OtherFocusReason);
    }
}

void PromptBar::setAside(const QString &aside, std::vector<Prompt::Answer> answers)
{
    m_prompt.aside = aside;
    m_prompt.answers = std::move(answers);
    m_aside->setText(aside);
    m_aside->setVisible(!aside.isEmpty());
    layAnswers();
    describe(m_reading->text());
    if (hasLine())
        m_edit->setFocus(Qt::OtherFocusReason); // a button that had it may be gone
}

void PromptBar::layAnswers()
{
    while (QLayoutItem *item = m_answers->layout()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        item->widget()->setParent(nullptr);
        delete item;
    }
    for (const Prompt::Answer &one : m_prompt.answers) {
        //: %1: a letter that is typed with Alt, beside a line to type in
        auto *button = new KeyButton(hasLine() ? tr("Alt+%1").arg(one.key) : one.key, one.words);
        m_answers->layout()->addWidget(button);
        connect(button, &KeyButton::clicked, this, [this, key = one.key] { answer(key); });
    }
    m_answers->setVisible(!m_prompt.answers.empty());
}

void PromptBar::close()
{
    if (!m_asking)
        return;
    tellLeft();
    m_asking = false;
    hide();
    Q_EMIT closed();
}

void PromptBar::tellLeft()
{
    if (m_asking && m_prompt.left)
        m_prompt.left(m_edit->text());
}

bool PromptBar::answer(const QString &key)
{
    if (!m_asking)
        return false;
    for (const Prompt::Answer &one : m_prompt.answers) {
        if (one.key.compare(key, Qt::CaseInsensitive) != 0)
            continue;
        const auto act = one.take; // the act may ask the next question
        act();
        return true;
    }
    return false;
}

void PromptBar::read()
{
    const PromptReading reading = m_prompt.read && hasLine() ? m_prompt.read(m_edit->text()) : PromptReading{};
    m_good = reading.good;
    markWrong(m_edit, false);
    m_reading->setColour(Colour::Text2);
    m_reading->setText(reading.words);
    m_reading->setVisible(!reading.words.isEmpty());
    describe(reading.words);
    m_take->setEnabled(reading.good);
}

void PromptBar::describe(const QString &reading)
{
    QStringList spoken{reading, m_prompt.aside};
    spoken.removeAll(QString());
    m_edit->setAccessibleDescription(spoken.join(u'\n'));
}

void PromptBar::setError(const QString &words)
{
    markWrong(m_edit, hasLine());
    m_reading->setColour(Colour::Bad);
    m_reading->setText(words);
    m_reading->show();
    describe(words);
    announce(m_reading, words);
}

void PromptBar::take()
{
    if (!m_asking)
        return;
    if (!m_good) {
        setError(m_reading->text());
        return;
    }
    const auto act = m_prompt.take;
    act(m_edit->text());
}

// A digit with Alt is an outcome, not text; a letter with Alt an answer that stands beside the line.
bool PromptBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && watched == m_edit) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers().testFlag(Qt::AltModifier)) {
            const bool letter = key->key() >= Qt::Key_A && key->key() <= Qt::Key_Z;
            if (letter && answer(QChar(key->key())))
                return true;
            key->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace updesk
