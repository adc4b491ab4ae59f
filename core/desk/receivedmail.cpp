// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/receivedmail.h"

#include "core/desk/deed.h"
#include "core/desk/documentrows.h"
#include "core/desk/originals.h"
#include "core/intake/codes.h"
#include "core/intake/mimeread.h"
#include "core/intake/parse.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static constexpr qsizetype kLongestHeader = 64 * 1024;
static constexpr Time kClocksDiffer = 2 * kDay; // of who wrote it

bool isWhole(const FetchedMail &mail)
{
    return mail.lack == FetchedMail::Lack::None && mail.bytes.size() <= kLargestDocument;
}

static QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

static QString nameOf(const QString &folder, const FetchedMail &mail)
{
    return QStringLiteral("%1-%2.eml").arg(folder).arg(mail.uid);
}

// Also of one of which nothing came there is something to look at.
static QByteArray headerOf(const QString &folder, const FetchedMail &mail)
{
    qsizetype end = mail.bytes.indexOf("\r\n\r\n");
    end = end < 0 ? mail.bytes.size() : end + 4;
    const QByteArray header = mail.bytes.left(std::min(end, kLongestHeader));
    if (!header.trimmed().isEmpty())
        return header;
    return "X-Mailbox: " + folder.toUtf8() + "\r\nX-Uid: " + QByteArray::number(mail.uid)
        + "\r\nX-Size: " + QByteArray::number(mail.size) + "\r\n\r\n";
}

static QString spottedJson(const Mail &mail)
{
    const QJsonObject spotted{
        {QStringLiteral("emails"), mail.fromAddress.isEmpty() ? QJsonArray() : QJsonArray{mail.fromAddress}},
        {QStringLiteral("phones"), QJsonArray()}, {QStringLiteral("sender"), mail.fromAddress},
        {QStringLiteral("subject"), mail.subject}};
    return QString::fromUtf8(QJsonDocument(spotted).toJson(QJsonDocument::Compact));
}

static Result<IntakeResult> keepHeader(Session &session, const QString &folder, const FetchedMail &mail)
{
    const QByteArray header = headerOf(folder, mail);
    const Mail read = readMail(header);
    IntakeResult result;
    result.code = mail.lack == FetchedMail::Lack::NotGiven ? code::kNotGiven : code::kTooLarge;
    result.outcome = IntakeResult::Outcome::Known;
    Original row;
    row.sha256 = QString::fromLatin1(sha256(header));
    row.name = nameOf(folder, mail);
    row.kind = Original::Kind::Mail;
    row.bytesTotal = std::max(mail.size, qint64(mail.bytes.size()));
    row.messageId = read.messageId;
    const auto deed = commitDeed(session, "quarantine", [&](Transaction &tx) -> Result<void> {
        const auto fresh = keepOriginal(tx, row, header);
        if (!fresh || !*fresh)
            return fresh ? Result<void>() : fresh.error();
        result.outcome = IntakeResult::Outcome::Quarantined;
        const auto waits = putQuarantine(tx, row.id, result.code, spottedJson(read), Quarantine::State::Waiting);
        return waits ? Result<void>() : waits.error();
    });
    if (!deed)
        return deed.error();
    result.original = row.id;
    if (!deed->isNull())
        session.refresh();
    return result;
}

Result<IntakeResult> takeMail(Session &session, const QString &folder, const FetchedMail &mail)
{
    if (!isWhole(mail))
        return keepHeader(session, folder, mail);
    auto taken = takeDocument(session, mail.bytes, nameOf(folder, mail));
    // What no store takes must not keep out what comes after it.
    const bool never = !taken && taken.error().code == Error::Code::Invalid;
    return never ? keepHeader(session, folder, mail) : taken;
}

Result<bool> isFromBefore(Database &database, const MailMark &mark, const FetchedMail &mail)
{
    if (mail.uid > mark.again || mark.since == 0)
        return false;
    const Time sent = readMail(mail.bytes).sent;
    if (sent == 0 || sent >= mark.since - kClocksDiffer)
        return false;
    const auto known = knownBytes(database, QString::fromLatin1(sha256(mail.bytes)));
    return known ? Result<bool>(known->isNull()) : known.error();
}

} // namespace updesk
