// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/planlistmodel.h"

#include "core/desk/planverbs.h"
#include "core/sequences/insiderows.h"
#include "core/sequences/planbook.h"
#include "core/sequences/planstore.h"
#include "ui/plans/planwords.h"

#include <QLocale>

#include <algorithm>

namespace updesk
{

PlanListModel::PlanListModel(Session &session, QObject *parent) : HeadedModel(parent), m_session(session) { }

Result<std::vector<PlanLine>> PlanListModel::read() const
{
    Database &database = m_session.database();
    const auto shelf = planShelf(database);
    const auto inside = insideRows(database);
    const auto templates = templateEntries(database);
    const auto scripts = scriptsOf(database, ScriptKind::Call, {QStringLiteral("en")});
    if (!shelf || !inside)
        return !shelf ? shelf.error() : inside.error();
    if (!templates || !scripts)
        return !templates ? templates.error() : scripts.error();
    std::vector<PlanLine> lines;
    for (const PlanRow &row : (*shelf)->rows) {
        if (const PlanShelf::Version *version = (*shelf)->version(row.version))
            lines.push_back({version->plan, version->row.number, row.active});
    }
    for (const Plan &plan : shippedPlans()) {
        if (!(*shelf)->row(plan.key))
            lines.push_back({plan});
    }
    for (PlanLine &line : lines) {
        for (const InsideRow &one : *inside) {
            const PlanShelf::Version *version = (*shelf)->version(one.version);
            line.inside += version && version->row.key == line.plan.key ? one.leads : 0;
        }
        line.faulty = isBlocked(checkPlan(line.plan, *templates, *scripts));
    }
    return lines;
}

Result<void> PlanListModel::reload()
{
    auto lines = read();
    if (!lines)
        return lines.error();
    if (*lines == m_lines)
        return {};
    const bool same = std::ranges::equal(
        *lines, m_lines, {}, [](const PlanLine &line) { return line.plan.key; },
        [](const PlanLine &line) { return line.plan.key; });
    if (same) {
        m_lines = std::move(*lines);
        Q_EMIT dataChanged(index(0, 0), index(rows() - 1, State));
        return {};
    }
    beginResetModel();
    m_lines = std::move(*lines);
    endResetModel();
    return {};
}

const PlanLine *PlanListModel::line(int row) const
{
    return row >= 0 && row < int(m_lines.size()) ? &m_lines[std::size_t(row)] : nullptr;
}

int PlanListModel::rowOf(const QString &key) const
{
    const auto found = std::ranges::find_if(m_lines, [&](const PlanLine &line) { return line.plan.key == key; });
    return found == m_lines.end() ? -1 : int(found - m_lines.begin());
}

bool PlanListModel::usesAll() const
{
    return std::ranges::all_of(m_lines, [](const PlanLine &line) { return line.active; });
}

bool PlanListModel::isAnyOn() const
{
    return std::ranges::any_of(m_lines, [](const PlanLine &line) { return line.active; });
}

bool PlanListModel::usesAny() const
{
    return std::ranges::any_of(m_lines, [](const PlanLine &line) { return line.number > 0; });
}

QString PlanListModel::text(const PlanLine &line, int column) const
{
    switch (column) {
    case Name:
        return line.plan.title;
    case Begins:
        return PlanWords::start(line.plan.start);
    case Length:
        return PlanWords::length(line.plan);
    case Version:
        return line.number > 0 ? QLocale().toString(line.number) : tr("as it came");
    case Inside:
        return line.inside > 0 ? QLocale().toString(line.inside) : QStringLiteral("-");
    case State:
        return line.active ? tr("On") : line.number > 0 ? tr("Off") : tr("Not used");
    default:
        return {};
    }
}

QVariant PlanListModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const PlanLine &line = m_lines[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(line, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name && line.faulty ? tr("It cannot be saved as it is: open it to see why.")
                                                     : text(line, index.column());
    case Qt::AccessibleTextRole:
        //: a sequence, its state, its length, how many people are in it
        return tr("%1. %2. %3. In it now: %4.%5")
            .arg(text(line, Name), text(line, State), text(line, Length))
            .arg(line.inside)
            .arg(line.faulty ? u' ' + tr("It cannot be saved as it is.") : QString());
    case KeyRole:
        return line.plan.key;
    case ActiveRole:
        return line.active;
    case FaultyRole:
        return line.faulty;
    default:
        return {};
    }
}

QStringList PlanListModel::heads() const
{
    return {tr("Sequence"), tr("Begins with"), tr("Length"), tr("Version"), tr("In it now"), tr("State")};
}

} // namespace updesk
