// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/channels/httppeer.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/fakesecrets.h"

namespace updesk
{

/// A mail server that says nothing more after its greeting, until it is let go on; then it answers as it is told.
class HangingMail
{
public:
    std::atomic<int> greeted = 0; ///< connections that were greeted and said who they are
    std::atomic<int> left = 0; ///< of these, those that the other side has ended
    std::atomic<int> taken = 0; ///< mails
    std::atomic_bool goesOn = false;
    std::atomic_bool hangsAtEnd = false; ///< it goes on up to the mail's end and says nothing to that
    std::atomic_bool refuses = false; ///< for now, what it is asked to take
    int port() const { return m_server.port(); }

private:
    void serve(ScriptedTalk &talk)
    {
        talk.say("220 mail.example ready\r\n");
        talk.line();
        if (talk.hungUp())
            return; // somebody else
        ++greeted;
        if (hangsAtEnd || talk.waitsFor(goesOn))
            converse(talk);
        ++left;
    }
    void converse(ScriptedTalk &talk)
    {
        talk.say("250 mail.example\r\n");
        for (QByteArray line = talk.line(); !talk.hungUp(); line = talk.line()) {
            if (line.startsWith("MAIL") || (line.startsWith("RCPT") && !refuses))
                talk.say("250 ok\r\n");
            else if (line.startsWith("RCPT"))
                talk.say("451 not now\r\n");
            else if (line.startsWith("DATA"))
                talk.say("354 go on\r\n");
            else if (line == ".") {
                ++taken;
                if (!hangsAtEnd || talk.waitsFor(goesOn))
                    talk.say("250 taken\r\n");
            } else if (line.startsWith("QUIT"))
                return talk.say("221 bye\r\n");
        }
    }
    ScriptedServer m_server{[this](ScriptedTalk &talk) { serve(talk); }}; ///< last: its threads use the others
};

/// A text provider that takes all it is given, or keeps silent until it is let go on.
class HangingTexts
{
public:
    std::atomic_bool goesOn = true;
    std::atomic<int> asked = 0;
    QString url() const { return m_peer.url("/v1"); }
    /// How often a text with these words was brought.
    int times(const QByteArray &words)
    {
        int found = 0;
        for (const PeerRequest &request : m_peer.asked()) {
            for (const auto &[name, value] : request.form())
                found += name == "Body" && value.contains(words) ? 1 : 0;
        }
        return found;
    }

private:
    QByteArray answer()
    {
        const QByteArray sid = "SM" + QByteArray::number(++asked);
        while (!goesOn && !m_over)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return HttpPeer::json(201, R"({"sid":")" + sid + R"(","status":"queued"})");
    }
    struct Over {
        std::atomic_bool &flag;
        ~Over() { flag = true; }
    };
    std::atomic_bool m_over = false;
    HttpPeer m_peer{[this](const PeerRequest &request) {
        return request.method == "POST" ? answer() : HttpPeer::json(200, R"({"messages":[]})");
    }};
    Over m_end{m_over}; ///< before the peer's threads are waited for
};

inline ChannelSettings hangingWays(const HangingMail &mail, const HangingTexts &texts)
{
    ChannelSettings ways = SendingStore::ways();
    ways.mailOut->server.port = mail.port();
    ways.text->url = texts.url();
    return ways;
}

inline FakeSecrets secretsOfTexts()
{
    FakeSecrets secrets;
    secrets.kept[QStringLiteral("texts")] = "tok:en";
    return secrets;
}

} // namespace updesk
