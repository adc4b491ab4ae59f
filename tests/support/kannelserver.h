// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/serverprocess.h"

namespace updesk
{

/// A real Kannel gateway: bearerbox and smsbox, with its fake network. Texts come in by a get-url to `listener`.
class KannelServer
{
public:
    explicit KannelServer(int listener, const QByteArray &token);
    ~KannelServer();
    QString url() const; ///< of sendsms
    static QString user() { return QStringLiteral("desk"); }
    static QByteArray password() { return QByteArrayLiteral("pass+word&"); }

    void plugIn(); ///< a phone that takes every text
    /// A phone from which one text comes. `kind`: text, or ucs2 with percent signs.
    void sendFromPhone(const QByteArray &from, const QByteArray &to, const QByteArray &kind, const QByteArray &text);
    QByteArray phoneLog() const; ///< what the phone has shown
    void freeze(bool frozen); ///< it takes what it is asked and answers nothing; what it took goes out later
    void stop();

private:
    ServerProcess m_bearer, m_box;
    QProcess m_phone, m_sender;
    int m_admin, m_boxPort, m_network, m_http;
    int m_inbound; ///< of a second network, for a fake one has room for one phone
};

} // namespace updesk
