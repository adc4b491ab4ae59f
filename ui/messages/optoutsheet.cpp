// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/optoutsheet.h"

#include "ui/parts/erasewords.h"
#include "ui/parts/optoutwords.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRest = 260; // what stands over and under the table
static constexpr int kPanel = 860;

OptOutSheet::OptOutSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_model(new OptOutModel(this)),
      m_table(new SheetTable(*m_model, {OptOutModel::Customer, OptOutModel::Said})),
      m_words(new TextLabel(QString(), Type::Body))
{
    setObjectName(QStringLiteral("messages.optOuts"));
    setPanel(kPanel);
    setHead(tr("Opt-outs honoured"), tr("the last twelve months"), Icon::Lock);
    setEscWords(tr("closes"));
    setBody(makeBody());
    connect(m_table, &SheetTable::openWanted, this, &OptOutSheet::openCurrent);
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
    nameErased(
        m_session.database(), *rows, &OptOutTime::name, [](const OptOutTime &row) { return row.customer.value; });
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
    m_table->fitHeight(m_model->rowCount(), window()->height() - scaled(kRest));
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

void OptOutSheet::resizeEvent(QResizeEvent *event)
{
    SheetDialog::resizeEvent(event);
    if (isOpen())
        fit();
}

} // namespace updesk
