// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/voicemail.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Voicemails take turns (F60).
class TestVoicemail : public QObject
{
    Q_OBJECT

    static std::vector<Script> four()
    {
        std::vector<Script> out;
        for (const char *key : {"a", "b", "c", "d"}) {
            Script script;
            script.key = QLatin1String(key);
            script.kind = ScriptKind::Voicemail;
            out.push_back(script);
        }
        return out;
    }

private Q_SLOTS:
    void theNextUnusedOneIsLeft_data()
    {
        QTest::addColumn<QString>("heard"); // a letter each; "?": nobody noted which
        QTest::addColumn<QString>("next");
        QTest::newRow("none yet") << ""
                                  << "a";
        QTest::newRow("one") << "a"
                             << "b";
        QTest::newRow("out of turn") << "b"
                                     << "a";
        QTest::newRow("two out of turn") << "bc"
                                         << "a";
        QTest::newRow("a gap") << "acd"
                               << "b";
        QTest::newRow("all, in turn") << "abcd"
                                      << "a";
        QTest::newRow("all, then one") << "abcda"
                                       << "b";
        QTest::newRow("all, another turn") << "dcba"
                                           << "d";
        QTest::newRow("by count") << "???"
                                  << "d";
        QTest::newRow("by count after one") << "b?"
                                            << "c";
        QTest::newRow("by count all round") << "?????"
                                            << "b";
        QTest::newRow("one that is gone") << "x"
                                          << "a";
    }
    void theNextUnusedOneIsLeft()
    {
        QFETCH(QString, heard);
        QFETCH(QString, next);
        QStringList keys;
        for (const QChar c : heard)
            keys << (c == u'?' ? QString() : QString(c));
        const std::vector<Script> scripts = four();
        QCOMPARE(nextVoicemail(scripts, keys)->key, next);
    }
    void withoutScriptsThereIsNone()
    {
        QVERIFY(!nextVoicemail({}, {}));
        QVERIFY(!nextVoicemail({}, {QString(), QStringLiteral("a")}));
    }
    void theVersionIsReadBackFromVoicemailsOnly()
    {
        Activity call;
        noteVoicemail(call, QStringLiteral("voicemail_value"));
        QCOMPARE(notedVoicemail(call), QString());
        call.outcome = Outcome::Voicemail;
        QCOMPARE(notedVoicemail(call), QStringLiteral("voicemail_value"));
        call.providerText = QStringLiteral("{\"parting\":1}");
        QCOMPARE(notedVoicemail(call), QString());
    }
};
UPDESK_TEST(TestVoicemail);
#include "tst_voicemail.moc"
