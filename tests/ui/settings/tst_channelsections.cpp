// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelstate.h"
#include "tests/support/suite.h"
#include "tests/ui/settings/channeldesk.h"
#include "ui/parts/channelwords.h"

#include <QElapsedTimer>
#include <QLabel>

using namespace updesk;

static QString words(const char *text) { return QString::fromLatin1(text); }

/// The connections in the settings: typing, checking, saving, and who may. No server is asked.
class TestChannelSections : public QObject
{
    Q_OBJECT

    static void typeMail(ChannelDesk &desk)
    {
        desk.click("mail.on");
        desk.type("mailOut.host", words("smtp.store.example"));
        desk.type("mailOut.login", words("sales@store.example"));
        desk.type("mailOut.secret", words("horse battery"));
        desk.type("mail.fromName", words("Northgate Motors"));
        desk.type("mail.fromAddress", words("sales@store.example"));
    }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void aMailAccountIsTypedAndKeptWithoutItsPassword()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        QVERIFY(!desk.find("mail.save")->isEnabled());
        QVERIFY(!desk.find("mailOut.host")->isVisible());
        typeMail(desk);
        desk.choose("mailOut.security", 1);
        QCOMPARE(desk.find<QLineEdit>("mailOut.port")->text(), words("587"));
        QVERIFY(!desk.kept().mailOut); // nothing by itself
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(desk.saved("mail"), words("Saved."));
        const auto out = desk.kept().mailOut;
        QVERIFY(out);
        QCOMPARE(out->server.host, words("smtp.store.example"));
        QCOMPARE(out->server.port, 587);
        QCOMPARE(out->server.security, Security::StartTls);
        QCOMPARE(out->server.secret, desk.secretName("mail-out"));
        QCOMPARE(out->fromName, words("Northgate Motors"));
        QTRY_VERIFY(!desk.find<QLineEdit>("mailOut.secret")->placeholderText().isEmpty());
        QCOMPARE(desk.secrets.kept.value(desk.secretName("mail-out")), QByteArray("horse battery"));
        QVERIFY(desk.find<QLineEdit>("mailOut.secret")->text().isEmpty());
        QVERIFY(!desk.shell.store.list("SELECT value FROM setting").contains("horse battery"));
        QVERIFY(!desk.find("mail.save")->isEnabled());
        desk.find("section4")->setFocus();
        desk.shell.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!desk.kept().mailOut);
        QVERIFY(!desk.find<QCheckBox>("mail.on")->isChecked());
    }
    void anAddressOfLinksIsTypedAndTakenBack()
    {
        ChannelDesk desk;
        desk.put(ChannelDesk::aMailAccount());
        desk.open(ChannelDesk::Mail);
        QVERIFY(desk.find<QLineEdit>("mail.address")->text().isEmpty());
        desk.type("mail.address", words("http://go.store.example"));
        desk.click("mail.save");
        QVERIFY2(desk.fault("mail.address").contains(words("https://")), qPrintable(desk.fault("mail.address")));
        desk.type("mail.address", words("https://go.store.example/m"));
        desk.click("mail.save");
        QVERIFY2(desk.fault("mail.port").contains(words("65535")), qPrintable(desk.fault("mail.port")));
        desk.type("mail.port", words("9081"));
        desk.save("mail");
        QCOMPARE(desk.saved("mail"), words("Saved."));
        QCOMPARE(desk.kept().links, (LinkSettings{words("https://go.store.example/m"), 9081, {}}));
        QCOMPARE(desk.kept().mailOut, ChannelDesk::aMailAccount().mailOut);
        desk.type("mail.address", QString()); // empty: nothing is measured
        desk.save("mail");
        QVERIFY(!desk.kept().links);
        QVERIFY(desk.find<QLineEdit>("mail.port")->text().isEmpty());
        desk.find("section4")->setFocus();
        desk.shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.kept().links, (LinkSettings{words("https://go.store.example/m"), 9081, {}}));
        QCOMPARE(desk.find<QLineEdit>("mail.address")->text(), words("https://go.store.example/m"));
    }
    void aPasswordAloneIsReplacedAndNothingElse()
    {
        ChannelDesk desk;
        desk.secrets.kept[words("mail-out")] = "old";
        desk.put(ChannelDesk::aMailAccount());
        desk.open(ChannelDesk::Mail);
        QTRY_VERIFY(!desk.find<QLineEdit>("mailOut.secret")->placeholderText().isEmpty());
        desk.type("mailOut.secret", words("new"));
        QVERIFY(desk.find("mail.save")->isEnabled());
        desk.save("mail");
        QCOMPARE(desk.saved("mail"), words("Saved."));
        QCOMPARE(desk.secrets.kept.value(words("mail-out")), QByteArray("new")); // under the name that it had
        QCOMPARE(desk.kept(), ChannelDesk::aMailAccount());
    }
    void whatIsWrongStandsAtItsFieldAndNothingIsSaved_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::newRow("no host") << words("mailOut.host") << QString();
        QTest::newRow("a host with a slash") << words("mailOut.host") << words("smtp.store.example/in");
        QTest::newRow("no port") << words("mailOut.port") << QString();
        QTest::newRow("no login") << words("mailOut.login") << QString();
        QTest::newRow("no password") << words("mailOut.secret") << QString();
        QTest::newRow("no address") << words("mail.fromAddress") << words("sales");
        QTest::newRow("answers to nobody") << words("mail.replyTo") << words("@store.example");
        QTest::newRow("no unsubscribe") << words("mail.unsubscribe") << words("stop at store");
        QTest::newRow("a plain page") << words("mail.unsubscribeUrl") << words("http://store.example/stop");
    }
    void whatIsWrongStandsAtItsFieldAndNothingIsSaved()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, typed);
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        typeMail(desk);
        desk.type(qPrintable(field), typed);
        desk.click("mail.save");
        QVERIFY(!desk.fault(qPrintable(field)).isEmpty());
        QCOMPARE(desk.find(field)->accessibleDescription(), desk.fault(qPrintable(field)));
        QCOMPARE(QApplication::focusWidget()->objectName(), words("settings.") + field);
        QVERIFY(desk.saved("mail").startsWith(words("Nothing was saved")));
        QVERIFY(!desk.kept().mailOut);
        QVERIFY(desk.secrets.kept.isEmpty());
        desk.type(qPrintable(field), words("1"));
        QVERIFY(desk.fault(qPrintable(field)).isEmpty());
    }
    void withoutAKeyStoreNothingIsSaved()
    {
        ChannelDesk desk;
        desk.secrets.there = false;
        desk.open(ChannelDesk::Mail);
        typeMail(desk);
        desk.save("mail");
        QVERIFY2(desk.saved("mail").contains(words("no key store")), qPrintable(desk.saved("mail")));
        QVERIFY(!desk.kept().mailOut);
        QCOMPARE(desk.find<QLineEdit>("mailOut.secret")->text(), words("horse battery")); // not typed twice
        QVERIFY(desk.find("mail.save")->isEnabled());
    }
    void aKeyStoreThatIsSlowHoldsNobodyAndIsLeftAsItWasWhenNothingIsSaved()
    {
        ChannelDesk desk;
        desk.secrets.kept[words("mail-out")] = "old";
        desk.put(ChannelDesk::aMailAccount());
        desk.open(ChannelDesk::Mail);
        QTRY_VERIFY(!desk.find<QLineEdit>("mailOut.secret")->placeholderText().isEmpty());
        desk.type("mailOut.secret", words("new"));
        desk.slow = 400;
        QElapsedTimer took;
        took.start();
        desk.click("mail.save");
        QVERIFY(took.elapsed() < 200);
        QVERIFY(desk.saved("mail").contains(words("is asked")));
        QVERIFY(!desk.find("mail.save")->isEnabled());
        QVERIFY(desk.find<QLineEdit>("mailOut.host")->isReadOnly());
        ChannelSettings others = ChannelDesk::aMailAccount();
        others.mailOut->fromName = words("Northgate");
        desk.put(others); // meanwhile
        QTRY_VERIFY(desk.saved("mail").startsWith(words("Somebody else")));
        QCOMPARE(desk.kept(), others);
        desk.slow = 0;
        desk.click("mail.discard"); // asks for what is kept, after what was put back
        QTest::qWait(600);
        QCOMPARE(desk.secrets.kept.value(words("mail-out")), QByteArray("old"));
    }
    void othersReadThemAndChangeNothing()
    {
        ChannelDesk desk;
        desk.put(ChannelDesk::aMailAccount());
        desk.open(ChannelDesk::Mail, desk.shell.store.dana);
        QVERIFY(desk.find("mail.reason")->isVisible());
        QCOMPARE(desk.find<QLineEdit>("mailOut.host")->text(), words("smtp.store.example"));
        QVERIFY(desk.find<QLineEdit>("mailOut.host")->isReadOnly());
        for (const char *name :
            {"mail.on", "mail.save", "mail.testOut", "mail.send", "mail.addBox", "mailOut.security", "mail.testTo"})
            QVERIFY2(!desk.find(words(name))->isEnabled(), name);
        QVERIFY(desk.find<QLineEdit>("mailOut.secret")->isReadOnly());
        QTest::keyClicks(desk.find("mailOut.host"), words("evil"));
        QCOMPARE(desk.find<QLineEdit>("mailOut.host")->text(), words("smtp.store.example"));
        desk.shell.desk->take(desk.shell.store.mike);
        QVERIFY(!desk.find("mail.reason")->isVisible());
        QVERIFY(!desk.find<QLineEdit>("mailOut.host")->isReadOnly());
    }
    void typingStaysWhenSomebodyElseSaves()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        typeMail(desk);
        desk.put(ChannelDesk::aMailAccount());
        QCOMPARE(desk.find<QLineEdit>("mail.fromName")->text(), words("Northgate Motors"));
        desk.click("mail.save");
        QVERIFY2(desk.saved("mail").startsWith(words("Somebody else")), qPrintable(desk.saved("mail")));
        QCOMPARE(desk.kept(), ChannelDesk::aMailAccount());
        QVERIFY(desk.secrets.kept.isEmpty());
        desk.click("mail.discard");
        QCOMPARE(desk.find<QLineEdit>("mail.fromName")->text(), QString());
        QCOMPARE(desk.find<QLineEdit>("mail.fromAddress")->text(), words("sales@store.example"));
        desk.type("mail.fromName", words("Northgate"));
        desk.save("mail");
        QCOMPARE(desk.kept().mailOut->fromName, words("Northgate"));
    }
    void oneSectionLeavesTheOthersAlone()
    {
        ChannelDesk desk;
        ChannelSettings all = ChannelDesk::aMailAccount();
        desk.put(all);
        desk.open(ChannelDesk::Phone);
        desk.type("phone.outsideLine", words("9"));
        desk.save("phone");
        all.phone.emplace();
        all.phone->outsideLine = words("9");
        QCOMPARE(desk.kept(), all);
    }
    void eachMailboxHasAnEntryOfItsOwn()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        for (const char *login : {"leads", "sales"}) {
            desk.click("mail.addBox");
            QCOMPARE(QApplication::focusWidget()->objectName(), words("settings.mailIn.host"));
            desk.type("mailIn.host", words("imap.store.example"));
            desk.type("mailIn.login", words(login));
            desk.type("mailIn.secret", words("secret of ") + words(login));
        }
        desk.choose("mail.after", 2);
        desk.type("mail.moveTo", words("Done"));
        desk.choose("mail.box", 0);
        QCOMPARE(desk.find<QLineEdit>("mailIn.login")->text(), words("leads"));
        QVERIFY(!desk.find("mail.moveTo")->isVisible());
        desk.save("mail");
        QCOMPARE(desk.saved("mail"), words("Saved."));
        const auto boxes = desk.kept().mailIn;
        QCOMPARE(int(boxes.size()), 2);
        QCOMPARE(boxes[1].moveTo, words("Done"));
        QCOMPARE(boxes[0].largest, MailInSettings().largest);
        QCOMPARE(desk.secrets.kept.value(boxes[0].server.secret), QByteArray("secret of leads"));
        QCOMPARE(desk.secrets.kept.value(boxes[1].server.secret), QByteArray("secret of sales"));
        desk.click("mail.removeBox");
        desk.save("mail");
        QCOMPARE(int(desk.kept().mailIn.size()), 1);
        QCOMPARE(desk.kept().mailIn[0], boxes[1]);
    }
    void theMailboxThatIsWrongIsShown()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        for (int i = 0; i < 2; ++i) {
            desk.click("mail.addBox");
            desk.type("mailIn.host", words("imap.store.example"));
            desk.type("mailIn.login", words("leads"));
            desk.type("mailIn.secret", words("secret"));
        }
        desk.choose("mail.box", 0);
        desk.type("mail.folder", QString());
        desk.choose("mail.box", 1);
        desk.click("mail.save");
        QCOMPARE(desk.find<QComboBox>("mail.box")->currentIndex(), 0);
        QVERIFY(!desk.fault("mail.folder").isEmpty());
        QVERIFY(desk.kept().mailIn.empty());
    }
    void whatASearchFindsCanBeSaved()
    {
        ChannelDesk desk;
        desk.put(ChannelDesk::aMailAccount());
        desk.open(ChannelDesk::Phone);
        desk.type("search", words("sender's name"));
        QVERIFY(desk.find("mail.fromName")->isVisible());
        QVERIFY(!desk.find("mail.fromAddress")->isVisible());
        QVERIFY(!desk.find("phone.save")->isVisible());
        desk.type("mail.fromName", words("Northgate"));
        desk.save("mail");
        QCOMPARE(desk.kept().mailOut->fromName, words("Northgate"));
    }
    void aHeadWithNothingUnderItIsAway()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        const auto head = [&] {
            const auto labels = desk.find<QWidget>("mail.save")->window()->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [](const QLabel *label) {
                return label->isVisible() && label->text() == QStringLiteral("Opens and clicks");
            });
        };
        QVERIFY(desk.find("mail.save")->isVisible());
        QVERIFY(!head()); // no account, so no links of it
        desk.click("mail.on");
        QVERIFY(head());
        desk.click("mail.on");
        QVERIFY(!head());
        QVERIFY(desk.find("mail.save")->isVisible());
    }
    void theKeysGoThroughTheFieldsInTheirOrder()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        desk.click("mail.on");
        desk.find("mail.on")->setFocus();
        QStringList order;
        for (int i = 0; i < 16; ++i) {
            desk.shell.key(Qt::Key_Tab);
            order << QApplication::focusWidget()->objectName().section(u'.', 1);
        }
        order.removeAll(words("show"));
        const QString all =
            words("mailOut.host mailOut.port mailOut.security mailOut.kind mailOut.login mailOut.secret "
                  "mailOut.ca mailOut.chooseCa mail.fromName mail.fromAddress mail.replyTo "
                  "mail.unsubscribe mail.unsubscribeUrl mail.testOut mail.testTo");
        QCOMPARE(order.join(u' '), all);
    }
    void whatCannotBeReadIsLeftAsItIs()
    {
        ChannelDesk desk;
        desk.put(ChannelDesk::aMailAccount());
        QVERIFY(desk.shell.store->database().execute("UPDATE setting SET value='{' WHERE key='channels'"));
        QVERIFY(desk.shell.store->database().execute("UPDATE state SET v=v+1 WHERE k='config'"));
        desk.open(ChannelDesk::Mail);
        QVERIFY(desk.find("mail.reason")->isVisible());
        QVERIFY(desk.find("mail.reason")->property("text").toString().contains(words("cannot be read")));
        QVERIFY(!desk.find("mail.on")->isEnabled());
        QVERIFY(!desk.find("mail.save")->isEnabled());
    }
    void aWayThatDoesNotWorkSaysSince()
    {
        ChannelDesk desk;
        const Error login{Error::Code::Denied, words("login"), {}};
        QVERIFY(keepChannelStates(desk.shell.store->database(),
            {{ChannelState::Way::Mailbox, words("leads@imap.store.example"), desk.shell.store.clock.now() - kHour,
                login, 3, 0}}));
        desk.open(ChannelDesk::Mail);
        QVERIFY(desk.find("mail.trouble")->isVisible());
        const auto told = [&desk] { return desk.find<TextLabel>("mail.trouble")->text(); };
        QVERIFY2(told().startsWith(words("leads@imap.store.example")) && told().contains(ChannelWords::fault(login)),
            qPrintable(told()));
        QVERIFY(told().contains(words("9:00")));
        const Error away{Error::Code::Offline, words("server"), words("connect")};
        desk.shell.desk->settings()->setTrouble(Channel::Email, away);
        QVERIFY(told().startsWith(words("Nothing is sent: ") + ChannelWords::fault(away)));
        QVERIFY(desk.shell.toast().startsWith(words("Email cannot be sent. Nobody listens there.")));
        QVERIFY(keepChannelStates(desk.shell.store->database(), {}));
        desk.shell.desk->settings()->setTrouble(Channel::Email, std::nullopt);
        QVERIFY(!desk.find("mail.trouble")->isVisible());
    }
    void theShippedPlansAreTakenIntoUseFromHere()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        desk.shell.desk->settings()->screen()->go(3);
        QCOMPARE(desk.find<TextLabel>("shippedPlans")->text(), words("None is in use"));
        desk.click("usePlans");
        desk.find("section3")->setFocus();
        QCOMPARE(desk.find<TextLabel>("shippedPlans")->text(), words("All are in use"));
        QVERIFY(!desk.find("usePlans")->isVisible());
        QVERIFY(desk.shell.toast().startsWith(words("The shipped sequences are in use.")));
        desk.shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.find<TextLabel>("shippedPlans")->text(), words("None is in use"));
        desk.shell.desk->take(desk.shell.store.dana);
        QVERIFY(!desk.find("usePlans")->isVisible());
    }
    void everyErrorOfTheManualHasASentence()
    {
        static const QMap<QString, Error::Code> codes{{words("offline"), Error::Code::Offline},
            {words("busy"), Error::Code::Busy}, {words("denied"), Error::Code::Denied},
            {words("failed"), Error::Code::Failed}, {words("invalid"), Error::Code::Invalid},
            {words("not found"), Error::Code::NotFound}, {words("damaged"), Error::Code::Damaged},
            {words("conflict"), Error::Code::Conflict}};
        QFile manual(QStringLiteral(UPDESK_SOURCE_DIR "/docs/channels.md"));
        QVERIFY(manual.open(QIODevice::ReadOnly));
        const QString table =
            QString::fromUtf8(manual.readAll()).section(words("| subject | code |"), 1).section(words("\n\n"), 0, 0);
        const QString none = ChannelWords::fault({Error::Code::Failed, words("nothing of the kind"), {}});
        int said = 0;
        for (const QString &line : table.split(u'\n')) {
            const QStringList cells = line.split(u'|');
            if (!line.startsWith(words("| `")) || cells.size() < 4)
                continue;
            QStringList all;
            QString detail;
            for (const QString &word : cells[2].split(u',')) {
                const QString plain = word.trimmed();
                plain.startsWith(u'`') ? void(detail = plain.mid(1).chopped(1)) : void(all << plain);
            }
            for (const QString &subject : cells[1].split(u',')) {
                for (const QString &code : all) {
                    QVERIFY2(codes.contains(code), qPrintable(code));
                    const QString sentence =
                        ChannelWords::fault({codes[code], subject.trimmed().mid(1).chopped(1), detail});
                    QVERIFY2(sentence != none && !sentence.contains(words("is no setting")), qPrintable(line));
                    ++said;
                }
            }
        }
        QVERIFY2(said > 30, qPrintable(QString::number(said)));
    }
    void everythingThatActsHasAName()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        const SettingsScreen *screen = desk.shell.desk->settings()->screen();
        for (const auto *edit : screen->findChildren<QLineEdit *>())
            QVERIFY2(!edit->accessibleName().isEmpty(), qPrintable(edit->objectName()));
        for (const auto *box : screen->findChildren<QComboBox *>())
            QVERIFY2(!box->accessibleName().isEmpty(), qPrintable(box->objectName()));
    }
};
UPDESK_TEST(TestChannelSections);
#include "tst_channelsections.moc"
