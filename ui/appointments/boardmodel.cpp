// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/boardmodel.h"

#include "core/desk/reminders.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/regiontime.h"

#include <algorithm>

namespace updesk
{

BoardModel::BoardModel(Session &session, QObject *parent) : QAbstractTableModel(parent), m_session(session)
{
    show(session.now(), Span::Day);
}

void BoardModel::show(Time at, Span span)
{
    m_at = at;
    m_span = span;
    refresh();
}

void BoardModel::setPerson(PersonId person)
{
    m_person = person;
    refresh();
}

void BoardModel::step(int by)
{
    const Rulebook *rules = m_words.rules();
    if (!rules)
        return;
    const LocalDays &days = rules->hours.days();
    const int day = days.dayOf(m_at) + by * (m_span == Span::Week ? 7 : 1);
    show(days.first(day, 12 * 60), m_span); // noon, which no change of the clock takes away
}

bool BoardModel::isToday() const { return m_from <= m_now && m_now < m_to; }

QString BoardModel::heading() const
{
    return m_span == Span::Day ? m_words.day(m_from) : m_words.week(m_from, m_to - 1);
}

Result<std::vector<BoardLine>> BoardModel::read()
{
    auto rules = m_session.rules();
    if (!rules)
        return rules.error();
    m_words = BoardWords(*rules);
    m_now = m_session.now();
    const Hours &hours = (*rules)->hours;
    const LocalMoment here = hours.local(m_at);
    const int first = m_span == Span::Week ? here.day - (here.weekday - 1) : here.day;
    const Time from = hours.days().startOf(first);
    const Time to = hours.days().startOf(first + (m_span == Span::Week ? 7 : 1));
    auto rows = boardRows(m_session.database(), from, to, m_person);
    if (auto added = rows ? addOwnReminders(m_session.database(), *rows) : Result<void>(); !added)
        return added.error();
    if (!rows)
        return rows.error();
    nameErased(m_session.database(), *rows, &BoardRow::name,
        [](const BoardRow &row) { return row.appointment.customer.value; });
    m_from = from; // only now: the heading is that of the rows that stand below it
    m_to = to;
    m_counts = countsOf(*rows, hours, m_now);
    std::vector<BoardLine> lines;
    for (BoardRow &row : *rows)
        lines.push_back(lineOf(std::move(row)));
    return lines;
}

BoardLine BoardModel::lineOf(BoardRow row) const
{
    BoardLine line;
    line.shown = shownState(row.appointment, !row.visit.id.isNull(), m_words.rules()->hours, m_now);
    line.past = row.appointment.at <= m_now;
    const auto wait = row.visit.id.isNull() ? std::nullopt : waitOf(row.visit, m_now);
    line.waits = wait && wait->goesOn;
    line.asks = !line.past && row.appointment.confirmedAt == 0
        && (line.shown == Appointment::State::NotConfirmed || row.tries > 0);
    line.row = std::move(row);
    return line;
}

void BoardModel::refresh()
{
    auto lines = read();
    if (!lines) {
        Q_EMIT failed(lines.error());
        return;
    }
    m_readAt = m_now;
    show(std::move(*lines));
    Q_EMIT refreshed();
}

void BoardModel::tick() { refresh(); }

// Rows that are the same ones stay where they are, with whatever is selected.
void BoardModel::show(std::vector<BoardLine> lines)
{
    const auto same = [](const BoardLine &a, const BoardLine &b) {
        return a.row.appointment.id == b.row.appointment.id;
    };
    if (!std::ranges::equal(lines, m_lines, same)) {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
        return;
    }
    m_lines = std::move(lines);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

int BoardModel::rowOf(AppointmentId appointment) const
{
    const auto at =
        std::ranges::find_if(m_lines, [&](const BoardLine &line) { return line.row.appointment.id == appointment; });
    return at == m_lines.end() ? -1 : int(at - m_lines.begin());
}

int BoardModel::firstAhead() const
{
    return int(std::ranges::find_if(m_lines, [](const BoardLine &line) { return !line.past; }) - m_lines.begin());
}

int BoardModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }

int BoardModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(Columns); }

QString BoardModel::when(const BoardLine &line) const
{
    const QDateTime at = m_words.local(line.row.appointment.at);
    const QString time = regionTime(at.time());
    //: a weekday and a time
    return m_span == Span::Day ? time : tr("%1 %2").arg(regionWeekday(at.date()), time);
}

QString BoardModel::text(const BoardLine &line, int column) const
{
    const BoardRow &row = line.row;
    switch (column) {
    case When:
        return when(line);
    case Customer:
        return row.name.isEmpty() ? tr("No name") : row.name;
    case Vehicle:
        return row.wants.isEmpty() ? QStringLiteral("-") : row.wants;
    case With: {
        const PersonId who = row.visit.id.isNull() ? row.appointment.person : row.visit.person;
        const QString name = m_words.person(who);
        return name.isEmpty() ? tr("nobody yet", "who receives a visitor") : name;
    }
    case State:
        return BoardWords::state(line.shown);
    case Call24:
        return m_words.call(row, line.shown, m_now);
    case Text2:
        return m_words.text(row, m_now);
    case Wait:
        return m_words.wait(row, line.shown, m_now);
    default:
        return {};
    }
}

QVariant BoardModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BoardLine &line = m_lines[std::size_t(index.row())];
    const BoardRow &row = line.row;
    switch (role) {
    case Qt::DisplayRole:
        return text(line, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Wait && text(line, Wait) == BoardWords::farAhead())
            return BoardWords::farAheadWhy();
        return index.column() == State && !row.appointment.note.isEmpty() ? row.appointment.note
                                                                          : text(line, index.column());
    case Qt::AccessibleTextRole:
        return m_words.sentence(row, line.shown, m_now);
    case LeadIdRole:
        return QString::fromLatin1(row.appointment.lead.value.hex());
    case AppointmentIdRole:
        return QString::fromLatin1(row.appointment.id.value.hex());
    case StateRole:
        return int(line.shown);
    case StockRole:
        return row.stock.isEmpty() ? QString() : u'#' + row.stock;
    case StateTimeRole:
        return m_words.stateTime(row, line.shown);
    default:
        return {};
    }
}

QVariant BoardModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("Time");
    case Customer:
        return tr("Customer");
    case Vehicle:
        return tr("Vehicle");
    case With:
        return tr("With");
    case State:
        return tr("State");
    case Call24:
        return tr("24 h call");
    case Text2:
        return tr("2 h text");
    case Wait:
        return tr("Wait");
    default:
        return {};
    }
}

} // namespace updesk
