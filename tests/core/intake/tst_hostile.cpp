// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/codes.h"
#include "tests/core/intake/expectations.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QDirIterator>

#include <random>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

namespace
{

/// A lead or a reason, never neither: what every input must give.
void checkWhole(const Parsed &parsed, const QByteArray &what)
{
    const bool lead = parsed.outcome == ParseOutcome::Lead || parsed.outcome == ParseOutcome::Leads;
    QVERIFY2(lead == !parsed.drafts.empty(), what.constData());
    QVERIFY2(lead == parsed.error.isEmpty(), what.constData());
}

std::vector<std::pair<QString, QByteArray>> samples()
{
    std::vector<std::pair<QString, QByteArray>> all;
    for (const QJsonValue &value : expectations()) {
        const QString file = value[QLatin1String("file")].toString();
        all.emplace_back(file, readTestFile(QStringLiteral("intake/") + file));
    }
    return all;
}

/// By how much a process of its own grew at most while it did this; -1: it failed.
template <class Work>
int mebibytesGrown(Work &&work)
{
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0)
        return -1;
    const pid_t child = fork();
    if (child == 0) {
        const auto most = [] {
            rusage used{};
            return getrusage(RUSAGE_SELF, &used) == 0 ? int(used.ru_maxrss / 1024) : -1;
        };
        const int before = most();
        const int grown = work() ? most() - before : -1;
        _exit(write(ends[1], &grown, sizeof grown) == sizeof grown ? 0 : 1);
    }
    close(ends[1]);
    int grown = -1, status = 0;
    const bool told = child > 0 && read(ends[0], &grown, sizeof grown) == sizeof grown;
    close(ends[0]);
    const bool ended = child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status);
    return told && ended ? grown : -1;
}

QByteArray customerWith(const QByteArray &inside)
{
    return "<adf><prospect><customer><name>Ann</name>" + inside + "</customer></prospect></adf>";
}

} // namespace

class TestHostile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySampleCutAnywhereGivesALeadOrAReason()
    {
        for (const auto &[file, bytes] : samples()) {
            for (qsizetype size = 0; size < bytes.size(); size += 100)
                checkWhole(
                    parse(bytes.left(size), sampleContext(file)), file.toUtf8() + ' ' + QByteArray::number(size));
        }
    }
    void randomByteChangesDoNoHarm()
    {
        std::mt19937 random(20260330);
        const auto all = samples();
        const auto below = [&](size_t limit) { return static_cast<qsizetype>(random() % std::max<size_t>(limit, 1)); };
        for (int round = 0; round < 4000; ++round) {
            const auto &[file, bytes] = all[static_cast<size_t>(below(all.size()))];
            QByteArray changed = bytes;
            for (qsizetype changes = 1 + below(8); changes > 0; --changes) {
                const qsizetype at = below(static_cast<size_t>(changed.size()));
                switch (random() % 4) {
                case 0:
                    changed[at] = static_cast<char>(random() % 256);
                    break;
                case 1:
                    changed.remove(at, 1 + below(20));
                    break;
                case 2:
                    changed.insert(at, "<>&\"'/!?-[]\n\0=:;@ "[random() % 18]);
                    break;
                default:
                    changed.insert(at, changed.mid(below(static_cast<size_t>(changed.size())), below(40)));
                    break;
                }
                if (changed.isEmpty())
                    changed = " ";
            }
            checkWhole(parse(changed, sampleContext(file)), file.toUtf8() + " round " + QByteArray::number(round));
        }
    }
    void tenThousandProspectsAreTenThousandLeads()
    {
        QByteArray bytes = "<adf>";
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray number = QByteArray::number(i);
            bytes += "<prospect><id>" + number
                + "</id><requestdate>2026-04-01T08:02:00-04:00</requestdate><vehicle><year>2026</year>"
                  "<make>Nissan</make><model>Kicks</model></vehicle><customer><contact><name>Ann Lee</name><email>a"
                + number
                + "@example.com</email></contact></customer><provider><name>BatchFeed</name></provider></prospect>";
        }
        bytes += "</adf>";
#ifndef __SANITIZE_ADDRESS__ // which keeps shadows of all memory
        const int grown = mebibytesGrown([&] { return parse(bytes, sampleContext()).drafts.size() == 10'000; });
        QVERIFY2(grown >= 0 && grown < 300, qPrintable(QString::number(grown)));
#endif
        const Parsed parsed = parse(bytes, sampleContext());
        QCOMPARE(parsed.drafts.size(), size_t(10'000));
        QCOMPARE(parsed.drafts.back().externalId, QStringLiteral("9999"));
        QVERIFY(parsed.warnings.isEmpty());
    }
    void aFileOverTenMebibytesIsRefusedBeforeParsing()
    {
        QCOMPARE(parse(QByteArray(kLargestDocument + 1, ' '), sampleContext()).error, code::kTooLarge);
        QCOMPARE(parse(QByteArray(kLargestDocument, ' '), sampleContext()).error, code::kEmptyDocument);
        QCOMPARE(parse(QByteArray(kLargestDocument + 1, ' '), sampleContext(QStringLiteral("x.eml"))).error,
            code::kTooLarge);
    }
    void repeatedPiecesAreReadInOnePass_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const QByteArray &piece, const QByteArray &before = {},
                             const QByteArray &after = {}) {
            QTest::newRow(name) << QByteArray(before + piece.repeated(400'000 / piece.size()) + after);
        };
        row("ampersands", "&", "<adf><prospect><comments>");
        row("entities", "&eacute", "<adf><prospect><comments>");
        row("less-than", "<", "<adf>");
        row("greater-than", ">", "<adf><prospect>");
        row("comment starts", "<!--", "<adf>");
        row("comment starts and one end", "<!--", "<adf>", "-->");
        row("section starts", "<![CDATA[", "<adf><prospect>");
        row("sections", "<![CDATA[x]]>", "<adf><prospect><comments>");
        row("instructions", "<?a>", "<adf><prospect>", "?>");
        row("documents", "<adf>");
        row("prospects", "<prospect>");
        row("closed prospects", "<prospect/>", "<adf>", "</adf>");
        row("deep", "<a>", "<adf><prospect>");
        row("deep customers", "<customer>", "<adf><prospect>");
        row("attributes", " a='1'", "<adf><prospect");
        row("open quotes", "<a b=\"", "<adf><prospect>");
        row("phones", "<phone>404-555-0117,</phone>", "<adf><prospect><customer>", "</customer></prospect></adf>");
        row("vehicles", "<vehicle><make>a</make></vehicle>", "<adf><prospect>",
            "<customer><name>A</name></customer></prospect></adf>");
        row("contacts", "<contact></contact>", "<adf><prospect><customer>", "</customer></prospect></adf>");
        row("label lines", ", Make:", "<adf><prospect><customer><name>A</name><comments>",
            "</comments></customer></prospect></adf>");
        row("doctypes", "<!DOCTYPE a [");
        row("blanks", " ");
        row("NULs", QByteArray(1, '\0'));
        row("bytes", "\xff");
        const QByteArray mail = "From: a@example.com\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n";
        row("header lines", "X-A: b\r\n", mail);
        row("addresses", "a@example.com,", "From: a@example.com\r\nSubject: x\r\nTo: ");
        row("encoded words", "=?utf-8?q?a?= ", "From: a@example.com\r\nTo: b@example.org\r\nSubject: ");
        row("references", "<a@b> ", mail + "References: ");
        row("boundaries", "--b\r\n\r\nx\r\n", mail + "Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        row("attached messages", "Content-Type: message/rfc822\r\n\r\n", mail);
        row("cells", "<td>", mail + "Content-Type: text/html\r\n\r\n");
        row("scripts", "<script></style>", mail + "Content-Type: text/html\r\n\r\n");
        row("labels", "Name:\n", mail + "\r\n");
        row("quoted documents", "> <adf>\n", mail + "\r\n");
        row("at signs", "a@", mail + "\r\n");
        row("digits", "(4 ", mail + "\r\n");
    }
    void repeatedPiecesAreReadInOnePass()
    {
        QFETCH(QByteArray, bytes);
        checkWhole(parse(bytes, sampleContext()), "as a file");
        checkWhole(parse(bytes, sampleContext(QStringLiteral("x.eml"))), "as a mail");
    }
    void hugeValuesAreCutOrRefused()
    {
        const Parsed parsed = parse(
            customerWith("<phone>" + QByteArray(100'000, '4') + "</phone><email>" + QByteArray("a@").repeated(50'000)
                + "</email><comments>" + QByteArray(200'000, 'x') + "</comments>"),
            sampleContext());
        QCOMPARE(parsed.outcome, ParseOutcome::Lead);
        for (const QLatin1String code : {code::kFieldTruncated, code::kBadPhone, code::kBadEmail})
            QVERIFY(parsed.warnings.contains(code));
        QCOMPARE(parsed.drafts[0].comments.size(), qsizetype(65'536));
        QVERIFY(parsed.drafts[0].phones[0].typed.size() <= 1024);
    }
    void theFuzzersCorpusIsReplayed()
    {
        int replayed = 0;
        for (const char *kind : {"adf", "mail"}) {
            QDirIterator files(QStringLiteral(UPDESK_TEST_DATA "/fuzz/") + QLatin1String(kind), QDir::Files);
            while (files.hasNext()) {
                const QString path = files.next();
                QFile file(path);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray bytes = file.readAll();
                checkWhole(parse(bytes, sampleContext()), path.toUtf8());
                checkWhole(parse(bytes, sampleContext(QStringLiteral("x.eml"))), path.toUtf8());
                ++replayed;
            }
        }
        QVERIFY(replayed >= 46);
    }
};
UPDESK_TEST(TestHostile);
#include "tst_hostile.moc"
