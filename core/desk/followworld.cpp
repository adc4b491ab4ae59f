// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/followworld.h"

#include <algorithm>
#include <array>

namespace updesk
{

using Kind = FollowStory::Kind;

/// Area codes across the zones, states with hours and caps of their own among them; 844 tells no place.
static constexpr int kAreaCodes[] = {212, 518, 201, 301, 305, 407, 860, 312, 214, 405, 504, 205, 601, 303, 602, 801,
    213, 415, 206, 907, 808, 401, 416, 604, 902, 844};
/// Regions that some state, whatever their number says.
static constexpr std::array kRegions{"NY", "TX", "LA", "RI", "CT", "CA", "HI", "ON", "BC"};
static constexpr double kStatesRegion = 0.15;
/// What forms have people agree to; texts with offers need words that name them (US-7).
static constexpr std::array kConsents{"I agree to receive texts about my inquiry at this number.",
    "I agree to receive texts with offers and news at this number."};
static constexpr double kWeights[] = {60, 5, 5, 8, 6, 3, 4, 3, 3, 3}; // by Kind
static constexpr int kOfOneCode = 10'000;
static constexpr Time kArriveWithin = 5 * kDay;

// Numbers of an exchange that nobody has, each once.
static QString numberOf(int n)
{
    constexpr int codes = int(std::size(kAreaCodes));
    return QStringLiteral("+1%1%2%3")
        .arg(QString::number(kAreaCodes[n % codes]), QStringLiteral("555"),
            QString::number(n / codes % kOfOneCode).rightJustified(4, u'0'));
}

static LeadType typeOf(SampleRandom &random)
{
    static constexpr double weights[] = {60, 20, 10, 0, 0, 0, 5, 0, 0, 5};
    return LeadType(random.weighted(weights));
}

static LeadDraft inquiry(SampleRandom &random, const SampleWorld &world, int n, Time at, Kind kind)
{
    LeadDraft draft = world.person(random, n);
    world.addWish(random, draft, 2026, at);
    draft.type = typeOf(random);
    draft.source = QStringLiteral("Website");
    draft.externalId = QStringLiteral("S-%1").arg(n);
    draft.phones = {{{}, numberOf(n), {}, PhoneKind::Mobile}};
    draft.emails = {{{}, QStringLiteral("person%1@example.com").arg(n)}};
    draft.street.clear(); // the number says where they are, for most
    draft.city.clear();
    draft.region.clear();
    if (random.chance(kStatesRegion))
        draft.region = QString::fromLatin1(random.of(kRegions));
    draft.postal.clear();
    draft.country.clear();
    draft.preferredChannel = Channel::None;
    if (random.chance(0.5)) {
        draft.textConsent = true;
        draft.consentWords = QString::fromLatin1(random.of(kConsents));
    }
    if (kind == Kind::NoMail)
        draft.emails.clear();
    if (kind == Kind::NoPhone)
        draft.phones.clear();
    return draft;
}

std::vector<FollowStory> followStories(const FollowOrder &order, Time start)
{
    SampleRandom random(SampleRandom(order.seed).next()); // of its own: neighbouring seeds draw the same row, shifted
    SampleWorld world;
    world.fillStock(order.seed, 40, 2026, start);
    std::vector<FollowStory> stories;
    for (int n = 0; n < order.leads; ++n) {
        FollowStory story;
        story.kind = Kind(random.weighted(kWeights));
        story.arrives = start + Time(random.unit() * double(kArriveWithin));
        story.after = random.between(1, 8);
        story.draft = inquiry(random, world, n, story.arrives, story.kind);
        stories.push_back(std::move(story));
    }
    std::ranges::stable_sort(stories, {}, &FollowStory::arrives);
    return stories;
}

} // namespace updesk
