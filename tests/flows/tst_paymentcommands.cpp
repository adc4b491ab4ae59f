// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/desk/pencilverbs.h"
#include "core/leads/queuerows.h"
#include "tests/flows/program.h"
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// The payment that was kept for a lead, and the show rate, as other programs read them.
class TestPaymentCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;

    /// A lead of the sample that is open.
    QString lead()
    {
        const QJsonObject queue = program->at10(words("queue --json --limit 1")).json();
        return queue[QLatin1String("rows")][0][QLatin1String("id")].toString();
    }
    static Pencil loan()
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
    /// As the window does it.
    void keep(const QString &lead)
    {
        FakeClock clock;
        const auto session = Session::open(program->file(QStringLiteral("store.updesk")), clock);
        QVERIFY(session);
        const LeadId id{*Id::fromHex(lead.toStdString())};
        QVERIFY(keepPencil(**session, id, loan()));
        LeasePencil lease; // domain.md 4.3
        lease.terms = {3'800'000, 2'200'000, 36, 0.0021};
        clock.advance(kMinute);
        QVERIFY(keepPencil(**session, id, lease));
    }

private Q_SLOTS:
    void init()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
    }
    void aKeptPaymentIsGivenAsJsonCsvAndWords()
    {
        const QString id = lead();
        QVERIFY(!id.isEmpty());
        const QStringList call{QStringLiteral("pencil"), id};
        QCOMPARE(program->at10(call).status, 4); // none is kept
        keep(id);
        const auto json = program->at10(call + words("--json"));
        QCOMPARE(json.status, 0);
        QCOMPARE(
            json.json()[QLatin1String("loan")][QLatin1String("terms")][0][QLatin1String("payment")].toInt(), 50'162);
        QCOMPARE(json.json()[QLatin1String("lease")][QLatin1String("payment")].toInt(), 57'044);
        const auto csv = program->at10(call + words("--csv"));
        QCOMPARE(csv.status, 0);
        QCOMPARE(csv.out.trimmed().split('\n').size(), 4); // names, two terms, the lease
        QVERIFY(csv.out.startsWith("kind,lead,store,"));
        QVERIFY(csv.out.contains(",50162,") && csv.out.contains(",57044,"));
        const auto said = program->at10(call);
        QVERIFY2(said.out.contains("72 months at 5.9 %") && said.out.contains("$501.62")
                && said.out.contains("Estimate, not an offer"),
            said.out.constData());
        QCOMPARE(program->at10(call + words("--csv --json")).status, 2);
        QCOMPARE(program->at10(words("pencil Nobody-at-all")).status, 4);
    }
    void taxDueAtSigningIsSaidBesideThePayment()
    {
        const QString id = lead();
        {
            FakeClock clock;
            const auto session = Session::open(program->file(QStringLiteral("store.updesk")), clock);
            QVERIFY(session);
            LeasePencil lease; // figures: tst_pencil.cpp
            lease.terms = {3'800'000, 2'200'000, 36, 0.0021};
            lease.taxRate = 0.07;
            lease.taxOn = LeaseTaxOn::AllPayments;
            QVERIFY(keepPencil(**session, LeadId{*Id::fromHex(id.toStdString())}, lease));
        }
        const auto said = program->at10({QStringLiteral("pencil"), id});
        QCOMPARE(said.status, 0);
        QVERIFY2(said.out.contains("$570.44 a month, tax of $1,437.51 due at signing, paid in all $21,973.35"),
            said.out.constData());
    }
    void theShowRateIsCountedFromItsVisits()
    {
        const auto told = program->at10(words("appointments --show-rate --json"));
        QCOMPARE(told.status, 0);
        const QJsonObject json = told.json();
        const QJsonArray rows = json[QLatin1String("rows")].toArray(), visits = json[QLatin1String("visits")].toArray();
        QCOMPARE(rows.size(), 6);
        QVERIFY(!visits.isEmpty()); // the sample has a morning behind it
        for (const QJsonValue &row : rows) {
            const QString booked = row[QLatin1String("booked")].toString();
            int came = 0, missed = 0, unsaid = 0;
            for (const QJsonValue &visit : visits) {
                if (booked != QLatin1String("all") && visit[QLatin1String("booked")].toString() != booked)
                    continue;
                const QString went = visit[QLatin1String("went")].toString();
                came += went == QLatin1String("came");
                missed += went == QLatin1String("missed");
                unsaid += went == QLatin1String("not_marked");
            }
            QCOMPARE(row[QLatin1String("came")].toInt(), came);
            QCOMPARE(row[QLatin1String("missed")].toInt(), missed);
            QCOMPARE(row[QLatin1String("not_marked")].toInt(), unsaid);
            if (came + missed > 0)
                QCOMPARE(row[QLatin1String("rate")].toDouble(), double(came) / (came + missed));
            else
                QVERIFY(row[QLatin1String("rate")].isNull());
        }
        QVERIFY(program->at10(words("appointments --show-rate")).out.contains("for the same day"));
        const auto none = program->at10(words("appointments --show-rate --since 2026-03-12T09:59"));
        QCOMPARE(none.status, 0);
        QVERIFY2(none.out.contains("No visit was due"), none.out.constData());
        QCOMPARE(program->at10(words("appointments --show-rate --since sometime")).status, 2);
    }
};
UPDESK_TEST(TestPaymentCommands);
#include "tst_paymentcommands.moc"
