// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/popover.h"

#include "ui/parts/announce.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/type.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace updesk
{
namespace
{

/// The chip as a widget, for the popover's head.
class ChipMark final : public QWidget
{
public:
    explicit ChipMark(int score) : m_score(score)
    {
        setFixedSize(tierChipSize());
        setAccessibleName(QStringLiteral("%1 %2").arg(tierWord(tierLook(score))).arg(score));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintTierChip(painter, rect(), tierLook(m_score), m_score);
    }

private:
    int m_score;
};

QFrame *rule()
{
    auto *line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    QPalette own;
    own.setColor(QPalette::Window, colour(Colour::Divider));
    line->setPalette(own);
    return line;
}

} // namespace

Popover::Popover(QWidget *window) : QWidget(window), m_column(new QVBoxLayout(this))
{
    setFocusPolicy(Qt::StrongFocus);
    m_column->setContentsMargins(kSpace12, kSpace12, kSpace12, kSpace12);
    m_column->setSpacing(0);
    m_leave.setSingleShot(true);
    m_leave.setInterval(150);
    connect(&m_leave, &QTimer::timeout, this, [this] {
        if (!underMouse() && m_way == PopoverWay::Hover)
            dismiss();
    });
    connect(themeChanges(), &ThemeChanges::changed, this, &Popover::dismiss);
    hide();
}

void Popover::setText(const PopoverText &text)
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    addHead(text);
    QStringList spoken;
    for (const PopoverLine &line : text.lines) {
        addLine(line);
        spoken << (line.points.isEmpty() ? line.words : tr("%1: %2").arg(line.words, line.points));
    }
    setAccessibleName(tr("Reasons"));
    setAccessibleDescription(spoken.join(QLatin1String(". ")));
}

void Popover::addHead(const PopoverText &text)
{
    if (!text.score && text.note.isEmpty())
        return;
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, kSpace8);
    if (text.score)
        row->addWidget(new ChipMark(*text.score));
    row->addStretch();
    row->addWidget(new TextLabel(text.note, Type::Caption, Colour::Hint));
    m_column->addWidget(head);
}

void Popover::addLine(const PopoverLine &line)
{
    const bool sum = line.kind == PopoverLine::Kind::Sum;
    const bool heading = line.kind == PopoverLine::Kind::Heading;
    const Type type = sum ? Type::BodyStrong : heading ? Type::Caption : Type::Body;
    const Colour ink = heading ? Colour::Hint : line.kind == PopoverLine::Kind::Soft ? Colour::Text2 : Colour::Text;
    auto *holder = new QWidget;
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    auto *words = new TextLabel(line.words, type, ink);
    words->setWordWrap(true);
    row->addWidget(words, 1);
    const Type pointsType = sum                ? Type::BodyStrong
        : line.kind == PopoverLine::Kind::Soft ? Type::Body
                                               : Type::BodyMedium;
    if (!line.points.isEmpty())
        row->addWidget(new TextLabel(line.points, pointsType, ink), 0, Qt::AlignVCenter | Qt::AlignRight);
    holder->setMinimumHeight(scaled(heading ? 18 : sum ? 28 : 22));
    if (sum)
        m_column->addWidget(rule());
    m_column->addWidget(holder);
    if (sum) {
        m_column->addWidget(rule());
        m_column->addSpacing(kSpace4);
    }
}

void Popover::openBy(const QRect &anchor, PopoverWay way)
{
    m_way = way;
    QWidget *window = parentWidget();
    const int width = std::min(scaled(300), window->width() - 2 * kSpace8);
    m_column->activate();
    const int height = m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width) : sizeHint().height();
    QPoint corner(std::clamp(anchor.x(), kSpace8, std::max(kSpace8, window->width() - width - kSpace8)),
        anchor.bottom() + kSpace4);
    if (corner.y() + height > window->height() - kSpace8)
        corner.setY(std::max(kSpace8, anchor.top() - kSpace4 - height));
    setGeometry(QRect(corner, QSize(width, height)));
    show();
    raise();
    if (way == PopoverWay::Keys) {
        m_before = window->focusWidget();
        qApp->removeEventFilter(this);
        qApp->installEventFilter(this);
        announce(this, accessibleDescription());
    }
}

void Popover::pointerLeft() { m_leave.start(); }

void Popover::dismiss()
{
    if (!isVisible())
        return;
    qApp->removeEventFilter(this);
    const bool had = isAncestorOf(window()->focusWidget()) || hasFocus();
    hide();
    if (had && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT dismissed();
}

bool Popover::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || widget->window() != window())
        return false;
    const bool inside = widget == this || isAncestorOf(widget);
    if (event->type() == QEvent::MouseButtonPress && !inside) {
        dismiss();
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool press = event->type() == QEvent::KeyPress;
    if (key->key() == Qt::Key_Escape) {
        event->accept();
        if (press)
            dismiss();
        return true;
    }
    if (press && key->key() == Qt::Key_Tab && !inside) {
        setFocus(Qt::TabFocusReason);
        return true;
    }
    return false;
}

void Popover::enterEvent(QEnterEvent *event)
{
    m_leave.stop();
    QWidget::enterEvent(event);
}

void Popover::leaveEvent(QEvent *event)
{
    pointerLeft();
    QWidget::leaveEvent(event);
}

void Popover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Base), colour(Colour::Line), 1, kRadius);
}

} // namespace updesk
