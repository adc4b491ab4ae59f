// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelsettings.h"
#include "core/desk/gate.h"
#include "core/desk/ways.h"
#include "core/people/customerstore.h"
#include "tests/ui/lead/writingdesk.h"
#include "ui/lead/waywords.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>

using namespace updesk;

/// A customer with several numbers and addresses: which one is called, texted, mailed.
class TestContactWays : public QObject
{
    Q_OBJECT

    static inline const QString kOther = QStringLiteral("+12125550177"), kBad = QStringLiteral("+12125550178"),
                                kRefused = QStringLiteral("+12125550179");

    struct Desk : WritingDesk {
        Desk()
        {
            LeadDraft other = webLead(7);
            other.phones = {{{}, kRefused, {}, PhoneKind::Mobile}};
            other.emails = {{{}, QStringLiteral("shared@example.com")}};
            const Captured who = add(other);
            const auto laid = doDeed(*session, "test", {captured.lead}, [&](Transaction &tx) -> Result<void> {
                for (const QString &number : {kOther, kBad, kRefused}) {
                    Phone phone;
                    phone.id = {tx.freshId()};
                    phone.customer = captured.customer;
                    phone.typed = phone.e164 = number;
                    phone.kind = int(PhoneKind::Home);
                    phone.bad = number == kBad;
                    if (auto done = apply(tx, put(kPhone, phone)); !done)
                        return done;
                }
                Email email;
                email.id = {tx.freshId()};
                email.customer = captured.customer;
                email.typed = email.address = email.matching = QStringLiteral("shared@example.com");
                if (auto done = apply(tx, put(kEmail, email)); !done)
                    return done;
                Consent no;
                no.id = {tx.freshId()};
                no.customer = who.customer;
                no.state = Consent::State::No;
                no.words = QStringLiteral("leave me alone");
                no.at = tx.now();
                return apply(tx, put(kConsent, no));
            });
            if (!laid)
                qFatal("ways");
            first = CustomerStore(session->database()).phones(captured.customer)->front().e164;
        }
        QComboBox *ways() const { return find<QComboBox>("lead.composer.way"); }
        int placeOf(const QString &address) const
        {
            const auto &all = model()->ways();
            return int(std::ranges::find(all, address, &ContactWay::address) - all.begin());
        }
        bool isOpen(int place) const
        {
            return ways()->model()->flags(ways()->model()->index(place, 0)).testFlag(Qt::ItemIsEnabled);
        }
        QString first;
    };

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void eachStandsThereOnceWithWhyItCannotBeUsed()
    {
        Desk desk;
        const auto ways = contactWays(desk.session->database(), desk.captured.lead, Channel::Text);
        QVERIFY(ways);
        QCOMPARE(ways->size(), size_t(4));
        const auto no = [&](const QString &number) {
            const auto found = std::ranges::find(*ways, number, &ContactWay::address);
            return found == ways->end() ? ContactWay::No::Unreadable : found->no;
        };
        QCOMPARE(no(desk.first), ContactWay::No::None);
        QCOMPARE(no(kOther), ContactWay::No::None);
        QCOMPARE(no(kBad), ContactWay::No::Bad);
        QCOMPARE(no(kRefused), ContactWay::No::Refused);
        QCOMPARE(firstUsable(*ways), 0);
        QCOMPARE(
            contactWays(desk.session->database(), LeadId{newId(3)}, Channel::Text).error().code, Error::Code::NotFound);
        const auto mails = contactWays(desk.session->database(), desk.captured.lead, Channel::Email);
        QVERIFY(mails);
        QCOMPARE(mails->size(), size_t(2));
        QCOMPARE(mails->back().no, ContactWay::No::Refused);
    }
    void aTextGoesToTheNumberThatWasChosenByKey()
    {
        Desk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        QVERIFY(desk.ways()->isVisible() && !desk.shows("lead.composer.to"));
        QCOMPARE(desk.ways()->currentIndex(), desk.placeOf(desk.first));
        QCOMPARE(desk.model()->to(), desk.first);
        desk.ways()->setFocus();
        QTest::keyClick(desk.ways(), Qt::Key_Down);
        QCOMPARE(desk.model()->to(), kOther);
        QTest::keyClick(desk.ways(), Qt::Key_Down); // the others cannot be chosen
        QTest::keyClick(desk.ways(), Qt::Key_Down);
        QCOMPARE(desk.model()->to(), kOther);
        desk.send();
        QCOMPARE(desk.last().to, kOther);
    }
    void whatCannotBeChosenSaysWhy()
    {
        Desk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        for (const QString &number : {kBad, kRefused}) {
            const int place = desk.placeOf(number);
            QVERIFY(!desk.isOpen(place));
            desk.model()->chooseWay(place);
            QCOMPARE(desk.model()->to(), desk.first);
        }
        QVERIFY(desk.ways()->itemText(desk.placeOf(kBad)).contains(WayWords::why(ContactWay::No::Bad)));
        QVERIFY(desk.ways()->itemText(desk.placeOf(kRefused)).contains(WayWords::why(ContactWay::No::Refused)));
        QVERIFY(desk.isOpen(desk.placeOf(kOther)));
    }
    void theGateIsAskedAboutTheOneThatIsChosen()
    {
        Desk desk;
        desk.wide();
        QVERIFY(desk.session->database().execute("UPDATE phone SET dnc_on=1 WHERE e164='+12125550177'"));
        GateAsk ask;
        const auto facts = gateFactsOf(desk.session->database(), desk.dana, desk.captured.lead, ask);
        QVERIFY(facts && !facts->listed);
        ask.address = kOther;
        const auto second = gateFactsOf(desk.session->database(), desk.dana, desk.captured.lead, ask);
        QVERIFY(second && second->listed);
        QCOMPARE(second->address, kOther);
        ask.address = kBad;
        QCOMPARE(askGate(*desk.session, desk.captured.lead, ask).error().subject, QStringLiteral("no_phone"));
        ask.address = kRefused;
        QVERIFY(isRefusal(*askGate(*desk.session, desk.captured.lead, ask)));
    }
    void theChoiceStaysWithTheDraftWhileItCanBeUsed()
    {
        Desk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.model()->chooseWay(desk.placeOf(kOther));
        desk.write(QStringLiteral("Half a sen"));
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_T);
        QCOMPARE(desk.model()->to(), kOther);
        desk.key(Qt::Key_Escape);
        QVERIFY(desk.session->database().execute("UPDATE phone SET bad=1 WHERE e164='+12125550177'"));
        desk.key(Qt::Key_T);
        QCOMPARE(desk.model()->to(), desk.first);
        QCOMPARE(desk.edit()->toPlainText(), QStringLiteral("Half a sen"));
    }
    void withOneNumberNothingIsAsked()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        QVERIFY(desk.shows("lead.composer.to") && !desk.shows("lead.composer.way"));
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_C, Qt::ShiftModifier);
        QCOMPARE(desk.dialler.dialled.size(), 1);
    }
    void anotherNumberIsCalledByItsDigit()
    {
        Desk desk;
        desk.wide();
        desk.key(Qt::Key_C, Qt::ShiftModifier);
        QVERIFY(desk.shows("lead.prompt"));
        QVERIFY(desk.dialler.dialled.isEmpty());
        const QString aside = desk.find<QLabel>("lead.prompt.aside")->text();
        QVERIFY(aside.contains(WayWords::why(ContactWay::No::Bad)));
        QVERIFY(aside.contains(WayWords::why(ContactWay::No::Refused)));
        desk.key(Qt::Key_2);
        QCOMPARE(desk.dialler.dialled, QStringList{kOther});
        QVERIFY(desk.screen->isOnCall());
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_5); // wrong number: the one that was dialled
        QCOMPARE(desk.count("phone WHERE bad=1 AND e164='+12125550177'"), qint64(1));
        QCOMPARE(desk.count("phone WHERE bad=1 AND e164='" + desk.first.toLatin1() + "'"), qint64(0));
    }
    void cStillCallsTheFirstAtOnce()
    {
        Desk desk;
        desk.wide();
        desk.key(Qt::Key_C);
        QCOMPARE(desk.dialler.dialled, QStringList{desk.first});
    }
    void callsAreDialledAsThePhoneSettingsSay()
    {
        Desk desk;
        desk.wide();
        desk.key(Qt::Key_C);
        QCOMPARE(desk.dialler.links, QStringList{QStringLiteral("tel:") + desk.first});
        desk.key(Qt::Key_4);
        const PersonId dana = desk.session->person();
        desk.session->setPerson(desk.mike);
        ChannelSettings ways;
        ways.phone.emplace();
        ways.phone->dialBy = DialBy::Sip;
        ways.phone->sipDomain = QStringLiteral("pbx.example.com");
        QVERIFY(setChannelSettings(*desk.session, ways));
        desk.session->setPerson(dana);
        desk.clock.advance(kMinute);
        desk.key(Qt::Key_C);
        QCOMPARE(desk.dialler.links.back(), QStringLiteral("sip:%1@pbx.example.com;user=phone").arg(desk.first));
    }
    void itIsSeen_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("size");
        QTest::newRow("light") << false << 100;
        QTest::newRow("dark") << true << 100;
        QTest::newRow("200") << false << 200;
    }
    void itIsSeen()
    {
        QFETCH(bool, dark);
        QFETCH(int, size);
        Desk desk;
        setTheme(dark ? ThemeName::Dark : ThemeName::Light);
        setTextSize(size);
        const auto save = [&](const char *what) {
            QTest::qWait(50); // layouts settle
            const QString folder = QStringLiteral(UPDESK_BUILD_DIR "/pictures");
            const QString name =
                QStringLiteral("/ways-%1-%2.png").arg(QLatin1String(what), QLatin1String(QTest::currentDataTag()));
            QVERIFY(desk.screen->grab().save(folder + name));
        };
        desk.wide();
        desk.key(Qt::Key_T);
        const QRect box = QRect(desk.ways()->mapTo(desk.screen.get(), QPoint()), desk.ways()->size());
        QVERIFY(desk.ways()->isVisible() && box.right() <= desk.screen->width());
        save("text");
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_C, Qt::ShiftModifier);
        QVERIFY(desk.shows("lead.prompt"));
        save("call");
    }
};
UPDESK_TEST(TestContactWays);
#include "tst_contactways.moc"
