// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/showroomsheet.h"

#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRowsSeen = 10;
static constexpr int kRest = 170; // head, bar, sums and margins

ShowroomSheet::ShowroomSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_model(new ShowroomModel(session, this)),
      m_list(new SheetTable(*m_model, {ShowroomModel::Customer, ShowroomModel::Vehicle})),
      m_back(new Button(Icon::Back, tr("The day before"))),
      m_forward(new Button(Icon::Forward, tr("The day after"))),
      m_heading(new TextLabel(QString(), Type::BodyStrong)),
      m_sums(new TextLabel(QString(), Type::Body, Colour::Text2))
{
    setObjectName(QStringLiteral("appt.showroom"));
    setPanel(960);
    setHead(tr("Showroom log"), {}, Icon::Visit);
    setEscWords(tr("closes"));
    setBody(makeBody());
    m_list->installEventFilter(this);
    connect(m_back, &Button::clicked, this, [this] { shown(m_model->step(-1)); });
    connect(m_forward, &Button::clicked, this, [this] { shown(m_model->step(1)); });
    connect(m_list, &SheetTable::openWanted, this, &ShowroomSheet::openCurrent);
}

QWidget *ShowroomSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_back);
    bar->addWidget(m_heading);
    bar->addWidget(m_forward);
    bar->addStretch();
    column->addLayout(bar);
    m_list->setObjectName(QStringLiteral("appt.showroom.list"));
    m_list->setAccessibleName(tr("Who came on this day"));
    connect(themeChanges(), &ThemeChanges::changed, this, &ShowroomSheet::fitList);
    column->addWidget(m_list);
    m_sums->setObjectName(QStringLiteral("appt.showroom.sums"));
    m_sums->setWordWrap(true);
    column->addWidget(m_sums);
    return body;
}

// What stands over and under the list keeps its room.
void ShowroomSheet::fitList() { m_list->fitHeight(kRowsSeen, window()->height() - scaled(kRest)); }

void ShowroomSheet::open(Time day)
{
    fitList();
    shown(m_model->show(day));
    openSheet(m_list);
}

void ShowroomSheet::shown(const Result<void> &read)
{
    m_heading->setText(m_model->heading());
    m_sums->setText(!read ? sentence(read.error())
            : m_model->rowCount() == 0
            ? tr("Nobody came on %1. A walk-in is written down with F7.").arg(m_model->heading())
            : m_model->sums());
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(m_model->rowCount() - 1, 0)); // who came last
}

void ShowroomSheet::openCurrent()
{
    const int row = m_list->currentIndex().row();
    if (row < 0)
        return;
    const LeadId lead = m_model->leadAt(row);
    if (lead.isNull())
        return;
    closeSheet();
    Q_EMIT openLead(lead);
}

bool ShowroomSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return SheetDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        shown(m_model->step(static_cast<QKeyEvent *>(event)->key() == Qt::Key_Left ? -1 : 1));
        return true;
    default:
        return SheetDialog::eventFilter(watched, event);
    }
}

} // namespace updesk
