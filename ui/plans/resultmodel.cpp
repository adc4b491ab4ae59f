// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/resultmodel.h"

#include "ui/parts/regiontime.h"
#include "ui/plans/planwords.h"

#include <algorithm>

namespace updesk
{

static ResultOf figureAt(int column) { return ResultOf(column - ResultModel::First); }

// A call cannot be opened, and only who is called can be spoken to.
static bool counts(const StepResult &of, ResultOf what)
{
    const bool call = Channel(of.channel) == Channel::Phone;
    switch (what) {
    case ResultOf::Opened:
    case ResultOf::Clicked:
        return of.measured > 0;
    case ResultOf::Replied:
        return !call;
    case ResultOf::Connected:
        return call;
    default:
        return true;
    }
}

QString ResultWords::head(ResultOf what)
{
    switch (what) {
    case ResultOf::Attempts:
        return tr("Attempts");
    case ResultOf::Opened:
        return tr("Opens");
    case ResultOf::Clicked:
        return tr("Clicks");
    case ResultOf::Replied:
        return tr("Replies");
    case ResultOf::Connected:
        return tr("Spoke");
    case ResultOf::Appointments:
        return tr("Visits");
    case ResultOf::Sales:
        break;
    }
    return tr("Sales");
}

QString ResultWords::name(ResultOf what)
{
    switch (what) {
    case ResultOf::Attempts:
        return tr("Attempts");
    case ResultOf::Opened:
        return tr("Emails opened");
    case ResultOf::Clicked:
        return tr("Links clicked");
    case ResultOf::Replied:
        return tr("Replies");
    case ResultOf::Connected:
        return tr("Spoken to");
    case ResultOf::Appointments:
        return tr("Visits agreed on");
    case ResultOf::Sales:
        break;
    }
    return tr("Sales");
}

QString ResultWords::about(ResultOf what)
{
    switch (what) {
    case ResultOf::Attempts:
        return tr("How often the step was done.");
    case ResultOf::Opened:
        return tr("Emails of the step that a person opened, of those that are measured.");
    case ResultOf::Clicked:
        return tr("Emails of the step with a link that a person clicked, of those that are measured.");
    case ResultOf::Replied:
        return tr("Messages of the step that the customer answered.");
    case ResultOf::Connected:
        return tr("Calls of the step in which the customer was spoken to.");
    case ResultOf::Appointments:
        return tr("Steps after which a visit was agreed on, before the next step.");
    case ResultOf::Sales:
        break;
    }
    return tr("Steps after which the customer bought, before the next step.");
}

QString ResultWords::version(int version, const QString &variant)
{
    if (version == 0)
        return tr("all", "all versions");
    //: a version of a sequence, in a narrow column
    const QString words = tr("v%1").arg(version);
    return variant.isEmpty() ? words : words + u' ' + variant.toUpper();
}

QString ResultWords::versionLong(int version, const QString &variant)
{
    if (version == 0)
        return tr("all versions");
    return variant.isEmpty() ? tr("version %1").arg(version)
                             : tr("version %1, wording %2").arg(version).arg(variant.toUpper());
}

ResultModel::ResultModel(PlanModel &plan, QObject *parent) : HeadedModel(parent), m_plan(plan)
{
    connect(&plan, &PlanModel::changed, this, &ResultModel::take);
}

void ResultModel::setResults(const std::vector<StepResult> &results)
{
    m_results = results;
    take();
}

void ResultModel::add(const std::vector<StepResult> &ofStep, int step)
{
    StepResult all = ofStep.front();
    all.version = 0;
    all.variant.clear();
    for (std::size_t i = 1; i < ofStep.size(); ++i) {
        all.measured += ofStep[i].measured;
        for (int what = 0; what < kResults; ++what)
            all.counts[std::size_t(what)] += ofStep[i].counts[std::size_t(what)];
    }
    m_lines.push_back({all, step});
    for (const StepResult &one : ofStep) {
        if (ofStep.size() > 1)
            m_lines.push_back({one, step});
    }
}

// In the order of the plan as it is typed; what was taken out of it comes last.
void ResultModel::take()
{
    const std::vector<Line> before = m_lines;
    m_lines.clear();
    std::vector<StepResult> rest = m_results;
    const auto takeStep = [&](const QString &key, int step) {
        std::vector<StepResult> ofStep;
        std::ranges::copy_if(rest, std::back_inserter(ofStep), [&](const StepResult &one) { return one.step == key; });
        std::erase_if(rest, [&](const StepResult &one) { return one.step == key; });
        if (!ofStep.empty())
            add(ofStep, step);
    };
    for (std::size_t i = 0; i < m_plan.plan().steps.size(); ++i)
        takeStep(m_plan.plan().steps[i].key, int(i));
    while (!rest.empty())
        takeStep(QString(rest.front().step), -1);
    if (m_lines == before)
        return;
    std::vector<Line> now = std::exchange(m_lines, before);
    beginResetModel();
    m_lines = std::move(now);
    endResetModel();
}

ResultPick ResultModel::pick(const QModelIndex &index) const
{
    if (!isCell(index) || index.column() < First)
        return {};
    const StepResult &of = m_lines[std::size_t(index.row())].of;
    const ResultOf what = figureAt(index.column());
    if (!counts(of, what))
        return {};
    return {m_plan.key(), of.step, of.version, of.variant, what};
}

QString ResultModel::stepName(const QString &key) const
{
    const int at = m_plan.plan().find(key);
    if (at < 0)
        return tr("A step that is no longer in it");
    const PlanStep &step = m_plan.plan().steps[std::size_t(at)];
    //: the number and name of a step
    return tr("Step %1, %2").arg(at + 1).arg(m_plan.nameOf(step.channel, step.text));
}

int ResultModel::rowOf(int step) const
{
    const auto found = std::ranges::find(m_lines, step, &Line::step);
    return step < 0 || found == m_lines.end() ? -1 : int(found - m_lines.begin());
}

int ResultModel::stepOf(int row) const { return row >= 0 && row < rows() ? m_lines[std::size_t(row)].step : -1; }

QString ResultModel::text(const Line &line, int column) const
{
    if (column >= First) {
        const ResultOf what = figureAt(column);
        return counts(line.of, what) ? regionLocale().toString(line.of.of(what)) : QStringLiteral("-");
    }
    if (line.of.version > 0)
        return ResultWords::version(line.of.version, line.of.variant);
    return line.step < 0 ? tr("gone", "a step that is no longer there") : QString::number(line.step + 1);
}

QString ResultModel::figureWords(const Line &line, ResultOf what)
{
    //: the name of a figure and the figure
    return tr("%1: %2").arg(ResultWords::name(what), regionLocale().toString(line.of.of(what)));
}

QString ResultModel::spoken(const Line &line, ResultOf what) const
{
    //: a figure, its step, which versions of the sequence
    return tr("%1. %2, %3.")
        .arg(figureWords(line, what), stepName(line.of.step),
            ResultWords::versionLong(line.of.version, line.of.variant));
}

QString ResultModel::sentence(const Line &line) const
{
    QStringList figures;
    for (int i = 0; i < kResults; ++i) {
        if (counts(line.of, ResultOf(i)))
            figures << figureWords(line, ResultOf(i));
    }
    //: a step, which versions of the sequence, its figures
    return tr("%1, %2. %3.")
        .arg(stepName(line.of.step), ResultWords::versionLong(line.of.version, line.of.variant),
            figures.join(QStringLiteral(". ")));
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const Line &line = m_lines[std::size_t(index.row())];
    const bool figure = index.column() >= First && counts(line.of, figureAt(index.column()));
    switch (role) {
    case Qt::DisplayRole:
        return text(line, index.column());
    case Qt::ToolTipRole:
        return figure ? ResultWords::about(figureAt(index.column()))
                      : stepName(line.of.step) + QStringLiteral(", ")
                + ResultWords::versionLong(line.of.version, line.of.variant);
    case Qt::AccessibleTextRole:
        return figure ? spoken(line, figureAt(index.column())) : sentence(line);
    case LeadsRole:
        return figure ? line.of.of(figureAt(index.column())) : -1;
    case WholeRole:
        return line.of.version == 0;
    default:
        return {};
    }
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section >= First && section < columnCount())
        return ResultWords::name(figureAt(section));
    return HeadedModel::headerData(section, orientation, role);
}

QStringList ResultModel::heads() const
{
    QStringList all{tr("Step")};
    for (int i = 0; i < kResults; ++i)
        all << ResultWords::head(ResultOf(i));
    return all;
}

} // namespace updesk
