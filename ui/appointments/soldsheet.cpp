// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/soldsheet.h"

#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRowsSeen = 10;
static constexpr int kRest = 170; // head, bar, sums and margins

SoldSheet::SoldSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_model(new SoldModel(session, this)),
      m_list(new SheetTable(*m_model, {SoldModel::Customer, SoldModel::Vehicle})),
      m_back(new Button(Icon::Back, tr("The month before"))),
      m_forward(new Button(Icon::Forward, tr("The month after"))),
      m_heading(new TextLabel(QString(), Type::BodyStrong)),
      m_sums(new TextLabel(QString(), Type::Body, Colour::Text2))
{
    setObjectName(QStringLiteral("appt.sold"));
    setPanel(900);
    setHead(tr("Sold log"), {}, Icon::Sold);
    setEscWords(tr("closes"));
    setBody(makeBody());
    m_list->installEventFilter(this);
    connect(m_back, &Button::clicked, this, [this] { shown(m_model->step(-1)); });
    connect(m_forward, &Button::clicked, this, [this] { shown(m_model->step(1)); });
    connect(m_list, &SheetTable::openWanted, this, &SoldSheet::openCurrent);
}

QWidget *SoldSheet::makeBody()
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
    m_list->setObjectName(QStringLiteral("appt.sold.list"));
    m_list->setAccessibleName(tr("Sales of the month"));
    connect(themeChanges(), &ThemeChanges::changed, this, &SoldSheet::fitList);
    column->addWidget(m_list);
    m_sums->setObjectName(QStringLiteral("appt.sold.sums"));
    m_sums->setWordWrap(true);
    column->addWidget(m_sums);
    return body;
}

// What stands over and under the list keeps its room.
void SoldSheet::fitList() { m_list->fitHeight(kRowsSeen, window()->height() - scaled(kRest)); }

void SoldSheet::open()
{
    fitList();
    shown(m_model->show(m_session.now()));
    openSheet(m_list);
}

void SoldSheet::shown(const Result<void> &read)
{
    m_heading->setText(m_model->heading());
    m_sums->setText(!read ? sentence(read.error())
            : m_model->rowCount() == 0
            ? tr("Nothing sold in %1. A sale is written down in the lead, with W.").arg(m_model->heading())
            : m_model->sums());
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void SoldSheet::openCurrent()
{
    const int row = m_list->currentIndex().row();
    if (row < 0)
        return;
    const LeadId lead = m_model->leadAt(row);
    closeSheet();
    Q_EMIT openLead(lead);
}

bool SoldSheet::eventFilter(QObject *watched, QEvent *event)
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
