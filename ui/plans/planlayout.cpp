// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/flowlayout.h"
#include "ui/parts/keycap.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"
#include "ui/plans/checklines.h"
#include "ui/plans/plandelegates.h"
#include "ui/plans/planeditor.h"
#include "ui/plans/planes.h"
#include "ui/plans/plantable.h"
#include "ui/plans/preview.h"
#include "ui/plans/resultpanel.h"
#include "ui/plans/spreadbars.h"
#include "ui/plans/stepfields.h"
#include "ui/plans/steptablemodel.h"
#include "ui/plans/wholefields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QScrollArea>
#include <QVBoxLayout>

// How the editor of a sequence is laid out.
namespace updesk
{

static constexpr int kPanelWidth = 404, kPanelLeast = 340, kStepsLeast = 480, kRowsStacked = 8;

static QScrollArea *scroller(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    if (content)
        area->setWidget(content);
    return area;
}

PlanEditor::PlanEditor(Session &session, PlanModel &plan, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_plan(plan),
      m_rows(new StepTableModel(plan, this)),
      m_table(new PlanTable(*m_rows,
          {{44, 44, 76, 84, 252, 170, 104}, {36, 36, 64, 60, 150, 96, 88},
              {StepTableModel::Variants, StepTableModel::By, StepTableModel::Skips, StepTableModel::Grip},
              StepTableModel::What},
          PlanTable::Steps::Move))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_content = new QWidget;
    m_halves = new QBoxLayout(QBoxLayout::LeftToRight, m_content);
    m_halves->setContentsMargins(0, 0, 0, 0);
    m_halves->setSpacing(0);
    auto *left = new QWidget;
    auto *steps = new QVBoxLayout(left);
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(0);
    steps->addWidget(makeSteps(), 1);
    steps->addWidget(makeSpread());
    steps->addWidget(makeChecks());
    m_panel = makePanel();
    m_panel->installEventFilter(this);
    m_side = scroller(m_panel);
    m_halves->addWidget(left, 1);
    m_halves->addWidget(m_side);
    m_outer = scroller(m_content);
    column->addWidget(m_outer, 1);
    connectHead();
    connectAll();
    connect(themeChanges(), &ThemeChanges::changed, this, &PlanEditor::arrange);
    arrange();
}

QWidget *PlanEditor::makeHead()
{
    auto *head = new Plane(Colour::Base, Plane::Line::Bottom);
    m_headRow = new QBoxLayout(QBoxLayout::LeftToRight, head);
    m_headRow->setContentsMargins(kSpace16, kSpace8, kSpace16, kSpace8);
    m_headRow->setSpacing(kSpace8);
    auto *words = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace4, words);
    flow->setContentsMargins(0, 0, 0, 0);
    m_title = new TextLabel(QString(), Type::BodyStrong);
    m_title->setObjectName(QStringLiteral("sequence.name"));
    m_length = new TextLabel(QString(), Type::Body, Colour::Text2);
    m_inside = new TagLabel(TagTone::Accent);
    m_inside->setObjectName(QStringLiteral("sequence.inside"));
    m_version = new TagLabel(TagTone::Plain);
    m_version->setObjectName(QStringLiteral("sequence.version"));
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_length),
             static_cast<QWidget *>(m_inside), static_cast<QWidget *>(m_version)})
        flow->addWidget(part);
    m_active = new QCheckBox(tr("Switched on"));
    m_active->setObjectName(QStringLiteral("sequence.active"));
    m_test = new Button(tr("Test on a &lead"));
    m_test->setObjectName(QStringLiteral("sequence.test"));
    m_save = new Button(QString(), ButtonKind::Primary);
    m_save->setObjectName(QStringLiteral("sequence.save"));
    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    for (QWidget *part :
        {static_cast<QWidget *>(m_active), static_cast<QWidget *>(m_test), static_cast<QWidget *>(m_save)})
        row->addWidget(part);
    m_headRow->addWidget(words, 1, Qt::AlignVCenter);
    m_headRow->addWidget(buttons, 0, Qt::AlignVCenter);
    return head;
}

QWidget *PlanEditor::makeSteps()
{
    m_table->setObjectName(QStringLiteral("sequence.view"));
    m_table->setAccessibleName(tr("Steps of the sequence"));
    m_table->setItemDelegate(new StepDelegate(m_table, kSpace16));
    return m_table;
}

void PlanEditor::addStepButtons(QLayout &to)
{
    m_add = new Button(tr("Add"));
    m_add->setKeys(QKeySequence(Qt::Key_Insert));
    m_remove = new Button(tr("Remove"));
    m_remove->setKeys(QKeySequence(Qt::Key_Delete));
    m_up = new Button(tr("Up"));
    m_up->setToolTip(tipWithKey(tr("Move the step up"), QKeySequence(Qt::ALT | Qt::Key_Up)));
    m_down = new Button(tr("Down"));
    m_down->setToolTip(tipWithKey(tr("Move the step down"), QKeySequence(Qt::ALT | Qt::Key_Down)));
    for (const auto &[button, name, spoken] : {std::tuple{m_add, "sequence.add", tr("Add a step")},
             std::tuple{m_remove, "sequence.remove", tr("Remove the step")},
             std::tuple{m_up, "sequence.up", tr("Move the step up")},
             std::tuple{m_down, "sequence.down", tr("Move the step down")}}) {
        button->setInBar();
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(spoken);
    }
    for (const auto &[one, other] : {std::pair{m_add, m_remove}, std::pair{m_up, m_down}}) {
        auto *pair = new QWidget; // a narrow window breaks the line between them, not within
        auto *row = new QHBoxLayout(pair);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kSpace8);
        row->addWidget(one);
        row->addWidget(other);
        to.addWidget(pair);
    }
}

QWidget *PlanEditor::makeSpread()
{
    auto *box = new Plane(Colour::Alt, Plane::Line::Top);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(kSpace16, kSpace8, kSpace16, kSpace8);
    column->setSpacing(kSpace8);
    auto *line = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace4, line);
    flow->setContentsMargins(0, 0, 0, 0);
    m_parts = new SpreadLegend;
    m_parts->setObjectName(QStringLiteral("sequence.parts"));
    flow->addWidget(new TextLabel(tr("Spread"), Type::Section));
    flow->addWidget(m_parts);
    addStepButtons(*flow);
    column->addWidget(line);
    m_spread = new SpreadBars;
    m_spread->setObjectName(QStringLiteral("sequence.spread"));
    column->addWidget(m_spread);
    return box;
}

QWidget *PlanEditor::makeChecks()
{
    auto *box = new Plane(Colour::Base, Plane::Line::Top);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(kSpace16, kSpace8, kSpace16, kSpace12);
    column->setSpacing(kSpace8);
    m_checks = new CheckLines;
    m_checks->setObjectName(QStringLiteral("sequence.checks"));
    auto *line = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace4, line);
    flow->setContentsMargins(0, 0, 0, 0);
    m_move = new QCheckBox;
    m_move->setObjectName(QStringLiteral("sequence.move"));
    m_moveTo = new QComboBox;
    m_moveTo->setObjectName(QStringLiteral("sequence.moveTo"));
    m_moveTo->setAccessibleName(tr("Step of the new version at which they go on"));
    m_moveTo->setProperty("bar", true);
    m_moveTo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_moveTo->setMinimumContentsLength(22);
    flow->addWidget(m_move);
    flow->addWidget(m_moveTo);
    column->addWidget(m_checks);
    column->addWidget(line);
    return box;
}

QWidget *PlanEditor::makePanel()
{
    auto *panel = new Plane(Colour::Base, Plane::Line::Left);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace16);
    column->setSpacing(kSpace12);
    auto *head = new QHBoxLayout;
    m_panelTitle = new TextLabel(QString(), Type::Section);
    m_panelTitle->setElides();
    m_pages = new Segments(tr("What stands at the side"), {tr("Step"), tr("Sequence"), tr("Results")});
    m_pages->setObjectName(QStringLiteral("sequence.pages"));
    head->addWidget(m_panelTitle, 1);
    head->addWidget(m_pages);
    column->addLayout(head);
    panel->setObjectName(QStringLiteral("sequence.side"));
    panel->setFocusProxy(m_pages);
    m_step = new StepFields(m_plan);
    m_whole = new WholeFields(m_plan);
    m_preview = new StepPreview(m_session);
    m_results = new ResultPanel(m_session, m_plan);
    for (QWidget *page : {static_cast<QWidget *>(m_step), static_cast<QWidget *>(m_whole),
             static_cast<QWidget *>(m_preview), static_cast<QWidget *>(m_results)})
        column->addWidget(page);
    column->addStretch();
    m_whole->hide();
    m_results->hide();
    return panel;
}

// Where fields and steps have no room side by side, one comes under the other and all of it scrolls.
void PlanEditor::arrange()
{
    const int least = std::max(scaled(kPanelLeast), m_panel->minimumSizeHint().width() + scaled(kSpace16));
    const bool wide = width() >= least + scaled(kStepsLeast);
    const auto way = wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    m_halves->setDirection(way);
    m_headRow->setDirection(way);
    m_table->setMinimumHeight(m_table->heightFor(wide ? 3 : kRowsStacked));
    if (wide) {
        m_side->setFixedWidth(std::clamp(width() * 35 / 100, least, std::max(least, scaled(kPanelWidth))));
        m_side->setMinimumHeight(0);
    } else {
        m_side->setMinimumWidth(0);
        m_side->setMaximumWidth(QWIDGETSIZE_MAX);
        const int room = std::max(least, m_outer->viewport()->width());
        m_side->setMinimumHeight(m_panel->layout()->totalHeightForWidth(room) + 2);
    }
}

bool PlanEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_panel && event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::eventFilter(watched, event);
}

void PlanEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace updesk
