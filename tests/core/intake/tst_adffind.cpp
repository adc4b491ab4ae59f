// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/adffind.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QString cut(const QString &text, const AdfSpan &span) { return text.mid(span.start, span.end - span.start); }

} // namespace

class TestAdfFind : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void junkAroundTheDocumentIsSkipped()
    {
        const QString text = QStringLiteral(
            "New lead!\n<?ADF VERSION \u201c1.0\u201d?>\n<adf version='1'>x<prospect>y</prospect></adf>\n-- bye");
        const FoundAdf found = findAdf(text);
        QCOMPARE(found.documents.size(), size_t(1));
        QCOMPARE(cut(text, found.documents[0].span), QStringLiteral("<adf version='1'>x<prospect>y</prospect></adf>"));
        QCOMPARE(found.documents[0].prospects.size(), size_t(1));
        QCOMPARE(cut(text, found.documents[0].prospects[0]), QStringLiteral("<prospect>y</prospect>"));
    }
    void prefixAndCaseDoNotMatter()
    {
        QCOMPARE(findAdf(u"<L:ADF><l:Prospect/></L:ADF>").documents.size(), size_t(1));
        QCOMPARE(findAdf(u"<L:ADF><l:Prospect/></L:ADF>").documents[0].prospects.size(), size_t(1));
        QVERIFY(findAdf(u"<adfs><adf2><my-adf></my-adf>").documents.empty());
    }
    void severalDocumentsMayFollowEachOther()
    {
        const FoundAdf found = findAdf(u"<adf><prospect></prospect></adf> <adf/> <adf><prospect></prospect></adf>");
        QCOMPARE(found.documents.size(), size_t(3));
        QVERIFY(found.documents[1].prospects.empty());
        QVERIFY(found.documents[1].span.closed);
    }
    void aBareProspectCountsOnlyWithoutAnEnvelope()
    {
        QCOMPARE(findAdf(u"<prospect>1</prospect><prospect>2</prospect>").documents.size(), size_t(2));
        QVERIFY(!findAdf(u"<prospect>1</prospect>").documents[0].envelope);
        const FoundAdf both = findAdf(u"<prospect>1</prospect><adf><prospect>2</prospect></adf>");
        QCOMPARE(both.documents.size(), size_t(1));
        QVERIFY(both.documents[0].envelope);
    }
    void commentsAndSectionsHideWhatTheyHold()
    {
        const FoundAdf found =
            findAdf(u"<!-- <adf> --><adf><!-- </adf> --><prospect><![CDATA[</prospect><adf>]]></prospect></adf>");
        QCOMPARE(found.documents.size(), size_t(1));
        QVERIFY(found.documents[0].span.closed);
        QCOMPARE(found.documents[0].prospects.size(), size_t(1));
        QVERIFY(found.documents[0].prospects[0].closed);
    }
    void aDocumentWrappedInASectionIsFound()
    {
        QCOMPARE(findAdf(u"<soap><![CDATA[<adf><prospect></prospect></adf>]]></soap>").documents.size(), size_t(1));
    }
    void missingEndTagsAreNoticed()
    {
        const FoundAdf found = findAdf(u"<adf><prospect>1<prospect>2</prospect><prospect>3");
        QCOMPARE(found.documents.size(), size_t(1));
        QVERIFY(!found.documents[0].span.closed);
        QCOMPARE(found.documents[0].prospects.size(), size_t(3));
        QVERIFY(!found.documents[0].prospects[0].closed);
        QVERIFY(found.documents[0].prospects[1].closed);
        QVERIFY(!found.documents[0].prospects[2].closed);
    }
    void entityDeclarationsBeforeARootAreSeen()
    {
        QVERIFY(findAdf(u"<!DOCTYPE adf [<!ENTITY a 'b'>]><adf/>").entitiesDeclared);
        QVERIFY(findAdf(u"<!doctype adf [<!entity % a SYSTEM 'file:///etc/passwd'>]><adf/>").entitiesDeclared);
        QVERIFY(findAdf(u"<adf/><!DOCTYPE adf [<!ENTITY a '<adf>'>]><adf/>").entitiesDeclared);
        QVERIFY(findAdf(u"<!DOCTYPE x [<!ENTITY a 'b'>]>").entitiesDeclared);
        QVERIFY(!findAdf(u"<!DOCTYPE adf SYSTEM 'http://example.com/adf.dtd'><adf/>").entitiesDeclared);
        QVERIFY(!findAdf(u"<adf/><!DOCTYPE adf [<!ENTITY a 'b'>]>").entitiesDeclared);
    }
    void nothingIsFoundInNothing()
    {
        for (const QStringView text : {QStringView(u""), QStringView(u"<"), QStringView(u"</"), QStringView(u"<adf"),
                 QStringView(u"<!--"), QStringView(u"</adf></prospect>"), QStringView(u"<:adf_")})
            QVERIFY(findAdf(text).documents.empty());
    }
};
UPDESK_TEST(TestAdfFind);
#include "tst_adffind.moc"
