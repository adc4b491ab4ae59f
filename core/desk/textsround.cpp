// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/textsround.h"

#include "core/desk/filetext.h"
#include "core/desk/waymark.h"

namespace updesk
{

static constexpr size_t kAtOnce = 10; // as in MailboxRound

TextsRound::TextsRound(Session &session, const ReceiveAt &at, TextSettings texts)
    : m_session(session),
      m_at(at),
      m_texts(std::move(texts)),
      m_way(wayOf(m_texts)),
      m_brought(m_texts.form == TextForm::Kannel)
{
    m_state.way = ChannelState::Way::Texts;
    m_state.name = m_texts.account;
}

bool TextsRound::turn()
{
    if (m_brought)
        return false;
    if (m_batch)
        return store();
    if (!m_asked)
        return running() >= m_next && ask();
    if (!m_asked->isBack())
        return false;
    auto batch = m_asked->take();
    m_asked.reset();
    if (!batch)
        return rest(batch.error());
    m_batch = std::move(*batch);
    m_stored = 0;
    return store();
}

// The first time only what comes from now on: a provider has the texts of years.
bool TextsRound::ask()
{
    auto mark = textMark(m_session.database(), m_way);
    if (mark && !*mark) {
        *mark = TextMark{m_session.now(), {}};
        if (const auto kept = keepMark(m_session, m_way, **mark); !kept)
            return rest(kept.error());
    }
    if (!mark)
        return rest(mark.error());
    m_asked.emplace([way = m_at.ways.texts, &secrets = m_at.secrets, texts = m_texts, from = **mark,
                        now = m_session.now()]() -> Result<TextBatch> {
        const auto secret = secretFor(secrets, texts.secret);
        if (!secret)
            return secret.error();
        const auto in = way(texts, *secret);
        return in ? in->fetch(from, now) : Result<TextBatch>(TextBatch{{}, from});
    });
    return false;
}

bool TextsRound::store()
{
    for (size_t n = 0; n < kAtOnce && m_stored < m_batch->texts.size(); ++n) {
        const auto filed = fileText(m_session, m_batch->texts[m_stored]);
        if (!filed) {
            m_batch.reset(); // all of it is asked for again, and what is here is known
            return rest(filed.error());
        }
        ++m_stored;
        Database::giveWay();
    }
    if (m_stored < m_batch->texts.size())
        return false;
    const auto kept = keepMark(m_session, m_way, m_batch->next);
    m_batch.reset();
    return rest(kept);
}

bool TextsRound::rest(const Result<void> &tried)
{
    if (!tried && tried.error().code == Error::Code::Busy && tried.error().subject.isEmpty()) {
        m_next = running() + m_at.textsEvery;
        return false;
    }
    const bool news = noteTry(m_state, tried, m_session.now());
    m_next = running() + pauseAfter(m_state, m_at.textsEvery);
    return news;
}

} // namespace updesk
