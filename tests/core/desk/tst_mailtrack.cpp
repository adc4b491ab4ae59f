// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "tests/core/desk/measured.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace updesk;

/// Opens and clicks of e-mails (F70), as rows and as figures.
class TestMailTrack : public QObject
{
    Q_OBJECT
    static QByteArray eventsOf(MeasuredStore &at)
    {
        return at.store.list("SELECT kind||' '||link||' '||machine FROM mail_event WHERE deleted=0 ORDER BY 1");
    }

private Q_SLOTS:
    void whatIsNotSetUpIsNotMeasuredAndNothingIsClaimed()
    {
        MeasuredStore at(false);
        const MailDraft mail = at.acknowledge(1);
        QVERIFY2(!mail.html.contains(QStringLiteral("/c/")) && !mail.html.contains(QStringLiteral("<img")),
            qPrintable(mail.html));
        QVERIFY(mail.html.contains(MeasuredStore::page().toHtmlEscaped()));
        QCOMPARE(at.store.count("mail_track"), 0);
        const EffectRow row = at.effect();
        QCOMPARE(row.done, 1);
        QCOMPARE(row.measured, 0);
        QVERIFY(!takeLinkHit(*at.store, at.hit(linkToken({}, 1, QByteArray(kLinkKeyBytes, '\0')))));
    }
    void linksOfPlansMailsLeadByWayOfTheAddressAndAreKeptBefore()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        QVERIFY(!mail.html.contains(MeasuredStore::page().toHtmlEscaped()));
        QVERIFY(mail.html.contains(QStringLiteral("tel:+12125550100")));
        QVERIFY(mail.text.contains(MeasuredStore::page())); // what is read as plain text stays readable
        QCOMPARE(at.tokens(mail, 'c').size(), 2);
        QCOMPARE(at.tokens(mail, 'o').size(), 1);
        const auto track = load(at.store->database(), kMailTrack, lineOf(at.last.id).value);
        QVERIFY(track && track->message == at.last.id && track->lead == at.lead);
        QCOMPARE(track->targets, MeasuredStore::page() + QStringLiteral("\nhttps://northgate.example/hours"));
        QCOMPARE(track->at, at.store.clock.now());
    }
    void aPersonsOwnWordsAreNotMeasuredAndTheirTemplatesAre()
    {
        MeasuredStore at;
        at.addLead(1);
        QVERIFY(stopPlans(*at.store, at.lead));
        OwnMessage own = at.mail();
        own.body += u' ' + MeasuredStore::page();
        const MailDraft typed = at.send(own);
        QVERIFY(typed.html.isEmpty());
        own.text = QStringLiteral("ack_email");
        own.textVersion = at.version;
        const MailDraft made = at.send(own);
        QCOMPARE(at.tokens(made, 'c').size(), 1); // out of the plain text, which has no other
        QVERIFY(made.html.contains(QStringLiteral("Hi, it is here. When would you like to come?")));
        own.text = QStringLiteral("personal_email"); // has no such link: somebody typed it
        own.textVersion = 1;
        const MailDraft more = at.send(own);
        QCOMPARE(at.tokens(more, 'c').size(), 0);
        QCOMPARE(at.tokens(more, 'o').size(), 1);
        QVERIFY(more.html.contains(MeasuredStore::page().toHtmlEscaped()));
        QVERIFY(!more.html.contains(QStringLiteral("<a ")));
        QCOMPARE(at.store.count("mail_track"), 2);
    }
    void whatACustomerWroteIsNeverALinkOfOurs_data()
    {
        QTest::addColumn<bool>("plain");
        QTest::newRow("html") << false;
        QTest::newRow("plain") << true;
    }
    void whatACustomerWroteIsNeverALinkOfOurs()
    {
        QFETCH(const bool, plain);
        MeasuredStore at;
        at.saveWords(QStringLiteral("Your {vehicle} https://{vehicle}"), plain);
        LeadDraft hostile = at.store.webLead(1);
        hostile.wants.front().model = QStringLiteral("https://evil.example/x");
        hostile.wants.front().trim = QStringLiteral("<a href=\"https://evil.example/y\">z</a>");
        at.lead = at.store.add(hostile).lead;
        const MailDraft mail = at.leave();
        QVERIFY2(mail.text.contains(QStringLiteral("evil.example/x")), qPrintable(mail.text));
        QVERIFY2(mail.html.contains(QStringLiteral("evil.example/x")), qPrintable(mail.html));
        QCOMPARE(mail.html.count(QStringLiteral("<a ")), plain ? 1 : 3);
        const auto track = load(at.store->database(), kMailTrack, lineOf(at.last.id).value);
        QVERIFY(track);
        QCOMPARE(track->targets,
            MeasuredStore::page() + (plain ? QString() : QStringLiteral("\nhttps://northgate.example/hours")));
        QCOMPARE(at.tokens(mail, 'c').size(), plain ? 1 : 2);
        static const QRegularExpression evil(QStringLiteral("href=\"[^\"]*evil"));
        QVERIFY2(!mail.html.contains(evil), qPrintable(mail.html));
    }
    void versionsWithoutLinksReadTheOtherWaysAllTheSame()
    {
        MeasuredStore at(false);
        QCOMPARE(at.store.count("setting WHERE key='links'"), 0);
        const auto kept = [&](const char *key) {
            return at.store.list(QByteArray("SELECT value FROM setting WHERE deleted=0 AND key='") + key + '\'')
                .trimmed();
        };
        const QByteArray before = kept("channels");
        at.useLinks(true);
        // Their reader takes these words and refuses any other.
        QCOMPARE(kept("channels"), before);
        QCOMPARE(QJsonDocument::fromJson(before).object().keys(), QStringList(QStringLiteral("mailOut")));
        QCOMPARE(QJsonDocument::fromJson(kept("links")).object().keys(),
            (QStringList{QStringLiteral("address"), QStringLiteral("ca"), QStringLiteral("port")}));
        QCOMPARE(**channelSettings(at.store->database()), at.settings);
        const qint64 deeds = at.store.count("deed");
        at.settings.mailOut->fromName = QStringLiteral("Another");
        at.useLinks(false);
        QCOMPARE(at.store.count("deed"), deeds + 1);
        QCOMPARE(**channelSettings(at.store->database()), at.settings);
        QVERIFY(!at.settings.links && kept("links").isEmpty());
        at.useLinks(true);
        QVERIFY(at.store->database().execute("UPDATE setting SET value='{' WHERE key='links'"));
        QVERIFY(at.store->database().execute("UPDATE state SET v=v+1 WHERE k='config'"));
        QCOMPARE(channelSettings(at.store->database()).error().subject, QStringLiteral("setting.channels"));
        at.useLinks(true); // entered once more
        QCOMPARE(**channelSettings(at.store->database()), at.settings);
    }
    void theFirstTimeCountsAndReplaysAreNothing()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        at.store.clock.advance(kHour);
        const QByteArray open = at.tokens(mail, 'o').front(), click = at.tokens(mail, 'c').front();
        for (int i = 0; i < 3; ++i) {
            const auto opened = takeLinkHit(*at.store, at.hit(open, false));
            const auto clicked = takeLinkHit(*at.store, at.hit(click));
            QVERIFY(opened && opened->isEmpty());
            QVERIFY(clicked);
            QCOMPARE(*clicked, MeasuredStore::page());
            at.store.clock.advance(kMinute);
        }
        QVERIFY(takeLinkHit(*at.store, at.hit(at.tokens(mail, 'c').back())));
        QCOMPARE(eventsOf(at), QByteArray("0 0 0\n1 1 0\n1 2 0\n"));
        // One quiet line of each kind, however many links were followed.
        QCOMPARE(at.lines(Activity::Code::MailOpened), 1);
        QCOMPARE(at.lines(Activity::Code::MailClicked), 1);
        const EffectRow row = at.effect();
        QCOMPARE(row.measured, 1);
        QCOMPARE(row.opened, 1);
        QCOMPARE(row.clicked, 1);
    }
    void aFloodFillsNothing()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        at.store.clock.advance(kHour);
        const QByteArray open = at.tokens(mail, 'o').front(), click = at.tokens(mail, 'c').front();
        const qint64 deeds = at.store.count("deed");
        for (int i = 0; i < 10'000; ++i) {
            QVERIFY(takeLinkHit(*at.store, at.hit(i % 2 == 0 ? open : click, i % 2 != 0)));
            QVERIFY(!takeLinkHit(
                *at.store, at.hit(linkToken(lineOf(at.last.id).value, i, QByteArray(kLinkKeyBytes, 'x')))));
        }
        QCOMPARE(at.store.count("mail_event"), 2);
        QCOMPARE(at.store.count("deed"), deeds + 2);
    }
    void noTokenButOursDoesAnything()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        at.store.clock.advance(kHour);
        const auto track = load(at.store->database(), kMailTrack, lineOf(at.last.id).value);
        const Id id = track->id.value;
        const QByteArray key = QByteArray::fromHex(track->key.toLatin1());
        const QByteArray open = at.tokens(mail, 'o').front(), click = at.tokens(mail, 'c').front();
        const qint64 deeds = at.store.count("deed");
        for (const LinkHit &hit : {at.hit({}), at.hit(click.chopped(1)), at.hit(click + 'A'), at.hit(open),
                 at.hit(click, false), at.hit(linkToken(id, 3, key)), at.hit(linkToken(id, 65'535, key)),
                 at.hit(linkToken(id, 1, QByteArray(kLinkKeyBytes, '\0'))), at.hit(linkToken(at.lead.value, 1, key)),
                 at.hit(QByteArray(100'000, 'A')), at.hit("https://evil.example/")}) {
            const auto taken = takeLinkHit(*at.store, hit);
            QVERIFY2(!taken && taken.error().code == Error::Code::NotFound, hit.token.left(60).constData());
        }
        QCOMPARE(at.store.count("mail_event"), 0);
        QCOMPARE(at.store.count("deed"), deeds);
    }
    void aTargetThatIsNoHeaderIsNone()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        QVERIFY(
            at.store->database().execute("UPDATE mail_track SET targets='https://x.example/' || char(13) || 'Y: z'"));
        at.store.clock.advance(kHour);
        QVERIFY(!takeLinkHit(*at.store, at.hit(at.tokens(mail, 'c').front())));
    }
    void machinesAreCountedApartAndAreNoLineOfTheHistory()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        LinkHit early = at.hit(at.tokens(mail, 'o').front(), false), scanner = at.hit(at.tokens(mail, 'c').front());
        QVERIFY(takeLinkHit(*at.store, early)); // within seconds
        at.store.clock.advance(kHour);
        LinkHit proxy = early;
        proxy.agent = "Mozilla/5.0";
        scanner.headOnly = true;
        QVERIFY(takeLinkHit(*at.store, proxy) && takeLinkHit(*at.store, scanner));
        QCOMPARE(eventsOf(at), QByteArray("0 0 1\n1 1 1\n"));
        QCOMPARE(at.lines(Activity::Code::MailOpened) + at.lines(Activity::Code::MailClicked), 0);
        QCOMPARE(at.effect().machineOpened, 1);
        QCOMPARE(at.effect().opened + at.effect().clicked, 0);
        QVERIFY(takeLinkHit(*at.store, early)); // the customer, an hour later
        QCOMPARE(at.effect().machineOpened, 0);
        QCOMPARE(at.effect().opened, 1);
    }
    void aClickIsNoAnswerAndStopsNothing()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        const QByteArray state = "SELECT clock_state||' '||first_human||' '||first_contact||' '||last_contact||' '||"
                                 "attempts||' '||waiting_since||' '||clock_due||' '||score||' '||grp FROM lead_now";
        at.store.clock.advance(kMinute);
        const QByteArray before = at.store.list(state);
        QVERIFY(takeLinkHit(*at.store, at.hit(at.tokens(mail, 'c').front())));
        QVERIFY(takeLinkHit(*at.store, at.hit(at.tokens(mail, 'o').front(), false)));
        QCOMPARE(at.lines(Activity::Code::MailClicked), 1);
        QCOMPARE(at.store.list(state), before);
        QCOMPARE(at.run("ack_email")->replied, Time(0));
        QCOMPARE(plansOfLead(at.store->database(), at.lead)->front().state, Enrolment::State::Running);
    }
    void figuresAreWhatAHandCounts()
    {
        MeasuredStore at;
        const auto open = [&](const MailDraft &mail, const char *agent = nullptr) {
            LinkHit hit = at.hit(at.tokens(mail, 'o').front(), false);
            hit.agent = agent ? QByteArray(agent) : hit.agent;
            QVERIFY(takeLinkHit(*at.store, hit));
        };
        const auto click = [&](const MailDraft &mail) {
            QVERIFY(takeLinkHit(*at.store, at.hit(at.tokens(mail, 'c').front())));
        };
        std::vector<MailDraft> first, second;
        for (int i = 1; i <= 4; ++i)
            first.push_back(at.acknowledge(i));
        at.saveWords(QStringLiteral("We are open until eight."));
        for (int i = 5; i <= 7; ++i)
            second.push_back(at.acknowledge(i));
        at.useLinks(false);
        at.acknowledge(8); // goes out unmeasured
        at.store.clock.advance(kHour);
        open(first[0]);
        click(first[0]);
        click(first[0]);
        open(first[1], "Mozilla/5.0"); // a program alone
        open(first[2], "Mozilla/5.0");
        open(first[2]);
        open(second[0]);
        click(second[1]); // who sees no pictures
        const auto of = [&](int version) {
            EffectRow sum;
            for (const EffectRow &row : at.rows(EffectBy::Words))
                sum = row.text == QLatin1String("ack_email") && row.textVersion == version ? row : sum;
            return std::array{sum.done, sum.measured, sum.opened, sum.machineOpened, sum.clicked};
        };
        const int one = at.version - 1, two = at.version;
        QCOMPARE(of(one), (std::array{4, 4, 2, 1, 1}));
        QCOMPARE(of(two), (std::array{4, 3, 1, 0, 1}));
        const auto all = [](const EffectRow &row) {
            return std::array{row.done, row.measured, row.opened, row.machineOpened, row.clicked};
        };
        for (const EffectBy by : {EffectBy::Step, EffectBy::Channel})
            QCOMPARE(all(at.rows(by).front()), (std::array{8, 7, 3, 1, 2}));
        QCOMPARE(at.rows(EffectBy::Step).front().step, QStringLiteral("ack_email"));
        QCOMPARE(at.rows(EffectBy::Channel).front().channel, int(Channel::Email));
    }
    void aMailThatGoesAgainHasTheLinksThatItHad()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        MailDraft again = mailOf(at.last, *at.ways().mailOut, at.store.clock.now());
        QVERIFY(*measureMail(*at.store, at.last, again));
        QCOMPARE(again.html, mail.html);
        Message other = at.last;
        other.rich = QStringLiteral("<p>Others <a href=\"https://x.example/\">x</a></p>");
        MailDraft changed = mailOf(other, *at.ways().mailOut, at.store.clock.now());
        QVERIFY(!*measureMail(*at.store, other, changed)); // the links that have left lead where they led
        QCOMPARE(changed.html, other.rich);
        QCOMPARE(at.store.count("mail_track"), 1);
    }
    void takingTheInquiryBackLeavesTheLinksOfTheMailWorking()
    {
        MeasuredStore at;
        at.store->setPerson(at.store.dana);
        const MailDraft mail = at.acknowledge(1);
        at.store.clock.advance(kHour);
        QVERIFY(takeLinkHit(*at.store, at.hit(at.tokens(mail, 'o').front(), false)));
        QVERIFY(undoDeed(*at.store, at.captured));
        QCOMPARE(at.store.count("lead WHERE deleted=0"), 0);
        QCOMPARE(at.lines(Activity::Code::MailOpened), 0);
        const auto clicked = takeLinkHit(*at.store, at.hit(at.tokens(mail, 'c').front()));
        QVERIFY(clicked);
        QCOMPARE(*clicked, MeasuredStore::page());
        QCOMPARE(at.store.count("activity WHERE deleted=0"), 0); // of a lead that is gone nothing is told
        QCOMPARE(at.store.faults(), QStringList());
    }
    void whatIsAskedAtEachHitIsFoundByIndex()
    {
        MeasuredStore at;
        const MailDraft mail = at.acknowledge(1);
        at.store.clock.advance(kHour);
        QVERIFY(takeLinkHit(*at.store, at.hit(at.tokens(mail, 'o').front(), false)));
        StatementTrace trace(at.store->database());
        QVERIFY(takeLinkHit(*at.store, at.hit(at.tokens(mail, 'o').front(), false)));
        QVERIFY(planEffect(at.store->database(), 0, at.store.clock.now()));
        for (const auto &[sql, times] : trace.statements()) {
            for (const QByteArray &step : planOf(at.store->database(), sql))
                QVERIFY2(!step.startsWith("SCAN mail_") && !step.startsWith("SCAN v") && !step.startsWith("SCAN t"),
                    (sql + '\n' + step).constData());
        }
    }
};

UPDESK_TEST(TestMailTrack);
#include "tst_mailtrack.moc"
