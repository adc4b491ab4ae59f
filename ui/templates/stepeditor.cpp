// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/stepeditor.h"

#include "ui/parts/field.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"
#include "ui/templates/fieldbar.h"
#include "ui/templates/scriptwords.h"
#include "ui/templates/templateedit.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace updesk
{

static constexpr int kSayLines = 2, kChoiceLetters = 20, kNumberWidth = 16;
static constexpr qsizetype kLongestTitle = 80;

StepEditor::StepEditor(int number, FieldBar &fields, QWidget *parent)
    : QWidget(parent),
      m_number(number),
      m_title(new QLineEdit),
      m_say(new TemplateEdit),
      m_answer(new QComboBox),
      m_page(new QComboBox)
{
    setObjectName(QStringLiteral("script.step%1").arg(number + 1));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, kSpace8);
    column->setSpacing(kSpace4);
    column->addWidget(makeHead());
    m_say->setObjectName(objectName() + QStringLiteral(".say"));
    m_say->setAccessibleName(tr("What to say at step %1").arg(number + 1));
    m_say->setPlaceholderText(tr("What to say; may be empty"));
    m_say->setLines(kSayLines);
    column->addWidget(m_say);
    column->addWidget(makeChoices());
    fields.watch(m_say);
    for (QWidget *typed : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_say)})
        typed->installEventFilter(this);
    connect(m_title, &QLineEdit::textEdited, this, &StepEditor::tell);
    connect(m_say, &QPlainTextEdit::textChanged, this, &StepEditor::tell);
    connect(m_answer, &QComboBox::activated, this, &StepEditor::tell);
    connect(m_page, &QComboBox::activated, this, &StepEditor::tell);
}

QWidget *StepEditor::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    auto *number = new TextLabel(QString::number(m_number + 1), Type::BodyStrong, Colour::Text2);
    number->setMinimumWidth(scaled(kNumberWidth)); // the titles stand below each other
    row->addWidget(number);
    m_title->setObjectName(objectName() + QStringLiteral(".title"));
    m_title->setAccessibleName(tr("Title of step %1").arg(m_number + 1));
    m_title->setPlaceholderText(tr("Title of the step"));
    m_title->setMaxLength(int(kLongestTitle));
    row->addWidget(m_title, 1);
    act(*row, tr("Up"), ".up", Qt::Key_Up, [this] { Q_EMIT moveWanted(-1); });
    act(*row, tr("Down"), ".down", Qt::Key_Down, [this] { Q_EMIT moveWanted(1); });
    act(*row, tr("Add"), ".add", Qt::Key_Insert, [this] { Q_EMIT addWanted(); });
    act(*row, tr("Remove"), ".remove", Qt::Key_Delete, [this] { Q_EMIT removeWanted(); });
    return head;
}

void StepEditor::act(QHBoxLayout &row, const QString &words, const char *name, Qt::Key key, std::function<void()> run)
{
    const QKeyCombination keys(Qt::CTRL | Qt::SHIFT, key);
    auto *button = new Button(words, ButtonKind::Link);
    button->setInBar();
    button->setObjectName(objectName() + QLatin1String(name));
    //: %1: "Remove", %2: number of the step
    button->setAccessibleName(tr("%1, step %2").arg(words).arg(m_number + 1));
    button->setToolTip(tr("%1 (%2)").arg(words, QKeySequence(keys).toString(QKeySequence::NativeText)));
    connect(button, &Button::clicked, this, run);
    row.addWidget(button);
    m_acts.push_back({button, keys});
}

// A key of a step acts wherever in it the cursor is.
bool StepEditor::takeKey(const QKeyEvent &event)
{
    const auto found = std::ranges::find(m_acts, event.keyCombination(), &Act::keys);
    if (found == m_acts.end() || found->button->isHidden())
        return false;
    found->button->click();
    return true;
}

bool StepEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && takeKey(*static_cast<QKeyEvent *>(event)))
        return true;
    return QWidget::eventFilter(watched, event);
}

void StepEditor::keyPressEvent(QKeyEvent *event)
{
    if (!takeKey(*event))
        QWidget::keyPressEvent(event);
}

QWidget *StepEditor::makeChoices()
{
    auto *box = new QWidget;
    auto *flow = new FlowLayout(kSpace16, kSpace8, box);
    flow->setContentsMargins(0, 0, 0, 0);
    m_answer->setObjectName(objectName() + QStringLiteral(".answer"));
    m_page->setObjectName(objectName() + QStringLiteral(".page"));
    for (QComboBox *choice : {m_answer, m_page}) {
        choice->setProperty("bar", true);
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(kChoiceLetters);
        auto *pair = new QWidget;
        auto *row = new QHBoxLayout(pair);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kSpace8);
        const QString words = choice == m_answer ? tr("Answer fills") : tr("Page beside it");
        choice->setAccessibleName(tr("%1, step %2").arg(words).arg(m_number + 1));
        row->addWidget(new TextLabel(words, Type::Caption, Colour::Text2));
        row->addWidget(choice);
        flow->addWidget(pair);
    }
    return box;
}

void StepEditor::showAnswers()
{
    m_answer->clear();
    for (int i = 0; i <= int(kLastAnswer); ++i)
        m_answer->addItem(ScriptWords::answer(StepAnswer(i)));
    if (!m_step.unknown.isEmpty()) // of another program: it is seen, and may be exchanged for one that is known
        m_answer->addItem(tr("“%1”").arg(m_step.unknown.left(40)));
    m_answer->setCurrentIndex(m_step.unknown.isEmpty() ? int(m_step.answer) : m_answer->count() - 1);
}

void StepEditor::showPages(const std::vector<Script> &pages)
{
    m_page->clear();
    m_page->addItem(tr("The page of the call"), QString());
    for (const Script &page : pages)
        m_page->addItem(page.title, page.key);
    if (!m_step.page.isEmpty() && m_page->findData(m_step.page) < 0)
        m_page->addItem(m_step.page.left(40), m_step.page);
    m_page->setCurrentIndex(std::max(0, m_page->findData(m_step.page)));
}

void StepEditor::set(
    const CallStep &step, const std::vector<Script> &pages, const std::vector<TemplateFinding> &findings)
{
    m_showing = true;
    m_step = step;
    if (m_title->text() != step.title)
        m_title->setText(step.title);
    m_say->setTextIfOther(step.say);
    m_say->setFindings(findings);
    showAnswers();
    showPages(pages);
    m_showing = false;
}

void StepEditor::setReadOnly(bool readOnly)
{
    m_title->setReadOnly(readOnly);
    m_say->setReadOnly(readOnly);
    for (QComboBox *choice : {m_answer, m_page})
        choice->setEnabled(!readOnly);
    for (const Act &one : m_acts)
        one.button->setVisible(!readOnly);
}

void StepEditor::tell()
{
    if (m_showing)
        return;
    CallStep step{m_title->text(), m_say->toPlainText()};
    const bool known = m_answer->currentIndex() <= int(kLastAnswer);
    step.answer = known ? StepAnswer(std::max(0, m_answer->currentIndex())) : StepAnswer::None;
    step.unknown = known ? QString() : m_step.unknown;
    step.page = m_page->currentData().toString();
    Q_EMIT changed(step);
}

} // namespace updesk
