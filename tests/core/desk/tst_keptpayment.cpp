// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/desk/pencilverbs.h"
#include "core/desk/templateverbs.h"
#include "core/desk/undo.h"
#include "core/leads/timelinerows.h"
#include "core/sequences/quoterows.h"
#include "core/sequences/templatefill.h"
#include "core/sequences/templaterows.h"
#include "core/store/check.h"
#include "core/vehicles/stock.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// {payment} in a message: from the pencil that was kept for the lead, and only while it is so (F62).
class TestKeptPayment : public QObject
{
    Q_OBJECT

    struct Desk {
        TestStore store;
        LeadId lead;
        Unit unit;

        Desk()
        {
            LeadDraft draft = store.webLead(1);
            draft.wants.front().make = QStringLiteral("Toyota");
            draft.wants.front().model = QStringLiteral("RAV4");
            draft.wants.front().stock = QStringLiteral("T7777");
            unit.id = {newId(store.clock.now())};
            unit.stock = QStringLiteral("T7777");
            unit.year = 2024;
            unit.make = QStringLiteral("Toyota");
            unit.model = QStringLiteral("RAV4");
            unit.price = 3'400'000;
            write(put(kUnit, unit));
            lead = store.add(draft).lead;
        }
        template <class... Ops>
        void write(const Ops &...ops)
        {
            if (!doDeed(*store, "test", {}, [&](Transaction &tx) { return applyAll(tx, ops...); }))
                qFatal("write");
        }
        void change(const std::function<void(Unit &)> &how)
        {
            Unit changed = unit;
            how(changed);
            write(set(kUnit, unit, changed));
            unit = changed;
        }
        FilledMessage filled(const char *body)
        {
            Template row;
            row.language = QStringLiteral("en");
            row.body = QString::fromUtf8(body);
            const auto facts = templateFacts(store->database(), lead, store.clock.now());
            return fill(row, templateValues(*facts, row.language));
        }
        QString payment() { return filled("[[It comes to {payment}.]]").body; }
    };
    static Pencil pencil()
    {
        Pencil made; // domain.md 4.5
        made.price = 3'400'000;
        made.fees = 80'000;
        made.rebate = 150'000;
        made.tradeValue = 2'150'000;
        made.payoff = 1'767'878;
        made.taxRate = 0.07;
        made.terms = {{72, 0.059}, {84, 0.059}};
        return made;
    }
    static LeasePencil lease()
    {
        LeasePencil made; // domain.md 4.3
        made.terms = {3'800'000, 2'200'000, 36, 0.0021};
        made.fees = 65'000;
        made.cashDown = 150'000;
        made.rebate = 50'000;
        made.equity = -20'000;
        made.taxRate = 0.07;
        return made;
    }

private Q_SLOTS:
    void withoutAPencilNothingIsSaidOfAPayment()
    {
        Desk desk;
        QCOMPARE(desk.payment(), QString());
        const FilledMessage bare = desk.filled("It comes to {payment}.");
        QVERIFY(!bare.isReady());
        QCOMPARE(bare.unfilled, QStringList{QStringLiteral("payment")});
    }
    void whatWasKeptIsSaidWithTermRateDownAndThatItIsAnEstimate()
    {
        Desk desk;
        desk.store.clock.advance(kMinute);
        Pencil typed = pencil();
        QVERIFY(keepPencil(*desk.store, desk.lead, typed));
        desk.store.clock.advance(kHour);
        const FilledMessage said = desk.filled("It comes to {payment}.");
        QVERIFY(said.isReady());
        for (const char *part : {"$501.62", "72 months", "5.90 %", "$0 down", "estimate"})
            QVERIFY2(said.body.contains(QLatin1String(part)), qPrintable(said.body));
        QCOMPARE(said.claims.size(), size_t(1)); // kept with the message
        QCOMPARE(said.claims[0].field, TemplateField::Payment);
        QCOMPARE(said.claims[0].asOf, desk.store.clock.now());
        typed.cashDown = 200'000;
        typed.terms = {{60, 0.0499}};
        QVERIFY(keepPencil(*desk.store, desk.lead, typed)); // the newest counts
        const QString again = desk.payment();
        QVERIFY2(again.contains(QLatin1String("60 months")) && again.contains(QLatin1String("4.99 %"))
                && again.contains(QLatin1String("$2,000 down")),
            qPrintable(again));
    }
    void aPaymentEveryTwoWeeksIsSaidAsSuch()
    {
        Desk desk;
        Pencil typed = pencil();
        typed.perYear = kBiWeekly;
        QVERIFY(keepPencil(*desk.store, desk.lead, typed));
        QCOMPARE(*keptPencil(desk.store->database(), desk.lead), std::optional(typed)); // as it was typed
        const QString said = desk.payment();
        QVERIFY2(said.contains(QStringLiteral("$231.26 every two weeks, an estimate: 72 months")), qPrintable(said));
        const auto records = paymentRecords(desk.store->database(), desk.lead);
        // A program that knows monthly payments only finds none in it, and says none.
        QVERIFY(!records->front().record.contains(QStringLiteral("monthly\":")));
        desk.store.clock.advance(kMinute);
        const auto kept = keepPencil(*desk.store, desk.lead, pencil());
        QVERIFY(desk.payment().contains(QStringLiteral("$501.62 a month")));
        QVERIFY(undoDeed(*desk.store, *kept));
        QVERIFY(desk.payment().contains(QStringLiteral("$231.26 every two weeks")));
    }
    void itIsSaidOnlyWhileItIsSo_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("another price") << 0;
        QTest::newRow("sold to somebody") << 1;
        QTest::newRow("another vehicle is wanted") << 2;
        QTest::newRow("a month ago") << 3;
        QTest::newRow("a clock that goes back") << 4;
        QTest::newRow("taken back") << 5;
    }
    void itIsSaidOnlyWhileItIsSo()
    {
        QFETCH(const int, what);
        Desk desk;
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, pencil()));
        QVERIFY(!desk.payment().isEmpty());
        switch (what) {
        case 0:
            desk.change([](Unit &unit) { unit.price = 3'300'000; });
            break;
        case 1:
            desk.change([](Unit &unit) { unit.state = Unit::State::Sold; });
            break;
        case 2: {
            const auto wants = loadAll(desk.store->database(), kWant);
            LeadVehicle other = wants->front();
            other.stock = QStringLiteral("T2000");
            desk.write(set(kWant, wants->front(), other));
            break;
        }
        case 3:
            desk.store.clock.advance(31 * kDay);
            break;
        case 4:
            desk.store.clock.set(desk.store.clock.now() - kHour);
            break;
        default:
            QVERIFY(undoLast(*desk.store));
        }
        QCOMPARE(desk.payment(), QString());
    }
    void whatStandsInTheFieldsComesBackAsItWas()
    {
        Desk desk;
        QVERIFY(!*keptPencil(desk.store->database(), desk.lead));
        Pencil typed = pencil();
        typed.paymentNow = 54'403;
        typed.monthsLeft = 36;
        typed.taxesDifference = false;
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, typed));
        desk.store.reopen();
        const auto kept = keptPencil(desk.store->database(), desk.lead);
        QVERIFY(kept && *kept);
        QCOMPARE(**kept, typed);
    }
    void itIsALineOfTheHistoryByWhoKeptIt()
    {
        Desk desk;
        desk.store->setPerson(desk.store.dana);
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, pencil()));
        const CustomerId customer = load(desk.store->database(), kLead, desk.lead.value)->customer;
        const auto rows = timelineRows(desk.store->database(), customer, TimelineKind::All, 50);
        const auto line = std::ranges::find_if(
            *rows, [](const TimelineRow &row) { return row.activity.code == Activity::Code::PaymentFigured; });
        QVERIFY(line != rows->end());
        QCOMPARE(line->activity.person, desk.store.dana);
        const auto sound = checkStore(desk.store->database());
        QVERIFY(sound && sound->sound());
    }
    void whatIsNoPaymentIsNotKept_data()
    {
        QTest::addColumn<Pencil>("typed");
        Pencil typed = pencil();
        typed.price = 0;
        QTest::newRow("no price") << typed;
        typed = pencil();
        typed.terms.clear();
        QTest::newRow("no term") << typed;
        typed = pencil();
        typed.cashDown = 9'000'000;
        QTest::newRow("nothing is financed") << typed;
        typed = pencil();
        typed.fees = -1;
        QTest::newRow("below nothing") << typed;
        typed = pencil();
        typed.terms = {{0, 0.059}};
        QTest::newRow("no months") << typed;
        typed = pencil();
        typed.terms = {{72, 40.0}};
        QTest::newRow("a rate beyond reason") << typed;
    }
    void whatIsNoPaymentIsNotKept()
    {
        QFETCH(const Pencil, typed);
        Desk desk;
        const auto kept = keepPencil(*desk.store, desk.lead, typed);
        QVERIFY(!kept);
        QCOMPARE(kept.error().subject, QStringLiteral("pencil"));
        QCOMPARE(desk.store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::PaymentFigured))), 0);
    }
    void aClosedLeadKeepsNone()
    {
        Desk desk;
        desk.store.clock.advance(kMinute);
        QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        QCOMPARE(keepPencil(*desk.store, desk.lead, pencil()).error().code, Error::Code::Denied);
    }
    void aLeaseIsKeptAndComesBackAsItWas()
    {
        Desk desk;
        desk.store->setPerson(desk.store.dana);
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, lease()));
        desk.store.reopen();
        const auto kept = keptPencils(desk.store->database(), desk.lead);
        QVERIFY(kept && kept->lease && !kept->loan && kept->leaseLast);
        QCOMPARE(*kept->lease, lease());
        QCOMPARE(kept->at, desk.store.clock.now());
        QCOMPARE(kept->by, desk.store.dana);
        const auto sound = checkStore(desk.store->database());
        QVERIFY(sound && sound->sound());
    }
    void aLeaseKeepsWhatIsTaxed()
    {
        for (const LeaseTaxOn on : {LeaseTaxOn::AllPayments, LeaseTaxOn::Price, LeaseTaxOn::EachPayment}) {
            Desk desk;
            LeasePencil typed = lease();
            typed.taxOn = on;
            desk.store.clock.advance(kMinute);
            QVERIFY(keepPencil(*desk.store, desk.lead, typed));
            desk.store.reopen();
            QCOMPARE(keptPencils(desk.store->database(), desk.lead)->lease, std::optional(typed));
        }
    }
    void aLeaseThatWasKeptBeforeIsTaxedOnEachPayment()
    {
        const auto kept = [](const char *more) {
            return leaseKeptIn(QStringLiteral(
                R"({"lease":{"cap_cost":3800000,"residual":2200000,"months":36,"money_factor":0.0021,"tax":0.07%1}})")
                                   .arg(QLatin1String(more)));
        };
        QVERIFY(kept(""));
        QCOMPARE(kept("")->taxOn, LeaseTaxOn::EachPayment);
        QCOMPARE(penciled(*kept(""))->payment, qint64(61'037)); // 570.44 + 39.93
        QCOMPARE(kept(R"(,"tax_on":"price")")->taxOn, LeaseTaxOn::Price);
        QVERIFY(!kept(R"(,"tax_on":"the moon")")); // it is not figured in another way than it was
    }
    void loanAndLeaseAreKeptBesideEachOtherAndTheNewestOfEachCounts()
    {
        Desk desk;
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, pencil()));
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, lease()));
        LeasePencil other = lease();
        other.terms.months = 24;
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, other));
        auto kept = keptPencils(desk.store->database(), desk.lead);
        QCOMPARE(*kept->loan, pencil());
        QCOMPARE(*kept->lease, other);
        QVERIFY(kept->leaseLast);
        QVERIFY(undoLast(*desk.store)); // the one before counts again
        kept = keptPencils(desk.store->database(), desk.lead);
        QCOMPARE(*kept->lease, lease());
        QVERIFY(undoLast(*desk.store));
        kept = keptPencils(desk.store->database(), desk.lead);
        QVERIFY(!kept->lease && !kept->leaseLast && kept->loan);
        QVERIFY(redoLast(*desk.store));
        QCOMPARE(*keptPencils(desk.store->database(), desk.lead)->lease, lease());
    }
    void aLeaseIsNotSaidAsALoan()
    {
        Desk desk;
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, pencil()));
        QVERIFY(!desk.payment().isEmpty());
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, lease()));
        QCOMPARE(desk.payment(), QString());
        QVERIFY(undoLast(*desk.store));
        QVERIFY(!desk.payment().isEmpty());
    }
    void whatIsNoLeaseIsNotKept()
    {
        Desk desk;
        LeasePencil none = lease();
        none.terms.residual = none.terms.capCost * 2;
        const auto kept = keepPencil(*desk.store, desk.lead, none);
        QVERIFY(!kept);
        QCOMPARE(kept.error().subject, QStringLiteral("pencil"));
        QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        QCOMPARE(keepPencil(*desk.store, desk.lead, lease()).error().code, Error::Code::Denied);
        for (const char *record : {"", "{}", R"({"lease":{}})", R"({"lease":[1]})",
                 R"({"lease":{"cap_cost":-1,"residual":1,"months":36,"money_factor":0.002}})"})
            QVERIFY2(!leaseKeptIn(QString::fromLatin1(record)), record);
    }
    void aRecordThatIsNoneSaysNothing_data()
    {
        QTest::addColumn<QString>("record");
        for (const char *record : {"", "{}", "[]", "nonsense", R"({"monthly":50162})",
                 R"({"monthly":-1,"down":0,"months":72,"rate":590,"price":0})",
                 R"({"monthly":1e300,"down":0,"months":72,"rate":590,"price":0})",
                 R"({"monthly":"50162","down":0,"months":72,"rate":590,"price":0})",
                 R"({"monthly":50162,"down":0,"months":0,"rate":590,"price":0})"})
            QTest::newRow(record) << QString::fromLatin1(record);
    }
    void aRecordThatIsNoneSaysNothing()
    {
        QFETCH(const QString, record);
        QVERIFY(!quoteFrom(record, 1));
    }
};

Q_DECLARE_METATYPE(updesk::Pencil)
UPDESK_TEST(TestKeptPayment);
#include "tst_keptpayment.moc"
