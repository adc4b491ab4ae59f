// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/mergeplan.h"

#include "core/people/names.h"

#include <tuple>

namespace updesk
{

namespace
{

/// 0 empty, 1 an initial, 2 written in one case only, 3 whole.
int completeness(const QString &text)
{
    const QString word = text.trimmed();
    if (word.isEmpty())
        return 0;
    if (nameKey(word).size() <= 1)
        return 1;
    return word == word.toUpper() || word == word.toLower() ? 2 : 3;
}

int presence(const QString &text) { return text.trimmed().isEmpty() ? 0 : 1; }

MergeChoice choose(const QString &left, const QString &right, int leftWorth, int rightWorth, Side newer)
{
    MergeChoice choice;
    choice.differs = presence(left) != 0 && presence(right) != 0 && left != right;
    choice.side = leftWorth != rightWorth ? (leftWorth > rightWorth ? Side::Left : Side::Right) : newer;
    return choice;
}

/// The side whose name is taken: the fuller one counts by its parts, a last name most.
Side nameSide(const MergeSide &left, const MergeSide &right, Side newer)
{
    const auto worth = [](const MergeSide &side) {
        const bool parts = presence(side.first) != 0 || presence(side.last) != 0;
        return 4 * (completeness(side.last) + completeness(side.first)) + (parts ? 1 : completeness(side.full));
    };
    return worth(left) != worth(right) ? (worth(left) > worth(right) ? Side::Left : Side::Right) : newer;
}

MergeChoice namePart(const QString &left, const QString &right, Side side)
{
    MergeChoice choice = choose(left, right, 0, 0, side);
    if (presence(side == Side::Left ? left : right) == 0)
        choice.side = presence(left) != 0 ? Side::Left : presence(right) != 0 ? Side::Right : side;
    return choice;
}

/// A total order, so that the same two records give the same plan whichever stands left.
auto rankOf(const MergeSide &side)
{
    return std::tie(side.changed, side.created, side.last, side.first, side.full, side.company, side.dmsNumber,
        side.language, side.suffix);
}

} // namespace

MergePlan mergePlan(const MergeSide &left, const MergeSide &right)
{
    const Side newer = rankOf(left) < rankOf(right) ? Side::Right : Side::Left;
    MergePlan plan;
    const auto set = [&](MergeField field, MergeChoice choice) {
        plan.fields[static_cast<std::size_t>(field)] = choice;
    };
    const Side name = nameSide(left, right, newer);
    set(MergeField::First, namePart(left.first, right.first, name));
    set(MergeField::Last, namePart(left.last, right.last, name));
    set(MergeField::Full, namePart(left.full, right.full, name));
    set(MergeField::Company,
        choose(left.company, right.company, completeness(left.company), completeness(right.company), newer));
    set(MergeField::DmsNumber,
        choose(left.dmsNumber, right.dmsNumber, presence(left.dmsNumber), presence(right.dmsNumber), newer));
    set(MergeField::Language,
        choose(left.language, right.language, presence(left.language), presence(right.language), newer));
    const QString one = generationOf(left.suffix), other = generationOf(right.suffix);
    plan.twoGenerations = one != other && !one.isEmpty() && !other.isEmpty();
    plan.oneGeneration = one.isEmpty() != other.isEmpty();
    plan.twoDmsNumbers = plan.of(MergeField::DmsNumber).differs;
    const bool leftDms = presence(left.dmsNumber) != 0;
    const bool rightDms = presence(right.dmsNumber) != 0;
    if (leftDms != rightDms)
        plan.survivor = leftDms ? Side::Left : Side::Right;
    else if (left.created != right.created)
        plan.survivor = left.created < right.created ? Side::Left : Side::Right;
    else
        plan.survivor = newer == Side::Left ? Side::Right : Side::Left;
    return plan;
}

} // namespace updesk
