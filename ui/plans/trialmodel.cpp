// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/trialmodel.h"

#include "ui/parts/regiontime.h"
#include "ui/plans/planwords.h"

namespace updesk
{

void TrialModel::setTrial(const PlanTrial &trial, Time now)
{
    beginResetModel();
    m_trial = trial;
    m_now = now;
    m_zone = QTimeZone(trial.zone.toLatin1());
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
    endResetModel();
}

QString TrialModel::moment(Time at) const
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, m_zone);
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_now, m_zone).date();
    //: a weekday, a day and a time
    return local.date() == today
        ? tr("today %1").arg(regionTime(local.time()))
        : tr("%1 %2 %3").arg(regionWeekday(local.date()), regionDay(local.date()), regionTime(local.time()));
}

bool TrialModel::isMoved(const TriedStep &step) { return !step.left && !step.rule.isEmpty() && step.at != step.wished; }

// What the program would do and the rules leave to a person.
bool TrialModel::isGiven(const TriedStep &step) const
{
    return !step.left && step.by == SentBy::Person
        && m_plan.plan().steps[std::size_t(step.step)].by == StepBy::Automatic;
}

QString TrialModel::says(int row) const
{
    if (row < 0 || row >= rows())
        return {};
    const TriedStep &step = m_trial.steps[std::size_t(row)];
    const QString why = PlanWords::rule(step);
    if (step.left)
        return why.isEmpty() ? tr("Left out.") : tr("Left out. %1").arg(why);
    QStringList all;
    if (isMoved(step))
        all << tr("Wished for %1.").arg(moment(step.wished));
    if (isGiven(step))
        all << tr("A person does it.");
    if (!why.isEmpty())
        all << why;
    return all.isEmpty() ? tr("May go out then.") : all.join(u' ');
}

QString TrialModel::text(const TriedStep &step, int row, int column) const
{
    const PlanStep &planned = m_plan.plan().steps[std::size_t(step.step)];
    switch (column) {
    case Number:
        return QString::number(step.step + 1);
    case When:
        return step.left ? QStringLiteral("-") : moment(step.at);
    case By:
        return PlanWords::by(step.by);
    case What:
        return m_plan.nameOf(planned.channel, planned.text);
    case Says:
        return says(row);
    default:
        return {};
    }
}

QVariant TrialModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const TriedStep &step = m_trial.steps[std::size_t(index.row())];
    if (step.step >= int(m_plan.plan().steps.size()))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(step, index.row(), index.column());
    case Qt::AccessibleTextRole:
        //: a step: its number, what, when, who, what the gate says
        return tr("Step %1, %2: %3, %4. %5")
            .arg(text(step, index.row(), Number), text(step, index.row(), What), text(step, index.row(), When),
                text(step, index.row(), By), says(index.row()));
    case ChannelRole:
        return int(m_plan.plan().steps[std::size_t(step.step)].channel);
    case LeftRole:
        return step.left;
    case MovedRole:
        return isMoved(step);
    case GivenRole:
        return isGiven(step);
    default:
        return {};
    }
}

QStringList TrialModel::heads() const
{
    return {QStringLiteral("#"), tr("When, where they are"), tr("By"), tr("What"), tr("What the rules say")};
}

void TrialDelegate::draw(const PlanCell &cell) const
{
    const QModelIndex &index = cell.index;
    const bool left = index.data(TrialModel::LeftRole).toBool(), moved = index.data(TrialModel::MovedRole).toBool();
    const bool given = index.data(TrialModel::GivenRole).toBool();
    const Colour usual = left ? Colour::Hint : Colour::Text;
    switch (index.column()) {
    case TrialModel::What: {
        const Icon icon = PlanWords::icon(Channel(index.data(TrialModel::ChannelRole).toInt()));
        cell.words(cell.mark(icon, Colour::Text2), Type::Body, usual);
        break;
    }
    case TrialModel::Says: {
        const Icon icon = left ? Icon::Warning : moved ? Icon::Moon : given ? Icon::Owner : Icon::Tick;
        const Colour tone = left ? Colour::Bad : moved || given ? Colour::Close : Colour::Good;
        cell.words(cell.mark(icon, tone), Type::Body, Colour::Text2);
        break;
    }
    case TrialModel::When:
        cell.digits(Type::BodyMedium, usual);
        break;
    default:
        cell.words(cell.box, Type::Body, Colour::Text2);
        break;
    }
}

} // namespace updesk
