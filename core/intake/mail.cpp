// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/mail.h"

#include "core/intake/adf.h"
#include "core/intake/codes.h"
#include "core/intake/contact.h"
#include "core/intake/labelmail.h"
#include "core/intake/labels.h"
#include "core/intake/mailwords.h"
#include "core/intake/mimeread.h"
#include "core/intake/plaintext.h"
#include "core/intake/spotted.h"
#include "core/intake/vehicletext.h"
#include "core/intake/wishes.h"
#include "core/people/emailaddress.h"
#include "core/people/personname.h"

#include <algorithm>

namespace updesk
{
namespace
{

bool isBulk(const Mail &mail)
{
    return mail.hasUnsubscribe || mail.hasListId || mail.precedence == "bulk" || mail.precedence == "list"
        || mail.precedence == "junk";
}

bool isBounce(const Mail &mail)
{
    const QString local = mail.fromAddress.left(mail.fromAddress.indexOf(u'@'));
    return mail.report || local == QLatin1String("mailer-daemon");
}

bool isAutoReply(const Mail &mail)
{
    return mail.autoSubmitted.startsWith("auto-replied") || mail.precedence == "auto_reply" || mail.autoReplyHeader
        || mail.receipt || saysAutomaticReply(mail.subject);
}

bool isHtml(const MailPart &part) { return part.type == "text/html"; }

/// The texts in which ADF may stand, in the order in which they are tried.
class AdfCandidates
{
public:
    AdfCandidates(const Mail &mail, const ParseContext &context, const Delivery &delivery)
        : m_mail(mail), m_context(context), m_delivery(delivery)
    {
    }

    /// The first readable ADF; otherwise the fault of the first unreadable one, or not_adf.
    AdfResult find()
    {
        for (const bool inner : {false, true}) {
            for (const MailPart &part : m_mail.parts) {
                if (part.inner == inner && part.attachment && !isHtml(part) && tryText(part, part.text))
                    return std::move(m_result);
            }
            for (const MailPart &part : m_mail.parts) {
                if (part.inner == inner && !part.attachment && !isHtml(part)
                    && (tryText(part, part.text) || tryQuoted(part, part.text)))
                    return std::move(m_result);
            }
            for (const MailPart &part : m_mail.parts) {
                if (part.inner == inner && isHtml(part) && tryHtml(part))
                    return std::move(m_result);
            }
        }
        m_result.error = m_fault.isEmpty() ? code::kNotAdf : m_fault;
        return std::move(m_result);
    }

private:
    bool tryText(const MailPart &part, const QString &text)
    {
        if (!mayHoldAdf(text))
            return false;
        AdfResult result = readAdfText(text, m_context, m_delivery);
        if (result.error.isEmpty()) {
            if (part.guessed)
                code::warn(result.warnings, code::kEncodingGuessed);
            m_result = std::move(result);
            return true;
        }
        if (result.isAdf() && m_fault.isEmpty())
            m_fault = result.error;
        return false;
    }

    bool tryQuoted(const MailPart &part, const QString &text)
    {
        return text.contains(u'>') && tryText(part, withoutQuoteMarks(text));
    }

    bool tryHtml(const MailPart &part)
    {
        if (tryText(part, part.text))
            return true;
        const QString plain = plainText(part.text, Layout::Page);
        return tryText(part, plain) || tryQuoted(part, plain);
    }

    /// A quick look that spares most mails the search.
    static bool mayHoldAdf(const QString &text)
    {
        return text.contains(u'<')
            && (text.contains(QLatin1String("adf"), Qt::CaseInsensitive)
                || text.contains(QLatin1String("prospect"), Qt::CaseInsensitive));
    }

    const Mail &m_mail;
    const ParseContext &m_context;
    const Delivery &m_delivery;
    AdfResult m_result;
    QLatin1String m_fault;
};

/// The mail's body as plain text: its plain part, else its HTML; of an attached message only when there is nothing
/// else.
QString bodyOf(const Mail &mail)
{
    for (const bool inner : {false, true}) {
        for (const bool html : {false, true}) {
            QString body;
            for (const MailPart &part : mail.parts) {
                if (part.inner != inner || part.attachment || isHtml(part) != html || !part.type.startsWith("text/"))
                    continue;
                body += plainText(part.text, html ? Layout::Page : Layout::Mail) + u'\n';
            }
            if (!body.trimmed().isEmpty())
                return body;
        }
    }
    return {};
}

/// Somebody filled in a form, whatever else the mail looks like.
bool hasFormLabels(const QString &body)
{
    const LabelFields fields = readLabels(body);
    return fields.count >= kFewestLabels
        && !(fields.phone.isEmpty() && fields.mobile.isEmpty() && fields.email.isEmpty());
}

/// Decides step by step what a mail is.
class MailJudge
{
public:
    MailJudge(const Mail &mail, const ParseContext &context) : m_mail(mail), m_context(context)
    {
        const bool forwarded = saysForwarded(mail.subject);
        m_answers = !mail.inReplyTo.isEmpty() && !forwarded;
        m_sender = {mail.fromName, mail.fromAddress};
        // What a colleague forwards came from whom the forwarded mail names.
        if (forwarded && isDealersOwn(mail.fromAddress, mail.recipients))
            m_sender = forwardedSender(bodyOf(mail));
        m_delivery = {emailDomain(m_sender.address), mail.subject, mail.messageId, mail.sent};
        m_parsed.senderName = mail.fromName;
        m_parsed.senderAddress = mail.fromAddress;
        m_parsed.subject = mail.subject;
        m_parsed.messageId = mail.messageId;
        m_parsed.sent = mail.sent;
        m_parsed.inReplyTo = mail.inReplyTo;
        m_parsed.fromDealer = isDealersOwn(mail.fromAddress, mail.recipients);
    }

    Parsed judge()
    {
        if (isBounce(m_mail))
            return bounce();
        if (isAutoReply(m_mail))
            return refused(ParseOutcome::NotALead, code::kAutoReply);
        AdfResult adf = AdfCandidates(m_mail, m_context, m_delivery).find();
        if (adf.error.isEmpty())
            return accepted(std::move(adf));
        if (adf.isAdf())
            return refused(ParseOutcome::Rejected, adf.error);
        m_body = bodyOf(m_mail);
        const LabelMail mail{m_body, m_mail.subject, m_sender.address, m_mail.replyToAddress, m_mail.recipients,
            m_mail.sent, isBulk(m_mail), m_answers};
        if (auto draft = labelLead(mail, m_context))
            return accepted(std::move(*draft));
        return notAdf();
    }

private:
    Parsed notAdf()
    {
        const bool platform = findSource(m_delivery.senderDomain, m_context.sources) || isNoReply(m_sender.address);
        if (platform)
            readRelayed();
        const bool personal = !platform && !isBulk(m_mail);
        if (m_answers && personal)
            return written(code::kReply);
        if (!isBulk(m_mail) && !platform && !m_mail.markedSpam && !m_sender.address.isEmpty()
            && !isDealersOwn(m_sender.address, m_mail.recipients)) {
            if (auto draft = directLead())
                return accepted(std::move(*draft));
        }
        if (m_mail.hasListId || saysNewsletter(m_mail.subject))
            return refused(ParseOutcome::NotALead, code::kNewsletter);
        const auto what = isBulk(m_mail) || m_mail.markedSpam ? code::kSpam : code::kNoLeadContent;
        return personal ? written(what) : refused(ParseOutcome::NotALead, what);
    }

    // A platform writes from the address that stands for the customer, or lets answers go there.
    void readRelayed()
    {
        for (const QString &address : {m_mail.fromAddress, m_mail.replyToAddress}) {
            if (address.isEmpty() || isNoReply(address) || isDealersOwn(address, m_mail.recipients))
                continue;
            m_parsed.relayAddress = address;
            m_parsed.replyText = withoutQuotedReply(m_body);
            return;
        }
    }

    // A person's own words.
    Parsed written(QLatin1String what)
    {
        m_parsed.personal = true;
        m_parsed.replyText = withoutQuotedReply(m_body);
        return refused(ParseOutcome::NotALead, what);
    }

    Parsed bounce()
    {
        m_parsed.bouncedAddress = m_mail.bounce.address;
        m_parsed.bouncedForGood = m_mail.bounce.status.startsWith("5.");
        return refused(ParseOutcome::NotALead, code::kBounce);
    }

    std::optional<LeadDraft> directLead()
    {
        const QString words =
            saysForwarded(m_mail.subject) ? withoutQuoteMarks(m_body).trimmed() : withoutQuotedReply(m_body);
        auto vehicle = vehicleInText(m_mail.subject);
        if (!vehicle)
            vehicle = vehicleInText(words);
        if (!vehicle || !saysInterest(m_mail.subject + u'\n' + words))
            return std::nullopt;
        LeadDraft draft;
        setSource(draft, QStringLiteral("Direct email"), m_context.sources);
        NameParts name;
        name.full = m_sender.name;
        setName(draft, name);
        addEmails(m_sender.address, draft);
        const Spotted spotted = spottedIn(words, m_context.region);
        for (const QString &phone : spotted.phones)
            addPhones(phone, m_context.region, PhoneKind::Unknown, draft);
        draft.wants.push_back(std::move(*vehicle));
        draft.comments = words.trimmed();
        finishMailDraft(draft, m_mail.subject, m_mail.sent, m_context);
        return draft;
    }

    Parsed accepted(AdfResult adf)
    {
        m_parsed.drafts = std::move(adf.drafts);
        m_parsed.warnings = std::move(adf.warnings);
        return finish();
    }

    Parsed accepted(LeadDraft draft)
    {
        draft.messageId = m_mail.messageId;
        m_parsed.drafts.push_back(std::move(draft));
        return finish();
    }

    Parsed finish()
    {
        m_parsed.outcome = m_parsed.drafts.size() == 1 ? ParseOutcome::Lead : ParseOutcome::Leads;
        return std::move(m_parsed);
    }

    Parsed refused(ParseOutcome outcome, QLatin1String error)
    {
        m_parsed.outcome = outcome;
        m_parsed.error = error;
        QString seen = m_mail.fromAddress + u'\n' + m_mail.subject + u'\n';
        for (const MailPart &part : m_mail.parts) {
            if (seen.size() < 262'144)
                seen += (isHtml(part) ? plainText(part.text, Layout::Page) : part.text) + u'\n';
        }
        m_parsed.spotted = spottedIn(seen, m_context.region);
        m_parsed.formLabels =
            outcome == ParseOutcome::NotALead && hasFormLabels(m_body.isEmpty() ? bodyOf(m_mail) : m_body);
        return std::move(m_parsed);
    }

    const Mail &m_mail;
    const ParseContext &m_context;
    Delivery m_delivery;
    ForwardedSender m_sender; ///< who wrote it first: From, or whom a forwarded mail names
    bool m_answers = false; ///< a person's answer, not a forwarded one
    QString m_body;
    Parsed m_parsed;
};

bool isHeaderLine(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || colon > 76)
        return false;
    return std::all_of(line.begin(), line.begin() + colon, [](char c) { return c > ' ' && c < 0x7f; });
}

bool isKnownHeader(QByteArrayView line)
{
    const QByteArray name = line.first(line.indexOf(':')).toByteArray().toLower();
    for (const char *known : {"from", "to", "subject", "date", "received", "message-id", "mime-version", "content-type",
             "return-path", "delivered-to", "content-transfer-encoding", "reply-to", "dkim-signature"}) {
        if (name == known)
            return true;
    }
    return false;
}

} // namespace

bool looksLikeMail(const QByteArray &bytes, const QString &fileName)
{
    if (fileName.endsWith(QLatin1String(".eml"), Qt::CaseInsensitive))
        return true;
    const QByteArrayView head = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096));
    int known = 0;
    for (qsizetype from = 0; from < head.size();) {
        qsizetype end = head.indexOf('\n', from);
        end = end < 0 ? head.size() : end;
        const QByteArrayView line = head.sliced(from, end - from).trimmed();
        const bool folded = end > from && (head[from] == ' ' || head[from] == '\t');
        const bool mbox = from == 0 && line.startsWith("From ");
        from = end + 1;
        if (folded || mbox)
            continue;
        if (line.isEmpty() || !isHeaderLine(line))
            break;
        known += isKnownHeader(line) ? 1 : 0;
    }
    return known >= 2;
}

Parsed parseMail(const QByteArray &bytes, const ParseContext &context)
{
    const Mail mail = readMail(bytes);
    Parsed parsed;
    if (!mail.readable || mail.tooDeep) {
        parsed.error = mail.tooDeep ? code::kTooDeep : code::kNotAdf;
        parsed.spotted = spottedIn(QString::fromUtf8(bytes.left(262'144)), context.region);
        return parsed;
    }
    return MailJudge(mail, context).judge();
}

} // namespace updesk
