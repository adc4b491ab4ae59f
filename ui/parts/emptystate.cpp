// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/emptystate.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>

namespace updesk
{

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent),
      m_mark(new QLabel),
      m_sentence(new TextLabel(QString(), Type::BodyMedium)),
      m_second(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_button(new Button(QString()))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSpace16, kSpace16, kSpace16, kSpace16);
    column->setSpacing(0);
    column->addStretch();
    column->addWidget(m_mark, 0, Qt::AlignHCenter);
    column->addSpacing(kSpace8);
    for (TextLabel *line : {m_sentence, m_second}) {
        line->setAlignment(Qt::AlignCenter);
        line->setWordWrap(true);
        column->addWidget(line);
        column->addSpacing(kSpace4);
    }
    column->addSpacing(kSpace8);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch();
    m_second->hide();
    m_button->hide();
    setProperty("ownRing", true); // inside: it fills its screen to the edges
    connect(m_button, &Button::clicked, this, &EmptyState::actionClicked);
    connect(themeChanges(), &ThemeChanges::changed, this, &EmptyState::refresh);
    refresh();
}

void EmptyState::setWords(const QString &sentence, const QString &second)
{
    m_sentence->setText(sentence);
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
}

void EmptyState::setIcon(Icon icon)
{
    m_icon = icon;
    refresh();
}

void EmptyState::setAction(const QString &words, const QKeySequence &keys)
{
    m_button->setText(words);
    m_button->setKeys(keys);
    m_button->setVisible(!words.isEmpty());
}

void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRowFocus(painter, rect(), {false, false, hasFocus(), isActiveWindow()});
}

bool EmptyState::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::WindowDeactivate)
        update();
    return QWidget::event(event);
}

void EmptyState::refresh()
{
    m_mark->setPixmap(iconPixmap(m_icon, scaled(20), colour(Colour::Accent), devicePixelRatioF()));
}

} // namespace updesk
