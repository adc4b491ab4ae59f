// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/contactrows.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/ringrows.h"
#include "core/desk/sourceverbs.h"
#include "core/desk/undo.h"
#include "core/intake/wishes.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/rulebook.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What customers refuse in their own words, and what the store does not know about a lead.
class TestRefusals : public QObject
{
    Q_OBJECT

    static LeadDraft saying(const TestStore &store, int i, const char *words)
    {
        LeadDraft draft = store.webLead(i);
        draft.asks = 0;
        draft.comments = QString::fromUtf8(words);
        readWishes(draft, {});
        return draft;
    }
    static int told(TestStore &store, PersonId person, Notice::Kind kind)
    {
        const auto news = notices(store->database(), person);
        return news ? int(std::ranges::count(*news, kind, &Notice::kind)) : -1;
    }
    static QByteArray stopMail(const QByteArray &from, const QByteArray &id)
    {
        return "From: " + from + "\r\nTo: sales@northgate.example\r\nSubject: Re: Your inquiry\r\nIn-Reply-To: <x@y>"
            + "\r\nMessage-ID: <" + id + "@z>\r\n\r\nSTOP\r\n> old words\r\n";
    }
    static QByteArray adf(
        const QByteArray &provider, const QByteArray &id, const QByteArray &name, const QByteArray &phone)
    {
        return "<?xml version=\"1.0\"?><adf><prospect><id>" + id
            + "</id><vehicle><make>Kia</make></vehicle><customer><contact>"
              "<name part=\"full\">"
            + name + "</name><phone>" + phone + "</phone></contact></customer><provider><name>" + provider
            + "</name></provider></prospect></adf>";
    }

private Q_SLOTS:
    void aRefusedCallIsNeitherPlannedNorAllowedAndItsWordsAreKept()
    {
        TestStore store;
        const Captured one = store.add(saying(store, 1, "Please do not call me, email only. Do not contact by phone."));
        const auto now = leadNowOf(store->database(), one.lead);
        QVERIFY(now);
        QCOMPARE(now->nextKind, Task::Kind::Email);
        QCOMPARE(now->nextChannel, Channel::Email);
        QCOMPARE(store.count("lead WHERE asks & 2"), 0);
        const auto may = mayContact(*store, one.lead, Channel::Phone);
        QVERIFY(!may);
        QCOMPARE(may.error().subject, QStringLiteral("do_not_contact"));
        QVERIFY(mayContact(*store, one.lead, Channel::Email));
        const auto said = refusalsOf(store->database(), one.customer);
        QVERIFY(said);
        QCOMPARE(said->size(), size_t(2));
        QCOMPARE(said->front().channel, Channel::Phone);
        QCOMPARE(said->front().words, QStringLiteral("Please do not call me, email only."));
        QCOMPARE(store.count("consent WHERE state=1"), 0);
    }
    void whoRefusesEveryWayIsAManagersDecision()
    {
        for (const char *words : {"STOP", "Remove me from your list, stop contacting me"}) {
            TestStore store;
            const Captured one = store.add(saying(store, 1, words));
            const auto now = leadNowOf(store->database(), one.lead);
            QVERIFY(now);
            QCOMPARE(now->nextKind, Task::Kind::Decide);
            QCOMPARE(now->clock, LeadNow::NoClock);
            QCOMPARE(now->nextDue, store.clock.now()); // there is no answer to wait for
            QCOMPARE(now->place.group, 4);
            QCOMPARE(told(store, store.mike, Notice::Kind::ToDecide), 1);
            QVERIFY(!mayContact(*store, one.lead, Channel::Email));
        }
    }
    void aRefusalInASecondInquiryDropsThePlannedCall()
    {
        TestStore store;
        const Captured first = store.add(store.webLead(1));
        QCOMPARE(leadNowOf(store->database(), first.lead)->nextKind, Task::Kind::Call);
        const Time due = leadNowOf(store->database(), first.lead)->nextDue;
        store.clock.advance(kMinute);
        LeadDraft again = saying(store, 1, "Do Not Call: Yes");
        again.externalId = QStringLiteral("again");
        const Captured second = store.add(again);
        QCOMPARE(second.how, Captured::How::JoinedLead);
        const auto now = leadNowOf(store->database(), first.lead);
        QCOMPARE(now->nextKind, Task::Kind::Email);
        QCOMPARE(now->nextDue, due);
        QCOMPARE(store.count("task WHERE kind=0 AND dropped=3"), 1);
        QCOMPARE(store.count("task WHERE dropped=0 AND done_by_activity IS NULL"), 1);
    }
    void aReplyThatRefusesIsObeyedAsAnInquiryIs()
    {
        TestStore store;
        const LeadDraft asked = store.webLead(1);
        const Captured one = store.add(asked);
        store.clock.advance(kMinute);
        const QByteArray mail = "From: " + asked.emails.front().address.toLatin1()
            + "\r\nTo: sales@northgate.example\r\nSubject: Re: Your inquiry\r\nIn-Reply-To: <x@y>\r\n"
              "Message-ID: <r@z>\r\n\r\nPlease stop calling me.\r\n> Do not email us\r\n";
        const auto taken = takeDocument(*store, mail, QStringLiteral("r.eml"));
        QVERIFY(taken);
        QCOMPARE(taken->outcome, IntakeResult::Outcome::Filed);
        QVERIFY(!mayContact(*store, one.lead, Channel::Phone));
        QVERIFY(mayContact(*store, one.lead, Channel::Email));
        const auto said = refusalsOf(store->database(), one.customer);
        QCOMPARE(said->size(), size_t(1));
        QCOMPARE(said->front().words, QStringLiteral("Please stop calling me."));
        QCOMPARE(store.count("task WHERE kind=0 AND dropped=0"), 0);
    }
    void aReplyThatRefusesEveryWayIsDecidedNowAndWaitsForNoAnswer()
    {
        for (const bool booked : {false, true}) {
            TestStore store;
            const LeadDraft asked = store.webLead(1);
            CaptureChoices choices;
            choices.owner = store.omar;
            const Captured one = store.add(asked, choices);
            if (booked)
                QVERIFY(bookVisit(*store, one.lead, store.clock.now() + 3 * kDay, {}));
            const LeadNow before = *leadNowOf(store->database(), one.lead);
            store.clock.advance(kHour);
            const QByteArray from = asked.emails.front().address.toLatin1();
            for (const QByteArray &id : {QByteArray("1"), QByteArray("2")}) {
                const auto taken = takeDocument(*store, stopMail(from, id), QString::fromLatin1(id));
                QVERIFY(taken);
                QCOMPARE(taken->outcome, IntakeResult::Outcome::Filed);
            }
            const auto now = leadNowOf(store->database(), one.lead);
            QCOMPARE(now->waitingSince, Time(0));
            QCOMPARE(now->nextKind, Task::Kind::Decide);
            QCOMPARE(now->nextDue, store.clock.now());
            QVERIFY(now->place.group > 1 && now->place.group < kClosedGroup);
            QVERIFY(now->score <= before.score);
            QCOMPARE(now->lastSign, before.lastSign);
            QCOMPARE(store.count("task WHERE kind=7 AND dropped=0"), 1); // the second mail plans no second decision
            QCOMPARE(told(store, store.mike, Notice::Kind::ToDecide), 1);
            QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
        }
    }
    void aReplyThatRefusesOneWayStillWaitsForAnAnswer()
    {
        TestStore store;
        const LeadDraft asked = store.webLead(1);
        const Captured one = store.add(asked);
        store.clock.advance(kHour);
        const QByteArray mail = stopMail(asked.emails.front().address.toLatin1(), "1");
        QVERIFY(takeDocument(*store, QByteArray(mail).replace("STOP", "Please stop calling me."), QStringLiteral("r")));
        const auto now = leadNowOf(store->database(), one.lead);
        QCOMPARE(now->waitingSince, store.clock.now());
        QCOMPARE(now->place.group, 0);
        QCOMPARE(now->nextKind, Task::Kind::Email);
    }
    void aFormsOptInThatIsAnsweredNoIsTakenBackWithItsLead()
    {
        TestStore store;
        const Captured one = store.add(saying(store, 1, "SMS Opt-In: No"));
        QVERIFY(!mayContact(*store, one.lead, Channel::Text));
        QCOMPARE(store.count("consent WHERE state=2 AND how=2"), 1);
        store.clock.advance(kDay);
        QVERIFY(undoDeed(*store, one.deed));
        QCOMPARE(store.count("lead WHERE deleted=0"), 0);
        QVERIFY(redoLast(*store));
        QCOMPARE(store.count("lead WHERE deleted=0"), 1);
        QVERIFY(!mayContact(*store, one.lead, Channel::Text)); // done again, it is refused again
    }
    void aDocumentIsTakenBackAndTheRefusalInItBindsOn()
    {
        for (const char *words :
            {"STOP", "Please do not call me", "Do Not Call: Yes", "SMS Opt-In: No\nDo not call me"}) {
            TestStore store;
            const LeadDraft said = saying(store, 1, words);
            const Captured one = store.add(said);
            QVERIFY(store.count("consent WHERE state=2 AND how=1") >= 1);
            store.clock.advance(kDay);
            const auto undone = undoDeed(*store, one.deed);
            QVERIFY(undone);
            QVERIFY(undone->refusalStays);
            QVERIFY(undone->kept.empty());
            QCOMPARE(store.count("lead WHERE deleted=0"), 0);
            QCOMPARE(store.count("customer WHERE deleted=0"), 0);
            QCOMPARE(store.count("task WHERE deleted=0"), 0);
            QCOMPARE(store.count("consent WHERE state=3 AND how=1"), 0); // nobody calls it a mistake
            LeadDraft again = store.webLead(1);
            again.externalId = QStringLiteral("anew");
            const Captured other = store.add(again); // the same number, known to nobody
            QVERIFY(other.customer != one.customer);
            QVERIFY(!mayContact(*store, other.lead, Channel::Phone));
            QVERIFY(leadNowOf(store->database(), other.lead)->nextKind != Task::Kind::Call);
            const Captured stranger = store.add(store.webLead(2));
            QVERIFY(mayContact(*store, stranger.lead, Channel::Phone));
            QVERIFY(checkStore(store->database())->sound());
        }
    }
    void aDocumentDoneAgainIsAsItWas()
    {
        TestStore store;
        const Captured one = store.add(saying(store, 1, "STOP"));
        for (int round = 0; round < 2; ++round) {
            QVERIFY(round == 0 ? undoDeed(*store, one.deed) : undoLast(*store));
            QCOMPARE(store.count("lead WHERE deleted=0"), 0);
            QVERIFY(redoLast(*store));
            QCOMPARE(store.count("lead WHERE deleted=0"), 1);
            QVERIFY(!mayContact(*store, one.lead, Channel::Phone));
            QCOMPARE(leadNowOf(store->database(), one.lead)->nextKind, Task::Kind::Decide);
            QCOMPARE(store.count("consent"), 1);
        }
    }
    void aReplyIsTakenBackAndWhatItRefusedStaysRefused()
    {
        TestStore store;
        const LeadDraft asked = store.webLead(1);
        const Captured one = store.add(asked);
        store.clock.advance(kHour);
        const auto taken =
            takeDocument(*store, stopMail(asked.emails.front().address.toLatin1(), "1"), QStringLiteral("r.eml"));
        QVERIFY(taken && taken->captured.size() == 1);
        QVERIFY(undoDeed(*store, taken->captured.front().deed));
        QCOMPARE(*quarantineCount(store->database()), 1); // the mail waits again
        QVERIFY(!mayContact(*store, one.lead, Channel::Phone));
        QCOMPARE(store.count("task WHERE kind=0 AND dropped=0 AND deleted=0"), 0); // the call is not planned anew
        QCOMPARE(leadNowOf(store->database(), one.lead)->nextKind, Task::Kind::Decide);
        QCOMPARE(told(store, store.mike, Notice::Kind::ToDecide), 1);
    }
    void aNumberThatCameWithTheRefusalStaysOnTheRecord()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        LeadDraft again = saying(store, 1, "Do not call me");
        again.externalId = QStringLiteral("again");
        again.phones = {{QStringLiteral("(555) 299-9999"), QStringLiteral("+15552999999"), {}, PhoneKind::Mobile}};
        const Captured two = store.add(again);
        QCOMPARE(two.customer, one.customer);
        QVERIFY(undoDeed(*store, two.deed));
        QCOMPARE(store.count("phone WHERE deleted=0 AND e164='+15552999999'"), 1);
        LeadDraft other = store.webLead(2);
        other.phones = again.phones;
        QVERIFY(!mayContact(*store, store.add(other).lead, Channel::Phone));
    }
    void aNoGoesBeforeTheYesOfTheSameForm()
    {
        TestStore store;
        const Captured one = store.add(saying(store, 1, "SMS Opt-In: Yes\nPlease do not text me"));
        QVERIFY(!mayContact(*store, one.lead, Channel::Text));
        QVERIFY(mayContact(*store, one.lead, Channel::Phone));
        QVERIFY(!contactable(store->database(), one.customer)->textConsent);
    }
    void anUnknownSenderIsWeighedAsAThirdPartyAndToldOnce()
    {
        TestStore store;
        QVERIFY(takeDocument(
            *store, adf("Zed Lead Vendor Inc", "Z-1", "Rosa Quist", "(555) 555-0150"), QStringLiteral("a")));
        QVERIFY(takeDocument(
            *store, adf("Zed Lead Vendor Inc", "Z-2", "Noor Vale", "(555) 555-0151"), QStringLiteral("b")));
        QCOMPARE(told(store, store.mike, Notice::Kind::UnknownSource), 1);
        const auto rules = store->rules();
        QVERIFY(rules);
        const Source *zed = (*rules)->sourceNamed(QStringLiteral("Zed Lead Vendor Inc"));
        QVERIFY(zed);
        QCOMPARE(zed->kind, SourceKind::Unknown);
        QCOMPARE((*rules)->weight(zed->id).rate, (*rules)->weight(store.autosite).rate);
        QVERIFY((*rules)->weight(zed->id).guide);
        const auto news = notices(store->database(), store.mike);
        const auto unknown = std::ranges::find(*news, Notice::Kind::UnknownSource, &Notice::kind);
        QCOMPARE(unknown->other.value, zed->id.value);
    }
    void aSourceWhoseTypeIsSetIsWeighedByIt()
    {
        TestStore store;
        QVERIFY(takeDocument(
            *store, adf("Zed Lead Vendor Inc", "Z-1", "Rosa Quist", "(555) 555-0150"), QStringLiteral("a")));
        const SourceId zed = (*store->rules())->sourceNamed(QStringLiteral("Zed Lead Vendor Inc"))->id;
        QVERIFY(!setSourceKind(*store, zed, SourceKind::Unknown));
        store->setPerson(store.mike); // a manager says what a source is
        const auto set = setSourceKind(*store, zed, SourceKind::FirstParty);
        QVERIFY(set && !set->isNull());
        QVERIFY(setSourceKind(*store, zed, SourceKind::FirstParty)->isNull());
        const auto rules = store->rules();
        QCOMPARE((*rules)->source(zed)->kind, SourceKind::FirstParty);
        QCOMPARE((*rules)->weight(zed).rate, (*rules)->weight(store.website).rate);
        QCOMPARE(setSourceKind(*store, SourceId{}, SourceKind::Equity).error().code, Error::Code::NotFound);
    }
    void whatAPersonKeysIsNoUnknownSender()
    {
        TestStore store;
        LeadDraft radio = store.webLead(1);
        radio.type = LeadType::Phone;
        radio.source = QStringLiteral("Radio");
        CaptureChoices keyed;
        keyed.keyed = true;
        store.add(radio, keyed);
        QCOMPARE((*store->rules())->sourceNamed(QStringLiteral("Radio"))->kind, SourceKind::FirstParty);
        QCOMPARE(told(store, store.mike, Notice::Kind::UnknownSource), 0);
    }
    void prefixesWithoutARingAreCounted()
    {
        TestStore store;
        LeadDraft far = store.webLead(1);
        far.postal = QStringLiteral("98101");
        store.add(far);
        LeadDraft also = store.webLead(2);
        also.postal = QStringLiteral("98144");
        store.add(also);
        const auto rings = RingTable::from({{QStringLiteral("100"), 0}});
        QVERIFY(rings);
        const auto missing = missingPrefixes(store->database(), *rings);
        QVERIFY(missing);
        const auto row = std::ranges::find(*missing, QStringLiteral("981"), &MissingPrefix::prefix);
        QVERIFY(row != missing->end());
        QCOMPARE(row->addresses, 2);
        const auto all = RingTable::from({{QStringLiteral("981"), 4}, {QStringLiteral("100"), 0}});
        const auto left = missingPrefixes(store->database(), *all);
        QVERIFY(std::ranges::find(*left, QStringLiteral("981"), &MissingPrefix::prefix) == left->end());
    }
};
UPDESK_TEST(TestRefusals);
#include "tst_refusals.moc"
