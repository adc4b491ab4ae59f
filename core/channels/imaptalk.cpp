// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/imaptalk.h"

#include "core/channels/mailboxname.h"

#include <algorithm>

namespace updesk
{

// A search in a mailbox of a million is eight megabytes on one line.
constexpr qsizetype kLongestLine = 16 * 1024 * 1024;
constexpr size_t kMostAnswers = 100'000;

static Error damaged(const char *detail)
{
    return {Error::Code::Damaged, QStringLiteral("answer"), QString::fromLatin1(detail)};
}

/// What a NO means by the code in its brackets.
static Error refusal(const QByteArray &line)
{
    for (const char *word : {"[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]"}) {
        if (line.toUpper().contains(word))
            return {Error::Code::Busy, QStringLiteral("mailbox"), {}};
    }
    return {Error::Code::Denied, QStringLiteral("command"), {}};
}

ImapTalk::ImapTalk(std::unique_ptr<Transfer> transfer, qint64 largest)
    // What a server counts as the size may leave out line ends that it sends.
    : m_transfer(std::move(transfer)), m_reader(kLongestLine, qsizetype(largest + largest / 8 + 1024 * 1024))
{
}

ImapTalk::~ImapTalk()
{
    if (m_transfer)
        (void)m_transfer->write("U0 LOGOUT\r\n"); // whether it hears us is its own affair
}

Result<ImapTalk> ImapTalk::begin(const MailInSettings &settings, const QByteArray &secret, const Patience &patience)
{
    const ServerAccess &access = settings.server;
    if (const auto checked = checkAccess(access); !checked)
        return checked.error();
    const char *scheme = access.security == Security::Tls ? "imaps" : "imap";
    auto transfer = Transfer::begin(urlOf(scheme, access), "imap,imaps", access.caFile, patience);
    if (!transfer)
        return transfer.error();
    (*transfer)->enter(access, secret);
    (*transfer)->set(CURLOPT_CONNECT_ONLY, 1L);
    if (const CURLcode code = (*transfer)->run(); code != CURLE_OK)
        return errorOf(code);
    return ImapTalk(std::move(*transfer), settings.largest);
}

Result<std::vector<ImapAnswer>> ImapTalk::ask(const QByteArray &command)
{
    const QByteArray tag = 'U' + QByteArray::number(++m_commands) + ' ';
    if (const auto sent = m_transfer->write(tag + command + "\r\n"); !sent)
        return sent.error();
    std::vector<ImapAnswer> answers;
    for (;;) {
        auto answer = m_reader.next();
        if (!answer)
            return answer.error();
        if (!*answer) {
            const auto bytes = m_transfer->read();
            if (!bytes)
                return bytes.error();
            if (bytes->isEmpty())
                return errorOf(CURLE_RECV_ERROR);
            m_reader.feed(*bytes);
            continue;
        }
        const QByteArray &line = (*answer)->line;
        if (line.startsWith(tag)) {
            const QByteArray result = line.mid(tag.size(), 3).toUpper().trimmed();
            if (result == "OK")
                return answers;
            return result == "NO" ? refusal(line) : damaged("bad");
        }
        if (line.left(5).toUpper() == "* BYE")
            return errorOf(CURLE_RECV_ERROR);
        if (answers.size() >= kMostAnswers)
            return damaged("answers");
        answers.push_back(std::move(**answer));
    }
}

Result<OpenedMailbox> ImapTalk::open(const QString &folder, Open how)
{
    const QByteArray name = quotedMailbox(folder);
    const auto answers = ask((how == Open::ToRead ? "examine " : "select ") + name);
    if (!answers && answers.error().code == Error::Code::Denied)
        return Error{Error::Code::NotFound, QStringLiteral("folder"), {}};
    if (!answers)
        return answers.error();
    OpenedMailbox opened;
    for (const ImapAnswer &answer : *answers) {
        opened.validity = std::max(opened.validity, codeIn(answer.line, "UIDVALIDITY"));
        opened.nextUid = std::max(opened.nextUid, codeIn(answer.line, "UIDNEXT"));
    }
    if (opened.validity == 0)
        return damaged("uidvalidity");
    return opened;
}

Result<bool> ImapTalk::can(const char *capability)
{
    const auto answers = ask("CAPABILITY");
    if (!answers)
        return answers.error();
    for (const ImapAnswer &answer : *answers) {
        if (answer.line.toUpper().startsWith("* CAPABILITY ")
            && answer.line.toUpper().mid(13).split(' ').contains(capability))
            return true;
    }
    return false;
}

} // namespace updesk
