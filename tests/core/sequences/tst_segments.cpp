// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/segments.h"
#include "tests/support/suite.h"

using namespace updesk;

/// The counter of text messages (ui.md 10, F59).
class TestSegments : public QObject
{
    Q_OBJECT

    static QString of(int n, QChar c = u'x') { return QString(n, c); }
    static QString joined(const QStringList &parts) { return parts.join(QString()); }

private Q_SLOTS:
    void aPlainTextHasRoomFor160AndThen153APart_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("segments");
        QTest::addColumn<int>("capacity");
        QTest::newRow("none") << 0 << 0 << 160;
        QTest::newRow("one") << 1 << 1 << 160;
        QTest::newRow("full") << 160 << 1 << 160;
        QTest::newRow("one more") << 161 << 2 << 306;
        QTest::newRow("two full") << 306 << 2 << 306;
        QTest::newRow("three") << 307 << 3 << 459;
        QTest::newRow("long") << 153'000 << 1000 << 153'000;
    }
    void aPlainTextHasRoomFor160AndThen153APart()
    {
        QFETCH(int, length);
        QFETCH(int, segments);
        QFETCH(int, capacity);
        const TextLength found = textLength(of(length));
        QCOMPARE(found.alphabet, TextAlphabet::Standard);
        QCOMPARE(found.units, length);
        QCOMPARE(found.segments, segments);
        QCOMPARE(found.capacity, capacity);
        QVERIFY(found.foreign.isEmpty());
    }
    void bracketsAndTheEuroSignCountTwo()
    {
        const QString two = QStringLiteral(u"{}[]~|^\\\u20ac\f");
        for (const QChar c : two) {
            const TextLength found = textLength(QString(c));
            QCOMPARE(found.alphabet, TextAlphabet::Standard);
            QCOMPARE(found.units, 2);
        }
        QCOMPARE(textLength(of(158) + QStringLiteral(u"\u20ac")).segments, 1);
        QCOMPARE(textLength(of(159) + QStringLiteral(u"\u20ac")).segments, 2);
    }
    void anEscapedCharacterIsNeverCutInTwo()
    {
        // The 153rd place is half a euro sign: the whole sign goes on, and one place of the first part stays empty.
        const QString text = of(152) + QStringLiteral(u"\u20ac") + of(152);
        const TextLength found = textLength(text);
        QCOMPARE(found.units, 306);
        QCOMPARE(found.segments, 3);
        QCOMPARE(found.capacity, 3 * 153 - 1);
        const QStringList parts = segmentsOf(text);
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts[0], of(152));
        QCOMPARE(parts[1].front(), QChar(u'\u20ac'));
        QCOMPARE(joined(parts), text);
    }
    void aForeignCharacterMakesItWideAndIsNamed()
    {
        const TextLength found = textLength(of(68) + QStringLiteral(u"\u00e1\u00e1"));
        QCOMPARE(found.alphabet, TextAlphabet::Wide);
        QCOMPARE(found.units, 70);
        QCOMPARE(found.segments, 1);
        QCOMPARE(found.capacity, 70);
        QCOMPARE(found.foreign, QStringList{QStringLiteral(u"\u00e1")});
        const TextLength more = textLength(of(70) + QStringLiteral(u"\u00e1"));
        QCOMPARE(more.segments, 2);
        QCOMPARE(more.capacity, 134);
        QCOMPARE(textLength(of(133) + QStringLiteral(u"\u00e1")).segments, 2);
        QCOMPARE(textLength(of(134) + QStringLiteral(u"\u00e1")).segments, 3);
    }
    void charactersAreNamedOnceInOrderWithTheirAccents()
    {
        const QString text = QStringLiteral(u"\u201cS\u00ed\u201d a\u0301 \u00ed \U0001f697");
        QCOMPARE(textLength(text).foreign,
            (QStringList{QStringLiteral(u"\u201c"), QStringLiteral(u"\u00ed"), QStringLiteral(u"\u201d"),
                QStringLiteral(u"\u00e1"), QStringLiteral(u"\U0001f697")}));
    }
    void theSpecificationsLettersAreInsideOrOutside()
    {
        for (const QChar c : QStringLiteral(u"\u00e9\u00f1\u00fc\u00bf\u00a1\u00e0\u00e8\u00f9\u00c7\u00df@\n\r"))
            QCOMPARE(textLength(QString(c)).alphabet, TextAlphabet::Standard);
        for (const QChar c : QStringLiteral(u"\u00e1\u00ed\u00f3\u00fa\u00c1\u00ea\u00e7\u00e2\u00ee\u00f4\u00fb"
                                            u"\u2018\u2019\u201c\u201d\u2013\u2014`\t"))
            QCOMPARE(textLength(QString(c)).alphabet, TextAlphabet::Wide);
    }
    void aSurrogatePairIsNeverCutInTwo()
    {
        const QString car = QStringLiteral(u"\U0001f697");
        QCOMPARE(textLength(car).units, 2);
        const QString text = of(66) + car + of(66);
        QCOMPARE(textLength(text).units, 134);
        QCOMPARE(textLength(text).segments, 3);
        const QStringList parts = segmentsOf(text);
        QCOMPARE(parts[0], of(66));
        QVERIFY(parts[1].startsWith(car));
        QCOMPARE(joined(parts), text);
    }
    void halfASurrogatePairIsCountedAndNothingBreaks()
    {
        const QString text = QString(QChar(0xd83d)) + of(200) + QString(QChar(0xde97)) + QString(QChar(0xd83d));
        QCOMPARE(textLength(text).units, 203);
        QCOMPARE(joined(segmentsOf(text)), text);
        QCOMPARE(plainLetters(text).size(), text.size());
    }
    void segmentsAreTheWholeText_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 40; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void segmentsAreTheWholeText()
    {
        QFETCH(int, seed);
        const QStringList letters{QStringLiteral("a"), QStringLiteral(u"\u20ac"), QStringLiteral("{"),
            QStringLiteral(u"\u00e9"), seed % 2 ? QStringLiteral(u"\U0001f697") : QStringLiteral("z")};
        quint32 noise = quint32(seed) * 2654435761u + 1;
        QString text;
        for (int i = 0; i < 20 + seed * 17; ++i) {
            noise = noise * 1664525u + 1013904223u;
            text += letters[int(noise >> 24) % letters.size()];
        }
        const TextLength length = textLength(text);
        const QStringList parts = segmentsOf(text);
        QCOMPARE(joined(parts), text);
        QCOMPARE(int(parts.size()), length.segments);
        QVERIFY(length.units <= length.capacity);
        const bool wide = length.alphabet == TextAlphabet::Wide;
        for (const QString &part : parts) {
            // Alone each fits, and none begins or ends with half a character.
            const int most = parts.size() == 1 ? (wide ? 70 : 160) : (wide ? 67 : 153);
            QVERIFY((wide ? int(part.size()) : textLength(part).units) <= most);
            QVERIFY(!part.front().isLowSurrogate() && !part.back().isHighSurrogate());
        }
    }
    void plainLettersKeepWhatTheAlphabetHas()
    {
        QCOMPARE(plainLetters(u"Se\u00f1or, \u00bfma\u00f1ana? \u00c9t\u00e9 \u00e0 No\u00ebl"),
            QStringLiteral(u"Se\u00f1or, \u00bfma\u00f1ana? \u00c9t\u00e9 \u00e0 Noel"));
        QCOMPARE(plainLetters(u"\u00e1\u00ed\u00f3\u00fa\u00c1\u00ea\u00e7\u00e2\u00ee\u00f4\u00fb"),
            QStringLiteral("aiouAecaiou"));
        QCOMPARE(plainLetters(u"\u201cHi\u201d \u2018there\u2019 \u2013 \u2014 \u2026 \u0153uvre"),
            QStringLiteral("\"Hi\" 'there' - - ... oeuvre"));
        QCOMPARE(plainLetters(u"a\u0301 e\u0301"), QStringLiteral(u"a \u00e9")); // typed as letter and accent
        QCOMPARE(plainLetters(u"30\u00a0000\u202f$\u200b"), QStringLiteral("30 000 $"));
        QCOMPARE(plainLetters(u"\u20ac{}"), QStringLiteral(u"\u20ac{}"));
        QCOMPARE(plainLetters(u""), QString());
    }
    void whatHasNoPlainLetterStays()
    {
        const QString text = QStringLiteral(u"\U0001f697 \u65e5\u672c");
        QCOMPARE(plainLetters(text), text);
        QCOMPARE(textLength(plainLetters(text)).foreign.size(), 3);
    }
    void plainLettersTwiceIsTheSame()
    {
        const QString all = QStringLiteral(u"\u201c\u00e1\u0142\u0131\u00bd\u2122 \u00aa\U0001f697\u65e5");
        QCOMPARE(plainLetters(plainLetters(all)), plainLetters(all));
    }
};
UPDESK_TEST(TestSegments);
#include "tst_segments.moc"
