// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/worksheetprint.h"

#include "core/people/phonenumber.h"
#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QFontMetrics>
#include <QPagedPaintDevice>
#include <QPainter>

namespace updesk
{

namespace
{

constexpr int kInch = 96;
constexpr int kLabelShare = 36; // of a hundred, of half the page
constexpr int kFirstShare = 26; // of a hundred, of a table

// Paper is white, whatever the window is.
QColor ink(Colour role) { return Theme::light()[role]; }

int rowHeight() { return lineHeight(Type::Body) + scaled(3); }
int footHeight() { return lineHeight(Type::Caption) + scaled(kSpace12); }

QString vehicleName(int year, const QString &make, const QString &model, const QString &trim)
{
    QStringList words{year > 0 ? QString::number(year) : QString(), make, model, trim};
    words.removeAll(QString());
    return words.join(u' ');
}

QString percent(double share)
{
    return (share == 0 ? QStringLiteral("0") : percentTyping(share)) + QStringLiteral(" %");
}

QString less(qint64 cents) { return cents == 0 ? regionMoney(0) : QChar(0x2212) + regionMoney(cents); }

} // namespace

WorksheetPrint::WorksheetPrint(const Worksheet &sheet) : m_sheet(sheet)
{
    addHead();
    addPeople();
    addNumbers();
    if (const auto result = m_sheet.loan ? penciled(*m_sheet.loan) : std::nullopt) {
        addLoan(*m_sheet.loan, *result);
        addGrid(*m_sheet.loan);
    }
    if (const auto result = m_sheet.lease ? penciled(*m_sheet.lease) : std::nullopt)
        addLease(*m_sheet.lease, *result);
    addWords();
}

QString WorksheetPrint::title() const
{
    return m_sheet.customer.isEmpty() ? tr("Payment worksheet") : tr("Payment worksheet, %1").arg(m_sheet.customer);
}

QPageSize WorksheetPrint::paper(const Worksheet &sheet)
{
    const bool letter = sheet.region.isEmpty() || sheet.region.startsWith(QLatin1String("US"))
        || sheet.region.startsWith(QLatin1String("CA"));
    return QPageSize(letter ? QPageSize::Letter : QPageSize::A4);
}

void WorksheetPrint::add(Kind kind, const QStringList &cells, bool strong) { m_lines.push_back({kind, cells, strong}); }

QString WorksheetPrint::moment(Time at) const
{
    const QTimeZone zone(m_sheet.zone);
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, zone.isValid() ? zone : QTimeZone::utc());
    //: a day and a time of day
    return tr("%1 at %2").arg(regionLongDay(local.date(), {}), regionTime(local.time()));
}

void WorksheetPrint::addHead()
{
    add(Kind::Title, {m_sheet.store.isEmpty() ? tr("Payment worksheet") : m_sheet.store, tr("Payment worksheet")});
    QStringList where{m_sheet.address.simplified(), m_sheet.phone};
    where.removeAll(QString());
    //: a moment, a person
    const QString made =
        m_sheet.by.isEmpty() ? moment(m_sheet.at) : tr("%1, by %2").arg(moment(m_sheet.at), m_sheet.by);
    add(Kind::Heads, {where.join(QStringLiteral(", ")), made});
    if (m_sheet.kept > 0)
        add(Kind::Words,
            {m_sheet.keptBy.isEmpty()
                    ? tr("These numbers were kept on %1.").arg(moment(m_sheet.kept))
                    : tr("These numbers were kept on %1 by %2.").arg(moment(m_sheet.kept), m_sheet.keptBy)});
}

void WorksheetPrint::addPairs(const Pairs &left, const Pairs &right)
{
    for (size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
        const auto first = i < left.size() ? left[i] : std::pair<QString, QString>();
        const auto second = i < right.size() ? right[i] : std::pair<QString, QString>();
        add(Kind::Pairs, {first.first, first.second, second.first, second.second});
    }
}

void WorksheetPrint::addPeople()
{
    Pairs who{{tr("Name"), m_sheet.customer.isEmpty() ? QStringLiteral("-") : m_sheet.customer}};
    if (!m_sheet.coBuyer.isEmpty())
        who.emplace_back(tr("Together with"), m_sheet.coBuyer);
    if (!m_sheet.customerPhone.isEmpty())
        who.emplace_back(tr("Phone"), displayPhone(m_sheet.customerPhone, m_sheet.region));
    if (!m_sheet.customerEmail.isEmpty())
        who.emplace_back(tr("Email"), m_sheet.customerEmail);
    const LeadVehicle &v = m_sheet.vehicle;
    const QString name = vehicleName(v.year, v.make, v.model, v.trim);
    Pairs what{{tr("Vehicle"), name.isEmpty() ? QStringLiteral("-") : name}};
    if (!v.stock.isEmpty())
        what.emplace_back(tr("Stock number"), v.stock);
    if (!v.vin.isEmpty())
        what.emplace_back(tr("VIN"), v.vin);
    if (v.odometer > 0)
        what.emplace_back(tr("Odometer"),
            (v.unit == OdometerUnit::Miles ? tr("%1 miles") : tr("%1 km")).arg(regionLocale().toString(v.odometer)));
    add(Kind::Section, {tr("Customer"), tr("Vehicle")});
    addPairs(who, what);
}

WorksheetPrint::Pairs WorksheetPrint::tradePairs() const
{
    if (!m_sheet.trade)
        return {{tr("Trade-in"), tr("none named")}};
    const Appraisal &trade = *m_sheet.trade;
    const QString name = vehicleName(trade.year, trade.make, trade.model, trade.trim);
    Pairs pairs{{tr("Vehicle"), name.isEmpty() ? QStringLiteral("-") : name}};
    if (!trade.vin.isEmpty())
        pairs.emplace_back(tr("VIN"), trade.vin);
    if (trade.odometer > 0)
        pairs.emplace_back(tr("Odometer"),
            (trade.unit == OdometerUnit::Miles ? tr("%1 miles") : tr("%1 km"))
                .arg(regionLocale().toString(trade.odometer)));
    pairs.emplace_back(tr("Appraised at"), trade.acv > 0 ? regionMoney(trade.acv) : tr("not appraised yet"));
    if (trade.acv > 0)
        pairs.emplace_back(tr("Appraised on"), moment(trade.at));
    pairs.emplace_back(tr("Payoff"), regionMoney(trade.payoff));
    if (trade.payoffAt > 0)
        pairs.emplace_back(tr("Payoff as of"), moment(trade.payoffAt));
    if (!trade.lender.isEmpty())
        pairs.emplace_back(tr("Lender"), trade.lender);
    return pairs;
}

WorksheetPrint::Pairs WorksheetPrint::pricePairs() const
{
    const auto result = m_sheet.loan ? penciled(*m_sheet.loan) : std::nullopt;
    if (!result)
        return {};
    const Pencil &loan = *m_sheet.loan;
    const QString tax = loan.taxesDifference ? tr("%1 on the difference", "an amount of tax")
                                             : tr("%1 on the price", "an amount of tax");
    return {{tr("Price"), regionMoney(loan.price)}, {tr("Fees"), regionMoney(loan.fees)},
        {tr("Tax, %1").arg(percent(loan.taxRate)), tax.arg(regionMoney(result->tax))},
        {tr("Rebate"), less(loan.rebate)}, {tr("Cash down"), less(loan.cashDown)},
        {tr("Trade-in value"), less(loan.tradeValue)}, {tr("Still owed on it"), regionMoney(loan.payoff)},
        result->financedNothing ? std::pair{tr("Left over"), regionMoney(-result->financed)}
                                : std::pair{tr("Financed"), regionMoney(result->financed)}};
}

void WorksheetPrint::addNumbers()
{
    const Pairs price = pricePairs();
    add(Kind::Section, {tr("Trade-in"), price.empty() ? QString() : tr("Price and what is financed")});
    addPairs(tradePairs(), price);
}

void WorksheetPrint::addLoan(const Pencil &loan, const PencilResult &result)
{
    if (result.lines.empty())
        return;
    const bool compared = loan.paymentNow > 0;
    add(Kind::Section, {tr("Loan"), QString()});
    const bool biWeekly = loan.perYear == kBiWeekly;
    QStringList heads{
        tr("Term"), biWeekly ? tr("Every two weeks") : tr("Payment a month"), tr("Interest"), tr("Paid in all")};
    if (compared)
        heads << (biWeekly ? tr("A month, against today") : tr("Against today")) << tr("Longer by");
    add(Kind::Heads, heads);
    for (const PencilLine &line : result.lines) {
        QStringList cells{tr("%1 months at %2").arg(line.term.months).arg(percent(line.term.apr)),
            regionMoney(line.payment), regionMoney(line.interest), regionMoney(line.total)};
        if (compared)
            cells << (line.change > 0 ? u'+' + regionMoney(line.change) : less(-line.change))
                  << (line.monthsAdded > 0 ? tr("%1 months").arg(line.monthsAdded) : tr("not longer"));
        add(Kind::Cells, cells, true);
    }
    if (biWeekly)
        add(Kind::Words, {tr("%1 payments a year, one every two weeks.").arg(loan.perYear)});
    if (compared)
        add(Kind::Words,
            {tr("Today they pay %1 a month; months left: %2.").arg(regionMoney(loan.paymentNow)).arg(loan.monthsLeft)});
}

void WorksheetPrint::addGrid(const Pencil &loan)
{
    const PencilGrid grid = pencilGrid(loan);
    if (grid.months.empty())
        return;
    add(Kind::Section,
        {loan.perYear == kBiWeekly ? tr("Payments every two weeks by term and rate")
                                   : tr("Payments a month by term and rate"),
            QString()});
    QStringList heads{tr("Months")};
    for (const double rate : grid.rates)
        heads << percent(rate);
    add(Kind::Heads, heads);
    for (size_t row = 0; row < grid.months.size(); ++row) {
        QStringList cells{QString::number(grid.months[row])};
        for (const qint64 payment : grid.payments[row])
            cells << regionMoney(payment);
        add(Kind::Cells, cells);
    }
}

void WorksheetPrint::addLease(const LeasePencil &lease, const LeaseResult &result)
{
    const LeaseTerms &terms = lease.terms;
    add(Kind::Section, {tr("Lease"), QString()});
    Pairs left{{tr("Price agreed"), regionMoney(terms.capCost)}, {tr("Fees"), regionMoney(lease.fees)},
        {tr("Rebate"), less(lease.rebate)}, {tr("Cash down"), less(lease.cashDown)},
        {tr("Trade-in equity"), lease.equity < 0 ? regionMoney(-lease.equity) : less(lease.equity)},
        {tr("Residual"), regionMoney(terms.residual)}};
    Pairs right{{tr("Term"), tr("%1 months").arg(terms.months)},
        {tr("Money factor"), regionLocale().toString(terms.moneyFactor, 'f', 5)},
        {tr("Depreciation"), regionMoney(result.base.depreciation)}, {tr("Rent charge"), regionMoney(result.base.rent)},
        {tr("Tax, %1").arg(percent(lease.taxRate)),
            lease.taxOn == LeaseTaxOn::Price             ? tr("on the price agreed")
                : lease.taxOn == LeaseTaxOn::AllPayments ? tr("on all payments")
                                                         : regionMoney(result.tax)}};
    if (lease.taxOn != LeaseTaxOn::EachPayment)
        right.emplace_back(tr("Tax due at signing"), regionMoney(result.taxAtSigning));
    right.emplace_back(tr("Paid in all"), regionMoney(result.total));
    addPairs(left, right);
    add(Kind::Cells,
        {tr("Payment a month"), regionMoney(result.payment), tr("as a rate, about %1").arg(percent(result.apr))}, true);
}

// What a payment must never be said without (domain.md 3.7).
void WorksheetPrint::addWords()
{
    add(Kind::Gap);
    if (!m_sheet.loan && !m_sheet.lease)
        add(Kind::Words, {tr("No payment was figured.")});
    add(Kind::Words, {tr("Estimate, not an offer. It binds neither the store nor the customer.")}, true);
    add(Kind::Words,
        {tr("Payments hold for the term, rate and cash down beside them, by the numbers of %1. Rates, rebates, fees "
            "and taxes may be others on the day of the sale, and credit is the lender's to give.")
                .arg(moment(m_sheet.at))});
    if (m_sheet.trade && m_sheet.trade->payoff > 0)
        add(Kind::Words, {tr("The payoff is as it was stated; the lender's own quote counts.")});
    if (m_sheet.lease)
        add(Kind::Words,
            {tr("A lease is figured without the residual at its end, and without charges for miles over the allowance "
                "and for wear.")});
}

QStringList WorksheetPrint::texts() const
{
    QStringList out;
    for (const Line &line : m_lines) {
        if (line.kind != Kind::Gap)
            out << line.cells.join(QStringLiteral(" | "));
    }
    return out;
}

static QFontMetrics metrics(Type type) { return QFontMetrics(font(type)); }

int WorksheetPrint::heightOf(const Line &line, int width) const
{
    switch (line.kind) {
    case Kind::Title:
        return lineHeight(Type::Title) + scaled(kSpace8);
    case Kind::Section:
        return lineHeight(Type::Section) + scaled(kSpace16);
    case Kind::Gap:
        return scaled(kSpace12);
    case Kind::Words:
        return metrics(line.strong ? Type::BodyStrong : Type::Body)
                   .boundingRect(QRect(0, 0, width, 1 << 20), Qt::TextWordWrap, line.cells.value(0))
                   .height()
            + scaled(kSpace4);
    case Kind::Pairs:
    case Kind::Heads:
    case Kind::Cells:
        break;
    }
    return rowHeight();
}

std::vector<std::vector<int>> WorksheetPrint::laidOut(const QSize &page) const
{
    const int room = page.height() - footHeight();
    std::vector<std::vector<int>> out(1);
    int used = 0;
    for (int i = 0; i < int(m_lines.size()); ++i) {
        // A heading does not stand alone at the foot of a page.
        int need = heightOf(m_lines[size_t(i)], page.width());
        if (m_lines[size_t(i)].kind == Kind::Section)
            need += 2 * rowHeight();
        if (used > 0 && used + need > room) {
            out.emplace_back();
            used = 0;
        }
        out.back().push_back(i);
        used += heightOf(m_lines[size_t(i)], page.width());
    }
    return out;
}

int WorksheetPrint::pages(const QSize &page) const { return int(laidOut(page).size()); }

void WorksheetPrint::paintPairs(QPainter &painter, const QRect &row, const Line &line) const
{
    const int half = row.width() / 2, label = half * kLabelShare / 100;
    for (int side = 0; side < 2; ++side) {
        const int left = row.x() + side * half;
        const QRect name(left, row.y(), label - scaled(kSpace8), row.height());
        const QRect value(left + label, row.y(), half - label - scaled(kSpace16), row.height());
        drawText(painter, name, line.cells[2 * side], Type::Body, ink(Colour::Text2));
        drawText(painter, value, line.cells[2 * side + 1], Type::Body, ink(Colour::Text));
    }
}

// The first column names the row; of the rest each has the same room, and numbers stand at its right.
void WorksheetPrint::paintCells(QPainter &painter, const QRect &row, const Line &line) const
{
    const bool heads = line.kind == Kind::Heads;
    const Type type = heads ? Type::CaptionStrong : line.strong ? Type::BodyStrong : Type::Body;
    const QColor colour = ink(heads ? Colour::Text2 : Colour::Text);
    const int columns = int(line.cells.size());
    const int first = columns == 2 ? row.width() * 3 / 5 : row.width() * kFirstShare / 100;
    const int rest = columns > 1 ? (row.width() - first) / (columns - 1) : 0;
    for (int i = 0; i < columns; ++i) {
        const QRect cell = i == 0 ? QRect(row.x(), row.y(), first - scaled(kSpace8), row.height())
                                  : QRect(row.x() + first + (i - 1) * rest, row.y(), rest, row.height());
        drawText(
            painter, cell, line.cells[i], type, colour, (i == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
}

void WorksheetPrint::paintLine(QPainter &painter, const QRect &row, const Line &line) const
{
    switch (line.kind) {
    case Kind::Title:
        drawText(painter, row, line.cells[0], Type::Title, ink(Colour::Text));
        drawText(painter, row, line.cells[1], Type::Section, ink(Colour::Text2), Qt::AlignRight | Qt::AlignVCenter);
        return;
    case Kind::Section: {
        const QRect words(row.x(), row.bottom() - lineHeight(Type::Section) - scaled(kSpace4), row.width() / 2,
            lineHeight(Type::Section));
        const bool wide = line.cells[1].isEmpty();
        drawText(painter, wide ? words.adjusted(0, 0, words.width(), 0) : words, line.cells[0], Type::Section,
            ink(Colour::Text));
        drawText(painter, words.translated(row.width() / 2, 0), line.cells[1], Type::Section, ink(Colour::Text));
        painter.fillRect(QRect(row.x(), row.bottom() - scaled(2), row.width(), 1), ink(Colour::Line));
        return;
    }
    case Kind::Words:
        painter.setFont(font(line.strong ? Type::BodyStrong : Type::Body));
        painter.setPen(ink(line.strong ? Colour::Text : Colour::Text2));
        painter.drawText(row, Qt::TextWordWrap, line.cells[0]);
        return;
    case Kind::Pairs:
        return paintPairs(painter, row, line);
    case Kind::Heads:
    case Kind::Cells:
        return paintCells(painter, row, line);
    case Kind::Gap:
        return;
    }
}

void WorksheetPrint::paint(QPainter &painter, const QSize &page, int number) const
{
    const auto pages = laidOut(page);
    int top = 0;
    for (const int i : pages[size_t(number) - 1]) {
        const Line &line = m_lines[size_t(i)];
        const QRect row(0, top, page.width(), heightOf(line, page.width()));
        paintLine(painter, row, line);
        top += row.height();
    }
    const QRect foot(0, page.height() - footHeight(), page.width(), footHeight());
    drawText(painter, foot, tr("Estimate, not an offer."), Type::CaptionStrong, ink(Colour::Text2));
    drawText(painter, foot, tr("Page %1 of %2").arg(number).arg(pages.size()), Type::Caption, ink(Colour::Text2),
        Qt::AlignRight | Qt::AlignVCenter);
}

// Lengths follow the window's text size; on paper that is taken out again.
bool WorksheetPrint::print(QPagedPaintDevice &device) const
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const double text = scaled(1000) / 1000.0;
    const double scale = double(device.logicalDpiX()) / kInch / text;
    painter.scale(scale, scale);
    const QSize page(int(device.width() / scale), int(device.height() / scale));
    const int count = pages(page);
    for (int number = 1; number <= count; ++number) {
        if (number > 1 && !device.newPage())
            return false;
        paint(painter, page, number);
    }
    return painter.end();
}

} // namespace updesk
