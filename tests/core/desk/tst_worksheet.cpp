// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "core/desk/worksheet.h"
#include "core/vehicles/stock.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

using namespace updesk;

/// The worksheet from rows, and as a file for a dealer's management system (F80, docs/pencil.md).
class TestWorksheet : public QObject
{
    Q_OBJECT

    struct Desk {
        TestStore store;
        LeadId lead;
        Desk()
        {
            Unit unit;
            unit.id = {newId(store.clock.now())};
            unit.stock = QStringLiteral("T7777");
            unit.vin = QStringLiteral("1M8GDM9AXKP042788");
            unit.year = 2024;
            unit.make = QStringLiteral("Toyota");
            unit.model = QStringLiteral("RAV4");
            unit.trim = QStringLiteral("XLE");
            unit.status = VehicleStatus::New;
            unit.odometer = 12;
            unit.price = 3'400'000;
            if (!doDeed(*store, "test", {}, [&](Transaction &tx) { return apply(tx, put(kUnit, unit)); }))
                qFatal("unit");
            LeadDraft draft = store.webLead(1);
            draft.wants.front().make = QStringLiteral("Toyota");
            draft.wants.front().model = QStringLiteral("RAV4");
            draft.wants.front().stock = QStringLiteral("t7777");
            VehicleDraft trade;
            trade.year = 2019;
            trade.make = QStringLiteral("Honda");
            trade.model = QStringLiteral("Civic");
            trade.interest = Interest::TradeIn;
            trade.odometer = 61'200;
            trade.payoff = 640'000;
            draft.trades = {trade};
            lead = store.add(draft).lead;
            store->setPerson(store.dana);
            store.clock.advance(kMinute);
        }
        Worksheet sheet(const KeptPencils &numbers)
        {
            const auto made = worksheetOf(store->database(), lead, numbers, store.dana, store.clock.now());
            if (!made)
                qFatal("sheet: %s", qPrintable(made.error().subject));
            return *made;
        }
    };
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
        made.paymentNow = 54'403;
        made.monthsLeft = 36;
        return made;
    }
    static LeasePencil lease()
    {
        LeasePencil made; // domain.md 4.3
        made.terms = {3'800'000, 2'200'000, 36, 0.0021};
        return made;
    }
    /// RFC 4180, one field after another.
    static QList<QStringList> read(const QByteArray &csv)
    {
        QList<QStringList> lines{{}};
        QString field;
        bool quoted = false;
        const QString text = QString::fromUtf8(csv);
        for (int i = 0; i < text.size(); ++i) {
            const QChar c = text[i];
            if (quoted && c == u'"' && text.mid(i + 1, 1) == QLatin1String("\"")) {
                field += c;
                ++i;
            } else if (c == u'"') {
                quoted = !quoted;
            } else if (!quoted && (c == u',' || c == u'\r')) {
                lines.last() << std::exchange(field, QString());
            } else if (!quoted && c == u'\n') {
                lines << QStringList();
            } else {
                field += c;
            }
        }
        lines.removeLast();
        return lines;
    }

private Q_SLOTS:
    void theSheetKnowsWhoWhatAndByWhom()
    {
        Desk desk;
        KeptPencils numbers;
        numbers.loan = loan();
        const Worksheet sheet = desk.sheet(numbers);
        QVERIFY(!sheet.customer.isEmpty() && !sheet.customerPhone.isEmpty());
        QCOMPARE(sheet.store, QStringLiteral("Northgate Motors"));
        QCOMPARE(sheet.vehicle.vin, QStringLiteral("1M8GDM9AXKP042788")); // of the unit on the lot
        QCOMPARE(sheet.vehicle.trim, QStringLiteral("XLE"));
        QVERIFY(sheet.trade && sheet.trade->acv == 0); // named by the inquiry, not appraised yet
        QCOMPARE(sheet.trade->payoff, qint64(640'000));
        QCOMPARE(sheet.kept, Time(0));
        QCOMPARE(sheet.at, desk.store.clock.now());
        QVERIFY(sheet.by.startsWith(QStringLiteral("Dana")));
        QCOMPARE(
            worksheetOf(desk.store->database(), LeadId{newId(1)}, numbers, {}, 1).error().code, Error::Code::NotFound);
    }
    void theNewestAppraisalStandsOnIt()
    {
        Desk desk;
        Appraisal trade = **knownTrade(desk.store->database(), desk.lead);
        trade.acv = 1'190'000;
        trade.lender = QStringLiteral("First Bank");
        trade.condition = Appraisal::Condition::Clean;
        QVERIFY(saveAppraisal(*desk.store, desk.lead, trade));
        const Worksheet sheet = desk.sheet({});
        QCOMPARE(sheet.trade->acv, qint64(1'190'000));
        const QJsonObject json = worksheetJson(sheet)[QLatin1String("trade")].toObject();
        QCOMPARE(json[QLatin1String("acv")].toInt(), 1'190'000);
        QCOMPARE(json[QLatin1String("condition")].toString(), QStringLiteral("clean"));
        QCOMPARE(json[QLatin1String("lender")].toString(), QStringLiteral("First Bank"));
    }
    void theJsonIsWhatIsDocumented()
    {
        Desk desk;
        QVERIFY(keepPencil(*desk.store, desk.lead, loan()));
        desk.store.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.store, desk.lead, lease()));
        const auto kept = keptPencils(desk.store->database(), desk.lead);
        QVERIFY(kept);
        const QJsonObject json = worksheetJson(desk.sheet(*kept));
        QCOMPARE(json[QLatin1String("format")].toString(), QStringLiteral("updesk-pencil"));
        QVERIFY(json[QLatin1String("estimate")].toBool());
        QVERIFY(json[QLatin1String("kept_by")].toString().startsWith(QStringLiteral("Dana")));
        const QJsonObject l = json[QLatin1String("loan")].toObject();
        for (const auto &[name, cents] : {std::pair{"tax", 87'500}, std::pair{"equity", 382'122},
                 std::pair{"financed", 3'035'378}, std::pair{"price", 3'400'000}}) // domain.md 4.5
            QCOMPARE(l[QLatin1String(name)].toInt(), cents);
        const QJsonObject term = l[QLatin1String("terms")][0].toObject();
        QCOMPARE(term[QLatin1String("payment")].toInt(), 50'162);
        QCOMPARE(term[QLatin1String("change")].toInt(), 50'162 - 54'403);
        QCOMPARE(l[QLatin1String("grid")].toArray().size(), 5);
        const QJsonObject s = json[QLatin1String("lease")].toObject();
        QCOMPARE(s[QLatin1String("payment")].toInt(), 57'044); // domain.md 4.3
        QCOMPARE(s[QLatin1String("apr_about")].toDouble(), 0.0504);
        // Every name that is written stands in the document.
        QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/docs/pencil.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString document = QString::fromUtf8(file.readAll());
        const auto documented = [&](const QJsonObject &object) {
            const QStringList names = object.keys();
            for (const QString &name : names) {
                if (!document.contains(QStringLiteral("`%1`").arg(name)))
                    qWarning("not documented: %s", qPrintable(name));
                QVERIFY(document.contains(QStringLiteral("`%1`").arg(name)));
            }
        };
        documented(json);
        for (const char *part : {"store", "customer", "vehicle", "trade", "loan", "lease"})
            documented(json[QLatin1String(part)].toObject());
        documented(term);
    }
    void theCsvHasALineForEachTermAndTheLease()
    {
        Desk desk;
        KeptPencils numbers;
        numbers.loan = loan();
        numbers.lease = lease();
        Worksheet sheet = desk.sheet(numbers);
        sheet.customer = QStringLiteral("Ng, \"Bo\"\nLee");
        sheet.keptBy = QStringLiteral("=1+1");
        const QList<QStringList> lines = read(worksheetCsv(sheet));
        QCOMPARE(lines.size(), 4);
        const auto cell = [&](int line, const char *name) {
            return lines[line].value(int(lines[0].indexOf(QLatin1String(name))));
        };
        for (const QStringList &line : lines)
            QCOMPARE(line.size(), lines[0].size());
        QCOMPARE(cell(1, "kind"), QStringLiteral("loan"));
        QCOMPARE(cell(1, "customer"), sheet.customer);
        QCOMPARE(cell(1, "kept_by"), QStringLiteral("'=1+1")); // no formula for a spreadsheet
        QCOMPARE(cell(1, "payment"), QStringLiteral("50162"));
        QCOMPARE(cell(2, "payment"), QStringLiteral("44197"));
        QCOMPARE(cell(2, "months"), QStringLiteral("84"));
        QCOMPARE(cell(2, "apr"), QStringLiteral("0.059"));
        QCOMPARE(cell(2, "residual"), QString());
        QCOMPARE(cell(3, "kind"), QStringLiteral("lease"));
        QCOMPARE(cell(3, "payment"), QStringLiteral("57044"));
        QCOMPARE(cell(3, "depreciation"), QStringLiteral("44444"));
        QCOMPARE(cell(3, "rent"), QStringLiteral("12600"));
        QCOMPARE(cell(3, "money_factor"), QStringLiteral("0.0021"));
        QCOMPARE(cell(3, "vin"), QStringLiteral("1M8GDM9AXKP042788"));
        QCOMPARE(cell(3, "trade_payoff"), QStringLiteral("640000"));
        QCOMPARE(cell(3, "trade_acv"), QString()); // nobody has valued it
        QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/docs/pencil.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString document = QString::fromUtf8(file.readAll());
        document.replace(QRegularExpression(QStringLiteral("\\s+")), QStringLiteral(" "));
        QVERIFY(document.contains(u'`' + lines[0].join(QStringLiteral("`, `")) + u'`')); // the names, in their order
    }
    void paymentsEveryTwoWeeksAreNotTakenForMonthlyOnes()
    {
        Desk desk;
        KeptPencils numbers;
        numbers.loan = loan();
        QCOMPARE(worksheetJson(desk.sheet(numbers))[QLatin1String("version")].toInt(), 1);
        numbers.loan->perYear = kBiWeekly;
        numbers.lease = lease();
        const Worksheet sheet = desk.sheet(numbers);
        const QJsonObject json = worksheetJson(sheet);
        QCOMPARE(json[QLatin1String("version")].toInt(), 2);
        const QJsonObject l = json[QLatin1String("loan")].toObject();
        QCOMPARE(l[QLatin1String("payments_per_year")].toInt(), 26);
        const QJsonObject term = l[QLatin1String("terms")][0].toObject(); // worked out in tst_pencil.cpp
        QCOMPARE(term[QLatin1String("payment")].toInt(), 23'126);
        QCOMPARE(term[QLatin1String("payments")].toInt(), 156);
        QCOMPARE(term[QLatin1String("monthly")].toInt(), 50'106);
        QCOMPARE(term[QLatin1String("change")].toInt(), 50'106 - 54'403);
        const QList<QStringList> lines = read(worksheetCsv(sheet));
        const auto cell = [&](int line, const char *name) {
            return lines[line].value(int(lines[0].indexOf(QLatin1String(name))));
        };
        QCOMPARE(cell(1, "payment"), QStringLiteral("23126"));
        QCOMPARE(cell(1, "payments_per_year"), QStringLiteral("26"));
        QCOMPARE(cell(2, "payments"), QStringLiteral("182"));
        QCOMPARE(cell(3, "kind"), QStringLiteral("lease"));
        QCOMPARE(cell(3, "payments_per_year"), QStringLiteral("12"));
        QCOMPARE(cell(3, "payments"), QStringLiteral("36"));
    }
    void taxDueAtSigningIsInTheFiles()
    {
        Desk desk;
        KeptPencils numbers;
        numbers.loan = loan();
        numbers.lease = lease();
        numbers.lease->taxRate = 0.07;
        const auto cells = [](const Worksheet &sheet, int line) {
            const QList<QStringList> lines = read(worksheetCsv(sheet));
            const auto cell = [&](const char *name) {
                return lines[line].value(int(lines[0].indexOf(QLatin1String(name))));
            };
            return QStringList{cell("tax_on"), cell("tax"), cell("tax_at_signing"), cell("payment"), cell("total")};
        };
        QCOMPARE(cells(desk.sheet(numbers), 3).join(u' '), QStringLiteral("each_payment 3993 0 61037 2197332"));
        numbers.lease->taxOn = LeaseTaxOn::AllPayments; // figures: tst_pencil.cpp
        const Worksheet sheet = desk.sheet(numbers);
        QCOMPARE(cells(sheet, 3).join(u' '), QStringLiteral("all_payments 0 143751 57044 2197335"));
        QCOMPARE(cells(sheet, 1).mid(0, 3), (QStringList{QString(), QStringLiteral("87500"), QString()})); // a loan
        const QJsonObject json = worksheetJson(sheet)[QLatin1String("lease")].toObject();
        QCOMPARE(json[QLatin1String("tax_on")].toString(), QStringLiteral("all_payments"));
        QCOMPARE(json[QLatin1String("tax_at_signing")].toInt(), 143'751);
        QCOMPARE(json[QLatin1String("tax")].toInt(), 0);
        QCOMPARE(json[QLatin1String("total")].toInt(), 2'197'335);
        numbers.lease->taxOn = LeaseTaxOn::Price;
        QCOMPARE(cells(desk.sheet(numbers), 3).join(u' '), QStringLiteral("price 0 266000 57044 2319584"));
    }
    void withoutNumbersItIsAnEmptyTable()
    {
        Desk desk;
        const Worksheet sheet = desk.sheet({});
        QCOMPARE(read(worksheetCsv(sheet)).size(), 1);
        const QJsonObject json = worksheetJson(sheet);
        QVERIFY(json[QLatin1String("loan")].isNull() && json[QLatin1String("lease")].isNull());
        QVERIFY(json[QLatin1String("kept_at")].isNull());
    }
};
UPDESK_TEST(TestWorksheet);
#include "tst_worksheet.moc"
