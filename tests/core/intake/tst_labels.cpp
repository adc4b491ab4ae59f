// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/codes.h"
#include "core/intake/labels.h"
#include "core/intake/spotted.h"
#include "tests/core/intake/expectations.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

Parsed read(const QByteArray &from, const QByteArray &headers, const QByteArray &body)
{
    return parse("From: " + from + "\r\nTo: sales@dealer.example\r\nDate: Mon, 06 Apr 2026 09:15:42 -0400\r\n" + headers
            + "\r\n" + body,
        sampleContext(QStringLiteral("x.eml")));
}

} // namespace

class TestLabels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allShapesOfALabelAreRead()
    {
        const LabelFields fields =
            readLabels(QStringLiteral("*First Name:* Ann\nLast Name\tLee\nE-mail:\nann@example.com\nphone_number: 404\n"
                                      "\u2022 Zip: 30312\n- Year: 2019\nMake : Honda\nModel\nCivic\nOdd: thing\n"));
        QCOMPARE(fields.first, QStringLiteral("Ann"));
        QCOMPARE(fields.last, QStringLiteral("Lee"));
        QCOMPARE(fields.email, QStringLiteral("ann@example.com"));
        QCOMPARE(fields.phone, QStringLiteral("404"));
        QCOMPARE(fields.postal, QStringLiteral("30312"));
        QCOMPARE(fields.wanted.year, QStringLiteral("2019"));
        QCOMPARE(fields.wanted.make, QStringLiteral("Honda"));
        QCOMPARE(fields.wanted.model, QStringLiteral("Civic"));
        QCOMPARE(fields.count, 8);
    }
    void theDealersSectionIsSkipped()
    {
        const LabelFields fields = readLabels(
            QStringLiteral("Contact:\nName: Ann\n\nSeller:\nName: Us\nPhone: 404-555-0199\n\nListing:\nVIN: 1\n"));
        QCOMPARE(fields.full, QStringLiteral("Ann"));
        QCOMPARE(fields.phone, QString());
        QCOMPARE(fields.wanted.vin, QStringLiteral("1"));
        QCOMPARE(readLabels(QStringLiteral("Dealership\nPhone: 1\nEmail: 2\n")).count, 0);
    }
    void aTradeHasItsOwnSection()
    {
        const LabelFields fields = readLabels(
            QStringLiteral("Vehicle:\nYear: 2022\nMake: Ford\n\nTrade-In:\nYear: 2016\nMake: Jeep\nMileage: 88,000\n"));
        QCOMPARE(fields.wanted.make, QStringLiteral("Ford"));
        QCOMPARE(fields.trade.make, QStringLiteral("Jeep"));
        QCOMPARE(fields.trade.mileage, QStringLiteral("88,000"));
    }
    void commentsGoOnUntilTheNextLabelOrFooter()
    {
        const LabelFields fields = readLabels(
            QStringLiteral("Comments: one\ntwo\n\nthree\nPhone: 404\nMessage:\nfour\nThis email was sent to x\n"));
        QCOMPARE(fields.comments, QStringLiteral("one\ntwo\n\nthree\nfour"));
        QCOMPARE(fields.phone, QStringLiteral("404"));
    }
    void emptyWordsAreNoValue()
    {
        QCOMPARE(readLabels(QStringLiteral("Name: n/a\nPhone: -\nEmail:\nYear:\n")).count, 0);
        QCOMPARE(readLabels(QString()).count, 0);
        QCOMPARE(readLabels(QStringLiteral(":::\n\t\t\nName\n")).count, 0);
    }
    void threeLabelsAndAWayToAnswerMakeALead()
    {
        const QByteArray body =
            "Name: Ann Lee\r\nPhone: 404-555-0117\r\nVehicle: New 2026 Alfa Romeo Giulia Ti\r\nCondition: used\r\n";
        const Parsed parsed = read("web@forms.example", {}, body);
        QCOMPARE(parsed.outcome, ParseOutcome::Lead);
        const LeadDraft &draft = parsed.drafts[0];
        QCOMPARE(draft.source, QStringLiteral("forms.example"));
        QCOMPARE(draft.wants.at(0).make, QStringLiteral("Alfa Romeo"));
        QCOMPARE(draft.wants[0].trim, QStringLiteral("Ti"));
        QCOMPARE(draft.wants[0].status, VehicleStatus::Used);
        QCOMPARE(draft.sentAt, Time(1'775'481'342'000));
        QCOMPARE(read("web@forms.example", {}, "Name: Ann\r\nPhone: 404-555-0117\r\n").outcome, ParseOutcome::NotALead);
        QCOMPARE(
            read("web@forms.example", {}, "Name: Ann\r\nYear: 2019\r\nMake: Kia\r\n").outcome, ParseOutcome::NotALead);
        QCOMPARE(read("web@forms.example", "Precedence: bulk\r\n", body).outcome, ParseOutcome::NotALead);
        QCOMPARE(read("x@cargurus.com", "Precedence: bulk\r\n", body).outcome, ParseOutcome::Lead);
        QCOMPARE(
            read("web@forms.example", {}, body + "Source: Edmunds\r\n").drafts.at(0).source, QStringLiteral("Edmunds"));
    }
    void theDealersAndNobodysAddressesAreNotTheCustomers()
    {
        const QByteArray rest = "Name: Ann\r\nPhone: 404-555-0117\r\nYear: 2019\r\nEmail: ";
        QVERIFY(read("web@forms.example", {}, rest + "sales@dealer.example\r\n").drafts.at(0).emails.empty());
        QVERIFY(read("web@forms.example", {}, rest + "boss@dealer.example\r\n").drafts.at(0).emails.empty());
        QVERIFY(read("web@forms.example", {}, rest + "noreply@cars.com\r\n").drafts.at(0).emails.empty());
        QCOMPARE(read("web@forms.example", {}, rest + "ann@example.com\r\n").drafts.at(0).emails.size(), size_t(1));
    }
    void aRelayIsTheWayToAnswer()
    {
        const LeadDraft draft = read("noreply@offerup.com", "Reply-To: buyer-77@relay.offerup.com\r\n",
            "Name: Ann\r\nYear: 2019\r\nMake: Kia\r\nMessage: still there?\r\n")
                                    .drafts.at(0);
        QCOMPARE(draft.emails.at(0).address, QStringLiteral("buyer-77@relay.offerup.com"));
        QCOMPARE(draft.source, QStringLiteral("OfferUp"));
    }
    void facebookPairsAreLabels()
    {
        const LeadDraft draft = read(
            "x@facebookmail.com", {}, "full_name: Ann Lee\r\nphone_number: +14045550117\r\nemail: ann@example.com\r\n")
                                    .drafts.at(0);
        QCOMPARE(draft.last, QStringLiteral("Lee"));
        QCOMPARE(draft.type, LeadType::Social);
    }
    void carsDotComHasBareLines()
    {
        const LeadDraft draft = read("leads@cars.com", "Subject: New lead\r\n",
            "You have a lead\r\nAnn Lee\r\n(404) 555-0117\r\nAtlanta, GA\r\n\r\nVehicle Details:\r\n2019 Honda Civic "
            "EX\r\n")
                                    .drafts.at(0);
        QCOMPARE(draft.full, QStringLiteral("Ann Lee"));
        QCOMPARE(draft.phones.at(0).e164, QStringLiteral("+14045550117"));
        QCOMPARE(draft.wants.at(0).model, QStringLiteral("Civic"));
        QCOMPARE(draft.source, QStringLiteral("Cars.com"));
    }
    void aCallLeavesANumberAndIsALead()
    {
        const LeadDraft draft = read("x@messages.cargurus.com", "Subject: Phone Lead from CarGurus\r\n",
            "You received a call.\r\nPhone: 404-555-0117\r\nDuration: 0:42\r\n")
                                    .drafts.at(0);
        QCOMPARE(draft.type, LeadType::Phone);
        QCOMPARE(draft.phones.at(0).e164, QStringLiteral("+14045550117"));
        QCOMPARE(
            read("x@pbx.example", "Subject: Missed call from (404) 555-0118\r\n", "-").drafts.at(0).phones.at(0).e164,
            QStringLiteral("+14045550118"));
        QVERIFY(read("x@pbx.example", "Subject: Missed call\r\n", "no number").drafts.empty());
    }
    void addressesAndNumbersAreSpotted()
    {
        const Spotted spotted = spottedIn(u"Write to Ann.Lee+x@Example.com, or <b@example.org>. Call +1 (404) 555-0117 "
                                          u"or 404.555.0118! Not 2026-03-30, not 5550105,"
                                          u" not A404555011799 or id-4045550119.",
            QStringLiteral("US"));
        QCOMPARE(
            spotted.emails, (QStringList{QStringLiteral("ann.lee+x@example.com"), QStringLiteral("b@example.org")}));
        QCOMPARE(spotted.phones, (QStringList{QStringLiteral("+14045550117"), QStringLiteral("+14045550118")}));
        QCOMPARE(spottedIn(u"", QStringLiteral("US")), Spotted());
        QVERIFY(spottedIn(QString(300'000, u'@'), QStringLiteral("US")).emails.isEmpty());
        QVERIFY(spottedIn(QString(300'000, u'4'), QStringLiteral("US")).phones.isEmpty());
        QCOMPARE(spottedIn(QStringLiteral("a@example.com ").repeated(100), QStringLiteral("US")).emails.size(),
            qsizetype(1));
    }
};
UPDESK_TEST(TestLabels);
#include "tst_labels.moc"
