// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/pencilsheet.h"

#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/segments.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace updesk
{

namespace
{

constexpr double kUsualRate = 0.069; // to be typed over with the store's own

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
    {"rateB", QT_TRANSLATE_NOOP("PencilSheet", "Rate, p&ercent")},
    {"capCost", QT_TRANSLATE_NOOP("PencilSheet", "&Price agreed")},
    {"residual", QT_TRANSLATE_NOOP("PencilSheet", "&Residual")},
    {"leaseMonths", QT_TRANSLATE_NOOP("PencilSheet", "&Months")},
    {"factor", QT_TRANSLATE_NOOP("PencilSheet", "Money &factor")},
    {"leaseDown", QT_TRANSLATE_NOOP("PencilSheet", "&Cash down")},
    {"leaseTax", QT_TRANSLATE_NOOP("PencilSheet", "Ta&x, percent")},
};

QString signedMoney(qint64 cents)
{
    return cents > 0 ? u'+' + regionMoney(cents) : cents < 0 ? QChar(0x2212) + regionMoney(-cents) : regionMoney(0);
}

} // namespace

PencilSheet::PencilSheet(QWidget *window)
    : SheetDialog(window),
      m_kind(new Segments(tr("Loan or lease"), {tr("Loan"), tr("Lease")})),
      m_forms(new QStackedWidget),
      m_note(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_estimate(new TextLabel(tr("Estimate, not an offer."), Type::BodyMedium, Colour::Close)),
      m_keepButton(new Button(tr("&Keep for this lead"), ButtonKind::Primary))
{
    static_assert(std::size(kLines) == kEntries);
    setObjectName(QStringLiteral("lead.pencil"));
    setPanel(760);
    setEscWords(tr("keeps nothing"));
    setBody(makeBody());
    m_kind->setObjectName(QStringLiteral("lead.pencil.kind"));
    m_estimate->setObjectName(QStringLiteral("lead.pencil.estimate"));
    foot()->addWidget(m_estimate);
    foot()->addStretch();
    auto *close = new Button(tr("Close"));
    foot()->addWidget(close);
    m_keepButton->setObjectName(QStringLiteral("lead.pencil.keep"));
    m_keepButton->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    foot()->addWidget(m_keepButton);
    connect(close, &Button::clicked, this, &PencilSheet::closeSheet);
    connect(m_keepButton, &Button::clicked, this, &PencilSheet::keep);
    connect(m_kind, &Segments::chosen, this, [this](int kind) {
        m_forms->setCurrentIndex(kind);
        figure();
    });
    for (Field *one : m_fields)
        connect(one->edit(), &QLineEdit::textChanged, this, &PencilSheet::figure);
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
        Field *made = m_fields[std::size_t(entry)] = new Field(Labels::tr(line.label));
        made->edit()->setObjectName(QStringLiteral("lead.pencil.") + QLatin1String(line.name));
        grid->addWidget(made, place / 4, place % 4);
    }
    grid->setRowStretch(place / 4 + 1, 1);
    return form;
}

QWidget *PencilSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    column->setSpacing(kSpace12);
    column->addWidget(m_kind, 0, Qt::AlignLeft);
    m_forms->addWidget(makeForm(Price, RateB));
    m_forms->addWidget(makeForm(LeasePrice, LeaseTax));
    column->addWidget(m_forms);
    m_figures = new QWidget;
    m_figures->setObjectName(QStringLiteral("lead.pencil.figures"));
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

void PencilSheet::openFor(const Pencil &known, const QString &customer, Keep keep)
{
    m_keep = std::move(keep);
    m_filling = true;
    setHead(tr("Payment for %1").arg(customer), tr("estimate"), Icon::Equity);
    const auto count = [](int n) { return n > 0 ? QString::number(n) : QString(); };
    const PencilTerm a = known.terms.empty() ? PencilTerm{72, kUsualRate} : known.terms.front();
    const PencilTerm b = known.terms.size() < 2 ? PencilTerm{84, kUsualRate} : known.terms[1];
    const auto rate = [](double apr) { return percentTyping(apr > 0 ? apr : kUsualRate); };
    const std::array<QString, kEntries> texts{moneyTyping(known.price), moneyTyping(known.fees),
        moneyTyping(known.rebate), moneyTyping(known.cashDown), moneyTyping(known.tradeValue),
        moneyTyping(known.payoff), percentTyping(known.taxRate), moneyTyping(known.paymentNow), count(known.monthsLeft),
        count(a.months), rate(a.apr), count(b.months), rate(b.apr), moneyTyping(known.price), {}, QStringLiteral("36"),
        {}, moneyTyping(known.cashDown), percentTyping(known.taxRate)};
    for (std::size_t n = 0; n < texts.size(); ++n)
        m_fields[n]->edit()->setText(texts[n]);
    m_kind->setCurrent(0);
    m_forms->setCurrentIndex(0);
    m_filling = false;
    figure();
    openSheet(field(Price)->edit());
    field(Price)->edit()->selectAll();
}

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

void PencilSheet::addLine(const QString &words, const QStringList &values, Type type)
{
    const int row = m_grid->rowCount();
    m_grid->addWidget(new TextLabel(words, Type::Body, Colour::Text2), row, 0);
    for (int i = 0; i < int(values.size()); ++i) {
        auto *value = new TextLabel(values[i], type);
        value->setEqualDigits();
        m_grid->addWidget(value, row, 1 + i, Qt::AlignRight);
    }
    m_lines << words + QStringLiteral(": ") + values.join(QStringLiteral(" | "));
}

QStringList PencilSheet::figures() const { return m_lines; }

void PencilSheet::figure()
{
    if (m_filling)
        return;
    clearFigures({});
    m_figured.reset();
    m_forms->currentIndex() == 0 ? figureLoan() : figureLease();
    m_keepButton->setEnabled(m_figured.has_value());
    m_figures->setAccessibleDescription(m_lines.join(QStringLiteral(". ")));
    place();
}

void PencilSheet::figureLoan()
{
    Pencil pencil;
    pencil.terms = {{0, 0}, {0, 0}};
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
    if (!good || pencil.price == 0)
        return clearFigures(good ? tr("Type a price.") : QString());
    const auto result = penciled(pencil);
    if (!result)
        return clearFigures(tr("With these numbers there is no loan."));
    addLine(tr("Tax"), {regionMoney(result->tax)});
    addLine(result->equity >= 0 ? tr("Equity in the trade-in") : tr("Owed beyond the trade-in's value"),
        {regionMoney(std::abs(result->equity))});
    if (result->financedNothing) {
        addLine(tr("Left over"), {regionMoney(-result->financed)});
        return;
    }
    if (!result->lines.empty())
        m_figured = pencil;
    addLine(tr("Financed"), {regionMoney(result->financed)}, Type::BodyStrong);
    QStringList terms, payments, totals, interest, changes, added;
    for (const PencilLine &line : result->lines) {
        terms << tr("%1 months at %2 %").arg(line.term.months).arg(percentTyping(line.term.apr));
        payments << regionMoney(line.payment);
        totals << regionMoney(line.total);
        interest << regionMoney(line.interest);
        changes << signedMoney(line.change);
        added << (line.monthsAdded > 0 ? tr("%1 months longer").arg(line.monthsAdded) : tr("not longer"));
    }
    addLine(tr("Term"), terms);
    addLine(tr("Payment a month"), payments, Type::Section);
    addLine(tr("Interest"), interest);
    addLine(tr("Paid in all"), totals);
    if (pencil.paymentNow > 0) {
        addLine(tr("Against today"), changes);
        addLine(tr("Against what is left"), added);
    }
}

void PencilSheet::keep()
{
    if (!m_figured)
        return;
    const auto kept = m_keep(*m_figured);
    if (kept)
        return closeSheet();
    const bool closed = kept.error().code == Error::Code::Denied;
    m_note->setText(closed ? tr("The lead is closed. Nothing was kept.") : sentence(kept.error()));
    m_note->setVisible(true);
    place();
}

void PencilSheet::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return keep();
    SheetDialog::keyPressEvent(event);
}

void PencilSheet::figureLease()
{
    LeasePencil pencil;
    bool good = readMoney(LeasePrice, pencil.terms.capCost);
    good = readMoney(Residual, pencil.terms.residual) && good;
    good = readMoney(LeaseDown, pencil.cashDown) && good;
    good = readCount(LeaseMonths, pencil.terms.months) && good;
    good = readPercent(LeaseTax, pencil.taxRate) && good;
    const auto factor = numberTyped(typed(MoneyFactor));
    field(MoneyFactor)->setError(factor && *factor < 0.1 ? QString() : tr("Type a factor such as 0.00210."));
    pencil.terms.moneyFactor = factor.value_or(0);
    if (!good || !factor || *factor >= 0.1)
        return;
    if (pencil.terms.capCost == 0 || pencil.terms.residual == 0)
        return clearFigures(tr("Type a price and a residual."));
    const auto result = penciled(pencil);
    if (!result)
        return clearFigures(tr("With these numbers there is no lease."));
    addLine(tr("Depreciation a month"), {regionMoney(result->base.depreciation)});
    addLine(tr("Rent charge a month"), {regionMoney(result->base.rent)});
    addLine(tr("Tax a month"), {regionMoney(result->tax)});
    addLine(tr("Payment a month"), {regionMoney(result->payment)}, Type::Section);
    addLine(tr("As a rate, about"), {percentTyping(result->apr) + QStringLiteral(" %")});
    addLine(tr("Paid in all, without the residual"), {regionMoney(result->total)});
}

} // namespace updesk
