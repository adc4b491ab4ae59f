// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capture.h"
#include "core/desk/filetext.h"
#include "core/store/setback.h"
#include "core/sync/outbox.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// STOP and START of a customer at the desks of a shared store.
class TestStartDesks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTheHostHearsHoldsAtEveryDesk()
    {
        SyncServer server;
        const auto lone = adopted(server, 0, nullptr, SystemClock().now());
        HostDesk host(server, lone->clock, "host"), ann(server, lone->clock, "ann");
        ann.session->setPerson(server.person("ann"));
        const auto made = capture(*ann.session, phoneLead(*lone, 1));
        QVERIFY(made);
        const auto meet = [&] {
            for (int i = 0; i < 2; ++i) {
                ann.talk();
                host.talk();
            }
        };
        meet();
        const auto text = [&](const char *id, const char *body) {
            lone->clock.advance(kMinute);
            const auto filed = fileText(*host.session,
                {QString::fromLatin1(id), fromPhone(1), QStringLiteral("+14045550100"), QString::fromLatin1(body), 0});
            if (!filed || filed->how != FiledText::How::Filed)
                qFatal("text");
            meet();
        };
        const auto can = [&] { return *contactable(ann.session->database(), made->customer); };
        QVERIFY(can().text);
        text("SM1", "STOP");
        QVERIFY(!can().text && !can().call);
        text("SM2", "START");
        QVERIFY(can().text);
        QVERIFY(!can().call && !can().email);
        for (HostDesk *desk : {&ann, &host}) {
            QVERIFY(setbacks(desk->session->database())->empty());
            QCOMPARE(unsent(desk->session->database())->deeds, 0);
        }
        QCOMPARE(ann.rows(), host.rows());
    }
};

UPDESK_TEST(TestStartDesks);
#include "tst_startdesks.moc"
