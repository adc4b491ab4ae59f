// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

namespace updesk
{

/// A server, and four people of one store who push to it.
class ServerBench : public QObject
{
protected:
    void openServer()
    {
        m_server = std::make_unique<SyncServer>();
        m_ann = std::make_unique<Pusher>(*m_server, "ann");
        m_bob = std::make_unique<Pusher>(*m_server, "bob");
        m_meg = std::make_unique<Pusher>(*m_server, "meg");
        m_ida = std::make_unique<Pusher>(*m_server, "ida");
        m_now = SystemClock().now() - kMinute;
    }

    std::unique_ptr<SyncServer> m_server;
    std::unique_ptr<Pusher> m_ann, m_bob, m_meg, m_ida;
    Time m_now = 0;

    static QByteArray hex(const Id &id) { return '"' + id.hex() + '"'; }
    QByteArray person(const char *login) const { return hex(m_server->person(login).value); }
    Id putNew(Pusher &who, const char *table, const QByteArray &fields)
    {
        const Id row = Pusher::fresh();
        const QString outcome = Pusher::outcome(who.push({Pusher::put(table, row, fields)}, m_now - kHour));
        if (outcome != QLatin1String("ok"))
            qFatal("put %s: %s", table, qPrintable(outcome));
        return row;
    }
    QString text(const char *table, const Id &row, const char *field)
    {
        return m_meg->row(table, row)[QLatin1String(field)].toVariant().toString();
    }
    static QJsonObject conflictOf(const QJsonObject &answer, const char *field)
    {
        return answer[QLatin1String("ops")][0][QLatin1String("conflict")][QLatin1String(field)].toObject();
    }
    static QJsonValue rowOf(const QJsonObject &answer) { return answer[QLatin1String("ops")][0][QLatin1String("row")]; }
};

} // namespace updesk
