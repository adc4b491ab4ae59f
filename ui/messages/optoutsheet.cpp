// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/optoutsheet.h"

#include "ui/parts/optoutwords.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/parts/tableview.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace updesk
{

static constexpr int kRowHeight = 32, kRest = 260; // what stands over and under the table
static constexpr int kPanel = 860;
static constexpr std::array<int, 4> kShares{12, 12, 18, 24}; // of a hundred; the words have the rest

/// The row is marked as a whole, not one of its cells.
class OptOutDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus;
    }
};

OptOutSheet::OptOutSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_model(new OptOutModel(this)),
      m_table(new QTableView),
      m_words(new TextLabel(QString(), Type::Body))
{
    setObjectName(QStringLiteral("messages.optOuts"));
    setPanel(kPanel);
    setHead(tr("Opt-outs honoured"), tr("the last twelve months"), Icon::Lock);
    setEscWords(tr("closes"));
    setBody(makeBody());
    connect(m_table, &QTableView::doubleClicked, this, &OptOutSheet::openCurrent);
    connect(themeChanges(), &ThemeChanges::changed, this, &OptOutSheet::fit);
}

QWidget *OptOutSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    m_words->setObjectName(QStringLiteral("messages.optOuts.words"));
    m_words->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("messages.optOuts.table"));
    m_table->setAccessibleName(tr("Opt-outs, the slowest first"));
    m_table->setModel(m_model);
    dressTable(*m_table);
    m_table->setItemDelegate(new OptOutDelegate(m_table));
    m_table->setWordWrap(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->installEventFilter(this);
    auto *note = new TextLabel(
        tr("The time from the customer's text, mail or word until nothing went out that way any more. The law gives 10 "
           "business days. Enter opens the lead."),
        Type::Caption, Colour::Text2);
    note->setWordWrap(true);
    column->addWidget(m_words);
    column->addWidget(m_table);
    column->addWidget(note);
    return body;
}

void OptOutSheet::open()
{
    read();
    fit();
    openSheet(m_table);
}

void OptOutSheet::read()
{
    const Time now = m_session.now();
    auto rows = optOutTimes(m_session.database(), optOutSince(now));
    const auto rules = m_session.rules();
    if (!rows || !rules)
        return m_words->setText(sentence(!rows ? rows.error() : rules.error()));
    QStringList lines;
    for (const OptOutSummary &one : optOutSummary(*rows))
        lines << OptOutWords::summary(one);
    m_words->setText(lines.isEmpty() ? tr("Nobody refused in that time.") : lines.join(u'\n'));
    m_table->setVisible(!rows->empty());
    m_model->show(std::move(*rows), DeskWords(*rules), now);
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

void OptOutSheet::fit()
{
    const int line = scaled(kRowHeight);
    m_table->verticalHeader()->setDefaultSectionSize(line);
    const int room = std::min(scaled(kPanel), window()->width() - 2 * kSpace16) - 2 * kSpace24;
    for (int column = 0; column < int(kShares.size()); ++column)
        m_table->setColumnWidth(column, room * kShares[size_t(column)] / 100);
    const int most = std::max(3 * line, window()->height() - scaled(kRest));
    m_table->setFixedHeight(std::min(most, (m_model->rowCount() + 1) * line + 4));
    place();
}

void OptOutSheet::openCurrent()
{
    const LeadId lead = m_model->leadAt(m_table->currentIndex().row());
    if (lead.isNull())
        return;
    closeSheet();
    Q_EMIT openLead(lead);
}

bool OptOutSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            openCurrent();
            return true;
        }
    }
    return SheetDialog::eventFilter(watched, event);
}

void OptOutSheet::resizeEvent(QResizeEvent *event)
{
    SheetDialog::resizeEvent(event);
    if (isOpen())
        fit();
}

} // namespace updesk
