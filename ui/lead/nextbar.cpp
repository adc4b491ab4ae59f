// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/nextbar.h"

#include "ui/parts/spacing.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace updesk
{

NextBar::NextBar(Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_title(new TextLabel(tr("Next"), Type::Body, Colour::Text2)),
      m_name(new TextLabel(QString(), Type::BodyStrong)),
      m_action(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_place(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_clock(new ClockBox)
{
    setObjectName(QStringLiteral("lead.next"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kSpace16, kSpace4 + 1, kSpace16, kSpace4);
    row->setSpacing(kSpace8);
    row->addWidget(m_title);
    row->addWidget(m_clock);
    row->addWidget(m_name);
    row->addWidget(m_action, 1);
    row->addWidget(m_place);
    m_action->setMinimumWidth(0);
    m_action->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setMinimumHeight(scaled(36));
    connect(themeChanges(), &ThemeChanges::changed, this, [this] { setMinimumHeight(scaled(36)); });
    hide();
}

void NextBar::setNext(const std::optional<QueueRow> &next, int place, int of)
{
    m_next = next;
    if (auto rules = m_session.rules())
        m_words = LeadWords(*rules);
    const QLocale locale;
    m_place->setText(
        of > 0 && place > 0 ? tr("%1 of %2 now").arg(locale.toString(place), locale.toString(of)) : QString());
    m_name->setText(next ? next->name : tr("Nothing more now"));
    setVisible(next.has_value() || of > 0);
    tick();
}

void NextBar::tick()
{
    if (!m_next) {
        m_clock->setLook({}, {});
        m_clock->hide();
        m_action->setText({});
        return;
    }
    const Time now = m_session.now();
    m_clock->setLook(m_words.listClock(m_next->now, now), m_words.spokenListClock(m_next->now, now));
    m_action->setText(m_words.next(m_next->now, now));
}

QString NextBar::words() const
{
    return QStringList{m_title->text(), m_clock->text(), m_name->text(), m_action->text(), m_place->text()}
        .join(u' ')
        .simplified();
}

void NextBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Window));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Colour::Divider));
}

} // namespace updesk
