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
    const auto textsBy = settings.text && settings.text->listener ? settings.text : std::nullopt;
    if (textsBy != m_textsBy) {
        m_keys.reset();
        m_texts.reset();
        m_lacksAccount = false;
        m_textsBy = textsBy;
        m_textNext = m_doubtNext = 0;
        m_textState =
            stateOf(ChannelState::Way::TextListener, textsBy ? QString::number(textsBy->listener->port) : QString());
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
    if (m_textsBy && (!m_texts || m_lacksAccount))
        openTexts(*m_textsBy, isHost);
    if (m_phoneBy && !m_phone)
        openPhone(*m_phoneBy, isHost);
    if (m_linksBy && !m_links)
        openLinks(*m_linksBy, isHost);
    return std::exchange(m_changed, false);
}

static bool isSigned(const TextSettings &settings)
{
    return settings.form == TextForm::Account && !settings.callbackUrl.isEmpty();
}

// A desk that only takes what is brought may have the listener's token alone, unless all of it must be signed.
void Listeners::askKeys(const TextSettings &settings)
{
    m_keys.emplace([&secrets = m_at.secrets, settings]() -> Result<TextKeys> {
        const auto token = secretFor(secrets, settings.listener->secret);
        const auto account = token && isSigned(settings) ? secretFor(secrets, settings.secret) : token;
        if (!token || (!account && settings.signedOnly))
            return !token ? token.error() : account.error();
        return TextKeys{*token, account && isSigned(settings) ? std::optional(*account) : std::nullopt};
    });
}

void Listeners::openTexts(const TextSettings &settings, bool isHost)
{
    if (!m_keys && running() < m_textNext)
        return;
    if (!m_keys)
        askKeys(settings);
    if (!m_keys->isBack())
        return;
    const auto keys = m_keys->take();
    m_keys.reset();
    m_lacksAccount = isSigned(settings) && !(keys && keys->account);
    m_textNext = running() + (m_lacksAccount && keys ? kMinute : kOpenEvery);
    const TextSigning signing{
        keys ? keys->account.value_or(QByteArray()) : QByteArray(), settings.callbackUrl, settings.signedOnly};
    if (m_texts && !m_lacksAccount)
        m_texts->setSigning(signing);
    if (m_texts)
        return;
    auto opened = keys ? TextListener::open(
                      *settings.listener, keys->token, [this](const TextEvent &event) { return take(event); }, signing)
                       : Result<std::unique_ptr<TextListener>>(keys.error());
    if (opened) {
        m_texts = std::move(*opened);
        hear(*m_texts);
    }
    if (opened || isHost)
        note(m_textState, opened ? Result<void>() : ofListener(opened.error()));
}

// Its token is not part of the settings, and may be another one since it was asked for. Whoever guesses makes nobody
// look more than once a minute.
void Listeners::doubtAccount()
{
    if (running() < m_doubtNext)
        return;
    m_doubtNext = running() + kMinute;
    m_textNext = 0;
    m_lacksAccount = true;
}

// A provider that is refused what it brings would be for ever, and nobody would know.
void Listeners::hear(const TextListener &texts)
{
    const auto refused = [this](const char *why) {
        note(m_textState, Error{Error::Code::Denied, QStringLiteral("listener"), QString::fromLatin1(why)});
    };
    connect(&texts, &TextListener::malformed, this,
        [this](const Error &error) { note(m_textState, unreadable("brought", error)); });
    connect(&texts, &TextListener::strange, this, [refused](int status) {
        if (status == kNoToken)
            refused("token");
    });
    connect(&texts, &TextListener::unproven, this, [this, refused](Signed signature) {
        refused(signature == Signed::Wrong ? "signature" : "unsigned");
        if (signature == Signed::Wrong)
            doubtAccount();
    });
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
