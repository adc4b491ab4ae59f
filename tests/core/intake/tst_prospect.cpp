// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/codes.h"
#include "core/intake/prospect.h"
#include "core/intake/wishes.h"
#include "tests/core/intake/expectations.h"
#include "tests/support/suite.h"

#include <QDateTime>

using namespace updesk;

namespace
{

LeadDraft draftOfCustomer(const QByteArray &customer, const QByteArray &rest = {}, Time arrival = 0)
{
    ParseContext context = sampleContext();
    context.arrival = arrival;
    const Parsed parsed = parse(adfWith(customer, rest), context);
    return parsed.drafts.size() == 1 ? parsed.drafts.front() : LeadDraft();
}

LeadDraft withComments(const QByteArray &comments)
{
    return draftOfCustomer("<contact><name>Ann Lee</name></contact><comments>" + comments + "</comments>");
}

Time utc(const char *text) { return QDateTime::fromString(QLatin1String(text), Qt::ISODate).toMSecsSinceEpoch(); }

} // namespace

class TestProspect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePrimaryContactIsTaken()
    {
        QCOMPARE(draftOfCustomer(
                     "<contact><name>First</name></contact><contact primarycontact='1'><name>Second</name></contact>")
                     .first,
            QStringLiteral("Second"));
        QCOMPARE(draftOfCustomer("<contact><name>n/a</name></contact><contact><name>Second</name></contact>").first,
            QStringLiteral("Second"));
        QCOMPARE(draftOfCustomer("<contact primarycontact='1'/><contact><name>Second</name></contact>").first,
            QStringLiteral("Second"));
        QCOMPARE(draftOfCustomer("<name>Bare</name><phone>404-555-0117</phone>").phones.size(), size_t(1));
    }
    void vendorAndProviderNeverReachTheCustomer()
    {
        const LeadDraft draft = draftOfCustomer("<contact><name>Ann</name></contact>",
            "<vendor><contact><phone>404-555-0199</phone><email>us@example.com</email></contact></vendor>"
            "<provider><name>P</name><phone>404-555-0198</phone><email>p@example.com</email></provider>");
        QVERIFY(draft.phones.empty());
        QVERIFY(draft.emails.empty());
        QVERIFY(draft.warnings.contains(code::kUnreachable));
    }
    void phonesKeepKindExtensionAndOrder()
    {
        const LeadDraft draft = draftOfCustomer(
            "<contact><name>Ann</name><phone type='work'>404-555-0117 x5</phone><phone type='fax'>404-555-0100</phone>"
            "<phone time='evening'>404-555-0118</phone><phone>555-0105</phone>"
            "<cellphone preferredcontact='1'>404-555-0119</cellphone></contact>");
        QCOMPARE(draft.phones.size(), size_t(4));
        QCOMPARE(draft.phones[0].e164, QStringLiteral("+14045550119"));
        QCOMPARE(draft.phones[0].kind, PhoneKind::Mobile);
        QCOMPARE(draft.phones[1].extension, QStringLiteral("5"));
        QCOMPARE(draft.phones[1].kind, PhoneKind::Work);
        QCOMPARE(draft.phones[3], (PhoneDraft{QStringLiteral("555-0105"), {}, {}, PhoneKind::Unknown}));
        QCOMPARE(draft.bestTime, QStringLiteral("evening"));
        QCOMPARE(draft.preferredChannel, Channel::Phone);
        QVERIFY(draft.warnings.contains(code::kBadPhone));
        QVERIFY(!draft.warnings.contains(code::kUnreachable));
    }
    void emailsArePreferredFirstAndBadOnesKept()
    {
        const LeadDraft draft = draftOfCustomer("<contact><email>a@example.com; nonsense</email>"
                                                "<email preferredcontact='1'>B@example.com</email></contact>");
        QCOMPARE(draft.emails.size(), size_t(3));
        QCOMPARE(draft.emails[0].address, QStringLiteral("b@example.com"));
        QCOMPARE(draft.emails[2].typed, QStringLiteral("nonsense"));
        QVERIFY(draft.warnings.contains(code::kBadEmail));
        QCOMPARE(draft.preferredChannel, Channel::Email);
    }
    void aBusinessIsACompany()
    {
        const LeadDraft draft =
            draftOfCustomer("<contact><name part='full' type='business'>Acme Body Shop</name></contact>");
        QCOMPARE(draft.company, QStringLiteral("Acme Body Shop"));
        QCOMPARE(draft.first + draft.last, QString());
    }
    void theAddressIsPutTogether()
    {
        const LeadDraft draft = draftOfCustomer(
            "<contact><name>Ann</name><phone>020 7946 0018</phone><address><street line='2'>Floor 2</street>"
            "<street line='1'>9 Elm Row</street><apartment>7</apartment><city>Leeds</city><regioncode>YK</regioncode>"
            "<postalcode>ls14ap</postalcode><country>uk</country></address></contact>");
        QCOMPARE(draft.street, QStringLiteral("9 Elm Row, Floor 2, 7"));
        QCOMPARE(draft.city, QStringLiteral("Leeds"));
        QCOMPARE(draft.country, QStringLiteral("GB"));
        QCOMPARE(draft.postal, QStringLiteral("LS1 4AP"));
        QCOMPARE(draft.phones[0].e164, QStringLiteral("+442079460018"));
    }
    void aStateThatIsSpelledOutIsRead_data()
    {
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("postal");
        const auto row = [](const char *fields, const char *region, const char *postal = "") {
            QTest::addRow("%s", fields) << QString::fromUtf8(region) << QString::fromLatin1(postal);
        };
        row("<regioncode>New York</regioncode>", "NY");
        row("<regioncode>Qu\u00e9bec</regioncode><country>CA</country>", "QC");
        row("<regioncode>QUEBEC</regioncode><postalcode>h2x1y4</postalcode>", "QC", "H2X 1Y4");
        row("<regioncode>Massachusetts</regioncode><postalcode>2139</postalcode>", "MA", "02139");
        row("<city>Washington</city>", ""); // a city of many states
        row("<regioncode>Washington</regioncode>", "WA");
        row("<city>Washington</city><regioncode>DC</regioncode>", "DC");
        row("<city>Georgia</city><regioncode>VT</regioncode>", "VT");
        row("<city>Ontario</city><regioncode>CA</regioncode>", "CA");
        row("<regioncode>Ontario, CA</regioncode>", "Ontario, CA"); // may be either: kept as it came
        row("<regioncode>WA</regioncode><country>Australia</country>", "WA");
        row("<regioncode>Western Australia</regioncode><country>AU</country>", "Western Australia");
        row("<regioncode>N/A</regioncode>", "");
    }
    void aStateThatIsSpelledOutIsRead()
    {
        QFETCH(QString, region);
        QFETCH(QString, postal);
        const LeadDraft draft = draftOfCustomer(
            "<contact><name>Ann</name><address>" + QByteArray(QTest::currentDataTag()) + "</address></contact>");
        QCOMPARE(draft.region, region);
        QCOMPARE(draft.postal, postal);
    }
    void theNumberOfALeadIsItsIdOrItsSequence()
    {
        const auto number = [](const QByteArray &id) { return draftOfCustomer("<name>Ann</name>", id).externalId; };
        QCOMPARE(number("<id sequence='7'>A-1</id><id>A-2</id>"), QStringLiteral("A-1"));
        QCOMPARE(number("<id sequence='7'/>"), QStringLiteral("7"));
        QCOMPARE(number("<id sequence='1'/>"), QString());
        QCOMPARE(number("<id sequence='0'> </id>"), QString());
        QCOMPARE(number(""), QString());
    }
    void bothTimesAreKept()
    {
        const LeadDraft draft = draftOfCustomer("<name>Ann</name>", {}, utc("2026-04-01T12:00:00Z"));
        QCOMPARE(draft.sentAt, utc("2026-03-30T20:30:20Z"));
        QCOMPARE(draft.received, utc("2026-04-01T12:00:00Z"));
    }
    void unreadableTimesAreToldApart()
    {
        const auto warnings = [](const QByteArray &date) {
            return parse(
                "<prospect><requestdate>" + date + "</requestdate><customer><name>A</name></customer></prospect>",
                sampleContext())
                .warnings;
        };
        QVERIFY(warnings("soon").contains(code::kBadDate));
        QVERIFY(warnings("soon").contains(code::kDateMissing));
        QVERIFY(warnings("").contains(code::kDateMissing));
        QVERIFY(!warnings("").contains(code::kBadDate));
        QVERIFY(warnings("15/7/2026").contains(code::kDateGuessed));
        QVERIFY(!warnings("7/15/2026").contains(code::kDateMissing));
    }
    void theTimeframeIsCountedFromArrival()
    {
        const Time arrival = utc("2026-03-01T23:30:00-05:00");
        const auto days = [&](const QByteArray &timeframe) {
            return draftOfCustomer("<name>Ann</name><timeframe>" + timeframe + "</timeframe>", {}, arrival)
                .timeframeDays;
        };
        QCOMPARE(days("<earliestdate>2026-03-05</earliestdate><latestdate>2026-03-08</latestdate>"), 7);
        QCOMPARE(days("<earliestdate>2026-03-05</earliestdate>"), 4);
        QCOMPARE(days("<latestdate>2026-03-01</latestdate>"), 0);
        QCOMPARE(days("<latestdate>2026-02-28</latestdate>"), -1);
        QCOMPARE(days("<latestdate>2025-12-01</latestdate>"), -1);
        QCOMPARE(days("<earliestdate>2026-03-05</earliestdate><latestdate>2026-02-01</latestdate>"), 4);
        QCOMPARE(days("<description>ASAP</description>"), -1);
        QCOMPARE(timeframeDays(QStringLiteral("2026-03-08"), {}, 0, QTimeZone::utc()), -1);
    }
    void commentsAreGatheredFromEverywhere()
    {
        const LeadDraft draft =
            draftOfCustomer("<contact><name>Ann</name><comment>contact</comment></contact><comments>customer</comments>"
                            "<timeframe><description>Within 2 weeks</description></timeframe>",
                "<comments>prospect</comments><vehicle><make>Kia</make><comments>vehicle</comments></vehicle>");
        QCOMPARE(draft.comments, QStringLiteral("customer\ncontact\nprospect\nvehicle\nTimeframe: Within 2 weeks"));
        QCOMPARE(draft.timeframeWords, QStringLiteral("Within 2 weeks"));
    }
    void aSalespersonIsNoted()
    {
        QCOMPARE(draftOfCustomer("<name>Ann</name>", "<salesperson><name>Bo Rep</name></salesperson>").salesperson,
            QStringLiteral("Bo Rep"));
        QCOMPARE(draftOfCustomer("<name>Ann</name>", "<vendor><salesperson>Bo Rep</salesperson></vendor>").salesperson,
            QStringLiteral("Bo Rep"));
    }
    void consentIsKeptAsItStood()
    {
        const LeadDraft yes = withComments("Email Opt-In: Yes\nText opt-in: YES\nhello");
        QCOMPARE(yes.consentWords, QStringLiteral("Email Opt-In: Yes\nText opt-in: YES"));
        QVERIFY(yes.textConsent);
        QVERIFY(!withComments("Text opt-in: No").textConsent);
        QVERIFY(!withComments("Email Opt-In: Yes").textConsent);
        QVERIFY(!withComments("SMS opt-out: yes").textConsent);
        const LeadDraft element = draftOfCustomer("<name>Ann</name><smsoptin>true</smsoptin>");
        QVERIFY(element.textConsent);
        QCOMPARE(element.consentWords, QStringLiteral("smsoptin: true"));
        QVERIFY(withComments("I want to test drive").consentWords.isEmpty());
        QVERIFY(!draftOfCustomer("<name>Ann</name><smsoptin>yes, by mail</smsoptin>").textConsent);
        QVERIFY(!draftOfCustomer("<name>Ann</name><emailoptin>true</emailoptin>").textConsent);
        const LeadDraft refusing =
            draftOfCustomer("<name>Ann</name><smsoptin>true</smsoptin><consent>Do not text me</consent>");
        QVERIFY(!refusing.textConsent);
        QCOMPARE(refusing.refusals, (std::vector{RefusalDraft{Channel::Text, QStringLiteral("Do not text me")}}));
    }
    void asksAreReadFromTheWords()
    {
        QCOMPARE(asksIn(QStringLiteral("Is it still available? I could come by for a test drive.")),
            AskAvailable | AskVisit);
        QCOMPARE(asksIn(QStringLiteral("Please CALL me with your best price")), AskCall | AskPrice);
        QCOMPARE(asksIn(QStringLiteral("Does it have a tow hitch?")), int(AskOther));
        QCOMPARE(asksIn(QStringLiteral("Thanks")), 0);
        QCOMPARE(asksIn(QString()), 0);
        QCOMPARE(draftOfCustomer("<name>Ann</name>", "<vehicle interest='test-drive'><make>Kia</make></vehicle>").asks,
            int(AskVisit));
    }
    void readinessIsOnlyWhatTheCustomerSays()
    {
        QVERIFY(withComments("I&rsquo;m pre-approved by my credit union").preApproved);
        QVERIFY(!withComments("How do I get pre-approved?").preApproved);
        QVERIFY(!withComments("I am not pre-approved").preApproved);
        QCOMPARE(withComments("can put $2,500 down").downPayment, qint64(250'000));
        QCOMPARE(withComments("3k down").downPayment, qint64(300'000));
        QCOMPARE(withComments("My down payment is 4,000.").downPayment, qint64(400'000));
        QCOMPARE(withComments("please settle down, 2500 people").downPayment, qint64(0));
        QCOMPARE(withComments("download 500").downPayment, qint64(0));
        QCOMPARE(withComments("put 20 down").downPayment, qint64(0));
        QCOMPARE(withComments("down").downPayment, qint64(0));
    }
    void thePreferredWayIsReadFromItsLabel()
    {
        QCOMPARE(withComments("Preferred contact method: SMS").preferredChannel, Channel::Text);
        QCOMPARE(withComments("Contact preference: E-mail").preferredChannel, Channel::Email);
        QCOMPARE(withComments("hello").preferredChannel, Channel::None);
    }
};
UPDESK_TEST(TestProspect);
#include "tst_prospect.moc"
