// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/soldmodel.h"

#include "ui/parts/erasewords.h"
#include "ui/parts/regiontime.h"

#include <QLocale>

namespace updesk
{

SoldModel::SoldModel(Session &session, QObject *parent) : LogModel(parent), m_session(session) { }

Result<void> SoldModel::show(Time at)
{
    m_at = at;
    return reload();
}

Result<void> SoldModel::step(int by)
{
    const QDate month = m_words.local(m_at).date().addMonths(by);
    const QDateTime noon(QDate(month.year(), month.month(), 15), QTime(12, 0), Qt::UTC);
    return show(noon.toMSecsSinceEpoch());
}

Result<void> SoldModel::reload()
{
    auto rules = m_session.rules();
    if (!rules)
        return rules.error();
    const DeskWords words(*rules);
    const QDate day = words.local(m_at).date();
    const QDate first(day.year(), day.month(), 1), next = first.addMonths(1);
    const auto startOf = [&](const QDate &date) {
        return (*rules)->hours.days().startOf(int(QDate(1970, 1, 1).daysTo(date)));
    };
    auto rows = soldRows(m_session.database(), startOf(first), startOf(next));
    if (!rows)
        return rows.error();
    nameErased(m_session.database(), *rows, &DealRow::name, [](const DealRow &row) { return row.deal.customer.value; });
    beginResetModel();
    m_words = words;
    m_from = startOf(first);
    m_to = startOf(next);
    m_rows = std::move(*rows);
    endResetModel();
    return {};
}

QString SoldModel::heading() const
{
    return regionLocale().toString(m_words.local(m_from).date(), QStringLiteral("MMMM yyyy"));
}

QString SoldModel::sums() const
{
    const SoldSums sums = sumsOf(m_rows);
    const QLocale locale;
    QString words = tr("Sold %1, of them delivered %2, unwound %3. Front %4, back %5.")
                        .arg(locale.toString(sums.pending + sums.delivered), locale.toString(sums.delivered),
                            locale.toString(sums.unwound), regionMoney(sums.front), regionMoney(sums.back));
    if (sums.withoutGross > 0)
        words += u' ' + tr("Gross not known yet: %1.").arg(locale.toString(sums.withoutGross));
    return words;
}

QString SoldModel::state(Deal::State state)
{
    switch (state) {
    case Deal::State::Pending:
        return tr("Pending");
    case Deal::State::Delivered:
        return tr("Delivered");
    case Deal::State::Unwound:
        break;
    }
    return tr("Unwound");
}

int SoldModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int SoldModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(Columns); }

QString SoldModel::text(int at, int column) const
{
    const DealRow &row = m_rows[std::size_t(at)];
    const Deal &deal = row.deal;
    const auto money = [&](qint64 cents) { return deal.grossKnown ? regionMoney(cents) : QStringLiteral("-"); };
    switch (column) {
    case Day:
        return regionDay(m_words.local(deal.at).date());
    case Customer:
        return row.name.isEmpty() ? tr("No name") : row.name;
    case Vehicle: {
        const QString stock = deal.stock.isEmpty() ? QString() : u'#' + deal.stock;
        return QStringList{deal.vehicle, stock}.join(u' ').trimmed();
    }
    case SoldBy:
        return m_words.person(deal.person).isEmpty() ? QStringLiteral("-") : m_words.person(deal.person);
    case State:
        return state(deal.state);
    case Front:
        return money(deal.frontGross);
    case Back:
        return money(deal.backGross);
    default:
        return {};
    }
}

QString SoldModel::tip(int row, int column) const
{
    const Deal &deal = m_rows[std::size_t(row)].deal;
    return column == State && !deal.unwoundWhy.isEmpty() ? deal.unwoundWhy : text(row, column);
}

QString SoldModel::head(int column) const
{
    switch (column) {
    case Day:
        return tr("Sold on");
    case Customer:
        return tr("Customer");
    case Vehicle:
        return tr("Vehicle");
    case SoldBy:
        return tr("Sold by");
    case State:
        return tr("State");
    case Front:
        return tr("Front");
    case Back:
        return tr("Back");
    default:
        return {};
    }
}

} // namespace updesk
