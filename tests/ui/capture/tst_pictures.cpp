// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/lead.h"
#include "core/vehicles/stock.h"
#include "tests/ui/capture/desk.h"
#include "ui/welcome/welcomepage.h"

using namespace updesk;

class TestPictures : public QObject
{
    Q_OBJECT
private:
    static void fill(FormDesk &desk)
    {
        const auto person = [&](const char *first, const char *last, const char *phone, const char *mail) {
            LeadDraft draft = desk.store.webLead(1);
            draft.externalId = QLatin1String(phone);
            draft.first = QLatin1String(first);
            draft.last = QLatin1String(last);
            draft.full = draft.first + u' ' + draft.last;
            draft.phones = {{{}, QLatin1String(phone), {}, PhoneKind::Mobile}};
            draft.emails.clear();
            if (*mail)
                draft.emails = {{{}, QLatin1String(mail)}};
            CaptureChoices fresh;
            fresh.newPerson = true;
            return desk.store.add(draft, fresh);
        };
        const Captured sam = person("Sam", "Okafor", "+15555550144", "");
        const Captured samuel = person("Samuel", "Okafor", "+15555550188", "s.okafor@example.com");
        const auto done = doDeed(*desk.store, "test", {samuel.lead}, [&](Transaction &tx) -> Result<void> {
            OwnedVehicle car;
            car.id = {tx.freshId()};
            car.customer = sam.customer;
            car.year = 2019;
            car.make = QStringLiteral("Toyota");
            car.model = QStringLiteral("Corolla");
            car.boughtHere = true;
            if (auto put1 = apply(tx, put(kOwnedVehicle, car)); !put1)
                return put1;
            const auto lead = load(tx.database(), kLead, samuel.lead.value);
            Lead closed = *lead;
            closed.closed = Closed::Lost;
            closed.closedAt = tx.now();
            return apply(tx, set(kLead, *lead, closed));
        });
        QVERIFY(done);
        desk.store.clock.advance(3 * kMinute);
        desk.walkIn();
        desk.type(QStringLiteral("5555550144"));
        desk.key(Qt::Key_Tab);
        desk.type(QStringLiteral("Sam"));
        desk.key(Qt::Key_Tab);
        desk.type(QStringLiteral("Okafor"));
        desk.key(Qt::Key_Tab);
        desk.type(QStringLiteral("rav4 xle"));
    }
private Q_SLOTS:
    void cleanup()
    {
        setTextSize(100);
        setTheme(ThemeName::Light);
    }
    void walkInAsInTheMock()
    {
        FormDesk desk;
        fill(desk);
        desk.picture(QStringLiteral("walkin-light"));
        setTheme(ThemeName::Dark);
        desk.picture(QStringLiteral("walkin-dark"));
    }
    void walkInInASmallWindow()
    {
        FormDesk desk({1024, 700});
        fill(desk);
        desk.picture(QStringLiteral("walkin-1024"));
        setTextSize(200);
        desk.picture(QStringLiteral("walkin-1024-200"));
    }
    void phoneUpWithEverythingWrong()
    {
        FormDesk desk;
        desk.phoneUp();
        desk.type(QStringLiteral("55501"));
        desk.key(Qt::Key_Tab);
        desk.edit("appt")->setFocus();
        desk.type(QStringLiteral("sat 10"));
        desk.find<QAbstractButton>("plusEmail")->click();
        desk.type(QStringLiteral("sam@example"));
        desk.edit("first")->setFocus();
        desk.store.clock.advance(42 * kSecond);
        QTest::qWait(1100);
        desk.picture(QStringLiteral("phoneup-light"));
    }
    void theWelcomePage()
    {
        setTheme(ThemeName::Light);
        WelcomePage page;
        page.resize(1366, 768);
        page.show();
        page.focusTarget()->setFocus();
        QApplication::processEvents();
        QVERIFY(page.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/welcome-light.png")));
        setTheme(ThemeName::Dark);
        page.resize(1024, 700);
        setTextSize(200);
        page.setError(QStringLiteral("Could not read the set-up file. Nothing was changed."));
        QApplication::processEvents();
        QVERIFY(page.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/welcome-dark-200.png")));
    }
    void theWelcomePageOnlyAsks()
    {
        WelcomePage page;
        QSignalSpy sample(&page, &WelcomePage::sampleChosen);
        QSignalSpy setUp(&page, &WelcomePage::setUpChosen);
        page.show();
        page.findChild<QAbstractButton *>(QStringLiteral("welcome.sample"))->click();
        QCOMPARE(sample.size(), 1);
        auto *choose = page.findChild<QAbstractButton *>(QStringLiteral("welcome.setup"));
        page.setFileChooser([] { return QString(); });
        choose->click();
        QCOMPARE(setUp.size(), 0);
        page.setFileChooser([] { return QStringLiteral("store.json"); });
        choose->click();
        QCOMPARE(setUp.size(), 1);
        QCOMPARE(setUp.front().front().toString(), QStringLiteral("store.json"));
        page.setBusy(QStringLiteral("Making the sample store"));
        QVERIFY(!choose->isEnabled());
        page.setBusy({});
        QVERIFY(choose->isEnabled());
    }
};
UPDESK_TEST(TestPictures);
#include "tst_pictures.moc"
