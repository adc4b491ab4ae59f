// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/videoline.h"

#include "core/desk/videolink.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace updesk
{

VideoLine::VideoLine(QWidget *parent)
    : QWidget(parent),
      m_open(new Button(tr("Add a &video link"))),
      m_add(new Button(tr("&Put it in"))),
      m_link(new Field(tr("&Link to the video"))),
      m_line(new QWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    m_open->setInBar();
    m_open->setObjectName(QStringLiteral("lead.composer.video"));
    m_add->setInBar();
    m_add->setObjectName(QStringLiteral("lead.composer.videoAdd"));
    m_link->edit()->setObjectName(QStringLiteral("lead.composer.videoLink"));
    m_link->edit()->setPlaceholderText(QStringLiteral("https://"));
    m_link->edit()->setMaxLength(int(2 * kLongestLink));
    auto *inside = new QVBoxLayout(m_line);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(kSpace8);
    inside->addWidget(m_link);
    inside->addWidget(m_add, 0, Qt::AlignLeft);
    column->addWidget(m_open, 0, Qt::AlignLeft);
    column->addWidget(m_line);
    m_link->edit()->installEventFilter(this);
    connect(m_open, &Button::clicked, this, &VideoLine::open);
    connect(m_add, &Button::clicked, this, &VideoLine::add);
    connect(m_link->edit(), &QLineEdit::textEdited, this, [this] { m_link->setError({}); });
    close();
}

void VideoLine::open()
{
    m_open->hide();
    m_line->show();
    m_link->edit()->setFocus(Qt::OtherFocusReason);
}

void VideoLine::close()
{
    m_link->edit()->clear();
    fold();
}

void VideoLine::fold()
{
    m_link->setError({});
    m_line->hide();
    m_open->show();
}

void VideoLine::add()
{
    const auto link = videoLink(m_link->edit()->text());
    if (link) {
        close();
        Q_EMIT added(*link);
        return;
    }
    const QString &why = link.error().detail;
    m_link->setError(why == QLatin1String("page") ? tr("This is no link to a page.")
            : why == QLatin1String("long")        ? tr("The link is too long.")
                                                  : tr("Type a link that begins with https://"));
    m_link->edit()->setFocus(Qt::OtherFocusReason);
}

// Enter puts it in; Esc leaves the field, not the message, and what was typed stands there the next time.
bool VideoLine::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        add();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        fold();
        m_open->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace updesk
