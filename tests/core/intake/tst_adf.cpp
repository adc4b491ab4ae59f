// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/codes.h"
#include "tests/core/intake/expectations.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QByteArray prospect(const QByteArray &name, const QByteArray &id = {})
{
    return "<prospect><id>" + id + "</id><customer><contact><name>" + name + "</name></contact></customer></prospect>";
}

const QByteArray kBroken = "<prospect><customer><contact><name>Bad</n></contact></customer></prospect>";

Parsed read(const QByteArray &bytes) { return parse(bytes, sampleContext()); }

QStringList names(const Parsed &parsed)
{
    QStringList list;
    for (const LeadDraft &draft : parsed.drafts)
        list << draft.full;
    return list;
}

} // namespace

class TestAdf : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBadProspectDoesNotTakeTheGoodOnesAlong()
    {
        const Parsed parsed = read("<adf>" + prospect("Ann") + kBroken + prospect("Bob") + "</adf>");
        QCOMPARE(parsed.outcome, ParseOutcome::Leads);
        QCOMPARE(names(parsed), (QStringList{QStringLiteral("Ann"), QStringLiteral("Bob")}));
        QVERIFY(parsed.warnings.contains(code::kPartialFile));
        QVERIFY(parsed.warnings.contains(code::kProspectRejected));
        QVERIFY(parsed.error.isEmpty());
    }
    void aCutOffFileGivesWhatIsWhole()
    {
        const Parsed parsed = read("<adf>" + prospect("Ann") + prospect("Bob").left(30));
        QCOMPARE(parsed.outcome, ParseOutcome::Lead);
        QVERIFY(parsed.warnings.contains(code::kPartialFile));
        const Parsed endOnly = read("<adf>" + prospect("Ann"));
        QCOMPARE(endOnly.outcome, ParseOutcome::Lead);
        QVERIFY(endOnly.warnings.contains(code::kPartialFile));
        QVERIFY(!endOnly.warnings.contains(code::kProspectRejected));
    }
    void nothingGoodIsMalformed()
    {
        QCOMPARE(read("<adf>" + kBroken + "</adf>").error, code::kMalformedXml);
        QCOMPARE(read("<adf>" + prospect("Ann").left(30)).error, code::kMalformedXml);
        QCOMPARE(read(kBroken).error, code::kMalformedXml);
        QCOMPARE(read("<adf>").error, code::kMalformedXml);
    }
    void aProspectWithoutContactIsRefused()
    {
        QCOMPARE(read("<adf>" + prospect("n/a") + "</adf>").error, code::kNoContact);
        QCOMPARE(read("<adf><prospect/></adf>").error, code::kNoContact);
        const Parsed mixed = read("<adf>" + prospect("n/a") + prospect("Ann") + "</adf>");
        QCOMPARE(mixed.outcome, ParseOutcome::Lead);
        QVERIFY(mixed.warnings.contains(code::kProspectRejected));
        QVERIFY(!mixed.warnings.contains(code::kPartialFile));
    }
    void anEmptyEnvelopeHasNoProspect()
    {
        QCOMPARE(read("<adf></adf>").error, code::kNoProspect);
        QCOMPARE(read("<adf/>").error, code::kNoProspect);
        QCOMPARE(read("<?xml version='1.0'?><ADF><vendor/></ADF>").error, code::kNoProspect);
    }
    void whatIsNoAdfIsToldApart()
    {
        QCOMPARE(read("").error, code::kEmptyDocument);
        QCOMPARE(read(" \r\n\t").error, code::kEmptyDocument);
        QCOMPARE(read("\xef\xbb\xbf").error, code::kEmptyDocument);
        QCOMPARE(read("hello").error, code::kNotAdf);
        QCOMPARE(read("<html><body>adf</body></html>").error, code::kNotAdf);
        QCOMPARE(read(QByteArray("\x89PNG\r\n\x1a\n\0\0", 10)).error, code::kBinaryData);
    }
    void entitiesAreNeverDeclared()
    {
        QCOMPARE(read("<!DOCTYPE adf [<!ENTITY a 'b'>]><adf>" + prospect("Ann") + "</adf>").error, code::kDtdForbidden);
        QCOMPARE(
            read("<!DOCTYPE adf [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><adf>" + prospect("&a;") + "</adf>").error,
            code::kDtdForbidden);
        QCOMPARE(names(read("<!DOCTYPE adf SYSTEM 'http://example.com/adf.dtd'><adf>" + prospect("Ann") + "</adf>")),
            QStringList{QStringLiteral("Ann")});
        QVERIFY(read("<adf><!DOCTYPE adf [<!ENTITY a 'b'>]>" + prospect("&a;") + "</adf>").drafts.front().full
            == QStringLiteral("&a;"));
    }
    void theSameLeadTwiceInAFileIsOne()
    {
        const Parsed parsed =
            read("<adf>" + prospect("Ann", "7") + prospect("Ann", "7") + prospect("Ann") + prospect("Ann") + "</adf>");
        QCOMPARE(parsed.drafts.size(), size_t(3));
        QVERIFY(parsed.warnings.contains(code::kDuplicateInFile));
    }
    void severalDocumentsAreOneFile()
    {
        const QByteArray one = "<?xml version='1.0'?><adf>" + prospect("Ann") + "</adf>\n";
        QCOMPARE(read(one + one.mid(0).replace("Ann", "Bob")).drafts.size(), size_t(2));
        QCOMPARE(read(prospect("Ann") + prospect("Bob")).drafts.size(), size_t(2));
    }
    void theSameBytesReadTheSameTwice()
    {
        const QByteArray bytes = "<adf>" + prospect("Ann", "7") + kBroken + "</adf>";
        const Parsed first = read(bytes);
        const Parsed second = read(bytes);
        QCOMPARE(first.drafts, second.drafts);
        QCOMPARE(first.warnings, second.warnings);
    }
    void whatIsRejectedShowsWhatCouldBeSpotted()
    {
        const Parsed parsed = read("<adf><prospect><email>Ann@Example.com</email> (404) 555-0117 <broken></adf>");
        QCOMPARE(parsed.outcome, ParseOutcome::Rejected);
        QCOMPARE(parsed.spotted.emails, QStringList{QStringLiteral("ann@example.com")});
        QCOMPARE(parsed.spotted.phones, QStringList{QStringLiteral("+14045550117")});
    }
    void theProspectsDepthCountsItsEnvelope()
    {
        const auto nested = [](int levels) {
            return "<adf>" + prospect(QByteArray("<b>").repeated(levels) + "Ann" + QByteArray("</b>").repeated(levels))
                + "</adf>";
        };
        QCOMPARE(read(nested(59)).outcome, ParseOutcome::Lead);
        QCOMPARE(read(nested(60)).error, code::kTooDeep);
        QCOMPARE(read("<adf>" + QByteArray("<x>").repeated(100) + prospect("Ann") + QByteArray("</x>").repeated(100)
                     + "</adf>")
                     .error,
            code::kTooDeep);
    }
};
UPDESK_TEST(TestAdf);
#include "tst_adf.moc"
