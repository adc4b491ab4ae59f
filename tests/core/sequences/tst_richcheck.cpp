// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/richcheck.h"
#include "core/sequences/templatecheck.h"
#include "core/sequences/templatefill.h"
#include "tests/support/suite.h"

using namespace updesk;

/// The formatted text of an e-mail: what may stand in it, and what values become in it.
class TestRichCheck : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromUtf8(text); }
    static Template mail(const char *rich)
    {
        Template row;
        row.key = QStringLiteral("any");
        row.language = QStringLiteral("en");
        row.channel = Channel::Email;
        row.subject = QStringLiteral("About it");
        row.body = QStringLiteral("Hello from {store}");
        row.rich = words(rich);
        return row;
    }
    static TemplateFacts hostile()
    {
        TemplateFacts facts;
        facts.company = QStringLiteral("<Script>x()</script>");
        facts.want.make = QStringLiteral("Toyota");
        facts.want.model = QStringLiteral("RAV4\" onmouseover='x()' <img src=x>");
        facts.store = QStringLiteral("Northgate & 'Sons'");
        facts.storePhone = QStringLiteral("(212) 555-0100");
        facts.storeAddress = QStringLiteral("12 Elm Street");
        facts.region = QStringLiteral("US");
        facts.zone = QStringLiteral("America/New_York");
        facts.asOf = 1'773'000'000'000;
        return facts;
    }
    static std::vector<TemplateProblem> problems(const Template &row)
    {
        std::vector<TemplateProblem> out;
        for (const TemplateFinding &finding : checkTemplate(row)) {
            if (finding.part == TemplatePart::Rich)
                out.push_back(finding.problem);
        }
        return out;
    }

private Q_SLOTS:
    void whatOnlyShapesWordsIsSound_data()
    {
        QTest::addColumn<QString>("html");
        for (const char *html :
            {"<p>Hi {first},</p>", "<html><body><h1>Hi</h1><br/><hr><ul><li>one</li></ul></body></html>",
                "<p style=\"color:#0b57b8;width:100%\" align=center>x</p>",
                "<a href='https://x.example/a?b=1&c=2'>x</a>", "<A HREF=\"mailto:sales@x.example\">x</A>",
                "<a href=\"tel:+15552014410\">x</a>",
                "<table cellpadding=0><tr><td colspan=\"2\">[[It is {price} as of {as of}.]]</td></tr></table>"})
            QTest::newRow(html) << words(html);
    }
    void whatOnlyShapesWordsIsSound()
    {
        QFETCH(QString, html);
        const auto fault = richFault(html);
        QVERIFY2(!fault, fault ? qPrintable(fault->words) : "");
    }
    void whatActsLoadsOrHidesIsNot_data()
    {
        QTest::addColumn<QString>("html");
        for (const char *html : {"<script>x()</script>", "<SCRIPT\n>", "<p onclick='x()'>a</p>", "<p/onclick=x()>a</p>",
                 "<img src=x>", "<svg/onload=x()>", "<iframe src='https://x.example'>", "<style>p{}</style>",
                 "<!-- a -->", "<!doctype html>", "<?xml ?>", "<a href=\"javascript:x\">a</a>",
                 "<a href=' javascript:x'>a</a>", "<a href=\"java&#115;cript:x\">a</a>",
                 "<a href=\"&#106;avascript:x\">a</a>", "<a href=data:text/html,x>a</a>",
                 "<a href=\"//x.example\">a</a>", "<p style=\"background:url(https://x.example/a)\">a</p>",
                 "<p style=\"background:u\\72l(x)\">a</p>", "<p style=\"width:expression(x)\">a</p>",
                 "<p style='@import x'>a</p>", "a < b", "<p class=x id=y>a</p>", "<p class=\"", "<p", "<{first}>",
                 "<p class='{vehicle}'>a</p>", "<a href='https://x.example/{trade}'>a</a>", "<p [[class=x]]>a</p>",
                 "< p>a</p>", "<form>", "<video src=x>", "<math><mi xlink:href='javascript:x'>"})
            QTest::newRow(html) << words(html);
    }
    void whatActsLoadsOrHidesIsNot()
    {
        QFETCH(QString, html);
        const auto fault = richFault(html);
        QVERIFY(fault);
        QVERIFY(fault->at >= 0 && fault->length > 0 && fault->at + fault->length <= html.size());
        QVERIFY(isBlocked(checkTemplate(mail(html.toUtf8().constData()))));
    }
    void everyPrefixOfATextEnds() // a text under way is checked at each key
    {
        const QString whole = words("<p style=\"a\" class=b><a href='https://x.example'>x</a> &lt; {first} </p><!--");
        for (qsizetype n = 0; n <= whole.size(); ++n)
            (void)richFault(whole.left(n));
        QVERIFY(richFault(whole));
    }
    void valuesOfCustomersAreWordsInIt()
    {
        const Template row = mail("<p title=\"a\">{name} asked for the {vehicle}. {store}</p>");
        const FilledMessage out = fill(row, templateValues(hostile(), QStringLiteral("en")));
        QVERIFY(out.isReady());
        QVERIFY2(!out.rich.contains(QLatin1String("<script"), Qt::CaseInsensitive)
                && !out.rich.contains(QLatin1String("<img")),
            qPrintable(out.rich));
        QVERIFY(out.rich.contains(QStringLiteral("&lt;Script&gt;")));
        QVERIFY(out.rich.contains(QStringLiteral("&quot; onmouseover=&#39;x()&#39; &lt;img")));
        QVERIFY(out.rich.contains(QStringLiteral("Northgate &amp; &#39;Sons&#39;")));
        QVERIFY(!richFault(out.rich)); // filled it holds no more tags than before
        QCOMPARE(out.body, QStringLiteral("Hello from Northgate & 'Sons'")); // plain is as it is
    }
    void whatAnotherProgramSavedDoesNotLeave()
    {
        const FilledMessage out = fill(mail("<p onclick='x()'>a</p>"), templateValues(hostile(), QStringLiteral("en")));
        QVERIFY(out.broken && !out.isReady() && out.rich.isEmpty() && out.body.isEmpty());
    }
    void tagsAreNoClaims()
    {
        const Template row = mail("<table width=\"100%\"><tr><td style=\"width:50%\">{store}</td></tr></table>");
        QVERIFY(problems(row).empty());
        QVERIFY(fill(row, templateValues(hostile(), QStringLiteral("en"))).isReady());
        QCOMPARE(problems(mail("<p>now <b>$20,</b>000</p>")), std::vector{TemplateProblem::TypedPrice});
    }
    void itSaysAllThatThePlainTextHasTo()
    {
        Template first = mail("<p>Hi {first}</p>");
        first.occasion = Occasion::FirstMessage;
        QCOMPARE(problems(first), std::vector{TemplateProblem::NoStoreName});
        QCOMPARE(problems(mail("<p>It is {price}</p>")), std::vector{TemplateProblem::NoAsOf});
        QCOMPARE(problems(mail("<p> </p>")), std::vector{TemplateProblem::NoBody});
        QCOMPARE(problems(mail("<p>{frist}</p>")), std::vector{TemplateProblem::UnknownField});
    }
};
UPDESK_TEST(TestRichCheck);
#include "tst_richcheck.moc"
