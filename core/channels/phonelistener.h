// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/phonecall.h"
#include "core/channels/settings.h"

#include <QObject>

#include <functional>
#include <memory>

class QLocalServer;
class QLocalSocket;

namespace updesk
{

/// Takes what a phone system on this computer tells of its calls, a line each, on a local socket that nobody but its
/// user (and by the settings its group) may write to. Lives on a thread with an event loop.
class PhoneListener final : public QObject
{
    Q_OBJECT
public:
    /// Keeps what came; the answer is "ok" only then.
    using Take = std::function<Result<void>(const PhoneEvent &)>;
    /// Failed (subject socket): somebody else listens there, or none may be made.
    static Result<std::unique_ptr<PhoneListener>> open(const PhoneSettings &settings, const QString &region, Take take);
    ~PhoneListener() override;
    QString path() const;

Q_SIGNALS:
    void malformed(const updesk::Error &error); ///< a line that could not be read

private:
    PhoneListener(const QString &region, Take take);
    void serve(QLocalSocket *socket);
    void hear(QLocalSocket *socket);
    QByteArray answerTo(const QByteArray &line);

    QString m_region;
    Take m_take;
    int m_open = 0; ///< connections
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace updesk
