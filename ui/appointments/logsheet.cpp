// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/logsheet.h"

#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRowsSeen = 10;
static constexpr int kRest = 170; // head, bar, sums and margins

LogSheet::LogSheet(LogModel *model, const Look &look, QWidget *window)
    : SheetDialog(window),
      m_model(model),
      m_list(new SheetTable(*model, look.words)),
      m_back(new Button(Icon::Back, look.before)),
      m_forward(new Button(Icon::Forward, look.after)),
      m_heading(new TextLabel(QString(), Type::BodyStrong)),
      m_sums(new TextLabel(QString(), Type::Body, Colour::Text2))
{
    m_model->setParent(this);
    setObjectName(look.name);
    setPanel(look.width);
    setHead(look.title, {}, look.icon);
    setEscWords(tr("closes"));
    setBody(makeBody(look));
    m_list->installEventFilter(this);
    connect(m_back, &Button::clicked, this, [this] { shown(m_model->step(-1)); });
    connect(m_forward, &Button::clicked, this, [this] { shown(m_model->step(1)); });
    connect(m_list, &SheetTable::openWanted, this, &LogSheet::openCurrent);
}

QWidget *LogSheet::makeBody(const Look &look)
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
    m_list->setObjectName(look.name + QStringLiteral(".list"));
    m_list->setAccessibleName(look.list);
    connect(themeChanges(), &ThemeChanges::changed, this, &LogSheet::fitList);
    column->addWidget(m_list);
    m_sums->setObjectName(look.name + QStringLiteral(".sums"));
    m_sums->setWordWrap(true);
    column->addWidget(m_sums);
    return body;
}

// What stands over and under the list keeps its room.
void LogSheet::fitList() { m_list->fitHeight(kRowsSeen, window()->height() - scaled(kRest)); }

void LogSheet::openAt(Time at)
{
    fitList();
    shown(m_model->show(at));
    openSheet(m_list);
}

void LogSheet::shown(const Result<void> &read)
{
    const int rows = m_model->rowCount();
    m_heading->setText(m_model->heading());
    m_sums->setText(!read ? sentence(read.error()) : rows == 0 ? nothing(m_model->heading()) : m_model->sums());
    if (rows > 0)
        m_list->setCurrentIndex(m_model->index(firstChosen(rows), 0));
}

void LogSheet::openCurrent()
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

bool LogSheet::eventFilter(QObject *watched, QEvent *event)
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
