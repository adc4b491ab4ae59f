// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/timelinesection.h"

#include "ui/parts/screen.h"
#include "ui/parts/field.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace updesk
{

TimelineSection::TimelineSection(TimelineModel *model, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_kinds(new Segments(
          tr("What the timeline shows"), {tr("All"), tr("Calls"), tr("Messages"), tr("Visits"), tr("Changes")})),
      m_find(new QLineEdit),
      m_view(new TimelineView(model)),
      m_nothing(new TextLabel(QString(), Type::Body, Colour::Text2))
{
    auto *head = new QWidget;
    auto *flow = new FlowLayout(kSpace12, kSpace8, head);
    flow->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace8);
    auto *title = new TextLabel(tr("Timeline"), Type::Section);
    flow->addWidget(title);
    flow->addWidget(m_kinds);
    m_find->setProperty("bar", true);
    m_find->setFixedWidth(scaled(150));
    m_find->setObjectName(QStringLiteral("lead.timeline.find"));
    dressSearchEdit(m_find, tr("Find in the timeline"), QStringLiteral("/"));
    Screen::markFind(m_find);
    Screen::markPane(m_view);
    m_find->setPlaceholderText(tr("Find"));
    m_find->installEventFilter(this);
    flow->addWidget(m_find);
    flow->addWidget(new TextLabel(tr("verified = dialed from UpDesk"), Type::Caption, Colour::Hint));
    m_nothing->setContentsMargins(scaled(20), kSpace8, kSpace16, kSpace8);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_nothing);
    column->addWidget(m_view, 1);
    connect(m_kinds, &Segments::chosen, this, [this](int kind) { m_model->setKind(TimelineKind(kind)); });
    connect(m_find, &QLineEdit::textChanged, m_model, &TimelineModel::setFind);
    connect(m_view, &TimelineView::findWanted, this, [this] {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    });
    connect(m_model, &TimelineModel::reloaded, this, &TimelineSection::refresh);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] { m_find->setFixedWidth(scaled(150)); });
    refresh();
}

void TimelineSection::refresh()
{
    QString words;
    if (m_model->error())
        words = !m_model->isEmpty() ? tr("Older history did not load. What is shown is whole.")
                                    : tr("The history did not load. Nothing was lost.");
    else if (m_model->isEmpty())
        words = !m_model->find().isEmpty()         ? tr("Nothing found for “%1”.").arg(m_model->find())
            : m_model->kind() != TimelineKind::All ? tr("Nothing of this kind yet.")
                                                   : tr("Nothing happened yet.");
    m_nothing->setText(words);
    m_nothing->setVisible(!words.isEmpty());
}

bool TimelineSection::clearFind()
{
    const bool searched = !m_find->text().isEmpty() || m_find->hasFocus();
    m_find->clear();
    if (m_find->hasFocus())
        m_view->setFocus(Qt::OtherFocusReason);
    return searched;
}

bool TimelineSection::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_find && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            m_view->setFocus(Qt::OtherFocusReason);
            QKeyEvent down(QEvent::KeyPress, Qt::Key_Home, Qt::NoModifier);
            QCoreApplication::sendEvent(m_view, &down);
            return true;
        }
        if (key->modifiers().testFlag(Qt::AltModifier) || key->key() == Qt::Key_Escape) {
            key->ignore(); // an outcome, or one level back: the panel's
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TimelineSection::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Colour::Divider));
}

} // namespace updesk
