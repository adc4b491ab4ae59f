// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/sellsheet.h"

#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"

#include <QCheckBox>
#include <QComboBox>

namespace updesk
{

SellSheet::SellSheet(Session &session, QWidget *window)
    : FormSheet(window, QStringLiteral("lead.sell")),
      m_session(session),
      m_seller(new QComboBox),
      m_delivered(new QCheckBox(tr("The customer has it &already"))),
      m_state(new TextLabel(QString(), Type::BodyMedium)),
      m_save(new Button(tr("&Sell"), ButtonKind::Primary)),
      m_deliver(new Button(tr("&Delivered"))),
      m_unwind(new Button(tr("&Unwind the sale")))
{
    makeBody();
    m_save->setObjectName(nameOf("save"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_deliver->setObjectName(nameOf("deliver"));
    m_unwind->setObjectName(nameOf("unwind"));
    foot()->addWidget(m_unwind);
    foot()->addWidget(m_deliver);
    foot()->addStretch();
    foot()->addWidget(m_save);
    connect(m_save, &Button::clicked, this, &SellSheet::save);
    connect(m_deliver, &Button::clicked, this, &SellSheet::deliver);
    connect(m_unwind, &Button::clicked, this, &SellSheet::unwind);
}

void SellSheet::makeBody()
{
    m_state->setWordWrap(true);
    addWide(m_state);
    addField("stock", tr("S&tock number"));
    addField("vehicle", tr("&Vehicle"));
    addField("price", tr("&Price"));
    addField("number", tr("Deal &number"));
    addField("front", tr("&Front gross"));
    addField("back", tr("&Back gross"));
    addField("why", tr("Why it is un&wound"));
    for (const Entry entry : {Front, Back})
        field(entry)->edit()->setPlaceholderText(tr("not known yet"));
    m_seller->setObjectName(nameOf("seller"));
    add(m_sellerField = new Field(tr("Sold b&y"), m_seller));
    m_delivered->setObjectName(nameOf("delivered"));
    addWide(m_delivered);
    endBody();
}

void SellSheet::fillPeople(PersonId chosen)
{
    m_people.clear();
    m_seller->clear();
    const auto rules = m_session.rules();
    if (!rules)
        return;
    int current = 0;
    for (const Person &person : (*rules)->people) {
        if (!person.active && person.id != chosen)
            continue;
        if (person.id == chosen)
            current = int(m_people.size());
        m_people.push_back(person.id);
        m_seller->addItem(person.name);
    }
    m_seller->setCurrentIndex(m_people.empty() ? -1 : current);
}

// Of a deal that stands only its gross and what becomes of it can still change.
void SellSheet::showEntries(bool sale)
{
    for (const Entry entry : {Stock, Vehicle, Price, Number})
        field(entry)->setVisible(sale);
    m_sellerField->setVisible(sale);
    m_delivered->setVisible(sale);
    field(Why)->setVisible(!sale);
    m_state->setVisible(!sale);
    m_deliver->setVisible(!sale && m_deal->state == Deal::State::Pending);
    m_unwind->setVisible(!sale);
    m_save->setText(sale ? tr("&Sell") : tr("Keep the &gross"));
    clearErrors();
}

void SellSheet::openForSale(LeadId lead, const QString &customer, const DealDraft &known, Done done)
{
    m_lead = lead;
    m_customer = customer;
    m_deal.reset();
    m_done = std::move(done);
    setHead(tr("Sold to %1").arg(customer), {}, Icon::Sold);
    fillPeople(known.person);
    field(Stock)->edit()->setText(known.stock);
    field(Vehicle)->edit()->setText(known.vehicle);
    field(Price)->edit()->setText(moneyTyping(known.price));
    for (const Entry entry : {Number, Front, Back, Why})
        field(entry)->edit()->clear();
    m_delivered->setChecked(false);
    showEntries(true);
    openSheet(field(Stock)->edit());
}

void SellSheet::openForDeal(const Deal &deal, const QString &customer, Done done)
{
    m_lead = deal.lead;
    m_customer = customer;
    m_deal = deal;
    m_done = std::move(done);
    setHead(tr("Sale to %1").arg(customer), {}, Icon::Sold);
    const QString what = deal.vehicle.isEmpty() ? deal.stock : deal.vehicle;
    m_state->setText(
        deal.state == Deal::State::Delivered ? tr("%1, delivered.").arg(what) : tr("%1, delivery pending.").arg(what));
    field(Front)->edit()->setText(deal.grossKnown ? moneyTyping(deal.frontGross) : QString());
    field(Back)->edit()->setText(deal.grossKnown ? moneyTyping(deal.backGross) : QString());
    field(Why)->edit()->clear();
    showEntries(false);
    openSheet(m_deliver->isVisibleTo(this) ? static_cast<QWidget *>(m_deliver) : field(Front)->edit());
}

bool SellSheet::grossTyped() const { return !typed(Front).isEmpty() || !typed(Back).isEmpty(); }

bool SellSheet::readGross(qint64 &front, qint64 &back)
{
    const bool one = readMoney(Front, front, Amount::Any);
    return readMoney(Back, back, Amount::Any) && one;
}

void SellSheet::save() { m_deal ? keepGross() : sell(); }

void SellSheet::sell()
{
    DealDraft draft;
    const int seller = m_seller->currentIndex();
    draft.person = seller >= 0 ? m_people[std::size_t(seller)] : PersonId();
    draft.stock = typed(Stock);
    draft.vehicle = typed(Vehicle);
    draft.dmsNo = typed(Number);
    draft.delivered = m_delivered->isChecked();
    draft.grossKnown = grossTyped();
    bool good = readMoney(Price, draft.price, Amount::Any);
    good = readGross(draft.frontGross, draft.backGross) && good;
    if (!good)
        return place();
    const auto sold = sellLead(m_session, m_lead, draft);
    finish(sold ? Result<DeedId>(sold->deed) : sold.error(), tr("Sold to %1.").arg(m_customer));
}

void SellSheet::keepGross()
{
    qint64 front = 0, back = 0;
    if (!readGross(front, back))
        return place();
    if (!grossTyped()) {
        field(Front)->setError(tr("Type what is known of it."));
        return place();
    }
    finish(setGross(m_session, m_deal->id, front, back), tr("Gross kept: %1.").arg(regionMoney(front + back)));
}

void SellSheet::deliver() { finish(deliverDeal(m_session, m_deal->id), tr("Delivered to %1.").arg(m_customer)); }

void SellSheet::unwind()
{
    if (typed(Why).isEmpty()) {
        field(Why)->setError(tr("Type why. It stays with the sale."));
        field(Why)->edit()->setFocus();
        return place();
    }
    finish(unwindDeal(m_session, m_deal->id, typed(Why)),
        tr("The sale to %1 is unwound. The lead is open again.").arg(m_customer));
}

void SellSheet::finish(const Result<DeedId> &done, const QString &words)
{
    if (done) {
        closeSheet();
        return m_done(done, words);
    }
    const auto is = [&](const char *what) {
        return done.error().code == Error::Code::Invalid && done.error().subject == QLatin1String(what);
    };
    fail(is("vehicle")     ? tr("Type the stock number or what was sold.")
            : is("stock")  ? tr("The vehicle of this stock number is sold already.")
            : is("closed") ? tr("This lead was sold meanwhile. Nothing was saved.")
            : is("price")  ? tr("This price cannot be right.")
            : is("gross")  ? tr("This gross cannot be right.")
            : is("state")  ? tr("This sale was unwound meanwhile. Nothing was saved.")
                           : sentence(done.error()));
}

} // namespace updesk
