// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/parts/sentencesync.h"

#include <set>

using namespace updesk;

/// What signing in, joining and syncing can fail with, in words.
class TestSyncWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFailureHasWordsOfItsOwn()
    {
        using Code = Error::Code;
        const std::pair<Code, const char *> failures[] = {{Code::Denied, "password"}, {Code::Denied, "login"},
            {Code::Denied, "store"}, {Code::Denied, "person"}, {Code::Denied, "right"}, {Code::Denied, "pin"},
            {Code::Denied, "pin_spent"}, {Code::Invalid, "pin"}, {Code::Denied, "code"}, {Code::Busy, "code"},
            {Code::Duplicate, "factor"}, {Code::NotFound, "factor"}, {Code::Denied, "self"}, {Code::Denied, "keychain"},
            {Code::Offline, "keychain"}, {Code::Denied, "address"}, {Code::Denied, "authority"},
            {Code::Denied, "certificate"}, {Code::Denied, "certificate_name"}, {Code::Denied, "certificate_early"},
            {Code::Denied, "certificate_expired"}, {Code::Denied, "durability"}, {Code::Busy, "connections"},
            {Code::NotFound, "database"}, {Code::NotFound, "schema"}, {Code::NotFound, "server"},
            {Code::TooNew, "server"}, {Code::Duplicate, "rows"}, {Code::Duplicate, "server"},
            {Code::Duplicate, "other_store"}, {Code::Invalid, "url"}, {Code::Invalid, "store"},
            {Code::Invalid, "invite"}, {Code::TooNew, "invite"}, {Code::Damaged, "invite"},
            {Code::Damaged, "certificate"}, {Code::Denied, "size"}, {Code::Denied, "key"}};
        std::set<QString> said;
        for (const auto &[code, subject] : failures) {
            const QString words = syncSentence({code, QLatin1String(subject), QStringLiteral("28P01 from the log")});
            QVERIFY2(words.endsWith(u'.') && !words.contains(QLatin1String("28P01")), subject);
            QVERIFY2(said.insert(words).second, subject);
        }
        QCOMPARE(syncSentence({Code::Denied, QStringLiteral("customer"), {}}), QString());
        QCOMPARE(syncSentence({Code::Offline, QStringLiteral("server"), {}}), QString());
    }
    void aPersonWhoIsOutIsNamedWithTheReason()
    {
        const QString dana = QStringLiteral("Dana");
        std::set<QString> said;
        for (const Error &error : {Error{Error::Code::Denied, QStringLiteral("password"), {}},
                 Error{Error::Code::Denied, QStringLiteral("login"), {}},
                 Error{Error::Code::Denied, QStringLiteral("store"), {}},
                 Error{Error::Code::Busy, QStringLiteral("connections"), {}}}) {
            const QString words = absenceSentence(error, dana);
            QVERIFY(words.contains(dana) && !words.contains(QLatin1String("%1")));
            QVERIFY(said.insert(words).second);
        }
    }
};

UPDESK_TEST(TestSyncWords);
#include "tst_syncwords.moc"
