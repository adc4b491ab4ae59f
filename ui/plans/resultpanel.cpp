// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/resultpanel.h"

#include "ui/parts/paint.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/plans/besidereader.h"
#include "ui/plans/plantable.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRowsSeen = 14;

void ResultDelegate::draw(const PlanCell &cell) const
{
    const bool whole = cell.index.data(ResultModel::WholeRole).toBool();
    if (cell.index.column() == ResultModel::Step) {
        const QRect box = whole ? cell.box : cell.box.adjusted(scaled(kSpace12), 0, 0, 0);
        return cell.words(box, whole ? Type::BodyStrong : Type::Body, whole ? Colour::Text : Colour::Text2);
    }
    const int leads = cell.index.data(ResultModel::LeadsRole).toInt();
    cell.digits(whole ? Type::BodyMedium : Type::Body, leads > 0 ? Colour::Accent : Colour::Hint);
    if (cell.index == table().currentIndex() && table().hasFocus())
        paintBox(
            cell.painter, cell.whole.adjusted(0, scaled(kSpace4), 0, -scaled(kSpace4)), {}, cell.ink(Colour::Accent));
}

ResultPanel::ResultPanel(Session &session, PlanModel &plan, QWidget *parent)
    : QWidget(parent),
      m_plan(plan),
      m_reader(new BesideReader(session, this)),
      m_model(new ResultModel(plan, this)),
      m_table(new PlanTable(*m_model,
          {{62, 62, 44, 44, 50, 44, 44, 40}, {36, 58, 40, 41, 46, 42, 40, 40}, {2, 3, 5, 4}, ResultModel::Step},
          PlanTable::Steps::No)),
      m_words(new TextLabel(QString(), Type::Body, Colour::Text2))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    m_table->setObjectName(QStringLiteral("sequence.results"));
    m_table->setAccessibleName(tr("What each step brought"));
    m_table->setItemDelegate(new ResultDelegate(m_table));
    m_words->setObjectName(QStringLiteral("sequence.results.words"));
    m_words->setWordWrap(true);
    column->addWidget(m_table);
    column->addWidget(m_words);
    connect(m_table, &PlanTable::openWanted, this, [this] { open(m_table->currentIndex()); });
    connect(m_table, &QTableView::clicked, this, &ResultPanel::open);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (const int step = m_model->stepOf(now.row()); step >= 0 && m_table->hasFocus())
            Q_EMIT chosen(step);
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ResultPanel::refresh);
    connect(themeChanges(), &ThemeChanges::changed, this, &ResultPanel::refresh);
    refresh();
}

ResultPanel::~ResultPanel() = default;

void ResultPanel::read()
{
    if (m_plan.key() != m_read) {
        m_model->setResults({});
        m_read.clear();
    }
    m_failed.reset();
    refresh();
    m_reader->ask([this, plan = m_plan.key()](const Result<Database *> &database) -> BesideReader::Told {
        auto results = database ? stepResults(**database, plan) : Result<std::vector<StepResult>>(database.error());
        return [this, plan, results = std::move(results)] { show(plan, results); };
    });
}

void ResultPanel::show(const QString &plan, const Result<std::vector<StepResult>> &results)
{
    if (plan != m_plan.key())
        return;
    if (results) {
        m_read = plan;
        m_model->setResults(*results);
    } else {
        m_failed = results.error();
    }
    refresh();
}

void ResultPanel::refresh()
{
    const bool any = m_model->rowCount() > 0;
    m_table->setVisible(any);
    m_table->setFixedHeight(m_table->heightFor(kRowsSeen));
    QString words = tr("An answer, a visit and a sale count for the step done last before them. Enter or a click on a "
                       "figure shows its leads.");
    if (m_failed)
        words = sentence(*m_failed);
    else if (m_read != m_plan.key())
        words = tr("Counting what the steps brought ...");
    else if (!any)
        words = tr("No step of this sequence was done yet. What each of them brings is counted here from the first one "
                   "on.");
    m_words->setText(words);
}

void ResultPanel::choose(int step)
{
    if (m_table->hasFocus())
        return;
    m_table->choose(m_model->rowOf(step));
}

// In the first column stands no figure: of the row that is meant, how often the step was done.
void ResultPanel::open(const QModelIndex &figure)
{
    const QModelIndex at = figure.column() < ResultModel::First ? figure.siblingAtColumn(ResultModel::First) : figure;
    const ResultPick pick = m_model->pick(at);
    const int count = at.data(ResultModel::LeadsRole).toInt();
    if (pick.step.isEmpty() || count <= 0)
        return;
    //: a step, which versions of the sequence
    const QString about =
        tr("%1, %2").arg(m_model->stepName(pick.step), ResultWords::versionLong(pick.version, pick.variant));
    Q_EMIT leadsWanted(pick, count, about);
}

} // namespace updesk
