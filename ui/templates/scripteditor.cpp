// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/scripteditor.h"

#include "ui/parts/field.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/leadpicker.h"
#include "ui/parts/screen.h"
#include "ui/parts/segments.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/templates/editfoot.h"
#include "ui/templates/fieldbar.h"
#include "ui/templates/scripteditmodel.h"
#include "ui/templates/scriptpreview.h"
#include "ui/templates/scriptwords.h"
#include "ui/templates/stepeditor.h"
#include "ui/templates/templateedit.h"

#include <QVBoxLayout>

namespace updesk
{

static constexpr int kBodyLines = 8, kLongestTitle = 80;

ScriptEditor::ScriptEditor(Session &session, QWidget *parent)
    : QWidget(parent),
      m_model(new ScriptEditModel(session, this)),
      m_name(new TextLabel(QString(), Type::Section)),
      m_kind(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_reading(wrappedLabel("script.reading", Type::Body, Colour::Text2)),
      m_findings(wrappedLabel("script.findings", Type::Body, Colour::Bad)),
      m_fallsBack(wrappedLabel("script.fallsBack", Type::Caption, Colour::Text2)),
      m_picker(new LeadPicker(session, QStringLiteral("script"))),
      m_preview(new ScriptPreview)
{
    setObjectName(QStringLiteral("script"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace16);
    column->setSpacing(kSpace8);
    m_reading->setText(tr("Managers change what is said. You can read it here."));
    for (QWidget *part : {makeHead(), static_cast<QWidget *>(m_reading), makeWords(),
             static_cast<QWidget *>(m_findings), static_cast<QWidget *>(m_fallsBack), makePreview()})
        column->addWidget(part);
    column->addStretch();
    makeFoot();
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(editorPage(content, m_foot));
    connectParts();
    refresh();
}

QWidget *ScriptEditor::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    m_name->setElides();
    m_language = new Segments(tr("Language of the script"), {tr("EN"), tr("ES"), tr("FR")});
    m_language->setObjectName(QStringLiteral("script.language"));
    row->addWidget(m_name, 1);
    row->addWidget(m_kind);
    row->addWidget(m_language);
    return head;
}

QWidget *ScriptEditor::makeWords()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    m_title = new Field(tr("&Title"));
    m_title->edit()->setObjectName(QStringLiteral("script.title"));
    m_title->edit()->setMaxLength(kLongestTitle);
    m_fields = new FieldBar(QStringLiteral("script"));
    m_body = new TemplateEdit;
    m_body->setObjectName(QStringLiteral("script.body"));
    m_body->setAccessibleName(tr("What is said or read"));
    m_body->setLines(kBodyLines);
    m_fields->watch(m_body);
    m_stepBox = new QWidget;
    m_stepColumn = new QVBoxLayout(m_stepBox);
    m_stepColumn->setContentsMargins(0, 0, 0, 0);
    m_stepColumn->setSpacing(kSpace8);
    m_addStep = new Button(tr("Add a step"));
    m_addStep->setInBar();
    m_addStep->setObjectName(QStringLiteral("script.addStep"));
    m_stepColumn->addWidget(m_addStep, 0, Qt::AlignLeft);
    for (QWidget *part :
        {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_fields), static_cast<QWidget *>(m_body), m_stepBox})
        column->addWidget(part);
    return box;
}

QWidget *ScriptEditor::makePreview()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, kSpace8, 0, 0);
    column->setSpacing(kSpace8);
    column->addWidget(new TextLabel(tr("On a call"), Type::Section));
    column->addWidget(m_picker);
    column->addWidget(m_preview);
    Screen::markFind(m_picker->edit());
    return box;
}

void ScriptEditor::makeFoot()
{
    m_foot = new EditFoot(QStringLiteral("script"));
    m_forget = new Button(tr("Forget what was typed"));
    m_up = new Button(tr("Earlier in the list"));
    m_down = new Button(tr("Later in the list"));
    m_forget->setObjectName(QStringLiteral("script.forget"));
    m_up->setObjectName(QStringLiteral("script.up"));
    m_down->setObjectName(QStringLiteral("script.down"));
    for (Button *button : {m_forget, m_up, m_down})
        m_foot->add(button);
}

void ScriptEditor::connectParts()
{
    connect(m_model, &ScriptEditModel::changed, this, &ScriptEditor::refresh);
    connect(m_language, &Segments::chosen, this, [this](int language) {
        m_model->setLanguage(language);
        Q_EMIT languageChosen(language);
    });
    connect(m_title->edit(), &QLineEdit::textEdited, m_model, &ScriptEditModel::setTitle);
    connect(m_body, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            m_model->setBody(m_body->toPlainText());
    });
    connect(m_addStep, &Button::clicked, this, [this] {
        m_model->addStep(int(m_model->steps().size()) - 1);
        m_steps.back()->title()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_picker, &LeadPicker::chosen, this, &ScriptEditor::chooseLead);
    connect(m_picker, &LeadPicker::failed, this, [this](const Error &error) { Q_EMIT failed(sentence(error)); });
    connect(m_foot, &EditFoot::saveWanted, this, &ScriptEditor::save);
    connect(m_foot, &EditFoot::shippedWanted, this, &ScriptEditor::useShipped);
    connect(m_foot, &EditFoot::activeChosen, m_model, &ScriptEditModel::setActive);
    connect(m_forget, &Button::clicked, m_model, &ScriptEditModel::revert);
    connect(m_up, &Button::clicked, this, [this] { move(-1); });
    connect(m_down, &Button::clicked, this, [this] { move(1); });
}

void ScriptEditor::open(const QString &key, const std::vector<ScriptEntry> &entries) { m_model->open(key, entries); }

void ScriptEditor::findLeads()
{
    m_picker->refresh();
    chooseLead();
}

void ScriptEditor::chooseLead()
{
    if (m_picker->lead().isNull())
        return; // the one before stays
    const auto set = m_model->setLead(m_picker->lead(), m_picker->leadName());
    Q_EMIT failed(set ? QString() : sentence(set.error()));
}

void ScriptEditor::refresh()
{
    const Script &row = m_model->typed();
    const bool may = m_model->mayEdit();
    m_showing = true;
    m_name->setText(row.title);
    m_kind->setText(ScriptWords::kind(row.kind));
    m_language->setCurrent(m_model->language());
    if (m_title->edit()->text() != row.title)
        m_title->edit()->setText(row.title);
    m_body->setVisible(!m_model->isCall());
    m_stepBox->setVisible(m_model->isCall());
    if (!m_model->isCall())
        m_body->setTextIfOther(row.body);
    showSteps();
    m_showing = false;
    m_title->edit()->setReadOnly(!may);
    m_body->setReadOnly(!may);
    m_fields->setVisible(may);
    m_fields->setValues(m_model->values());
    m_reading->setVisible(!may);
    m_addStep->setVisible(may);
    showFindings();
    showFoot();
    m_preview->show(*m_model);
}

StepEditor *ScriptEditor::makeStep(int number)
{
    auto *step = new StepEditor(number, *m_fields);
    connect(
        step, &StepEditor::changed, this, [this, number](const CallStep &typed) { m_model->setStep(number, typed); });
    const auto focus = [this](int to) {
        if (to >= 0 && to < int(m_steps.size()))
            m_steps[size_t(to)]->title()->setFocus(Qt::OtherFocusReason);
    };
    connect(step, &StepEditor::moveWanted, this, [this, number, focus](int by) {
        m_model->moveStep(number, by);
        focus(number + by);
    });
    connect(step, &StepEditor::addWanted, this, [this, number, focus] {
        m_model->addStep(number);
        focus(number + 1);
    });
    connect(step, &StepEditor::removeWanted, this, [this, number, focus] {
        m_model->removeStep(number);
        focus(std::min(number, int(m_steps.size()) - 1));
    });
    return step;
}

// As many as there are; each then shows what its place holds now.
void ScriptEditor::showSteps()
{
    const std::vector<CallStep> steps = m_model->isCall() ? m_model->steps() : std::vector<CallStep>();
    while (m_steps.size() > steps.size()) {
        m_steps.back()->hide();
        m_steps.back()->deleteLater(); // it may be the one whose key is being handled
        m_steps.pop_back();
    }
    while (m_steps.size() < steps.size()) {
        m_steps.push_back(makeStep(int(m_steps.size())));
        m_stepColumn->insertWidget(int(m_steps.size()) - 1, m_steps.back());
        m_steps.back()->setVisible(true); // at once: it may get the focus
    }
    for (size_t i = 0; i < steps.size(); ++i) {
        std::vector<TemplateFinding> words;
        for (const ScriptFinding &finding : m_model->findings()) {
            if (finding.step == int(i) && finding.problem == ScriptProblem::Words)
                words.push_back(finding.words);
        }
        m_steps[i]->set(steps[i], m_model->pages(), words);
        m_steps[i]->setReadOnly(!m_model->mayEdit());
    }
}

void ScriptEditor::showFindings()
{
    QStringList lines;
    std::vector<TemplateFinding> words;
    for (const ScriptFinding &finding : m_model->findings()) {
        lines << ScriptWords::finding(finding);
        if (finding.step < 0 && finding.problem == ScriptProblem::Words)
            words.push_back(finding.words);
    }
    lines.removeDuplicates();
    m_body->setFindings(words);
    m_findings->setText(lines.join(u'\n'));
    m_findings->setVisible(!lines.isEmpty());
    m_findings->setColour(isBlocked(m_model->findings()) ? Colour::Bad : Colour::Close);
    m_body->setAccessibleDescription(lines.join(u' '));
    const Script *said = m_model->said();
    const bool other = said && said->language != m_model->typed().language;
    //: %1: a language
    m_fallsBack->setText(other
            ? tr("Nothing is in use in this language: %1 is said.").arg(ScriptWords::language(said->language))
            : QString());
    m_fallsBack->setVisible(other);
}

void ScriptEditor::showFoot()
{
    const bool may = m_model->mayEdit();
    m_foot->setReadOnly(!may);
    m_foot->set(m_model->isChanged(), m_model->isOwn(), m_model->typed().active,
        m_model->isStoresAlone() ? tr("Remove it") : tr("Use the words it came with"));
    m_forget->setVisible(may && m_model->isChanged());
    m_up->setVisible(may);
    m_down->setVisible(may);
    m_up->setEnabled(m_model->mayMove(-1));
    m_down->setEnabled(m_model->mayMove(1));
}

void ScriptEditor::tell(const Result<DeedId> &deed, const QString &words)
{
    Q_EMIT failed(deed ? QString() : ScriptWords::saveError(deed.error()));
    if (deed && !deed->isNull())
        Q_EMIT done(words);
}

void ScriptEditor::save()
{
    if (!m_model->isChanged() || !m_model->mayEdit())
        return;
    const QString title = m_model->typed().title;
    tell(m_model->save(), tr("Script “%1” saved.").arg(title));
}

void ScriptEditor::useShipped()
{
    const QString title = m_model->typed().title;
    const bool alone = m_model->isStoresAlone();
    const auto dropped = m_model->drop();
    tell(dropped, alone ? tr("“%1” removed.").arg(title) : tr("“%1” reads again as it came.").arg(title));
}

void ScriptEditor::move(int by)
{
    const QString title = m_model->typed().title;
    const auto moved = m_model->move(by);
    tell(moved, by < 0 ? tr("“%1” comes earlier now.").arg(title) : tr("“%1” comes later now.").arg(title));
}

} // namespace updesk
