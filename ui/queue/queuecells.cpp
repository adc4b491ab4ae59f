// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuemodel.h"

#include "core/base/text.h"

#include <QLocale>

#include <algorithm>

// What the model answers for one cell.
namespace updesk
{

int QueueModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }
int QueueModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : Columns; }

QString QueueModel::text(const QueueLine &line, int column) const
{
    const LeadNow &row = line.row.now;
    switch (column) {
    case Clock:
        return m_words.listClock(row, now()).text;
    case Score:
        return tr("%1 %2", "tier and points").arg(QueueWords::tier(row.tier)).arg(row.score);
    case Customer:
        return line.row.name;
    case Wants:
        return line.stock.isEmpty() ? line.wants : line.wants + u' ' + line.stock;
    case NextAction:
        return line.next;
    case Way:
        return line.channel;
    case Owner:
        return line.owner;
    case Source:
        return line.source;
    case Age:
        return m_words.age(row.received, now());
    default:
        return {};
    }
}

// The icon says it to the eye.
QString QueueModel::spokenName(const QueueRow &row)
{
    return row.pinned ? tr("%1, pinned", "a customer whose lead one has pinned").arg(row.name) : row.name;
}

// "Late by 6 minutes. High, 64. J. Tremblay. Call, attempt 1. Unassigned."
QString QueueModel::sentence(const QueueLine &line) const
{
    const LeadNow &row = line.row.now;
    const QString open = tr("%1, not confirmed yet", "an owner").arg(m_words.fullName(row.owner));
    const QString owner = row.owner.isNull() ? tr("Unassigned")
        : m_claims.contains(row.id)          ? open
                                             : m_words.fullName(row.owner);
    return tr("%1. %2, %3. %4. %5. %6.", "clock, tier, points, customer, next action, owner")
        .arg(m_words.spokenListClock(row, now()), QueueWords::tier(row.tier), QLocale().toString(row.score),
            spokenName(line.row), line.next, owner);
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const QueueLine &shown = line(index.row());
    const LeadNow &row = shown.row.now;
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Clock   ? sentence(shown)
            : index.column() == Customer ? spokenName(shown.row)
                                         : text(shown, index.column());
    case LeadIdRole:
        return QString::fromLatin1(row.id.value.hex());
    case GroupNoRole:
        return shown.group;
    case ClockStateRole:
        return int(m_words.listState(row, now()).state);
    case DueUtcRole:
        return row.clock == LeadNow::Running ? row.clockDue : row.nextDue;
    case ScoreRole:
        return row.score;
    case TierRole:
        return int(row.tier);
    case OwnerRole:
        return row.owner.isNull() ? QString() : QString::fromLatin1(row.owner.value.hex());
    case VerifiedRole:
        return stopsClock(row.firstEvidence);
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Clock:
        return tr("Clock");
    case Score:
        return tr("Score");
    case Customer:
        return tr("Customer");
    case Wants:
        return tr("Wants");
    case NextAction:
        return tr("Next action");
    case Way:
        return tr("Channel");
    case Owner:
        return tr("Owner");
    case Source:
        return tr("Source");
    case Age:
        return tr("Age");
    default:
        return {};
    }
}

bool QueueModel::lessByColumn(const QueueLine &a, const QueueLine &b) const
{
    const LeadNow &x = a.row.now;
    const LeadNow &y = b.row.now;
    const auto due = [](const LeadNow &row) {
        const Time at = row.clock == LeadNow::Running ? row.clockDue : row.nextDue;
        return row.waitingSince > 0 ? row.waitingSince : at > 0 ? at : INT64_MAX;
    };
    switch (m_sortColumn) {
    case Clock:
        return due(x) < due(y);
    case Score:
        return x.score < y.score;
    case Age:
        return x.received > y.received;
    default:
        return folded(text(a, m_sortColumn)) < folded(text(b, m_sortColumn));
    }
}

void QueueModel::sortLines(std::vector<QueueLine> &lines) const
{
    if (m_sortColumn < 0)
        return;
    std::stable_sort(lines.begin(), lines.end(), [this](const QueueLine &a, const QueueLine &b) {
        if (a.group != b.group)
            return a.group < b.group;
        if (const int x = keyOf(a.row).rank, y = keyOf(b.row).rank; x != y)
            return x < y;
        return m_sortOrder == Qt::AscendingOrder ? lessByColumn(a, b) : lessByColumn(b, a);
    });
}

void QueueModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column >= 0 && column < Columns ? column : -1;
    m_sortOrder = order;
    if (m_sortColumn >= 0)
        m_end.reset(); // a first page sorted by itself would not show the first rows by that column
    refresh();
    settle();
}

QString QueueModel::lateByOwner() const
{
    QStringList parts;
    for (const LateByOwner &one : m_late) {
        const Time late = one.late + (now() - m_readAt) * one.leads;
        const Time seconds = late / kSecond;
        const QString time = late < kHour ? QStringLiteral("+%1:%2")
                                                .arg(seconds / 60, 2, 10, QLatin1Char('0'))
                                                .arg(seconds % 60, 2, 10, QLatin1Char('0'))
                                          : tr("+%1 h", "late by hours").arg(late / kHour);
        //: A person and how late their leads are in all
        parts << tr("%1 %2").arg(one.owner.isNull() ? tr("unassigned") : m_words.person(one.owner), time);
        if (parts.size() == 4)
            break;
    }
    return parts.isEmpty() ? QString() : tr("Late by owner: %1").arg(QLocale().createSeparatedList(parts));
}

QString QueueModel::nextDue() const
{
    if (isNarrow(m_filter) && !hits())
        return {};
    const auto later = nextLater(m_session.database(), m_filter, now(), hits());
    if (!later || !*later)
        return {};
    const LeadNow &row = (*later)->now;
    if (row.nextDue == 0 && row.confirmDue == 0)
        return {};
    const Time at = row.nextDue > 0 ? row.nextDue : row.confirmDue;
    return tr("%1 (%2)", "time and customer").arg(m_words.moment(at, now()), (*later)->name);
}

} // namespace updesk
