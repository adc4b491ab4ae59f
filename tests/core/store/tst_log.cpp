// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/original.h"
#include "core/store/log.h"
#include "tests/core/store/deeds.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

using namespace updesk;

static Id fixedId(quint8 last)
{
    Id id;
    id.bytes[0] = 1;
    id.bytes[15] = last;
    return id;
}

static QByteArray lineOf(const std::vector<Op> &ops)
{
    QByteArray line;
    for (const Op &op : ops)
        appendOp(line, op);
    return line + ']';
}

static Error::Code refusal(const Database &database, const QByteArray &line)
{
    const auto ops = readOps(database, line);
    return ops ? Error::Code::NotFound : ops.error().code;
}

static bool sameOps(const std::vector<Op> &a, std::vector<Op> b)
{
    const auto byColumn = [](const Change &x, const Change &y) { return x.column < y.column; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](Op x, Op y) {
        std::sort(x.changes.begin(), x.changes.end(), byColumn);
        std::sort(y.changes.begin(), y.changes.end(), byColumn);
        return x.kind == y.kind && x.table == y.table && x.row == y.row
            && std::equal(x.changes.begin(), x.changes.end(), y.changes.begin(), y.changes.end(),
                [&](const Change &p, const Change &q) {
                    return p.column == q.column && p.after == q.after
                        && (x.kind == Op::Kind::Put || p.before == q.before);
                });
    });
}

static Value randomValue(QRandomGenerator &random, Column::Type type)
{
    if (random.bounded(6) == 0)
        return {};
    switch (type) {
    case Column::Type::Number:
        return qint64(random.generate64()) >> random.bounded(64);
    case Column::Type::Id:
        return newId(qint64(random.generate()));
    case Column::Type::Bytes: {
        QByteArray bytes(random.bounded(300), '\0');
        for (char &c : bytes)
            c = char(random.bounded(256));
        return Bytes{bytes};
    }
    case Column::Type::Text:
        break;
    }
    QString text;
    for (int left = random.bounded(40); left > 0; --left)
        text += QString::fromUcs4(std::array{char32_t(1 + random.bounded(0xd7ff))}.data(), 1);
    return text.toUtf8();
}

class TestLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOpIsTheJsonThatTheServerTakes()
    {
        Customer before;
        before.id = {fixedId(1)};
        before.first = QStringLiteral("Ann");
        Customer after = before;
        after.first = QStringLiteral("Anna");
        after.household = {fixedId(2)};
        QCOMPARE(lineOf({set(kCustomer, before, after)}),
            QByteArray("[{\"t\":\"customer\",\"r\":\"01000000000000000000000000000001\",\"k\":\"set\","
                       "\"f\":{\"first\":\"Anna\",\"household_id\":\"01000000000000000000000000000002\"},"
                       "\"b\":{\"first\":\"Ann\",\"household_id\":null}}]"));
    }
    void aNewRowNamesOnlyWhatIsNotItsDefault()
    {
        QCOMPARE(lineOf({put(kTag, {{fixedId(1)}, {}, QStringLiteral("vip")})}),
            QByteArray("[{\"t\":\"tag\",\"r\":\"01000000000000000000000000000001\",\"k\":\"put\",\"f\":"
                       "{\"tag\":\"vip\"}}]"));
        QVERIFY(lineOf({put(kTag, {{fixedId(1)}, {}, {}})}).endsWith("\"f\":{}}]"));
    }
    void quotesAndControlsAreEscapedAndTheRestIsAsItWas()
    {
        const QString text = QStringLiteral("\"a\\b\"\n\t\r\x01\x1f\x7f/ é李\U0001F697 ");
        const QByteArray line = lineOf({put(kTag, {{fixedId(1)}, {}, text})});
        QVERIFY(line.contains("\\\"a\\\\b\\\"\\u000a\\u0009\\u000d\\u0001\\u001f"));
        QCOMPARE(QJsonDocument::fromJson(line)[0][QLatin1String("f")][QLatin1String("tag")].toString(), text);
    }
    void bytesTravelAsBase64()
    {
        OriginalPart part{{fixedId(1)}, {}, 0, Bytes{QByteArray("\0\xff<lead>", 8)}};
        const QByteArray line = lineOf({put(kOriginalPart, part)});
        QVERIFY(line.contains("\"bytes\":\"AP88bGVhZD4=\""));
        TempDesk desk;
        QVERIFY((*readOps(*desk.database, line))[0].changes[0].after == Value{part.bytes});
    }
    void randomOpsOfEveryTableComeBackTheSame()
    {
        TempDesk desk;
        QRandomGenerator random(20260312);
        for (int round = 0; round < 300; ++round) {
            std::vector<Op> ops;
            for (int n = 1 + random.bounded(4); n > 0; --n) {
                const auto &tables = desk.database->setup().tables;
                const Table *table = tables[size_t(random.bounded(int(tables.size())))];
                Op op{Op::Kind(random.bounded(5)), table, newId(round), {}};
                for (int i = 0; i < table->count; ++i) {
                    const auto type = table->columns[size_t(i)].type;
                    if (random.bounded(2) == 0)
                        op.changes.push_back({i, randomValue(random, type), randomValue(random, type)});
                }
                ops.push_back(op);
            }
            const auto read = readOps(*desk.database, lineOf(ops));
            QVERIFY(read);
            QVERIFY2(sameOps(ops, *read), lineOf(ops).constData());
            std::vector<Id> rows;
            for (const Op &op : ops)
                rows.push_back(op.row);
            QVERIFY(rowsIn(lineOf(ops)) == rows);
        }
    }
    void theRowsOfALineAreKnownWithoutReadingIt()
    {
        const Id one = newId(1), two = newId(2);
        const QByteArray quoted = "says \"r\":\"" + newId(3).hex() + "\" and \\\"r\":\"" + newId(4).hex() + '"';
        const QByteArray line =
            lineOf({put(kTag, {{one}, {newId(5)}, QString::fromUtf8(quoted)}), put(kTag, {{two}, {}, {}})});
        QVERIFY(rowsIn(line) == (std::vector{one, two}));
        QByteArray newer = line;
        QVERIFY(rowsIn(newer.replace("\"tag\"", "\"rocket\"")) == (std::vector{one, two}));
        QVERIFY(rowsIn(line.left(line.indexOf("\"r\":\"", 30) + 20)) == (std::vector{one})); // cut off
        QVERIFY(rowsIn({}).empty());
    }
    void theRowsOfOneTableThatADeedTouched()
    {
        TempDesk desk;
        Customer customer = aCustomer(1);
        customer.first = QString::fromUtf8("says {\"t\":\"tag\",\"r\":\"" + newId(9).hex() + "\"");
        const CustomerLabel one{{rowId(2)}, customer.id, QStringLiteral("red")},
            two{{rowId(3)}, customer.id, QStringLiteral("new")};
        CustomerLabel blue = one;
        blue.tag = QStringLiteral("blue");
        const auto deed = inDeed(desk, [&](Transaction &tx) -> Result<void> {
            for (const Op &op : {put(kCustomer, customer), put(kTag, one), put(kTag, two), set(kTag, one, blue)}) {
                if (auto done = apply(tx, op); !done)
                    return done;
            }
            return {};
        });
        QVERIFY(deed);
        const auto tags = touchedRows(*desk.database, *deed, kTag);
        QVERIFY(tags && *tags == (std::vector<Id>{one.id.value, two.id.value, one.id.value}));
        const auto leads = touchedRows(*desk.database, *deed, kLead);
        QVERIFY(leads && leads->empty());
        const auto none = touchedRows(*desk.database, DeedId{newDeedId(1)}, kTag);
        QVERIFY(!none && none.error().code == Error::Code::NotFound);
    }
    void whatThisVersionDoesNotKnowIsTooNew()
    {
        TempDesk desk;
        const QByteArray row = "\"r\":\"01000000000000000000000000000001\"";
        QCOMPARE(
            refusal(*desk.database, "[{\"t\":\"rocket\"," + row + ",\"k\":\"put\",\"f\":{}}]"), Error::Code::TooNew);
        QCOMPARE(refusal(*desk.database, "[{\"t\":\"tag\"," + row + ",\"k\":\"put\",\"f\":{\"shade\":1}}]"),
            Error::Code::TooNew);
        QCOMPARE(
            refusal(*desk.database, "[{\"t\":\"tag\"," + row + ",\"k\":\"teleport\",\"f\":{}}]"), Error::Code::TooNew);
    }
    void whatIsNoLogLineIsDamaged_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray op = "[{\"t\":\"lead\",\"r\":\"01000000000000000000000000000001\",\"k\":\"put\",\"f\":{";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << op;
        QTest::newRow("not an array") << QByteArray("{}");
        QTest::newRow("items that are no ops") << QByteArray("[1,2]");
        QTest::newRow("no row") << QByteArray("[{\"t\":\"lead\",\"r\":\"12\",\"k\":\"put\",\"f\":{}}]");
        QTest::newRow("text where a number belongs") << op + "\"received\":\"soon\"}}]";
        QTest::newRow("a fraction") << op + "\"received\":1.5}}]";
        QTest::newRow("too big for 64 bits") << op + "\"received\":1e300}}]";
        QTest::newRow("a number where text belongs") << op + "\"comments\":5}}]";
        QTest::newRow("half an id") << op + "\"customer_id\":\"0100\"}}]";
        QTest::newRow("not UTF-8") << op + "\"comments\":\"\xff\"}}]";
    }
    void whatIsNoLogLineIsDamaged()
    {
        QFETCH(QByteArray, line);
        TempDesk desk;
        QCOMPARE(refusal(*desk.database, line), Error::Code::Damaged);
    }
    void aDeedOfManyMegabytesIsReadWhole()
    {
        TempDesk desk;
        std::vector<Op> ops;
        for (int i = 0; i < 40; ++i)
            ops.push_back(put(kOriginalPart,
                OriginalPart{{newId(i)}, {newId(99)}, i, Bytes{QByteArray(OriginalPart::kBytes, char(i))}}));
        const auto read = readOps(*desk.database, lineOf(ops));
        QVERIFY(read);
        QVERIFY(sameOps(ops, *read));
    }
};

UPDESK_TEST(TestLog);
#include "tst_log.moc"
