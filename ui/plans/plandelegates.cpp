// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/plandelegates.h"

#include "core/leads/leaddraft.h"
#include "ui/parts/spacing.h"
#include "ui/plans/planlistmodel.h"
#include "ui/plans/planwords.h"
#include "ui/plans/steptablemodel.h"

#include <QPainter>

namespace updesk
{

namespace
{

void drawWhat(const PlanCell &cell)
{
    const auto channel = Channel(cell.index.data(StepTableModel::ChannelRole).toInt());
    cell.words(cell.mark(PlanWords::icon(channel), Colour::Text2), Type::Body, Colour::Text);
}

void drawNumber(const PlanCell &cell)
{
    const int tone = cell.index.data(StepTableModel::ToneRole).toInt();
    if (tone < int(PlanIssue::Tone::Advice))
        return cell.digits(Type::Body, Colour::Text2);
    const bool blocks = tone == int(PlanIssue::Tone::Blocks);
    const int pixels = scaled(14), wide = digitsWidth(cell.text(), Type::BodyStrong);
    const Colour role = blocks ? Colour::Bad : Colour::Close;
    cell.digits(Type::BodyStrong, role);
    drawIcon(cell.painter, QRect(cell.box.x() + wide + 2, cell.box.y(), pixels, cell.box.height()), Icon::Warning,
        cell.ink(role), pixels);
}

} // namespace

void PlanDelegate::draw(const PlanCell &cell) const
{
    const bool on = cell.index.data(PlanListModel::ActiveRole).toBool();
    const Colour usual = on ? Colour::Text2 : Colour::Hint;
    switch (cell.index.column()) {
    case PlanListModel::Name: {
        const bool faulty = cell.index.data(PlanListModel::FaultyRole).toBool();
        const QRect room = faulty ? cell.markAtEnd(Icon::Warning, Colour::Close) : cell.box;
        cell.words(room, Type::BodyMedium, on ? Colour::Text : Colour::Text2);
        break;
    }
    case PlanListModel::Version:
    case PlanListModel::Inside:
        cell.digits(Type::Body, usual);
        break;
    case PlanListModel::State:
        if (on)
            cell.words(cell.mark(Icon::Tick, Colour::Good), Type::BodyMedium, Colour::Good);
        else
            cell.words(cell.box.adjusted(scaled(16) + scaled(kSpace8), 0, 0, 0), Type::Body, Colour::Hint);
        break;
    default:
        cell.words(cell.box, Type::Body, usual);
        break;
    }
}

void StepDelegate::draw(const PlanCell &cell) const
{
    switch (cell.index.column()) {
    case StepTableModel::Grip:
        drawIcon(cell.painter, QRect(cell.box.x(), cell.box.y(), scaled(14), cell.box.height()), Icon::Grip,
            cell.ink(Colour::Hint), scaled(14));
        break;
    case StepTableModel::Number:
        drawNumber(cell);
        break;
    case StepTableModel::When:
        cell.digits(Type::BodyStrong, Colour::Text);
        break;
    case StepTableModel::What:
        drawWhat(cell);
        break;
    default:
        cell.words(cell.box, Type::Body, Colour::Text2);
        break;
    }
}

} // namespace updesk
