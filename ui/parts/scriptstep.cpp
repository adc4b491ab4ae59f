// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/scriptstep.h"

#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kBox = 20;

ScriptStep::ScriptStep(int number, const QString &title, const QString &say, StepLook look)
    : m_number(number), m_look(look), m_column(new QVBoxLayout(this))
{
    setFocusPolicy(Qt::TabFocus);
    const bool now = look == StepLook::Now;
    setAccessibleName(say.isEmpty() ? title : title + QStringLiteral(". ") + say);
    m_column->setContentsMargins(kSpace16 + scaled(kBox) + kSpace12, kSpace8, kSpace16, kSpace8);
    m_column->setSpacing(kSpace4);
    auto *head = new TextLabel(
        title, now ? Type::BodyStrong : Type::Body, look == StepLook::Done ? Colour::Text2 : Colour::Text);
    head->setWordWrap(true);
    m_column->addWidget(head);
    if (say.isEmpty())
        return;
    auto *words = new TextLabel(say, Type::Body, Colour::Text2);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    m_column->addWidget(words);
}

void ScriptStep::setEditor(QPlainTextEdit *editor, const QString &note)
{
    auto *hint = new TextLabel(note, Type::Caption, Colour::Hint);
    hint->setWordWrap(true);
    m_column->addWidget(editor);
    m_column->addWidget(hint);
    setFocusPolicy(Qt::NoFocus);
    setFocusProxy(editor);
}

void ScriptStep::setAnswer(const QString &words)
{
    auto *answer = new TextLabel(words, Type::BodyMedium);
    answer->setTextFormat(Qt::PlainText);
    answer->setWordWrap(true);
    m_column->addWidget(answer);
}

void ScriptStep::mousePressEvent(QMouseEvent *)
{
    if (m_look != StepLook::Now)
        Q_EMIT chosen();
}

void ScriptStep::keyPressEvent(QKeyEvent *event)
{
    const bool chooses =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (chooses && m_look != StepLook::Now)
        return Q_EMIT chosen();
    QWidget::keyPressEvent(event);
}

void ScriptStep::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool now = m_look == StepLook::Now;
    painter.fillRect(rect(), colour(now ? Colour::Hover : Colour::Base));
    const int size = scaled(kBox);
    const QRect box(kSpace16, kSpace8, size, size);
    paintBox(painter, box, colour(now ? Colour::Accent : Colour::Base), now ? QColor() : colour(Colour::Line), 1, 3);
    if (m_look == StepLook::Done)
        drawIcon(painter, box, Icon::Tick, colour(Colour::Text2), scaled(14));
    else
        drawText(painter, box, QString::number(m_number), now ? Type::CaptionStrong : Type::Caption,
            colour(now ? Colour::OnAccent : Colour::Text2), Qt::AlignCenter);
    if (hasFocus())
        paintRowFocus(painter, rect(), {false, false, true, isActiveWindow()});
}

} // namespace updesk
