// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmime/gmime.h>

#include "core/intake/mimeread.h"

#include "core/base/mimelimits.h"
#include "core/intake/bytes.h"

#include <QDateTime>

#include <memory>

namespace updesk
{
namespace
{

constexpr int kDeepest = 20;
constexpr int kMostParts = 500;
constexpr qsizetype kLongestHeader = 4096;

struct Unref {
    void operator()(void *object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

/// The object as a T, or nullptr when it is another kind.
template <class T>
T *as(GMimeObject *object, GType type)
{
    auto *instance = reinterpret_cast<GTypeInstance *>(object);
    return object && g_type_check_instance_is_a(instance, type) ? reinterpret_cast<T *>(object) : nullptr;
}

QString fromCString(const char *text) { return QString::fromUtf8(text ? text : ""); }

QByteArray lower(const char *text) { return QByteArray(text ? text : "").trimmed().toLower(); }

class MailReader
{
public:
    Mail read(GMimeMessage *message)
    {
        m_mail.readable = true;
        readHeaders(message);
        walk(g_mime_message_get_mime_part(message), 1, false);
        return std::move(m_mail);
    }

private:
    static QString firstAddress(InternetAddressList *list, QString *name = nullptr)
    {
        for (int i = 0; list && i < internet_address_list_length(list); ++i) {
            InternetAddress *address = internet_address_list_get_address(list, i);
            if (!g_type_check_instance_is_a(
                    reinterpret_cast<GTypeInstance *>(address), internet_address_mailbox_get_type()))
                continue;
            if (name)
                *name = fromCString(internet_address_get_name(address)).simplified().left(kLongestHeader);
            const auto *mailbox = reinterpret_cast<InternetAddressMailbox *>(address);
            return fromCString(internet_address_mailbox_get_addr(const_cast<InternetAddressMailbox *>(mailbox)))
                .trimmed()
                .toLower()
                .left(kLongestHeader);
        }
        return {};
    }

    void addRecipients(InternetAddressList *list)
    {
        for (int i = 0; list && i < internet_address_list_length(list) && i < 20; ++i) {
            InternetAddress *address = internet_address_list_get_address(list, i);
            if (g_type_check_instance_is_a(
                    reinterpret_cast<GTypeInstance *>(address), internet_address_mailbox_get_type()))
                m_mail.recipients << fromCString(
                    internet_address_mailbox_get_addr(reinterpret_cast<InternetAddressMailbox *>(address)))
                                         .toLower();
        }
    }

    void readHeaders(GMimeMessage *message)
    {
        auto *object = reinterpret_cast<GMimeObject *>(message);
        const auto header = [&](const char *name) {
            return lower(g_mime_object_get_header(object, name)).left(kLongestHeader);
        };
        m_mail.fromAddress = firstAddress(g_mime_message_get_from(message), &m_mail.fromName);
        m_mail.replyToAddress = firstAddress(g_mime_message_get_reply_to(message));
        m_mail.subject = fromCString(g_mime_message_get_subject(message)).simplified().left(kLongestHeader);
        m_mail.messageId = fromCString(g_mime_message_get_message_id(message)).left(kLongestHeader);
        addRecipients(g_mime_message_get_to(message));
        addRecipients(g_mime_message_get_cc(message));
        if (const QByteArray delivered = header("Delivered-To"); !delivered.isEmpty())
            m_mail.recipients << QString::fromUtf8(delivered);
        if (GDateTime *date = g_mime_message_get_date(message))
            m_mail.sent = g_date_time_to_unix(date) * kSecond;
        m_mail.autoSubmitted = header("Auto-Submitted");
        m_mail.precedence = header("Precedence");
        m_mail.bounce.address = QString::fromUtf8(header("X-Failed-Recipients"));
        m_mail.hasUnsubscribe = !header("List-Unsubscribe").isEmpty();
        m_mail.hasListId = !header("List-Id").isEmpty();
        m_mail.markedSpam = header("X-Spam-Flag").startsWith("yes");
        m_mail.autoReplyHeader = !header("X-Autoreply").isEmpty() || !header("X-Autorespond").isEmpty();
        addReferences(g_mime_object_get_header(object, "In-Reply-To"));
        addReferences(g_mime_object_get_header(object, "References"));
    }

    void addReferences(const char *header)
    {
        if (!header)
            return;
        GMimeReferences *references =
            g_mime_references_parse(nullptr, QByteArray(header).left(kLongestHeader).constData());
        for (int i = g_mime_references_length(references) - 1; i >= 0; --i) {
            const QString id = fromCString(g_mime_references_get_message_id(references, i));
            if (!m_mail.inReplyTo.contains(id))
                m_mail.inReplyTo << id;
        }
        g_mime_references_free(references);
    }

    void walk(GMimeObject *object, int depth, bool inner)
    {
        if (!object || m_mail.tooDeep || m_count++ > kMostParts)
            return;
        if (depth > kDeepest) {
            m_mail.tooDeep = true;
            return;
        }
        if (auto *multipart = as<GMimeMultipart>(object, g_mime_multipart_get_type())) {
            noteReport(object);
            for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
                walk(g_mime_multipart_get_part(multipart, i), depth + 1, inner);
        } else if (auto *attached = as<GMimeMessagePart>(object, g_mime_message_part_get_type())) {
            if (GMimeMessage *message = g_mime_message_part_get_message(attached))
                walk(g_mime_message_get_mime_part(message), depth + 1, true);
        } else if (auto *part = as<GMimePart>(object, g_mime_part_get_type())) {
            leaf(part, inner);
        }
    }

    void noteReport(GMimeObject *object)
    {
        GMimeContentType *type = g_mime_object_get_content_type(object);
        if (m_count > 1 || !type || !g_mime_content_type_is_type(type, "multipart", "report"))
            return;
        const QByteArray kind = lower(g_mime_content_type_get_parameter(type, "report-type"));
        m_mail.receipt = kind == "disposition-notification";
        m_mail.report = !m_mail.receipt;
    }

    static QByteArray contentOf(GMimePart *part)
    {
        GMimeDataWrapper *content = g_mime_part_get_content(part);
        if (!content)
            return {};
        const Owned<GMimeStream> stream(g_mime_stream_mem_new());
        g_mime_data_wrapper_write_to_stream(content, stream.get());
        const GByteArray *bytes = g_mime_stream_mem_get_byte_array(reinterpret_cast<GMimeStreamMem *>(stream.get()));
        return bytes ? QByteArray(reinterpret_cast<const char *>(bytes->data), static_cast<qsizetype>(bytes->len))
                     : QByteArray();
    }

    /// The part's bytes in UTF-8 when the charset is one that only iconv knows; false when that fails.
    static bool converted(QByteArray &bytes, const QByteArray &charset)
    {
        if (charset.isEmpty() || charset == "utf-8" || charset == "us-ascii" || charset.startsWith("iso-8859-1"))
            return false;
        gsize written = 0;
        gchar *text = g_convert(bytes.constData(), static_cast<gssize>(bytes.size()), "UTF-8", charset.constData(),
            nullptr, &written, nullptr);
        if (!text)
            return false;
        bytes = QByteArray(text, static_cast<qsizetype>(written));
        g_free(text);
        return true;
    }

    void leaf(GMimePart *part, bool inner)
    {
        auto *object = reinterpret_cast<GMimeObject *>(part);
        GMimeContentType *type = g_mime_object_get_content_type(object);
        MailPart found;
        found.type = lower(type ? g_mime_content_type_get_media_type(type) : "text") + '/'
            + lower(type ? g_mime_content_type_get_media_subtype(type) : "plain");
        GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
        const bool marked =
            disposition && lower(g_mime_content_disposition_get_disposition(disposition)) == "attachment";
        found.attachment = marked || g_mime_part_get_filename(part) || !found.type.startsWith("text/");
        found.inner = inner;
        QByteArray bytes = contentOf(part);
        QByteArray charset = lower(g_mime_object_get_content_type_parameter(object, "charset"));
        if (converted(bytes, charset))
            charset = "utf-8";
        DecodedText decoded = decodedPart(bytes, charset);
        found.text = std::move(decoded.text);
        found.guessed = decoded.guessed;
        if (found.type == "message/delivery-status")
            readStatus(found.text);
        m_mail.parts.push_back(std::move(found));
    }

    void readStatus(const QString &text)
    {
        const QStringList lines = text.left(65'536).split(u'\n');
        for (const QString &line : lines) {
            const qsizetype colon = line.indexOf(u':');
            const QString name = line.left(std::max<qsizetype>(colon, 0)).trimmed().toLower();
            const QString value = line.mid(colon + 1).trimmed().left(kLongestHeader);
            const bool recipient =
                name == QLatin1String("final-recipient") || name == QLatin1String("original-recipient");
            if (recipient && m_mail.bounce.address.isEmpty())
                m_mail.bounce.address = value.mid(value.indexOf(u';') + 1).trimmed().toLower();
            else if (name == QLatin1String("status") && m_mail.bounce.status.isEmpty())
                m_mail.bounce.status = value.toLatin1();
        }
    }

    Mail m_mail;
    int m_count = 0;
};

} // namespace

Mail readMail(const QByteArray &bytes)
{
    beginMime();
    Mail mail;
    if (exceedsMimeLimits(bytes)) {
        mail.readable = true;
        mail.tooDeep = true;
        return mail;
    }
    const Owned<GMimeStream> stream(
        g_mime_stream_mem_new_with_buffer(bytes.constData(), static_cast<size_t>(bytes.size())));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    return message ? MailReader().read(message.get()) : mail;
}

} // namespace updesk
