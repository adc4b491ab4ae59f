// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/mime.h"

#include "core/channels/mailnotice.h"

#include "core/base/mimelimits.h"
#include "core/channels/handover.h"
#include "core/people/emailaddress.h"

#include <QList>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kDeepest = 20;
constexpr int kMostParts = 500;
constexpr size_t kMostNotes = 200;
constexpr qsizetype kMostStatus = 256 * 1024;
constexpr qsizetype kLongestId = 250;

QByteArray lower(const char *text) { return QByteArray(text ? text : "").left(1000).trimmed().toLower(); }

/// The fields of one group, by their lower-case names; the first of a name counts.
using Fields = std::vector<std::pair<QByteArray, QByteArray>>;

QByteArray valueOf(const Fields &fields, const char *name)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [name](auto &field) { return field.first == name; });
    return found == fields.end() ? QByteArray() : found->second;
}

/// The address in "rfc822; ann@example.com".
QString addressOf(const QByteArray &value)
{
    const auto read = emailsIn(QString::fromUtf8(value.mid(value.indexOf(';') + 1).trimmed()));
    return read.size() == 1 ? read.front().address : QString();
}

/// "5.1.1" out of "5.1.1 (bad destination mailbox address)"; empty for what is no status.
QByteArray statusOf(const QByteArray &value)
{
    qsizetype end = 0;
    int dots = 0;
    while (end < value.size() && end < 11 && ((value[end] >= '0' && value[end] <= '9') || value[end] == '.'))
        dots += value[end++] == '.' ? 1 : 0;
    const QByteArray status = value.left(end);
    const bool good = dots == 2 && status[0] >= '2' && status[0] <= '5' && status[1] == '.' && !status.endsWith('.')
        && !status.contains("..");
    return good ? status : QByteArray();
}

bool noteOf(const Fields &fields, DeliveryNote &note)
{
    note.address = addressOf(valueOf(fields, "original-recipient"));
    if (note.address.isEmpty())
        note.address = addressOf(valueOf(fields, "final-recipient"));
    if (note.address.isEmpty())
        return false;
    const QByteArray action = valueOf(fields, "action").toLower();
    if (action == "delayed")
        note.fate = DeliveryNote::Fate::Delayed;
    else if (action == "delivered")
        note.fate = DeliveryNote::Fate::Delivered;
    else if (action == "relayed" || action == "expanded")
        note.fate = DeliveryNote::Fate::Passed;
    else if (action != "failed")
        return false;
    note.status = statusOf(valueOf(fields, "status"));
    const QByteArray diagnostic = valueOf(fields, "diagnostic-code");
    note.said = saidPlainly(diagnostic.mid(diagnostic.indexOf(';') + 1));
    const bool failed = note.fate == DeliveryNote::Fate::Failed;
    note.permanent = failed && (note.status.isEmpty() ? note.said.startsWith(u'5') : note.status.startsWith('5'));
    return true;
}

QString messageIdIn(const char *header)
{
    const QByteArray text = QByteArray(header ? header : "").left(4 * kLongestId);
    const qsizetype open = text.indexOf('<');
    const qsizetype close = text.indexOf('>', open + 1);
    const QByteArray id = open < 0 || close < 0 ? QByteArray() : text.mid(open + 1, close - open - 1).trimmed();
    return id.size() <= kLongestId ? QString::fromLatin1(id) : QString();
}

/// The Message-ID in a part that holds nothing but the header of our mail.
QString messageIdInHeader(const QByteArray &header)
{
    for (qsizetype from = 0; from < header.size();) {
        qsizetype end = header.indexOf('\n', from);
        end = end < 0 ? header.size() : end;
        const QByteArray line = header.mid(from, std::min<qsizetype>(end - from, 1000));
        from = end + 1;
        if (!line.toLower().startsWith("message-id:"))
            continue;
        // A long one stands on the line after its name.
        const QString id = messageIdIn(line.constData());
        return id.isEmpty() ? messageIdIn(header.mid(from, 1000).constData()) : id;
    }
    return {};
}

class NoticeReader
{
public:
    MailNotice read(GMimeMessage *message)
    {
        auto *object = reinterpret_cast<GMimeObject *>(message);
        readKind(object, g_mime_message_get_mime_part(message));
        if (m_notice.kind == MailNotice::Kind::Delivery || m_notice.kind == MailNotice::Kind::Receipt)
            walk(g_mime_message_get_mime_part(message), 1);
        if (m_notice.kind == MailNotice::Kind::Delivery && m_notice.notes.empty())
            noteFailedRecipients(object);
        if (m_notice.kind != MailNotice::Kind::None && m_notice.about.isEmpty())
            m_notice.about = messageIdIn(g_mime_object_get_header(object, "In-Reply-To"));
        return std::move(m_notice);
    }

private:
    void readKind(GMimeObject *message, GMimeObject *body)
    {
        using Kind = MailNotice::Kind;
        const auto header = [message](const char *name) { return lower(g_mime_object_get_header(message, name)); };
        GMimeContentType *type = body ? g_mime_object_get_content_type(body) : nullptr;
        if (type && g_mime_content_type_is_type(type, "multipart", "report")) {
            const QByteArray report = lower(g_mime_content_type_get_parameter(type, "report-type"));
            if (report == "delivery-status")
                m_notice.kind = Kind::Delivery;
            else if (report == "disposition-notification")
                m_notice.kind = Kind::Receipt;
        }
        if (m_notice.kind != Kind::None)
            return;
        const QByteArray made = header("Auto-Submitted");
        if (!header("X-Failed-Recipients").isEmpty())
            m_notice.kind = Kind::Delivery;
        else if (made.startsWith("auto-replied") || !header("X-Autoreply").isEmpty()
            || !header("X-Autorespond").isEmpty() || header("Precedence") == "auto_reply")
            m_notice.kind = Kind::AutoReply;
        else if (!made.isEmpty() && !made.startsWith("no"))
            m_notice.kind = Kind::Automatic;
    }

    void walk(GMimeObject *object, int depth)
    {
        if (!object || depth > kDeepest || m_parts++ > kMostParts)
            return;
        if (auto *multipart = mime::as<GMimeMultipart>(object, g_mime_multipart_get_type())) {
            for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
                walk(g_mime_multipart_get_part(multipart, i), depth + 1);
        } else if (auto *attached = mime::as<GMimeMessagePart>(object, g_mime_message_part_get_type())) {
            // Our own mail, given back; what is in it says nothing about its fate.
            if (GMimeMessage *ours = g_mime_message_part_get_message(attached); ours && m_notice.about.isEmpty())
                m_notice.about =
                    messageIdIn(g_mime_object_get_header(reinterpret_cast<GMimeObject *>(ours), "Message-ID"));
        } else if (auto *part = mime::as<GMimePart>(object, g_mime_part_get_type())) {
            leaf(part);
        }
    }

    void leaf(GMimePart *part)
    {
        GMimeContentType *type = g_mime_object_get_content_type(reinterpret_cast<GMimeObject *>(part));
        if (!type)
            return;
        if (g_mime_content_type_is_type(type, "message", "delivery-status") && m_notice.notes.empty())
            m_notice.notes = deliveryNotes(mime::contentOf(part, kMostStatus));
        else if (g_mime_content_type_is_type(type, "message", "disposition-notification"))
            m_notice.about = originalIn(mime::contentOf(part, kMostStatus));
        else if (g_mime_content_type_is_type(type, "text", "rfc822-headers") && m_notice.about.isEmpty())
            m_notice.about = messageIdInHeader(mime::contentOf(part, kMostStatus));
    }

    static QString originalIn(const QByteArray &receipt)
    {
        constexpr char kName[] = "original-message-id:";
        const qsizetype at = receipt.toLower().indexOf(kName);
        return at < 0 ? QString() : messageIdIn(receipt.mid(at, 1000).constData());
    }

    /// What some servers write instead of the standard's report; for how long it is bad they do not say.
    void noteFailedRecipients(GMimeObject *message)
    {
        const QByteArray header = lower(g_mime_object_get_header(message, "X-Failed-Recipients"));
        for (const EmailDraft &email : emailsIn(QString::fromUtf8(header))) {
            if (!email.address.isEmpty() && m_notice.notes.size() < kMostNotes)
                m_notice.notes.push_back({email.address, DeliveryNote::Fate::Failed, false, {}, {}});
        }
    }

    MailNotice m_notice;
    int m_parts = 0;
};

} // namespace

std::vector<DeliveryNote> deliveryNotes(const QByteArray &status)
{
    std::vector<DeliveryNote> notes;
    Fields fields;
    const auto close = [&] {
        DeliveryNote note;
        if (notes.size() < kMostNotes && noteOf(fields, note))
            notes.push_back(std::move(note));
        fields.clear();
    };
    for (qsizetype from = 0; from < status.size();) {
        qsizetype end = status.indexOf('\n', from);
        end = end < 0 ? status.size() : end;
        const QByteArray line = status.mid(from, std::min<qsizetype>(end - from, 2000));
        from = end + 1;
        const qsizetype colon = line.indexOf(':');
        if (line.trimmed().isEmpty())
            close();
        else if ((line[0] == ' ' || line[0] == '\t') && !fields.empty() && fields.back().second.size() < 2000)
            fields.back().second += ' ' + line.trimmed();
        else if (colon > 0 && fields.size() < 50)
            fields.emplace_back(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    close();
    return notes;
}

MailNotice readMailNotice(const QByteArray &bytes)
{
    if (exceedsMimeLimits(bytes))
        return {};
    const auto message = mime::messageIn(bytes);
    return message ? NoticeReader().read(message.get()) : MailNotice();
}

} // namespace updesk
