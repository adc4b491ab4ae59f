// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httprequest.h"
#include "tests/support/scriptedserver.h"

#include <QMutex>

namespace updesk
{

/// What a provider was asked.
struct PeerRequest {
    QByteArray method, target; ///< as on the wire
    QByteArray head; ///< all of its lines
    QByteArray body;
    QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.left(name.size() + 1).toLower() == name.toLower() + ':')
                return line.mid(name.size() + 1).trimmed();
        }
        return {};
    }
    FormFields form() const { return formFields(body); }
    FormFields query() const { return formFields(target.mid(target.indexOf('?') + 1)); }
};

/// A provider on loopback that answers by a function and remembers what it was asked.
class HttpPeer
{
public:
    /// The whole answer; empty: the connection is cut.
    using Answer = std::function<QByteArray(const PeerRequest &)>;
    explicit HttpPeer(Answer answer)
        : m_answer(std::move(answer)), m_server([this](ScriptedTalk &talk) { serve(talk); })
    {
    }
    QString url(const char *path = "") const
    {
        return QStringLiteral("http://127.0.0.1:%1").arg(m_server.port()) + QString::fromLatin1(path);
    }
    std::vector<PeerRequest> asked()
    {
        const QMutexLocker lock(&m_mutex);
        return m_asked;
    }

    static QByteArray json(int status, const QByteArray &body)
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " Said\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }
    static QByteArray hangs() { return QByteArrayLiteral("hang"); }

private:
    void serve(ScriptedTalk &talk)
    {
        PeerRequest request;
        const QList<QByteArray> first = talk.line().split(' ');
        request.method = first.value(0);
        request.target = first.value(1);
        for (QByteArray line = talk.line(); !line.isEmpty() && !talk.hungUp(); line = talk.line())
            request.head += line + '\n';
        if (const qsizetype length = request.header("Content-Length").toLongLong(); length > 0)
            request.body = talk.bytes(length);
        {
            const QMutexLocker lock(&m_mutex);
            m_asked.push_back(request);
        }
        const QByteArray answer = m_answer(request);
        if (answer == hangs())
            talk.hang();
        else if (answer.isEmpty())
            talk.cut();
        else
            talk.say(answer);
    }

    Answer m_answer;
    QMutex m_mutex;
    std::vector<PeerRequest> m_asked;
    ScriptedServer m_server; ///< last: its threads use the others
};

} // namespace updesk
