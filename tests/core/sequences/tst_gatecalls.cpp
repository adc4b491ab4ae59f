// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sequences/gatecase.h"

using namespace updesk;

/// Calls and texts in the United States; each test is named after the rule of docs/gate.md that it holds.
class TestGateCalls : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromLatin1(text); }

private Q_SLOTS:
    void anAnswerToYesterdaysInquiryIsAllowed()
    {
        const GateVerdict verdict = GateCase().ask();
        QVERIFY(verdict.allows());
        QVERIFY(verdict.reasons.empty());
        QCOMPARE(verdict.riskTo, 0);
        QCOMPARE(GateCase().by(Channel::Text).says(), words("allow"));
        QCOMPARE(GateCase().by(Channel::Email).says(), words("allow"));
    }

    void US1_noSolicitationBeforeEightOrFromNineInTheEveningOn()
    {
        const auto at = [](const char *iso) { return GateCase().cold().at(iso).says(); };
        QCOMPARE(at("2026-03-12T07:59:59"), words("move US-1"));
        QCOMPARE(at("2026-03-12T08:00:00"), words("allow"));
        QCOMPARE(at("2026-03-12T20:59:59"), words("allow"));
        QCOMPARE(at("2026-03-12T21:00:00"), words("move US-1"));
        QCOMPARE(at("2026-03-12T03:00:00"), words("move US-1"));
        QCOMPARE(
            GateCase().cold().at("2026-03-12T21:00:00").ask().moveTo, momentIn("2026-03-13T08:00:00", GateCase::kZone));
    }
    void US1_holdsOnTheNightsTheClocksChange()
    {
        const auto at = [](const char *iso) { return GateCase().cold().at(iso).ask(); };
        QCOMPARE(at("2026-03-07T23:30:00").moveTo, momentIn("2026-03-08T08:00:00", GateCase::kZone)); // an hour shorter
        QCOMPARE(at("2026-03-07T23:30:00").moveTo - momentIn("2026-03-07T23:30:00", GateCase::kZone),
            7 * kHour + 30 * kMinute);
        QVERIFY(!at("2026-03-08T07:59:59").allows());
        QVERIFY(at("2026-03-08T08:00:00").allows());
        GateCase autumn;
        autumn.cold().facts.listDated = QDate(2026, 10, 20);
        autumn.at("2026-10-31T23:30:00");
        QCOMPARE(autumn.ask().moveTo - autumn.facts.now, 9 * kHour + 30 * kMinute);
        QVERIFY(autumn.at("2026-11-01T20:59:59").ask().allows());
        QVERIFY(!autumn.at("2026-11-01T21:00:00").ask().allows());
    }
    void US1_statedAddressAndAreaCodeMustBothBeInside()
    {
        GateCase one;
        one.cold().in("NY", "+13105550150"); // a Los Angeles number of somebody in New York
        QCOMPARE(one.at("2026-03-12T10:59:59").says(), words("move US-1"));
        QCOMPARE(one.at("2026-03-12T11:00:00").says(), words("allow"));
        QCOMPARE(one.at("2026-03-12T20:59:59").says(), words("allow"));
        const GateVerdict night = one.at("2026-03-12T21:30:00").ask();
        QCOMPARE(night.moveTo, momentIn("2026-03-13T11:00:00", GateCase::kZone));
        QCOMPARE(night.reasons.front().zone, words("America/New_York"));
    }
    void US1_anUnknownPlaceIsCalledFromElevenToSixEasternOnWeekdays()
    {
        GateCase one;
        one.cold().in("", "+18005550150");
        QCOMPARE(one.at("2026-03-12T10:59:59").says(), words("move US-1"));
        QCOMPARE(one.at("2026-03-12T11:00:00").says(), words("allow"));
        QCOMPARE(one.at("2026-03-12T17:59:59").says(), words("allow"));
        QCOMPARE(one.at("2026-03-12T18:00:00").says(), words("move US-1"));
        const GateVerdict friday = one.at("2026-03-13T18:00:00").ask();
        QCOMPARE(friday.moveTo, momentIn("2026-03-16T11:00:00", GateCase::kZone)); // over the weekend
        one.facts.region = words("Atlantis");
        QCOMPARE(one.at("2026-03-14T12:00:00").says(), words("move US-1"));
    }
    void US1_US2_CA5_outsideTheHoursOnlyAManagerGoesOnAndWithAReason()
    {
        const auto mayGoOn = [](GateCase one, const char *rule, bool answers) {
            if (!answers)
                one.facts.purpose = Purpose::Marketing;
            const GateVerdict verdict = one.ask();
            QVERIFY(!verdict.allows());
            QVERIFY(verdict.find(rule));
            QCOMPARE(verdict.may, LegalRules::MayOverride::Manager);
            QVERIFY(verdict.moveTo > one.facts.now); // when it may be done
            one.facts.override = {false, words("they wait for it")};
            QVERIFY(!one.ask().allows()); // nobody else, also who only answers an inquiry
            one.facts.override = {true, {}};
            QVERIFY(!one.ask().allows());
            one.facts.override = {true, words("they wait for it")};
            QVERIFY(one.ask().overridden);
        };
        for (const bool answers : {true, false}) {
            mayGoOn(GateCase().at("2026-03-12T23:00:00"), "US-1", answers);
            mayGoOn(GateCase().by(Channel::Text).at("2026-03-12T23:00:00"), "US-1", answers);
            mayGoOn(GateCase().in("FL", "+13055550150").at("2026-03-12T20:30:00"), "US-2", answers);
            mayGoOn(GateCase().in("ON", "+14165550150").at("2026-03-14T19:00:00", "America/Toronto"), "CA-5", answers);
        }
    }
    void US1_aPersonsAnswerToAnUnknownPlaceWaitsForItsHoursToo()
    {
        GateCase one;
        one.in("", "+15555550150").at("2026-03-12T18:00:00");
        QCOMPARE(one.says(), words("move US-1"));
        QCOMPARE(one.at("2026-03-12T10:59:59").says(), words("move US-1"));
        QCOMPARE(one.at("2026-03-12T17:59:59").says(), words("allow"));
        QCOMPARE(one.at("2026-03-14T12:00:00").says(), words("move US-1")); // a Saturday
        QCOMPARE(one.automatic(Purpose::Transactional).at("2026-03-12T18:00:00").says(), words("move US-1"));
    }

    void US2_statesNarrowTheHours()
    {
        const auto in = [](const char *state, const char *number, const char *iso, const char *zone) {
            GateCase one;
            return one.cold().in(state, number).at(iso, zone).says();
        };
        for (const auto &[state, number] :
            {std::pair("FL", "+13055550150"), std::pair("MD", "+14105550150"), std::pair("NJ", "+12015550150")}) {
            QCOMPARE(in(state, number, "2026-03-12T19:59:59", "America/New_York"), words("allow"));
            QCOMPARE(in(state, number, "2026-03-12T20:00:00", "America/New_York"), words("move US-2"));
        }
        QCOMPARE(in("OK", "+14055550150", "2026-03-12T20:00:00", "America/Chicago"), words("move US-2"));
        QCOMPARE(in("CT", "+12035550150", "2026-03-12T08:59:59", "America/New_York"), words("move US-2"));
        QCOMPARE(in("CT", "+12035550150", "2026-03-12T09:00:00", "America/New_York"), words("allow"));
        QCOMPARE(in("RI", "+14015550150", "2026-03-12T18:00:00", "America/New_York"), words("move US-2"));
        QCOMPARE(in("RI", "+14015550150", "2026-03-12T17:59:59", "America/New_York"), words("allow"));
        QCOMPARE(in("CA", "+13105550150", "2026-03-12T20:30:00", "America/Los_Angeles"), words("allow"));
    }
    void US2_sundaysAndHolidaysAreClosedWhereTheStateSaysSo()
    {
        for (const auto &[state, number] :
            {std::pair("LA", "+15045550150"), std::pair("MS", "+16015550150"), std::pair("AL", "+12055550150")}) {
            GateCase one;
            one.cold().in(state, number).at("2026-03-15T12:00:00", "America/Chicago");
            const GateVerdict sunday = one.ask();
            QCOMPARE(one.says(), words("move US-2"));
            QCOMPARE(sunday.moveTo, momentIn("2026-03-16T08:00:00", "America/Chicago"));
            QCOMPARE(sunday.reasons.front().from, sunday.reasons.front().until); // none that day
        }
        GateCase texas;
        texas.cold().in("TX", "+12145550150");
        QCOMPARE(texas.at("2026-03-15T11:59:59", "America/Chicago").says(), words("move US-2"));
        QCOMPARE(texas.at("2026-03-15T12:00:00", "America/Chicago").says(), words("allow"));
        QCOMPARE(texas.at("2026-03-16T08:59:59", "America/Chicago").says(), words("move US-2"));
        GateCase holiday;
        holiday.cold().in("LA", "+15045550150").facts.listDated = QDate(2026, 6, 20);
        QCOMPARE(holiday.at("2026-07-04T12:00:00", "America/Chicago").ask().moveTo,
            momentIn("2026-07-06T08:00:00", "America/Chicago")); // a Saturday, then Sunday
    }

    void US3_aNumberHasThreeContactsInTwentyFourHoursInFlorida()
    {
        GateCase one;
        one.in("FL", "+13055550150");
        const Time now = one.facts.now;
        one.facts.contacts = {now - 23 * kHour, now - 2 * kHour, now - kHour};
        const GateVerdict verdict = one.ask();
        QCOMPARE(one.says(), words("move US-3"));
        QCOMPARE(verdict.moveTo, now + kHour); // the first of them is a day old then
        QCOMPARE(verdict.reasons.front().count, 3);
        QCOMPARE(verdict.reasons.front().state, words("FL"));
        one.facts.contacts.front() = now - 24 * kHour;
        QCOMPARE(one.says(), words("allow"));
        one.facts.contacts.front() = now - 24 * kHour + 1;
        QCOMPARE(one.says(), words("move US-3"));
        one.facts.contacts.pop_back();
        QCOMPARE(one.says(), words("allow"));
        GateCase elsewhere;
        elsewhere.facts.contacts = {now - 3, now - 2, now - 1};
        QCOMPARE(elsewhere.says(), words("allow"));
    }
    void US3_theGuidesFirstDayIsOneTooMany()
    {
        GateCase one;
        one.in("FL", "+13055550150");
        const Time came = one.facts.now;
        for (const Time step : {5 * kMinute, 10 * kMinute, 4 * kHour}) {
            one.facts.now = came + step;
            QCOMPARE(one.says(), words("allow"));
            one.facts.contacts.push_back(one.facts.now);
        }
        one.by(Channel::Text);
        QCOMPARE(one.says(), words("move US-3"));
        QCOMPARE(one.ask().moveTo, came + 5 * kMinute + kDay);
    }
    void US3_aCapThatEndsAtNightMovesToTheMorning()
    {
        GateCase one;
        one.in("FL", "+13055550150").at("2026-03-12T12:00:00");
        const Time evening = momentIn("2026-03-11T22:00:00", GateCase::kZone);
        one.facts.contacts = {evening, evening + kMinute, evening + 2 * kMinute};
        QCOMPARE(one.ask().moveTo, momentIn("2026-03-13T08:00:00", GateCase::kZone));
        one.automatic(Purpose::Transactional); // serves what was agreed on and is no solicitation
        QCOMPARE(one.says(), words("allow"));
    }

    void US4_coldCallsNeedAListThatIsNotOlderThanThirtyOneDays()
    {
        GateCase one;
        one.cold();
        QCOMPARE(one.says(), words("allow"));
        one.facts.listDated = QDate(2026, 2, 9); // 31 days before
        QCOMPARE(one.says(), words("allow"));
        one.facts.listDated = QDate(2026, 2, 8);
        QCOMPARE(one.cause(), words("US-4 stale"));
        QCOMPARE(one.ask().says, GateVerdict::Says::Block);
        one.facts.listDated = {};
        QCOMPARE(one.cause(), words("US-4 no_list"));
        one.facts.listDated = QDate(2026, 3, 13); // of a day to come: nobody has that list
        QCOMPARE(one.cause(), words("US-4 stale"));
        one.facts.listDated = QDate(2026, 3, 1);
        one.facts.listed = true;
        QCOMPARE(one.cause(), words("US-4 listed"));
        one.facts.purpose = Purpose::Informational; // no solicitation
        QCOMPARE(one.says(), words("allow"));
    }
    void US5_aPurchaseCountsForEighteenMonths()
    {
        GateCase one;
        one.cold().facts.listed = true;
        one.facts.dealings.purchased = momentIn("2024-09-12T17:00:00", GateCase::kZone);
        QCOMPARE(one.at("2026-03-12T20:59:59").says(), words("allow"));
        QCOMPARE(one.at("2026-03-13T08:00:00").cause(), words("US-4 listed, US-5 ended"));
        QCOMPARE(one.ask().find("US-5")->day, QDate(2026, 3, 12));
        one.facts.dealings.serviced = momentIn("2025-01-05T10:00:00", GateCase::kZone); // a service visit renews it
        QCOMPARE(one.says(), words("allow"));
    }
    void US5_anInquiryCountsForThreeMonths()
    {
        GateCase one;
        one.cold().facts.listed = true;
        one.facts.dealings.inquired = momentIn("2025-12-12T23:30:00", GateCase::kZone);
        QCOMPARE(one.at("2026-03-12T12:00:00").says(), words("allow"));
        QCOMPARE(one.at("2026-03-13T12:00:00").cause(), words("US-4 listed, US-5 ended"));
        one.facts.dealings.inquired = momentIn("2025-11-30T12:00:00", GateCase::kZone); // to the last of February
        QCOMPARE(one.at("2026-02-28T12:00:00").says(), words("allow"));
        QCOMPARE(one.at("2026-03-01T12:00:00").cause(), words("US-4 listed, US-5 ended"));
    }
    void US5_aWrittenPermissionGoesBeforeTheList()
    {
        GateCase one;
        one.cold().facts.listed = true;
        QCOMPARE(one.agreed(Channel::Phone, false).says(), words("block US-4"));
        QCOMPARE(one.agreed(Channel::Phone, true).says(), words("allow"));
        one.facts.consents.back().address = words("+12125550151"); // for another number
        QCOMPARE(one.says(), words("block US-4"));
    }
    void US5_anEquityTargetOfFourYearsIsOutsideUnlessServiced()
    {
        GateCase one;
        one.cold().facts.listed = true;
        one.facts.dealings.purchased = momentIn("2022-03-12T12:00:00", GateCase::kZone);
        QVERIFY(!one.ask().allows());
        one.facts.dealings.serviced = one.facts.now - 400 * kDay;
        QVERIFY(one.ask().allows());
    }

    void US6_aPersonsOwnDoNotCallBeatsEverything()
    {
        GateCase one;
        one.facts.refused = one.facts.refusedCallsOrTexts = true;
        one.facts.dealings.purchased = one.facts.now - kDay;
        one.agreed(Channel::Phone, true);
        QCOMPARE(one.cause(), words("US-6 refused"));
        QCOMPARE(one.ask().may, LegalRules::MayOverride::Nobody);
        one.facts.override = {true, words("he called me himself")};
        QCOMPARE(one.says(), words("block US-6"));
        one.facts.purpose = Purpose::Transactional;
        QCOMPARE(one.says(), words("block US-6"));
        QVERIFY(one.rules.keepRefusalsYears >= 5);
    }

    void US7_anAutomaticMarketingTextNeedsWrittenConsent()
    {
        GateCase one;
        one.by(Channel::Text).automatic(Purpose::Marketing);
        QCOMPARE(one.cause(), words("US-7 no_consent"));
        QVERIFY(one.ask().toPerson); // the step becomes a person's task
        QCOMPARE(one.agreed(Channel::Text, false).cause(), words("US-7 not_written"));
        QCOMPARE(one.agreed(Channel::Text, true).says(), words("allow"));
        QVERIFY(!one.ask().toPerson);
        GateCase byHand;
        byHand.by(Channel::Text).facts.purpose = Purpose::Marketing;
        QCOMPARE(byHand.says(), words("allow"));
    }
    void US7_aReminderNeedsAConsentThatNamesTexts()
    {
        GateCase one;
        one.by(Channel::Text).automatic(Purpose::Transactional);
        QCOMPARE(one.cause(), words("US-7 no_consent"));
        QCOMPARE(one.agreed(Channel::Email, true).cause(), words("US-7 no_consent"));
        QCOMPARE(one.agreed(Channel::Text, false).says(), words("allow"));
        one.facts.override = {true, words("I say so")};
        one.facts.consents.clear();
        QCOMPARE(one.says(), words("block US-7")); // the program does not go on against a rule
    }

    void US8_aRefusedTextIsNeverSentAndWordsInDoubtHoldWhatIsAutomatic()
    {
        GateCase one;
        one.by(Channel::Text).facts.refused = true;
        QCOMPARE(one.cause(), words("US-8 refused"));
        QCOMPARE(one.ask().may, LegalRules::MayOverride::Nobody);
        one.facts.refused = false;
        one.facts.unclear = true;
        QCOMPARE(one.says(), words("allow")); // a person may ask what was meant
        one.agreed(Channel::Text, true).automatic(Purpose::Informational);
        QCOMPARE(one.cause(), words("US-8 unclear"));
        QVERIFY(one.ask().askPerson);
        GateCase call;
        call.cold().facts.unclear = true;
        QCOMPARE(call.cause(), words("US-8 unclear"));
        QCOMPARE(call.ask().may, LegalRules::MayOverride::Manager);
    }

    void US9_tenBusinessDaysAreTheMostAndOursIsAtOnce()
    {
        const CountryRules &us = shipped().us;
        QCOMPARE(us.honourBusinessDays, 10);
        QCOMPARE(businessDaysAfter(QDate(2026, 3, 12), 10, us), QDate(2026, 3, 26));
        QCOMPARE(businessDaysAfter(QDate(2026, 12, 23), 3, us), QDate(2026, 12, 29)); // Christmas and a weekend
        QCOMPARE(businessDaysAfter(QDate(2026, 3, 13), 1, us), QDate(2026, 3, 16));
        GateCase one;
        one.by(Channel::Text).facts.refused = true;
        one.facts.refusedAt = one.facts.now; // in the same millisecond
        QCOMPARE(one.says(), words("block US-8"));
    }

    void US10_oneConfirmingTextWithinFiveMinutes()
    {
        GateCase one;
        one.by(Channel::Text).automatic(Purpose::OptOutReceipt);
        one.facts.refused = one.facts.refusedCallsOrTexts = true;
        one.facts.refusedAt = one.facts.now - 5 * kMinute;
        QCOMPARE(one.says(), words("allow"));
        one.facts.refusedAt -= 1;
        QCOMPARE(one.cause(), words("US-10 late"));
        one.facts.refusedAt = one.facts.now;
        one.facts.receipts = 1;
        QCOMPARE(one.cause(), words("US-10 second"));
        one.facts.receipts = 0;
        one.facts.message = GateMessage{.namesDealer = true, .offers = true};
        QCOMPARE(one.cause(), words("US-10 offers"));
        one.facts.message->offers = false;
        QCOMPARE(one.says(), words("allow"));
        one.at("2026-03-12T23:00:00");
        one.facts.refusedAt = one.facts.now; // they wrote at that hour
        QCOMPARE(one.says(), words("allow"));
        one.facts.refused = one.facts.refusedCallsOrTexts = false;
        QCOMPARE(one.cause(), words("US-10 no_opt_out"));
        one.facts.refusedCallsOrTexts = true;
        QCOMPARE(one.by(Channel::Phone).cause(), words("US-10 no_opt_out"));
    }

    void US11_aNoToTextsStopsMarketingCallsToo()
    {
        GateCase one;
        one.facts.refusedCallsOrTexts = true;
        QCOMPARE(one.says(), words("allow")); // an answer by the way that was not refused
        one.facts.purpose = Purpose::Marketing;
        QCOMPARE(one.cause(), words("US-11 other_way"));
        one.rules.refusalOfAll = false; // a store that holds them apart may until the rule comes into force
        QCOMPARE(one.says(), words("allow"));
        one.facts.dealings.inquired = momentIn("2027-01-20T12:00:00", GateCase::kZone);
        QCOMPARE(one.at("2027-01-30T20:59:59").says(), words("allow"));
        QCOMPARE(one.at("2027-01-31T08:00:00").cause(), words("US-11 other_way"));
    }
    void US11_theStoresOwnChoiceGoesBeforeTheFilesUntilTheRuleIsInForce()
    {
        GateCase one;
        one.facts.refusedCallsOrTexts = true;
        one.facts.purpose = Purpose::Marketing;
        one.facts.refusalOfAll = false;
        QCOMPARE(one.says(), words("allow"));
        one.rules.refusalOfAll = false;
        one.facts.refusalOfAll = true;
        QCOMPARE(one.cause(), words("US-11 other_way"));
        one.facts.refusalOfAll = false;
        one.facts.dealings.inquired = momentIn("2027-01-20T12:00:00", GateCase::kZone);
        QCOMPARE(one.at("2027-01-31T08:00:00").cause(), words("US-11 other_way"));
    }

    void US12_textsAreHeldToTheRulesOfCalls()
    {
        GateCase one;
        one.cold().by(Channel::Text).facts.listed = true;
        QCOMPARE(one.cause(), words("US-4 listed"));
        one.facts.listed = false;
        QCOMPARE(one.at("2026-03-12T21:00:00").says(), words("move US-1"));
        GateCase capped;
        capped.in("FL", "+13055550150").by(Channel::Text);
        capped.facts.contacts = {capped.facts.now - 3, capped.facts.now - 2, capped.facts.now - 1};
        QCOMPARE(capped.says(), words("move US-3"));
    }

    void US13_theFirstTextNamesTheDealerAndComesFromItsNumber()
    {
        GateCase one;
        one.by(Channel::Text).facts.firstText = true;
        one.facts.message = GateMessage{.from = words("+15185550100")};
        QCOMPARE(one.cause(), words("US-13 dealer_not_named"));
        one.facts.message->namesDealer = true;
        QCOMPARE(one.says(), words("allow"));
        one.facts.message->from = words("+15185550199");
        QCOMPARE(one.cause(), words("US-13 not_our_number"));
        one.facts.message = GateMessage{};
        one.facts.firstText = false;
        QCOMPARE(one.says(), words("allow"));
    }

    void US14_anOverrideNeedsAManagerAndAReasonAndTellsTheRisk()
    {
        GateCase one;
        one.cold().facts.listed = true;
        QCOMPARE(one.ask().riskFrom, 50'000);
        QCOMPARE(one.ask().riskTo, 150'000);
        one.facts.override = {false, words("he is my cousin")};
        QCOMPARE(one.says(), words("block US-4"));
        one.facts.override = {true, words("  ")};
        QCOMPARE(one.says(), words("block US-4"));
        one.facts.override = {true, words("he is my cousin")};
        const GateVerdict verdict = one.ask();
        QVERIFY(verdict.allows());
        QVERIFY(verdict.overridden);
        QCOMPARE(verdict.rules(), QStringList{words("US-4")}); // what it goes against stays with it
        one.facts.sentBy = SentBy::Automatic;
        QCOMPARE(one.says(), words("block US-4"));
    }
    void US14_oneRuleThatNobodyMayBreakHoldsThemAll()
    {
        GateCase one;
        one.at("2026-03-12T23:00:00").facts.refused = true;
        one.facts.override = {true, words("I must")};
        const GateVerdict verdict = one.ask();
        QCOMPARE(verdict.says, GateVerdict::Says::Block);
        QCOMPARE(verdict.moveTo, 0);
        QCOMPARE(verdict.rules(), (QStringList{words("US-6"), words("US-1")})); // what blocks stands first
    }

    void US15_madeVoicesAreBlockedAndSomeStatesWantAnAnnouncement()
    {
        GateCase one;
        QVERIFY(!one.ask().announceRecording);
        one.facts.artificialVoice = true;
        QCOMPARE(one.cause(), words("US-15 artificial_voice"));
        QCOMPARE(one.ask().may, LegalRules::MayOverride::Nobody);
        QVERIFY(GateCase().in("CA", "+13105550150").ask().announceRecording);
        QVERIFY(GateCase().in("NY", "+13105550150").ask().announceRecording); // may be in either
        QVERIFY(GateCase().in("", "+18005550150").ask().announceRecording); // or anywhere
    }

    void SG5_whoWasErasedGetsNoOffersUntilTheyAgreeAnew()
    {
        for (const Channel channel : {Channel::Phone, Channel::Text, Channel::Email}) {
            GateCase one;
            one.by(channel);
            one.facts.suppressedAt = one.facts.now - kDay;
            QCOMPARE(one.says(), words("allow")); // an answer to what they ask now
            one.facts.purpose = Purpose::Marketing;
            QVERIFY(one.ask().find("SG-5"));
            one.facts.override = {true, words("an old friend")};
            QVERIFY(!one.ask().allows()); // no manager either
            one.facts.consents.push_back({channel, {}, true, one.facts.suppressedAt - 1});
            QVERIFY(one.ask().find("SG-5")); // of before
            one.facts.consents.back().at = one.facts.suppressedAt + 1;
            QVERIFY(!one.ask().find("SG-5"));
        }
    }
    void whatNobodyKnowsOfIsPutTogetherWithoutAFall()
    {
        const GateFacts nothing;
        const GateVerdict verdict = gate(nothing, shipped());
        QVERIFY(!verdict.allows()); // 1970 was a Thursday; midnight at no known place
        GateFacts odd;
        odd.now = std::numeric_limits<Time>::max() / 2;
        odd.region = QString(5000, u'x');
        odd.address = QStringLiteral("+1");
        odd.contacts.assign(10'000, odd.now);
        const GateVerdict far = gate(odd, shipped());
        QVERIFY(far.moveTo == 0 || far.moveTo > odd.now);
    }
};
UPDESK_TEST(TestGateCalls);
#include "tst_gatecalls.moc"
