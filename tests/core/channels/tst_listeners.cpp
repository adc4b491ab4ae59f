// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/httpcall.h"
#include "core/channels/phonelistener.h"
#include "core/channels/textlistener.h"
#include "tests/core/channels/whileserving.h"
#include "tests/support/suite.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace updesk;

namespace
{

const QByteArray kToken = "0123456789abcdef";

/// Says `bytes` to a socket and gives everything that comes back until it is closed.
QByteArray talk(int handle, const QByteArray &bytes, bool closes)
{
    const timeval patience{5, 0};
    ::setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::send(handle, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) != bytes.size())
        return "cut";
    if (closes)
        ::shutdown(handle, SHUT_WR);
    QByteArray all;
    char buffer[4096];
    for (ssize_t came = 0; (came = ::recv(handle, buffer, sizeof buffer, 0)) > 0;)
        all.append(buffer, came);
    ::close(handle);
    return all;
}

QByteArray toPort(int port, const QByteArray &bytes)
{
    const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(quint16(port));
    if (::connect(handle, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return "refused";
    return talk(handle, bytes, false);
}

QByteArray toSocket(const QString &path, const QByteArray &bytes)
{
    const int handle = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    if (::connect(handle, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return "refused";
    return talk(handle, bytes, true);
}

QByteArray get(const QByteArray &target) { return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

QByteArray post(const QByteArray &target, const QByteArray &form)
{
    return "POST " + target
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        + QByteArray::number(form.size()) + "\r\n\r\n" + form;
}

} // namespace

class TestListeners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatAProviderBringsIsKeptBeforeItIsTold()
    {
        std::vector<TextEvent> kept;
        bool full = false;
        auto listener = TextListener::open({}, kToken, [&](const TextEvent &event) {
            if (full)
                return Result<void>(Error{Error::Code::Busy, QStringLiteral("store"), {}});
            kept.push_back(event);
            return Result<void>();
        });
        QVERIFY(bool(listener));
        std::vector<Error> malformed;
        std::vector<int> strange;
        connect(
            listener->get(), &TextListener::malformed, this, [&](const Error &error) { malformed.push_back(error); });
        connect(listener->get(), &TextListener::strange, this, [&](int status) { strange.push_back(status); });
        const int port = (*listener)->port();
        const auto ask = [&](const QByteArray &bytes) {
            return whileServing([=] { return toPort(port, bytes); }).mid(9, 3).toInt();
        };
        QCOMPARE(ask(get("/kannel/text?token=" + kToken + "&from=%2B14045550117&id=a&text=Hi")), 200);
        QCOMPARE(ask(get("/kannel/report?token=" + kToken + "&id=0195-abc&type=1")), 200);
        QCOMPARE(ask(post("/account/text?token=" + kToken, "MessageSid=SM1&From=%2B14045550117&Body=Hi")), 200);
        QCOMPARE(ask(post("/account/status?id=0195-abc&token=" + kToken, "MessageSid=SM1&MessageStatus=sent")), 200);
        QCOMPARE(kept.size(), size_t(4));
        QCOMPARE(std::get<TextReport>(kept[3]).id, QStringLiteral("0195-abc"));

        full = true;
        QCOMPARE(ask(get("/kannel/report?token=" + kToken + "&id=0195-abc&type=1")), 503);
        full = false;
        QCOMPARE(ask(get("/kannel/report?token=" + kToken + "&id=0195-abc&type=77")), 400);
        QCOMPARE(ask(post("/account/status?token=" + kToken, "MessageStatus=sent")), 400);
        QCOMPARE(malformed.size(), size_t(2));
        QCOMPARE(malformed[0].subject, QStringLiteral("report.type"));

        QCOMPARE(ask(get("/kannel/report?id=0195-abc&type=1")), 403);
        QCOMPARE(ask(get("/kannel/report?id=0195-abc&type=1&token=" + kToken.chopped(1))), 403);
        QCOMPARE(ask(get("/kannel/report?id=0195-abc&type=1&token=" + kToken + "x")), 403);
        QCOMPARE(ask(get("/kannel/report?id=0195-abc&type=1&token=fedcba9876543210")), 403);
        QCOMPARE(ask(get("/other?token=" + kToken)), 404);
        QCOMPARE(ask(post("/kannel/report?token=" + kToken, "id=a&type=1")), 404);
        QCOMPARE(ask("DELETE / HTTP/1.1\r\n\r\n"), 405);
        QCOMPARE(ask("GET /" + QByteArray(20'000, 'a')), 431);
        QCOMPARE(strange.size(), size_t(6));
        QCOMPARE(kept.size(), size_t(4));
    }
    void aTextThatCannotBeReadWholeIsTaken()
    {
        std::vector<TextEvent> kept;
        auto listener = TextListener::open({}, kToken, [&](const TextEvent &event) {
            kept.push_back(event);
            return Result<void>();
        });
        QVERIFY(bool(listener));
        const int port = (*listener)->port();
        const auto ask = [&](const QByteArray &rest) {
            const QByteArray bytes = get("/kannel/text?token=" + kToken + rest);
            return whileServing([=] { return toPort(port, bytes); }).mid(9, 3).toInt();
        };
        QCOMPARE(ask("&from=%2B14045550117&id=a&charset=KLINGON&text=STOP"), 200);
        QCOMPARE(ask("&from=%2B14045550117&id=b&charset=UTF-8&text=STOP%FF"), 200);
        QCOMPARE(ask("&from=%2B14045550117&text=STOP%FF"), 400);
        QCOMPARE(ask("&id=c&text=STOP%FF"), 400);
        QCOMPARE(kept.size(), size_t(2));
        QCOMPARE(std::get<InboundText>(kept[0]).body, QStringLiteral("STOP"));
    }
    void aCrowdThatSaysNothingKeepsNobodyOut()
    {
        int kept = 0;
        auto listener = TextListener::open({}, kToken, [&](const TextEvent &) {
            ++kept;
            return Result<void>();
        });
        QVERIFY(bool(listener));
        const int port = (*listener)->port();
        std::vector<int> crowd;
        for (int i = 0; i < 63; ++i) {
            const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            address.sin_port = htons(quint16(port));
            QVERIFY(::connect(handle, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0);
            crowd.push_back(handle);
            if (i % 10 == 0)
                QTest::qWait(1);
        }
        QTest::qWait(50);
        const QByteArray report = get("/kannel/report?token=" + kToken + "&id=a&type=1");
        QVERIFY(whileServing([&] { return toPort(port, report); }).startsWith("HTTP/1.1 200"));
        // Who comes when all places are taken is sent away, and may come again when the silent have been shown out.
        crowd.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(quint16(port));
        QVERIFY(::connect(crowd.back(), reinterpret_cast<sockaddr *>(&address), sizeof address) == 0);
        QTest::qWait(50);
        QVERIFY(!whileServing([&] { return toPort(port, report); }).startsWith("HTTP"));
        QTest::qWait(11'000);
        QVERIFY(whileServing([&] { return toPort(port, report); }).startsWith("HTTP/1.1 200"));
        QCOMPARE(kept, 2);
        for (const int handle : crowd)
            ::close(handle);
    }
    void aListenerNeedsAGoodTokenAndAFreePort()
    {
        const auto take = [](const TextEvent &) { return Result<void>(); };
        for (const char *bad : {"", "short", "0123456789abcde%", "0123456789 abcdef"})
            QCOMPARE(TextListener::open({}, bad, take).error().subject, QStringLiteral("secret"));
        const auto first = TextListener::open({}, kToken, take);
        QVERIFY(bool(first));
        QCOMPARE(TextListener::open({(*first)->port(), {}}, kToken, take).error().subject, QStringLiteral("port"));
    }
    void aPhoneSystemIsAnsweredLineByLine()
    {
        const QTemporaryDir folder;
        PhoneSettings settings;
        settings.socket = folder.filePath(QStringLiteral("phone"));
        OpenCalls calls;
        std::vector<PhoneCall> ended;
        auto listener = PhoneListener::open(settings, QStringLiteral("US"), [&](const PhoneEvent &event) {
            const auto call = calls.take(event, 1'773'324'000'000);
            if (call && *call)
                ended.push_back(**call);
            return call ? Result<void>() : Result<void>(call.error());
        });
        QVERIFY(bool(listener));
        const auto say = [&](const QByteArray &lines) {
            return whileServing([&] { return toSocket(settings.socket, lines); });
        };
        QCOMPARE(say("ping\nring c1 out 404-555-0117 204\r\nended c1 0\n"), QByteArray("ok\nok\nok\n"));
        QCOMPARE(ended.size(), size_t(1));
        QCOMPARE(ended[0].extension, QStringLiteral("204"));
        QCOMPARE(say("ended c9 5\nhello\n"), QByteArray("error not_found id\nerror invalid event\n"));
        QCOMPARE(say("ping\n" + QByteArray(2'000, 'x') + "\nping\n"), QByteArray("ok\nerror invalid line\n"));
        QCOMPARE(say(QByteArray(2'000, 'x')), QByteArray("error invalid line\n"));
        QCOMPARE(say("ring c2 out 404-555-0117"), QByteArray()); // a line without its end is none
        QVERIFY(calls.open() == 0);
        QCOMPARE(int(QFileInfo(settings.socket).permissions()
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
            0);
    }
    void aSocketThatADeadProgramLeftIsTakenOverAndALivingOnesIsNot()
    {
        const QTemporaryDir folder;
        PhoneSettings settings;
        settings.socket = folder.filePath(QStringLiteral("phone"));
        const int dead = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, QFile::encodeName(settings.socket).constData(), sizeof address.sun_path);
        QVERIFY(::bind(dead, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0);
        ::close(dead);
        const auto take = [](const PhoneEvent &) { return Result<void>(); };
        const auto first = PhoneListener::open(settings, {}, take);
        QVERIFY(bool(first));
        QCOMPARE(PhoneListener::open(settings, {}, take).error().subject, QStringLiteral("socket"));
        QCOMPARE(whileServing([&] { return toSocket(settings.socket, "ping\n"); }), QByteArray("ok\n"));
        settings.socket = QStringLiteral("/nonexistent/phone");
        QCOMPARE(PhoneListener::open(settings, {}, take).error().subject, QStringLiteral("socket"));
        settings.socket.clear();
        QCOMPARE(PhoneListener::open(settings, {}, take).error().subject, QStringLiteral("socket"));
    }
};
UPDESK_TEST(TestListeners);
#include "tst_listeners.moc"
