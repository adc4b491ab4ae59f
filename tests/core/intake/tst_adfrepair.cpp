// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/adfrepair.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QString mended(const QString &text)
{
    AdfRepair repair(text);
    QString whole;
    while (!repair.atEnd())
        whole += repair.next();
    return repair.hopeless() ? QStringLiteral("hopeless") : whole;
}

} // namespace

class TestAdfRepair : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void faultsAreMended_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("<a>b</a>", "<a>b</a>");
        row("<a>M&S &amp; &eacute; &nope;</a>", "<a>M&amp;S &amp; \u00e9 &amp;nope;</a>");
        row("<a>1 < 2 <3</a>", "<a>1 &lt; 2 &lt;3</a>");
        row("<a>x > y ]]> z</a>", "<a>x &gt; y ]]&gt; z</a>");
        row("<a><!-- gone --><?php gone ?>b</a>", "<a>b</a>");
        row("<a><?adf version=1>b</a>", "<a>b</a>");
        row("<a><?x a>b ?>c</a>", "<a>c</a>");
        row("<a>b<br>c<BR clear=all>d<br/>e</br><hr></a>", "<a>b<br/>c<BR clear=\"all\"/>d<br/>e<br/><hr/></a>");
        row("<a b=c d='e' f=\"g\"/>", "<a b=\"c\" d=\"e\" f=\"g\"/>");
        row("<a b=c/>", "<a b=\"c\"/>");
        row("<a href=http://x.example/y>z</a>", "<a href=\"http://x.example/y\">z</a>");
        row("<a b=\u201cc d\u201d e=\u2018f\u2019>g</a>", "<a b=\"c d\" e=\"f\">g</a>");
        row("<a b='say \"hi\"' c=\"1<2&3\"/>", "<a b=\"say &quot;hi&quot;\" c=\"1&lt;2&amp;3\"/>");
        row("<a>b\x01\x0b"
            "c&#1;d&#xFFFF;e</a>",
            "<a>bcde</a>");
        row("<a>&lt;&amp;&gt;&quot;</a>", "<a>&lt;&amp;&gt;&quot;</a>");
        row("<a><![CDATA[1 < 2 & <br> &amp; ]]></a>", "<a>1 &lt; 2 &amp; &lt;br&gt; &amp;amp; </a>");
        row("<a><![CDATA[]]>b</a>", "<a>b</a>");
        row("<a>&#146;</a>", "<a>\u2019</a>");
        row("", "");
    }
    void faultsAreMended()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(mended(text), expected);
    }
    void lonelySurrogatesAreDroppedAndPairsKept()
    {
        const QString emoji = QString::fromUtf8("\xf0\x9f\x98\x80");
        QCOMPARE(mended(QStringLiteral("<a>") + emoji + QChar(0xd800) + QStringLiteral("</a>")),
            QStringLiteral("<a>") + emoji + QStringLiteral("</a>"));
    }
    void whatCannotBeWellFormedIsHopeless()
    {
        for (const char *text : {"<a><![CDATA[b</a>", "<a><!-- b</a>", "<a><!ELEMENT b></a>", "<a><?b"})
            QCOMPARE(mended(QLatin1String(text)), QStringLiteral("hopeless"));
        QCOMPARE(
            mended(QStringLiteral("<a ") + QStringLiteral("b='c' ").repeated(100) + u'>'), QStringLiteral("hopeless"));
        QCOMPARE(mended(QStringLiteral("<a b='") + QString(70'000, u'c') + QStringLiteral("'>")),
            QStringLiteral("hopeless"));
    }
    void aPieceIsNeverMuchLargerThanAsked()
    {
        const QString text = QStringLiteral("<a>") + QString(500'000, u'&') + QStringLiteral("</a>");
        AdfRepair repair(text);
        qsizetype size = 0;
        while (!repair.atEnd()) {
            const QString piece = repair.next();
            QVERIFY(piece.size() < 200'000);
            size += piece.size();
        }
        QCOMPARE(size, qsizetype(7 + 500'000 * 5));
    }
    void tagsCutOffAnywhereDoNoHarm()
    {
        const QString text = QStringLiteral("<a b='c' d=e f=\u201cg\u201d><![CDATA[x]]><!-- y --><?z?>&eacute;</a>");
        const QString start = mended(QStringLiteral("<a b='c' d=e f=\u201cg\u201d>"));
        for (qsizetype size = 0; size <= text.size(); ++size) {
            const QString cut = text.left(size);
            const QString once = mended(cut);
            if (once == QLatin1String("hopeless")) { // only what ends inside markup counts as damaged
                QVERIFY2(cut.lastIndexOf(u'<') > cut.lastIndexOf(u'>'), qPrintable(cut));
                continue;
            }
            QVERIFY2(!once.contains(QLatin1String("<!--")) && !once.contains(QLatin1String("<?")), qPrintable(once));
            QVERIFY2(!once.contains(QLatin1String("CDATA")) || size < 40, qPrintable(once));
            if (size >= text.indexOf(u'>') + 1) // what was whole before the cut stays whole
                QVERIFY2(once.startsWith(start), qPrintable(once));
            QCOMPARE(mended(once), once); // nothing is mended twice
        }
    }
};
UPDESK_TEST(TestAdfRepair);
#include "tst_adfrepair.moc"
