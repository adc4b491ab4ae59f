// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filetext.h"
#include "core/desk/gaterows.h"
#include "core/desk/heard.h"
#include "core/desk/optout.h"
#include "core/desk/startwords.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/sequences/legalstore.h"
#include "core/sequences/optoutwords.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"

using namespace updesk;

/// START after STOP (US-8): only texts that answer and inform come back, by the customer's own word.
class TestStartWords : public QObject
{
    Q_OBJECT

    struct Desk {
        TestStore store;
        Captured one;
        int texts = 0;

        Desk() : one(store.add(phoneLead(store, 1)))
        {
            store->setPerson({}); // texts come by themselves
            store.clock.advance(kMinute);
        }
        FiledText text(const char *body, int from = 1)
        {
            store.clock.advance(kMinute);
            const InboundText text{QStringLiteral("SM%1").arg(++texts), fromPhone(from), QStringLiteral("+14045550100"),
                QString::fromUtf8(body), 0};
            const auto filed = fileText(*store, text);
            if (!filed)
                qFatal("text %s", qPrintable(filed.error().subject));
            return *filed;
        }
        Contactable can() { return *contactable(store->database(), one.customer); }
        qint64 lines()
        {
            return store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::WayOpened)));
        }
    };

private Q_SLOTS:
    void startAfterAStopByTextGivesTextsBackAndNothingElse()
    {
        Desk desk;
        QVERIFY(desk.can().text && desk.can().call);
        QCOMPARE(desk.text("STOP").said, OptOutSaid::Stop);
        QVERIFY(!desk.can().text && !desk.can().call && !desk.can().email);
        const FiledText filed = desk.text("Start.");
        QCOMPARE(filed.lead, desk.one.lead);
        QVERIFY(desk.can().text);
        QVERIFY(!desk.can().call && !desk.can().email);
        QCOMPARE(desk.lines(), 1);
        QCOMPARE(desk.store.list("SELECT body FROM activity WHERE kind=7 AND code="
                     + QByteArray::number(int(Activity::Code::WayOpened))),
            QByteArray("Start.\n"));
        const QByteArray said = desk.store.list(
            "SELECT channel||' '||purpose||' '||words FROM consent WHERE state=1 AND words='Start.' ORDER BY purpose");
        QCOMPARE(said, QByteArray("2 informational Start.\n2 lifted Start.\n"));
        const auto standing = standingConsent(desk.store->database(), desk.one.customer);
        QVERIFY(standing);
        for (const ConsentProof &proof : standing->agreed) // US-7: offers need a consent of their own
            QVERIFY(!(proof.channel == Channel::Text && proof.written));
    }
    void stopAfterStartStopsAgain()
    {
        Desk desk;
        desk.text("STOP");
        desk.text("UNSTOP");
        QVERIFY(desk.can().text);
        desk.text("stop");
        QVERIFY(!desk.can().text);
        desk.text("comenzar");
        QVERIFY(desk.can().text);
        QCOMPARE(desk.lines(), 2);
    }
    void US8_aStartNamesTheTextThatSaidIt()
    {
        Desk desk;
        desk.text("STOP");
        const auto start = [&](ActivityId heard) {
            Result<bool> started(false);
            const auto done = doDeed(*desk.store, "reply", {}, [&](Transaction &tx) -> Result<void> {
                started = hearStart(tx, desk.one.customer, desk.one.lead, heard, QStringLiteral("START"));
                return started ? Result<void>() : started.error();
            });
            return done && started && *started;
        };
        QVERIFY(!start({})); // nobody's word alone
        QVERIFY(!start({newId(desk.store.clock.now())}));
        const auto stop =
            Id::fromHex(desk.store.list("SELECT lower(hex(id)) FROM activity WHERE kind=1 AND body='STOP'")
                            .trimmed()
                            .toStdString());
        QVERIFY(stop && !start({*stop})); // that text said something else
        QVERIFY(!desk.can().text);
        desk.text("START");
        QVERIFY(desk.can().text);
        QCOMPARE(desk.store.count("consent c JOIN activity a ON c.form='text '||lower(hex(a.id)) WHERE c.state=1"
                                  " AND a.kind=1 AND a.direction=1 AND a.body='START'"),
            2);
    }
    void aYesToTheReceiptTakesNothingBack()
    {
        for (const char *yes : {"yes", "Si", "Sí", "oui"}) {
            Desk desk;
            desk.text("STOP");
            desk.text(yes);
            QVERIFY2(!desk.can().text, yes);
            QCOMPARE(desk.lines(), 0);
        }
    }
    void aStopByMailIsNotTakenBackByAText()
    {
        Desk desk;
        QVERIFY(doDeed(*desk.store, "reply", {}, [&](Transaction &tx) -> Result<void> {
            const auto heard = hearWords(
                tx, desk.one.lead, Channel::Email, QStringLiteral("unsubscribe"), QStringLiteral("a@b.example"));
            return heard ? Result<void>() : heard.error();
        }));
        QVERIFY(!desk.can().text);
        QCOMPARE(desk.store.count("consent WHERE state=2 AND form='text'"), 0);
        desk.text("START");
        QVERIFY(!desk.can().text);
        QCOMPARE(desk.lines(), 0);
        desk.text("STOP");
        QCOMPARE(desk.store.count("consent WHERE state=2 AND form='text'"), 1);
        desk.text("START"); // nor with a stop by text beside it
        QVERIFY(!desk.can().text && !desk.can().email);
    }
    void aYesToAQuestionIsAnAnswerAndNoConsent()
    {
        Desk desk;
        const qint64 said = desk.store.count("consent");
        QCOMPARE(desk.text("Yes").how, FiledText::How::Filed);
        QCOMPARE(desk.store.count("consent"), said);
        QCOMPARE(desk.lines(), 0);
    }
    void whatWasRefusedByMouthOrInOtherWordsStands()
    {
        Desk spoken;
        spoken.store->setPerson(spoken.store.dana);
        QVERIFY(doDeed(*spoken.store, "optout", {},
            [&](Transaction &tx) { return writeOptOut(tx, spoken.one.customer, QStringLiteral("stop")); }));
        spoken.store->setPerson({});
        spoken.text("START");
        QVERIFY(!spoken.can().text && !spoken.can().call);
        QCOMPARE(spoken.lines(), 0);
        Desk written;
        written.text("Do not text me again.");
        QVERIFY(!written.can().text);
        written.text("START");
        QVERIFY(!written.can().text);
        Desk both; // a text of one word, and then a person writes down what was said
        both.text("STOP");
        both.store->setPerson(both.store.dana);
        QVERIFY(doDeed(*both.store, "optout", {},
            [&](Transaction &tx) { return writeOptOut(tx, both.one.customer, QStringLiteral("do not call me")); }));
        both.store->setPerson({});
        both.text("START");
        QVERIFY(!both.can().text && !both.can().call);
    }
    void theWordsAreKnownInThreeLanguagesAndAlone()
    {
        TestStore store;
        const auto rules = legalRules(store->database());
        QVERIFY(rules);
        for (const char *word : {"START", "Unstop!", "unstop", "comenzar", "démarrer"})
            QVERIFY2(isStartWord(**rules, QString::fromUtf8(word)), word);
        for (const char *words : {"yes", "Sí", "oui", "yes please call me", "", "start tomorrow", "stop"})
            QVERIFY2(!isStartWord(**rules, QString::fromUtf8(words)), words);
    }
    void allWhoHaveTheNumberAreTextedAgain()
    {
        Desk desk;
        LeadDraft other = desk.store.webLead(2);
        other.phones = {{fromPhone(1), fromPhone(1), {}, PhoneKind::Mobile}};
        const Captured second = desk.store.add(other);
        desk.text("STOP");
        QVERIFY(!desk.can().text);
        QVERIFY(!contactable(desk.store->database(), second.customer)->text);
        desk.text("START");
        QVERIFY(desk.can().text);
        QVERIFY(contactable(desk.store->database(), second.customer)->text);
    }
};

UPDESK_TEST(TestStartWords);
#include "tst_startwords.moc"
