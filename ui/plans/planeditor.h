// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/parts/button.h"

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLayout;
class QScrollArea;

namespace updesk
{

class CheckLines;
class PlanModel;
class PlanTable;
class ResultPanel;
class Segments;
class SpreadBars;
class SpreadLegend;
class StepFields;
class StepPreview;
class StepTableModel;
class TagLabel;
class WholeFields;

/// The editor of one sequence (ui.md 10): its steps, how they spread, what the checks say, and at the right the fields
/// and the words of the step that is selected.
class PlanEditor final : public QWidget
{
    Q_OBJECT
public:
    PlanEditor(Session &session, PlanModel &plan, QWidget *parent = nullptr);

    void opened(); ///< another sequence is in the model
    void comeForward(); ///< asks for what stands around it again
    PlanTable *table() const { return m_table; }
    bool isInTable() const; ///< Esc goes out of the editor from here
    /// The step at which people inside go on; -1: they finish the version they are in.
    int moveTo() const;
    LeadId lead() const; ///< of the preview
    QString leadName() const;
    void undo();
    void redo();
    void showFault(); ///< to the first field that is in the way
    void showName(); ///< to the name of the whole
    ResultPanel *results() const { return m_results; }

Q_SIGNALS:
    void saveWanted();
    void testWanted();
    void switchWanted(bool on);
    void templateWanted(const QString &key);
    void told(const QString &words); ///< a sentence about what was just done
    void failed(const updesk::Error &error);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; ///< the panel changed its height

private:
    QWidget *makeHead();
    QWidget *makeSteps();
    QWidget *makeSpread();
    void addStepButtons(QLayout &to);
    QWidget *makeChecks();
    QWidget *makePanel();
    void connectAll();
    void connectHead();
    void refresh();
    void refreshHead();
    void refreshMove();
    void selected();
    void insert(int row);
    void remove(int row);
    void move(int row, int by);
    enum Page { Step, Whole, Results };
    void lookAt(int page);
    QString panelTitle(int step) const;
    void bringTo(QWidget *field); ///< into view, with the focus
    void arrange();

    Session &m_session;
    PlanModel &m_plan;
    StepTableModel *m_rows;
    PlanTable *m_table;
    TextLabel *m_title, *m_length, *m_panelTitle;
    TagLabel *m_inside, *m_version;
    QCheckBox *m_active, *m_move;
    QComboBox *m_moveTo;
    Button *m_test, *m_save, *m_add, *m_remove, *m_up, *m_down;
    SpreadBars *m_spread;
    SpreadLegend *m_parts;
    CheckLines *m_checks;
    Segments *m_pages;
    StepFields *m_step;
    WholeFields *m_whole;
    ResultPanel *m_results;
    StepPreview *m_preview;
    QWidget *m_panel, *m_content;
    QScrollArea *m_outer, *m_side;
    QBoxLayout *m_halves, *m_headRow;
    QString m_chosenMove; ///< key of the step that somebody chose
    int m_row = 0;
};

} // namespace updesk
