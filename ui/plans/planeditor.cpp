// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/planeditor.h"

#include "ui/parts/keycap.h"
#include "ui/parts/segments.h"
#include "ui/plans/checklines.h"
#include "ui/parts/leadpicker.h"
#include "ui/plans/planes.h"
#include "ui/plans/planmodel.h"
#include "ui/plans/plantable.h"
#include "ui/plans/planwords.h"
#include "ui/plans/preview.h"
#include "ui/plans/resultpanel.h"
#include "ui/plans/spreadbars.h"
#include "ui/plans/stepfields.h"
#include "ui/plans/steptablemodel.h"
#include "ui/plans/wholefields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QScrollArea>
#include <QTimer>

namespace updesk
{

void PlanEditor::connectHead()
{
    connect(m_active, &QCheckBox::clicked, this, &PlanEditor::switchWanted);
    connect(m_test, &Button::clicked, this, &PlanEditor::testWanted);
    connect(m_save, &Button::clicked, this, &PlanEditor::saveWanted);
    connect(m_pages, &Segments::chosen, this, &PlanEditor::lookAt);
    connect(m_step, &StepFields::templateWanted, this, &PlanEditor::templateWanted);
    connect(m_preview, &StepPreview::failed, this, &PlanEditor::failed);
    connect(m_results, &ResultPanel::chosen, this, [this](int step) { m_table->choose(step); });
    connect(m_move, &QCheckBox::toggled, this, &PlanEditor::refreshMove);
    connect(m_moveTo, &QComboBox::activated, this, [this](int at) {
        m_chosenMove = m_moveTo->itemData(at).toString();
        refreshMove();
    });
}

void PlanEditor::connectAll()
{
    connect(&m_plan, &PlanModel::changed, this, &PlanEditor::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlanEditor::selected);
    connect(m_table, &PlanTable::openWanted, this, [this] {
        lookAt(Step);
        bringTo(m_step->first());
    });
    connect(m_table, &PlanTable::moveWanted, this, &PlanEditor::move);
    connect(m_table, &PlanTable::insertWanted, this, &PlanEditor::insert);
    connect(m_table, &PlanTable::removeWanted, this, &PlanEditor::remove);
    connect(m_add, &Button::clicked, this, [this] { insert(m_row); });
    connect(m_remove, &Button::clicked, this, [this] { remove(m_row); });
    connect(m_up, &Button::clicked, this, [this] { move(m_row, -1); });
    connect(m_down, &Button::clicked, this, [this] { move(m_row, 1); });
}

void PlanEditor::opened()
{
    m_chosenMove.clear();
    m_move->setChecked(false);
    m_row = 0;
    m_table->choose(0);
    lookAt(Step);
    refresh();
}

void PlanEditor::comeForward()
{
    m_preview->refreshLeads();
    if (m_pages->current() == Results)
        m_results->read();
}

bool PlanEditor::isInTable() const { return m_table->hasFocus() || !isAncestorOf(focusWidget()); }

LeadId PlanEditor::lead() const { return m_preview->picker()->lead(); }
QString PlanEditor::leadName() const { return m_preview->picker()->leadName(); }

int PlanEditor::moveTo() const
{
    return m_move->isVisibleTo(this) && m_move->isChecked() ? m_moveTo->currentIndex() : -1;
}

void PlanEditor::lookAt(int page)
{
    m_pages->setCurrent(page);
    m_whole->setVisible(page == Whole);
    m_preview->setVisible(page == Step);
    m_results->setVisible(page == Results);
    if (page == Results)
        m_results->read();
    selected();
}

void PlanEditor::bringTo(QWidget *field)
{
    field->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(0, field, [this, field] { // what was just shown has its place only then
        m_side->ensureWidgetVisible(field);
        m_outer->ensureWidgetVisible(field);
    });
}

QString PlanEditor::panelTitle(int step) const
{
    if (m_pages->current() == Whole)
        return tr("Sequence");
    if (m_pages->current() == Results)
        return tr("Results");
    if (step < 0)
        return tr("No step yet");
    const PlanStep &of = m_plan.plan().steps[std::size_t(step)];
    return tr("Step %1: %2").arg(step + 1).arg(m_plan.nameOf(of.channel, of.text));
}

void PlanEditor::selected()
{
    const int rows = m_rows->rowCount();
    if (m_table->row() >= 0)
        m_row = m_table->row();
    m_row = std::clamp(m_row, 0, std::max(0, rows - 1));
    if (m_table->row() < 0 && rows > 0)
        m_table->choose(m_row); // comes back here
    const int at = rows > 0 ? m_row : -1;
    m_step->setStep(m_pages->current() == Step ? at : -1, m_preview->language());
    m_results->choose(at);
    m_preview->setStep(at < 0 ? PlanStep() : m_plan.plan().steps[std::size_t(at)], m_plan.templates());
    m_panelTitle->setText(panelTitle(at));
    const bool may = m_plan.mayEdit();
    m_add->setEnabled(may);
    m_remove->setEnabled(may && rows > 0);
    m_up->setEnabled(may && m_row > 0);
    m_down->setEnabled(may && m_row + 1 < rows);
}

void PlanEditor::refresh()
{
    refreshHead();
    refreshMove();
    m_checks->setIssues(m_plan.issues());
    m_spread->setSpread(spreadOf(m_plan.plan(), m_plan.planned()));
    m_parts->setSpread(m_spread->spread());
    m_whole->refresh();
    selected();
}

void PlanEditor::refreshHead()
{
    m_title->setText(m_plan.plan().title.isEmpty() ? tr("New sequence") : m_plan.plan().title);
    m_length->setText(PlanWords::length(m_plan.plan()));
    m_inside->setWords(m_plan.inside() > 0 ? tr("%n in it now", nullptr, m_plan.inside()) : QString());
    m_version->setWords(m_plan.number() > 0 ? tr("version %1").arg(m_plan.number())
            : m_plan.isNew()                ? tr("not saved yet")
                                            : tr("as it came, not used"));
    m_active->setVisible(m_plan.number() > 0);
    m_active->setChecked(m_plan.isActive());
    m_active->setEnabled(m_plan.mayEdit());
    const QString words = tr("Save as version %1").arg(m_plan.nextNumber());
    m_save->setText(words);
    m_save->setEnabled(m_plan.mayEdit() && m_plan.isChanged());
    const QString why = m_plan.mayEdit() ? QString() : tr("Only managers change sequences.");
    m_save->setToolTip(why.isEmpty() ? tipWithKey(words, QKeySequence(Qt::CTRL | Qt::Key_S)) : why);
    m_save->setAccessibleDescription(why);
}

// People go on behind what they had, unless somebody says where.
void PlanEditor::refreshMove()
{
    const bool any = m_plan.mayEdit() && m_plan.insideThis() > 0;
    m_move->setVisible(any);
    m_moveTo->setVisible(any);
    if (!any)
        return;
    const auto &steps = m_plan.plan().steps;
    const int chosen = m_plan.plan().find(m_chosenMove);
    const int at = chosen >= 0 ? chosen : m_plan.stepToMoveTo();
    m_moveTo->clear();
    for (std::size_t i = 0; i < steps.size(); ++i)
        //: the number and name of a step
        m_moveTo->addItem(tr("%1: %2").arg(i + 1).arg(m_plan.nameOf(steps[i].channel, steps[i].text)), steps[i].key);
    m_moveTo->setCurrentIndex(at);
    m_moveTo->setEnabled(m_move->isChecked());
    //: people inside the version so far
    m_move->setText(tr("Move %n people to step %1 of the new version", nullptr, m_plan.insideThis()).arg(at + 1));
}

void PlanEditor::insert(int row)
{
    const int place = m_plan.insertAfter(row);
    if (place >= 0)
        m_table->choose(place);
    else if (m_plan.mayEdit())
        Q_EMIT told(tr("A sequence has no room for more steps."));
}

void PlanEditor::remove(int row)
{
    if (!m_plan.mayEdit() || row < 0 || row >= m_rows->rowCount())
        return;
    m_plan.remove(row);
    m_table->choose(std::min(row, m_rows->rowCount() - 1));
    Q_EMIT told(tr("Step %1 removed. Ctrl+Z brings it back.").arg(row + 1));
}

void PlanEditor::move(int row, int by)
{
    if (m_plan.move(row, by))
        m_table->choose(row + by);
}

void PlanEditor::undo() { m_table->choose(std::min(m_plan.undo(), m_rows->rowCount() - 1)); }

void PlanEditor::redo() { m_table->choose(std::min(m_plan.redo(), m_rows->rowCount() - 1)); }

void PlanEditor::showName()
{
    lookAt(Whole);
    bringTo(m_whole->first());
    m_whole->chooseName();
}

void PlanEditor::showFault()
{
    const auto &issues = m_plan.issues();
    const auto found = std::ranges::find(issues, PlanIssue::Tone::Blocks, &PlanIssue::tone);
    if (found == issues.end())
        return;
    const PlanIssue issue = *found;
    lookAt(issue.step < 0 ? Whole : Step);
    if (issue.step >= 0) {
        m_table->choose(issue.step);
        bringTo(m_step->fieldOf(issue.part));
    } else {
        bringTo(m_whole->first());
    }
}

} // namespace updesk
