// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/appointments/boardwords.h"

#include <QAbstractTableModel>

namespace updesk
{

/// One row as it stands on screen.
struct BoardLine {
    BoardRow row;
    Appointment::State shown = Appointment::State::Set;
    bool past = false; ///< its time has come
    bool waits = false; ///< somebody stands in the store and nobody is with them
    bool asks = false; ///< a call that asks whether they come is to be made
    bool operator==(const BoardLine &) const = default;
};

/// The appointments of a day or a week, all people's or one's, sorted by time.
class BoardModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { When, Customer, Vehicle, With, State, Call24, Text2, Wait, Columns };
    enum Role {
        LeadIdRole = Qt::UserRole + 1, ///< hex
        AppointmentIdRole, ///< hex
        StateRole, ///< Appointment::State, as shown
        StockRole,
        StateTimeRole
    };
    enum class Span : quint8 { Day, Week };

    explicit BoardModel(Session &session, QObject *parent = nullptr);

    /// The day that `at` is in, or its week, from Monday on.
    void show(Time at, Span span);
    void setPerson(PersonId person); ///< null: everybody
    /// Steps to the next day or week, or (-1) the one before.
    void step(int by);
    void refresh(); ///< asks the store; emits refreshed() or failed()
    /// A minute passed: what time alone changes is shown.
    void tick();

    Span span() const { return m_span; }
    PersonId person() const { return m_person; }
    bool isToday() const; ///< the day shown, or one of the week's, is today
    QString heading() const;
    Time from() const { return m_from; }
    Time to() const { return m_to; }
    Time now() const { return m_now; } ///< of the rows shown
    Time readAt() const { return m_readAt; } ///< 0: never
    const BoardCounts &counts() const { return m_counts; }
    const BoardWords &words() const { return m_words; }
    const BoardLine &line(int row) const { return m_lines[std::size_t(row)]; }
    int rowOf(AppointmentId appointment) const; ///< -1: not shown
    /// The first row that is still ahead; the number of rows when none is.
    int firstAhead() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void refreshed();
    void failed(const updesk::Error &error);

private:
    Result<std::vector<BoardLine>> read();
    BoardLine lineOf(BoardRow row) const;
    void show(std::vector<BoardLine> lines);
    QString text(const BoardLine &line, int column) const;
    QString when(const BoardLine &line) const;

    Session &m_session;
    BoardWords m_words;
    std::vector<BoardLine> m_lines;
    BoardCounts m_counts;
    Span m_span = Span::Day;
    PersonId m_person;
    Time m_at = 0, m_from = 0, m_to = 0, m_now = 0, m_readAt = 0;
};

} // namespace updesk
