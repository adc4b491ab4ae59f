// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/mailboxround.h"

#include "core/desk/receivedmail.h"

namespace updesk
{

static constexpr size_t kAtOnce = 10; // mails of one turn: whoever else works on this thread has its turn too
static constexpr size_t kMostUntold = 1000;

MailboxRound::MailboxRound(Session &session, const ReceiveAt &at, MailInSettings mailbox)
    : m_session(session), m_at(at), m_mailbox(std::move(mailbox)), m_way(wayOf(m_mailbox))
{
    m_state.way = ChannelState::Way::Mailbox;
    m_state.name = QStringLiteral("%1 %2 %3").arg(m_mailbox.server.login, m_mailbox.server.host, m_mailbox.folder);
}

bool MailboxRound::turn()
{
    if (m_settling)
        return m_settling->isBack() && settle();
    if (m_answer)
        return store();
    if (!m_asked)
        return running() >= m_next && ask();
    if (!m_asked->isBack())
        return false;
    auto answer = m_asked->take();
    m_asked.reset();
    if (!answer)
        return rest(answer.error());
    m_answer = std::move(*answer);
    m_stored = 0;
    return store();
}

// The secret is read where waiting is allowed too: the system may ask its user first.
bool MailboxRound::ask()
{
    const auto mark = mailMark(m_session.database(), m_way);
    if (!mark)
        return rest(mark.error());
    m_asked.emplace([way = m_at.ways.mail, &secrets = m_at.secrets, mailbox = m_mailbox, mark = *mark,
                        now = m_session.now()]() -> Result<Answer> {
        const auto secret = secretFor(secrets, mailbox.server.secret);
        if (!secret)
            return secret.error();
        const auto in = way(mailbox, *secret);
        if (!mark) {
            const auto here = in->here();
            return here ? Result<Answer>(Answer{{*here, now, 0}, {}}) : here.error();
        }
        auto batch = in->fetch(mark->upTo);
        if (!batch)
            return batch.error();
        Answer answer{*mark, std::move(*batch)};
        if (answer.batch.renumbered) {
            const auto here = in->here();
            if (!here)
                return here.error();
            answer.mark.again = here->uid;
        }
        answer.mark.upTo = answer.batch.next;
        return answer;
    });
    return false;
}

bool MailboxRound::store()
{
    const std::vector<FetchedMail> &mails = m_answer->batch.mails;
    for (size_t n = 0; n < kAtOnce && m_stored < mails.size() && !m_stuck; ++n) {
        const FetchedMail &mail = mails[m_stored];
        const auto before = isFromBefore(m_session.database(), m_answer->mark, mail);
        const auto taken = !before ? Result<IntakeResult>(before.error())
            : *before              ? Result<IntakeResult>(IntakeResult())
                                   : takeMail(m_session, m_mailbox.folder, mail);
        if (!taken) {
            m_stuck = taken.error();
            break;
        }
        ++m_stored;
        if (!*before && isWhole(mail) && m_whole.size() < kMostUntold)
            m_whole.push_back(mail.uid);
        Database::giveWay();
    }
    if (m_stored < mails.size() && !m_stuck)
        return false;
    if (m_stuck)
        m_answer->mark.upTo.uid = m_stored > 0 ? mails[m_stored - 1].uid : 0;
    const bool tells = m_mailbox.after != AfterReading::Leave && !m_whole.empty();
    if (!tells) {
        m_whole.clear();
        return settle();
    }
    m_settling.emplace([way = m_at.ways.mail, &secrets = m_at.secrets, mailbox = m_mailbox, mark = m_answer->mark.upTo,
                           uids = m_whole]() -> Result<bool> {
        const auto secret = secretFor(secrets, mailbox.server.secret);
        if (!secret)
            return secret.error();
        const auto told = way(mailbox, *secret)->settle(mark, uids);
        return told ? Result<bool>(true) : told.error();
    });
    return false;
}

// What the server could not be told is stored all the same, and told the next time.
bool MailboxRound::settle()
{
    Result<void> tried;
    if (m_settling) {
        const auto told = m_settling->take();
        m_settling.reset();
        const bool renumbered = !told && told.error().code == Error::Code::Conflict;
        if (told || renumbered)
            m_whole.clear();
        if (!told && !renumbered)
            tried = told.error();
    }
    const bool none = m_stuck && m_stored == 0;
    const bool more = m_answer->batch.more && !m_stuck;
    if (const auto kept = none ? Result<void>() : keepMark(m_session, m_way, m_answer->mark); !kept)
        tried = kept.error();
    if (m_stuck)
        tried = *m_stuck;
    m_stuck.reset();
    m_answer.reset();
    const bool news = rest(tried);
    if (more && tried)
        m_next = 0;
    return news;
}

bool MailboxRound::rest(const Result<void> &tried)
{
    // A store that is busy takes it a moment later: that is no news.
    if (!tried && tried.error().code == Error::Code::Busy && tried.error().subject.isEmpty()) {
        m_next = running() + m_at.mailEvery;
        return false;
    }
    const bool news = noteTry(m_state, tried, m_session.now());
    m_next = running() + pauseAfter(m_state, m_at.mailEvery);
    return news;
}

} // namespace updesk
