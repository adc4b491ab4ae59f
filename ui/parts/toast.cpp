// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/toast.h"

#include "ui/parts/announce.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <climits>
#include <utility>

namespace updesk
{

Toast::Toast(QWidget *content)
    : QWidget(content),
      m_words(new TextLabel(QString(), Type::Body, Colour::Base)),
      m_button(new Button(tr("Undo"), ButtonKind::Reversed)),
      m_close(new Button(tr("Close"), ButtonKind::Reversed))
{
    m_words->setObjectName(QStringLiteral("toast.text"));
    m_words->setAccessibleName(tr("Just done"));
    m_button->setObjectName(QStringLiteral("toast.undo"));
    m_button->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Z));
    m_close->setObjectName(QStringLiteral("toast.close"));
    m_close->setKeys(QKeySequence(Qt::Key_Escape));
    for (Button *button : {m_button, m_close})
        button->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kSpace16, kSpace4, kSpace12, kSpace4);
    row->setSpacing(kSpace16);
    row->addWidget(m_words);
    row->addWidget(m_button);
    row->addWidget(m_close);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Toast::dismiss);
    connect(m_button, &Button::clicked, this, [this] { undo(); });
    connect(m_close, &Button::clicked, this, &Toast::dismiss);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        if (!isHidden())
            place();
    });
    content->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this] {
        if (isVisible() && !isAncestorOf(QApplication::focusWidget()))
            place();
    });
    hide();
}

void Toast::say(const QString &words, std::function<void()> undo)
{
    m_words->setText(words);
    m_undo = std::move(undo);
    m_button->setVisible(bool(m_undo));
    m_close->setVisible(m_seconds == 0);
    place();
    show();
    raise();
    countDown();
    announce(m_words, words);
}

bool Toast::undo()
{
    const auto back = std::exchange(m_undo, nullptr);
    if (!back)
        return false;
    dismiss();
    back();
    return true;
}

void Toast::dismiss()
{
    m_timer.stop();
    m_undo = nullptr;
    hide();
}

void Toast::countDown()
{
    m_timer.stop();
    if (m_seconds > 0)
        m_timer.start(m_seconds * 1000);
}

void Toast::place()
{
    QWidget *content = parentWidget();
    m_words->setWordWrap(false);
    layout()->activate();
    QSize size = sizeHint();
    const int room = content->width() - 2 * kSpace16;
    if (size.width() > room) {
        m_words->setWordWrap(true);
        size.setWidth(room);
        size.setHeight(layout()->heightForWidth(room));
    }
    size.setHeight(std::max(size.height(), scaled(40)));
    QRect box(QPoint((content->width() - size.width()) / 2, content->height() - kSpace16 - size.height()), size);
    const int lowest = box.y();
    for (int top = topOfCovered(box); top < INT_MAX; top = topOfCovered(box))
        box.moveBottom(top - kSpace8 - 1);
    if (box.y() < content->height() / 2)
        box.moveTop(lowest); // buttons all the way up: better there than over what is read
    setGeometry(box);
}

/// The upper edge of the highest button or focused widget under the box; INT_MAX: it covers none.
int Toast::topOfCovered(const QRect &box) const
{
    int top = INT_MAX;
    const auto look = [&](const QWidget *one) {
        if (!one || !one->isVisible() || one == m_button || one == m_close || isAncestorOf(one)
            || !parentWidget()->isAncestorOf(one))
            return;
        const QRect seen = one->visibleRegion().boundingRect(); // what a scroll area shows of it
        const QRect at = seen.translated(one->mapTo(parentWidget(), QPoint()));
        if (at.intersects(box) && at.height() < parentWidget()->height() / 2) // a list is no button
            top = std::min(top, at.top());
    };
    for (const QAbstractButton *button : parentWidget()->findChildren<QAbstractButton *>())
        look(button);
    look(window()->focusWidget());
    return top;
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && !isHidden())
        place();
    const bool isButton = watched == m_button || watched == m_close;
    if (isButton && event->type() == QEvent::FocusIn)
        m_timer.stop();
    if (isButton && event->type() == QEvent::FocusOut && !underMouse())
        countDown();
    return QWidget::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_timer.stop();
    QWidget::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    if (isVisible() && !m_button->hasFocus())
        countDown();
    QWidget::leaveEvent(event);
}

void Toast::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return dismiss();
    QWidget::keyPressEvent(event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Text), {}, 1, kRadius);
}

} // namespace updesk
