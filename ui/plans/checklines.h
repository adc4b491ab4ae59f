// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/type.h"
#include "ui/plans/planissues.h"

#include <QWidget>

namespace updesk
{

/// The lines that say what is good and what is wrong with a sequence, each with its sign.
class CheckLines final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kMostLines = 8;
    explicit CheckLines(QWidget *parent = nullptr);
    void setIssues(const std::vector<PlanIssue> &issues);
    QStringList lines() const; ///< as they are read

private:
    struct Line {
        QWidget *box;
        QLabel *mark;
        TextLabel *words;
    };
    void refresh();
    std::vector<PlanIssue> m_issues;
    std::vector<Line> m_lines;
};

} // namespace updesk
