// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/resultsheet.h"

#include "ui/parts/erasewords.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/plans/besidereader.h"
#include "ui/plans/plancell.h"
#include "ui/plans/plantable.h"
#include "ui/plans/resultmodel.h"

#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRowsSeen = 12;

namespace
{

/// Paints a lead behind a figure.
class LeadDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void draw(const PlanCell &cell) const override
    {
        if (cell.index.column() == ResultLeadModel::Name)
            cell.words(cell.box, Type::BodyMedium, Colour::Text);
        else
            cell.digits(Type::Body, Colour::Text2);
    }
};

} // namespace

void ResultLeadModel::begin(Time now, const QTimeZone &zone)
{
    beginResetModel();
    m_leads.clear();
    m_now = now;
    m_zone = zone.isValid() ? zone : QTimeZone::utc();
    endResetModel();
}

void ResultLeadModel::add(const std::vector<ResultLead> &leads)
{
    if (leads.empty())
        return;
    beginInsertRows({}, rows(), rows() + int(leads.size()) - 1);
    m_leads.insert(m_leads.end(), leads.begin(), leads.end());
    endInsertRows();
}

QString ResultLeadModel::text(const ResultLead &lead, int column) const
{
    if (column == Name)
        return lead.name.isEmpty() ? tr("(no name)") : lead.name;
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_now, m_zone).date();
    return regionMomentWithTime(QDateTime::fromMSecsSinceEpoch(lead.at, m_zone), today);
}

QVariant ResultLeadModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const ResultLead &lead = m_leads[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(lead, index.column());
    case Qt::AccessibleTextRole:
        //: a customer, when the step was done
        return tr("%1. Step done %2.").arg(text(lead, Name), text(lead, Done));
    default:
        return {};
    }
}

QStringList ResultLeadModel::heads() const { return {tr("Customer"), tr("Step done")}; }

ResultSheet::ResultSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_reader(new BesideReader(session, this)),
      m_model(new ResultLeadModel(this)),
      m_table(new PlanTable(*m_model, {{320, 160}, {140, 110}, {}, ResultLeadModel::Name}, PlanTable::Steps::No)),
      m_words(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_more(new Button(QString()))
{
    setObjectName(QStringLiteral("sequence.leads"));
    setPanel(560);
    setEscWords(tr("back to the figures"));
    setBody(makeBody());
    connect(m_table, &PlanTable::openWanted, this, &ResultSheet::openRow);
    connect(m_more, &Button::clicked, this, &ResultSheet::readMore);
}

ResultSheet::~ResultSheet() = default;

QWidget *ResultSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    m_words->setObjectName(QStringLiteral("sequence.leads.words"));
    m_words->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("sequence.leads.list"));
    m_table->setAccessibleName(tr("The leads behind the figure"));
    m_table->setItemDelegate(new LeadDelegate(m_table));
    m_more->setObjectName(QStringLiteral("sequence.leads.more"));
    column->addWidget(m_words);
    column->addWidget(m_table);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(themeChanges(), &ThemeChanges::changed, this, &ResultSheet::refresh);
    return body;
}

void ResultSheet::openFor(const ResultPick &pick, int count, const QString &about)
{
    m_pick = pick;
    m_count = count;
    m_whole = false;
    const auto rules = m_session.rules();
    m_model->begin(m_session.now(), rules ? QTimeZone((*rules)->dealership.timeZone.toLatin1()) : QTimeZone::utc());
    setHead(ResultWords::name(pick.what), about);
    readMore();
    openSheet(m_table);
}

void ResultSheet::readMore()
{
    m_reading = true;
    m_failed.reset();
    refresh();
    const ResultLead last = m_model->leads().empty() ? ResultLead() : m_model->leads().back();
    m_reader->ask([this, pick = m_pick, last](const Result<Database *> &database) -> BesideReader::Told {
        auto leads =
            database ? leadsBehind(**database, pick, last, kPage) : Result<std::vector<ResultLead>>(database.error());
        if (leads)
            nameErased(**database, *leads, &ResultLead::name, [](const ResultLead &lead) { return lead.lead.value; });
        return [this, pick, leads = std::move(leads)] { show(pick, leads); };
    });
}

void ResultSheet::show(const ResultPick &pick, const Result<std::vector<ResultLead>> &leads)
{
    if (!(pick == m_pick))
        return;
    m_reading = false;
    const bool first = m_model->rowCount() == 0;
    if (leads) {
        m_whole = int(leads->size()) < kPage;
        m_model->add(*leads);
    } else {
        m_failed = leads.error();
    }
    if (first)
        m_table->choose(0);
    refresh();
}

void ResultSheet::refresh()
{
    const auto number = [](int count) { return regionLocale().toString(count); };
    const int shown = m_model->rowCount();
    if (m_failed)
        m_words->setText(sentence(*m_failed));
    else if (m_reading && shown == 0)
        m_words->setText(tr("Looking for the leads ..."));
    else if (shown < m_count && !m_whole)
        m_words->setText(tr("The newest %1 of %2. Enter opens the lead.").arg(number(shown), number(m_count)));
    else
        m_words->setText(tr("Enter opens the lead. A lead stands here as often as it was counted."));
    m_more->setText(tr("Show %1 more").arg(number(std::clamp(m_count - shown, 1, kPage))));
    m_more->setVisible(shown > 0 && !m_whole && shown < m_count);
    m_more->setEnabled(!m_reading);
    m_table->setFixedHeight(m_table->heightFor(kRowsSeen));
    place();
}

void ResultSheet::openRow(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const LeadId lead = m_model->leads()[std::size_t(row)].lead;
    closeSheet();
    Q_EMIT leadWanted(lead);
}

} // namespace updesk
