// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/peopleverbs.h"
#include "ui/parts/sheetdialog.h"

#include <functional>
#include <vector>

namespace updesk
{

class LeadWords;
class MergeLine;

/// Two records side by side: for each field that differs, 1 keeps the left value and 2 the right one. What they become
/// stands below and changes with each choice; nothing is written before "Merge". Or they are two people.
class MergeSheet final : public SheetDialog
{
    Q_OBJECT
public:
    /// What a person makes of the two; each returns the words why not, empty: it is done and the sheet closes.
    struct Ways {
        std::function<QString(const MergePlan &)> merge;
        std::function<QString()> apart, household;
    };
    explicit MergeSheet(QWidget *window);
    void openFor(const MergeView &view, const LeadWords &words, Ways ways);
    const MergePlan &plan() const { return m_view.plan; }
    QString resultWords() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addMatch(QVBoxLayout &column, const LeadWords &words);
    void addLine(QVBoxLayout &column, MergeField field);
    void addKept(QVBoxLayout &column, const LeadWords &words);
    QString shown(const Customer &customer, MergeField field) const;
    void choose(MergeField field, Side side);
    void move(int step);
    void refresh();
    void run();
    void finish(const QString &refused);
    MergeView m_view;
    Ways m_ways;
    std::vector<MergeLine *> m_lines;
    TextLabel *m_result = nullptr, *m_error = nullptr;
    Button *m_do;
};

} // namespace updesk
