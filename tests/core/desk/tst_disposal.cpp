// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/appointment.h"
#include "core/appointments/deal.h"
#include "core/desk/consentverbs.h"
#include "core/desk/contactrows.h"
#include "core/desk/disposal.h"
#include "core/desk/erasing.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/desk/worker.h"
#include "core/store/apply.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QDateTime>
#include <QTimeZone>

using namespace updesk;

/// Customers without business for two years are proposed for disposal (SG-5).
class TestDisposal : public QObject
{
    Q_OBJECT

    /// Two who asked on 12 March 2026 and were lost the same day; a manager is at the desk.
    struct At {
        TestStore store;
        Captured one, other;
        At()
        {
            one = store.add(store.webLead(2));
            other = store.add(store.webLead(3));
            store.session->setPerson(store.mike);
            for (const LeadId lead : {one.lead, other.lead})
                (void)closeLead(*store.session, lead, Closed::Lost, QStringLiteral("bought elsewhere"));
        }
        void goTo(int year, int month, int day, int hour = 10, int minute = 0)
        {
            const QDateTime local(QDate(year, month, day), QTime(hour, minute), QTimeZone("America/New_York"));
            store.clock.set(local.toMSecsSinceEpoch());
        }
        DisposalList list()
        {
            auto all = disposalList(*store.session);
            if (!all)
                qFatal("%s %s", qPrintable(all.error().subject), qPrintable(all.error().detail));
            return std::move(*all);
        }
        const DisposalRow *held(const DisposalList &all, CustomerId who) const
        {
            const auto found = std::ranges::find(all.held, who, &DisposalRow::customer);
            return found == all.held.end() ? nullptr : &*found;
        }
        bool write(const auto &table, const auto &row)
        {
            return bool(
                doDeed(*store.session, "more", {}, [&](Transaction &tx) { return apply(tx, put(table, row)); }));
        }
        std::vector<CustomerId> both() const { return {one.customer, other.customer}; }
        QString reason = QStringLiteral("a claim: runs");
    };

private Q_SLOTS:
    void theDayOnWhichTwoYearsAreOverCountsByTheStoresCalendar()
    {
        At at;
        at.goTo(2028, 3, 11, 23, 59); // over there it is the twelfth already
        QVERIFY(at.list().proposed.empty() && at.list().held.empty());
        at.goTo(2028, 3, 12, 0, 0);
        const DisposalList all = at.list();
        QCOMPARE(all.months, 24);
        QCOMPARE(int(all.proposed.size()), 2);
        const DisposalRow &row = all.proposed.front();
        QCOMPARE(row.what, DisposalRow::Business::Inquiry);
        QCOMPARE(row.last, Time(1'773'324'000'000));
        QVERIFY(row.name == QLatin1String("Jules Tremblay") || row.name == QLatin1String("Priya Nair"));
        const auto only = disposalRows(at.store->database(), all.before, at.store.clock.now(), at.other.customer);
        QVERIFY(only && only->size() == 1);
        QCOMPARE(only->front(), *std::ranges::find(all.proposed, at.other.customer, &DisposalRow::customer));
    }
    void theMonthsAreTheStores()
    {
        At at;
        at.goTo(2026, 4, 11);
        QVERIFY(setDisposalMonths(*at.store.session, 1));
        QVERIFY(at.list().proposed.empty());
        at.goTo(2026, 4, 12, 0, 0);
        QCOMPARE(int(at.list().proposed.size()), 2);
        QCOMPARE(*setDisposalMonths(*at.store.session, 1), DeedId{});
        QVERIFY(setDisposalMonths(*at.store.session, 0));
        QCOMPARE(at.list().months, 0);
        QVERIFY(at.list().proposed.empty());
        QVERIFY(undoLast(*at.store.session));
        QCOMPARE(*disposalMonths(at.store->database()), 1);
        for (const int wrong : {-1, 25})
            QCOMPARE(setDisposalMonths(*at.store.session, wrong).error().subject, QStringLiteral("months"));
        at.store->setPerson(at.store.dana);
        QCOMPARE(setDisposalMonths(*at.store.session, 3).error().subject, QStringLiteral("role"));
    }
    void businessAndWhatHoldsBackIsSeen()
    {
        At at;
        at.goTo(2027, 6, 1);
        Activity call;
        call.id = {newId(at.store.clock.now())};
        call.lead = at.one.lead;
        call.customer = at.one.customer;
        call.kind = Activity::Kind::Email;
        call.direction = Activity::Direction::Out;
        call.at = at.store.clock.now();
        QVERIFY(at.write(kActivity, call)); // by the program: no contact
        at.goTo(2028, 4, 1);
        QCOMPARE(int(at.list().proposed.size()), 2);
        call.id = {newId(at.store.clock.now())};
        call.direction = Activity::Direction::In;
        QVERIFY(at.write(kActivity, call));
        DisposalList all = at.list();
        QCOMPARE(int(all.proposed.size()), 1);
        QVERIFY(at.held(all, at.one.customer) && at.held(all, at.one.customer)->contact == call.at);
        QVERIFY(reopenLead(*at.store.session, at.other.lead));
        all = at.list();
        QVERIFY(at.held(all, at.other.customer) && at.held(all, at.other.customer)->openLead);
        QVERIFY(bookVisit(*at.store.session, at.other.lead, at.store.clock.now() + kDay, at.store.dana));
        all = at.list();
        QVERIFY(at.held(all, at.other.customer)->visit > at.store.clock.now());
        Visit visit;
        visit.id = {newId(at.store.clock.now())};
        visit.lead = at.one.lead;
        visit.customer = at.one.customer;
        visit.arrived = at.store.clock.now();
        QVERIFY(at.write(kVisit, visit));
        QVERIFY(!at.held(at.list(), at.one.customer)); // is business, and not long ago
    }
    void mergedRecordsCountTogetherAndTheHoldGoesAlong()
    {
        At at;
        at.goTo(2027, 3, 1);
        Deal deal;
        deal.id = {newId(at.store.clock.now())};
        deal.lead = at.other.lead;
        deal.customer = at.other.customer;
        deal.at = at.store.clock.now();
        QVERIFY(at.write(kDeal, deal));
        at.goTo(2028, 4, 1);
        QCOMPARE(int(at.list().proposed.size()), 1);
        QVERIFY(setLegalHold(*at.store.session, at.other.customer, at.reason));
        QVERIFY(merge(*at.store.session, at.other.customer, at.one.customer));
        QVERIFY(at.list().proposed.empty() && at.list().held.empty());
        at.goTo(2029, 3, 1);
        const DisposalList all = at.list();
        QVERIFY(all.proposed.empty());
        QCOMPARE(int(all.held.size()), 1);
        QCOMPARE(all.held.front().what, DisposalRow::Business::Sale);
        QCOMPARE(all.held.front().hold, at.reason);
    }
    void aServiceThatWasWithdrawnKeepsNobody()
    {
        At at;
        at.goTo(2027, 6, 1);
        QVERIFY(recordService(*at.store.session, at.other.lead, at.store.clock.now(), QStringLiteral("RO 7")));
        at.goTo(2028, 4, 1);
        QCOMPARE(int(at.list().proposed.size()), 1);
        const auto kept = withdrawableOf(at.store->database(), at.other.customer);
        QVERIFY(kept && !kept->empty());
        QVERIFY(withdrawConsent(*at.store.session, at.other.lead, kept->back().id, QStringLiteral("not theirs")));
        QCOMPARE(int(at.list().proposed.size()), 2);
    }
    void aLegalHoldRefusesErasingUntilAManagerTakesItOff()
    {
        At at;
        at.goTo(2028, 4, 1);
        at.store->setPerson(at.store.dana);
        QCOMPARE(setLegalHold(*at.store.session, at.one.customer, at.reason).error().subject, QStringLiteral("role"));
        at.store->setPerson(at.store.mike);
        QCOMPARE(setLegalHold(*at.store.session, at.one.customer, QStringLiteral(" ")).error().subject,
            QStringLiteral("reason"));
        QCOMPARE(liftLegalHold(*at.store.session, at.one.customer, at.reason).error().code, Error::Code::NotFound);
        QVERIFY(setLegalHold(*at.store.session, at.one.customer, at.reason));
        QCOMPARE(setLegalHold(*at.store.session, at.one.customer, at.reason).error().code, Error::Code::Duplicate);
        const auto hold = legalHold(at.store->database(), at.one.customer);
        QVERIFY(hold && *hold && (*hold)->reason == at.reason && (*hold)->by == at.store.mike);
        const auto refused = erasePerson(*at.store.session, at.one.customer, QStringLiteral("Tremblay"));
        QVERIFY(!refused && refused.error().subject == QLatin1String("legal_hold"));
        QCOMPARE(refused.error().detail, at.reason);
        QCOMPARE(at.store.count("erasure"), 0);
        QVERIFY(undoLast(*at.store.session));
        QCOMPARE(int(at.list().proposed.size()), 2);
        QVERIFY(setLegalHold(*at.store.session, at.one.customer, at.reason));
        QVERIFY(liftLegalHold(*at.store.session, at.one.customer, QStringLiteral("settled")));
        QVERIFY(at.store.list("SELECT tag FROM tag WHERE deleted=0").contains("settled"));
        QVERIFY(undoLast(*at.store.session));
        QVERIFY(!at.held(at.list(), at.one.customer)->hold.isEmpty());
        QVERIFY(liftLegalHold(*at.store.session, at.one.customer, QStringLiteral("settled")));
        QVERIFY(erasePerson(*at.store.session, at.one.customer, QStringLiteral("Tremblay")));
        QCOMPARE(setLegalHold(*at.store.session, at.one.customer, at.reason).error().subject, QStringLiteral("erased"));
        QCOMPARE(at.store.faults(), QStringList());
    }
    void aManagerErasesTheProposedAndTheNumberIsAsked()
    {
        At at;
        at.goTo(2028, 4, 1);
        QCOMPARE(disposeOf(*at.store.session, at.both(), 1).error().subject, QStringLiteral("count"));
        at.store->setPerson(at.store.dana);
        QCOMPARE(disposeOf(*at.store.session, at.both(), 2).error().subject, QStringLiteral("role"));
        at.store->setPerson(at.store.mike);
        QCOMPARE(at.store.count("erasure"), 0);
        LeadDraft again = at.store.webLead(3);
        again.externalId = QStringLiteral("another");
        at.store.add(again); // after the list was read
        const auto done = disposeOf(*at.store.session, at.both(), 2);
        QVERIFY(done && !done->failed);
        QCOMPARE(done->erased, 1);
        QCOMPARE(done->kept, 1);
        QVERIFY(load(at.store->database(), kCustomer, at.one.customer.value)->last.isEmpty());
        QCOMPARE(load(at.store->database(), kCustomer, at.other.customer.value)->last, QStringLiteral("Nair"));
        const auto twice = disposeOf(*at.store.session, {at.one.customer}, 1);
        QVERIFY(twice && twice->erased == 0 && twice->kept == 1);
        QCOMPARE(at.store.count("erasure"), 1);
        QCOMPARE(at.store.faults(), QStringList());
    }
    void whatACrashLeftIsProposedAgainAndTheCertificateNamesAll()
    {
        At at;
        at.goTo(2028, 4, 1, 9, 30);
        QVERIFY(disposeOf(*at.store.session, {at.one.customer}, 1));
        at.store.reopen(); // the power went before the second
        at.store->setPerson(at.store.mike);
        const DisposalList left = at.list();
        QCOMPARE(int(left.proposed.size()), 1);
        QCOMPARE(left.proposed.front().customer, at.other.customer);
        at.store.clock.advance(kMinute);
        QVERIFY(disposeOf(*at.store.session, {at.other.customer}, 1));
        QVERIFY(at.list().proposed.empty());
        const auto rows = disposedSince(at.store->database(), 0);
        QVERIFY(rows);
        const QByteArrayList lines = disposalCertificate(*rows).trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        const QByteArray mike =
            at.store.list("SELECT name FROM person WHERE id=x'" + at.store.mike.value.hex() + '\'').trimmed();
        QCOMPARE(lines[1].trimmed(),
            rows->front().erasure.value.hex() + ',' + at.one.customer.value.hex() + ",2028-04-01T13:30:00Z,\"" + mike
                + '"');
        for (const char *said : {"Tremblay", "Nair", "example.com", "5552"})
            QVERIFY(!disposalCertificate(*rows).contains(said));
        QCOMPARE(int(disposedSince(at.store->database(), at.store.clock.now())->size()), 1);
    }
    void theNightTellsThem()
    {
        At at;
        at.goTo(2028, 4, 1);
        Worker worker(at.store.path, at.store.clock, {});
        worker.start();
        QTRY_COMPARE_WITH_TIMEOUT(
            at.store.count("notice WHERE kind=" + QByteArray::number(int(Notice::Kind::Disposal))), 1, 10'000);
        worker.stop();
    }
    void managersAreToldOnceAMonth()
    {
        At at;
        const auto told = [&] {
            return at.store.count("notice WHERE kind=" + QByteArray::number(int(Notice::Kind::Disposal)));
        };
        at.goTo(2028, 3, 11);
        QVERIFY(tellOfDisposal(*at.store.session));
        QCOMPARE(told(), 0); // nobody is proposed
        at.goTo(2028, 3, 31, 23, 59);
        QVERIFY(tellOfDisposal(*at.store.session));
        QCOMPARE(told(), 0);
        at.goTo(2028, 4, 1, 0, 0);
        QVERIFY(tellOfDisposal(*at.store.session) && tellOfDisposal(*at.store.session));
        QCOMPARE(told(), 1);
        const auto news = notices(at.store->database(), at.store.mike);
        QVERIFY(news && news->front().kind == Notice::Kind::Disposal && news->front().count == 2);
        at.goTo(2028, 5, 2);
        QVERIFY(setDisposalMonths(*at.store.session, 0) && tellOfDisposal(*at.store.session));
        QCOMPARE(told(), 1);
    }
};
UPDESK_TEST(TestDisposal);
#include "tst_disposal.moc"
