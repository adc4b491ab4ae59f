// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/incentivesheet.h"

#include "ui/parts/announce.h"
#include "ui/parts/moneytyping.h"
#include "ui/parts/sentence.h"
#include "ui/parts/sheettable.h"
#include "ui/parts/spacing.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLocale>

namespace updesk
{

static constexpr int kRowsSeen = 6, kColumns = 2;
static constexpr int kRest = 480; // head, fields, foot and margins
static const QString kName = QStringLiteral("incentives");
/// As core names them when one is wrong.
static constexpr std::array kEntries{"words", "amount", "year", "make", "model", "source", "from", "until"};

static QString nameOf(const char *part) { return kName + u'.' + QLatin1String(part); }

IncentiveSheet::IncentiveSheet(QWidget *window, Save save)
    : SheetDialog(window),
      m_save(std::move(save)),
      m_model(new IncentiveModel(this)),
      m_table(new SheetTable(*m_model, {IncentiveModel::Says, IncentiveModel::Vehicle})),
      m_error(new TextLabel(QString(), Type::Body, Colour::Bad)),
      m_new(new Button(tr("&New"))),
      m_remove(new Button(tr("&Remove"))),
      m_keep(new Button(tr("&Save"), ButtonKind::Primary))
{
    setObjectName(kName);
    setPanel(820);
    setHead(tr("Incentives"), tr("what messages may promise"));
    setEscWords(tr("changes nothing"));
    askBeforeDropping();
    setBody(makeBody());
    makeFoot();
    connect(m_table, &SheetTable::openWanted, this, [this] { m_fields[Says]->edit()->setFocus(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &at) {
        if (at.row() != m_row)
            leaveFor(at.row());
    });
    connect(themeChanges(), &ThemeChanges::changed, this,
        [this] { m_table->fitHeight(kRowsSeen, this->window()->height() - scaled(kRest)); });
}

QWidget *IncentiveSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    m_table->setObjectName(nameOf("list"));
    m_table->setAccessibleName(tr("Incentives of the store"));
    column->addWidget(m_table);
    const std::array labels{tr("&Words, as customers read them"), tr("&Amount"), tr("Model &year"), tr("Ma&ke"),
        tr("Mo&del"), tr("Where it c&omes from"), tr("&From (first day)"), tr("&Until (last day)")};
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(kSpace16);
    grid->setVerticalSpacing(kSpace8);
    for (size_t i = 0; i < labels.size(); ++i) {
        m_fields[i] = new Field(labels[i]);
        m_fields[i]->edit()->setObjectName(nameOf(kEntries[i]));
        grid->addWidget(m_fields[i], int(i) / kColumns, int(i) % kColumns);
    }
    for (const Entry entry : {Year, Make, Model})
        m_fields[entry]->edit()->setPlaceholderText(tr("any"));
    for (const Entry entry : {From, Until})
        m_fields[entry]->edit()->setPlaceholderText(tr("2026-03-31", "a day as it may be typed"));
    column->addLayout(grid);
    m_error->setObjectName(nameOf("error"));
    m_error->setWordWrap(true);
    column->addWidget(m_error);
    return body;
}

void IncentiveSheet::makeFoot()
{
    m_new->setObjectName(nameOf("new"));
    m_remove->setObjectName(nameOf("remove"));
    m_keep->setObjectName(nameOf("save"));
    m_keep->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    foot()->addWidget(m_new);
    foot()->addWidget(m_remove);
    foot()->addStretch();
    foot()->addWidget(m_keep);
    connect(m_new, &Button::clicked, this, [this] {
        m_fields[Says]->edit()->setFocus();
        leaveFor(-1);
    });
    connect(m_remove, &Button::clicked, this, &IncentiveSheet::remove);
    connect(m_keep, &Button::clicked, this, &IncentiveSheet::save);
}

void IncentiveSheet::openFor(const List &all, const QDate &today, bool mayChange)
{
    m_today = today;
    m_model->show(all, today);
    for (Button *button : {m_new, m_remove, m_keep})
        button->setVisible(mayChange);
    for (Field *one : m_fields)
        one->edit()->setReadOnly(!mayChange);
    m_table->fitHeight(kRowsSeen, window()->height() - scaled(kRest));
    moveTo(all.empty() ? -1 : 0);
    openSheet(all.empty() ? static_cast<QWidget *>(m_fields[Says]->edit()) : m_table);
}

// Asked after the table is done with its click or key.
void IncentiveSheet::leaveFor(int row)
{
    if (!isTyped())
        return moveTo(row);
    QMetaObject::invokeMethod(
        this,
        [this, row] {
            const QPointer<IncentiveSheet> here = this;
            if (mayDrop())
                return moveTo(row);
            if (!here)
                return;
            m_table->setCurrentIndex(m_model->index(m_row, 0));
            m_fields[Says]->edit()->setFocus();
        },
        Qt::QueuedConnection);
}

void IncentiveSheet::moveTo(int row)
{
    m_row = row;
    m_table->setCurrentIndex(m_model->index(row, 0));
    choose(row);
}

void IncentiveSheet::choose(int row)
{
    const Incentive one = row >= 0 && row < m_model->rowCount() ? m_model->all()[size_t(row)] : Incentive();
    const QStringList texts{one.words, moneyTyping(one.amount), one.year > 0 ? QString::number(one.year) : QString(),
        one.make, one.model, one.source, one.from.toString(Qt::ISODate), one.until.toString(Qt::ISODate)};
    for (int entry = Says; entry < Entries; ++entry)
        m_fields[size_t(entry)]->edit()->setText(texts[entry]);
    typingBegins();
    m_remove->setEnabled(row >= 0);
    clearErrors();
}

void IncentiveSheet::clearErrors()
{
    m_error->hide();
    for (Field *one : m_fields)
        one->setError({});
    place();
}

static QString wordsOf(const Error &error)
{
    if (error.detail == QLatin1String("needed"))
        return IncentiveSheet::tr("This is needed.");
    if (error.detail == QLatin1String("day"))
        return IncentiveSheet::tr("Type a day as 2026-03-31, the last one not before the first.");
    if (error.detail == QLatin1String("long"))
        return IncentiveSheet::tr("This is too long.");
    return IncentiveSheet::tr("This cannot be right.");
}

// Core's own rules for a list judge it, so that no second set of them can differ.
std::optional<Incentive> IncentiveSheet::typed()
{
    clearErrors();
    Incentive one;
    const auto amount = moneyTyped(typed(Amount));
    bool number = true;
    one.year = typed(Year).isEmpty() ? 0 : typed(Year).toInt(&number);
    m_fields[Amount]->setError(amount ? QString() : tr("Type an amount: “3,000”."));
    m_fields[Year]->setError(number ? QString() : tr("Type a year."));
    one.words = typed(Says);
    one.amount = amount.value_or(0);
    one.make = typed(Make);
    one.model = typed(Model);
    one.from = QDate::fromString(typed(From), Qt::ISODate);
    one.until = QDate::fromString(typed(Until), Qt::ISODate);
    one.source = typed(Source);
    const auto read = incentivesIn(incentivesText({one}).toUtf8());
    const QString wrong = read ? QString() : read.error().subject.section(u'.', -1);
    for (size_t i = 0; i < kEntries.size(); ++i) {
        if (!read && wrong == QLatin1String(kEntries[i]))
            m_fields[i]->setError(wordsOf(read.error()));
    }
    place();
    return amount && number && read ? std::optional(one) : std::nullopt;
}

void IncentiveSheet::save()
{
    const auto one = typed();
    if (!one)
        return;
    List after = m_model->all();
    const int row = m_row;
    if (row >= 0)
        after[size_t(row)] = *one;
    else if (after.size() >= kMostIncentives)
        return fail(tr("The list has room for %1 incentives. Remove one that is over.")
                        .arg(QLocale().toString(qulonglong(kMostIncentives))));
    else
        after.push_back(*one);
    write(after, row >= 0 ? row : int(after.size()) - 1);
}

void IncentiveSheet::remove()
{
    const int row = m_row;
    if (row < 0)
        return;
    List after = m_model->all();
    after.erase(after.begin() + row);
    write(after, std::min(row, int(after.size()) - 1));
}

void IncentiveSheet::write(const List &after, int row)
{
    const auto done = m_save(m_model->all(), after);
    if (!done)
        return fail(done.error().code == Error::Code::Conflict
                ? tr("Another desk changed the incentives meanwhile. Nothing was saved. Close this and open it again.")
                : sentence(done.error()));
    m_model->show(after, m_today);
    moveTo(row);
}

void IncentiveSheet::fail(const QString &words)
{
    m_error->setText(words);
    m_error->show();
    announce(m_error, words);
    place();
}

void IncentiveSheet::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_keep->isVisible())
        return save();
    SheetDialog::keyPressEvent(event);
}

} // namespace updesk
