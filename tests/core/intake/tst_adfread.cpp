// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/adfread.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestAdfRead : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreReadWithoutPrefixCaseAndByAlias()
    {
        QCOMPARE(tagOf(u"L:StockNumber"), Tag::Stock);
        QCOMPARE(tagOf(u"stock_number"), Tag::Stock);
        QCOMPARE(tagOf(u"stockno"), Tag::Stock);
        QCOMPARE(tagOf(u"MODELYEAR"), Tag::Year);
        QCOMPARE(tagOf(u"mileage"), Tag::Odometer);
        QCOMPARE(tagOf(u"mobile"), Tag::CellPhone);
        QCOMPARE(tagOf(u"telephone"), Tag::Phone);
        QCOMPARE(tagOf(u"zip"), Tag::PostalCode);
        QCOMPARE(tagOf(u"comment"), Tag::Comments);
        QCOMPARE(tagOf(u"leadtype"), Tag::Unknown);
        QCOMPARE(tagOf(u""), Tag::Unknown);
        QCOMPARE(tagOf(QString(100'000, u'a')), Tag::Unknown);
        QCOMPARE(attributeOf(u"l:Part"), Attribute::Part);
        QCOMPARE(attributeOf(u"xmlns:l"), Attribute::Unknown);
        QCOMPARE(tagName(Tag::Stock), QStringLiteral("stock"));
    }
    void knownElementsMakeATreeAndOthersAreIgnored()
    {
        const AdfTree tree = readAdf(u"<prospect status='new'><x><id>no</id></x><id "
                                     u"source='S'>1</id><vehicle><year>2021</year></vehicle></prospect>",
            0);
        QCOMPARE(tree.damage, AdfDamage::None);
        QCOMPARE(tree.root.tag, Tag::Prospect);
        QCOMPARE(tree.root.children.size(), size_t(2));
        QCOMPARE(tree.root.childText(Tag::Id), QStringLiteral("1"));
        QCOMPARE(tree.root.child(Tag::Id)->attribute(Attribute::Source), QStringLiteral("S"));
        QCOMPARE(tree.root.child(Tag::Vehicle)->childText(Tag::Year), QStringLiteral("2021"));
        QVERIFY(!tree.root.child(Tag::Customer));
    }
    void htmlInsideATextStaysAsTags()
    {
        const AdfTree tree = readAdf(u"<customer><comments>a<br>b<b>c</b><odd>d</odd> e</comments></customer>", 0);
        QCOMPARE(tree.root.childText(Tag::Comments), QStringLiteral("a<br></br>b<b>c</b>d e"));
    }
    void damageIsTold()
    {
        for (const QStringView xml :
            {QStringView(u""), QStringView(u"<adf>"), QStringView(u"<adf></a>"), QStringView(u"text"),
                QStringView(u"<adf a='1' a='2'/>"), QStringView(u"<adf/><adf/>"), QStringView(u"<adf><![CDATA[</adf>")})
            QCOMPARE(readAdf(xml, 0).damage, AdfDamage::Malformed);
    }
    void sixtyFourLevelsAreReadAndNoMore()
    {
        const auto nested = [](int levels) {
            return QString(QStringLiteral("<a>").repeated(levels) + QStringLiteral("</a>").repeated(levels));
        };
        QCOMPARE(readAdf(nested(64), 0).damage, AdfDamage::None);
        QCOMPARE(readAdf(nested(65), 0).damage, AdfDamage::TooDeep);
        QCOMPARE(readAdf(nested(64), 1).damage, AdfDamage::TooDeep);
    }
    void longTextsAndManyElementsAreCut()
    {
        const AdfTree text =
            readAdf(QStringLiteral("<customer><comments>%1</comments></customer>").arg(QString(400'000, u'x')), 0);
        QVERIFY(text.truncated);
        QVERIFY(text.root.childText(Tag::Comments).size() <= 262'144);
        const AdfTree many = readAdf(
            QStringLiteral("<contact>%1</contact>").arg(QStringLiteral("<phone>1</phone>").repeated(30'000)), 0);
        QCOMPARE(many.damage, AdfDamage::None);
        QVERIFY(many.truncated);
        QVERIFY(many.root.children.size() <= 20'000);
    }
};
UPDESK_TEST(TestAdfRead);
#include "tst_adfread.moc"
