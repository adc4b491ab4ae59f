// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/garagesheet.h"

#include "core/vehicles/month.h"
#include "core/vehicles/vin.h"
#include "ui/parts/garagewords.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"

#include <QCheckBox>

namespace updesk
{

GarageSheet::GarageSheet(QWidget *window)
    : FormSheet(window, QStringLiteral("lead.garage")),
      m_here(new QCheckBox(tr("Bought &here"))),
      m_save(new Button(tr("&Save"), ButtonKind::Primary)),
      m_remove(new Button(tr("&No longer theirs")))
{
    makeBody();
    m_save->setObjectName(nameOf("save"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_remove->setObjectName(nameOf("remove"));
    foot()->addWidget(m_remove);
    foot()->addStretch();
    foot()->addWidget(m_save);
    connect(m_save, &Button::clicked, this, &GarageSheet::save);
    connect(m_remove, &Button::clicked, this, [this] { finish(m_ways.remove()); });
}

void GarageSheet::makeBody()
{
    addField("year", tr("&Year"));
    addField("make", tr("Ma&ke"));
    addField("model", tr("Mo&del"));
    addField("trim", tr("&Trim"));
    addField("vin", tr("V&IN"));
    addField("odometer", tr("&Mileage"));
    addField("bought", tr("&Bought (month)"));
    m_here->setObjectName(nameOf("here"));
    add(m_here, Qt::AlignBottom);
    addField("lender", tr("&Lender of the loan"));
    addField("ends", tr("Loan &ends (month)"));
    for (const Entry entry : {Bought, LoanEnds})
        field(entry)->edit()->setPlaceholderText(tr("3/2024", "a month as it may be typed"));
    endBody();
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
    clearErrors();
    const QStringList texts{count(v.year), v.make, v.model, v.trim, v.vin, count(v.odometer), monthTyping(v.bought),
        row.loan.lender, monthTyping(row.loan.ends)};
    for (int entry = Year; entry <= LoanEnds; ++entry)
        field(entry)->edit()->setText(texts[entry]);
    m_here->setChecked(v.boughtHere);
    m_here->setMinimumHeight(field(Bought)->edit()->sizeHint().height()); // in one line with the month
    m_remove->setVisible(!isNew);
    openSheet(field(Year)->edit());
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
    fail(is("vehicle")       ? tr("Type at least the make, the model or the VIN.")
            : is("year")     ? tr("This year cannot be right.")
            : is("odometer") ? tr("This mileage cannot be right.")
            : code == Error::Code::Conflict
            ? tr("Another desk changed the same meanwhile. Nothing was saved. Close this and open the vehicle again.")
            : code == Error::Code::NotFound ? tr("This vehicle was removed meanwhile. Nothing was saved.")
                                            : sentence(done.error()));
}

} // namespace updesk
