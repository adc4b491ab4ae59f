// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/wholefields.h"

#include "ui/parts/spacing.h"
#include "ui/parts/type.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kLongestTitle = 120, kLongestNumber = 6;

QLineEdit *WholeFields::number(const char *name)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(QLatin1String(name));
    edit->setProperty("bar", true);
    edit->setMaxLength(kLongestNumber);
    edit->installEventFilter(this);
    return edit;
}

WholeFields::WholeFields(PlanModel &plan, QWidget *parent)
    : QWidget(parent),
      m_plan(plan),
      m_title(number("sequence.title")),
      m_days(number("sequence.length")),
      m_least(number("sequence.least")),
      m_most(number("sequence.most")),
      m_gap(number("sequence.gap")),
      m_stops(new QCheckBox(tr("&Stops when the customer replies"))),
      m_then(new QComboBox),
      m_audience(new AudienceFields(plan))
{
    m_title->setMaxLength(kLongestTitle);
    m_least->setAccessibleName(tr("The least attempts"));
    m_most->setAccessibleName(tr("The most attempts"));
    m_stops->setObjectName(QStringLiteral("sequence.stopsOnReply"));
    m_then->setObjectName(QStringLiteral("sequence.then"));
    m_then->setProperty("bar", true);
    m_then->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_then->setMinimumContentsLength(6);
    for (QComboBox *box : {m_then, m_audience->start()})
        box->installEventFilter(this);
    auto *attempts = new QWidget;
    auto *row = new QHBoxLayout(attempts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    row->addWidget(m_least, 1);
    row->addWidget(new TextLabel(tr("to", "between the least and the most"), Type::Body, Colour::Text2));
    row->addWidget(m_most, 1);
    attempts->setFocusProxy(m_least);
    m_titleField = new Field(tr("&Name"), m_title, LabelPlace::Beside);
    m_daysField = new Field(tr("Lasts &days"), m_days, LabelPlace::Beside);
    m_attemptsField = new Field(tr("&Attempts"), attempts, LabelPlace::Beside);
    m_gapField = new Field(tr("&Widest gap"), m_gap, LabelPlace::Beside);
    m_gapField->setNote(tr("Days without an attempt, at most."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    for (QWidget *field : {static_cast<QWidget *>(m_titleField), static_cast<QWidget *>(m_daysField),
             static_cast<QWidget *>(m_attemptsField), static_cast<QWidget *>(m_gapField),
             static_cast<QWidget *>(new Field(tr("Th&en"), m_then, LabelPlace::Beside)),
             static_cast<QWidget *>(m_audience), static_cast<QWidget *>(m_stops)})
        column->addWidget(field);
    auto *note = new TextLabel(
        tr("A visit, a sale, an opt-out, a closed lead and a bad number always end it."), Type::Caption, Colour::Hint);
    note->setWordWrap(true);
    column->addWidget(note);
    connectAll();
    refresh();
}

// What is no number counts as none, and the field says what it may be.
void WholeFields::connectAll()
{
    const auto typed = [this](QLineEdit *edit, int Plan::*member) {
        connect(edit, &QLineEdit::textEdited, this, [this, edit, member](const QString &text) {
            Plan plan = m_plan.plan();
            plan.*member = text.trimmed().toInt();
            m_plan.setWhole(plan, edit->objectName());
        });
    };
    typed(m_days, &Plan::days);
    typed(m_least, &Plan::least);
    typed(m_most, &Plan::most);
    typed(m_gap, &Plan::widestGap);
    connect(m_title, &QLineEdit::textEdited, this, [this](const QString &text) {
        Plan plan = m_plan.plan();
        plan.title = text;
        m_plan.setWhole(plan, QStringLiteral("title"));
    });
    connect(m_stops, &QCheckBox::clicked, this, [this](bool on) {
        Plan plan = m_plan.plan();
        plan.stopsOnReply = on;
        m_plan.setWhole(plan, {});
    });
    connect(m_then, &QComboBox::activated, this, [this](int at) {
        Plan plan = m_plan.plan();
        plan.then = m_then->itemData(at).toString();
        m_plan.setWhole(plan, {});
    });
}

void WholeFields::refresh()
{
    const Plan &plan = m_plan.plan();
    setEnabled(m_plan.mayEdit());
    const auto write = [](QLineEdit *edit, int number) {
        if (edit->text().trimmed().toInt() != number || edit->text().isEmpty())
            if (!(edit->hasFocus() && number == 0))
                edit->setText(QString::number(number));
    };
    write(m_days, plan.days);
    write(m_least, plan.least);
    write(m_most, plan.most);
    write(m_gap, plan.widestGap);
    if (m_title->text() != plan.title)
        m_title->setText(plan.title);
    m_stops->setChecked(plan.stopsOnReply);
    m_audience->refresh();
    if (m_then->count() == 0 || m_key != plan.key) {
        m_key = plan.key;
        m_then->clear();
        m_then->addItem(tr("nothing follows"), QString());
        for (const PlanModel::Choice &other : m_plan.otherPlans())
            m_then->addItem(other.name, other.key);
    }
    if (m_then->findData(plan.then) < 0)
        m_then->addItem(plan.then, plan.then);
    m_then->setCurrentIndex(m_then->findData(plan.then));
    using Part = PlanIssue::Part;
    for (const auto &[part, field] : {std::pair{Part::Title, m_titleField}, std::pair{Part::Days, m_daysField},
             std::pair{Part::Attempts, m_attemptsField}, std::pair{Part::Gap, m_gapField}}) {
        const PlanIssue *issue = m_plan.issueAt(-1, part);
        field->setError(issue && issue->tone == PlanIssue::Tone::Blocks ? issue->words + u'.' : QString());
    }
}

// One undo for all: a field's own would not know of the plan.
bool WholeFields::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
        event->ignore();
        return true;
    }
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return QWidget::eventFilter(watched, event);
    event->ignore(); // on to the screen
    return true;
}

} // namespace updesk
