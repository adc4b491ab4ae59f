// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/receiveround.h"
#include "core/desk/sendround.h"
#include "tests/core/channels/fetch.h"
#include "tests/core/desk/measured.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Opens and clicks from end to end: a mail of a plan goes through a real SMTP server, and what was delivered is opened
/// and clicked over HTTP.
class TestMailMeasured : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_smtp;

    FakeSecrets m_secrets;
    std::optional<MailOutSettings> account() const
    {
        auto out = SendingStore::ways().mailOut;
        out->server = m_smtp->access(Security::Tls);
        return out;
    }
    int mails() const { return m_smtp->count(Security::Tls); }
    /// The text of the newest mail's part of this kind, as a mail program shows it.
    QString part(const char *kind) const
    {
        const QByteArray mail = m_smtp->mail(Security::Tls, mails());
        const qsizetype head = mail.indexOf(QByteArray("Content-Type: text/") + kind);
        const qsizetype from = head < 0 ? -1 : mail.indexOf("\r\n\r\n", head);
        if (from < 0)
            return {};
        QByteArray text = mail.mid(from + 4);
        text = text.left(text.indexOf("\r\n--"));
        QByteArray out;
        text.replace("=\r\n", "");
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] != '=') {
                out += text[i];
                continue;
            }
            out += char(text.mid(i + 1, 2).toInt(nullptr, 16));
            i += 2;
        }
        return QString::fromUtf8(out);
    }
    /// One turn of the program that sends.
    void send(MeasuredStore &at)
    {
        Gateways gateways(m_secrets);
        SendRound round(*at.store, gateways);
        DeskLane lane(at.store->database(), 1);
        const int before = mails();
        if (!*lane.hold() || !round.turn(lane, kAlone))
            qFatal("turn");
        lane.giveBack();
        if (mails() != before + 1)
            qFatal("%d mails", mails() - before);
    }
    static std::unique_ptr<ReceiveRound> listen(MeasuredStore &at, Secrets &secrets)
    {
        at.store->setPerson({});
        auto round = std::make_unique<ReceiveRound>(*at.store, secrets);
        if (!round->turn() || round->states().size() != 1 || round->states().front().since != 0)
            qFatal("listener");
        return round;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_smtp = std::make_unique<SmtpServer>();
        m_secrets.kept[QStringLiteral("mail-out")] = SmtpServer::secretWord();
    }
    void cleanupTestCase() { m_smtp.reset(); }

    void aDeliveredMailIsOpenedAndItsLinkFollowed()
    {
        MeasuredStore at(true, account());
        at.useLinks(true, ServerProcess::freePort());
        const QString base = at.settings.links->address;
        at.inquire(1);
        send(at);
        const QString html = part("html"), plain = part("plain");
        QVERIFY2(plain.contains(MeasuredStore::page()) && !plain.contains(base), qPrintable(plain));
        QVERIFY2(!html.contains(MeasuredStore::page().toHtmlEscaped()), qPrintable(html));
        const auto clicks = MeasuredStore::tokensIn(html, 'c'), opens = MeasuredStore::tokensIn(html, 'o');
        QCOMPARE(clicks.size(), 2);
        QCOMPARE(opens.size(), 1);
        QVERIFY(html.contains(base + QStringLiteral("/o/") + QString::fromLatin1(opens.front())));
        QCOMPARE(at.effect().measured, 1);
        QCOMPARE(at.effect().opened, 0);

        const auto round = listen(at, m_secrets);
        const auto ask = [&](const char *kind, const QByteArray &token, const Fetch &how = {}) {
            return fetch(base + QLatin1String(kind) + QString::fromLatin1(token), how);
        };
        Fetch scanner;
        scanner.head = true;
        QCOMPARE(ask("/c/", clicks[0], scanner).status, 302); // before anybody can have read it
        at.store.clock.advance(kHour);
        Fetch proxy;
        proxy.agent = "Mozilla/5.0";
        QCOMPARE(ask("/o/", opens[0], proxy).status, 200);
        QCOMPARE(at.effect().machineOpened, 1);
        QCOMPARE(at.effect().clicked, 0);
        for (int i = 0; i < 3; ++i) {
            const Fetched open = ask("/o/", opens[0]), click = ask("/c/", clicks[0]);
            QCOMPARE(open.status, 200);
            QVERIFY(open.body.startsWith("GIF89a"));
            QCOMPARE(click.status, 302);
            QCOMPARE(QString::fromLatin1(click.target), MeasuredStore::page());
        }
        QCOMPARE(ask("/c/", clicks[1]).target, QByteArray("https://northgate.example/hours"));
        QCOMPARE(ask("/c/", opens[0]).status, 404);
        QCOMPARE(ask("/o/", clicks[0]).status, 404);
        QCOMPARE(ask("/c/", QByteArray(46, 'A')).status, 404);
        QCOMPARE(at.store.list("SELECT kind||link||machine FROM mail_event ORDER BY 1"),
            QByteArray("000\n001\n110\n111\n120\n"));
        const auto words = at.rows(EffectBy::Words);
        const auto row = std::ranges::find(words, QStringLiteral("ack_email"), &EffectRow::text);
        QVERIFY(row != words.end());
        QCOMPARE(row->plan, QStringLiteral("internet"));
        QCOMPARE(row->textVersion, at.version);
        QCOMPARE((std::array{row->done, row->measured, row->opened, row->machineOpened, row->clicked, row->replied}),
            (std::array{1, 1, 1, 0, 1, 0}));
    }
    void nothingIsWrittenBetweenTheLastLookAndTheHandOver()
    {
        static MeasuredStore *store;
        static QList<qint64> seen;
        MeasuredStore at(true, account());
        at.inquire(4);
        store = &at;
        seen.clear();
        onStep = [](const char *step) {
            if (qstrcmp(step, "message journalled") == 0 || qstrcmp(step, "message handed over") == 0)
                seen << store->store.count("mail_track") << store->store.count("deed");
        };
        send(at);
        onStep = nullptr;
        QCOMPARE(seen.size(), 4);
        QCOMPARE(seen[0], qint64(1)); // measured before
        QCOMPARE(seen[2], seen[0]);
        QCOMPARE(seen[3], seen[1]);
        QVERIFY(part("html").contains(at.settings.links->address));
    }
    void withoutAnAddressNoMailIsChangedAndNobodyListens()
    {
        MeasuredStore at(false, account());
        at.inquire(2);
        send(at);
        QVERIFY(part("html").contains(MeasuredStore::page().toHtmlEscaped()));
        QVERIFY(!part("html").contains(QStringLiteral("<img")));
        at.store->setPerson({});
        ReceiveRound round(*at.store, m_secrets);
        QVERIFY(round.turn());
        QVERIFY(round.states().empty());
        QCOMPARE(at.store.count("mail_track"), 0);
        QCOMPARE(at.effect().measured, 0);
    }
    void theListenerFollowsTheSettings()
    {
        MeasuredStore at(true, account());
        const int first = ServerProcess::freePort();
        at.useLinks(true, first);
        const auto round = listen(at, m_secrets);
        const QString base = at.settings.links->address;
        QCOMPARE(fetch(base + QStringLiteral("/o/test-0123456789abcdef0123456789abcdef")).status, 200);
        at.useLinks(false);
        at.store->setPerson({});
        QVERIFY(round->turn());
        QCOMPARE(fetch(base + QStringLiteral("/o/test-0123456789abcdef0123456789abcdef")).status, 0);
        at.useLinks(true, first);
        at.store->setPerson({});
        QVERIFY(round->turn());
        QCOMPARE(fetch(base + QStringLiteral("/o/test-0123456789abcdef0123456789abcdef")).status, 200);
    }
    void aPortThatAnotherProgramHasIsSaid()
    {
        MeasuredStore at(true, account());
        const int port = ServerProcess::freePort();
        at.useLinks(true, port);
        const auto first = listen(at, m_secrets);
        ReceiveRound second(*at.store, m_secrets);
        QVERIFY(second.turn());
        QCOMPARE(second.states().size(), size_t(1));
        QCOMPARE(second.states().front().why.subject, QStringLiteral("port"));
        QCOMPARE(wayCode(second.states().front().way), QStringLiteral("links"));
    }
};

UPDESK_TEST(TestMailMeasured);
#include "tst_mailmeasured.moc"
