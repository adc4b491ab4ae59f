// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/appointments/dealrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/dealverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/showroomverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/store/check.h"
#include "core/vehicles/stock.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <limits>

using namespace updesk;

/// The sold log, the trade-in and the showroom log.
class TestDeals : public QObject
{
    Q_OBJECT

    struct Desk {
        TestStore store;
        Captured one = store.add(store.webLead(1));
        LeadId lead = one.lead;
        Desk() { store.clock.advance(kMinute); }
        LeadNow now() { return *leadNowOf(store->database(), lead); }
        Unit unit()
        {
            const auto all = loadAll(store->database(), kUnit);
            return all->front();
        }
        Deal deal() { return dealsOfLead(store->database(), lead)->front(); }
    };
    static DealDraft rav4()
    {
        DealDraft draft;
        draft.stock = QStringLiteral("T1190");
        draft.price = 3'348'000;
        return draft;
    }
    template <class T>
    static void isInvalid(const Result<T> &done, const char *subject)
    {
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::Invalid);
        QCOMPARE(done.error().subject, QLatin1String(subject));
    }
    static Appraisal corolla()
    {
        Appraisal trade;
        trade.year = 2019;
        trade.make = QStringLiteral("Toyota");
        trade.model = QStringLiteral("Corolla");
        trade.odometer = 61'200;
        trade.condition = Appraisal::Condition::Clean;
        trade.payoff = 850'000;
        trade.lender = QStringLiteral("First Bank");
        trade.acv = 1'190'000;
        return trade;
    }

private Q_SLOTS:
    void aSaleClosesTheLeadAndTakesTheVehicleOffTheLot()
    {
        Desk desk;
        const auto sold = sellLead(*desk.store, desk.lead, rav4());
        QVERIFY(sold);
        QCOMPARE(desk.now().stage, Stage::Sold);
        QCOMPARE(desk.now().closed, Closed::Sold);
        QCOMPARE(desk.unit().state, Unit::State::Sold);
        const Deal deal = desk.deal();
        QCOMPARE(deal.id, sold->deal);
        QCOMPARE(deal.state, Deal::State::Pending);
        QCOMPARE(deal.vehicle, QStringLiteral("2024 Toyota RAV4 XLE"));
        QCOMPARE(deal.person, desk.one.owner);
        QVERIFY(!deal.grossKnown);
        QCOMPARE(desk.store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL"), 0);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.now().stage, Stage::New);
        QCOMPARE(desk.unit().state, Unit::State::InStock);
        QVERIFY(dealsOfLead(desk.store->database(), desk.lead)->empty());
        QCOMPARE(desk.store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL"), 1);
    }
    void aLeadIsSoldOnce()
    {
        Desk desk;
        QVERIFY(sellLead(*desk.store, desk.lead, rav4()));
        isInvalid(sellLead(*desk.store, desk.lead, rav4()), "closed");
        const LeadId other = desk.store.add(desk.store.webLead(2)).lead;
        isInvalid(sellLead(*desk.store, other, rav4()), "stock"); // nor is a vehicle
        QCOMPARE(desk.store.count("deal"), 1);
        QCOMPARE(leadNowOf(desk.store->database(), other)->closed, Closed::Open);
    }
    void aLostLeadThatBuysAfterAllIsSold()
    {
        Desk desk;
        QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        QVERIFY(sellLead(*desk.store, desk.lead, rav4()));
        QCOMPARE(desk.now().closed, Closed::Sold);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.now().closed, Closed::Lost);
    }
    void whatCannotBeRightIsRefusedAndWritesNothing()
    {
        Desk desk;
        DealDraft draft = rav4();
        draft.stock.clear();
        isInvalid(sellLead(*desk.store, desk.lead, draft), "vehicle");
        draft.vehicle = QStringLiteral("2019 Civic");
        draft.vin = QStringLiteral("123");
        isInvalid(sellLead(*desk.store, desk.lead, draft), "vin");
        draft.vin.clear();
        draft.at = desk.store.clock.now() + kMinute;
        isInvalid(sellLead(*desk.store, desk.lead, draft), "at");
        draft.at = desk.store.clock.now() - kDay; // before the lead came
        isInvalid(sellLead(*desk.store, desk.lead, draft), "at");
        draft.at = 0;
        draft.price = -1;
        isInvalid(sellLead(*desk.store, desk.lead, draft), "price");
        draft.price = 0;
        draft.grossKnown = true;
        draft.backGross = std::numeric_limits<qint64>::min();
        isInvalid(sellLead(*desk.store, desk.lead, draft), "gross");
        QCOMPARE(desk.store.count("deal"), 0);
        QCOMPARE(desk.now().closed, Closed::Open);
        draft.backGross = 0;
        QVERIFY(sellLead(*desk.store, desk.lead, draft)); // a vehicle that never stood on the lot
    }
    void aDeliveredVehicleStandsInTheGarage()
    {
        Desk desk;
        const auto sold = sellLead(*desk.store, desk.lead, rav4());
        QVERIFY(deliverDeal(*desk.store, sold->deal));
        QCOMPARE(desk.deal().state, Deal::State::Delivered);
        QCOMPARE(desk.deal().deliveredAt, desk.store.clock.now());
        QCOMPARE(desk.store.count("owned_vehicle WHERE bought_here=1 AND gone=0 AND model='RAV4'"), 1);
        QVERIFY(deliverDeal(*desk.store, sold->deal)->isNull());
        QCOMPARE(desk.store.count("owned_vehicle WHERE deleted=0"), 1);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.store.count("owned_vehicle WHERE deleted=0"), 0);
    }
    void anUnwoundSaleOpensTheLeadAgain()
    {
        Desk desk;
        DealDraft draft = rav4();
        draft.delivered = true;
        const auto sold = sellLead(*desk.store, desk.lead, draft);
        isInvalid(unwindDeal(*desk.store, sold->deal, QStringLiteral(" ")), "reason");
        desk.store.clock.advance(kDay);
        QVERIFY(unwindDeal(*desk.store, sold->deal, QStringLiteral("loan refused")));
        QCOMPARE(desk.deal().state, Deal::State::Unwound);
        QCOMPARE(desk.deal().unwoundWhy, QStringLiteral("loan refused"));
        QCOMPARE(desk.now().closed, Closed::Open);
        QCOMPARE(desk.now().nextDue, desk.store.clock.now());
        QCOMPARE(desk.unit().state, Unit::State::InStock);
        QCOMPARE(desk.store.count("owned_vehicle WHERE gone=0 AND deleted=0"), 0);
        QVERIFY(unwindDeal(*desk.store, sold->deal, QStringLiteral("again"))->isNull());
        isInvalid(deliverDeal(*desk.store, sold->deal), "state");
        QVERIFY(sellLead(*desk.store, desk.lead, rav4())); // and it sells once more
        const auto sound = checkStore(desk.store->database());
        QVERIFY(sound && sound->sound());
    }
    void theVisitOfASaleIsSold()
    {
        Desk desk;
        QVERIFY(bookVisit(*desk.store, desk.lead, desk.store.clock.now() + kHour, {}));
        desk.store.clock.advance(kHour);
        const AppointmentId id = appointmentsOfLead(desk.store->database(), desk.lead)->front().id;
        QVERIFY(arriveVisit(*desk.store, id));
        const auto sold = sellLead(*desk.store, desk.lead, rav4());
        QCOMPARE(load(desk.store->database(), kAppointment, id.value)->state, Appointment::State::Sold);
        QVERIFY(unwindDeal(*desk.store, sold->deal, QStringLiteral("loan refused")));
        QCOMPARE(load(desk.store->database(), kAppointment, id.value)->state, Appointment::State::Arrived);
    }
    void grossIsKnownLater()
    {
        Desk desk;
        const auto sold = sellLead(*desk.store, desk.lead, rav4());
        QVERIFY(setGross(*desk.store, sold->deal, 210'050, -30'000));
        QVERIFY(desk.deal().grossKnown);
        QCOMPARE(desk.deal().frontGross, qint64(210'050));
        isInvalid(setGross(*desk.store, sold->deal, kMostCents + 1, 0), "gross");
        QVERIFY(setGross(*desk.store, sold->deal, 210'050, -30'000)->isNull());
    }
    void aTradeInIsWrittenDownWithItsEquity()
    {
        Desk desk;
        const auto saved = saveAppraisal(*desk.store, desk.lead, corolla());
        QVERIFY(saved);
        const auto rows = appraisalsOfLead(desk.store->database(), desk.lead);
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(rows->front().id, saved->appraisal);
        QCOMPARE(rows->front().person, desk.store.dana);
        QCOMPARE(tradeEquity(rows->front()), qint64(340'000));
        Appraisal unvalued = corolla();
        unvalued.acv = 0;
        QCOMPARE(tradeEquity(unvalued), qint64(0));
        QVERIFY(undoLast(*desk.store));
        QVERIFY(appraisalsOfLead(desk.store->database(), desk.lead)->empty());
    }
    void aWrongCheckDigitIsToldUnlessItWasReadSo()
    {
        Desk desk;
        Appraisal trade = corolla();
        trade.vin = QStringLiteral("1M8GDM9AXKP042788"); // a known good one
        QVERIFY(saveAppraisal(*desk.store, desk.lead, trade));
        trade.vin = QStringLiteral("1M8GDM9A1KP042788");
        isInvalid(saveAppraisal(*desk.store, desk.lead, trade), "vin_check");
        trade.vinAsRead = true;
        QVERIFY(saveAppraisal(*desk.store, desk.lead, trade));
        trade.vin = QStringLiteral("1M8GDM9A1KP04278");
        isInvalid(saveAppraisal(*desk.store, desk.lead, trade), "vin");
    }
    void anAppraisalThatCannotBeRightIsRefused()
    {
        Desk desk;
        Appraisal trade;
        isInvalid(saveAppraisal(*desk.store, desk.lead, trade), "vehicle");
        trade = corolla();
        trade.odometer = -1;
        isInvalid(saveAppraisal(*desk.store, desk.lead, trade), "odometer");
        trade = corolla();
        trade.year = 19;
        isInvalid(saveAppraisal(*desk.store, desk.lead, trade), "year");
        trade = corolla();
        trade.payoff = -5;
        isInvalid(saveAppraisal(*desk.store, desk.lead, trade), "payoff");
        trade = corolla();
        trade.acv = kMostCents + 1;
        isInvalid(saveAppraisal(*desk.store, desk.lead, trade), "acv");
        QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        const auto closed = saveAppraisal(*desk.store, desk.lead, corolla());
        QVERIFY(!closed && closed.error().code == Error::Code::Denied);
        QCOMPARE(desk.store.count("appraisal"), 0);
    }
    void dealsAndTradesGoWithAMergedCustomer()
    {
        Desk desk;
        QVERIFY(saveAppraisal(*desk.store, desk.lead, corolla()));
        QVERIFY(sellLead(*desk.store, desk.lead, rav4()));
        const Captured other = desk.store.add(desk.store.webLead(2));
        QVERIFY(merge(*desk.store, desk.one.customer, other.customer));
        QCOMPARE(desk.deal().customer, other.customer);
        QCOMPARE(appraisalsOfLead(desk.store->database(), desk.lead)->front().customer, other.customer);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.deal().customer, desk.one.customer);
    }
    void aLeadThatWasSoldSinceIsNotTakenBack()
    {
        Desk desk;
        const LeadId two = desk.store.add(desk.store.webLead(2)).lead;
        auto other = Session::open(desk.store.path, desk.store.clock);
        QVERIFY(other);
        (*other)->setPerson(desk.store.mike);
        QVERIFY(saveAppraisal(**other, two, corolla()));
        const auto undone = undoLast(*desk.store); // the capture
        QVERIFY(!undone && undone.error().code == Error::Code::Conflict);
    }
    void stepsAreNotedOnceAndNotOfWhoHasLeft()
    {
        Desk desk;
        LeadDraft draft = desk.store.webLead(3);
        draft.type = LeadType::WalkIn;
        CaptureChoices keyed;
        keyed.keyed = true;
        keyed.owner = desk.store.omar;
        const LeadId lead = desk.store.add(draft, keyed).lead;
        const auto visits = loadAll(desk.store->database(), kVisit);
        const RowOnlyId id = visits->front().id;
        QCOMPARE(visits->front().lead, lead);
        QCOMPARE(visits->front().greeted, Time(0));
        desk.store.clock.advance(6 * kMinute);
        QVERIFY(reachStep(*desk.store, id, VisitStep::DemoDrive));
        const auto drives = load(desk.store->database(), kVisit, id.value);
        QCOMPARE(drives->greeted, desk.store.clock.now());
        desk.store.clock.advance(kMinute);
        QVERIFY(reachStep(*desk.store, id, VisitStep::DemoDrive)->isNull());
        QVERIFY(departVisit(*desk.store, id));
        QVERIFY(departVisit(*desk.store, id)->isNull());
        isInvalid(reachStep(*desk.store, id, VisitStep::Finance), "left");
        QVERIFY(leadNowOf(desk.store->database(), lead)->nextDue > desk.store.clock.now()); // nobody is forgotten
    }
    void whoWasForgottenLeftWhenTheShowroomClosed()
    {
        Desk desk;
        CaptureChoices keyed;
        keyed.keyed = true;
        std::vector<RowOnlyId> ids;
        for (int i = 3; i < 5; ++i) {
            LeadDraft draft = desk.store.webLead(i);
            draft.type = LeadType::WalkIn;
            desk.store.add(draft, keyed);
        }
        const auto there = loadAll(desk.store->database(), kVisit);
        for (const Visit &visit : *there)
            ids.push_back(visit.id);
        QVERIFY(departForgotten(*desk.store, ids)->isNull()); // it is eleven in the morning
        const auto rules = desk.store->rules();
        const Time closing = (*rules)->showroom.closing(desk.store.clock.now());
        desk.store.clock.set(closing + kHour);
        ids.push_back({newId(1)}); // one that was taken back meanwhile
        const auto left = departForgotten(*desk.store, ids);
        QVERIFY2(left && !left->isNull(), qPrintable(left ? QString() : left.error().subject + left.error().detail));
        const auto gone = loadAll(desk.store->database(), kVisit);
        for (const Visit &visit : *gone)
            QCOMPARE(visit.left, closing);
        QVERIFY(undoLast(*desk.store));
        const auto back = loadAll(desk.store->database(), kVisit);
        for (const Visit &visit : *back)
            QCOMPARE(visit.left, Time(0));
    }
};
UPDESK_TEST(TestDeals);
#include "tst_deals.moc"
