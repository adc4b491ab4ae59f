// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/showroomask.h"

#include "core/appointments/dealrows.h"
#include "core/store/desksetting.h"
#include "ui/lead/appraisalsheet.h"
#include "ui/lead/leadmodel.h"
#include "ui/lead/pencilsheet.h"
#include "ui/lead/sellsheet.h"
#include "ui/parts/icons.h"
#include "ui/parts/sentence.h"

#include <QMenu>

namespace updesk
{

ShowroomAsk::ShowroomAsk(LeadModel &model, const LeadCalls &calls, QWidget &panel)
    : m_model(model), m_calls(calls), m_panel(panel)
{
}

ShowroomAsk::~ShowroomAsk() = default;

bool ShowroomAsk::act(Letter letter)
{
    switch (letter) {
    case Letter::Payment:
        pencil();
        return true;
    case Letter::Appraise:
        appraise();
        return true;
    case Letter::Sold:
        sell();
        return true;
    default:
        return false;
    }
}

void ShowroomAsk::fill(QMenu &menu)
{
    const auto add = [&](const QString &words, Icon mark, Letter letter, void (ShowroomAsk::*run)()) {
        QAction *action = menu.addAction(icon(mark), words, &menu, [this, run] { (this->*run)(); });
        showLetter(action, letter);
    };
    add(tr("Figure a payment ..."), Icon::Equity, Letter::Payment, &ShowroomAsk::pencil);
    add(tr("Appraise the trade-in ..."), Icon::Inventory, Letter::Appraise, &ShowroomAsk::appraise);
    add(m_model.lead().closed == Closed::Sold ? tr("The sale ...") : tr("Sold ..."), Icon::Sold, Letter::Sold,
        &ShowroomAsk::sell);
}

Appraisal ShowroomAsk::knownTrade() const
{
    const auto known = updesk::knownTrade(m_model.session().database(), m_model.id());
    return known ? known->value_or(Appraisal()) : Appraisal();
}

// How the state taxes a sale is the same for every customer: it is asked once at a desk.
static QString taxSetting() { return QStringLiteral("pencil_tax"); }

static void rememberTax(Database &database, const Pencil &loan)
{
    const QString words = QString::number(loan.taxRate) + (loan.taxesDifference ? QString() : QStringLiteral(" whole"));
    (void)setDeskSetting(database, taxSetting(), words); // else it is typed again
}

static void takeTax(Database &database, Pencil &loan)
{
    const auto words = deskSetting(database, taxSetting());
    if (!words || words->isEmpty())
        return;
    const double rate = words->section(u' ', 0, 0).toDouble();
    loan.taxRate = rate > 0 && rate < 1 ? rate : 0;
    loan.taxesDifference = !words->endsWith(QLatin1String(" whole"));
}

static QString leaseTaxSetting() { return QStringLiteral("pencil_lease_tax"); }

static void rememberTax(Database &database, const LeasePencil &lease)
{
    const QString words = QString::number(lease.taxRate) + u' ' + QLatin1String(leaseTaxCode(lease.taxOn));
    (void)setDeskSetting(database, leaseTaxSetting(), words); // else it is chosen again
}

// Without a rate that is remembered, that of the loan stays.
static void takeTax(Database &database, LeasePencil &lease)
{
    const auto words = deskSetting(database, leaseTaxSetting());
    const auto on = words && !words->isEmpty() ? leaseTaxOf(words->section(u' ', 1)) : std::nullopt;
    if (!on)
        return;
    const double rate = words->section(u' ', 0, 0).toDouble();
    lease.taxRate = rate > 0 && rate < 1 ? rate : lease.taxRate;
    lease.taxOn = *on;
}

// Where none was kept: the price and the trade-in of the loan.
static LeasePencil leaseBeside(const Pencil &loan)
{
    LeasePencil lease;
    lease.terms.capCost = loan.price;
    lease.cashDown = loan.cashDown;
    lease.taxRate = loan.taxRate;
    lease.equity = loan.tradeValue > 0 ? loan.tradeValue - loan.payoff : 0;
    return lease;
}

KeptPencils ShowroomAsk::knownPayment() const
{
    Database &database = m_model.session().database();
    const auto kept = keptPencils(database, m_model.id());
    KeptPencils known = kept ? *kept : KeptPencils();
    if (!known.loan)
        known.loan = newLoan();
    if (!known.lease)
        takeTax(database, known.lease.emplace(leaseBeside(*known.loan)));
    return known;
}

// It begins with what is known of the lead.
Pencil ShowroomAsk::newLoan() const
{
    Pencil pencil;
    pencil.terms.clear();
    const Appraisal trade = knownTrade();
    pencil.tradeValue = trade.acv;
    pencil.payoff = trade.payoff;
    pencil.cashDown = m_model.lead().downPayment;
    takeTax(m_model.session().database(), pencil);
    for (const LeadVehicleRow &row : m_model.vehicles()) {
        if (row.trade || row.price <= 0)
            continue;
        pencil.price = row.price;
        break;
    }
    return pencil;
}

void ShowroomAsk::pencil()
{
    if (!m_pencil)
        m_pencil = new PencilSheet(m_panel.window());
    const LeadId lead = m_model.id();
    const auto told = [this](const Result<DeedId> &kept) {
        if (kept)
            m_calls.did(*kept, tr("Payment of %1 kept.").arg(m_model.name()));
        return kept;
    };
    PencilCalls calls;
    calls.keepLoan = [this, lead, told](const Pencil &figured) {
        rememberTax(m_model.session().database(), figured);
        return told(keepPencil(m_model.session(), lead, figured));
    };
    calls.keepLease = [this, lead, told](const LeasePencil &figured) {
        rememberTax(m_model.session().database(), figured);
        return told(keepPencil(m_model.session(), lead, figured));
    };
    calls.worksheet = [this, lead](const KeptPencils &numbers) {
        Session &session = m_model.session();
        return worksheetOf(session.database(), lead, numbers, session.person(), session.now());
    };
    m_pencil->openFor(knownPayment(), m_model.name(), std::move(calls));
}

void ShowroomAsk::appraise()
{
    if (!m_appraisal)
        m_appraisal = new AppraisalSheet(m_panel.window());
    const LeadId lead = m_model.id();
    m_appraisal->openFor(knownTrade(), m_model.name(), [this, lead](const Appraisal &trade) -> Result<DeedId> {
        const auto saved = saveAppraisal(m_model.session(), lead, trade);
        if (!saved)
            return saved.error();
        m_calls.did(saved->deed, tr("Trade-in of %1 saved.").arg(m_model.name()));
        return saved->deed;
    });
}

void ShowroomAsk::sell()
{
    const auto deals = dealsOfLead(m_model.session().database(), m_model.id());
    if (!deals)
        return m_calls.tell(sentence(deals.error()));
    if (!m_sell)
        m_sell = new SellSheet(m_model.session(), m_panel.window());
    const auto done = [this](const Result<DeedId> &deed, const QString &words) { m_calls.did(deed, words); };
    const auto stands =
        std::ranges::find_if(*deals, [](const Deal &deal) { return deal.state != Deal::State::Unwound; });
    if (stands != deals->end())
        return m_sell->openForDeal(*stands, m_model.name(), done);
    if (m_model.lead().closed == Closed::Sold)
        return m_calls.tell(tr("This lead was sold without a deal. Reopen it under More to write one down."));
    DealDraft known;
    known.person = m_model.lead().owner.isNull() ? m_model.session().person() : m_model.lead().owner;
    for (const LeadVehicleRow &row : m_model.vehicles()) {
        if (row.trade)
            continue;
        const LeadVehicle &v = row.vehicle;
        QStringList words{v.year > 0 ? QString::number(v.year) : QString(), v.make, v.model, v.trim};
        words.removeAll(QString());
        known.stock = row.inStock ? v.stock : QString();
        known.vehicle = words.join(u' ');
        known.price = row.price;
        break;
    }
    m_sell->openForSale(m_model.id(), m_model.name(), known, done);
}

} // namespace updesk
