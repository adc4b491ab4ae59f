// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dnc.h"
#include "core/desk/gate.h"
#include "core/desk/gaterows.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QBuffer>

using namespace updesk;

/// What was looked up on the national list is kept with what the gate said (US-4).
class TestLookUp : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromLatin1(text); }
    static GateAsk cold(Channel channel = Channel::Phone)
    {
        GateAsk ask;
        ask.channel = channel;
        ask.purpose = Purpose::Marketing;
        return ask;
    }

private Q_SLOTS:
    void US4_everyColdContactKeepsTheNumberAndTheListsDay()
    {
        TestStore store;
        store->setPerson(store.mike);
        LeadDraft draft = store.webLead(1);
        draft.region = words("NY");
        draft.phones = {{{}, words("+12125550150"), {}, PhoneKind::Mobile}};
        const Captured one = store.add(draft);
        QBuffer file;
        file.setData("212,5550151\n");
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(importDnc(*store, file, QDate(2026, 3, 1), *deskListTarget(*store)));
        for (const Channel way : {Channel::Phone, Channel::Text, Channel::Email}) {
            QVERIFY(passGate(*store, one.lead, cold(way)));
            const GateLog row = gateLogOfLead(store->database(), one.lead, 10)->back();
            const auto looked = lookUpIn(row.params);
            QVERIFY(looked);
            QCOMPARE(looked->number, words("+12125550150"));
            QCOMPARE(looked->dated, QDate(2026, 3, 1));
            QVERIFY(!looked->listed);
            QVERIFY(rulesDatedIn(row.params).isValid());
            store.clock.advance(kSecond);
        }
        GateAsk ask = cold();
        QVERIFY(
            keepVerdict(*store, one.lead, ask, *askGate(*store, one.lead, ask))); // a call that is told of afterwards
        QVERIFY(lookUpIn(gateLogSince(store->database(), 0, 1)->front().params));
        store.clock.advance(kSecond);
        QVERIFY(passGate(*store, one.lead, {})); // an answer looks nothing up
        QVERIFY(!lookUpIn(gateLogSince(store->database(), 0, 1)->front().params));
        QVERIFY(store->database().execute("UPDATE phone SET dnc_on=1"));
        store.clock.advance(kSecond);
        QVERIFY(passGate(*store, one.lead, cold()));
        QVERIFY(lookUpIn(gateLogSince(store->database(), 0, 1)->front().params)->listed);
    }
};

UPDESK_TEST(TestLookUp);
#include "tst_lookup.moc"
