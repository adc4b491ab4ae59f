// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/clauses.h"
#include "core/intake/refusals.h"
#include "core/intake/wishes.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

LeadDraft read(const QString &words, const QString &subject = {})
{
    LeadDraft draft;
    draft.comments = words;
    readWishes(draft, subject);
    return draft;
}

/// "p", "t", "e" for the ways refused, "*" for every one.
QString refused(const LeadDraft &draft)
{
    QString ways;
    for (const auto &[channel, letter] : {std::pair{Channel::None, u'*'}, std::pair{Channel::Phone, u'p'},
             std::pair{Channel::Text, u't'}, std::pair{Channel::Email, u'e'}}) {
        for (const RefusalDraft &one : draft.refusals) {
            if (one.channel == channel)
                ways += QChar(letter);
        }
    }
    return ways;
}

} // namespace

class TestWishes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusalsAreReadFromTheWords_data()
    {
        QTest::addColumn<QString>("ways");
        const auto row = [](const char *words, const char *ways) { QTest::newRow(words) << QString::fromLatin1(ways); };
        row("Please do not call me, email only. Do not contact by phone.", "pt");
        row("Do Not Call: Yes", "p");
        row("Remove me from your list, stop contacting me", "*");
        row("STOP", "*");
        row("Stop!", "*");
        row("stop please", "*");
        row("unsubscribe", "*");
        row("Unsuscribe", "*");
        row("END", "*");
        row("no mas", "*");
        row("please quit texting me", "t");
        row("SMS opt-out: yes", "t");
        row("Opt-out: Yes", "*");
        row("Do not contact: true", "*");
        row("SMS Opt-In: No", "t");
        row("Phone opt-in: no", "p");
        row("Do not call me", "p");
        row("do not  CALL", "p");
        row("Don\342\200\231t call me.", "p");
        row("dont call", "p");
        row("donot call me please", "p");
        row("Please don't call or text me", "pt");
        row("Do not call, text, or email me", "pte");
        row("Do not call and do not text", "pt");
        row("stop calling and texting me", "pt");
        row("Do not call, text me", "p");
        row("Don't call me but you can text me", "p");
        row("do not call me just email me", "p");
        row("Never call this number", "p");
        row("No calls please", "p");
        row("no phone calls", "p");
        row("no calls, no texts", "pt");
        row("no sales calls or emails", "pe");
        row("No need to call, send the price by mail", "p");
        row("I do not want to be contacted", "*");
        row("I don't want any calls", "p");
        row("I do not wish to receive text messages", "t");
        row("I do not consent to text messages. TCPA consent: Yes to email", "t");
        row("We'd prefer not to be called at all", "p");
        row("I'd rather you didn't call", "p");
        row("I would appreciate if you do not email me", "e");
        row("Please make sure you don't call me at work ever", "p");
        row("Contact me, but not by phone", "p");
        row("Phone calls are not welcome", "p");
        row("Customer does not want calls", "p");
        row("Do not contact me other than by email", "pt");
        row("Do not contact me by phone or text", "pt");
        row("I'm on the do not call list", "p");
        row("lose my number", "pt");
        row("opt me out", "*");
        row("I want to opt out of this", "*");
        row("Leave me alone", "*");
        row("Email only please", "pt");
        row("text only", "p");
        row("no me llamen", "p");
        row("Ne m'appelez pas", "p");
        row("I told you not to call me again", "p");
        row("Stop calling me before 9 or ever", "p");
        // Nothing of the kind.
        row("Please call me", "");
        row("Call or text me any time", "");
        row("Don't hesitate to call me", "");
        row("Do not forget to email me the price", "");
        row("If you do not call me by Friday I will buy elsewhere", "");
        row("Why don't you call me?", "");
        row("You did not call me back", "");
        row("You never call back", "");
        row("Nobody called me", "");
        row("I got no call back yet", "");
        row("I did not get your email", "");
        row("I do not have an email", "");
        row("No email address", "");
        row("No phone number given", "");
        row("Do not reply to this email", "");
        row("I do not want to be contacted by other dealers", "");
        row("do not share my phone number with anyone else", "");
        row("I would not call it clean", "");
        row("I don't mind a call", "");
        row("Can I stop by and call you first?", "");
        row("Reply STOP to stop texts, HELP for help", "");
        row("To unsubscribe from these emails click here", "");
        row("I agree to be called even if I am on a do not call list", "");
        row("Do Not Call: No", "");
        row("SMS opt-out: no", "");
        row("Email Opt-In: No", "");
        row("Do not call before 5pm", "");
        row("please don't call after 9", "");
        row("I can't wait to see it, call me", "");
        row("We will end the lease in May", "");
        row("Not just looking, ready to buy this week", "");
        row("The car is not in stock, text me when it is", "");
        row("Do you still have it? Never owned one.", "");
        row("", "");
    }
    void refusalsAreReadFromTheWords()
    {
        QFETCH(QString, ways);
        const LeadDraft draft = read(QString::fromUtf8(QTest::currentDataTag()));
        QCOMPARE(refused(draft), ways);
        for (const RefusalDraft &refusal : draft.refusals)
            QVERIFY(!refusal.words.isEmpty());
        if (refuses(draft, Channel::Phone))
            QVERIFY((draft.asks & AskCall) == 0);
    }
    void onlyAClearAnswerToItsOwnLabelAllowsTexts_data()
    {
        QTest::addColumn<bool>("yes");
        const auto row = [](const char *words, bool yes) { QTest::newRow(words) << yes; };
        row("Email Opt-In: Yes, SMS Opt-In: No", false);
        row("I do not consent to text messages. TCPA consent: Yes to email", false);
        row("Consent to texts: yesterday declined", false);
        row("SMS consent: your carrier may charge you", false);
        row("SMS Opt-In: Yes Email Opt-In: No", false);
        row("Text opt-in: yes, but only at night", false);
        row("SMS Opt-In: yes, thank you", false);
        row("Email Opt-In: Yes", false);
        row("TCPA consent: Yes", false);
        row("I agree to receive text messages", false);
        row("text me: yes", false);
        row("SMS opt-out: yes", false);
        row("SMS opt-out: no", false);
        row("No SMS consent: yes", false);
        row("I do not consent to texts: yes", false);
        row("SMS Opt-In: Yes\nPlease do not text me", false);
        row("SMS Opt-In: Yes\nSMS Opt-In: No", false);
        row("SMS Opt-In:", false);
        row("SMS Opt-In:\nYes", false);
        row("SMS Opt-In: Yes", true);
        row("Text opt-in: YES", true);
        row("sms consent: true", true);
        row("Email Opt-In: No, SMS Opt-In: Yes", true);
        row("Consent to texts: 1", true);
        row("Texting consent - mobile: yes.", true);
    }
    void onlyAClearAnswerToItsOwnLabelAllowsTexts()
    {
        QFETCH(bool, yes);
        QCOMPARE(read(QString::fromUtf8(QTest::currentDataTag())).textConsent, yes);
    }
    void asksAreNotReadFromTheirOpposite_data()
    {
        QTest::addColumn<int>("asks");
        const auto row = [](const char *words, int asks) { QTest::newRow(words) << asks; };
        row("What colors does it come in?", AskOther);
        row("When does the new Civic come in?", AskOther);
        row("Can I come in on Saturday", AskVisit);
        row("We would like to come in", AskVisit);
        row("come see it today", AskVisit);
        row("I see it has 40,000 miles", 0);
        row("I will not be able to come in", 0);
        row("please call me", AskCall);
        row("Please do not call me", 0);
        row("don't call me", 0);
        row("Don't hesitate to call me", AskCall);
        row("The recall mechanic was good", 0);
        row("I am available after 5", 0);
        row("Is it available?", AskAvailable);
        row("no longer available I guess", 0);
        row("I visited your website", 0);
        row("visit our site", 0);
        row("I want to visit", AskVisit);
        row("Not interested in a test drive", 0);
        row("stop by tomorrow", AskVisit);
        row("cancel my appointment please", 0);
        row("I had to cancel my test drive", 0);
        row("I cancelled my appointment elsewhere, can I come in today", AskVisit);
        row("Please cancel and reschedule my appointment", AskVisit);
        row("how much, and is it in stock?", AskPrice | AskAvailable);
        row("don't call, what is the price?", AskPrice);
    }
    void asksAreNotReadFromTheirOpposite()
    {
        QFETCH(int, asks);
        QCOMPARE(asksIn(QString::fromUtf8(QTest::currentDataTag())), asks);
    }
    void readinessIsOnlyAStatedFact_data()
    {
        QTest::addColumn<bool>("approved");
        QTest::addColumn<int>("dollars");
        const auto row = [](const char *words, bool approved, int dollars) {
            QTest::newRow(words) << approved << dollars;
        };
        row("I have not been pre-approved yet", false, 0);
        row("I haven't been preapproved", false, 0);
        row("Have I been pre-approved?", false, 0);
        row("Once I have been pre-approved I will come", false, 0);
        row("We have been pre approved by our bank", true, 0);
        row("I'm pre-approved", true, 0);
        row("Pre-approved: yes", true, 0);
        row("Pre-approved: no", false, 0);
        row("Not pre-approved: yes", false, 0);
        row("can the price go from $35,000 down to $33,500", false, 0);
        row("Will you come down $1,500?", false, 0);
        row("I do not have $2,000 down", false, 0);
        row("Do you require $2,000 down?", false, 0);
        row("no down payment", false, 0);
        row("I can put $2,500 down", false, 2500);
        row("$3,000 down on the Civic", false, 3000);
        row("I have $5,000 to put down", false, 5000);
        row("I have $5,000 that I can put down", false, 5000);
        row("I have $4,500 cash for a down payment", false, 4500);
        row("$2,000 as a down payment", false, 2000);
        row("I don't have $5,000 to put down", false, 0);
        row("$35,000 is a lot to put down", false, 0);
        row("Down payment: $4,000", false, 4000);
        row("My down payment is 4,000.", false, 4000);
    }
    void readinessIsOnlyAStatedFact()
    {
        QFETCH(bool, approved);
        QFETCH(int, dollars);
        const LeadDraft draft = read(QString::fromUtf8(QTest::currentDataTag()));
        QCOMPARE(draft.preApproved, approved);
        QCOMPARE(draft.downPayment, qint64(dollars) * 100);
    }
    void theEvidenceIsTheSentenceAsItWasWritten()
    {
        const LeadDraft draft = read(QStringLiteral("Nice car. Please DON\u2019T call me, e-mail is fine. Thanks"));
        QCOMPARE(draft.refusals.size(), size_t(1));
        QCOMPARE(draft.refusals.front().channel, Channel::Phone);
        QCOMPARE(draft.refusals.front().words, QStringLiteral("Please DON\u2019T call me, e-mail is fine."));
    }
    void theSubjectMayRefuseToo()
    {
        QCOMPARE(refused(read({}, QStringLiteral("STOP"))), QStringLiteral("*"));
        QCOMPARE(refused(read(QStringLiteral("hello"), QStringLiteral("Do not call"))), QStringLiteral("p"));
    }
    void anHourIsAWishAndNoRefusal()
    {
        const LeadDraft draft = read(QStringLiteral("Do not call before 5pm"));
        QCOMPARE(draft.bestTime, QStringLiteral("do not call before 5pm"));
        QVERIFY(draft.refusals.empty());
        QCOMPARE(draft.asks, 0);
    }
    void aRefusedWayIsNotThePreferredOne()
    {
        QCOMPARE(read(QStringLiteral("Preferred contact: phone\nDo not call")).preferredChannel, Channel::None);
        QCOMPARE(read(QStringLiteral("Preferred contact: email\nDo not call")).preferredChannel, Channel::Email);
    }
    void notesOfACallAreReadForAsksAndRefusalsOnly()
    {
        LeadDraft draft;
        draft.textConsent = true;
        readSpokenWishes(draft, QStringLiteral("wants to stop by, is pre-approved, $3,000 down, no texts please"));
        QCOMPARE(draft.asks, int(AskVisit));
        QVERIFY(!draft.preApproved && draft.downPayment == 0);
        QVERIFY(!draft.textConsent && refuses(draft, Channel::Text) && !refuses(draft, Channel::Phone));
    }
    void saidTwiceIsOneRefusal()
    {
        QCOMPARE(refused(read(QStringLiteral("Do not call. DO NOT CALL!\nno calls"))), QStringLiteral("p"));
    }
    void aHugeTextIsReadToItsEnd()
    {
        QCOMPARE(refused(read(QString(60'000, u'x') + QStringLiteral(". Do not call me"))), QStringLiteral("p"));
        QVERIFY(!read(QStringLiteral("do not, ").repeated(8000)).textConsent);
        QVERIFY(read(QStringLiteral("not call or ").repeated(5000)).refusals.size() <= 4);
    }
    void clausesEndWhereANotEnds()
    {
        const auto clauses =
            clausesOf(QStringLiteral("I don't like it, call me at 10:30 but not today. $2,500.50 down"));
        QCOMPARE(clauses.size(), size_t(4));
        QVERIFY(isNegated(clauses[0]) && !isNegated(clauses[1]) && isNegated(clauses[2]));
        QVERIFY(clauses[1].follows && clauses[2].follows && !clauses[3].follows);
        QCOMPARE(clauses[3].text, QStringLiteral("$2,500.50 down"));
        QVERIFY(clausesOf(QStringLiteral(" ,, .. \n\n")).empty());
    }
};
UPDESK_TEST(TestWishes);
#include "tst_wishes.moc"
