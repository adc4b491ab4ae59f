// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/pencilsheet.h"

#include "ui/parts/announce.h"
#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/segments.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace updesk
{

namespace
{

constexpr double kUsualRate = 0.069; // to be typed over with the store's own
constexpr int kUsualLease = 36; // months
constexpr double kMostFactor = 0.1; // 240 %: a rate was typed for a factor
constexpr int kFactorPlaces = 8;

/// The context of the labels below.
struct Labels {
    Q_DECLARE_TR_FUNCTIONS(PencilSheet)
};

struct Line {
    const char *name;
    const char *label;
};
constexpr Line kLines[] = {
    {"price", QT_TRANSLATE_NOOP("PencilSheet", "&Price")},
    {"fees", QT_TRANSLATE_NOOP("PencilSheet", "&Fees")},
    {"rebate", QT_TRANSLATE_NOOP("PencilSheet", "&Rebate")},
    {"down", QT_TRANSLATE_NOOP("PencilSheet", "&Cash down")},
    {"trade", QT_TRANSLATE_NOOP("PencilSheet", "Trade-in &value")},
    {"payoff", QT_TRANSLATE_NOOP("PencilSheet", "Still o&wed on it")},
    {"tax", QT_TRANSLATE_NOOP("PencilSheet", "Ta&x, percent")},
    {"now", QT_TRANSLATE_NOOP("PencilSheet", "They pay &now")},
    {"left", QT_TRANSLATE_NOOP("PencilSheet", "Months &left of it")},
    {"monthsA", QT_TRANSLATE_NOOP("PencilSheet", "&Months")},
    {"rateA", QT_TRANSLATE_NOOP("PencilSheet", "Rate, percen&t")},
    {"monthsB", QT_TRANSLATE_NOOP("PencilSheet", "&Or months")},
    {"rateB", QT_TRANSLATE_NOOP("PencilSheet", "Rate for the other, p&ercent")},
    {"capCost", QT_TRANSLATE_NOOP("PencilSheet", "&Price agreed")},
    {"residual", QT_TRANSLATE_NOOP("PencilSheet", "&Residual")},
    {"leaseMonths", QT_TRANSLATE_NOOP("PencilSheet", "&Months")},
    {"factor", QT_TRANSLATE_NOOP("PencilSheet", "Money &factor")},
    {"leaseFees", QT_TRANSLATE_NOOP("PencilSheet", "Fee&s")},
    {"leaseRebate", QT_TRANSLATE_NOOP("PencilSheet", "Re&bate")},
    {"leaseDown", QT_TRANSLATE_NOOP("PencilSheet", "&Cash down")},
    {"leaseEquity", QT_TRANSLATE_NOOP("PencilSheet", "Trade-in e&quity")},
    {"leaseTax", QT_TRANSLATE_NOOP("PencilSheet", "Ta&x, percent")},
};

} // namespace

PencilSheet::PencilSheet(QWidget *window)
    : SheetDialog(window),
      m_kind(new Segments(tr("Loan or lease"), {tr("Loan"), tr("Lease")})),
      m_often(new Segments(tr("Payments"), {tr("Monthly"), tr("Every two weeks")})),
      m_afterTrade(new QCheckBox(tr("Tax after trade-in"))),
      m_leaseTax(new QComboBox),
      m_forms(new QStackedWidget),
      m_note(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_estimate(new TextLabel(tr("Estimate, not an offer."), Type::BodyMedium, Colour::Close)),
      m_printButton(new Button(tr("Pr&int worksheet"))),
      m_saveButton(new Button(tr("S&ave to file ..."))),
      m_keepButton(new Button(tr("&Keep for this lead"), ButtonKind::Primary)),
      m_out(*this)
{
    static_assert(std::size(kLines) == kEntries);
    setObjectName(QStringLiteral("lead.pencil"));
    setPanel(760);
    setEscWords(tr("keeps nothing"));
    askBeforeDropping();
    setBody(makeBody());
    makeFoot();
    connect(m_kind, &Segments::chosen, this, [this](int kind) {
        m_forms->setCurrentIndex(kind);
        figure();
    });
    connect(m_often, &Segments::chosen, this, [this] {
        m_typed = true;
        figure();
    });
    connect(m_afterTrade, &QCheckBox::toggled, this, [this] {
        m_typed = m_typed || !m_filling;
        figure();
    });
    for (Field *one : m_fields)
        connect(one->edit(), &QLineEdit::textChanged, this, [this] {
            m_typed = m_typed || !m_filling;
            figure();
        });
}

void PencilSheet::makeFoot()
{
    m_kind->setObjectName(QStringLiteral("lead.pencil.kind"));
    m_often->setObjectName(QStringLiteral("lead.pencil.often"));
    m_estimate->setObjectName(QStringLiteral("lead.pencil.estimate"));
    foot()->addWidget(m_estimate);
    foot()->addStretch();
    auto *close = new Button(tr("Close"));
    foot()->addWidget(close);
    m_keepButton->setObjectName(QStringLiteral("lead.pencil.keep"));
    m_keepButton->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    foot()->addWidget(m_keepButton);
    m_printButton->setObjectName(QStringLiteral("lead.pencil.print"));
    m_printButton->setKeys(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_saveButton->setObjectName(QStringLiteral("lead.pencil.save"));
    m_saveButton->setKeys(QKeySequence(Qt::CTRL | Qt::Key_S));
    for (Button *button : {m_printButton, m_saveButton})
        button->setInBar();
    connect(close, &Button::clicked, this, &PencilSheet::leave);
    connect(m_keepButton, &Button::clicked, this, &PencilSheet::keep);
    connect(m_printButton, &Button::clicked, this, &PencilSheet::print);
    connect(m_saveButton, &Button::clicked, this, &PencilSheet::openSaving);
}

QWidget *PencilSheet::makeForm(Entry first, Entry last)
{
    auto *form = new QWidget;
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kSpace12);
    grid->setVerticalSpacing(kSpace8);
    int place = 0;
    for (int entry = first; entry <= last; ++entry, ++place) {
        const Line &line = kLines[entry];
        place += entry == MonthsB ? 2 : 0; // under the first term
        Field *made = m_fields[std::size_t(entry)] = new Field(Labels::tr(line.label));
        made->edit()->setObjectName(QStringLiteral("lead.pencil.") + QLatin1String(line.name));
        grid->addWidget(made, place / 4, place % 4);
    }
    grid->setRowStretch(place / 4 + 1, 1);
    return form;
}

QWidget *PencilSheet::makeLeaseForm()
{
    QWidget *form = makeForm(LeasePrice, LeaseTax);
    m_leaseTax->setObjectName(QStringLiteral("lead.pencil.leaseTaxOn"));
    m_leaseTax->addItems({tr("each payment"), tr("all payments, at signing"), tr("the price, at signing")});
    m_leaseTax->setToolTip(
        tr("What your state taxes of a lease. At signing: it is paid once, and payments have none."));
    //: what the state taxes: each payment, all payments or the price
    auto *field = new Field(tr("Tax &on"), m_leaseTax);
    static_cast<QGridLayout *>(form->layout())->addWidget(field, 2, 1, 1, 2); // beside the rate
    connect(m_leaseTax, &QComboBox::currentIndexChanged, this, [this] {
        m_typed = m_typed || !m_filling;
        figure();
    });
    return form;
}

QWidget *PencilSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    column->setSpacing(kSpace12);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(kSpace8);
    bar->addWidget(m_kind);
    bar->addStretch();
    bar->addWidget(m_printButton);
    bar->addWidget(m_saveButton);
    column->addLayout(bar);
    m_afterTrade->setObjectName(QStringLiteral("lead.pencil.afterTrade"));
    m_afterTrade->setToolTip(tr("The state taxes the price less the trade-in. Off: it taxes the whole price."));
    auto *loanBar = new QHBoxLayout; // beside the others these make the sheet too wide for large text
    loanBar->setSpacing(kSpace16);
    loanBar->addWidget(m_often);
    loanBar->addWidget(m_afterTrade);
    loanBar->addStretch();
    column->addLayout(loanBar);
    m_forms->addWidget(makeForm(Price, RateB));
    m_forms->addWidget(makeLeaseForm());
    // A sheet too low for them scrolls; they are never squeezed.
    m_forms->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    column->addWidget(m_forms);
    m_figures = new QWidget;
    m_figures->setObjectName(QStringLiteral("lead.pencil.figures"));
    m_figures->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_grid = new QGridLayout(m_figures);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(kSpace24);
    m_grid->setVerticalSpacing(kSpace4);
    m_grid->setColumnStretch(3, 1);
    column->addWidget(m_figures);
    m_note->setObjectName(QStringLiteral("lead.pencil.note"));
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    return body;
}

void PencilSheet::openFor(const KeptPencils &known, const QString &customer, PencilCalls calls)
{
    m_calls = std::move(calls);
    m_known = known;
    m_filling = true;
    setHead(tr("Payment for %1").arg(customer), tr("estimate"), Icon::Equity);
    fillLoan(known);
    fillLease(known);
    const int kind = known.at > 0 && known.leaseLast ? 1 : 0;
    m_kind->setCurrent(kind);
    m_forms->setCurrentIndex(kind);
    m_filling = m_typed = false;
    figure();
    Field *first = field(isLease() ? LeasePrice : Price);
    openSheet(first->edit());
    first->edit()->selectAll();
}

static QString countTyping(int n) { return n > 0 ? QString::number(n) : QString(); }

static QString factorTyping(double factor)
{
    QString text = factor > 0 ? regionLocale().toString(factor, 'f', kFactorPlaces) : QString();
    while (text.endsWith(u'0'))
        text.chop(1);
    return text;
}

void PencilSheet::fillLoan(const KeptPencils &known)
{
    Pencil loan;
    loan.terms.clear();
    if (known.loan)
        loan = *known.loan;
    m_loanKept = !loan.terms.empty();
    m_often->setCurrent(loan.perYear == kBiWeekly ? 1 : 0);
    m_afterTrade->setChecked(loan.taxesDifference);
    const PencilTerm a = m_loanKept ? loan.terms.front() : PencilTerm{72, kUsualRate};
    const PencilTerm b = loan.terms.size() > 1 ? loan.terms[1] : PencilTerm{m_loanKept ? 0 : 84, kUsualRate};
    const auto rate = [](double apr) { return percentTyping(apr > 0 ? apr : kUsualRate); };
    const std::array<QString, RateB + 1> texts{moneyTyping(loan.price), moneyTyping(loan.fees),
        moneyTyping(loan.rebate), moneyTyping(loan.cashDown), moneyTyping(loan.tradeValue), moneyTyping(loan.payoff),
        percentTyping(loan.taxRate), moneyTyping(loan.paymentNow), countTyping(loan.monthsLeft), countTyping(a.months),
        rate(a.apr), countTyping(b.months), rate(b.apr)};
    for (std::size_t n = 0; n < texts.size(); ++n)
        m_fields[n]->edit()->setText(texts[n]);
}

void PencilSheet::fillLease(const KeptPencils &known)
{
    const LeasePencil lease = known.lease.value_or(LeasePencil());
    const LeaseTerms &terms = lease.terms;
    m_leaseKept = terms.months > 0;
    m_leaseTax->setCurrentIndex(int(lease.taxOn));
    const std::array<QString, LeaseTax - LeasePrice + 1> texts{moneyTyping(terms.capCost), moneyTyping(terms.residual),
        countTyping(m_leaseKept ? terms.months : kUsualLease), factorTyping(terms.moneyFactor), moneyTyping(lease.fees),
        moneyTyping(lease.rebate), moneyTyping(lease.cashDown), moneyTyping(lease.equity),
        percentTyping(lease.taxRate)};
    for (std::size_t n = 0; n < texts.size(); ++n)
        m_fields[LeasePrice + n]->edit()->setText(texts[n]);
}

bool PencilSheet::isLease() const { return m_forms->currentIndex() == 1; }

QString PencilSheet::typed(Entry entry) const { return field(entry)->edit()->text().simplified(); }

bool PencilSheet::readMoney(Entry entry, qint64 &to)
{
    const auto amount = moneyTyped(typed(entry));
    const bool good = amount && *amount >= 0;
    field(entry)->setError(good ? QString() : tr("Type an amount."));
    to = amount.value_or(0);
    return good;
}

bool PencilSheet::readCount(Entry entry, int &to)
{
    bool number = true;
    to = typed(entry).isEmpty() ? 0 : typed(entry).toInt(&number);
    const bool good = number && to >= 0 && to <= kMostPayments;
    field(entry)->setError(good ? QString() : tr("Type a number of months."));
    return good;
}

bool PencilSheet::readPercent(Entry entry, double &to)
{
    const auto share = percentTyped(typed(entry));
    field(entry)->setError(share ? QString() : tr("Type a percentage."));
    to = share.value_or(0);
    return share.has_value();
}

void PencilSheet::clearFigures(const QString &note)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    m_lines.clear();
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

// Shown at once: what is still to be shown has no height yet when the sheet asks how high it is to be.
void PencilSheet::addLine(const FigureLine &line)
{
    const auto &[words, values, type] = line;
    const int row = m_grid->rowCount();
    auto *label = new TextLabel(words, Type::Body, Colour::Text2);
    m_grid->addWidget(label, row, 0);
    label->show();
    for (int i = 0; i < int(values.size()); ++i) {
        auto *value = new TextLabel(values[i], type);
        value->setEqualDigits();
        m_grid->addWidget(value, row, 1 + i, Qt::AlignRight);
        value->show();
    }
    m_lines << words + QStringLiteral(": ") + values.join(QStringLiteral(" | "));
}

QStringList PencilSheet::figures() const { return m_lines; }

void PencilSheet::figure()
{
    if (m_filling)
        return;
    clearFigures({});
    m_often->setVisible(!isLease());
    m_afterTrade->setVisible(!isLease());
    const auto loan = readLoan();
    const auto lease = readLease();
    m_loan.reset();
    m_lease.reset();
    if (loan) {
        const auto result = penciled(*loan);
        m_loan = result && !result->lines.empty() ? loan : std::nullopt;
    }
    if (lease && penciled(*lease))
        m_lease = lease;
    if (isLease() && lease)
        showFigures(leaseFigures(*lease), tr("With these numbers there is no lease."));
    else if (!isLease() && loan)
        showFigures(loanFigures(*loan), tr("With these numbers there is no loan."));
    m_keepButton->setEnabled(isLease() ? m_lease.has_value() : m_loan.has_value());
    for (Button *button : {m_printButton, m_saveButton})
        button->setEnabled(m_loan || m_lease);
    m_figures->setAccessibleDescription(m_lines.join(QStringLiteral(". ")));
    place();
}

std::optional<Pencil> PencilSheet::readLoan()
{
    Pencil pencil;
    pencil.terms = {{0, 0}, {0, 0}};
    pencil.perYear = m_often->current() == 1 ? kBiWeekly : kMonthly;
    pencil.taxesDifference = m_afterTrade->isChecked();
    bool good = true;
    for (const auto &[entry, to] :
        {std::pair{Price, &pencil.price}, std::pair{Fees, &pencil.fees}, std::pair{Rebate, &pencil.rebate},
            std::pair{CashDown, &pencil.cashDown}, std::pair{TradeValue, &pencil.tradeValue},
            std::pair{Payoff, &pencil.payoff}, std::pair{PaymentNow, &pencil.paymentNow}})
        good = readMoney(entry, *to) && good;
    good = readPercent(Tax, pencil.taxRate) && good;
    good = readCount(MonthsLeft, pencil.monthsLeft) && good;
    good = readCount(MonthsA, pencil.terms[0].months) && readPercent(RateA, pencil.terms[0].apr) && good;
    good = readCount(MonthsB, pencil.terms[1].months) && readPercent(RateB, pencil.terms[1].apr) && good;
    std::erase_if(pencil.terms, [](const PencilTerm &term) { return term.months == 0; });
    if (good && pencil.price == 0 && !isLease())
        clearFigures(tr("Type a price."));
    return good && pencil.price > 0 ? std::optional(pencil) : std::nullopt;
}

void PencilSheet::showFigures(const std::vector<FigureLine> &lines, const QString &none)
{
    if (lines.empty())
        return clearFigures(none);
    for (const FigureLine &line : lines)
        addLine(line);
}

void PencilSheet::tell(const QString &words)
{
    m_note->setText(words);
    m_note->setVisible(!words.isEmpty());
    if (!words.isEmpty())
        announce(m_note, words);
    place();
}

void PencilSheet::keep()
{
    if (isLease() ? !m_lease : !m_loan)
        return;
    const auto kept = isLease() ? m_calls.keepLease(*m_lease) : m_calls.keepLoan(*m_loan);
    if (kept)
        return closeSheet();
    const bool closed = kept.error().code == Error::Code::Denied;
    tell(closed ? tr("The lead is closed. Nothing was kept.") : sentence(kept.error()));
}

// The other kind goes with it when its numbers come to a payment. Once a number was typed it is no longer what was
// kept.
std::optional<Worksheet> PencilSheet::worksheet()
{
    if (!m_loan && !m_lease)
        return std::nullopt;
    const bool kept = !m_typed && (!m_loan || m_loanKept) && (!m_lease || m_leaseKept);
    const KeptPencils numbers{m_loan, m_lease, isLease(), kept ? m_known.at : 0, kept ? m_known.by : PersonId()};
    auto sheet = m_calls.worksheet(numbers);
    if (!sheet) {
        tell(sentence(sheet.error()));
        return std::nullopt;
    }
    return std::move(*sheet);
}

void PencilSheet::print()
{
    if (const auto sheet = worksheet())
        m_out.print(*sheet, [this](const QString &words) { tell(words); });
}

void PencilSheet::saveAs(WorksheetOut::Form form)
{
    if (const auto sheet = worksheet())
        tell(m_out.save(*sheet, form));
}

void PencilSheet::openSaving()
{
    if (!m_saveButton->isEnabled())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("lead.pencil.saving"));
    for (const auto &[words, form] : {std::pair{tr("Worksheet as &PDF"), WorksheetOut::Form::Pdf},
             std::pair{tr("Numbers as &CSV"), WorksheetOut::Form::Csv},
             std::pair{tr("Numbers as &JSON"), WorksheetOut::Form::Json}})
        connect(menu->addAction(words), &QAction::triggered, this, [this, form = form] { saveAs(form); });
    menu->popup(m_saveButton->mapToGlobal(QPoint(0, m_saveButton->height())));
}

void PencilSheet::keyPressEvent(QKeyEvent *event)
{
    const bool control = event->modifiers() == Qt::ControlModifier;
    switch (control ? event->key() : 0) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return keep();
    case Qt::Key_P:
        return print();
    case Qt::Key_S:
        return openSaving();
    default:
        SheetDialog::keyPressEvent(event);
    }
}

std::optional<LeasePencil> PencilSheet::readLease()
{
    LeasePencil pencil;
    pencil.taxOn = LeaseTaxOn(std::max(0, m_leaseTax->currentIndex()));
    bool good = true;
    for (const auto &[entry, to] : {std::pair{LeasePrice, &pencil.terms.capCost},
             std::pair{Residual, &pencil.terms.residual}, std::pair{LeaseFees, &pencil.fees},
             std::pair{LeaseRebate, &pencil.rebate}, std::pair{LeaseDown, &pencil.cashDown}})
        good = readMoney(entry, *to) && good;
    const auto equity = moneyTyped(typed(LeaseEquity)); // below 0: more is owed than it is worth
    field(LeaseEquity)->setError(equity ? QString() : tr("Type an amount."));
    pencil.equity = equity.value_or(0);
    good = readCount(LeaseMonths, pencil.terms.months) && good;
    good = readPercent(LeaseTax, pencil.taxRate) && good;
    const auto factor = numberTyped(typed(MoneyFactor));
    const bool isFactor = factor && *factor < kMostFactor;
    field(MoneyFactor)->setError(isFactor ? QString() : tr("Type a factor such as 0.00210."));
    pencil.terms.moneyFactor = factor.value_or(0);
    if (!good || !equity || !isFactor)
        return std::nullopt;
    const bool known = pencil.terms.capCost > 0 && pencil.terms.residual > 0;
    if (!known && isLease())
        clearFigures(tr("Type a price and a residual."));
    return known ? std::optional(pencil) : std::nullopt;
}

} // namespace updesk
