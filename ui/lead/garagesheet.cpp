// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/garagesheet.h"

#include "core/vehicles/month.h"
#include "core/vehicles/vin.h"
#include "ui/parts/garagewords.h"
#include "ui/parts/announce.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QKeyEvent>

namespace updesk
{

GarageSheet::GarageSheet(QWidget *window)
    : SheetDialog(window),
      m_here(new QCheckBox(tr("Bought &here"))),
      m_error(new TextLabel(QString(), Type::Body, Colour::Bad)),
      m_save(new Button(tr("&Save"), ButtonKind::Primary)),
      m_remove(new Button(tr("&No longer theirs")))
{
    setObjectName(QStringLiteral("lead.garage"));
    setPanel(620);
    setEscWords(tr("changes nothing"));
    setBody(makeBody());
    m_save->setObjectName(QStringLiteral("lead.garage.save"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_remove->setObjectName(QStringLiteral("lead.garage.remove"));
    foot()->addWidget(m_remove);
    foot()->addStretch();
    foot()->addWidget(m_save);
    connect(m_save, &Button::clicked, this, &GarageSheet::save);
    connect(m_remove, &Button::clicked, this, [this] { finish(m_ways.remove()); });
}

QWidget *GarageSheet::makeBody()
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
    for (const Line &line : {Line{Year, "year", tr("&Year")}, Line{Make, "make", tr("Ma&ke")},
             Line{Model, "model", tr("Mo&del")}, Line{Trim, "trim", tr("&Trim")}, Line{Vin, "vin", tr("V&IN")},
             Line{Odometer, "odometer", tr("&Mileage")}, Line{Bought, "bought", tr("&Bought (month)")},
             Line{Lender, "lender", tr("&Lender of the loan")}, Line{LoanEnds, "ends", tr("Loan &ends (month)")}}) {
        Field *made = m_fields[std::size_t(line.entry)] = new Field(line.label);
        made->edit()->setObjectName(QStringLiteral("lead.garage.") + QLatin1String(line.name));
        grid->addWidget(made, place / 2, place % 2);
        ++place;
        if (line.entry != Bought)
            continue;
        grid->addWidget(m_here, place / 2, place % 2, Qt::AlignBottom);
        ++place;
    }
    m_here->setObjectName(QStringLiteral("lead.garage.here"));
    for (const Entry entry : {Bought, LoanEnds})
        field(entry)->edit()->setPlaceholderText(tr("3/2024", "a month as it may be typed"));
    m_error->setObjectName(QStringLiteral("lead.garage.error"));
    m_error->setWordWrap(true);
    grid->addWidget(m_error, place / 2 + 1, 0, 1, 2);
    return body;
}

void GarageSheet::openFor(const GarageRow &row, const QString &owner, Ways ways)
{
    m_row = row;
    m_ways = std::move(ways);
    const OwnedVehicle &v = row.vehicle;
    const bool isNew = v.id.isNull();
    //: %1: the customer
    setHead(isNew ? tr("Add a vehicle of %1").arg(owner) : tr("Vehicle of %1").arg(owner), {}, Icon::Inventory);
    const auto count = [](int n) { return n > 0 ? QString::number(n) : QString(); };
    const std::array<QString, kEntries> texts{count(v.year), v.make, v.model, v.trim, v.vin, count(v.odometer),
        monthTyping(v.bought), row.loan.lender, monthTyping(row.loan.ends)};
    for (std::size_t n = 0; n < texts.size(); ++n) {
        m_fields[n]->edit()->setText(texts[n]);
        m_fields[n]->setError({});
    }
    m_here->setChecked(v.boughtHere);
    m_here->setMinimumHeight(field(Bought)->edit()->sizeHint().height()); // in one line with the month
    m_remove->setVisible(!isNew);
    m_error->hide();
    openSheet(field(Year)->edit());
}

QString GarageSheet::typed(Entry entry) const { return field(entry)->edit()->text().simplified(); }

bool GarageSheet::readNumber(Entry entry, int &to)
{
    QString text = typed(entry);
    text.remove(u' '); // "61 200"
    bool number = true;
    to = text.isEmpty() ? 0 : regionLocale().toInt(text, &number);
    const bool good = number && to >= 0;
    field(entry)->setError(good ? QString() : tr("Type a whole number."));
    return good;
}

// What was not touched keeps its day.
bool GarageSheet::readMonth(Entry entry, Time &to, Time before)
{
    if (typed(entry) == monthTyping(before)) {
        to = before;
        field(entry)->setError({});
        return true;
    }
    const auto month = monthTyped(typed(entry), regionLocale());
    field(entry)->setError(month ? QString() : tr("Type a month: “3/2024”, “Mar 2024”."));
    to = month.value_or(0);
    return month.has_value();
}

bool GarageSheet::read(GarageRow &row)
{
    OwnedVehicle &v = row.vehicle;
    v.make = typed(Make);
    v.model = typed(Model);
    v.trim = typed(Trim);
    v.vin = normalVin(typed(Vin));
    v.boughtHere = m_here->isChecked();
    row.loan.lender = typed(Lender);
    const bool vin = typed(Vin).isEmpty() || !v.vin.isEmpty();
    field(Vin)->setError(vin ? QString() : tr("A VIN has 17 letters and digits, without I, O and Q."));
    bool good = readNumber(Year, v.year);
    good = readNumber(Odometer, v.odometer) && good;
    good = readMonth(Bought, v.bought, m_row.vehicle.bought) && good;
    good = readMonth(LoanEnds, row.loan.ends, m_row.loan.ends) && good;
    if (v.year == 0 && !v.vin.isEmpty())
        v.year = vinModelYear(v.vin);
    return good && vin;
}

void GarageSheet::save()
{
    GarageRow row = m_row;
    if (read(row))
        return finish(m_ways.save(row));
    place();
}

void GarageSheet::finish(const Result<DeedId> &done)
{
    if (done)
        return closeSheet();
    const Error::Code code = done.error().code;
    const auto is = [&](const char *what) {
        return code == Error::Code::Invalid && done.error().subject == QLatin1String(what);
    };
    m_error->setText(is("vehicle") ? tr("Type at least the make, the model or the VIN.")
            : is("year")           ? tr("This year cannot be right.")
            : is("odometer")       ? tr("This mileage cannot be right.")
            : code == Error::Code::Conflict
            ? tr("Another desk changed the same meanwhile. Nothing was saved. Close this and open the vehicle again.")
            : code == Error::Code::NotFound ? tr("This vehicle was removed meanwhile. Nothing was saved.")
                                            : sentence(done.error()));
    m_error->show();
    announce(m_error, m_error->text());
    place();
}

void GarageSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return save();
    SheetDialog::keyPressEvent(event);
}

} // namespace updesk
