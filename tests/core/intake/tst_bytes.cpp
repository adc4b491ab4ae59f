// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/bytes.h"
#include "core/intake/codes.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QByteArray utf16(const QString &text, bool bigEndian)
{
    QByteArray bytes;
    for (const QChar c : text) {
        const char high = static_cast<char>(c.unicode() >> 8);
        const char low = static_cast<char>(c.unicode() & 0xff);
        bytes += bigEndian ? high : low;
        bytes += bigEndian ? low : high;
    }
    return bytes;
}

} // namespace

class TestBytes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aByteOrderMarkDecides()
    {
        QCOMPARE(decodedBytes("\xef\xbb\xbf<adf>\xc3\xa9").text, QStringLiteral("<adf>\u00e9"));
        QCOMPARE(decodedBytes("\xff\xfe" + utf16(QStringLiteral("<\u0160"), false)).text, QStringLiteral("<\u0160"));
        QCOMPARE(decodedBytes("\xfe\xff" + utf16(QStringLiteral("<\u0160"), true)).text, QStringLiteral("<\u0160"));
    }
    void utf16WithoutMarkIsSeenByItsNulls()
    {
        QCOMPARE(decodedBytes(utf16(QStringLiteral("<adf>\u0160"), false)).text, QStringLiteral("<adf>\u0160"));
        QCOMPARE(decodedBytes(utf16(QStringLiteral("<adf>\u0160"), true)).text, QStringLiteral("<adf>\u0160"));
        QCOMPARE(decodedBytes(utf16(QStringLiteral("\n <adf>"), true)).text, QStringLiteral("\n <adf>"));
    }
    void oddBytesAtTheEndOfUtf16DoNoHarm()
    {
        QVERIFY(decodedBytes("\xff\xfe<").text.size() <= 1);
        QVERIFY(decodedBytes("\xff\xfe" + utf16(QStringLiteral("<adf>"), false) + "x")
                    .text.startsWith(QStringLiteral("<adf>")));
    }
    void nulBytesAreBinary()
    {
        QCOMPARE(decodedBytes(QByteArray("PK\0\0\3", 5)).error, code::kBinaryData);
        QCOMPARE(decodedBytes(QByteArray(5000, '\0')).error, code::kBinaryData);
    }
    void latinOneIsReadAsWindows()
    {
        const auto declared = [](const char *name) {
            return QByteArray("<?xml version='1.0' encoding='") + name + "'?><a>\x80\xa4</a>";
        };
        QVERIFY(decodedBytes(declared("ISO-8859-1")).text.contains(QStringLiteral("\u20ac\u00a4")));
        QVERIFY(decodedBytes(declared("Windows-1252")).text.contains(QStringLiteral("\u20ac\u00a4")));
        QVERIFY(decodedBytes(declared("iso-8859-15")).text.contains(QChar(0x20ac)));
        QVERIFY(!decodedBytes(declared("ISO-8859-1")).guessed);
    }
    void aFalseUtf16DeclarationIsUtf8()
    {
        const DecodedText decoded = decodedBytes("<?xml version=\"1.0\" encoding=\"utf-16\"?><a>\xc3\xa9</a>");
        QVERIFY(decoded.text.contains(QChar(0xe9)));
        QVERIFY(!decoded.guessed);
    }
    void invalidUtf8IsGuessed()
    {
        const DecodedText decoded = decodedBytes("caf\xe9 x");
        QVERIFY(decoded.guessed);
        QCOMPARE(decoded.text, QStringLiteral("caf\u00e9 x"));
    }
    void aCharacterCutOffAtTheEndIsNoReasonToGuess()
    {
        for (const char *cut : {"caf\xc3", "caf\xe2\x82", "caf\xf0\x9f\x98"}) {
            const DecodedText decoded = decodedBytes(cut);
            QVERIFY(!decoded.guessed);
            QCOMPARE(decoded.text, QStringLiteral("caf"));
        }
        QVERIFY(decodedBytes("\xff").guessed);
        QVERIFY(decodedBytes("caf\xa9").guessed);
    }
    void nothingIsNothing()
    {
        QCOMPARE(decodedBytes({}).text, QString());
        QVERIFY(decodedBytes({}).error.isEmpty());
    }
    void aMailPartFollowsItsCharset()
    {
        QCOMPARE(decodedPart("caf\xe9 \x80", "iso-8859-1").text, QStringLiteral("caf\u00e9 \u20ac"));
        QCOMPARE(decodedPart("caf\xe9", "us-ascii").text, QStringLiteral("caf\u00e9"));
        QCOMPARE(decodedPart("caf\xc3\xa9", "utf-8").text, QStringLiteral("caf\u00e9"));
        QVERIFY(decodedPart("caf\xe9 x", "utf-8").guessed);
        QCOMPARE(decodedPart("caf\xc3\xa9", "x-nonsense").text, QStringLiteral("caf\u00e9"));
        QCOMPARE(
            decodedPart("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\xc3\xa9", "utf-8").text.back(), QChar(0xe9));
        QCOMPARE(decodedPart("\xa4", "iso-8859-15").text, QStringLiteral("\u20ac"));
    }
};
UPDESK_TEST(TestBytes);
#include "tst_bytes.moc"
