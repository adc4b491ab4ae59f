// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/codes.h"
#include "core/intake/fieldtext.h"
#include "core/intake/plaintext.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestFieldText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFieldIsOneCleanLine()
    {
        QStringList warnings;
        QCOMPARE(fieldText(QStringLiteral("  Marguerite\r\n   Anne "), warnings), QStringLiteral("Marguerite Anne"));
        QCOMPARE(fieldText(QStringLiteral("C5\u00a0X"), warnings), QStringLiteral("C5 X"));
        QCOMPARE(fieldText(QStringLiteral("Tom &amp; Ann"), warnings), QStringLiteral("Tom & Ann"));
        QCOMPARE(
            fieldText(QStringLiteral("Zde\u0148ka"), warnings), fieldText(QStringLiteral("Zden\u030cka"), warnings));
        QCOMPARE(fieldText(QStringLiteral("gnp.\u202eexe\u200b"), warnings), QStringLiteral("gnp.exe"));
        const QString family = QString::fromUtf8("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7");
        QCOMPARE(fieldText(family, warnings), family);
        QVERIFY(warnings.isEmpty());
    }
    void wordsForNothingAreNothing()
    {
        QStringList warnings;
        for (const char *word : {"", " ", "unknown", "N/A", "na", "NONE", "null", "nil", "undefined", "Not specified",
                 "not provided", "TBD", "-"})
            QVERIFY2(fieldText(QLatin1String(word), warnings).isEmpty(), word);
        QVERIFY(warnings.isEmpty());
        QCOMPARE(fieldText(QStringLiteral("Unknown Smith"), warnings), QStringLiteral("Unknown Smith"));
        QCOMPARE(fieldText(QStringLiteral("Nadia"), warnings), QStringLiteral("Nadia"));
    }
    void unfilledMarkersAreNothingAndSaySo()
    {
        for (const char *marker : {"[name]", "{{first_name}}", "%%LAST%%", "${phone}", "[stock_number]"}) {
            QStringList warnings;
            QVERIFY2(fieldText(QLatin1String(marker), warnings).isEmpty(), marker);
            QCOMPARE(warnings, QStringList{code::kPlaceholderValue});
        }
        QStringList warnings;
        QCOMPARE(fieldText(QStringLiteral("[name] Smith"), warnings), QStringLiteral("[name] Smith"));
        QCOMPARE(fieldText(QStringLiteral("[]"), warnings), QStringLiteral("[]"));
        QVERIFY(warnings.isEmpty());
    }
    void longValuesAreCutBetweenCharacters()
    {
        QStringList warnings;
        QCOMPARE(fieldText(QString(100'000, u'x'), warnings).size(), qsizetype(1024));
        QCOMPARE(warnings, QStringList{code::kFieldTruncated});
        const QString emojis = QString::fromUtf8("\xf0\x9f\x98\x80").repeated(1000);
        QVERIFY(!fieldText(u'x' + emojis, warnings).back().isHighSurrogate());
        QCOMPARE(commentText(QString(100'000, u'x'), warnings).size(), qsizetype(65'536));
    }
    void commentsBecomePlainText_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("plain");
        const auto row = [](const char *html, const char *plain) {
            QTest::addRow("%s", html) << QString::fromUtf8(html) << QString::fromUtf8(plain);
        };
        row("Hello,<br>I saw<BR/>it", "Hello,\nI saw\nit");
        row("<p>One</p><p>Two</p>", "One\nTwo");
        row("<ul><li>One<li>Two</ul>", "One\nTwo");
        row("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc");
        row("price < 15,000 and <this> stays", "price < 15,000 and <this> stays");
        row("a<script>alert('x')</script>b<STYLE>p{}</STYLE>c", "abc");
        row("<b>bold</b> <span style=\"a>b\">x</span>", "bold x");
        row("<!-- no -->yes", "yes");
        row("&amp;nbsp; stays once decoded", "&nbsp; stays once decoded");
        row("after six&nbsp;please", "after six please");
        row("&lt;b&gt;", "<b>");
        row("  a   b  \r\n\r\n\r\n\r\n c\t d ", "a b\n\nc d");
        row("<script>never closed", "");
        row("<a href=x", "<a href=x");
        row("< b>", "< b>");
        row("", "");
    }
    void commentsBecomePlainText()
    {
        QFETCH(QString, html);
        QFETCH(QString, plain);
        QCOMPARE(plainText(html), plain);
    }
    void aPageHasCellsAndItsOwnLines()
    {
        QCOMPARE(plainText(QStringLiteral("<tr><td>Name</td>\n<td>Ann\nLee</td></tr>"), Layout::Page),
            QStringLiteral("Name\tAnn Lee"));
        QCOMPARE(plainText(QStringLiteral("<pre>a\nb</pre>c\nd"), Layout::Page), QStringLiteral("a\nb\nc d"));
        QCOMPARE(plainText(QStringLiteral("Name\tAnn\nB"), Layout::Mail), QStringLiteral("Name\tAnn\nB"));
        QCOMPARE(plainText(QStringLiteral("<title>No</title>yes"), Layout::Page), QStringLiteral("yes"));
    }
    void theTablesOfTagsAreInOrder()
    {
        for (const char *name : {"a", "abbr", "br", "h1", "html", "li", "p", "span", "td", "u", "TR", "BlockQuote"})
            QVERIFY2(isHtmlTag(QString::fromLatin1(name)), name);
        for (const char *name : {"", "this", "adf", "name", "abbreviation"})
            QVERIFY2(!isHtmlTag(QString::fromLatin1(name)), name);
    }
};
UPDESK_TEST(TestFieldText);
#include "tst_fieldtext.moc"
