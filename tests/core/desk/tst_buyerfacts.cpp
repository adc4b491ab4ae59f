// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/qualify.h"
#include "core/desk/answers.h"
#include "core/desk/buyerfacts.h"
#include "core/desk/capturerows.h"
#include "core/desk/cobuyer.h"
#include "core/desk/details.h"
#include "core/desk/erasing.h"
#include "core/desk/exportrows.h"
#include "core/desk/garage.h"
#include "core/desk/undo.h"
#include "core/store/check.h"
#include "tests/core/desk/allverbs.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// "No trade-in" and "decides alone" are said once and stay on the lead until something else is said (F76).
class TestBuyerFacts : public QObject
{
    Q_OBJECT

    struct At : TestStore {
        Captured one;
        At()
        {
            session->setPerson(dana);
            LeadDraft draft = webLead(1);
            draft.trades.clear();
            one = add(draft);
        }
        Lead lead() { return *load(session->database(), kLead, one.lead.value); }
        int known()
        {
            return qualified(lead(), *wantsOf(session->database(), one.lead), *tradesOf(session->database(), one.lead));
        }
        bool knows(Qualified what) { return isKnown(known(), what); }
        bool holds() { return holdsNoTrade(lead(), !tradesOf(session->database(), one.lead)->empty()); }
        void say(const BuyerFacts &facts)
        {
            clock.advance(kMinute);
            const auto said = sayBuyerFacts(*session, one.lead, facts);
            QVERIFY2(said && !said->isNull(), said ? "nothing" : qPrintable(said.error().subject));
        }
        void answer(StepAnswer kind, const char *words)
        {
            clock.advance(kMinute);
            QVERIFY(saveAnswers(*session, one.lead, {{kind, QStringLiteral("Q?"), QString::fromUtf8(words)}}));
        }
        QByteArray lines()
        {
            return list("SELECT provider_text FROM activity WHERE code=15 AND deleted=0 ORDER BY at, id");
        }
    };
    static GarageRow corolla()
    {
        GarageRow row;
        row.vehicle.year = 2019;
        row.vehicle.make = QStringLiteral("Toyota");
        row.vehicle.model = QStringLiteral("Corolla");
        return row;
    }

private Q_SLOTS:
    void whatIsSaidIsOneDeedWithALineAndAnUndo()
    {
        At at;
        QVERIFY(!at.knows(Qualified::Trade) && !at.knows(Qualified::Decider));
        const Lead before = at.lead();
        const qint64 deeds = at.count("deed");
        at.say({.noTrade = true, .decides = Decides::Alone});
        QCOMPARE(at.count("deed"), deeds + 1);
        QVERIFY(at.knows(Qualified::Trade) && at.knows(Qualified::Decider));
        QVERIFY(at.holds());
        QCOMPARE(decidesOf(at.lead()), Decides::Alone);
        const auto changes = detailChanges(QString::fromUtf8(at.lines()));
        QCOMPARE(changes.size(), size_t(2));
        QCOMPARE(changes[0].what, DetailChange::What::Trade);
        QCOMPARE(changes[0].after, QLatin1String(kSaysNone));
        QCOMPARE(changes[1].after, QLatin1String(kSaysAlone));
        QVERIFY(sayBuyerFacts(*at, at.one.lead, {.noTrade = true})->isNull()); // it is known
        at.reopen();
        QVERIFY(at.holds()); // the next time it stands there
        at->setPerson(at.dana);
        at.say({.decides = Decides::Others});
        QVERIFY(at.holds());
        QCOMPARE(decidesOf(at.lead()), Decides::Others);
        QVERIFY(undoLast(*at));
        QCOMPARE(decidesOf(at.lead()), Decides::Alone);
        QVERIFY(checkStore(at->database())->sound());
        QCOMPARE(sayBuyerFacts(*at, LeadId{newId(3)}, {.noTrade = true}).error().code, Error::Code::NotFound);
        QVERIFY(before.decides == Decides::Unknown && !before.noTrade);
    }
    void undoTakesBackWhatWasSaid()
    {
        At at;
        const Lead before = at.lead();
        at.say({.noTrade = true, .decides = Decides::Alone});
        QVERIFY(undoLast(*at));
        QVERIFY(at.lead() == before);
        QCOMPARE(at.lines(), QByteArray());
        QVERIFY(redoLast(*at));
        QVERIFY(at.holds());
    }
    void nobodySaysItAgainstWhatIsNamed()
    {
        At at;
        at.answer(StepAnswer::Trade, "2019 Toyota Corolla");
        QVERIFY(addCoBuyer(*at, at.one.lead, QStringLiteral("Nadia Quixby")));
        QCOMPARE(sayBuyerFacts(*at, at.one.lead, {.noTrade = true}).error().subject, QStringLiteral("no_trade"));
        QCOMPARE(
            sayBuyerFacts(*at, at.one.lead, {.decides = Decides::Alone}).error().subject, QStringLiteral("decides"));
        QVERIFY(!at.lead().noTrade && at.lead().decides == Decides::Unknown);
    }
    void aVehicleThatIsNamedLaterIsAskedAboutAgain_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("garage") << 0;
        QTest::newRow("appraisal") << 1;
        QTest::newRow("answer") << 2;
        QTest::newRow("second inquiry") << 3;
        QTest::newRow("answer that names none") << 4;
    }
    void aVehicleThatIsNamedLaterIsAskedAboutAgain()
    {
        QFETCH(int, how);
        At at;
        at.say({.noTrade = true});
        at.clock.advance(kMinute);
        if (how == 0) {
            QVERIFY(saveVehicle(*at, at.one.customer, {}, corolla()));
        } else if (how == 1) {
            Appraisal trade;
            trade.make = QStringLiteral("Toyota");
            trade.model = QStringLiteral("Corolla");
            QVERIFY(saveAppraisal(*at, at.one.lead, trade));
        } else if (how == 2) {
            at.answer(StepAnswer::Trade, "2019 Toyota Corolla");
        } else if (how == 3) {
            LeadDraft again = at.webLead(1);
            VehicleDraft car;
            car.make = QStringLiteral("Toyota");
            car.model = QStringLiteral("Corolla");
            again.trades = {car};
            QCOMPARE(at.add(again).lead, at.one.lead);
        } else {
            at.answer(StepAnswer::Trade, "an old truck, perhaps");
        }
        QVERIFY(!at.lead().noTrade && !at.holds());
        QCOMPARE(at.knows(Qualified::Trade), how == 2 || how == 3);
        if (how == 3)
            return;
        QVERIFY(undoLast(*at)); // one deed takes both back
        QVERIFY(at.holds());
        QVERIFY(checkStore(at->database())->sound());
    }
    void aVehicleOnFileThatIsCorrectedSaysNothingOfATrade()
    {
        At at;
        QVERIFY(saveVehicle(*at, at.one.customer, {}, corolla()));
        at.say({.noTrade = true}); // they keep it
        const auto garage = garageOf(at->database(), at.one.customer);
        GarageRow typed = garage->front();
        typed.vehicle.odometer = 70'000;
        QVERIFY(saveVehicle(*at, at.one.customer, garage->front(), typed));
        QVERIFY(at.holds());
    }
    void aClosedLeadKeepsWhatWasSaidOnIt()
    {
        At at;
        at.say({.noTrade = true});
        QVERIFY(closeLead(*at, at.one.lead, Closed::Lost, QStringLiteral("price")));
        QVERIFY(saveVehicle(*at, at.one.customer, {}, corolla()));
        QVERIFY(at.lead().noTrade);
    }
    void whoBuysTogetherDoesNotDecideAlone()
    {
        At at;
        at.say({.decides = Decides::Alone});
        QVERIFY(addCoBuyer(*at, at.one.lead, QStringLiteral("Nadia Quixby")));
        QCOMPARE(decidesOf(at.lead()), Decides::Others);
        QVERIFY(removeCoBuyer(*at, at.one.lead));
        QCOMPARE(decidesOf(at.lead()), Decides::Unknown); // it is asked again
        QVERIFY(undoLast(*at));
        QVERIFY(undoLast(*at));
        QCOMPARE(decidesOf(at.lead()), Decides::Alone);
    }
    void answersBesideTheScriptFillThem()
    {
        At at;
        at.answer(StepAnswer::Trade, "No, it is my first car");
        at.answer(StepAnswer::Decider, "just me");
        QVERIFY(at.holds());
        QCOMPARE(decidesOf(at.lead()), Decides::Alone);
        at.answer(StepAnswer::Decider, "hard to say");
        QCOMPARE(decidesOf(at.lead()), Decides::Alone); // it stands in the note only
        at.answer(StepAnswer::Decider, "mi esposa");
        QCOMPARE(decidesOf(at.lead()), Decides::Others);
        QVERIFY(undoLast(*at));
        QCOMPARE(decidesOf(at.lead()), Decides::Alone);
        QVERIFY(addCoBuyer(*at, at.one.lead, QStringLiteral("Nadia Quixby")));
        at.answer(StepAnswer::Decider, "just me");
        QCOMPARE(decidesOf(at.lead()), Decides::Others);
        QCOMPARE(at.lead().decides, Decides::Unknown);
    }
    void aNoAgainstATradeThatIsNamedIsForTheNote()
    {
        At at;
        at.answer(StepAnswer::Trade, "2019 Toyota Corolla");
        at.answer(StepAnswer::Trade, "no, keeps the 2019 Toyota Corolla");
        QVERIFY(!at.lead().noTrade);
        QCOMPARE(tradesOf(at->database(), at.one.lead)->size(), size_t(1));
        At other;
        other.answer(StepAnswer::Trade, "no, keeps the 2019 Toyota Corolla");
        QVERIFY(other.holds()); // and it is no trade-in
    }
    void aMergeLeavesEachLeadWhatWasSaidOnIt()
    {
        At at;
        at.say({.noTrade = true, .decides = Decides::Alone});
        const Captured other = at.add(at.webLead(2));
        QVERIFY(saveVehicle(*at, other.customer, {}, corolla()));
        QVERIFY(merge(*at, at.one.customer, other.customer));
        QVERIFY(at.holds());
        QCOMPARE(at.lead().customer, other.customer);
        QCOMPARE(decidesOf(at.lead()), Decides::Alone);
        QVERIFY(!load(at->database(), kLead, other.lead.value)->noTrade);
        GarageRow another = corolla();
        another.vehicle.year = 2021;
        QVERIFY(saveVehicle(*at, other.customer, {}, another)); // one person, all their leads
        QVERIFY(!at.holds());
        QVERIFY(undoLast(*at) && undoLast(*at));
        QVERIFY(at.holds());
        QCOMPARE(at.lead().customer, at.one.customer);
    }
    void erasingLeavesTheNumbersAndNoWords()
    {
        At at;
        at.say({.noTrade = true, .decides = Decides::Others});
        at->setPerson(at.mike);
        const Customer who = *load(at->database(), kCustomer, at.one.customer.value);
        QVERIFY(erasePerson(*at, at.one.customer, who.last));
        QVERIFY(at.lead().noTrade && at.lead().decides == Decides::Others);
        QVERIFY(detailChanges(QString::fromUtf8(at.lines())).empty());
        QCOMPARE(at.faults(), QStringList());
    }
    void theExportTellsWhatHolds()
    {
        At at;
        const auto line = [&] {
            const QString folder = at.dir.filePath(QStringLiteral("out"));
            if (!exportTables(at->database(), folder))
                qFatal("export");
            QFile file(folder + QStringLiteral("/leads.csv"));
            (void)file.open(QIODevice::ReadOnly);
            const QByteArrayList lines = file.readAll().split('\n');
            return lines[0].trimmed().endsWith(",no_trade,decides") ? lines[1].trimmed() : QByteArray("no head");
        };
        QVERIFY2(line().endsWith(",,"), line().constData());
        at.say({.noTrade = true, .decides = Decides::Alone});
        QVERIFY2(line().endsWith(",yes,alone"), line().constData());
        QVERIFY(addCoBuyer(*at, at.one.lead, QStringLiteral("Nadia Quixby")));
        at.answer(StepAnswer::Trade, "2019 Toyota Corolla");
        QVERIFY2(line().endsWith(",,others"), line().constData());
    }
};
UPDESK_TEST(TestBuyerFacts);
#include "tst_buyerfacts.moc"
