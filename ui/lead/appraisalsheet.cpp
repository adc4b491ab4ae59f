// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/appraisalsheet.h"

#include "core/vehicles/vin.h"
#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"

#include <QCheckBox>
#include <QComboBox>

namespace updesk
{

AppraisalSheet::AppraisalSheet(QWidget *window)
    : FormSheet(window, QStringLiteral("lead.appraisal")),
      m_condition(new QComboBox),
      m_asRead(new QCheckBox(tr("It stands so on the ca&r"))),
      m_equity(new TextLabel(QString(), Type::BodyStrong)),
      m_keep(new Button(tr("&Save"), ButtonKind::Primary))
{
    makeBody();
    m_keep->setObjectName(nameOf("save"));
    m_keep->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    foot()->addWidget(m_equity);
    foot()->addStretch();
    foot()->addWidget(m_keep);
    connect(m_keep, &Button::clicked, this, &AppraisalSheet::save);
    connect(field(Vin)->edit(), &QLineEdit::textChanged, this, &AppraisalSheet::checkVinTyped);
    for (const Entry entry : {Acv, Payoff})
        connect(field(entry)->edit(), &QLineEdit::textChanged, this, &AppraisalSheet::showEquity);
}

void AppraisalSheet::makeBody()
{
    addField("vin", tr("V&IN"));
    addField("year", tr("&Year"));
    addField("make", tr("Ma&ke"));
    addField("model", tr("Mo&del"));
    addField("trim", tr("&Trim"));
    addField("odometer", tr("&Mileage"));
    addField("acv", tr("&Value (ACV)"));
    addField("payoff", tr("Still o&wed"));
    addField("lender", tr("&Lender"));
    addField("note", tr("&Note"));
    m_condition->setObjectName(nameOf("condition"));
    m_condition->addItems({tr("Not judged yet"), tr("Rough"), tr("Average"), tr("Clean"), tr("Extra clean")});
    add(new Field(tr("&Condition"), m_condition));
    m_asRead->setObjectName(nameOf("asRead"));
    add(m_asRead);
    endBody();
}

void AppraisalSheet::openFor(const Appraisal &known, const QString &customer, Save save)
{
    m_save = std::move(save);
    //: %1: the customer
    setHead(tr("Trade-in of %1").arg(customer), {}, Icon::Inventory);
    const auto count = [](int n) { return n > 0 ? QString::number(n) : QString(); };
    clearErrors();
    const QStringList texts{known.vin, count(known.year), known.make, known.model, known.trim, count(known.odometer),
        moneyTyping(known.acv), moneyTyping(known.payoff), known.lender, known.note};
    for (int entry = Vin; entry <= Note; ++entry)
        field(entry)->edit()->setText(texts[entry]);
    m_unit = known.unit;
    field(Odometer)->setNote(m_unit == OdometerUnit::Kilometres ? tr("in kilometres") : QString());
    m_condition->setCurrentIndex(int(known.condition));
    m_asRead->setChecked(known.vinAsRead);
    checkVinTyped();
    showEquity();
    openSheet(field(Vin)->edit());
}

QString AppraisalSheet::vinWords() const { return field(Vin)->error(); }

// Told while the car stands outside: one digit read wrong is another car.
void AppraisalSheet::checkVinTyped()
{
    const QString vin = normalVin(typed(Vin));
    const bool whole = !vin.isEmpty();
    const bool wrong = whole && checkVin(vin) == VinCheck::Wrong;
    m_asRead->setVisible(wrong);
    field(Vin)->setNote(whole && !wrong ? tr("The check digit fits.") : QString());
    field(Vin)->setError(wrong ? tr("The check digit does not fit: a character was read wrong.") : QString());
    if (whole && typed(Year).isEmpty() && vinModelYear(vin) > 0)
        field(Year)->edit()->setText(QString::number(vinModelYear(vin)));
    place();
}

void AppraisalSheet::showEquity()
{
    Appraisal trade;
    const auto acv = moneyTyped(typed(Acv)), payoff = moneyTyped(typed(Payoff));
    trade.acv = acv.value_or(0);
    trade.payoff = payoff.value_or(0);
    if (trade.acv <= 0 || !payoff) {
        m_equity->setText({});
        return;
    }
    const qint64 equity = tradeEquity(trade);
    m_equity->setText(equity >= 0 ? tr("Equity %1 (estimate)").arg(regionMoney(equity))
                                  : tr("%1 more is owed than it is worth (estimate)").arg(regionMoney(-equity)));
}

void AppraisalSheet::save()
{
    Appraisal trade;
    trade.vin = normalVin(typed(Vin));
    if (!typed(Vin).isEmpty() && trade.vin.isEmpty()) {
        field(Vin)->setError(tr("A VIN has 17 letters and digits, without I, O and Q."));
        return place();
    }
    trade.vinAsRead = m_asRead->isVisibleTo(this) && m_asRead->isChecked();
    trade.make = typed(Make);
    trade.model = typed(Model);
    trade.trim = typed(Trim);
    trade.lender = typed(Lender);
    trade.note = typed(Note);
    trade.unit = m_unit;
    trade.condition = Appraisal::Condition(std::max(0, m_condition->currentIndex()));
    bool good = readNumber(Year, trade.year);
    good = readNumber(Odometer, trade.odometer) && good;
    good = readMoney(Acv, trade.acv, Amount::NotNegative) && good;
    good = readMoney(Payoff, trade.payoff, Amount::NotNegative) && good;
    if (!good)
        return place();
    if (const auto saved = m_save(trade); !saved)
        return refused(saved.error());
    closeSheet();
}

void AppraisalSheet::refused(const Error &error)
{
    const auto is = [&](const char *what) {
        return error.code == Error::Code::Invalid && error.subject == QLatin1String(what);
    };
    fail(is("vehicle")        ? tr("Type at least the make, the model or the VIN.")
            : is("vin_check") ? tr("Read the VIN again, or tick that it stands so on the car.")
            : is("year")      ? tr("This year cannot be right.")
            : is("odometer")  ? tr("This mileage cannot be right.")
            : error.code == Error::Code::Denied && error.subject == QLatin1String("lead")
            ? tr("The lead is closed. Reopen it first.")
            : sentence(error));
}

} // namespace updesk
