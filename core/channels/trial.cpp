// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/trial.h"

#include "core/base/passwordseal.h"
#include "core/base/secrets.h"
#include "core/channels/accounttexts.h"
#include "core/channels/imap.h"
#include "core/channels/kannel.h"
#include "core/channels/linktracks.h"
#include "core/channels/phonecall.h"
#include "core/channels/smtp.h"

#include <QLocalSocket>

#include <algorithm>

namespace updesk
{

namespace
{

Result<QByteArray> secretFor(const QByteArray &typed, const QString &name, Secrets &secrets)
{
    if (!typed.isEmpty())
        return typed;
    auto kept = secretNamed(secrets, name);
    if (!kept && kept.error().code == Error::Code::NotFound)
        return Error{Error::Code::NotFound, QStringLiteral("secret"), {}};
    return kept;
}

Result<QByteArray> secretFor(const ServerAccess &access, const QByteArray &typed, Secrets &secrets)
{
    return access.kind == LoginKind::None ? Result<QByteArray>(QByteArray()) : secretFor(typed, access.secret, secrets);
}

HandOver ended(const Result<void> &done) { return done ? HandOver::accepted({}) : HandOver::refused(done.error()); }

HandOver tryWay(const Trial &trial, const MailOutSettings &way, Secrets &secrets, const Patience &patience)
{
    const auto secret = secretFor(way.server, trial.secret, secrets);
    if (!secret)
        return HandOver::refused(secret.error());
    Smtp smtp(way.server, *secret, patience);
    return trial.mail ? smtp.send(*trial.mail) : ended(smtp.test());
}

HandOver tryWay(const Trial &trial, const MailInSettings &way, Secrets &secrets, const Patience &patience)
{
    const auto secret = secretFor(way.server, trial.secret, secrets);
    return secret ? ended(Imap(way, *secret, patience).test()) : HandOver::refused(secret.error());
}

HandOver tryWay(const Trial &trial, const TextSettings &way, Secrets &secrets, const Patience &patience)
{
    const auto secret = secretFor(trial.secret, way.secret, secrets);
    if (!secret)
        return HandOver::refused(secret.error());
    // Only a text whose report is to be brought needs the listener's token.
    const bool reports = trial.text && way.listener && !way.callbackUrl.isEmpty();
    const auto token = reports ? secretFor(trial.token, way.listener->secret, secrets) : QByteArray();
    if (!token)
        return HandOver::refused(token.error());
    std::unique_ptr<TextOut> out;
    if (way.form == TextForm::Kannel)
        out = std::make_unique<Kannel>(way, *secret, *token, patience);
    else
        out = std::make_unique<AccountTexts>(way, *secret, *token, patience);
    return trial.text ? out->send(*trial.text) : ended(out->test());
}

// Any server answers something: only a listener of this store can tell what is right.
HandOver tryWay(const Trial &, const LinkTrial &way, Secrets &, const Patience &patience)
{
    const QByteArray challenge = randomBytes(16).toHex();
    HttpCall call;
    call.url = way.settings.address.toUtf8();
    while (call.url.endsWith('/'))
        call.url.chop(1);
    call.url += "/o/" + QByteArray(kLinkTest) + challenge;
    call.caFile = way.settings.caFile;
    call.patience = patience;
    const HttpAnswer answer = callHttp(call);
    if (answer.status == 200 && answer.body == linkProof(challenge, way.store))
        return HandOver::accepted(QString::fromLatin1(kLinksCame));
    if (answer.status == 0)
        return HandOver::refused(errorOf(answer));
    return HandOver::refused(
        {Error::Code::Damaged, QStringLiteral("links"), QStringLiteral("http_%1").arg(answer.status)});
}

HandOver tryWay(const Trial &, const PhoneTrial &way, Secrets &, const Patience &patience)
{
    const int most = int(std::min<Time>(patience.connect, 3 * kSecond)); // it is on this computer
    const auto failed = [](Error::Code code) { return HandOver::refused({code, QStringLiteral("socket"), {}}); };
    QLocalSocket socket;
    socket.connectToServer(way.settings.socket);
    if (!socket.waitForConnected(most))
        return failed(Error::Code::Offline);
    socket.write("ping\n");
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(most))
            return failed(Error::Code::Damaged);
    }
    return socket.readLine(kLongestPhoneLine) == "ok\n" ? HandOver::accepted(QString::fromLatin1(kSocketAnswers))
                                                        : failed(Error::Code::Damaged);
}

} // namespace

HandOver tryOut(const Trial &trial, Secrets &secrets, const Patience &patience)
{
    return std::visit([&](const auto &way) { return tryWay(trial, way, secrets, patience); }, trial.way);
}

} // namespace updesk
