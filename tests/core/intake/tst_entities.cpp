// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/entities.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestEntities : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void referencesAreDecodedOnce_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("plain");
        const auto row = [](const char *text, const char *plain) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(plain);
        };
        row("Ren&eacute;e", "Ren\u00e9e");
        row("&hearts;&euro;&rsquo;", "\u2665\u20ac\u2019");
        row("&#45;&#x2D;&#X2d;", "---");
        row("&#128512;", "\U0001f600");
        row("&#146;", "\u2019");
        row("a &amp;amp; b", "a &amp; b");
        row("&lt;b&gt;", "<b>");
        row("&unknownent; &", "&unknownent; &");
        row("&;&#;&#x;&#xZZ;", "&;&#;&#x;&#xZZ;");
        row("&eacute", "&eacute");
        row("AT&T and &copy=1", "AT&T and &copy=1");
        row("a&#0;b&#8;c&#xFFFE;d", "abcd");
        row("&#99999999999;", "&#99999999999;");
        row("", "");
    }
    void referencesAreDecodedOnce()
    {
        QFETCH(QString, text);
        QFETCH(QString, plain);
        QCOMPARE(withoutEntities(text), plain);
    }
    void everyNameInTheTableIsFound()
    {
        // The first, the last and a few between: a table out of order would lose names.
        for (const char *name :
            {"AElig", "AMP", "Zeta", "Zdot", "aacute", "nbsp", "zwnj", "yuml", "middot", "thetasym"}) {
            const QString text = u'&' + QLatin1String(name) + u';';
            QVERIFY2(referenceAt(text, 0).length == text.size(), name);
        }
    }
    void aMillionAmpersandsAreReadInOnePass()
    {
        const QString text(1'000'000, u'&');
        QCOMPARE(withoutEntities(text), text);
    }
    void xmlForbidsSomeCharacters()
    {
        QVERIFY(isXmlCharacter(U'\t'));
        QVERIFY(!isXmlCharacter(0x1f));
        QVERIFY(!isXmlCharacter(0xd800));
        QVERIFY(!isXmlCharacter(0xffff));
        QVERIFY(isXmlCharacter(0x10ffff));
        QVERIFY(!isXmlCharacter(0x110000));
    }
};
UPDESK_TEST(TestEntities);
#include "tst_entities.moc"
