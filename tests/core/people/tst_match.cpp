// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/match.h"
#include "tests/support/suite.h"

#include <random>

using namespace updesk;

namespace
{

const QString kHome = QStringLiteral("+15555550100");
const QString kMobile = QStringLiteral("+15555550101");
const QString kMail = QStringLiteral("sam@example.com");

MatchFacts named(const char *first, const char *last)
{
    MatchFacts facts;
    facts.first = QString::fromUtf8(first);
    facts.last = QString::fromUtf8(last);
    return facts;
}
MatchFacts withPhone(MatchFacts facts, const QString &phone = kHome)
{
    facts.phones << phone;
    return facts;
}
MatchFacts withEmail(MatchFacts facts, const QString &email = kMail)
{
    facts.emails << email;
    return facts;
}
MatchFacts livingAt(MatchFacts facts, const char *street, const char *postal)
{
    facts.street = QString::fromLatin1(street);
    facts.postal = QString::fromLatin1(postal);
    return facts;
}
MatchFacts withSuffix(MatchFacts facts, const char *suffix)
{
    facts.suffix = QString::fromLatin1(suffix);
    return facts;
}
MatchFacts at(const char *company, MatchFacts facts = {})
{
    facts.company = QString::fromLatin1(company);
    return facts;
}
MatchFacts owning(MatchFacts facts, Time when)
{
    facts.vins.push_back({QStringLiteral("1HGCM82633A004352"), when});
    return facts;
}

/// Judges both ways round, which must agree.
Match judged(const MatchFacts &a, const MatchFacts &b, const Commonness &common = Commonness::standard())
{
    const Match match = judge(keysOf(a), keysOf(b), common);
    if (!(match == judge(keysOf(b), keysOf(a), common)))
        qFatal("the verdict depends on the order");
    return match;
}
Verdict verdict(const MatchFacts &a, const MatchFacts &b) { return judged(a, b).verdict; }
bool has(const Match &match, quint32 reasons) { return (match.reasons & reasons) == reasons; }

struct Found {
    int number = 0;
    Match match;
};

} // namespace

class TestMatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameDmsNumberIsTheSameCustomer()
    {
        MatchFacts a = named("Sam", "Okafor");
        MatchFacts b = named("Samuel", "Okafor-Reyes");
        a.dmsNumber = b.dmsNumber = QStringLiteral("10042");
        QCOMPARE(verdict(a, b), Verdict::Same);
        QVERIFY(has(judged(a, b), SameDms));
        b.dmsNumber = QStringLiteral("10043");
        QVERIFY(!has(judged(a, b), SameDms));
    }
    void theSameEmailWithALikeLastNameIsTheSameCustomer()
    {
        const Match match = judged(withEmail(named("Sam", "Okafor")), withEmail(named("Samuel", "Okafer")));
        QCOMPARE(match.verdict, Verdict::Same);
        QVERIFY(has(match, SameEmail | LikeName | Nickname));
        QVERIFY(match.percent >= 95);
    }
    void theSameEmailWithAnotherLastNameIsReviewed()
    {
        QCOMPARE(verdict(withEmail(named("Sam", "Okafor")), withEmail(named("Maria", "Lopez"))), Verdict::Review);
        QCOMPARE(verdict(withEmail(named("Sam", "Okafor")), withEmail(named("Sam", "Lopez"))), Verdict::Review);
    }
    void aCouplesSharedEmailIsReviewedAsAHousehold()
    {
        const Match match = judged(withEmail(named("Sam", "Okafor")), withEmail(named("Linda", "Okafor")));
        QCOMPARE(match.verdict, Verdict::Review);
        QVERIFY(has(match, SameEmail | SameHousehold | FirstNamesDiffer));
    }
    void theSamePhoneWithALikeNameIsTheSameCustomer_data()
    {
        QTest::addColumn<QString>("firstA");
        QTest::addColumn<QString>("lastA");
        QTest::addColumn<QString>("firstB");
        QTest::addColumn<QString>("lastB");
        const auto row = [](const char *fa, const char *la, const char *fb, const char *lb) {
            QTest::addRow("%s %s, %s %s", fa, la, fb, lb)
                << QString::fromUtf8(fa) << QString::fromUtf8(la) << QString::fromUtf8(fb) << QString::fromUtf8(lb);
        };
        row("Sam", "Okafor", "Sam", "Okafor");
        row("Bob", "Miller", "Robert", "Miller");
        row("Robert", "Miller", "BOB", "MILLAR");
        row("Jos\303\251", "Garc\303\255a", "Jose", "Garcia");
        row("Maria", "Lopez", "Maria", "Torres"); // the first name is equal: married
        row("Maria", "Lopez Diaz", "Maria", "Lopez");
        row("", "Okafor", "Sam", "Okafor"); // only "Mr. Okafor" was written down
        row("S", "Okafor", "Sam", "Okafor");
        row("John Q", "Okafor", "John", "Okafor");
        row("Okafor", "Sam", "Sam", "Okafor"); // typed in the other order
        row("Micheal", "Okafor", "Michael", "Okafor");
        row("Okafor", "", "Sam", "Okafor"); // a single word is read as the last name
    }
    void theSamePhoneWithALikeNameIsTheSameCustomer()
    {
        QFETCH(QString, firstA);
        QFETCH(QString, lastA);
        QFETCH(QString, firstB);
        QFETCH(QString, lastB);
        const Match match = judged(withPhone(named(qPrintable(firstA), qPrintable(lastA))),
            withPhone(named(qPrintable(firstB), qPrintable(lastB))));
        QCOMPARE(match.verdict, Verdict::Same);
        QVERIFY(has(match, SamePhone));
    }
    void theSamePhoneWithAnotherNameIsAHousehold()
    {
        for (const MatchFacts &other :
            {named("Linda", "Okafor"), named("Linda", "Lopez"), named("", "Lopez"), named("Samantha Jo", "Okafor")}) {
            const Match match = judged(withPhone(named("Tom", "Okafor")), withPhone(other));
            QCOMPARE(match.verdict, Verdict::Household);
            QVERIFY(has(match, SamePhone | SameHousehold));
            QVERIFY(match.percent < 50);
        }
    }
    void namesOfACoupleThatLookAlikeAreNotMerged()
    {
        for (const auto &[his, hers] : {std::pair("Juan", "Juana"), std::pair("Mario", "Maria"),
                 std::pair("Daniel", "Daniela"), std::pair("Gabriel", "Gabriela")}) {
            const Verdict phone = verdict(withPhone(named(his, "Lopez")), withPhone(named(hers, "Lopez")));
            QVERIFY2(phone == Verdict::Review || phone == Verdict::Household, his);
            QCOMPARE(verdict(withEmail(named(his, "Lopez")), withEmail(named(hers, "Lopez"))), Verdict::Review);
        }
    }
    void theSamePhoneWithoutANameIsReviewed()
    {
        QCOMPARE(verdict(withPhone({}), withPhone(named("Sam", "Okafor"))), Verdict::Review);
        QCOMPARE(verdict(withPhone({}), withPhone({})), Verdict::Review);
    }
    void phoneAndEmailTogetherAreEnoughWithoutAName()
    {
        QCOMPARE(verdict(withEmail(withPhone({})), withEmail(withPhone(named("Sam", "Okafor")))), Verdict::Same);
        QCOMPARE(verdict(withEmail(withPhone(named("Linda", "Okafor"))), withEmail(withPhone(named("Sam", "Okafor")))),
            Verdict::Review);
    }
    void oneOfManyPhonesIsEnough()
    {
        QCOMPARE(verdict(withPhone(withPhone(named("Sam", "Okafor"), kMobile)), withPhone(named("Sam", "Okafor"))),
            Verdict::Same);
    }
    void sharedValuesProveNothing()
    {
        Commonness common;
        common.countShared(kHome, 21);
        const Match phone = judged(withPhone(named("Sam", "Okafor")), withPhone(named("Linda", "Lopez")), common);
        QCOMPARE(phone.verdict, Verdict::Different);
        QVERIFY(has(phone, SharedPhone) && !has(phone, SamePhone));
        const QString none = QStringLiteral("noemail@dealer.com");
        const Match email = judged(withEmail(named("Sam", "Okafor"), none), withEmail(named("Sam", "Okafor"), none));
        QCOMPARE(email.verdict, Verdict::Different);
        QVERIFY(has(email, SharedEmail) && !has(email, SameEmail));
    }
    void aSharedPhoneDoesNotSpoilAnUnsharedOne()
    {
        Commonness common;
        common.countShared(kHome, 400);
        QCOMPARE(judged(withPhone(withPhone(named("Sam", "Okafor"), kMobile)),
                     withPhone(withPhone(named("Sam", "Okafor"), kMobile)), common)
                     .verdict,
            Verdict::Same);
    }
    void aCompanySwitchboardProvesNothingBetweenColleagues()
    {
        const MatchFacts sam = at("Quill Freight", withPhone(named("Sam", "Okafor")));
        const Match other = judged(sam, at("Quill Freight", withPhone(named("Linda", "Lopez"))));
        QCOMPARE(other.verdict, Verdict::Different);
        QVERIFY(has(other, SharedPhone | SameCompany));
        QCOMPARE(verdict(sam, at("Quill Freight", withPhone(named("", "Okafor")))), Verdict::Different);
        QCOMPARE(verdict(sam, at("Quill Freight", withPhone(named("Sam", "Okafor")))), Verdict::Same);
    }
    void twoRecordsOfACompanyAreOne()
    {
        QCOMPARE(verdict(at("Quill Freight", withPhone({})), at("QUILL FREIGHT", withPhone({}))), Verdict::Same);
        QCOMPARE(verdict(at("Quill Freight", withPhone({})), at("Harbor Dental", withPhone({}))), Verdict::Review);
        QVERIFY(verdict(at("Quill Freight", withPhone({})), withPhone(named("Sam", "Okafor"))) == Verdict::Review);
    }
    void juniorAndSeniorAreNeverMerged()
    {
        const MatchFacts whole = withEmail(withPhone(livingAt(named("Sam", "Okafor"), "12 Oak St", "60614")));
        const Match match = judged(withSuffix(whole, "Jr."), withSuffix(whole, "Sr."));
        QCOMPARE(match.verdict, Verdict::Household);
        QVERIFY(has(match, GenerationsDiffer));
        QCOMPARE(verdict(withSuffix(whole, "Jr."), whole), Verdict::Review);
        QCOMPARE(verdict(withSuffix(whole, "Jr."), withSuffix(whole, "junior")), Verdict::Same);
        QCOMPARE(verdict(withSuffix(whole, "PhD"), whole), Verdict::Same);
        MatchFacts numbered = whole;
        numbered.dmsNumber = QStringLiteral("7");
        QCOMPARE(verdict(withSuffix(numbered, "Jr."), withSuffix(numbered, "Sr.")), Verdict::Review);
        QCOMPARE(verdict(withSuffix(named("Sam", "Okafor"), "Jr"), withSuffix(named("Sam", "Okafor"), "Sr")),
            Verdict::Different);
    }
    void theSameLastNameAtOneAddressIsReviewed()
    {
        const MatchFacts sam = livingAt(named("Sam", "Smith"), "12 Oak St", "60614");
        const Match match = judged(sam, livingAt(named("Linda", "Smith"), "12 Oak Street", "60614-0001"));
        QCOMPARE(match.verdict, Verdict::Review);
        QVERIFY(has(match, SameAddress | SameHousehold));
        QCOMPARE(verdict(sam, livingAt(named("Linda", "Lopez"), "12 Oak St", "60614")), Verdict::Different);
        QCOMPARE(verdict(sam, livingAt(named("Linda", "Smith"), "14 Oak St", "60614")), Verdict::Different);
    }
    void theSameNameAndPostalCodeIsReviewed()
    {
        QCOMPARE(verdict(livingAt(named("John", "Smith"), "", "60614"), livingAt(named("Jack", "Smith"), "", "60614")),
            Verdict::Review);
        QCOMPARE(verdict(livingAt(named("John", "Smith"), "", "60614"), livingAt(named("John", "Smith"), "", "60615")),
            Verdict::Different);
    }
    void theSameVinWithinAYearIsReviewed()
    {
        const Time now = 1'780'000'000'000;
        const Match match =
            judged(owning(named("Sam", "Okafor"), now), owning(named("Linda", "Lopez"), now - 300 * kDay));
        QCOMPARE(match.verdict, Verdict::Review);
        QVERIFY(has(match, SameVin));
        QCOMPARE(verdict(owning(named("Sam", "Okafor"), now), owning(named("Linda", "Lopez"), now - 366 * kDay)),
            Verdict::Different);
        QCOMPARE(verdict(owning(named("Sam", "Okafor"), now), owning(named("Linda", "Lopez"), 0)), Verdict::Review);
    }
    void anEmailOneTypoAwayIsReviewed()
    {
        const QString typo = QStringLiteral("sam@exmaple.com");
        const Match match = judged(withEmail(named("Sam", "Smith")), withEmail(named("Sam", "Smith"), typo));
        QCOMPARE(match.verdict, Verdict::Review);
        QVERIFY(has(match, EmailTypo));
        QCOMPARE(
            verdict(withEmail(named("Sam", "Smith")), withEmail(named("Linda", "Lopez"), typo)), Verdict::Different);
    }
    void aRareNameWeighsMoreThanACommonOne()
    {
        const Match rare = judged(named("Sam", "Quillfeather"), named("Sam", "Quillfeather"));
        const Match common = judged(named("Sam", "Smith"), named("Sam", "Smith"));
        QVERIFY(rare.weight > common.weight);
        QCOMPARE(rare.verdict, Verdict::Different); // a name alone is never more than a hint
        QVERIFY(has(rare, SameName));
        const Match atHome = judged(
            livingAt(named("Samm", "Quillfeather"), "", "60614"), livingAt(named("S", "Quillfeather"), "", "60614"));
        QCOMPARE(atHome.verdict, Verdict::Review);
        QCOMPARE(
            judged(livingAt(named("Samm", "Smith"), "", "60614"), livingAt(named("S", "Smith"), "", "60614")).verdict,
            Verdict::Different);
    }
    void nothingInCommonIsDifferent()
    {
        QCOMPARE(judged({}, {}), Match());
        const Match match = judged(withPhone(named("Sam", "Okafor")), withPhone(named("Linda", "Lopez"), kMobile));
        QCOMPARE(match.verdict, Verdict::Different);
        QVERIFY(match.weight < 0);
        QCOMPARE(match.percent, 0);
    }
    void hostileRecordsAreSurvived()
    {
        MatchFacts hostile = named("", "");
        hostile.first = hostile.last = hostile.company = hostile.street = hostile.postal = hostile.suffix =
            hostile.dmsNumber = QString(100'000, u'x');
        for (int i = 0; i < 5000; ++i) {
            hostile.phones << QString::number(i);
            hostile.emails << QString::number(i) + QStringLiteral("@x.com");
            hostile.vins.push_back({QString::number(i), 0});
        }
        hostile.emails << QString(100'000, u'@');
        const MatchKeys keys = keysOf(hostile);
        QVERIFY(keys.phones.size() <= 20 && keys.vins.size() <= 20 && keys.first.size() == kNameMost);
        QCOMPARE(judged(hostile, hostile).verdict, Verdict::Same);
        QVERIFY(blockKeys(keys).size() < 80);
        judged(hostile, withPhone(named("Sam", "Okafor")));
    }
    void theOrderOfTheTwoNeverMatters()
    {
        std::mt19937 dice(11);
        const auto pick = [&](std::initializer_list<const char *> all) {
            return QString::fromLatin1(*(all.begin() + dice() % all.size()));
        };
        for (int i = 0; i < 20'000; ++i) {
            const auto person = [&] {
                MatchFacts facts;
                facts.first = pick({"", "Sam", "Samuel", "S", "Mario", "Maria", "Mary Ann", "Okafor"});
                facts.last = pick({"", "Okafor", "Okafer", "Smith", "Lopez Diaz", "Lopez", "Sam"});
                facts.suffix = pick({"", "", "", "Jr", "Sr"});
                facts.company = pick({"", "", "Quill Freight", "Harbor Dental"});
                facts.phones << pick({"", "+15555550100", "+15555550101", "+15555551212"});
                facts.emails << pick({"", "sam@example.com", "sam@exmaple.com", "none@x.com"});
                facts.street = pick({"", "12 Oak St", "14 Oak St"});
                facts.postal = pick({"", "60614", "60615"});
                facts.dmsNumber = pick({"", "", "", "1", "2"});
                facts.vins.push_back({pick({"", "V1", "V2"}), Time(dice() % 3) * 200 * kDay});
                return keysOf(facts);
            };
            const MatchKeys a = person();
            const MatchKeys b = person();
            const Match match = judge(a, b, Commonness::standard());
            QCOMPARE(match, judge(b, a, Commonness::standard()));
            QVERIFY(match.percent >= 0 && match.percent <= 99);
            QCOMPARE(match.verdict == Verdict::Same, match.percent >= 95);
            if (!a.generation.isEmpty() && !b.generation.isEmpty() && a.generation != b.generation)
                QVERIFY(match.verdict != Verdict::Same);
        }
    }
    void candidatesAreRankedBestFirstAndHopelessOnesDropped()
    {
        const MatchFacts sam = withPhone(named("Sam", "Okafor"));
        const auto found = [&](int number, const MatchFacts &facts) { return Found{number, judged(sam, facts)}; };
        std::vector<Found> all{found(1, named("Linda", "Lopez")), found(2, withPhone(named("Linda", "Okafor"))),
            found(3, named("Sam", "Okafor")), found(4, sam), found(5, withPhone({})), found(6, named("Sam", "Okafer"))};
        rank(all);
        std::vector<int> order;
        for (const Found &one : all)
            order.push_back(one.number);
        QCOMPARE(order, (std::vector<int>{4, 5, 2, 3, 6}));
        std::vector<Found> none;
        rank(none);
        QVERIFY(none.empty());
    }
    void blockKeysFindARecordByEachOfItsTraits()
    {
        MatchFacts facts = owning(livingAt(withEmail(withPhone(named("Sam", "O'Kafor"))), "12 Oak St", "60614-1"), 0);
        facts.dmsNumber = QStringLiteral("7");
        facts.phones << kHome << QStringLiteral("+15555551212");
        facts.emails << QStringLiteral("none@x.com");
        using Kind = BlockKey::Kind;
        const std::vector<BlockKey> expected{{Kind::Dms, QStringLiteral("7")}, {Kind::Phone, kHome},
            {Kind::Email, kMail}, {Kind::LastPostal, QStringLiteral("okafor|60614")},
            {Kind::Last3HousePostal3, QStringLiteral("oka|12|606")}, {Kind::Vin, QStringLiteral("1HGCM82633A004352")}};
        QCOMPARE(blockKeys(keysOf(facts)), expected);
        QVERIFY(blockKeys(keysOf({})).empty());
        QVERIFY(blockKeys(keysOf(named("Sam", "Okafor"))).empty());
    }
};
UPDESK_TEST(TestMatch);
#include "tst_match.moc"
