// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/linktracks.h"
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QRegularExpression>

#include <set>

using namespace updesk;

namespace
{

const Id kMail = seededId(1'773'324'000'000, 1, 2);
const QByteArray kKey(kLinkKeyBytes, 'k');

LinkWay way(const QStringList &own)
{
    return {
        QStringLiteral("https://go.store.example/m/"), kMail, kKey, QStringLiteral("https://store.example/stop"), own};
}
/// All of it the dealer's own words.
TrackedHtml tracked(const QString &html) { return trackedHtml(html, way(linksOfHtml(html))); }
TrackedHtml tracked(const char *html) { return tracked(QString::fromUtf8(html)); }
QString plainAsHtml(const char *text)
{
    const QString words = QString::fromUtf8(text);
    return htmlOfPlain(words, linksOfPlain(words));
}
QString link(int number)
{
    return QStringLiteral("https://go.store.example/m/c/") + QString::fromLatin1(linkToken(kMail, number, kKey));
}
QString picture()
{
    return QStringLiteral("<img src=\"https://go.store.example/m/o/") + QString::fromLatin1(linkToken(kMail, 0, kKey))
        + QStringLiteral("\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">");
}
LinkHit hit(const char *agent)
{
    LinkHit out;
    out.agent = agent;
    return out;
}

constexpr char kBrowser[] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36";

} // namespace

/// Links of mails that lead by way of the dealer's address, and the tokens that name them.
class TestLinkTracks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void webLinksLeadByWayOfTheAddressAndNothingElseChanges()
    {
        const auto out = tracked("<html><body><p>A &amp; B <A class='x' HREF = 'https://store.example/a?b=1&amp;c=2'"
                                 " title=\"x>y\">car</A><a href=http://store.example/two>2</a></p></BODY></html>");
        QCOMPARE(out.targets,
            (QStringList{
                QStringLiteral("https://store.example/a?b=1&c=2"), QStringLiteral("http://store.example/two")}));
        QCOMPARE(out.html,
            QStringLiteral("<html><body><p>A &amp; B <A class='x' HREF = \"") + link(1)
                + QStringLiteral("\" title=\"x>y\">car</A><a href=\"") + link(2) + QStringLiteral("\">2</a></p>")
                + picture() + QStringLiteral("</BODY></html>"));
    }
    void whatIsNoWebLinkStaysAsItIs_data()
    {
        QTest::addColumn<QByteArray>("html");
        const auto row = [](const char *html) { QTest::newRow(html) << QByteArray(html); };
        row("<a href=\"tel:+12125550100\">call</a>");
        row("<a href=\"mailto:dana@store.example\">write</a>");
        row("<a href=\"#top\">top</a>");
        row("<a href=\"/inventory\">cars</a>");
        row("<a href=\"javascript:alert(1)\">x</a>");
        row("<a href=\"https://\">x</a>");
        row("<a href=\"ftp://store.example/x\">x</a>");
        row("<a name=\"here\">x</a>");
        row("<a data-href=\"https://store.example\">x</a>");
        row("<abbr href=\"https://store.example\">x</abbr>");
        row("<!-- <a href=\"https://store.example\">x</a> -->");
        row("text https://store.example/");
        row("<a href=\"https://store.example/stop\">no more</a>");
        row("<a href=\"https://store.example/stop?who=7\">no more</a>");
        row("<a href=\"https://lists.example/Unsubscribe/7\">no more</a>");
        row("<a href=\"https://lists.example/opt-out\">no more</a>");
        row("<a href=\"https://go.store.example/m/c/abc\">ours already</a>");
        row("<a title=\"href='https://store.example'\" href=\"tel:1\">x</a>");
        row("<a href=\"tel:1\" href=\"https://store.example\">the first counts</a>");
        row("<a href=\"https://store.example/unclosed");
    }
    void whatIsNoWebLinkStaysAsItIs()
    {
        QFETCH(const QByteArray, html);
        const auto out = tracked(html.constData());
        QVERIFY(out.targets.isEmpty());
        QCOMPARE(out.html, QString::fromUtf8(html) + picture());
    }
    void aTargetIsNeverMoreThanOneLine()
    {
        const auto out = tracked("<a href=\"https://store.example/a&#13;&#10;Set-Cookie: x\">x</a>"
                                 "<a href=\"https://store.example/caf&#233; noir\">y</a>");
        for (const QString &target : out.targets)
            QVERIFY2(!target.contains(QRegularExpression(QStringLiteral("[^!-~]"))), qPrintable(target));
    }
    void soManyLinksAndNoMore()
    {
        const auto out =
            tracked(QByteArray("<a href=\"https://store.example\">x</a>").repeated(kMostLinks + 10).constData());
        QCOMPARE(out.targets.size(), kMostLinks);
        QCOMPARE(out.html.count(QStringLiteral("https://store.example")), 10);
    }
    void plainTextBecomesHtmlThatSaysTheSameAndNoMore()
    {
        QCOMPARE(plainAsHtml("1 < 2 & <b>\r\nsee https://store.example/a?b=1&c=2, or (http://x.example/).\n"),
            QStringLiteral("1 &lt; 2 &amp; &lt;b&gt;<br>\nsee <a href=\"https://store.example/a?b=1&amp;c=2\">"
                           "https://store.example/a?b=1&amp;c=2</a>, or (<a href=\"http://x.example/\">"
                           "http://x.example/</a>).<br>\n"));
        QCOMPARE(plainAsHtml("https://\" onclick=\"x"), QStringLiteral("https://&quot; onclick=&quot;x"));
    }
    void onlyLinksOfTheDealersOwnWordsLeadByWayOfTheAddress()
    {
        const QStringList own{QStringLiteral("https://store.example/a")};
        const auto out = trackedHtml(QStringLiteral("<a href=\"https://evil.example/x\">x</a> "
                                                    "<a href=\"https://store.example/a\">a</a> "
                                                    "<a href=\"https://store.example/a.evil.example\">y</a>"),
            way(own));
        QCOMPARE(out.targets, own);
        QCOMPARE(out.html,
            QStringLiteral("<a href=\"https://evil.example/x\">x</a> <a href=\"") + link(1)
                + QStringLiteral("\">a</a> <a href=\"https://store.example/a.evil.example\">y</a>") + picture());
        QCOMPARE(htmlOfPlain(QStringLiteral("Your 2024 https://evil.example/x: https://store.example/a"), own),
            QStringLiteral("Your 2024 https://evil.example/x: <a href=\"https://store.example/a\">"
                           "https://store.example/a</a>"));
    }
    void anAddressWithAFieldInItIsNobodysOwn()
    {
        QCOMPARE(linksOfPlain(QStringLiteral("https://{vehicle} https://store.example/{stock}, http://x.example{first} "
                                             "{vehicle}https://store.example/b.{last} see https://store.example/c.")),
            QStringList(QStringLiteral("https://store.example/c")));
        QCOMPARE(linksOfHtml(QStringLiteral("<a href=\"https://{vehicle}\">x</a><a href='https://x.example/{stock}'>y"
                                            "</a><a href=\"https://x.example/?a=1&amp;b=2\">z {vehicle}</a>"
                                            "<!-- <a href=\"https://x.example/no\"> --> https://x.example/words")),
            QStringList(QStringLiteral("https://x.example/?a=1&b=2")));
    }
    void whateverComesIsReadWithoutHarm()
    {
        int read = 0;
        for (QDirIterator files(QStringLiteral(UPDESK_TEST_DATA "/fuzz/report"), QDir::Files); files.hasNext();
             ++read) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            const auto out = tracked(QString::fromUtf8(bytes));
            for (const QString &target : out.targets)
                QVERIFY2(target.startsWith(QStringLiteral("http")), qPrintable(file.fileName()));
            QVERIFY(tracked(out.html).targets.isEmpty()); // all of them lead by way of us now
            QVERIFY(!linkTokenIn(bytes) || !isSealedBy(*linkTokenIn(bytes), kKey));
        }
        QVERIFY(read > 10);
    }
    void aTokenIsReadAsItWasMadeAndOnlyWithItsKey()
    {
        std::set<QByteArray> all;
        for (int number = 0; number <= int(kMostLinks); ++number) {
            const QByteArray text = linkToken(kMail, number, kKey);
            QCOMPARE(text.size(), 46);
            QVERIFY(all.insert(text).second);
            const auto read = linkTokenIn(text);
            QVERIFY(read && read->track == kMail && read->link == number);
            QVERIFY(isSealedBy(*read, kKey));
            QVERIFY(!isSealedBy(*read, QByteArray(kLinkKeyBytes, 'l')));
            QVERIFY(!isSealedBy(*read, {}));
        }
    }
    void noLetterOfATokenMayBeAnother()
    {
        const QByteArray text = linkToken(kMail, 3, kKey);
        for (qsizetype at = 0; at < text.size(); ++at) {
            for (const char letter : {'A', 'b', '-', '=', '%', '\0', '/'}) {
                QByteArray other = text;
                other[at] = letter;
                const auto read = linkTokenIn(other);
                QVERIFY2(other == text || !read || !isSealedBy(*read, kKey), other.constData());
            }
        }
        for (const QByteArray &other : {QByteArray(), text.chopped(1), text + 'A', text + '=', ' ' + text,
                 text.toLower(), QByteArray(100'000, 'A'), QByteArray("../../etc/passwd"), QByteArray(46, '\xff')})
            QVERIFY(!linkTokenIn(other) || !isSealedBy(*linkTokenIn(other), kKey));
    }
    void machinesAreToldFromPeople()
    {
        const Time sent = 1'000'000, later = sent + kTooSoon;
        QVERIFY(!looksLikeMachine(hit(kBrowser), sent, later));
        QVERIFY(looksLikeMachine(hit(kBrowser), sent, later - 1));
        QVERIFY(looksLikeMachine(hit(kBrowser), sent, sent - kHour)); // a clock that was turned back
        for (const char *agent : {"", "Mozilla/5.0", " Mozilla/5.0 ", "Mozilla/5.0 (via ggpht.com GoogleImageProxy)",
                 "YahooMailProxy; https://help.yahoo.com", "Barracuda Sentinel (EE)", "curl/8.1", "Googlebot/2.1",
                 "Mozilla/5.0 HeadlessChrome/120", "python-requests/2.31"})
            QVERIFY2(looksLikeMachine(hit(agent), sent, later), agent);
        LinkHit early = hit(kBrowser), head = hit(kBrowser);
        early.prefetch = true;
        head.headOnly = true;
        QVERIFY(looksLikeMachine(early, sent, later) && looksLikeMachine(head, sent, later));
        QVERIFY(!looksLikeMachine(
            hit("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15"), sent, later));
    }
    void onlyTheStoreItselfCanProveThatItAnswers()
    {
        QCOMPARE(linkProof("abc", "store"), linkProof("abc", "store"));
        QVERIFY(linkProof("abc", "store") != linkProof("abd", "store"));
        QVERIFY(linkProof("abc", "store") != linkProof("abc", "other"));
    }
};

UPDESK_TEST(TestLinkTracks);
#include "tst_linktracks.moc"
