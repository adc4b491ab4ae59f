// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/factpanel.h"

#include "core/appointments/qualify.h"
#include "core/people/customerstore.h"
#include "ui/parts/detailwords.h"
#include "ui/parts/garagewords.h"
#include "ui/parts/qualifywords.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"

#include <QStyle>

#include <algorithm>

namespace updesk
{

static constexpr std::size_t kMostOfAKind = 3;

// It places the facts itself: a grid that changes its columns on a resize is a frame late with its height.
FactPanel::FactPanel(LeadModel &model, QWidget *parent) : QWidget(parent), m_model(model)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&m_model, &LeadModel::changed, this, &FactPanel::refresh);
    connect(themeChanges(), &ThemeChanges::changed, this, &FactPanel::restyle);
}

// Most of what changes on a lead changes none of its facts, and the next lead has about as many.
void FactPanel::refresh()
{
    m_leftLines.clear();
    m_rightLines.clear();
    if (m_model.isOpen()) {
        addPhones();
        addEmails();
        addCoBuyer();
        addVehicles();
        addGarage();
        addOrigin();
    }
    const bool left = showLines(m_left, m_leftLines), right = showLines(m_right, m_rightLines);
    if (!left && !right)
        return;
    updateGeometry();
    place(width(), true);
}

/// Lets a column show these lines; false when it did already.
bool FactPanel::showLines(std::vector<Fact *> &column, const std::vector<FactLine> &lines)
{
    if (std::ranges::equal(column, lines, {}, &Fact::line))
        return false;
    for (; column.size() > lines.size(); column.pop_back())
        delete column.back();
    while (column.size() < lines.size())
        column.push_back(new Fact(this));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (column[i]->line() != lines[i])
            column[i]->setLine(lines[i]);
        column[i]->setVisible(true);
    }
    return true;
}

// At another text size every height is another.
void FactPanel::restyle()
{
    for (auto *side : {&m_left, &m_right}) {
        for (Fact *fact : *side)
            delete fact;
        side->clear();
    }
    refresh();
}

void FactPanel::addPhones()
{
    const CustomerCard &card = m_model.card();
    const LeadWords &words = m_model.words();
    const Channel way = Channel(m_model.lead().preferredChannel);
    const QString wish = way == Channel::Phone || way == Channel::Text ? LeadWords::prefers(way) : QString();
    const QString answers = m_model.answers().way == Channel::Email ? QString() : LeadWords::answers(m_model.answers());
    for (std::size_t n = 0; n < std::min(card.phones.size(), kMostOfAKind); ++n) {
        const Phone &phone = card.phones[n];
        FactLine fact{Icon::Call, {}, {}};
        fact.add(phone.e164.isEmpty() ? phone.typed : words.phone(phone.e164));
        fact.add(LeadWords::phoneKind(phone.kind), Colour::Text2);
        QStringList under;
        if (phone.bad)
            under << tr("Wrong number");
        else if (phone.e164.isEmpty())
            under << tr("Could not be read as a number");
        if (n == 0)
            under << (card.noCalls ? tr("No calls") : QString())
                  << (card.noTexts              ? tr("No texts")
                             : card.textConsent ? tr("Text ok")
                             : card.noCalls     ? QString()
                                                : tr("Has not said yes to texts"))
                  << LeadWords::bestTime(m_model.lead().bestTime) << wish << answers;
        if (phone.dncOn)
            under << tr("On the do-not-call list");
        fact.under(under);
        m_leftLines.push_back(fact);
    }
    if (!card.phones.empty())
        return;
    FactLine none{Icon::Call, {}, {}};
    none.add(tr("No phone"), Colour::Text2);
    none.under({LeadWords::bestTime(m_model.lead().bestTime), wish, answers});
    m_leftLines.push_back(none);
}

void FactPanel::addEmails()
{
    const CustomerCard &card = m_model.card();
    const Channel way = Channel(m_model.lead().preferredChannel);
    const Address *stated = statedPlace(card.addresses);
    QStringList where{way == Channel::Email ? LeadWords::prefers(way) : QString(),
        m_model.answers().way == Channel::Email ? LeadWords::answers(m_model.answers()) : QString(),
        stated ? DetailWords::place(*stated) : QString(), LeadWords::distance(m_model.ring())};
    const int unnamed = card.householdOthers - int(card.housemates.size());
    if (unnamed > 0)
        where << tr("Household: %n other(s)", nullptr, card.householdOthers);
    else if (!card.housemates.empty())
        where << tr("Household: %1").arg(QLocale().createSeparatedList(card.housemates));
    if (card.emails.empty()) {
        FactLine none{Icon::Email, {}, {}};
        none.add(tr("No email"), Colour::Text2);
        none.under(where);
        m_leftLines.push_back(none);
        return;
    }
    for (std::size_t n = 0; n < std::min(card.emails.size(), kMostOfAKind); ++n) {
        FactLine fact{Icon::Email, {}, {}};
        fact.add(card.emails[n].typed.isEmpty() ? card.emails[n].address : card.emails[n].typed);
        QStringList under;
        if (card.emails[n].bad)
            under << tr("Does not arrive");
        if (n == 0 && card.noEmails)
            under << tr("No emails");
        fact.under(n == 0 ? under + where : under);
        m_leftLines.push_back(fact);
    }
}

void FactPanel::addCoBuyer()
{
    const auto &coBuyer = m_model.coBuyer();
    FactLine fact{Icon::Customers, {}, {}};
    if (!coBuyer) {
        fact.add(decidesWords(decidesOf(m_model.lead())));
        if (m_model.lead().decides != Decides::Unknown)
            m_leftLines.push_back(fact);
        return;
    }
    fact.add(tr("Co-buyer: %1").arg(coBuyer->name));
    const bool number = coBuyer->phone.startsWith(u'+');
    fact.under({number ? m_model.words().phone(coBuyer->phone) : coBuyer->phone, coBuyer->email,
        coBuyer->housemate ? tr("Same household") : QString()});
    m_leftLines.push_back(fact);
}

void FactPanel::addGarage()
{
    const std::vector<GarageRow> &garage = m_model.garage();
    for (std::size_t n = 0; n < std::min(garage.size(), kMostOfAKind); ++n) {
        FactLine fact{Icon::Inventory, {}, {}};
        fact.add(tr("Owns: %1").arg(vehicleName(garage[n].vehicle)));
        QStringList under = garageNotes(garage[n]);
        if (n + 1 == kMostOfAKind && garage.size() > kMostOfAKind)
            under << tr("And %n more vehicle(s)", nullptr, int(garage.size() - kMostOfAKind));
        fact.under(under);
        m_rightLines.push_back(fact);
    }
}

void FactPanel::addVehicles()
{
    const LeadWords &words = m_model.words();
    const Time now = m_model.session().now();
    std::size_t wanted = 0, traded = 0;
    for (const LeadVehicleRow &row : m_model.vehicles()) {
        const QString name = words.vehicle(row.vehicle);
        const QString stock = row.vehicle.stock.isEmpty() ? QString() : u'#' + row.vehicle.stock;
        if ((name.isEmpty() && stock.isEmpty()) || (row.trade ? ++traded : ++wanted) > kMostOfAKind)
            continue;
        FactLine fact{row.trade ? Icon::Equity : Icon::Inventory, {}, {}};
        fact.add(row.trade ? tr("Trade: %1").arg(name) : name);
        fact.add(stock, Colour::Text2);
        if (row.price > 0)
            fact.add(regionMoney(row.price), Colour::Text, Type::BodyStrong);
        QStringList under{words.vehicleNote(row, now)};
        if (!row.trade && wanted == 1)
            under << LeadWords::timeframe(m_model.lead().timeframeDays);
        if (row.trade && row.vehicle.payoff > 0)
            under << tr("Still owed: %1").arg(regionMoney(row.vehicle.payoff));
        under << LeadWords::vehicleDetails(row.vehicle);
        fact.under(under);
        m_rightLines.push_back(fact);
    }
    if (holdsNoTrade(m_model.lead(), std::ranges::any_of(m_model.vehicles(), &LeadVehicleRow::trade))) {
        FactLine none{Icon::Equity, {}, {}};
        none.add(noTradeWords());
        m_rightLines.push_back(none);
    }
    if (wanted > 0)
        return;
    FactLine none{Icon::Inventory, {}, {}};
    none.add(tr("No vehicle named"), Colour::Text2);
    none.under({LeadWords::timeframe(m_model.lead().timeframeDays)});
    m_rightLines.insert(m_rightLines.begin(), none);
}

void FactPanel::addOrigin()
{
    const LeadWords &words = m_model.words();
    const Lead &lead = m_model.lead();
    FactLine fact{Icon::Owner, {}, {}};
    const QString owner = words.fullName(lead.owner);
    fact.add(owner.isEmpty() ? tr("No owner yet") : owner, owner.isEmpty() ? Colour::Text2 : Colour::Text);
    QStringList under;
    if (m_model.claim() == LeadModel::Claim::Asked)
        under << tr("Claiming");
    else if (m_model.claim() == LeadModel::Claim::Waits)
        under << tr("Claimed here; will be checked when back online");
    const QString source = words.source(lead.source);
    if (!source.isEmpty())
        under << tr("Source: %1").arg(source);
    under << LeadWords::payment(lead.financeMethod);
    if (lead.preApproved)
        under << tr("Says: own pre-approval");
    if (lead.downPayment > 0)
        under << tr("Says: %1 down").arg(regionMoney(lead.downPayment));
    fact.under(under);
    m_rightLines.push_back(fact);
}

QStringList FactPanel::lines() const
{
    QStringList out;
    for (const auto *side : {&m_left, &m_right})
        for (const Fact *fact : *side)
            out << fact->line().line();
    return out;
}

void FactPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place(width(), true);
}

int FactPanel::heightForWidth(int width) const { return place(width, false); }
QSize FactPanel::sizeHint() const { return {scaled(560), place(scaled(560), false)}; }
QSize FactPanel::minimumSizeHint() const { return {scaled(200), 0}; }

/// Two columns where there is room, else one under the other; returns the height that takes.
int FactPanel::place(int width, bool apply) const
{
    const bool two = width >= scaled(560);
    const int column = two ? (width - kSpace24) / 2 : width;
    int y = 0, lowest = 0;
    for (const auto *side : {&m_left, &m_right}) {
        const bool right = two && side == &m_right;
        if (right)
            y = 0;
        for (Fact *fact : *side) {
            const int height = fact->hasHeightForWidth() ? fact->heightForWidth(column) : fact->sizeHint().height();
            if (apply)
                fact->setGeometry(QStyle::visualRect(layoutDirection(), QRect(0, 0, width, y + height),
                    QRect(right ? column + kSpace24 : 0, y, column, height)));
            y += height + kSpace12;
        }
        lowest = std::max(lowest, y - kSpace12);
    }
    return std::max(0, lowest);
}

} // namespace updesk
