// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/listeners.h"

#include "core/desk/filecall.h"
#include "core/desk/filetext.h"
#include "core/desk/mailtrack.h"
#include "core/desk/sentmessages.h"

namespace updesk
{

static constexpr Time kOpenEvery = 10 * kSecond;
static constexpr int kNoToken = 403;

static ChannelState stateOf(ChannelState::Way way, const QString &name)
{
    ChannelState state;
    state.way = way;
    state.name = name;
    return state;
}

// As docs/channels.md names them, with the part that could not be read beside it.
static Error unreadable(const char *what, const Error &error)
{
    return {Error::Code::Damaged, QString::fromLatin1(what), error.subject};
}

static Error ofListener(const Error &error)
{
    const bool token = error.code == Error::Code::Invalid && error.subject == QLatin1String("secret");
    return token ? Error{Error::Code::Invalid, QStringLiteral("listener"), {}} : error;
}

Listeners::Listeners(Session &session, const ReceiveAt &at, Heard heard)
    : m_session(session), m_at(at), m_heard(std::move(heard))
{
}

void Listeners::note(ChannelState &state, const Result<void> &tried)
{
    m_changed = noteTry(state, tried, m_session.now()) || m_changed;
}

// What is set up otherwise than it was is shut, and opened anew by turn().
void Listeners::follow(const ChannelSettings &settings)
{
    const auto textsBy = settings.text ? settings.text->listener : std::nullopt;
    if (textsBy != m_textsBy) {
        m_token.reset();
        m_texts.reset();
        m_textsBy = textsBy;
        m_textNext = 0;
        m_textState = stateOf(ChannelState::Way::TextListener, textsBy ? QString::number(textsBy->port) : QString());
    }
    const bool phone = settings.phone && !settings.phone->socket.isEmpty();
    const auto phoneBy = phone ? settings.phone : std::nullopt;
    if (phoneBy != m_phoneBy) {
        m_phone.reset();
        m_phoneBy = phoneBy;
        m_phoneNext = 0;
        m_phoneState = stateOf(ChannelState::Way::PhoneSystem, phoneBy ? phoneBy->socket : QString());
    }
    if (settings.links != m_linksBy) {
        m_links.reset();
        m_linksBy = settings.links;
        m_linkNext = 0;
        m_linkState = stateOf(ChannelState::Way::Links, m_linksBy ? m_linksBy->address : QString());
    }
}

bool Listeners::turn(const ChannelSettings &settings, bool isHost)
{
    follow(settings);
    if (m_textsBy && !m_texts)
        openTexts(*m_textsBy, isHost);
    if (m_phoneBy && !m_phone)
        openPhone(*m_phoneBy, isHost);
    if (m_linksBy && !m_links)
        openLinks(*m_linksBy, isHost);
    return std::exchange(m_changed, false);
}

void Listeners::openTexts(const ListenerSettings &settings, bool isHost)
{
    if (!m_token) {
        if (running() < m_textNext)
            return;
        m_token.emplace([&secrets = m_at.secrets, name = settings.secret] { return secretFor(secrets, name); });
    }
    if (!m_token->isBack())
        return;
    const auto token = m_token->take();
    m_token.reset();
    m_textNext = running() + kOpenEvery;
    auto opened = token ? TextListener::open(settings, *token, [this](const TextEvent &event) { return take(event); })
                        : Result<std::unique_ptr<TextListener>>(token.error());
    if (opened) {
        m_texts = std::move(*opened);
        connect(m_texts.get(), &TextListener::malformed, this,
            [this](const Error &error) { note(m_textState, unreadable("brought", error)); });
        // A provider that was given another token would be refused for ever, and nobody would know.
        connect(m_texts.get(), &TextListener::strange, this, [this](int status) {
            if (status == kNoToken)
                note(m_textState, Error{Error::Code::Denied, QStringLiteral("listener"), QStringLiteral("token")});
        });
    }
    if (opened || isHost)
        note(m_textState, opened ? Result<void>() : ofListener(opened.error()));
}

void Listeners::openPhone(const PhoneSettings &settings, bool isHost)
{
    if (running() < m_phoneNext)
        return;
    m_phoneNext = running() + kOpenEvery;
    const auto rules = m_session.rules();
    const QString region = rules ? (*rules)->dealership.region : QString();
    auto opened = PhoneListener::open(settings, region, [this](const PhoneEvent &event) { return takeCall(event); });
    if (opened) {
        m_phone = std::move(*opened);
        connect(m_phone.get(), &PhoneListener::malformed, this,
            [this](const Error &error) { note(m_phoneState, unreadable("event", error)); });
    }
    if (opened || isHost)
        note(m_phoneState, opened ? Result<void>() : opened.error());
}

void Listeners::openLinks(const LinkSettings &settings, bool isHost)
{
    if (running() < m_linkNext)
        return;
    m_linkNext = running() + kOpenEvery;
    const auto rules = m_session.rules();
    const QByteArray store = rules ? (*rules)->dealership.id.value.hex() : QByteArray();
    auto opened = LinkListener::open(
        settings, store, [this](const LinkHit &hit) { return takeLinkHit(m_session, hit); },
        [this] { return linkOwner(); });
    if (opened)
        m_links = std::move(*opened);
    if (opened || isHost)
        note(m_linkState, opened ? Result<void>() : opened.error());
}

LinkOwner Listeners::linkOwner() const
{
    const auto rules = m_session.rules();
    if (!rules)
        return {};
    const Dealership &store = (*rules)->dealership;
    return {store.name, store.phone, store.address};
}

Result<void> Listeners::take(const TextEvent &event)
{
    Result<void> taken;
    if (const auto *text = std::get_if<InboundText>(&event)) {
        const auto filed = fileText(m_session, *text);
        taken = filed ? Result<void>() : filed.error();
    } else {
        const auto &report = std::get<TextReport>(event);
        const auto noted = takeReport(m_session, report);
        taken = noted ? Result<void>() : noted.error();
        if (noted && noted->ours)
            m_heard(report);
    }
    note(m_textState, taken);
    return taken;
}

// Told once more after it could not be stored, the short form of an end must still find its ring.
Result<void> Listeners::takeCall(const PhoneEvent &event)
{
    const bool ends = event.kind == PhoneEvent::Kind::Ended;
    const std::optional<OpenCalls> before = ends ? std::optional(m_calls) : std::nullopt;
    const auto call = m_calls.take(event, m_session.now());
    if (!call)
        return call.error();
    const auto taken = *call ? updesk::takeCall(m_session, **call) : Result<CallTaken>(CallTaken());
    if (!taken && before)
        m_calls = *before;
    note(m_phoneState, taken ? Result<void>() : taken.error());
    return taken ? Result<void>() : taken.error();
}

std::vector<ChannelState> Listeners::states() const
{
    std::vector<ChannelState> states;
    if (m_textsBy)
        states.push_back(m_textState);
    if (m_phoneBy)
        states.push_back(m_phoneState);
    if (m_linksBy)
        states.push_back(m_linkState);
    return states;
}

} // namespace updesk
