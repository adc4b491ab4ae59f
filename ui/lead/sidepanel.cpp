// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/sidepanel.h"

#include "ui/parts/spacing.h"
#include "ui/parts/theme.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace updesk
{

static constexpr int kWidth = 392, kLeast = 264, kHead = 44;

SidePanel::SidePanel(QWidget *parent, int leadRoom) : QWidget(parent), m_leadRoom(leadRoom) { }

QWidget *SidePanel::makeBar(QHBoxLayout *&row)
{
    auto *bar = new QWidget;
    row = new QHBoxLayout(bar);
    row->setContentsMargins(kSpace16, kSpace4, kSpace8, kSpace4);
    row->setSpacing(kSpace8);
    bar->setMinimumHeight(scaled(kHead));
    return bar;
}

void SidePanel::lay(QWidget *head, QWidget *body, QWidget *foot)
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 0, 0, 0);
    whole->setSpacing(1);
    whole->addWidget(head);
    whole->addWidget(body, 1);
    whole->addWidget(foot);
}

bool SidePanel::hasRoom() const { return parentWidget()->width() - scaled(kLeast) >= scaled(m_leadRoom); }

void SidePanel::fit()
{
    const int all = parentWidget()->width();
    const int wide = std::min(scaled(kWidth), all - scaled(m_leadRoom));
    setFixedWidth(wide >= scaled(kLeast) ? wide : std::min(scaled(kLeast), all / 2));
}

void SidePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Divider)); // the lines between the parts
    for (const QObject *part : children()) {
        if (const auto *widget = qobject_cast<const QWidget *>(part))
            painter.fillRect(widget->geometry(), colour(Colour::Base));
    }
}

} // namespace updesk
