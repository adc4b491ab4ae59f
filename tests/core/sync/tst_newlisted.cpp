// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/customerstore.h"
#include "core/store/setback.h"
#include "core/sync/dncserver.h"
#include "core/sync/outbox.h"
#include "core/sync/servercheck.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// A phone that comes to a shared store after its do-not-call list (US-4): it is marked as it comes to the server.
class TestNewListed : public QObject
{
    Q_OBJECT

    static void list(const SyncServer &server, const std::vector<DncNumber> &numbers, int store = SyncServer::kStore)
    {
        const auto target = serverListTarget(server.as("meg"), store);
        FakeClock clock;
        const QTemporaryDir dir;
        const auto database = Database::open(dir.filePath(QStringLiteral("x.updesk")), deskSetup(clock));
        auto tx = Transaction::begin(**database, {{}, store});
        QVERIFY(target->begin());
        QVERIFY(target->keep(numbers));
        QVERIFY(target->finish(*tx));
    }
    static Id phone(Pusher &pusher, const char *number)
    {
        const Id customer = Pusher::fresh(), row = Pusher::fresh();
        pusher.push({Pusher::put("customer", customer, "\"first\":\"Sam\""),
            Pusher::put(
                "phone", row, "\"customer_id\":\"" + customer.hex() + "\",\"e164\":\"" + QByteArray(number) + '"')});
        return row;
    }
    static qint64 marked(const SyncServer &server)
    {
        const auto rows = server.chief()->query("SELECT count(*) FROM updesk.phone WHERE dnc_on<>0");
        return rows ? rows->number(0, 0) : -1;
    }

private Q_SLOTS:
    void theServerMarksItAsItComes()
    {
        const SyncServer server;
        Pusher ann(server, "ann");
        phone(ann, "+12125550150"); // there is no list yet
        QCOMPARE(marked(server), 0);
        list(server, {2125550150, 2125550199});
        phone(ann, "+12125550150");
        QCOMPARE(marked(server), 1);
        for (const char *other : {"+12125550151", "+442079460018", "+1", "", "2125550199"})
            phone(ann, other);
        QCOMPARE(marked(server), 1);
        list(server, {2125550177});
        phone(ann, "+12125550199"); // on the list no longer
        QCOMPARE(marked(server), 1);
        const auto sound = checkServer(*server.chief());
        QVERIFY(sound && sound->sound());
    }
    void everyDeskHasTheMarkAndNobodyIsToldOfAConflict()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        list(server, {2125550150});
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        ann.talk();
        LeadDraft draft = lone->webLead(1);
        draft.phones = {{{}, QStringLiteral("+12125550150"), {}, PhoneKind::Mobile},
            {{}, QStringLiteral("+12125550151"), {}, PhoneKind::Home}};
        const auto made = capture(*ann.session, draft);
        QVERIFY(made);
        QCOMPARE(ann.count("phone WHERE dnc_on=1"), 0); // its own file has no list
        for (int i = 0; i < 2; ++i) {
            ann.talk();
            bob.talk();
        }
        for (SharedDesk *desk : {&ann, &bob}) {
            const auto phones = CustomerStore(desk->session->database()).phones(made->customer);
            QVERIFY(phones && phones->size() == 2);
            for (const Phone &row : *phones)
                QCOMPARE(row.dncOn, row.e164 == QLatin1String("+12125550150"));
            QVERIFY(setbacks(desk->session->database())->empty());
        }
        QCOMPARE(ann.rows(), bob.rows());
        QCOMPARE(unsent(ann.session->database())->deeds, 0);
    }
};

UPDESK_TEST(TestNewListed);
#include "tst_newlisted.moc"
