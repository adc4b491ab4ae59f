// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagedraft.h"
#include "core/store/desksetting.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What somebody is writing stays at the desk until it has left.
class TestMessageDraft : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }
    static MessageDraft aDraft()
    {
        MessageDraft draft;
        draft.subject = words("Sí");
        draft.body = words("Half a \"sen\"\n{first}");
        draft.text = words("first_text");
        draft.textVersion = 3;
        draft.language = words("es");
        return draft;
    }

private Q_SLOTS:
    void itComesBackAsItWasEachPersonsOwnByLeadAndWay()
    {
        TestStore store;
        const LeadId lead{newId(1)}, other{newId(2)};
        Database &database = store->database();
        QVERIFY(keepMessageDraft(database, store.dana, lead, Channel::Text, aDraft()));
        store.reopen();
        QCOMPARE(*keptMessageDraft(store->database(), store.dana, lead, Channel::Text), aDraft());
        QCOMPARE(*keptMessageDraft(store->database(), store.omar, lead, Channel::Text), MessageDraft());
        QCOMPARE(*keptMessageDraft(store->database(), store.dana, lead, Channel::Email), MessageDraft());
        QCOMPARE(*keptMessageDraft(store->database(), store.dana, other, Channel::Text), MessageDraft());
        QVERIFY(keepMessageDraft(store->database(), store.dana, lead, Channel::Text, {}));
        QCOMPARE(store.count("desk_setting WHERE k LIKE 'message:%'"), 0);
    }
    void whatWasSentIsADraftOnlyWhileItIsTakenBack_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<bool>("back");
        QTest::newRow("not there") << QByteArray() << true;
        QTest::newRow("cancelled") << QByteArray("cancelled") << true;
        QTest::newRow("queued") << QByteArray("queued") << false;
        QTest::newRow("sending") << QByteArray("sending") << false;
        QTest::newRow("sent") << QByteArray("sent") << false;
        QTest::newRow("unknown") << QByteArray("unknown") << false;
    }
    void whatWasSentIsADraftOnlyWhileItIsTakenBack()
    {
        QFETCH(QByteArray, state);
        QFETCH(bool, back);
        TestStore store;
        Message message;
        message.id = {newId(store.clock.now())};
        message.state = QString::fromLatin1(state);
        if (!state.isEmpty())
            QVERIFY(doDeed(*store, "test", {}, [&](Transaction &tx) { return takeRow(tx, kMessage, message); }));
        MessageDraft draft = aDraft();
        draft.sent = message.id;
        const LeadId lead{newId(1)};
        QVERIFY(keepMessageDraft(store->database(), store.dana, lead, Channel::Text, draft));
        QCOMPARE(
            *keptMessageDraft(store->database(), store.dana, lead, Channel::Text), back ? aDraft() : MessageDraft());
        QCOMPARE(store.count("desk_setting WHERE k LIKE 'message:%'"), back ? 1 : 0);
    }
    void whatCannotBeReadIsNoDraft()
    {
        TestStore store;
        const LeadId lead{newId(1)};
        const QString key = QStringLiteral("message:%1:%2:%3")
                                .arg(QString::fromLatin1(store.dana.value.hex()), QString::fromLatin1(lead.value.hex()))
                                .arg(int(Channel::Text));
        for (const char *text : {"[1]", "{\"body\":7,\"sent\":\"zz\"}", "nonsense"}) {
            QVERIFY(setDeskSetting(store->database(), key, words(text)));
            QCOMPARE(keptMessageDraft(store->database(), store.dana, lead, Channel::Text)->body, QString());
        }
    }
};
UPDESK_TEST(TestMessageDraft);
#include "tst_messagedraft.moc"
