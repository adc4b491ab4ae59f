// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/preview.h"

#include "core/sequences/script.h"
#include "core/sequences/templatefill.h"
#include "core/sequences/templaterows.h"
#include "ui/parts/paint.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"
#include "ui/parts/leadpicker.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace updesk
{

/// The sheet that the words stand on.
class PreviewPaper final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintBox(painter, rect(), colour(Colour::Alt), colour(Colour::Divider), 1, kRadius);
    }
};

StepPreview::StepPreview(Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_language(new Segments(tr("Language of the preview"), {tr("EN"), tr("ES"), tr("FR")})),
      m_picker(new LeadPicker(session, QStringLiteral("sequence"))),
      m_text(new TextLabel(QString())),
      m_foot(new TextLabel(QString(), Type::Caption, Colour::Hint))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Preview"), Type::Section), 1);
    head->addWidget(m_language);
    column->addLayout(head);
    column->addWidget(m_picker);
    auto *paper = new PreviewPaper;
    auto *inner = new QVBoxLayout(paper);
    inner->setContentsMargins(kSpace12, kSpace12, kSpace12, kSpace12);
    inner->addWidget(m_text);
    column->addWidget(paper);
    column->addWidget(m_foot);
    m_language->setObjectName(QStringLiteral("sequence.language"));
    m_text->setObjectName(QStringLiteral("sequence.preview"));
    m_text->setAccessibleName(tr("Preview"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_foot->setWordWrap(true);
    connect(m_language, &Segments::chosen, this, &StepPreview::write);
    connect(m_picker, &LeadPicker::chosen, this, &StepPreview::take);
    connect(m_picker, &LeadPicker::failed, this, &StepPreview::failed);
}

QString StepPreview::language() const
{
    return QLatin1String(kMessageLanguages[std::size_t(std::max(0, m_language->current()))]);
}

void StepPreview::setStep(const PlanStep &step, const std::vector<TemplateEntry> &templates)
{
    m_step = step;
    m_templates = templates;
    write();
}

void StepPreview::refreshLeads()
{
    const LeadId before = m_facts.lead;
    m_picker->refresh();
    if (m_picker->lead() != before || m_picker->lead().isNull())
        take();
}

// In the language that this customer is written to, until another one is looked at.
void StepPreview::take()
{
    m_facts = {};
    m_facts.asOf = m_session.now();
    if (!m_picker->lead().isNull()) {
        auto facts = templateFacts(m_session.database(), m_picker->lead(), m_session.now(), m_session.person());
        if (!facts) {
            Q_EMIT failed(facts.error());
            return;
        }
        m_facts = std::move(*facts);
        const QString own = messageLanguage(m_facts.language, m_facts.storeLanguage);
        for (std::size_t i = 0; i < kMessageLanguages.size(); ++i) {
            if (own == QLatin1String(kMessageLanguages[i]))
                m_language->setCurrent(int(i));
        }
    }
    write();
}

QString StepPreview::message() const
{
    const Template *row = templateAmong(m_templates, m_step.text, languagesOf(language(), m_facts.storeLanguage));
    if (!row)
        return tr("There is no template of this name that is in use.");
    const FilledMessage message = fill(*row, templateValues(m_facts, row->language));
    if (!message.unfilled.isEmpty())
        return tr("No message for this lead: {%1} has no value.").arg(message.unfilled.join(QStringLiteral("}, {")));
    if (!message.untrue.empty())
        return tr("No message for this lead: “%1” is not so at the moment.").arg(message.untrue.front().words);
    if (!message.isReady())
        return tr("The template cannot be sent as it is written. Open it to see why.");
    QString words = message.body;
    if (!message.subject.isEmpty())
        words = message.subject + QStringLiteral("\n\n") + words;
    return message.footer.isEmpty() ? words : words + QStringLiteral("\n\n") + message.footer;
}

QString StepPreview::call() const
{
    const auto scripts =
        scriptsOf(m_session.database(), ScriptKind::Call, languagesOf(language(), m_facts.storeLanguage));
    if (!scripts)
        return {};
    const auto found = std::ranges::find(*scripts, m_step.text, &Script::key);
    const auto steps =
        found == scripts->end() ? Result<std::vector<CallStep>>(std::vector<CallStep>()) : callSteps(found->body);
    if (!steps || steps->empty())
        return tr("There is no call script of this name.");
    const TemplateValues values = templateValues(m_facts, found->language);
    QStringList lines;
    for (const CallStep &one : *steps) {
        const QString say = fillSpoken(one.say, values).body;
        //: a step of a call, and what is said
        lines << (say.isEmpty() ? one.title : tr("%1: %2").arg(one.title, say));
    }
    return lines.join(u'\n');
}

void StepPreview::write()
{
    const bool none = m_step.text.isEmpty();
    m_text->setText(none ? tr("Nothing to show yet.") : m_step.channel == Channel::Phone ? call() : message());
    m_foot->setText(m_facts.lead.isNull() ? tr("No open lead to show it for.") : QString());
    m_foot->setVisible(m_facts.lead.isNull());
}

} // namespace updesk
