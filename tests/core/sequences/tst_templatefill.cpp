// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatebook.h"
#include "core/sequences/templatecheck.h"
#include "core/sequences/templatefill.h"
#include "tests/support/suite.h"

#include <QDateTime>
#include <QTimeZone>

using namespace updesk;

Q_DECLARE_METATYPE(updesk::Template)

/// What becomes of a template for one lead, and what the checker finds in it (F58, F62, US-13, EM-1 to EM-5, 3.7).
class TestTemplateFill : public QObject
{
    Q_OBJECT
    using Problem = TemplateProblem;

    static Time at(int day, int hour, int minute = 0)
    {
        return QDateTime(QDate(2026, 3, day), QTime(hour, minute), QTimeZone("America/New_York")).toMSecsSinceEpoch();
    }
    static TemplateFacts sam()
    {
        TemplateFacts f;
        f.first = QStringLiteral("Sam");
        f.last = QStringLiteral("Okafor");
        f.want = {2024, QStringLiteral("Toyota"), QStringLiteral("RAV4"), QStringLiteral("XLE"),
            QStringLiteral("T1190"), 12, OdometerUnit::Miles};
        f.onLot = true;
        f.price = 3'348'000;
        f.alike = 3;
        f.trade = {2019, QStringLiteral("Toyota"), QStringLiteral("Corolla"), QStringLiteral("LE"), {}, 0,
            OdometerUnit::Miles};
        f.rep = QStringLiteral("Dana Reyes");
        f.store = QStringLiteral("Northgate Motors");
        f.storePhone = QStringLiteral("(555) 555-0100");
        f.storeAddress = QStringLiteral("12 Elm Street\nNorthgate, NY 10011");
        f.region = QStringLiteral("US");
        f.zone = QStringLiteral("America/New_York");
        f.asOf = at(12, 10);
        f.offered = {at(12, 17, 30), at(13, 10)};
        return f;
    }
    static Template text(const char *body, Occasion occasion = Occasion::FollowUp)
    {
        Template row;
        row.key = QStringLiteral("t");
        row.language = QStringLiteral("en");
        row.occasion = occasion;
        row.body = QString::fromUtf8(body);
        return row;
    }
    static Template mail(const char *subject, const char *body, Occasion occasion = Occasion::FollowUp)
    {
        Template row = text(body, occasion);
        row.channel = Channel::Email;
        row.subject = QString::fromUtf8(subject);
        return row;
    }
    static FilledMessage filled(const char *body, const TemplateFacts &facts = sam(), const char *language = "en")
    {
        Template row = text(body);
        row.language = QLatin1String(language);
        return fill(row, templateValues(facts, row.language));
    }
    static bool finds(const Template &row, Problem problem)
    {
        const auto all = checkTemplate(row);
        return std::any_of(all.begin(), all.end(), [&](const TemplateFinding &f) { return f.problem == problem; });
    }

private Q_SLOTS:
    void aMessageIsFilledFromTheRows()
    {
        const FilledMessage out =
            filled("Hi {first}, {rep} at {store}: the {vehicle} #{stock}, {price}, {others} more. {time}? {rep phone}");
        QVERIFY(out.isReady());
        QCOMPARE(out.body,
            QStringLiteral("Hi Sam, Dana at Northgate Motors: the 2024 RAV4 XLE #T1190, $33,480, 2 more."
                           " today at 5:30 PM? (555) 555-0100"));
        QCOMPARE(out.claims.size(), size_t(3));
        for (const LiveClaim &claim : out.claims)
            QCOMPARE(claim.asOf, at(12, 10));
    }
    void eachLanguageWritesTimesAndAmountsItsOwnWay()
    {
        QCOMPARE(filled("{time}", sam(), "es").body, QStringLiteral("hoy a las 5:30 p. m."));
        QCOMPARE(filled("{time}", sam(), "fr").body, QString::fromUtf8("aujourd'hui à 17 h 30"));
        QCOMPARE(filled("{price}", sam(), "fr").body, QStringLiteral("33 480 $"));
        QCOMPARE(filled("{other time}").body, QStringLiteral("tomorrow at 10:00 AM"));
        TemplateFacts later = sam();
        later.visitAt = at(14, 10);
        QCOMPARE(filled("{visit}", later).body, QStringLiteral("Saturday, March 14, 10:00 AM"));
        // In a text the accent of a day's name is not worth a second message.
        QCOMPARE(filled("{visit}", later, "es").body, QString::fromUtf8("sabado 14 de marzo, 10:00 a. m."));
        QCOMPARE(filled("{visit time}", later).body, QStringLiteral("10:00 AM"));
    }
    void aValueThatEndsWithAStopEndsItsSentence()
    {
        QCOMPARE(filled("{time}. Bien.", sam(), "es").body, QStringLiteral("hoy a las 5:30 p. m. Bien."));
        TemplateFacts inc = sam();
        inc.store = QStringLiteral("Northgate Motors Inc.");
        QCOMPARE(filled("{rep} at {store}. Hi.", inc).body, QStringLiteral("Dana at Northgate Motors Inc. Hi."));
        QCOMPARE(filled("{rep} at {store}... Hi.", inc).body, QStringLiteral("Dana at Northgate Motors Inc.... Hi."));
        QCOMPARE(filled("{rep} at {store}.", sam()).body, QStringLiteral("Dana at Northgate Motors."));
        const FilledMessage out = filled("[[Si, {visit}.]] {price}.", sam(), "es");
        QCOMPARE(out.body, QStringLiteral("$33,480."));
    }
    void anEmptyFieldSaysItsFallbackWord()
    {
        TemplateFacts f = sam();
        f.first.clear();
        QCOMPARE(filled("Hi {first}.", f).body, QStringLiteral("Hi there."));
        QCOMPARE(filled("Hi {first|neighbor}.", f).body, QStringLiteral("Hi neighbor."));
        QCOMPARE(filled("Bonjour {first}.", f, "fr").body, QString::fromUtf8("Bonjour à vous."));
        f.want = {};
        f.onLot = false;
        QCOMPARE(filled("the {vehicle}", f).body, QStringLiteral("the car you asked about"));
        f.want.model = QStringLiteral("SUV under 30k"); // words, and no car that we know
        QCOMPARE(filled("the {vehicle}", f).body, QStringLiteral("the car you asked about"));
    }
    void aHoleIsNeverSent()
    {
        TemplateFacts f = sam();
        f.store.clear();
        f.price = 0;
        const FilledMessage out = filled("{store}: {price}, {nonsense}, {first|}", f);
        QVERIFY(!out.isReady());
        QCOMPARE(
            out.unfilled, (QStringList{QStringLiteral("store"), QStringLiteral("price"), QStringLiteral("nonsense")}));
        QVERIFY(out.body.isEmpty() && out.claims.empty());
        QVERIFY(!filled("Hi {first").isReady());
        QVERIFY(!filled("").isReady());
        QVERIFY(!filled("[[{price}]]", f).isReady()); // nothing is left of it
    }
    void anOptionalPartGoesWithItsField()
    {
        TemplateFacts f = sam();
        QCOMPARE(filled("Here. [[It is {price}.]] Bye", f).body, QStringLiteral("Here. It is $33,480. Bye"));
        f.price = 0;
        QCOMPARE(filled("Here. [[It is {price}.]] Bye", f).body, QStringLiteral("Here. Bye"));
        QCOMPARE(filled("A\n[[{price}]]\n[[{stock}]]\nB", f).body, QStringLiteral("A\nT1190\nB"));
        QCOMPARE(filled("[[{price}]] B [[ {first}]]", f).body, QStringLiteral("B Sam"));
    }
    void whatIsSoldIsNeitherPricedNorCounted()
    {
        TemplateFacts f = sam();
        f.onLot = false;
        f.alike = 0;
        for (const char *claim : {"{price}", "{stock}", "{count}", "{others}", "{miles}"})
            QVERIFY2(!filled(claim, f).isReady(), claim);
        f.alike = 1; // another one of this model
        QCOMPARE(filled("{others}", f).body, QStringLiteral("1"));
        f.onLot = true;
        QVERIFY(!filled("{others}", f).isReady()); // the only one is itself
    }
    void aTypedCountOrPriceIsHeldAgainstTheRows()
    {
        TemplateFacts f = sam();
        f.alike = 2;
        QVERIFY(filled("Only 2 left!", f).isReady());
        f.alike = 3;
        const FilledMessage out = filled("Only 2 left!", f);
        QVERIFY(!out.isReady() && out.body.isEmpty());
        QCOMPARE(out.untrue.size(), size_t(1));
        QCOMPARE(out.untrue[0].amount, qint64(2));
        QVERIFY(filled("It is $33,480.").isReady());
        QVERIFY(!filled("It is $32,900.").isReady());
        QVERIFY(!filled("A rebate of 3,000").isReady());
        QVERIFY(!filled("For the same payment").isReady());
        QVERIFY(!filled("Ask me about rebates").isReady()); // none is entered
        QVERIFY(filled("There is no rebate").isReady());
        f.incentive = Incentive{QStringLiteral("cash"), 300'000, 0, {}, {}, QDate(2026, 1, 1), QDate(2036, 1, 1), {}};
        QVERIFY(filled("Ask me about rebates", f).isReady());
        QVERIFY(filled("A rebate of 3,000", f).isReady());
        QVERIFY(!filled("{first|the last one}",
            [] {
                TemplateFacts no = sam();
                no.first.clear();
                return no;
            }())
                     .isReady());
    }
    void aPaymentSaysTermRateDownAndEstimate()
    {
        TemplateFacts f = sam();
        QVERIFY(!filled("{payment}", f).isReady());
        f.payment = QuotedPayment{50'162, 200'000, 72, 590, f.asOf};
        QCOMPARE(filled("{payment}", f).body,
            QStringLiteral("about $501.62 a month, an estimate: 72 months at 5.90 % APR with $2,000 down"));
        for (const char *language : {"es", "fr"}) {
            const QString words = filled("{payment}", f, language).body;
            for (const char *part : {"501", "72", "5", "90", "2", "estima"})
                QVERIFY2(words.contains(QLatin1String(part)), qPrintable(words));
        }
        f.payment->months = 0;
        QVERIFY(!filled("{payment}", f).isReady());
    }
    void valuesGoInOnceAndAsTheyAre()
    {
        TemplateFacts f = sam();
        f.first = QStringLiteral("Ann");
        f.store = QStringLiteral("{first} & <b>Sons</b>");
        QCOMPARE(filled("{store}", f).body, QStringLiteral("{first} & <b>Sons</b>"));
        Template row = mail("{store}", "x");
        row.rich = QStringLiteral("<p>{store}</p>");
        f.storeAddress = QStringLiteral("12 Elm");
        const FilledMessage out = fill(row, templateValues(f, QStringLiteral("en")));
        QVERIFY(out.isReady());
        QCOMPARE(out.rich, QStringLiteral("<p>{first} &amp; &lt;b&gt;Sons&lt;/b&gt;</p>"));
    }
    void wordsThatAreSaidHaveDotsWhereAMessageWouldHaveAHole()
    {
        TemplateFacts f = sam();
        f.storePhone.clear();
        const TemplateValues values = templateValues(f, QStringLiteral("en"));
        const FilledMessage out = fillSpoken(QStringLiteral("{rep}, {rep phone}. [[{visit}]]"), values);
        QCOMPARE(out.body, QString::fromUtf8("Dana, …."));
        QCOMPARE(out.unfilled, QStringList{QStringLiteral("rep phone")});
        QVERIFY(fillSpoken(QStringLiteral("only 2 left"), values).body.isEmpty());
    }
    void namesThatAreNoneAreNotSentBack()
    {
        TemplateFacts f = sam();
        for (const char *name : {"http://bad.example", "Win $500", "www.bad.example.com", "Sam2000", "a@b.example",
                 "Verylongnamethatgoesonandonandonandon", "...", "{first}", "<script>"}) {
            f.first = QString::fromUtf8(name);
            QCOMPARE(filled("Hi {first}", f).body, QStringLiteral("Hi there"));
        }
        f.first = QStringLiteral("Sam\r\nBcc: x");
        QVERIFY(!filled("Hi {first}", f).body.contains(u'\n'));
        for (const char *name : {"José", "Anne-Marie", "O'Hara", "Łukasz", "李", "J.T."}) {
            f.first = QString::fromUtf8(name);
            QCOMPARE(filled("{first}", f).body, f.first);
        }
        f.first = QStringLiteral("MARY-ANN");
        QCOMPARE(filled("{first}", f).body, QStringLiteral("Mary-Ann"));
    }
    void aMailWithoutTheDealersAddressDoesNotLeave()
    {
        TemplateFacts f = sam();
        const auto of = [&](Occasion occasion) {
            return fill(mail("About it", "Hi {first}", occasion), templateValues(f, QStringLiteral("en")));
        };
        QVERIFY(of(Occasion::FollowUp).footer.contains(QStringLiteral("12 Elm Street, Northgate, NY 10011")));
        QVERIFY(of(Occasion::FollowUp).footer.contains(QStringLiteral("STOP")));
        f.storeAddress.clear();
        QCOMPARE(of(Occasion::FollowUp).unfilled, QStringList{QStringLiteral("store address")});
        QVERIFY(of(Occasion::VisitConfirmation).isReady()); // no commercial mail
    }
    void aFilledSubjectIsNoFalseReply()
    {
        TemplateFacts f = sam();
        f.store = QStringLiteral("Re");
        const FilledMessage out = fill(mail("{store}: your car", "x"), templateValues(f, QStringLiteral("en")));
        QVERIFY(out.falseReply && !out.isReady() && out.subject.isEmpty());
    }
    void theCheckerNamesWhatIsWrong_data()
    {
        QTest::addColumn<Template>("row");
        QTest::addColumn<int>("problem");
        const auto row = [](const char *name, const Template &typed, Problem problem) {
            QTest::newRow(name) << typed << int(problem);
        };
        row("unknown", text("Hi {frist}"), Problem::UnknownField);
        row("unknown in the subject", mail("{x}", "a"), Problem::UnknownField);
        row("no fallback", text("Dear {last}"), Problem::NoFallback);
        row("emptied fallback", text("Hi {first|}"), Problem::NoFallback);
        row("claim with a word", text("{count|some} left"), Problem::ClaimFallback);
        row("brace", text("Hi {first"), Problem::BadBraces);
        row("group", text("Hi [[x"), Problem::BadGroup);
        row("reply", mail("Re: your car", "a"), Problem::FalseReply);
        row("forward", mail("  FWD : your car", "a"), Problem::FalseReply);
        row("reply in Spanish", mail("RV: su auto", "a"), Problem::FalseReply);
        row("reply in French", mail("TR: le véhicule", "a"), Problem::FalseReply);
        row("counted reply", mail("Re[2]: x", "a"), Problem::FalseReply);
        row("no subject", mail(" ", "a"), Problem::NoSubject);
        row("no body", text(" \n"), Problem::NoBody);
        row("too long", text(QByteArray(20'001, 'a').constData()), Problem::TooLong);
        row("no dealer", text("Hi {first}. Reply STOP to end.", Occasion::FirstMessage), Problem::NoStoreName);
        row("dealer only perhaps", text("[[{store}]] STOP", Occasion::FirstMessage), Problem::NoStoreName);
        row("no way out", text("{store}: hi", Occasion::FirstMessage), Problem::NoOptOut);
        row("payment", text("the same payment"), Problem::TypedPayment);
        row("count", text("only 2 left"), Problem::TypedCount);
        row("price", text("$20,000"), Problem::TypedPrice);
        row("offer", text("a rebate"), Problem::TypedOffer);
        row("offer in a fallback", text("{first|rebate}"), Problem::TypedOffer);
        row("no time", mail("s", "It is {price}"), Problem::NoAsOf);
        row("offer in a confirmation", text("See you {visit}, with a rebate", Occasion::VisitReminder),
            Problem::OfferInService);
        Template rich = mail("s", "a");
        rich.rich = QStringLiteral("<p onclick='x()'>a</p>");
        row("runs", rich, Problem::UnsafeRich);
        rich.rich = QStringLiteral("<IMG src=x>");
        row("loads", rich, Problem::UnsafeRich);
        rich.rich = QStringLiteral("<a href=\"javascript:x\">a</a>");
        row("links to code", rich, Problem::UnsafeRich);
    }
    void theCheckerNamesWhatIsWrong()
    {
        QFETCH(Template, row);
        QFETCH(int, problem);
        QVERIFY(finds(row, Problem(problem)));
    }
    void aSoundTemplateHasNoFindings()
    {
        QVERIFY(checkTemplate(text("Hi {first}, {rep} at {store}. Reply STOP.", Occasion::FirstMessage)).empty());
        QVERIFY(checkTemplate(mail("About the {vehicle}", "It is {price} as of {as of}. [[{last}]]")).empty());
        QVERIFY(checkTemplate(mail("Retail is fun: no", "Rest: a")).empty());
        QVERIFY(!isBlocked(checkTemplate(text("only 2 left")))); // is held against the stock when it leaves
        QVERIFY(isBlocked(checkTemplate(text("{frist}"))));
    }
    void theLanguageIsTheCustomersThenTheStores()
    {
        QCOMPARE(messageLanguage(QStringLiteral("es_MX"), QStringLiteral("fr")), QStringLiteral("es"));
        QCOMPARE(messageLanguage(QStringLiteral("Español"), {}), QStringLiteral("es"));
        QCOMPARE(messageLanguage(QStringLiteral("Français"), {}), QStringLiteral("fr"));
        QCOMPARE(messageLanguage(QStringLiteral("FR-CA"), {}), QStringLiteral("fr"));
        QCOMPARE(messageLanguage({}, QStringLiteral("fr")), QStringLiteral("fr"));
        QCOMPARE(messageLanguage(QStringLiteral("zh"), QStringLiteral("es")), QStringLiteral("es"));
        QCOMPARE(messageLanguage(QStringLiteral("est"), {}), QStringLiteral("en")); // Estonian is no Spanish
        QCOMPARE(messageLanguage({}, {}), QStringLiteral("en"));
    }
};
UPDESK_TEST(TestTemplateFill);
#include "tst_templatefill.moc"
