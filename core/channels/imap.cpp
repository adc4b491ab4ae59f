// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/imap.h"

#include "core/channels/imaptalk.h"
#include "core/channels/mailboxname.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

namespace updesk
{

namespace
{

QByteArray setOf(std::span<const quint32> uids)
{
    QByteArray set;
    for (const quint32 uid : uids)
        set += (set.isEmpty() ? QByteArray() : QByteArray(",")) + QByteArray::number(uid);
    return set;
}

/// The numbers after `mark`, in order. "n:*" names the last message also when its number is below n.
Result<std::vector<quint32>> newerThan(ImapTalk &talk, quint32 mark)
{
    if (mark == 4'294'967'295u)
        return std::vector<quint32>();
    const auto answers = talk.ask("UID SEARCH UID " + QByteArray::number(mark + 1) + ":*");
    if (!answers)
        return answers.error();
    std::vector<quint32> newer;
    for (const ImapAnswer &answer : *answers) {
        if (auto found = foundIn(answer))
            newer.insert(newer.end(), found->begin(), found->end());
    }
    std::sort(newer.begin(), newer.end());
    newer.erase(std::unique(newer.begin(), newer.end()), newer.end());
    newer.erase(newer.begin(), std::upper_bound(newer.begin(), newer.end(), mark));
    return newer;
}

Result<std::map<quint32, qint64>> sizesOf(ImapTalk &talk, std::span<const quint32> uids)
{
    const auto answers = talk.ask("UID FETCH " + setOf(uids) + " (UID RFC822.SIZE)");
    if (!answers)
        return answers.error();
    std::map<quint32, qint64> sizes;
    for (const ImapAnswer &answer : *answers) {
        const auto fetched = fetchedIn(answer);
        if (fetched && fetched->uid != 0 && fetched->size >= 0)
            sizes[fetched->uid] = fetched->size;
    }
    return sizes;
}

enum class Part : quint8 { Header, Whole };

/// The bytes of one message, or of its header; none: it is not there any more, or the server does not give it.
Result<std::optional<QByteArray>> bytesOf(ImapTalk &talk, quint32 uid, Part part)
{
    const auto answers = talk.ask("UID FETCH " + QByteArray::number(uid)
        + (part == Part::Header ? " (UID BODY.PEEK[HEADER])" : " (UID BODY.PEEK[])"));
    if (!answers && answers.error().code == Error::Code::Denied)
        return std::optional<QByteArray>();
    if (!answers)
        return answers.error();
    for (const ImapAnswer &answer : *answers) {
        const auto fetched = fetchedIn(answer);
        if (fetched && fetched->uid == uid && fetched->body)
            return fetched->body;
    }
    return std::optional<QByteArray>();
}

/// Fills in the mail's bytes. False: it has vanished.
Result<bool> readOne(ImapTalk &talk, FetchedMail &mail)
{
    using Lack = FetchedMail::Lack;
    auto bytes = bytesOf(talk, mail.uid, mail.lack == Lack::TooLarge ? Part::Header : Part::Whole);
    if (bytes && !*bytes) {
        // A mail that is there is never stepped over in silence.
        const auto there = sizesOf(talk, std::span(&mail.uid, 1));
        if (!there || there->empty())
            return there ? Result<bool>(false) : there.error();
        if (mail.lack == Lack::None)
            bytes = bytesOf(talk, mail.uid, Part::Header);
        mail.lack = Lack::NotGiven;
    }
    if (!bytes)
        return bytes.error();
    mail.bytes = bytes->value_or(QByteArray());
    return true;
}

Result<void> read(ImapTalk &talk, std::span<const quint32> uids, qint64 largest, MailBatch &batch)
{
    const auto sizes = sizesOf(talk, uids);
    if (!sizes)
        return sizes.error();
    qint64 held = 0;
    for (const quint32 uid : uids) {
        const auto size = sizes->find(uid);
        const bool there = size != sizes->end();
        FetchedMail mail{uid, there ? size->second : 0, {}, FetchedMail::Lack::None};
        if (mail.size > largest)
            mail.lack = FetchedMail::Lack::TooLarge;
        if (!batch.mails.empty() && held + mail.size > Imap::kBatchBytes) {
            batch.more = true;
            return {};
        }
        const auto given = there ? readOne(talk, mail) : Result<bool>(false);
        if (!given)
            return given.error();
        batch.next.uid = uid;
        if (!*given) {
            ++batch.vanished;
            continue;
        }
        held += mail.bytes.size();
        batch.mails.push_back(std::move(mail));
    }
    return {};
}

} // namespace

Imap::Imap(MailInSettings settings, QByteArray secret, Patience patience)
    : m_settings(std::move(settings)), m_secret(std::move(secret)), m_patience(patience)
{
}

Result<MailBatch> Imap::fetch(const MailboxMark &mark)
{
    auto talk = ImapTalk::begin(m_settings, m_secret, m_patience);
    if (!talk)
        return talk.error();
    const auto opened = talk->open(m_settings.folder, ImapTalk::Open::ToRead);
    if (!opened)
        return opened.error();
    MailBatch batch;
    batch.renumbered = mark.validity != 0 && mark.validity != opened->validity;
    batch.next = {opened->validity, mark.validity == opened->validity ? mark.uid : 0};
    const auto newer = newerThan(*talk, batch.next.uid);
    if (!newer)
        return newer.error();
    if (newer->empty())
        return batch;
    batch.more = newer->size() > size_t(kBatch);
    const std::span<const quint32> first(newer->data(), std::min(newer->size(), size_t(kBatch)));
    if (const auto all = read(*talk, first, m_settings.largest, batch); !all) {
        // What came is whole and not fetched a second time; a server that never gives the next one is an error then.
        if (batch.mails.empty())
            return all.error();
        batch.more = true;
    }
    return batch;
}

Result<MailboxMark> Imap::here()
{
    auto talk = ImapTalk::begin(m_settings, m_secret, m_patience);
    if (!talk)
        return talk.error();
    const auto opened = talk->open(m_settings.folder, ImapTalk::Open::ToRead);
    if (!opened)
        return opened.error();
    if (opened->nextUid > 0)
        return MailboxMark{opened->validity, opened->nextUid - 1};
    const auto all = newerThan(*talk, 0);
    if (!all)
        return all.error();
    return MailboxMark{opened->validity, all->empty() ? 0 : all->back()};
}

Result<void> Imap::settle(const MailboxMark &mark, const std::vector<quint32> &uids)
{
    if (m_settings.after == AfterReading::Leave || uids.empty())
        return {};
    auto talk = ImapTalk::begin(m_settings, m_secret, m_patience);
    if (!talk)
        return talk.error();
    const auto opened = talk->open(m_settings.folder, ImapTalk::Open::ToChange);
    if (!opened)
        return opened.error();
    if (opened->validity != mark.validity)
        return Error{Error::Code::Conflict, QStringLiteral("mailbox"), {}};
    const bool moves = m_settings.after == AfterReading::Move;
    if (moves) {
        const auto can = talk->can("MOVE");
        if (!can || !*can)
            return can ? Error{Error::Code::Failed, QStringLiteral("move"), {}} : can.error();
    }
    for (size_t at = 0; at < uids.size(); at += size_t(kBatch)) {
        const QByteArray set = setOf(std::span(uids).subspan(at, std::min(uids.size() - at, size_t(kBatch))));
        const auto done = talk->ask(moves ? "UID MOVE " + set + ' ' + quotedMailbox(m_settings.moveTo)
                                          : "UID STORE " + set + " +FLAGS.SILENT (\\Seen)");
        if (!done && moves && done.error().code == Error::Code::Denied)
            return Error{Error::Code::NotFound, QStringLiteral("moveTo"), {}};
        if (!done)
            return done.error();
    }
    return {};
}

Result<void> Imap::test()
{
    const auto there = here();
    return there ? Result<void>() : Result<void>(there.error());
}

} // namespace updesk
