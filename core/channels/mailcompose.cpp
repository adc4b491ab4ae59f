// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/mime.h"

#include "core/base/mimelimits.h"
#include "core/channels/maildraft.h"
#include "core/people/emailaddress.h"

#include <QUrl>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr qsizetype kMostReferences = 20;

Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
}

/// One line without control characters, for a header.
QString headerText(const QString &text)
{
    QString line = text;
    for (QChar &letter : line) {
        if (letter.category() == QChar::Other_Control)
            letter = u' ';
    }
    return line.simplified().left(500);
}

/// The text with plain line ends and without what no mail may hold.
QString bodyText(const QString &text)
{
    QString out = text;
    out.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n').remove(QChar::Null);
    return out;
}

QString htmlOf(const QString &text) { return text.toHtmlEscaped().replace(u'\n', QLatin1String("<br>\n")); }

bool isMessageId(const QString &id)
{
    const qsizetype at = id.indexOf(u'@');
    return isAscii(id) && id.size() <= 250 && at > 0 && at < id.size() - 1 && !id.contains(u'<') && !id.contains(u'>');
}

QString domainOf(const QByteArray &address) { return QString::fromLatin1(address.mid(address.lastIndexOf('@') + 1)); }

mime::Owned<GMimeObject> textPart(const char *kind, const QString &text)
{
    GMimeTextPart *part = g_mime_text_part_new_with_subtype(kind);
    g_mime_text_part_set_charset(part, "utf-8");
    g_mime_text_part_set_text(part, text.toUtf8().constData());
    g_mime_part_set_content_encoding(reinterpret_cast<GMimePart *>(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return mime::Owned<GMimeObject>(reinterpret_cast<GMimeObject *>(part));
}

Result<void> checkDraft(const MailDraft &draft)
{
    const std::pair<const QString *, const char *> addresses[] = {{&draft.from.address, "from"},
        {&draft.to.address, "to"}, {&draft.replyTo, "replyTo"}, {&draft.unsubscribe, "unsubscribe"}};
    for (const auto &[address, field] : addresses) {
        const bool mayMiss = address == &draft.replyTo || address == &draft.unsubscribe;
        if (mayMiss ? !address->isEmpty() && envelopeAddress(*address).isEmpty() : envelopeAddress(*address).isEmpty())
            return invalid(field);
    }
    if (draft.id.size() > 100 || !isMessageId(draft.id + QLatin1String("@x")) || draft.id.contains(u'@'))
        return invalid("id");
    if (draft.text.trimmed().isEmpty())
        return invalid("text");
    if (draft.text.size() + draft.html.size() + draft.footer.size() > kLargestMailText)
        return invalid("size");
    if (draft.commercial && draft.footer.trimmed().isEmpty())
        return invalid("footer");
    if (draft.commercial && draft.unsubscribe.isEmpty())
        return invalid("unsubscribe");
    const QUrl url(draft.unsubscribeUrl, QUrl::StrictMode);
    if (!draft.unsubscribeUrl.isEmpty()
        && (!url.isValid() || url.scheme() != QLatin1String("https") || url.host().isEmpty()))
        return invalid("unsubscribeUrl");
    return {};
}

class MailWriter
{
public:
    explicit MailWriter(const MailDraft &draft) : m_draft(draft), m_message(g_mime_message_new(FALSE)) { }

    QByteArray write()
    {
        writeHeaders();
        writeBody();
        const std::unique_ptr<GMimeFormatOptions, decltype(&g_mime_format_options_free)> format(
            g_mime_format_options_new(), &g_mime_format_options_free);
        g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
        const mime::Owned<GMimeStream> stream(g_mime_stream_mem_new());
        g_mime_object_write_to_stream(object(), format.get(), stream.get());
        const GByteArray *bytes = g_mime_stream_mem_get_byte_array(reinterpret_cast<GMimeStreamMem *>(stream.get()));
        return QByteArray(reinterpret_cast<const char *>(bytes->data), qsizetype(bytes->len));
    }

private:
    GMimeObject *object() const { return reinterpret_cast<GMimeObject *>(m_message.get()); }
    void header(const char *name, const QByteArray &value)
    {
        g_mime_object_set_header(object(), name, value.constData(), nullptr);
    }
    // GMime would write a long address in encoded words, in which no client finds it.
    void headerAsItIs(const char *name, const QByteArray &value)
    {
        header(name, "x");
        GMimeHeader *line = g_mime_header_list_get_header(g_mime_object_get_header_list(object()), name);
        g_mime_header_set_raw_value(line, (' ' + value + '\n').constData());
    }
    void addPerson(GMimeAddressType type, const MailPerson &person)
    {
        const QByteArray name = headerText(person.name).toUtf8();
        g_mime_message_add_mailbox(m_message.get(), type, name.isEmpty() ? nullptr : name.constData(),
            envelopeAddress(person.address).constData());
    }

    void writeHeaders()
    {
        addPerson(GMIME_ADDRESS_TYPE_FROM, m_draft.from);
        addPerson(GMIME_ADDRESS_TYPE_TO, m_draft.to);
        if (!m_draft.replyTo.isEmpty())
            addPerson(GMIME_ADDRESS_TYPE_REPLY_TO, {m_draft.from.name, m_draft.replyTo});
        g_mime_message_set_subject(m_message.get(), headerText(m_draft.subject).toUtf8().constData(), "utf-8");
        if (GDateTime *date = g_date_time_new_from_unix_utc(m_draft.at / kSecond)) {
            g_mime_message_set_date(m_message.get(), date);
            g_date_time_unref(date);
        }
        g_mime_message_set_message_id(m_message.get(), messageIdOf(m_draft).toLatin1().constData());
        writeThread();
        writeUnsubscribe();
        if (m_draft.automatic)
            header("Auto-Submitted", "auto-generated");
    }

    void writeThread()
    {
        if (isMessageId(m_draft.inReplyTo))
            header("In-Reply-To", '<' + m_draft.inReplyTo.toLatin1() + '>');
        QByteArray all;
        qsizetype left = kMostReferences;
        for (auto it = m_draft.references.crbegin(); it != m_draft.references.crend() && left > 0; ++it) {
            if (!isMessageId(*it))
                continue;
            all = '<' + it->toLatin1() + '>' + (all.isEmpty() ? QByteArray() : ' ' + all);
            --left;
        }
        if (!all.isEmpty())
            header("References", all);
    }

    // A client takes List-Unsubscribe-Post as the promise that one click is enough, which a mailto alone cannot keep.
    void writeUnsubscribe()
    {
        if (m_draft.unsubscribe.isEmpty())
            return;
        QByteArray ways =
            "<mailto:" + QUrl::toPercentEncoding(QString::fromLatin1(envelopeAddress(m_draft.unsubscribe)), "@")
            + "?subject=unsubscribe%20" + QUrl::toPercentEncoding(m_draft.id) + '>';
        if (!m_draft.unsubscribeUrl.isEmpty()) {
            ways = '<' + QUrl(m_draft.unsubscribeUrl).toEncoded() + ">,\n " + ways;
            header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        headerAsItIs("List-Unsubscribe", ways);
    }

    void writeBody()
    {
        const QString footer = bodyText(m_draft.footer).trimmed();
        const QString text = bodyText(m_draft.text) + (footer.isEmpty() ? QString() : QLatin1String("\n\n") + footer);
        const auto plain = textPart("plain", text + u'\n');
        if (m_draft.html.trimmed().isEmpty()) {
            g_mime_message_set_mime_part(m_message.get(), plain.get());
            return;
        }
        const auto html = textPart("html", htmlWithFooter(bodyText(m_draft.html), footer) + u'\n');
        const mime::Owned<GMimeMultipart> both(g_mime_multipart_new_with_subtype("alternative"));
        g_mime_multipart_add(both.get(), plain.get());
        g_mime_multipart_add(both.get(), html.get());
        g_mime_message_set_mime_part(m_message.get(), reinterpret_cast<GMimeObject *>(both.get()));
    }

    const MailDraft &m_draft;
    mime::Owned<GMimeMessage> m_message;
};

} // namespace

QString htmlWithFooter(const QString &html, const QString &footer)
{
    if (footer.isEmpty())
        return html;
    const QString block =
        QLatin1String("<hr>\n<p style=\"font-size:small;color:#555555\">") + htmlOf(footer) + QLatin1String("</p>\n");
    const qsizetype end = html.lastIndexOf(QLatin1String("</body"), -1, Qt::CaseInsensitive);
    return end < 0 ? html + u'\n' + block : html.left(end) + block + html.mid(end);
}

QByteArray envelopeAddress(const QString &address)
{
    const auto read = emailsIn(address);
    if (read.size() != 1 || read.front().address.compare(address, Qt::CaseInsensitive) != 0)
        return {};
    const qsizetype at = address.lastIndexOf(u'@');
    const QString left = address.left(at);
    const QByteArray domain = QUrl::toAce(address.mid(at + 1));
    return isAscii(left) && !domain.isEmpty() ? left.toLatin1() + '@' + domain : QByteArray();
}

QString messageIdOf(const MailDraft &draft) { return draft.id + u'@' + domainOf(envelopeAddress(draft.from.address)); }

Result<QByteArray> composeMail(const MailDraft &draft)
{
    if (const auto checked = checkDraft(draft); !checked)
        return checked.error();
    beginMime();
    return MailWriter(draft).write();
}

} // namespace updesk
