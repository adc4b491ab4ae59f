// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/showroommodel.h"

#include "ui/parts/erasewords.h"

#include <QLocale>

namespace updesk
{

ShowroomModel::ShowroomModel(Session &session, QObject *parent) : LogModel(parent), m_session(session) { }

Result<void> ShowroomModel::show(Time at)
{
    auto rules = m_session.rules();
    if (!rules)
        return rules.error();
    const Hours &hours = (*rules)->showroom;
    const Time from = hours.startOfDay(at);
    auto rows = visitorsBetween(m_session.database(), from, hours.endOfDay(at));
    if (!rows)
        return rows.error();
    nameErased(
        m_session.database(), *rows, &PresentRow::name, [](const PresentRow &row) { return row.visit.customer.value; });
    beginResetModel();
    m_words = BoardWords(*rules);
    m_from = from;
    m_now = m_session.now();
    m_rows = std::move(*rows);
    endResetModel();
    return {};
}

// By the calendar: a day on which the clock changes has no 24 hours.
Result<void> ShowroomModel::step(int by)
{
    const Rulebook *rules = m_words.rules();
    if (!rules)
        return show(m_session.now());
    const Hours &hours = rules->showroom;
    return show(by > 0 ? hours.endOfDay(m_from) : hours.startOfDay(m_from - 1));
}

QString ShowroomModel::heading() const { return m_words.day(m_from); }

QString ShowroomModel::sums() const
{
    std::vector<Visit> visits;
    for (const PresentRow &row : m_rows)
        visits.push_back(row.visit);
    const ShowroomSums sums = m_words.rules() ? showroomSums(visits, m_words.rules()->showroom, m_now) : ShowroomSums{};
    const QLocale locale;
    return tr("Visits %1, of them be-backs %2, with an appointment %3. Still here %4. In the store on average: %5.")
        .arg(locale.toString(sums.visits), locale.toString(sums.beBacks), locale.toString(sums.booked),
            locale.toString(sums.here), BoardWords::minutes(std::max(sums.average, kMinute)));
}

int ShowroomModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int ShowroomModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(Columns); }

QString ShowroomModel::how(const Visit &visit)
{
    if (visit.beBack)
        return tr("Be-back");
    return visit.appointment.isNull() ? tr("Walk-in") : tr("Appointment");
}

QString ShowroomModel::inStore(const Visit &visit) const
{
    const QString minutes = BoardWords::minutes(std::max(stayed(visit, m_words.rules()->showroom, m_now), kMinute));
    const bool here = visit.left == 0 && !isForgotten(visit, m_words.rules()->showroom, m_now);
    //: how long a visitor is in the store by now
    return here ? tr("%1, here").arg(minutes) : minutes;
}

QString ShowroomModel::text(int at, int column) const
{
    const PresentRow &row = m_rows[std::size_t(at)];
    const Visit &visit = row.visit;
    switch (column) {
    case Came:
        return m_words.timeOfDay(visit.arrived);
    case InStore:
        return inStore(visit);
    case Customer:
        return row.name.isEmpty() ? tr("Guest") : row.name;
    case Vehicle: {
        const QString stock = row.stock.isEmpty() ? QString() : u'#' + row.stock;
        return QStringList{row.wants, stock}.join(u' ').trimmed();
    }
    case With:
        return m_words.person(visit.person).isEmpty() ? QStringLiteral("-") : m_words.person(visit.person);
    case Step: {
        const auto reached = stepReached(visit);
        return reached ? BoardWords::step(*reached) : QStringLiteral("-");
    }
    case How:
        return how(visit);
    default:
        return {};
    }
}

QString ShowroomModel::tip(int row, int column) const
{
    const Visit &visit = m_rows[std::size_t(row)].visit;
    return column == InStore && visit.left > 0 ? tr("Left %1").arg(m_words.timeOfDay(visit.left)) : text(row, column);
}

QString ShowroomModel::head(int column) const
{
    switch (column) {
    case Came:
        return tr("Came");
    case InStore:
        return tr("In the store");
    case Customer:
        return tr("Customer");
    case Vehicle:
        return tr("Vehicle");
    case With:
        return tr("With");
    case Step:
        return tr("Step reached");
    case How:
        return tr("Came as");
    default:
        return {};
    }
}

} // namespace updesk
