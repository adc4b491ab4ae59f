// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/scriptpanel.h"

#include "ui/parts/filledbox.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/scriptstep.h"
#include "ui/parts/spacing.h"

#include <QCoreApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kLeadRoom = 640;

ScriptPanel::ScriptPanel(Session &session, QWidget *lead, QWidget *parent)
    : SidePanel(parent, kLeadRoom),
      m_model(new ScriptModel(session, this)),
      m_lead(lead),
      m_call(new QComboBox),
      m_language(new QComboBox),
      m_close(new Button(Icon::Close, tr("Hide the script"))),
      m_pages(new QStackedWidget)
{
    setObjectName(QStringLiteral("lead.script"));
    setAccessibleName(tr("Call script"));
    auto *steps = new QWidget;
    m_steps = new QVBoxLayout(steps);
    m_steps->setContentsMargins(0, 0, 0, kSpace8);
    m_steps->setSpacing(0);
    m_scroll = scrollOver(steps);
    auto *card = new QWidget;
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace12);
    column->setSpacing(kSpace8);
    m_back = new Button(tr("Back to the steps"));
    m_back->setInBar();
    m_back->setObjectName(QStringLiteral("lead.script.back"));
    m_cardTitle = new TextLabel(QString(), Type::Section);
    m_cardText = new TextLabel(QString());
    m_cardText->setObjectName(QStringLiteral("lead.script.card"));
    m_cardText->setTextFormat(Qt::PlainText);
    for (TextLabel *label : {m_cardTitle, m_cardText})
        label->setWordWrap(true);
    column->addWidget(m_back, 0, Qt::AlignLeft);
    column->addWidget(m_cardTitle);
    column->addWidget(m_cardText);
    column->addStretch();
    m_cardScroll = scrollOver(card);
    m_pages->addWidget(m_scroll);
    m_pages->addWidget(m_cardScroll);
    lay(makeHead(), m_pages, makeFoot());
    connect(m_back, &Button::clicked, this, &ScriptPanel::showSteps);
    connect(m_model, &ScriptModel::changed, this, &ScriptPanel::rebuild);
    connect(themeChanges(), &ThemeChanges::changed, this, &ScriptPanel::fit);
    parent->installEventFilter(this);
    hide();
}

QWidget *ScriptPanel::makeHead()
{
    QHBoxLayout *row = nullptr;
    QWidget *head = makeBar(row);
    m_call->setObjectName(QStringLiteral("lead.script.call"));
    m_call->setAccessibleName(tr("Kind of call"));
    m_language->setObjectName(QStringLiteral("lead.script.language"));
    m_language->setAccessibleName(tr("Language of the script"));
    m_language->addItems({tr("English"), tr("Spanish"), tr("French")});
    m_close->setObjectName(QStringLiteral("lead.script.close"));
    m_close->setKeys(Qt::Key_F9);
    for (QComboBox *box : {m_call, m_language}) {
        box->setProperty("bar", true);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
    }
    row->addWidget(m_call, 3);
    row->addWidget(m_language, 2);
    row->addWidget(m_close);
    connect(m_call, &QComboBox::activated, m_model, &ScriptModel::chooseCall);
    connect(m_language, &QComboBox::activated, m_model, &ScriptModel::setLanguage);
    connect(m_close, &Button::clicked, this, &ScriptPanel::hideAway);
    return head;
}

QWidget *ScriptPanel::makeFoot()
{
    auto *foot = new QWidget;
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(kSpace16, kSpace8, kSpace12, kSpace8);
    column->setSpacing(kSpace4);
    auto *line = new QHBoxLayout;
    line->addWidget(new TextLabel(tr("If they say"), Type::CaptionStrong, Colour::Text2), 1);
    line->addWidget(new TextLabel(tr("Step: Alt+Down"), Type::Caption, Colour::Hint));
    column->addLayout(line);
    m_answers = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace8, m_answers);
    flow->setContentsMargins(kSpace4, kSpace4, kSpace4, kSpace4);
    column->addWidget(m_answers);
    return foot;
}

void ScriptPanel::fillFoot()
{
    qDeleteAll(m_answers->findChildren<Button *>());
    const auto add = [this](const QString &words, const QString &name, const Script &script) {
        auto *button = new Button(words, ButtonKind::Plain, m_answers);
        button->setInBar();
        button->setObjectName(QStringLiteral("lead.script.") + name);
        connect(button, &Button::clicked, this, [this, script] { showCard(script); });
        m_answers->layout()->addWidget(button);
        button->show();
    };
    for (const Script &objection : m_model->objections())
        add(objection.title, objection.key, objection);
    if (const Script *voicemail = m_model->voicemail())
        add(tr("Voicemail"), QStringLiteral("voicemail"), *voicemail);
    if (const Script *page = m_model->processPage())
        add(tr("How we work"), QStringLiteral("process"), *page);
}

void ScriptPanel::rebuild()
{
    m_filling = true;
    while (QLayoutItem *item = m_steps->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->deleteLater(); // it may be the one whose key is being handled
        }
        delete item;
    }
    m_call->clear();
    for (const Script &script : m_model->calls())
        m_call->addItem(script.title);
    m_call->setCurrentIndex(m_model->call());
    m_language->setCurrentIndex(m_model->language());
    for (int i = 0; i < int(m_model->steps().size()); ++i) {
        QWidget *step = makeStep(i);
        m_steps->addWidget(step);
        step->show(); // at once: it may get the focus
    }
    m_steps->addStretch();
    fillFoot();
    m_filling = false;
    showSteps();
}

QWidget *ScriptPanel::makeStep(int number)
{
    const ScriptModel::Step &step = m_model->steps()[size_t(number)];
    const bool now = number == m_model->at();
    auto *row = new ScriptStep(number + 1, step.title, step.say,
        now             ? StepLook::Now
            : step.done ? StepLook::Done
                        : StepLook::Ahead);
    row->setObjectName(QStringLiteral("lead.script.step%1").arg(number + 1));
    row->installEventFilter(this); // else the area around it scrolls by Alt+Down
    connect(row, &ScriptStep::chosen, this, [this, number] {
        m_model->go(number);
        focusStep();
    });
    if (now && step.answer != StepAnswer::None)
        row->setEditor(makeNote(number), tr("Kept as you type, on the lead when the call ends"));
    else if (!step.typed.trimmed().isEmpty())
        row->setAnswer(step.typed.trimmed());
    else if (const QString known = m_model->known(step.answer); !known.isEmpty())
        row->setAnswer(known);
    return row;
}

QPlainTextEdit *ScriptPanel::makeNote(int number)
{
    const ScriptModel::Step &step = m_model->steps()[size_t(number)];
    auto *note = new QPlainTextEdit(step.typed);
    note->setObjectName(QStringLiteral("lead.script.note"));
    note->setAccessibleName(step.title);
    note->setPlaceholderText(m_model->known(step.answer)); // said before: nothing is to be typed
    note->setTabChangesFocus(true);
    note->setFixedHeight(2 * lineHeight(Type::Body) + 2 * kSpace12);
    note->moveCursor(QTextCursor::End);
    note->installEventFilter(this);
    connect(note, &QPlainTextEdit::textChanged, this, [this, note, number] {
        if (!m_filling)
            m_model->setTyped(number, note->toPlainText());
    });
    return note;
}

// The outcomes stay one key away while an answer is written, and Esc ends the writing, not the call.
bool ScriptPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        fit();
    if (watched == parentWidget() || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (qobject_cast<ScriptStep *>(watched))
        return takeKey(*key);
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    if (takeKey(*key))
        return true;
    if (key->modifiers() != Qt::AltModifier)
        return false;
    key->ignore(); // to the lead, which knows Alt and a digit
    return QCoreApplication::sendEvent(m_lead->parentWidget(), event);
}

bool ScriptPanel::takeKey(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_F9 && event.modifiers() == Qt::NoModifier) {
        toggle();
        return true;
    }
    const bool steps = event.key() == Qt::Key_Down || event.key() == Qt::Key_Up;
    if (!steps || event.modifiers() != Qt::AltModifier || !isVisible())
        return false;
    m_model->go(m_model->at() + (event.key() == Qt::Key_Down ? 1 : -1));
    focusStep();
    return true;
}

void ScriptPanel::focusStep()
{
    for (auto *row : m_scroll->widget()->findChildren<ScriptStep *>(Qt::FindDirectChildrenOnly)) {
        if (row->isHidden() || row->look() != StepLook::Now)
            continue;
        m_scroll->widget()->layout()->activate();
        m_scroll->ensureWidgetVisible(row, 0, kSpace8);
        if (auto *note = row->findChild<QPlainTextEdit *>())
            note->setFocus(Qt::OtherFocusReason);
        else
            row->setFocus(Qt::OtherFocusReason);
    }
}

void ScriptPanel::showCard(const Script &script)
{
    m_cardTitle->setText(script.title);
    m_cardText->setText(m_model->cardText(script));
    m_pages->setCurrentIndex(1);
    m_back->setFocus(Qt::OtherFocusReason);
}

void ScriptPanel::showSteps() { m_pages->setCurrentIndex(0); }

void ScriptPanel::setLead(LeadId lead)
{
    hide();
    m_for = lead;
}

bool ScriptPanel::prepare()
{
    if (m_for.isNull())
        return false;
    if (m_model->lead() == m_for) {
        rebuild(); // what the lead says may be more by now
        return true;
    }
    const auto opened = m_model->open(m_for);
    if (!opened)
        Q_EMIT failed(opened.error());
    return bool(opened);
}

void ScriptPanel::openForCall()
{
    if (m_hidden || !hasRoom() || !prepare())
        return;
    fit();
    show();
}

void ScriptPanel::toggle()
{
    if (isVisible())
        return hideAway();
    m_hidden = false;
    if (!prepare())
        return;
    fit();
    show();
    focusStep();
}

void ScriptPanel::hideAway()
{
    const bool focused = isAncestorOf(focusWidget());
    m_hidden = true;
    hide();
    if (focused)
        Q_EMIT left();
}

} // namespace updesk
