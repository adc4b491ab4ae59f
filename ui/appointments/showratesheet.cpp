// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/showratesheet.h"

#include "ui/parts/announce.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRowsSeen = 7;
static constexpr int kRest = 170; // head, bar, words and margins
static constexpr std::size_t kMostListed = 500;
static constexpr std::array<int, 3> kSpans{30, 90, 365}; // days
static constexpr int kFewest = 30; // of fewer a share says little (domain.md 4.9)

ShowRateSheet::ShowRateSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_reader(new ShowRateReader(session, this)),
      m_figures(new ShowRateModel(this)),
      m_visits(new PastVisitModel(this)),
      m_span(new Segments(tr("How far back"), {tr("30 days"), tr("90 days"), tr("A year")})),
      m_stack(new QStackedWidget),
      m_figureTable(new SheetTable(*m_figures, {ShowRateModel::Booked})),
      m_visitTable(new SheetTable(*m_visits, {PastVisitModel::Customer, PastVisitModel::Wants})),
      m_back(new Button(Icon::Back, tr("Back to the figures"))),
      m_heading(new TextLabel(QString(), Type::BodyStrong)),
      m_words(new TextLabel(QString(), Type::Body, Colour::Text2))
{
    setObjectName(QStringLiteral("appt.rate"));
    setPanel(900);
    setHead(tr("Show rate"), tr("past visits of the store"), Icon::Appointments);
    dress(m_figureTable, "appt.rate.figures", tr("Show rate by how far ahead visits were booked"));
    dress(m_visitTable, "appt.rate.visits", tr("Visits behind the figure"));
    setBody(makeBody());
    connect(themeChanges(), &ThemeChanges::changed, this, &ShowRateSheet::fitTables);
    m_span->setCurrent(1);
    connect(m_span, &Segments::chosen, this, &ShowRateSheet::read);
    connect(m_reader, &ShowRateReader::ready, this, &ShowRateSheet::ready);
    connect(m_back, &Button::clicked, this, &ShowRateSheet::showFigures);
    connect(m_figureTable, &QTableView::clicked, this, [this](const QModelIndex &at) { openVisits(at.row()); });
    connect(m_figureTable->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (std::exchange(m_saysNone, false))
            m_words->setText(figureWords());
    });
}

void ShowRateSheet::dress(SheetTable *table, const char *name, const QString &accessibleName)
{
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(accessibleName);
    table->installEventFilter(this);
    connect(table, &SheetTable::openWanted, this, &ShowRateSheet::openCurrent);
}

// What stands over and under the table keeps its room.
void ShowRateSheet::fitTables()
{
    for (SheetTable *table : {m_figureTable, m_visitTable})
        table->fitHeight(kRowsSeen, window()->height() - scaled(kRest));
}

QWidget *ShowRateSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    auto *bar = new QHBoxLayout;
    m_span->setObjectName(QStringLiteral("appt.rate.span"));
    m_back->setObjectName(QStringLiteral("appt.rate.back"));
    m_heading->setObjectName(QStringLiteral("appt.rate.heading"));
    m_words->setObjectName(QStringLiteral("appt.rate.words"));
    bar->addWidget(m_span);
    bar->addWidget(m_back);
    bar->addWidget(m_heading);
    bar->addStretch();
    column->addLayout(bar);
    m_stack->addWidget(m_figureTable);
    m_stack->addWidget(m_visitTable);
    column->addWidget(m_stack);
    m_words->setWordWrap(true);
    column->addWidget(m_words);
    return body;
}

bool ShowRateSheet::showsVisits() const { return m_stack->currentWidget() == m_visitTable; }

void ShowRateSheet::open()
{
    fitTables();
    showFigures();
    read();
    openSheet(m_figureTable);
}

// The figures that stand stay until the new ones are there.
void ShowRateSheet::read()
{
    const Time now = m_session.now();
    const auto rules = m_session.rules();
    m_saysNone = false;
    if (!rules) {
        m_words->setText(sentence(rules.error()));
        return;
    }
    const LocalDays &days = (*rules)->hours.days();
    const int back = kSpans[std::size_t(m_span->current())];
    if (m_read.to == 0)
        m_words->setText(tr("The visits are being read ..."));
    m_reader->read(days.startOf(days.dayOf(now) - back), now);
}

void ShowRateSheet::ready(const ShowRateRead &read)
{
    if (read.failed) {
        m_words->setText(sentence(*read.failed));
        return;
    }
    m_read = read;
    const int row = std::max(0, m_figureTable->currentIndex().row());
    m_figures->show(read.rate);
    m_figureTable->setCurrentIndex(m_figures->index(row, 0));
    if (!showsVisits())
        showFigures();
    Q_EMIT figured();
}

QString ShowRateSheet::spanWords() const
{
    switch (m_span->current()) {
    case 0:
        return tr("the last 30 days");
    case 1:
        return tr("the last 90 days");
    default:
        return tr("the last year");
    }
}

QString ShowRateSheet::figureWords() const
{
    if (m_read.to == 0)
        return m_words->text();
    const ShowShare &all = m_read.rate.all;
    if (all.all() == 0)
        return tr("No visit was due in %1. Book visits with Add appointment and mark how they went.").arg(spanWords());
    if (all.known() == 0)
        return tr("Nobody has marked yet how the visits of %1 went: V arrived, M missed.").arg(spanWords());
    QString words =
        tr("Visits of %1. Moved and cancelled ones count neither way. Enter or a click on a figure lists its visits.")
            .arg(spanWords());
    if (all.known() < kFewest)
        words += u' ' + tr("So few visits say little yet.");
    return words;
}

void ShowRateSheet::showFigures()
{
    m_stack->setCurrentWidget(m_figureTable);
    m_back->hide();
    m_heading->hide();
    m_span->show();
    setEscWords(tr("closes"));
    m_words->setText(figureWords());
    if (isOpen())
        m_figureTable->setFocus();
    place();
}

// Until another row is looked at.
void ShowRateSheet::sayNone(int row)
{
    m_words->setText(tr("%1: no visit in %2.", "how far ahead, a span").arg(ShowRateModel::booked(row), spanWords()));
    m_saysNone = true;
    announce(m_words, m_words->text());
    place();
}

void ShowRateSheet::openVisits(int row)
{
    const auto rules = m_session.rules();
    if (!rules || m_read.to == 0)
        return;
    if (m_figures->share(row).all() == 0)
        return sayNone(row);
    const LocalDays &days = (*rules)->hours.days();
    std::vector<PastVisit> behind;
    for (const PastVisit &visit : m_read.visits) {
        if (row == ShowRateModel::kAll || int(aheadOf(visit.setAt, visit.at, days)) == row)
            behind.push_back(visit);
    }
    const std::size_t all = behind.size();
    behind.resize(std::min(all, kMostListed));
    auto rows = pastVisitRows(m_session.database(), behind);
    if (!rows) {
        m_words->setText(sentence(rows.error()));
        return;
    }
    nameErased(m_session.database(), *rows, &PastVisitRow::name,
        [](const PastVisitRow &past) { return past.visit.lead.value; });
    m_visits->show(std::move(*rows), DeskWords(*rules), m_session.now());
    m_stack->setCurrentWidget(m_visitTable);
    m_span->hide();
    m_back->show();
    m_heading->show();
    const QLocale locale = regionLocale();
    m_heading->setText(tr("%1: %2", "how far ahead, a count").arg(ShowRateModel::booked(row), locale.toString(all)));
    setEscWords(tr("goes back"));
    m_words->setText(all > kMostListed
            ? tr("The newest %1 of %2. Enter opens the lead.").arg(locale.toString(kMostListed), locale.toString(all))
            : tr("Enter opens the lead."));
    m_visitTable->setCurrentIndex(m_visits->index(0, 0));
    m_visitTable->setFocus();
    announce(m_words, m_heading->text());
    place();
}

void ShowRateSheet::openCurrent()
{
    const int row = (showsVisits() ? m_visitTable : m_figureTable)->currentIndex().row();
    if (row < 0)
        return;
    if (!showsVisits())
        return openVisits(row);
    const LeadId lead = m_visits->leadAt(row);
    closeSheet();
    Q_EMIT openLead(lead);
}

void ShowRateSheet::escape()
{
    if (showsVisits())
        showFigures();
    else
        closeSheet();
}

bool ShowRateSheet::eventFilter(QObject *watched, QEvent *event)
{
    const bool mine = watched == m_figureTable || watched == m_visitTable;
    if (!mine || event->type() != QEvent::KeyPress)
        return SheetDialog::eventFilter(watched, event);
    if (static_cast<QKeyEvent *>(event)->key() != Qt::Key_Backspace)
        return SheetDialog::eventFilter(watched, event);
    if (showsVisits())
        showFigures();
    return true;
}

} // namespace updesk
