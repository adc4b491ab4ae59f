// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/smtp.h"

#include "core/channels/transfer.h"

#include <algorithm>
#include <cstring>

namespace updesk
{

namespace
{

/// The command that was last given to the server.
enum class Stage : quint8 { Hello, Login, Mail, Recipient, Content };

/// What could be seen of one conversation.
struct Trace {
    Stage stage = Stage::Hello;
    int code = 0; ///< of the last answer to that command; 0: none came
    QByteArray words;
    QByteArray bytes; ///< the mail
    qsizetype taken = 0; ///< of it, by libcurl
    bool left = false; ///< it has been bid farewell
    bool over = false; ///< libcurl knows that the mail has ended: the final dot may be on its way
};

size_t giveBytes(char *buffer, size_t size, size_t count, void *user)
{
    auto *trace = static_cast<Trace *>(user);
    const qsizetype much = std::min(qsizetype(size * count), trace->bytes.size() - trace->taken);
    std::memcpy(buffer, trace->bytes.constData() + trace->taken, size_t(much));
    trace->taken += much;
    trace->over = trace->taken == trace->bytes.size(); // it knows the size, and asks for nothing beyond it
    return size_t(much);
}

void noteCommand(Trace &trace, QByteArrayView line)
{
    if (line.startsWith("MAIL "))
        trace.stage = Stage::Mail;
    else if (line.startsWith("RCPT "))
        trace.stage = Stage::Recipient;
    else if (line.startsWith("DATA"))
        trace.stage = Stage::Content;
    else if (line.startsWith("AUTH "))
        trace.stage = Stage::Login;
    trace.code = 0;
}

void noteAnswer(Trace &trace, QByteArrayView line)
{
    bool number = false;
    const int code = line.first(std::min<qsizetype>(line.size(), 3)).toInt(&number);
    if (!number || code < 200 || code > 599)
        return;
    trace.code = code;
    trace.words = line.sliced(std::min<qsizetype>(line.size(), 4)).toByteArray();
}

int note(CURL *easy, curl_infotype type, char *bytes, size_t size, void *user)
{
    constexpr long kFarewell = 2; ///< seconds; all that counts has been said before
    auto *trace = static_cast<Trace *>(user);
    const QByteArrayView line(bytes, qsizetype(size));
    if (type == CURLINFO_HEADER_OUT && line.startsWith("QUIT")) {
        trace->left = true;
        curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, kFarewell);
    }
    if (trace->left)
        return 0;
    if (type == CURLINFO_HEADER_OUT)
        noteCommand(*trace, line);
    else if (type == CURLINFO_HEADER_IN && trace->stage == Stage::Content && !trace->over && line.startsWith("354"))
        trace->code = 0; // the mail may begin; what counts is the answer to its end
    else if (type == CURLINFO_HEADER_IN)
        noteAnswer(*trace, line);
    return 0;
}

/// What a refusing answer is about.
const char *subjectOf(const Trace &trace)
{
    if (trace.code == 530 || trace.code == 534 || trace.code == 535 || trace.code == 538)
        return "login";
    if (trace.code == 552)
        return "size";
    switch (trace.stage) {
    case Stage::Hello:
        return "server";
    case Stage::Login:
        return "login";
    case Stage::Mail:
        return "from";
    case Stage::Recipient:
        return "to";
    case Stage::Content:
        break;
    }
    return "message";
}

HandOver refusal(CURLcode code, const Trace &trace)
{
    const QString subject = QString::fromLatin1(subjectOf(trace));
    if (trace.code < 400)
        return HandOver::refused(errorOf(code));
    // What is wrong with the login or the server is not wrong with the mail.
    const bool ofMail = subject != QLatin1String("login") && trace.stage >= Stage::Mail;
    const bool permanent = trace.code >= 500;
    const auto kind = permanent ? Error::Code::Denied : Error::Code::Busy;
    return HandOver::refused({kind, subject, QStringLiteral("smtp_%1").arg(trace.code)}, permanent && ofMail);
}

HandOver outcomeOf(CURLcode code, const Trace &trace)
{
    HandOver over;
    if (code == CURLE_OK)
        over = HandOver::accepted(saidPlainly(trace.words));
    else if (!trace.over || (trace.code >= 400 && trace.code < 500 && trace.code != 421))
        over = refusal(code, trace);
    else if (trace.code >= 400)
        over = HandOver::unknown(
            {Error::Code::Denied, QStringLiteral("message"), QStringLiteral("smtp_%1").arg(trace.code)});
    else
        over = HandOver::unknown(errorOf(code));
    return over.withAnswer(trace.code, saidPlainly(trace.words));
}

/// Words for the list of recipients, freed with it.
using WordList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Result<std::unique_ptr<Transfer>> begin(const ServerAccess &access, const QByteArray &secret, const Patience &patience)
{
    if (const auto checked = checkAccess(access); !checked)
        return checked.error();
    const char *scheme = access.security == Security::Tls ? "smtps" : "smtp";
    auto transfer = Transfer::begin(urlOf(scheme, access), "smtp,smtps", access.caFile, patience);
    if (!transfer)
        return transfer;
    (*transfer)->enter(access, secret);
    if (access.kind == LoginKind::Password) // over TLS the plain ways are the ones that every server has right
        (*transfer)->set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
    return transfer;
}

} // namespace

Smtp::Smtp(ServerAccess access, QByteArray secret, Patience patience)
    : m_access(std::move(access)), m_secret(std::move(secret)), m_patience(patience)
{
}

HandOver Smtp::send(const MailDraft &draft)
{
    Trace trace;
    auto bytes = composeMail(draft);
    if (!bytes)
        return HandOver::refused(bytes.error(), true);
    trace.bytes = std::move(*bytes);
    auto transfer = begin(m_access, m_secret, m_patience);
    if (!transfer)
        return HandOver::refused(transfer.error());
    Transfer &mail = **transfer;
    const QByteArray from = '<' + envelopeAddress(draft.from.address) + '>';
    const QByteArray to = '<' + envelopeAddress(draft.to.address) + '>';
    const WordList recipients(curl_slist_append(nullptr, to.constData()), &curl_slist_free_all);
    mail.set(CURLOPT_MAIL_FROM, from.constData());
    mail.set(CURLOPT_MAIL_RCPT, recipients.get());
    mail.set(CURLOPT_UPLOAD, 1L);
    mail.set(CURLOPT_INFILESIZE_LARGE, curl_off_t(trace.bytes.size())); // so a server can refuse before it all went
    mail.set(CURLOPT_READFUNCTION, &giveBytes);
    mail.set(CURLOPT_READDATA, &trace);
    mail.set(CURLOPT_DEBUGFUNCTION, &note);
    mail.set(CURLOPT_DEBUGDATA, &trace);
    mail.set(CURLOPT_VERBOSE, 1L);
    mail.set(CURLOPT_FORBID_REUSE, 1L); // the farewell is part of the transfer, and of its patience
    const CURLcode code = mail.run();
    mail.set(CURLOPT_VERBOSE, 0L);
    return outcomeOf(code, trace);
}

Result<void> Smtp::test()
{
    auto transfer = begin(m_access, m_secret, m_patience);
    if (!transfer)
        return transfer.error();
    (*transfer)->set(CURLOPT_CONNECT_ONLY, 1L);
    const CURLcode code = (*transfer)->run();
    if (code != CURLE_OK)
        return errorOf(code);
    (void)(*transfer)->write("QUIT\r\n"); // whether it hears us is its own affair
    return {};
}

} // namespace updesk
