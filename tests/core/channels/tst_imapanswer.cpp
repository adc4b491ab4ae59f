// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/imapanswer.h"
#include "core/channels/mailboxname.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace updesk;

namespace
{

std::vector<ImapAnswer> answersIn(const QByteArray &bytes, qsizetype step)
{
    ImapReader reader(1'000, 10'000);
    std::vector<ImapAnswer> answers;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        reader.feed(bytes.mid(at, step));
        for (;;) {
            auto answer = reader.next();
            if (!answer || !*answer)
                break;
            answers.push_back(**answer);
        }
    }
    return answers;
}

std::optional<ImapFetched> fetched(const QByteArray &bytes)
{
    const auto answers = answersIn(bytes, bytes.size());
    return answers.size() == 1 ? fetchedIn(answers.front()) : std::nullopt;
}

/// The error of whatever these bytes end in.
QString errorIn(const QByteArray &bytes)
{
    ImapReader reader(1'000, 10'000);
    reader.feed(bytes);
    for (int i = 0; i < 1'000; ++i) {
        const auto answer = reader.next();
        if (!answer)
            return answer.error().detail;
        if (!*answer)
            return {};
    }
    return QStringLiteral("endless");
}

} // namespace

class TestImapAnswer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersAreTheSameHoweverTheirBytesCome()
    {
        const QByteArray bytes = "* 1 FETCH (UID 7 BODY[] {12}\r\nA1 OK\r\n* 2\r\n)\r\n* SEARCH 1 2\r\nU1 OK done\r\n";
        const auto whole = answersIn(bytes, bytes.size());
        QCOMPARE(whole.size(), size_t(3));
        QCOMPARE(whole[0].literals, std::vector<QByteArray>{"A1 OK\r\n* 2\r\n"});
        QCOMPARE(whole[2].line, QByteArray("U1 OK done"));
        for (qsizetype step = 1; step < bytes.size(); ++step)
            QCOMPARE(answersIn(bytes, step), whole);
    }
    void aMessageIsReadInWhateverOrderItComes()
    {
        const ImapFetched expected{7, 4, QByteArray("a\r\nb")};
        QCOMPARE(*fetched("* 1 FETCH (UID 7 RFC822.SIZE 4 BODY[] {4}\r\na\r\nb)\r\n"), expected);
        QCOMPARE(*fetched("* 1 fetch (body[] {4}\r\na\r\nb FLAGS (\\Seen \")\" {1}\r\n() uid 7 rfc822.size 4)\r\n"),
            expected);
        QCOMPARE(fetched("* 1 FETCH (UID 7 BODY[] \"a\\\"b\")\r\n")->body, QByteArray("a\"b"));
        QVERIFY(!fetched("* 1 FETCH (UID 7 BODY[] NIL)\r\n")->body);
        QCOMPARE(fetched("* 1 FETCH (UID 7 BODY[HEADER] {0}\r\n)\r\n")->body, QByteArray());
    }
    void whatIsNoMessageIsNone()
    {
        for (const char *line : {"* 1 EXISTS", "* SEARCH 1", "U1 OK", "* 1 FETCH", "* 1 FETCH (UID", "* 1 FETCH (UID 7",
                 "* 0 FETCH (UID 7)", "* x FETCH (UID 7)", "* 1 FETCH (BODY[] \"x)", "* 1 FETCH (()", "", "*"})
            QVERIFY2(!fetched(QByteArray(line) + "\r\n"), line);
    }
    void aSearchGivesNumbersInOrder()
    {
        const auto found = [](const char *line) { return foundIn({line, {}}); };
        QCOMPARE(*found("* SEARCH 5 3 3 9"), (std::vector<quint32>{3, 5, 9}));
        QCOMPARE(*found("* search"), std::vector<quint32>());
        QCOMPARE(*found("* SEARCH 1 0 4294967295 4294967296 99999999999999999999 x7 (MODSEQ 12)"),
            (std::vector<quint32>{1, 7, 4294967295u}));
        QVERIFY(!found("* SEARCHES 1"));
        QVERIFY(!found("* LIST () \"/\" 1"));
    }
    void numbersInBracketsAreRead()
    {
        QCOMPARE(codeIn("* OK [UIDVALIDITY 3857529045] UIDs valid", "UIDVALIDITY"), 3857529045u);
        QCOMPARE(codeIn("* ok [uidnext 4392]", "UIDNEXT"), 4392u);
        for (const char *line : {"* OK [UIDNEXT x]", "* OK [UIDNEXT", "* OK UIDNEXT 5", "* OK [UIDNEXT 99999999999]"})
            QCOMPARE(codeIn(line, "UIDNEXT"), 0u);
    }
    void noMoreIsHeldThanItsLimit()
    {
        QCOMPARE(errorIn(QByteArray(2'000, 'x')), QStringLiteral("line"));
        QCOMPARE(errorIn(QByteArray(2'000, 'x') + "\r\n"), QStringLiteral("line"));
        QCOMPARE(errorIn("* 1 FETCH (BODY[] {10001}\r\n"), QStringLiteral("literal"));
        QCOMPARE(errorIn("* 1 FETCH (BODY[] {99999999999999999999}\r\nx\r\n"), QString());
        QCOMPARE(errorIn(QByteArray("{1}\r\nx").repeated(50)), QStringLiteral("literals"));
        QCOMPARE(errorIn("* OK {-5}\r\n* OK {}\r\n* OK {a}\r\n"), QString());
    }
    void readingTakesAsLongAsThereIsToRead()
    {
        QElapsedTimer timer;
        timer.start();
        ImapReader reader(16'000'000, 40'000'000);
        reader.feed("* 1 FETCH (BODY[] {30000000}\r\n");
        int answers = 0;
        const QByteArray piece(16'384, 'x');
        for (int i = 0; i < 1'900; ++i) {
            reader.feed(piece);
            const auto answer = reader.next();
            QVERIFY(bool(answer));
            answers += *answer ? 1 : 0;
        }
        QCOMPARE(answers, 0);
        reader.feed(")\r\n");
        const auto answer = reader.next();
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->literals.front().size(), qsizetype(30'000'000));
        QVERIFY2(timer.elapsed() < 5'000, QByteArray::number(timer.elapsed()).constData());
    }
    void foldersAreSpelledAsTheProtocolSpellsThem()
    {
        QCOMPARE(mailboxName(QStringLiteral("INBOX")), QByteArray("INBOX"));
        QCOMPARE(mailboxName(QStringLiteral("Entwürfe")), QByteArray("Entw&APw-rfe"));
        QCOMPARE(mailboxName(QStringLiteral("R&D")), QByteArray("R&-D"));
        QCOMPARE(mailboxName(QStringLiteral("~peter/mail/台北/日本語")), QByteArray("~peter/mail/&U,BTFw-/&ZeVnLIqe-"));
        QCOMPARE(mailboxName(QStringLiteral("\U0001F697")), QByteArray("&2D3elw-"));
        QCOMPARE(quotedMailbox(QStringLiteral("a\"b\\c")), QByteArray("\"a\\\"b\\\\c\""));
        QCOMPARE(mailboxName(QStringLiteral("a\r\nU2 DELETE INBOX")), QByteArray());
        QCOMPARE(mailboxName(QStringLiteral("a") + QChar(0xD83D)), QByteArray());
        QCOMPARE(mailboxName(QString()), QByteArray());
    }
};
UPDESK_TEST(TestImapAnswer);
#include "tst_imapanswer.moc"
