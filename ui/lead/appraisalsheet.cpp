// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/appraisalsheet.h"

#include "core/vehicles/vin.h"
#include "ui/parts/announce.h"
#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>

namespace updesk
{

AppraisalSheet::AppraisalSheet(QWidget *window)
    : SheetDialog(window),
      m_condition(new QComboBox),
      m_asRead(new QCheckBox(tr("It stands so on the ca&r"))),
      m_equity(new TextLabel(QString(), Type::BodyStrong)),
      m_error(new TextLabel(QString(), Type::Body, Colour::Bad)),
      m_keep(new Button(tr("&Save"), ButtonKind::Primary))
{
    setObjectName(QStringLiteral("lead.appraisal"));
    setPanel(620);
    setEscWords(tr("changes nothing"));
    setBody(makeBody());
    m_keep->setObjectName(QStringLiteral("lead.appraisal.save"));
    m_keep->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    foot()->addWidget(m_equity);
    foot()->addStretch();
    foot()->addWidget(m_keep);
    connect(m_keep, &Button::clicked, this, &AppraisalSheet::save);
    connect(field(Vin)->edit(), &QLineEdit::textChanged, this, &AppraisalSheet::checkVinTyped);
    for (const Entry entry : {Acv, Payoff})
        connect(field(entry)->edit(), &QLineEdit::textChanged, this, &AppraisalSheet::showEquity);
}

QWidget *AppraisalSheet::makeBody()
{
    struct Line {
        Entry entry;
        const char *name;
        QString label;
    };
    auto *body = new QWidget;
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    grid->setHorizontalSpacing(kSpace16);
    grid->setVerticalSpacing(kSpace8);
    int place = 0;
    const auto add = [&](QWidget *widget) {
        grid->addWidget(widget, place / 2, place % 2);
        ++place;
    };
    for (const Line &line : {Line{Vin, "vin", tr("V&IN")}, Line{Year, "year", tr("&Year")},
             Line{Make, "make", tr("Ma&ke")}, Line{Model, "model", tr("Mo&del")}, Line{Trim, "trim", tr("&Trim")},
             Line{Odometer, "odometer", tr("&Mileage")}, Line{Acv, "acv", tr("&Value (ACV)")},
             Line{Payoff, "payoff", tr("Still o&wed")}, Line{Lender, "lender", tr("&Lender")},
             Line{Note, "note", tr("&Note")}}) {
        Field *made = m_fields[std::size_t(line.entry)] = new Field(line.label);
        made->edit()->setObjectName(QStringLiteral("lead.appraisal.") + QLatin1String(line.name));
        add(made);
    }
    m_condition->setObjectName(QStringLiteral("lead.appraisal.condition"));
    m_condition->addItems({tr("Not judged yet"), tr("Rough"), tr("Average"), tr("Clean"), tr("Extra clean")});
    add(new Field(tr("&Condition"), m_condition));
    m_asRead->setObjectName(QStringLiteral("lead.appraisal.asRead"));
    add(m_asRead);
    m_error->setObjectName(QStringLiteral("lead.appraisal.error"));
    m_error->setWordWrap(true);
    grid->addWidget(m_error, place / 2 + 1, 0, 1, 2);
    return body;
}

void AppraisalSheet::openFor(const Appraisal &known, const QString &customer, Save save)
{
    m_save = std::move(save);
    //: %1: the customer
    setHead(tr("Trade-in of %1").arg(customer), {}, Icon::Inventory);
    const auto count = [](int n) { return n > 0 ? QString::number(n) : QString(); };
    const std::array<QString, kEntries> texts{known.vin, count(known.year), known.make, known.model, known.trim,
        count(known.odometer), moneyTyping(known.acv), moneyTyping(known.payoff), known.lender, known.note};
    for (std::size_t n = 0; n < texts.size(); ++n) {
        m_fields[n]->edit()->setText(texts[n]);
        m_fields[n]->setError({});
    }
    m_unit = known.unit;
    field(Odometer)->setNote(m_unit == OdometerUnit::Kilometres ? tr("in kilometres") : QString());
    m_condition->setCurrentIndex(int(known.condition));
    m_asRead->setChecked(known.vinAsRead);
    m_error->hide();
    checkVinTyped();
    showEquity();
    openSheet(field(Vin)->edit());
}

QString AppraisalSheet::typed(Entry entry) const { return field(entry)->edit()->text().simplified(); }

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

bool AppraisalSheet::readNumber(Entry entry, int &to)
{
    QString text = typed(entry);
    text.remove(u' '); // "61 200"
    bool number = true;
    to = text.isEmpty() ? 0 : regionLocale().toInt(text, &number);
    const bool good = number && to >= 0;
    field(entry)->setError(good ? QString() : tr("Type a whole number."));
    return good;
}

bool AppraisalSheet::readMoney(Entry entry, qint64 &to)
{
    const auto amount = moneyTyped(typed(entry));
    const bool good = amount && *amount >= 0;
    field(entry)->setError(good ? QString() : tr("Type an amount: “11,900” or “11,900.50”."));
    to = amount.value_or(0);
    return good;
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
    good = readMoney(Acv, trade.acv) && good;
    good = readMoney(Payoff, trade.payoff) && good;
    if (!good)
        return place();
    if (const auto saved = m_save(trade); !saved)
        return fail(saved.error());
    closeSheet();
}

void AppraisalSheet::fail(const Error &error)
{
    const auto is = [&](const char *what) {
        return error.code == Error::Code::Invalid && error.subject == QLatin1String(what);
    };
    m_error->setText(is("vehicle") ? tr("Type at least the make, the model or the VIN.")
            : is("vin_check")      ? tr("Read the VIN again, or tick that it stands so on the car.")
            : is("year")           ? tr("This year cannot be right.")
            : is("odometer")       ? tr("This mileage cannot be right.")
            : error.code == Error::Code::Denied && error.subject == QLatin1String("lead")
            ? tr("The lead is closed. Reopen it first.")
            : sentence(error));
    m_error->show();
    announce(m_error, m_error->text());
    place();
}

void AppraisalSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return save();
    SheetDialog::keyPressEvent(event);
}

} // namespace updesk
