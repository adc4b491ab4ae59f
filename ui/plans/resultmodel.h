// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/planresultrows.h"
#include "ui/parts/headedmodel.h"
#include "ui/plans/planmodel.h"

#include <QCoreApplication>

namespace updesk
{

/// The words of figures.
class ResultWords
{
    Q_DECLARE_TR_FUNCTIONS(ResultWords)
public:
    static QString head(ResultOf what); ///< short, over a column
    static QString name(ResultOf what);
    static QString about(ResultOf what); ///< what is counted
    static QString version(int version, const QString &variant); ///< "v2 A"; 0: "all"
    static QString versionLong(int version, const QString &variant);
};

/// What each step of the sequence that is edited brought: a row for all of its versions, and where it was done in more
/// than one a row for each. Never by person.
class ResultModel final : public HeadedModel
{
    Q_OBJECT
public:
    enum Column { Step, First }; ///< from First on the figures, in the order of ResultOf
    enum Role { LeadsRole = Qt::UserRole + 1, WholeRole }; ///< LeadsRole: how many are behind it; -1: it counts nothing
    explicit ResultModel(PlanModel &plan, QObject *parent = nullptr);
    void setResults(const std::vector<StepResult> &results);

    ResultPick pick(const QModelIndex &index) const; ///< an empty step: no figure stands there
    QString stepName(const QString &key) const; ///< "Step 3, First text"
    int rowOf(int step) const; ///< of all versions of a step of the plan; -1: it brought nothing yet
    int stepOf(int row) const; ///< -1: it is no longer in the plan
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    int rows() const override { return int(m_lines.size()); }
    QStringList heads() const override;

private:
    struct Line {
        StepResult of; ///< version 0: of all
        int step = -1; ///< its place in the plan
        bool operator==(const Line &) const = default;
    };
    void take();
    void add(const std::vector<StepResult> &ofStep, int step);
    QString text(const Line &line, int column) const;
    static QString figureWords(const Line &line, ResultOf what);
    QString spoken(const Line &line, ResultOf what) const;
    QString sentence(const Line &line) const;
    PlanModel &m_plan;
    std::vector<StepResult> m_results;
    std::vector<Line> m_lines;
};

} // namespace updesk
