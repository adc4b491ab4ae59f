// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/linklistener.h"
#include "core/channels/trial.h"
#include "tests/core/channels/fetch.h"
#include "tests/core/channels/httppeer.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What is answered where the links of mails lead.
class TestLinkListener : public QObject
{
    Q_OBJECT

    /// A listener that knows one token.
    struct Door {
        std::vector<LinkHit> hits;
        std::optional<Error> wrong;
        std::unique_ptr<LinkListener> listener;
        Door()
        {
            auto opened = LinkListener::open(
                {{}, 0, {}}, "store",
                [this](const LinkHit &hit) -> Result<QString> {
                    hits.push_back(hit);
                    if (wrong)
                        return *wrong;
                    if (hit.token != "known")
                        return Error{Error::Code::NotFound, QStringLiteral("token"), {}};
                    return QStringLiteral("https://store.example/a?b=1&c=2");
                },
                [] {
                    return LinkOwner{QStringLiteral("Ann & Co"), QStringLiteral("(555) 201-4400"),
                        QStringLiteral("1 Main St <back>")};
                });
            if (!opened)
                qFatal("listener");
            listener = std::move(*opened);
        }
        QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(listener->port()); }
        Fetched get(const char *path, const Fetch &how = {}) const
        {
            return fetch(url() + QString::fromLatin1(path), how);
        }
    };

private Q_SLOTS:
    void aClickIsSentOnAndAPictureIsOneDotThatNobodyKeeps()
    {
        Door door;
        const Fetched click = door.get("/c/known");
        QCOMPARE(click.status, 302);
        QCOMPARE(click.target, QByteArray("https://store.example/a?b=1&c=2"));
        const Fetched open = door.get("/deep/in/a/proxy/o/known");
        QCOMPARE(open.status, 200);
        QVERIFY(open.head.contains("Content-Type: image/gif\r\n"));
        QVERIFY(open.body.startsWith("GIF89a") && open.body.endsWith(';'));
        for (const Fetched &one : {click, open})
            QVERIFY2(one.head.contains("Cache-Control: no-store"), one.head.constData());
        QCOMPARE(door.hits.size(), size_t(2));
        QVERIFY(door.hits[0].click && !door.hits[1].click);
        QCOMPARE(door.hits[0].agent, QByteArray(Fetch().agent));
    }
    void aHeadIsAnsweredWithoutABodyAndSaidToBeOne()
    {
        Door door;
        Fetch head;
        head.head = true;
        const Fetched open = door.get("/o/known", head), click = door.get("/c/known", head);
        QCOMPARE(open.status, 200);
        QVERIFY(open.body.isEmpty());
        QCOMPARE(click.status, 302);
        QVERIFY(door.hits[0].headOnly && door.hits[1].headOnly);
        Fetch early;
        early.header = "Sec-Purpose: prefetch;prerender";
        QCOMPARE(door.get("/c/known", early).status, 302);
        QVERIFY(door.hits[2].prefetch && !door.hits[1].prefetch);
    }
    void whatIsNotOursIsNotThere()
    {
        Door door;
        for (const char *path : {"/", "/c", "/c/", "/o/", "/c/other", "/o/other", "/x/known", "/c/known/", "/c/known/x",
                 "/c/https://evil.example/", "/?to=https://evil.example/", "/o/test-", "/o/test-0123",
                 "/c/%00%0d%0aX:%20y"}) {
            const Fetched got = door.get(path);
            QVERIFY2(got.status == 404 && got.target.isEmpty() && got.body.isEmpty(), path);
        }
        QCOMPARE(door.get(("/c/" + QByteArray(9'000, 'A')).constData()).status, 404);
        QCOMPARE(door.get(("/c/" + QByteArray(20'000, 'A')).constData()).status, 431);
        Fetch post;
        post.post = "a=b";
        QCOMPARE(door.get("/c/known", post).status, 405);
    }
    void aCustomersClickIsNeverABarePage()
    {
        Door door;
        const QByteArray token = linkToken({}, 1, QByteArray(kLinkKeyBytes, 'k'));
        const Fetched click = door.get(("/c/" + token).constData());
        QCOMPARE(click.status, 404);
        QVERIFY(click.target.isEmpty());
        for (const char *part : {"<h1>Ann &amp; Co</h1>", "href=\"tel:5552014400\"", "1 Main St &lt;back&gt;"})
            QVERIFY2(click.body.contains(part), part);
        QVERIFY(!click.body.contains(token));
        QVERIFY(door.get(("/o/" + linkToken({}, 0, QByteArray(kLinkKeyBytes, 'k'))).constData()).body.isEmpty());
    }
    void whatCannotBeToldNowIsAskedForAgain()
    {
        Door door;
        door.wrong = Error{Error::Code::Busy, QStringLiteral("store"), {}};
        QCOMPARE(door.get("/c/known").status, 503);
    }
    void theTestTellsThisListenerFromAnyOther()
    {
        Door door;
        FakeSecrets secrets;
        const auto tried = [&](const QString &address, const QByteArray &store) {
            const Trial trial{LinkTrial{{address, 1, {}}, store}, {}, {}, {}, {}};
            return whileServing([&] { return tryOut(trial, secrets); });
        };
        QCOMPARE(tried(door.url(), "store").outcome, HandOver::Outcome::Accepted);
        QCOMPARE(tried(door.url() + QStringLiteral("/go/"), "store").outcome, HandOver::Outcome::Accepted);
        QVERIFY(door.hits.empty()); // it is no mail
        const HandOver other = tried(door.url(), "another store");
        QCOMPARE(other.outcome, HandOver::Outcome::Refused);
        QCOMPARE(other.why.subject, QStringLiteral("links"));
        HttpPeer stranger([](const PeerRequest &) {
            return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        });
        QCOMPARE(tried(stranger.url(), "store").why.subject, QStringLiteral("links"));
        const QString nobody = door.url();
        door.listener.reset();
        QCOMPARE(tried(nobody, "store").why.code, Error::Code::Offline);
    }
    void aPortThatIsTakenIsSaid()
    {
        Door door;
        const auto second = LinkListener::open(
            {{}, door.listener->port(), {}}, {}, [](const LinkHit &) { return QString(); }, [] { return LinkOwner(); });
        QVERIFY(!second);
        QCOMPARE(second.error().subject, QStringLiteral("port"));
    }
};

UPDESK_TEST(TestLinkListener);
#include "tst_linklistener.moc"
