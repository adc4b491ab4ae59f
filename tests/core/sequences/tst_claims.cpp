// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/claims.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What messages say of cars, prices and payments (F62, domain.md 3.7).
class TestClaims : public QObject
{
    Q_OBJECT
    static constexpr Time kNow = 1'773'324'000'000; // 2026-03-12 14:00 UTC

    static TemplateFacts facts()
    {
        TemplateFacts f;
        f.want.year = 2024;
        f.want.make = QStringLiteral("Toyota");
        f.want.model = QStringLiteral("RAV4");
        f.want.stock = QStringLiteral("T1190");
        f.onLot = true;
        f.price = 3'348'000;
        f.alike = 3;
        f.zone = QStringLiteral("America/New_York");
        f.asOf = kNow;
        return f;
    }
    static Incentive cash()
    {
        Incentive one;
        one.words = QStringLiteral("customer cash");
        one.amount = 300'000;
        one.make = QStringLiteral("Toyota");
        one.from = QDate(2026, 3, 1);
        one.until = QDate(2026, 3, 31);
        return one;
    }
    static std::vector<ClaimCheck> typed(const char *words, const TemplateFacts &f)
    {
        return checkClaims(QString::fromUtf8(words), {}, f, ClaimedBy::Person);
    }
    static FilledMessage filled(const char *body, const TemplateFacts &f)
    {
        Template row;
        row.language = QStringLiteral("en");
        row.body = QString::fromUtf8(body);
        return fill(row, templateValues(f, row.language));
    }
    static Message message(const FilledMessage &from)
    {
        Message m;
        m.body = from.body;
        m.claims = claimsText({from.claims, QStringLiteral("en"), true});
        return m;
    }

private Q_SLOTS:
    void F62_typedClaimsNeedTheProofThatATemplateNeeds_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("says");
        QTest::addColumn<QString>("now");
        using Says = ClaimCheck::Says;
        const auto row = [](const char *words, Says says, const char *now) {
            QTest::newRow(words) << QString::fromUtf8(words) << int(says) << QString::fromUtf8(now);
        };
        row("only 2 left", Says::Untrue, "3");
        row("only one left", Says::Untrue, "3");
        row("3 left", Says::Holds, "3");
        row("for the same payment", Says::Untrue, "");
        row("0 % financing", Says::Untrue, "");
        row("a rebate", Says::Untrue, "");
        row("a $3,000 rebate", Says::Untrue, "");
        row("it is $33,480", Says::Holds, "$33,480");
        row("I can do $32,900", Says::Other, "$33,480"); // their own offer
    }
    void F62_typedClaimsNeedTheProofThatATemplateNeeds()
    {
        QFETCH(QString, words);
        QFETCH(int, says);
        QFETCH(QString, now);
        const auto found = checkClaims(words, {}, facts(), ClaimedBy::Person);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(int(found[0].says), says);
        QCOMPARE(found[0].now, now);
        QCOMPARE(untrueOf(found) != nullptr, found[0].says == ClaimCheck::Says::Untrue);
    }
    void aTemplateNamesNoAmountOfItsOwn()
    {
        const auto found = checkClaims(QStringLiteral("I can do $32,900"), {}, facts(), ClaimedBy::Template);
        QVERIFY(untrueOf(found));
    }
    void whoSaysThatThereIsNoRebateClaimsNone()
    {
        for (const char *words : {"there is no rebate", "we have no rebates", "without incentives", "sin descuento"})
            QVERIFY2(typed(words, facts()).empty(), words);
    }
    void F62_anIncentiveIsSaidWithItsAmountLastDayAndAsOf()
    {
        TemplateFacts f = facts();
        QVERIFY(filled("Ask for {incentive}.", f).unfilled.contains(QStringLiteral("incentive"))); // fails in words
        f.incentive = cash();
        const FilledMessage out = filled("Ask for {incentive}.", f);
        QVERIFY(out.isReady());
        QCOMPARE(out.body,
            QStringLiteral("Ask for $3,000 customer cash through Tuesday, March 31, as of Thursday, March 12."));
        QCOMPARE(out.claims.size(), size_t(1));
        QCOMPARE(out.claims[0].asOf, kNow);
        for (const char *words : {"a rebate", "a rebate of 3,000", "$3,000 cash back"}) {
            QCOMPARE(typed(words, f).size(), size_t(1));
            QVERIFY2(!untrueOf(typed(words, f)), words);
        }
        QVERIFY(untrueOf(typed("a rebate of 3,500", f)));
    }
    void F62_whatWasSoIsHeldAgainstTheRowsWhenItLeaves()
    {
        TemplateFacts f = facts();
        f.incentive = cash();
        const Message count = message(filled("We have {count} of them here.", f));
        const Message price = message(filled("It is {price}.", f));
        const Message offer = message(filled("There is {incentive}.", f));
        TemplateFacts later = f;
        later.asOf = kNow + kDay; // another "as of" is no untruth
        for (const Message &m : {count, price, offer})
            QVERIFY(!untrueClaim(m, later));
        later.alike = 2;
        later.price = 3'400'000;
        later.incentive.reset();
        QCOMPARE(untrueClaim(count, later)->words, QStringLiteral("3"));
        QCOMPARE(untrueClaim(count, later)->now, QStringLiteral("2"));
        QCOMPARE(untrueClaim(price, later)->now, QStringLiteral("$34,000"));
        QVERIFY(untrueClaim(offer, later)->now.isEmpty());
    }
    void anAmountThatWasThePriceIsNoOfferOnceThePriceHasChanged()
    {
        TemplateFacts f = facts();
        const QString words = QStringLiteral("It is 33,480 dollars");
        KeptClaims kept;
        kept.price = f.price;
        QVERIFY(!untrueOf(checkClaims(words, kept, f, ClaimedBy::Person)));
        f.price = 3'400'000;
        QVERIFY(untrueOf(checkClaims(words, kept, f, ClaimedBy::Person)));
        QVERIFY(!untrueOf(checkClaims(words, {}, f, ClaimedBy::Person))); // their own offer
    }
    void F62_tomorrowIsNoLongerTomorrowTheNextDay()
    {
        TemplateFacts f = facts();
        f.visitAt = kNow + kDay;
        const Message m = message(filled("See you {visit}.", f));
        QVERIFY(!untrueClaim(m, f));
        f.asOf = kNow + 16 * kHour;
        const auto untrue = untrueClaim(m, f);
        QVERIFY(untrue);
        QVERIFY2(untrue->now.startsWith(QStringLiteral("today")), qPrintable(untrue->now));
    }
    void aPaymentFieldBearsItsOwnWords()
    {
        TemplateFacts f = facts();
        QuotedPayment quoted;
        quoted.amount = 50'162;
        quoted.down = 200'000;
        quoted.months = 72;
        quoted.rateBasisPoints = 590;
        f.payment = quoted;
        const FilledMessage out = filled("It comes to {payment}.", f);
        QVERIFY(out.isReady());
        const KeptClaims kept{out.claims, QStringLiteral("en"), true};
        QVERIFY(!untrueOf(checkClaims(out.body, kept, f, ClaimedBy::Person)));
        QVERIFY(untrueOf(checkClaims(out.body, {}, f, ClaimedBy::Person))); // as typed words it is none
        QVERIFY(untrueOf(checkClaims(out.body + QStringLiteral(" The same payment!"), kept, f, ClaimedBy::Person)));
        f.payment->amount = 51'000;
        QVERIFY(untrueOf(checkClaims(out.body, kept, f, ClaimedBy::Person)));
    }
    void othersOfTheModelAreTheFieldsNotTheTypists()
    {
        const TemplateFacts f = facts();
        const FilledMessage out = filled("{others} in stock beside it.", f);
        QVERIFY(!untrueOf(checkClaims(out.body, {out.claims, QStringLiteral("en"), true}, f, ClaimedBy::Person)));
        QVERIFY(untrueOf(checkClaims(out.body, {}, f, ClaimedBy::Person)));
    }
    void whatIsKeptComesBackAndRubbishClaimsNothing()
    {
        const KeptClaims kept{{{TemplateField::Count, QStringLiteral("3"), kNow},
                                  {TemplateField::Price, QStringLiteral("$33,480"), kNow}},
            QStringLiteral("es"), true, 3'348'000};
        QCOMPARE(claimsFrom(claimsText(kept)), kept);
        QCOMPARE(claimsText({}), QString());
        for (const char *text : {"", "{", "[]", R"({"live": [{"field": "first", "value": "x"}, 7]})"})
            QCOMPARE(claimsFrom(QString::fromUtf8(text)), KeptClaims());
        const ClaimCheck untrue{
            TemplateField::Count, QStringLiteral("2 left: now"), QStringLiteral("3"), ClaimCheck::Says::Untrue};
        QCOMPARE(claimIn(whyOf(untrue)), std::optional(untrue));
        QVERIFY(!claimIn(QStringLiteral("US-8")) && !claimIn({}));
    }
};

/// The incentives that a dealer enters.
class TestIncentives : public QObject
{
    Q_OBJECT
    static NamedVehicle vehicle(int year, const char *make, const char *model)
    {
        NamedVehicle v;
        v.year = year;
        v.make = QString::fromUtf8(make);
        v.model = QString::fromUtf8(model);
        return v;
    }

private Q_SLOTS:
    void aTableAndAnObjectSayTheSame()
    {
        const auto table = incentivesInTable("\xef\xbb\xbfWords,amount,year,make,model,from,until,source\r\n"
                                             "\"customer cash, all trims\",\"$3,000\",2024,Toyota,RAV4,2026-03-01,"
                                             "2026-03-31,\"bulletin \"\"12\"\"\"\r\n\r\n"
                                             "1.9 % APR for 60 months,,,Toyota,,2026-03-01,2026-04-30,\n");
        QVERIFY2(table, table ? "" : qPrintable(table.error().subject));
        QCOMPARE(table->size(), size_t(2));
        QCOMPARE(table->front().words, QStringLiteral("customer cash, all trims"));
        QCOMPARE(table->front().amount, qint64(300'000));
        QCOMPARE(table->front().source, QStringLiteral("bulletin \"12\""));
        QCOMPARE(table->back().amount, qint64(0));
        const auto again = incentivesIn(incentivesText(*table).toUtf8());
        QVERIFY(again);
        QCOMPARE(*again, *table);
        QVERIFY(incentivesIn("")->empty());
        QVERIFY(incentivesText({}).isEmpty());
    }
    void aMistakeIsToldByItsPlaceAndNothingIsTaken_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("place");
        QTest::newRow("no words") << QByteArray(",500,,,,2026-03-01,2026-03-31,") << QStringLiteral("2.words");
        QTest::newRow("amount") << QByteArray("x,many,,,,2026-03-01,2026-03-31,") << QStringLiteral("2.amount");
        QTest::newRow("below") << QByteArray("x,-5,,,,2026-03-01,2026-03-31,") << QStringLiteral("2.amount");
        QTest::newRow("huge") << QByteArray("x,1e300,,,,2026-03-01,2026-03-31,") << QStringLiteral("2.amount");
        QTest::newRow("no number") << QByteArray("x,nan,,,,2026-03-01,2026-03-31,") << QStringLiteral("2.amount");
        QTest::newRow("year") << QByteArray("x,5,24,,,2026-03-01,2026-03-31,") << QStringLiteral("2.year");
        QTest::newRow("model alone") << QByteArray("x,5,,,RAV4,2026-03-01,2026-03-31,") << QStringLiteral("2.make");
        QTest::newRow("no day") << QByteArray("x,5,,,,,2026-03-31,") << QStringLiteral("2.from");
        QTest::newRow("ends before") << QByteArray("x,5,,,,2026-03-31,2026-03-01,") << QStringLiteral("2.until");
        QTest::newRow("long") << QByteArray(500, 'x') + ",5,,,,2026-03-01,2026-03-31," << QStringLiteral("2.words");
    }
    void aMistakeIsToldByItsPlaceAndNothingIsTaken()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, place);
        const auto read = incentivesInTable("words,amount,year,make,model,from,until,source\n" + line);
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::Invalid);
        QCOMPARE(read.error().subject, place);
    }
    void whatIsNoListIsToldToo()
    {
        for (const char *json : {"{", "[]", "{}", R"({"incentives": 3})", R"({"incentives": [3]})"})
            QVERIFY2(!incentivesIn(json), json);
        for (const char *csv : {"", "a,b\n1,2\n", "words\nx\n", "words,from\nx,2026-03-01\n"})
            QVERIFY2(!incentivesInTable(csv), csv);
        QByteArray many = "words,from,until\n";
        for (size_t i = 0; i <= kMostIncentives; ++i)
            many += "x,2026-03-01,2026-03-31\n";
        QVERIFY(!incentivesInTable(many));
    }
    void theClosestAndThenTheLargestIsSaid()
    {
        const auto all = incentivesInTable("words,amount,year,make,model,from,until\n"
                                           "any,9000,,,,2026-03-01,2026-03-31\n"
                                           "make,500,,Toyota,,2026-03-01,2026-03-31\n"
                                           "make too,700,,TOYOTA,,2026-03-01,2026-03-31\n"
                                           "model,100,,Toyota,RAV4,2026-03-05,2026-03-10\n");
        QVERIFY(all);
        const auto words = [&](const NamedVehicle &v, const QDate &day) {
            const Incentive *one = incentiveFor(*all, v, day);
            return one ? one->words : QString();
        };
        const NamedVehicle rav = vehicle(2024, "toyota", "Rav4"), other = vehicle(2020, "Ford", "F-150");
        QCOMPARE(words(rav, QDate(2026, 3, 5)), QStringLiteral("model"));
        QCOMPARE(words(rav, QDate(2026, 3, 10)), QStringLiteral("model"));
        QCOMPARE(words(rav, QDate(2026, 3, 11)), QStringLiteral("make too"));
        QCOMPARE(words(other, QDate(2026, 3, 5)), QStringLiteral("any"));
        QCOMPARE(words(rav, QDate(2026, 4, 1)), QString());
        QCOMPARE(words(rav, QDate(2026, 2, 28)), QString());
    }
};

UPDESK_TEST(TestClaims);
UPDESK_TEST(TestIncentives);
#include "tst_claims.moc"
