// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/trialmodel.h"

#include "ui/parts/paint.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/plans/planwords.h"

#include <QPainter>

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

int TrialModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_trial.steps.size()); }
int TrialModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(Columns); }

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
    if (row < 0 || row >= rowCount())
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
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
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

QVariant TrialModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return QStringLiteral("#");
    case When:
        return tr("When, where they are");
    case By:
        return tr("By");
    case What:
        return tr("What");
    case Says:
        return tr("What the rules say");
    default:
        return {};
    }
}

void TrialDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    paintRow(*painter, option.rect, {selected, false, false, true});
    QRect box = option.rect.adjusted(scaled(kSpace4), 0, -scaled(kSpace4), 0);
    const bool left = index.data(TrialModel::LeftRole).toBool(), moved = index.data(TrialModel::MovedRole).toBool();
    const auto ink = [selected](Colour role) { return theme().ink(role, selected); };
    const int pixels = scaled(16);
    const auto mark = [&](Icon icon, Colour role) {
        drawIcon(*painter, QRect(box.x(), box.y(), pixels, box.height()), icon, ink(role), pixels);
        box.setLeft(box.left() + pixels + scaled(kSpace8));
    };
    const QString words = index.data().toString();
    switch (index.column()) {
    case TrialModel::What:
        mark(PlanWords::icon(Channel(index.data(TrialModel::ChannelRole).toInt())), Colour::Text2);
        drawText(*painter, box, words, Type::Body, ink(left ? Colour::Hint : Colour::Text));
        break;
    case TrialModel::Says:
        if (left)
            mark(Icon::Warning, Colour::Bad);
        else if (moved)
            mark(Icon::Moon, Colour::Close);
        else if (index.data(TrialModel::GivenRole).toBool())
            mark(Icon::Owner, Colour::Close);
        else
            mark(Icon::Tick, Colour::Good);
        drawText(*painter, box, words, Type::Body, ink(Colour::Text2));
        break;
    case TrialModel::When:
        drawDigits(*painter, box, words, Type::BodyMedium, ink(left ? Colour::Hint : Colour::Text));
        break;
    default:
        drawText(*painter, box, words, Type::Body, ink(Colour::Text2));
        break;
    }
}

} // namespace updesk
