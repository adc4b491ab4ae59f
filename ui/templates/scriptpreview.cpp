// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/scriptpreview.h"

#include "ui/parts/paint.h"
#include "ui/parts/scriptstep.h"
#include "ui/parts/spacing.h"
#include "ui/templates/scripteditmodel.h"
#include "ui/templates/scriptwords.h"

#include <QPainter>
#include <QVBoxLayout>

namespace updesk
{

ScriptPreview::ScriptPreview(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("script.preview"));
    m_column->setContentsMargins(1, kSpace8, 1, kSpace8);
    m_column->setSpacing(0);
}

void ScriptPreview::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ScriptPreview::addWords(const QString &title, const QString &words)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(kSpace16, kSpace4, kSpace16, kSpace4);
    column->setSpacing(kSpace8);
    for (const auto &[text, type] : {std::pair{title, Type::Section}, std::pair{words, Type::Body}}) {
        auto *label = new TextLabel(text, type);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setVisible(!text.isEmpty());
        column->addWidget(label);
    }
    m_column->addWidget(box);
}

// Made anew only where it reads otherwise: on most keys one step does.
void ScriptPreview::show(const ScriptEditModel &model)
{
    const std::vector<CallStep> steps = model.saidSteps();
    const Script *said = model.said();
    const QString words = said ? said->title + u'\n' + model.saidText() : QString();
    if (m_column->count() > 0 && steps == m_steps && words == m_words)
        return;
    m_steps = steps;
    m_words = words;
    clear();
    if (!said)
        addWords({}, tr("Nothing is said: it has no words that are in use."));
    else
        addWords(said->title, model.saidText());
    for (size_t i = 0; i < steps.size(); ++i) {
        const CallStep &step = steps[i];
        auto *row = new ScriptStep(int(i) + 1, step.title, step.say, StepLook::Ahead);
        row->setFocusPolicy(Qt::NoFocus);
        row->setAttribute(Qt::WA_TransparentForMouseEvents);
        if (step.answer != StepAnswer::None)
            //: %1: where the answer goes, "The note"
            row->setAnswer(tr("Answer: %1").arg(ScriptWords::answer(step.answer)));
        m_column->addWidget(row);
    }
    setAccessibleName(tr("Preview"));
}

void ScriptPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Base), colour(Colour::Divider), 1, kRadius);
}

} // namespace updesk
