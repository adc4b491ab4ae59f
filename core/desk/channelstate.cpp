// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelstate.h"

#include "core/store/desksetting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace updesk
{

static constexpr Time kLongestPause = 15 * kMinute;
static constexpr Time kAfterRefusal = 5 * kMinute;
static constexpr char kKept[] = "channel_states";
static constexpr std::array kWays{"mailbox", "texts", "listener", "phone", "links"};
static_assert(kWays.size() == size_t(ChannelState::Way::Links) + 1);

QString wayCode(ChannelState::Way way) { return QString::fromLatin1(kWays[size_t(way)]); }

bool noteTry(ChannelState &state, const Result<void> &tried, Time now)
{
    const bool failed = state.since > 0;
    if (tried) {
        state.since = 0;
        state.why = {};
        state.failed = 0;
        const bool first = state.worked == 0;
        state.worked = now;
        return failed || first;
    }
    const Error &why = tried.error();
    const bool same = failed && state.why.code == why.code && state.why.subject == why.subject;
    state.since = failed ? state.since : now;
    state.why = why;
    ++state.failed;
    return !same;
}

Time pauseAfter(const ChannelState &state, Time pace)
{
    Time pause = pace;
    for (int i = 1; i < state.failed && pause < kLongestPause; ++i)
        pause *= 2;
    const bool refused = state.failed > 0 && state.why.code == Error::Code::Denied;
    return std::clamp(pause, refused ? kAfterRefusal : pace, std::max(pace, kLongestPause));
}

Result<void> keepChannelStates(Database &database, const std::vector<ChannelState> &states)
{
    QJsonArray list;
    for (const ChannelState &state : states) {
        list.append(QJsonObject{{QStringLiteral("way"), wayCode(state.way)}, {QStringLiteral("name"), state.name},
            {QStringLiteral("since"), state.since}, {QStringLiteral("code"), int(state.why.code)},
            {QStringLiteral("subject"), state.why.subject}, {QStringLiteral("detail"), state.why.detail},
            {QStringLiteral("failed"), state.failed}, {QStringLiteral("worked"), state.worked}});
    }
    return setDeskSetting(database, QString::fromLatin1(kKept),
        list.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
}

Result<std::vector<ChannelState>> channelStates(Database &database)
{
    const auto text = deskSetting(database, QString::fromLatin1(kKept));
    if (!text)
        return text.error();
    std::vector<ChannelState> states;
    for (const QJsonValue one : QJsonDocument::fromJson(text->toUtf8()).array()) {
        const QString code = one[QLatin1String("way")].toString();
        const auto way = std::ranges::find(kWays, code, [](const char *w) { return QString::fromLatin1(w); });
        const int error = one[QLatin1String("code")].toInt();
        if (way == kWays.end() || error < 0 || error > int(Error::Code::Failed))
            continue;
        states.push_back({ChannelState::Way(way - kWays.begin()), one[QLatin1String("name")].toString(),
            one[QLatin1String("since")].toInteger(),
            {Error::Code(error), one[QLatin1String("subject")].toString(), one[QLatin1String("detail")].toString()},
            one[QLatin1String("failed")].toInt(), one[QLatin1String("worked")].toInteger()});
    }
    return states;
}

} // namespace updesk
