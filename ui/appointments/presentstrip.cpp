// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/presentstrip.h"

#include "ui/parts/banner.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"

#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace updesk
{

static constexpr std::size_t kMostShown = 12; // more stand in the rows of the board

PresentStrip::PresentStrip(Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_banner(new Banner(BannerTone::Close, Icon::Warning)),
      m_box(new QWidget),
      m_flow(new FlowLayout(kSpace8, kSpace4, m_box))
{
    setObjectName(QStringLiteral("appt.present"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 1);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_box);
    m_flow->setContentsMargins(kSpace16, kSpace4, kSpace16, kSpace8);
    m_banner->setObjectName(QStringLiteral("appt.forgotten"));
    m_banner->setProperty("flush", true);
    connect(m_banner, &Banner::actionClicked, this, &PresentStrip::forgottenLeft);
    m_banner->setWords({});
    hide();
}

QString PresentStrip::textOf(const PresentRow &row, Time now)
{
    const QString name = row.name.isEmpty() ? tr("Guest") : row.name;
    const auto step = updesk::stepReached(row.visit);
    const QString time = BoardWords::minutes(std::max(timeIn(row.visit, now), kMinute));
    const QString reached = (step ? BoardWords::step(*step) : tr("Waiting for a person")).toLower();
    if (row.visit.beBack)
        //: a visitor who was here within 30 days, how long they are here, and how far they came
        return tr("%1, be-back, %2, %3").arg(name, time, reached);
    //: a visitor, how long they are here, and how far they came
    return tr("%1, %2, %3").arg(name, time, reached);
}

void PresentStrip::refresh()
{
    const Time now = m_session.now();
    const auto rules = m_session.rules();
    auto rows = presentRows(m_session.database(), now - kPresentSince);
    if (!rules || !rows) {
        Q_EMIT failed(!rules ? rules.error() : rows.error());
        return;
    }
    nameErased(
        m_session.database(), *rows, &PresentRow::name, [](const PresentRow &row) { return row.visit.customer.value; });
    m_present.clear();
    m_forgotten.clear();
    for (PresentRow &row : *rows) {
        if (isForgotten(row.visit, (*rules)->showroom, now))
            m_forgotten.push_back(row.visit.id);
        else
            m_present.push_back(std::move(row));
    }
    show(BoardWords(*rules), now);
}

void PresentStrip::show(const BoardWords &words, Time now)
{
    m_banner->setWords(m_forgotten.empty()
            ? QString()
            : tr("%n people are still logged in as present, though the showroom has closed since they came.", nullptr,
                int(m_forgotten.size())));
    m_banner->setAction(tr("Log them out"));
    setVisible(!m_present.empty() || !m_forgotten.empty());
    m_box->setVisible(!m_present.empty());
    std::vector<RowOnlyId> ids;
    for (const PresentRow &row : m_present)
        ids.push_back(row.visit.id);
    if (ids != m_shown) {
        m_shown = std::move(ids);
        rebuild();
    }
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        dress(*m_buttons[i], m_present[i], words, now);
}

void PresentStrip::rebuild()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    m_buttons.clear();
    if (m_present.empty())
        return;
    m_flow->addWidget(new TextLabel(tr("In the store now: %L1").arg(m_present.size()), Type::BodyStrong));
    for (std::size_t i = 0; i < std::min(m_present.size(), kMostShown); ++i)
        m_buttons.push_back(addVisitor());
    if (m_present.size() > kMostShown)
        m_flow->addWidget(
            new TextLabel(tr("and %L1 more").arg(m_present.size() - kMostShown), Type::Body, Colour::Text2));
    updateGeometry();
}

Button *PresentStrip::addVisitor()
{
    auto *button = new Button(QString());
    button->setInBar();
    auto *menu = new QMenu(button);
    connect(button, &Button::clicked, menu,
        [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height() + kSpace4))); });
    m_flow->addWidget(button);
    return button;
}

void PresentStrip::dress(Button &button, const PresentRow &row, const BoardWords &words, Time now)
{
    button.setText(textOf(row, now).replace(u'&', QStringLiteral("&&")));
    button.setMark(updesk::stepReached(row.visit) ? Icon::Visit : Icon::Waiting);
    const QString with = words.fullName(row.visit.person);
    button.setToolTip(with.isEmpty() ? tr("Nobody is with them yet") : tr("With %1").arg(with));
    auto *menu = button.findChild<QMenu *>();
    if (menu->isVisible()) // somebody is choosing from it
        return;
    menu->clear();
    fillMenu(*menu, row);
}

void PresentStrip::fillMenu(QMenu &menu, const PresentRow &row)
{
    for (const VisitStep step : kVisitSteps) {
        QAction *action = menu.addAction(BoardWords::step(step));
        action->setCheckable(true);
        action->setChecked(row.visit.*momentOf(step) > 0);
        action->setEnabled(!action->isChecked());
        connect(action, &QAction::triggered, this, [this, id = row.visit.id, step] { Q_EMIT stepReached(id, step); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Has left the store")), &QAction::triggered, this,
        [this, id = row.visit.id] { Q_EMIT departed(id); });
    if (!row.visit.lead.isNull())
        connect(menu.addAction(tr("Open the lead")), &QAction::triggered, this,
            [this, lead = row.visit.lead] { Q_EMIT openLead(lead); });
}

void PresentStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Colour::Divider));
}

} // namespace updesk
