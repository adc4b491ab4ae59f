// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/audiencefields.h"

#include "ui/parts/field.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"
#include "ui/plans/planwords.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace updesk
{

AudienceFields::AudienceFields(PlanModel &plan, QWidget *parent) : QWidget(parent), m_plan(plan), m_start(new QComboBox)
{
    m_start->setObjectName(QStringLiteral("sequence.start"));
    m_start->setProperty("bar", true);
    m_start->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_start->setMinimumContentsLength(6);
    for (const PlanStart start :
        {PlanStart::ByHand, PlanStart::Capture, PlanStart::MissedVisit, PlanStart::Sold, PlanStart::Ended})
        m_start->addItem(PlanWords::start(start), int(start));
    QStringList types, paces;
    for (int type = 0; type <= int(LeadType::Equity); ++type)
        types << PlanWords::type(LeadType(type));
    for (int pace = 0; pace <= int(Pace::Immediate); ++pace)
        paces << PlanWords::pace(Pace(pace));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    column->addWidget(new Field(tr("&Begins with"), m_start, LabelPlace::Beside));
    column->addWidget(new TextLabel(tr("For leads of these kinds"), Type::Body, Colour::Text2));
    column->addWidget(makeChips(tr("Kinds of leads"), "sequence.type", types, &Plan::types));
    column->addWidget(new TextLabel(tr("whose tier wants this pace"), Type::Body, Colour::Text2));
    column->addWidget(makeChips(tr("Pace of the tier"), "sequence.pace", paces, &Plan::paces));
    connect(m_start, &QComboBox::activated, this, [this](int at) {
        Plan changed = m_plan.plan();
        changed.start = PlanStart(m_start->itemData(at).toInt());
        m_plan.setWhole(changed, {});
    });
}

QWidget *AudienceFields::makeChips(const QString &name, const char *object, const QStringList &words, int Plan::*bits)
{
    auto *box = new QWidget;
    auto *flow = new FlowLayout(kSpace4, kSpace4, box);
    flow->setContentsMargins(0, 0, 0, 0);
    for (int bit = 0; bit < int(words.size()); ++bit) {
        auto *chip = new Chip(words[bit]);
        chip->setObjectName(QStringLiteral("%1%2").arg(QLatin1String(object)).arg(bit));
        //: a group of choices and one of them
        chip->setAccessibleName(tr("%1: %2").arg(name, words[bit]));
        connect(chip, &QAbstractButton::clicked, this, [this, bits, bit](bool on) {
            Plan changed = m_plan.plan();
            changed.*bits = on ? changed.*bits | 1 << bit : changed.*bits & ~(1 << bit);
            m_plan.setWhole(changed, {});
        });
        flow->addWidget(chip);
        m_bits.push_back({chip, bits, bit});
    }
    return box;
}

void AudienceFields::refresh()
{
    m_start->setCurrentIndex(m_start->findData(int(m_plan.plan().start)));
    for (const Bit &one : m_bits)
        one.chip->setChecked(m_plan.plan().*one.bits >> one.bit & 1);
}

} // namespace updesk
