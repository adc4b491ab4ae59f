// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagedraft.h"

#include "core/store/apply.h"
#include "core/store/desksetting.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static QString keyOf(PersonId person, LeadId lead, Channel channel)
{
    return QStringLiteral("message:%1:%2:%3")
        .arg(QString::fromLatin1(person.value.hex()), QString::fromLatin1(lead.value.hex()))
        .arg(int(channel));
}

static bool isEmpty(const MessageDraft &draft) { return draft.subject.isEmpty() && draft.body.isEmpty(); }

Result<void> keepMessageDraft(
    Database &database, PersonId person, LeadId lead, Channel channel, const MessageDraft &draft)
{
    if (isEmpty(draft))
        return setDeskSetting(database, keyOf(person, lead, channel), {});
    QJsonObject json{{QStringLiteral("subject"), draft.subject}, {QStringLiteral("body"), draft.body},
        {QStringLiteral("text"), draft.text}, {QStringLiteral("version"), draft.textVersion},
        {QStringLiteral("language"), draft.language}};
    if (!draft.claims.isEmpty())
        json[QStringLiteral("claims")] = draft.claims;
    if (!draft.to.isEmpty())
        json[QStringLiteral("to")] = draft.to;
    if (!draft.video.isEmpty())
        json[QStringLiteral("video")] = draft.video;
    if (!draft.sent.isNull())
        json[QStringLiteral("sent")] = QString::fromLatin1(draft.sent.value.hex());
    return setDeskSetting(
        database, keyOf(person, lead, channel), QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

// One that was sent and taken back is written again from where it stood; one that has left, or waits to, is done with.
static Result<bool> isTakenBack(Database &database, MessageId sent)
{
    const auto message = load(database, kMessage, sent.value);
    if (message)
        return message->state == QLatin1String("cancelled");
    return message.error().code == Error::Code::NotFound ? Result<bool>(true) : Result<bool>(message.error());
}

Result<MessageDraft> keptMessageDraft(Database &database, PersonId person, LeadId lead, Channel channel)
{
    const auto text = deskSetting(database, keyOf(person, lead, channel));
    if (!text)
        return text.error();
    const QJsonObject json = QJsonDocument::fromJson(text->toUtf8()).object();
    MessageDraft draft;
    draft.subject = json[QLatin1String("subject")].toString();
    draft.body = json[QLatin1String("body")].toString();
    draft.text = json[QLatin1String("text")].toString();
    draft.textVersion = json[QLatin1String("version")].toInt();
    draft.language = json[QLatin1String("language")].toString();
    draft.to = json[QLatin1String("to")].toString();
    draft.claims = json[QLatin1String("claims")].toString();
    draft.video = json[QLatin1String("video")].toString();
    const auto sent = Id::fromHex(json[QLatin1String("sent")].toString().toStdString());
    if (!sent)
        return draft;
    const auto back = isTakenBack(database, MessageId{*sent});
    if (!back)
        return back.error();
    if (*back)
        return draft;
    if (auto gone = setDeskSetting(database, keyOf(person, lead, channel), {}); !gone)
        return gone.error();
    return MessageDraft{};
}

} // namespace updesk
