// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/trialsheet.h"

#include "ui/parts/announce.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/parts/leadpicker.h"
#include "ui/plans/plantable.h"
#include "ui/plans/planwords.h"
#include "ui/plans/trialmodel.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRowsSeen = 12;

TrialSheet::TrialSheet(Session &session, PlanModel &plan, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_plan(plan),
      m_picker(new LeadPicker(session, QStringLiteral("sequence.trial"))),
      m_model(new TrialModel(plan, this)),
      m_table(new PlanTable(*m_model,
          {{36, 168, 64, 200, 380}, {32, 120, 52, 108, 120}, {TrialModel::By}, TrialModel::Says},
          PlanTable::Steps::No)),
      m_about(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_words(new TextLabel(QString(), Type::Body))
{
    setObjectName(QStringLiteral("sequence.trial"));
    setPanel(900);
    setEscWords(tr("nothing is written"));
    setBody(makeBody());
    connect(m_picker, &LeadPicker::chosen, this, &TrialSheet::tryIt);
    connect(m_picker, &LeadPicker::failed, this, [this](const Error &error) { m_words->setText(sentence(error)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TrialSheet::showStep);
}

QWidget *TrialSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    m_table->setObjectName(QStringLiteral("sequence.trial.list"));
    m_table->setAccessibleName(tr("When each step would fall"));
    m_table->setItemDelegate(new TrialDelegate(m_table));
    m_words->setObjectName(QStringLiteral("sequence.trial.words"));
    m_about->setObjectName(QStringLiteral("sequence.trial.about"));
    m_about->setWordWrap(true);
    m_words->setWordWrap(true);
    for (QWidget *part : {static_cast<QWidget *>(m_picker), static_cast<QWidget *>(m_about),
             static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_words)})
        column->addWidget(part);
    const auto fit = [this] { m_table->setFixedHeight(m_table->heightFor(kRowsSeen)); };
    connect(themeChanges(), &ThemeChanges::changed, m_table, fit);
    connect(m_model, &QAbstractItemModel::modelReset, m_table, fit);
    fit();
    return body;
}

void TrialSheet::openFor(LeadId lead, const QString &name)
{
    setHead(tr("Test on a lead"), m_plan.plan().title, Icon::Tick);
    m_picker->refresh();
    m_picker->take(lead, name);
    tryIt();
    openSheet(m_table);
}

void TrialSheet::tryIt()
{
    const LeadId lead = m_picker->lead();
    const auto trial = lead.isNull() ? Result<PlanTrial>(PlanTrial()) : tryPlan(m_session, m_plan.plan(), lead);
    m_model->setTrial(trial ? *trial : PlanTrial(), m_session.now());
    if (!trial)
        m_about->setText(sentence(trial.error()));
    else if (lead.isNull())
        m_about->setText(tr("No lead found. Type words of a name, or of a lead that is open."));
    else if (const QString stop = PlanWords::stop(trial->stop); !stop.isEmpty())
        m_about->setText(stop);
    else
        m_about->setText(tr("If it began now, each step was done on time and nobody ever answered. Times of %1.")
                             .arg(QString(trial->zone).replace(u'_', u' ')));
    m_table->choose(0);
    showStep();
    place();
}

void TrialSheet::showStep()
{
    m_words->setText(m_model->says(m_table->row()));
    announce(m_words, m_words->text());
}

} // namespace updesk
